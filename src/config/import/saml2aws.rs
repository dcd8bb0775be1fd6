//! saml2aws's `~/.saml2aws`: an account a section. Source: its `pkg/cfg/cfg.go` and `pkg/provider/onelogin`.
//!
//! It keeps client id, client secret and password in a keyring of its own, in a form of its own: they are left there.

use std::path::Path;

use super::ini::{self, Section};
use super::{Found, address, clamped, parts_of_role, set, wrong};
use crate::config::Key;
use crate::config::layer::{Layer, Origin};
use crate::error::Result;

/// Its names for OneLogin's factors.
const FACTORS: &[(&str, &str)] = &[
    ("OLP", "OneLogin Protect"),
    ("SMS", "OneLogin SMS"),
    ("TOTP", "Google Authenticator"),
    ("YUBIKEY", "Yubico YubiKey"),
];

/// The keys that are taken as they are.
const KEYS: &[(&str, Key)] = &[
    ("subdomain", Key::Subdomain),
    ("username", Key::Username),
    ("app_id", Key::AppId),
    ("mfa_ip_address", Key::Ip),
    ("region", Key::Region),
];

/// Reads the accounts of the file that are OneLogin's.
///
/// # Errors
/// The file cannot be read, or a line of it not used.
pub(super) fn read(path: &Path) -> Result<Option<Found>> {
    let Some(text) = super::text(path)? else { return Ok(None) };
    let mut found = Found::of("saml2aws", path.to_owned());
    let mut accounts: Vec<(&str, Layer)> = Vec::new();
    for section in ini::parse(path, &text)? {
        match section.get("provider").map(|entry| entry.value) {
            Some(provider) if provider.eq_ignore_ascii_case("onelogin") => {
                let layer = account(path, &section, &mut found.notes)?;
                accounts.push((section.name, layer));
            }
            provider => found.notes.push(format!(
                "saml2aws: [{}] is of {}, not of OneLogin, and is left out",
                section.name,
                provider.unwrap_or("no provider")
            )),
        }
    }
    if accounts.is_empty() {
        return Ok(None);
    }
    found.notes.push(
        "saml2aws keeps client id, client secret and password in its own keyring: ol-aws asks for them"
            .to_owned(),
    );
    // Its `default`, else its first: what they say of the tenant holds for all.
    let first = accounts.iter().position(|(name, _)| *name == "default").unwrap_or(0);
    for (key, value) in accounts[first].1.iter() {
        if accounts[first].0 == "default"
            || !matches!(key, Key::Account | Key::Role | Key::Region | Key::Duration)
        {
            found.layer.set(key, value.expose(), Origin::File(path.to_owned()));
        }
    }
    let profiles = accounts.into_iter().filter(|(name, _)| *name != "default");
    found.profiles = profiles.map(|(name, layer)| (name.to_owned(), layer)).collect();
    Ok(Some(found))
}

fn account(path: &Path, section: &Section<'_>, notes: &mut Vec<String>) -> Result<Layer> {
    let mut layer = Layer::default();
    let mut subdomain = None;
    if let Some(entry) = section.get("url") {
        match address(bare(entry.value)) {
            Some((Key::Subdomain, label)) => {
                set(&mut layer, path, entry, Key::Subdomain, label)?;
                set(&mut layer, path, entry, Key::Host, "subdomain")?;
                subdomain = Some(label);
            }
            Some((key, value)) => set(&mut layer, path, entry, key, value)?,
            None => notes.push(format!(
                "saml2aws: the url of [{}] is no address of OneLogin's, and is left out",
                section.name
            )),
        }
    }
    for (name, key) in KEYS {
        if let Some(entry) = section.get(name) {
            let value = bare(entry.value);
            // The url's host is where it signs in.
            if *key == Key::Subdomain && subdomain.is_some_and(|of_url| !of_url.eq_ignore_ascii_case(value)) {
                notes.push(format!(
                    "saml2aws: the subdomain of [{}] is not that of its url: the url's counts",
                    section.name
                ));
                continue;
            }
            set(&mut layer, path, entry, *key, value)?;
        }
    }
    if let Some(entry) = section.get("aws_session_duration") {
        let seconds = bare(entry.value);
        // 0 is its word for none.
        if seconds != "0" {
            let seconds = clamped(seconds).map_err(|why| wrong(path, Some(entry.line), why))?;
            set(&mut layer, path, entry, Key::Duration, &seconds)?;
        }
    }
    if let Some(entry) = section.get("mfa") {
        let named = FACTORS.iter().find(|(name, device)| {
            [name, device].iter().any(|word| word.eq_ignore_ascii_case(bare(entry.value)))
        });
        if let Some((_, device)) = named {
            set(&mut layer, path, entry, Key::MfaDevice, device)?;
        }
    }
    if let Some(entry) = section.get("role_arn") {
        let (account, role) = parts_of_role(bare(entry.value)).ok_or_else(|| {
            wrong(path, Some(entry.line), format!("role_arn: `{}` is no role's ARN", entry.value))
        })?;
        set(&mut layer, path, entry, Key::Account, account)?;
        set(&mut layer, path, entry, Key::Role, role)?;
    }
    Ok(layer)
}

/// Go's ini.v1 takes a comment behind a value away.
fn bare(value: &str) -> &str {
    let end = [" #", " ;"].iter().filter_map(|mark| value.find(mark)).min();
    value[..end.unwrap_or(value.len())].trim_end()
}

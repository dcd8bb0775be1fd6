//! physera/onelogin-aws-cli's `~/.onelogin-aws.config`: `[defaults]`, and a section for each name. Source: its README
//! and `onelogin_aws_cli/configuration.py`.

use std::path::Path;

use super::ini::{self, Section};
use super::{Found, address, clamped, parts_of_role, set, wrong};
use crate::config::Key;
use crate::config::layer::Layer;
use crate::error::Result;

/// The keys that are taken as they are.
const KEYS: &[(&str, Key)] = &[
    ("subdomain", Key::Subdomain),
    ("username", Key::Username),
    ("client_id", Key::ClientId),
    ("client_secret", Key::ClientSecret),
    ("aws_app_id", Key::AppId),
    ("otp_device", Key::MfaDevice),
    ("ip_address", Key::Ip),
    ("region", Key::Region),
];

/// What it calls itself, in the operating system's keyring as well (`credsource/oskeychain.py`).
const TOOL: &str = "onelogin-aws-cli";

/// Reads the file.
///
/// # Errors
/// The file cannot be read, or a line of it not used.
pub(super) fn read(path: &Path) -> Result<Option<Found>> {
    let Some(text) = super::text(path)? else { return Ok(None) };
    let mut found = Found::of(TOOL, path.to_owned());
    for section in ini::parse(path, &text)? {
        if section.name == "defaults" {
            found.layer = layer(path, &section)?;
            let saves = section.get("save_password").is_some_and(|entry| {
                ["1", "yes", "true", "on"].iter().any(|word| word.eq_ignore_ascii_case(entry.value))
            });
            found.password =
                section.get("username").filter(|_| saves).map(|entry| (TOOL, entry.value.to_owned()));
        } else {
            found.profiles.insert(section.name.to_owned(), layer(path, &section)?);
        }
    }
    Ok(Some(found))
}

fn layer(path: &Path, section: &Section<'_>) -> Result<Layer> {
    let mut layer = Layer::default();
    if let Some(entry) = section.get("base_uri") {
        let (key, value) = address(entry.value).ok_or_else(|| {
            wrong(path, Some(entry.line), format!("base_uri: `{}` is no address of OneLogin's", entry.value))
        })?;
        if key == Key::Subdomain {
            set(&mut layer, path, entry, Key::Host, "subdomain")?;
        }
        set(&mut layer, path, entry, key, value)?;
    }
    for (name, key) in KEYS {
        let Some(entry) = section.get(name) else { continue };
        // configparser would put another value in its place.
        if entry.value.replace("%%", "").contains('%') {
            return Err(wrong(
                path,
                Some(entry.line),
                format!("{name}: `%` is not understood here, only `%%`"),
            ));
        }
        set(&mut layer, path, entry, *key, &entry.value.replace("%%", "%"))?;
    }
    if let Some(entry) = section.get("duration_seconds") {
        let seconds = clamped(entry.value)
            .map_err(|why| wrong(path, Some(entry.line), format!("duration_seconds: {why}")))?;
        set(&mut layer, path, entry, Key::Duration, &seconds)?;
    }
    if let Some(entry) = section.get("role_arn") {
        let (account, role) = parts_of_role(entry.value).ok_or_else(|| {
            wrong(path, Some(entry.line), format!("role_arn: `{}` is no role's ARN", entry.value))
        })?;
        set(&mut layer, path, entry, Key::Account, account)?;
        set(&mut layer, path, entry, Key::Role, role)?;
    }
    Ok(layer)
}

//! The Python tool's `onelogin.sdk.json`, `onelogin.aws.json` and `accounts.yaml`, read as they are.
//!
//! Only the keys that its README documents count, so none of these files can name a host.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

use serde::Deserialize;
use serde::de::DeserializeOwned;

use super::file::{check, others_can_read};
use super::key::Key;
use super::layer::{Layer, Origin};
use super::value::SessionLength;
use crate::error::{Error, Result};

/// What the three files of one folder say.
#[derive(Default)]
pub struct PythonFiles {
    pub layer: Layer,
    /// `profiles` of `onelogin.aws.json`.
    pub profiles: BTreeMap<String, Layer>,
    /// `(digits, alias)` of `accounts.yaml`.
    pub accounts: Vec<(String, String)>,
    pub walk: WalkKeys,
    /// A file that holds a secret and that others can read.
    pub exposed: Option<PathBuf>,
}

/// The keys of `onelogin.aws.json` that only the walk-through knows.
#[derive(Default)]
pub struct WalkKeys {
    /// The profile, and the section of the credentials file.
    pub profile: Option<String>,
    pub keychain_service: Option<String>,
    pub keychain_account: Option<String>,
}

/// A text or a number: people write app ids and account numbers both ways.
#[derive(Deserialize)]
#[serde(untagged)]
enum Scalar {
    Text(String),
    Number(i64),
    Null(()),
}

impl Scalar {
    fn into_text(self) -> String {
        match self {
            Self::Text(text) => text,
            Self::Number(number) => number.to_string(),
            Self::Null(()) => String::new(),
        }
    }
}

/// The keys of the JSON files, and what they are here.
const SDK: &[(&str, Key)] = &[
    ("client_id", Key::ClientId),
    ("client_secret", Key::ClientSecret),
    ("region", Key::OneLoginRegion),
    ("ip", Key::Ip),
];
const AWS: &[(&str, Key)] = &[
    ("app_id", Key::AppId),
    ("subdomain", Key::Subdomain),
    ("username", Key::Username),
    ("duration", Key::Duration),
    ("aws_region", Key::Region),
    ("aws_account_id", Key::Account),
    ("aws_role_name", Key::Role),
];

/// The files that are looked for.
pub const FILES: [&str; 3] = ["onelogin.sdk.json", "onelogin.aws.json", "accounts.yaml"];

/// Reads what is there of the three files, each from the first of the folders that has it.
///
/// # Errors
/// A file that cannot be read, is not JSON or YAML, or holds a value that the setting cannot have.
pub fn read(folders: &[PathBuf]) -> Result<PythonFiles> {
    let place = |name: &str| {
        let mut places = folders.iter().map(|folder| folder.join(name));
        places.find(|path| path.is_file()).unwrap_or_default()
    };
    let mut files = PythonFiles::default();
    let path = place("onelogin.sdk.json");
    if let Some(mut values) = json::<BTreeMap<String, serde_json::Value>>(&path)? {
        take(&mut files.layer, &mut values, SDK, &path)?;
        files.exposed = Some(path).filter(|path| files.layer.has_secret() && others_can_read(path));
    }
    let path = place("onelogin.aws.json");
    if let Some(mut values) = json::<BTreeMap<String, serde_json::Value>>(&path)? {
        take(&mut files.layer, &mut values, AWS, &path)?;
        if let Some(profiles) = values.remove("profiles") {
            let profiles: BTreeMap<String, BTreeMap<String, serde_json::Value>> =
                serde_json::from_value(profiles).map_err(|error| wrong(&path, error))?;
            for (name, mut values) in profiles {
                let layer = files.profiles.entry(name).or_default();
                take(layer, &mut values, AWS, &path)?;
            }
        }
        for (name, place) in [
            ("profile", &mut files.walk.profile),
            ("keychain_service", &mut files.walk.keychain_service),
            ("keychain_account", &mut files.walk.keychain_account),
        ] {
            let text = values.remove(name).and_then(|value| serde_json::from_value::<Scalar>(value).ok());
            *place = text.map(Scalar::into_text).filter(|text| !text.is_empty());
        }
    }
    let path = place("accounts.yaml");
    if let Some(text) = text(&path)? {
        #[derive(Deserialize)]
        struct Accounts {
            #[serde(default)]
            accounts: BTreeMap<String, Scalar>,
        }
        let read: Accounts = serde_saphyr::from_str(&text).map_err(|error| wrong(&path, error))?;
        files.accounts = read
            .accounts
            .into_iter()
            .map(|(id, alias)| (id, alias.into_text()))
            .filter(|(_, alias)| !alias.is_empty() && !alias.contains(char::is_control))
            .collect();
    }
    Ok(files)
}

fn take(
    layer: &mut Layer,
    values: &mut BTreeMap<String, serde_json::Value>,
    keys: &[(&str, Key)],
    path: &Path,
) -> Result<()> {
    for (name, key) in keys {
        let Some(value) = values.remove(*name) else { continue };
        let value: Scalar = serde_json::from_value(value)
            .map_err(|_| wrong(path, format!("{name} must be text or a number")))?;
        let mut text = value.into_text();
        if text.is_empty() {
            continue;
        }
        if *key == Key::Duration {
            // The Python tool clamps where we would refuse.
            let seconds: i64 = text.parse().map_err(|_| wrong(path, "duration is no number"))?;
            if seconds == 0 {
                continue; // as good as none, there
            }
            text = seconds.clamp(SessionLength::SHORTEST.into(), SessionLength::LONGEST.into()).to_string();
        }
        check(*key, &text).map_err(|why| wrong(path, format!("{name}: {why}")))?;
        layer.set(*key, text, Origin::File(path.to_owned()));
    }
    Ok(())
}

fn json<T: DeserializeOwned>(path: &Path) -> Result<Option<T>> {
    let Some(text) = text(path)? else { return Ok(None) };
    serde_json::from_str(&text).map(Some).map_err(|error| wrong(path, error))
}

fn text(path: &Path) -> Result<Option<String>> {
    match std::fs::read_to_string(path) {
        Ok(text) => Ok(Some(text)),
        Err(error) if error.kind() == std::io::ErrorKind::NotFound => Ok(None),
        Err(error) => Err(wrong(path, error)),
    }
}

fn wrong(path: &Path, why: impl std::fmt::Display) -> Error {
    Error::usage(format!("{} cannot be used", path.display()))
        .because(why)
        .hint("correct the file, or leave out --config-file-path")
}

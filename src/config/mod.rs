//! The settings: option > variable > profile > config file > the Python tool's files > default (contract §3),
//! resolved once into one value that remembers where each came from.

mod choose;
pub mod file;
pub mod import;
pub mod key;
pub mod layer;
mod mistake;
pub mod paths;
mod python;
mod resolve;
mod save;
pub mod value;

use std::path::{Path, PathBuf};

use secrecy::SecretString;

pub use file::{Account, ConfigFile, Profile};
pub use key::{KEYS, Key};
pub use layer::{Layer, Origin, Value};
pub use mistake::Mistakes;
pub use python::WalkKeys;
pub use resolve::{resolve, resolve_past};
pub use save::{Changes, save};
pub use value::SessionLength;

use crate::error::{Error, Result};
use crate::role::Aliases;
use crate::target::Target;

/// What a command line asks for, before anything is looked up.
#[derive(Default)]
pub struct Request {
    /// The settings given as options.
    pub options: Layer,
    pub config: Option<PathBuf>,
    /// The file may be missing although it is named: it will be written.
    pub new_config: bool,
    /// `-c DIR`: the folder of the Python tool's files.
    pub python_folder: Option<PathBuf>,
    pub profile: Option<String>,
    pub target: Option<String>,
    /// No one role is meant: neither the active role nor the default counts.
    pub no_role: bool,
    /// The Python tool's walk-through: its files are looked for in the working directory too, its defaults count,
    /// AWS_REGION does not, and `profile` may name nothing but a section of the credentials file.
    pub walk: bool,
    pub session_policy: SessionPolicy,
}

/// What narrows a session: at most the role's own rights, and at most these (STS, AssumeRoleWithSAML).
#[derive(Clone, Debug, Default, Eq, PartialEq)]
pub struct SessionPolicy {
    /// A policy document, JSON.
    pub document: Option<String>,
    pub arns: Vec<String>,
    /// `arn:PARTITION:iam::aws:policy/ReadOnlyAccess`, in the role's partition.
    pub read_only: bool,
}

impl SessionPolicy {
    /// The session may do all that the role may.
    pub fn is_none(&self) -> bool {
        *self == Self::default()
    }
}

/// A secret, or the command that prints it.
pub enum SecretSource {
    Value(SecretString),
    Command(Vec<String>),
}

/// Which role is wanted. Every target must match; none means that the person chooses.
#[derive(Default)]
pub struct Wanted {
    pub targets: Vec<Target>,
    /// As the person named it, for messages.
    pub text: String,
}

/// A further role, assumed from the session before it (contract §4, `source`).
#[derive(Debug)]
pub struct ChainLink {
    pub role_arn: String,
    pub external_id: Option<String>,
}

/// The settings of one run.
pub struct Settings {
    /// Highest precedence first.
    layers: Vec<Layer>,
    pub config_path: PathBuf,
    /// A file of the Python tool's that holds a secret and that others can read.
    pub exposed: Option<PathBuf>,
    pub accounts: Vec<Account>,
    pub aliases: Aliases,
    pub wanted: Wanted,
    /// The roles to assume one after the other, from the session of the wanted one.
    pub chain: Vec<ChainLink>,
    pub session_policy: SessionPolicy,
    /// The colour of the profile that was chosen, for the prompt.
    pub color: Option<String>,
    /// The profile that was chosen wants to be asked for.
    pub confirm: bool,
    answers: Vec<(Key, String)>,
    profiles: Vec<String>,
    pub walk: WalkKeys,
    onelogin_url: Option<String>,
}

/// The command that makes a file its owner's alone.
pub fn chmod(path: &Path) -> String {
    format!("chmod 600 {}", shell_words::quote(&path.to_string_lossy()))
}

/// The one profile of the file that stands for the role with this label.
pub fn profile_of<'a>(config: &'a ConfigFile, label: &str) -> Option<&'a Profile> {
    config.profiles.get(choose::profile_of(config, &config.aliases().collect(), label)?)
}

fn find(layers: &[Layer], key: Key) -> Option<(&Value, &Origin)> {
    layers.iter().find_map(|layer| layer.get(key))
}

/// Contract §3, `--min-ttl`.
const MIN_TTL: std::time::Duration = std::time::Duration::from_secs(300);

impl Settings {
    /// A setting, with its origin.
    pub fn find(&self, key: Key) -> Option<(&Value, &Origin)> {
        find(&self.layers, key)
    }

    pub fn text(&self, key: Key) -> Option<&str> {
        self.find(key).map(|(value, _)| value.expose())
    }

    pub fn profiles(&self) -> &[String] {
        &self.profiles
    }

    pub fn is_profile(&self, name: &str) -> bool {
        self.profiles.iter().any(|profile| profile == name)
    }

    /// A setting that was asked for at the terminal.
    pub fn answer(&mut self, key: Key, text: &str) {
        self.take_back(key);
        self.layers[0].set(key, text, Origin::Typed);
        if !key.names().secret {
            self.answers.push((key, text.to_owned()));
        }
    }

    /// What an option of one command alone says or implies.
    pub fn give(&mut self, key: Key, text: &str, option: &'static str) {
        self.layers[0].set(key, text, Origin::Option(option));
    }

    /// An answer no longer counts, nor does an option.
    pub fn take_back(&mut self, key: Key) {
        self.layers[0].remove(key);
        self.answers.retain(|(answered, _)| *answered != key);
    }

    /// For what comes after: the answers count on, but are not new any more.
    pub fn forget_answers(&mut self) {
        self.answers.clear();
    }

    /// The answers that are no secrets.
    pub fn answers(&self) -> &[(Key, String)] {
        &self.answers
    }

    /// The OneLogin password, if it is known where from.
    ///
    /// # Errors
    /// Its command cannot be split into words.
    pub fn password(&self) -> Result<Option<SecretSource>> {
        self.secret(Key::Password, Key::PasswordCommand)
    }

    /// The client secret of the API credential, if it is known where from.
    ///
    /// # Errors
    /// Its command cannot be split into words.
    pub fn client_secret(&self) -> Result<Option<SecretSource>> {
        self.secret(Key::ClientSecret, Key::ClientSecretCommand)
    }

    /// The nearest source wins; within one, the value itself.
    fn secret(&self, value: Key, command: Key) -> Result<Option<SecretSource>> {
        for layer in &self.layers {
            if let Some((value, _)) = layer.get(value) {
                return Ok(Some(SecretSource::Value(value.expose().into())));
            }
            if let Some((line, origin)) = layer.get(command) {
                let words = shell_words::split(line.expose()).map_err(|error| {
                    Error::usage(format!("the command of {origin} is not one"))
                        .because(error)
                        .hint("write it as for a shell: every quote is closed")
                })?;
                return Ok(Some(SecretSource::Command(words)));
            }
        }
        Ok(None)
    }

    pub fn otp(&self) -> Option<SecretString> {
        self.text(Key::Otp).map(SecretString::from)
    }

    pub fn saml_api_version(&self) -> u8 {
        self.text(Key::SamlApiVersion).and_then(|text| value::saml_api_version(text).ok()).unwrap_or(2)
    }

    pub fn session_length(&self) -> SessionLength {
        let length = self.text(Key::Duration).and_then(|text| SessionLength::parse(text).ok());
        length.unwrap_or(SessionLength::DEFAULT)
    }

    /// A kept session with less left than this is renewed.
    pub fn min_ttl(&self) -> std::time::Duration {
        self.text(Key::MinTtl).and_then(|text| value::length(text).ok()).unwrap_or(MIN_TTL)
    }

    /// How long that is, in seconds, where nobody has said.
    pub fn default_min_ttl(&mut self, seconds: u64) {
        if let Some(defaults) = self.layers.last_mut() {
            defaults.set(Key::MinTtl, seconds.to_string(), Origin::Default);
        }
    }

    pub fn region(&self) -> Option<&str> {
        self.text(Key::Region)
    }

    /// The one host that serves token, assertion and verify (contract §8, rule 3), without a last slash.
    pub fn onelogin_url(&self) -> String {
        if let Some(url) = &self.onelogin_url {
            return url.clone();
        }
        // Host and region are two ways to say one thing: the nearest counts.
        for layer in &self.layers {
            match (layer.get(Key::Host), layer.get(Key::OneLoginRegion), self.text(Key::Subdomain)) {
                (Some(_), _, Some(subdomain)) => return format!("https://{subdomain}.onelogin.com"),
                (None, Some((region, _)), _) => {
                    return format!("https://api.{}.onelogin.com", region.expose());
                }
                _ => {}
            }
        }
        "https://api.us.onelogin.com".to_owned()
    }
}

#[cfg(test)]
mod tests;

//! One source of settings, and where in it each came from.

use std::collections::BTreeMap;
use std::fmt;
use std::path::PathBuf;

use secrecy::{ExposeSecret as _, SecretString};

use super::key::{KEYS, Key};

/// Where a value came from, for messages and `config show`.
#[derive(Clone, Debug, Eq, PartialEq)]
pub enum Origin {
    Option(&'static str),
    Variable(&'static str),
    /// A profile of `config.toml`, by its name.
    Profile(String),
    /// A file, `config.toml` or one of the Python tool's.
    File(PathBuf),
    /// At the terminal, in this run.
    Typed,
    Default,
}

impl fmt::Display for Origin {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Option(name) | Self::Variable(name) => f.write_str(name),
            Self::Profile(name) => write!(f, "profile {name}"),
            Self::File(path) => write!(f, "{}", path.display()),
            Self::Typed => f.write_str("typed"),
            Self::Default => f.write_str("default"),
        }
    }
}

/// A value as a person wrote it; a secret one cannot be printed.
pub enum Value {
    Plain(String),
    Secret(SecretString),
}

impl Value {
    /// A key's value, secret where the key is.
    pub fn of(key: Key, text: impl Into<String>) -> Self {
        let text = text.into();
        if key.names().secret { Self::Secret(text.into()) } else { Self::Plain(text) }
    }

    /// The text, secret or not: for what uses it, never for what shows it.
    pub fn expose(&self) -> &str {
        match self {
            Self::Plain(text) => text,
            Self::Secret(text) => text.expose_secret(),
        }
    }

    /// The text as it may be shown.
    pub fn shown(&self) -> &str {
        match self {
            Self::Plain(text) => text,
            Self::Secret(_) => "********",
        }
    }
}

/// The settings of one source. The resolver asks the layers in the order of precedence.
#[derive(Default)]
pub struct Layer(BTreeMap<Key, (Value, Origin)>);

impl Layer {
    /// Sets a key; an empty value is as good as none, as everywhere on Unix.
    pub fn set(&mut self, key: Key, value: impl Into<String>, origin: Origin) {
        let value = value.into();
        if !value.is_empty() {
            self.0.insert(key, (Value::of(key, value), origin));
        }
    }

    pub fn get(&self, key: Key) -> Option<(&Value, &Origin)> {
        self.0.get(&key).map(|(value, origin)| (value, origin))
    }

    /// What is set, in the order of the keys.
    pub fn iter(&self) -> impl Iterator<Item = (Key, &Value)> {
        self.0.iter().map(|(key, (value, _))| (*key, value))
    }

    pub fn remove(&mut self, key: Key) {
        self.0.remove(&key);
    }

    pub fn has_secret(&self) -> bool {
        KEYS.iter().any(|names| names.secret && self.0.contains_key(&names.key))
    }
}

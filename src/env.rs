//! The environment of a run, as a value: what depends on it gets it as an argument.

use std::collections::HashMap;
use std::ffi::OsString;

use zeroize::Zeroizing;

/// Variables by name. Their values may be secrets, and are wiped.
pub struct Env(HashMap<String, Zeroizing<String>>);

impl Env {
    /// That of this process.
    pub fn current() -> Self {
        // No copy of a value is left behind: it may be a secret.
        let text =
            |text: OsString| text.into_string().unwrap_or_else(|text| text.to_string_lossy().into_owned());
        std::env::vars_os().map(|(name, value)| (text(name), text(value))).collect()
    }

    /// A variable that is set to something.
    pub fn get(&self, name: &str) -> Option<&str> {
        self.0.get(name).map(|value| value.as_str()).filter(|value| !value.is_empty())
    }

    pub fn set(&mut self, name: &str, value: &str) {
        self.0.insert(name.to_owned(), Zeroizing::new(value.to_owned()));
    }

    pub fn remove(&mut self, name: &str) {
        self.0.remove(name);
    }
}

impl FromIterator<(String, String)> for Env {
    fn from_iter<I: IntoIterator<Item = (String, String)>>(pairs: I) -> Self {
        Self(pairs.into_iter().map(|(name, value)| (name, Zeroizing::new(value))).collect())
    }
}

//! What of a shell's environment is the person's own, beneath the role that is active in it: `use` looks at the
//! world as it is without that role, and `unset` puts it back.
//!
//! The shell keeps it between two calls, as JSON in a variable of its own. While no role is active, all that is set
//! is the person's. While one is, it is what was kept, and what was set by hand since.

use std::collections::BTreeMap;

use zeroize::Zeroizing;

use super::{SET, SHADOWING};
use crate::env::Env;
use crate::output::printable_json;
use crate::shell::Change;

/// The variable in which the shell gives back what it kept.
pub(super) const BENEATH: &str = "OL_AWS_BENEATH";

/// Names and values; a value may be a secret.
pub struct Own(BTreeMap<String, Zeroizing<String>>);

impl Own {
    pub fn of(env: &Env) -> Self {
        // No format can write a control character; none of these variables ever holds one.
        let has = |name: &&str| {
            let value = env.get(name).filter(|value| !value.contains(char::is_control))?;
            Some(((*name).to_owned(), Zeroizing::new(value.to_owned())))
        };
        if env.get("OL_AWS_ROLE").is_none() {
            let all = SET.iter().chain(SHADOWING).filter(|name| !name.starts_with("OL_AWS_"));
            return Self(all.filter_map(has).collect());
        }
        let kept: BTreeMap<String, String> =
            env.get(BENEATH).and_then(|text| serde_json::from_str(text).ok()).unwrap_or_default();
        let known = |name: &String| SET.iter().chain(SHADOWING).any(|known| known == name);
        let mut own: BTreeMap<_, _> = kept
            .into_iter()
            .filter(|(name, _)| known(name))
            .map(|(name, value)| (name, Zeroizing::new(value)))
            .collect();
        own.extend(SHADOWING.iter().filter_map(has));
        // Ours has two names that are alike.
        if env.get("AWS_REGION") != env.get("AWS_DEFAULT_REGION") {
            own.extend(has(&"AWS_REGION"));
        }
        Self(own)
    }

    /// The environment without the role.
    pub fn without_role(&self, mut env: Env) -> Env {
        for name in SET.iter().chain(SHADOWING) {
            env.remove(name);
        }
        for (name, value) in &self.0 {
            env.set(name, value);
        }
        env
    }

    /// What takes a session out of a shell again, and puts back what was there.
    pub fn changes(&self) -> Vec<Change<'_>> {
        let set = self.0.iter().map(|(name, value)| Change::Set(name, value));
        let removed = SET.iter().filter(|name| !self.0.contains_key(**name));
        removed.map(|name| Change::Remove(name)).chain(set).collect()
    }

    /// As the shell keeps it: one line without control characters.
    pub fn kept(&self) -> Zeroizing<String> {
        let pairs: BTreeMap<&str, &str> = self.0.iter().map(|(name, value)| (&**name, &***value)).collect();
        let json = Zeroizing::new(serde_json::to_string(&pairs).unwrap_or_default());
        Zeroizing::new(printable_json(&json))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn own(variables: &[(&str, &str)]) -> Vec<(String, String)> {
        let env = variables.iter().map(|(name, value)| ((*name).to_owned(), (*value).to_owned())).collect();
        Own::of(&env).0.into_iter().map(|(name, value)| (name, value.to_string())).collect()
    }

    fn pairs(pairs: &[(&str, &str)]) -> Vec<(String, String)> {
        pairs.iter().map(|(name, value)| ((*name).to_owned(), (*value).to_owned())).collect()
    }

    #[test]
    fn without_a_role_all_is_the_persons() {
        let stale = (BENEATH, r#"{"AWS_PROFILE":"older"}"#);
        let set = [("AWS_PROFILE", "mine"), ("AWS_REGION", "eu-south-1")];
        assert_eq!(own(&[set[0], set[1], stale, ("HOME", "/")]), pairs(&set));
    }

    #[test]
    fn with_a_role_it_is_what_was_kept_and_what_was_set_since() {
        let role = [
            ("OL_AWS_ROLE", "prod/Admin"),
            ("AWS_ACCESS_KEY_ID", "ASIA"),
            ("AWS_REGION", "us-east-1"),
            ("AWS_DEFAULT_REGION", "us-east-1"),
            (BENEATH, r#"{"AWS_PROFILE":"mine","AWS_REGION":"eu-south-1","PATH":"x"}"#),
        ];
        let kept = [("AWS_PROFILE", "mine"), ("AWS_REGION", "eu-south-1")];
        assert_eq!(own(&role), pairs(&kept));
        let since = [&role[..], &[("AWS_PROFILE", "new"), ("AWS_REGION", "sa-east-1")]].concat();
        assert_eq!(own(&since), pairs(&[("AWS_PROFILE", "new"), ("AWS_REGION", "sa-east-1")]));
        assert_eq!(own(&role[..4]), [], "a shell that was started with the role knows nothing beneath");
    }
}

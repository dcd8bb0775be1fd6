//! What of a shell's environment is the person's own, beneath the role that is active in it: `use` looks at the
//! world as it is without that role, and `unset` puts it back.
//!
//! The shell keeps it between two calls, as JSON in a variable of its own. While no role is active, all that is set
//! is the person's. While one is, it is what was kept, and what was set by hand since: of the region that is told by
//! what the role set.

use std::collections::BTreeMap;

use zeroize::Zeroizing;

use super::{SET, SHADOWING};
use crate::env::Env;
use crate::output::printable_json;
use crate::session::Session;
use crate::shell::Change;

/// The variable in which the shell gives back what it kept.
pub(super) const BENEATH: &str = "OL_AWS_BENEATH";

/// The reserved names in it: the role that `use` gave the shell, and its region.
const ROLE: &str = "OL_AWS_ROLE";
const REGION: &str = "OL_AWS_REGION";

/// The two names of one region: no SDK reads both.
const REGIONS: [&str; 2] = ["AWS_REGION", "AWS_DEFAULT_REGION"];

pub struct Own {
    /// Names and values; a value may be a secret.
    variables: BTreeMap<String, Zeroizing<String>>,
    /// The region was set by hand, or unset, since the role became active.
    pub region_by_hand: bool,
}

impl Own {
    pub fn of(env: &Env) -> Self {
        // No format can write a control character; none of these variables ever holds one.
        let has = |name: &&str| {
            let value = env.get(name).filter(|value| !value.contains(char::is_control))?;
            Some(((*name).to_owned(), Zeroizing::new(value.to_owned())))
        };
        let Some(active) = env.get(ROLE) else {
            return Self {
                variables: names().filter_map(|name| has(&name)).collect(),
                region_by_hand: false,
            };
        };
        let mut kept: BTreeMap<String, String> =
            env.get(BENEATH).and_then(|text| serde_json::from_str(text).ok()).unwrap_or_default();
        let [role, region] = [ROLE, REGION].map(|name| kept.remove(name));
        let mut variables: BTreeMap<_, _> = kept
            .into_iter()
            .filter(|(name, _)| names().any(|known| known == name))
            .map(|(name, value)| (name, Zeroizing::new(value)))
            .collect();
        variables.extend(SHADOWING.iter().filter_map(has));
        let by_hand: &[&str] = if role.as_deref() == Some(active) {
            let differs = |name: &&str| env.get(name) != region.as_deref();
            &REGIONS.into_iter().filter(differs).collect::<Vec<_>>()
        } else if env.get(REGIONS[0]) != env.get(REGIONS[1]) {
            // A role that the shell was started with: ours has two names that are alike.
            &REGIONS[..1]
        } else {
            &[]
        };
        for name in by_hand {
            variables.remove(*name);
            variables.extend(has(name));
        }
        Self { variables, region_by_hand: !by_hand.is_empty() }
    }

    /// The environment without the role.
    pub fn without_role(&self, mut env: Env) -> Env {
        for name in SET.iter().chain(SHADOWING) {
            env.remove(name);
        }
        for (name, value) in &self.variables {
            env.set(name, value);
        }
        env
    }

    /// What takes a session out of a shell again, and puts back what was there.
    pub fn changes(&self) -> Vec<Change<'_>> {
        let set = self.variables.iter().map(|(name, value)| Change::Set(name, value));
        let removed = SET.iter().filter(|name| !self.variables.contains_key(**name));
        removed.map(|name| Change::Remove(name)).chain(set).collect()
    }

    /// As the shell keeps it beneath a session: one line without control characters.
    pub fn kept_beneath(&self, session: &Session) -> Zeroizing<String> {
        let own = self.variables.iter().map(|(name, value)| (&**name, &***value));
        let region = session.region.iter().map(|region| (REGION, region.as_str()));
        let pairs: BTreeMap<&str, &str> = own.chain([(ROLE, &*session.label)]).chain(region).collect();
        let json = Zeroizing::new(serde_json::to_string(&pairs).unwrap_or_default());
        Zeroizing::new(printable_json(&json))
    }
}

/// The variables that may be the person's own.
fn names() -> impl Iterator<Item = &'static str> {
    SET.iter().chain(SHADOWING).copied().filter(|name| !name.starts_with("OL_AWS_"))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn own(variables: &[(&str, &str)]) -> Vec<(String, String)> {
        let env = variables.iter().map(|(name, value)| ((*name).to_owned(), (*value).to_owned())).collect();
        Own::of(&env).variables.into_iter().map(|(name, value)| (name, value.to_string())).collect()
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
    #[test]
    fn a_region_set_by_hand_is_told_from_the_roles() {
        const MINE: (&str, &str) = ("AWS_REGION", "eu-south-1");
        let own = |role: &str, now: [&str; 2]| {
            let beneath =
                r#"{"AWS_REGION":"eu-south-1","OL_AWS_REGION":"us-east-1","OL_AWS_ROLE":"prod/Admin"}"#;
            let env = [("OL_AWS_ROLE", role), ("AWS_REGION", now[0]), ("AWS_DEFAULT_REGION", now[1])];
            own(&[&env[..], &[(BENEATH, beneath)]].concat())
        };
        let hand = |name| (name, "sa-east-1");
        for (now, then) in [
            (["us-east-1", "us-east-1"], vec![MINE]),
            (["sa-east-1", "us-east-1"], vec![hand("AWS_REGION")]),
            (["us-east-1", "sa-east-1"], vec![hand("AWS_DEFAULT_REGION"), MINE]),
            (["sa-east-1", "sa-east-1"], vec![hand("AWS_DEFAULT_REGION"), hand("AWS_REGION")]),
            (["", ""], vec![]),
        ] {
            assert_eq!(own("prod/Admin", now), pairs(&then), "{now:?}");
        }
        // What `env` set over it is another role's.
        assert_eq!(own("dev/Admin", ["sa-east-1", "sa-east-1"]), pairs(&[MINE]));
    }
}

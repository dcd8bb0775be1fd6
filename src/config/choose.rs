//! Which profile and which target a command line means, in the order of contract §1.

use super::file::{ConfigFile, nearest};
use super::python::PythonFiles;
use super::{ChainLink, Key};
use crate::env::Env;
use crate::error::{Error, Result};
use crate::role::Aliases;

/// The sources that a name is looked up in.
pub(super) struct Choose<'a> {
    pub env: &'a Env,
    pub config: &'a ConfigFile,
    pub python: &'a PythonFiles,
    pub aliases: &'a Aliases,
    /// `OL_AWS_PROFILE` counts.
    pub variable: bool,
}

/// What was chosen before any role is known.
#[derive(Default)]
pub(super) struct Choice {
    /// The profile whose settings count.
    pub profile: Option<String>,
    /// A target that is no profile's name.
    pub target: Option<String>,
    /// It is the role active in this shell.
    pub active: bool,
}

impl Choose<'_> {
    pub fn choose(
        &self,
        target: Option<String>,
        profile: Option<String>,
        no_fallback: bool,
    ) -> Result<Choice> {
        let profile =
            profile.or_else(|| self.env.get("OL_AWS_PROFILE").filter(|_| self.variable).map(str::to_owned));
        if let Some(target) = target {
            if self.is_profile(&target) {
                return Ok(self.named(target));
            }
            let Some(profile) = profile else { return Ok(self.named(target)) };
            return Ok(Choice { profile: Some(self.known(profile)?), target: Some(target), active: false });
        }
        if let Some(profile) = profile {
            return Ok(Choice { profile: Some(self.known(profile)?), ..Choice::default() });
        }
        if no_fallback {
            return Ok(Choice::default());
        }
        if let Some(label) = self.env.get("OL_AWS_ROLE") {
            let profile = self.profile_of(label);
            // No assertion holds a chained role: its profile says how to get there.
            let chained = profile.as_ref().is_some_and(|name| self.is_chained(name));
            let target = (!chained).then(|| label.to_owned());
            return Ok(Choice { profile, target, active: true });
        }
        Ok(self.config.default.clone().map_or_else(Choice::default, |target| self.named(target)))
    }

    /// A profile's name, or any other target. A chained role is in no assertion: its label leads to its profile.
    fn named(&self, target: String) -> Choice {
        if self.is_profile(&target) {
            return Choice { profile: Some(target), ..Choice::default() };
        }
        match self.profile_of(&target).filter(|name| self.is_chained(name)) {
            Some(profile) => Choice { profile: Some(profile), ..Choice::default() },
            None => Choice { target: Some(target), ..Choice::default() },
        }
    }

    fn profile_of(&self, label: &str) -> Option<String> {
        profile_of(self.config, self.aliases, label).map(str::to_owned)
    }

    fn is_chained(&self, profile: &str) -> bool {
        self.config.profiles.get(profile).is_some_and(|profile| profile.role_arn.is_some())
    }

    pub fn is_profile(&self, name: &str) -> bool {
        self.config.profiles.contains_key(name) || self.python.profiles.contains_key(name)
    }

    fn known(&self, name: String) -> Result<String> {
        if self.is_profile(&name) {
            return Ok(name);
        }
        let names: Vec<&str> =
            self.config.profiles.keys().chain(self.python.profiles.keys()).map(String::as_str).collect();
        let error = Error::usage(format!("there is no profile `{name}`"));
        Err(match (nearest(&name, &names), names.is_empty()) {
            (Some(near), _) => error.hint(format!("did you mean `{near}`?")),
            (None, false) => error.hint(format!("the profiles: {}", names.join(", "))),
            (None, true) => error.hint(format!("add [profile.{name}] to config.toml")),
        })
    }
}

/// The one profile that stands for a label: its app and its settings are needed to renew the session.
pub(super) fn profile_of<'a>(config: &'a ConfigFile, aliases: &Aliases, label: &str) -> Option<&'a str> {
    let (account, role) = label.split_once('/')?;
    let id = |name: &str| aliases.id_of(name).unwrap_or(name).to_owned();
    let mut matching = config.profiles.iter().filter(|(_, profile)| {
        let part = |key| profile.layer.get(key).map(|(value, _)| value.expose());
        profile.role_arn.as_ref().map_or_else(
            || {
                part(Key::Account).map(id) == Some(id(account))
                    && part(Key::Role)
                        .is_some_and(|named| named == role || role.ends_with(&format!("/{named}")))
            },
            |arn| arn.ends_with(&format!(":{}:role/{role}", id(account))),
        )
    });
    match (matching.next(), matching.next()) {
        (Some((name, _)), None) => Some(name),
        // A chained role is reached by a profile alone: the first of several is better than none.
        (Some((name, first)), Some(_)) if first.role_arn.is_some() => Some(name),
        _ => None,
    }
}

/// The profiles whose settings count, the named one first, and the roles to assume after the first session.
///
/// # Errors
/// `source` names no profile, or goes round in a circle.
pub(super) fn chain(config: &ConfigFile, name: Option<&str>) -> Result<(Vec<String>, Vec<ChainLink>)> {
    let (mut names, mut links) = (Vec::new(), Vec::new());
    let mut next = name.map(str::to_owned);
    while let Some(name) = next {
        if names.contains(&name) {
            return Err(Error::usage(format!("the `source` of profile {name} leads back to itself"))
                .hint("one of these profiles must name account and role instead of `source`"));
        }
        let Some(profile) = config.profiles.get(&name) else {
            if names.is_empty() {
                break; // one of the Python tool's profiles
            }
            let names: Vec<&str> = config.profiles.keys().map(String::as_str).collect();
            return Err(Error::usage(format!("`source` names no profile: `{name}`"))
                .hint(format!("the profiles: {}", names.join(", "))));
        };
        if let Some(role_arn) = &profile.role_arn {
            links.push(ChainLink { role_arn: role_arn.clone(), external_id: profile.external_id.clone() });
        }
        next = profile.source.clone();
        names.push(name);
    }
    links.reverse();
    Ok((names, links))
}

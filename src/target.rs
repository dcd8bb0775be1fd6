//! How a user names a role, and which roles that leaves.
//!
//! Owns ways 2 to 5 of the contract's §1 "target", and the nearest label for "did you mean". A profile's
//! name (way 1) is resolved by the settings before this; what to do about none or several is the caller's.

mod glob;
mod suggest;

use std::collections::HashSet;
use std::fmt;

use crate::error::Error;
use crate::role::{Aliases, Role, is_account, is_role_arn};
use glob::Glob;

pub use suggest::suggest;

/// What a user wrote to name a role; it means something only beside the roles there are.
#[derive(Clone, Debug, Eq, PartialEq)]
pub enum Target {
    /// `ACCOUNT/ROLE`, `ACCOUNT`, `ROLE`, or a role ARN: which of them it is, the roles tell.
    Text(String),
    /// Account and role named apart, as by `--aws-account-id` and `--aws-role-name`.
    Parts { account: Option<String>, role: Option<String> },
}

/// A text that cannot name a role, whatever roles there are.
#[derive(Clone, Copy, Debug, Eq, PartialEq, thiserror::Error)]
pub enum BadTarget {
    #[error("the target is empty")]
    Empty,
    #[error("the target names no account before its slash")]
    NoAccount,
    #[error("the target names no role after its slash")]
    NoRole,
    #[error("the target is an ARN, but not a role's")]
    NotARoleArn,
}

impl From<BadTarget> for Error {
    fn from(bad: BadTarget) -> Self {
        Error::usage(bad.to_string()).hint(match bad {
            BadTarget::Empty => "name a role as ACCOUNT/ROLE; `ol-aws roles` lists them",
            BadTarget::NoAccount => "write ACCOUNT/ROLE, or the role alone without the slash",
            BadTarget::NoRole => "write ACCOUNT/ROLE, or the account alone without the slash",
            BadTarget::NotARoleArn => "a role's ARN reads arn:aws:iam::111111111111:role/NAME",
        })
    }
}

impl Target {
    /// Reads a target; space around it is dropped.
    pub fn parse(text: &str) -> Result<Self, BadTarget> {
        let text = text.trim();
        let target = Self::Text(text.to_owned());
        if text.is_empty() {
            Err(BadTarget::Empty)
        } else if text.starts_with('/') {
            Err(BadTarget::NoAccount)
        } else if text.ends_with('/') {
            Err(BadTarget::NoRole)
        } else if text.starts_with("arn:") && !is_role_arn(text) && !target.is_glob() {
            Err(BadTarget::NotARoleArn)
        } else {
            Ok(target)
        }
    }

    /// Account and role named apart; `None` if neither is. An empty text names nothing.
    pub fn from_parts(account: Option<&str>, role: Option<&str>) -> Option<Self> {
        let named =
            |part: Option<&str>| part.map(str::trim).filter(|part| !part.is_empty()).map(str::to_owned);
        let (account, role) = (named(account), named(role));
        (account.is_some() || role.is_some()).then_some(Self::Parts { account, role })
    }

    /// Account digits, and what follows `role/`, where the text says both in full: then no other role can be meant,
    /// and no list of roles is needed to tell.
    pub fn literal(&self, aliases: &Aliases) -> Option<(String, String)> {
        let (account, role) = match self {
            // An ARN names a partition as well: the list tells whether there is such a role.
            Self::Text(text) if text.starts_with("arn:") => return None,
            Self::Text(text) => text.split_once('/')?,
            Self::Parts { account, role } => (account.as_deref()?, role.as_deref()?),
        };
        let account = if is_account(account) { account } else { aliases.id_of(account)? };
        Some((account.to_owned(), role.to_owned()))
    }

    /// Whether it holds a `*`, a `?` or a `[…]`: such a target may mean many roles on purpose.
    pub fn is_glob(&self) -> bool {
        let is_glob = |text: &String| Glob::new(text).is_glob();
        match self {
            Self::Text(text) => is_glob(text),
            Self::Parts { account, role } => account.iter().chain(role).any(is_glob),
        }
    }

    fn to_lowercase(&self) -> Self {
        let lower = |part: &Option<String>| part.as_ref().map(|part| part.to_lowercase());
        match self {
            Self::Text(text) => Self::Text(text.to_lowercase()),
            Self::Parts { account, role } => Self::Parts { account: lower(account), role: lower(role) },
        }
    }
}

/// As a message shows it; the text is the user's own.
impl fmt::Display for Target {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Text(text) => f.write_str(text),
            Self::Parts { account, role } => {
                let any = "*".to_owned();
                write!(f, "{}/{}", account.as_ref().unwrap_or(&any), role.as_ref().unwrap_or(&any))
            }
        }
    }
}

/// Every role that a target leaves, in the order given.
///
/// 1. Case counts, unless nothing at all matches so.
/// 2. A label, with alias or digits, and an ARN mean their own role and no other.
/// 3. Else a text with a slash is an account and a role on either side of it (any slash: an alias may hold
///    one itself). Else it is an account alone or a role alone, and where it is both, both are left.
/// 4. A role is named by its path and name, or by its bare name; within one account the former hides the
///    latter, unless the target is a glob, which is meant to reach far. A `*` takes slashes too.
///
/// Of two roles with one ARN and different providers the first is left: they lead to the same role.
pub fn matching<'a>(target: &Target, roles: &'a [Role], aliases: &Aliases) -> Vec<&'a Role> {
    let exact = select(target, roles, aliases, Case::Counts);
    if exact.is_empty() { select(&target.to_lowercase(), roles, aliases, Case::Ignored) } else { exact }
}

#[derive(Clone, Copy, Eq, PartialEq)]
enum Case {
    Counts,
    Ignored,
}

fn select<'a>(target: &Target, roles: &'a [Role], aliases: &Aliases, case: Case) -> Vec<&'a Role> {
    let mut seen = HashSet::new();
    let candidates: Vec<_> = roles
        .iter()
        .filter(|role| seen.insert(role.arn()))
        .map(|role| Candidate::new(role, aliases, case))
        .collect();
    if let Target::Text(text) = target {
        let own: Vec<_> = candidates.iter().filter(|it| it.is_named(text)).map(|it| it.role).collect();
        if !own.is_empty() {
            return own;
        }
    }
    let found = readings(target)
        .into_iter()
        .map(|readings| {
            let best = |it: &Candidate<'a>| readings.iter().filter_map(|reading| reading.fit(it)).max();
            candidates.iter().filter_map(|it| Some((it.role, best(it)?))).collect::<Vec<_>>()
        })
        .find(|found| !found.is_empty())
        .unwrap_or_default();
    let hiding: HashSet<_> = found
        .iter()
        .filter(|(_, fit)| *fit == Fit::Whole && !target.is_glob())
        .map(|(role, _)| role.account())
        .collect();
    let stands = |(role, fit): &(&Role, Fit)| *fit == Fit::Whole || !hiding.contains(role.account());
    found.into_iter().filter(stands).map(|(role, _)| role).collect()
}

/// A role and all that it may be called, in lower case where case is ignored.
struct Candidate<'a> {
    role: &'a Role,
    arn: String,
    alias: Option<String>,
    account_label: String,
    path_and_name: String,
    name: String,
}

impl<'a> Candidate<'a> {
    fn new(role: &'a Role, aliases: &Aliases, case: Case) -> Self {
        let spell = |text: &str| match case {
            Case::Counts => text.to_owned(),
            Case::Ignored => text.to_lowercase(),
        };
        Self {
            role,
            arn: spell(role.arn()),
            alias: aliases.alias_of(role.account()).map(spell),
            account_label: spell(aliases.account_label(role.account())),
            path_and_name: spell(role.path_and_name()),
            name: spell(role.name()),
        }
    }

    /// Whether the text is this role's label, with alias or digits, or its ARN.
    fn is_named(&self, text: &str) -> bool {
        let is_label = |account: &str| {
            text.strip_prefix(account).and_then(|rest| rest.strip_prefix('/')) == Some(&self.path_and_name)
        };
        text == self.arn || is_label(&self.account_label) || is_label(self.role.account())
    }
}

/// One way to read a target: an account, a role, or both.
struct Reading {
    account: Option<Glob>,
    role: Option<Glob>,
}

/// How well a reading fits a role.
#[derive(Clone, Copy, Eq, PartialEq, Ord, PartialOrd)]
enum Fit {
    /// By the bare name, although there is a path.
    BareName,
    /// By all that the reading says.
    Whole,
}

impl Reading {
    fn fit(&self, it: &Candidate) -> Option<Fit> {
        let in_account = self.account.as_ref().is_none_or(|account| {
            account.matches(it.role.account())
                || it.alias.as_deref().is_some_and(|alias| account.matches(alias))
        });
        match &self.role {
            _ if !in_account => None,
            None => Some(Fit::Whole),
            Some(role) if role.matches(&it.path_and_name) || role.matches_arn(&it.arn) => Some(Fit::Whole),
            Some(role) if role.matches(&it.name) => Some(Fit::BareName),
            Some(_) => None,
        }
    }
}

/// The ways to read a target, the ones to try first in front; those of one group count together.
fn readings(target: &Target) -> Vec<Vec<Reading>> {
    let reading = |account: Option<&str>, role: Option<&str>| Reading {
        account: account.map(Glob::new),
        role: role.map(Glob::new),
    };
    match target {
        Target::Parts { account, role } => vec![vec![reading(account.as_deref(), role.as_deref())]],
        Target::Text(text) => {
            let both = |(at, _)| reading(Some(&text[..at]), Some(&text[at + 1..]));
            vec![
                text.match_indices('/').map(both).collect(),
                vec![reading(Some(text), None), reading(None, Some(text))],
            ]
        }
    }
}

#[cfg(test)]
mod tests;

//! The values of options and places: names of ours, what clap knows, a few that are common.

use std::collections::BTreeMap;

use clap::{Arg, ValueHint};

use super::line::Line;
use super::{Answer, Candidate};
use crate::role::{Aliases, Role};

/// More candidates than this are offered by account first.
const MANY: usize = 200;

/// Names that are known without asking anybody.
#[derive(Default)]
pub struct Known {
    pub profiles: Vec<String>,
    pub roles: Vec<Role>,
    pub aliases: Aliases,
}

/// What may stand for a value that begins so.
pub fn of(arg: &Arg, line: &Line<'_>, typed: &str, known: impl FnOnce(&Line<'_>) -> Option<Known>) -> Answer {
    let known = || known(line).unwrap_or_default();
    let candidates = match arg.get_id().as_str() {
        "target" | "targets" | "glob" | "each" => {
            let mut targets = targets(&known(), typed);
            targets.retain(|target| !line.places.contains(&target.value));
            return Answer::Candidates(targets);
        }
        "profile" => profiles(&known()),
        "aws_account_id" => accounts(&known(), typed),
        "aws_role_name" => role_names(&known()),
        "onelogin_region" => plain(&["eu", "us"]),
        "saml_api_version" => plain(&["1", "2"]),
        "duration" => plain(&["15m", "30m", "1h", "2h", "4h", "8h", "12h", "max"]),
        "aws_region" | "region" => plain(REGIONS),
        _ => match arg.get_value_hint() {
            ValueHint::DirPath => return Answer::Folders,
            ValueHint::AnyPath | ValueHint::FilePath => return Answer::Files,
            _ => possible(arg),
        },
    };
    Answer::Candidates(fitting(candidates, typed))
}

/// Those that begin as typed; if none does, those that do but for case. Sorted, each once.
pub fn fitting(candidates: Vec<Candidate>, typed: &str) -> Vec<Candidate> {
    let lower = typed.to_lowercase();
    let (mut exact, rest): (Vec<_>, Vec<_>) =
        candidates.into_iter().partition(|candidate| candidate.value.starts_with(typed));
    if exact.is_empty() {
        exact = rest;
        exact.retain(|candidate| candidate.value.to_lowercase().starts_with(&lower));
    }
    exact.sort();
    exact.dedup_by(|a, b| a.value == b.value);
    exact
}

/// Profiles and roles. A glob is left as it is: it means what it says.
fn targets(known: &Known, typed: &str) -> Vec<Candidate> {
    if typed.contains(['*', '?', '[']) {
        return Vec::new();
    }
    if typed.starts_with("arn:") {
        let arns = known.roles.iter().map(|role| Candidate::new(role.arn(), known.aliases.label(role)));
        return fitting(arns.collect(), typed);
    }
    let mut roles = Vec::with_capacity(known.roles.len());
    for role in &known.roles {
        let (digits, name) = (role.account(), role.path_and_name());
        let label = known.aliases.account_label(digits);
        let aliased = label != digits;
        roles.push(Candidate::new(format!("{label}/{name}"), if aliased { digits } else { "" }));
        if aliased && typed.starts_with(|letter: char| letter.is_ascii_digit()) {
            roles.push(Candidate::new(format!("{digits}/{name}"), label));
        }
    }
    let mut roles = fitting(roles, typed);
    if roles.len() > MANY && !typed.contains('/') {
        roles = by_account(roles);
    }
    roles.extend(profiles(known));
    fitting(roles, typed)
}

/// The accounts of many roles, `alias/`; of a single account the roles after all.
fn by_account(roles: Vec<Candidate>) -> Vec<Candidate> {
    let mut accounts = BTreeMap::<&str, usize>::new();
    for role in &roles {
        *accounts.entry(role.value.split_once('/').map_or("", |(account, _)| account)).or_default() += 1;
    }
    if accounts.len() < 2 {
        return roles;
    }
    let account = |(name, count)| Candidate::new(format!("{name}/"), format!("{count} roles"));
    accounts.into_iter().map(account).collect()
}

fn profiles(known: &Known) -> Vec<Candidate> {
    known.profiles.iter().map(|name| Candidate::new(name, "profile")).collect()
}

fn accounts(known: &Known, typed: &str) -> Vec<Candidate> {
    let digits = typed.starts_with(|letter: char| letter.is_ascii_digit());
    let account = |role: &Role| {
        let (id, label) = (role.account(), known.aliases.account_label(role.account()));
        let (value, about) = if digits { (id, label) } else { (label, id) };
        Candidate::new(value, if value == about { "" } else { about })
    };
    known.roles.iter().map(account).collect()
}

fn role_names(known: &Known) -> Vec<Candidate> {
    known.roles.iter().map(|role| Candidate::new(role.name(), "")).collect()
}

fn possible(arg: &Arg) -> Vec<Candidate> {
    let values = arg.get_possible_values();
    let shown = values.iter().filter(|value| !value.is_hide_set());
    shown.map(|value| Candidate::new(value.get_name(), "")).collect()
}

fn plain(values: &[&str]) -> Vec<Candidate> {
    values.iter().map(|value| Candidate::new(*value, "")).collect()
}

/// Those that need no opting in, and the two other partitions'; any other can be typed.
const REGIONS: &[&str] = &[
    "ap-northeast-1",
    "ap-northeast-2",
    "ap-northeast-3",
    "ap-south-1",
    "ap-southeast-1",
    "ap-southeast-2",
    "ca-central-1",
    "cn-north-1",
    "cn-northwest-1",
    "eu-central-1",
    "eu-north-1",
    "eu-west-1",
    "eu-west-2",
    "eu-west-3",
    "sa-east-1",
    "us-east-1",
    "us-east-2",
    "us-gov-east-1",
    "us-gov-west-1",
    "us-west-1",
    "us-west-2",
];

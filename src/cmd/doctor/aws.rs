//! The AWS CLI, and what it and its like would take instead of a role's keys.

use std::path::PathBuf;

use super::report::Row;
use crate::config::paths;
use crate::env::Env;
use crate::handover::SHADOWING;
use crate::shell::{self, Change, Format};

/// The CLI's row, and one for each variable that stands in the way.
pub fn rows(env: &Env) -> Vec<Row> {
    let universal = universal(env);
    let mut rows = vec![cli(env)];
    let names = SHADOWING.iter().chain(&["AWS_ACCESS_KEY_ID"]);
    rows.extend(names.filter_map(|name| variable(env, name, universal.iter().any(|known| known == name))));
    if rows.len() == 1 {
        rows.push(Row::ok("variables", "none that would shadow a role's keys"));
    }
    rows
}

fn cli(env: &Env) -> Row {
    let program = if cfg!(windows) { "aws.exe" } else { "aws" };
    let folders = env.get("PATH").map(std::env::split_paths);
    match folders.into_iter().flatten().map(|folder| folder.join(program)).find(|path| path.is_file()) {
        Some(path) => Row::ok("aws CLI", path.display().to_string()),
        None => Row::warn(
            "aws CLI",
            "not on PATH; ol-aws does not need it, many of its examples do",
            "https://docs.aws.amazon.com/cli/latest/userguide/getting-started-install.html",
        ),
    }
}

/// A variable that is set here, or in every fish.
fn variable(env: &Env, name: &str, universal: bool) -> Option<Row> {
    let set = env.get(name).is_some();
    let role = env.get("OL_AWS_ROLE");
    // A role's own keys are in that variable.
    let is_keys = name == "AWS_ACCESS_KEY_ID";
    if (!set && !universal) || (is_keys && role.is_some()) {
        return None;
    }
    let effect = effect(name);
    let remedy = if universal { format!("in fish: set -eU {name}") } else { removal(name) };
    Some(match role {
        Some(role) if set => Row::fail(name, format!("set beside {role}: {effect}"), remedy),
        _ if universal => {
            Row::warn(name, format!("set in every fish, where `use` cannot take it out: {effect}"), remedy)
        }
        _ => Row::warn(
            name,
            format!("set, so where no role is active {}; exec, env and use take it out", without_role(name)),
            format!("if it is not meant: {remedy}"),
        ),
    })
}

/// What it does beside a role's keys.
fn effect(name: &str) -> &'static str {
    match name {
        "AWS_PROFILE" | "AWS_DEFAULT_PROFILE" => "some SDKs take that profile before the role's keys",
        "AWS_SECURITY_TOKEN" => "the AWS CLI and boto3 take it before the role's own token, and AWS refuses",
        "AWS_SESSION_EXPIRATION" => "it tells the end of another session",
        _ => "some AWS clients take their credentials from there",
    }
}

/// What it does where nothing of ours is set.
fn without_role(name: &str) -> &'static str {
    match name {
        "AWS_PROFILE" | "AWS_DEFAULT_PROFILE" => "AWS clients take that profile",
        "AWS_ACCESS_KEY_ID" => "AWS clients take those keys, before any profile",
        _ => "AWS clients may take it for credentials",
    }
}

/// The code of the calling shell that takes a variable out.
fn removal(name: &str) -> String {
    let format = match shell::calling() {
        Format::Json | Format::Dotenv => Format::Bash,
        format => format,
    };
    let code =
        format.render(&[Change::Remove(name)]).map(|code| code.lines().next().unwrap_or_default().to_owned());
    let code = code.unwrap_or_default();
    format!("{}, here and where it is set", code.trim_end_matches(';'))
}

/// The exported universal variables of fish: `SETUVAR --export NAME:VALUE` (fish's `fish_variables`). No value is kept.
fn universal(env: &Env) -> Vec<String> {
    let base = env.get("XDG_CONFIG_HOME").map(PathBuf::from);
    let base = base.or_else(|| Some(paths::home().ok()?.join(".config")));
    let text = base.and_then(|base| std::fs::read_to_string(base.join("fish/fish_variables")).ok());
    let text = zeroize::Zeroizing::new(text.unwrap_or_default());
    let exported = text.lines().filter_map(|line| {
        let (flags, _) = line.strip_prefix("SETUVAR ")?.split_once(':')?;
        let (flags, name) = flags.rsplit_once(' ')?;
        flags.split(' ').any(|flag| flag == "--export").then(|| name.to_owned())
    });
    exported.collect()
}

#[cfg(test)]
mod tests {
    use super::super::report::State;
    use super::*;

    fn of(variables: &[(&str, &str)]) -> Vec<(String, State)> {
        let nowhere = [("XDG_CONFIG_HOME", "/nonexistent")];
        let env =
            nowhere.iter().chain(variables).map(|(name, value)| ((*name).to_owned(), (*value).to_owned()));
        let rows = rows(&env.collect());
        rows.into_iter().skip(1).map(|row| (row.check, row.state)).collect()
    }

    #[test]
    fn beside_a_role_it_fails_and_else_it_warns() {
        let row = |name: &str, state| (name.to_owned(), state);
        assert_eq!(of(&[]), [row("variables", State::Ok)]);
        let role = ("OL_AWS_ROLE", "prod/Admin");
        for name in SHADOWING {
            assert_eq!(of(&[(name, "x")]), [row(name, State::Warn)]);
            assert_eq!(of(&[(name, "x"), role]), [row(name, State::Fail)]);
        }
        let keys = ("AWS_ACCESS_KEY_ID", "AKIA");
        assert_eq!(of(&[keys]), [row(keys.0, State::Warn)]);
        assert_eq!(of(&[keys, role]), [row("variables", State::Ok)]);
    }
}

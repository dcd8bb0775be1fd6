//! `prompt`: the active role as one line, from the environment alone: for tmux, status lines, and prompts of one's own.

use std::time::{SystemTime, UNIX_EPOCH};

use crate::cli::Prompt;
use crate::env::Env;
use crate::error::{Error, Result};
use crate::output::{self, printable};

/// The prompt turns yellow when less is left (seconds).
const EXPIRING: u64 = 15 * 60;

/// # Errors
/// The format has a name that is none.
pub fn run(args: &Prompt) -> Result<()> {
    let now = SystemTime::now().duration_since(UNIX_EPOCH).unwrap_or_default().as_secs();
    let env = Env::current();
    let line = fill(&args.format, &env, now)?;
    if env.get("OL_AWS_ROLE").is_none() {
        return Ok(());
    }
    output::answer(&format!("{}\n", printable(&line)))
}

/// The format with its names replaced.
fn fill(format: &str, env: &Env, now: u64) -> Result<String> {
    let seconds = env.get("OL_AWS_EXPIRES_AT").and_then(|at| at.parse::<u64>().ok());
    let seconds = seconds.map(|at| at.saturating_sub(now));
    let mut line = String::new();
    let mut rest = format;
    while let Some((before, after)) = rest.split_once('{') {
        let Some((name, after)) = after.split_once('}') else { break };
        let variable = |name| env.get(name).unwrap_or_default().to_owned();
        line.push_str(before);
        line.push_str(&match name {
            "role" => variable("OL_AWS_ROLE"),
            "account" => variable("OL_AWS_ACCOUNT_ID"),
            "region" => variable("AWS_REGION"),
            "left" => seconds.map(left).unwrap_or_default(),
            "state" => state(seconds).to_owned(),
            _ => {
                return Err(Error::usage(format!("--format: there is no {{{name}}}"))
                    .hint("the names: {role} {account} {region} {left} {state}"));
            }
        });
        rest = after;
    }
    line.push_str(rest);
    Ok(line)
}

fn state(seconds: Option<u64>) -> &'static str {
    match seconds {
        Some(0) => "expired",
        Some(1..EXPIRING) => "expiring",
        Some(_) | None => "active",
    }
}

fn left(seconds: u64) -> String {
    match (seconds, seconds / 3600, seconds / 60 % 60) {
        (0, ..) => "expired".to_owned(),
        (_, 0, minutes) => format!("{minutes}m"),
        (_, hours, minutes) => format!("{hours}h{minutes:02}m"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn filled(format: &str, expires_at: &str) -> String {
        let variables =
            [("OL_AWS_ROLE", "prod/Admin"), ("AWS_REGION", "eu-west-1"), ("OL_AWS_EXPIRES_AT", expires_at)];
        let env = variables.map(|(name, value)| (name.to_owned(), value.to_owned())).into_iter().collect();
        fill(format, &env, 1000).unwrap()
    }

    #[test]
    fn time_left_and_state() {
        for (expires_at, line) in [
            ("999", "expired expired"),
            ("1000", "expired expired"),
            ("1001", "0m expiring"),
            ("1899", "14m expiring"),
            ("1900", "15m active"),
            ("4599", "59m active"),
            ("4600", "1h00m active"),
            ("44199", "11h59m active"),
            ("soon", " active"),
        ] {
            assert_eq!(filled("{left} {state}", expires_at), line, "{expires_at}");
        }
    }

    #[test]
    fn names_are_replaced_and_all_else_is_text() {
        assert_eq!(
            filled("#[fg=red]{role}{role} ({region}) {account}}{", "1"),
            "#[fg=red]prod/Adminprod/Admin (eu-west-1) }{"
        );
        let error = fill("{rol}", &[].into_iter().collect(), 0).unwrap_err();
        assert_eq!((error.status.code(), error.what.as_str()), (2, "--format: there is no {rol}"));
    }
}

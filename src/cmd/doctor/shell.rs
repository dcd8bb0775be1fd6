//! The shell integration: whether this shell has it, and in this version.

use clap::ValueEnum as _;

use super::report::Row;
use crate::cmd::integration::fingerprint;
use crate::env::Env;
use crate::handover::INTEGRATION;
use crate::shell::{self, Shell};

const CHECK: &str = "integration";

/// By what the function `ol-aws` says of itself: its shell, and the fingerprint of the scripts that made it.
pub fn integration(env: &Env) -> Row {
    let Some(told) = env.get(INTEGRATION) else { return absent(Shell::of(shell::calling())) };
    let (name, print) = told.split_once(' ').unwrap_or((told, ""));
    match Shell::from_str(name, false) {
        Ok(shell) if print == fingerprint(shell) => Row::ok(CHECK, format!("{name}, current")),
        Ok(shell) => Row::fail(
            CHECK,
            format!(
                "stale: this shell has that of another version, {print}, and this one's is {}",
                fingerprint(shell)
            ),
            format!("start a new shell, or in this one: {}", shell.start().0),
        ),
        Err(_) => Row::fail(CHECK, format!("{INTEGRATION} is not ours: {told}"), "start a new shell"),
    }
}

fn absent(shell: Option<Shell>) -> Row {
    let without = "`use`, `unset` and the prompt need it";
    match shell {
        Some(shell) => {
            let (line, file) = shell.start();
            let remedy = format!("add to {file}: {line}");
            Row::warn(CHECK, format!("not in this shell: {without}"), remedy)
        }
        None => Row::warn(
            CHECK,
            format!("there is none for this shell: {without}"),
            "ol-aws exec TARGET starts a shell with the role",
        ),
    }
}

//! The command line itself: help that fits and shows an example, and mistakes that are told with the right word.
//!
//! Where each exit status is produced: 0 everywhere; 1 here; 2 `settings`; 3 `refusals`; 4 `sign_in`, `endless`;
//! 5 `roles`; 6 `sts`; 7 `refusals`, `sts`; 8 `settings`, `sign_in`; 125–127 `handover`; 130 `settings`, `roles`.

#![cfg_attr(not(target_os = "linux"), allow(unused_imports, reason = "some tests are for Linux"))]

use std::fs::File;
use std::process::{Command, Stdio};

use clap::CommandFactory as _;

use crate::standin::StandIn;
use crate::support::Case;

/// The words of every command, subcommands included.
fn commands(command: &clap::Command, words: &[String], found: &mut Vec<Vec<String>>) {
    found.push(words.to_vec());
    for sub in command.get_subcommands() {
        commands(sub, &[words, &[sub.get_name().to_owned()]].concat(), found);
    }
}

#[test]
fn every_help_fits_eighty_columns_and_shows_an_example() {
    let mut all = Vec::new();
    let mut cli = ol_aws::cli::Cli::command();
    cli.build();
    commands(&cli, &[], &mut all);
    assert!(all.len() >= 16, "{all:?}");
    let mut first_lines = std::collections::BTreeSet::new();
    for mut words in all {
        for flag in ["--help", "-h"] {
            words.push(flag.to_owned());
            let mut case = Case::bare();
            let ran = case.args(&words).run();
            let out = ran.quietly().out();
            assert!(out.contains("Usage: ol-aws"), "{ran}");
            assert!(out.contains("Example:\n  "), "no example\n{ran}");
            let long: Vec<&str> = out.lines().filter(|line| line.chars().count() > 80).collect();
            assert!(long.is_empty(), "{words:?}: {long:#?}");
            let first = out.lines().next().unwrap_or_default().to_owned();
            assert!(first_lines.insert((flag, first)), "it says what another says\n{ran}");
            words.pop();
        }
    }
    let ran = Case::bare().line("--version").run();
    assert_eq!(ran.quietly().out(), format!("ol-aws {}\n", env!("CARGO_PKG_VERSION")));
}

#[test]
fn a_mistyped_word_is_told_with_the_right_one() {
    for (line, status, says) in [
        ("exce prod/Admin", 2, "exec"),
        ("role", 2, "roles"),
        ("roles --jsn", 2, "--json"),
        ("config shw", 2, "show"),
        ("env x --shell bsh", 2, "bash"),
        ("exec x --durration 1h", 125, "--duration"),
        ("roles --quiet --verbose", 2, "--verbose"),
    ] {
        let ran = Case::bare().line(line).run();
        assert_eq!(ran.status.code(), Some(status), "{ran}");
        assert!(ran.stderr.starts_with("ol-aws: error: "), "{ran}");
        ran.says(&[says]);
    }
    for line in ["", "config"] {
        let ran = Case::bare().line(line).run();
        assert_eq!((ran.status.code(), ran.out()), (Some(2), ""), "{ran}");
        ran.says(&["Usage: ol-aws"]);
    }
}

/// Status 1: a disk that is full.
#[cfg(target_os = "linux")]
#[test]
fn what_cannot_be_written_is_status_1() {
    let stand = StandIn::start();
    let case = Case::new(&stand);
    for words in [&["roles"][..], &["env", "prod/Admin", "--shell", "json"], &["config", "show"]] {
        let mut command = Command::new(env!("CARGO_BIN_EXE_ol-aws"));
        command.args(words).env_clear().envs(case.environment()).stdin(Stdio::null());
        let output = command.stdout(File::options().write(true).open("/dev/full").unwrap()).output().unwrap();
        let stderr = String::from_utf8_lossy(&output.stderr);
        assert_eq!(output.status.code(), Some(1), "{stderr}");
        assert!(
            stderr.contains("ol-aws: error: cannot write to stdout") && stderr.contains("  hint: "),
            "{stderr}"
        );
    }
}

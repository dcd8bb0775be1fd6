//! The commands, a file each: what is asked of the flow, and how its outcome is handed over.

mod assume_role;
mod aws_profiles;
pub mod complete;
mod completions;
mod config;
mod config_import;
mod config_init;
mod confirm;
mod credential_process;
mod doctor;
mod env;
mod exec;
mod init;
mod integration;
mod login;
mod logout;
mod man;
mod password;
mod prompt;
mod roles;
mod save;
mod setup;
mod status;
mod table;
mod use_role;

use std::ffi::OsString;
use std::process::ExitCode;

use clap::ValueEnum as _;

use crate::cli::{Command, ConfigCommand};
use crate::error::Status;
use crate::shell::Format;
use crate::{output, shell};

/// Runs a command to its exit status. What fails is told here, once, for all of them.
pub fn run(command: Command) -> ExitCode {
    let done = match command {
        Command::Exec(args) => return exec::run(args),
        Command::Env(args) => {
            let format = args.shell.unwrap_or_else(shell::calling);
            env::run(args, format).inspect_err(|_| env::failed(format))
        }
        Command::Save(args) => save::run(args),
        Command::Roles(args) => roles::run(args),
        Command::AssumeRole(args) => assume_role::run(*args),
        Command::CredentialProcess(args) => credential_process::run(args),
        Command::Login(args) => login::run(args),
        Command::Logout(args) => logout::run(args),
        Command::Status(args) => status::run(args),
        Command::Config(args) => match args.command {
            ConfigCommand::Show(args) => config::show(*args),
            ConfigCommand::AwsProfiles(args) => aws_profiles::run(*args),
            ConfigCommand::Init(args) => config_init::run(*args),
            ConfigCommand::Import(args) => config_import::run(args),
            ConfigCommand::Path(args) => config::path(args),
        },
        Command::Password(args) => password::run(args.command),
        Command::Doctor(args) => match doctor::run(args) {
            // The report says it all.
            Ok(false) => return ExitCode::from(Status::Failure.code()),
            done => done.map(drop),
        },
        Command::Completions(args) => completions::run(&args),
        Command::Man(args) => man::run(&args),
        Command::Use(args) => use_role::run(args),
        Command::Unset => use_role::unset(),
        Command::Init(args) => init::run(&args),
        Command::Prompt(args) => prompt::run(&args),
    };
    match done {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            output::failure(&error, "");
            ExitCode::from(error.status.code())
        }
    }
}

/// Prints the help that was asked for: not where a shell evaluates stdout.
pub fn help(words: &[OsString], text: &str) {
    if use_role::is_evaluated(words) {
        output::help(text);
    } else {
        // Nobody is left to tell that stdout is closed.
        let _ = output::answer(text);
    }
}

/// Tells a mistyped command line, in clap's words and our form (contract §6).
pub fn mistyped(words: &[OsString], told: &str) -> ExitCode {
    let command = words.get(1).and_then(|word| word.to_str()).unwrap_or_default();
    let usage = Status::Usage.code();
    match command {
        "exec" => {
            let told =
                if told.starts_with("error: unexpected argument") && !words.iter().any(|word| word == "--") {
                    format!("{told}\n  hint: put -- before the command: ol-aws exec TARGET -- CMD\n")
                } else {
                    told.to_owned()
                };
            output::usage(&told, &format!(" (exit status {usage})"));
            ExitCode::from(exec::OURSELVES)
        }
        "env" => {
            output::usage(told, "");
            env::failed(named_shell(words).unwrap_or_else(shell::calling));
            ExitCode::from(usage)
        }
        _ => {
            output::usage(told, "");
            ExitCode::from(usage)
        }
    }
}

/// The shell that a command line names, although it cannot be parsed.
fn named_shell(words: &[OsString]) -> Option<Format> {
    let words: Vec<&str> = words.iter().filter_map(|word| word.to_str()).collect();
    let joined = words.iter().find_map(|word| word.strip_prefix("--shell="));
    let apart = || words.windows(2).find(|pair| pair[0] == "--shell").map(|pair| pair[1]);
    Format::from_str(joined.or_else(apart)?, false).ok()
}

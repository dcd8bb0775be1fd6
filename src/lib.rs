//! ol-aws: sign in to OneLogin, choose an AWS role, put its temporary credentials where work happens.
//!
//! The map: [`cli`] says what can be typed, `cmd` hands over, [`flow`] joins the parts. Imports run one way:
//! cmd → flow → {sign_in, choose_role, aws} → {onelogin, ui, choices, handover, session, aws_files} →
//! {config, saml, role, target, shell} → {http, files, ini, keyring, output, stdin, env, error}.

mod aws;
mod aws_files;
mod choices;
mod choose_role;
pub mod cli;
mod cmd;
pub mod complete;
pub mod config;
mod env;
pub mod error;
mod files;
mod flow;
mod handover;
mod http;
pub mod ini;
mod keyring;
mod onelogin;
pub mod output;
pub mod role;
pub mod saml;
mod session;
pub mod shell;
mod sign_in;
mod stdin;
pub mod target;
mod ui;

use std::ffi::OsString;
use std::process::ExitCode;

use clap::Parser as _;
use clap::error::ErrorKind;

/// Run under the name of the tool that it replaces, ol-aws is that command (contract §2).
const PYTHON_TOOL: &str = "onelogin-aws-assume-role";

/// The whole program: the words of the command line, the program's name first, to an exit status.
pub fn run(mut words: Vec<OsString>) -> ExitCode {
    dump_no_core();
    let name = words.first().map(std::path::Path::new).and_then(std::path::Path::file_stem);
    if name.is_some_and(|name| name == PYTHON_TOOL) {
        words.insert(1, "assume-role".into());
    }
    if let [_, command, words @ ..] = words.as_slice()
        && command == complete::COMMAND
    {
        return cmd::complete::run(words);
    }
    match cli::Cli::try_parse_from(&words) {
        Ok(cli) => cmd::run(cli.command),
        Err(error) if matches!(error.kind(), ErrorKind::DisplayHelp | ErrorKind::DisplayVersion) => {
            cmd::help(&words, &error.render().to_string());
            ExitCode::SUCCESS
        }
        Err(error) if error.kind() == ErrorKind::DisplayHelpOnMissingArgumentOrSubcommand => {
            output::help(&error.render().to_string());
            ExitCode::from(error::Status::Usage.code())
        }
        Err(error) => cmd::mistyped(&words, &error.render().to_string()),
    }
}

/// A core dump would hold the password (contract §8, rule 4). The kernel lifts this from what `exec` becomes, and
/// a system that refuses it keeps nobody from signing in.
fn dump_no_core() {
    #[cfg(target_os = "linux")]
    let _ = nix::sys::prctl::set_dumpable(false);
}

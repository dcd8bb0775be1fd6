//! `exec`: the command becomes this process where the system can do that, and is waited for where it cannot.

use std::ffi::OsString;
use std::io::ErrorKind;
use std::process::{Command, ExitCode};

use super::confirm;
use super::setup::{self, About};
use crate::cli::Exec;
use crate::error::{Error, Result, Status};
use crate::handover::{self, Values};
use crate::{flow, output};

/// What `exec` itself exits with, as env(1) does (contract §6).
pub const OURSELVES: u8 = 125;
const CANNOT_RUN: u8 = 126;
const NO_SUCH: u8 = 127;

/// Runs the command. On success this never returns where the process became it.
pub fn run(args: Exec) -> ExitCode {
    match session(args) {
        Ok(command) => start(command),
        Err(error) => failed(&error),
    }
}

/// Tells a failure of our own. Ctrl-C is the person's, and keeps its status.
fn failed(error: &Error) -> ExitCode {
    if error.status == Status::Interrupted {
        output::failure(error, "");
        return ExitCode::from(error.status.code());
    }
    output::failure(error, &format!(" (exit status {})", error.status.code()));
    ExitCode::from(OURSELVES)
}

fn session(args: Exec) -> Result<Command> {
    let mut run = setup::run(args.options, About::Role(args.target))?;
    let session = flow::session(&mut run, &confirm::before("Run the command as"))?;
    let values = Values::of(session);
    let mut words = args.command.into_iter();
    let mut command = Command::new(words.next().unwrap_or_else(shell));
    command.args(words);
    handover::apply(&values, &mut command);
    Ok(command)
}

fn shell() -> OsString {
    let (variable, otherwise) = if cfg!(windows) { ("COMSPEC", "cmd.exe") } else { ("SHELL", "/bin/sh") };
    std::env::var_os(variable).filter(|shell| !shell.is_empty()).unwrap_or_else(|| otherwise.into())
}

#[cfg(unix)]
fn start(mut command: Command) -> ExitCode {
    use std::os::unix::process::CommandExt as _;
    let error = command.exec();
    cannot_run(&command, &error)
}

#[cfg(not(unix))]
fn start(mut command: Command) -> ExitCode {
    // Ctrl-C reaches every process of the console: the command decides what it means, and we wait.
    let waited = tokio::runtime::Builder::new_current_thread().enable_all().build().and_then(|runtime| {
        runtime.block_on(async {
            tokio::spawn(async { while tokio::signal::ctrl_c().await.is_ok() {} });
            let mut child = command.spawn()?;
            tokio::task::spawn_blocking(move || child.wait()).await?
        })
    });
    match waited {
        Ok(status) => std::process::exit(status.code().unwrap_or(1)),
        Err(error) => cannot_run(&command, &error),
    }
}

fn cannot_run(command: &Command, error: &std::io::Error) -> ExitCode {
    let program = command.get_program().to_string_lossy();
    let (code, what) = match error.kind() {
        ErrorKind::NotFound => (NO_SUCH, format!("there is no command `{program}`")),
        _ => (CANNOT_RUN, format!("the command `{program}` cannot be run")),
    };
    output::failure(&Error::new(Status::Failure, what).because(error).hint("check its name and PATH"), "");
    ExitCode::from(code)
}

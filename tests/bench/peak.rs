//! Peak memory of a program, taken by a helper process: the kernel tells it of all children of a process at once,
//! and counts for a child what its parent held while it was started, so the parent must be a small one.

use std::env;
use std::ffi::OsString;
use std::process::{Command, Stdio};

use super::Result;

/// The bench, run with this word, is the helper.
pub const HELPER: &str = "--peak-of";

/// The most memory that a command held, in bytes; none where the system does not tell.
pub fn peak(command: &Command) -> Result<Option<u64>> {
    let mut helper = Command::new(env::current_exe()?);
    helper.arg(HELPER).arg(command.get_program()).args(command.get_args()).env_clear();
    helper.envs(command.get_envs().filter_map(|(name, value)| Some((name, value?))));
    let output = helper.output()?;
    if !output.status.success() {
        return Err(format!("{command:?}: {}", String::from_utf8_lossy(&output.stderr)).into());
    }
    Ok(String::from_utf8(output.stdout)?.trim().parse().ok())
}

pub fn helper(words: &[OsString]) -> Result<()> {
    let (program, args) = words.split_first().ok_or("the peak of what?")?;
    let status = Command::new(program).args(args).stdin(Stdio::null()).stdout(Stdio::null()).status()?;
    if !status.success() {
        return Err(status.to_string().into());
    }
    println!("{}", of_children().map_or_else(|| "?".to_owned(), |bytes| bytes.to_string()));
    Ok(())
}

#[cfg(unix)]
fn of_children() -> Option<u64> {
    use nix::sys::resource::{UsageWho, getrusage};

    // Kilobytes, but bytes on macOS (getrusage(2)).
    let unit = if cfg!(target_os = "macos") { 1 } else { 1024 };
    Some(u64::try_from(getrusage(UsageWho::RUSAGE_CHILDREN).ok()?.max_rss()).ok()? * unit)
}

#[cfg(not(unix))]
fn of_children() -> Option<u64> {
    None
}

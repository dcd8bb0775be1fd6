//! `use` and `unset`: code that the shell integration evaluates, so that the role becomes part of the shell.
//!
//! `use` looks at the world as it is without the active role: that one is not meant where none is named, and its region
//! is not the person's. Only what goes back to the role before, or renews the active one by its label, takes that one
//! for active: so the profile that it came from counts as well.

use std::ffi::OsString;

use clap::ValueEnum as _;

use super::confirm;
use super::integration::{BENEATH, Look, MARKS, PREVIOUS, USUAL_REGION};
use super::setup::{self, About};
use crate::cli::Use;
use crate::env::Env;
use crate::error::{Error, Result};
use crate::handover::{Own, Values};
use crate::shell::{self, Change, Shell};
use crate::{flow, output};

/// The shell whose function calls us.
const SHELL: &str = "OL_AWS_SHELL";

/// # Errors
/// There is no integration, or no role to go back to, or whatever keeps a session from being had.
pub fn run(args: Use) -> Result<()> {
    let env = Env::current();
    let shell = integrated(&env, "use")?;
    let (active, previous) =
        ["OL_AWS_ROLE", "OL_AWS_PREVIOUS"].map(|name| env.get(name).map(str::to_owned)).into();
    let own = Own::of(&env);
    let mut env = own.without_role(env);
    let about = match args.target {
        Some(target) if target == "-" => {
            let back = previous.as_deref().ok_or_else(|| {
                Error::usage("no other role was active in this shell").hint("name one: ol-aws use TARGET")
            })?;
            as_active(&mut env, back)
        }
        Some(target) if active.as_ref() == Some(&target) => as_active(&mut env, &target),
        Some(target) => About::Role(Some(target)),
        None => About::Everything,
    };
    let mut run = setup::run_in(env, args.options, about)?;
    let session = flow::session(&mut run)?;
    confirm::enter(&run, &session, "Use, in this shell,")?;

    let previous = [active, previous].into_iter().flatten().find(|label| *label != session.label);
    let look = Look::of(&run.settings.config_path).with(&session.account, run.settings.color.as_deref());
    let beneath = own.kept();
    let values = Values::of(session);
    let mut changes = values.changes();
    changes.extend([
        Change::Keep(BENEATH, &beneath),
        Change::Keep(PREVIOUS, previous.as_deref().unwrap_or_default()),
        Change::Keep(USUAL_REGION, &look.usual_region),
        Change::Keep(MARKS, &look.marks),
    ]);
    output::answer(&shell.format().render(&changes)?)
}

/// The role that no target names, and no profile either, is the active one (contract §1).
fn as_active(env: &mut Env, label: &str) -> About {
    env.set("OL_AWS_ROLE", label);
    env.remove("OL_AWS_PROFILE");
    About::Role(None)
}

/// # Errors
/// There is no integration.
pub fn unset() -> Result<()> {
    let env = Env::current();
    let shell = integrated(&env, "unset")?;
    let own = Own::of(&env);
    let previous = env.get("OL_AWS_ROLE").or_else(|| env.get("OL_AWS_PREVIOUS")).unwrap_or_default();
    let mut changes = own.changes();
    changes.extend([Change::Keep(BENEATH, ""), Change::Keep(PREVIOUS, previous)]);
    output::answer(&shell.format().render(&changes)?)
}

/// Whether the shell evaluates what is printed for this command line.
pub fn is_evaluated(words: &[OsString]) -> bool {
    std::env::var_os(SHELL).is_some_and(|shell| !shell.is_empty())
        && words.get(1).is_some_and(|word| word == "use" || word == "unset")
}

/// The shell, by its own word.
fn integrated(env: &Env, command: &str) -> Result<Shell> {
    let named = env.get(SHELL).and_then(|name| Shell::from_str(name, false).ok());
    named.ok_or_else(|| {
        let error = Error::usage(format!("`ol-aws {command}` needs the shell integration"))
            .because("a program cannot change the shell that called it");
        match Shell::of(shell::calling()) {
            Some(shell) => {
                let (line, file) = shell.start();
                error.hint(format!("add this line to {file}, and start a new shell: {line}"))
            }
            None => error.hint("ol-aws exec TARGET starts a shell with the role"),
        }
    })
}

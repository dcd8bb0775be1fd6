//! `login`: one sign-in, and sessions kept for all that are named.

use std::io::IsTerminal as _;

use indicatif::{ProgressBar, ProgressDrawTarget, ProgressStyle};

use super::setup::{self, About};
use crate::cli::{Login, SignInOptions};
use crate::error::{Error, Result, Status};
use crate::flow::{self, Fetched, Run};
use crate::output::{self, Level};
use crate::target::Target;

/// # Errors
/// There is no sign-in, a target matches nothing, or a role refuses: the rest is kept all the same.
pub fn run(args: Login) -> Result<()> {
    if args.all {
        let mut run = setup::run(args.options, About::Everything)?;
        return many(&mut run, &[]);
    }
    let (profiles, targets): (Vec<_>, Vec<_>) =
        args.targets.into_iter().partition(|target| setup::is_profile(&args.options, target));
    let mut outcome = Ok(());
    if !targets.is_empty() {
        let parsed = targets.iter().map(|text| Target::parse(text)).collect::<Result<Vec<_>, _>>()?;
        let mut run = setup::run(args.options.clone(), About::Everything)?;
        outcome = many(&mut run, &parsed);
    }
    // A profile has settings of its own, and perhaps a chain.
    let one = profiles.is_empty() && targets.is_empty();
    for target in profiles.into_iter().map(Some).chain(one.then_some(None)) {
        // What a role refuses does not stop the rest; without a sign-in there is no rest.
        if outcome.as_ref().is_err_and(|error: &Error| error.status != Status::Aws) {
            break;
        }
        let done = profile(args.options.clone(), target);
        match (&outcome, done) {
            (Err(_), Err(error)) => output::warn(&error.to_string()),
            (Ok(()), done) => outcome = done,
            (Err(_), Ok(())) => {}
        }
    }
    outcome
}

fn profile(options: SignInOptions, target: Option<String>) -> Result<()> {
    let mut run = setup::run(options, About::Role(target))?;
    keeps(&run)?;
    let session = flow::session(&mut run, flow::FREELY)?;
    let minutes = crate::session::left(session.credentials.expires_at).as_secs() / 60;
    output::info(&format!("{} is kept for {minutes} min", session.label));
    Ok(())
}

/// A sign-in of which nothing can be kept would be for nothing.
fn keeps(run: &Run) -> Result<()> {
    if run.store.is_some() {
        return Ok(());
    }
    Err(Error::new(Status::Failure, "sessions cannot be kept here")
        .because("there is no folder for them, or no place for their key")
        .hint("ol-aws status -v tells more; check XDG_CACHE_HOME and the folder's mode"))
}

fn many(run: &mut Run, targets: &[Target]) -> Result<()> {
    keeps(run)?;
    let bar = bar();
    let told = |done: usize, total: usize| {
        bar.set_length(total as u64);
        bar.set_position(done as u64);
    };
    let fetched = flow::fetch(run, targets, &told);
    bar.finish_and_clear();
    summary(run, fetched?)
}

/// On a terminal only: a log wants the summary alone.
fn bar() -> ProgressBar {
    let shown = std::io::stderr().is_terminal() && output::tells(Level::Info);
    let target = if shown { ProgressDrawTarget::stderr() } else { ProgressDrawTarget::hidden() };
    let style = ProgressStyle::with_template("{bar:30} {pos}/{len} sessions")
        .unwrap_or_else(|_| ProgressStyle::default_bar());
    ProgressBar::with_draw_target(Some(0), target).with_style(style)
}

/// Each refusal in a line, then all in one. The first refusal is the status.
fn summary(run: &Run, fetched: Vec<Fetched>) -> Result<()> {
    let (mut kept, mut new) = (0, 0);
    let mut refused: Vec<(String, Error)> = Vec::new();
    for Fetched { role, outcome } in fetched {
        match outcome {
            None => kept += 1,
            Some(Ok(())) => new += 1,
            Some(Err(error)) => refused.push((run.settings.aliases.label(&role), error)),
        }
    }
    for (label, error) in &refused {
        output::warn(&format!("{label}: {}", error.in_a_line()));
    }
    let count = refused.len();
    let counts = [(new, "new"), (kept, "still fresh"), (count, "refused")];
    let told: Vec<String> = counts
        .iter()
        .filter(|(count, _)| *count > 0)
        .map(|(count, what)| format!("{count} {what}"))
        .collect();
    output::info(&format!("sessions: {}", told.join(", ")));
    match refused.into_iter().next() {
        None => Ok(()),
        Some((label, error)) => {
            Err(Error { what: format!("{count} of the roles gave no session, {label} first"), ..error })
        }
    }
}

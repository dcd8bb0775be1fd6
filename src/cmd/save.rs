//! `save`: a session in a section of an AWS credentials file, once, or again and again before it ends.

use std::path::PathBuf;
use std::time::Duration;

use jiff::Timestamp;

use super::setup::{self, About};
use crate::aws_files;
use crate::cli::Save;
use crate::config::{Key, Wanted, value};
use crate::error::{Error, Result, Status};
use crate::flow::{self, Run};
use crate::ini::Ini;
use crate::output;
use crate::session::left;
use crate::target::Target;

/// How soon a round may follow the one before, where neither `--every` nor the session wants it sooner.
const SHORTEST: Duration = Duration::from_secs(60);

/// Where a session is saved.
struct Place {
    file: PathBuf,
    section: String,
}

/// What was saved.
struct Saved {
    label: String,
    until: Timestamp,
}

/// # Errors
/// Whatever keeps a session from being had, or the file from being written. With `--every`: in the first round, or
/// once nothing that is valid is saved any more.
pub fn run(mut args: Save) -> Result<()> {
    let section = args.options.profile.take().unwrap_or_default();
    // Before anybody is asked for a password.
    Ini::parse(b"").set(&section, &[])?;
    let every = args.every.as_deref().map(interval).transpose()?;
    let is_target = args.target.is_none() && setup::is_profile(&args.options, &section);
    let target = if is_target { Some(section.clone()) } else { args.target };
    let mut run = setup::run(args.options, About::Role(target))?;
    let file = args.file.map_or_else(|| aws_files::credentials(&run.env), Ok)?;
    if let Some(what) = aws_files::hidden_by(&run.env, &section, &file) {
        output::warn(&format!("AWS's clients take {what} before what is saved"));
    }
    let place = Place { file, section };
    match every {
        Some(every) => repeat(&mut run, &place, every, args.times),
        None => save(&mut run, &place).map(drop),
    }
}

fn interval(text: &str) -> Result<Duration> {
    let wrong = |why: String| Error::usage(format!("--every: {why}")).hint("--every 45m");
    match value::length(text).map_err(wrong)? {
        Duration::ZERO => Err(wrong("`0` is no length of time to wait".to_owned())),
        every => Ok(every),
    }
}

/// Saves a session.
fn save(run: &mut Run, place: &Place) -> Result<Saved> {
    let session = flow::session(run, flow::FREELY)?;
    aws_files::edit(&place.file, |ini| aws_files::put_session(ini, &place.section, &session))?;
    let saved = Saved { label: session.label, until: session.credentials.expires_at };
    output::info(&format!(
        "{} is saved as {} in {}, for {}",
        saved.label,
        place.section,
        place.file.display(),
        flow::time(left(saved.until))
    ));
    Ok(saved)
}

/// Round after round. What fails while the saved session is valid is tried again in the next one.
fn repeat(run: &mut Run, place: &Place, every: Duration, times: Option<u32>) -> Result<()> {
    let min_ttl = run.settings.min_ttl();
    // It must last until the next round, and as long as a kept session must.
    let needed = min_ttl.saturating_add(every).as_secs();
    run.settings.give(Key::MinTtl, &needed.to_string(), "--every");
    let Saved { label, mut until } = save(run, place)?;
    // What was answered in the first round, or picked, is not asked again.
    run.settings.forget_answers();
    if run.settings.chain.is_empty() {
        run.settings.wanted = Wanted { targets: vec![Target::parse(&label)?], text: label };
    }
    for round in 1u32.. {
        if times == Some(round) {
            break;
        }
        flow::wait(run, pause(every, left(until), min_ttl))?;
        match save(run, place) {
            Ok(saved) => until = saved.until,
            Err(error) if error.status != Status::Interrupted && !left(until).is_zero() => {
                let (why, left) = (error.in_a_line(), flow::time(left(until)));
                output::warn(&format!(
                    "{why}; what is saved is valid for {left}, and the next round tries again"
                ));
            }
            Err(error) => return Err(error),
        }
    }
    Ok(())
}

/// How long to wait: `--every`, or less where the session would not last so long.
fn pause(every: Duration, left: Duration, min_ttl: Duration) -> Duration {
    every.min(left.saturating_sub(min_ttl).max(left / 2).max(SHORTEST))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_round_comes_before_the_session_ends() {
        let minutes = |minutes: u64| Duration::from_secs(60 * minutes);
        for (every, left, min_ttl, expected) in [
            (45, 60, 5, 45),
            (45, 45, 5, 40),
            // Longer than a session is.
            (600, 60, 5, 55),
            // No session lasts as long as that.
            (45, 60, 90, 30),
            // Nothing new could be had: before it ends, but not all the time.
            (45, 5, 5, 2),
            (45, 1, 5, 1),
            (45, 0, 5, 1),
        ] {
            let pause = pause(minutes(every), minutes(left), minutes(min_ttl));
            assert_eq!(pause.as_secs() / 60, expected, "{every} {left} {min_ttl}");
        }
        assert_eq!(pause(Duration::from_secs(2), minutes(60), minutes(5)), Duration::from_secs(2));
    }
}

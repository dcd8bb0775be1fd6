//! The one place that writes to stdout and stderr.
//!
//! stdout carries only what a command is for, rendered whole and written once. Everything else goes to
//! stderr, and what a service sent is made safe for a terminal here (contract §8, rule 6).

use std::borrow::Cow;
use std::fmt::Write as _;
use std::io::{self, Write as _};
use std::sync::atomic::{AtomicU8, Ordering};

use serde::Serialize;

use crate::error::{Error, Result, Status};

/// How much is told on stderr. Secrets are told at no level: they are types that cannot be printed.
#[derive(Clone, Copy, Debug, Eq, Ord, PartialEq, PartialOrd)]
pub enum Level {
    /// `--quiet`: errors only.
    Error,
    Warn,
    /// The default: what a person waits for.
    Info,
    /// `--verbose`: each request, with its status and time.
    Debug,
}

impl Level {
    /// A level by its name in `OL_AWS_LOG`.
    pub fn named(name: &str) -> Option<Self> {
        match name {
            "error" | "off" => Some(Self::Error),
            "warn" => Some(Self::Warn),
            "info" => Some(Self::Info),
            "debug" | "trace" => Some(Self::Debug),
            _ => None,
        }
    }
}

static LEVEL: AtomicU8 = AtomicU8::new(Level::Info as u8);

/// Sets how much this process tells.
pub fn set_level(level: Level) {
    LEVEL.store(level as u8, Ordering::Relaxed);
}

/// Whether messages of this level are told.
pub fn tells(level: Level) -> bool {
    level as u8 <= LEVEL.load(Ordering::Relaxed)
}

/// A command's whole answer, in one write.
///
/// # Errors
/// stdout cannot be written; a reader that has gone (`ol-aws roles | head -1`) is none.
pub fn answer(text: &str) -> Result<()> {
    let mut out = io::stdout().lock();
    match out.write_all(text.as_bytes()).and_then(|()| out.flush()) {
        Err(error) if error.kind() != io::ErrorKind::BrokenPipe => {
            Err(Error::new(Status::Failure, "cannot write to stdout")
                .because(error)
                .hint("make room where stdout goes, or send it elsewhere"))
        }
        _ => Ok(()),
    }
}

/// A failure, in the form of contract §6. `note` is put behind WHAT: `exec` names the reason's own code there.
pub fn failure(error: &Error, note: &str) {
    let mut text = format!("ol-aws: error: {}{note}\n", printable(&error.what));
    if let Some(cause) = &error.because {
        let _ = writeln!(text, "  because: {}", printable(cause));
    }
    if let Some(hint) = &error.hint {
        let _ = writeln!(text, "  hint: {}", printable(hint));
    }
    say(&text);
}

/// The help of a command line that names no command.
pub fn help(text: &str) {
    say(text);
}

/// A mistyped command line, as clap tells it, in the form of contract §6. `note` as in [`failure`].
pub fn usage(told: &str, note: &str) {
    let (what, more) = told.split_once('\n').unwrap_or((told, ""));
    let what = what.strip_prefix("error: ").unwrap_or(what);
    // clap calls a hint a tip.
    let more: String = more
        .lines()
        .map(|line| printable(&line.replacen("  tip: ", "  hint: ", 1)).into_owned() + "\n")
        .collect();
    say(&format!("ol-aws: error: {}{note}\n{more}", printable(what)));
}

/// Lines that a question is about: no message of ours, and told at every level.
pub fn show(text: &str) {
    let lines: String = text.lines().map(|line| printable(line).into_owned() + "\n").collect();
    say(&lines);
}

pub fn warn(message: &str) {
    tell(Level::Warn, "warning: ", message);
}

pub fn info(message: &str) {
    tell(Level::Info, "", message);
}

pub fn debug(message: &str) {
    tell(Level::Debug, "debug: ", message);
}

fn tell(level: Level, label: &str, message: &str) {
    if tells(level) {
        say(&format!("ol-aws: {label}{}\n", printable(message)));
    }
}

/// A question of the walk-through that stdin answers, or what belongs to one.
pub fn ask(text: &str) {
    let lines: Vec<Cow<'_, str>> = text.split('\n').map(printable).collect();
    say(&lines.join("\n"));
}

/// Nobody is left to tell that stderr is closed.
fn say(text: &str) {
    let _ = io::stderr().lock().write_all(text.as_bytes());
}

/// The text with nothing in it that moves a cursor, rings, recolours, or turns the direction of writing:
/// control characters (C0, DEL, C1; ECMA-48) and Unicode's bidirectional controls (UAX #9) become `�`.
pub fn printable(text: &str) -> Cow<'_, str> {
    if text.contains(is_unsafe) {
        Cow::Owned(text.replace(is_unsafe, "\u{fffd}"))
    } else {
        Cow::Borrowed(text)
    }
}

/// An answer as JSON for people and programs: indented, with a last line end.
///
/// # Errors
/// The value has no JSON form.
pub fn json(value: &impl Serialize) -> Result<String> {
    serde_json::to_string_pretty(value)
        .map(|text| printable_json(&text) + "\n")
        .map_err(|error| Error::new(Status::Failure, "cannot write JSON").because(error))
}

/// JSON with the same characters escaped, so that it loses nothing: outside its strings there are none but line
/// breaks, and inside them a line break is escaped already (RFC 8259, section 7).
pub fn printable_json(json: &str) -> String {
    let mut text = String::with_capacity(json.len());
    for c in json.chars() {
        if c != '\n' && is_unsafe(c) {
            // All of them are in the basic plane.
            let _ = write!(text, "\\u{:04x}", u32::from(c));
        } else {
            text.push(c);
        }
    }
    text
}

fn is_unsafe(c: char) -> bool {
    c.is_control()
        || matches!(c, '\u{200e}' | '\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2028}' | '\u{2029}' | '\u{2066}'..='\u{2069}')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_a_service_sends_cannot_move_the_cursor() {
        assert_eq!(printable("a\u{1b}[31mb\nc\u{9b}d\u{202e}e"), "a\u{fffd}[31mb\u{fffd}c\u{fffd}d\u{fffd}e");
        assert_eq!(printable("prod/Zuständig ‘x’"), "prod/Zuständig ‘x’");
        assert_eq!(printable_json("[\n\"\u{9b}ä\u{202e}\"]"), "[\n\"\\u009bä\\u202e\"]");
    }
}

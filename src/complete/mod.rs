//! Completion while one types: what may stand at the cursor, by the command line's own types and what is kept.
//!
//! Owns the reading of an unfinished line, the candidates, and the form in which `shell/complete.*` gets them. Asks
//! nobody: what is kept is handed in, and only if the line is about it.

mod line;
mod values;

use std::borrow::Cow;

use clap::CommandFactory as _;

use crate::cli::Cli;
use crate::output::printable;

use crate::shell::Shell;
pub use line::Line;
use line::Spot;
pub use values::Known;

/// The hidden command: `ol-aws __complete SHELL -- WORDS…`. WORDS are those behind the program's name up to the
/// cursor; the last is being typed, and may be empty.
pub const COMMAND: &str = "__complete";

/// What may stand at the cursor, and a few words about it.
#[derive(Clone, Debug, Eq, Ord, PartialEq, PartialOrd)]
pub struct Candidate {
    pub value: String,
    pub about: String,
}

impl Candidate {
    fn new(value: impl Into<String>, about: impl Into<String>) -> Self {
        Self { value: value.into(), about: about.into() }
    }
}

/// Who knows what may stand at the cursor.
#[derive(Clone, Debug, Eq, PartialEq)]
pub enum Answer {
    Candidates(Vec<Candidate>),
    /// The shell: names of files.
    Files,
    /// The shell: names of folders.
    Folders,
    /// The completion of the command behind `--`.
    Command,
}

/// The answer to a line, as its script reads it; `known` is asked at most once, and only about names of ours.
pub fn complete(shell: Shell, words: &[String], known: impl FnOnce(&Line<'_>) -> Option<Known>) -> String {
    let mut root = Cli::command();
    root.build();
    // PowerShell drops empty words: its script ends the last one with a dot.
    let mut words = words.to_vec();
    if let (Shell::PowerShell, Some(last)) = (shell, words.last_mut()) {
        last.pop();
    }
    answer(&root, &words, known).map(|answer| answer.render(shell)).unwrap_or_default()
}

fn answer(
    root: &clap::Command,
    words: &[String],
    known: impl FnOnce(&Line<'_>) -> Option<Known>,
) -> Option<Answer> {
    let (typed, before) = words.split_last()?;
    let line = Line::read(root, before);
    let words = |candidates: Vec<Candidate>| Answer::Candidates(values::fitting(candidates, typed));
    Some(match line.spot(typed)? {
        Spot::Command => Answer::Command,
        Spot::Separator => words(vec![Candidate::new("--", "what follows is the command")]),
        Spot::Subcommands => words(line.subcommands()),
        Spot::Options => words(line.options(typed)),
        Spot::Value(of) => values::of(of, &line, typed, known),
        Spot::Joined(of, at) => {
            let (option, typed) = typed.split_at(at);
            match values::of(of, &line, typed, known) {
                Answer::Candidates(mut candidates) => {
                    candidates.iter_mut().for_each(|candidate| candidate.value.insert_str(0, option));
                    Answer::Candidates(candidates)
                }
                answer => answer,
            }
        }
    })
}

impl Answer {
    /// A candidate a line, with a tab and what it is where the shell can show that. A line that begins with a tab is
    /// none, but says who knows more. What could move a cursor is left out: nobody could type it either.
    fn render(&self, shell: Shell) -> String {
        let safe = |text: &str| matches!(printable(text), Cow::Borrowed(_));
        match self {
            Self::Candidates(candidates) => candidates
                .iter()
                .filter(|it| safe(&it.value) && !it.value.is_empty())
                .map(|Candidate { value, about }| match shell {
                    Shell::Bash => format!("{value}\n"),
                    _ if about.is_empty() => format!("{value}\n"),
                    _ => format!("{value}\t{}\n", printable(about)),
                })
                .collect(),
            Self::Files => "\tfiles\n".to_owned(),
            Self::Folders => "\tfolders\n".to_owned(),
            Self::Command => "\tcommand\n".to_owned(),
        }
    }
}

#[cfg(test)]
mod tests;

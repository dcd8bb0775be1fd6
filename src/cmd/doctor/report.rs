//! What is told: rows in groups, as a table for a person or JSON for a program.

use std::fmt::Write as _;
use std::io::{self, IsTerminal as _};

use serde::Serialize;

use crate::env::Env;
use crate::error::{Error, Result};
use crate::output::{self, printable};

/// How a check went.
#[derive(Clone, Copy, Debug, Eq, PartialEq, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum State {
    Ok,
    /// It works, and something is to be known.
    Warn,
    /// Something does not work.
    Fail,
}

impl State {
    fn word(self) -> &'static str {
        match self {
            Self::Ok => "ok",
            Self::Warn => "warn",
            Self::Fail => "fail",
        }
    }

    /// Green, yellow, red (ECMA-48, SGR).
    fn colour(self) -> u8 {
        match self {
            Self::Ok => 32,
            Self::Warn => 33,
            Self::Fail => 31,
        }
    }
}

/// One check: what it found, and what mends it.
#[derive(Debug, Serialize)]
pub struct Row {
    pub check: String,
    pub state: State,
    pub detail: String,
    pub remedy: Option<String>,
}

impl Row {
    pub fn ok(check: impl Into<String>, detail: impl Into<String>) -> Self {
        Self { check: check.into(), state: State::Ok, detail: detail.into(), remedy: None }
    }

    pub fn warn(check: impl Into<String>, detail: impl Into<String>, remedy: impl Into<String>) -> Self {
        Self { state: State::Warn, remedy: Some(remedy.into()), ..Self::ok(check, detail) }
    }

    pub fn fail(check: impl Into<String>, detail: impl Into<String>, remedy: impl Into<String>) -> Self {
        Self { state: State::Fail, remedy: Some(remedy.into()), ..Self::ok(check, detail) }
    }

    /// A failure as any other command would tell it.
    pub fn failed(check: impl Into<String>, error: &Error) -> Self {
        Self { state: State::Fail, remedy: error.hint.clone(), ..Self::ok(check, error.in_a_line()) }
    }
}

/// What the table is written on.
#[derive(Clone, Copy, Default)]
pub struct Paper {
    /// So many columns; none where lines may be as long as they are.
    width: Option<usize>,
    colours: bool,
}

impl Paper {
    pub fn of_stdout(env: &Env) -> Self {
        if !io::stdout().is_terminal() {
            return Self::default();
        }
        // Windows's older consoles would show the sequences.
        let colours = cfg!(unix) && env.get("NO_COLOR").is_none() && env.get("TERM") != Some("dumb");
        let width = terminal_size::terminal_size().map_or(80, |(width, _)| usize::from(width.0));
        Self { width: Some(width.max(40)), colours }
    }
}

/// Groups of rows, by their names.
pub struct Report(pub Vec<(&'static str, Vec<Row>)>);

impl Report {
    fn rows(&self) -> impl Iterator<Item = (&'static str, &Row)> {
        self.0.iter().flat_map(|(group, rows)| rows.iter().map(|row| (*group, row)))
    }

    fn count(&self, state: State) -> usize {
        self.rows().filter(|(_, row)| row.state == state).count()
    }

    /// No check fails.
    pub fn is_well(&self) -> bool {
        self.count(State::Fail) == 0
    }

    /// A list of objects.
    ///
    /// # Errors
    /// As [`output::json`].
    pub fn json(&self) -> Result<String> {
        #[derive(Serialize)]
        struct Object<'a> {
            group: &'a str,
            #[serde(flatten)]
            row: &'a Row,
        }
        output::json(&self.rows().map(|(group, row)| Object { group, row }).collect::<Vec<_>>())
    }

    /// A table: state and check, what was found beside them, and what mends it on a line below.
    pub fn text(&self, paper: Paper) -> String {
        let mut text = String::new();
        for (group, rows) in &self.0 {
            let column = rows.iter().map(|row| row.check.chars().count()).max().unwrap_or(0);
            let _ = writeln!(text, "{group}");
            for row in rows {
                let word = format!("{:4}", row.state.word());
                let word = if paper.colours {
                    format!("\u{1b}[{}m{word}\u{1b}[m", row.state.colour())
                } else {
                    word
                };
                let _ = write!(text, "  {word}  {:column$}  ", printable(&row.check));
                flow(&mut text, &row.detail, column + 10, paper.width);
                if let Some(remedy) = &row.remedy {
                    // In one line, as everywhere: a command in it can be copied.
                    let _ = writeln!(text, "        hint: {}", printable(remedy));
                }
            }
        }
        text + &self.summary()
    }

    fn summary(&self) -> String {
        let checks = |count, one, many| format!("{count} {}", if count == 1 { one } else { many });
        let fail = checks(self.count(State::Fail), "check fails", "checks fail");
        let warn = checks(self.count(State::Warn), "warning", "warnings");
        match (self.is_well(), self.count(State::Warn)) {
            (true, 0) => "all is well\n".to_owned(),
            (true, _) => format!("nothing fails, {warn}\n"),
            (false, 0) => format!("{fail}\n"),
            (false, _) => format!("{fail}, {warn}\n"),
        }
    }
}

/// Writes words to the end of a line that stands at this column, and on further lines from there on.
fn flow(text: &mut String, words: &str, column: usize, width: Option<usize>) {
    let words = printable(words);
    let mut at = column;
    for (index, word) in words.split(' ').enumerate() {
        let length = word.chars().count();
        if index > 0 && width.is_some_and(|width| at + 1 + length > width) {
            let _ = write!(text, "\n{:column$}", "");
            at = column;
        } else if index > 0 {
            text.push(' ');
            at += 1;
        }
        text.push_str(word);
        at += length;
    }
    text.push('\n');
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    fn report() -> Report {
        Report(vec![
            (
                "one",
                vec![
                    Row::ok("short", "fine"),
                    Row::fail("a longer one", "it\u{1b}[2J fails because of this and that", "mend it"),
                ],
            ),
            ("two", vec![Row::warn("x", "y", "z")]),
        ])
    }

    #[test]
    fn a_table_for_a_person() {
        let plain = "one\n  ok    short         fine\n  fail  a longer one  it\u{fffd}[2J fails because of this and that\n        hint: mend it\n\
                     two\n  warn  x  y\n        hint: z\n1 check fails, 1 warning\n";
        assert_eq!(report().text(Paper::default()), plain);
        let narrow = report().text(Paper { width: Some(40), colours: true });
        assert!(narrow.starts_with("one\n  \u{1b}[32mok  \u{1b}[m  short         fine\n  \u{1b}[31mfail\u{1b}[m  a longer one  it\u{fffd}[2J fails\n"));
        assert!(
            narrow.contains("\n                      because of this\n                      and that\n"),
            "{narrow}"
        );
        assert_eq!(Report(vec![("one", vec![Row::ok("a", "b")])]).summary(), "all is well\n");
        assert_eq!(
            Report(vec![("one", vec![Row::warn("a", "b", "c")])]).summary(),
            "nothing fails, 1 warning\n"
        );
    }

    #[test]
    fn a_list_for_a_program() {
        let list: serde_json::Value = serde_json::from_str(&report().json().unwrap()).unwrap();
        assert_eq!(
            list[0],
            json!({"group": "one", "check": "short", "state": "ok", "detail": "fine", "remedy": null})
        );
        assert_eq!((&list[1]["state"], &list[2]["state"]), (&json!("fail"), &json!("warn")));
        assert_eq!(
            (&list[1]["remedy"], &list[1]["detail"]),
            (&json!("mend it"), &json!("it\u{1b}[2J fails because of this and that"))
        );
    }

    proptest::proptest! {
        #[test]
        fn words_flow_and_none_is_lost(words in "[a-z]{1,12}( [a-zé:/]{1,40}){0,20}", column in 0usize..30, width in 40usize..120) {
            let mut text = " ".repeat(column);
            flow(&mut text, &words, column, Some(width));
            let lines: Vec<&str> = text.lines().collect();
            let back: Vec<&str> = text.split_whitespace().collect();
            proptest::prop_assert_eq!(back.join(" "), words);
            for line in lines {
                let (indent, line) = line.split_at(column);
                proptest::prop_assert!(indent.trim().is_empty() && !line.starts_with(' '));
                // Only a word that fits no line is longer.
                proptest::prop_assert!(column + line.chars().count() <= width || !line.contains(' '), "{}", line);
            }
        }
    }
}

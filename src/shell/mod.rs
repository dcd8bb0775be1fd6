//! Changes to an environment, written as code that a shell can evaluate.
//!
//! Owns the formats of `env --shell` and everything about quoting: one file per dialect, each naming the source
//! of its rules. Does not know what the variables mean, does not print, starts no shell.
//!
//! Values may come from a service, so no dialect guesses. A value either comes back from the shell byte for
//! byte, or is [`Unrepresentable`]. Control characters are refused everywhere: no variable of ours holds one,
//! and a newline is where `Invoke-Expression`, `for /f` and every dotenv reader part ways.

mod calling;
mod cmd;
mod dotenv;
mod fish;
mod integrated;
mod json;
mod posix;
mod powershell;

use zeroize::Zeroizing;

use crate::error::{Error, Status};

pub use calling::calling;
pub use integrated::Shell;

/// How `env` writes: contract §2, `--shell S`.
#[derive(Clone, Copy, Debug, Eq, PartialEq, clap::ValueEnum)]
pub enum Format {
    /// Plain POSIX shell, so that `sh`, `dash`, `ash` and `ksh` read it as well.
    #[value(alias = "sh")]
    Bash,
    Zsh,
    Fish,
    #[value(name = "powershell", alias = "pwsh")]
    PowerShell,
    Cmd,
    Json,
    Dotenv,
}

/// One change to an environment. Has no `Debug`: the value may be a secret.
#[derive(Clone, Copy)]
pub enum Change<'a> {
    /// Name and value.
    Set(&'a str, &'a str),
    Remove(&'a str),
    /// Name and value of a variable of the shell itself, which no child gets. What is no shell has none.
    Keep(&'a str, &'a str),
}

/// A value that a format cannot carry unharmed. Never holds the value itself.
#[derive(Clone, Debug, Eq, PartialEq, thiserror::Error)]
#[error("the value of {name} cannot be written in this format: {why}")]
pub struct Unrepresentable {
    pub name: String,
    pub why: &'static str,
}

impl From<Unrepresentable> for Error {
    fn from(Unrepresentable { name, why }: Unrepresentable) -> Self {
        Self::new(Status::Failure, format!("the value of {name} cannot be written in this format"))
            .because(why)
            .hint("choose another format with --shell, or use `ol-aws exec`, which needs none")
    }
}

/// What a format has to know. The checks common to all are made before these are called.
trait Dialect {
    /// Why this dialect cannot carry a value, although it has no control character.
    fn refuses(&self, _value: &str) -> Option<&'static str> {
        None
    }

    /// Appends the code for one change.
    fn write(&self, out: &mut String, change: Change<'_>);

    /// Appends what follows the last change.
    fn finish(&self, _out: &mut String) {}
}

impl Format {
    /// Code that makes the changes, in their order, when evaluated. `json` and `dotenv` are data and hold only
    /// what is set.
    ///
    /// The buffer is made large enough beforehand: growing would leave copies of secrets that nobody wipes.
    ///
    /// ```
    /// use ol_aws::shell::{Change, Format};
    ///
    /// let code = Format::Bash.render(&[Change::Set("A", "it's"), Change::Remove("B")]).unwrap();
    /// assert_eq!(*code, "export A='it'\\''s';\nunset -v B;\n");
    /// ```
    pub fn render(self, changes: &[Change<'_>]) -> Result<Zeroizing<String>, Unrepresentable> {
        let dialect = self.dialect();
        let room = changes.iter().map(Change::room).sum::<usize>() + ROOM_AROUND;
        let mut out = Zeroizing::new(String::with_capacity(room));
        let capacity = out.capacity();
        for change in changes {
            change.check(dialect)?;
            dialect.write(&mut out, *change);
        }
        dialect.finish(&mut out);
        debug_assert_eq!(
            out.capacity(),
            capacity,
            "the buffer has grown: a copy of a secret was left behind"
        );
        Ok(out)
    }

    /// What a failing `env` prints instead, so that `eval "$(ol-aws env x)"` fails as well (contract §5).
    pub fn on_failure(self) -> &'static str {
        match self {
            Self::Bash | Self::Zsh | Self::Fish => "false\n",
            Self::PowerShell | Self::Cmd | Self::Json | Self::Dotenv => "",
        }
    }

    fn dialect(self) -> &'static dyn Dialect {
        match self {
            Self::Bash => &posix::Posix { keep: "" },
            // Else WARN_CREATE_GLOBAL warns.
            Self::Zsh => &posix::Posix { keep: "typeset -g " },
            Self::Fish => &fish::Fish,
            Self::PowerShell => &powershell::PowerShell { ascii: cfg!(windows) },
            Self::Cmd => &cmd::Cmd,
            Self::Json => &json::Json,
            Self::Dotenv => &dotenv::Dotenv,
        }
    }
}

/// More than any dialect writes around the names and values of one change.
const ROOM_AROUND: usize = 64;

impl Change<'_> {
    /// Room for this change in any dialect: at worst, one byte of a value becomes four (`'` in a POSIX shell).
    fn room(&self) -> usize {
        match self {
            Self::Set(name, value) | Self::Keep(name, value) => name.len() + 4 * value.len() + ROOM_AROUND,
            Self::Remove(name) => name.len() + ROOM_AROUND,
        }
    }

    fn check(&self, dialect: &dyn Dialect) -> Result<(), Unrepresentable> {
        let (name, why) = match *self {
            Self::Set(name, _) | Self::Remove(name) | Self::Keep(name, _) if !is_name(name) => {
                (name, Some("its name is not one"))
            }
            Self::Set(name, value) | Self::Keep(name, value) if value.contains(char::is_control) => {
                (name, Some("it holds a control character"))
            }
            Self::Set(name, value) => (name, dialect.refuses(value)),
            Self::Remove(_) | Self::Keep(..) => return Ok(()),
        };
        why.map_or(Ok(()), |why| Err(Unrepresentable { name: name.to_owned(), why }))
    }
}

/// POSIX.1-2017, XBD 3.235 "Name": the names that need no quoting in any dialect.
fn is_name(name: &str) -> bool {
    !name.starts_with(|c: char| c.is_ascii_digit())
        && !name.is_empty()
        && name.bytes().all(|b| b.is_ascii_alphanumeric() || b == b'_')
}

#[cfg(test)]
mod tests {
    use clap::ValueEnum;

    use super::*;

    #[test]
    fn the_formats_have_the_names_of_the_contract() {
        let names: Vec<_> = Format::value_variants()
            .iter()
            .map(|format| format.to_possible_value().unwrap().get_name().to_owned())
            .collect();
        assert_eq!(names, ["bash", "zsh", "fish", "powershell", "cmd", "json", "dotenv"]);
    }

    #[test]
    fn control_characters_are_refused_everywhere() {
        for format in Format::value_variants() {
            for value in ["a\0b", "a\nb", "\r", "a\tb", "\u{1b}[2J", "\u{7f}", "\u{9b}"] {
                let refused = format.render(&[Change::Set("A", "b"), Change::Set("NAME", value)]).err();
                let why = "it holds a control character";
                assert_eq!(
                    refused,
                    Some(Unrepresentable { name: "NAME".into(), why }),
                    "{format:?} {value:?}"
                );
            }
        }
    }

    #[test]
    fn what_is_no_name_is_refused() {
        for name in ["", "1A", "A B", "A;id", "A-B", "A[0]", "Ä"] {
            assert!(Format::Bash.render(&[Change::Set(name, "x")]).is_err(), "{name}");
            assert!(Format::Bash.render(&[Change::Remove(name)]).is_err(), "{name}");
        }
    }

    #[test]
    fn only_shells_that_evaluate_a_substitution_are_told_to_fail() {
        for format in Format::value_variants() {
            let shell = matches!(format, Format::Bash | Format::Zsh | Format::Fish);
            assert_eq!(format.on_failure(), if shell { "false\n" } else { "" });
        }
    }

    #[test]
    fn the_worst_values_fit_the_buffer() {
        let quotes = "'".repeat(1000);
        for format in [Format::Bash, Format::Zsh, Format::Fish, Format::PowerShell, Format::Json] {
            let _ = format.render(&[Change::Set("N", &quotes), Change::Remove("N")]).unwrap();
        }
    }

    #[test]
    fn the_error_names_the_variable_and_a_way_out_but_no_value() {
        let refused = Format::Cmd.render(&[Change::Set("NAME", "50%")]).unwrap_err();
        let error = Error::from(refused.clone());
        assert_eq!(error.status, Status::Failure);
        assert!(error.what.contains("NAME") && error.hint.is_some());
        assert!(!format!("{refused} {error:?}").contains("50%"));
    }
}

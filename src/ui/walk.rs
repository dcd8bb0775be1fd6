//! The Python tool's walk-through: its questions, in its words and its order, a line each. Scripts answer them on stdin,
//! people at the terminal. Secrets are the terminal's, as getpass(3) has it, and stdin's where there is none.

use std::cell::{Cell, RefCell};
use std::io::{self, IsTerminal as _};

use secrecy::{ExposeSecret as _, SecretString};
use zeroize::Zeroizing;

use super::nobody::Nobody;
use super::terminal::Terminal;
use super::{Question, Ui};
use crate::config::Key;
use crate::error::{Error, Result};
use crate::{output, stdin};

/// The longest answer, in bytes.
const LONGEST: usize = 4096;

const RULE: &str = "-----------------------------------------------------------------------";

pub(super) struct Walk {
    /// Lines of stdin answer: it is no terminal, and has not come to its end. Nothing is read ahead: what is not asked for
    /// belongs to whoever comes next.
    lines: Cell<bool>,
    terminal: Option<Terminal>,
    nobody: Nobody,
    /// The factor that was picked serves the next rounds as well.
    factor: RefCell<Option<String>>,
}

impl Walk {
    pub fn new(terminal: Option<Terminal>) -> Self {
        Self {
            lines: Cell::new(!io::stdin().is_terminal() && !is_nothing()),
            terminal,
            nobody: Nobody::no_terminal(),
            factor: RefCell::new(None),
        }
    }

    /// A line, which may be empty.
    fn line(&self, question: &Question, words: &str) -> Result<String> {
        if let Some(line) = self.line_of_stdin(words)? {
            return Ok(line.trim().to_owned());
        }
        match &self.terminal {
            Some(terminal) => terminal.line(words),
            None => self.nobody.refuse(question),
        }
    }

    fn line_of_stdin(&self, words: &str) -> Result<Option<Zeroizing<String>>> {
        if !self.lines.get() {
            return Ok(None);
        }
        output::ask(&format!("{words} "));
        // Room at once, so that a growing buffer leaves no copies.
        let mut line = Zeroizing::new(Vec::with_capacity(LONGEST));
        let ended = loop {
            match read_byte()? {
                Some(b'\n') => break false,
                Some(byte) if line.len() < LONGEST => line.push(byte),
                Some(_) => {}
                None => break true,
            }
        };
        output::ask("\n");
        self.lines.set(!ended);
        let line = String::from_utf8_lossy(&line).into_owned();
        Ok((!ended || !line.is_empty()).then(|| Zeroizing::new(line)))
    }

    /// What goes before a question, where that is drawn.
    fn show(&self, text: &str) {
        match &self.terminal {
            Some(terminal) if !self.lines.get() => terminal.show(text),
            _ => output::ask(text),
        }
    }

    /// The row of a number, or of words that only it has.
    fn row(rows: &[String], answer: &str) -> Option<usize> {
        if let Ok(number) = answer.parse::<usize>() {
            return (number < rows.len()).then_some(number);
        }
        let mut found =
            rows.iter().enumerate().filter(|(_, row)| row.contains(answer)).map(|(index, _)| index);
        found.next().filter(|_| !answer.is_empty() && found.next().is_none())
    }
}

/// The question in the Python tool's words.
fn words(question: &Question) -> String {
    match question.key {
        Some(Key::Username) => "OneLogin Username:".to_owned(),
        Some(Key::Password) => "OneLogin Password:".to_owned(),
        Some(Key::AppId) => "AWS App ID:".to_owned(),
        Some(Key::Subdomain) => "Onelogin Instance Sub Domain:".to_owned(),
        Some(Key::Otp) => {
            format!("Enter the OTP Token for {}:", question.what.trim_start_matches("Code of "))
        }
        _ => format!("{}:", question.what),
    }
}

impl Ui for Walk {
    fn absent(&self) -> Option<&str> {
        if self.lines.get() || self.terminal.is_some() { None } else { self.nobody.absent() }
    }

    fn text(&self, question: &Question) -> Result<String> {
        loop {
            let answer = self.line(question, &words(question))?;
            if !answer.is_empty() {
                return Ok(answer);
            }
        }
    }

    fn text_or(&self, question: &Question, default: &str) -> Result<String> {
        let answer = self.line(question, &format!("{} ({default}):", question.what))?;
        Ok(if answer.is_empty() { default.to_owned() } else { answer })
    }

    fn secret(&self, question: &Question) -> Result<SecretString> {
        let words = words(question);
        loop {
            let answer = match &self.terminal {
                Some(terminal) => terminal.hidden(&words)?,
                None => match self.line_of_stdin(&words)? {
                    Some(line) => line.trim_end_matches('\r').into(),
                    None => self.nobody.refuse(question)?,
                },
            };
            if !answer.expose_secret().is_empty() {
                return Ok(answer);
            }
        }
    }

    fn pick(&self, question: &Question, rows: Vec<String>) -> Result<usize> {
        let is_factor = question.key == Some(Key::MfaDevice);
        if is_factor && let Some(row) = rows.iter().position(|row| Some(row) == self.factor.borrow().as_ref())
        {
            return Ok(row);
        }
        let (title, what) = if is_factor {
            ("MFA Required\nAuthenticate using one of these devices:".to_owned(), "MFA Device")
        } else {
            (format!("Available {}s", question.what), question.what.as_str())
        };
        let list: String =
            rows.iter().enumerate().map(|(index, row)| format!(" {index} | {row}\n")).collect();
        self.show(&format!("\n{title}\n{RULE}\n{list}{RULE}\n"));
        let words = format!("Select the desired {what} [0-{}]:", rows.len().saturating_sub(1));
        loop {
            let answer = self.line(question, &words)?;
            if let Some(row) = Self::row(&rows, &answer) {
                if is_factor {
                    *self.factor.borrow_mut() = Some(rows[row].clone());
                }
                return Ok(row);
            }
        }
    }

    fn confirm(&self, question: &Question, _: bool) -> Result<bool> {
        loop {
            match self.line(question, &format!("{}  (y/n)", question.what))?.to_lowercase().as_str() {
                "y" => return Ok(true),
                "n" => return Ok(false),
                _ => {}
            }
        }
    }

    fn waiting(&self, line: Option<&str>) {
        match &self.terminal {
            Some(terminal) => terminal.waiting(line),
            None => self.nobody.waiting(line),
        }
    }

    fn pressed_enter(&self) -> bool {
        // The next line of stdin answers the next question, and no other.
        !self.lines.get() && self.terminal.as_ref().is_some_and(Terminal::pressed_enter)
    }
}

/// Nothing will ever come from it: `/dev/null`, or a closed one.
#[cfg(unix)]
fn is_nothing() -> bool {
    use nix::sys::stat::{SFlag, fstat};
    fstat(io::stdin())
        .map_or(true, |stat| SFlag::from_bits_truncate(stat.st_mode) & SFlag::S_IFMT == SFlag::S_IFCHR)
}

#[cfg(not(unix))]
fn is_nothing() -> bool {
    false
}

/// One byte; none at the end, or where there is no stdin to read.
fn read_byte() -> Result<Option<u8>> {
    match stdin::byte() {
        Err(error) if error.kind() == io::ErrorKind::Interrupted => Err(Error::interrupted()),
        read => Ok(read.unwrap_or_default()),
    }
}

//! The Python tool's walk-through: its questions, in its words and its order, a line each. Scripts answer them on stdin,
//! people at the terminal. Secrets are the terminal's, as getpass(3) has it, and stdin's where there is none.

use std::cell::RefCell;
use std::io::{self, BufRead as _, BufReader, IsTerminal as _, Stdin};

use secrecy::{ExposeSecret as _, SecretString};
use zeroize::Zeroizing;

use super::nobody::Nobody;
use super::terminal::Terminal;
use super::{Question, Ui};
use crate::config::Key;
use crate::error::Result;
use crate::output;

const RULE: &str = "-----------------------------------------------------------------------";

pub(super) struct Walk {
    /// None: it is the terminal, or has come to its end.
    stdin: RefCell<Option<BufReader<Stdin>>>,
    terminal: Option<Terminal>,
    nobody: Nobody,
    /// The factor that was picked serves the next rounds as well.
    factor: RefCell<Option<String>>,
}

impl Walk {
    pub fn new(terminal: Option<Terminal>) -> Self {
        let mut stdin = (!io::stdin().is_terminal()).then(|| BufReader::new(io::stdin()));
        if stdin.as_mut().is_some_and(is_at_its_end) {
            stdin = None;
        }
        Self {
            stdin: RefCell::new(stdin),
            terminal,
            nobody: Nobody::no_terminal(),
            factor: RefCell::new(None),
        }
    }

    /// A line, which may be empty.
    fn line(&self, question: &Question, words: &str) -> Result<String> {
        if let Some(line) = self.line_of_stdin(words) {
            return Ok(line.trim().to_owned());
        }
        match &self.terminal {
            Some(terminal) => terminal.line(words),
            None => self.nobody.refuse(question),
        }
    }

    fn line_of_stdin(&self, words: &str) -> Option<Zeroizing<String>> {
        let mut stdin = self.stdin.borrow_mut();
        let lines = stdin.as_mut()?;
        output::ask(&format!("{words} "));
        let mut line = Zeroizing::new(String::with_capacity(4096));
        let read = lines.read_line(&mut line);
        output::ask("\n");
        if read.is_ok_and(|count| count > 0) {
            return Some(line);
        }
        *stdin = None;
        None
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
        if self.stdin.borrow().is_some() || self.terminal.is_some() { None } else { self.nobody.absent() }
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
                None => match self.line_of_stdin(&words) {
                    Some(line) => line.trim_end_matches(['\r', '\n']).into(),
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
        output::ask(&format!("\n{title}\n{RULE}\n{list}{RULE}\n"));
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
        self.stdin.borrow().is_none() && self.terminal.as_ref().is_some_and(Terminal::pressed_enter)
    }
}

/// Nothing will ever come from it: `/dev/null`, a closed one. A pipe that is silent may still speak.
#[cfg(unix)]
fn is_at_its_end(stdin: &mut BufReader<Stdin>) -> bool {
    use std::os::fd::AsFd as _;

    use nix::poll::{PollFd, PollFlags, PollTimeout, poll};

    let has_something = {
        let input = io::stdin();
        let mut fds = [PollFd::new(input.as_fd(), PollFlags::POLLIN)];
        poll(&mut fds, PollTimeout::ZERO).is_ok_and(|count| count > 0)
    };
    has_something && stdin.fill_buf().map_or(true, <[u8]>::is_empty)
}

#[cfg(not(unix))]
fn is_at_its_end(_: &mut BufReader<Stdin>) -> bool {
    false
}

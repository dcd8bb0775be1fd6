//! The terminal device itself, never stdin or stdout: those belong to what runs us (contract §5).
//!
//! inquire draws on stderr and reads what crossterm finds, stdin or `/dev/tty`. Where stderr goes elsewhere, it
//! is pointed at the terminal for as long as a prompt lasts.

use std::fs::File;
use std::io::{self, Write as _};

use inquire::error::InquireError;
use inquire::ui::RenderConfig;
use inquire::{Confirm, Password, PasswordDisplayMode, Select, Text};
use secrecy::{ExposeSecret as _, SecretString};

use super::{Question, Ui};
use crate::env::Env;
use crate::error::{Error, Result, Status};
use crate::output::printable;

pub(super) struct Terminal {
    device: File,
    colour: bool,
}

impl Terminal {
    /// # Errors
    /// The process has no terminal.
    pub fn open(env: &Env) -> io::Result<Self> {
        let colour = env.get("NO_COLOR").is_none() && env.get("TERM") != Some("dumb");
        Ok(Self { device: device()?, colour })
    }

    fn style(&self) -> RenderConfig<'static> {
        if self.colour { RenderConfig::default_colored() } else { RenderConfig::empty() }
    }

    /// Runs a prompt that is drawn on the terminal.
    fn prompt<T>(&self, prompt: impl FnOnce() -> std::result::Result<T, InquireError>) -> Result<T> {
        let _drawn_here = OnStderr::put(&self.device);
        prompt().map_err(|error| match error {
            InquireError::OperationInterrupted | InquireError::OperationCanceled => Error::interrupted(),
            other => Error::new(Status::Ask, "the terminal cannot be used to ask")
                .because(other)
                .hint("--no-input names what is missing, and how to give it"),
        })
    }

    fn write(&self, text: &str) {
        // A terminal that has gone is noticed by the next prompt.
        let _ = (&self.device).write_all(text.as_bytes());
    }
}

impl Terminal {
    /// A line, which may be empty.
    pub fn line(&self, message: &str) -> Result<String> {
        let message = printable(message);
        let answer = self.prompt(|| Text::new(&message).with_render_config(self.style()).prompt())?;
        Ok(answer.trim().to_owned())
    }

    /// Lines that stand above a question.
    pub fn show(&self, text: &str) {
        let lines: Vec<_> = text.split('\n').map(printable).collect();
        self.write(&lines.join("\r\n"));
    }

    /// A line that is not shown, and may be empty.
    pub fn hidden(&self, message: &str) -> Result<SecretString> {
        let message = printable(message);
        let prompt = Password::new(&message)
            .with_display_mode(PasswordDisplayMode::Hidden)
            .without_confirmation()
            .with_render_config(self.style());
        Ok(self.prompt(|| prompt.prompt())?.into())
    }
}

impl Ui for Terminal {
    fn absent(&self) -> Option<&str> {
        None
    }

    fn text(&self, question: &Question) -> Result<String> {
        loop {
            let answer = self.line(&format!("{}:", question.what))?;
            if !answer.is_empty() {
                return Ok(answer);
            }
        }
    }

    fn text_or(&self, question: &Question, otherwise: &str) -> Result<String> {
        let what = &question.what;
        let answer = self.line(&match otherwise {
            "" => format!("{what}:"),
            known => format!("{what} [{known}]:"),
        })?;
        Ok(if answer.is_empty() { otherwise.to_owned() } else { answer })
    }

    fn secret(&self, question: &Question) -> Result<SecretString> {
        loop {
            let answer = self.hidden(&format!("{}:", question.what))?;
            if !answer.expose_secret().is_empty() {
                return Ok(answer);
            }
        }
    }

    fn pick(&self, question: &Question, rows: Vec<String>) -> Result<usize> {
        let message = format!("{}:", printable(&question.what));
        let rows: Vec<String> = rows.iter().map(|row| printable(row).into_owned()).collect();
        // Each word that is typed must be found, wherever it stands.
        let scorer = |typed: &str, row: &String, text: &str, index: usize| {
            typed.split_whitespace().map(|word| Select::DEFAULT_SCORER(word, row, text, index)).sum()
        };
        let select = Select::new(&message, rows)
            .with_scorer(&scorer)
            .with_page_size(12)
            .with_help_message("type to filter, ↑↓ to move, Enter to choose, Esc to leave")
            .with_render_config(self.style());
        Ok(self.prompt(|| select.raw_prompt())?.index)
    }

    fn confirm(&self, question: &Question, default: bool) -> Result<bool> {
        let question = printable(&question.what);
        let confirm = Confirm::new(&question).with_default(default).with_render_config(self.style());
        Ok(self.prompt(|| confirm.prompt_skippable())?.unwrap_or(false))
    }

    fn waiting(&self, line: Option<&str>) {
        // A line that wraps could not be taken away again.
        let width = terminal_size::terminal_size_of(&self.device)
            .map_or(80, |(width, _)| usize::from(width.0.max(2)));
        let line: String = line.map(printable).unwrap_or_default().chars().take(width - 1).collect();
        // CR, then erase to the end of the line (ECMA-48, EL).
        self.write(&format!("\r\u{1b}[K{line}"));
    }

    fn pressed_enter(&self) -> bool {
        pressed_enter(&self.device)
    }
}

#[cfg(unix)]
fn device() -> io::Result<File> {
    File::options().read(true).write(true).open("/dev/tty")
}

#[cfg(not(unix))]
fn device() -> io::Result<File> {
    use std::io::IsTerminal as _;
    if !io::stdin().is_terminal() || !io::stderr().is_terminal() {
        return Err(io::ErrorKind::Unsupported.into());
    }
    File::options().read(true).write(true).open("CONOUT$")
}

/// In the terminal's line mode, there is something to read once Enter was pressed.
#[cfg(unix)]
fn pressed_enter(device: &File) -> bool {
    use std::io::Read as _;
    use std::os::fd::AsFd as _;

    use nix::poll::{PollFd, PollFlags, PollTimeout, poll};

    let mut fds = [PollFd::new(device.as_fd(), PollFlags::POLLIN)];
    let readable = poll(&mut fds, PollTimeout::ZERO).is_ok_and(|count| count > 0);
    let mut line: &File = device;
    readable && line.read(&mut [0; 256]).is_ok_and(|count| count > 0)
}

#[cfg(not(unix))]
fn pressed_enter(_: &File) -> bool {
    false
}

/// stderr, pointed at the terminal until dropped.
#[cfg(unix)]
struct OnStderr(Option<std::os::fd::OwnedFd>);

#[cfg(unix)]
impl OnStderr {
    fn put(device: &File) -> Self {
        use std::io::IsTerminal as _;
        if io::stderr().is_terminal() {
            return Self(None);
        }
        let kept = nix::unistd::dup(io::stderr()).ok();
        if kept.is_some() {
            let _ = nix::unistd::dup2_stderr(device);
        }
        Self(kept)
    }
}

#[cfg(unix)]
impl Drop for OnStderr {
    fn drop(&mut self) {
        if let Some(kept) = &self.0 {
            let _ = nix::unistd::dup2_stderr(kept);
        }
    }
}

#[cfg(not(unix))]
struct OnStderr;

#[cfg(not(unix))]
impl OnStderr {
    fn put(_: &File) -> Self {
        Self
    }
}

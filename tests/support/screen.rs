//! A run with a terminal of its own. Every one ends with the terminal as it was (contract §8, rule 7).

use std::io::{ErrorKind, Write as _};
use std::os::unix::process::ExitStatusExt as _;
use std::process::{Command, ExitStatus};
use std::time::{Duration, Instant};

use expectrl::Session;
use expectrl::process::unix::WaitStatus;
use expectrl::session::OsSession;

use super::{Before, Case, PATIENCE, Ran};

/// The key ↓.
pub const DOWN: &str = "\u{1b}[B";

const SCRIPT: &str = r#"
trap : INT
stty echo
stty -a >"$HOME/stty.before"
if [ -n "$STDERR" ]; then exec 2>"$STDERR"; fi
if [ -n "$STDIN" ]; then exec <"$STDIN"; fi
"$@" >"$HOME/stdout"
status=$?
stty -a >"$HOME/stty.after" </dev/tty
exit $status
"#;

pub struct Screen<'a> {
    case: &'a Case<'a>,
    before: Before,
    session: OsSession,
    /// Everything drawn so far.
    drawn: Vec<u8>,
    /// How much of its text was looked at.
    at: usize,
}

impl<'a> Case<'a> {
    /// Starts ol-aws on a terminal; stdout goes elsewhere, and so does a stdin that was set; stderr does not.
    pub fn on_terminal(&'a self) -> Screen<'a> {
        self.script_on_terminal(&["ol-aws"])
    }

    /// The same for a script in which `ol-aws` is the binary, with these words of a shell.
    pub fn script_on_terminal(&'a self, words: &[&str]) -> Screen<'a> {
        let mut command = Command::new("/bin/sh");
        command.args(["-c", SCRIPT, "sh"]).args(words).args(&self.args);
        self.prepare(&mut command);
        self.binary_on_path(&mut command);
        command.env("TERM", "xterm");
        if !self.stdin.is_empty() {
            std::fs::write(self.path("stdin"), &self.stdin).expect("a file for stdin");
            command.env("STDIN", self.path("stdin"));
        }
        if self.stderr_apart {
            command.env("STDERR", self.path("stderr"));
        }
        self.open(command)
    }

    /// Starts an interactive shell, with these words, in which `ol-aws` is the binary.
    pub fn shell_on_terminal(&'a self, words: &[&str]) -> Screen<'a> {
        let mut command = Command::new(words[0]);
        command.args(&words[1..]);
        self.prepare(&mut command);
        self.binary_on_path(&mut command);
        command.env("TERM", "xterm");
        self.open(command)
    }

    fn open(&'a self, command: Command) -> Screen<'a> {
        let before = self.before();
        let session = Session::spawn(command).expect("a pseudo-terminal");
        Screen { case: self, before, session, drawn: Vec::new(), at: 0 }
    }
}

impl Screen<'_> {
    /// Waits until these words are drawn, after those that were waited for before.
    #[track_caller]
    pub fn sees(&mut self, words: &str) -> &mut Self {
        let deadline = Instant::now() + Duration::from_secs(20);
        loop {
            let text = self.text();
            if let Some(found) = text[self.at..].find(words) {
                self.at += found + words.len();
                return self;
            }
            let open = self.read();
            assert!(open && Instant::now() < deadline, "`{words}` was not drawn:\n{text}");
        }
    }

    pub fn types(&mut self, keys: &str) -> &mut Self {
        self.session.get_stream_mut().write_all(keys.as_bytes()).expect("a terminal that takes keys");
        self
    }

    /// What was drawn, as it was.
    pub fn drawn(&self) -> String {
        String::from_utf8_lossy(&self.drawn).into_owned()
    }

    /// What was drawn, without escape sequences.
    pub fn text(&self) -> String {
        plain(&String::from_utf8_lossy(&self.drawn))
    }

    /// Waits for the end.
    #[track_caller]
    pub fn ends(&mut self) -> Ran {
        let deadline = Instant::now() + PATIENCE;
        while self.read() {
            assert!(Instant::now() < deadline, "it did not end:\n{}", self.text());
        }
        let WaitStatus::Exited(pid, code) = self.session.get_process().wait().expect("a status") else {
            panic!("the shell was killed:\n{}", self.text());
        };
        let stdout = std::fs::read(self.case.path("stdout")).expect("the file for stdout");
        let status = ExitStatus::from_raw(code << 8);
        let before = std::mem::replace(&mut self.before, self.case.before());
        let ran = self.case.ran(before, status, stdout, self.text(), pid.as_raw().cast_unsigned());
        let [was, is] =
            ["before", "after"].map(|when| std::fs::read_to_string(self.case.path(&format!("stty.{when}"))));
        assert_eq!(was.unwrap(), is.unwrap(), "the terminal is not as it was\n{ran}");
        ran
    }

    /// Waits for the end of an interactive shell, whatever its status.
    #[track_caller]
    pub fn closes(&mut self) {
        let deadline = Instant::now() + PATIENCE;
        while self.read() {
            assert!(Instant::now() < deadline, "it did not end:\n{}", self.text());
        }
    }

    /// Reads what there is; false at the end.
    fn read(&mut self) -> bool {
        let mut buffer = [0; 4096];
        match self.session.try_read(&mut buffer) {
            Ok(0) => return false,
            Ok(count) => self.drawn.extend(&buffer[..count]),
            Err(error) if error.kind() == ErrorKind::WouldBlock => {
                std::thread::sleep(Duration::from_millis(10));
            }
            // Linux answers EIO once nobody holds the other end.
            Err(_) => return false,
        }
        true
    }
}

/// Takes out escape sequences (ECMA-48: CSI, OSC, and the choice of a character set) and carriage returns.
fn plain(drawn: &str) -> String {
    let mut text = String::new();
    let mut letters = drawn.chars().peekable();
    while let Some(letter) = letters.next() {
        if letter == '\u{1b}' && letters.next_if_eq(&'[').is_some() {
            while letters.next().is_some_and(|letter| !('\u{40}'..='\u{7e}').contains(&letter)) {}
        } else if letter == '\u{1b}' && letters.next_if_eq(&'(').is_some() {
            letters.next();
        } else if letter == '\u{1b}' && letters.next_if_eq(&']').is_some() {
            while letters.next().is_some_and(|letter| letter != '\u{7}') {}
        } else if letter != '\r' {
            text.push(letter);
        }
    }
    text
}

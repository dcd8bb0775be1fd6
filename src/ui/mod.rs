//! Asking a person. The flow knows only this trait; whether there is a terminal is settled once, here.

mod nobody;
mod terminal;
mod walk;

use secrecy::SecretString;

use crate::config::Key;
use crate::env::Env;
use crate::error::Result;

/// Something that must be known to go on.
pub struct Question {
    /// As the person sees it: `OneLogin user name`.
    pub what: String,
    /// How to answer it beforehand.
    pub ways: String,
    /// The setting that it is about, if it is about one.
    pub key: Option<Key>,
}

impl Question {
    pub fn about(key: Key, what: impl Into<String>) -> Self {
        Self { what: what.into(), ways: key.ways(), key: Some(key) }
    }
}

/// A person at a terminal, or nobody.
pub trait Ui {
    /// Why nobody can answer; none where somebody can.
    fn absent(&self) -> Option<&str>;

    /// Whether somebody can answer.
    fn present(&self) -> bool {
        self.absent().is_none()
    }

    /// A line of text.
    ///
    /// # Errors
    /// Nobody is there (status 8), or Ctrl-C.
    fn text(&self, question: &Question) -> Result<String>;

    /// A line of text; Enter alone is `otherwise`, which may be nothing.
    ///
    /// # Errors
    /// As [`Ui::text`].
    fn text_or(&self, question: &Question, otherwise: &str) -> Result<String>;

    /// A line that is not shown.
    ///
    /// # Errors
    /// As [`Ui::text`].
    fn secret(&self, question: &Question) -> Result<SecretString>;

    /// One of several; the row's index.
    ///
    /// # Errors
    /// As [`Ui::text`].
    fn pick(&self, question: &Question, rows: Vec<String>) -> Result<usize>;

    /// Yes or no; Enter alone is `default`, Esc is no.
    ///
    /// # Errors
    /// As [`Ui::text`].
    fn confirm(&self, question: &Question, default: bool) -> Result<bool>;

    /// A line that stands while something is waited for, replaced by the next; `None` takes it away.
    fn waiting(&self, line: Option<&str>);

    /// Whether the person has pressed Enter since the last prompt.
    fn pressed_enter(&self) -> bool;
}

/// The Python tool's walk-through, at the terminal or from stdin, unless asking is off.
pub fn walk(env: &Env) -> Box<dyn Ui> {
    if is_off(env) {
        return Box::new(nobody::Nobody::asking_is_off());
    }
    Box::new(walk::Walk::new(terminal::Terminal::open(env).ok()))
}

fn is_off(env: &Env) -> bool {
    env.get("OL_AWS_NO_INPUT").is_some_and(|value| !matches!(value, "0" | "false" | "no"))
}

/// The person at the terminal of this process, unless asking is off.
pub fn person(env: &Env, no_input: bool) -> Box<dyn Ui> {
    if no_input || is_off(env) {
        return Box::new(nobody::Nobody::asking_is_off());
    }
    match terminal::Terminal::open(env) {
        Ok(terminal) => Box::new(terminal),
        Err(_) => Box::new(nobody::Nobody::no_terminal()),
    }
}

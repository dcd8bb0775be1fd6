//! Nobody to ask: each question is refused with the ways to answer it beforehand.

use std::cell::Cell;

use secrecy::SecretString;

use super::{Question, Ui};
use crate::error::{Error, Result, Status};
use crate::output;

pub(super) struct Nobody {
    why: &'static str,
    told: Cell<bool>,
}

impl Nobody {
    pub fn asking_is_off() -> Self {
        Self { why: "asking is off (--no-input or OL_AWS_NO_INPUT)", told: Cell::new(false) }
    }

    pub fn no_terminal() -> Self {
        Self { why: "there is no terminal to ask at", told: Cell::new(false) }
    }

    pub fn refuse<T>(&self, question: &Question) -> Result<T> {
        Err(Error::new(Status::Ask, format!("{} is needed", question.what))
            .because(self.why)
            .hint(format!("give it with {}", question.ways)))
    }
}

impl Ui for Nobody {
    fn absent(&self) -> Option<&str> {
        Some(self.why)
    }

    fn text(&self, question: &Question) -> Result<String> {
        self.refuse(question)
    }

    fn text_or(&self, question: &Question, _: &str) -> Result<String> {
        self.refuse(question)
    }

    fn secret(&self, question: &Question) -> Result<SecretString> {
        self.refuse(question)
    }

    fn pick(&self, question: &Question, _: Vec<String>) -> Result<usize> {
        self.refuse(question)
    }

    fn confirm(&self, question: &Question, _: bool) -> Result<bool> {
        self.refuse(question)
    }

    fn waiting(&self, line: Option<&str>) {
        // A log wants one line, not one a second.
        if let Some(line) = line
            && !self.told.replace(true)
        {
            output::info(line);
        }
    }

    fn pressed_enter(&self) -> bool {
        false
    }
}

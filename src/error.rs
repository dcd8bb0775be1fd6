//! What a failure is to a user: an exit status, what happened, why, and what to do about it.
//!
//! Owns the exit-status table (contract §6). Does not print: [`crate::output`] does.

use std::fmt;

use serde::{Deserialize, Serialize};

/// The exit statuses of the contract, §6. `exec` has three more of its own, in its command.
#[derive(Clone, Copy, Debug, Deserialize, Eq, PartialEq, Serialize)]
pub enum Status {
    /// Anything that no other status stands for.
    Failure = 1,
    /// Usage or settings.
    Usage = 2,
    /// OneLogin refused the sign-in.
    SignIn = 3,
    /// MFA refused, denied, or not answered in time.
    Mfa = 4,
    /// No such role, several, or none at all.
    Role = 5,
    /// AWS refused.
    Aws = 6,
    /// Network, time-out, or a reply that makes no sense.
    Network = 7,
    /// Something must be asked, and there is nobody to ask.
    Ask = 8,
    /// Ctrl-C.
    Interrupted = 130,
}

impl Status {
    /// The number that the process exits with.
    pub fn code(self) -> u8 {
        self as u8
    }
}

/// What of a sign-in a service found wrong, where it says so: a person can be asked for that again.
#[derive(Clone, Copy, Debug, Deserialize, Eq, PartialEq, Serialize)]
pub enum Wrong {
    Subdomain,
    /// Client id and client secret, or the region they are of.
    Credential,
    Username,
    /// User name and password: no service says which.
    Password,
    App,
    /// AWS does not let this user into the role.
    User,
    /// The role is gone, or not what it was.
    Role,
}

/// One failure, in the three lines that a user reads: `WHAT`, `because: …`, `hint: …`.
///
/// The texts may hold what a service sent: they are made safe for a terminal where they are printed.
#[derive(Clone, Debug, Deserialize, Serialize)]
pub struct Error {
    pub status: Status,
    pub what: String,
    pub because: Option<String>,
    pub hint: Option<String>,
    #[serde(default)]
    pub wrong: Option<Wrong>,
}

pub type Result<T, E = Error> = std::result::Result<T, E>;

impl Error {
    pub fn new(status: Status, what: impl Into<String>) -> Self {
        Self { status, what: what.into(), because: None, hint: None, wrong: None }
    }

    /// A usage or settings failure, the most common kind.
    pub fn usage(what: impl Into<String>) -> Self {
        Self::new(Status::Usage, what)
    }

    /// Ctrl-C, at a prompt or while waiting.
    pub fn interrupted() -> Self {
        Self::new(Status::Interrupted, "interrupted")
    }

    /// What happened and why, for a warning: a failure that did not stop the command.
    pub fn in_a_line(&self) -> String {
        self.because.as_ref().map_or_else(|| self.what.clone(), |because| format!("{}: {because}", self.what))
    }

    #[must_use]
    pub fn because(mut self, cause: impl fmt::Display) -> Self {
        self.because = Some(cause.to_string());
        self
    }

    #[must_use]
    pub fn hint(mut self, hint: impl Into<String>) -> Self {
        self.hint = Some(hint.into());
        self
    }

    #[must_use]
    pub fn wrong(mut self, wrong: impl Into<Option<Wrong>>) -> Self {
        self.wrong = wrong.into();
        self
    }
}

impl fmt::Display for Error {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.what)
    }
}

impl std::error::Error for Error {}

//! What can go wrong with OneLogin, and what each means to a user. The one place that reads its error messages.

use std::time::Duration;

use jiff::SignedDuration;

use crate::error::{Error, Status, Wrong};
use crate::http::BodyError;

/// The call that failed.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub enum Step {
    Token,
    Assertion,
    Verify,
    Revoke,
}

/// How long a refusal counts.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub enum Lasting {
    ForGood,
    ForNow,
}

impl Lasting {
    pub fn for_long(self) -> Option<SignedDuration> {
        match self {
            Self::ForGood => None,
            Self::ForNow => Some(SignedDuration::from_secs(30)),
        }
    }
}

/// Words that are about the user, and not about the access token.
const USER: &[&str] =
    &["user", "password", "locked", "expired", "app ", "subdomain", "ip address", "current ip"];

/// A call that brought nothing.
#[derive(Debug, thiserror::Error)]
pub enum OneLoginError {
    /// A 4xx with the service's words.
    #[error("{message}")]
    Refused { step: Step, status: u16, message: String },
    #[error("OneLogin allows no more requests now")]
    RateLimited { retry_after: Option<u64> },
    /// A 5xx.
    #[error("OneLogin answered {status}")]
    Unavailable { step: Step, status: u16 },
    /// A 3xx: nothing that carries a credential follows it.
    #[error("OneLogin answered with a redirect ({status})")]
    Redirect { status: u16 },
    /// A 2xx that is none of the shapes known.
    #[error("OneLogin's reply makes no sense")]
    Senseless { step: Step, message: String },
    #[error("{0}")]
    Network(String),
    /// The person's part included.
    #[error("the sign-in took over {} s", .0.as_secs())]
    TooLate(Duration),
    /// The client id or secret cannot stand in a header.
    #[error("the client id or secret has characters that cannot be sent")]
    Unsendable,
}

impl OneLoginError {
    /// The sign-in took too long between assertion and verify; it starts again.
    pub fn is_expired_state(&self) -> bool {
        self.says("state token")
    }

    /// A typed code that was not right. A denied push is refused alike, but only its caller knows which it was.
    pub fn is_refused_factor(&self) -> bool {
        matches!(self, Self::Refused { step: Step::Verify, status: 400 | 401, .. })
            && !["state token", "device", "app", "authentication failure"]
                .iter()
                .any(|words| self.says(words))
    }

    /// The access token was refused, before anybody looked at the password; of a new one nobody says that, of a kept
    /// one whatever does not speak of the user may mean it.
    pub fn may_be_the_token(&self) -> bool {
        matches!(self, Self::Refused { status: 401 | 403, .. }) && !USER.iter().any(|words| self.says(words))
    }

    /// Whether the same password is of no use any more, and for how long. A wrong one is for good: a refusal that says
    /// so, or that does not say what else was wrong. A user who is kept out may be let in again at any time, but whoever
    /// waited for this sign-in need not knock as well.
    pub fn refused_password(&self) -> Option<Lasting> {
        const ELSE: &[&str] =
            &["authentication failure", "app ", "subdomain", "ip address", "current ip", "empty"];
        const STATE: &[&str] = &["locked", "expired", "disabled", "suspended"];
        let says = |words: &[&str]| words.iter().any(|words| self.says(words));
        match self {
            Self::Refused { step: Step::Assertion, status: 401 | 403, .. } if says(STATE) => {
                Some(Lasting::ForNow)
            }
            Self::Refused { step: Step::Assertion, status: 401 | 403, .. } if !says(ELSE) => {
                Some(Lasting::ForGood)
            }
            _ => None,
        }
    }

    /// What of the sign-in was wrong, where OneLogin says so.
    fn wrong(&self) -> Option<Wrong> {
        match self {
            Self::Refused { step: Step::Token, status: 400 | 401 | 403, .. } | Self::Unsendable => {
                Some(Wrong::Credential)
            }
            Self::Refused { step: Step::Assertion, .. } if self.says("subdomain") => Some(Wrong::Subdomain),
            Self::Refused { step: Step::Assertion, .. } if self.says("app ") => Some(Wrong::App),
            Self::Refused { step: Step::Assertion, .. } if self.says("username is empty") => {
                Some(Wrong::Username)
            }
            Self::Refused { step: Step::Assertion, .. } if self.says("password is empty") => {
                Some(Wrong::Password)
            }
            Self::Refused { step: Step::Assertion, .. } if self.says("authentication failure") => {
                Some(Wrong::Credential)
            }
            _ => self
                .refused_password()
                .filter(|lasting| *lasting == Lasting::ForGood)
                .map(|_| Wrong::Password),
        }
    }

    fn says(&self, words: &str) -> bool {
        matches!(self, Self::Refused { message, .. } if message.to_ascii_lowercase().contains(words))
    }

    /// What to do about a refusal of the sign-in.
    fn remedy(&self) -> &'static str {
        if self.says("locked") {
            "wait until OneLogin unlocks the user, or ask an administrator; nothing more is sent"
        } else if self.says("expired") {
            "set a new password at OneLogin's portal, then sign in again"
        } else if self.says("subdomain") {
            "check the subdomain: --onelogin-subdomain, OL_AWS_SUBDOMAIN or config.toml"
        } else if self.says("app") {
            "check the app id, and that the app is assigned to this user: --onelogin-app-id, OL_AWS_APP_ID or config.toml"
        } else if self.says("ip") && self.says("allowed") {
            "this address is not allowed; a whitelisted one can be named with --ip, or try --saml-api-version 1"
        } else if self.says("authentication failure") {
            "the API credential was refused: check client_id and client_secret, and onelogin.region"
        } else {
            "check user name and password; the password was sent once and is not tried again"
        }
    }
}

impl From<BodyError> for OneLoginError {
    fn from(error: BodyError) -> Self {
        Self::Network(error.to_string())
    }
}

impl From<OneLoginError> for Error {
    fn from(error: OneLoginError) -> Self {
        let (cause, wrong) = (error.to_string(), error.wrong());
        let told = match &error {
            OneLoginError::Refused { step: Step::Token | Step::Revoke, .. } => {
                Error::new(Status::SignIn, "OneLogin refused the API credential").because(cause).hint(
                    "check client_id and client_secret (OL_AWS_CLIENT_ID, OL_AWS_CLIENT_SECRET or config.toml), \
                     and that onelogin.region is the tenant's",
                )
            }
            OneLoginError::Refused { step: Step::Assertion, .. } => {
                Error::new(Status::SignIn, "OneLogin refused the sign-in")
                    .because(cause)
                    .hint(error.remedy())
            }
            OneLoginError::Refused { step: Step::Verify, .. } => {
                Error::new(Status::Mfa, "OneLogin refused the second factor")
                    .because(cause)
                    .hint("sign in again, or choose another factor with --mfa-device")
            }
            OneLoginError::RateLimited { retry_after } => {
                let wait = retry_after.map_or("a few minutes".to_owned(), |seconds| format!("{seconds} s"));
                Error::new(Status::Network, "OneLogin allows no more requests now")
                    .because("the account's rate limit is used up (429)")
                    .hint(format!("try again in {wait}; nothing was retried"))
            }
            OneLoginError::Unavailable { step, .. } => {
                let hint = match step {
                    Step::Token => "try again; if it stays, the API credential's creator may have been deleted: make a new one",
                    _ => "try again later; nothing was retried",
                };
                Error::new(Status::Network, "OneLogin failed").because(cause).hint(hint)
            }
            OneLoginError::Redirect { .. } => {
                Error::new(Status::Network, "OneLogin sent a redirect, which is not followed")
                    .because(cause)
                    .hint("credentials go to one host alone: check onelogin.region, onelogin.subdomain and the proxy")
            }
            OneLoginError::Senseless { message, .. } => {
                let error = Error::new(Status::Network, "OneLogin's reply makes no sense");
                let error = if message.is_empty() { error } else { error.because(message) };
                error.hint("try again; --saml-api-version 1 or 2 asks the other version")
            }
            OneLoginError::Network(_) => Error::new(Status::Network, "OneLogin cannot be reached")
                .because(cause)
                .hint("check the network, the proxy (HTTPS_PROXY) and the certificates (SSL_CERT_FILE); nothing was retried"),
            OneLoginError::TooLate(_) => Error::new(Status::Network, cause).hint("sign in again"),
            OneLoginError::Unsendable => {
                Error::usage(cause).hint("check client_id and client_secret for line breaks")
            }
        };
        told.wrong(wrong)
    }
}

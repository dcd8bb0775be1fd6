//! A SAML response as OneLogin gave it, and what it says about AWS.
//!
//! Owns the secret base64 text that STS is sent, and the reading of it: roles, times, session length.
//! Verifies no signature: STS does, and what is read here only decides what to ask of STS and when.

mod read;

use std::time::Duration;

use base64::Engine;
use base64::engine::general_purpose::STANDARD_PAD_INDIFFERENT;
use jiff::{SignedDuration, Timestamp};
use secrecy::{ExposeSecret, SecretString};
use zeroize::Zeroizing;

use crate::error::{Error, Status};
use crate::role::Role;
use read::Contents;

/// The longest `SAMLAssertion` that STS takes, in characters (API reference, `AssumeRoleWithSAML`).
const LONGEST_FOR_STS: usize = 100_000;

/// STS redeems an assertion within five minutes of its issue (IAM user guide, "Troubleshoot SAML
/// federation": "Token is expired").
const REDEEMABLE: SignedDuration = SignedDuration::from_mins(5);

/// A SAML response and what was read in it.
///
/// For some minutes it is worth the credentials of every role in it, so it is neither shown nor cloned,
/// and is wiped from memory when dropped.
pub struct Assertion {
    encoded: SecretString,
    contents: Contents,
}

/// Why a text is no SAML response that can be used. No message holds any of the text.
#[derive(Clone, Copy, Debug, Eq, PartialEq, thiserror::Error)]
pub enum SamlError {
    #[error("it is not base64")]
    NotBase64,
    #[error("it is not UTF-8")]
    NotUtf8,
    #[error("it is not XML: {why} at byte {at}")]
    NotXml { why: &'static str, at: u64 },
    #[error("it has a DOCTYPE, which a SAML message must not have")]
    Doctype,
    #[error("it refers to an entity that XML does not define")]
    Entity,
    #[error("its elements are nested too deep")]
    TooDeep,
    #[error("its assertion is encrypted")]
    Encrypted,
    #[error("it holds no SAML assertion")]
    NoAssertion,
    #[error("it has {length} characters, and AWS takes {LONGEST_FOR_STS}")]
    TooLong { length: usize },
}

impl From<SamlError> for Error {
    fn from(why: SamlError) -> Self {
        let hint = match why {
            SamlError::Encrypted => {
                "turn off the assertion's encryption in the app's SSO settings in OneLogin"
            }
            SamlError::TooLong { .. } => {
                return Self::new(Status::Aws, "the SAML response is too long for AWS")
                    .because(why)
                    .hint("ask your OneLogin administrator to send fewer roles to you with this app");
            }
            _ => "check that app_id is that of the AWS app in OneLogin, not of another app",
        };
        Self::new(Status::Network, "OneLogin sent a SAML response that makes no sense")
            .because(why)
            .hint(hint)
    }
}

/// Why an assertion offers no role.
#[derive(Clone, Debug, Eq, PartialEq, thiserror::Error)]
pub enum NoRoles {
    #[error("the SAML assertion has no AWS Role attribute")]
    NoAttribute,
    /// The `Default`, or half a pair, that OneLogin sends for a user without roles.
    #[error("OneLogin sent its placeholder for \"no role\"")]
    Placeholder,
    #[error("no value of the Role attribute is a role: {}", .0.join("; "))]
    Unusable(Vec<String>),
}

impl From<NoRoles> for Error {
    fn from(why: NoRoles) -> Self {
        let hint = match &why {
            NoRoles::NoAttribute => {
                "check that app_id is that of the AWS app in OneLogin, and that its Role parameter is in the assertion"
            }
            NoRoles::Placeholder => "ask your OneLogin administrator to give you a role of this app",
            NoRoles::Unusable(_) => {
                "a value reads arn:aws:iam::111111111111:role/NAME,arn:aws:iam::111111111111:saml-provider/NAME; \
                 ask your OneLogin administrator to mend the app's Role parameter"
            }
        };
        Self::new(Status::Role, "OneLogin offers you no AWS role with this app").because(why).hint(hint)
    }
}

impl Assertion {
    /// Reads a SAML response in base64; line breaks and space in it are dropped.
    pub fn parse(base64: SecretString) -> Result<Self, SamlError> {
        let encoded = without_space(base64);
        let text = encoded.expose_secret();
        let mut xml = Zeroizing::new(vec![0; base64::decoded_len_estimate(text.len())]);
        let length =
            STANDARD_PAD_INDIFFERENT.decode_slice(text, &mut xml).map_err(|_| SamlError::NotBase64)?;
        let contents = read::contents(&xml[..length])?;
        Ok(Self { encoded, contents })
    }

    /// The response in base64, to be kept as it is.
    pub fn encoded(&self) -> &SecretString {
        &self.encoded
    }

    /// The response in base64, to be sent to STS: an error if it is longer than STS takes.
    pub fn for_sts(&self) -> Result<&SecretString, SamlError> {
        match self.encoded.expose_secret().len() {
            length if length > LONGEST_FOR_STS => Err(SamlError::TooLong { length }),
            _ => Ok(&self.encoded),
        }
    }

    /// The roles offered, sorted, each ARN once; perhaps none.
    ///
    /// Of two pairs that differ in the provider alone, the first of the document is kept.
    pub fn roles(&self) -> &[Role] {
        &self.contents.roles
    }

    /// The roles offered, at least one; else the reason that there is none.
    pub fn some_roles(&self) -> Result<&[Role], NoRoles> {
        if !self.contents.roles.is_empty() {
            Ok(&self.contents.roles)
        } else if !self.contents.has_role_attribute {
            Err(NoRoles::NoAttribute)
        } else if self.contents.not_roles.is_empty() {
            Err(NoRoles::Placeholder)
        } else {
            Err(NoRoles::Unusable(self.contents.not_roles.clone()))
        }
    }

    /// Values of the Role attribute that are neither roles nor placeholders, shortened and not too many:
    /// to be shown. They are data from a service.
    pub fn not_roles(&self) -> &[String] {
        &self.contents.not_roles
    }

    /// Whether the Role attribute is there at all, whatever it holds.
    pub fn has_role_attribute(&self) -> bool {
        self.contents.has_role_attribute
    }

    /// When the assertion stops being valid: the earliest `Conditions/@NotOnOrAfter` (SAML core 2.0, §2.5.1.2).
    pub fn not_on_or_after(&self) -> Option<Timestamp> {
        self.contents.not_on_or_after
    }

    /// When it was issued: `Assertion/@IssueInstant` (SAML core 2.0, §2.3.3), else the response's.
    pub fn issued_at(&self) -> Option<Timestamp> {
        self.contents.assertion_issued.or(self.contents.response_issued)
    }

    /// Until when STS should take it: the earlier of [`Self::not_on_or_after`] and five minutes after
    /// [`Self::issued_at`].
    pub fn redeemable_until(&self) -> Option<Timestamp> {
        let five_minutes_on = self.issued_at().and_then(|issued| issued.checked_add(REDEEMABLE).ok());
        self.not_on_or_after().into_iter().chain(five_minutes_on).min()
    }

    /// The `SessionDuration` attribute, where it is 900–43200 seconds: STS gives no longer session than
    /// this, whatever is asked for (IAM, "Configure SAML assertions for the authentication response").
    pub fn session_duration(&self) -> Option<Duration> {
        self.contents.session_duration
    }
}

/// Drops all white space, and leaves no copy of the secret behind.
fn without_space(secret: SecretString) -> SecretString {
    let text = secret.expose_secret();
    let length = text.split_whitespace().map(str::len).sum();
    if length == text.len() {
        return secret;
    }
    // With just this capacity neither the pushes nor the box move the text, which would leave a copy.
    let mut stripped = String::with_capacity(length);
    text.split_whitespace().for_each(|part| stripped.push_str(part));
    stripped.into()
}

#[cfg(test)]
mod tests;

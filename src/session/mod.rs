//! Sessions: one role's temporary credentials, until they expire; how they are kept, and the locks around that.

mod kept;
mod key;
mod lock;
mod store;

use jiff::Timestamp;
use secrecy::SecretString;

pub use kept::{Kept, KeptSession, Owner, Refusal, forget_tenant, forget_tokens, left};
pub use key::files as key_files;
pub use lock::{Lock, take};
pub use store::{Kind, Store};

use crate::config::{ChainLink, SessionLength, SessionPolicy};

/// What STS gives.
pub struct Credentials {
    /// Names the credentials; no secret, but printed nowhere else than the credentials are.
    pub access_key_id: String,
    pub secret_access_key: SecretString,
    pub session_token: SecretString,
    pub expires_at: Timestamp,
}

/// Credentials, and the role they are for.
pub struct Session {
    pub credentials: Credentials,
    /// `alias-or-digits/` and what follows `role/` in the ARN: always a good target.
    pub label: String,
    /// 12 digits.
    pub account: String,
    /// Where it works, if one is set.
    pub region: Option<String>,
}

/// What a kept session is bound to, beside its owner. Not the region: credentials work in all of a partition's.
pub struct SessionId<'a> {
    /// Of the assertion's role, where a chain begins.
    account: String,
    path_and_name: String,
    /// What was asked for: a session of an hour does not serve who asks for twelve.
    length: String,
    chain: Vec<&'a str>,
    pub policy: &'a SessionPolicy,
    policy_parts: String,
}

impl<'a> SessionId<'a> {
    pub fn new(
        account: &str,
        path_and_name: &str,
        length: SessionLength,
        chain: &'a [ChainLink],
        policy: &'a SessionPolicy,
    ) -> Self {
        let link =
            |link: &'a ChainLink| [link.role_arn.as_str(), link.external_id.as_deref().unwrap_or_default()];
        Self {
            account: account.to_owned(),
            path_and_name: path_and_name.to_owned(),
            length: match length {
                SessionLength::Seconds(seconds) => seconds.to_string(),
                SessionLength::Max => "max".to_owned(),
            },
            chain: chain.iter().flat_map(link).collect(),
            policy,
            policy_parts: if policy.is_none() { String::new() } else { format!("{policy:?}") },
        }
    }

    /// The texts that tell it from any other.
    fn parts(&self) -> Vec<&str> {
        let mut parts = vec![self.account.as_str(), &self.path_and_name, &self.length, &self.policy_parts];
        parts.extend(&self.chain);
        parts
    }

    /// The lock under which the session is fetched: one of a few, so that no file stays behind for each role.
    pub fn lock(&self) -> String {
        let sum =
            self.parts().concat().bytes().fold(5381u32, |sum, byte| sum.wrapping_mul(33) ^ u32::from(byte));
        format!("lock-{:02}", sum % 64)
    }
}

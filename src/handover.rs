//! What a shell or a child gets, and what is taken from it (contract §5): the one place that knows the variables.

mod own;

use std::process::Command;

use secrecy::ExposeSecret as _;

use crate::session::{Credentials, Session};
use crate::shell::Change;

pub use own::Own;

/// What a session sets.
const SET: &[&str] = &[
    "AWS_ACCESS_KEY_ID",
    "AWS_SECRET_ACCESS_KEY",
    "AWS_SESSION_TOKEN",
    "AWS_CREDENTIAL_EXPIRATION",
    "AWS_REGION",
    "AWS_DEFAULT_REGION",
    "OL_AWS_ROLE",
    "OL_AWS_ACCOUNT_ID",
    "OL_AWS_EXPIRES_AT",
    "AWSUME_PROFILE",
];

/// What would be taken before or instead of a session's keys by some AWS client.
pub const SHADOWING: &[&str] = &[
    "AWS_PROFILE",
    "AWS_DEFAULT_PROFILE",
    "AWS_SECURITY_TOKEN",
    "AWS_SESSION_EXPIRATION",
    "AWS_CONTAINER_CREDENTIALS_RELATIVE_URI",
    "AWS_CONTAINER_CREDENTIALS_FULL_URI",
    "AWS_WEB_IDENTITY_TOKEN_FILE",
    "AWS_ROLE_ARN",
];

/// Our own secrets, and what is between a shell and this process: no child needs them.
const WITHHELD: &[&str] =
    &["OL_AWS_PASSWORD", "OL_AWS_CLIENT_SECRET", "OL_AWS_OTP", own::BENEATH, INTEGRATION];

/// Which scripts called this process, as `init` told the shell: true of this call, and of no child's.
pub const INTEGRATION: &str = "OL_AWS_INTEGRATION";

/// The values that a session sets.
pub struct Values {
    session: Session,
    expiration: String,
    expires_at: String,
}

impl Values {
    pub fn of(session: Session) -> Self {
        let expires_at = session.credentials.expires_at;
        // Whole seconds: some clients read no fractions (RFC 3339, `Z`).
        let expiration = expires_at.strftime("%Y-%m-%dT%H:%M:%SZ").to_string();
        Self { session, expiration, expires_at: expires_at.as_second().to_string() }
    }

    /// When the session ends, RFC 3339 in UTC.
    pub fn expiration(&self) -> &str {
        &self.expiration
    }

    pub fn credentials(&self) -> &Credentials {
        &self.session.credentials
    }

    /// The changes to an environment, removals first.
    pub fn changes(&self) -> Vec<Change<'_>> {
        let Session { credentials, label, account, region } = &self.session;
        let mut changes: Vec<Change<'_>> = SHADOWING.iter().map(|name| Change::Remove(name)).collect();
        if region.is_none() {
            // That of the role before is not this one's.
            changes.extend(["AWS_REGION", "AWS_DEFAULT_REGION"].map(Change::Remove));
        }
        let mut set = |name, value| changes.push(Change::Set(name, value));
        set("AWS_ACCESS_KEY_ID", &credentials.access_key_id);
        set("AWS_SECRET_ACCESS_KEY", credentials.secret_access_key.expose_secret());
        set("AWS_SESSION_TOKEN", credentials.session_token.expose_secret());
        set("AWS_CREDENTIAL_EXPIRATION", &self.expiration);
        if let Some(region) = region {
            set("AWS_REGION", region);
            set("AWS_DEFAULT_REGION", region);
        }
        set("OL_AWS_ROLE", label);
        set("OL_AWS_ACCOUNT_ID", account);
        set("OL_AWS_EXPIRES_AT", &self.expires_at);
        set("AWSUME_PROFILE", label);
        changes
    }
}

/// What takes a session out of an environment.
pub fn unset() -> Vec<Change<'static>> {
    SET.iter().map(|name| Change::Remove(name)).collect()
}

/// Gives a child the session, and none of our secrets.
pub fn apply(values: &Values, command: &mut Command) {
    for change in values.changes() {
        match change {
            Change::Set(name, value) => command.env(name, value),
            Change::Remove(name) | Change::Keep(name, _) => command.env_remove(name),
        };
    }
    withhold_secrets(command);
}

/// No `OL_AWS_*` secret reaches a child (contract §3).
pub fn withhold_secrets(command: &mut Command) {
    for name in WITHHELD {
        command.env_remove(name);
    }
}

#[cfg(test)]
mod tests {
    use super::SHADOWING;

    #[test]
    fn fish_looks_for_all_that_shadows() {
        let script = include_str!("../shell/init.fish");
        let (_, names) = script.split_once("for name in ").unwrap();
        let (names, _) = names.split_once("\n        if ").unwrap();
        let names: Vec<&str> = names.split_whitespace().filter(|word| *word != "\\").collect();
        assert_eq!(names, SHADOWING);
    }
}

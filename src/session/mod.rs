//! A session: one role's temporary credentials, until they expire.

use jiff::Timestamp;
use secrecy::SecretString;

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

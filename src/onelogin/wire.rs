//! The bodies on the wire: what is sent, and every shape of a reply, accepted on either version.

use jiff::{SignedDuration, Timestamp};
use secrecy::SecretString;
use serde::{Deserialize, Serialize};
use serde_json::value::RawValue;

use super::factor::Device;

/// `POST /auth/oauth2/v2/token`
#[derive(Serialize)]
pub struct TokenRequest {
    pub grant_type: &'static str,
}

/// `POST /auth/oauth2/revoke`
#[derive(Serialize)]
pub struct RevokeRequest<'a> {
    pub access_token: &'a str,
}

/// `POST /api/{1,2}/saml_assertion`; every value is text.
#[derive(Serialize)]
pub struct AssertionRequest<'a> {
    pub username_or_email: &'a str,
    pub password: &'a str,
    pub app_id: &'a str,
    pub subdomain: &'a str,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub ip_address: Option<&'a str>,
}

/// `POST /api/{1,2}/saml_assertion/verify_factor`
#[derive(Serialize)]
pub struct VerifyRequest<'a> {
    pub app_id: &'a str,
    pub device_id: &'a str,
    pub state_token: &'a str,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub otp_token: Option<&'a str>,
    /// `false` notifies the phone, each time.
    pub do_not_notify: bool,
}

/// What OneLogin wants before it gives an assertion.
#[derive(Deserialize)]
pub struct Challenge {
    pub state_token: SecretString,
    #[serde(default)]
    pub devices: Vec<Device>,
}

/// An answer to assertion or verify.
pub enum Reply {
    /// The SAML response, base64.
    Assertion(SecretString),
    Challenge(Challenge),
    /// A push that nobody has answered yet.
    Pending,
}

/// What a body says when it says neither: the service's own words.
pub struct Refusal(pub String);

#[derive(Deserialize)]
struct Body<'a> {
    #[serde(borrow, default)]
    data: Option<&'a RawValue>,
    #[serde(default)]
    status: Option<Status>,
    #[serde(default)]
    message: Option<Text>,
    #[serde(default)]
    name: Option<Text>,
    #[serde(default)]
    error: Option<Text>,
    #[serde(default)]
    error_description: Option<Text>,
    #[serde(default)]
    state_token: Option<SecretString>,
    #[serde(default)]
    devices: Option<Vec<Device>>,
}

/// Version 1 puts an object here; other services behind the same host put a number or a word.
#[derive(Deserialize)]
#[serde(untagged)]
enum Status {
    Object {
        #[serde(default, rename = "type")]
        kind: Option<Text>,
        #[serde(default)]
        message: Option<Text>,
        #[serde(default)]
        error: bool,
    },
    Other(serde::de::IgnoredAny),
}

/// A message is text, or an object with a description.
#[derive(Deserialize)]
#[serde(untagged)]
enum Text {
    Plain(String),
    Described { description: String },
    Other(serde::de::IgnoredAny),
}

impl Text {
    fn into_text(self) -> Option<String> {
        match self {
            Self::Plain(text) | Self::Described { description: text } => {
                Some(text).filter(|text| !text.is_empty())
            }
            Self::Other(_) => None,
        }
    }
}

/// Reads a reply of assertion or verify that came with a status of 200.
///
/// # Errors
/// Not JSON, or neither assertion, challenge nor pending: with the service's words where it has any.
pub fn reply(body: &[u8]) -> Result<Reply, Refusal> {
    let body: Body<'_> = serde_json::from_slice(body).map_err(|_| Refusal(String::new()))?;
    if let Some(state_token) = body.state_token {
        return Ok(Reply::Challenge(Challenge { state_token, devices: body.devices.unwrap_or_default() }));
    }
    let (kind, refused) = match &body.status {
        Some(Status::Object { kind: Some(Text::Plain(kind)), error, .. }) => (kind.as_str(), *error),
        Some(Status::Object { error, .. }) => ("", *error),
        _ => ("", false),
    };
    let pending =
        matches!(&body.message, Some(Text::Plain(text)) if text.to_ascii_lowercase().contains("pending"));
    if kind.eq_ignore_ascii_case("pending") || pending {
        return Ok(Reply::Pending);
    }
    if !refused && let Some(data) = body.data.map(RawValue::get) {
        if let Ok(challenges) = serde_json::from_str::<Vec<Challenge>>(data)
            && let Some(challenge) = challenges.into_iter().next()
        {
            return Ok(Reply::Challenge(challenge));
        }
        if let Ok(assertion) = serde_json::from_str::<SecretString>(data) {
            return Ok(Reply::Assertion(assertion));
        }
    }
    Err(Refusal(words(body)))
}

/// The service's own words in an error's body, of either version; empty where there are none.
pub fn refusal(body: &[u8]) -> Refusal {
    Refusal(serde_json::from_slice(body).map(words).unwrap_or_default())
}

fn words(body: Body<'_>) -> String {
    let (kind, message) = match body.status {
        Some(Status::Object { kind, message, .. }) => (kind, message),
        _ => (None, None),
    };
    // The most telling first; an error's name is better than nothing.
    [message, body.message, body.error_description, body.error, body.name, kind]
        .into_iter()
        .flatten()
        .find_map(Text::into_text)
        .unwrap_or_default()
}

/// An access token.
pub struct Granted {
    pub access_token: SecretString,
    /// Until when it can be used; none where that is not told.
    pub until: Option<Timestamp>,
}

/// The access token, flat or wrapped as in `{"status":…,"data":[…]}`.
pub fn token(body: &[u8]) -> Option<Granted> {
    #[derive(Deserialize)]
    struct Token {
        access_token: SecretString,
        #[serde(default)]
        expires_in: Option<u32>,
        #[serde(default)]
        created_at: Option<String>,
    }
    #[derive(Deserialize)]
    struct Wrapped {
        data: Vec<Token>,
    }
    let flat = serde_json::from_slice::<Token>(body).ok();
    let wrapped = || serde_json::from_slice::<Wrapped>(body).ok()?.data.into_iter().next();
    let token = flat.or_else(wrapped)?;
    // The same token is given until it expires: its life may have begun long ago. A minute is left for the calls.
    let since = token.created_at.and_then(|text| text.parse().ok()).unwrap_or_else(Timestamp::now);
    let until = token.expires_in.map(|seconds| since + SignedDuration::from_secs(i64::from(seconds) - 60));
    Some(Granted { access_token: token.access_token, until })
}

#[cfg(test)]
mod tests {
    use super::*;
    use secrecy::ExposeSecret as _;

    fn told(body: &str) -> String {
        match reply(body.as_bytes()) {
            Ok(Reply::Assertion(assertion)) => format!("assertion {}", assertion.expose_secret()),
            Ok(Reply::Challenge(challenge)) => {
                format!("challenge {} {:?}", challenge.state_token.expose_secret(), challenge.devices)
            }
            Ok(Reply::Pending) => "pending".to_owned(),
            Err(Refusal(words)) => format!("refused {words}"),
        }
    }

    #[test]
    fn every_shape_of_a_reply() {
        assert_eq!(told(r#"{"data":"QUJD","message":"Success"}"#), "assertion QUJD");
        assert_eq!(
            told(
                r#"{"status":{"type":"success","message":"SUCCESS","error":false,"code":200},"data":"QUJD"}"#
            ),
            "assertion QUJD"
        );
        let device = r#"Device { id: "7", kind: "OneLogin Protect" }"#;
        let mfa = r#"{"state_token":"st","message":"MFA is required for this user","devices":[{"device_id":7,"device_type":"OneLogin Protect"}],"callback_url":"https://elsewhere","user":{"id":1}}"#;
        assert_eq!(told(mfa), format!("challenge st [{device}]"));
        assert_eq!(
            told(&format!(r#"{{"status":{{"type":"success","code":200}},"data":[{mfa}]}}"#)),
            format!("challenge st [{device}]")
        );
        assert_eq!(told(r#"{"message":"Authentication pending on OL Protect"}"#), "pending");
        assert_eq!(told(r#"{"status":{"type":"pending","message":"x","error":false}}"#), "pending");
        assert_eq!(
            told(r#"{"status":{"error":true,"type":"Unauthorized","message":"no"},"data":"x"}"#),
            "refused no"
        );
        assert_eq!(told(r#"{"data":null}"#), "refused ");
        for senseless in ["", "[]", "null", "{}", "<html>", r#"{"data":7}"#, r#"{"data":"x"#] {
            assert_eq!(told(senseless), "refused ", "{senseless}");
        }
    }

    #[test]
    fn both_shapes_of_an_error() {
        let words = |body: &str| refusal(body.as_bytes()).0;
        assert_eq!(words(r#"{"statusCode":401,"name":"Unauthorized","message":"no"}"#), "no");
        assert_eq!(
            words(r#"{"status":{"error":true,"code":401,"type":"Unauthorized","message":"no"}}"#),
            "no"
        );
        assert_eq!(words(r#"{"status":{"error":true,"message":{"description":"no"}}}"#), "no");
        assert_eq!(words(r#"{"name":"InvalidCredentials"}"#), "InvalidCredentials");
        assert_eq!(words("<html>"), "");
    }

    #[test]
    fn a_token_comes_flat_or_wrapped() {
        let read = |body: &str| {
            token(body.as_bytes()).map(|granted| granted.access_token.expose_secret().to_owned())
        };
        assert_eq!(read(r#"{"access_token":"t","expires_in":36000}"#).as_deref(), Some("t"));
        assert_eq!(read(r#"{"status":{"error":false},"data":[{"access_token":"t"}]}"#).as_deref(), Some("t"));
        assert_eq!(read(r#"{"data":[]}"#), None);
    }
}

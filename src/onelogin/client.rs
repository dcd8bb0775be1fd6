//! The calls: one host, one connection, nothing retried, no redirect followed.

use std::sync::Once;
use std::time::{Duration, Instant};

use bytes::Bytes;
use jiff::SignedDuration;
use reqwest::Response;
use reqwest::header::{AUTHORIZATION, CONTENT_TYPE, HeaderValue};
use secrecy::{ExposeSecret as _, SecretString};
use serde::Serialize;
use zeroize::Zeroizing;

use super::error::{OneLoginError, Step};
use super::wire::{
    self, AssertionRequest, Challenge, Granted, Reply, RevokeRequest, TokenRequest, VerifyRequest,
};
use crate::http::{self, Http};
use crate::output;

/// How long a whole sign-in may take, the person's part included (contract §8, rule 7).
const SIGN_IN: Duration = Duration::from_secs(300);

/// A difference of clocks that nobody needs to hear of: AWS takes five minutes.
const TOLERATED: SignedDuration = SignedDuration::from_secs(120);

/// Who signs in, where.
pub struct Login<'a> {
    pub username: &'a str,
    pub password: &'a SecretString,
    pub app_id: &'a str,
    pub subdomain: &'a str,
    pub ip: Option<&'a str>,
}

/// OneLogin, with an access token.
pub struct Client {
    http: Http,
    base: String,
    version: u8,
    deadline: Instant,
    authorization: HeaderValue,
}

type Result<T> = std::result::Result<T, OneLoginError>;

impl Client {
    /// Goes on with a token that was kept. The parameters are those of [`Client::open`].
    ///
    /// # Errors
    /// The token cannot stand in a header.
    pub fn with_token(http: Http, base: String, version: u8, token: &SecretString) -> Result<Self> {
        let deadline = Instant::now() + SIGN_IN;
        Ok(Self { http, base, version, deadline, authorization: bearer(token)? })
    }

    /// Asks for a token. `base` is the one host for all calls, `version` that of the assertion API.
    ///
    /// # Errors
    /// The credential is refused, or the service cannot be had.
    pub async fn open(
        http: Http,
        base: String,
        version: u8,
        client_id: &str,
        client_secret: &SecretString,
    ) -> Result<(Self, Granted)> {
        let authorization = credential(client_id, client_secret)?;
        let deadline = Instant::now() + SIGN_IN;
        let mut client = Self { http, base, version, deadline, authorization };
        let request = TokenRequest { grant_type: "client_credentials" };
        let body = client.post(Step::Token, "/auth/oauth2/v2/token", &request).await?;
        let granted = wire::token(&body)
            .ok_or_else(|| OneLoginError::Senseless { step: Step::Token, message: wire::refusal(&body).0 })?;
        client.authorization = bearer(&granted.access_token)?;
        // The connection goes back to the pool by a task of its own: without a moment for it, the next call may open
        // another one.
        tokio::time::sleep(Duration::from_millis(1)).await;
        Ok((client, granted))
    }

    /// Submits the password, once.
    ///
    /// # Errors
    /// It is refused, or the service cannot be had.
    pub async fn assertion(&self, login: &Login<'_>) -> Result<Reply> {
        let request = AssertionRequest {
            username_or_email: login.username,
            password: login.password.expose_secret(),
            app_id: login.app_id,
            subdomain: login.subdomain,
            ip_address: login.ip,
        };
        let path = format!("/api/{}/saml_assertion", self.version);
        self.reply(Step::Assertion, &path, &request).await
    }

    /// Answers a challenge. Without a code this sends one, or asks about a push; `notify` rings the phone.
    ///
    /// # Errors
    /// It is refused, or the service cannot be had.
    pub async fn verify(
        &self,
        app_id: &str,
        challenge: &Challenge,
        device_id: &str,
        code: Option<&SecretString>,
        notify: bool,
    ) -> Result<Reply> {
        let request = VerifyRequest {
            app_id,
            device_id,
            state_token: challenge.state_token.expose_secret(),
            otp_token: code.map(|code| code.expose_secret()),
            do_not_notify: !notify,
        };
        let path = format!("/api/{}/saml_assertion/verify_factor", self.version);
        self.reply(Step::Verify, &path, &request).await
    }

    async fn reply(&self, step: Step, path: &str, request: &impl Serialize) -> Result<Reply> {
        let body = self.post(step, path, request).await?;
        wire::reply(&body).map_err(|wire::Refusal(message)| OneLoginError::Senseless { step, message })
    }

    /// The body of a 2xx reply.
    async fn post(&self, step: Step, path: &str, request: &impl Serialize) -> Result<Zeroizing<Vec<u8>>> {
        let left = self.deadline.saturating_duration_since(Instant::now()).min(http::REQUEST);
        if left.is_zero() {
            return Err(OneLoginError::TooLate(SIGN_IN));
        }
        let started = Instant::now();
        let sent = self
            .http
            .at(&self.base)
            .post(format!("{}{path}", self.base))
            .timeout(left)
            .header(AUTHORIZATION, self.authorization.clone())
            .header(CONTENT_TYPE, "application/json")
            .body(json(request))
            .send()
            .await;
        let response = sent
            .map_err(|error| OneLoginError::Network(format!("{}: {}", self.base, http::describe(&error))))?;
        let status = response.status();
        output::debug(&format!("POST {path}: {} in {} ms", status.as_u16(), started.elapsed().as_millis()));
        if step == Step::Token || step == Step::Assertion {
            tell_clock(&response);
        }
        if status.is_redirection() {
            return Err(OneLoginError::Redirect { status: status.as_u16() });
        }
        let retry_after = ["retry-after", "x-ratelimit-reset"]
            .into_iter()
            .find_map(|name| response.headers().get(name)?.to_str().ok()?.parse().ok());
        let body = http::body(response).await?;
        match status.as_u16() {
            200..=299 => Ok(body),
            429 => Err(OneLoginError::RateLimited { retry_after }),
            status @ 400..=499 => {
                let message = Some(wire::refusal(&body).0).filter(|words| !words.is_empty());
                let message = message.unwrap_or_else(|| format!("it answered {status}"));
                Err(OneLoginError::Refused { step, status, message })
            }
            status => Err(OneLoginError::Unavailable { step, status }),
        }
    }
}

/// Revokes a token: for everybody who shares the credential.
///
/// # Errors
/// OneLogin refuses, or cannot be had.
pub async fn revoke(
    http: Http,
    base: String,
    client_id: &str,
    client_secret: &SecretString,
    token: &SecretString,
) -> Result<()> {
    let authorization = credential(client_id, client_secret)?;
    let client = Client { http, base, version: 2, deadline: Instant::now() + SIGN_IN, authorization };
    let request = RevokeRequest { access_token: token.expose_secret() };
    client.post(Step::Revoke, "/auth/oauth2/revoke", &request).await.map(drop)
}

/// A clock that is wrong makes sessions look fresh that are not, and assertions expire on their way to AWS.
fn tell_clock(response: &Response) {
    static TOLD: Once = Once::new();
    if let Some(ahead) = http::clock_ahead(response).filter(|ahead| ahead.abs() > TOLERATED) {
        let side = if ahead.is_positive() { "ahead of" } else { "behind" };
        let text = format!("this machine's clock is {} s {side} OneLogin's: set it", ahead.abs().as_secs());
        TOLD.call_once(|| output::warn(&text));
    }
}

/// The form that OneLogin documents beside HTTP Basic.
fn credential(client_id: &str, client_secret: &SecretString) -> Result<HeaderValue> {
    header(&Zeroizing::new(format!("client_id:{client_id}, client_secret:{}", client_secret.expose_secret())))
}

fn bearer(token: &SecretString) -> Result<HeaderValue> {
    header(&Zeroizing::new(format!("bearer {}", token.expose_secret())))
}

fn header(value: &str) -> Result<HeaderValue> {
    let mut value = HeaderValue::from_str(value).map_err(|_| OneLoginError::Unsendable)?;
    value.set_sensitive(true);
    Ok(value)
}

/// A body that is wiped when the request is done with it.
fn json(request: &impl Serialize) -> Bytes {
    // Room at once: a vector that grows leaves copies of a password behind.
    let mut body = Zeroizing::new(Vec::with_capacity(4096));
    serde_json::to_writer(&mut *body, request).expect("BUG: a body of plain text fields");
    Bytes::from_owner(body)
}

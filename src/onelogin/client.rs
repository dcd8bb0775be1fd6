//! The calls: one host, one connection, nothing retried, no redirect followed.

use std::time::{Duration, Instant};

use bytes::Bytes;
use reqwest::header::{AUTHORIZATION, CONTENT_TYPE, HeaderValue};
use secrecy::{ExposeSecret as _, SecretString};
use serde::Serialize;
use zeroize::Zeroizing;

use super::error::{OneLoginError, Step};
use super::wire::{self, AssertionRequest, Challenge, Reply, TokenRequest, VerifyRequest};
use crate::{http, output};

/// How long a whole sign-in may take, the person's part included (contract §8, rule 7).
const SIGN_IN: Duration = Duration::from_secs(300);

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
    http: reqwest::Client,
    base: String,
    version: u8,
    deadline: Instant,
    authorization: HeaderValue,
}

type Result<T> = std::result::Result<T, OneLoginError>;

impl Client {
    /// Asks for a token. `base` is the one host for all calls, `version` that of the assertion API.
    ///
    /// # Errors
    /// The credential is refused, or the service cannot be had.
    pub async fn open(
        http: reqwest::Client,
        base: String,
        version: u8,
        client_id: &str,
        client_secret: &SecretString,
    ) -> Result<Self> {
        let credential =
            Zeroizing::new(format!("client_id:{client_id}, client_secret:{}", client_secret.expose_secret()));
        let authorization = header(&credential)?;
        let deadline = Instant::now() + SIGN_IN;
        let mut client = Self { http, base, version, deadline, authorization };
        let request = TokenRequest { grant_type: "client_credentials" };
        let body = client.post(Step::Token, "/auth/oauth2/v2/token", &request).await?;
        let token = wire::token(&body)
            .ok_or_else(|| OneLoginError::Senseless { step: Step::Token, message: wire::refusal(&body).0 })?;
        client.authorization = header(&Zeroizing::new(format!("bearer {}", token.expose_secret())))?;
        Ok(client)
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
            return Err(OneLoginError::Network(format!("the sign-in took over {} s", SIGN_IN.as_secs())));
        }
        let started = Instant::now();
        let sent = self
            .http
            .post(format!("{}{path}", self.base))
            .timeout(left)
            .header(AUTHORIZATION, self.authorization.clone())
            .header(CONTENT_TYPE, "application/json")
            .body(json(request))
            .send()
            .await;
        let response = sent.map_err(|error| OneLoginError::Network(http::describe(&error)))?;
        let status = response.status();
        output::debug(&format!("POST {path}: {} in {} ms", status.as_u16(), started.elapsed().as_millis()));
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

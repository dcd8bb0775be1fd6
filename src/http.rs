//! The one HTTP client of a run, shared by OneLogin and STS: its limits, roots and proxies, and nothing of what
//! is said over it.

use std::error::Error as _;
use std::path::Path;
use std::time::Duration;

use hyper_util::client::proxy::matcher::Matcher;
use jiff::{SignedDuration, Timestamp};
use reqwest::header::DATE;
use reqwest::redirect;
use reqwest::tls::{Certificate, Version};
use reqwest::{Client, ClientBuilder, Response, Url};
use zeroize::Zeroizing;

use crate::env::Env;
use crate::error::{Error, Result};

/// To open a connection, and for a whole request (contract §8, rule 7).
const CONNECT: Duration = Duration::from_secs(10);
pub const REQUEST: Duration = Duration::from_secs(30);
/// What is read of a reply, in bytes (contract §8, rule 7).
const LARGEST_REPLY: usize = 8 << 20;

/// The clients of a run; clones share their connections.
#[derive(Clone, Debug)]
pub struct Http {
    tls: Client,
    plain: Client,
}

impl Http {
    /// Clients that verify TLS 1.2 or later, follow no redirect, and honour `SSL_CERT_FILE`, `AWS_CA_BUNDLE`,
    /// `HTTPS_PROXY` and `NO_PROXY`. This reads the system's roots, some 13 ms: once a run, never on the fast path.
    ///
    /// # Errors
    /// A certificate file that cannot be used.
    pub fn open(env: &Env) -> Result<Self> {
        let built = |builder: ClientBuilder| {
            builder.build().map_err(|error| Error::usage("TLS cannot be set up")
                    .because(describe(&error))
                    .hint("check the certificates to trust: SSL_CERT_FILE, SSL_CERT_DIR, or the system's ca-certificates"))
        };
        // Plain HTTP is for loopback alone: a proxy would carry the password off the machine.
        let plain = built(limited().no_proxy().tls_certs_only([]))?;
        Ok(Self { tls: built(limited().tls_certs_merge(extra_roots(env)?))?, plain })
    }

    /// The client for an address that [`origin`] has allowed.
    pub fn at(&self, url: &str) -> &Client {
        if url.starts_with("https:") { &self.tls } else { &self.plain }
    }
}

fn limited() -> ClientBuilder {
    Client::builder()
        .user_agent(concat!("ol-aws/", env!("CARGO_PKG_VERSION")))
        .connect_timeout(CONNECT)
        .timeout(REQUEST)
        .redirect(redirect::Policy::none())
        .tls_version_min(Version::TLS_1_2)
        .tcp_nodelay(true)
}

/// The platform's verifier reads `SSL_CERT_FILE` on Linux; `AWS_CA_BUNDLE` it reads nowhere.
fn extra_roots(env: &Env) -> Result<Vec<Certificate>> {
    let mut roots = Vec::new();
    let system = env.get("SSL_CERT_FILE");
    let bundle = env.get("AWS_CA_BUNDLE").filter(|bundle| Some(*bundle) != system);
    for (variable, path) in
        [("AWS_CA_BUNDLE", bundle), ("SSL_CERT_FILE", system.filter(|_| !cfg!(target_os = "linux")))]
    {
        let Some(path) = path else { continue };
        let refused = |why: String| {
            Error::usage(format!("{variable}: the certificates in {path} cannot be used"))
                .because(why)
                .hint(format!("point {variable} at a PEM file, or unset it"))
        };
        let pem = std::fs::read(Path::new(path)).map_err(|error| refused(error.to_string()))?;
        let certificates = Certificate::from_pem_bundle(&pem).map_err(|error| refused(describe(&error)))?;
        if certificates.is_empty() {
            return Err(refused("it holds no PEM certificate".to_owned()));
        }
        roots.extend(certificates);
    }
    Ok(roots)
}

/// Scheme, host and port of an address that may carry credentials: https, or http on loopback.
///
/// # Errors
/// Why the address is refused.
pub fn origin(text: &str) -> Result<String, String> {
    let url = Url::parse(text).map_err(|error| format!("it is no URL: {error}"))?;
    match url.scheme() {
        "https" => {}
        "http" if is_loopback(&url) => {}
        "http" => return Err("plain http is for a loopback address alone".to_owned()),
        other => return Err(format!("`{other}` is neither https nor http")),
    }
    if !url.username().is_empty() || url.password().is_some() {
        return Err("it holds a user name or password".to_owned());
    }
    Ok(url.origin().ascii_serialization())
}

/// A service's address that is only scheme, host and port.
///
/// # Errors
/// Why the address is refused.
pub fn base_url(text: &str) -> Result<String, String> {
    let origin = origin(text)?;
    let bare = |url: Url| url.path() == "/" && url.query().or(url.fragment()).is_none();
    if Url::parse(text).is_ok_and(bare) {
        Ok(origin)
    } else {
        Err("it has more than scheme, host and port".to_owned())
    }
}

fn is_loopback(url: &Url) -> bool {
    let host = url.host_str().unwrap_or_default();
    let address = host.trim_start_matches('[').trim_end_matches(']').parse::<std::net::IpAddr>();
    address.map_or(host == "localhost", |address| address.is_loopback())
}

/// How far this machine's clock is ahead of the service's, by the reply's Date (RFC 9110, 6.6.1): to the second, and
/// the network's delay with it.
pub fn clock_ahead(response: &Response) -> Option<SignedDuration> {
    let date = response.headers().get(DATE)?.to_str().ok()?;
    let there = jiff::fmt::rfc2822::DateTimeParser::new().parse_timestamp(date).ok()?;
    Some(Timestamp::now().duration_since(there))
}

/// The proxy by which an address is reached, without user name and password: scheme, host and port. As the client
/// that [`Http::at`] gives takes it from the environment and the system.
pub fn proxy(url: &str) -> Option<String> {
    if !url.starts_with("https:") {
        return None;
    }
    let proxy = Matcher::from_system().intercept(&url.parse().ok()?)?;
    Some(proxy.uri().to_string().trim_end_matches('/').to_owned())
}

/// Why a body could not be had.
#[derive(Debug, thiserror::Error)]
pub enum BodyError {
    #[error("the reply is larger than 8 MiB")]
    TooLarge,
    #[error("{}", describe(.0))]
    Network(#[from] reqwest::Error),
}

/// A reply's body, wiped when dropped.
///
/// # Errors
/// It is over the limit, or the connection failed.
pub async fn body(mut response: Response) -> Result<Zeroizing<Vec<u8>>, BodyError> {
    let told = response.content_length().unwrap_or(0);
    if told > LARGEST_REPLY as u64 {
        return Err(BodyError::TooLarge);
    }
    // Room at once for what was told: a vector that grows leaves copies of its bytes behind.
    let mut body = Zeroizing::new(Vec::with_capacity(usize::try_from(told).unwrap_or(0).max(64 << 10)));
    while let Some(chunk) = response.chunk().await? {
        if body.len() + chunk.len() > LARGEST_REPLY {
            return Err(BodyError::TooLarge);
        }
        body.extend_from_slice(&chunk);
    }
    Ok(body)
}

/// What went wrong, down to the cause: `reqwest` tells the first line only.
pub fn describe(error: &reqwest::Error) -> String {
    if error.is_timeout() {
        return if error.is_connect() { "no connection within 10 s" } else { "no reply in time" }.to_owned();
    }
    let mut cause = error.source();
    let mut text = cause.map_or_else(|| error.to_string(), ToString::to_string);
    while let Some(deeper) = cause.and_then(|cause| cause.source()) {
        text = deeper.to_string();
        cause = Some(deeper);
    }
    text
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn credentials_go_over_tls_or_stay_on_this_machine() {
        assert_eq!(base_url("https://acme.onelogin.com/"), Ok("https://acme.onelogin.com".to_owned()));
        for loopback in ["http://127.0.0.1:8080", "http://localhost:1", "http://[::1]:2", "http://127.9.9.9"]
        {
            assert!(base_url(loopback).is_ok(), "{loopback}");
        }
        for refused in [
            "http://example.com",
            "http://127.0.0.1.example.com",
            "http://localhost.example.com",
            "http://10.0.0.1",
            "ftp://localhost",
            "https://u:p@h",
            "https://h/x",
            "https://h?x",
            "h",
            "file:///etc/passwd",
        ] {
            assert!(base_url(refused).is_err(), "{refused}");
        }
    }
}

//! A service reached step by step, so that the step that fails is known: name, connection, reply.

use std::io;
use std::net::IpAddr;
use std::time::{Duration, Instant};

use jiff::SignedDuration;
use reqwest::Url;
use tokio::net::{TcpStream, lookup_host};
use tokio::time::timeout_at;

use crate::http::{self, Http};

/// How long all steps together may take.
pub const LIMIT: Duration = Duration::from_secs(5);

/// What it took to get a reply.
pub struct Reached {
    /// The steps, with the time each took.
    pub steps: String,
    pub status: u16,
    /// How far our clock is ahead of the service's, where it told the time.
    pub clock_ahead: Option<SignedDuration>,
}

/// Where it ended.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub enum Step {
    Name,
    Connection,
    Reply,
}

/// A step that failed, and why.
pub struct Unreached {
    pub step: Step,
    pub why: String,
}

/// A bare GET of a service's address, directly or by a proxy; any reply will do.
pub async fn reach(http: &Http, url: &str, proxy: Option<&str>) -> Result<Reached, Unreached> {
    let deadline = tokio::time::Instant::now() + LIMIT;
    let failed = |step, why: &dyn std::fmt::Display| Unreached { step, why: why.to_string() };
    let late = |step| failed(step, &format!("nothing within {} s", LIMIT.as_secs()));
    let (host, port) =
        endpoint(proxy.unwrap_or(url)).ok_or_else(|| failed(Step::Name, &"no host and port"))?;
    let mut steps = Vec::new();
    let mut told =
        |what: &str, since: Instant| steps.push(format!("{what} {} ms", since.elapsed().as_millis()));

    let started = Instant::now();
    let looked_up = timeout_at(deadline, lookup_host((host.as_str(), port))).await;
    let addresses: Vec<_> =
        looked_up.map_err(|_| late(Step::Name))?.map_err(|error| failed(Step::Name, &error))?.collect();
    if host.parse::<IpAddr>().is_err() {
        told("DNS", started);
    }

    let started = Instant::now();
    let connected = timeout_at(deadline, TcpStream::connect(addresses.as_slice())).await;
    let connected: io::Result<TcpStream> = connected.map_err(|_| late(Step::Connection))?;
    drop(connected.map_err(|error| failed(Step::Connection, &error))?);
    told("connection", started);

    let started = Instant::now();
    let replied = timeout_at(deadline, http.at(url).get(url).send()).await;
    let response = replied
        .map_err(|_| late(Step::Reply))?
        .map_err(|error| failed(Step::Reply, &http::describe(&error)))?;
    told(if url.starts_with("https:") { "TLS and reply" } else { "reply" }, started);
    let (status, clock_ahead) = (response.status().as_u16(), http::clock_ahead(&response));
    // Read to its end, a connection is used again.
    let _ = timeout_at(deadline, http::body(response)).await;
    Ok(Reached { steps: steps.join(", "), status, clock_ahead })
}

/// Host and port of an address, a proxy's too.
pub fn endpoint(url: &str) -> Option<(String, u16)> {
    let url = Url::parse(url).ok()?;
    let host = url.host_str()?.trim_start_matches('[').trim_end_matches(']');
    // A proxy that speaks SOCKS (RFC 1928).
    Some((host.to_owned(), url.port_or_known_default().unwrap_or(1080)))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn host_and_port() {
        let of = |url| endpoint(url).unwrap();
        assert_eq!(
            of("https://sts.eu-west-1.amazonaws.com"),
            ("sts.eu-west-1.amazonaws.com".to_owned(), 443)
        );
        assert_eq!(of("http://[::1]:8080"), ("::1".to_owned(), 8080));
        assert_eq!(of("socks5://proxy"), ("proxy".to_owned(), 1080));
        assert_eq!(endpoint("nonsense"), None);
    }
}

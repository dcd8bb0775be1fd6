//! What the stand-in remembers: requests, counts, and what it has issued.

use std::collections::HashMap;
use std::sync::{Arc, Mutex};
use std::time::Instant;

use super::answer::Answer;
use super::assertion::Issued;
use super::onelogin::Flow;
use super::sts::Session;
use super::{onelogin, sts};

pub type Shared = Arc<Mutex<State>>;

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Service {
    OneLogin,
    Sts,
}

/// One request as it came in; header names in lower case.
#[derive(Clone, Debug)]
pub struct Recorded {
    pub service: Service,
    pub method: String,
    pub path: String,
    pub headers: Vec<(String, String)>,
    pub body: String,
    pub at: Instant,
}

impl Recorded {
    pub fn header(&self, name: &str) -> Option<&str> {
        self.headers.iter().find(|(key, _)| key == name).map(|(_, value)| value.as_str())
    }

    /// The body as a form.
    pub fn form(&self) -> HashMap<String, String> {
        let url = reqwest::Url::parse(&format!("form:?{}", self.body)).expect("a query is always a URL");
        url.query_pairs().into_owned().collect()
    }
}

#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Counts {
    pub onelogin_connections: u32,
    pub sts_connections: u32,
    pub tokens: u32,
    pub revokes: u32,
    /// Calls of `saml_assertion`.
    pub assertions: u32,
    /// Those of them that carried a password.
    pub password_submissions: u32,
    /// Calls of `verify_factor`, polls included.
    pub verifies: u32,
    /// Pushes that reached a phone.
    pub notifications: u32,
    /// Codes sent by SMS, e-mail or voice.
    pub code_triggers: u32,
    /// STS requests that name an action.
    pub sts_calls: u32,
    /// Bare GETs, which only open a connection.
    pub warm_ups: u32,
    /// Requests that arrived where only a redirect or an external entity points.
    pub redirects_followed: u32,
}

pub struct State {
    pub counts: Counts,
    pub requests: Vec<Recorded>,
    pub secrets: Vec<String>,
    pub sts_url: String,
    pub token_generation: u32,
    pub flows: HashMap<String, Flow>,
    /// How many flows each user has begun.
    pub begun: HashMap<String, u32>,
    /// By the base64 that was sent.
    pub issued: HashMap<String, Issued>,
    /// By access key id.
    pub sessions: HashMap<String, Session>,
}

impl State {
    pub fn new(sts_url: String) -> Self {
        Self {
            counts: Counts::default(),
            requests: Vec::new(),
            secrets: Vec::new(),
            sts_url,
            token_generation: 1,
            flows: HashMap::new(),
            begun: HashMap::new(),
            issued: HashMap::new(),
            sessions: HashMap::new(),
        }
    }

    pub fn connected(&mut self, service: Service) {
        match service {
            Service::OneLogin => self.counts.onelogin_connections += 1,
            Service::Sts => self.counts.sts_connections += 1,
        }
    }

    pub fn answer(&mut self, request: Recorded) -> Answer {
        self.requests.push(request.clone());
        if request.path.starts_with("/followed") {
            self.counts.redirects_followed += 1;
            return Answer::text(200, "text/plain", "followed");
        }
        if matches!(request.path.as_str(), "" | "/") && matches!(request.method.as_str(), "GET" | "HEAD") {
            self.counts.warm_ups += 1;
            return Answer::text(200, "text/plain", "");
        }
        match request.service {
            Service::OneLogin => onelogin::answer(self, &request),
            Service::Sts => sts::answer(self, &request),
        }
    }

    /// The bearer token: the same one for everybody until it is revoked.
    pub fn token(&mut self) -> String {
        let token = format!("{:064x}", 0x01e1_06f1_u64 * u64::from(self.token_generation));
        self.remember(&token);
        token
    }

    pub fn revoke(&mut self) {
        self.token_generation += 1;
    }

    pub fn remember(&mut self, secret: &str) {
        if !self.secrets.iter().any(|known| known == secret) {
            self.secrets.push(secret.to_owned());
        }
    }
}

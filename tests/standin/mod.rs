//! The stand-in: OneLogin and AWS STS on two loopback ports, for tests, benches and the demo.
//!
//! What a request meets is chosen by the names inside it (client id, user, role: see `users`, `assertion`,
//! `sts` and `mischief`), never by calls into this module, so that another process can use it as well.
//! It runs on threads of its own and is gone, with every connection, once the value is dropped.

mod answer;
mod assertion;
mod ca;
mod delay;
mod mischief;
mod onelogin;
mod server;
mod state;
mod sts;
#[cfg(test)]
mod tests;
mod users;

use std::net::{SocketAddr, TcpListener};
use std::path::Path;
use std::sync::{Arc, Mutex};
use std::thread::JoinHandle;
use std::time::Duration;

use jiff::SignedDuration;
use tokio::sync::oneshot;

pub use state::{Counts, Recorded, Service};
use state::{Shared, State};

/// What every user of the stand-in signs in with.
pub const PASSWORD: &str = "correct horse";
/// The secret of every API client; a plain `secret` does as well.
pub const CLIENT_SECRET: &str = "0ne-client-5ecret";
/// What every device accepts (a second device of one type takes `654321`).
pub const CODE: &str = "123456";
/// The Python tool from PyPI, pointed at the stand-in; a program of Python.
pub const PYTHON_TOOL: &str = include_str!("python_tool.py");

pub struct StandIn {
    scheme: &'static str,
    onelogin: SocketAddr,
    sts: SocketAddr,
    ca: Option<ca::Authority>,
    state: Shared,
    running: Option<(oneshot::Sender<()>, JoinHandle<()>)>,
}

#[derive(Default)]
pub struct Builder {
    tls: bool,
    rtt: Duration,
    clock: SignedDuration,
}

impl Builder {
    /// Serve https, under a certificate of an authority made for this stand-in alone.
    pub fn tls(mut self) -> Self {
        self.tls = true;
        self
    }

    /// Put both services this network round trip away.
    pub fn rtt(mut self, rtt: Duration) -> Self {
        self.rtt = rtt;
        self
    }

    /// Set the clocks of both services so far ahead.
    pub fn clock(mut self, ahead: SignedDuration) -> Self {
        self.clock = ahead;
        self
    }

    pub fn start(self) -> StandIn {
        let (onelogin, sts) = (bind(), bind());
        let addresses = (address(&onelogin), address(&sts));
        let scheme = if self.tls { "https" } else { "http" };
        let ca = self.tls.then(ca::Authority::new);
        let state = Arc::new(Mutex::new(State::new(format!("{scheme}://{}", addresses.1))));
        let setup =
            server::Setup { tls: ca.as_ref().map(ca::Authority::acceptor), rtt: self.rtt, clock: self.clock };
        let (stop, stopped) = oneshot::channel();
        let shared = state.clone();
        let thread = std::thread::spawn(move || {
            let runtime = tokio::runtime::Builder::new_multi_thread()
                .worker_threads(2)
                .enable_all()
                .build()
                .expect("a runtime");
            runtime.spawn(server::serve(onelogin, Service::OneLogin, setup.clone(), shared.clone()));
            runtime.spawn(server::serve(sts, Service::Sts, setup, shared));
            let _ = runtime.block_on(stopped);
        });
        StandIn { scheme, onelogin: addresses.0, sts: addresses.1, ca, state, running: Some((stop, thread)) }
    }
}

impl StandIn {
    pub fn builder() -> Builder {
        Builder::default()
    }

    pub fn start() -> Self {
        Self::builder().start()
    }

    /// For `OL_AWS_ONELOGIN_URL`.
    pub fn onelogin_url(&self) -> String {
        format!("{}://{}", self.scheme, self.onelogin)
    }

    /// For `AWS_ENDPOINT_URL_STS`.
    pub fn sts_url(&self) -> String {
        format!("{}://{}", self.scheme, self.sts)
    }

    /// The authority to trust, as a file; nothing without TLS.
    pub fn ca_pem(&self) -> Option<&Path> {
        self.ca.as_ref().map(ca::Authority::pem)
    }

    pub fn counts(&self) -> Counts {
        self.state().counts.clone()
    }

    /// Everything received so far, in order.
    pub fn requests(&self) -> Vec<Recorded> {
        self.state().requests.clone()
    }

    /// Every secret handed out so far: bearer and state tokens, assertions, secret keys, session tokens.
    pub fn secrets(&self) -> Vec<String> {
        self.state().secrets.clone()
    }

    /// Revoke the API token, as somebody who shares the credential would.
    pub fn revoke_token(&self) {
        self.state().revoke();
    }

    fn state(&self) -> std::sync::MutexGuard<'_, State> {
        self.state.lock().expect("no handler panicked")
    }
}

impl Drop for StandIn {
    fn drop(&mut self) {
        if let Some((stop, thread)) = self.running.take() {
            let _ = stop.send(());
            let _ = thread.join();
        }
    }
}

fn bind() -> TcpListener {
    TcpListener::bind(("127.0.0.1", 0)).expect("a free loopback port")
}

fn address(listener: &TcpListener) -> SocketAddr {
    listener.local_addr().expect("a bound listener")
}

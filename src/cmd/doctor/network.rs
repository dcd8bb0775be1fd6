//! Both services, asked at once: whether each can be reached, what its clock says, whether the API credential is taken.

use super::reach::{Reached, Step, Unreached, endpoint, reach};
use super::report::Row;
use super::{clock, credential};
use crate::aws::{address, partition};
use crate::config::Settings;
use crate::env::Env;
use crate::error::{Error, Result};
use crate::flow;
use crate::http::{self, Http};

const ONELOGIN: &str = "OneLogin";
const STS: &str = "AWS STS";

/// What the network told.
pub struct Network {
    pub clock: Row,
    pub rows: Vec<Row>,
}

/// Asks the services.
///
/// # Errors
/// Ctrl-C, or no thread can be had.
pub fn look(env: &Env, settings: &Settings) -> Result<Network> {
    let http = match Http::open(env) {
        Ok(http) => http,
        Err(error) => {
            return Ok(Network { clock: clock::row(&[]), rows: vec![Row::failed("TLS", &error)] });
        }
    };
    let runtime = flow::runtime()?;
    let found = runtime.block_on(async {
        tokio::select! {
            biased;
            _ = tokio::signal::ctrl_c() => Err(Error::interrupted()),
            found = ask(&http, env, settings) => Ok(found),
        }
    });
    // A name server that does not answer is not waited for.
    runtime.shutdown_background();
    found
}

async fn ask(http: &Http, env: &Env, settings: &Settings) -> Network {
    let region = settings.region().unwrap_or(partition::named("aws").default_region);
    let onelogin = async {
        let url = settings.onelogin_url();
        let (row, ahead) = service(http, ONELOGIN, &url).await;
        let reached = row.state != super::report::State::Fail;
        (row, ahead, credential::row(http, settings, reached).await)
    };
    let sts = async {
        match address(env, region).map_err(Error::from) {
            Ok(url) => service(http, STS, &url).await,
            Err(error) => (Row::failed(STS, &error), None),
        }
    };
    let ((onelogin, of_onelogin, credential), (sts, of_sts)) = tokio::join!(onelogin, sts);
    let told: Vec<_> = of_onelogin
        .map(|ahead| (ONELOGIN, ahead))
        .into_iter()
        .chain(of_sts.map(|ahead| (STS, ahead)))
        .collect();
    let rows = [Some(onelogin), credential, Some(sts)].into_iter().flatten().collect();
    Network { clock: clock::row(&told), rows }
}

/// One service, and how far our clock is ahead of it.
async fn service(http: &Http, name: &str, url: &str) -> (Row, Option<jiff::SignedDuration>) {
    let proxy = http::proxy(url);
    let way = proxy.as_ref().map_or(String::new(), |proxy| format!(" by the proxy {proxy}"));
    match reach(http, url, proxy.as_deref()).await {
        Ok(Reached { status: status @ 500.., clock_ahead, .. }) => {
            let detail = format!("{url}{way} answers {status}");
            (
                Row::warn(name, detail, "try again later; the service, or what stands before it, fails"),
                clock_ahead,
            )
        }
        Ok(Reached { steps, clock_ahead, .. }) => {
            (Row::ok(name, format!("{url}{way}: {steps}")), clock_ahead)
        }
        Err(unreached) => (unreachable(name, url, proxy.as_deref(), &unreached), None),
    }
}

fn unreachable(name: &str, url: &str, proxy: Option<&str>, Unreached { step, why }: &Unreached) -> Row {
    let host = endpoint(url).map(|(host, _)| host).unwrap_or_default();
    let detail = match (step, proxy) {
        (Step::Name, None) => format!("the name {host} is not found: {why}"),
        (Step::Connection, None) => format!("{url} takes no connection: {why}"),
        (Step::Reply, None) => format!("no reply from {url}: {why}"),
        (Step::Name, Some(proxy)) => format!("the name of the proxy {proxy} is not found: {why}"),
        (Step::Connection, Some(proxy)) => format!("the proxy {proxy} takes no connection: {why}"),
        (Step::Reply, Some(proxy)) => format!("no reply from {url} by the proxy {proxy}: {why}"),
    };
    let remedy = match (step, proxy) {
        // rustls's word in all that it says of them.
        (Step::Reply, _) if why.contains("certificate") => {
            "trust its authority: AWS_CA_BUNDLE or SSL_CERT_FILE, a PEM file".to_owned()
        }
        (_, Some(_)) => format!("correct or unset HTTPS_PROXY, or put {host} in NO_PROXY"),
        (Step::Name, None) if name == STS => "check the network, its DNS, and aws.region".to_owned(),
        (Step::Name, None) => "check the network, its DNS, onelogin.region and onelogin.subdomain".to_owned(),
        (Step::Connection, None) => {
            "check network and firewall; where a proxy is needed, HTTPS_PROXY".to_owned()
        }
        (Step::Reply, None) => "try again; where a proxy is needed, set HTTPS_PROXY".to_owned(),
    };
    Row::fail(name, detail, remedy)
}

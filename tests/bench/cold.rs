//! The cold path: a whole sign-in, over TLS.

use std::time::Duration;

use super::Result;
use super::home::Home;
use super::measure::{Times, time};
use super::peak::peak;
use super::report::{Line, round_trips, s};
use super::{fast, python};

const RUNS: usize = 5;
/// Issue 4, at 100 ms: from nothing, and with a kept token; two connections.
const FROM_NOTHING: Duration = Duration::from_millis(580);
const WITH_TOKEN: Duration = Duration::from_millis(480);
const CONNECTIONS: u32 = 2;
/// Issue 3: a push that is approved after two pending polls.
const PUSH: Duration = Duration::from_secs(4);

/// What one role's sign-in takes from nothing. The limits count where there is a round trip to count.
pub fn bench(home: &Home<'_>, distance: &str, rtt: Option<Duration>) -> Result<Duration> {
    let python = |user: &str| rtt.map_or_else(String::new, |rtt| python::told(home, user, rtt));
    let exec = |user: &str| home.ol_aws(user, "exec prod/Admin -- /usr/bin/true");
    let told = |what: &str, times: &Times, limit: Duration, python: String| {
        let took = times.median();
        let mut measured = format!("{}, min {}", s(took), s(times.min()));
        if let Some(rtt) = rtt {
            measured += &format!(", {}", round_trips(took, rtt));
        }
        let line = Line::new(format!("{what} {distance}"), measured).python(python);
        if rtt.is_some() { line.limit(took.as_secs_f64(), limit.as_secs_f64(), s(limit)) } else { line }
            .print();
    };

    let before = home.stand.counts();
    let nothing = from(home, None, RUNS, || exec("plain+one"))?;
    let after = home.stand.counts();
    told("cold sign-in, from nothing,", &nothing, FROM_NOTHING, python("plain+one"));
    let connections = after.onelogin_connections - before.onelogin_connections + after.sts_connections
        - before.sts_connections;
    let each = f64::from(connections) / RUNS as f64;
    Line::new("its connections", format!("{each}"))
        .limit(each, f64::from(CONNECTIONS), CONNECTIONS.to_string())
        .print();
    let token = from(home, Some("token-"), RUNS, || exec("plain+one"))?;
    told("cold sign-in, with a kept token,", &token, WITH_TOKEN, String::new());
    if rtt.is_some() {
        let push = from(home, None, 1, || exec("push+one"))?;
        told("push, after two pending polls,", &push, PUSH, python("push+one"));
    } else {
        home.forget(None)?;
        fast::memory("its peak memory", peak(&exec("plain+one"))?, None);
    }
    Ok(nothing.median())
}

/// Sign-ins that find nothing kept but what is named.
fn from(
    home: &Home<'_>,
    but: Option<&str>,
    runs: usize,
    command: impl Fn() -> std::process::Command,
) -> Result<Times> {
    Times::of(runs, || {
        home.forget(but)?;
        time(&mut command())
    })
}

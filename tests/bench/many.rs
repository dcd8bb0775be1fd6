//! Many roles: all of them signed in to, and a long list of them shown.

use std::time::Duration;

use super::Result;
use super::fast::memory;
use super::home::Home;
use super::measure::{Times, time};
use super::peak::peak;
use super::report::{Line, ms, s};

/// Issue 4: 200 roles take at most so many times one role's sign-in, and one assertion.
const RATIO: f64 = 6.0;

pub fn login_all(home: &Home<'_>, one: Duration) -> Result<()> {
    home.forget(None)?;
    let before = home.stand.counts();
    let took = time(&mut home.ol_aws("plain+200", "login --all"))?;
    let after = home.stand.counts();
    let ratio = took.as_secs_f64() / one.as_secs_f64();
    Line::new("login --all of 200 roles at 100 ms", format!("{ratio:.1} x one ({})", s(took)))
        .limit(ratio, RATIO, "6 x one sign-in")
        .print();
    let assertions = after.assertions - before.assertions;
    Line::new("its assertions", assertions.to_string()).limit(assertions.into(), 1.0, "1").print();
    let connections = after.sts_connections - before.sts_connections;
    let calls = after.sts_calls - before.sts_calls;
    Line::new("its connections to STS", format!("{connections}, for {calls} calls")).print();
    Ok(())
}

pub fn ten_thousand(home: &Home<'_>) -> Result<()> {
    home.forget(None)?;
    let roles = || home.ol_aws("plain+10000", "roles");
    Line::new("10,000 roles, by a sign-in at 0 ms", ms(time(&mut roles())?)).print();
    let times = Times::of(15, || time(&mut roles()))?;
    let measured = format!("{}, min {}", ms(times.median()), ms(times.min()));
    Line::new("10,000 kept roles, listed", measured).print();
    memory("its peak memory", peak(&roles())?, None);
    Ok(())
}

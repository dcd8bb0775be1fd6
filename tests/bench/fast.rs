//! The fast path: a session is kept.

use super::Result;
use super::home::Home;
use super::measure::{interleaved, time};
use super::peak::peak;
use super::report::{Line, mib, ms};

/// Issue 4: cached `exec` takes at most so many times what env(1) takes, and so much memory.
const RATIO: f64 = 2.0;
const MEMORY: u64 = 15 << 20;
const RUNS: usize = 400;

pub fn bench(home: &Home<'_>) -> Result<()> {
    let user = "plain";
    time(&mut home.ol_aws(user, "login prod/Admin"))?;
    let exec = || home.ol_aws(user, "exec prod/Admin -- /usr/bin/true");
    let env = || home.ol_aws(user, "env prod/Admin --shell bash");
    let floor = home.command("/usr/bin/env", ["A=B", "/usr/bin/true"]);
    let [floor, exec_took, env_took] = interleaved(RUNS, [floor, exec(), env()])?;
    Line::new("env A=B true", format!("{}, min {}", ms(floor.median()), ms(floor.min()))).print();
    for (what, took) in [("cached exec -- true", exec_took), ("cached env --shell bash", env_took)] {
        let ratio =
            |took: std::time::Duration, floor: std::time::Duration| took.as_secs_f64() / floor.as_secs_f64();
        let (median, min) = (ratio(took.median(), floor.median()), ratio(took.min(), floor.min()));
        let measured = format!("{median:.2} x ({}), min {min:.2} x ({})", ms(took.median()), ms(took.min()));
        let line = Line::new(what, measured);
        // What `env` takes has no floor to be held against: it becomes nothing.
        if what.contains("exec") { line.limit(median, RATIO, "2.0 x env") } else { line }.print();
    }
    for (what, command) in [("its peak memory", exec()), ("env's peak memory", env())] {
        memory(what, peak(&command)?, Some(MEMORY));
    }
    Ok(())
}

/// A line about memory.
pub fn memory(what: &str, bytes: Option<u64>, limit: Option<u64>) {
    let line = Line::new(what, bytes.map_or_else(|| "n/a".to_owned(), mib));
    match (bytes, limit) {
        (Some(bytes), Some(limit)) => line.limit(bytes as f64, limit as f64, mib(limit)),
        _ => line,
    }
    .print();
}

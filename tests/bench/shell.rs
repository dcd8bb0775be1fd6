//! What the integration costs a shell: its line in the start-up file, and each prompt.

use std::path::Path;
use std::time::Duration;

use super::Result;
use super::home::Home;
use super::measure::interleaved;
use super::report::{Line, ms};

const RUNS: usize = 100;
/// How many prompts are drawn to tell what one costs.
const PROMPTS: u32 = 5_000;

/// Issue 5: `init` takes at most so many times what env(1) takes, its evaluation and a prompt so long.
const RATIO: f64 = 2.0;
const EVAL: Duration = Duration::from_millis(6);
const PROMPT: Duration = Duration::from_micros(300);

const ROLE: &str = "export OL_AWS_ROLE=prod/Admin OL_AWS_EXPIRES_AT=9999999999";

pub fn bench(home: &Home<'_>) -> Result<()> {
    if !Path::new("/bin/bash").exists() {
        Line::new("ol-aws init bash", "n/a: no bash").print();
        return Ok(());
    }
    let bash = |script: &str| {
        let mut command = home.command("/bin/bash", ["--norc", "-c", script]);
        command.env("BINARY", home.binary());
        command
    };
    let eval = "eval \"$(\"$BINARY\" init bash)\"";
    let prompts = |count: u32| {
        bash(&format!(
            "{eval}; {ROLE}; for ((i = 0; i < {count}; i++)); do \
             for hook in \"${{PROMPT_COMMAND[@]}}\"; do eval \"$hook\"; done; done"
        ))
    };
    let floor = home.command("/usr/bin/env", ["A=B", "/usr/bin/true"]);
    let [floor, init, plain, evaluated] =
        interleaved(RUNS, [floor, home.ol_aws("plain", "init bash"), bash(":"), bash(eval)])?;
    let ratio = init.median().as_secs_f64() / floor.median().as_secs_f64();
    Line::new("ol-aws init bash", format!("{ratio:.2} x ({})", ms(init.median())))
        .limit(ratio, RATIO, "2.0 x env")
        .print();
    let more = evaluated.median().saturating_sub(plain.median());
    Line::new("eval of it, in bash", ms(more))
        .limit(more.as_secs_f64(), EVAL.as_secs_f64(), ms(EVAL))
        .print();
    let [none, many] = interleaved(10, [prompts(0), prompts(PROMPTS)])?;
    let one = many.median().saturating_sub(none.median()) / PROMPTS;
    Line::new("a prompt with a role, in bash", ms(one))
        .limit(one.as_secs_f64(), PROMPT.as_secs_f64(), ms(PROMPT))
        .print();
    Ok(())
}

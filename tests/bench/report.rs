//! The table: what, as measured, the limit, whether it is kept, and the Python tool beside it.

use std::time::Duration;

/// One line of the table.
pub struct Line {
    what: String,
    measured: String,
    limit: String,
    verdict: &'static str,
    python: String,
}

pub fn heading() {
    Line {
        what: "what".to_owned(),
        measured: "measured".to_owned(),
        limit: "limit".to_owned(),
        verdict: "",
        python: "the Python tool".to_owned(),
    }
    .print();
}

impl Line {
    /// Something that has no limit.
    pub fn new(what: impl Into<String>, measured: impl Into<String>) -> Self {
        Self {
            what: what.into(),
            measured: measured.into(),
            limit: String::new(),
            verdict: "",
            python: String::new(),
        }
    }

    pub fn limit(mut self, value: f64, limit: f64, text: impl Into<String>) -> Self {
        self.limit = text.into();
        self.verdict = if value <= limit { "ok" } else { "OVER" };
        self
    }

    /// What the Python tool takes for the same.
    pub fn python(mut self, python: impl Into<String>) -> Self {
        self.python = python.into();
        self
    }

    pub fn print(&self) {
        let Self { what, measured, limit, verdict, python } = self;
        println!("{what:43} | {measured:40} | {limit:15} | {verdict:4} | {python}");
    }
}

pub fn ms(time: Duration) -> String {
    format!("{:.2} ms", time.as_secs_f64() * 1e3)
}

pub fn s(time: Duration) -> String {
    format!("{:.3} s", time.as_secs_f64())
}

pub fn round_trips(time: Duration, rtt: Duration) -> String {
    format!("{:.1} round trips", time.as_secs_f64() / rtt.as_secs_f64())
}

pub fn mib(bytes: u64) -> String {
    format!("{:.1} MiB", bytes as f64 / f64::from(1 << 20))
}

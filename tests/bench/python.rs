//! The Python tool from PyPI, `onelogin-aws-assume-role`, where its virtual environment is: `OL_AWS_TEST_VENV`, as
//! tests/run sets it, else `.venv`.

use std::env;
use std::path::{Path, PathBuf};
use std::time::Duration;

use super::home::{APP_ID, CLIENT_ID, Home};
use super::measure::time;
use super::report::{round_trips, s};
use super::standin::{CLIENT_SECRET, PASSWORD, PYTHON_TOOL};

/// What the same sign-in takes there; that it cannot be had spoils no bench.
pub fn told(home: &Home<'_>, user: &str, rtt: Duration) -> String {
    let Some(python) = installed() else { return "n/a: not installed".to_owned() };
    let user = format!("{user}@acme.test");
    let mut command = home.command(python, ["-c", PYTHON_TOOL]);
    command.args(["-i", CLIENT_ID, "-s", CLIENT_SECRET, "-d", "acme", "-a", APP_ID, "-u", &user]);
    command.args(["--onelogin-password", PASSWORD, "--aws-region", "eu-west-1"]);
    match time(&mut command) {
        Ok(took) => format!("{}, {}", s(took), round_trips(took, rtt)),
        Err(error) => format!("n/a: {}", error.to_string().lines().next_back().unwrap_or_default()),
    }
}

fn installed() -> Option<PathBuf> {
    let venv = env::var_os("OL_AWS_TEST_VENV").map(PathBuf::from);
    let venv = venv.unwrap_or_else(|| Path::new(env!("CARGO_MANIFEST_DIR")).join(".venv"));
    venv.join("bin/onelogin-aws-assume-role").is_file().then(|| venv.join("bin/python"))
}

//! The Python tool from PyPI, `onelogin-aws-assume-role`, where its virtual environment is: `OL_AWS_TEST_VENV`, as
//! tests/run sets it, else `.venv`.

use std::env;
use std::path::{Path, PathBuf};
use std::time::Duration;

use super::home::{APP_ID, CLIENT_ID, Home};
use super::measure::time;
use super::report::{round_trips, s};
use super::standin::{CLIENT_SECRET, PASSWORD};

/// It takes its hosts from templates alone: `%.0s` uses up the subdomain and prints none of it. Nobody is user 0: a
/// push user's device is then the one of the assertion, as it is for an API credential without that right. And the
/// stand-in takes an app's id as text alone.
const POINTED_AT_THE_STAND_IN: &str = r#"
import os
from aws_assume_role import aws_assume_role, onelogin_client as client
for name in ("TOKEN_REQUEST_URL", "GET_SAML_ASSERTION_URL", "GET_SAML_VERIFY_FACTOR", "GET_OTP_DEVICES_URL"):
    url = os.environ["OL_AWS_ONELOGIN_URL"] + "%.0s"
    template = getattr(client, name).replace("https://%s.onelogin.com", url).replace("/users/%s/", "/users/0%.0s/")
    setattr(client, name, template)
client.int = str
aws_assume_role.main()
"#;

/// What the same sign-in takes there; that it cannot be had spoils no bench.
pub fn told(home: &Home<'_>, user: &str, rtt: Duration) -> String {
    let Some(python) = installed() else { return "n/a: not installed".to_owned() };
    let user = format!("{user}@acme.test");
    let mut command = home.command(python, ["-c", POINTED_AT_THE_STAND_IN]);
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

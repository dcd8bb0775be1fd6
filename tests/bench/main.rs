//! `cargo run --release --example bench`: what ol-aws costs, against its limits and the Python tool that it replaces.
//!
//! `-- BINARY…` runs the fast path alone, of each binary in turn: to see what a change gains.

#![allow(clippy::print_stdout, clippy::print_stderr, reason = "a bench shows things")]

mod cold;
mod fast;
mod home;
mod many;
mod measure;
mod peak;
mod python;
mod report;
mod shell;
#[allow(dead_code, unused_imports, reason = "the tests use more of the stand-in than the bench does")]
#[path = "../standin/mod.rs"]
mod standin;

use std::env;
use std::error::Error;
use std::path::{Path, PathBuf};
use std::process::Command;
use std::time::Duration;

use home::Home;
use standin::StandIn;

type Result<T> = std::result::Result<T, Box<dyn Error>>;

/// The network round trip that the limits speak of.
const RTT: Duration = Duration::from_millis(100);

fn main() -> Result<()> {
    let arguments: Vec<_> = env::args_os().skip(1).collect();
    if arguments.first().is_some_and(|first| first == peak::HELPER) {
        return peak::helper(&arguments[1..]);
    }
    let near = StandIn::builder().tls().start();
    report::heading();
    if !arguments.is_empty() {
        for binary in arguments {
            let home = Home::new(&near, Path::new(&binary))?;
            fast::bench(&home)?;
            shell::bench(&home)?;
        }
        return Ok(());
    }
    let binary = build()?;
    let far = StandIn::builder().tls().rtt(RTT).start();
    let (at_hand, far_off) = (Home::new(&near, &binary)?, Home::new(&far, &binary)?);
    fast::bench(&at_hand)?;
    shell::bench(&at_hand)?;
    cold::bench(&at_hand, "at 0 ms", None)?;
    let one = cold::bench(&far_off, "at 100 ms", Some(RTT))?;
    many::login_all(&far_off, one)?;
    many::ten_thousand(&at_hand)
}

/// Builds the product as it is released, whatever the bench itself was built as; the binary.
fn build() -> Result<PathBuf> {
    let bench = env::current_exe()?;
    let target = bench.ancestors().nth(3).ok_or("the bench runs from cargo's target directory")?;
    let mut cargo = Command::new(env!("CARGO"));
    cargo.args(["build", "--quiet", "--release", "--bin", "ol-aws", "--manifest-path"]);
    cargo.arg(Path::new(env!("CARGO_MANIFEST_DIR")).join("Cargo.toml"));
    if !cargo.arg("--target-dir").arg(target).status()?.success() {
        return Err("the product does not build".into());
    }
    Ok(target.join("release/ol-aws").with_extension(env::consts::EXE_EXTENSION))
}

//! `completions`: the static scripts for packages. What asks at every TAB is in `shell/complete.*`.

use clap::CommandFactory as _;

use crate::cli::{Cli, Completions};
use crate::error::Result;
use crate::output;

/// # Errors
/// stdout cannot be written.
pub fn run(args: &Completions) -> Result<()> {
    let mut text = Vec::new();
    clap_complete::generate(args.shell.generator(), &mut Cli::command(), "ol-aws", &mut text);
    output::answer(&String::from_utf8_lossy(&text))
}

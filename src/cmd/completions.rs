//! `completions`: the static scripts for packages. What asks at every TAB is in `shell/complete.*`.

use clap::CommandFactory as _;

use crate::cli::{Cli, Completions};
use crate::error::Result;
use crate::output;
use crate::shell::Shell;

/// fish reads a package's file at the first TAB, although the integration completes already: both would be offered.
const GUARD: &str = "functions -q __ol_aws_complete; and exit\n";

/// # Errors
/// stdout cannot be written.
pub fn run(args: &Completions) -> Result<()> {
    let mut text = match args.shell {
        Shell::Fish => GUARD.into(),
        _ => Vec::new(),
    };
    let generator = match args.shell {
        Shell::Bash => clap_complete::Shell::Bash,
        Shell::Zsh => clap_complete::Shell::Zsh,
        Shell::Fish => clap_complete::Shell::Fish,
        Shell::PowerShell => clap_complete::Shell::PowerShell,
    };
    clap_complete::generate(generator, &mut Cli::command(), "ol-aws", &mut text);
    output::answer(&String::from_utf8_lossy(&text))
}

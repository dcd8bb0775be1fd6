//! `env`: a session as code for `eval`, or the code that takes it out again.

use super::setup::{self, About};
use crate::cli::EnvCommand;
use crate::error::Result;
use crate::handover::{self, Values};
use crate::shell::{Change, Format};
use crate::{flow, output};

/// # Errors
/// Whatever keeps a session from being had, or its values from being written in this format.
pub fn run(args: EnvCommand, format: Format) -> Result<()> {
    if args.unset {
        return print(format, &handover::unset());
    }
    let mut run = setup::run(args.options, About::Role(args.target))?;
    let values = Values::of(flow::session(&mut run, flow::FREELY)?);
    print(format, &values.changes())
}

fn print(format: Format, changes: &[Change<'_>]) -> Result<()> {
    let code = format.render(changes)?;
    output::answer(&code)
}

/// Makes the `eval` fail as well (contract §5).
pub fn failed(format: Format) {
    // stdout may be what failed.
    let _ = output::answer(format.on_failure());
}

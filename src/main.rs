//! The program: its words go in, an exit status comes out.

use std::process::ExitCode;

fn main() -> ExitCode {
    ol_aws::run(std::env::args_os().collect())
}

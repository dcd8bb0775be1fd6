//! `doctor`: what a sign-in needs, looked at piece by piece, and what mends each (contract §2).
//!
//! A file a group of checks; a check that stands alone goes on when others fail. Never signs in, sends no password,
//! keeps nothing: the one request that carries a secret asks for a token with the API credential, and drops it.

mod aws;
mod clock;
mod credential;
mod files;
mod keyring;
mod network;
mod reach;
mod report;
mod settings;
mod shell;

use super::setup::{self, About};
use crate::cli::Doctor;
use crate::env::Env;
use crate::error::Result;
use crate::output::{self, Level};
use crate::session::Store;
use network::Network;
use report::Report;

/// Tells all rows; whether none of them fails.
///
/// # Errors
/// An option has a value that it cannot have, or Ctrl-C.
pub fn run(args: Doctor) -> Result<bool> {
    let env = Env::current();
    let level = setup::set_level(&env, &args.options);
    if !output::tells(Level::Debug) {
        // What is a warning elsewhere is a row here.
        output::set_level(Level::Error);
    }
    let (settings, settings_rows) =
        settings::look(&env, setup::request(args.options, About::Role(None))?, level)?;
    // Opening the store makes what is missing: its folder, its key.
    let files_rows = files::rows(&settings);
    let store = Store::open();
    let Network { clock, rows } = network::look(&env, &settings)?;
    let report = Report(vec![
        ("settings", settings_rows),
        ("files", files_rows),
        (
            "keyring",
            [Some(keyring::session_key(store.as_ref())), keyring::saved_password(&settings)]
                .into_iter()
                .flatten()
                .collect(),
        ),
        ("clock", vec![clock]),
        ("network", rows),
        ("shell", vec![shell::integration(&env)]),
        ("aws", aws::rows(&env)),
    ]);
    output::answer(&if args.json { report.json()? } else { report.text(report::Paper::of_stdout(&env)) })?;
    Ok(report.is_well())
}

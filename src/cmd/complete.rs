//! `__complete`: what the shells ask at every TAB. No network, no sign-in, no question; what goes wrong is no answer.

use std::ffi::OsString;
use std::process::ExitCode;

use clap::ValueEnum as _;

use crate::complete::{self, Known, Line};
use crate::config::{self, KEYS, Origin, Request, paths};
use crate::env::Env;
use crate::flow::Run;
use crate::output::{self, Level};
use crate::session::Store;
use crate::shell::Shell;
use crate::ui;

/// Prints the candidates, and nothing else whatever happens.
pub fn run(words: &[OsString]) -> ExitCode {
    output::set_level(Level::Error);
    let words: Vec<String> = words.iter().map(|word| word.to_string_lossy().into_owned()).collect();
    if let [shell, dashes, words @ ..] = words.as_slice()
        && dashes == "--"
        && let Ok(shell) = Shell::from_str(shell, false)
    {
        let _ = output::answer(&complete::complete(shell, words, known));
    }
    ExitCode::SUCCESS
}

/// The names that the settings and the store hold, as the options on the line have it.
fn known(line: &Line<'_>) -> Option<Known> {
    let env = Env::current();
    // `--profile` may name something that is to be made.
    let settings = config::resolve(&env, request(line, true))
        .or_else(|_| config::resolve(&env, request(line, false)))
        .ok()?;
    // A TAB makes no store.
    let store = paths::cache_folder().ok().filter(|folder| folder.is_dir()).and_then(|_| Store::open().ok());
    let ui = ui::person(&env, true);
    let run = Run { env, settings, ui, store, force: false, no_login: true, forgetful: false };
    let roles = run.kept().roles().unwrap_or_default();
    Some(Known { profiles: run.settings.profiles().to_vec(), roles, aliases: run.settings.aliases })
}

fn request(line: &Line<'_>, with_profile: bool) -> Request {
    let mut request = Request { no_role: true, ..Request::default() };
    for (arg, value) in &line.given {
        match arg.get_id().as_str() {
            "config" => request.config = Some(value.into()),
            "config_file_path" => request.python_folder = Some(value.into()),
            "profile" if with_profile => request.profile = Some(value.clone()),
            _ => {
                let long = arg.get_long().unwrap_or_default();
                if let Some(names) = KEYS.iter().find(|names| names.option.strip_prefix("--") == Some(long))
                    && config::file::check(names.key, value).is_ok()
                {
                    request.options.set(names.key, value, Origin::Option(names.option));
                }
            }
        }
    }
    request
}

//! `config import`: what other tools know and `config.toml` does not, shown, and added where the person likes.

use std::io::{self, IsTerminal as _};
use std::path::{Path, PathBuf};

use secrecy::{ExposeSecret as _, SecretString};

use crate::cli::ConfigImport;
use crate::config::file::{self, ConfigFile};
use crate::config::import::{self, Found, Plan, Secret};
use crate::config::{Key, paths};
use crate::env::Env;
use crate::error::{Error, Result, Status};
use crate::keyring::{self, Entry};
use crate::output;
use crate::ui::{self, Question, Ui};

/// # Errors
/// There is nothing to import (status 1), a file cannot be used (status 2), or nothing can be written.
pub fn run(args: ConfigImport) -> Result<()> {
    let env = Env::current();
    let named = args.config.or_else(|| env.get("OL_AWS_CONFIG").map(PathBuf::from));
    let path = named.map_or_else(paths::config_file, Ok)?;
    let file = file::read(&path)?;
    args.config_file_path.as_deref().map_or(Ok(()), file::must_exist)?;
    let found = import::find(&env, args.config_file_path)?;
    found.iter().for_each(tell);
    let with_secrets: Vec<PathBuf> = found
        .iter()
        .filter(|found| found.has_secret())
        .flat_map(|found| found.files.first().cloned())
        .collect();
    let passwords: Vec<_> = found.iter().filter_map(|found| found.password.clone()).collect();
    let mut plan = Plan::new(&file, found);
    for kept in &plan.kept {
        output::info(&format!("kept as it is: {kept}"));
    }
    let mut secrets = Secrets::of(std::mem::take(&mut plan.secrets));
    secrets.add_passwords(passwords, &plan, &file);
    if plan.changes.is_empty() && secrets.are_none() {
        output::info(&format!("there is nothing to add to {}", path.display()));
        return Ok(());
    }
    secrets.tell();

    let shown = plan.changes.shown();
    let ui = ui::person(&env, false);
    let asks = ui.present() && !args.write;
    if asks {
        output::show(&format!("\n{shown}"));
    }
    if args.write || (asks && agrees(ui.as_ref(), &plan, &path)?) {
        secrets.keep(&mut plan, &path, asks.then_some(ui.as_ref()))?;
        plan.changes.write(&path)?;
        output::info(&format!("{} is written", path.display()));
        for old in with_secrets {
            output::info(&format!(
                "{} holds the client secret as before: remove it once ol-aws signs in",
                old.display()
            ));
        }
    } else {
        output::info(&format!(
            "nothing is written: ol-aws config import --write adds this to {}",
            path.display()
        ));
    }
    // On a terminal it has been seen.
    if asks && io::stdout().is_terminal() { Ok(()) } else { output::answer(&shown) }
}

fn tell(found: &Found) {
    let files: Vec<String> = found.files.iter().map(|file| file.display().to_string()).collect();
    output::info(&format!("found {}: {}", found.tool, files.join(", ")));
    found.notes.iter().for_each(|note| output::info(note));
}

fn agrees(ui: &dyn Ui, plan: &Plan, path: &Path) -> Result<bool> {
    let what = if plan.changes.is_empty() {
        "Do that?".to_owned()
    } else {
        format!("Add this to {}?", path.display())
    };
    ui.confirm(&Question { what, ways: "--write".to_owned(), key: None }, true)
}

/// The secrets that are not kept yet, and where they go.
enum Secrets {
    Keyring(Vec<(Entry, SecretString, String)>),
    /// There is no keyring, and why.
    File(Vec<Secret>, String),
}

impl Secrets {
    fn of(secrets: Vec<Secret>) -> Self {
        if let Err(why) = keyring::probe() {
            return Self::File(secrets, why);
        }
        let mut kept = Vec::new();
        for Secret { client_id, value, .. } in secrets {
            let entry = Entry::client_secret(&client_id);
            add(&mut kept, entry, value.expose().into(), format!("the client secret of {client_id}"));
        }
        Self::Keyring(kept)
    }

    /// A password that another tool keeps in the same keyring.
    fn add_passwords(&mut self, passwords: Vec<(&'static str, String)>, plan: &Plan, file: &ConfigFile) {
        let (Self::Keyring(kept), Some(subdomain)) = (self, plan.top(file, Key::Subdomain)) else { return };
        for (service, username) in passwords {
            match Entry::named(service, &username).get_text() {
                Ok(Some(password)) => {
                    let what = format!("the password of {username}, which {service} keeps there,");
                    add(kept, Entry::password(&username, subdomain), password, what);
                }
                Ok(None) => {}
                Err(why) => output::debug(&format!("{service}'s password cannot be read: {why}")),
            }
        }
    }

    fn are_none(&self) -> bool {
        match self {
            Self::Keyring(kept) => kept.is_empty(),
            Self::File(secrets, _) => secrets.is_empty(),
        }
    }

    fn tell(&self) {
        match self {
            Self::Keyring(kept) => {
                for (_, _, what) in kept {
                    output::info(&format!("{what} is for the operating system's keyring"));
                }
            }
            Self::File(secrets, why) if !secrets.is_empty() => {
                output::info(&format!(
                    "the operating system's keyring cannot be used for the client secret: {why}"
                ));
            }
            Self::File(..) => {}
        }
    }

    /// Puts them where they go. Into the file only where the person agrees, or has said `--write`.
    fn keep(self, plan: &mut Plan, path: &Path, ui: Option<&dyn Ui>) -> Result<()> {
        match self {
            Self::Keyring(kept) => {
                for (entry, secret, what) in kept {
                    entry.set(secret.expose_secret().as_bytes()).map_err(|why| {
                        Error::new(
                            Status::Failure,
                            format!("the operating system's keyring cannot keep {what}"),
                        )
                        .because(why)
                        .hint("unlock it and allow ol-aws to use it; nothing is written")
                    })?;
                }
            }
            Self::File(secrets, _) if !secrets.is_empty() => {
                let what = "Write the client secret into config.toml, for your eyes only?".to_owned();
                let agrees = match ui {
                    Some(ui) => {
                        ui.confirm(&Question { what, ways: "--write".to_owned(), key: None }, false)?
                    }
                    None => {
                        output::info(&format!(
                            "the client secret goes into {}, for your eyes only",
                            path.display()
                        ));
                        true
                    }
                };
                if agrees {
                    secrets.into_iter().for_each(|secret| plan.into_file(secret));
                } else {
                    output::info(
                        "the client secret is asked for, unless `client_secret_command` in config.toml gets it",
                    );
                }
            }
            Self::File(..) => {}
        }
        Ok(())
    }
}

/// What is kept there already is not replaced.
fn add(kept: &mut Vec<(Entry, SecretString, String)>, entry: Entry, secret: SecretString, what: String) {
    let is_there = entry.get_text().is_ok_and(|there| there.is_some());
    if !is_there && kept.iter().all(|(_, _, other)| *other != what) {
        kept.push((entry, secret, what));
    }
}

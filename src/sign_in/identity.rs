//! Who signs in, with what: from the settings, and what is missing from the person.

use std::io::Read as _;
use std::process::{Command, Stdio};

use secrecy::SecretString;
use zeroize::Zeroizing;

use crate::config::{Key, SecretSource, Settings};
use crate::error::{Error, Result};
use crate::ui::{Question, Ui};
use crate::{handover, output};

/// All that OneLogin wants to know before a factor.
pub struct Identity {
    pub username: String,
    pub password: SecretString,
    pub app_id: String,
    pub subdomain: String,
    pub client_id: String,
    pub client_secret: SecretString,
    /// What was typed and is no secret: it can be kept in the settings.
    pub typed: Vec<(Key, String)>,
}

impl Identity {
    /// Gathers it, asking for what is missing in the order that the Python tool's users know.
    ///
    /// # Errors
    /// Nobody is there to ask (status 8), or a command that should print a secret fails.
    pub fn gather(settings: &Settings, ui: &dyn Ui) -> Result<Self> {
        let mut typed = Vec::new();
        let mut text = |key: Key, what: &str| -> Result<String> {
            match settings.text(key) {
                Some(text) => Ok(text.to_owned()),
                None => {
                    let question = Question::about(key, what);
                    let answer = loop {
                        let answer = ui.text(&question)?;
                        match crate::config::file::check(key, &answer) {
                            Ok(()) => break answer,
                            Err(why) => output::warn(&why),
                        }
                    };
                    typed.push((key, answer.clone()));
                    Ok(answer)
                }
            }
        };
        let username = text(Key::Username, "OneLogin user name")?;
        let password =
            secret(settings.password()?, ui, Key::Password, &format!("OneLogin password of {username}"))?;
        let app_id = text(Key::AppId, "App id of the AWS app in OneLogin")?;
        let subdomain = text(Key::Subdomain, "OneLogin subdomain (the acme of acme.onelogin.com)")?;
        let client_id = text(Key::ClientId, "Client id of the OneLogin API credential")?;
        let client_secret = secret(
            settings.client_secret()?,
            ui,
            Key::ClientSecret,
            "Client secret of the OneLogin API credential",
        )?;
        Ok(Self { username, password, app_id, subdomain, client_id, client_secret, typed })
    }
}

fn secret(source: Option<SecretSource>, ui: &dyn Ui, key: Key, what: &str) -> Result<SecretString> {
    match source {
        Some(SecretSource::Value(value)) => Ok(value),
        Some(SecretSource::Command(words)) => printed_by(&words),
        None => ui.secret(&Question::about(key, what)),
    }
}

/// The first line that a command prints, run without a shell and without our secrets.
fn printed_by(words: &[String]) -> Result<SecretString> {
    let (program, arguments) =
        words.split_first().ok_or_else(|| Error::usage("a secret's command is empty"))?;
    let failed = |why: String| {
        Error::usage(format!("the command `{program}` gave no secret"))
            .because(why)
            .hint("run it by hand: it must print the secret, and end with status 0")
    };
    let mut command = Command::new(program);
    command.args(arguments).stdin(Stdio::null()).stdout(Stdio::piped());
    handover::withhold_secrets(&mut command);
    let mut child = command.spawn().map_err(|error| failed(error.to_string()))?;
    // Room at once, so that a growing buffer leaves no copies.
    let mut printed = Zeroizing::new(String::with_capacity(64 << 10));
    if let Some(stdout) = &mut child.stdout {
        stdout.take(64 << 10).read_to_string(&mut printed).map_err(|error| failed(error.to_string()))?;
    }
    drop(child.stdout.take());
    let status = child.wait().map_err(|error| failed(error.to_string()))?;
    if !status.success() {
        return Err(failed(format!("it ended with {status}")));
    }
    match printed.lines().next() {
        Some(line) if !line.is_empty() => Ok(line.into()),
        _ => Err(failed("it printed nothing".to_owned())),
    }
}

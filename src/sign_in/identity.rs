//! Who signs in, with what: from the settings, and what is missing from the person.

use std::io::{self, Read as _};
use std::process::{ChildStdout, Command, ExitStatus, Stdio};
use std::sync::mpsc;
use std::thread;
use std::time::Duration;

use secrecy::{ExposeSecret as _, SecretString};
use zeroize::Zeroizing;

use crate::config::{Key, SecretSource, Settings};
use crate::error::{Error, Result, Status};
use crate::session::Kept;
use crate::ui::{Question, Ui};
use crate::{handover, output};

/// All that OneLogin wants to know before a factor.
pub struct Identity {
    pub username: String,
    pub password: SecretString,
    pub app_id: String,
    pub subdomain: String,
    pub client_id: String,
    pub access: Access,
}

/// How OneLogin's API is to be used.
pub enum Access {
    /// With a token that is kept.
    Token(SecretString),
    /// With a new token, for the client secret.
    Secret(SecretString),
}

/// What tells whose sessions are meant.
const WHO: [Key; 3] = [Key::Username, Key::AppId, Key::Subdomain];

/// What is asked, in the order that the Python tool's users know.
const QUESTIONS: &[(Key, &str)] = &[
    (Key::Username, "OneLogin user name"),
    (Key::Password, "OneLogin password"),
    (Key::AppId, "App id of the AWS app in OneLogin"),
    (Key::Subdomain, "OneLogin subdomain (the acme of acme.onelogin.com)"),
    (Key::ClientId, "Client id of the OneLogin API credential"),
    (Key::ClientSecret, "Client secret of the OneLogin API credential"),
];

/// Sees to it that the settings tell who the user is, which is all that a kept session needs. Where that must be
/// asked for, the rest is asked for as well: this is somebody's first time.
///
/// # Errors
/// Nobody is there to ask (status 8).
pub fn settle(settings: &mut Settings, ui: &dyn Ui) -> Result<()> {
    if WHO.iter().all(|key| settings.text(*key).is_some()) {
        return Ok(());
    }
    for (key, _) in QUESTIONS {
        let known = match key {
            Key::Password => settings.password()?.is_some(),
            Key::ClientSecret => settings.client_secret()?.is_some(),
            _ => settings.text(*key).is_some(),
        };
        if !known {
            let answer = ask(settings, ui, *key)?;
            settings.answer(*key, answer.expose_secret());
        }
    }
    Ok(())
}

impl Identity {
    /// Gathers it, asking for what is missing.
    ///
    /// # Errors
    /// OneLogin has refused the password before, nobody is there to ask (status 8), or a command that should print a secret fails.
    pub fn gather(settings: &Settings, ui: &dyn Ui, kept: &Kept<'_>) -> Result<Self> {
        let text = |key| match settings.text(key) {
            Some(text) => Ok(text.to_owned()),
            None => ask(settings, ui, key).map(|answer| answer.expose_secret().to_owned()),
        };
        let username = text(Key::Username)?;
        let password = secret(settings.password()?, settings, ui, Key::Password)?;
        if let Some(words) = kept.refusal(&password) {
            return Err(Error::new(
                Status::SignIn,
                "OneLogin has refused this password, and it is not sent again",
            )
            .because(words)
            .hint(
                "use the right one; where this one is right after all, ol-aws logout --all forgets the refusal",
            ));
        }
        let (app_id, subdomain, client_id) = (text(Key::AppId)?, text(Key::Subdomain)?, text(Key::ClientId)?);
        let access = match kept.token(&client_id) {
            Some(token) => Access::Token(token),
            None => Access::Secret(secret(settings.client_secret()?, settings, ui, Key::ClientSecret)?),
        };
        Ok(Self { username, password, app_id, subdomain, client_id, access })
    }
}

/// Client id and secret of the API credential, asked for where they are missing.
///
/// # Errors
/// As [`Identity::gather`].
pub fn client_credential(settings: &Settings, ui: &dyn Ui) -> Result<(String, SecretString)> {
    let client_id = match settings.text(Key::ClientId) {
        Some(text) => text.to_owned(),
        None => ask(settings, ui, Key::ClientId)?.expose_secret().to_owned(),
    };
    Ok((client_id, secret(settings.client_secret()?, settings, ui, Key::ClientSecret)?))
}

fn ask(settings: &Settings, ui: &dyn Ui, key: Key) -> Result<SecretString> {
    let what = QUESTIONS.iter().find(|(asked, _)| *asked == key).map_or("", |(_, what)| what);
    let what = match settings.text(Key::Username) {
        Some(username) if key == Key::Password => format!("{what} of {username}"),
        _ => what.to_owned(),
    };
    let question = Question::about(key, what);
    if key.names().secret {
        return ui.secret(&question);
    }
    loop {
        let answer = ui.text(&question)?;
        match crate::config::file::check(key, &answer) {
            Ok(()) => return Ok(answer.into()),
            Err(why) => output::warn(&why),
        }
    }
}

fn secret(source: Option<SecretSource>, settings: &Settings, ui: &dyn Ui, key: Key) -> Result<SecretString> {
    match source {
        Some(source) => revealed(source, Duration::MAX),
        None => ask(settings, ui, key),
    }
}

/// A secret from its source. A command that should print it has so long, and is then ended.
///
/// # Errors
/// The command fails, prints nothing, or takes too long.
pub fn revealed(source: SecretSource, patience: Duration) -> Result<SecretString> {
    match source {
        SecretSource::Value(value) => Ok(value),
        SecretSource::Command(words) => printed_by(&words, patience),
    }
}

/// The first line that a command prints, run without a shell and without our secrets.
fn printed_by(words: &[String], patience: Duration) -> Result<SecretString> {
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
    let stdout = child.stdout.take();
    let (send, receive) = mpsc::channel();
    thread::spawn(move || send.send(stdout.map_or_else(|| Ok(Zeroizing::default()), all_of)));
    let Ok(printed) = receive.recv_timeout(patience) else {
        let _ = child.kill().and_then(|()| child.wait());
        return Err(failed(format!("it printed nothing within {} s", patience.as_secs())));
    };
    let printed = printed.map_err(|error| failed(error.to_string()))?;
    let status = child.wait().map_err(|error| failed(error.to_string()))?;
    if was_interrupted(status) {
        return Err(Error::interrupted());
    }
    if !status.success() {
        return Err(failed(format!("it ended with {status}")));
    }
    match printed.lines().next() {
        Some(line) if !line.is_empty() => Ok(line.into()),
        _ => Err(failed("it printed nothing".to_owned())),
    }
}

fn all_of(stdout: ChildStdout) -> io::Result<Zeroizing<String>> {
    // Room at once, so that a growing buffer leaves no copies.
    let mut printed = Zeroizing::new(String::with_capacity(64 << 10));
    stdout.take(64 << 10).read_to_string(&mut printed)?;
    Ok(printed)
}

/// Ctrl-C goes to the command as well, and the command's end is then the person's wish.
#[cfg(unix)]
fn was_interrupted(status: ExitStatus) -> bool {
    use std::os::unix::process::ExitStatusExt as _;
    status.signal() == Some(nix::libc::SIGINT)
}

#[cfg(not(unix))]
fn was_interrupted(_: ExitStatus) -> bool {
    false
}

#[cfg(all(test, unix))]
mod tests {
    use std::time::Instant;

    use super::*;

    #[test]
    fn a_command_that_does_not_end_is_ended() {
        let command = |line: &str| SecretSource::Command(shell_words::split(line).unwrap());
        let began = Instant::now();
        let error = revealed(command("sleep 60"), Duration::from_secs(1)).unwrap_err();
        assert!(began.elapsed() < Duration::from_secs(20));
        assert_eq!(error.because.as_deref(), Some("it printed nothing within 1 s"));
        let secret = revealed(command("printf 'hush\\nnot this'"), Duration::from_secs(20)).unwrap();
        assert_eq!(secret.expose_secret(), "hush");
    }
}

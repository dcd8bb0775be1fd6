//! Who signs in, with what: from the settings, and what is missing from the person.

use std::io::{self, Read as _};
use std::process::{ChildStdout, Command, ExitStatus, Stdio};
use std::sync::mpsc;
use std::thread;
use std::time::Duration;

use secrecy::{ExposeSecret as _, SecretString};
use zeroize::Zeroizing;

use crate::config::{Key, SecretSource, Settings};
use crate::error::{Error, Result, Status, Wrong};
use crate::keyring::Entry;
use crate::session::{Kept, Refusal};
use crate::ui::{Question, Ui};
use crate::{handover, output};

/// All that OneLogin wants to know before a factor.
pub struct Identity {
    pub username: String,
    pub password: SecretString,
    source: Source,
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

/// Where the password came from.
enum Source {
    /// An option, a variable, a file, or the person.
    Settings,
    Keyring(Entry),
    /// The person, instead of the one that is kept there.
    Instead(Entry),
}

/// What a refused password in the keyring begins with: no password has a control character.
const REFUSED: char = '\0';

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
    let all: Vec<Key> = QUESTIONS.iter().map(|(key, _)| *key).collect();
    ask_missing(settings, ui, &all)
}

/// Asks for those of the settings that are not known, in this order.
///
/// # Errors
/// Nobody is there to ask (status 8).
pub fn ask_missing(settings: &mut Settings, ui: &dyn Ui, keys: &[Key]) -> Result<()> {
    for key in keys {
        let known = match key {
            Key::Password => settings.password()?.is_some() || kept_password(settings).is_some(),
            Key::ClientSecret => known_client_secret(settings)?.is_some(),
            _ => settings.text(*key).is_some(),
        };
        if !known {
            ask_again(settings, ui, *key)?;
        }
    }
    Ok(())
}

/// Asks for a setting, whatever is known.
///
/// # Errors
/// Nobody is there to ask (status 8).
pub fn ask_again(settings: &mut Settings, ui: &dyn Ui, key: Key) -> Result<()> {
    let answer = ask(settings, ui, key)?;
    settings.answer(key, answer.expose_secret());
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
        let (password, source) = password(settings, ui, kept)?;
        let (app_id, subdomain, client_id) = (text(Key::AppId)?, text(Key::Subdomain)?, text(Key::ClientId)?);
        let access = match kept.token(&client_id) {
            Some(token) => Access::Token(token),
            None => Access::Secret(client_secret(settings, ui)?),
        };
        Ok(Self { username, password, source, app_id, subdomain, client_id, access })
    }

    /// OneLogin has refused the password for good: the one in the keyring is marked there, for the mark must outlive all
    /// else that is kept. True: gathered again, a person is asked for another.
    pub fn refused(&self, error: &Error, ui: &dyn Ui) -> bool {
        let Source::Keyring(entry) = &self.source else { return false };
        if error.wrong != Some(Wrong::Password) {
            return false;
        }
        let marked = Zeroizing::new(format!("{REFUSED}{}", self.password.expose_secret()));
        let is_marked = entry.set(marked.as_bytes()).or_else(|_| entry.forget().map(drop));
        if let Err(why) = &is_marked {
            output::warn(&format!("the keyring still has the refused password: {why}"));
        }
        is_marked.is_ok() && ui.present()
    }

    /// OneLogin has accepted the password: one that was typed instead of the kept one takes its place.
    pub fn accepted(&self) {
        let Source::Instead(entry) = &self.source else { return };
        match entry.set(self.password.expose_secret().as_bytes()) {
            Ok(()) => output::info("the keyring keeps this password from now on"),
            Err(why) => output::warn(&format!("the keyring cannot keep this password: {why}")),
        }
    }
}

/// The password: by the settings, from the keyring, else the person's. One that was refused is none of them.
fn password(settings: &Settings, ui: &dyn Ui, kept: &Kept<'_>) -> Result<(SecretString, Source)> {
    let refused = |refusal: Refusal, hint: &str| {
        Error::new(Status::SignIn, "OneLogin has refused this password, and it is not sent again")
            .wrong(Wrong::Password)
            .because(refusal.because)
            .hint(format!(
                "{hint}; where this one is right after all, ol-aws logout --all forgets the refusal"
            ))
    };
    let checked = |password: SecretString, source| match kept.refusal(&password) {
        Some(refusal) => Err(refused(refusal, "use the right one")),
        None => Ok((password, source)),
    };
    if let Some(source) = settings.password()? {
        return checked(given(source)?, Source::Settings);
    }
    let Some((password, entry)) = kept_password(settings) else {
        return checked(ask(settings, ui, Key::Password)?, Source::Settings);
    };
    const REPLACE: &str = "ol-aws password set replaces the one that the keyring keeps";
    if !password.expose_secret().starts_with(REFUSED) {
        return match kept.refusal(&password) {
            None => Ok((password, Source::Keyring(entry))),
            Some(refusal) => Err(refused(refusal, REPLACE)),
        };
    }
    if ui.present() {
        output::warn("OneLogin has refused the password that the keyring keeps");
        return checked(ask(settings, ui, Key::Password)?, Source::Instead(entry));
    }
    let what = "OneLogin has refused the password that the keyring keeps, and it is not sent again";
    Err(Error::new(Status::SignIn, what).wrong(Wrong::Password).hint(REPLACE))
}

/// Where the keyring keeps the password of the user of these settings, who is asked for where need be.
///
/// # Errors
/// Nobody is there to ask (status 8).
pub fn kept_password_place(settings: &mut Settings, ui: &dyn Ui) -> Result<Entry> {
    ask_missing(settings, ui, &[Key::Username, Key::Subdomain])?;
    let text = |key| settings.text(key).unwrap_or_default();
    Ok(Entry::password(text(Key::Username), text(Key::Subdomain)))
}

/// The password that a person types.
///
/// # Errors
/// Nobody is there to ask (status 8).
pub fn ask_password(settings: &Settings, ui: &dyn Ui) -> Result<SecretString> {
    ask(settings, ui, Key::Password)
}

/// The password in the keyring, and its place there.
pub fn kept_password(settings: &Settings) -> Option<(SecretString, Entry)> {
    let entry = Entry::password(settings.text(Key::Username)?, settings.text(Key::Subdomain)?);
    Some((in_keyring(&entry)?, entry))
}

/// A machine without a keyring is nothing to speak of.
fn in_keyring(entry: &Entry) -> Option<SecretString> {
    entry.get_text().unwrap_or_else(|why| {
        output::debug(&format!("the operating system's keyring does not serve: {why}"));
        None
    })
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
    Ok((client_id, client_secret(settings, ui)?))
}

fn client_secret(settings: &Settings, ui: &dyn Ui) -> Result<SecretString> {
    match known_client_secret(settings)? {
        Some(source) => given(source),
        None => ask(settings, ui, Key::ClientSecret),
    }
}

/// The client secret, if it is known where from: the settings, or the operating system's keyring.
///
/// # Errors
/// Its command cannot be split into words.
pub fn known_client_secret(settings: &Settings) -> Result<Option<SecretSource>> {
    let kept = || {
        let entry = Entry::client_secret(settings.text(Key::ClientId)?);
        in_keyring(&entry).map(SecretSource::Value)
    };
    Ok(settings.client_secret()?.or_else(kept))
}

/// Asks for a setting anew: Enter alone keeps what is known of one that is no secret. The answer counts from here on.
///
/// # Errors
/// Nobody is there to ask (status 8).
pub fn ask_anew(settings: &mut Settings, ui: &dyn Ui, key: Key) -> Result<()> {
    let answer = match settings.text(key).filter(|_| !key.names().secret) {
        Some(known) => valid(key, || ui.text_or(&question(settings, key), known))?.into(),
        None => ask(settings, ui, key)?,
    };
    settings.answer(key, answer.expose_secret());
    Ok(())
}

fn ask(settings: &Settings, ui: &dyn Ui, key: Key) -> Result<SecretString> {
    let question = question(settings, key);
    if key.names().secret { ui.secret(&question) } else { valid(key, || ui.text(&question)).map(Into::into) }
}

fn question(settings: &Settings, key: Key) -> Question {
    let what = QUESTIONS.iter().find(|(asked, _)| *asked == key).map_or("", |(_, what)| what);
    let what = match settings.text(Key::Username) {
        Some(username) if key == Key::Password => format!("{what} of {username}"),
        _ => what.to_owned(),
    };
    Question::about(key, what)
}

/// Asks until the answer can be the key's value.
///
/// # Errors
/// Those of `ask`.
pub fn valid(key: Key, ask: impl Fn() -> Result<String>) -> Result<String> {
    loop {
        let answer = ask()?;
        match crate::config::file::check(key, &answer) {
            Ok(()) => return Ok(answer),
            Err(why) => output::warn(&why),
        }
    }
}

fn given(source: SecretSource) -> Result<SecretString> {
    revealed(source, Duration::MAX)
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

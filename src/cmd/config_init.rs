//! `config init`: the questions of a first time, each answer tried at the service as it is given; then the file.

use std::path::Path;

use secrecy::{ExposeSecret as _, SecretString};

use super::setup::{self, About};
use crate::cli::ConfigInit;
use crate::config::file::{self, ConfigFile};
use crate::config::{Changes, Key, Value};
use crate::error::{Error, Result, Status, Wrong};
use crate::flow::{self, Run};
use crate::keyring::{self, Entry};
use crate::output;
use crate::role::Role;
use crate::shell::{self, Shell};
use crate::sign_in::ask_anew;
use crate::ui::Question;

/// # Errors
/// Nobody is there to ask (status 8), the person gives up, or the service cannot be had.
pub fn run(args: ConfigInit) -> Result<()> {
    let run = setup::run(args.options, About::FirstTime)?;
    if let Some(why) = run.ui.absent() {
        let path = run.settings.config_path.display();
        return Err(Error::new(Status::Ask, "config init has questions to ask").because(why).hint(format!(
            "run it at a terminal; or write {path} (ol-aws config path), or set OL_AWS_SUBDOMAIN, OL_AWS_USERNAME, \
             OL_AWS_APP_ID, OL_AWS_CLIENT_ID, OL_AWS_CLIENT_SECRET"
        )));
    }
    let file = file::read(&run.settings.config_path)?;
    let mut setup = Setup { run, secret: None, password: None, refused: Vec::new() };
    output::show("Enter alone takes what stands in brackets. Ctrl-C leaves everything as it was.\n\n");
    setup.tenant()?;
    setup.credential()?;
    let roles = setup.sign_in()?;
    setup.region()?;
    let default = setup.default_target(&file, &roles)?;
    let secrets = setup.places()?;
    setup.write(&file, default, secrets, &roles)
}

/// What is known so far. The answers are in the settings of the run.
struct Setup {
    run: Run,
    /// The client secret, where it was typed.
    secret: Option<SecretString>,
    /// The password, where it was typed.
    password: Option<SecretString>,
    /// User names and passwords that were refused together: where nothing can be kept, nobody else remembers.
    refused: Vec<(String, SecretString)>,
}

/// Where the typed secrets go.
#[derive(Default)]
struct Places {
    keyring: Vec<(Entry, SecretString, &'static str)>,
    /// The client secret, into the file.
    file: Option<SecretString>,
}

impl Setup {
    fn text(&self, key: Key) -> &str {
        self.run.settings.text(key).unwrap_or_default()
    }

    fn ask(&mut self, key: Key) -> Result<()> {
        ask_anew(&mut self.run.settings, self.run.ui.as_ref(), key)
    }

    fn agrees(&self, what: String, default: bool) -> Result<bool> {
        self.run.ui.confirm(&Question { what, ways: String::new(), key: None }, default)
    }

    fn pick(&self, what: &str, rows: Vec<String>) -> Result<usize> {
        self.run.ui.pick(&Question { what: what.to_owned(), ways: String::new(), key: None }, rows)
    }

    /// The subdomain, and the host: what is set stands first.
    fn tenant(&mut self) -> Result<()> {
        self.ask(Key::Subdomain)?;
        self.host()
    }

    fn host(&mut self) -> Result<()> {
        let own = format!("{}.onelogin.com", self.text(Key::Subdomain));
        let mut hosts =
            [("us", "api.us.onelogin.com".to_owned()), ("eu", "api.eu.onelogin.com".to_owned()), ("", own)];
        let is_own = self.run.settings.text(Key::Host).is_some();
        let known = if is_own { "" } else { self.text(Key::OneLoginRegion) };
        hosts.sort_by_key(|(region, _)| *region != known);
        let rows = hosts.iter().map(|(_, host)| host.clone()).collect();
        let (region, _) = hosts[self.pick("OneLogin's API is at", rows)?];
        let settings = &mut self.run.settings;
        settings.take_back(Key::Host);
        settings.take_back(Key::OneLoginRegion);
        match region {
            "" => settings.answer(Key::Host, "subdomain"),
            region => settings.answer(Key::OneLoginRegion, region),
        }
        Ok(())
    }

    /// Client id and secret, until OneLogin gives a token for them.
    fn credential(&mut self) -> Result<()> {
        output::show("An API credential is made in OneLogin under Developers > API Credentials.");
        // The client id whose secret need not be asked for.
        let mut known = self.run.settings.text(Key::ClientId).map(str::to_owned);
        loop {
            self.ask(Key::ClientId)?;
            if self.run.settings.text(Key::ClientId) != known.as_deref() || !self.knows_secret()? {
                self.ask(Key::ClientSecret)?;
                self.secret = self.run.settings.text(Key::ClientSecret).map(SecretString::from);
            }
            match flow::try_credential(&self.run) {
                Ok(()) => {
                    output::show("OneLogin takes the client id and secret.\n\n");
                    return Ok(());
                }
                Err(error) if error.wrong == Some(Wrong::Credential) => {
                    tell(&error, "Once more: the host, the client id and the client secret belong together.");
                    known = None;
                    self.host()?;
                }
                Err(error) => {
                    self.again(error)?;
                    known = self.run.settings.text(Key::ClientId).map(str::to_owned);
                    self.tenant()?;
                }
            }
        }
    }

    fn knows_secret(&self) -> Result<bool> {
        let in_keyring = || Entry::client_secret(self.text(Key::ClientId)).get_text();
        Ok(self.run.settings.client_secret()?.is_some() || matches!(in_keyring(), Ok(Some(_))))
    }

    /// User name, password and app id, until they bring roles.
    fn sign_in(&mut self) -> Result<Vec<Role>> {
        self.ask(Key::Username)?;
        if !self.knows_password()? {
            self.ask_password()?;
        }
        output::show("In OneLogin's administration, the app's address holds its id: /apps/ID/edit.");
        self.ask(Key::AppId)?;
        loop {
            let error = match flow::roles_by_assertion(&self.run, true) {
                Ok(roles) => {
                    output::show(&format!("Signed in: {}.\n\n", counted(&roles)));
                    return Ok(roles);
                }
                Err(error) => error,
            };
            match error.wrong {
                Some(Wrong::Subdomain) => {
                    tell(&error, "Once more: the subdomain.");
                    self.ask(Key::Subdomain)?;
                }
                Some(Wrong::Password) => {
                    tell(&error, "Once more: the user name and the password.");
                    let refused =
                        self.password.take().map(|password| (self.text(Key::Username).to_owned(), password));
                    self.refused.extend(refused);
                    self.ask(Key::Username)?;
                    self.ask_password()?;
                }
                Some(Wrong::Credential) => {
                    tell(&error, "Once more: the API credential.");
                    self.credential()?;
                }
                // An app that gives no AWS roles is another one.
                wrong if wrong == Some(Wrong::App) || error.status == Status::Role => {
                    tell(&error, "Once more: the app id.");
                    self.ask(Key::AppId)?;
                }
                _ => self.again(error)?,
            }
        }
    }

    fn knows_password(&self) -> Result<bool> {
        let entry = Entry::password(self.text(Key::Username), self.text(Key::Subdomain));
        Ok(self.run.settings.password()?.is_some() || matches!(entry.get_text(), Ok(Some(_))))
    }

    fn ask_password(&mut self) -> Result<()> {
        loop {
            self.ask(Key::Password)?;
            let (username, password) = (self.text(Key::Username), self.text(Key::Password));
            let is_refused = |(of, refused): &(String, SecretString)| {
                of == username && refused.expose_secret() == password
            };
            if !self.refused.iter().any(is_refused) {
                self.password = Some(password.into());
                return Ok(());
            }
            output::show("OneLogin has refused this password, and it is not sent again.");
        }
    }

    /// What no answer was at fault for may be tried again: a push that nobody answered, a network that failed.
    fn again(&self, error: Error) -> Result<()> {
        if !matches!(error.status, Status::Mfa | Status::Network) {
            return Err(error);
        }
        output::show(&output::printable(&error.in_a_line()));
        if self.agrees("Try again?".to_owned(), true)? { Ok(()) } else { Err(error) }
    }

    /// The AWS region; none is an answer.
    fn region(&mut self) -> Result<()> {
        let known = self.text(Key::Region).to_owned();
        let what =
            if known.is_empty() { "AWS region, such as eu-west-1; Enter for none" } else { "AWS region" };
        loop {
            let answer = self.run.ui.text_or(&Question::about(Key::Region, what), &known)?;
            match file::check(Key::Region, &answer) {
                _ if answer.is_empty() => return Ok(()),
                Ok(()) => {
                    self.run.settings.answer(Key::Region, &answer);
                    return Ok(());
                }
                Err(why) => output::warn(&why),
            }
        }
    }

    /// The target that stands for none: one of the roles. None: as it is.
    fn default_target(&self, file: &ConfigFile, roles: &[Role]) -> Result<Option<String>> {
        if roles.len() < 2 {
            return Ok(None);
        }
        let first = match &file.default {
            Some(target) => format!("{target}, as it is"),
            None => "none: ask each time".to_owned(),
        };
        let labels: Vec<String> = roles.iter().map(|role| self.run.settings.aliases.label(role)).collect();
        let rows = [vec![first], labels.clone()].concat();
        let picked = self.pick("Default role", rows)?;
        Ok(picked.checked_sub(1).map(|index| labels[index].clone()))
    }

    /// Where the typed secrets go, as the person likes.
    fn places(&self) -> Result<Places> {
        let mut places = Places::default();
        let keyring = keyring::probe();
        if let (Err(why), true) = (&keyring, self.secret.is_some() || self.password.is_some()) {
            output::show(&format!("No keyring of the operating system can be used: {why}.\n"));
        }
        if let Some(secret) = &self.secret {
            let entry = Entry::client_secret(self.text(Key::ClientId));
            if keyring.is_ok() {
                if self
                    .agrees("Keep the client secret in the operating system's keyring?".to_owned(), true)?
                {
                    places.keyring.push((entry, secret.clone(), "client secret"));
                }
            } else if self
                .agrees("Write the client secret into config.toml, for your eyes only?".to_owned(), false)?
            {
                places.file = Some(secret.clone());
            }
            if places.keyring.is_empty() && places.file.is_none() {
                output::show("It is asked for, unless `client_secret_command` in the file gets it.");
            }
        }
        if let Some(password) = &self.password {
            let entry = Entry::password(self.text(Key::Username), self.text(Key::Subdomain));
            if keyring.is_ok() && self.agrees("Keep the password there?".to_owned(), true)? {
                places.keyring.push((entry, password.clone(), "password"));
            } else {
                output::show("The password is asked for, unless `password_command` in the file gets it.");
            }
        }
        Ok(places)
    }

    /// What the file does not say yet.
    fn changes(&self, file: &ConfigFile, default: Option<String>, secret: Option<SecretString>) -> Changes {
        let there = |key| file.layer.get(key).map(|(value, _)| value.expose());
        let answers = self.run.settings.answers().iter();
        let new = answers.filter(|(key, answer)| there(*key) != Some(answer));
        let mut settings: Vec<_> = new.map(|(key, answer)| (*key, Value::of(*key, answer))).collect();
        let mut outdated = Vec::new();
        if self.secret.is_some() {
            // Else the file's would still count.
            outdated.push(Key::ClientSecretCommand);
            outdated.extend(secret.is_none().then_some(Key::ClientSecret));
        }
        if self.run.settings.answers().iter().any(|(key, _)| *key == Key::OneLoginRegion) {
            outdated.push(Key::Host);
        }
        outdated.retain(|key| there(*key).is_some());
        outdated.sort();
        settings.extend(secret.map(|secret| (Key::ClientSecret, Value::Secret(secret))));
        settings.sort_by_key(|(key, _)| *key);
        Changes { default, settings, removed: outdated, ..Changes::default() }
    }

    /// Shows what will be written, and writes it where the person agrees.
    fn write(
        &self,
        file: &ConfigFile,
        default: Option<String>,
        places: Places,
        roles: &[Role],
    ) -> Result<()> {
        let path: &Path = &self.run.settings.config_path;
        let with_secret = places.file.is_some();
        let has_default = default.is_some() || file.default.is_some() || roles.len() < 2;
        let changes = self.changes(file, default, places.file);
        if changes.is_empty() && places.keyring.is_empty() {
            output::show(&format!("\n{} says all of it already.\n", path.display()));
            return Ok(());
        }
        if !changes.is_empty() {
            output::show(&format!("\n{}", changes.shown()));
            for key in &changes.removed {
                output::show(&format!("# `{}` is taken out: it was for other answers", key.names().path));
            }
            if with_secret {
                output::show("\n# and the client secret, which is not shown");
            }
            if !self.agrees(format!("Write this to {}?", path.display()), true)? {
                output::show("Nothing is written.");
                return Ok(());
            }
            changes.write(path)?;
        }
        for (entry, secret, what) in places.keyring {
            if let Err(why) = entry.set(secret.expose_secret().as_bytes()) {
                output::warn(&format!("the keyring cannot keep the {what}, which will be asked for: {why}"));
            }
        }
        let target =
            (!has_default).then(|| roles.first().map(|role| self.run.settings.aliases.label(role))).flatten();
        output::show(&next(path, target.as_deref()));
        Ok(())
    }
}

/// A refusal, and what is asked next.
fn tell(error: &Error, next: &str) {
    // What a service says is one line.
    output::show(&format!("{}\n{next}", output::printable(&error.in_a_line())));
}

/// `8 roles in 4 accounts`.
fn counted(roles: &[Role]) -> String {
    let accounts: std::collections::BTreeSet<&str> = roles.iter().map(Role::account).collect();
    let number = |count: usize, what: &str| format!("{count} {what}{}", if count == 1 { "" } else { "s" });
    format!("{} in {}", number(roles.len(), "role"), number(accounts.len(), "account"))
}

/// What to do now.
fn next(path: &Path, target: Option<&str>) -> String {
    let target = target.map(|target| format!("{} ", shell_words::quote(target))).unwrap_or_default();
    let mut text = format!(
        "\n{} is written. To go on:\n  ol-aws roles\n  ol-aws exec {target}-- aws sts get-caller-identity\n",
        path.display()
    );
    if let Some(shell) = Shell::of(shell::calling()) {
        let (line, file) = shell.start();
        text.push_str(&format!("For `ol-aws use`, completion and the prompt, add to {file}:\n  {line}\n"));
    }
    text
}

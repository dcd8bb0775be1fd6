//! `assume-role`: the Python tool's own walk-through, by its options, its files, its questions and their order
//! (onelogin-python-aws-assume-role 2.1.1). The person's answers stay for the rounds that follow.

mod choose;

use std::path::PathBuf;
use std::time::Duration;

use secrecy::{ExposeSecret as _, SecretString};

use super::credential_process;
use super::setup::{self, About};
use crate::cli::{AssumeRole, SignInOptions};
use crate::config::{Key, SessionLength};
use crate::error::{Error, Result, Status, Wrong};
use crate::flow::{self, Run, SignedIn};
use crate::keyring::Entry;
use crate::role::Role;
use crate::session::{Kind, Owner, Session};
use crate::shell::{Change, Format};
use crate::sign_in::{ask_again, ask_missing};
use crate::ui::{self, Question};
use crate::{aws_files, output};
use choose::{choose, or_default, region};

/// Minutes between two rounds.
const PAUSE: std::ops::RangeInclusive<i64> = 15..=60;
/// How often something that was wrong is asked for in a round.
const TRIES: usize = 6;

/// # Errors
/// Whatever keeps a session from being had where nobody can mend it, or from being written.
pub fn run(args: AssumeRole) -> Result<()> {
    let options = options(&args);
    let by_hand = credential_process::by_hand(None, &options);
    let mut run = setup::run(options, About::Walk)?;
    for (key, value, option) in [
        (Key::ClientId, &args.client_id, "--client_id"),
        (Key::ClientSecret, &args.client_secret, "--client_secret"),
        (Key::Password, &args.onelogin_password, "--onelogin-password"),
    ] {
        let Some(value) = value else { continue };
        if key.names().secret {
            let ways = key.names().variables.concat();
            output::warn(&format!(
                "{option}: others on this machine can read a command line; {ways} is safer"
            ));
        }
        run.settings.give(key, value, option);
    }
    if args.credential_process {
        if args.r#loop != 1 {
            return Err(Error::usage("--credential-process cannot be combined with --loop")
                .hint("the SDK comes again by itself"));
        }
        // stdin is the SDK's.
        run.ui = ui::person(&run.env, false);
        return credential_process::answer(&mut run, &by_hand);
    }
    // What is handed over is always new, and has its whole time left.
    run.force = true;
    run.forgetful = !args.cache_saml;
    let saves = args.file.is_some() || run.settings.walk.profile.is_some();
    let section = run.settings.walk.profile.clone().unwrap_or_else(|| "default".to_owned());
    let file = args.file.clone().map_or_else(|| aws_files::credentials(&run.env), Ok)?;
    let mut walk = Walk {
        args: &args,
        run,
        signed_in: None,
        chosen: None,
        refused: Vec::new(),
        section: saves.then_some(section),
        file,
    };
    walk.rounds()
}

/// The options that other commands have too. What the Python tool clamps is clamped.
fn options(args: &AssumeRole) -> SignInOptions {
    let within =
        |number: i64, lowest: u32, highest: u32| number.clamp(lowest.into(), highest.into()).to_string();
    let length = |seconds: i64| within(seconds, SessionLength::SHORTEST, SessionLength::LONGEST);
    SignInOptions {
        profile: args.profile.clone(),
        config_file_path: args.config_file_path.clone(),
        onelogin_subdomain: args.onelogin_subdomain.clone(),
        onelogin_region: args.region.clone(),
        onelogin_username: args.onelogin_username.clone(),
        onelogin_app_id: args.onelogin_app_id.clone(),
        saml_api_version: args.saml_api_version.map(|version| within(version, 1, 2)),
        ip: args.ip.clone(),
        otp: args.otp.clone(),
        aws_account_id: args.aws_account_id.clone(),
        aws_role_name: args.aws_role_name.clone(),
        aws_region: args.aws_region.as_deref().filter(|region| !region.is_empty()).map(or_default),
        // 0 is as good as nothing, there.
        duration: args.duration.filter(|seconds| *seconds != 0).map(length),
        ..SignInOptions::default()
    }
}

struct Walk<'a> {
    args: &'a AssumeRole,
    run: Run,
    signed_in: Option<SignedIn>,
    /// Role and region, once they are.
    chosen: Option<(Role, String)>,
    /// Passwords that OneLogin has refused in this run, where nothing can be kept.
    refused: Vec<SecretString>,
    /// The section of the credentials file; none: exports are printed.
    section: Option<String>,
    file: PathBuf,
}

/// Who or what is asked for anew before a round.
#[derive(Clone, Copy, Eq, PartialEq)]
enum Anew {
    Nothing,
    Role,
    User,
}

impl Walk<'_> {
    fn rounds(&mut self) -> Result<()> {
        let rounds = self.args.r#loop.max(0);
        let pause =
            Duration::from_secs(60 * self.args.time.clamp(*PAUSE.start(), *PAUSE.end()).unsigned_abs());
        let mut anew = Anew::Nothing;
        let mut done = 0;
        while done < rounds {
            let session = self.round(anew)?;
            self.hand_over(session)?;
            done += 1;
            // A code is good for once.
            self.run.settings.take_back(Key::Otp);
            if self.args.interactive {
                match self.next()? {
                    Anew::Nothing => return Ok(()),
                    next => anew = next,
                }
                done -= 1;
            } else if done < rounds {
                output::info(&format!(
                    "{} more to come, one every {} min",
                    rounds - done,
                    pause.as_secs() / 60
                ));
                flow::wait(&self.run, pause)?;
            }
        }
        Ok(())
    }

    /// A session, whatever has to be asked for again on the way.
    fn round(&mut self, mut anew: Anew) -> Result<Session> {
        let mut tries = 0;
        loop {
            self.ask_before(anew)?;
            let before = self.chosen.clone().filter(|_| anew == Anew::Nothing);
            let mut chosen = None;
            let order = self.args.role_order;
            let fresh = !self.args.cache_saml;
            let done = flow::round(&self.run, fresh, &mut self.signed_in, |roles| {
                let picked = match before {
                    Some(before) if roles.contains(&before.0) => before,
                    _ => (choose(&self.run, roles, order, anew == Anew::Nothing)?, region(&self.run)?),
                };
                chosen = Some(picked.clone());
                Ok(picked)
            });
            let error = match done {
                Ok(session) => {
                    self.chosen = chosen;
                    return Ok(session);
                }
                Err(error) => error,
            };
            tries += 1;
            if !self.run.ui.present() || tries == TRIES {
                return Err(error);
            }
            anew = self.mend(error)?;
        }
    }

    /// What the round needs to know before it begins, in the Python tool's order.
    fn ask_before(&mut self, anew: Anew) -> Result<()> {
        let (settings, ui) = (&mut self.run.settings, self.run.ui.as_ref());
        if anew == Anew::User {
            self.signed_in = None;
            self.chosen = None;
            settings.take_back(Key::Otp);
            ask_again(settings, ui, Key::Username)?;
            self.ask_password()?;
        }
        if self.signed_in.is_some() {
            return Ok(());
        }
        if self.args.cache_saml && self.reuse()? {
            return Ok(());
        }
        let (settings, ui) = (&mut self.run.settings, self.run.ui.as_ref());
        ask_missing(settings, ui, &[Key::Username])?;
        if settings.password()?.is_none() {
            self.look_in_keychain()?;
        }
        ask_missing(
            &mut self.run.settings,
            self.run.ui.as_ref(),
            &[Key::Password, Key::AppId, Key::Subdomain],
        )
    }

    /// The user of the last `--cache-saml`, where none is named. True: that one's assertion is still good, and nothing
    /// needs to be asked.
    fn reuse(&mut self) -> Result<bool> {
        const WHO: [Key; 3] = [Key::Username, Key::AppId, Key::Subdomain];
        let run = &mut self.run;
        let Some(last) = run.store.as_ref().and_then(|store| store.get::<Owner>(Kind::Walk, &[])) else {
            return Ok(run.kept().assertion().is_some());
        };
        let named: Vec<Option<String>> =
            WHO.iter().map(|key| run.settings.text(*key).map(str::to_owned)).collect();
        let of_last = [&last.username, &last.app_id, &last.subdomain];
        let is_other =
            named.iter().zip(of_last).any(|(named, last)| named.as_ref().is_some_and(|named| named != last));
        if is_other || run.settings.onelogin_url() != last.url {
            return Ok(run.kept().assertion().is_some());
        }
        for (key, value) in WHO.into_iter().zip(of_last) {
            if run.settings.text(key).is_none() {
                run.settings.give(key, value, "--cache-saml");
            }
        }
        let is_good = run.kept().assertion().is_some();
        if is_good {
            output::info(&format!("the assertion of {} that is kept is still good", last.username));
            return Ok(true);
        }
        let is_asked = named.iter().any(Option::is_none) && run.ui.present();
        let what = format!("The cached SAML expired for the user {}. Reuse rest of the data?", last.username);
        if is_asked && !run.ui.confirm(&Question { what, ways: String::new(), key: None }, true)? {
            for (key, named) in WHO.into_iter().zip(&named) {
                if named.is_none() {
                    run.settings.take_back(key);
                }
            }
        }
        Ok(false)
    }

    /// The keychain options name an entry of another program's making.
    fn look_in_keychain(&mut self) -> Result<()> {
        let settings = &mut self.run.settings;
        let service = self.args.keychain_service.clone().or_else(|| settings.walk.keychain_service.clone());
        let account = self.args.keychain_account.clone().or_else(|| settings.walk.keychain_account.clone());
        if service.is_none() && account.is_none() {
            return Ok(());
        }
        let username = settings.text(Key::Username).unwrap_or_default();
        let service = service.unwrap_or_else(|| "onelogin".to_owned());
        let account = account.unwrap_or_else(|| username.split('@').next().unwrap_or_default().to_owned());
        match Entry::named(&service, &account).get_text() {
            Ok(Some(password)) => {
                settings.give(Key::Password, password.expose_secret(), "--keychain-service");
            }
            Ok(None) => output::warn(&format!("the keyring has no password of {account} / {service}")),
            Err(why) => output::warn(&format!("the keyring cannot be read: {why}")),
        }
        Ok(())
    }

    /// Asks for the one thing that was wrong; else the error stands.
    fn mend(&mut self, error: Error) -> Result<Anew> {
        let no_role = error.wrong.is_none() && error.status == Status::Role && self.chosen.is_none();
        if !no_role && matches!(error.wrong, None | Some(Wrong::App | Wrong::Credential)) {
            return Err(error);
        }
        output::warn(&error.in_a_line());
        let key = match error.wrong {
            Some(Wrong::Username) => Key::Username,
            Some(Wrong::Password) => Key::Password,
            Some(Wrong::Subdomain) => Key::Subdomain,
            Some(Wrong::User) => return Ok(Anew::User),
            Some(Wrong::Role) => return Ok(Anew::Role),
            Some(Wrong::App | Wrong::Credential) | None => {
                let another = self.yes("Do you want to select a new user?")?;
                return if another { Ok(Anew::User) } else { Err(error) };
            }
        };
        if key == Key::Password {
            self.refused
                .extend(self.run.settings.find(Key::Password).map(|(value, _)| value.expose().into()));
        }
        let asked = match key {
            Key::Password => self.ask_password(),
            key => ask_again(&mut self.run.settings, self.run.ui.as_ref(), key),
        };
        match asked {
            // Nobody answers: it is still what was wrong.
            Err(nobody) if nobody.status == Status::Ask => Err(error),
            asked => asked.map(|()| Anew::Nothing),
        }
    }

    /// Another password than those that were refused in this run.
    fn ask_password(&mut self) -> Result<()> {
        loop {
            ask_again(&mut self.run.settings, self.run.ui.as_ref(), Key::Password)?;
            let typed =
                self.run.settings.find(Key::Password).map(|(value, _)| value.expose()).unwrap_or_default();
            if self.refused.iter().all(|refused| refused.expose_secret() != typed) {
                return Ok(());
            }
            output::warn("OneLogin has just refused this password, and it is not sent again");
        }
    }

    fn hand_over(&mut self, session: Session) -> Result<()> {
        if self.args.cache_saml
            && let Some(store) = &self.run.store
        {
            // What cannot be kept is asked for again.
            let _ = store.put(Kind::Walk, &[], &self.run.kept().owner);
        }
        let Some(section) = &self.section else {
            return output::answer(&exports(&session)?);
        };
        aws_files::edit(&self.file, |ini| aws_files::put_session(ini, section, &session))?;
        output::info(&format!(
            "the keys of {} are in section {section} of {}",
            session.label,
            self.file.display()
        ));
        Ok(())
    }

    /// What is to follow, with `--interactive`.
    fn next(&mut self) -> Result<Anew> {
        let anew = if self
            .yes("Do you want to execute now the process for the same user but with other AWS Role?")?
        {
            Anew::Role
        } else if self.yes("Do you want to execute now the process for other user?")? {
            Anew::User
        } else {
            return Ok(Anew::Nothing);
        };
        if self.section.is_some() && self.yes("Do you want to set a new profile name?")? {
            let question =
                Question { what: "Profile name".to_owned(), ways: "--profile".to_owned(), key: None };
            self.section = Some(self.run.ui.text(&question)?);
        }
        Ok(anew)
    }

    /// Where nobody answers, it is a no.
    fn yes(&self, what: &str) -> Result<bool> {
        let question = Question { what: what.to_owned(), ways: String::new(), key: None };
        match self.run.ui.confirm(&question, false) {
            Err(error) if error.status == Status::Ask => Ok(false),
            answer => answer,
        }
    }
}

/// The Python tool's exports, in its order.
fn exports(session: &Session) -> Result<String> {
    let credentials = &session.credentials;
    let token = credentials.session_token.expose_secret();
    let expiration = aws_files::expiration(session);
    let mut changes = vec![
        Change::Set("AWS_SESSION_TOKEN", token),
        Change::Set("AWS_ACCESS_KEY_ID", &credentials.access_key_id),
        Change::Set("AWS_SECRET_ACCESS_KEY", credentials.secret_access_key.expose_secret()),
        Change::Set("AWS_SESSION_EXPIRATION", &expiration),
        Change::Set("AWS_SECURITY_TOKEN", token),
    ];
    changes.extend(session.region.as_deref().map(|region| Change::Set("AWS_REGION", region)));
    let format = if cfg!(windows) { Format::Cmd } else { Format::Bash };
    Ok(format.render(&changes)?.to_string())
}

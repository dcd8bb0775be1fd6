//! The second factor: which one, and how it is answered.

use std::time::{Duration, Instant};

use secrecy::SecretString;

use crate::choices::Choices;
use crate::config::{Key, Settings};
use crate::error::{Error, Result, Status};
use crate::onelogin::{Challenge, Client, Device, Method, OneLoginError, Reply};
use crate::output;
use crate::ui::{Question, Ui};

/// How long a push is waited for, and how often it is asked about.
const PUSH: Duration = Duration::from_secs(60);
const POLL: Duration = Duration::from_secs(1);
/// How often a typed code may be wrong (contract §8, rule 1).
const CODES: usize = 3;

/// Chooses a factor: the one named, else the one chosen last, else the only one, else the person picks.
///
/// # Errors
/// None can be used, none is named so, or nobody is there to pick.
pub fn choose(devices: &[Device], settings: &Settings, ui: &dyn Ui, choices: &mut Choices) -> Result<Device> {
    let usable: Vec<&Device> = devices.iter().filter(|device| device.method() != Method::WebAuthn).collect();
    if usable.is_empty() {
        return Err(no_usable(devices));
    }
    let mut left = usable;
    if let Some(name) = settings.text(Key::MfaDevice) {
        let named = |device: &&Device| device.is_named(name);
        if left.iter().any(named) {
            left.retain(named);
        } else if devices.iter().any(|device| named(&device)) {
            return Err(no_usable(devices));
        } else {
            let there: Vec<String> =
                left.iter().map(|device| format!("{} (id {})", device.kind, device.id)).collect();
            return Err(Error::usage(format!("there is no factor `{name}`"))
                .because(format!("the factors of this user: {}", there.join(", ")))
                .hint("name one by its type or id: --mfa-device, OL_AWS_MFA_DEVICE or `mfa_device` under [onelogin] in config.toml"));
        }
    }
    if let [only] = left.as_slice() {
        return Ok((*only).clone());
    }
    if let Some(last) = left.iter().find(|device| Some(device.id.as_str()) == choices.factor()) {
        return Ok((*last).clone());
    }
    let question = Question::about(Key::MfaDevice, "Second factor");
    let picked = ui.pick(&question, left.iter().map(|device| described(device, &left)).collect())?;
    choices.chose_factor(&left[picked].id);
    Ok(left[picked].clone())
}

/// The type, and the id where another factor is of the same type.
fn described(device: &Device, among: &[&Device]) -> String {
    if among.iter().filter(|other| other.kind == device.kind).count() > 1 {
        return format!("{} (id {})", device.kind, device.id);
    }
    device.kind.clone()
}

fn no_usable(devices: &[Device]) -> Error {
    let error = Error::new(Status::Mfa, "none of the second factors can be used here");
    if devices.is_empty() {
        return error
            .because("OneLogin wants one, and this user has none")
            .hint("register one at OneLogin's portal");
    }
    error
        .because("a security key (WebAuthn) is bound to the browser: OneLogin's API cannot verify it")
        .hint("register OneLogin Protect or an authenticator app at OneLogin's portal as well, and name it with --mfa-device")
}

/// One challenge to be answered.
pub struct Verify<'a> {
    pub client: &'a Client,
    pub app_id: &'a str,
    pub challenge: &'a Challenge,
    pub ui: &'a dyn Ui,
}

impl Verify<'_> {
    /// Answers with one factor. None: the state token has expired, and the sign-in must start again.
    ///
    /// # Errors
    /// The factor is refused, denied, or not answered.
    pub async fn by(&self, device: &Device, otp: Option<SecretString>) -> Result<Option<SecretString>> {
        match (device.method(), &otp) {
            (Method::Push, None) => self.push(device).await,
            (Method::Sent, _) => self.sent(device, otp).await,
            _ => self.code(device, otp).await,
        }
    }

    /// One notification, then a question each second; the person may type a code instead.
    async fn push(&self, device: &Device) -> Result<Option<SecretString>> {
        let started = Instant::now();
        let mut notify = true;
        let answered = loop {
            match self.verify(device, None, notify).await {
                Ok(Reply::Pending) => {}
                Err(error) if error.is_refused_factor() => {
                    break Err(Error::new(Status::Mfa, format!("{} denied the sign-in", device.kind))
                        .because(error)
                        .hint("if that was not you, change your password; else sign in again"));
                }
                reply => break taken(reply),
            }
            notify = false;
            if started.elapsed() >= PUSH || self.pause(device, started).await {
                self.ui.waiting(None);
                if started.elapsed() >= PUSH && !self.ui.present() {
                    break Err(Error::new(
                        Status::Mfa,
                        format!("nobody approved the sign-in in {}", device.kind),
                    )
                    .because(format!("it waited {} s", PUSH.as_secs()))
                    .hint("approve it on the phone, or give a code with --otp or OL_AWS_OTP"));
                }
                return self.code(device, None).await;
            }
        };
        self.ui.waiting(None);
        answered
    }

    /// Waits for the next poll; true where the person pressed Enter.
    async fn pause(&self, device: &Device, started: Instant) -> bool {
        let left = PUSH.saturating_sub(started.elapsed()).as_secs();
        let instead = if self.ui.present() { "; Enter: type a code" } else { "" };
        self.ui.waiting(Some(&format!("Approve the sign-in in {} ({left} s{instead})", device.kind)));
        for _ in 0..10 {
            tokio::time::sleep(POLL / 10).await;
            if self.ui.pressed_enter() {
                return true;
            }
        }
        false
    }

    /// SMS, e-mail, voice: a first call sends the code. Also where one was given, as the Python tool does: only then
    /// does the state token take one.
    async fn sent(&self, device: &Device, given: Option<SecretString>) -> Result<Option<SecretString>> {
        if given.is_none() && !self.ui.present() {
            // Nobody could type what would be sent.
            let mut question = question(device);
            question.ways.push_str("; --mfa-device names a factor that sends none");
            self.ui.text(&question)?;
        }
        match self.verify(device, None, true).await {
            Ok(Reply::Assertion(assertion)) => Ok(Some(assertion)),
            // What a success says here is unconfirmed; words of any kind mean that the code is on its way.
            Ok(_) => self.code(device, given).await,
            Err(OneLoginError::Senseless { message, .. }) if !message.is_empty() => {
                self.code(device, given).await
            }
            Err(error) if error.is_expired_state() => Ok(None),
            Err(error) => Err(error.into()),
        }
    }

    /// A code: given beforehand, and then final, or typed.
    async fn code(&self, device: &Device, given: Option<SecretString>) -> Result<Option<SecretString>> {
        let attempts = if given.is_some() { 1 } else { CODES };
        let mut refused = None;
        for attempt in 1..=attempts {
            let typed = match &given {
                Some(code) => code.clone(),
                None => self.ui.text(&question(device))?.into(),
            };
            match self.verify(device, Some(&typed), false).await {
                Err(error) if error.is_refused_factor() => {
                    if attempt < attempts {
                        output::warn(&format!("the code was refused: {error}"));
                    }
                    refused = Some(error);
                }
                Ok(Reply::Pending) => {
                    return Err(Error::new(
                        Status::Mfa,
                        format!("{} took the code and still waits", device.kind),
                    )
                    .hint("sign in again, or choose another factor with --mfa-device"));
                }
                reply => return taken(reply),
            }
        }
        let error = Error::new(Status::Mfa, format!("the code of {} was refused", device.kind));
        let error = match refused {
            Some(cause) => error.because(cause),
            None => error,
        };
        Err(error.hint("a code is used once and expires soon: wait for the next one, then sign in again"))
    }

    async fn verify(
        &self,
        device: &Device,
        code: Option<&SecretString>,
        notify: bool,
    ) -> std::result::Result<Reply, OneLoginError> {
        self.client.verify(self.app_id, self.challenge, &device.id, code, notify).await
    }
}

fn taken(reply: std::result::Result<Reply, OneLoginError>) -> Result<Option<SecretString>> {
    match reply {
        Ok(Reply::Assertion(assertion)) => Ok(Some(assertion)),
        Ok(_) => Err(Error::new(Status::Mfa, "OneLogin wants yet another factor")
            .hint("this API verifies one: ask an administrator to relax the app's policy")),
        Err(error) if error.is_expired_state() => Ok(None),
        Err(error) => Err(error.into()),
    }
}

fn question(device: &Device) -> Question {
    Question::about(Key::Otp, format!("Code of {}", device.kind))
}

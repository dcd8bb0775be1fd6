//! What needs the network: the assertion, one sign-in for all who wait, and the exchange.

use std::cell::Cell;
use std::io;
use std::time::Duration;

use jiff::{SignedDuration, Timestamp};
use secrecy::{ExposeSecret as _, SecretString};

use super::{Run, hand_over, no_login, runtime};
use crate::aws::{CHAINED, Granted, Sts, StsError, address, partition, warm};
use crate::choices::Choices;
use crate::choose_role::{candidates, none, pick};
use crate::config::{self, Key, SessionLength, SessionPolicy};
use crate::error::{Error, Result, Status};
use crate::http::Http;
use crate::output;
use crate::role::Role;
use crate::saml::Assertion;
use crate::session::{Credentials, Kept, Lock, Session, left, take};
use crate::sign_in::{Access, Identity, client_credential, sign_in, token};

/// AWS takes an assertion for five minutes; what is kept is not used in the last seconds of that.
const MARGIN: SignedDuration = SignedDuration::from_secs(15);

/// An assertion, and until when this run may count on it, by this machine's clock.
pub struct SignedIn {
    assertion: Assertion,
    until: Timestamp,
}

impl SignedIn {
    fn new(assertion: Assertion) -> Self {
        // One that seems to be over already is tried all the same: AWS has the last word.
        let until = Timestamp::now() + (lifetime(&assertion) - MARGIN).max(SignedDuration::from_mins(1));
        Self { assertion, until }
    }
}

/// The work of one run, and what it has got so far.
pub(super) struct Work<'a> {
    pub run: &'a Run,
    pub kept: &'a Kept<'a>,
    http: Http,
    choices: Choices,
    pub signed_in: Option<SignedIn>,
    /// The assertion was fetched by an earlier run.
    is_kept: bool,
    /// A kept assertion that will not do: AWS called it expired, or its roles may be out of date.
    spent: Option<SecretString>,
    /// Where the credentials are to work, if the settings do not say.
    pub region: Option<String>,
    /// STS will be asked: its connection is opened ahead.
    exchanges: bool,
    /// The person knows that another process is waited for.
    told: Cell<bool>,
}

impl<'a> Work<'a> {
    /// Works with a runtime and a client of its own, until it is done or the person presses Ctrl-C.
    pub fn go<T>(
        run: &'a Run,
        kept: &'a Kept<'a>,
        work: impl AsyncFnOnce(&mut Self) -> Result<T>,
    ) -> Result<T> {
        if run.no_login {
            return Err(no_login());
        }
        let runtime = runtime()?;
        let http = Http::open(&run.env)?;
        let mut this = Self {
            run,
            kept,
            http,
            choices: run.choices(),
            signed_in: None,
            is_kept: false,
            spent: None,
            region: None,
            exchanges: true,
            told: Cell::new(false),
        };
        runtime.block_on(async {
            tokio::select! {
                biased;
                _ = tokio::signal::ctrl_c() => {
                    run.ui.waiting(None);
                    Err(Error::interrupted())
                }
                done = work(&mut this) => done,
            }
        })
    }

    /// There will be no exchange. With `anew` a kept assertion does not count: its roles may be out of date.
    pub fn only_roles(&mut self, anew: bool) {
        if anew {
            self.anew();
        }
        self.exchanges = false;
    }

    /// The assertion that is kept now does not count.
    pub fn anew(&mut self) {
        self.spent = self.kept.assertion();
    }

    /// The assertion: this run's, a kept one, else that of a sign-in.
    pub async fn assertion(&mut self) -> Result<&Assertion> {
        let signed_in = match self.signed_in.take().filter(|signed_in| !left(signed_in.until).is_zero()) {
            Some(signed_in) => signed_in,
            None => SignedIn::new(self.fetch().await?),
        };
        Ok(&self.signed_in.insert(signed_in).assertion)
    }

    /// A new token, which is kept.
    pub async fn token(&self) -> Result<()> {
        let settings = &self.run.settings;
        let (id, secret) = client_credential(settings, self.run.ui.as_ref())?;
        token(self.http.clone(), settings, &id, &secret, self.kept).await.map(drop)
    }

    /// One process signs in; those that wait find what it kept.
    async fn fetch(&mut self) -> Result<Assertion> {
        if let Some(kept) = self.take_kept() {
            return Ok(kept);
        }
        let began = Timestamp::now();
        let _lock = self.lock(&self.kept.sign_in_lock()).await?;
        if let Some(kept) = self.take_kept() {
            return Ok(kept);
        }
        let (run, kept) = (self.run, self.kept);
        let mut warmed = None;
        let assertion = loop {
            let identity = Identity::gather(&run.settings, run.ui.as_ref(), kept)?;
            let otp = run.settings.otp();
            let with = [
                identity.password.expose_secret(),
                otp.as_ref().map_or("", |otp| otp.expose_secret()),
                run.settings.text(Key::MfaDevice).unwrap_or_default(),
                &identity.client_id,
                if run.ui.present() { "terminal" } else { "" },
            ];
            if let Some(error) = kept.failure(&with, began) {
                return Err(error);
            }
            if self.exchanges && warmed.is_none() {
                let region = run.settings.region().unwrap_or(partition::named("aws").default_region);
                warmed = Some(tokio::spawn(warm(self.http.clone(), address(&run.env, region)?)));
            }
            let choices = &mut self.choices;
            match sign_in(self.http.clone(), &run.settings, &identity, run.ui.as_ref(), choices, kept).await {
                Ok(assertion) => {
                    identity.accepted();
                    break assertion;
                }
                Err(error) if identity.refused(&error, run.ui.as_ref()) => {}
                Err(error) => {
                    self.share(&identity, &with, &error);
                    return Err(error);
                }
            }
        };
        kept.keep_assertion(assertion.encoded(), Timestamp::now() + lifetime(&assertion) - MARGIN);
        kept.keep_roles(assertion.roles());
        if let Some(store) = kept.store {
            store.sweep();
        }
        // A connection that is still being opened is nearer than one begun anew.
        if let Some(warmed) = warmed {
            let _ = tokio::time::timeout(Duration::from_millis(500), warmed).await;
        }
        self.is_kept = false;
        Ok(assertion)
    }

    /// Those who wait and would do the very same need not do it: a phone rings once. Where the kept token was what
    /// was wrong, they would not: it is gone.
    fn share(&self, identity: &Identity, with: &[&str], error: &Error) {
        let was_the_token =
            matches!(identity.access, Access::Token(_)) && self.kept.token(&identity.client_id).is_none();
        if !was_the_token && error.status != Status::Interrupted {
            self.kept.keep_failure(with, error);
        }
    }

    /// The kept assertion, unless it is the one that will not do.
    fn take_kept(&mut self) -> Option<Assertion> {
        let kept = self.kept.assertion()?;
        if self.spent.as_ref().is_some_and(|spent| spent.expose_secret() == kept.expose_secret()) {
            return None;
        }
        let assertion = Assertion::parse(kept).ok()?;
        self.is_kept = true;
        Some(assertion)
    }

    /// The wanted role by the assertion.
    pub async fn choose(&mut self) -> Result<Role> {
        let run = self.run;
        let settings = &run.settings;
        let roles = self.assertion().await?.some_roles()?;
        let left = candidates(roles, &settings.wanted, &settings.aliases);
        if left.is_empty() {
            return Err(none(roles, &settings.wanted, &settings.aliases));
        }
        pick(left, &settings.wanted, &settings.aliases, run.ui.as_ref(), || run.choices()).cloned()
    }

    /// A lock of this user's; none where nothing can be kept.
    pub async fn lock(&self, name: &str) -> Result<Option<Lock>> {
        let Some(store) = self.kept.store else { return Ok(None) };
        let wait = |process: Option<u32>| {
            if self.told.replace(true) {
                return;
            }
            let process = process.map_or("another process".to_owned(), |id| format!("process {id}"));
            output::info(&format!("waiting for {process}, which is signing in"));
        };
        let lock = take(store.folder(), name, wait).await;
        match lock {
            Ok(lock) => Ok(Some(lock)),
            Err(error) if error.kind() == io::ErrorKind::TimedOut => {
                Err(Error::new(Status::Network, "another process has been signing in for too long")
                    .because(error)
                    .hint("finish or end that process, then try again"))
            }
            Err(error) => {
                // A disk that is full, a folder that is read-only: what was asked for can be had all the same.
                let folder = store.folder().display();
                output::warn(&format!(
                    "no lock can be had in {folder}, so parallel runs sign in apart: {error}"
                ));
                Ok(None)
            }
        }
    }

    /// A role's session, from the assertion and along the profile's chain, and kept.
    pub async fn exchange(&mut self, role: &Role) -> Result<Session> {
        let sts = self.sts(role).await;
        let credentials = match self.redeem(&sts, role).await? {
            Err(error) if error.is_expired_assertion() && self.discard_kept() => {
                self.redeem(&sts, role).await??
            }
            redeemed => redeemed?,
        };
        let session = self.chain(&sts, role, credentials).await?;
        self.choices.used_role(role.arn());
        Ok(session)
    }

    /// AWS called the assertion expired: where it was a kept one, which this machine's clock took for valid, the next
    /// is fetched anew. False where it was new, and nothing is to be hoped for.
    pub fn discard_kept(&mut self) -> bool {
        if self.is_kept
            && let Some(spent) = self.signed_in.take()
        {
            self.spent = Some(spent.assertion.encoded().clone());
            return true;
        }
        false
    }

    fn region(&self) -> Option<&str> {
        self.region.as_deref().or_else(|| self.run.settings.region())
    }

    /// STS in the partition of a role.
    pub async fn sts(&self, role: &Role) -> Sts {
        let (region, _) = partition::region_for(role.partition(), self.region());
        Sts::open(self.http.clone(), &region).await
    }

    async fn redeem(&mut self, sts: &Sts, role: &Role) -> Result<std::result::Result<Credentials, StsError>> {
        let (run, kept) = (self.run, self.kept);
        Ok(redeem(run, kept, sts, role, self.assertion().await?).await)
    }

    /// Assumes the roles of the profile's chain, one from the other, and keeps what comes of it.
    async fn chain(&self, sts: &Sts, first: &Role, mut credentials: Credentials) -> Result<Session> {
        let settings = &self.run.settings;
        let name = session_name(settings.text(Key::Username).unwrap_or_default());
        let length = settings.session_length();
        let policy = |step| policy_of(settings, step);
        let mut role = first.clone();
        for (index, link) in settings.chain.iter().enumerate() {
            // A chained role is no part of an assertion: the provider is that of the role it starts from.
            role = Role::new(&link.role_arn, first.provider()).map_err(|error| {
                Error::usage(format!("role_arn `{}` is none", link.role_arn)).because(error)
            })?;
            let external_id = link.external_id.as_deref();
            credentials = sts
                .assume_role(&credentials, role.arn(), external_id, &name, length, policy(index + 1))
                .await?;
        }
        if let Some(asked) = length.seconds().filter(|asked| *asked > CHAINED && !settings.chain.is_empty()) {
            let label = settings.aliases.label(&role);
            output::warn(&format!("{label} is chained: its session is of {CHAINED} s, not {asked} s"));
        }
        let id = self.run.session_id(first.account(), first.path_and_name());
        self.kept.keep_session(&id, &role, &credentials);
        Ok(hand_over(settings, self.region(), &role, credentials))
    }
}

/// One exchange. What the role allows is remembered, so that the next one asks for no more.
pub(super) async fn redeem(
    run: &Run,
    kept: &Kept<'_>,
    sts: &Sts,
    role: &Role,
    assertion: &Assertion,
) -> std::result::Result<Credentials, StsError> {
    let settings = &run.settings;
    // The first session of a chain only has to assume the next role, at once.
    let asked = if settings.chain.is_empty() { settings.session_length() } else { SessionLength::DEFAULT };
    let encoded = assertion.for_sts().map_err(|error| StsError::Unsendable(error.to_string()))?;
    let policy = policy_of(settings, 0);
    let first = asked.seconds().unwrap_or(SessionLength::LONGEST);
    let first = if run.force { first } else { kept.allowed(role, first) };
    let Granted { credentials, granted, refused } =
        sts.assume_role_with_saml(role, encoded, first, policy).await?;
    if let Some(refused) = refused {
        kept.keep_allowed(role, granted, refused);
    }
    if let Some(asked) = asked.seconds().filter(|asked| granted < *asked) {
        let label = settings.aliases.label(role);
        output::warn(&format!(
            "{label} allows no session of {asked} s: this one is of {granted} s (--force asks again)"
        ));
    }
    Ok(credentials)
}

/// How long AWS takes an assertion that has just come: by the service's clock alone, whatever this machine's says.
fn lifetime(assertion: &Assertion) -> SignedDuration {
    let both = assertion.redeemable_until().zip(assertion.issued_at());
    both.map_or(SignedDuration::from_mins(4), |(until, issued)| until.duration_since(issued))
}

/// The policy of a step: it narrows the last role of a chain, and the ones before need their rights to get there.
fn policy_of(settings: &config::Settings, step: usize) -> &SessionPolicy {
    static NONE: SessionPolicy = SessionPolicy { document: None, arns: Vec::new(), read_only: false };
    if step == settings.chain.len() { &settings.session_policy } else { &NONE }
}

/// CloudTrail shows it: the user, in the characters that STS takes (AssumeRole, RoleSessionName).
fn session_name(user: &str) -> String {
    let allowed = |c: char| c.is_ascii_alphanumeric() || "_+=,.@-".contains(c);
    let name: String = user.chars().map(|c| if allowed(c) { c } else { '-' }).take(64).collect();
    if name.len() < 2 { "ol-aws".to_owned() } else { name }
}

//! The one flow that all commands share (contract §1–3): resolve settings → kept session? → sign in → choose role →
//! exchange → keep. What comes of it is handed over by the command.
//!
//! This file is the fast path: no runtime, no TLS, no network, one or two small files. What a kept session cannot
//! serve goes to [`work`].

mod many;
mod revoke;
mod wait;
mod walk;
mod work;

use tokio::runtime::Runtime;

use crate::aws::partition;
use crate::choices::Choices;
use crate::choose_role::{candidates, pick};
use crate::config::{self, Key, Settings};
use crate::env::Env;
use crate::error::{Error, Result, Status};
use crate::output;
use crate::role::{Role, account_and_path};
use crate::session::{Credentials, Kept, KeptSession, Owner, Session, SessionId, Store, left};
use crate::sign_in::settle;
use crate::ui::{Question, Ui};

pub use many::{Fetched, fetch};
pub use revoke::revocation;
pub use wait::{time, wait};
pub use walk::round;
pub use work::SignedIn;
use work::Work;

/// What a run works with.
pub struct Run {
    pub env: Env,
    pub settings: Settings,
    pub ui: Box<dyn Ui>,
    /// None where nothing can be kept.
    pub store: Option<Store>,
    /// `--force`: kept sessions do not count.
    pub force: bool,
    /// `--no-login`: nothing but kept sessions counts.
    pub no_login: bool,
    /// Which factor and which roles were chosen before does not count.
    pub forgetful: bool,
}

/// Where a session leads: the role of the assertion, or the last one of the profile's chain.
pub struct Destination {
    /// 12 digits.
    pub account: String,
    pub label: String,
}

impl Destination {
    fn new(settings: &Settings, account: &str, path_and_name: &str) -> Self {
        let label = format!("{}/{path_and_name}", settings.aliases.account_label(account));
        Self { account: account.to_owned(), label }
    }
}

/// Hears where a session will lead, as soon as that is known, and may refuse.
pub type Enter<'a> = &'a dyn Fn(&Run, &Destination) -> Result<()>;

/// Refuses nothing.
pub const FREELY: Enter<'static> = &|_, _| Ok(());

/// A session of the role that is wanted: a kept one, else a new one. Where a new one cannot be had and the kept one
/// is still valid, that one, with a warning. Before there is a sign-in, where the role can be known without one, and
/// always before an exchange, `enter` hears of it.
///
/// # Errors
/// Whatever stands in its way, with the status of contract §6.
pub fn session(run: &mut Run, enter: Enter<'_>) -> Result<Session> {
    settle(&mut run.settings, run.ui.as_ref())?;
    let run = &*run;
    let kept = run.kept();
    let (role, found) = look(run, &kept)?;
    if let Some(destination) = known_destination(run, role.as_ref(), found.as_ref()) {
        enter(run, &destination)?;
    }
    let session = match found {
        Some(found) if found.is_fresh(run.settings.min_ttl()) => Ok(given(run, found)),
        Some(found) => match renew(run, &kept, role, enter) {
            Err(error) if error.status != Status::Interrupted && !left(found.expires_at).is_zero() => {
                let minutes = left(found.expires_at).as_secs() / 60;
                let why = error.in_a_line();
                output::warn(&format!("{why}; the kept session is given, with {minutes} min left"));
                Ok(given(run, found))
            }
            renewed => renewed,
        },
        None => renew(run, &kept, role, enter),
    }?;
    offer_to_save(run);
    Ok(session)
}

/// The session that is kept of the wanted role, if one is. Never signs in, and asks nothing that a sign-in needs.
///
/// # Errors
/// Several roles are meant, and nobody is there to pick.
pub fn kept_session(run: &Run) -> Result<Option<KeptSession>> {
    Ok(look(run, &run.kept())?.1)
}

/// The roles that the user may assume: those of the last sign-in, or with `refresh` those of a new one.
///
/// # Errors
/// As [`session`]; having none is one.
pub fn roles(run: &mut Run, refresh: bool) -> Result<Vec<Role>> {
    settle(&mut run.settings, run.ui.as_ref())?;
    let run = &*run;
    let kept = run.kept();
    if !refresh && let Some(roles) = kept.roles() {
        return Ok(roles);
    }
    let roles = roles_by_assertion(run, refresh)?;
    offer_to_save(run);
    Ok(roles)
}

/// The roles by the assertion; with `anew` by that of a new sign-in. Both are kept, and nothing is offered.
///
/// # Errors
/// As [`roles`].
pub fn roles_by_assertion(run: &Run, anew: bool) -> Result<Vec<Role>> {
    Work::go(run, &run.kept(), async |work| {
        work.only_roles(anew);
        Ok(work.assertion().await?.some_roles()?.to_vec())
    })
}

/// Tries the API credential: a new token, which is kept.
///
/// # Errors
/// OneLogin refuses it, or cannot be had.
pub fn try_credential(run: &Run) -> Result<()> {
    Work::go(run, &run.kept(), async |work| work.token().await)
}

impl Run {
    /// What is kept for the user of this run; call it once [`settle`] has.
    pub fn kept(&self) -> Kept<'_> {
        let text = |key| self.settings.text(key).unwrap_or_default().to_owned();
        let owner = Owner {
            url: self.settings.onelogin_url(),
            subdomain: text(Key::Subdomain),
            username: text(Key::Username),
            app_id: text(Key::AppId),
        };
        Kept { store: self.store.as_ref(), owner }
    }

    fn session_id(&self, account: &str, path_and_name: &str) -> SessionId<'_> {
        let settings = &self.settings;
        SessionId::new(
            account,
            path_and_name,
            settings.session_length(),
            &settings.chain,
            &settings.session_policy,
        )
    }

    fn choices(&self) -> Choices {
        if self.forgetful {
            return Choices::none();
        }
        let text = |key| self.settings.text(key).unwrap_or_default();
        Choices::of(text(Key::Subdomain), text(Key::Username))
    }
}

/// The role, where it can be told without a sign-in, and its session, where one is kept and valid.
fn look(run: &Run, kept: &Kept<'_>) -> Result<(Option<Role>, Option<KeptSession>)> {
    let session =
        |account: &str, path: &str| kept.session(&run.session_id(account, path)).filter(|_| !run.force);
    if let [target] = run.settings.wanted.targets.as_slice()
        && let Some((account, path)) = target.literal(&run.settings.aliases)
        && let Some(found) = session(&account, &path)
    {
        return Ok((None, Some(found)));
    }
    let role = known_role(run, kept)?;
    let found = role.as_ref().and_then(|role| session(role.account(), role.path_and_name()));
    Ok((role, found))
}

/// The role by the list of the last sign-in. None: there is no list, or what is wanted may be newer than it.
fn known_role(run: &Run, kept: &Kept<'_>) -> Result<Option<Role>> {
    let Some(roles) = kept.roles() else { return Ok(None) };
    let settings = &run.settings;
    let left = candidates(&roles, &settings.wanted, &settings.aliases);
    if left.is_empty() {
        return Ok(None);
    }
    pick(left, &settings.wanted, &settings.aliases, run.ui.as_ref(), || run.choices())
        .map(|role| Some(role.clone()))
}

/// Where the session will lead, as far as that can be told without a sign-in.
fn known_destination(run: &Run, role: Option<&Role>, found: Option<&KeptSession>) -> Option<Destination> {
    let settings = &run.settings;
    if let Some(KeptSession { role, .. }) = found {
        return Some(Destination::new(settings, role.account(), role.path_and_name()));
    }
    if let Some(role) = role {
        return Some(destination(settings, role));
    }
    end_of_chain(settings).or_else(|| {
        let named = settings.wanted.targets.iter().filter(|target| !target.is_glob());
        let (account, path) = named.into_iter().find_map(|target| target.literal(&settings.aliases))?;
        Some(Destination::new(settings, &account, &path))
    })
}

/// Where this role of the assertion leads.
fn destination(settings: &Settings, role: &Role) -> Destination {
    end_of_chain(settings).unwrap_or_else(|| Destination::new(settings, role.account(), role.path_and_name()))
}

fn end_of_chain(settings: &Settings) -> Option<Destination> {
    let (account, path) = account_and_path(&settings.chain.last()?.role_arn)?;
    Some(Destination::new(settings, account, path))
}

/// A new session, fetched by one process for all that want it.
fn renew(run: &Run, kept: &Kept<'_>, role: Option<Role>, enter: Enter<'_>) -> Result<Session> {
    let choose = async |work: &mut Work<'_>| {
        let role = work.choose().await?;
        enter(run, &destination(&run.settings, &role))?;
        Ok::<_, Error>(role)
    };
    Work::go(run, kept, async |work| {
        let role = match role {
            Some(role) => role,
            None => choose(work).await?,
        };
        let id = run.session_id(role.account(), role.path_and_name());
        let _lock = work.lock(&id.lock()).await?;
        match kept.session(&id).filter(|found| found.is_fresh(run.settings.min_ttl())) {
            Some(found) if !run.force => return Ok(given(run, found)),
            _ => {}
        }
        // A list that is older than the assertion may name a role that is gone.
        let role = if work.assertion().await?.roles().contains(&role) { role } else { choose(work).await? };
        work.exchange(&role).await
    })
}

fn given(run: &Run, found: KeptSession) -> Session {
    let role = found.role.clone();
    hand_over(&run.settings, run.settings.region(), &role, found.into_credentials())
}

/// Credentials as a command hands them over: by the role's label, in the region that is set.
fn hand_over(
    settings: &Settings,
    configured: Option<&str>,
    role: &Role,
    credentials: Credentials,
) -> Session {
    let (region, replaced) = partition::region_for(role.partition(), configured);
    if replaced {
        output::warn(&format!(
            "region {} is not one of the partition {}, where the role is: {region} it is",
            configured.unwrap_or_default(),
            role.partition()
        ));
    }
    Session {
        credentials,
        label: settings.aliases.label(role),
        account: role.account().to_owned(),
        region: configured.map(|_| region),
    }
}

/// What runs requests. One thread attends to connections while a prompt holds this one: what a service closes meanwhile
/// is noticed.
///
/// # Errors
/// The system gives no thread.
pub fn runtime() -> Result<Runtime> {
    tokio::runtime::Builder::new_multi_thread()
        .worker_threads(1)
        .enable_all()
        .build()
        .map_err(|error| Error::new(Status::Failure, "no runtime can be started").because(error))
}

/// `--no-login` stands in the way.
fn no_login() -> Error {
    Error::new(Status::Ask, "a sign-in is needed")
        .because("no kept session serves, and --no-login allows nothing else")
        .hint("ol-aws login, or leave --no-login away")
}

/// Keeps what was typed, where the person likes. The session is had: nothing here takes it away again.
fn offer_to_save(run: &Run) {
    let answers = run.settings.answers();
    if answers.is_empty() || !run.ui.present() {
        return;
    }
    let path = &run.settings.config_path;
    let what = format!("Keep these answers, no secrets, in {}?", path.display());
    if matches!(run.ui.confirm(&Question { what, ways: String::new(), key: None }, true), Ok(true))
        && let Err(error) = config::save(path, answers)
    {
        output::warn(&error.in_a_line());
    }
}

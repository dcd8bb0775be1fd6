//! The one flow that all commands share (contract §1–3): resolve settings → sign in → choose role → exchange.
//! What comes of it is handed over by the command.

use std::time::Duration;

use crate::aws::{Sts, address, partition, warm};
use crate::choices::Choices;
use crate::choose_role::choose;
use crate::config::{Env, Settings};
use crate::error::{Error, Result, Status};
use crate::role::Role;
use crate::saml::Assertion;
use crate::session::Session;
use crate::sign_in::{Identity, sign_in};
use crate::ui::Ui;
use crate::{config, http, output};

/// What a run works with.
pub struct Run {
    pub env: Env,
    pub settings: Settings,
    pub ui: Box<dyn Ui>,
}

/// A session of the role that is wanted.
///
/// # Errors
/// Whatever stands in its way, with the status of contract §6.
pub fn session(run: &Run) -> Result<Session> {
    signed_in(run, async |http, assertion, choices| {
        let settings = &run.settings;
        let roles = assertion.some_roles()?;
        let role = choose(roles, &settings.wanted, &settings.aliases, run.ui.as_ref(), choices)?;
        let session = exchange(run, http, &assertion, role).await?;
        choices.used_role(role.arn());
        Ok(session)
    })
}

/// The roles that the user may assume.
///
/// # Errors
/// As [`session`]; having none is one.
pub fn roles(run: &Run) -> Result<Vec<Role>> {
    signed_in(run, async |_, assertion, _| Ok(assertion.some_roles()?.to_vec()))
}

/// Signs in, with the connection to STS opened meanwhile, and goes on with the assertion.
fn signed_in<T>(
    run: &Run,
    go_on: impl AsyncFnOnce(reqwest::Client, Assertion, &mut Choices) -> Result<T>,
) -> Result<T> {
    let identity = Identity::gather(&run.settings, run.ui.as_ref())?;
    let mut choices = Choices::of(&identity.subdomain, &identity.username);
    let http = http::client(&run.env)?;
    let runtime = tokio::runtime::Builder::new_current_thread()
        .enable_all()
        .build()
        .map_err(|error| Error::new(Status::Failure, "no runtime can be started").because(error))?;
    let work = async {
        let region = run.settings.region().unwrap_or(partition::named("aws").default_region);
        let warmed = tokio::spawn(warm(http.clone(), address(&run.env, region)));
        let assertion =
            sign_in(http.clone(), &run.settings, &identity, run.ui.as_ref(), &mut choices).await?;
        // A connection that is still being opened is nearer than one begun anew.
        let _ = tokio::time::timeout(Duration::from_secs(2), warmed).await;
        go_on(http.clone(), assertion, &mut choices).await
    };
    let done = runtime.block_on(async {
        tokio::select! {
            biased;
            _ = tokio::signal::ctrl_c() => {
                run.ui.waiting(None);
                Err(Error::interrupted())
            }
            done = work => done,
        }
    })?;
    offer_to_save(run, &identity)?;
    Ok(done)
}

async fn exchange(run: &Run, http: reqwest::Client, assertion: &Assertion, role: &Role) -> Result<Session> {
    let settings = &run.settings;
    let configured = settings.region();
    let (sts_region, replaced) = partition::region_for(role.partition(), configured);
    if replaced {
        output::warn(&format!(
            "region {} is not one of the partition {}, where the role is: {sts_region} it is",
            configured.unwrap_or_default(),
            role.partition()
        ));
    }
    let sts = Sts::open(http, &sts_region).await;
    let length = settings.session_length();
    let (credentials, granted) =
        sts.assume_role_with_saml(role, assertion.for_sts()?, length, &settings.session_policy).await?;
    if let config::SessionLength::Seconds(asked) = length
        && granted < asked
    {
        output::warn(&format!(
            "{} allows no session of {asked} s: this one is of {granted} s",
            settings.aliases.label(role)
        ));
    }
    let session = Session {
        credentials,
        label: settings.aliases.label(role),
        account: role.account().to_owned(),
        region: configured.map(|_| sts_region),
    };
    chain(settings, &sts, session, role).await
}

/// Assumes the roles of the profile's chain, one from the other.
async fn chain(settings: &Settings, sts: &Sts, mut session: Session, first: &Role) -> Result<Session> {
    let name = session_name(settings);
    for link in &settings.chain {
        // A chained role is no part of an assertion: the provider is that of the role it starts from.
        let role = Role::new(&link.role_arn, first.provider())
            .map_err(|error| Error::usage(format!("role_arn `{}` is none", link.role_arn)).because(error))?;
        let external_id = link.external_id.as_deref();
        let length = settings.session_length();
        session.credentials = sts
            .assume_role(
                &session.credentials,
                role.arn(),
                external_id,
                &name,
                length,
                &settings.session_policy,
            )
            .await?;
        session.label = settings.aliases.label(&role);
        session.account = role.account().to_owned();
    }
    Ok(session)
}

/// CloudTrail shows it: the user, in the characters that STS takes (AssumeRole, RoleSessionName).
fn session_name(settings: &Settings) -> String {
    let user = settings.text(config::Key::Username).unwrap_or("ol-aws");
    let allowed = |c: char| c.is_ascii_alphanumeric() || "_+=,.@-".contains(c);
    let name: String = user.chars().map(|c| if allowed(c) { c } else { '-' }).take(64).collect();
    if name.len() < 2 { "ol-aws".to_owned() } else { name }
}

fn offer_to_save(run: &Run, identity: &Identity) -> Result<()> {
    if identity.typed.is_empty() || !run.ui.present() {
        return Ok(());
    }
    let path = &run.settings.config_path;
    if run.ui.confirm(&format!("Keep these answers, no secrets, in {}?", path.display()))? {
        // The session is not lost for it.
        if let Err(error) = config::save(path, &identity.typed) {
            output::warn(&error.because.map_or(error.what.clone(), |why| format!("{}: {why}", error.what)));
        }
    }
    Ok(())
}

//! From nothing to an assertion: who signs in, the password once, then the factor.

mod factor;
mod identity;

use secrecy::SecretString;

pub use identity::Identity;

use crate::choices::Choices;
use crate::config::Settings;
use crate::error::{Error, Result, Status};
use crate::onelogin::{Client, Login, Reply};
use crate::saml::Assertion;
use crate::ui::Ui;

/// How often a sign-in starts, where its state token expires before the person answers.
const STARTS: usize = 3;

/// Signs in at OneLogin. The password is submitted once; again only where it was accepted and the factor came
/// too late for the state token (contract §8, rule 1).
///
/// # Errors
/// OneLogin refuses, the person does not answer, or the services cannot be had.
pub async fn sign_in(
    http: reqwest::Client,
    settings: &Settings,
    identity: &Identity,
    ui: &dyn Ui,
    choices: &mut Choices,
) -> Result<Assertion> {
    let version = settings.saml_api_version();
    let client =
        Client::open(http, settings.onelogin_url(), version, &identity.client_id, &identity.client_secret)
            .await?;
    let login = Login {
        username: &identity.username,
        password: &identity.password,
        app_id: &identity.app_id,
        subdomain: &identity.subdomain,
        ip: settings.text(crate::config::Key::Ip),
    };
    for _ in 0..STARTS {
        match client.assertion(&login).await? {
            Reply::Assertion(assertion) => return read(assertion),
            Reply::Pending => break,
            Reply::Challenge(challenge) => {
                let device = factor::choose(&challenge.devices, settings, ui, choices)?;
                let verify =
                    factor::Verify { client: &client, app_id: &identity.app_id, challenge: &challenge, ui };
                if let Some(assertion) = verify.by(&device, settings.otp()).await? {
                    return read(assertion);
                }
            }
        }
    }
    Err(Error::new(Status::Mfa, "the second factor was not answered in time")
        .because("OneLogin's state token expired each time")
        .hint("sign in again, and answer within two minutes"))
}

fn read(assertion: SecretString) -> Result<Assertion> {
    Ok(Assertion::parse(assertion)?)
}

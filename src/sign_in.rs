//! From nothing to an assertion: who signs in, the password once, then the factor.

mod factor;
mod identity;

use secrecy::SecretString;

pub use identity::{
    Access, Identity, ask_again, ask_anew, ask_missing, ask_password, client_credential, kept_password,
    kept_password_place, known_client_secret, revealed, settle, valid,
};

use crate::choices::Choices;
use crate::config::Settings;
use crate::error::{Error, Result, Status, Wrong};
use crate::http::Http;
use crate::onelogin::{Client, Login, OneLoginError, Reply};
use crate::saml::Assertion;
use crate::session::Kept;
use crate::ui::Ui;

/// How often a sign-in starts, where its state token expires before the person answers.
const STARTS: usize = 3;

/// Signs in at OneLogin. The password is submitted once; again only where it was accepted and the factor came
/// too late for the state token (contract §8, rule 1).
///
/// # Errors
/// OneLogin refuses, the person does not answer, or the services cannot be had.
pub async fn sign_in(
    http: Http,
    settings: &Settings,
    identity: &Identity,
    ui: &dyn Ui,
    choices: &mut Choices,
    kept: &Kept<'_>,
) -> Result<Assertion> {
    let client = open(http, settings, identity, kept).await?;
    let login = Login {
        username: &identity.username,
        password: &identity.password,
        app_id: &identity.app_id,
        subdomain: &identity.subdomain,
        ip: settings.text(crate::config::Key::Ip),
    };
    for _ in 0..STARTS {
        let reply = client.assertion(&login).await.map_err(|error| refused(error, identity, kept))?;
        kept.forget_refusals();
        match reply {
            Reply::Assertion(assertion) => return read(assertion),
            Reply::Pending => {
                return Err(Error::new(Status::Network, "OneLogin waits for a factor that it did not name"));
            }
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

/// OneLogin, with the kept token or a new one, which is kept.
async fn open(http: Http, settings: &Settings, identity: &Identity, kept: &Kept<'_>) -> Result<Client> {
    let (url, version) = (settings.onelogin_url(), settings.saml_api_version());
    match &identity.access {
        Access::Token(token) => Ok(Client::with_token(http, url, version, token)?),
        Access::Secret(secret) => token(http, settings, &identity.client_id, secret, kept).await,
    }
}

/// OneLogin with a new token, which is kept.
///
/// # Errors
/// OneLogin refuses the credential, or cannot be had.
pub async fn token(
    http: Http,
    settings: &Settings,
    client_id: &str,
    client_secret: &SecretString,
    kept: &Kept<'_>,
) -> Result<Client> {
    let (url, version) = (settings.onelogin_url(), settings.saml_api_version());
    let (client, granted) = Client::open(http, url, version, client_id, client_secret).await?;
    if let Some(until) = granted.until {
        kept.keep_token(client_id, &granted.access_token, until);
    }
    Ok(client)
}

/// Remembers what must not be sent again, for the processes that wait and for later ones.
fn refused(error: OneLoginError, identity: &Identity, kept: &Kept<'_>) -> Error {
    if matches!(identity.access, Access::Token(_)) && error.may_be_the_token() {
        kept.forget_token(&identity.client_id);
        return Error::new(Status::SignIn, "OneLogin no longer takes the access token that was kept")
            .wrong(Wrong::Credential)
            .because(error)
            .hint("it is forgotten now: run the command again");
    }
    if let Some(lasting) = error.refused_password() {
        kept.keep_refusal(&identity.password, &error.to_string(), lasting.for_long());
    }
    error.into()
}

fn read(assertion: SecretString) -> Result<Assertion> {
    Ok(Assertion::parse(assertion)?)
}

//! Whether OneLogin takes the API credential. The token that it gives for it is dropped: this keeps nothing.

use std::time::{Duration, Instant};

use secrecy::SecretString;
use tokio::time::timeout;

use super::reach::LIMIT;
use super::report::Row;
use crate::config::{Key, Settings};
use crate::error::{Error, Result, Status};
use crate::http::Http;
use crate::onelogin::Client;
use crate::sign_in::{known_client_secret, revealed};

const CHECK: &str = "API credential";

/// How long the command that prints the client secret may take: a person may have to unlock what it reads.
const COMMAND: Duration = Duration::from_secs(30);

/// None where it is not known without asking: that is told with the settings.
pub async fn row(http: &Http, settings: &Settings, reachable: bool) -> Option<Row> {
    let client_id = settings.text(Key::ClientId)?;
    let source = known_client_secret(settings).ok()??;
    if !reachable {
        return Some(Row::warn(CHECK, "not tried: OneLogin cannot be reached", "see to the network first"));
    }
    let secret = tokio::task::spawn_blocking(move || revealed(source, COMMAND)).await;
    let secret =
        secret.unwrap_or_else(|error| Err(Error::new(Status::Failure, "no secret was read").because(error)));
    let started = Instant::now();
    Some(match accepted(http, settings, client_id, secret).await {
        Ok(()) => Row::ok(CHECK, format!("OneLogin takes it, {} ms", started.elapsed().as_millis())),
        Err(error) => Row::failed(CHECK, &error),
    })
}

async fn accepted(
    http: &Http,
    settings: &Settings,
    client_id: &str,
    secret: Result<SecretString>,
) -> Result<()> {
    let (url, version, secret) = (settings.onelogin_url(), settings.saml_api_version(), secret?);
    match timeout(LIMIT, Client::open(http.clone(), url, version, client_id, &secret)).await {
        Ok(opened) => Ok(opened.map(drop)?),
        Err(_) => {
            Err(Error::new(Status::Network, format!("OneLogin gave no token within {} s", LIMIT.as_secs()))
                .hint("try again; a sign-in waits longer"))
        }
    }
}

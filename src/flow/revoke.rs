//! The revocation of a token, which logs out everybody who shares the credential: only when asked for.

use secrecy::SecretString;

use super::{Run, runtime};
use crate::error::Result;
use crate::http::Http;
use crate::onelogin;
use crate::sign_in::client_credential;

/// What is needed to revoke a kept token, gathered while it is still kept.
pub struct Revocation {
    http: Http,
    url: String,
    client_id: String,
    client_secret: SecretString,
    token: Option<SecretString>,
}

/// Gathers what a revocation needs.
///
/// # Errors
/// The client id or secret is missing, and nobody is there to ask.
pub fn revocation(run: &Run) -> Result<Revocation> {
    let (client_id, client_secret) = client_credential(&run.settings, run.ui.as_ref())?;
    let token = run.kept().token(&client_id);
    Ok(Revocation {
        http: Http::open(&run.env)?,
        url: run.settings.onelogin_url(),
        client_id,
        client_secret,
        token,
    })
}

impl Revocation {
    /// Revokes the token, where one was kept.
    ///
    /// # Errors
    /// OneLogin refuses, or cannot be had.
    pub fn send(self) -> Result<()> {
        let Some(token) = self.token else {
            crate::output::info("no token was kept: there is nothing to revoke");
            return Ok(());
        };
        runtime()?.block_on(onelogin::revoke(
            self.http,
            self.url,
            &self.client_id,
            &self.client_secret,
            &token,
        ))?;
        crate::output::info("the token is revoked at OneLogin");
        Ok(())
    }
}

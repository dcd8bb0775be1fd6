//! `logout`: what is kept is forgotten, here, and with `--revoke` the token at OneLogin too.

use super::setup::{self, About};
use crate::cli::Logout;
use crate::config::Key;
use crate::error::{Error, Result, Status};
use crate::session::{Kind, Owner, forget_tenant, forget_tokens};
use crate::{flow, keyring, output};

/// # Errors
/// With `--revoke`: OneLogin refuses, or cannot be had. All but the token is forgotten first.
pub fn run(args: Logout) -> Result<()> {
    let run = setup::run(args.options, About::Everything)?;
    // Asked before it is forgotten.
    let revocation = args.revoke.then(|| flow::revocation(&run)).transpose()?;
    if args.all {
        forget_passwords();
    }
    let Some(store) = &run.store else {
        return Err(
            Error::new(Status::Failure, "what is kept cannot be reached").hint("ol-aws status -v tells why")
        );
    };
    let url = run.settings.onelogin_url();
    let subdomain = run.settings.text(Key::Subdomain);
    let of =
        |owner: &Owner| owner.url == url && subdomain.is_none_or(|subdomain| owner.subdomain == subdomain);
    if args.all {
        let count = store.forget_all(Some(Kind::Token));
        output::info(&format!("all that was kept is forgotten, {count} files"));
    } else {
        output::info(&match forget_tenant(store, of) {
            1 => "1 session forgotten".to_owned(),
            count => format!("{count} sessions forgotten"),
        });
    }
    // A token that could not be revoked is still needed for another try.
    revocation.map_or(Ok(()), |revocation| revocation.send())?;
    if args.all {
        store.forget_all(None);
    } else {
        forget_tokens(store, of);
    }
    Ok(())
}

/// Without a keyring there is none.
fn forget_passwords() {
    if let Err(why) = keyring::probe() {
        return output::debug(&format!("the operating system's keyring does not serve: {why}"));
    }
    match keyring::forget_passwords() {
        Ok(0) => {}
        Ok(_) => output::info("the password in the operating system's keyring is forgotten"),
        Err(why) => output::warn(&format!(
            "the password in the operating system's keyring could not be removed: {why}"
        )),
    }
}

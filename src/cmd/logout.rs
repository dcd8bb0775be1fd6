//! `logout`: what is kept is forgotten, here, and with `--revoke` the token at OneLogin too.

use super::setup::{self, About};
use crate::cli::Logout;
use crate::config::Key;
use crate::error::{Error, Result, Status};
use crate::flow;
use crate::output;
use crate::session::{Owner, forget_tenant};

/// # Errors
/// With `--revoke`: OneLogin refuses, or cannot be had. What is kept is forgotten first.
pub fn run(args: Logout) -> Result<()> {
    let run = setup::run(args.options, About::Everything)?;
    // Asked before it is forgotten.
    let revocation = args.revoke.then(|| flow::revocation(&run)).transpose()?;
    let Some(store) = &run.store else {
        return Err(
            Error::new(Status::Failure, "what is kept cannot be reached").hint("ol-aws status -v tells why")
        );
    };
    let sessions = if args.all {
        store.forget_all()
    } else {
        let url = run.settings.onelogin_url();
        let subdomain = run.settings.text(Key::Subdomain);
        let of = |owner: &Owner| {
            owner.url == url && subdomain.is_none_or(|subdomain| owner.subdomain == subdomain)
        };
        forget_tenant(store, of)
    };
    let what = if args.all { "kept files" } else { "sessions" };
    output::info(&format!("{sessions} {what} forgotten"));
    revocation.map_or(Ok(()), |revocation| revocation.send())
}

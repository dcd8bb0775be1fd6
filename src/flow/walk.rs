//! One round of the walk-through: an assertion, the person's choice of role and region, the exchange.

use super::Run;
use super::work::{SignedIn, Work};
use crate::error::Result;
use crate::role::Role;
use crate::session::Session;

/// Signs in, unless it is given an assertion that is still good, and exchanges that for what is chosen from it: a role,
/// and a region. With `anew` an assertion that another run kept does not count. What was signed in is given back.
///
/// # Errors
/// OneLogin or AWS refuses, or cannot be had; or the choice fails.
pub fn round(
    run: &Run,
    anew: bool,
    signed_in: &mut Option<SignedIn>,
    choose: impl FnOnce(&[Role]) -> Result<(Role, String)>,
) -> Result<Session> {
    let kept = run.kept();
    Work::go(run, &kept, async |work| {
        work.signed_in = signed_in.take();
        if anew {
            work.anew();
        }
        let done = async {
            let roles = work.assertion().await?.some_roles()?;
            let (role, region) = choose(roles)?;
            work.region = Some(region);
            work.exchange(&role).await
        }
        .await;
        *signed_in = work.signed_in.take();
        done
    })
}

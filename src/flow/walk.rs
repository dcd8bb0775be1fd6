//! One round of the walk-through: an assertion, the person's choice of role and region, the exchange.

use std::time::{Duration, Instant};

use super::work::{SignedIn, Work};
use super::{Run, runtime};
use crate::error::{Error, Result};
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

/// Waits, and tells how long, until Ctrl-C.
///
/// # Errors
/// Ctrl-C.
pub fn pause(run: &Run, length: Duration) -> Result<()> {
    runtime()?.block_on(async {
        let began = Instant::now();
        let done = loop {
            let left = length.saturating_sub(began.elapsed());
            if left.is_zero() {
                break Ok(());
            }
            let (minutes, seconds) = (left.as_secs() / 60, left.as_secs() % 60);
            run.ui.waiting(Some(&format!("next in {minutes} min {seconds:02} s; Ctrl-C ends it")));
            tokio::select! {
                biased;
                _ = tokio::signal::ctrl_c() => break Err(Error::interrupted()),
                () = tokio::time::sleep(left.min(Duration::from_secs(1))) => {}
            }
        };
        run.ui.waiting(None);
        done
    })
}

//! Between two rounds.

use std::time::Duration;

use jiff::{SignedDuration, Timestamp};

use super::{Run, runtime};
use crate::error::{Error, Result};
use crate::output::{self, Level};
use crate::session::left;

/// How often the line on the terminal is drawn anew, and the clock is looked at: a machine that slept is behind.
const LOOK: Duration = Duration::from_secs(10);

/// Waits, and tells a person at the terminal how long, until Ctrl-C.
///
/// # Errors
/// Ctrl-C.
pub fn wait(run: &Run, pause: Duration) -> Result<()> {
    let until = Timestamp::now() + SignedDuration::try_from(pause).unwrap_or_default();
    let shown = run.ui.present() && output::tells(Level::Info);
    let ticks = async {
        while !left(until).is_zero() {
            if shown {
                run.ui.waiting(Some(&format!("next in {}", time(left(until)))));
            }
            tokio::time::sleep(left(until).min(LOOK)).await;
        }
        Ok(())
    };
    let waited = runtime()?.block_on(async {
        tokio::select! {
            biased;
            _ = tokio::signal::ctrl_c() => Err(Error::interrupted()),
            done = ticks => done,
        }
    });
    if shown {
        run.ui.waiting(None);
    }
    waited
}

/// A length of time as a person reads it: seconds, or whole minutes.
pub fn time(left: Duration) -> String {
    match left.as_secs() {
        seconds @ 0..120 => format!("{seconds} s"),
        seconds => format!("{} min", seconds / 60),
    }
}

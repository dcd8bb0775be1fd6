//! Accounts and profiles with `confirm = true` are not entered by a slip.

use crate::error::{Error, Result};
use crate::flow::Run;
use crate::session::Session;
use crate::ui::Question;

/// Asks before the session is handed over, where its account or profile wants that. `doing` is what the label completes.
///
/// # Errors
/// The person says no, or nobody can be asked.
pub fn enter(run: &Run, session: &Session, doing: &str) -> Result<()> {
    let of_account =
        run.settings.accounts.iter().any(|account| account.confirm && account.id == session.account);
    if !of_account && !run.settings.confirm {
        return Ok(());
    }
    let what = format!("{doing} {}?", session.label);
    let ways = "a terminal, or take `confirm` away from the account or the profile in config.toml".to_owned();
    if run.ui.confirm(&Question { what, ways, key: None }, false)? {
        Ok(())
    } else {
        Err(Error::interrupted())
    }
}

//! Accounts with `confirm = true` are not entered by a slip.

use crate::error::{Error, Result};
use crate::flow::Run;
use crate::session::Session;
use crate::ui::Question;

/// Asks before the session is handed over, where its account wants that. `doing` is what the label completes.
///
/// # Errors
/// The person says no, or nobody can be asked.
pub fn enter(run: &Run, session: &Session, doing: &str) -> Result<()> {
    if !run.settings.accounts.iter().any(|account| account.confirm && account.id == session.account) {
        return Ok(());
    }
    let what = format!("{doing} {}?", session.label);
    let ways =
        format!("a terminal, or without `confirm` for {} under [accounts] in config.toml", session.account);
    if run.ui.confirm(&Question { what, ways })? { Ok(()) } else { Err(Error::interrupted()) }
}

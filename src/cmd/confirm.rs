//! Accounts and profiles with `confirm = true` are not entered by a slip.

use std::cell::RefCell;

use crate::error::{Error, Result};
use crate::flow::{Destination, Run};
use crate::ui::Question;

/// Asks before a role is entered, where its account or profile wants that: once, for as long as the account stays the
/// same. `doing` is what the label completes. It fails where the person says no, or nobody can be asked.
pub fn before(doing: &'static str) -> impl Fn(&Run, &Destination) -> Result<()> {
    let entered = RefCell::new(String::new());
    move |run, destination| {
        let of_account =
            run.settings.accounts.iter().any(|account| account.confirm && account.id == destination.account);
        if !of_account && !run.settings.confirm || *entered.borrow() == destination.account {
            return Ok(());
        }
        let what = format!("{doing} {}?", destination.label);
        let ways =
            "a terminal, or take `confirm` away from the account or the profile in config.toml".to_owned();
        if !run.ui.confirm(&Question { what, ways, key: None }, false)? {
            return Err(Error::interrupted());
        }
        entered.replace(destination.account.clone());
        Ok(())
    }
}

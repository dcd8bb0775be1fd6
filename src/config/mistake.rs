//! What becomes of a mistake in the settings: the end for a command that works with them, a line for `doctor`.

use crate::error::{Error, Result};

/// Where mistakes go.
pub enum Mistakes {
    /// The first one is the end.
    Refused,
    /// All are noted, and the rest counts as if they were not there.
    Noted(Vec<Error>),
}

impl Mistakes {
    /// A part of the settings; nothing in its place where a mistake in it is noted.
    ///
    /// # Errors
    /// The mistake, where it is refused.
    pub fn past<T: Default>(&mut self, part: Result<T>) -> Result<T> {
        match (part, self) {
            (Err(error), Self::Noted(noted)) => {
                noted.push(error);
                Ok(T::default())
            }
            (part, _) => part,
        }
    }
}

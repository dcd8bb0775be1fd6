//! Where secrets are held.

use std::io;

use super::report::Row;
use crate::session::Store;

#[cfg(target_os = "linux")]
const REMEDY: &str = "allow keyctl(2), which containers often forbid; the file works too";
#[cfg(not(target_os = "linux"))]
const REMEDY: &str = "unlock the keyring, and let ol-aws use it; the file works too";

/// Where the key to all that is kept lives.
pub fn session_key(store: Result<&Store, &io::Error>) -> Row {
    match store {
        Ok(store) => match store.key_file() {
            None => Row::ok("session key", format!("in {}", store.key_place())),
            Some(path) => Row::warn(
                "session key",
                format!("in a file, {}: the operating system gives no keyring", path.display()),
                REMEDY,
            ),
        },
        Err(error) => Row::fail(
            "session key",
            format!("nothing can be kept, so every command signs in: {error}"),
            "make the cache folder writable, or set XDG_CACHE_HOME",
        ),
    }
}

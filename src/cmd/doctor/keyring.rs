//! Where secrets are held.

use std::io;

use super::report::Row;
use crate::config::Settings;
use crate::keyring;
use crate::session::Store;
use crate::sign_in::kept_password;

#[cfg(target_os = "linux")]
const REMEDY: &str = "allow keyctl(2), which containers often forbid; the file works too";
#[cfg(not(target_os = "linux"))]
const REMEDY: &str = "unlock the keyring, and let ol-aws use it; the file works too";

/// Whether a password can be kept, and is; none where the settings give one.
pub fn saved_password(settings: &Settings) -> Option<Row> {
    const CHECK: &str = "saved password";
    if matches!(settings.password(), Ok(Some(_))) {
        return None;
    }
    Some(match (keyring::probe(), kept_password(settings)) {
        (Ok(()), Some((_, entry))) => Row::ok(CHECK, format!("that of {} is kept", entry.account())),
        (Ok(()), None) => Row::ok(CHECK, "none is kept; `ol-aws password set` keeps it".to_owned()),
        (Err(why), _) => Row::warn(
            CHECK,
            format!("the operating system's keyring cannot be used: {why}"),
            "start and unlock one, or set `password_command` in config.toml",
        ),
    })
}

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

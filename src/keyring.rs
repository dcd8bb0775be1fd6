//! The operating system's keyring, for the secrets that a person wants kept: the Secret Service (freedesktop.org) on
//! Linux, Keychain, Credential Manager.
//!
//! A service that hangs, or a prompt of its that nobody answers, must not hang a command: each call has its time.

use std::collections::HashMap;
use std::sync::{Arc, OnceLock, mpsc};
use std::thread;
use std::time::Duration;

use keyring_core::{CredentialStore, Entry as CoreEntry, Error as CoreError};
use secrecy::SecretString;
use zeroize::Zeroizing;

/// How long the keyring may take to answer at all.
const TO_ANSWER: Duration = Duration::from_secs(3);
/// How long a call may take: it may have to wait for a person who unlocks the keyring.
const TO_UNLOCK: Duration = Duration::from_secs(60);

/// The services that our entries are filed under.
const PASSWORD: &str = "ol-aws password";
const CLIENT_SECRET: &str = "ol-aws client secret";

/// One secret's place: both parts are shown by the system's own tools.
#[derive(Clone)]
pub struct Entry {
    service: String,
    account: String,
}

impl Entry {
    /// The OneLogin password of a user, who is told apart by the tenant.
    pub fn password(username: &str, subdomain: &str) -> Self {
        // OneLogin takes a user name in any case.
        Self::named(PASSWORD, &format!("{} at {subdomain}", username.to_lowercase()))
    }

    /// The client secret of an API credential.
    pub fn client_secret(client_id: &str) -> Self {
        Self::named(CLIENT_SECRET, client_id)
    }

    /// An entry that another program made.
    pub fn named(service: &str, account: &str) -> Self {
        Self { service: service.to_owned(), account: account.to_owned() }
    }

    /// Whose it is, in words.
    pub fn account(&self) -> &str {
        &self.account
    }

    /// The secret, if one is kept.
    ///
    /// # Errors
    /// Why the keyring cannot be read.
    pub fn get(&self) -> Result<Option<Zeroizing<Vec<u8>>>, String> {
        self.call(|entry| match entry.get_secret() {
            Ok(secret) => Ok(Some(Zeroizing::new(secret))),
            Err(CoreError::NoEntry) => Ok(None),
            Err(error) => Err(error),
        })
    }

    /// The secret as text, if one is kept.
    ///
    /// # Errors
    /// As [`Entry::get`], or that it is not UTF-8.
    pub fn get_text(&self) -> Result<Option<SecretString>, String> {
        let Some(secret) = self.get()? else { return Ok(None) };
        let text = str::from_utf8(&secret).map_err(|_| "what is kept is not UTF-8".to_owned())?;
        Ok(Some(text.into()))
    }

    /// Keeps a secret, in place of another.
    ///
    /// # Errors
    /// Why it cannot be kept.
    pub fn set(&self, secret: &[u8]) -> Result<(), String> {
        let secret = Zeroizing::new(secret.to_vec());
        self.call(move |entry| entry.set_secret(&secret))
    }

    /// Removes the secret; whether there was one.
    ///
    /// # Errors
    /// Why it cannot be removed.
    pub fn forget(&self) -> Result<bool, String> {
        self.call(|entry| removed(&entry))
    }

    fn call<T: Send + 'static>(
        &self,
        call: impl FnOnce(CoreEntry) -> Result<T, CoreError> + Send + 'static,
    ) -> Result<T, String> {
        probe()?;
        let this = self.clone();
        in_time(TO_UNLOCK, move |store| {
            CoreEntry::new_in_store(store, &this.service, &this.account).and_then(call)
        })
    }
}

/// Whether there is a keyring that answers.
///
/// # Errors
/// Why there is none.
pub fn probe() -> Result<(), String> {
    in_time(TO_ANSWER, |_| Ok(()))
}

/// Removes every password that was kept; how many there were.
///
/// # Errors
/// Why that cannot be done.
pub fn forget_passwords() -> Result<usize, String> {
    probe()?;
    in_time(TO_UNLOCK, |store| {
        let found = CoreEntry::search_in_store(store, &HashMap::from([("service", PASSWORD)]))?;
        found.iter().try_fold(0, |count, entry| Ok(count + usize::from(removed(entry)?)))
    })
}

fn removed(entry: &CoreEntry) -> Result<bool, CoreError> {
    match entry.delete_credential() {
        Ok(()) => Ok(true),
        Err(CoreError::NoEntry) => Ok(false),
        Err(error) => Err(error),
    }
}

type Store = Arc<CredentialStore>;

/// A call that hangs is left behind with its thread.
fn in_time<T: Send + 'static>(
    limit: Duration,
    call: impl FnOnce(&Store) -> Result<T, CoreError> + Send + 'static,
) -> Result<T, String> {
    static STORE: OnceLock<Result<Store, String>> = OnceLock::new();
    let (send, receive) = mpsc::channel();
    thread::spawn(move || {
        let store = STORE.get_or_init(open).as_ref();
        let done = store.map_err(Clone::clone).and_then(|store| call(store).map_err(|error| why(&error)));
        // Nobody listens any more where the time was over.
        let _ = send.send(done);
    });
    receive.recv_timeout(limit).unwrap_or_else(|_| Err(format!("no answer in {} s", limit.as_secs())))
}

/// What went wrong beneath, which is what a person can do something about.
fn why(error: &CoreError) -> String {
    match error {
        CoreError::PlatformFailure(cause) | CoreError::NoStorageAccess(cause) => cause.to_string(),
        error => error.to_string(),
    }
}

#[cfg(target_os = "linux")]
fn open() -> Result<Store, String> {
    // Else libdbus would start a bus of its own where it can, on which there is no keyring.
    let runtime = || Some(std::path::Path::new(&std::env::var_os("XDG_RUNTIME_DIR")?).join("bus"));
    let named = std::env::var_os("DBUS_SESSION_BUS_ADDRESS").is_some_and(|address| !address.is_empty());
    if !named && !runtime().is_some_and(|bus| bus.exists()) {
        return Err("there is no D-Bus session".to_owned());
    }
    match dbus_secret_service_keyring_store::Store::new() {
        Ok(store) => Ok(store),
        Err(error) => Err(why(&error)),
    }
}

#[cfg(any(target_os = "macos", windows))]
fn open() -> Result<Store, String> {
    keyring::v1::Entry::store_status().as_ref().map_err(why)?;
    keyring_core::get_default_store().ok_or_else(|| "the system has none".to_owned())
}

#[cfg(not(any(target_os = "linux", target_os = "macos", windows)))]
fn open() -> Result<Store, String> {
    Err("this system's keyring is not known here".to_owned())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_user_is_one_whatever_the_letters() {
        let account = |username| Entry::password(username, "acme").account().to_owned();
        assert_eq!(account("Me@Acme.com"), account("me@acme.com"));
        assert_ne!(account("me@acme.com"), Entry::password("me@acme.com", "other").account());
    }
}

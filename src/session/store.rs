//! What is kept on the disk: small encrypted files under `$XDG_CACHE_HOME/ol-aws/`, each written whole or not at all.
//!
//! A file that is damaged, foreign, huge or from another version is as good as absent: it fails to decrypt, and
//! nobody is told. Names are keyed hashes, so that a listing tells nothing.

use std::fmt::Write as _;
use std::fs;
use std::io;
use std::path::{Path, PathBuf};
use std::time::{Duration, SystemTime};

use chacha20poly1305::aead::{AeadInOut as _, KeyInit as _};
use chacha20poly1305::{XChaCha20Poly1305, XNonce};
use hmac::{Hmac, Mac as _};
use serde::Serialize;
use serde::de::DeserializeOwned;
use sha2::Sha256;
use zeroize::Zeroizing;

use super::key::{Key, Place};
use crate::config::paths;
use crate::files;

#[cfg(all(test, unix))]
mod tests;

/// The first bytes of a file: ours, and the version of what follows.
const MAGIC: &[u8; 8] = b"ol-aws 1";
/// XChaCha20-Poly1305 (draft-irtf-cfrg-xchacha-03): 24 random bytes need no counter.
const NONCE: usize = 24;
/// The largest file that is read, in bytes; ten thousand roles take some two megabytes.
const LARGEST: u64 = 16 << 20;
/// What is kept longer than any session lives is swept: sessions, and all the rest.
const SESSIONS: Duration = Duration::from_secs(13 * 3600);
const REST: Duration = Duration::from_secs(30 * 86_400);

/// What kind of thing a file holds: the first part of its name.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub enum Kind {
    Session,
    Assertion,
    Roles,
    Lengths,
    Token,
    Refusal,
    Failure,
    Walk,
}

impl Kind {
    const ALL: [Self; 8] = [
        Self::Session,
        Self::Assertion,
        Self::Roles,
        Self::Lengths,
        Self::Token,
        Self::Refusal,
        Self::Failure,
        Self::Walk,
    ];

    fn prefix(self) -> &'static str {
        match self {
            Self::Session => "session-",
            Self::Assertion => "assertion-",
            Self::Roles => "roles-",
            Self::Lengths => "lengths-",
            Self::Token => "token-",
            Self::Refusal => "refusal-",
            Self::Failure => "failure-",
            Self::Walk => "walk-",
        }
    }
}

/// The store, opened with its key.
pub struct Store {
    folder: PathBuf,
    key: Key,
}

impl Store {
    /// Opens the store of this user.
    ///
    /// # Errors
    /// There is no home folder, it cannot be written, or no place will take a key.
    pub fn open() -> io::Result<Self> {
        let folder = paths::cache_folder().map_err(|error| io::Error::other(error.what))?;
        files::make_folder(&folder)?;
        let key = Key::open(&folder)?;
        Ok(Self { folder, key })
    }

    pub fn folder(&self) -> &Path {
        &self.folder
    }

    /// Where the key lives, for a person.
    pub fn key_place(&self) -> String {
        self.key.place.to_string()
    }

    /// The file that holds the key, where the operating system does not.
    pub fn key_file(&self) -> Option<&Path> {
        match &self.key.place {
            Place::System => None,
            Place::File(path) => Some(path),
        }
    }

    /// A keyed hash: tells nothing without the key, and is the same for the same parts.
    pub fn hash(&self, parts: &[&str]) -> String {
        let mut mac = <Hmac<Sha256> as hmac::KeyInit>::new_from_slice(&*self.key.bytes)
            .expect("BUG: any length is a key");
        for part in parts {
            // The length first: no two lists of parts are one text.
            mac.update(&(part.len() as u64).to_le_bytes());
            mac.update(part.as_bytes());
        }
        mac.finalize().into_bytes().iter().take(16).fold(String::with_capacity(32), |mut hex, byte| {
            let _ = write!(hex, "{byte:02x}");
            hex
        })
    }

    /// What is kept of a kind under these parts.
    pub fn get<T: DeserializeOwned>(&self, kind: Kind, parts: &[&str]) -> Option<T> {
        self.read(&self.name(kind, parts))
    }

    /// Keeps something.
    ///
    /// # Errors
    /// Those of the file system; what was kept before is then as it was.
    pub fn put<T: Serialize>(&self, kind: Kind, parts: &[&str], value: &T) -> io::Result<()> {
        let name = self.name(kind, parts);
        // Room at once: a vector that grows leaves copies of secrets behind.
        let mut length = Counted(0);
        serde_json::to_writer(&mut length, value)?;
        let mut plain = Zeroizing::new(Vec::with_capacity(length.0));
        serde_json::to_writer(&mut *plain, value)?;
        files::replace(&self.folder.join(&name), &self.seal(&name, plain)?)
    }

    pub fn remove(&self, kind: Kind, parts: &[&str]) {
        let _ = fs::remove_file(self.folder.join(self.name(kind, parts)));
    }

    /// All that is kept of a kind and can be read.
    pub fn all<T: DeserializeOwned>(&self, kind: Kind) -> Vec<T> {
        self.names(kind).iter().filter_map(|name| self.read(name)).collect()
    }

    /// Forgets what a condition names; how many there were.
    pub fn forget<T: DeserializeOwned>(&self, kind: Kind, which: impl Fn(&T) -> bool) -> usize {
        let names = self.names(kind);
        let meant = names.iter().filter(|name| self.read(name).as_ref().is_some_and(&which));
        meant.filter(|name| fs::remove_file(self.folder.join(name)).is_ok()).count()
    }

    /// Forgets everything but one kind, also what this key does not open.
    pub fn forget_all(&self, but: Option<Kind>) -> usize {
        Kind::ALL
            .iter()
            .filter(|kind| Some(**kind) != but)
            .flat_map(|kind| self.names(*kind))
            .filter(|name| fs::remove_file(self.folder.join(name)).is_ok())
            .count()
    }

    /// Removes what is older than anything of its kind can be of use, and temporary files left by a crash.
    pub fn sweep(&self) {
        let now = SystemTime::now();
        for entry in fs::read_dir(&self.folder).into_iter().flatten().flatten() {
            let name = entry.file_name().to_string_lossy().into_owned();
            let limit = match Kind::ALL.iter().find(|kind| name.starts_with(kind.prefix())) {
                Some(Kind::Session | Kind::Assertion | Kind::Token | Kind::Failure) => SESSIONS,
                Some(_) => REST,
                None if name.starts_with(".tmp") => SESSIONS,
                None => continue,
            };
            let age = entry.metadata().and_then(|meta| meta.modified()).map(|time| now.duration_since(time));
            if age.is_ok_and(|age| age.is_ok_and(|age| age > limit)) {
                let _ = fs::remove_file(entry.path());
            }
        }
    }

    fn name(&self, kind: Kind, parts: &[&str]) -> String {
        format!("{}{}", kind.prefix(), self.hash(parts))
    }

    fn names(&self, kind: Kind) -> Vec<String> {
        let entries = fs::read_dir(&self.folder).into_iter().flatten().flatten();
        let mut names: Vec<String> =
            entries.filter_map(|entry| entry.file_name().into_string().ok()).collect();
        names.retain(|name| name.starts_with(kind.prefix()));
        names.sort();
        names
    }

    fn read<T: DeserializeOwned>(&self, name: &str) -> Option<T> {
        let sealed = files::read_at_most(&self.folder.join(name), LARGEST).ok()?;
        let plain = self.unseal(name, &sealed)?;
        serde_json::from_slice(&plain).ok()
    }

    /// MAGIC, nonce, cipher text and tag. The name is bound to it: a file that was renamed does not open.
    fn seal(&self, name: &str, mut plain: Zeroizing<Vec<u8>>) -> io::Result<Vec<u8>> {
        let mut nonce = [0; NONCE];
        getrandom::fill(&mut nonce).map_err(io::Error::other)?;
        let tag = self
            .cipher()
            .encrypt_inout_detached(&XNonce::from(nonce), &bound(name), plain.as_mut_slice().into())
            .map_err(|_| io::Error::other("too large to encrypt"))?;
        Ok([MAGIC.as_slice(), &nonce, &plain, &tag].concat())
    }

    fn unseal(&self, name: &str, sealed: &[u8]) -> Option<Zeroizing<Vec<u8>>> {
        let (nonce, rest) = sealed.strip_prefix(MAGIC)?.split_first_chunk::<NONCE>()?;
        let (text, tag) = rest.split_last_chunk::<16>()?;
        let mut plain = Zeroizing::new(text.to_vec());
        self.cipher()
            .decrypt_inout_detached(
                &XNonce::from(*nonce),
                &bound(name),
                plain.as_mut_slice().into(),
                &(*tag).into(),
            )
            .ok()?;
        Some(plain)
    }

    fn cipher(&self) -> XChaCha20Poly1305 {
        XChaCha20Poly1305::new((&*self.key.bytes).into())
    }
}

/// Takes bytes, and keeps their number alone.
struct Counted(usize);

impl io::Write for Counted {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        self.0 += bytes.len();
        Ok(bytes.len())
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}

fn bound(name: &str) -> Vec<u8> {
    [MAGIC.as_slice(), name.as_bytes()].concat()
}

//! The key to all that is kept: 32 random bytes, in the operating system where it has a place for them
//! (contract §4).
//!
//! Only this one small key is held there: the quota of a Linux key ring is a few kilobytes.

use std::fmt;
use std::io;
use std::path::{Path, PathBuf};

use zeroize::Zeroizing;

use crate::config::paths;

/// A key, and where it lives.
pub struct Key {
    pub bytes: Zeroizing<[u8; 32]>,
    pub place: Place,
}

/// Where the key lives, the best first.
#[derive(Clone, Debug, Eq, PartialEq)]
pub enum Place {
    /// Linux's kernel key ring, Keychain or Credential Manager.
    System,
    /// A file of mode 0600, in the runtime folder or beside what it opens.
    File(PathBuf),
}

impl fmt::Display for Place {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::System => f.write_str("the operating system's keyring"),
            Self::File(path) => write!(f, "{}", path.display()),
        }
    }
}

const SIZE: usize = 32;
const NAME: &str = "ol-aws";

impl Key {
    /// Finds the key, or makes one. `beside` is the folder of what it opens.
    ///
    /// # Errors
    /// No place will take it.
    pub fn open(beside: &Path) -> io::Result<Self> {
        let files = files(beside);
        if let Some(key) = Self::read(&files) {
            return Ok(key);
        }
        // A key made by two at once would be two keys: one makes it, the other finds it.
        let lock = crate::files::open_private(&beside.join("key.lock"))?;
        lock.lock()?;
        if let Some(key) = Self::read(&files) {
            return Ok(key);
        }
        let bytes = random()?;
        if let Some(bytes) = system::make(&bytes) {
            return Ok(Self { bytes, place: Place::System });
        }
        let mut refused = io::Error::from(io::ErrorKind::NotFound);
        for path in files {
            match crate::files::replace(&path, &*bytes) {
                Ok(()) => return Ok(Self { bytes, place: Place::File(path) }),
                Err(error) => refused = error,
            }
        }
        Err(refused)
    }

    fn read(files: &[PathBuf]) -> Option<Self> {
        if let Some(bytes) = system::read() {
            return Some(Self { bytes, place: Place::System });
        }
        files.iter().find_map(|path| {
            // A key that others could read, or that is damaged, is none, nor is what it opened.
            let kept = crate::files::read_at_most(path, SIZE as u64).map(Zeroizing::new);
            let kept = kept.ok().filter(|_| is_private(path))?;
            Some(Self { bytes: from_bytes(&kept)?, place: Place::File(path.clone()) })
        })
    }
}

/// Where the key lies when the system has no place for it, the best first.
pub fn files(beside: &Path) -> Vec<PathBuf> {
    let folders = paths::runtime_folder().into_iter().chain([beside.to_owned()]);
    folders.map(|folder| folder.join("key")).collect()
}

fn random() -> io::Result<Zeroizing<[u8; SIZE]>> {
    let mut bytes = Zeroizing::new([0; SIZE]);
    getrandom::fill(&mut *bytes).map_err(io::Error::other)?;
    Ok(bytes)
}

/// A key from bytes that were kept, if they are one.
fn from_bytes(bytes: &[u8]) -> Option<Zeroizing<[u8; SIZE]>> {
    Some(Zeroizing::new(bytes.try_into().ok()?))
}

#[cfg(unix)]
fn is_private(path: &Path) -> bool {
    use std::os::unix::fs::PermissionsExt as _;
    std::fs::metadata(path).is_ok_and(|meta| meta.permissions().mode() & 0o077 == 0)
}

#[cfg(not(unix))]
fn is_private(_: &Path) -> bool {
    true
}

/// Linux: the user's persistent key ring (persistent-keyring(7)), which outlives a log-out by three days, else the
/// user's own (user-keyring(7)). Containers often forbid these calls, and then there is none.
#[cfg(target_os = "linux")]
mod system {
    use linux_keyutils::{KeyPermissionsBuilder, KeyRing, KeyRingIdentifier, Permission};
    use zeroize::Zeroizing;

    use super::{NAME, SIZE, from_bytes};

    fn rings() -> impl Iterator<Item = KeyRing> {
        // Linked from the process's own ring, what is in it counts as ours: a key is readable by its possessor.
        let persistent = || KeyRing::get_persistent(KeyRingIdentifier::Process).ok();
        let user = || KeyRing::from_special_id(KeyRingIdentifier::User, false).ok();
        [Box::new(persistent) as Box<dyn Fn() -> Option<KeyRing>>, Box::new(user)]
            .into_iter()
            .filter_map(|ring| ring())
    }

    pub fn read() -> Option<Zeroizing<[u8; SIZE]>> {
        rings().find_map(|ring| {
            let mut bytes = Zeroizing::new([0; SIZE + 1]);
            let length = ring.search(NAME).ok()?.read(&mut *bytes).ok()?;
            from_bytes(bytes.get(..length)?)
        })
    }

    /// Puts the key where it can be read back; what cannot is no place.
    pub fn make(bytes: &[u8; SIZE]) -> Option<Zeroizing<[u8; SIZE]>> {
        for ring in rings() {
            if let Ok(key) = ring.add_key(NAME, bytes) {
                // Readable for every process of the user, also one that reaches it by another ring.
                let all =
                    KeyPermissionsBuilder::builder().posessor(Permission::ALL).user(Permission::ALL).build();
                let _ = key.set_perms(all);
                if let Some(kept) = read() {
                    return Some(kept);
                }
                let _ = ring.unlink_key(key);
            }
        }
        None
    }
}

/// Keychain and Credential Manager.
#[cfg(any(target_os = "macos", windows))]
mod system {
    use zeroize::Zeroizing;

    use super::{NAME, SIZE, from_bytes};
    use crate::keyring::Entry;

    pub fn read() -> Option<Zeroizing<[u8; SIZE]>> {
        from_bytes(&Entry::named(NAME, "key").get().ok()??)
    }

    pub fn make(bytes: &[u8; SIZE]) -> Option<Zeroizing<[u8; SIZE]>> {
        let entry = Entry::named(NAME, "key");
        // A key that is there and was not given is not to be overwritten.
        if entry.get().ok()?.is_some() {
            return None;
        }
        entry.set(bytes).ok()?;
        read()
    }
}

#[cfg(not(any(target_os = "linux", target_os = "macos", windows)))]
mod system {
    use zeroize::Zeroizing;

    use super::SIZE;

    pub fn read() -> Option<Zeroizing<[u8; SIZE]>> {
        None
    }

    pub fn make(_: &[u8; SIZE]) -> Option<Zeroizing<[u8; SIZE]>> {
        None
    }
}

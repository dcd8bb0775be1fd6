//! The AWS clients' own files, credentials and config: where they are, what a session is in them, and how they are
//! changed by one run of ours at a time, each change whole or not at all.

use std::fs::{self, File, TryLockError};
use std::io;
use std::path::{Path, PathBuf};
use std::time::{Duration, Instant};

use secrecy::ExposeSecret as _;
use zeroize::Zeroizing;

use crate::config::paths;
use crate::env::Env;
use crate::error::{Error, Result, Status};
use crate::ini::Ini;
use crate::session::Session;
use crate::{files, output};

/// The largest file that is read, in bytes.
const LARGEST: u64 = 16 << 20;
/// An edit takes milliseconds: whoever holds the lock longer is stopped.
const PATIENCE: Duration = Duration::from_secs(10);
const LOOK: Duration = Duration::from_millis(5);

/// The key that makes a file a secret.
const SECRET: &str = "aws_secret_access_key";

/// What clients take before the keys of their profile, in either file (`botocore.credentials`).
const HIDING: [&str; 3] = ["role_arn", "web_identity_token_file", "sso_role_name"];

/// `AWS_SHARED_CREDENTIALS_FILE`, else `~/.aws/credentials`.
///
/// # Errors
/// There is no home folder.
pub fn credentials(env: &Env) -> Result<PathBuf> {
    named(env, "AWS_SHARED_CREDENTIALS_FILE", "~/.aws/credentials")
}

/// `AWS_CONFIG_FILE`, else `~/.aws/config`.
///
/// # Errors
/// There is no home folder.
pub fn config(env: &Env) -> Result<PathBuf> {
    named(env, "AWS_CONFIG_FILE", "~/.aws/config")
}

fn named(env: &Env, variable: &str, otherwise: &str) -> Result<PathBuf> {
    let path = Path::new(env.get(variable).unwrap_or(otherwise));
    // AWS's clients expand it themselves.
    path.strip_prefix("~").map_or_else(|_| Ok(path.to_owned()), |rest| Ok(paths::home()?.join(rest)))
}

/// When a session ends, as the Python tool writes it: in UTC, with an offset.
pub fn expiration(session: &Session) -> String {
    session.credentials.expires_at.strftime("%Y-%m-%dT%H:%M:%S+0000").to_string()
}

/// Puts a session into a section: the keys, under the names that the Python tool gave them. Of the two for the token
/// botocore reads the older one first, so both are there and alike.
///
/// # Errors
/// The section cannot be named so.
pub fn put_session(ini: &mut Ini, section: &str, session: &Session) -> Result<()> {
    let credentials = &session.credentials;
    let token = credentials.session_token.expose_secret();
    let expiration = expiration(session);
    let mut values = vec![
        ("aws_access_key_id", credentials.access_key_id.as_str()),
        (SECRET, credentials.secret_access_key.expose_secret()),
        ("aws_session_token", token),
        ("aws_session_expiration", &expiration),
        ("aws_security_token", token),
    ];
    values.extend(session.region.as_deref().map(|region| ("region", region)));
    ini.set(section, &values)?;
    Ok(())
}

/// What hides the keys of a section: a key of its own, or of the profile of that name in the config file, if the section
/// is in the file that goes with that. In words: `role_arn of [x] in FILE`. A file that cannot be read hides nothing.
pub fn hidden_by(env: &Env, section: &str, file: &Path) -> Option<String> {
    let find = |ini: &Ini, header: &str, path: &Path| {
        let key = HIDING.iter().find(|key| ini.get(header, key).is_some())?;
        Some(format!("{key} of [{header}] in {}", path.display()))
    };
    let own = read(file).ok().and_then(|ini| find(&ini, section, file));
    if own.is_some() || *file != credentials(env).ok()? {
        return own;
    }
    let path = config(env).ok()?;
    let ini = read(&path).ok()?;
    let mut headers = ini.sections().filter(|header| profile_of(header).as_deref() == Some(section));
    headers.find_map(|header| find(&ini, header, &path))
}

/// The profile that a section of the config file is about: `[profile NAME]`, quoted as for a shell, or `[default]`.
pub fn profile_of(header: &str) -> Option<String> {
    if header == "default" {
        return Some(header.to_owned());
    }
    let words = shell_words::split(header).ok()?;
    // botocore looks no closer at the first word.
    (words.len() == 2 && header.starts_with("profile")).then(|| words[1].clone())
}

/// Reads a file; one that is not there is an empty one.
///
/// # Errors
/// It is there and cannot be read.
pub fn read(path: &Path) -> Result<Ini> {
    Ok(Ini::parse(&bytes(path)?.unwrap_or_default()))
}

/// Changes a file, or makes it, with mode 0600. A link to it stays, and so do owner and mode, but that others have no
/// part in a file that holds keys. Where nothing changes, nothing is written.
///
/// # Errors
/// That of `change`, and those of the file system; the file is then as it was.
pub fn edit(path: &Path, change: impl FnOnce(&mut Ini) -> Result<()>) -> Result<()> {
    let failed = |error: io::Error| {
        Error::new(Status::Failure, format!("cannot write {}", path.display()))
            .because(error)
            .hint("make the file and its folder writable, or name another file")
    };
    let file = files::follow(path).map_err(failed)?;
    let lock = lock()?;
    let old = bytes(&file)?;
    let mut ini = Ini::parse(old.as_deref().map_or(&[], Vec::as_slice));
    change(&mut ini)?;
    let new = ini.to_bytes();
    let private = ini.mentions(SECRET);
    if *new != *old.as_deref().map_or(&[][..], Vec::as_slice) {
        if lock.is_some() {
            sweep(&file);
        }
        files::rewrite(&file, &new, private).map_err(failed)
    } else if private {
        files::make_private(&file).map_err(failed)
    } else {
        Ok(())
    }
}

fn bytes(path: &Path) -> Result<Option<Zeroizing<Vec<u8>>>> {
    match files::read_at_most(path, LARGEST) {
        Ok(bytes) => Ok(Some(Zeroizing::new(bytes))),
        Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(None),
        Err(error) => Err(Error::new(Status::Failure, format!("cannot read {}", path.display()))
            .because(match error.kind() {
                io::ErrorKind::InvalidData => "it is no file, or too large for one of AWS's".to_owned(),
                _ => error.to_string(),
            })
            .hint("make the file readable, or name another file")),
    }
}

/// One lock for all of AWS's files, among what we keep, so that none lies beside them. None where there can be no
/// lock: what was asked for can be done all the same.
fn lock() -> Result<Option<File>> {
    let open = || -> io::Result<File> {
        let folder = paths::cache_folder().map_err(io::Error::other)?;
        files::make_folder(&folder)?;
        let path = folder.join("aws-files.lock");
        // One that belongs to another user, after a `sudo` say, can be locked all the same.
        match files::open_private(&path) {
            Err(error) if error.kind() == io::ErrorKind::PermissionDenied => File::open(&path),
            opened => opened,
        }
    };
    let without = |error: io::Error| {
        output::warn(&format!(
            "no lock can be had, so runs at the same time may undo each other's edits: {error}"
        ));
        Ok(None)
    };
    let file = match open() {
        Ok(file) => file,
        Err(error) => return without(error),
    };
    let deadline = Instant::now() + PATIENCE;
    loop {
        match file.try_lock() {
            Ok(()) => return Ok(Some(file)),
            Err(TryLockError::Error(error)) => return without(error),
            Err(TryLockError::WouldBlock) if Instant::now() > deadline => {
                return Err(Error::new(Status::Failure, "another ol-aws holds the lock of AWS's files")
                    .because(format!("it did not let go in {} s", PATIENCE.as_secs()))
                    .hint("finish or end that process, then try again"));
            }
            Err(TryLockError::WouldBlock) => std::thread::sleep(LOOK),
        }
    }
}

/// Removes what was left half-written by a run that was killed: whoever holds the lock writes alone.
fn sweep(file: &Path) {
    for entry in file.parent().and_then(|folder| fs::read_dir(folder).ok()).into_iter().flatten().flatten() {
        let (name, (begin, end)) = (entry.file_name(), files::UNFINISHED);
        if name.to_str().is_some_and(|name| name.starts_with(begin) && name.ends_with(end)) {
            let _ = fs::remove_file(entry.path());
        }
    }
}

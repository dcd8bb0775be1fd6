//! The locks by which one process does what many need. The system lets go of them when their holder ends, however
//! it ends.

use std::fs::{self, File, TryLockError};
use std::io::{self, Write as _};
use std::path::Path;
use std::time::{Duration, Instant};

use crate::files;

/// How often a waiter looks again.
const LOOK: Duration = Duration::from_millis(20);

/// How long a waiter waits: longer than a sign-in may take, so that only one that is stopped is given up.
const PATIENCE: Duration = Duration::from_secs(330);

/// Held until dropped.
#[derive(Debug)]
pub struct Lock(#[expect(dead_code, reason = "held, not used")] File);

/// Takes the lock of this name in a folder, waiting while another process has it. `wait` is told, once, which one.
///
/// # Errors
/// The file cannot be made, or the file system has no locks.
pub async fn take(folder: &Path, name: &str, wait: impl FnOnce(Option<u32>)) -> io::Result<Lock> {
    let path = folder.join(format!("{name}.lock"));
    // One that belongs to another user, after a `sudo` say, can be locked all the same.
    let mut file = match files::open_private(&path) {
        Err(error) if error.kind() == io::ErrorKind::PermissionDenied => File::open(&path)?,
        opened => opened?,
    };
    let deadline = Instant::now() + PATIENCE;
    let mut wait = Some(wait);
    loop {
        match file.try_lock() {
            Ok(()) => break,
            Err(TryLockError::WouldBlock) => {
                if let Some(wait) = wait.take() {
                    wait(fs::read_to_string(&path).ok().and_then(|pid| pid.trim().parse().ok()));
                }
                if Instant::now() > deadline {
                    let why =
                        format!("its lock, {}, was not let go in {} s", path.display(), PATIENCE.as_secs());
                    return Err(io::Error::new(io::ErrorKind::TimedOut, why));
                }
                tokio::time::sleep(LOOK).await;
            }
            Err(TryLockError::Error(error)) => return Err(error),
        }
    }
    // For the waiters' message; the lock itself needs no content.
    let _ = file.set_len(0).and_then(|()| file.write_all(std::process::id().to_string().as_bytes()));
    Ok(Lock(file))
}

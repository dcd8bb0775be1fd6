//! The locks by which one process does what many need. The system lets go of them when their holder ends, however
//! it ends.

use std::fs::{self, File, TryLockError};
use std::io::{self, Write as _};
use std::path::Path;
use std::time::Duration;

use crate::files;

/// How often a waiter looks again.
const LOOK: Duration = Duration::from_millis(20);

/// Held until dropped.
#[derive(Debug)]
pub struct Lock(#[expect(dead_code, reason = "held, not used")] File);

/// Takes the lock of this name in a folder, waiting while another process has it. `wait` is told, once, which one.
///
/// # Errors
/// The file cannot be made, or the file system has no locks.
pub async fn take(folder: &Path, name: &str, wait: impl FnOnce(Option<u32>)) -> io::Result<Lock> {
    let path = folder.join(format!("{name}.lock"));
    let mut file = files::open_private(&path)?;
    let mut wait = Some(wait);
    loop {
        match file.try_lock() {
            Ok(()) => break,
            Err(TryLockError::WouldBlock) => {
                if let Some(wait) = wait.take() {
                    wait(fs::read_to_string(&path).ok().and_then(|pid| pid.trim().parse().ok()));
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

//! stdin, byte by byte: nothing is read ahead, so what is not asked for belongs to whoever comes next.

use std::io;

/// The next byte; none at the end.
///
/// # Errors
/// Those of the system. `Interrupted`: a signal came, which a handler would else hide, as that of a runtime does.
#[cfg(unix)]
pub fn byte() -> io::Result<Option<u8>> {
    use std::os::fd::AsFd as _;

    use nix::poll::{PollFd, PollFlags, PollTimeout, poll};

    let stdin = io::stdin();
    let mut byte = [0];
    poll(&mut [PollFd::new(stdin.as_fd(), PollFlags::POLLIN)], PollTimeout::NONE)?;
    Ok((nix::unistd::read(&stdin, &mut byte)? == 1).then_some(byte[0]))
}

/// The next byte; none at the end.
///
/// # Errors
/// Those of the system.
#[cfg(not(unix))]
pub fn byte() -> io::Result<Option<u8>> {
    use std::io::Read as _;
    let mut byte = [0];
    Ok((io::stdin().lock().read(&mut byte)? == 1).then_some(byte[0]))
}

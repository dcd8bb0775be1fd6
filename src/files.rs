//! Files that are written whole or not at all.

use std::fs::{File, Metadata, Permissions};
use std::io::{self, Read as _, Write as _};
use std::path::{Path, PathBuf};

/// As [`replace`], but a link is followed, so that a configuration kept elsewhere stays there.
///
/// # Errors
/// Those of the file system; the old file is then as it was.
pub fn write_whole(path: &Path, bytes: &[u8]) -> io::Result<()> {
    replace(&follow(path)?, bytes)
}

/// Replaces a file by way of a temporary one beside it: fsync, then rename, mode 0600. Missing folders are made,
/// for this user alone.
///
/// # Errors
/// Those of the file system; the old file is then as it was.
pub fn replace(path: &Path, bytes: &[u8]) -> io::Result<()> {
    let folder = path.parent().ok_or(io::ErrorKind::InvalidInput)?;
    make_folder(folder)?;
    // tempfile makes the file with mode 0600.
    let mut file = tempfile::NamedTempFile::new_in(folder)?;
    file.write_all(bytes)?;
    file.as_file().sync_all()?;
    file.persist(path)?;
    Ok(())
}

/// How the names of the temporary files of [`rewrite`] begin and end: nobody else's do.
pub const UNFINISHED: (&str, &str) = (".ol-aws-", ".tmp");

/// As [`replace`], for a file that is not ours alone: owner and mode stay, but for what `private` takes from others.
/// The path is that of the file itself: see [`follow`].
///
/// # Errors
/// Those of the file system, and that the owner cannot stay; the old file is then as it was.
pub fn rewrite(path: &Path, bytes: &[u8], private: bool) -> io::Result<()> {
    let folder = path.parent().ok_or(io::ErrorKind::InvalidInput)?;
    make_folder(folder)?;
    let mut file = tempfile::Builder::new().prefix(UNFINISHED.0).suffix(UNFINISHED.1).tempfile_in(folder)?;
    file.write_all(bytes)?;
    if let Ok(old) = std::fs::metadata(path) {
        keep_owner(file.as_file(), &old)?;
        file.as_file().set_permissions(permissions(&old, private))?;
    }
    file.as_file().sync_all()?;
    file.persist(path)?;
    Ok(())
}

/// Takes the rights of others from a file that has such.
///
/// # Errors
/// Those of the file system.
pub fn make_private(path: &Path) -> io::Result<()> {
    let old = std::fs::metadata(path)?;
    let permissions = permissions(&old, true);
    if permissions == old.permissions() { Ok(()) } else { std::fs::set_permissions(path, permissions) }
}

/// The file at the end of links, one that is still to be made as well.
///
/// # Errors
/// The links lead in a circle.
pub fn follow(path: &Path) -> io::Result<PathBuf> {
    let mut path = std::path::absolute(path)?;
    // As many as Linux follows.
    for _ in 0..40 {
        match std::fs::read_link(&path) {
            Ok(target) => path = path.parent().map_or_else(|| target.clone(), |folder| folder.join(&target)),
            Err(_) => return Ok(path),
        }
    }
    Err(io::Error::other("its links lead in a circle"))
}

#[cfg(unix)]
fn permissions(old: &Metadata, private: bool) -> Permissions {
    use std::os::unix::fs::PermissionsExt as _;
    let mode = old.permissions().mode();
    Permissions::from_mode(mode & if private { 0o600 } else { 0o777 })
}

/// Windows guards files by the access lists of their folders.
#[cfg(not(unix))]
fn permissions(old: &Metadata, _: bool) -> Permissions {
    old.permissions()
}

/// Another's file, edited by root, stays that person's. A group that we may not give matters less than the owner.
#[cfg(unix)]
fn keep_owner(file: &File, old: &Metadata) -> io::Result<()> {
    use std::os::unix::fs::{MetadataExt as _, fchown};
    let new = file.metadata()?;
    if (new.uid(), new.gid()) == (old.uid(), old.gid()) {
        return Ok(());
    }
    fchown(file, Some(old.uid()), Some(old.gid()))
        .or_else(|error| if new.uid() == old.uid() { Ok(()) } else { Err(error) })
}

#[cfg(not(unix))]
fn keep_owner(_: &File, _: &Metadata) -> io::Result<()> {
    Ok(())
}

/// As [`replace`], for a file that others may read, as far as the umask lets them: nothing secret. Its folder is there.
///
/// # Errors
/// As [`write_whole`].
pub fn write_for_all(path: &Path, bytes: &[u8]) -> io::Result<()> {
    #[cfg_attr(not(unix), allow(unused_mut, reason = "modes are for Unix"))]
    let mut builder = tempfile::Builder::new();
    #[cfg(unix)]
    builder.permissions(std::os::unix::fs::PermissionsExt::from_mode(0o666));
    let mut file = builder.tempfile_in(path.parent().ok_or(io::ErrorKind::InvalidInput)?)?;
    file.write_all(bytes)?;
    file.persist(path)?;
    Ok(())
}

/// Makes a folder and those above it, for this user alone, where there is none.
///
/// # Errors
/// Those of the file system.
pub fn make_folder(folder: &Path) -> io::Result<()> {
    let mut builder = std::fs::DirBuilder::new();
    builder.recursive(true);
    #[cfg(unix)]
    std::os::unix::fs::DirBuilderExt::mode(&mut builder, 0o700);
    builder.create(folder)
}

/// Opens a file that is made, for this user alone, where there is none; what is in it stays.
///
/// # Errors
/// Those of the file system.
pub fn open_private(path: &Path) -> io::Result<File> {
    let mut options = File::options();
    options.create(true).truncate(false).read(true).write(true);
    #[cfg(unix)]
    std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
    options.open(path)
}

/// Reads a file that is no larger than that. What is no file, a pipe say, is an error, and is not waited for.
///
/// # Errors
/// Those of the file system.
pub fn read_at_most(path: &Path, largest: u64) -> io::Result<Vec<u8>> {
    let mut options = File::options();
    options.read(true);
    #[cfg(unix)]
    std::os::unix::fs::OpenOptionsExt::custom_flags(&mut options, nix::fcntl::OFlag::O_NONBLOCK.bits());
    let file = options.open(path)?;
    let told = file.metadata()?;
    if !told.is_file() || told.len() > largest {
        return Err(io::ErrorKind::InvalidData.into());
    }
    // One byte more: the end is found without growing.
    let mut bytes = Vec::with_capacity(usize::try_from(told.len()).map_or(0, |length| length + 1));
    file.take(largest).read_to_end(&mut bytes)?;
    Ok(bytes)
}

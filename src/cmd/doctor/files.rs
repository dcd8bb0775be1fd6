//! Who else can read or write what is ours.

use std::path::Path;

use super::report::Row;
use crate::config::{Mistakes, Settings, chmod, file, paths};
use crate::session::key_files;

/// The configuration, the Python tool's files, what is kept, and its key where that is a file.
pub fn rows(settings: &Settings) -> Vec<Row> {
    let mut rows: Vec<Row> = config(&settings.config_path).into_iter().collect();
    rows.extend(settings.exposed.as_deref().map(|path| {
        Row::warn("Python tool", format!("{}: others can read the secret in it", path.display()), chmod(path))
    }));
    match paths::cache_folder() {
        Ok(folder) => {
            rows.push(cache(&folder));
            rows.extend(key_files(&folder).iter().filter_map(|path| key(path)));
        }
        Err(error) => rows.push(Row::failed("cache", &error)),
    }
    rows
}

fn config(path: &Path) -> Option<Row> {
    let mode = mode(path)?;
    let read = file::read_past(path, &mut Mistakes::Noted(Vec::new())).unwrap_or_default();
    if read.has_secret() && mode & 0o077 != 0 {
        // Other commands refuse it, so it stands among the mistakes.
        return None;
    }
    let told = format!("mode {mode:04o}");
    Some(if mode & 0o022 != 0 {
        Row::fail(
            "config mode",
            format!("{told}: others can write commands into it, which run as you"),
            chmod(path),
        )
    } else {
        Row::ok("config mode", told)
    })
}

fn cache(folder: &Path) -> Row {
    let path = folder.display();
    if !folder.exists() {
        return Row::ok("cache", format!("nothing is kept yet in {path}"));
    }
    let quoted = shell_words::quote(&folder.to_string_lossy()).into_owned();
    let remedy = format!("chmod 700 {quoted}");
    let mode = mode(folder).unwrap_or(0o700);
    let open = open_files(folder);
    if mode & 0o022 != 0 {
        Row::fail("cache", format!("{path} has mode {mode:04o}: others can put files there"), remedy)
    } else if let Err(error) = tempfile::tempfile_in(folder) {
        let remedy = format!("make {quoted} yours and writable, or set XDG_CACHE_HOME");
        Row::fail("cache", format!("nothing can be kept in {path}: {error}"), remedy)
    } else if mode & 0o077 != 0 {
        Row::warn("cache", format!("{path} has mode {mode:04o}: others can see when you sign in"), remedy)
    } else if open > 0 {
        let remedy = format!("chmod 600 {quoted}/*");
        Row::warn(
            "cache",
            format!("{path} holds {open} files that others can read, though encrypted"),
            remedy,
        )
    } else {
        Row::ok("cache", path.to_string())
    }
}

/// How many files others can read.
fn open_files(folder: &Path) -> usize {
    let entries = std::fs::read_dir(folder).into_iter().flatten().flatten();
    let paths =
        entries.map(|entry| entry.path()).filter(|path| path.file_name().is_some_and(|name| name != "key"));
    paths.filter(|path| mode(path).is_some_and(|mode| mode & 0o077 != 0)).count()
}

/// The key in a file that others can read.
fn key(path: &Path) -> Option<Row> {
    mode(path).filter(|mode| mode & 0o077 != 0).map(|mode| {
        Row::fail(
            "key",
            format!("{} has mode {mode:04o}: it counts as none, and so does what it opens", path.display()),
            format!("rm {}: the next sign-in makes another", shell_words::quote(&path.to_string_lossy())),
        )
    })
}

/// The permissions of a file that is there.
#[cfg(unix)]
fn mode(path: &Path) -> Option<u32> {
    use std::os::unix::fs::PermissionsExt as _;
    Some(std::fs::metadata(path).ok()?.permissions().mode() & 0o7777)
}

/// Windows guards a profile's files by inherited access lists.
#[cfg(not(unix))]
fn mode(_: &Path) -> Option<u32> {
    None
}

//! Writes answers that are no secrets to `config.toml`, leaving the rest of the file as it is.

use std::path::Path;

use toml_edit::{DocumentMut, value};

use super::Key;
use crate::error::{Error, Result, Status};
use crate::files;

/// Adds the answers under `[onelogin]`; the file is made where there is none.
///
/// # Errors
/// The file cannot be read, or not written.
pub fn save(path: &Path, answers: &[(Key, String)]) -> Result<()> {
    let failed = |error: &dyn std::fmt::Display| {
        Error::new(Status::Failure, format!("cannot write {}", path.display()))
            .because(error)
            .hint("make the file and its folder writable, or answer no")
    };
    let text = match std::fs::read_to_string(path) {
        Ok(text) => text,
        Err(error) if error.kind() == std::io::ErrorKind::NotFound => String::new(),
        Err(error) => return Err(failed(&error)),
    };
    let mut document: DocumentMut = text.parse().map_err(|error| failed(&error))?;
    for (key, answer) in answers {
        if let Some((section, name)) = key.names().path.split_once('.') {
            let table = document.entry(section).or_insert_with(toml_edit::table);
            table[name] = value(answer);
        }
    }
    files::write_whole(path, document.to_string().as_bytes()).map_err(|error| failed(&error))
}

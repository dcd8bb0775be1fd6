//! Where our files lie: the XDG base directories on Unix, `%APPDATA%` on Windows (contract §4).

use std::path::PathBuf;

use etcetera::BaseStrategy as _;

use crate::error::{Error, Result};

const FOLDER: &str = "ol-aws";

fn bases() -> Result<impl etcetera::BaseStrategy> {
    etcetera::choose_base_strategy()
        .map_err(|error| Error::usage("cannot tell the home folder").because(error).hint("set HOME"))
}

/// The user's home folder.
///
/// # Errors
/// There is none.
pub fn home() -> Result<PathBuf> {
    Ok(bases()?.home_dir().to_owned())
}

/// `$XDG_CONFIG_HOME/ol-aws/config.toml`.
///
/// # Errors
/// There is no home folder.
pub fn config_file() -> Result<PathBuf> {
    Ok(bases()?.config_dir().join(FOLDER).join("config.toml"))
}

/// `$XDG_STATE_HOME/ol-aws/choices.json`: what was chosen last. No secret, and no cache: it cannot be made anew.
///
/// # Errors
/// There is no home folder.
pub fn choices_file() -> Result<PathBuf> {
    let bases = bases()?;
    let state = bases.state_dir().unwrap_or_else(|| bases.data_dir());
    Ok(state.join(FOLDER).join("choices.json"))
}

/// `$XDG_CACHE_HOME/ol-aws/`: what is kept.
///
/// # Errors
/// There is no home folder.
pub fn cache_folder() -> Result<PathBuf> {
    Ok(bases()?.cache_dir().join(FOLDER))
}

/// `$XDG_RUNTIME_DIR/ol-aws/`, where the system has one: gone when the user logs out.
pub fn runtime_folder() -> Option<PathBuf> {
    let folder = bases().ok()?.runtime_dir()?;
    folder.is_dir().then(|| folder.join(FOLDER))
}

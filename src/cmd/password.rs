//! `password`: the OneLogin password in the operating system's keyring, where a sign-in finds it.

use secrecy::{ExposeSecret as _, SecretString};

use super::setup::{self, About};
use crate::cli::{PasswordCommand, SignInOptions};
use crate::config::Key;
use crate::error::{Error, Result, Status};
use crate::sign_in::{ask_password, kept_password_place};
use crate::{keyring, output};

/// # Errors
/// There is no keyring, or nobody to ask for what is missing.
pub fn run(command: PasswordCommand) -> Result<()> {
    match command {
        PasswordCommand::Set(args) => set(args.options),
        PasswordCommand::Forget(args) => forget(args.options),
    }
}

fn set(options: SignInOptions) -> Result<()> {
    let mut run = setup::run(options, About::Everything)?;
    keyring::probe().map_err(no_keyring)?;
    let place = kept_password_place(&mut run.settings, run.ui.as_ref())?;
    let password: SecretString = match run.settings.find(Key::Password) {
        Some((password, _)) => password.expose().into(),
        None => ask_password(&run.settings, run.ui.as_ref())?,
    };
    if let Some(refusal) = run.kept().refusal(&password).filter(|refusal| refusal.is_for_good()) {
        return Err(Error::new(Status::SignIn, "OneLogin has refused this password, and it is not kept")
            .because(refusal.because)
            .hint("use the right one; where this one is right after all, ol-aws logout --all forgets the refusal"));
    }
    place.set(password.expose_secret().as_bytes()).map_err(no_keyring)?;
    output::info(&format!("the password of {} is kept in the operating system's keyring", place.account()));
    Ok(())
}

fn forget(options: SignInOptions) -> Result<()> {
    let mut run = setup::run(options, About::Everything)?;
    keyring::probe().map_err(no_keyring)?;
    let place = kept_password_place(&mut run.settings, run.ui.as_ref())?;
    let was_kept = place.forget().map_err(no_keyring)?;
    let done = if was_kept { "is forgotten" } else { "was not kept" };
    output::info(&format!("the password of {} {done}", place.account()));
    Ok(())
}

fn no_keyring(why: String) -> Error {
    let hint = if cfg!(target_os = "linux") {
        "a desktop's keyring (gnome-keyring, KWallet, KeePassXC) must run and be unlocked; without one, \
         `password_command` under [onelogin] in config.toml gets the password from a password manager"
    } else {
        "unlock it and allow ol-aws to use it; without it, `password_command` under [onelogin] in config.toml gets \
         the password from a password manager"
    };
    Error::new(Status::Failure, "the operating system's keyring cannot be used").because(why).hint(hint)
}

//! From the options of a command to a run: the settings resolved, the person found.

use std::io;
use std::sync::OnceLock;

use secrecy::{ExposeSecret as _, SecretString};
use zeroize::Zeroizing;

use crate::cli::SignInOptions;
use crate::config::{self, Key, Layer, Origin, Request, SessionPolicy};
use crate::env::Env;
use crate::error::{Error, Result};
use crate::flow::Run;
use crate::output::{self, Level};
use crate::session::Store;
use crate::{stdin, ui};

/// The longest session policy that STS takes, in characters (AssumeRoleWithSAML, Policy).
const LONGEST_POLICY: usize = 2048;

/// What a command is about.
pub enum About {
    /// One role: the target, or what stands in for it (contract §1).
    Role(Option<String>),
    /// All that a user has: no role is chosen by the shell or the settings.
    Everything,
    /// The Python tool's walk-through, by its files and its defaults.
    Walk,
    /// The same, and the configuration file is yet to be written.
    FirstTime,
}

/// Resolves all that a command works with.
///
/// # Errors
/// Whatever is wrong with an option, a variable or a file: status 2.
pub fn run(options: SignInOptions, about: About) -> Result<Run> {
    run_in(Env::current(), options, about)
}

/// As [`run`], in another environment than that of this process.
///
/// # Errors
/// As [`run`].
pub fn run_in(env: Env, options: SignInOptions, about: About) -> Result<Run> {
    set_level(&env, &options)?;
    let ui = match about {
        About::Walk => ui::walk(&env),
        _ => ui::person(&env, options.no_input),
    };
    let (force, no_login) = (options.force, options.no_login);
    let settings = config::resolve(&env, request(options, about)?)?;
    // A home that cannot be written, or a machine without a place for a key: nothing is kept, and all works.
    let store = Store::open()
        .inspect(|store| output::debug(&format!("the key to what is kept is in {}", store.key_place())))
        .inspect_err(|error| output::debug(&format!("nothing is kept: {error}")))
        .ok();
    Ok(Run { env, settings, ui, store, force, no_login, forgetful: false })
}

/// Whether a target leads to a profile: by its name, or by the label of the role at the end of its chain.
pub fn is_profile(options: &SignInOptions, target: &str) -> bool {
    let resolve = |about| {
        let options = SignInOptions { password_stdin: false, ..options.clone() };
        request(options, about).and_then(|request| config::resolve(&Env::current(), request))
    };
    resolve(About::Everything).is_ok_and(|settings| settings.is_profile(target))
        || resolve(About::Role(Some(target.to_owned()))).is_ok_and(|settings| !settings.chain.is_empty())
}

/// Sets how much is told.
///
/// # Errors
/// `OL_AWS_LOG` names no level.
pub fn set_level(env: &Env, options: &SignInOptions) -> Result<()> {
    let level = match env.get("OL_AWS_LOG") {
        _ if options.quiet => Level::Error,
        _ if options.verbose => Level::Debug,
        Some(name) => Level::named(name).ok_or_else(|| {
            Error::usage(format!("OL_AWS_LOG: `{name}` is no level")).hint("error, warn, info or debug")
        })?,
        None => Level::Info,
    };
    output::set_level(level);
    Ok(())
}

/// What the options ask for, before anything is looked up.
///
/// # Errors
/// An option has a value that it cannot have.
pub fn request(options: SignInOptions, about: About) -> Result<Request> {
    let new_config = matches!(about, About::FirstTime);
    let (target, no_role, walk) = match about {
        About::Role(target) => (target, false, false),
        About::Everything | About::FirstTime => (None, true, false),
        About::Walk => (None, true, true),
    };
    let session_policy = SessionPolicy {
        document: options.policy.map(policy).transpose()?,
        arns: options.policy_arn,
        read_only: options.read_only,
    };
    if session_policy.arns.len() + usize::from(session_policy.read_only) > 10 {
        return Err(Error::usage("STS takes 10 policy ARNs at most").hint("name fewer --policy-arn"));
    }
    let mut layer = Layer::default();
    for (key, value) in [
        (Key::Subdomain, options.onelogin_subdomain),
        (Key::OneLoginRegion, options.onelogin_region),
        (Key::Username, options.onelogin_username),
        (Key::AppId, options.onelogin_app_id),
        (Key::SamlApiVersion, options.saml_api_version),
        (Key::Ip, options.ip),
        (Key::MfaDevice, options.mfa_device),
        (Key::Otp, options.otp),
        (Key::PasswordCommand, options.password_command),
        (Key::Account, options.aws_account_id),
        (Key::Role, options.aws_role_name),
        (Key::Region, options.aws_region),
        (Key::Duration, options.duration),
        (Key::MinTtl, options.min_ttl),
    ] {
        let Some(value) = value else { continue };
        let option = key.names().option;
        config::file::check(key, &value).map_err(|why| {
            Error::usage(format!("{option}: {why}")).hint("ol-aws exec --help tells what each option takes")
        })?;
        layer.set(key, value, Origin::Option(option));
    }
    if options.password_stdin {
        // A command that resolves its settings for several targets reads the line once.
        static LINE: OnceLock<SecretString> = OnceLock::new();
        let password = match LINE.get() {
            Some(password) => password,
            None => {
                let read = password_from_stdin()?;
                LINE.get_or_init(|| read.as_str().into())
            }
        };
        layer.set(Key::Password, password.expose_secret(), Origin::Option("--password-stdin"));
    }
    Ok(Request {
        options: layer,
        config: options.config,
        new_config,
        python_folder: options.config_file_path,
        profile: options.profile,
        target,
        no_role,
        walk,
        session_policy,
    })
}

/// A session policy: JSON itself, or the file that holds it.
fn policy(text: String) -> Result<String> {
    let document = if text.trim_start().starts_with('{') {
        text
    } else {
        std::fs::read_to_string(&text).map_err(|error| {
            Error::usage(format!("--policy: cannot read {text}"))
                .because(error)
                .hint("name a file that holds the policy, or write the JSON itself, from its `{` on")
        })?
    };
    serde_json::from_str::<serde_json::Map<String, serde_json::Value>>(&document).map_err(|error| {
        Error::usage("--policy is no policy document").because(error).hint("a policy is one JSON object")
    })?;
    if document.chars().count() > LONGEST_POLICY {
        return Err(Error::usage("--policy is too long")
            .because(format!("STS takes {LONGEST_POLICY} characters"))
            .hint("shorten it, or name managed policies with --policy-arn"));
    }
    Ok(document)
}

/// The first line of stdin, byte by byte: what follows belongs to the command that `exec` runs.
fn password_from_stdin() -> Result<Zeroizing<String>> {
    let failed = |why: &dyn std::fmt::Display| {
        Error::usage("--password-stdin: no password could be read")
            .because(why)
            .hint("the first line of stdin must be the password")
    };
    let mut line = Zeroizing::new(Vec::with_capacity(4096));
    while line.len() < 4096 {
        match read_byte().map_err(|error| failed(&error))? {
            Some(byte) if byte != b'\n' => line.push(byte),
            _ => break,
        }
    }
    if line.last() == Some(&b'\r') {
        line.pop();
    }
    if line.is_empty() {
        return Err(failed(&"the first line is empty"));
    }
    let text = std::str::from_utf8(&line).map_err(|_| failed(&"it is not UTF-8"))?;
    Ok(Zeroizing::new(text.to_owned()))
}

/// A signal ends nothing here.
fn read_byte() -> io::Result<Option<u8>> {
    loop {
        match stdin::byte() {
            Err(error) if error.kind() == io::ErrorKind::Interrupted => {}
            read => return read,
        }
    }
}

//! The settings: option > variable > profile > config file > the Python tool's files > default (contract §3),
//! resolved once into one value that remembers where each came from.

mod choose;
pub mod file;
pub mod import;
pub mod key;
pub mod layer;
mod mistake;
pub mod paths;
mod python;
mod save;
pub mod value;

use std::path::{Path, PathBuf};

use secrecy::SecretString;

pub use file::{Account, ConfigFile, Profile};
pub use key::{KEYS, Key};
pub use layer::{Layer, Origin, Value};
pub use mistake::Mistakes;
pub use python::WalkKeys;
pub use save::{Changes, save};
pub use value::SessionLength;

use crate::env::Env;
use crate::error::{Error, Result};
use crate::output;
use crate::role::Aliases;
use crate::target::Target;

/// What a command line asks for, before anything is looked up.
#[derive(Default)]
pub struct Request {
    /// The settings given as options.
    pub options: Layer,
    pub config: Option<PathBuf>,
    /// The file may be missing although it is named: it will be written.
    pub new_config: bool,
    /// `-c DIR`: the folder of the Python tool's files.
    pub python_folder: Option<PathBuf>,
    pub profile: Option<String>,
    pub target: Option<String>,
    /// No one role is meant: neither the active role nor the default counts.
    pub no_role: bool,
    /// The Python tool's walk-through: its files are looked for in the working directory too, its defaults count,
    /// AWS_REGION does not, and `profile` may name nothing but a section of the credentials file.
    pub walk: bool,
    pub session_policy: SessionPolicy,
}

/// What narrows a session: at most the role's own rights, and at most these (STS, AssumeRoleWithSAML).
#[derive(Clone, Debug, Default, Eq, PartialEq)]
pub struct SessionPolicy {
    /// A policy document, JSON.
    pub document: Option<String>,
    pub arns: Vec<String>,
    /// `arn:PARTITION:iam::aws:policy/ReadOnlyAccess`, in the role's partition.
    pub read_only: bool,
}

impl SessionPolicy {
    /// The session may do all that the role may.
    pub fn is_none(&self) -> bool {
        *self == Self::default()
    }
}

/// A secret, or the command that prints it.
pub enum SecretSource {
    Value(SecretString),
    Command(Vec<String>),
}

/// Which role is wanted. Every target must match; none means that the person chooses.
#[derive(Default)]
pub struct Wanted {
    pub targets: Vec<Target>,
    /// As the person named it, for messages.
    pub text: String,
}

/// A further role, assumed from the session before it (contract §4, `source`).
#[derive(Debug)]
pub struct ChainLink {
    pub role_arn: String,
    pub external_id: Option<String>,
}

/// The settings of one run.
pub struct Settings {
    /// Highest precedence first.
    layers: Vec<Layer>,
    pub config_path: PathBuf,
    /// A file of the Python tool's that holds a secret and that others can read.
    pub exposed: Option<PathBuf>,
    pub accounts: Vec<Account>,
    pub aliases: Aliases,
    pub wanted: Wanted,
    /// The roles to assume one after the other, from the session of the wanted one.
    pub chain: Vec<ChainLink>,
    pub session_policy: SessionPolicy,
    /// The colour of the profile that was chosen, for the prompt.
    pub color: Option<String>,
    /// The profile that was chosen wants to be asked for.
    pub confirm: bool,
    answers: Vec<(Key, String)>,
    profiles: Vec<String>,
    pub walk: WalkKeys,
    onelogin_url: Option<String>,
}

/// Resolves what the command line asks for with the environment and the files.
///
/// # Errors
/// Whatever is wrong with a source, with its place.
pub fn resolve(env: &Env, request: Request) -> Result<Settings> {
    let settings = resolve_past(env, request, &mut Mistakes::Refused)?;
    if let Some(path) = &settings.exposed {
        output::warn(&format!("{} holds a secret and others can read it: {}", path.display(), chmod(path)));
    }
    Ok(settings)
}

/// The command that makes a file its owner's alone.
pub fn chmod(path: &Path) -> String {
    format!("chmod 600 {}", shell_words::quote(&path.to_string_lossy()))
}

/// As [`resolve`], by what is to become of a mistake.
///
/// # Errors
/// As [`resolve`], where mistakes are refused.
pub fn resolve_past(env: &Env, request: Request, mistakes: &mut Mistakes) -> Result<Settings> {
    let config_path = match request.config.or_else(|| env.get("OL_AWS_CONFIG").map(PathBuf::from)) {
        Some(path) if request.new_config => path,
        Some(path) => {
            mistakes.past(file::must_exist(&path))?;
            path
        }
        None => mistakes.past(paths::config_file())?,
    };
    let mut config = file::read_past(&config_path, mistakes)?;
    let home = || Ok::<_, Error>(paths::home()?.join(".onelogin"));
    let folders = match request.python_folder {
        folder if request.walk => {
            home().map(|home| folder.into_iter().chain([PathBuf::from("."), home]).collect())
        }
        Some(folder) => file::must_exist(&folder).map(|()| vec![folder]),
        None => home().map(|home| vec![home]),
    };
    let mut python = mistakes.past(folders.and_then(|folders: Vec<PathBuf>| python::read(&folders)))?;
    let aliases: Aliases = std::mem::take(&mut python.accounts).into_iter().chain(config.aliases()).collect();

    let options_name_a_role =
        request.options.get(Key::Account).or_else(|| request.options.get(Key::Role)).is_some();
    let mut walk = std::mem::take(&mut python.walk);
    // A section that is named is not the variable's profile.
    let variable = !(request.walk && request.profile.is_some());
    let choose = choose::Choose { env, config: &config, python: &python, aliases: &aliases, variable };
    let profile = if request.walk {
        walk.profile = request.profile.or(walk.profile);
        walk.profile.clone().filter(|name| choose.is_profile(name))
    } else {
        request.profile
    };
    let choice = choose.choose(request.target, profile, options_name_a_role || request.no_role);
    let choice = mistakes.past(choice)?;
    let (chained, chain) = mistakes.past(choose::chain(&config, choice.profile.as_deref()))?;
    // A target that was named is the role itself, not where the profile's chain begins.
    let chain = if choice.target.is_none() && !request.no_role { chain } else { Vec::new() };

    let mut variables = variables(env, mistakes)?;
    if request.walk {
        variables.remove(Key::Region);
    }
    let inherited = inherited_region(env, &choice, &mut variables);
    let chosen = choice.profile.as_ref().and_then(|name| config.profiles.get(name));
    let (color, confirm) = chosen.map(|profile| (profile.color.clone(), profile.confirm)).unwrap_or_default();
    let profiles = config.profiles.keys().chain(python.profiles.keys()).cloned().collect();
    let mut layers = vec![request.options, variables];
    layers.extend(chained.iter().filter_map(|name| Some(config.profiles.remove(name)?.layer)));
    layers.push(config.layer);
    layers.extend(choice.profile.and_then(|name| python.profiles.remove(&name)));
    layers.extend([python.layer, inherited, defaults(request.walk)]);

    let wanted = mistakes.past(wanted(&layers, choice.target))?;
    let onelogin_url = mistakes.past(env.get("OL_AWS_ONELOGIN_URL").map(onelogin_url).transpose())?;
    Ok(Settings {
        layers,
        config_path,
        exposed: python.exposed,
        accounts: config.accounts,
        aliases,
        wanted,
        chain,
        session_policy: request.session_policy,
        color,
        confirm,
        answers: Vec::new(),
        profiles,
        walk,
        onelogin_url,
    })
}

/// The one profile of the file that stands for the role with this label.
pub fn profile_of<'a>(config: &'a ConfigFile, label: &str) -> Option<&'a Profile> {
    config.profiles.get(choose::profile_of(config, &config.aliases().collect(), label)?)
}

/// The role that the choice and the layers name. A target given by name is narrowed by the options alone.
fn wanted(layers: &[Layer], target: Option<String>) -> Result<Wanted> {
    let layers = if target.is_some() { &layers[..1] } else { layers };
    let part = |key| find(layers, key).map(|(value, _)| value.expose());
    let (account, role) = (part(Key::Account), part(Key::Role));
    let mut wanted = Wanted::default();
    if let Some(text) = target {
        wanted.targets.push(Target::parse(&text)?);
        wanted.text = text;
    }
    if let Some(parts) = Target::from_parts(account, role) {
        wanted.targets.push(parts);
        if wanted.text.is_empty() {
            wanted.text = [account, role].into_iter().flatten().collect::<Vec<_>>().join("/");
        }
    }
    Ok(wanted)
}

fn find(layers: &[Layer], key: Key) -> Option<(&Value, &Origin)> {
    layers.iter().find_map(|layer| layer.get(key))
}

/// The settings that variables make.
fn variables(env: &Env, mistakes: &mut Mistakes) -> Result<Layer> {
    let mut layer = Layer::default();
    for names in KEYS {
        let set = names.variables.iter().find_map(|name| Some((name, env.get(name)?)));
        if let Some((variable, text)) = set {
            let checked = file::check(names.key, text).map(|()| true).map_err(|why| {
                Error::usage(format!("{variable}: {why}")).hint(format!("correct {variable}, or unset it"))
            });
            if mistakes.past(checked)? {
                layer.set(names.key, text, Origin::Variable(variable));
            }
        }
    }
    Ok(layer)
}

/// A shell in which a role is active has our own AWS_REGION, both names alike. It is the region of that role,
/// so where another role is named it counts only after everything that was set for that one.
fn inherited_region(env: &Env, choice: &choose::Choice, variables: &mut Layer) -> Layer {
    let mut layer = Layer::default();
    let (region, default) = (env.get("AWS_REGION"), env.get("AWS_DEFAULT_REGION"));
    if let Some(region) =
        region.filter(|_| !choice.active && env.get("OL_AWS_ROLE").is_some() && region == default)
    {
        variables.remove(Key::Region);
        layer.set(Key::Region, region, Origin::Variable("AWS_REGION"));
    }
    layer
}

/// Contract §3, `--min-ttl`.
const MIN_TTL: std::time::Duration = std::time::Duration::from_secs(300);

/// The Python tool asks for version 1 where nobody says.
fn defaults(walk: bool) -> Layer {
    let mut layer = Layer::default();
    layer.set(Key::OneLoginRegion, "us", Origin::Default);
    layer.set(Key::SamlApiVersion, if walk { "1" } else { "2" }, Origin::Default);
    layer.set(Key::Duration, "1h", Origin::Default);
    layer.set(Key::MinTtl, "5m", Origin::Default);
    layer
}

/// `OL_AWS_ONELOGIN_URL`: https, or http on a loopback address, with nothing but host and port.
fn onelogin_url(text: &str) -> Result<String> {
    // A password that stands before the host is not shown.
    let shown = text.rsplit('@').next().unwrap_or_default();
    let refused = |why: &str| {
        Error::usage(format!("OL_AWS_ONELOGIN_URL: `{shown}` is refused"))
            .because(why)
            .hint("https://HOST[:PORT], or http://127.0.0.1:PORT for tests")
    };
    crate::http::base_url(text).map_err(|why| refused(&why))
}

impl Settings {
    /// A setting, with its origin.
    pub fn find(&self, key: Key) -> Option<(&Value, &Origin)> {
        find(&self.layers, key)
    }

    pub fn text(&self, key: Key) -> Option<&str> {
        self.find(key).map(|(value, _)| value.expose())
    }

    pub fn profiles(&self) -> &[String] {
        &self.profiles
    }

    pub fn is_profile(&self, name: &str) -> bool {
        self.profiles.iter().any(|profile| profile == name)
    }

    /// A setting that was asked for at the terminal.
    pub fn answer(&mut self, key: Key, text: &str) {
        self.take_back(key);
        self.layers[0].set(key, text, Origin::Typed);
        if !key.names().secret {
            self.answers.push((key, text.to_owned()));
        }
    }

    /// What an option of one command alone says or implies.
    pub fn give(&mut self, key: Key, text: &str, option: &'static str) {
        self.layers[0].set(key, text, Origin::Option(option));
    }

    /// An answer no longer counts, nor does an option.
    pub fn take_back(&mut self, key: Key) {
        self.layers[0].remove(key);
        self.answers.retain(|(answered, _)| *answered != key);
    }

    /// For what comes after: the answers count on, but are not new any more.
    pub fn forget_answers(&mut self) {
        self.answers.clear();
    }

    /// The answers that are no secrets.
    pub fn answers(&self) -> &[(Key, String)] {
        &self.answers
    }

    /// The OneLogin password, if it is known where from.
    ///
    /// # Errors
    /// Its command cannot be split into words.
    pub fn password(&self) -> Result<Option<SecretSource>> {
        self.secret(Key::Password, Key::PasswordCommand)
    }

    /// The client secret of the API credential, if it is known where from.
    ///
    /// # Errors
    /// Its command cannot be split into words.
    pub fn client_secret(&self) -> Result<Option<SecretSource>> {
        self.secret(Key::ClientSecret, Key::ClientSecretCommand)
    }

    /// The nearest source wins; within one, the value itself.
    fn secret(&self, value: Key, command: Key) -> Result<Option<SecretSource>> {
        for layer in &self.layers {
            if let Some((value, _)) = layer.get(value) {
                return Ok(Some(SecretSource::Value(value.expose().into())));
            }
            if let Some((line, origin)) = layer.get(command) {
                let words = shell_words::split(line.expose()).map_err(|error| {
                    Error::usage(format!("the command of {origin} is not one"))
                        .because(error)
                        .hint("write it as for a shell: every quote is closed")
                })?;
                return Ok(Some(SecretSource::Command(words)));
            }
        }
        Ok(None)
    }

    pub fn otp(&self) -> Option<SecretString> {
        self.text(Key::Otp).map(SecretString::from)
    }

    pub fn saml_api_version(&self) -> u8 {
        self.text(Key::SamlApiVersion).and_then(|text| value::saml_api_version(text).ok()).unwrap_or(2)
    }

    pub fn session_length(&self) -> SessionLength {
        let length = self.text(Key::Duration).and_then(|text| SessionLength::parse(text).ok());
        length.unwrap_or(SessionLength::DEFAULT)
    }

    /// A kept session with less left than this is renewed.
    pub fn min_ttl(&self) -> std::time::Duration {
        self.text(Key::MinTtl).and_then(|text| value::length(text).ok()).unwrap_or(MIN_TTL)
    }

    /// How long that is, in seconds, where nobody has said.
    pub fn default_min_ttl(&mut self, seconds: u64) {
        if let Some(defaults) = self.layers.last_mut() {
            defaults.set(Key::MinTtl, seconds.to_string(), Origin::Default);
        }
    }

    pub fn region(&self) -> Option<&str> {
        self.text(Key::Region)
    }

    /// The one host that serves token, assertion and verify (contract §8, rule 3), without a last slash.
    pub fn onelogin_url(&self) -> String {
        if let Some(url) = &self.onelogin_url {
            return url.clone();
        }
        // Host and region are two ways to say one thing: the nearest counts.
        for layer in &self.layers {
            match (layer.get(Key::Host), layer.get(Key::OneLoginRegion), self.text(Key::Subdomain)) {
                (Some(_), _, Some(subdomain)) => return format!("https://{subdomain}.onelogin.com"),
                (None, Some((region, _)), _) => {
                    return format!("https://api.{}.onelogin.com", region.expose());
                }
                _ => {}
            }
        }
        "https://api.us.onelogin.com".to_owned()
    }
}

#[cfg(test)]
mod tests;

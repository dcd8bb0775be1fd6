//! From what a command line asks for to the settings: each source read once, laid in the order of contract §3.

use std::path::PathBuf;

use super::{
    KEYS, Key, Layer, Mistakes, Origin, Request, Settings, Wanted, chmod, choose, file, find, paths, python,
};
use crate::env::Env;
use crate::error::{Error, Result};
use crate::output;
use crate::role::Aliases;
use crate::target::Target;

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

//! The settings that count, where each came from, what is wrong with them, and what is missing.

use super::report::Row;
use crate::config::{self, KEYS, Key, Mistakes, Origin, Request, Settings};
use crate::env::Env;
use crate::error::Result;
use crate::sign_in::known_client_secret;

/// Without these a sign-in asks a person.
const NEEDED: [Key; 5] = [Key::Subdomain, Key::Username, Key::AppId, Key::ClientId, Key::ClientSecret];

/// The settings that are left without the mistakes in them, and the rows. `level` is what came of `OL_AWS_LOG`.
///
/// # Errors
/// None that is known: mistakes are rows.
pub fn look(env: &Env, request: Request, level: Result<()>) -> Result<(Settings, Vec<Row>)> {
    let mut mistakes = Mistakes::Noted(Vec::new());
    mistakes.past(level)?;
    let settings = config::resolve_past(env, request, &mut mistakes)?;
    let mut rows = Vec::new();
    if let Mistakes::Noted(noted) = mistakes {
        rows.extend(noted.iter().map(|error| Row::failed("mistake", error)));
    }
    rows.push(file(&settings));
    rows.push(url(&settings));
    rows.extend(KEYS.iter().filter_map(|names| set(&settings, names.key)));
    rows.extend(missing(&settings));
    Ok((settings, rows))
}

fn file(settings: &Settings) -> Row {
    let path = settings.config_path.display();
    if settings.config_path.exists() {
        Row::ok("config.toml", path.to_string())
    } else {
        Row::ok("config.toml", format!("none yet: {path}"))
    }
}

/// Where every credential goes, and what says so.
fn url(settings: &Settings) -> Row {
    let url = settings.onelogin_url();
    let is = |key, form: &dyn Fn(&str) -> String| settings.text(key).is_some_and(|text| form(text) == url);
    let key = if is(Key::OneLoginRegion, &|region| format!("https://api.{region}.onelogin.com")) {
        Some(Key::OneLoginRegion)
    } else {
        is(Key::Subdomain, &|subdomain| format!("https://{subdomain}.onelogin.com")).then_some(Key::Host)
    };
    let origin = key.and_then(|key| settings.find(key)).map(|(_, origin)| short(settings, origin));
    Row::ok("onelogin.url", format!("{url}, from {}", origin.as_deref().unwrap_or("OL_AWS_ONELOGIN_URL")))
}

fn short(settings: &Settings, origin: &Origin) -> String {
    match origin {
        Origin::File(path) if *path == settings.config_path => "config.toml".to_owned(),
        origin => origin.to_string(),
    }
}

/// A setting that somebody made.
fn set(settings: &Settings, key: Key) -> Option<Row> {
    let (value, origin) = settings.find(key).filter(|(_, origin)| **origin != Origin::Default)?;
    let origin = short(settings, origin);
    let name = match key {
        Key::Password => "password",
        Key::Otp => "otp",
        _ => key.names().path.trim_start_matches("profile.NAME."),
    };
    Some(Row::ok(name, format!("{}, from {origin}", value.shown())))
}

fn missing(settings: &Settings) -> Option<Row> {
    let is_missing = |key: &Key| match key {
        // A command that cannot be split is a mistake, and told as one.
        Key::ClientSecret => matches!(known_client_secret(settings), Ok(None)),
        key => settings.text(*key).is_none(),
    };
    let missing: Vec<Key> = NEEDED.into_iter().filter(is_missing).collect();
    let names: Vec<&str> = missing.iter().filter_map(|key| key.names().path.rsplit('.').next()).collect();
    let remedy = match missing.as_slice() {
        [] => return None,
        [key] => key.ways(),
        _ => "run `ol-aws config init`: it asks for them, and tries each answer".to_owned(),
    };
    Some(Row::warn("not set", format!("{}: asked for when needed", names.join(", ")), remedy))
}

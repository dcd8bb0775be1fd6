//! `config show` and `config path`: what counts, and where it came from.

use serde_json::{Map, Value, json};

use super::setup::{self, About};
use super::table;
use crate::cli::{ConfigPath, ConfigShow};
use crate::config::{KEYS, Key, paths};
use crate::env::Env;
use crate::error::Result;
use crate::output;

/// # Errors
/// Whatever is wrong with the settings: status 2.
pub fn show(args: ConfigShow) -> Result<()> {
    let run = setup::run(args.options, About::Role(None))?;
    // Where every credential goes, first.
    let origin =
        if run.env.get("OL_AWS_ONELOGIN_URL").is_some() { "OL_AWS_ONELOGIN_URL" } else { "host or region" };
    let mut rows = vec![["onelogin.url".to_owned(), run.settings.onelogin_url(), origin.to_owned()]];
    for names in KEYS {
        if let Some((value, origin)) = run.settings.find(names.key) {
            let name = match names.key {
                Key::Password => "password",
                Key::Otp => "otp",
                _ => names.path.trim_start_matches("profile.NAME."),
            };
            let name = name.to_owned();
            rows.push([name, value.shown().to_owned(), origin.to_string()]);
        }
    }
    let text = if args.json {
        let object = |[name, value, origin]: [String; 3]| (name, json!({ "value": value, "origin": origin }));
        let object: Map<String, Value> = rows.into_iter().map(object).collect();
        output::json(&object)?
    } else {
        table::render(["SETTING", "VALUE", "FROM"], &rows)
    };
    output::answer(&text)
}

/// # Errors
/// There is no home folder.
pub fn path(args: ConfigPath) -> Result<()> {
    let named = args.config.or_else(|| Env::current().get("OL_AWS_CONFIG").map(Into::into));
    let path = named.map_or_else(paths::config_file, Ok)?;
    output::answer(&format!("{}\n", path.display()))
}

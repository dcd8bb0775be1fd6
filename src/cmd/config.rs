//! `config show` and `config path`: what counts, and where it came from.

use serde_json::{Map, Value, json};

use super::{setup, table};
use crate::cli::{ConfigPath, ConfigShow};
use crate::config::{Env, KEYS, paths};
use crate::error::{Error, Result, Status};
use crate::output;

/// # Errors
/// Whatever is wrong with the settings: status 2.
pub fn show(args: ConfigShow) -> Result<()> {
    let run = setup::run(args.options, None)?;
    let mut rows = Vec::new();
    for names in KEYS {
        if let Some((value, origin)) = run.settings.find(names.key) {
            // A setting without a place in the file is shown by its option's name.
            let name = if names.path.is_empty() { names.option.trim_start_matches('-') } else { names.path };
            let name = name.replace("profile.NAME.", "");
            rows.push([name, value.shown().to_owned(), origin.to_string()]);
        }
    }
    let text = if args.json {
        let object = |[name, value, origin]: [String; 3]| (name, json!({ "value": value, "origin": origin }));
        let object: Map<String, Value> = rows.into_iter().map(object).collect();
        format!("{:#}\n", Value::Object(object))
    } else {
        table::render(["SETTING", "VALUE", "FROM"], &rows)
    };
    answer(&text)
}

/// # Errors
/// There is no home folder.
pub fn path(args: ConfigPath) -> Result<()> {
    let named = args.config.or_else(|| Env::current().get("OL_AWS_CONFIG").map(Into::into));
    let path = named.map_or_else(paths::config_file, Ok)?;
    answer(&format!("{}\n", path.display()))
}

fn answer(text: &str) -> Result<()> {
    output::answer(text).map_err(|error| {
        Error::new(Status::Failure, "cannot write to stdout")
            .because(error)
            .hint("make room where stdout goes, or send it elsewhere")
    })
}

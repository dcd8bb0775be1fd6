//! `config.toml`: syntax, known keys, types, and the place of each mistake (contract §4).

use std::collections::BTreeMap;
use std::ops::Range;
use std::path::Path;

use toml_edit::{Document, Item, Table, TableLike, Value};

use super::key::{KEYS, Key};
use super::layer::{Layer, Origin};
use super::mistake::Mistakes;
use super::value;
use crate::error::{Error, Result};
use crate::role::is_role_arn;

/// What `config.toml` says.
#[derive(Default)]
pub struct ConfigFile {
    /// The target used when none is named.
    pub default: Option<String>,
    /// `[onelogin]` and `[aws]`.
    pub layer: Layer,
    pub profiles: BTreeMap<String, Profile>,
    pub accounts: Vec<Account>,
}

impl ConfigFile {
    /// Account digits and alias.
    pub fn aliases(&self) -> impl Iterator<Item = (String, String)> {
        self.accounts.iter().filter_map(|account| Some((account.id.clone(), account.alias.clone()?)))
    }
}

/// One `[profile.NAME]`.
#[derive(Default)]
pub struct Profile {
    pub layer: Layer,
    /// Role chaining: the profile whose session assumes `role_arn`.
    pub source: Option<String>,
    pub role_arn: Option<String>,
    pub external_id: Option<String>,
    /// A colour for the prompt.
    pub color: Option<String>,
    /// Ask before `use` and `exec`.
    pub confirm: bool,
}

/// One entry of `[accounts]`.
pub struct Account {
    /// 12 digits.
    pub id: String,
    pub alias: Option<String>,
    /// A colour for the prompt.
    pub color: Option<String>,
    /// Ask before `use` and `exec`.
    pub confirm: bool,
}

/// Reads the file; one that is not there is an empty one.
///
/// # Errors
/// Unreadable, not TOML, an unknown key, a wrong type or value, or a secret that others can read: each with
/// its place and its remedy.
pub fn read(path: &Path) -> Result<ConfigFile> {
    read_past(path, &mut Mistakes::Refused)
}

/// As [`read`], by what is to become of a mistake.
///
/// # Errors
/// As [`read`], where mistakes are refused.
pub fn read_past(path: &Path, mistakes: &mut Mistakes) -> Result<ConfigFile> {
    let text = match std::fs::read_to_string(path) {
        Ok(text) => text,
        Err(error) if error.kind() == std::io::ErrorKind::NotFound => return Ok(ConfigFile::default()),
        Err(error) => {
            return mistakes.past(Err(Error::usage(format!("cannot read {}", path.display()))
                .because(error)
                .hint("it must be a text file in UTF-8 that you may read")));
        }
    };
    let file = parse_past(path, &text, mistakes)?;
    if file.has_secret() && others_can_read(path) {
        mistakes.past::<()>(Err(Error::usage(format!(
            "{} holds a secret and others can read it",
            path.display()
        ))
        .hint(super::chmod(path))))?;
    }
    Ok(file)
}

impl ConfigFile {
    /// Whether any of its settings is one.
    pub fn has_secret(&self) -> bool {
        self.layer.has_secret() || self.profiles.values().any(|profile| profile.layer.has_secret())
    }
}

#[cfg(unix)]
pub(super) fn others_can_read(path: &Path) -> bool {
    use std::os::unix::fs::PermissionsExt as _;
    std::fs::metadata(path).is_ok_and(|meta| meta.permissions().mode() & 0o077 != 0)
}

/// Windows guards a profile's files by inherited access lists.
#[cfg(not(unix))]
pub(super) fn others_can_read(_: &Path) -> bool {
    false
}

/// The keys of each table, beside those of the table of settings ([`KEYS`]).
const TOP: &[&str] = &["default", "onelogin", "aws", "accounts", "profile"];
const ACCOUNT: &[&str] = &["alias", "color", "confirm"];
const PROFILE: &[&str] = &["source", "role_arn", "external_id", "color", "confirm"];

/// Reads the file's text; `path` is for messages and origins.
///
/// # Errors
/// As [`read`], but for the file itself.
pub fn parse(path: &Path, text: &str) -> Result<ConfigFile> {
    parse_past(path, text, &mut Mistakes::Refused)
}

fn parse_past(path: &Path, text: &str, mistakes: &mut Mistakes) -> Result<ConfigFile> {
    let mut reader = Reader { path, text, mistakes };
    let mut file = ConfigFile::default();
    let document = match Document::parse(text) {
        Ok(document) => document,
        Err(error) => {
            let error = reader.error(error.span(), error.message().to_owned());
            return reader.mistakes.past(Err(error));
        }
    };
    for (name, item) in document.iter() {
        let read = reader.section(&mut file, document.as_table(), name, item);
        reader.mistakes.past(read)?;
    }
    Ok(file)
}

/// The names of the settings of the given sections.
fn keys_of(sections: &[&str]) -> Vec<&'static str> {
    KEYS.iter()
        .filter_map(|names| names.path.rsplit_once('.'))
        .filter(|(section, _)| sections.contains(section))
        .map(|(_, name)| name)
        .collect()
}

struct Reader<'a> {
    path: &'a Path,
    text: &'a str,
    mistakes: &'a mut Mistakes,
}

impl Reader<'_> {
    fn section(&mut self, file: &mut ConfigFile, root: &Table, name: &str, item: &Item) -> Result<()> {
        match name {
            "default" => file.default = Some(self.string("default", item)?),
            "onelogin" | "aws" => {
                let origin = Origin::File(self.path.to_owned());
                for (key, item) in self.table(name, item)?.iter() {
                    let set = Key::in_section(name, key)
                        .ok_or_else(|| self.unknown(root, &[name, key], &keys_of(&[name])))
                        .and_then(|known| self.set(&mut file.layer, known, item, origin.clone()));
                    self.mistakes.past(set)?;
                }
            }
            "accounts" => {
                for (id, item) in self.table(name, item)?.iter() {
                    let read = self.account(root, id, item).map(Some);
                    file.accounts.extend(self.mistakes.past(read)?);
                }
            }
            "profile" => {
                for (profile, item) in self.table(name, item)?.iter() {
                    let read = self.profile(root, profile, item).map(Some);
                    let read = self.mistakes.past(read)?;
                    file.profiles.extend(read.map(|read| (profile.to_owned(), read)));
                }
            }
            _ => return Err(self.unknown(root, &[name], TOP)),
        }
        Ok(())
    }

    fn set(&self, layer: &mut Layer, key: Key, item: &Item, origin: Origin) -> Result<()> {
        let name = key.names().path.rsplit_once('.').map_or("", |(_, name)| name);
        let text = match (key, item.as_integer()) {
            (Key::Duration | Key::MinTtl | Key::SamlApiVersion, Some(number)) => number.to_string(),
            _ => self.string(name, item)?,
        };
        check(key, &text).map_err(|why| self.error(item.span(), format!("{name}: {why}")))?;
        layer.set(key, text, origin);
        Ok(())
    }

    fn profile(&mut self, root: &Table, name: &str, item: &Item) -> Result<Profile> {
        let mut profile = Profile::default();
        for (key, item) in self.table(name, item)?.iter() {
            let read = self.of_profile(&mut profile, root, name, key, item);
            self.mistakes.past(read)?;
        }
        if let Some(arn) = profile.role_arn.as_ref().filter(|arn| !is_role_arn(arn)) {
            return Err(self.error(item.span(), format!("profile {name}: `{arn}` is no role's ARN")));
        }
        match (&profile.source, &profile.role_arn) {
            (Some(_), None) => {
                Err(self.error(item.span(), format!("profile {name}: `source` needs `role_arn`")))
            }
            (None, Some(_)) => {
                Err(self.error(item.span(), format!("profile {name}: `role_arn` needs `source`")))
            }
            _ => Ok(profile),
        }
    }

    fn of_profile(
        &self,
        profile: &mut Profile,
        root: &Table,
        name: &str,
        key: &str,
        item: &Item,
    ) -> Result<()> {
        let known = match key {
            "source" => {
                profile.source = Some(self.string(key, item)?);
                return Ok(());
            }
            "role_arn" => {
                profile.role_arn = Some(self.string(key, item)?);
                return Ok(());
            }
            "external_id" => {
                profile.external_id = Some(self.string(key, item)?);
                return Ok(());
            }
            "color" => {
                profile.color = Some(self.string(key, item)?);
                return Ok(());
            }
            "confirm" => {
                profile.confirm = self.boolean(key, item)?;
                return Ok(());
            }
            // `region` is the AWS region here: the tenant's own is set once, in [onelogin].
            _ => Key::in_section("profile.NAME", key)
                .or_else(|| Key::in_section("aws", key))
                .or_else(|| Key::in_section("onelogin", key)),
        };
        let known = known.ok_or_else(|| {
            let mut names = keys_of(&["profile.NAME", "aws", "onelogin"]);
            names.extend(PROFILE);
            self.unknown(root, &["profile", name, key], &names)
        })?;
        self.set(&mut profile.layer, known, item, Origin::Profile(name.to_owned()))
    }

    fn account(&self, root: &Table, id: &str, item: &Item) -> Result<Account> {
        value::account_id(id)
            .map_err(|why| self.error(key_span(root, &["accounts", id]), format!("[accounts]: {why}")))?;
        let mut account = Account { id: id.to_owned(), alias: None, color: None, confirm: false };
        if let Some(alias) = item.as_str() {
            account.alias = Some(alias.to_owned());
        } else {
            for (key, item) in self.table(id, item)?.iter() {
                match key {
                    "alias" => account.alias = Some(self.string(key, item)?),
                    "color" => account.color = Some(self.string(key, item)?),
                    "confirm" => account.confirm = self.boolean(key, item)?,
                    _ => return Err(self.unknown(root, &["accounts", id, key], ACCOUNT)),
                }
            }
        }
        let control = |alias: &String| alias.is_empty() || alias.contains(char::is_control);
        if account.alias.as_ref().is_some_and(control) {
            return Err(
                self.error(item.span(), format!("the alias of {id} is empty or has control characters"))
            );
        }
        Ok(account)
    }

    fn boolean(&self, name: &str, item: &Item) -> Result<bool> {
        item.as_bool().ok_or_else(|| self.wrong_type(name, "true or false", item))
    }

    fn string(&self, name: &str, item: &Item) -> Result<String> {
        item.as_str().map(str::to_owned).ok_or_else(|| self.wrong_type(name, "text in quotes", item))
    }

    fn table<'t>(&self, name: &str, item: &'t Item) -> Result<&'t dyn TableLike> {
        item.as_table_like().ok_or_else(|| self.wrong_type(name, "a table", item))
    }

    fn wrong_type(&self, name: &str, wanted: &str, item: &Item) -> Error {
        let found = match item {
            Item::Value(Value::String(_)) => "text",
            Item::Value(Value::Integer(_) | Value::Float(_)) => "a number",
            Item::Value(Value::Boolean(_)) => "true or false",
            Item::Value(Value::Array(_)) => "a list",
            Item::Value(Value::Datetime(_)) => "a date",
            _ => "a table",
        };
        self.error(item.span(), format!("{name}: wanted {wanted}, found {found}"))
    }

    fn unknown(&self, root: &Table, path: &[&str], known: &[&str]) -> Error {
        let name = path.last().copied().unwrap_or_default();
        let error = self.error(key_span(root, path), format!("unknown key `{name}`"));
        match nearest(name, known) {
            Some(near) => error.hint(format!("did you mean `{near}`?")),
            None => error.hint(format!("the keys here: {}", known.join(", "))),
        }
    }

    /// `FILE:LINE:COLUMN: what`; lines and columns count from 1, columns in characters.
    fn error(&self, span: Option<Range<usize>>, what: String) -> Error {
        let before = self.text.get(..span.map_or(0, |span| span.start)).unwrap_or(self.text);
        let line = before.matches('\n').count() + 1;
        let column = before.rsplit('\n').next().unwrap_or_default().chars().count() + 1;
        Error::usage(format!("{}:{line}:{column}: {what}", self.path.display()))
            .hint("correct it there; the README lists the keys and what they take")
    }
}

/// Where a key stands in the text.
fn key_span(root: &Table, path: &[&str]) -> Option<Range<usize>> {
    let (name, parents) = path.split_last()?;
    let mut table: &dyn TableLike = root;
    for parent in parents {
        table = table.get(parent)?.as_table_like()?;
    }
    table.get_key_value(name)?.0.span()
}

/// The known name that a mistyped one most likely stands for.
pub fn nearest<'k>(name: &str, known: &[&'k str]) -> Option<&'k str> {
    let score = |candidate: &&str| strsim::jaro_winkler(name, candidate);
    let best = known.iter().copied().max_by(|a, b| score(a).total_cmp(&score(b)))?;
    (score(&best) > 0.75).then_some(best)
}

/// Whether a text can be a key's value.
///
/// # Errors
/// Why it cannot.
pub fn check(key: Key, text: &str) -> Result<(), String> {
    match key {
        Key::Subdomain => value::subdomain(text),
        Key::OneLoginRegion => value::onelogin_region(text),
        Key::Host if text != "subdomain" => Err(format!("`{text}`: the one host to choose is \"subdomain\"")),
        Key::Region => value::aws_region(text),
        Key::Duration => value::SessionLength::parse(text).map(drop),
        Key::MinTtl => value::length(text).map(drop),
        Key::SamlApiVersion => value::saml_api_version(text).map(drop),
        Key::ClientSecretCommand | Key::PasswordCommand => match shell_words::split(text) {
            Ok(words) if words.is_empty() => Err("the command is empty".to_owned()),
            Ok(_) => Ok(()),
            Err(error) => Err(format!("the command cannot be split into words: {error}")),
        },
        _ if text.contains('\0') => Err("a NUL byte".to_owned()),
        _ => Ok(()),
    }
}

/// The file that `--config` or `OL_AWS_CONFIG` names must be there; the default one need not.
///
/// # Errors
/// That it is not there.
pub fn must_exist(path: &Path) -> Result<()> {
    if path.exists() {
        return Ok(());
    }
    Err(Error::usage(format!("there is no {}", path.display()))
        .hint("check the path: --config, OL_AWS_CONFIG or --config-file-path"))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn refused(text: &str) -> (String, Option<String>) {
        let error = parse(Path::new("c.toml"), text).err().expect("a mistake");
        assert_eq!(error.status.code(), 2);
        (error.what, error.hint)
    }

    #[test]
    fn mistakes_are_told_with_their_place_and_the_nearest_key() {
        let (what, hint) = refused("default = \"dev\"\n[onelogin]\n  subdomian = \"acme\"\n");
        assert_eq!(what, "c.toml:3:3: unknown key `subdomian`");
        assert_eq!(hint.as_deref(), Some("did you mean `subdomain`?"));
        assert_eq!(
            refused("[aws]\nregion = 3\n").0,
            "c.toml:2:10: region: wanted text in quotes, found a number"
        );
        assert!(refused("[aws]\nregion = \"eu-west-1\n").0.starts_with("c.toml:2:"));
        assert!(
            refused("[aws]\nduration = \"5x\"\n").0.starts_with("c.toml:2:12: duration: `5x` is no length")
        );
        assert_eq!(refused("[profile.dev]\nrol = \"x\"\n").1.as_deref(), Some("did you mean `role`?"));
        assert_eq!(refused("[acounts]\n").1.as_deref(), Some("did you mean `accounts`?"));
        assert_eq!(refused("onelogin = 1\n").0, "c.toml:1:12: onelogin: wanted a table, found a number");
        assert!(refused("[accounts]\n\"123\" = \"prod\"\n").0.starts_with("c.toml:2:1: [accounts]: `123`"));
        assert!(refused("[profile.a]\nsource = \"b\"\n").0.contains("`source` needs `role_arn`"));
        assert!(refused("[onelogin]\nhost = \"evil\"\n").0.contains("c.toml:2:8: host"));
    }

    #[test]
    fn a_profile_takes_its_own_keys_and_those_of_the_tenant() {
        let text = "[accounts]\n111111111111 = { alias = \"prod\", color = \"red\", confirm = true }\n\"222222222222\" = \"dev\"\n\
                    [profile.dev]\naccount = \"dev\"\nrole = \"Admin\"\nregion = \"us-west-2\"\napp_id = \"9\"\nduration = 1800\n";
        let file = parse(Path::new("c.toml"), text).unwrap_or_else(|error| panic!("{error}"));
        let dev = &file.profiles["dev"].layer;
        assert_eq!(dev.get(Key::Region).unwrap().0.expose(), "us-west-2");
        assert_eq!(dev.get(Key::AppId).unwrap().0.expose(), "9");
        assert_eq!(dev.get(Key::Duration).unwrap().0.expose(), "1800");
        assert!(file.accounts[0].confirm && file.accounts[1].alias.as_deref() == Some("dev"));
    }
}

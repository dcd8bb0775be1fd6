//! Writes settings to `config.toml`, leaving the rest of the file as it is.

use std::path::Path;

use toml_edit::{DocumentMut, Item, Table, TableLike, Value as Toml};
use zeroize::Zeroizing;

use super::Key;
use super::file;
use super::layer::Value;
use crate::error::{Error, Result, Status};
use crate::files;

/// What is to be set in the file, and what taken out.
#[derive(Default)]
pub struct Changes {
    /// The target used when none is named.
    pub default: Option<String>,
    /// Under `[onelogin]` and `[aws]`.
    pub settings: Vec<(Key, Value)>,
    /// From there as well.
    pub removed: Vec<Key>,
    /// `(digits, alias)`, under `[accounts]`.
    pub accounts: Vec<(String, String)>,
    pub profiles: Vec<(String, Vec<(Key, Value)>)>,
}

/// Adds the answers under `[onelogin]`; the file is made where there is none.
///
/// # Errors
/// The file cannot be read, or not written.
pub fn save(path: &Path, answers: &[(Key, String)]) -> Result<()> {
    let settings = answers.iter().map(|(key, answer)| (*key, Value::Plain(answer.clone()))).collect();
    Changes { settings, ..Changes::default() }.write(path)
}

impl Changes {
    pub fn is_empty(&self) -> bool {
        self.default.is_none()
            && self.settings.is_empty()
            && self.removed.is_empty()
            && self.accounts.is_empty()
            && self.profiles.is_empty()
    }

    /// What is set, as a file of its own that a person may see: without its secrets.
    pub fn shown(&self) -> String {
        self.made_in("", false).map_or_else(|_| String::new(), |text| text.to_string())
    }

    /// Makes the changes in a file, which is made where there is none: for its owner alone, and whole or not at all.
    /// The result has been read as every command reads it.
    ///
    /// # Errors
    /// The file cannot be read, or not written, or would not be valid.
    pub fn write(&self, path: &Path) -> Result<()> {
        let failed = |error: &dyn std::fmt::Display| {
            Error::new(Status::Failure, format!("cannot write {}", path.display()))
                .because(error)
                .hint("make the file and its folder writable, or answer no")
        };
        let text = match std::fs::read_to_string(path) {
            Ok(text) => Zeroizing::new(text),
            Err(error) if error.kind() == std::io::ErrorKind::NotFound => Zeroizing::default(),
            Err(error) => return Err(failed(&error)),
        };
        let text = self.made_in(&text, true).map_err(|error| failed(&error))?;
        file::parse(path, &text)?;
        files::write_whole(path, text.as_bytes()).map_err(|error| failed(&error))
    }

    fn made_in(&self, text: &str, secrets: bool) -> Result<Zeroizing<String>, String> {
        // toml_edit writes LF alone.
        let windows = text.contains("\r\n");
        let mut document: DocumentMut =
            text.replace("\r\n", "\n").parse().map_err(|error: toml_edit::TomlError| error.to_string())?;
        if let Some(target) = &self.default {
            put(document.as_table_mut(), "default", target);
        }
        for key in &self.removed {
            if let Some((section, name)) = key.names().path.split_once('.')
                && let Some(table) = document.get_mut(section).and_then(Item::as_table_like_mut)
            {
                table.remove(name);
            }
        }
        for (key, value) in written(&self.settings, secrets) {
            if let Some((section, name)) = key.names().path.split_once('.') {
                put(table(document.as_table_mut(), section, false)?, name, value.expose());
            }
        }
        for (digits, alias) in &self.accounts {
            put(table(document.as_table_mut(), "accounts", false)?, digits, alias);
        }
        for (name, settings) in &self.profiles {
            let profiles = table(document.as_table_mut(), "profile", true)?;
            let profile = table(profiles, name, false)?;
            for (key, value) in written(settings, secrets) {
                let name = key.names().path.rsplit_once('.').map_or("", |(_, name)| name);
                put(profile, name, value.expose());
            }
        }
        let text = Zeroizing::new(document.to_string());
        Ok(if windows { Zeroizing::new(text.replace('\n', "\r\n")) } else { text })
    }
}

fn written(settings: &[(Key, Value)], secrets: bool) -> impl Iterator<Item = &(Key, Value)> {
    settings.iter().filter(move |(_, value)| secrets || matches!(value, Value::Plain(_)))
}

/// A table, made where there is none. An implicit one is only a part of the names of those in it.
fn table<'t>(
    parent: &'t mut dyn TableLike,
    name: &str,
    implicit: bool,
) -> Result<&'t mut dyn TableLike, String> {
    let mut new = Table::new();
    new.set_implicit(implicit);
    parent
        .entry(name)
        .or_insert(Item::Table(new))
        .as_table_like_mut()
        .ok_or_else(|| format!("`{name}` is no table"))
}

/// Sets a key. A comment behind the old value stays.
fn put(table: &mut dyn TableLike, name: &str, text: &str) {
    let mut new = Toml::from(text);
    if let Some(old) = table.get(name).and_then(Item::as_value) {
        *new.decor_mut() = old.decor().clone();
    }
    table.insert(name, Item::Value(new));
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn additions() -> Changes {
        let plain = |text: &str| Value::Plain(text.to_owned());
        Changes {
            default: Some("prod/Admin".to_owned()),
            settings: vec![
                (Key::AppId, plain("1")),
                (Key::ClientSecret, Value::Secret("s3cret".into())),
                (Key::Duration, plain("3600")),
            ],
            removed: Vec::new(),
            accounts: vec![("999999999999".to_owned(), "it's new".to_owned())],
            profiles: vec![(
                "new one".to_owned(),
                vec![(Key::Account, plain("9")), (Key::Region, plain("eu-west-1"))],
            )],
        }
    }

    fn made(changes: &Changes, text: &str) -> String {
        changes.made_in(text, true).unwrap_or_else(|error| panic!("{error}\n{text}")).to_string()
    }

    #[test]
    fn what_is_shown_is_valid_and_holds_no_secret() {
        let shown = additions().shown();
        assert_eq!(
            shown,
            "default = \"prod/Admin\"\n\n[onelogin]\napp_id = \"1\"\n\n[aws]\nduration = \"3600\"\n\n[accounts]\n\
             999999999999 = \"it's new\"\n\n[profile.\"new one\"]\naccount = \"9\"\nregion = \"eu-west-1\"\n"
        );
        file::parse(Path::new("c.toml"), &shown).unwrap();
        assert!(made(&additions(), "").contains("client_secret = \"s3cret\"\n"));
    }

    #[test]
    fn a_value_is_replaced_and_its_comment_stays() {
        let changes = Changes {
            settings: vec![(Key::Subdomain, Value::Plain("new".to_owned()))],
            removed: vec![Key::Host],
            ..Changes::default()
        };
        assert_eq!(
            made(&changes, "[onelogin]\r\nsubdomain =  'old'  # mine\r\nhost = \"subdomain\"\r\n# last\r\n"),
            "[onelogin]\r\nsubdomain =  \"new\"  # mine\r\n# last\r\n"
        );
        let inline = "onelogin = { subdomain = \"old\" } # mine\nprofile.a.role = \"A\"\n";
        let text = made(&additions(), inline);
        file::parse(Path::new("c.toml"), &text).unwrap_or_else(|error| panic!("{error}\n{text}"));
        assert!(text.contains("subdomain = \"old\"") && text.contains("# mine"), "{text}");
    }

    /// Lines that may stand in a file, each valid wherever its table is.
    fn parts() -> impl Strategy<Value = Vec<String>> {
        let filler = prop_oneof![Just(String::new()), "# [ -~ä]{0,20}", Just("  # indented".to_owned())];
        let key = |name: &'static str| {
            ("[a-z0-9]{1,8}", "( # [a-z]{0,5})?")
                .prop_map(move |(text, end)| format!("{name} = \"{text}\"{end}"))
        };
        let table = |head: &'static str, keys: [&'static str; 2]| {
            let lines = (
                proptest::collection::vec(filler.clone(), 0..3),
                proptest::option::of(key(keys[0])),
                proptest::collection::vec(filler.clone(), 0..2),
                proptest::option::of(key(keys[1])),
                proptest::collection::vec(filler.clone(), 0..2),
            );
            let lines = lines.prop_map(move |(before, one, between, two, after)| {
                let head = (!head.is_empty()).then(|| head.to_owned());
                before
                    .into_iter()
                    .chain(head)
                    .chain(one)
                    .chain(between)
                    .chain(two)
                    .chain(after)
                    .collect::<Vec<_>>()
            });
            proptest::option::of(lines).prop_map(Option::unwrap_or_default)
        };
        (
            proptest::collection::vec(filler.clone(), 0..2),
            table("[onelogin]", ["subdomain", "username"]),
            table("[profile.dev]", ["account", "role"]),
            table("[ aws ]  # here", ["region", "min_ttl"]),
            table("[accounts]", ["111111111111", "222222222222"]),
            table("[profile.\"other\"]", ["account", "role"]),
        )
            .prop_map(|(a, b, c, d, e, f)| [a, b, c, d, e, f].concat())
    }

    proptest! {
        #[test]
        fn every_line_of_the_file_stays(parts in parts(), windows: bool, last: bool) {
            let end = if windows { "\r\n" } else { "\n" };
            let mut text = parts.join(end);
            if last && !text.is_empty() {
                text.push_str(end);
            }
            let made = made(&additions(), &text);
            let mut lines = made.split('\n').map(|line| line.trim_end_matches('\r'));
            for part in text.split('\n').map(|line| line.trim_end_matches('\r')).filter(|line| !line.is_empty()) {
                prop_assert!(lines.any(|line| line == part), "`{}` is not where it was:\n{}", part, made);
            }
            if text.contains("\r\n") {
                prop_assert_eq!(made.matches('\n').count(), made.matches("\r\n").count());
            }
            // All that was added is there, and nothing else.
            let added = made.len() - text.len();
            prop_assert!(added <= additions_length(end), "{} bytes:\n{}", added, made);
            for line in ["app_id = \"1\"", "client_secret = \"s3cret\"", "default = \"prod/Admin\""] {
                prop_assert!(made.contains(line), "{}", made);
            }
        }
    }

    /// With their headings, and a blank line before each.
    fn additions_length(end: &str) -> usize {
        made(&additions(), "").replace('\n', end).len() + 2 * end.len()
    }
}

//! INI, as Python's configparser and Go's ini.v1 write it: read, with the line of each key.

use std::path::Path;

use super::wrong;
use crate::error::Result;

pub(super) struct Section<'t> {
    pub name: &'t str,
    entries: Vec<Entry<'t>>,
}

pub(super) struct Entry<'t> {
    pub name: &'t str,
    pub value: &'t str,
    /// From 1.
    pub line: usize,
}

impl<'t> Section<'t> {
    /// The last of that name which says something; names are alike in any case.
    pub fn get(&self, name: &str) -> Option<&Entry<'t>> {
        let named = |entry: &&Entry| entry.name.eq_ignore_ascii_case(name) && !entry.value.is_empty();
        self.entries.iter().rev().find(named)
    }
}

/// Reads the sections of a file's text.
///
/// # Errors
/// A line that is none, with its place.
pub(super) fn parse<'t>(path: &Path, text: &'t str) -> Result<Vec<Section<'t>>> {
    let mut sections: Vec<Section> = Vec::new();
    for (index, line) in text.trim_start_matches('\u{feff}').lines().enumerate() {
        let (line, number) = (line.trim(), index + 1);
        if line.is_empty() || line.starts_with(['#', ';']) {
            continue;
        }
        if let Some(name) = line.strip_prefix('[') {
            let name = name.strip_suffix(']').map(str::trim).filter(|name| !name.is_empty());
            let name =
                name.ok_or_else(|| wrong(path, Some(number), "the section's name does not end with `]`"))?;
            sections.push(Section { name, entries: Vec::new() });
            continue;
        }
        let (name, value) = line
            .split_once(['=', ':'])
            .ok_or_else(|| wrong(path, Some(number), "this is neither `[section]` nor `name = value`"))?;
        let section =
            sections.last_mut().ok_or_else(|| wrong(path, Some(number), "this stands in no [section]"))?;
        section.entries.push(Entry { name: name.trim(), value: unquoted(value.trim()), line: number });
    }
    Ok(sections)
}

/// Go's ini.v1 takes one pair of quotes away.
fn unquoted(value: &str) -> &str {
    let pair = |quote: char| value.strip_prefix(quote)?.strip_suffix(quote);
    ['"', '\'', '`'].into_iter().find_map(pair).unwrap_or(value)
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn sections_names_and_values() {
        let text = "\u{feff}# a comment\n[ one ]\r\nURL = https://a.example/x=1\nuri: https://b.example\n; more\n\n[two]\n  a=\"q = r\"\nA =\n";
        let sections = parse(Path::new("f"), text).unwrap();
        let get = |section: usize, name| sections[section].get(name).map(|entry| (entry.value, entry.line));
        assert_eq!((sections[0].name, sections[1].name), ("one", "two"));
        assert_eq!(get(0, "url"), Some(("https://a.example/x=1", 3)));
        assert_eq!(get(0, "uri"), Some(("https://b.example", 4)));
        assert_eq!((get(1, "a"), get(1, "b")), (Some(("q = r", 8)), None));
    }

    #[test]
    fn mistakes_have_a_line() {
        for (text, says) in [
            ("[a]\nb\n", "f:2: this is neither"),
            ("\n\n[a\n", "f:3: the section's name"),
            ("a=1", "f:1: this stands in no"),
        ] {
            let error = parse(Path::new("f"), text).err().expect("a mistake");
            assert!(error.what.starts_with(says), "{}", error.what);
        }
    }

    proptest! {
        #[test]
        fn what_is_written_is_read(pairs in proptest::collection::vec(("[a-z_]{1,9}", "[a-zA-Z0-9.:/@=%#;-]{1,20}"), 1..6)) {
            let mut text = "[defaults]\n".to_owned();
            for (index, (name, value)) in pairs.iter().enumerate() {
                text.push_str(&format!("{name}{index} = {value}\n"));
            }
            let sections = parse(Path::new("f"), &text).unwrap();
            for (index, (name, value)) in pairs.iter().enumerate() {
                let entry = sections[0].get(&format!("{name}{index}")).map(|entry| (entry.value, entry.line));
                prop_assert_eq!(entry, Some((value.as_str(), index + 2)));
            }
        }

        #[test]
        fn nothing_makes_it_panic(text in "[ -~\\n\\[\\]=\"\u{feff}ä]{0,80}") {
            let _ = parse(Path::new("f"), &text);
        }
    }
}

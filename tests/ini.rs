//! The editor of AWS's files: what it changes, what it leaves alone, and what botocore makes of the outcome.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::process::Command;

use ol_aws::ini::{Ini, Unwritable};
use proptest::prelude::*;
use proptest::strategy::ValueTree as _;
use proptest::test_runner::TestRunner;
use serde_json::Value;

use crate::clients::venv;

fn set(file: &str, section: &str, values: &[(&str, &str)]) -> String {
    let mut ini = Ini::parse(file.as_bytes());
    ini.set(section, values).unwrap();
    String::from_utf8(ini.to_bytes().to_vec()).unwrap()
}

fn get(file: &str, section: &str, key: &str) -> Option<String> {
    Ini::parse(file.as_bytes()).get(section, key).map(|value| value.to_string())
}

#[test]
fn keys_are_changed_where_they_stand() {
    for (file, changed) in [
        ("[x]\nkey = old\n", "[x]\nkey = new\n"),
        ("[x]\nkey=old", "[x]\nkey=new"),
        ("[x]\r\n  KEY\t:  old  \r\n", "[x]\r\n  KEY\t:  new  \r\n"),
        ("[x] # mine\nkey =\nb = 1\n", "[x] # mine\nkey = new\nb = 1\n"),
        ("[x]\nkey=\n", "[x]\nkey=new\n"),
        ("\u{feff}[x]\nkey = a = b # c\n", "\u{feff}[x]\nkey = new\n"),
        ("[y]\nkey = 1\n[x]\n;key = 2\nkey = 3\n", "[y]\nkey = 1\n[x]\n;key = 2\nkey = new\n"),
        ("[x]\nkey = a\n  b\n  # c\n\n  d\nkey2 = e\n  f\n", "[x]\nkey = new\n  # c\n\nkey2 = e\n  f\n"),
        ("[x]\nkey =\n  a = 1\n  [b]\n[c]\n", "[x]\nkey = new\n[c]\n"),
        // botocore refuses both files; whoever reads them anyway finds the new value.
        ("[x]\nkey = 1\nkey = 2\n", "[x]\nkey = new\nkey = new\n"),
        ("[x]\nkey = 1\n[y]\n[x]\nkey = 2\n", "[x]\nkey = new\n[y]\n[x]\nkey = new\n"),
    ] {
        assert_eq!(set(file, "x", &[("key", "new")]), changed, "{file:?}");
        assert_eq!(get(changed, "x", "key").as_deref(), Some("new"));
    }
}

#[test]
fn what_is_missing_is_added_at_the_end() {
    for (file, changed) in [
        ("", "[x]\nkey = new\n"),
        ("[x]", "[x]\nkey = new\n"),
        ("[y]\na = 1", "[y]\na = 1\n\n[x]\nkey = new\n"),
        ("[y]\r\na = 1\r\n", "[y]\r\na = 1\r\n\r\n[x]\r\nkey = new\r\n"),
        ("[ x ]\n[X]\n[profile x]\n[DEFAULT]\n", "[ x ]\n[X]\n[profile x]\n[DEFAULT]\n\n[x]\nkey = new\n"),
        ("# alone\n", "# alone\n\n[x]\nkey = new\n"),
        (
            "[x]\na = 1\n  more\n# mine\n\n# of y\n[y]\nb = 2\n",
            "[x]\na = 1\n  more\n# mine\nkey = new\n\n# of y\n[y]\nb = 2\n",
        ),
        ("[x]\na = 1\n# of y\n[y]\n", "[x]\na = 1\nkey = new\n# of y\n[y]\n"),
        ("[x]\n# mine", "[x]\n# mine\nkey = new\n"),
        // A header that is indented would be the rest of a value that is not.
        ("[x]\n  a = 1\n  [y]\n", "[x]\n  a = 1\n  key = new\n  [y]\n"),
        ("[x]\n\t[y]\n\tb = 2\n", "[x]\n\tkey = new\n\t[y]\n\tb = 2\n"),
        ("[x]\na = 1\n  [x]\nb = 2\n", "[x]\na = 1\n  [x]\nb = 2\nkey = new\n"),
        ("[x]\nkey2 = 1\nke y = 2\n", "[x]\nkey2 = 1\nke y = 2\nkey = new\n"),
        ("[x]\n    stray\n     [y]\n", "[x]\n    stray\n     key = new\n     [y]\n"),
        ("[x]\ra = 1\r", "[x]\ra = 1\rkey = new\r"),
        ("[x]\ra = 1\r\n\n", "[x]\ra = 1\r\nkey = new\n\n"),
    ] {
        assert_eq!(set(file, "x", &[("key", "new")]), changed, "{file:?}");
        assert_eq!(get(changed, "x", "key").as_deref(), Some("new"), "{changed:?}");
    }
    assert_eq!(set("", "x", &[("a", "1"), ("b", "2")]), "[x]\na = 1\nb = 2\n");
    assert_eq!(set("", "x", &[]), "");
}

#[test]
fn keys_are_taken_out_with_their_whole_values() {
    let mut ini = Ini::parse(b"[x]\na = 1\n  2\n # c\n  3\nB: 4\n[y]\nb = 5\n");
    ini.remove("x", &["a", "b", "missing"]);
    assert_eq!(*ini.to_bytes(), b"[x]\n # c\n[y]\nb = 5\n");
}

#[test]
fn bytes_that_are_no_text_stay() {
    let mut ini = Ini::parse(b"[\xff]\nk\xfe = \xc3\x28\n[x]\nkey = \xff\xfe \n\xff\n");
    ini.set("x", &[("key", "new"), ("b", "ü")]).unwrap();
    assert_eq!(*ini.to_bytes(), b"[\xff]\nk\xfe = \xc3\x28\n[x]\nkey = new \n\xff\nb = \xc3\xbc\n");
}

#[test]
fn what_would_not_be_read_back_is_refused() {
    let mut ini = Ini::parse(b"[x]\nkey = old\n");
    for value in ["a\nb", "a\rb", "\u{0}", "a\u{85}b", "\u{1b}[m", " a", "a\u{a0}"] {
        assert_eq!(ini.set("x", &[("a", "1"), ("key", value)]), Err(Unwritable::Value("key".to_owned())));
    }
    for name in ["", "a\nb", "a]b", "[a", " a", "a\t", "DEFAULT"] {
        assert_eq!(ini.set(name, &[("a", "1")]), Err(Unwritable::Section(name.to_owned())));
    }
    for key in ["", "a b", "a=", "#a", "[a", "a\n"] {
        assert_eq!(ini.set("x", &[(key, "1")]), Err(Unwritable::Key(key.to_owned())));
    }
    assert_eq!(*ini.to_bytes(), b"[x]\nkey = old\n", "nothing has changed");
}

/// Lines as people, tools and accidents write them, most of them such that botocore takes the file.
fn any_line() -> impl Strategy<Value = String> {
    let name = prop_oneof![
        3 => "(default|dev|prod|profile dev|profile \"x y\"| odd |sso-session s|Ünï|a\\]b)",
        1 => "[a-zA-Z0-9 ._-]{1,8}"
    ];
    let key = prop_oneof![
        4 => "(aws_access_key_id|AWS_Secret_Access_Key|aws_session_token|region|s3|out put|k)[0-9]{0,2}",
        1 => "[a-z\u{e4}]{1,3}[0-9]{1,3}"
    ];
    let space = "( |\t|\u{a0}|\u{1f}){0,3}";
    let after = "( |; c|# see \\[x|\t){0,2}";
    let value = "[ -~\u{e4}\u{2028}]{0,12}";
    let more = prop_oneof![Just("a = b".to_owned()), Just("[dev]".to_owned()), "[ -~]{1,9}".boxed()];
    let option = (space, key, space, "[=:]", space, value);
    prop_oneof![
        3 => (space, name, after).prop_map(|(space, name, after)| format!("{space}[{name}]{after}")),
        6 => option.prop_map(|(a, key, b, delimiter, c, value)| format!("{a}{key}{b}{delimiter}{c}{value}")),
        2 => (space, "[#;]", value).prop_map(|(space, mark, text)| format!("{space}{mark}{text}")),
        2 => space.prop_map(|space| space),
        2 => ("[ \t]{4,6}", more).prop_map(|(space, more)| format!("{space}{more}")),
    ]
}

fn any_file() -> impl Strategy<Value = Vec<u8>> {
    let end = prop_oneof![4 => Just("\n"), 2 => Just("\r\n"), 1 => Just("\r")];
    let lines = prop::collection::vec(any_line(), 0..14);
    (lines, end, any::<bool>(), prop::bool::weighted(0.05), prop::bool::weighted(0.05), any::<bool>())
        .prop_map(|(lines, end, last_end, mark, binary, headed)| {
            let lines: Vec<String> = headed.then(|| "[first]".to_owned()).into_iter().chain(lines).collect();
            let mut bytes = if mark { "\u{feff}".as_bytes().to_vec() } else { Vec::new() };
            bytes.extend(lines.join(end).bytes());
            bytes.extend(if last_end { end.as_bytes() } else { b"" });
            if binary {
                bytes.extend(b"\xff\xfe");
            }
            bytes
        })
}

const KEYS: [&str; 4] = ["aws_access_key_id", "aws_session_token", "region", "new_key"];

fn values() -> impl Strategy<Value = Vec<(&'static str, String)>> {
    let value = "[!-~\u{e4}]([ -~]{0,20}[!-~])?";
    let some = prop::sample::subsequence(KEYS.to_vec(), 1..=KEYS.len());
    (some, prop::collection::vec(value, KEYS.len()))
        .prop_map(|(keys, values)| keys.into_iter().zip(values).collect())
}

fn section() -> impl Strategy<Value = &'static str> {
    prop::sample::select(vec!["default", "dev", "prod", "profile dev", "never"])
}

fn edited(file: &[u8], section: &str, values: &[(&str, String)]) -> Vec<u8> {
    let values: Vec<(&str, &str)> = values.iter().map(|(key, value)| (*key, value.as_str())).collect();
    let mut ini = Ini::parse(file);
    ini.set(section, &values).unwrap();
    ini.to_bytes().to_vec()
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn reading_loses_nothing(file in prop_oneof![any_file(), prop::collection::vec(any::<u8>(), 0..80)]) {
        prop_assert_eq!(&*Ini::parse(&file).to_bytes(), &file);
    }

    #[test]
    fn what_was_set_is_read_back_and_setting_it_again_changes_nothing(
        file in any_file(), section in section(), values in values()
    ) {
        let once = edited(&file, section, &values);
        let ini = Ini::parse(&once);
        for (key, value) in &values {
            prop_assert_eq!(ini.get(section, key).map(|value| value.to_string()), Some(value.clone()));
        }
        prop_assert_eq!(edited(&once, section, &values), once);
    }

    #[test]
    fn only_the_named_section_differs(above in any_file(), inside in any_file(), below in any_file(), values in values()) {
        let above = [&above[..], b"\n"].concat();
        let below = [b"[below]\n", &below[..]].concat();
        let file = [&above[..], b"[named]\n", &inside, b"\n", &below].concat();
        let edited = edited(&file, "named", &values);
        prop_assert!(edited.starts_with(&above) && edited.ends_with(&below));
        let mut ini = Ini::parse(&edited);
        ini.remove("named", &KEYS);
        let mut as_it_was = Ini::parse(&file);
        as_it_was.remove("named", &KEYS);
        prop_assert_eq!(ini.to_bytes(), as_it_was.to_bytes());
    }
}

/// Ten thousand files, read by one botocore before and after.
#[test]
fn botocore_reads_what_was_set_and_all_else_as_before() {
    let Some(bin) = venv() else { return };
    const READER: &str = r#"
import json, os, sys
from botocore.configloader import raw_config_parse
from botocore.exceptions import ConfigParseError
read = {}
for name in os.listdir(sys.argv[1]):
    try:
        read[name] = raw_config_parse(os.path.join(sys.argv[1], name), parse_subsections=False)
    except ConfigParseError:
        read[name] = None
json.dump(read, sys.stdout)
"#;
    let folder = tempfile::tempdir().unwrap();
    let mut runner = TestRunner::deterministic();
    let mut edits = Vec::new();
    for at in 0..10_000 {
        let (file, section, values) =
            (any_file(), section(), values()).new_tree(&mut runner).unwrap().current();
        fs::write(folder.path().join(format!("{at}-before")), &file).unwrap();
        fs::write(folder.path().join(format!("{at}-after")), edited(&file, section, &values)).unwrap();
        edits.push((file, section, values));
    }
    let python = Command::new(bin.join("python3"))
        .args(["-c", READER])
        .arg(folder.path())
        .env("PYTHONUTF8", "1")
        .output()
        .unwrap();
    assert!(python.status.success(), "{}", String::from_utf8_lossy(&python.stderr));
    let mut read: BTreeMap<String, Value> = serde_json::from_slice(&python.stdout).unwrap();
    let mut compared = 0;
    for (at, (file, section, values)) in edits.iter().enumerate() {
        let [before, after] = ["before", "after"].map(|when| read.remove(&format!("{at}-{when}")).unwrap());
        let shown = String::from_utf8_lossy(file);
        let Some(mut before) = before.as_object().cloned() else { continue };
        let mut after = after
            .as_object()
            .cloned()
            .unwrap_or_else(|| panic!("unreadable now: {shown:?} {section} {values:?}"));
        compared += 1;
        // Its words for every key are ours.
        let ini = Ini::parse(file);
        for (name, keys) in &before {
            for (key, value) in keys.as_object().unwrap() {
                assert_eq!(ini.get(name, key).as_deref().map(String::as_str), value.as_str(), "{shown:?}");
            }
        }
        let names: BTreeSet<&str> = ini.sections().filter(|name| *name != "DEFAULT").collect();
        assert_eq!(names, before.keys().map(String::as_str).collect(), "{shown:?}");
        before.entry(*section).or_insert_with(|| Value::Object(Default::default()));
        for (key, value) in values {
            let was = before[*section].as_object_mut().unwrap();
            was.insert((*key).to_owned(), value.clone().into());
        }
        assert_eq!(after.remove(*section), before.remove(*section), "{shown:?} {values:?}");
        assert_eq!(after, before, "{shown:?}");
    }
    assert!(compared >= 3_000, "botocore took only {compared} of the files");
}

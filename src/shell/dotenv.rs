//! Lines of `NAME=value`, to be read alike by every reader of the name.
//!
//! There is no specification, and the readers disagree: `docker --env-file` takes everything after `=`, quotes
//! included; python-dotenv expands `${…}` even within single quotes, and `\\` and `\'` as well; a shell runs
//! what is not quoted. What all of them read alike is a value of safe characters without quotes, and that is
//! what every key, token, region, time and role name is. Other values are put in single quotes, which all but
//! docker take off, where they have no `'`, `\` or `$`; else they are refused.

use super::{Change, Dialect};

pub(super) struct Dotenv;

impl Dialect for Dotenv {
    fn refuses(&self, value: &str) -> Option<&'static str> {
        value
            .contains(['\'', '\\', '$'])
            .then_some("the readers of dotenv files disagree about ', \\ and $, within quotes and without")
    }

    fn write(&self, out: &mut String, change: Change<'_>) {
        if let Change::Set(name, value) = change {
            let quote = if value.chars().all(is_plain) { "" } else { "'" };
            out.extend([name, "=", quote, value, quote, "\n"]);
        }
    }
}

fn is_plain(c: char) -> bool {
    c.is_ascii_alphanumeric() || "_/+=.,:@-".contains(c)
}

#[cfg(test)]
mod tests {
    use crate::shell::{Change, Format};

    #[test]
    fn output() {
        let changes = [
            Change::Set("A", "prod/Ad_min+=,.:@-"),
            Change::Remove("B"),
            Change::Set("C", "my prod #1"),
            Change::Set("D", ""),
        ];
        assert_eq!(*Format::Dotenv.render(&changes).unwrap(), "A=prod/Ad_min+=,.:@-\nC='my prod #1'\nD=\n");
        for value in ["it's", "a\\b", "${HOME}"] {
            assert!(Format::Dotenv.render(&[Change::Set("A", value)]).is_err(), "{value}");
        }
    }
}

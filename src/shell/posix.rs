//! bash, zsh and the POSIX shells.
//!
//! Source: POSIX.1-2017, XCU 2.2.2 "Single-Quotes": everything up to the next `'` stands for itself, and a `'`
//! cannot be inside. So a value is one word in single quotes, with `'\''` where it has a quote: leave the
//! quotes, an escaped quote, enter them again. Two things follow.
//!
//! - No closing quote is ever followed by a quote, so zsh's `RC_QUOTES`, where `''` inside quotes means `'`,
//!   reads it the same.
//! - Every line ends in `;`, so that a forgotten pair of double quotes, `eval $(ol-aws env)`, which joins the
//!   lines with spaces, still works.

use super::{Change, Dialect};

pub(super) struct Posix {
    /// What stands before the assignment of a variable that is not exported.
    pub keep: &'static str,
}

impl Dialect for Posix {
    fn write(&self, out: &mut String, change: Change<'_>) {
        match change {
            Change::Set(name, value) => {
                out.extend(["export ", name, "="]);
                quote(out, value);
                out.push_str(";\n");
            }
            // `-v`: without it, an unset variable's name may remove a function (XCU 2.14, unset).
            Change::Remove(name) => out.extend(["unset -v ", name, ";\n"]),
            Change::Keep(name, value) => {
                out.extend([self.keep, name, "="]);
                quote(out, value);
                out.push_str(";\n");
            }
        }
    }
}

fn quote(out: &mut String, value: &str) {
    out.push('\'');
    for c in value.chars() {
        match c {
            '\'' => out.push_str(r"'\''"),
            c => out.push(c),
        }
    }
    out.push('\'');
}

#[cfg(test)]
mod tests {
    use crate::shell::{Change, Format};

    #[test]
    fn output() {
        for format in [Format::Bash, Format::Zsh] {
            let changes = [Change::Set("A", "it's $(id) \\ `x`"), Change::Set("B", ""), Change::Remove("C")];
            let expected = "export A='it'\\''s $(id) \\ `x`';\nexport B='';\nunset -v C;\n";
            assert_eq!(*format.render(&changes).unwrap(), expected);
        }
    }

    #[test]
    fn kept_and_not_exported() {
        let code = |format: Format| format.render(&[Change::Keep("A", "it's")]).unwrap().to_string();
        assert_eq!(code(Format::Bash), "A='it'\\''s';\n");
        assert_eq!(code(Format::Zsh), "typeset -g A='it'\\''s';\n");
    }

    #[test]
    fn no_closing_quote_meets_another() {
        assert_eq!(*Format::Zsh.render(&[Change::Set("A", "''")]).unwrap(), "export A=''\\'''\\''';\n");
    }
}

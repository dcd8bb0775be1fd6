//! fish, which is not POSIX.
//!
//! Source: fish documentation, "The fish language", section "Quotes": inside single quotes the only escapes are
//! `\'` and `\\`; a backslash before anything else stands for itself. And `set`: `-g` is this session, for all
//! functions; `-e` says nothing about a name that is not set, but its status is 4.
//!
//! Only global variables are touched: that is where an inherited environment is. A universal variable belongs
//! to every session of the user, now and later, so it is never erased; one that is exported stays visible,
//! and fish has no way to hide it that does not export it empty.
//!
//! Every line ends in `;`, because `eval (ol-aws env)` joins the lines with spaces.

use super::{Change, Dialect};

pub(super) struct Fish;

impl Dialect for Fish {
    fn write(&self, out: &mut String, change: Change<'_>) {
        match change {
            Change::Set(name, value) => set(out, "set -gx ", name, value),
            Change::Remove(name) => out.extend(["set -eg ", name, ";\n"]),
            Change::Keep(name, value) => set(out, "set -gu ", name, value),
        }
    }

    /// `set -e` has left 4 behind, and `set NAME value` never changes a status.
    fn finish(&self, out: &mut String) {
        out.push_str("true;\n");
    }
}

fn set(out: &mut String, command: &str, name: &str, value: &str) {
    out.extend([command, name, " '"]);
    for c in value.chars() {
        if matches!(c, '\'' | '\\') {
            out.push('\\');
        }
        out.push(c);
    }
    out.push_str("';\n");
}

#[cfg(test)]
mod tests {
    use crate::shell::{Change, Format};

    #[test]
    fn output() {
        let changes = [
            Change::Set("A", r"it's \n $HOME"),
            Change::Set("B", ""),
            Change::Remove("C"),
            Change::Keep("D", "it's"),
        ];
        let expected =
            "set -gx A 'it\\'s \\\\n $HOME';\nset -gx B '';\nset -eg C;\nset -gu D 'it\\'s';\ntrue;\n";
        assert_eq!(*Format::Fish.render(&changes).unwrap(), expected);
    }
}

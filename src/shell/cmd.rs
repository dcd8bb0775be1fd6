//! cmd.exe, for both documented uses:
//!
//! ```bat
//! for /f "delims=" %i in ('ol-aws env --shell cmd') do @%i
//! ol-aws env --shell cmd > x.bat && call x.bat > nul
//! ```
//!
//! Source: `set /?` and `for /?`; and "How does the Windows Command Interpreter parse scripts?" on Stack
//! Overflow (4094699), the closest thing to a specification. `set "NAME=value"` takes what is between the equals
//! sign and the last `"`. There is no escape that both uses understand, so what would need one is refused:
//!
//! - `"` ends the quotes; `%` is doubled in a batch file and must not be in the loop; `!` and with it `^` are
//!   eaten where delayed expansion is on, and `call %i` doubles `^`.
//! - `& | < >` are safe within the quotes, but would run when the user writes `%NAME%` without them.
//! - What is not ASCII is read by the console's code page. An empty value means removal.
//!
//! AWS's keys, tokens, regions, times and role names hold none of these.

use super::{Change, Dialect};

pub(super) struct Cmd;

impl Dialect for Cmd {
    fn refuses(&self, value: &str) -> Option<&'static str> {
        if value.is_empty() {
            Some("it is empty, which means removal to cmd")
        } else if !value.is_ascii() {
            Some("it is not ASCII, and cmd reads the rest by the console's code page")
        } else if value.contains(['"', '%', '!', '^', '&', '|', '<', '>']) {
            Some("cmd has no safe way to write one of \" % ! ^ & | < >")
        } else {
            None
        }
    }

    fn write(&self, out: &mut String, change: Change<'_>) {
        match change {
            Change::Set(name, value) => out.extend(["set \"", name, "=", value, "\"\r\n"]),
            Change::Remove(name) => out.extend(["set \"", name, "=\"\r\n"]),
            // cmd knows no variable that is not exported.
            Change::Keep(..) => {}
        }
    }
}

#[cfg(test)]
mod tests {
    use crate::shell::{Change, Format};

    #[test]
    fn output() {
        let changes = [Change::Set("A", "prod/team/Ad min=,.@-_+(1)'~:\\"), Change::Remove("B")];
        let expected = "set \"A=prod/team/Ad min=,.@-_+(1)'~:\\\"\r\nset \"B=\"\r\n";
        assert_eq!(*Format::Cmd.render(&changes).unwrap(), expected);
    }

    #[test]
    fn what_cannot_be_made_safe_is_refused() {
        for value in ["", "\"", "%PATH%", "!x!", "^", "a&calc", "a|b", "<a", ">a", "é", "’"] {
            assert!(Format::Cmd.render(&[Change::Set("A", value)]).is_err(), "{value}");
        }
    }
}

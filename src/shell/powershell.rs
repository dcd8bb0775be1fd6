//! Windows PowerShell 5.1 and PowerShell 7.
//!
//! Source: about_Quoting_Rules, "Single-quoted strings" (verbatim, a quote is doubled), and the language
//! specification, 2.3.5.2: a single quote is any of `'` U+0027, `‘` U+2018, `’` U+2019, `‚` U+201A, `‛` U+201B,
//! so each of these is doubled. Assigning `$null` removes a variable (about_Environment_Variables) and,
//! unlike `Remove-Item`, adds nothing to `$Error` when there is none.
//!
//! Each line is a whole statement and none is blank: `| Invoke-Expression` gets line by line what
//! `| Out-String | Invoke-Expression` gets at once, and an empty string is an error to it.

use super::{Change, Dialect};

pub(super) struct PowerShell {
    /// Write ASCII only, for the sake of Windows: there PowerShell decodes what a program prints by the console's
    /// code page, and in 874 or 1252 the UTF-8 of a harmless letter holds the byte of `‘`, which ends the string.
    pub ascii: bool,
}

impl Dialect for PowerShell {
    fn refuses(&self, value: &str) -> Option<&'static str> {
        value.is_empty().then_some("it is empty, which means removal before PowerShell 7.5")
    }

    fn write(&self, out: &mut String, change: Change<'_>) {
        match change {
            Change::Set(name, value) => self.set(out, "$Env:", name, value),
            Change::Remove(name) => out.extend(["$Env:", name, " = $null\n"]),
            Change::Keep(name, value) => self.set(out, "$global:", name, value),
        }
    }
}

impl PowerShell {
    fn set(&self, out: &mut String, scope: &str, name: &str, value: &str) {
        out.extend([scope, name, " = "]);
        if self.ascii && !value.is_ascii() {
            quote_as_ascii(out, value);
        } else {
            quote(out, value);
        }
        out.push('\n');
    }
}

fn quote(out: &mut String, value: &str) {
    out.push('\'');
    for c in value.chars() {
        if matches!(c, '\'' | '\u{2018}'..='\u{201b}') {
            out.push(c);
        }
        out.push(c);
    }
    out.push('\'');
}

/// Regex.Unescape turns `\\` into `\`, `\uXXXX` into that UTF-16 unit, and leaves the rest. It is one of the few
/// methods that constrained language mode allows (about_Language_Modes).
fn quote_as_ascii(out: &mut String, value: &str) {
    out.push_str("[regex]::Unescape('");
    for c in value.chars() {
        match c {
            '\'' => out.push_str("''"),
            '\\' => out.push_str(r"\\"),
            c if c.is_ascii() => out.push(c),
            c => c.encode_utf16(&mut [0; 2]).iter().for_each(|unit| push_unit(out, *unit)),
        }
    }
    out.push_str("')");
}

fn push_unit(out: &mut String, unit: u16) {
    out.push_str(r"\u");
    out.extend([12, 8, 4, 0].map(|shift| char::from(b"0123456789abcdef"[usize::from(unit >> shift & 0xf)])));
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::shell::Format;

    fn rendered(ascii: bool, value: &str) -> String {
        let mut out = String::new();
        PowerShell { ascii }.write(&mut out, Change::Set("A", value));
        out
    }

    #[test]
    fn output() {
        assert_eq!(rendered(false, "it's ‘so’ ‚x‛ $Env:B `n"), "$Env:A = 'it''s ‘‘so’’ ‚‚x‛‛ $Env:B `n'\n");
        assert_eq!(rendered(true, r"C:\it's"), "$Env:A = 'C:\\it''s'\n");
        assert_eq!(
            rendered(true, r"‘\é'😀"),
            "$Env:A = [regex]::Unescape('\\u2018\\\\\\u00e9''\\ud83d\\ude00')\n"
        );
    }

    #[test]
    fn removal_and_no_blank_line() {
        let changes = [Change::Set("A", "b"), Change::Remove("C"), Change::Keep("D", "")];
        let code = Format::PowerShell.render(&changes).unwrap();
        assert_eq!(*code, "$Env:A = 'b'\n$Env:C = $null\n$global:D = ''\n");
        assert!(Format::PowerShell.render(&[Change::Set("A", "")]).is_err());
    }

    proptest! {
        #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::default() })]

        /// The grammar sees one statement with one string, which is the value: on Windows and elsewhere.
        #[test]
        fn one_literal_which_is_the_value(value in r#"(['"‘’‚‛\\$`(){};\-u0é😀]|\PC){1,24}"#) {
            prop_assert_eq!(unquoted(&literal(&rendered(false, &value))), Some(value.clone()));
            let code = rendered(true, &value);
            prop_assert!(code.is_ascii());
            let read = unquoted(&literal(&code)).unwrap();
            let read = if code.contains("= [regex]::Unescape('") { unescaped(&read) } else { read };
            prop_assert_eq!(read, value);
        }
    }

    /// The only string literal of the code, as written.
    fn literal(code: &str) -> String {
        let mut parser = tree_sitter::Parser::new();
        parser.set_language(&tree_sitter_powershell::LANGUAGE.into()).unwrap();
        let tree = parser.parse(code, None).unwrap();
        assert!(!tree.root_node().has_error(), "{code}");
        let mut found = Vec::new();
        let mut pending = vec![tree.root_node()];
        while let Some(node) = pending.pop() {
            if node.kind() == "string_literal" {
                found.push(&code[node.byte_range()]);
            }
            pending.extend((0..node.child_count()).filter_map(|i| node.child(i)));
        }
        let [literal] = found[..] else { panic!("{found:?} in {code}") };
        literal.to_owned()
    }

    /// Any two adjacent single quotes are one. A lone one would end the string.
    fn unquoted(literal: &str) -> Option<String> {
        let is_quote = |c: &char| matches!(c, '\'' | '‘' | '’' | '‚' | '‛');
        let mut inner = literal.strip_prefix('\'')?.strip_suffix('\'')?.chars();
        let mut value = String::new();
        while let Some(c) = inner.next() {
            if is_quote(&c) {
                inner.next().filter(is_quote)?;
            }
            value.push(c);
        }
        Some(value)
    }

    /// JSON's rules for `\\` and `\uXXXX` are those of Regex.Unescape.
    fn unescaped(value: &str) -> String {
        serde_json::from_str(&format!("\"{}\"", value.replace('"', "\\\""))).unwrap()
    }
}

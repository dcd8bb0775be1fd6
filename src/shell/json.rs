//! One JSON object of the variables that are set, for `jq` and scripts.
//!
//! Source: RFC 8259, section 7: only `"`, `\` and control characters must be escaped, and the last are refused
//! before. Written by hand because serde_json would not write into a buffer that is wiped and does not grow.

use super::{Change, Dialect};

pub(super) struct Json;

impl Dialect for Json {
    fn write(&self, out: &mut String, change: Change<'_>) {
        if let Change::Set(name, value) = change {
            out.push_str(if out.is_empty() { "{\n  \"" } else { ",\n  \"" });
            out.extend([name, "\": \""]);
            for c in value.chars() {
                if matches!(c, '"' | '\\') {
                    out.push('\\');
                }
                out.push(c);
            }
            out.push('"');
        }
    }

    fn finish(&self, out: &mut String) {
        out.push_str(if out.is_empty() { "{}\n" } else { "\n}\n" });
    }
}

#[cfg(test)]
mod tests {
    use crate::shell::{Change, Format};

    #[test]
    fn output() {
        let changes = [Change::Set("A", r#"a "b" \ é'"#), Change::Remove("B"), Change::Set("C", "")];
        let json = Format::Json.render(&changes).unwrap();
        assert_eq!(*json, "{\n  \"A\": \"a \\\"b\\\" \\\\ é'\",\n  \"C\": \"\"\n}\n");
        assert_eq!(*Format::Json.render(&[Change::Remove("B")]).unwrap(), "{}\n");
    }
}

//! AWS's INI files, edited in place: one section's keys are set or taken out, and every other byte stays.
//!
//! What is a section, a key, a comment or the rest of a value is what botocore takes for one: Python's
//! `configparser.RawConfigParser` as it comes. Knows nothing of what the keys mean, nor of where the files are.

mod block;

use std::borrow::Cow;
use std::ops::Range;

use zeroize::{Zeroize as _, Zeroizing};

pub use block::{Damaged, Marks};

use crate::error::Error;

/// A file of sections, whatever its encoding, line ends and mistakes.
pub struct Ini {
    lines: Vec<Line>,
}

/// One line with its end; it may hold a secret, and is wiped.
struct Line {
    bytes: Zeroizing<Vec<u8>>,
    what: What,
}

#[derive(Debug, Eq, PartialEq)]
enum What {
    Blank,
    Comment,
    /// `[name]`, whatever follows the last bracket.
    Header(String),
    /// `key = value` or `key: value`; the key in lower case, as it counts, and where in the line the value is.
    Option {
        key: String,
        value: Range<usize>,
    },
    /// More of the value above it: indented deeper than its key.
    Continuation,
    /// Before the first section, or no key and value: botocore refuses such a file.
    Stray,
}

/// What these files cannot hold so that it is read back as it was.
#[derive(Clone, Debug, Eq, PartialEq, thiserror::Error)]
pub enum Unwritable {
    #[error("an AWS profile cannot be named `{0}`")]
    Section(String),
    #[error("`{0}` cannot be a key of an AWS file")]
    Key(String),
    /// The value itself may be a secret.
    #[error("the value of {0} cannot stand in an AWS file")]
    Value(String),
}

impl From<Unwritable> for Error {
    fn from(bad: Unwritable) -> Self {
        Self::usage(bad.to_string()).hint(match bad {
            Unwritable::Section(_) => {
                "a name without brackets, control characters, or space at its ends, and not DEFAULT"
            }
            Unwritable::Key(_) => "a name without space, brackets, `=`, `:`, `#` or `;`",
            Unwritable::Value(_) => "one line, without control characters or space at its ends",
        })
    }
}

impl Ini {
    /// Reads a file; there is none that cannot be read.
    pub fn parse(bytes: &[u8]) -> Self {
        let mut lines: Vec<Line> = Vec::new();
        let mut reader = Reader::default();
        for bytes in split(bytes) {
            let what = reader.read(bytes, lines.is_empty());
            lines.push(Line { bytes: Zeroizing::new(bytes.to_vec()), what });
        }
        Self { lines }
    }

    pub fn to_bytes(&self) -> Zeroizing<Vec<u8>> {
        // At once in its full size, so that no part of it is left where it grew.
        let mut bytes = Vec::with_capacity(self.lines.iter().map(|line| line.bytes.len()).sum());
        for line in &self.lines {
            bytes.extend_from_slice(&line.bytes);
        }
        Zeroizing::new(bytes)
    }

    /// The names of the sections, in their order.
    pub fn sections(&self) -> impl Iterator<Item = &str> {
        self.lines.iter().filter_map(|line| match &line.what {
            What::Header(name) => Some(name.as_str()),
            _ => None,
        })
    }

    /// Whether a key stands in any section.
    pub fn mentions(&self, key: &str) -> bool {
        self.lines.iter().any(|line| line.is_option(key))
    }

    /// A value, its lines joined by `\n` where there are several; of a key that stands twice the last one.
    pub fn get(&self, section: &str, key: &str) -> Option<Zeroizing<String>> {
        let at = self.find(section, key).pop()?;
        let Line { bytes, what: What::Option { value, .. } } = &self.lines[at] else { return None };
        let mut text = Zeroizing::new(String::from_utf8_lossy(&bytes[value.clone()]).into_owned());
        for line in self.lines[at + 1..].iter() {
            match line.what {
                What::Blank => text.push('\n'),
                What::Continuation => {
                    text.push('\n');
                    text.push_str(String::from_utf8_lossy(&line.bytes).trim_matches(is_space));
                }
                What::Comment | What::Stray => {}
                What::Header(_) | What::Option { .. } => break,
            }
        }
        let length = text.trim_end_matches(is_space).len();
        text.truncate(length);
        Some(text)
    }

    /// Sets keys of a section. Those that it has are changed where they stand, twice where they stand twice; others
    /// are added at its end. A section that is missing is added at the end of the file.
    ///
    /// # Errors
    /// A name or a value would not be read back as it is; nothing is changed then.
    pub fn set(&mut self, section: &str, values: &[(&str, &str)]) -> Result<(), Unwritable> {
        check_section(section)?;
        values.iter().try_for_each(|(key, value)| check(key, value))?;
        for (key, value) in values {
            let found = self.find(section, key);
            for at in found.iter().rev() {
                self.lines[*at].replace_value(value);
                self.remove_continuations(at + 1);
            }
            if found.is_empty() {
                self.add(section, &format!("{key} = "), value);
            }
            // What a line is depends on those above it.
            *self = Self::parse(&self.to_bytes());
        }
        Ok(())
    }

    /// Takes keys out of a section, with their whole values.
    pub fn remove(&mut self, section: &str, keys: &[&str]) {
        for key in keys {
            for at in self.find(section, key).into_iter().rev() {
                self.remove_continuations(at + 1);
                self.lines.remove(at);
            }
        }
        *self = Self::parse(&self.to_bytes());
    }

    /// Where a key of a section stands.
    fn find(&self, section: &str, key: &str) -> Vec<usize> {
        let mut inside = false;
        let mut found = Vec::new();
        for (at, line) in self.lines.iter().enumerate() {
            match &line.what {
                What::Header(name) => inside = name == section,
                What::Option { .. } if inside && line.is_option(key) => found.push(at),
                _ => {}
            }
        }
        found
    }

    fn remove_continuations(&mut self, from: usize) {
        let ends = |line: &Line| matches!(line.what, What::Header(_) | What::Option { .. });
        let end = self.lines[from..].iter().position(ends).map_or(self.lines.len(), |count| from + count);
        for at in (from..end).rev() {
            if self.lines[at].what == What::Continuation {
                self.lines.remove(at);
            }
        }
    }

    /// Adds a line at the end of the section, the last one of its name.
    fn add(&mut self, section: &str, key: &str, value: &str) {
        let is_section = |line: &Line| matches!(&line.what, What::Header(name) if name == section);
        let Some(header) = self.lines.iter().rposition(is_section) else {
            let end = self.lines.len();
            if self.lines.last().is_some_and(|line| line.what != What::Blank) {
                self.insert(end, b"", "", "");
            }
            let end = self.lines.len();
            self.insert(end, b"", &format!("[{section}]"), "");
            self.insert(end + 1, b"", key, value);
            return;
        };
        let next = self.next_header(header + 1);
        let inside = &self.lines[header..next];
        let last_key = inside.iter().rfind(|line| matches!(line.what, What::Option { .. }));
        // Indented deeper than the key above, ours would be the rest of that one's value; less deep than the next
        // header, and that would be the rest of ours.
        let beside = match last_key.filter(|_| !inside.iter().any(|line| line.what == What::Stray)) {
            Some(key) => Some(key),
            None => self.lines.get(next),
        };
        let indent = beside.map(|line| line.indent().to_vec()).unwrap_or_default();
        let end = self.end_of(header, next);
        self.insert(end, &indent, key, value);
    }

    fn next_header(&self, from: usize) -> usize {
        let is_header = |line: &Line| matches!(line.what, What::Header(_));
        self.lines[from..].iter().position(is_header).map_or(self.lines.len(), |count| from + count)
    }

    /// The end of a section: behind its last key and the comments right beneath that, but not those that stand right
    /// above the next section.
    fn end_of(&self, header: usize, next: usize) -> usize {
        let counts = |at: &usize| !matches!(self.lines[*at].what, What::Blank | What::Comment);
        let end = (header..next).rev().find(counts).unwrap_or(header) + 1;
        let comments = self.lines[end..next].iter().take_while(|line| line.what == What::Comment).count();
        let beneath = end + comments;
        if beneath < next || next == self.lines.len() { beneath } else { end }
    }

    fn insert(&mut self, at: usize, indent: &[u8], key: &str, value: &str) {
        let end = self.line_end();
        if let Some(above) = at.checked_sub(1).map(|above| &mut self.lines[above].bytes)
            && !above.ends_with(b"\n")
            && !above.ends_with(b"\r")
        {
            *above = joined(&[above, end]);
        }
        let bytes = joined(&[indent, key.as_bytes(), value.as_bytes(), end]);
        self.lines.insert(at, Line { bytes, what: What::Stray });
    }

    /// How the file ends its lines. A `\r` alone only where all are such: before a `\n` it would be part of that.
    fn line_end(&self) -> &'static [u8] {
        let any = |end: &[u8]| self.lines.iter().any(|line| line.bytes.ends_with(end));
        match self.lines.first() {
            Some(line) if line.bytes.ends_with(b"\r\n") => b"\r\n",
            _ if any(b"\r") && !any(b"\n") => b"\r",
            _ => b"\n",
        }
    }
}

impl Line {
    fn is_option(&self, wanted: &str) -> bool {
        matches!(&self.what, What::Option { key, .. } if *key == wanted.to_lowercase())
    }

    /// The space that it begins with.
    fn indent(&self) -> &[u8] {
        let text = decode(&self.bytes);
        &self.bytes[..text.len() - text.trim_start_matches(is_space).len()]
    }

    fn replace_value(&mut self, new: &str) {
        let What::Option { value, .. } = &self.what else { return };
        let (before, after) = (&self.bytes[..value.start], &self.bytes[value.end..]);
        // `key =` is written with space.
        let space: &[u8] = if before.ends_with(b" =") || before.ends_with(b" :") { b" " } else { b"" };
        self.bytes = joined(&[before, space, new.as_bytes(), after]);
    }
}

/// Made in one piece, so that no part is left behind where it grew.
fn joined(parts: &[&[u8]]) -> Zeroizing<Vec<u8>> {
    Zeroizing::new(parts.concat())
}

/// Tells what a line is, from those above it (`RawConfigParser._read`).
#[derive(Default)]
struct Reader {
    in_section: bool,
    has_option: bool,
    /// How far the last header or key was indented.
    level: usize,
}

impl Reader {
    fn read(&mut self, bytes: &[u8], is_first: bool) -> What {
        let text = decode(bytes);
        // botocore refuses a file with a byte order mark. It means nothing, and so it is taken.
        let from = if is_first && text.starts_with('\u{feff}') { '\u{feff}'.len_utf8() } else { 0 };
        let content = text[from..].trim_start_matches(is_space);
        let start = text.len() - content.len();
        let indent = text[from..start].chars().count();
        let what = self.tell(content.trim_end_matches(is_space), start, indent);
        if let Cow::Owned(mut text) = text {
            text.zeroize();
        }
        what
    }

    fn tell(&mut self, content: &str, start: usize, indent: usize) -> What {
        if content.is_empty() {
            return What::Blank;
        }
        if content.starts_with(['#', ';']) {
            return What::Comment;
        }
        if self.has_option && indent > self.level {
            return What::Continuation;
        }
        self.level = indent;
        if let Some(name) = header(content) {
            (self.in_section, self.has_option) = (true, false);
            return What::Header(name.to_owned());
        }
        match content.find(['=', ':']).filter(|_| self.in_section) {
            Some(at) => {
                let key = content[..at].trim_end_matches(is_space).to_lowercase();
                let value = content.len() - content[at + 1..].trim_start_matches(is_space).len();
                self.has_option = !key.is_empty();
                let value = start + value..start + content.len();
                if key.is_empty() { What::Stray } else { What::Option { key, value } }
            }
            None => What::Stray,
        }
    }
}

/// From the first bracket, which the line begins with, to the last one.
fn header(content: &str) -> Option<&str> {
    let inside = content.strip_prefix('[')?;
    inside.rfind(']').map(|end| &inside[..end]).filter(|name| !name.is_empty())
}

/// Lines with their ends: `\n`, `\r\n` or `\r`, which Python takes for one as well.
fn split(mut bytes: &[u8]) -> impl Iterator<Item = &[u8]> {
    std::iter::from_fn(move || {
        let end = match bytes.iter().position(|byte| matches!(byte, b'\n' | b'\r')) {
            Some(at) if bytes[at..].starts_with(b"\r\n") => at + 2,
            Some(at) => at + 1,
            None => bytes.len(),
        };
        let (line, rest) = bytes.split_at(end);
        bytes = rest;
        (!line.is_empty()).then_some(line)
    })
}

/// The bytes as text of the same length: what is not UTF-8 becomes letters that mean nothing here.
fn decode(bytes: &[u8]) -> Cow<'_, str> {
    if let Ok(text) = std::str::from_utf8(bytes) {
        return Cow::Borrowed(text);
    }
    let mut text = String::with_capacity(bytes.len());
    for chunk in bytes.utf8_chunks() {
        text.push_str(chunk.valid());
        text.extend(chunk.invalid().iter().map(|_| '\u{1a}'));
    }
    Cow::Owned(text)
}

/// What Python's `str.strip` takes for space.
fn is_space(c: char) -> bool {
    c.is_whitespace() || ('\u{1c}'..='\u{1f}').contains(&c)
}

/// `[DEFAULT]` is no section to botocore: its keys would count in all of them.
fn check_section(name: &str) -> Result<(), Unwritable> {
    let sound = is_plain(name) && !name.is_empty() && !name.contains(['[', ']']) && name != "DEFAULT";
    if sound { Ok(()) } else { Err(Unwritable::Section(name.to_owned())) }
}

fn check(key: &str, value: &str) -> Result<(), Unwritable> {
    let wrong = |c: char| is_space(c) || c.is_control() || "=:#;[]".contains(c);
    if key.is_empty() || key.contains(wrong) {
        return Err(Unwritable::Key(key.to_owned()));
    }
    if is_plain(value) { Ok(()) } else { Err(Unwritable::Value(key.to_owned())) }
}

/// One line, and no space at its ends that reading would take away.
fn is_plain(text: &str) -> bool {
    !text.contains(char::is_control) && text == text.trim_matches(is_space)
}

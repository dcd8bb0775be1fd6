//! Shell patterns over names: `*`, `?`, `[a-z]`, `[!a-z]`.
//!
//! There is no escape: IAM allows none of these letters in a name, and a text equal to the pattern always
//! matches. A `[` that nothing closes is itself.

use std::iter::Peekable;
use std::str::Chars;

/// A pattern, or a plain text, which is a pattern without wildcards.
pub(super) struct Glob {
    text: String,
    tokens: Vec<Token>,
}

#[derive(Debug, PartialEq)]
enum Token {
    Letter(char),
    AnyLetter,
    AnyText,
    Set { but: bool, ranges: Vec<(char, char)> },
}

impl Glob {
    pub(super) fn new(text: &str) -> Self {
        let mut tokens = Vec::new();
        let mut letters = text.chars().peekable();
        while let Some(letter) = letters.next() {
            tokens.push(match letter {
                '*' => Token::AnyText,
                '?' => Token::AnyLetter,
                '[' => set(&mut letters).unwrap_or(Token::Letter('[')),
                _ => Token::Letter(letter),
            });
        }
        Self { text: text.to_owned(), tokens }
    }

    pub(super) fn is_glob(&self) -> bool {
        self.tokens.iter().any(|token| !matches!(token, Token::Letter(_)))
    }

    /// As [`Self::matches`], for a pattern that was written as an ARN: else `*n*` would match them all.
    pub(super) fn matches_arn(&self, arn: &str) -> bool {
        self.text.starts_with("arn:") && self.matches(arn)
    }

    /// Whether the whole of `text` matches.
    ///
    /// When a letter does not fit, only the last `*` takes one more and the rest is tried again: what an
    /// earlier `*` took need never change. So the work is at most pattern × text, for any pattern.
    pub(super) fn matches(&self, text: &str) -> bool {
        if self.text == text {
            return true;
        }
        let (mut at, mut rest) = (0, text.chars());
        let mut last_star: Option<(usize, Chars)> = None;
        loop {
            let mut ahead = rest.clone();
            match (self.tokens.get(at), ahead.next()) {
                (None, None) => return true,
                (Some(Token::AnyText), _) => {
                    at += 1;
                    last_star = Some((at, rest.clone()));
                    continue;
                }
                (Some(token), Some(letter)) if token.takes(letter) => {
                    at += 1;
                    rest = ahead;
                    continue;
                }
                _ => {}
            }
            let Some((after_star, taken)) = &mut last_star else { return false };
            if taken.next().is_none() {
                return false;
            }
            at = *after_star;
            rest = taken.clone();
        }
    }
}

impl Token {
    fn takes(&self, letter: char) -> bool {
        match self {
            Self::Letter(own) => *own == letter,
            Self::AnyLetter | Self::AnyText => true,
            Self::Set { but, ranges } => {
                ranges.iter().any(|(low, high)| (*low..=*high).contains(&letter)) != *but
            }
        }
    }
}

/// Reads what follows a `[`, if a `]` closes it. A `]` that comes first is a letter of the set.
fn set(letters: &mut Peekable<Chars>) -> Option<Token> {
    let mut ahead = letters.clone();
    let but = ahead.next_if(|letter| matches!(letter, '!' | '^')).is_some();
    let mut ranges = Vec::new();
    loop {
        let low = ahead.next()?;
        if low == ']' && !ranges.is_empty() {
            break;
        }
        let mut beyond = ahead.clone();
        let high = match (beyond.next(), beyond.next()) {
            (Some('-'), Some(high)) if high != ']' => {
                ahead = beyond;
                high
            }
            _ => low,
        };
        ranges.push((low, high));
    }
    *letters = ahead;
    Some(Token::Set { but, ranges })
}

#[cfg(test)]
mod tests {
    use std::time::{Duration, Instant};

    use super::Glob;

    #[test]
    fn patterns_match_as_in_a_shell() {
        for (pattern, yes, no) in [
            ("Admin", &["Admin"][..], &["admin", "Admins", ""][..]),
            ("*", &["", "a", "a/b"], &[]),
            ("prod-*", &["prod-", "prod-eu"], &["prod", "xprod-"]),
            ("*Only", &["ReadOnly", "OnlyOnly"], &["ReadOnlyX"]),
            ("a*b*c", &["abc", "a-b-b-c", "abcbc"], &["acb", "abcd"]),
            ("?", &["a", "é"], &["", "ab"]),
            ("[a-c]x", &["ax", "cx", "[a-c]x"], &["dx", "x"]),
            ("[!a-c]x", &["dx"], &["ax"]),
            ("[]-]", &["]", "-"], &["a"]),
            ("[z-a]", &["[z-a]"], &["a", "m"]),
            ("a[b", &["a[b"], &["ab"]),
            ("**", &["", "x"], &[]),
        ] {
            for text in yes {
                assert!(Glob::new(pattern).matches(text), "{pattern} ~ {text}");
            }
            for text in no {
                assert!(!Glob::new(pattern).matches(text), "{pattern} !~ {text}");
            }
        }
        assert!(Glob::new("a[b-c]").is_glob() && Glob::new("?").is_glob() && Glob::new("*").is_glob());
        assert!(!Glob::new("a[b").is_glob() && !Glob::new("a]").is_glob());
    }

    #[test]
    fn no_pattern_blows_up() {
        let start = Instant::now();
        assert!(!Glob::new(&"*a".repeat(200)).matches(&"a".repeat(199)));
        assert!(!Glob::new(&format!("{}b", "*a".repeat(200))).matches(&"a".repeat(2000)));
        assert!(start.elapsed() < Duration::from_secs(2));
    }
}

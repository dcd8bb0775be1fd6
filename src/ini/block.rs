//! A block of lines between two marks: what is in it is ours, and what is outside is the person's.

use std::ops::Range;

use zeroize::Zeroizing;

use super::{Ini, What};

/// The comments that a block begins and ends with. More may follow a mark, after a space or a colon.
pub struct Marks {
    pub begin: &'static str,
    pub end: &'static str,
}

/// Marks that do not fit together; lines count from 1.
#[derive(Clone, Copy, Debug, Eq, PartialEq, thiserror::Error)]
pub enum Damaged {
    #[error("line {0} begins it, and no line ends it")]
    NoEnd(usize),
    #[error("line {0} ends it, and no line begins it")]
    NoBegin(usize),
    #[error("line {0} begins another one")]
    Second(usize),
}

impl Ini {
    /// What is outside of the block, and what is in it, marks included.
    ///
    /// # Errors
    /// The marks do not fit together.
    pub fn around(&self, marks: &Marks) -> Result<(Self, Self), Damaged> {
        let block = self.block(marks)?.unwrap_or_default();
        let count = self.lines.len();
        let parts = [self.bytes_of(0..block.start), self.bytes_of(block.end..count)];
        let outside = super::joined(&[&parts[0], &parts[1]]);
        Ok((Self::parse(&outside), Self::parse(&self.bytes_of(block))))
    }

    /// Replaces the block, or adds it at the end of the file. The lines are to hold the marks, and get the file's
    /// line ends.
    ///
    /// # Errors
    /// The marks do not fit together; nothing is changed then.
    pub fn put_block(&mut self, marks: &Marks, lines: &str) -> Result<(), Damaged> {
        let count = self.lines.len();
        let block = self.block(marks)?.unwrap_or(count..count);
        let end = self.line_end();
        let (before, after) = (self.bytes_of(0..block.start), self.bytes_of(block.end..count));
        let block_is_new = block.is_empty() && !before.is_empty();
        let is_ended = before.ends_with(b"\n") || before.ends_with(b"\r");
        let is_apart = self.lines.last().is_some_and(|line| line.what == What::Blank);
        let mut parts: Vec<&[u8]> = vec![&before];
        parts.extend((block_is_new && !is_ended).then_some(end));
        parts.extend((block_is_new && !is_apart).then_some(end));
        parts.extend(lines.lines().flat_map(|line| [line.as_bytes(), end]));
        parts.push(&after);
        *self = Self::parse(&super::joined(&parts));
        Ok(())
    }

    fn bytes_of(&self, lines: Range<usize>) -> Zeroizing<Vec<u8>> {
        let lines: Vec<&[u8]> = self.lines[lines].iter().map(|line| line.bytes.as_slice()).collect();
        super::joined(&lines)
    }

    fn block(&self, marks: &Marks) -> Result<Option<Range<usize>>, Damaged> {
        let (mut begin, mut block) = (None, None);
        for (at, line) in self.lines.iter().enumerate() {
            let is = |mark: &str| {
                let rest = line.bytes.trim_ascii_end().strip_prefix(mark.as_bytes());
                rest.is_some_and(|rest| matches!(rest.first(), None | Some(b' ' | b':')))
            };
            match begin {
                _ if is(marks.begin) && (begin.is_some() || block.is_some()) => {
                    return Err(Damaged::Second(at + 1));
                }
                _ if is(marks.begin) => begin = Some(at),
                Some(from) if is(marks.end) => (begin, block) = (None, Some(from..at + 1)),
                None if is(marks.end) => return Err(Damaged::NoBegin(at + 1)),
                _ => {}
            }
        }
        begin.map_or(Ok(block), |from| Err(Damaged::NoEnd(from + 1)))
    }
}

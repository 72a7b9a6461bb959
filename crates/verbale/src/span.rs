//! Where words stand: [`Span`], in bytes, and its turn into code points.

/// A half-open stretch of the article's text, in bytes on character boundaries.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Default)]
pub struct Span {
    /// First byte.
    pub start: u32,
    /// One past the last byte.
    pub end: u32,
}

impl Span {
    /// The span from byte `start` to byte `end`.
    #[must_use]
    pub const fn new(start: u32, end: u32) -> Self {
        Self { start, end }
    }

    /// The words of this span in `text`.
    ///
    /// # Panics
    /// When the span does not lie on character boundaries of `text`: a span is
    /// only ever used with the text that it was made for.
    #[must_use]
    pub fn of(self, text: &str) -> &str {
        &text[self.start as usize..self.end as usize]
    }

    /// Whether `other` lies wholly inside this span.
    #[must_use]
    pub const fn contains(self, other: Self) -> bool {
        self.start <= other.start && other.end <= self.end
    }

    /// Whether the two share at least one byte.
    #[must_use]
    pub const fn overlaps(self, other: Self) -> bool {
        self.start < other.end && other.start < self.end
    }

    /// The smallest span that holds both.
    #[must_use]
    pub fn cover(self, other: Self) -> Self {
        Self::new(self.start.min(other.start), self.end.max(other.end))
    }

    /// Whether the span holds nothing.
    #[must_use]
    pub const fn is_empty(self) -> bool {
        self.start >= self.end
    }
}

/// Turns byte offsets of one text into offsets in Unicode code points, the
/// unit of every output.
#[derive(Debug, Clone)]
pub struct CodePoints {
    /// Code points before byte `64 * i`, or before the first boundary after it.
    every_64: Vec<u32>,
}

impl CodePoints {
    /// Counts the code points of `text` once.
    #[must_use]
    pub fn new(text: &str) -> Self {
        let mut every_64 = Vec::with_capacity(text.len() / 64 + 1);
        let mut count = 0;
        for (at, byte) in text.bytes().enumerate() {
            if at % 64 == 0 {
                every_64.push(count);
            }
            count += u32::from(byte & 0xC0 != 0x80);
        }
        Self { every_64 }
    }

    /// The number of code points before byte `at` of `text`, the text that
    /// this index was made for.
    #[must_use]
    pub fn at(&self, text: &str, at: u32) -> u32 {
        let at = at as usize;
        if at == 0 || self.every_64.is_empty() {
            return 0;
        }
        let block = (at / 64).min(self.every_64.len() - 1);
        let rest = text.as_bytes()[block * 64..at].iter().filter(|byte| **byte & 0xC0 != 0x80).count();
        self.every_64[block] + u32::try_from(rest).unwrap_or(u32::MAX)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn code_points_agree_with_counting_characters() {
        let text = "“Wörter” — 日本 and a long tail of plain words after them, so that a second block of sixty-four begins";
        let index = CodePoints::new(text);
        for (count, (at, _)) in text.char_indices().enumerate() {
            assert_eq!(index.at(text, at as u32) as usize, count);
        }
        assert_eq!(index.at(text, text.len() as u32) as usize, text.chars().count());
        assert_eq!(CodePoints::new("").at("", 0), 0);
    }
}

//! Classes of characters that spaCy's expressions name, and those of Python's `str`.

use compact_str::CompactString;

use super::{BadSection, Sections, bytes};

/// A class of characters; the discriminant is its bit in the section `lexis/char_classes`.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[repr(u16)]
pub(crate) enum Class {
    /// White space.
    Space = 1 << 0,
    /// A letter, as Python has it.
    Letter = 1 << 1,
    /// A capital letter.
    Capital = 1 << 2,
    /// A digit of any script, superscripts included.
    Digit = 1 << 3,
    /// A decimal digit of any script.
    Decimal = 1 << 4,
    /// A letter, number or underscore.
    Word = 1 << 5,
    /// A letter of the scripts that spaCy knows.
    Alpha = 1 << 6,
    /// Of those, one in lower case or without case.
    AlphaLower = 1 << 7,
    /// Of those, a capital or one without case.
    AlphaUpper = 1 << 8,
    /// A symbol, dingbat or emoji.
    Icon = 1 << 9,
    /// Alone a prefix.
    Prefix = 1 << 10,
    /// Alone a suffix.
    Suffix = 1 << 11,
    /// What makes a full stop after it a suffix.
    BeforeStop = 1 << 12,
    /// A quotation mark.
    Quote = 1 << 13,
    /// A character of the Unicode version that spaCy's Python has.
    Assigned = 1 << 14,
}

/// Characters of a block of the table.
const BLOCK: usize = 128;
const BLOCKS: usize = 0x11_0000 / BLOCK;

/// The class table: two stages, the number of the block's table (`u16`), then the tables (`u16` bits).
#[derive(Debug, Clone, Copy)]
pub(crate) struct Chars {
    stage: &'static [[u8; 2]],
    tables: &'static [[u8; 2]],
}

impl Chars {
    pub(crate) fn new(sections: Sections<'_>) -> Result<Self, BadSection> {
        const SECTION: &str = "lexis/char_classes";
        let bad = |reason| BadSection { section: SECTION, reason };
        let units = bytes(SECTION, sections)?.as_chunks::<2>().0;
        let (stage, tables) = units.split_at_checked(BLOCKS).ok_or(bad("too short"))?;
        let largest = stage.iter().map(|block| u16::from_le_bytes(*block)).max().unwrap_or(0);
        if tables.len() < (usize::from(largest) + 1) * BLOCK {
            return Err(bad("a table is missing"));
        }
        Ok(Self { stage, tables })
    }

    /// Whether a character is in a class.
    pub(crate) fn is(&self, c: char, class: Class) -> bool {
        self.bits(c) & class as u16 != 0
    }

    /// The bits of all classes that a character is in.
    pub(crate) fn bits(&self, c: char) -> u16 {
        let code = c as usize;
        let table = usize::from(u16::from_le_bytes(self.stage[code / BLOCK]));
        u16::from_le_bytes(self.tables[table * BLOCK + code % BLOCK])
    }

    /// Whether all characters are letters and there is one (`str.isalpha`).
    pub(crate) fn is_alpha(&self, text: &str) -> bool {
        !text.is_empty() && text.chars().all(|c| self.is(c, Class::Letter))
    }

    /// A word in lower case.
    ///
    /// Characters that a newer Unicode has added stay as they are, whatever the compiler's tables say: to
    /// spaCy they are no letters.
    pub(crate) fn lower(&self, word: &str) -> CompactString {
        if word.is_ascii() {
            let mut lower = CompactString::from(word);
            lower.make_ascii_lowercase();
            return lower;
        }
        let too_new = |c: char| !self.is(c, Class::Assigned);
        let mut lower = CompactString::default();
        for stretch in word.split_inclusive(too_new) {
            let last = stretch.chars().next_back().filter(|c| too_new(*c));
            let end = stretch.len() - last.map_or(0, char::len_utf8);
            lower.push_str(&stretch[..end].to_lowercase());
            lower.extend(last);
        }
        lower
    }

    /// The word's shape: `X`, `x` and `d` for capitals, other letters and digits, other characters as
    /// they are, runs cut at four; `LONG` for a word of a hundred characters or more.
    pub(crate) fn shape(&self, word: &str) -> CompactString {
        if word.len() >= 100 && word.chars().nth(99).is_some() {
            return CompactString::const_new("LONG");
        }
        let mut shape = CompactString::default();
        let (mut last, mut run) = (None, 0);
        for c in word.chars() {
            let bits = self.bits(c);
            let sort = if bits & Class::Letter as u16 != 0 {
                if bits & Class::Capital as u16 != 0 { 'X' } else { 'x' }
            } else if bits & Class::Digit as u16 != 0 {
                'd'
            } else {
                c
            };
            run = if last == Some(sort) { run + 1 } else { 0 };
            last = Some(sort);
            if run < 4 {
                shape.push(sort);
            }
        }
        shape
    }
}

/// The first character of a word.
pub(crate) fn prefix(word: &str) -> &str {
    &word[..word.chars().next().map_or(0, char::len_utf8)]
}

/// The last three characters of a word, or all of a shorter one.
pub(crate) fn suffix(word: &str) -> &str {
    let start = word.char_indices().rev().nth(2).map_or(0, |(at, _)| at);
    &word[start..]
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::Model;

    #[test]
    fn shapes() {
        let chars = &Model::bundled().lexis.tokenizer.chars;
        for (word, shape) in [
            ("Moscow", "Xxxxx"),
            ("G-20", "X-dd"),
            ("1,000", "d,ddd"),
            ("!!!!!!", "!!!!"),
            ("x²", "xd"),
            ("東京", "xx"),
            ("", ""),
        ] {
            assert_eq!(chars.shape(word), shape, "{word}");
        }
        assert_eq!(chars.shape(&"é".repeat(99)), "xxxx");
        assert_eq!(chars.shape(&"é".repeat(100)), "LONG");
    }

    #[test]
    fn ends_of_words() {
        assert_eq!((prefix("été"), suffix("été")), ("é", "été"));
        assert_eq!((prefix(""), suffix("Zürich")), ("", "ich"));
    }

    #[test]
    fn lower_case() {
        let chars = &Model::bundled().lexis.tokenizer.chars;
        for (word, lower) in [("NATO", "nato"), ("İ", "i\u{307}"), ("ΣΑΣ", "σας"), ("A\u{a7cb}", "a\u{a7cb}")]
        {
            assert_eq!(chars.lower(word), lower, "{word}");
        }
    }
}

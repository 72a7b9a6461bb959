//! The text side of the model: tokens, what can be read off a word's letters,
//! coarse tags and lemmas. All of it is table look-up and rules, as in spaCy;
//! the network is elsewhere.

mod affixes;
pub(crate) mod attribute_ruler;
pub(crate) mod chars;
pub(crate) mod lemmatizer;
mod table;
pub(crate) mod tokenizer;
mod url;

use std::fmt;

use attribute_ruler::AttributeRuler;
use lemmatizer::Lemmatizer;
use table::{HashedMap, StringMap};
use tokenizer::Tokenizer;

/// Gives the bytes of a named section of the model file, or nothing where it has none.
pub(crate) type Sections<'a> = &'a dyn Fn(&str) -> Option<&'static [u8]>;

/// A section of the model file that is missing or can't be read.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct BadSection {
    /// The section's name, as in `lexis/lemma_rules`.
    pub(crate) section: &'static str,
    /// What is wrong with it.
    pub(crate) reason: &'static str,
}

impl fmt::Display for BadSection {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "model section {}: {}", self.section, self.reason)
    }
}

impl std::error::Error for BadSection {}

/// Tokenizer, attribute ruler and lemmatizer of one model.
#[derive(Debug)]
pub(crate) struct Lexis {
    /// Cuts a text into tokens.
    pub(crate) tokenizer: Tokenizer,
    /// Gives coarse tags and morphology.
    pub(crate) attribute_ruler: AttributeRuler,
    /// Gives lemmas.
    pub(crate) lemmatizer: Lemmatizer,
}

impl Lexis {
    /// Reads the sections named `lexis/…`.
    pub(crate) fn new(sections: Sections<'_>) -> Result<Self, BadSection> {
        Ok(Self {
            tokenizer: Tokenizer::new(sections)?,
            attribute_ruler: AttributeRuler::new(sections)?,
            lemmatizer: Lemmatizer::new(sections)?,
        })
    }
}

fn bytes(section: &'static str, sections: Sections<'_>) -> Result<&'static [u8], BadSection> {
    sections(section).ok_or(BadSection { section, reason: "missing" })
}

fn lines(section: &'static str, sections: Sections<'_>) -> Result<std::str::Lines<'static>, BadSection> {
    let text = std::str::from_utf8(bytes(section, sections)?);
    Ok(text.map_err(|_| BadSection { section, reason: "not UTF-8" })?.lines())
}

fn map(section: &'static str, sections: Sections<'_>) -> Result<StringMap, BadSection> {
    StringMap::new(section, bytes(section, sections)?)
}

fn hashed_map(section: &'static str, sections: Sections<'_>) -> Result<HashedMap, BadSection> {
    HashedMap::new(section, bytes(section, sections)?)
}

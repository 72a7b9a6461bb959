//! What cues of speech do to the status of their content: `codebook/speech.toml`.

mod load;
#[cfg(test)]
mod tests;

use std::{collections::HashMap, ops::Range};

use compact_str::CompactString;

use super::{File, LoadError};
use crate::statements::{Attitude, Force};

/// The table of cues.
#[derive(Debug, Default)]
pub struct Speech {
    cues: Vec<Cue>,
    by_lemma: HashMap<(CuePos, CompactString), Vec<u16>>,
    /// Phrases by their first word: all words, and the row.
    phrases: HashMap<CompactString, Vec<(Vec<CompactString>, u16)>>,
    /// Names and words of outlets and agencies, in lower case.
    outlets: Vec<CompactString>,
    /// Verbs that carry a noun of speech: "make", "issue".
    light: Vec<CompactString>,
}

/// One row: words that do the same and take the same.
#[derive(Debug, Clone)]
pub struct Cue {
    /// Its name: `deny`, `noun.claim`.
    pub id: CompactString,
    /// Why the words stand together, in a sentence.
    pub why: String,
    /// What kind of word.
    pub pos: CuePos,
    /// In lower case; a verb with its particle, or a phrase, with blanks.
    pub lemmas: Vec<CompactString>,
    /// Speech, belief, intention or perception.
    pub attitude: Attitude,
    /// What it does to its content.
    pub force: Force,
    /// What its content may be.
    pub takes: Vec<Takes>,
    /// Where the addressee stands.
    pub addressee: Addressee,
    /// Sentences in which it is a cue, with source, cue and content marked.
    pub yes: Vec<Example>,
    /// Sentences in which it is none.
    pub no: Vec<Example>,
}

/// What kind of word a cue is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum CuePos {
    /// "said", "pointed out".
    Verb,
    /// "a warning that".
    Noun,
    /// "was adamant that".
    Adjective,
    /// "reportedly".
    Adverb,
    /// "according to".
    Phrase,
}

/// What a cue's content may be.
#[derive(Debug, Clone, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Takes {
    /// A quotation.
    Quote,
    /// A noun phrase and what it is to do: "urged both sides to stop".
    ObjectTo,
    /// A noun phrase and "as …".
    ObjectAs,
    /// A noun phrase and what it is called.
    ObjectPredicate,
    /// A noun phrase and the phrase under a preposition: "accused Kigali of …".
    ObjectPreposition(CompactString),
    /// A finite clause, with or without "that", or a question.
    That,
    /// An infinitive whose subject is the source.
    To,
    /// A gerund.
    Gerund,
    /// The phrase under a preposition: "called for a truce".
    Preposition(CompactString),
    /// What the subject is said, expected or seen to do.
    Raising,
    /// A noun phrase.
    Object,
}

impl std::fmt::Display for Takes {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self {
            Self::Quote => f.write_str("quote"),
            Self::ObjectTo => f.write_str("object to"),
            Self::ObjectAs => f.write_str("object as"),
            Self::ObjectPredicate => f.write_str("object predicate"),
            Self::ObjectPreposition(word) => write!(f, "object prep {word}"),
            Self::That => f.write_str("that"),
            Self::To => f.write_str("to"),
            Self::Gerund => f.write_str("ing"),
            Self::Preposition(word) => write!(f, "prep {word}"),
            Self::Raising => f.write_str("raising"),
            Self::Object => f.write_str("object"),
        }
    }
}

/// Where a cue's addressee stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Addressee {
    /// Under "to" or "with".
    #[default]
    To,
    /// As the object: "told reporters".
    Object,
}

/// A sentence with its words marked.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Example {
    /// The sentence without marks.
    pub text: String,
    /// What is marked, and where, in bytes of `text`.
    pub marks: Vec<(Mark, Range<usize>)>,
    /// Its line in the file, from 1.
    pub line: usize,
}

/// What the words of an example are.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Mark {
    /// Who says it.
    Source,
    /// The cue.
    Cue,
    /// What is said.
    Content,
}

impl Speech {
    /// Every row, in the order of the files.
    #[must_use]
    pub fn rows(&self) -> &[Cue] {
        &self.cues
    }

    /// The rows that hold a lemma (a verb with its particle: "point out"), the
    /// user's own first.
    pub fn of(&self, pos: CuePos, lemma: &str) -> impl Iterator<Item = &Cue> {
        self.by_lemma
            .get(&(pos, CompactString::from(lemma)))
            .into_iter()
            .flatten()
            .map(|row| &self.cues[usize::from(*row)])
    }

    /// The phrases that begin with a word, longest first, with their rows.
    pub(crate) fn phrases_from(&self, word: &str) -> impl Iterator<Item = (&[CompactString], &Cue)> {
        self.phrases
            .get(word)
            .into_iter()
            .flatten()
            .map(|(words, row)| (words.as_slice(), &self.cues[usize::from(*row)]))
    }

    /// Whether a word names an outlet or an agency, or is a part of such names.
    #[must_use]
    pub fn is_outlet(&self, word: &str) -> bool {
        self.outlets.iter().any(|outlet| outlet == word)
    }

    /// Whether a verb carries a noun of speech: "issued a warning".
    #[must_use]
    pub fn is_light(&self, lemma: &str) -> bool {
        self.light.iter().any(|light| light == lemma)
    }

    /// Builds the look-up from the rows.
    fn index(&mut self) {
        for (row, cue) in self.cues.iter().enumerate() {
            let row = u16::try_from(row).unwrap_or(u16::MAX);
            for lemma in &cue.lemmas {
                if cue.pos == CuePos::Phrase {
                    let words: Vec<CompactString> =
                        lemma.split_whitespace().map(CompactString::from).collect();
                    if let Some(first) = words.first().cloned() {
                        self.phrases.entry(first).or_default().push((words, row));
                    }
                } else {
                    self.by_lemma.entry((cue.pos, lemma.clone())).or_default().push(row);
                }
            }
        }
        for phrases in self.phrases.values_mut() {
            phrases.sort_by_key(|(words, _)| std::cmp::Reverse(words.len()));
        }
    }
}

/// Loads the shipped table and the user's: a user's row with the id of a
/// shipped one replaces it, and any other row of the user's is tried first.
pub(super) fn load(files: &[File<'_>], errors: &mut Vec<LoadError>) -> Speech {
    load::load(files, errors)
}

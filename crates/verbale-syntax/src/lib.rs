//! Tokens, tags, lemmas, dependency trees and names of English text.
//!
//! The answers are those of spaCy's `en_core_web_md` 3.8, computed from its
//! weights by our own inference. This crate knows nothing of politics.
#![deny(unsafe_code)]

mod hash;
mod inspect;
pub mod kernel;
mod labels;
mod layer;
mod lexis;
mod model;
mod ner;
pub mod pack;
mod parser;
mod tok2vec;
mod transitions;

pub use inspect::{Attributes, Word};
pub use kernel::Kernel;
pub use labels::{Dep, EntityLabel, Pos, Tag};
pub use model::{Model, Part};
pub use pack::PackError;

use compact_str::CompactString;

/// One token of a text: `text[start..end]`, offsets in bytes.
///
/// `head` is the index of the syntactic head in the same [`Parse`]; the root
/// of a sentence is its own head, as in spaCy.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Token {
    /// First byte.
    pub start: u32,
    /// One past the last byte.
    pub end: u32,
    /// Fine-grained Penn Treebank tag.
    pub tag: Tag,
    /// Coarse Universal POS tag.
    pub pos: Pos,
    /// Lemma from spaCy's rules.
    pub lemma: CompactString,
    /// Index of the head token.
    pub head: u32,
    /// Relation to the head, spaCy's English (ClearNLP) label.
    pub dep: Dep,
    /// Whether a sentence begins here.
    pub sentence_start: bool,
}

/// A named entity: `tokens[start..end]`.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Entity {
    /// First token.
    pub start: u32,
    /// One past the last token.
    pub end: u32,
    /// OntoNotes label.
    pub label: EntityLabel,
}

/// What the network says of one text (a paragraph).
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Parse {
    /// Tokens in order; together with the spaces between them they cover the text.
    pub tokens: Vec<Token>,
    /// Names in order, never overlapping.
    pub entities: Vec<Entity>,
}

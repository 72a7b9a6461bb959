//! Word lists: lemmas and short phrases of lemmas.

use std::collections::{BTreeMap, HashSet};

use compact_str::CompactString;

use crate::syntax::{Syntax, TokenId};

/// A set of lemmas, and of phrases given lemma by lemma.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Words {
    single: HashSet<CompactString>,
    /// By last word, so that a phrase is met at its head.
    phrases: BTreeMap<CompactString, Vec<Vec<CompactString>>>,
}

impl Words {
    /// Adds a lemma or a phrase.
    pub(super) fn add(&mut self, entry: &str) {
        let mut words: Vec<CompactString> =
            entry.split_whitespace().map(|w| CompactString::from(w.to_lowercase())).collect();
        match words.pop() {
            Some(last) if words.is_empty() => {
                self.single.insert(last);
            }
            Some(last) => self.phrases.entry(last).or_default().push(words),
            None => {}
        }
    }

    /// Adds another list.
    pub(super) fn extend(&mut self, other: &Self) {
        self.single.extend(other.single.iter().cloned());
        for (last, phrases) in &other.phrases {
            self.phrases.entry(last.clone()).or_default().extend(phrases.iter().cloned());
        }
    }

    /// Whether the list is empty.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.single.is_empty() && self.phrases.is_empty()
    }

    /// Whether the list holds this single lemma.
    #[must_use]
    pub fn has(&self, lemma: &str) -> bool {
        self.single.contains(lemma)
    }

    /// Every last word, in alphabetical order: what an index needs.
    pub(super) fn last_words(&self) -> impl Iterator<Item = &CompactString> {
        let mut all: Vec<&CompactString> = self.single.iter().chain(self.phrases.keys()).collect();
        all.sort_unstable();
        all.dedup();
        all.into_iter()
    }

    /// Whether the token is a word of the list or the last word of a phrase
    /// whose other words stand right before it. The lemma counts, and so does
    /// the word as it is written.
    #[must_use]
    pub fn at(&self, syntax: &Syntax, token: TokenId) -> bool {
        let word = syntax.token(token);
        if self.single.contains(word.lemma.as_str()) || self.single.contains(word.lower.as_str()) {
            return true;
        }
        if self.phrases.is_empty() {
            return false;
        }
        [word.lemma.as_str(), word.lower.as_str()]
            .iter()
            .filter_map(|last| self.phrases.get(*last))
            .flatten()
            .any(|before| {
                let Some(start) = token.index().checked_sub(before.len()) else { return false };
                before
                    .iter()
                    .zip(&syntax.tokens[start..token.index()])
                    .all(|(want, have)| *want == have.lemma.to_lowercase().as_str() || *want == have.lower)
            })
    }

    /// The first token of a range that is a word of the list.
    #[must_use]
    pub fn find(&self, syntax: &Syntax, tokens: std::ops::Range<u32>) -> Option<TokenId> {
        tokens.map(TokenId).find(|token| self.at(syntax, *token))
    }

    /// The words in alphabetical order, for print.
    #[must_use]
    pub fn sorted(&self) -> Vec<String> {
        let mut out: Vec<String> = self.single.iter().map(ToString::to_string).collect();
        for (last, phrases) in &self.phrases {
            out.extend(phrases.iter().map(|phrase| format!("{} {last}", phrase.join(" "))));
        }
        out.sort_unstable();
        out
    }
}

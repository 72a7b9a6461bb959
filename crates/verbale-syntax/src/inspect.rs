//! A look at single steps, for comparing each with spaCy.

use compact_str::CompactString;

use crate::lexis::chars::{prefix, suffix};
use crate::{Dep, Model, Pos, Tag};

/// What is read off a word before the network runs.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Word {
    /// First byte.
    pub start: u32,
    /// One past the last byte.
    pub end: u32,
    /// Whether one plain space follows, which belongs to no token.
    pub space_after: bool,
    /// Normal form.
    pub norm: CompactString,
    /// First character.
    pub prefix: CompactString,
    /// Last three characters.
    pub suffix: CompactString,
    /// Shape, as in `Xxxx` or `dd`.
    pub shape: CompactString,
}

/// What rules make of a word's tag and label.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Attributes {
    /// Coarse tag.
    pub pos: Pos,
    /// Universal features as in `Number=Sing|Person=3`.
    pub morph: &'static str,
    /// Lemma.
    pub lemma: CompactString,
}

impl Model {
    /// The tokens of a text, without running the network.
    #[must_use]
    pub fn words(&self, text: &str) -> Vec<Word> {
        let lexemes = self.lexis.tokenizer.tokenize(text);
        let word = |lexeme: crate::lexis::tokenizer::Lexeme| {
            let written = &text[lexeme.start as usize..lexeme.end as usize];
            Word {
                start: lexeme.start,
                end: lexeme.end,
                space_after: lexeme.spacy,
                norm: lexeme.norm,
                prefix: prefix(written).into(),
                suffix: suffix(written).into(),
                shape: self.lexis.tokenizer.chars.shape(written),
            }
        };
        lexemes.into_iter().map(word).collect()
    }

    /// What the rules make of given words, tags and labels. Words beyond the shortest slice are left out.
    #[must_use]
    pub fn attributes(&self, words: &[&str], tags: &[Tag], deps: &[Dep]) -> Vec<Attributes> {
        let count = words.len().min(tags.len()).min(deps.len());
        let (mut tags, mut deps) = (tags[..count].to_vec(), deps[..count].to_vec());
        let attributes = self.lexis.attribute_ruler.apply(&words[..count], &mut tags, &mut deps);
        let lemma = |(word, a): (&&str, &crate::lexis::attribute_ruler::Attributes)| Attributes {
            pos: a.pos,
            morph: a.morph,
            lemma: self.lexis.lemmatizer.lemma(word, a),
        };
        words.iter().zip(&attributes).map(lemma).collect()
    }
}

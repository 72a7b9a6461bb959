//! Mentions: every noun phrase or pronoun that may name a party.

use crate::{
    clauses::Clauses,
    codebook::Codebook,
    span::Span,
    syntax::{EntityLabel, Syntax, TokenId},
};

/// Index of a mention in [`Mentions::all`].
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct MentionId(pub u32);

/// The mentions of an article.
#[derive(Debug, Clone, Default)]
pub struct Mentions {
    /// In the order of their heads.
    pub all: Vec<Mention>,
    /// The mention whose head (or any word of whose name) a token is.
    pub of_token: Vec<Option<MentionId>>,
}

/// One noun phrase or pronoun.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Mention {
    /// Its own id.
    pub id: MentionId,
    /// Its head word.
    pub head: TokenId,
    /// Its words: determiner, title, modifiers and name, without relative
    /// clauses and appositions.
    pub span: Span,
    /// The words of the name alone, without title and modifiers, for a name.
    pub name: Span,
    /// Name, description or pronoun.
    pub form: MentionForm,
    /// What the network calls the name.
    pub label: Option<EntityLabel>,
    /// Whether it stands for more than one.
    pub plural: bool,
}

/// What a mention is made of.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum MentionForm {
    /// A proper name, perhaps with title or office before it.
    Name,
    /// A description: "the US politician", "villagers".
    Nominal,
    /// A pronoun, possessive ones included.
    Pronoun,
}

impl Mentions {
    /// The mention.
    #[must_use]
    pub fn get(&self, id: MentionId) -> &Mention {
        &self.all[id.0 as usize]
    }

    /// The mention that a token heads or names.
    #[must_use]
    pub fn at(&self, token: TokenId) -> Option<&Mention> {
        self.of_token.get(token.index()).copied().flatten().map(|id| self.get(id))
    }
}

/// Finds the mentions of an article.
#[must_use]
pub fn find(_text: &str, syntax: &Syntax, _clauses: &Clauses, _codebook: &Codebook) -> Mentions {
    Mentions { all: Vec::new(), of_token: vec![None; syntax.tokens.len()] }
}

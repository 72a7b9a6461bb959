//! Mentions: every noun phrase or pronoun that may name a party.
//!
//! A noun phrase is read in three parts: what stands before the name (article,
//! nationality, title), the name, and what hangs on it. The tables decide first
//! (they know "Kremlin" and "Hamas" in any headline), then the tree, then the
//! network's names. Nationalities, possessors and names in front of a noun are
//! mentions of their own: "the US response" mentions the United States.

mod known;
mod parts;
mod phrase;
pub(crate) mod shape;

use std::ops::Range;

use crate::{
    clauses::Clauses,
    codebook::{
        Codebook,
        actors::{Known, RoleId},
    },
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
    /// The mention whose head (or any word of whose name or title) a token is.
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
    /// The words of the name alone, without title and modifiers, for a name;
    /// the noun with what belongs to it ("foreign minister") for a description.
    pub name: Span,
    /// Name, description or pronoun.
    pub form: MentionForm,
    /// What the network calls the name.
    pub label: Option<EntityLabel>,
    /// Whether it stands for more than one.
    pub plural: bool,
    /// What the tables know of the name, the better claim first.
    pub known: Vec<Known>,
    /// What the noun of a description, or the title before a name, says.
    pub role: Option<RoleId>,
    /// Where it stands in its phrase.
    pub place: MentionPlace,
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

/// Where a mention stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum MentionPlace {
    /// It heads a phrase of its own.
    Head,
    /// It owns what follows: "Russia's demands", "their".
    Possessor,
    /// It stands before a noun: "Russian troops", "the US response".
    Modifier,
}

impl Mention {
    /// The tokens of its name.
    #[must_use]
    pub fn name_tokens(&self, syntax: &Syntax) -> Range<u32> {
        syntax.tokens_in(self.name)
    }
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

    /// The mentions whose heads stand in a stretch of text, in order.
    pub fn within<'a>(&'a self, span: Span, syntax: &'a Syntax) -> impl Iterator<Item = &'a Mention> {
        let from = self.all.partition_point(|mention| syntax.token(mention.head).span.start < span.start);
        self.all[from..].iter().take_while(move |mention| syntax.token(mention.head).span.start < span.end)
    }
}

/// Finds the mentions of an article.
#[must_use]
pub fn find(text: &str, syntax: &Syntax, _clauses: &Clauses, codebook: &Codebook) -> Mentions {
    let names = known::find(text, syntax, &codebook.actors);
    let mut all = phrase::find(text, syntax, codebook, &names);
    all.sort_by_key(|mention| (mention.head, mention.span.start));
    let mut of_token = vec![None; syntax.tokens.len()];
    for (at, mention) in all.iter_mut().enumerate() {
        mention.id = MentionId(at as u32);
        for token in syntax.tokens_in(mention.name) {
            of_token[token as usize] = Some(mention.id);
        }
    }
    for mention in &all {
        of_token[mention.head.index()] = Some(mention.id);
    }
    // A tree may take the title for the head of the phrase: its words lead to
    // the mention where they belong to no other.
    for mention in all.iter().filter(|mention| mention.form == MentionForm::Name) {
        for token in syntax.tokens_in(mention.span) {
            let noun = matches!(
                syntax.tokens[token as usize].pos,
                crate::syntax::Pos::Noun | crate::syntax::Pos::Propn
            );
            if noun && of_token[token as usize].is_none() {
                of_token[token as usize] = Some(mention.id);
            }
        }
    }
    Mentions { all, of_token }
}

#[cfg(test)]
mod tests;

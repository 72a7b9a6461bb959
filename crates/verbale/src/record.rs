//! The record: what the article says, ready for printing (schema `verbale/1`).

use crate::{
    actors::Actors, article::Article, document::Document, events::Events, mentions::Mentions, places::Places,
    positions::Positions, statements::Statements, times::Times,
};

/// Every layer that the output needs, with the article.
#[derive(Debug)]
pub struct Record {
    /// The article.
    pub article: Article,
    /// Paragraphs.
    pub document: Document,
    /// Noun phrases.
    pub mentions: Mentions,
    /// Time expressions.
    pub times: Times,
    /// Place names.
    pub places: Places,
    /// Attributions.
    pub statements: Statements,
    /// Parties.
    pub actors: Actors,
    /// Acts.
    pub events: Events,
    /// What parties hold.
    pub positions: Positions,
    /// Doubts about the whole article.
    pub notes: Vec<String>,
}

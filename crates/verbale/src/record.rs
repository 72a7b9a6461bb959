//! The record: what the article says, ready for printing (schema `verbale/1`).

use crate::{article::Article, pipeline::Layers};

/// The article with every layer.
#[derive(Debug)]
pub struct Record {
    /// The article.
    pub article: Article,
    /// What was read in it.
    pub layers: Layers,
    /// Doubts about the whole article.
    pub notes: Vec<String>,
}

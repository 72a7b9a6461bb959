//! The whole way of an article, on one screen.

use crate::{
    actors,
    article::Article,
    clauses,
    codebook::Codebook,
    document, events, mentions, places, positions,
    record::Record,
    statements,
    syntax::{self, Model},
    times,
};

/// What reads: the network and the knowledge. Loaded once, shared by threads.
#[derive(Debug, Clone, Copy)]
pub struct Reader<'a> {
    /// The syntax network.
    pub model: &'a Model,
    /// The knowledge.
    pub codebook: &'a Codebook,
}

/// Reads an article. Coding never fails: doubt becomes a note.
#[must_use]
pub fn code(article: Article, reader: Reader<'_>) -> Record {
    let Reader { model, codebook } = reader;
    let text = article.text.as_str();
    let date = article.date;

    let document = document::read(&article);
    let syntax = syntax::parse(&document, text, model);
    let clauses = clauses::build(&syntax);
    let mentions = mentions::find(text, &syntax, &clauses, codebook);
    let times = times::find(text, date, &document, &syntax);
    let places = places::find(text, &document, &syntax, &mentions, codebook);
    let statements = statements::find(text, &document, &syntax, &clauses, &mentions, codebook);
    let actors = actors::resolve(text, date, &document, &syntax, &mentions, &statements, codebook);
    let events = events::find(events::Read {
        text,
        date,
        document: &document,
        syntax: &syntax,
        clauses: &clauses,
        mentions: &mentions,
        times: &times,
        places: &places,
        statements: &statements,
        actors: &actors,
        codebook,
    });
    let positions = positions::derive(&events, &statements, &times);

    let notes = Vec::new();
    Record { article, document, mentions, times, places, statements, actors, events, positions, notes }
}

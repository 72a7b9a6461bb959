//! The whole way of an article, on one screen.

use verbale_ranker::Ranker;

use crate::{
    actors::{self, Actors},
    article::Article,
    clauses::{self, Clauses},
    codebook::Codebook,
    document::{self, Document},
    events::{self, Events},
    mentions::{self, Mentions},
    places::{self, Places},
    positions::{self, Positions},
    record::{Numbers, Record},
    statements::{self, Statements},
    syntax::{self, Model, Syntax},
    times::{self, Times},
};

/// What reads: the network and the knowledge. Loaded once, shared by threads.
#[derive(Debug, Clone, Copy)]
pub struct Reader<'a> {
    /// The syntax network.
    pub model: &'a Model,
    /// The knowledge.
    pub codebook: &'a Codebook,
    /// The learned ranker, where it may propose what no rule finds.
    pub ranker: Option<&'a Ranker>,
}

impl Reader<'static> {
    /// The network, the codebook and the ranker that ship with the program.
    #[must_use]
    pub fn bundled() -> Self {
        Self { ranker: Some(Ranker::bundled()), ..Self::rules_alone() }
    }

    /// The network and the codebook that ship with the program; the ranker proposes nothing.
    #[must_use]
    pub fn rules_alone() -> Self {
        Self { model: Model::bundled(), codebook: Codebook::bundled(), ranker: None }
    }
}

/// Every layer of one article, each made from those before it.
#[derive(Debug)]
#[allow(missing_docs, reason = "each field is the layer of its type")]
pub struct Layers {
    pub document: Document,
    pub syntax: Syntax,
    pub clauses: Clauses,
    pub mentions: Mentions,
    pub times: Times,
    pub places: Places,
    pub statements: Statements,
    pub actors: Actors,
    pub events: Events,
    pub positions: Positions,
}

impl Layers {
    /// The layers as the events stage reads them, for explaining what it did.
    #[must_use]
    pub fn as_read<'a>(
        &'a self,
        text: &'a str,
        date: jiff::civil::Date,
        codebook: &'a Codebook,
    ) -> events::Read<'a> {
        events::Read {
            text,
            date,
            document: &self.document,
            syntax: &self.syntax,
            clauses: &self.clauses,
            mentions: &self.mentions,
            times: &self.times,
            places: &self.places,
            statements: &self.statements,
            actors: &self.actors,
            codebook,
            ranker: None,
        }
    }
}

/// Reads an article, layer by layer. Coding never fails: doubt becomes a note.
#[must_use]
pub fn read(article: &Article, reader: Reader<'_>) -> Layers {
    let Reader { model, codebook, ranker } = reader;
    let text = article.text.as_str();
    let date = article.date;

    let document = document::read(article);
    let syntax = syntax::parse(&document, text, model);
    let clauses = clauses::build(&syntax, &codebook.words);
    let mentions = mentions::find(text, &syntax, &clauses, codebook);
    let times = times::find(text, date, &document, &syntax);
    let places = places::find(text, &document, &syntax, &mentions, codebook);
    let statements = statements::find(text, &document, &syntax, &clauses, &mentions, codebook);
    let actors = actors::resolve(text, date, &syntax, &mentions, &places, &statements, codebook);
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
        ranker,
    });
    let positions = positions::derive(text, &events);
    Layers { document, syntax, clauses, mentions, times, places, statements, actors, events, positions }
}

/// Codes an article: reads it and keeps what the output needs.
#[must_use]
pub fn code(article: Article, reader: Reader<'_>) -> Record {
    let layers = read(&article, reader);
    let codebook_sha256 = reader.codebook.sha256.clone();
    let plover = &reader.codebook.rules.plover;
    let numbers = (layers.events.all.iter())
        .map(|event| Numbers {
            quad_code: plover.quad(event.event),
            event_scale: plover.scale(event.event, &event.mode),
        })
        .collect();
    let (fast, rules_alone) = (reader.model.is_fast(), reader.ranker.is_none());
    Record { article, layers, numbers, codebook_sha256, fast, rules_alone, notes: Vec::new() }
}

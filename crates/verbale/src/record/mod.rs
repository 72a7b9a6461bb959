//! The record: what the article says, ready for printing (schema `verbale/1`,
//! `docs/record.schema.json`).

mod digest;
mod escape;
mod export;
mod json;

pub use digest::{sha256_hex, with_user_files};
pub use escape::{Escaped, is_unprintable, json_line};
pub use export::Export;

use crate::{
    article::Article,
    events::{Event, EventId, EventType, Status},
    pipeline::Layers,
    positions::Position,
    span::CodePoints,
};

/// The name of the schema that [`Record::to_json`] follows.
pub const SCHEMA: &str = "verbale/1";

/// SHA-256 of the shipped codebook: every file below `codebook/`, in the order
/// of their paths.
pub const CODEBOOK_SHA256: &str = env!("VERBALE_CODEBOOK_SHA256");

/// SHA-256 of the shipped weights: every file below `models/`, in the order
/// of their paths.
pub const MODELS_SHA256: &str = env!("VERBALE_MODELS_SHA256");

/// The article with every layer.
#[derive(Debug)]
pub struct Record {
    /// The article.
    pub article: Article,
    /// What was read in it.
    pub layers: Layers,
    /// PLOVER's numbers of each event, by [`EventId`].
    pub numbers: Vec<Numbers>,
    /// Digest of the codebook that it was read with.
    pub codebook_sha256: String,
    /// Whether the network ran in eight bits ([`crate::syntax::Model::fast`]).
    pub fast: bool,
    /// Whether the rules were alone, without [`Reader::ranker`](crate::Reader::ranker).
    pub rules_alone: bool,
    /// Doubts about the whole article.
    pub notes: Vec<String>,
}

/// PLOVER's numbers of an event, from `codebook/plover.toml`.
#[derive(Debug, Clone, Copy, PartialEq, Default)]
pub struct Numbers {
    /// 1 verbal cooperation, 2 material cooperation, 3 verbal conflict, 4
    /// material conflict.
    pub quad_code: u8,
    /// From -10 (most conflict) to 10 (most cooperation).
    pub event_scale: f32,
}

/// What to leave in or out of the output.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Options<'a> {
    /// Keep the article's text.
    pub text: bool,
    /// Keep the events that exist only as the content of another.
    pub embedded: bool,
    /// Put an apostrophe before cells of tables that a spreadsheet could take
    /// for a formula.
    pub formula_safe: bool,
    /// Which events are kept beside that, and the positions that follow from them.
    pub filter: Filter<'a>,
}

impl Default for Options<'_> {
    fn default() -> Self {
        Self { text: true, embedded: false, formula_safe: false, filter: Filter::default() }
    }
}

/// Which events are kept; by default all of them.
#[derive(Debug, Clone, Copy, PartialEq, Default)]
pub struct Filter<'a> {
    /// Only events of these statuses; all where there are none.
    pub status: &'a [Status],
    /// Only events of these types; all where there are none.
    pub event: &'a [EventType],
    /// Only events whose confidence, as printed, is at least this. An event
    /// without a confidence has not been shown to reach it, and is left out.
    pub min_confidence: Option<f64>,
}

impl Options<'_> {
    /// Whether the output holds this event.
    #[must_use]
    pub fn shows(&self, event: &Event) -> bool {
        (self.embedded || event.parent.is_none()) && self.filter.keeps(event)
    }
}

impl Filter<'_> {
    /// Whether it lets the event through.
    #[must_use]
    pub fn keeps(&self, event: &Event) -> bool {
        (self.status.is_empty() || self.status.contains(&event.status))
            && (self.event.is_empty() || self.event.contains(&event.event))
            && self.min_confidence.is_none_or(|least| event.printed_confidence().is_some_and(|p| p >= least))
    }
}

impl Record {
    /// The article's id: the user's own, else the first 16 hex digits of the
    /// text's SHA-256.
    #[must_use]
    pub fn id(&self) -> String {
        match &self.article.id {
            Some(id) => id.clone(),
            None => sha256_hex(self.article.text.as_bytes())[..16].to_owned(),
        }
    }

    /// The record as one line of JSON, without the line break. Offsets are in
    /// Unicode code points. Control characters are escaped, those beyond ASCII
    /// too, so that the line is safe on a terminal.
    #[must_use]
    pub fn to_json(&self, options: Options<'_>) -> String {
        json::line(self, options)
    }

    /// PLOVER's numbers of an event.
    #[must_use]
    pub fn numbers_of(&self, event: EventId) -> Numbers {
        self.numbers.get(event.0 as usize).copied().unwrap_or_default()
    }

    /// The events that the options let through, in the order of the text.
    pub fn events<'a>(&'a self, options: Options<'a>) -> impl Iterator<Item = &'a Event> {
        self.layers.events.all.iter().filter(move |event| options.shows(event))
    }

    /// The positions that the options let through, with their places in the
    /// record. Those of events that are shown only on request are always told.
    pub fn positions<'a>(&'a self, options: Options<'a>) -> impl Iterator<Item = (usize, &'a Position)> {
        let Layers { events, positions, .. } = &self.layers;
        (positions.all.iter().enumerate())
            .filter(move |(_, position)| options.filter.keeps(events.get(position.event)))
    }

    /// Doubts about the article and about single readings in it.
    pub fn all_notes(&self) -> impl Iterator<Item = &str> {
        let Layers { actors, events, .. } = &self.layers;
        self.notes.iter().chain(&actors.notes).chain(&events.notes).map(String::as_str)
    }

    /// The events' lasting ids, by [`EventId`]: 16 hex digits of a SHA-256 over
    /// the article's id, the trigger's code points, the parent's `uid` and a
    /// count among events that share all three. Neither type nor rule takes
    /// part, so that a better codebook keeps them.
    #[must_use]
    pub fn uids(&self) -> Vec<String> {
        let article = self.id();
        let text = &self.article.text;
        let points = CodePoints::new(text);
        let all = &self.layers.events.all;
        let mut uids: Vec<Option<String>> = vec![None; all.len()];
        let mut taken = std::collections::HashSet::new();
        for first in 0..all.len() {
            // The chain of parents first; it is cut where it would close a ring.
            let mut chain = vec![EventId(first as u32)];
            while let Some(parent) = chain.last().and_then(|id| all[id.0 as usize].parent) {
                if chain.contains(&parent) || parent.0 as usize >= all.len() {
                    break;
                }
                chain.push(parent);
            }
            for id in chain.into_iter().rev() {
                let at = id.0 as usize;
                if uids[at].is_some() {
                    continue;
                }
                let event = &all[at];
                let parent = event.parent.and_then(|parent| uids.get(parent.0 as usize)?.clone());
                let trigger = event.evidence.trigger;
                let (start, end) = (points.at(text, trigger.start), points.at(text, trigger.end));
                let uid = (0_u32..)
                    .map(|count| {
                        let parent = parent.as_deref().unwrap_or("");
                        sha256_hex(format!("{article}\0{start}-{end}\0{parent}\0{count}").as_bytes())[..16]
                            .to_owned()
                    })
                    .find(|uid| taken.insert(uid.clone()));
                uids[at] = uid;
            }
        }
        uids.into_iter().map(Option::unwrap_or_default).collect()
    }
}

//! Events: the acts that the article reports, with PLOVER type and status.

mod assemble;
pub mod check;
mod contents;
pub mod dates;
mod details;
mod directed;
mod explain;
mod inhabitants;
mod labels;
mod matcher;
mod meaning;
mod parents;
mod parties;
pub mod place;
mod proposals;
mod roles;
mod status;
mod steps;
#[cfg(test)]
mod tests;

use compact_str::CompactString;
use jiff::civil::Date;
use verbale_ranker::Ranker;

pub use explain::{Tried, explain, sentence_of};
pub use labels::{Context, DateFrom, EventType, Mode, Status};

use crate::{
    actors::{ActorId, Actors},
    clauses::{ClauseId, Clauses},
    codebook::{Codebook, RuleName},
    document::Document,
    mentions::Mentions,
    places::{PlaceId, Places},
    positions::PositionKind,
    span::Span,
    statements::{StatementId, Statements, Through},
    syntax::{Syntax, TokenId},
    times::{TimeId, Times},
};

/// Index of an event in [`Events::all`].
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct EventId(pub u32);

/// The events of an article, embedded ones included, in the order of their triggers.
#[derive(Debug, Clone, Default)]
pub struct Events {
    /// In the order of the text.
    pub all: Vec<Event>,
    /// Doubts: rules that tied, a trigger cut short.
    pub notes: Vec<String>,
}

/// One act.
#[derive(Debug, Clone)]
pub struct Event {
    /// Its own id.
    pub id: EventId,
    /// The event as whose content this one exists; none for the article's own.
    pub parent: Option<EventId>,
    /// The events that are this one's content.
    pub about: Vec<EventId>,
    /// PLOVER type.
    pub event: EventType,
    /// PLOVER modes.
    pub mode: Vec<Mode>,
    /// PLOVER contexts.
    pub context: Vec<Context>,
    /// CAMEO code, as fine as the rule gives it.
    pub cameo: Option<CompactString>,
    /// Who does it.
    pub actor: Vec<ActorId>,
    /// To whom it is directed.
    pub recipient: Vec<ActorId>,
    /// First and last day of the act.
    pub date: Option<(Date, Date)>,
    /// Where that day comes from.
    pub date_from: DateFrom,
    /// Where the act takes place.
    pub place: Option<PlaceId>,
    /// How many are dead, injured, arrested.
    pub size: Option<Size>,
    /// Status of the act itself.
    pub status: Status,
    /// Status of what is demanded, threatened, promised or denied.
    pub content_status: Option<Status>,
    /// The words of what is demanded, threatened, promised, denied.
    pub content: Option<Span>,
    /// The parts of the content that are acts of their own; empty where it is one.
    pub parts: Vec<Span>,
    /// The words of the condition.
    pub condition: Option<Span>,
    /// The statement inside whose content the act stands.
    pub said_in: Option<StatementId>,
    /// The statement that the act is: where its words stand.
    pub statement: Option<StatementId>,
    /// Through whom it reached the paper.
    pub via: Vec<Through>,
    /// Where all this stands.
    pub evidence: Evidence,
    /// The rule that fired.
    pub rule: RuleName,
    /// Probability that type and both actors are right; none until calibrated.
    pub confidence: Option<f32>,
    /// The clause that it was read from.
    pub clause: ClauseId,
    /// The position that its actor takes by it.
    pub holds: Option<PositionKind>,
    /// By when what is demanded, threatened or promised is to be done.
    pub deadline: Option<TimeId>,
}

impl Event {
    /// The confidence as every output prints it, with two decimals.
    #[must_use]
    pub fn printed_confidence(&self) -> Option<f64> {
        self.confidence.map(|p| (f64::from(p) * 100.0).round() / 100.0)
    }
}

/// The words of an event.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Evidence {
    /// The sentence.
    pub sentence: Span,
    /// The trigger.
    pub trigger: Span,
    /// The trigger's head word.
    pub trigger_token: TokenId,
    /// The words that name the actors here.
    pub actor: Vec<Span>,
    /// The words that name the recipients here.
    pub recipient: Vec<Span>,
}

/// Numbers of people, each from least to most as reported.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Size {
    /// Killed.
    pub dead: Option<(u32, u32)>,
    /// Injured.
    pub injured: Option<(u32, u32)>,
    /// Arrested.
    pub arrested: Option<(u32, u32)>,
}

impl Events {
    /// The event.
    #[must_use]
    pub fn get(&self, id: EventId) -> &Event {
        &self.all[id.0 as usize]
    }

    /// Whether an event names the actor among its parties.
    #[must_use]
    pub fn name(&self, actor: ActorId) -> bool {
        self.all.iter().any(|event| event.actor.contains(&actor) || event.recipient.contains(&actor))
    }
}

/// The layers that events are read from.
#[derive(Debug, Clone, Copy)]
pub struct Read<'a> {
    /// The article's text.
    pub text: &'a str,
    /// The article's date.
    pub date: Date,
    /// Paragraphs.
    pub document: &'a Document,
    /// Tokens and trees.
    pub syntax: &'a Syntax,
    /// Predicates with roles.
    pub clauses: &'a Clauses,
    /// Noun phrases.
    pub mentions: &'a Mentions,
    /// Time expressions.
    pub times: &'a Times,
    /// Place names.
    pub places: &'a Places,
    /// Attributions.
    pub statements: &'a Statements,
    /// Parties.
    pub actors: &'a Actors,
    /// The knowledge.
    pub codebook: &'a Codebook,
    /// The learned ranker, where it may propose what no rule finds.
    pub ranker: Option<&'a Ranker>,
}

/// Finds the events of an article: at each clause the codebook's rules are
/// tried, and what matches gets its status, its parent and its evidence.
#[must_use]
pub fn find(read: Read<'_>) -> Events {
    assemble::find(&read)
}

//! Positions: what a party holds toward another, derived from events.

use crate::{
    actors::ActorId,
    events::{EventId, Events},
    span::Span,
    statements::{StatementId, Statements},
    times::{TimeId, Times},
};

/// The positions of an article, one however often it is repeated.
#[derive(Debug, Clone, Default)]
pub struct Positions {
    /// In the order of their events.
    pub all: Vec<Position>,
}

/// What a party holds toward another.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Position {
    /// What is held.
    pub kind: PositionKind,
    /// Who commits.
    pub holder: Vec<ActorId>,
    /// The addressee, else who is affected.
    pub toward: Vec<ActorId>,
    /// The words of it.
    pub content: Option<Span>,
    /// The words of its condition.
    pub condition: Option<Span>,
    /// By when.
    pub deadline: Option<TimeId>,
    /// The event it comes from.
    pub event: EventId,
    /// Where its words stand.
    pub statement: Option<StatementId>,
    /// The statement inside whose content it stands.
    pub said_in: Option<StatementId>,
}

/// The kinds of positions.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum PositionKind {
    /// REQUEST.
    Demand,
    /// THREATEN.
    Threat,
    /// AGREE or CONCEDE with a future act.
    Pledge,
    /// A pledge to which the other must consent.
    Offer,
    /// REJECT of a proposal.
    Refusal,
    /// REJECT of an allegation.
    Denial,
    /// ACCUSE.
    Accusation,
    /// Waiting, hoping, believing that somebody will.
    Expectation,
    /// An own future act without addressee.
    Plan,
    /// Praise or judgement in words.
    Assessment,
}

impl PositionKind {
    /// The name in the record.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Demand => "demand",
            Self::Threat => "threat",
            Self::Pledge => "pledge",
            Self::Offer => "offer",
            Self::Refusal => "refusal",
            Self::Denial => "denial",
            Self::Accusation => "accusation",
            Self::Expectation => "expectation",
            Self::Plan => "plan",
            Self::Assessment => "assessment",
        }
    }
}

/// Derives the positions of an article from its events.
#[must_use]
pub fn derive(_events: &Events, _statements: &Statements, _times: &Times) -> Positions {
    Positions::default()
}

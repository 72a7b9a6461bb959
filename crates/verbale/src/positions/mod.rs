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

macro_rules! kinds {
    ($($variant:ident = $text:literal, $doc:literal;)*) => {
        /// The kinds of positions.
        #[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
        pub enum PositionKind { $(#[doc = $doc] $variant),* }

        impl PositionKind {
            /// Every kind.
            pub const ALL: &'static [Self] = &[$(Self::$variant),*];

            /// The name in the record.
            #[must_use]
            pub const fn as_str(self) -> &'static str {
                match self { $(Self::$variant => $text),* }
            }

            /// The kind of this name.
            #[must_use]
            pub fn from_label(text: &str) -> Option<Self> {
                match text { $($text => Some(Self::$variant),)* _ => None }
            }
        }
    };
}

kinds! {
    Demand = "demand", "REQUEST.";
    Threat = "threat", "THREATEN.";
    Pledge = "pledge", "AGREE or CONCEDE with a future act.";
    Offer = "offer", "A pledge to which the other must consent.";
    Refusal = "refusal", "REJECT of a proposal.";
    Denial = "denial", "REJECT of an allegation.";
    Accusation = "accusation", "ACCUSE.";
    Expectation = "expectation", "Waiting, hoping, believing that somebody will.";
    Plan = "plan", "An own future act without addressee.";
    Assessment = "assessment", "Praise or judgement in words.";
}

/// Derives the positions of an article from its events.
#[must_use]
pub fn derive(_events: &Events, _statements: &Statements, _times: &Times) -> Positions {
    Positions::default()
}

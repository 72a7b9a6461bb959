//! Positions: what a party holds toward another, derived from events.

use crate::{
    actors::ActorId,
    events::{EventId, Events, Status},
    span::Span,
    statements::StatementId,
    times::TimeId,
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

/// Derives the positions of an article from its events: from each that is the
/// article's own and took place in words. An act that may be, or was not done,
/// commits nobody; of the same position held twice the first stays, with the
/// condition and deadline that any of them gives.
#[must_use]
pub fn derive(text: &str, events: &Events) -> Positions {
    let mut positions = Positions::default();
    for event in &events.all {
        let Some(kind) = event.holds else { continue };
        let is_taken = matches!(event.status, Status::Actual | Status::Historical)
            || (kind == PositionKind::Plan && event.status == Status::Planned);
        if event.parent.is_some() || event.actor.is_empty() || !is_taken {
            continue;
        }
        let contents: Vec<Option<Span>> = if event.parts.is_empty() {
            vec![event.content]
        } else {
            event.parts.iter().copied().map(Some).collect()
        };
        for content in contents {
            let position = Position {
                kind,
                holder: event.actor.clone(),
                toward: event.recipient.clone(),
                content,
                condition: event.condition,
                deadline: event.deadline,
                event: event.id,
                statement: event.statement,
                said_in: event.said_in,
            };
            match positions.all.iter_mut().find(|held| is_repeated(text, held, &position)) {
                Some(held) => {
                    held.condition = held.condition.or(position.condition);
                    held.deadline = held.deadline.or(position.deadline);
                    if held.toward.is_empty() {
                        held.toward = position.toward;
                    }
                }
                None => positions.all.push(position),
            }
        }
    }
    positions
}

/// Whether the later position says again what the earlier says: kind and holder
/// are the same, the addressees do not differ, and the contents share at least
/// half of the shorter one's words.
fn is_repeated(text: &str, early: &Position, late: &Position) -> bool {
    let same = |a: &[ActorId], b: &[ActorId]| a.len() == b.len() && a.iter().all(|actor| b.contains(actor));
    if early.kind != late.kind || !same(&early.holder, &late.holder) {
        return false;
    }
    if !(early.toward.is_empty() || late.toward.is_empty() || same(&early.toward, &late.toward)) {
        return false;
    }
    let (Some(a), Some(b)) = (early.content, late.content) else { return early.content == late.content };
    let (a, b) = (content_words(a.of(text)), content_words(b.of(text)));
    let shared = a.iter().filter(|word| b.contains(word)).count();
    shared * 2 >= a.len().min(b.len()).max(1)
}

/// The words of four letters or more, in lower case: short ones are mostly
/// articles and prepositions.
fn content_words(words: &str) -> Vec<String> {
    let mut out: Vec<String> = words
        .split(|c: char| !c.is_alphanumeric())
        .filter(|word| word.chars().count() > 3)
        .map(str::to_lowercase)
        .collect();
    out.sort_unstable();
    out.dedup();
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    fn position(kind: PositionKind, content: Option<(u32, u32)>) -> Position {
        Position {
            kind,
            holder: vec![ActorId(0)],
            toward: vec![],
            content: content.map(|(start, end)| Span::new(start, end)),
            condition: None,
            deadline: None,
            event: EventId(0),
            statement: None,
            said_in: None,
        }
    }

    #[test]
    fn a_repeated_position_is_known_by_its_words() {
        let text = "security guarantees | written guarantees on security | a troop withdrawal";
        let first = position(PositionKind::Demand, Some((0, 19)));
        let again = position(PositionKind::Demand, Some((22, 52)));
        let other = position(PositionKind::Demand, Some((55, 73)));
        assert!(is_repeated(text, &first, &again));
        assert!(!is_repeated(text, &first, &other));
        assert!(!is_repeated(text, &first, &position(PositionKind::Threat, Some((0, 19)))));
    }
}

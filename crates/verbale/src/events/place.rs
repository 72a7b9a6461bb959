//! Where: the place of an act.

use crate::{clauses::ClauseId, events::Read, places::PlaceId, span::Span};

/// The place where the act that `clause` names was done: a place that says
/// where in the clause's own words, else the sentence's, else the dateline's.
///
/// `own` is the same stretch that [`date_of`](super::dates::date_of) takes.
#[must_use]
pub fn place_of(_read: &Read<'_>, _clause: ClauseId, _own: Span) -> Option<PlaceId> {
    None
}

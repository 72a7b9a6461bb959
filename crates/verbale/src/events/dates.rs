//! When: the days of an act, and the deadline of what is demanded or promised.

use jiff::civil::Date;

use crate::{
    clauses::ClauseId,
    events::{DateFrom, Read, Status},
    span::Span,
    times::TimeId,
};

/// The days of the act that `clause` names, and where they were read.
///
/// `own` is the stretch of the act's own words, roles included, without the
/// words of another act inside it (the content of a demand is not the
/// demand's). `status` is the act's own: a planned act looks ahead.
#[must_use]
pub fn date_of(
    read: &Read<'_>,
    _clause: ClauseId,
    _own: Span,
    _status: Status,
) -> (Option<(Date, Date)>, DateFrom) {
    (Some((read.date, read.date)), DateFrom::Article)
}

/// By when the act inside `content` is to be done: "by Friday", "within two days".
#[must_use]
pub fn deadline_in(_read: &Read<'_>, _content: Span) -> Option<TimeId> {
    None
}

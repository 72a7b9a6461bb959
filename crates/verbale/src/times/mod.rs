//! Times: every time expression, resolved against the article's date.

mod calendar;
#[cfg(test)]
mod corpus_tests;
mod direction;
mod expression;
mod narrative;
mod narrow;
mod resolve;
mod scan;
pub(crate) mod words;
pub(crate) mod written;

use jiff::civil::Date;

use self::{
    calendar::{Grain, Period, step},
    narrative::Reading,
    scan::Scanner,
    words::Unit,
};
use crate::{document::Document, span::Span, syntax::Syntax};

/// Index of a time in [`Times::all`].
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct TimeId(pub u32);

/// The time expressions of an article, in order, never overlapping.
#[derive(Debug, Clone, Default)]
pub struct Times {
    /// In the order of the text.
    pub all: Vec<Time>,
    /// For each paragraph the date that its narrative stands at, where it is
    /// not the article's: "in March" in a paragraph about 2014 is March 2014.
    pub narrative: Vec<Option<(Date, Date)>>,
}

/// One time expression.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Time {
    /// Its own id.
    pub id: TimeId,
    /// Where it stands, without preposition.
    pub span: Span,
    /// TIMEX3 type.
    pub kind: TimeKind,
    /// TIMEX3 value.
    pub value: String,
    /// First day, where it lies on the calendar.
    pub start: Option<Date>,
    /// Last day, where it lies on the calendar.
    pub end: Option<Date>,
}

/// TIMEX3 types.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum TimeKind {
    /// A day or a longer stretch of the calendar.
    Date,
    /// A time of day.
    Time,
    /// A length of time.
    Duration,
    /// A repeated time.
    Set,
}

impl TimeKind {
    /// The TIMEX3 name.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Date => "DATE",
            Self::Time => "TIME",
            Self::Duration => "DURATION",
            Self::Set => "SET",
        }
    }
}

impl Time {
    /// The days that lie this length of whole days, weeks, months or years after
    /// `day`, or before it where `back`: as fine as the unit, days and weeks to
    /// the day. None for what is no such length.
    #[must_use]
    pub fn away_from(&self, day: Date, back: bool) -> Option<(Date, Date)> {
        let length = self.value.strip_prefix('P').filter(|_| self.kind == TimeKind::Duration)?;
        let n: i64 = length.get(..length.len().checked_sub(1)?)?.parse().ok()?;
        let (unit, grain) = match length.chars().last()? {
            'D' => (Unit::Day, Grain::Day),
            'W' => (Unit::Week, Grain::Day),
            'M' => (Unit::Month, Grain::Month),
            'Y' => (Unit::Year, Grain::Year),
            _ => return None,
        };
        let there = step(day, if back { -n } else { n }, unit)?;
        Period::around(there, grain).map(|period| (period.start(), period.end()))
    }
}

impl Times {
    /// The time.
    #[must_use]
    pub fn get(&self, id: TimeId) -> &Time {
        &self.all[id.0 as usize]
    }

    /// The times that stand wholly inside a stretch of text.
    pub fn within(&self, span: Span) -> impl Iterator<Item = &Time> {
        let first = self.all.partition_point(|time| time.span.start < span.start);
        self.all[first..]
            .iter()
            .take_while(move |time| time.span.start < span.end)
            .filter(move |time| span.contains(time.span))
    }
}

/// Finds and resolves the time expressions of an article published on `date`.
#[must_use]
pub fn find(text: &str, date: Date, document: &Document, syntax: &Syntax) -> Times {
    let read: Vec<Reading> = document
        .paragraphs
        .iter()
        .map(|paragraph| {
            let words = words::words(text, paragraph.span.start as usize..paragraph.span.end as usize);
            let expressions = Scanner::new(text, &words).expressions();
            Reading { kind: paragraph.kind, words, expressions }
        })
        .collect();
    narrative::resolve(text, date, &read, syntax)
}

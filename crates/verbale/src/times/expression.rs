//! What a time expression says before it is set on the calendar.

use super::{
    calendar::{Grain, Period},
    words::{Part, Unit},
};

/// A time expression found in the words of a paragraph.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Expression {
    /// Index of its first word.
    pub(crate) first: usize,
    /// Index after its last word.
    pub(crate) next: usize,
    /// What it says.
    pub(crate) form: Form,
    /// Which part of that stretch: early, the second half …
    pub(crate) narrow: Option<Narrow>,
    /// The time of day.
    pub(crate) clock: Option<Clock>,
}

/// The kinds of expressions.
#[derive(Debug, Clone, PartialEq)]
pub(crate) enum Form {
    /// A stretch of the calendar that stands in the words.
    Fixed(Period),
    /// A day or month without a year of its own.
    Written { day: Option<i8>, month: i8, year: YearRef },
    /// A year or century before the common era, as its TIMEX3 value.
    Bc(String),
    /// A weekday.
    Weekday { day: i8, which: Which },
    /// A season.
    Season { season: u8, which: Which },
    /// A month with "last", "next" or "this".
    Month { month: i8, which: Which },
    /// So many of a grain from the anchor: "last week" is one week back.
    Near { grain: Grain, shift: i64, anchor: Anchor },
    /// The weekend, which one the tense says.
    Weekend,
    /// "the 24th".
    DayOfMonth(i8),
    /// "three days ago", "two weeks later": so many units back or forth.
    Offset { amount: Amount, unit: Unit, forth: bool, anchor: Anchor },
    /// "two days after the vote": the same from an act whose day the text gives.
    /// The last word is the act's; without its day only the length stands, up
    /// to the word `bare`.
    FromAct { amount: Amount, unit: Unit, forth: bool, bare: usize },
    /// A quarter, half or week of a year that is not named.
    Piece { grain: Grain, number: u32, year: YearRef },
    /// "the nineties": the tens of the years.
    Tens(u8),
    /// A length of time, and the stretch it covers where the words say so.
    Duration { amount: Amount, unit: Unit, window: Option<Window> },
    /// A repeated time, as its TIMEX3 value.
    Set(String),
    /// PRESENT_REF, PAST_REF, FUTURE_REF.
    Reference(&'static str),
    /// A time of day without a day.
    Clock,
}

/// How many.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Amount {
    /// A number, in tenths.
    Tenths(i64),
    /// "several", "a few", or a bare plural.
    Some,
}

impl Amount {
    /// A whole number.
    pub(crate) const fn whole(n: i64) -> Self {
        Self::Tenths(n.saturating_mul(10))
    }

    /// As TIMEX3 writes it.
    pub(crate) fn as_text(self) -> String {
        match self {
            Self::Some => "X".to_owned(),
            Self::Tenths(n) if n % 10 == 0 => (n / 10).to_string(),
            Self::Tenths(n) => format!("{}.{}", n / 10, n % 10),
        }
    }
}

/// Whether a length lies before or after the anchor.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Window {
    /// "the past week".
    Back,
    /// "the next ten days".
    Ahead,
}

/// What an expression is reckoned from.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Anchor {
    /// The day of publication, or the dateline's.
    Article,
    /// The date before it in the text.
    Narrative,
    /// The narrative's date where it has left the day of publication, or that day.
    Scene,
}

/// Which one of those that come round again.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Which {
    /// The tense says.
    Plain,
    /// The one before.
    Last,
    /// The one after.
    Next,
    /// The one in the present week or year.
    This,
    /// That of the week or year which is so many later.
    Shift(i64),
}

/// The year of a day or month.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum YearRef {
    /// None stands there.
    Open,
    /// The year of publication and so many later.
    Article(i64),
    /// The narrative's year and so many later.
    Narrative(i64),
}

/// A part of a stretch.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Narrow {
    /// The first third.
    Early,
    /// The middle third.
    Mid,
    /// The last third.
    Late,
    /// From its beginning to the anchor.
    Earlier,
    /// From the anchor to its end.
    Later,
    /// The first half.
    FirstHalf,
    /// The second half.
    SecondHalf,
    /// Its n-th week, counted from its first day.
    Week(u8),
    /// Its last week.
    LastWeek,
    /// Its n-th weekday, the last one for 0: "the first Monday of October".
    Weekday { number: u8, day: i8 },
}

/// A time of day.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Clock {
    /// A part of the day.
    Part(Part),
    /// The night that ends on the day.
    Overnight,
    /// Hour and minute; `utc` where the words say so.
    At { hour: u8, minute: u8, utc: bool },
}

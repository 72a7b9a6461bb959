//! The words of a stretch of text, as the grammar of times sees them: names of
//! months and days, units, numbers and the small words around them.

use std::ops::Range;

/// One word, number or mark of a text.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Word {
    /// First byte in the article's text.
    pub(crate) start: u32,
    /// One past the last byte.
    pub(crate) end: u32,
    /// What the grammar calls it.
    pub(crate) lex: Lex,
    /// Whether blank space, or the beginning of the stretch, stands before it.
    pub(crate) spaced: bool,
    /// Whether it begins with a capital letter.
    pub(crate) capital: bool,
}

/// What a word is to the grammar of times.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Lex {
    /// A month; `short` for an abbreviation.
    Month { month: i8, short: bool },
    /// A weekday, Monday = 1; `short` for an abbreviation.
    Weekday { day: i8, short: bool, plural: bool },
    /// A unit of time; `plural` as written.
    Unit { unit: Unit, plural: bool },
    /// A number in digits, with the count of its digits; no sign, no comma inside.
    Digits { value: u32, len: u8 },
    /// A number in words, two to a hundred and more.
    Count(u32),
    /// An ordinal in words.
    Ordinal(u32),
    /// A season: 0 spring, 1 summer, 2 autumn, 3 winter.
    Season(u8),
    /// A part of the day.
    Part(Part),
    /// "sixties" and the like: the tens of its years.
    Tens(u8),
    /// A word that is one of the grammar's own.
    Key(Key),
    /// A single mark that is no letter and no digit.
    Mark(char),
    /// Any other word.
    Other,
}

/// Units of time.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Unit {
    Second,
    Minute,
    Hour,
    Day,
    Week,
    Weekend,
    Fortnight,
    Month,
    Quarter,
    Year,
    Decade,
    Century,
}

/// Parts of the day, with their TIMEX3 names.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Part {
    Morning,
    Afternoon,
    Evening,
    Night,
}

impl Part {
    /// The TIMEX3 name.
    pub(crate) const fn as_str(self) -> &'static str {
        match self {
            Self::Morning => "MO",
            Self::Afternoon => "AF",
            Self::Evening => "EV",
            Self::Night => "NI",
        }
    }
}

macro_rules! keys {
    ($($variant:ident = $($text:literal)|+),* $(,)?) => {
        /// The small words of the grammar.
        #[derive(Debug, Clone, Copy, PartialEq, Eq)]
        pub(crate) enum Key { $($variant),* }

        fn key(lower: &str) -> Option<Key> {
            match lower { $($($text)|+ => Some(Key::$variant),)* _ => None }
        }
    };
}

keys! {
    A = "a" | "an",
    About = "about" | "around" | "approximately" | "roughly" | "some" | "circa" | "almost" | "nearly" | "under" | "barely",
    Ad = "ad" | "ce",
    After = "after" | "following",
    Ago = "ago",
    Am = "am",
    And = "and" | "or",
    Annual = "annual" | "annually" | "yearly",
    At = "at",
    Bc = "bc" | "bce",
    Before = "before",
    Between = "between",
    By = "by",
    Century = "cent",
    Christmas = "christmas",
    Clock = "clock",
    Coming = "coming" | "upcoming",
    Currently = "currently" | "nowadays" | "presently",
    Daily = "daily",
    During = "during" | "throughout",
    Each = "each",
    Earlier = "earlier",
    Early = "early",
    End = "end" | "close",
    Eve = "eve",
    Every = "every",
    Few = "few",
    First = "first",
    Fiscal = "fiscal" | "financial",
    For = "for",
    From = "from",
    Future = "future",
    Gmt = "gmt" | "utc",
    Half = "half",
    Hence = "hence",
    In = "in",
    Into = "into",
    Later = "later",
    Last = "last",
    Late = "late",
    Least = "least" | "most",
    Local = "local",
    Long = "long",
    Many = "several" | "many" | "countless" | "numerous",
    Mid = "mid",
    Middle = "middle",
    Midnight = "midnight",
    Moment = "moment",
    Monthly = "monthly",
    More = "more" | "less" | "fewer",
    New = "new",
    Next = "next",
    Noon = "noon" | "midday",
    Now = "now",
    O = "o",
    Of = "of",
    Old = "old",
    On = "on",
    Once = "once" | "twice",
    Other = "other",
    Over = "over",
    Overnight = "overnight",
    Past = "past",
    Per = "per",
    Pm = "pm",
    Present = "present",
    Previous = "previous" | "preceding",
    Recent = "recent",
    Recently = "recently" | "lately",
    S = "s",
    Same = "same",
    Since = "since",
    Start = "start" | "beginning" | "outset" | "turn",
    Than = "than",
    That = "that",
    The = "the",
    This = "this",
    Those = "those" | "these",
    Thousand = "thousand",
    Hundred = "hundred",
    Time = "time",
    Times = "times",
    To = "to" | "through",
    Today = "today",
    Tomorrow = "tomorrow",
    Tonight = "tonight",
    Until = "until" | "till",
    Weekly = "weekly",
    Whole = "whole" | "entire" | "full",
    Within = "within",
    Yesterday = "yesterday",
}

/// Cuts `text[range]` into words.
pub(crate) fn words(text: &str, range: Range<usize>) -> Vec<Word> {
    let mut all = Vec::with_capacity(range.len() / 5 + 4);
    let bytes = text.as_bytes();
    let mut at = range.start;
    let mut spaced = true;
    while at < range.end {
        let byte = bytes[at];
        let start = at;
        let lex = if byte.is_ascii_alphabetic() || byte >= 0x80 {
            let mut ascii = true;
            while at < range.end {
                if bytes[at].is_ascii_alphabetic() {
                    at += 1;
                    continue;
                }
                if bytes[at] < 0x80 {
                    break;
                }
                let Some(letter) = text[at..range.end].chars().next() else { break };
                if !letter.is_alphabetic() {
                    break;
                }
                ascii = false;
                at += letter.len_utf8();
            }
            if at == start {
                let Some(mark) = text[at..range.end].chars().next() else { break };
                at += mark.len_utf8();
                if mark.is_whitespace() {
                    spaced = true;
                    continue;
                }
                Lex::Mark(mark)
            } else if ascii {
                word(&bytes[start..at])
            } else {
                Lex::Other
            }
        } else if byte.is_ascii_digit() {
            let mut value = 0_u32;
            while at < range.end && bytes[at].is_ascii_digit() {
                value = value.saturating_mul(10).saturating_add(u32::from(bytes[at] - b'0'));
                at += 1;
            }
            Lex::Digits { value, len: u8::try_from(at - start).unwrap_or(u8::MAX) }
        } else {
            at += 1;
            if byte.is_ascii_whitespace() || byte.is_ascii_control() {
                spaced = true;
                continue;
            }
            Lex::Mark(char::from(byte))
        };
        let capital = byte.is_ascii_uppercase()
            || (byte >= 0x80 && text[start..at].chars().next().is_some_and(char::is_uppercase));
        all.push(Word { start: start as u32, end: at as u32, lex, spaced, capital });
        spaced = false;
    }
    all
}

/// The longest word of the grammar, in bytes.
const LONGEST: usize = 14;

fn word(bytes: &[u8]) -> Lex {
    if bytes.len() > LONGEST {
        return Lex::Other;
    }
    let mut lower = [0; LONGEST];
    for (to, from) in lower.iter_mut().zip(bytes) {
        *to = from.to_ascii_lowercase();
    }
    let Ok(lower) = std::str::from_utf8(&lower[..bytes.len()]) else { return Lex::Other };
    lex(lower)
}

/// What a lower-case word is.
fn lex(lower: &str) -> Lex {
    let month = |month| Lex::Month { month, short: false };
    let short = |month| Lex::Month { month, short: true };
    let day = |day| Lex::Weekday { day, short: false, plural: false };
    let days = |day| Lex::Weekday { day, short: false, plural: true };
    let dy = |day| Lex::Weekday { day, short: true, plural: false };
    let one = |unit| Lex::Unit { unit, plural: false };
    let many = |unit| Lex::Unit { unit, plural: true };
    match lower {
        "january" => month(1),
        "february" => month(2),
        "march" => month(3),
        "april" => month(4),
        "may" => month(5),
        "june" => month(6),
        "july" => month(7),
        "august" => month(8),
        "september" => month(9),
        "october" => month(10),
        "november" => month(11),
        "december" => month(12),
        "jan" => short(1),
        "feb" => short(2),
        "mar" => short(3),
        "apr" => short(4),
        "jun" => short(6),
        "jul" => short(7),
        "aug" => short(8),
        "sep" | "sept" => short(9),
        "oct" => short(10),
        "nov" => short(11),
        "dec" => short(12),
        "monday" => day(1),
        "tuesday" => day(2),
        "wednesday" => day(3),
        "thursday" => day(4),
        "friday" => day(5),
        "saturday" => day(6),
        "sunday" => day(7),
        "mondays" => days(1),
        "tuesdays" => days(2),
        "wednesdays" => days(3),
        "thursdays" => days(4),
        "fridays" => days(5),
        "saturdays" => days(6),
        "sundays" => days(7),
        "mon" => dy(1),
        "tue" | "tues" => dy(2),
        "wed" => dy(3),
        "thu" | "thur" | "thurs" => dy(4),
        "fri" => dy(5),
        "sat" => dy(6),
        "sun" => dy(7),
        "seconds" => many(Unit::Second),
        "minute" | "min" => one(Unit::Minute),
        "minutes" | "mins" => many(Unit::Minute),
        "hour" | "hr" => one(Unit::Hour),
        "hours" | "hrs" => many(Unit::Hour),
        "day" => one(Unit::Day),
        "days" => many(Unit::Day),
        "week" => one(Unit::Week),
        "weeks" => many(Unit::Week),
        "weekend" => one(Unit::Weekend),
        "weekends" => many(Unit::Weekend),
        "fortnight" => one(Unit::Fortnight),
        "fortnights" => many(Unit::Fortnight),
        "month" => one(Unit::Month),
        "months" => many(Unit::Month),
        "quarter" => one(Unit::Quarter),
        "quarters" => many(Unit::Quarter),
        "year" => one(Unit::Year),
        "years" => many(Unit::Year),
        "decade" => one(Unit::Decade),
        "decades" => many(Unit::Decade),
        "century" => one(Unit::Century),
        "centuries" => many(Unit::Century),
        "one" => Lex::Count(1),
        "two" => Lex::Count(2),
        "three" => Lex::Count(3),
        "four" => Lex::Count(4),
        "five" => Lex::Count(5),
        "six" => Lex::Count(6),
        "seven" => Lex::Count(7),
        "eight" => Lex::Count(8),
        "nine" => Lex::Count(9),
        "ten" => Lex::Count(10),
        "eleven" => Lex::Count(11),
        "twelve" | "dozen" => Lex::Count(12),
        "thirteen" => Lex::Count(13),
        "fourteen" => Lex::Count(14),
        "fifteen" => Lex::Count(15),
        "sixteen" => Lex::Count(16),
        "seventeen" => Lex::Count(17),
        "eighteen" => Lex::Count(18),
        "nineteen" => Lex::Count(19),
        "twenty" => Lex::Count(20),
        "thirty" => Lex::Count(30),
        "forty" => Lex::Count(40),
        "fifty" => Lex::Count(50),
        "sixty" => Lex::Count(60),
        "seventy" => Lex::Count(70),
        "eighty" => Lex::Count(80),
        "ninety" => Lex::Count(90),
        "second" => Lex::Ordinal(2),
        "third" => Lex::Ordinal(3),
        "fourth" => Lex::Ordinal(4),
        "fifth" => Lex::Ordinal(5),
        "sixth" => Lex::Ordinal(6),
        "seventh" => Lex::Ordinal(7),
        "eighth" => Lex::Ordinal(8),
        "ninth" => Lex::Ordinal(9),
        "tenth" => Lex::Ordinal(10),
        "eleventh" => Lex::Ordinal(11),
        "twelfth" => Lex::Ordinal(12),
        "thirteenth" => Lex::Ordinal(13),
        "fourteenth" => Lex::Ordinal(14),
        "fifteenth" => Lex::Ordinal(15),
        "sixteenth" => Lex::Ordinal(16),
        "seventeenth" => Lex::Ordinal(17),
        "eighteenth" => Lex::Ordinal(18),
        "nineteenth" => Lex::Ordinal(19),
        "twentieth" => Lex::Ordinal(20),
        "thirtieth" => Lex::Ordinal(30),
        "spring" => Lex::Season(0),
        "summer" => Lex::Season(1),
        "autumn" | "fall" => Lex::Season(2),
        "winter" => Lex::Season(3),
        "morning" => Lex::Part(Part::Morning),
        "afternoon" => Lex::Part(Part::Afternoon),
        "evening" => Lex::Part(Part::Evening),
        "night" => Lex::Part(Part::Night),
        "twenties" => Lex::Tens(2),
        "thirties" => Lex::Tens(3),
        "forties" => Lex::Tens(4),
        "fifties" => Lex::Tens(5),
        "sixties" => Lex::Tens(6),
        "seventies" => Lex::Tens(7),
        "eighties" => Lex::Tens(8),
        "nineties" => Lex::Tens(9),
        _ => key(lower).map_or(Lex::Other, Lex::Key),
    }
}

//! Days and months as they are written out, in English, American and ISO order.

use jiff::civil::Date;

use super::words::{Key, Lex, Word};

/// A written day or month, with the year where it has one.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Written {
    /// Day of the month.
    pub(crate) day: Option<i8>,
    /// Month.
    pub(crate) month: i8,
    /// Year.
    pub(crate) year: Option<i16>,
    /// Index of the first word after it.
    pub(crate) next: usize,
}

impl Written {
    /// The day on the calendar, where it is written in full.
    pub(crate) fn date(self) -> Option<Date> {
        Date::new(self.year?, self.month, self.day?).ok()
    }
}

/// The written date that begins at word `at`. A weekday before it belongs to it.
pub(crate) fn at(words: &[Word], at: usize) -> Option<Written> {
    let mut i = at;
    if let Lex::Weekday { plural: false, .. } = lex(words, i)? {
        i += 1;
        let mut marked = false;
        while matches!(lex(words, i)?, Lex::Mark('.' | ',')) {
            i += 1;
            marked = true;
        }
        if lex(words, i)? == Lex::Key(Key::The) {
            i += 1;
        }
        let written = numeric(words, i).or_else(|| day_first(words, i)).or_else(|| month_first(words, i))?;
        return (marked || written.day.is_some()).then_some(written).filter(|written| written.day.is_some());
    }
    numeric(words, i).or_else(|| day_first(words, i)).or_else(|| month_first(words, i))
}

fn lex(words: &[Word], at: usize) -> Option<Lex> {
    words.get(at).map(|word| word.lex)
}

/// Whether word `at` follows the one before without blank.
pub(crate) fn glued(words: &[Word], at: usize) -> bool {
    words.get(at).is_some_and(|word| !word.spaced)
}

/// Digits of exactly this many places, with no digit, letter or decimal mark glued to either side.
fn digits(words: &[Word], at: usize) -> Option<(u32, u8)> {
    match lex(words, at)? {
        Lex::Digits { value, len } => Some((value, len)),
        _ => None,
    }
}

/// `2022-01-21`, `2022/01/21`, `21.1.2022`, `26/06/1945`, `06/26/1945`. A day and
/// month that could be swapped for another date are no date.
fn numeric(words: &[Word], at: usize) -> Option<Written> {
    let (a, a_len) = digits(words, at)?;
    if at > 0
        && glued(words, at)
        && !matches!(words[at - 1].lex, Lex::Mark('(' | '[' | '"' | '“' | ',' | ':'))
    {
        return None;
    }
    let Lex::Mark(mark @ ('-' | '/' | '.' | '‑')) = lex(words, at + 1)? else { return None };
    if lex(words, at + 3)? != Lex::Mark(mark) || !(at + 1..at + 5).all(|i| glued(words, i)) {
        return None;
    }
    let (b, b_len) = digits(words, at + 2)?;
    let (c, c_len) = digits(words, at + 4)?;
    // Another figure glued on makes it a number of another kind.
    if glued(words, at + 5) && matches!(lex(words, at + 5)?, Lex::Digits { .. } | Lex::Mark('/' | '-')) {
        return None;
    }
    let next = at + 5;
    let make = |year: u32, month: u32, day: u32| {
        let (year, month, day) =
            (i16::try_from(year).ok()?, i8::try_from(month).ok()?, i8::try_from(day).ok()?);
        Date::new(year, month, day).ok().filter(|date| date.year() >= 1)?;
        Some(Written { day: Some(day), month, year: Some(year), next })
    };
    if a_len == 4 && b_len <= 2 && c_len <= 2 {
        return make(a, b, c);
    }
    if a_len <= 2 && b_len <= 2 && c_len == 4 {
        return match (a > 12, b > 12) {
            (true, false) => make(c, b, a),
            (false, true) => make(c, a, b),
            (false, false) if a == b => make(c, a, b),
            _ => None,
        };
    }
    None
}

/// A day of the month in digits, with or without `st`, `nd`, `rd`, `th`, or an
/// ordinal in words, and the index after it.
pub(crate) fn day_number(words: &[Word], at: usize) -> Option<(i8, usize)> {
    let (value, next) = match lex(words, at)? {
        Lex::Digits { value, len } if len <= 2 => (value, ordinal_end(words, at).unwrap_or(at + 1)),
        Lex::Ordinal(value) => (value, at + 1),
        Lex::Key(Key::First) => (1, at + 1),
        _ => return None,
    };
    let day = i8::try_from(value).ok()?;
    (1..=31).contains(&day).then_some((day, next))
}

/// The index after `st`, `nd`, `rd` or `th`, where one is glued to the digits at `at`.
pub(crate) fn ordinal_end(words: &[Word], at: usize) -> Option<usize> {
    let word = words.get(at + 1)?;
    let two_letters = word.end - word.start == 2 && word.lex == Lex::Other;
    (two_letters && !word.spaced && matches!(lex(words, at)?, Lex::Digits { .. })).then_some(at + 2)
}

/// `19 January 2022`, `19th of January, 2022`, `19 Jan.`
fn day_first(words: &[Word], at: usize) -> Option<Written> {
    if at > 0
        && glued(words, at)
        && matches!(words[at - 1].lex, Lex::Mark('.' | '/' | ':') | Lex::Digits { .. })
    {
        return None;
    }
    let (day, mut i) = day_number(words, at)?;
    if lex(words, i)? == Lex::Key(Key::Of) {
        i += 1;
    } else if matches!(words[at].lex, Lex::Ordinal(_) | Lex::Key(_)) {
        return None;
    }
    if matches!(lex(words, i)?, Lex::Mark('-')) && glued(words, i) && glued(words, i + 1) {
        i += 1;
    }
    let (month, mut i) = month_name(words, i)?;
    if matches!(lex(words, i), Some(Lex::Mark('-'))) && glued(words, i) && glued(words, i + 1) {
        i += 1;
    }
    let (year, next) = year_after(words, i).map_or((None, i), |(year, next)| (Some(year), next));
    valid(day, month, year).then_some(Written { day: Some(day), month, year, next })
}

/// `January 19, 2022`, `Jan. 19`, `January 2022`, `January of 2022`, `January`.
fn month_first(words: &[Word], at: usize) -> Option<Written> {
    let (month, i) = month_name(words, at)?;
    if let Some((day, next)) = day_number(words, i).filter(|_| matches!(words[i].lex, Lex::Digits { .. })) {
        // "January 19-21" is a range and "January 2.5" no day.
        let more = glued(words, next)
            && matches!(lex(words, next), Some(Lex::Mark('.' | ',' | ':' | '%')))
            && glued(words, next + 1)
            && matches!(lex(words, next + 1), Some(Lex::Digits { len: 1..=3, .. }));
        if !more && words[i].spaced {
            let (year, next) =
                year_after(words, next).map_or((None, next), |(year, next)| (Some(year), next));
            if valid(day, month, year) {
                return Some(Written { day: Some(day), month, year, next });
            }
        }
    }
    if let Lex::Month { short: true, .. } = words[at].lex {
        // An abbreviation alone may be any word: it needs its year.
        let (year, next) = year_after(words, i)?;
        return Some(Written { day: None, month, year: Some(year), next });
    }
    let of = if lex(words, i) == Some(Lex::Key(Key::Of)) { i + 1 } else { i };
    let (year, next) = year_after(words, of).map_or((None, i), |(year, next)| (Some(year), next));
    Some(Written { day: None, month, year, next })
}

/// A capitalised month, its full stop included where it is an abbreviation.
fn month_name(words: &[Word], at: usize) -> Option<(i8, usize)> {
    let word = words.get(at)?;
    let Lex::Month { month, short } = word.lex else { return None };
    if !word.capital {
        return None;
    }
    let stop = short && lex(words, at + 1) == Some(Lex::Mark('.')) && glued(words, at + 1);
    Some((month, if stop { at + 2 } else { at + 1 }))
}

/// A year of four digits, with or without a comma before it.
fn year_after(words: &[Word], at: usize) -> Option<(i16, usize)> {
    let i = if lex(words, at)? == Lex::Mark(',') { at + 1 } else { at };
    let (year, next) = year(words, i)?;
    (words[i].spaced || i > at || matches!(lex(words, i.checked_sub(1)?), Some(Lex::Mark('-' | ','))))
        .then_some((year, next))
}

/// Four digits that can be a year, 1000 to 2999, with no figure glued on.
pub(crate) fn year(words: &[Word], at: usize) -> Option<(i16, usize)> {
    let Lex::Digits { value: value @ 1000..=2999, len: 4 } = lex(words, at)? else { return None };
    let more = glued(words, at + 1)
        && match lex(words, at + 1) {
            Some(Lex::Mark('.' | ',' | ':')) => {
                glued(words, at + 2) && matches!(lex(words, at + 2), Some(Lex::Digits { .. }))
            }
            Some(Lex::Mark('%' | '°')) => true,
            Some(Lex::Mark(_)) | None => false,
            Some(_) => true,
        };
    (!more).then_some((i16::try_from(value).ok()?, at + 1))
}

fn valid(day: i8, month: i8, year: Option<i16>) -> bool {
    Date::new(year.unwrap_or(2000), month, day).is_ok()
}

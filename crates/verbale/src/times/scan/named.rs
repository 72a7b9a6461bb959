//! Expressions with a name in them: days and months written out, weekdays,
//! seasons, quarters, holidays, ISO weeks.

use super::{Found, Scanner, fixed};
use crate::times::{
    calendar::{Grain, Period},
    expression::{Form, Which, YearRef},
    words::{Key, Lex, Unit},
    written,
};

impl Scanner<'_> {
    /// A day or month written out, with what is said of its year. A month that
    /// stands alone must look like one.
    pub(super) fn written(self, at: usize) -> Found {
        self.written_after(at, false)
    }

    /// As [`Self::written`]; `sure` where the words before make a bare month certain.
    pub(super) fn written_after(self, at: usize, sure: bool) -> Found {
        // "the 19th of January" has its article, "the 3 March accord" is the accord's.
        let ordinal = match self.lex(at + 1) {
            Some(Lex::Digits { len: ..=2, .. }) => written::ordinal_end(self.words, at + 1).is_some(),
            Some(Lex::Ordinal(_) | Lex::Key(Key::First)) => true,
            _ => false,
        };
        let the = usize::from(self.is(at, Key::The) && ordinal);
        let from = at + the;
        if self.glued(from)
            && matches!(self.lex_before(from), Some(Lex::Mark('-' | '$' | '£' | '€' | '.' | ':')))
            && from > 0
        {
            let range = from >= 2
                && matches!(
                    self.lex(from - 2),
                    Some(
                        Lex::Digits { .. } | Lex::Month { .. } | Lex::Key(Key::Mid | Key::Early | Key::Late)
                    )
                );
            if !range {
                return None;
            }
        }
        let found = written::at(self.words, from)?;
        if self.names_a_group(found.next) {
            return None;
        }
        // "5 May said": a figure before a surname is no date; a month without
        // capital never is.
        if let Some(year) = found.year {
            return Some((fixed(found.day, found.month, year)?, found.next));
        }
        if found.day.is_none() && !sure && !self.is_month(from, found.next) {
            return None;
        }
        let (year, next) = self.year_said(found.next).unwrap_or((YearRef::Open, found.next));
        Some((Form::Written { day: found.day, month: found.month, year }, next))
    }

    /// Whether a date is the first part of a movement's name: "the April 6 Youth
    /// Movement", "the November 17 group".
    fn names_a_group(self, next: usize) -> bool {
        for at in next..next + 4 {
            match self.letters(at) {
                "Movement" | "Organization" | "Organisation" | "Brigade" | "Brigades" | "Group"
                | "Alliance" | "Front" | "Martyrs" => return true,
                "group" | "movement" | "organization" | "organisation" => return at == next,
                _ if self.capital(at) && self.lex(at) == Some(Lex::Other) => {}
                _ => return false,
            }
        }
        false
    }

    /// "last year", "of that year", "next year", "this year" behind a day or month.
    fn year_said(self, at: usize) -> Option<(YearRef, usize)> {
        let mut i = at + usize::from(self.is(at, Key::Of));
        if self.is(i, Key::The) {
            i += 1;
        }
        let year = match self.lex(i)? {
            Lex::Key(Key::Last) => YearRef::Article(-1),
            Lex::Key(Key::Next) => YearRef::Article(1),
            Lex::Key(Key::This) => YearRef::Article(0),
            Lex::Key(Key::That | Key::Same) => YearRef::Narrative(0),
            Lex::Key(Key::Previous) => YearRef::Narrative(-1),
            Lex::Key(Key::After) if self.letters(i).eq_ignore_ascii_case("following") => {
                YearRef::Narrative(1)
            }
            _ => return None,
        };
        let i = if self.is(i + 1, Key::Same) { i + 2 } else { i + 1 };
        matches!(self.lex(i), Some(Lex::Unit { unit: Unit::Year, plural: false })).then_some((year, i + 1))
    }

    /// Whether a capitalised month without day and year is the month and not a
    /// person, a verb or a march.
    fn is_month(self, at: usize, next: usize) -> bool {
        let prepared = self.before_is_preposition(at)
            || matches!(
                self.lex_before(at),
                Some(Lex::Key(
                    Key::Early
                        | Key::Late
                        | Key::Mid
                        | Key::Last
                        | Key::Next
                        | Key::This
                        | Key::Every
                        | Key::Each
                ))
            )
            || (self.lex_before(at) == Some(Lex::Mark('-'))
                && self.lex(at.wrapping_sub(2)) == Some(Lex::Key(Key::Mid)));
        // "March-April 1794": a range begins.
        let range = matches!(self.lex(next), Some(Lex::Mark('-' | '–' | '/') | Lex::Key(Key::To | Key::And)))
            && matches!(self.lex(next + 1), Some(Lex::Month { .. }))
            && self.capital(next + 1);
        if range {
            return true;
        }
        // "March and April": a list carries on.
        let listed = matches!(self.lex_before(at), Some(Lex::Key(Key::And) | Lex::Mark(',' | '-' | '–')))
            && at >= 2
            && matches!(self.lex(at - 2), Some(Lex::Month { .. } | Lex::Digits { .. }));
        let followed_by_name =
            self.capital(next) && self.lex(next) == Some(Lex::Other) && self.words[next].spaced;
        if prepared || listed {
            // "of May Day", "by August Hanning" are names.
            return !followed_by_name || self.is_before_verb_or_end(next);
        }
        // "the March election", "its April offensive": between a determiner and a noun.
        let determined = matches!(self.lex_before(at), Some(Lex::Key(Key::The | Key::A | Key::S)))
            || (self.lex_before(at) == Some(Lex::Other) && !self.capital(at - 1) && at > 0);
        let noun = matches!(self.lex(next), Some(Lex::Other)) && !self.capital(next);
        let walks = matches!(self.lex(next), Some(Lex::Key(Key::On | Key::To | Key::Of | Key::By | Key::In)));
        determined && noun && !walks && !matches!(self.letters(at), "May") && self.follows_determiner(at)
    }

    /// Whether "the", "a", a possessive or an adjective after one stands before a month.
    fn follows_determiner(self, at: usize) -> bool {
        let determiner = |i: usize| {
            matches!(self.lex(i), Some(Lex::Key(Key::The | Key::A | Key::S | Key::This | Key::That)))
                || matches!(self.letters(i), "its" | "his" | "her" | "their" | "our" | "my" | "whose")
        };
        (at >= 1 && determiner(at - 1))
            || (at >= 2 && determiner(at - 2) && self.lex(at - 1) == Some(Lex::Other))
    }

    /// Whether a capitalised word after a month belongs to the next phrase: "in March Russia invaded".
    fn is_before_verb_or_end(self, at: usize) -> bool {
        !matches!(self.letters(at), "Day" | "Fools" | "Movement" | "Revolution" | "Group" | "Laws" | "Theses")
    }

    /// A season, with its year or after a preposition.
    pub(super) fn season(self, at: usize) -> Found {
        let the = usize::from(self.is(at, Key::The));
        let i = at + the;
        let Lex::Season(season) = self.lex(i)? else { return None };
        let fall = self.letters(i).eq_ignore_ascii_case("fall");
        if self.capital(i) && at > 0 && self.capital_before(at) {
            return None;
        }
        let of = usize::from(self.is(i + 1, Key::Of));
        if let Some((year, next)) = written::year(self.words, i + 1 + of) {
            return Some((Form::Fixed(Period::season(year, season)?), next));
        }
        if let Some((year, next)) = self.year_said(i + 1) {
            let which = match year {
                YearRef::Article(n) => Which::Shift(n),
                _ => Which::Plain,
            };
            return Some((Form::Season { season, which }, next));
        }
        let prepared = at > 0
            && matches!(
                self.lex(at - 1),
                Some(Lex::Key(
                    Key::In
                        | Key::During
                        | Key::By
                        | Key::Since
                        | Key::Until
                        | Key::Before
                        | Key::After
                        | Key::Early
                        | Key::Late
                        | Key::Mid
                        | Key::Of
                ))
            );
        let ends = !matches!(self.lex(i + 1), Some(Lex::Key(Key::Of) | Lex::Other));
        let verbal = matches!(self.lex(i + 1), Some(Lex::Other)) && self.boundary(i + 1);
        let found = Some((Form::Season { season, which: Which::Plain }, i + 1));
        if prepared && (ends || verbal) && (!fall || the == 1) {
            return found;
        }
        // "the winter" as a phrase of its own; "the summer offensive".
        if fall || season == 0 && the == 0 {
            return None;
        }
        let determined = the == 1 || (at >= 1 && self.follows_determiner(at));
        let warlike = matches!(
            self.letters(i + 1).to_ascii_lowercase().as_str(),
            "offensive"
                | "offensives"
                | "campaign"
                | "campaigns"
                | "war"
                | "elections"
                | "election"
                | "fighting"
                | "uprising"
                | "counteroffensive"
                | "attack"
                | "attacks"
                | "talks"
                | "summit"
                | "session"
        );
        if (the == 1 && (ends || verbal))
            || warlike && (determined || self.lex_before(at) == Some(Lex::Other))
        {
            return found;
        }
        None
    }

    /// "9/11", the attacks of 11 September 2001.
    pub(super) fn nine_eleven(self, at: usize) -> Found {
        let whole = matches!(self.lex(at)?, Lex::Digits { value: 9, len: 1 })
            && self.lex(at + 1)? == Lex::Mark('/')
            && matches!(self.lex(at + 2)?, Lex::Digits { value: 11, .. })
            && self.glued(at + 1)
            && self.glued(at + 2)
            && self.words[at].spaced
            && !(self.glued(at + 3) && matches!(self.lex(at + 3), Some(Lex::Mark('/') | Lex::Digits { .. })));
        whole.then(|| Some((fixed(Some(11), 9, 2001)?, at + 3))).flatten()
    }

    /// "the first quarter of 2021", "the second half of 2021", "week 7".
    pub(super) fn piece_of_year(self, at: usize) -> Found {
        if let Some(Lex::Unit { unit: Unit::Week, plural: false }) = self.lex(at)
            && let Some(Lex::Digits { value: number @ 1..=53, .. }) = self.lex(at + 1)
        {
            if (self.is(at + 2, Key::Of) || self.lex(at + 2) == Some(Lex::Mark(',')))
                && let Some((year, next)) = written::year(self.words, at + 3)
            {
                return Some((Form::Fixed(Period::iso_week(year, number)?), next));
            }
            return Some((Form::Piece { grain: Grain::Week, number, year: YearRef::Open }, at + 2));
        }
        let the = usize::from(self.is(at, Key::The));
        let i = at + the;
        let number = match self.lex(i)? {
            Lex::Key(Key::First) => 1,
            Lex::Ordinal(n @ 2..=4) => n,
            Lex::Digits { value: n @ 1..=4, .. } if written::ordinal_end(self.words, i).is_some() => n,
            _ => return None,
        };
        let mut i = written::ordinal_end(self.words, i).unwrap_or(i + 1);
        // "third-quarter results".
        let hyphened = self.lex(i) == Some(Lex::Mark('-')) && self.glued(i);
        if hyphened {
            i += 1;
        }
        let grain = match self.lex(i)? {
            Lex::Unit { unit: Unit::Quarter, plural: false } => Grain::Quarter,
            Lex::Key(Key::Half) if number <= 2 => Grain::Half,
            _ => return None,
        };
        let of = usize::from(self.is(i + 1, Key::Of));
        if let Some((year, next)) = written::year(self.words, i + 1 + of) {
            let start = jiff::civil::Date::new(year, 1, 1).ok()?;
            let period = Period::around(start, grain)?.shift(i64::from(number) - 1)?;
            return Some((Form::Fixed(period), next));
        }
        if let Some((year, next)) = self.year_said(i + 1) {
            return Some((Form::Piece { grain, number, year }, next));
        }
        if of == 1
            && matches!(self.lex(i + 2), Some(Lex::Key(Key::The)))
            && matches!(self.lex(i + 3), Some(Lex::Unit { unit: Unit::Year, plural: false }))
        {
            return Some((Form::Piece { grain, number, year: YearRef::Open }, i + 4));
        }
        (grain == Grain::Quarter && (hyphened || self.before_is_preposition(at)) && of == 0)
            .then_some((Form::Piece { grain, number, year: YearRef::Open }, i + 1))
    }

    /// `2021-W52`, `2021-W52-3`.
    pub(super) fn iso_week(self, at: usize) -> Found {
        let Lex::Digits { value: year, len: 4 } = self.lex(at)? else { return None };
        if self.lex(at + 1)? != Lex::Mark('-')
            || self.letters(at + 2) != "W"
            || !(at + 1..at + 4).all(|i| self.glued(i))
        {
            return None;
        }
        let Lex::Digits { value: week, len: 2 } = self.lex(at + 3)? else { return None };
        Some((Form::Fixed(Period::iso_week(i16::try_from(year).ok()?, week)?), at + 4))
    }

    /// Feasts with a fixed day.
    pub(super) fn holiday(self, at: usize) -> Found {
        let day = |month, day| Form::Written { day: Some(day), month, year: YearRef::Open };
        let (form, next) = match self.lex(at)? {
            Lex::Key(Key::Christmas) if self.capital(at) && (self.opens(at) || !self.capital_before(at)) => {
                match self.lex(at + 1) {
                    Some(Lex::Key(Key::Eve)) => (day(12, 24), at + 2),
                    Some(Lex::Unit { unit: Unit::Day, plural: false }) => (day(12, 25), at + 2),
                    _ => (day(12, 25), at + 1),
                }
            }
            Lex::Key(Key::New) if self.capital(at) && self.letters(at + 1) == "Year" => {
                let i = if matches!(self.lex(at + 2), Some(Lex::Mark('\'' | '’'))) && self.is(at + 3, Key::S)
                {
                    at + 4
                } else {
                    at + 2
                };
                match self.lex(i) {
                    Some(Lex::Key(Key::Eve)) => (day(12, 31), i + 1),
                    Some(Lex::Unit { unit: Unit::Day, plural: false }) => (day(1, 1), i + 1),
                    _ => return None,
                }
            }
            _ => return None,
        };
        if let Some((year, end)) = written::year(self.words, next)
            && let Form::Written { day, month, .. } = form
        {
            return Some((fixed(day, month, year)?, end));
        }
        if let Some((year, end)) = self.year_said(next)
            && let Form::Written { day, month, .. } = form
        {
            return Some((Form::Written { day, month, year }, end));
        }
        Some((form, next))
    }

    /// "the 24th", after a preposition and before no noun.
    pub(super) fn bare_day(self, at: usize) -> Found {
        if !self.is(at, Key::The) || !self.before_is_preposition(at) {
            return None;
        }
        if self.is(at - 1, Key::Of) || self.is(at - 1, Key::In) || self.is(at - 1, Key::For) {
            return None;
        }
        let end = written::ordinal_end(self.words, at + 1)?;
        let (day, next) = written::day_number(self.words, at + 1)?;
        if self.is(next, Key::Of)
            && matches!(self.lex(next + 1), Some(Lex::Key(Key::That | Key::The | Key::This)))
            && let Some(month) = (next + 2..next + 4)
                .find(|i| matches!(self.lex(*i), Some(Lex::Unit { unit: Unit::Month, plural: false })))
        {
            return Some((Form::DayOfMonth(day), month + 1));
        }
        (next == end && self.boundary(next)).then_some((Form::DayOfMonth(day), next))
    }

    /// Whether a phrase ends before the word: a mark, a small word, a verb of
    /// saying, or the end.
    pub(super) fn boundary(self, at: usize) -> bool {
        match self.lex(at) {
            None => true,
            Some(Lex::Mark(mark)) => !matches!(mark, '-' | '–' | '$' | '%'),
            Some(Lex::Key(key)) => {
                !matches!(key, Key::First | Key::Annual | Key::Daily | Key::Half | Key::Last)
            }
            Some(Lex::Other) => matches!(
                self.letters(at),
                "when"
                    | "as"
                    | "but"
                    | "while"
                    | "with"
                    | "without"
                    | "against"
                    | "where"
                    | "who"
                    | "which"
                    | "said"
                    | "was"
                    | "were"
                    | "is"
                    | "are"
                    | "had"
                    | "has"
                    | "have"
                    | "will"
                    | "would"
                    | "he"
                    | "she"
                    | "it"
                    | "they"
                    | "we"
                    | "saw"
                    | "because"
                    | "if"
                    | "due"
                    | "into"
                    | "under"
                    | "upon"
                    | "amid"
                    | "near"
                    | "did"
                    | "also"
                    | "may"
                    | "could"
                    | "then"
                    | "there"
                    | "than"
                    | "ended"
                    | "began"
                    | "came"
            ),
            Some(_) => true,
        }
    }
}

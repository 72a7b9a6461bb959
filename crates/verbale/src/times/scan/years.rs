//! Years, decades, centuries, and ranges of years and days.

use super::{Expression, Found, Scanner};
use crate::times::{
    calendar::{Grain, Period},
    expression::Form,
    words::{Key, Lex, Unit},
    written,
};

/// Words for people and things that are counted: "in 2000 people" is no year.
const COUNTED: &[&str] = &[
    "people",
    "troops",
    "soldiers",
    "men",
    "women",
    "children",
    "victims",
    "refugees",
    "families",
    "residents",
    "civilians",
    "prisoners",
    "fighters",
    "police",
    "migrants",
    "votes",
    "houses",
    "homes",
    "dead",
    "others",
    "miles",
    "kilometres",
    "kilometers",
    "km",
    "metres",
    "meters",
    "tons",
    "tonnes",
    "barrels",
    "dollars",
    "euros",
    "rounds",
    "rockets",
    "missiles",
    "tanks",
    "workers",
    "students",
    "villagers",
    "rebels",
    "protesters",
    "demonstrators",
    "square",
    "hectares",
    "feet",
    "percent",
    "pounds",
    "rubles",
    "roubles",
    "yuan",
    "cases",
    "villages",
    "places",
];

/// Words whose number is no year: "Resolution 1973".
const NUMBERED: &[&str] = &[
    "Resolution",
    "Resolutions",
    "Hill",
    "Room",
    "Boeing",
    "Airbus",
    "Highway",
    "Route",
    "Unit",
    "Article",
    "Camp",
    "Flight",
    "Law",
    "Decree",
    "Act",
    "Bill",
    "Brigade",
    "Division",
    "Regiment",
    "Battalion",
    "Squadron",
    "Order",
    "Directive",
    "Number",
    "Nr",
    "No",
    "Page",
    "Section",
    "Paragraph",
    "Peugeot",
    "Model",
    "Type",
    "Mark",
    "Line",
    "Road",
    "Street",
    "Avenue",
    "Channel",
    "Radio",
    "Gate",
    "Point",
    "Height",
    "Site",
    "Area",
    "Block",
    "Zone",
    "Council",
    "Case",
    "Docket",
    "Fort",
    "Section",
    "Protocol",
    "Convention",
    "Rule",
    "Code",
    "Form",
    "Level",
];

impl Scanner<'_> {
    /// A year that stands alone: after a preposition, in a list, in brackets,
    /// or between a determiner and a noun.
    pub(super) fn year(self, at: usize, before: Option<&Expression>) -> Found {
        if let Some(found) = self.fixed_year(at) {
            return Some(found);
        }
        let (year, next) = written::year(self.words, at)?;
        if self.glued(at)
            && !matches!(self.lex_before(at), Some(Lex::Mark('(' | '[' | '"' | '“' | '/' | '—' | '–' | '-')))
        {
            return None;
        }
        if COUNTED.contains(&self.letters(next)) {
            return None;
        }
        if let Some(found) = self.era(at, next) {
            return Some(found);
        }
        let modern = (1400..=2200).contains(&year);
        let glued_on = self.glued(next) && self.lex(next) == Some(Lex::Mark('-')) && self.glued(next + 1);
        if glued_on && !matches!(self.lex(next + 1), Some(Lex::Digits { .. })) {
            return None;
        }
        let accepted = match self.lex_before(at) {
            Some(Lex::Key(key)) => match key {
                Key::In
                | Key::Since
                | Key::Until
                | Key::During
                | Key::Early
                | Key::Late
                | Key::Mid
                | Key::Into => true,
                Key::By
                | Key::From
                | Key::To
                | Key::Between
                | Key::Before
                | Key::After
                | Key::For
                | Key::Over
                | Key::Of => modern && self.ends_phrase(next),
                Key::And => modern && self.continues(at, before) && self.ends_phrase(next),
                Key::The | Key::S | Key::A | Key::This => {
                    modern
                        && year >= 1700
                        && matches!(self.lex(next), Some(Lex::Other | Lex::Season(_) | Lex::Mark('"' | '“')))
                        && self.words[next].spaced
                }
                _ => false,
            },
            Some(Lex::Mark('(' | '[')) => {
                modern && matches!(self.lex(next), Some(Lex::Mark(')' | ']' | ',' | '-' | '–' | ';')))
            }
            Some(Lex::Mark(',' | '/' | '-' | '–' | '—')) if modern && self.continues(at, before) => {
                self.ends_phrase(next)
            }
            // "Berlin, 1945.": a caption.
            Some(Lex::Mark(',')) => {
                (1800..=2100).contains(&year)
                    && at >= 2
                    && self.lex(at - 2) == Some(Lex::Other)
                    && matches!(self.lex(next), None | Some(Lex::Mark('.' | ')' | ';' | ',')))
            }
            Some(Lex::Month { .. } | Lex::Season(_)) => modern,
            Some(Lex::Other) => (1700..=2100).contains(&year) && self.after_noun(at, next),
            None => self.heads(year, next),
            Some(_) => self.opens(at) && self.heads(year, next),
        };
        accepted.then(|| Some((Form::Fixed(Period::year(year)?), next))).flatten()
    }

    /// Whether a year opens a sentence or heading: "1987 saw", "2003: Invasion".
    fn heads(self, year: i16, next: usize) -> bool {
        let counted = matches!(self.lex(next), Some(Lex::Other))
            && !self.capital(next)
            && (self.letters(next).ends_with('s') || COUNTED.contains(&self.letters(next)))
            && !matches!(self.letters(next), "was" | "is" | "has" | "sees" | "marks");
        (1700..=2100).contains(&year) && !counted && !matches!(self.lex(next), Some(Lex::Digits { .. }))
    }

    /// Whether a year belongs to what stands before it: "its 2014 budget", "a
    /// secret 1902 pact", "World Cup 2018".
    fn after_noun(self, at: usize, next: usize) -> bool {
        let before = self.letters(at - 1);
        if matches!(before, "its" | "his" | "her" | "their" | "our" | "whose" | "throughout" | "late") {
            return true;
        }
        if self.capital(at - 1) {
            return self.boundary(next)
                && !self.glued(at)
                && before.len() > 2
                && !NUMBERED.contains(&before)
                && !self.opens(at - 1);
        }
        let determined = at >= 2 && matches!(self.lex(at - 2), Some(Lex::Key(Key::The | Key::A | Key::S)));
        determined
            && !matches!(
                before,
                "nearly" | "additional" | "first" | "other" | "remaining" | "estimated" | "some" | "extra"
            )
            && matches!(self.lex(next), Some(Lex::Other))
            && !COUNTED.contains(&self.letters(next))
            && !self.letters(next).ends_with('s')
    }

    /// A year wherever it stands, as after "the end of".
    pub(super) fn year_at(self, at: usize) -> Found {
        let (year, next) = written::year(self.words, at)?;
        if let Some(found) = self.era(at, next) {
            return Some(found);
        }
        if COUNTED.contains(&self.letters(next)) {
            return None;
        }
        Some((Form::Fixed(Period::year(year)?), next))
    }

    /// "the year 1998", "fiscal year 2021", "146 BC", "480 BC".
    pub(super) fn fixed_year(self, at: usize) -> Found {
        let the = usize::from(self.is(at, Key::The));
        let mut i = at + the;
        if self.is(i, Key::Fiscal) {
            i += 1;
            if let Some((year, next)) = written::year(self.words, i) {
                return Some((Form::Fixed(Period::year(year)?), next));
            }
        }
        if matches!(self.lex(i), Some(Lex::Unit { unit: Unit::Year, .. })) {
            let (year, next) = written::year(self.words, i + 1)?;
            return Some((Form::Fixed(Period::year(year)?), next));
        }
        if let Lex::Digits { len: 1..=4, .. } = self.lex(at)? {
            return self.era(at, at + 1);
        }
        None
    }

    /// A year with "BC" or "AD" behind it.
    fn era(self, at: usize, next: usize) -> Found {
        let Lex::Digits { value, .. } = self.lex(at)? else { return None };
        let (before_christ, end) = self.bc(next)?;
        if before_christ {
            return (value <= 9999).then(|| (Form::Bc(format!("BC{value:04}")), end));
        }
        Some((Form::Fixed(Period::year(i16::try_from(value).ok()?)?), end))
    }

    /// Whether "BC" (true) or "AD" (false) stands at the word, and the index after it.
    fn bc(self, at: usize) -> Option<(bool, usize)> {
        match self.lex(at)? {
            Lex::Key(Key::Bc) if self.capital(at) => Some((true, at + 1)),
            Lex::Key(Key::Ad) if self.capital(at) => Some((false, at + 1)),
            Lex::Other
                if self.letters(at) == "B" && self.letters(at + 1) == "." && self.letters(at + 2) == "C" =>
            {
                let stop = usize::from(self.letters(at + 3) == "." && self.glued(at + 3));
                Some((true, at + 3 + stop))
            }
            _ => None,
        }
    }

    /// Whether the phrase ends after a year, or a noun's own words go on in a
    /// way that a count would not.
    fn ends_phrase(self, next: usize) -> bool {
        self.boundary(next)
            || (self.capital(next) && self.lex(next) == Some(Lex::Other))
            || (self.lex(next) == Some(Lex::Other) && self.letters(next).ends_with("ed"))
            || matches!(self.lex(next), Some(Lex::Mark('-' | '–')))
    }

    /// Whether the word goes on with a list or range of years.
    fn continues(self, at: usize, before: Option<&Expression>) -> bool {
        before.is_some_and(|before| {
            before.next + 1 == at
                || (before.next + 2 == at && matches!(self.lex(at - 1), Some(Lex::Key(Key::And))))
        })
    }

    /// Whether "the" opens a decade: "the early 1990s", "the sixties".
    pub(super) fn is_decade(self, at: usize) -> bool {
        self.decade_or_century(at).is_some()
    }

    /// "the 1960s", "the 1990's", "the '80s", "the nineties", "the 19th century".
    pub(super) fn decade_or_century(self, at: usize) -> Found {
        let the = usize::from(self.is(at, Key::The));
        let i = at + the;
        if let Some(Lex::Key(Key::Early | Key::Late | Key::Mid)) = self.lex(i) {
            return None;
        }
        match self.lex(i)? {
            Lex::Digits { value: value @ 1000..=2990, len: 4 } if value % 10 == 0 => {
                let next = self.plural_s(i + 1)?;
                let year = i16::try_from(value).ok()?;
                if let Some((true, _)) = self.bc(next) {
                    return None;
                }
                let grain = if value % 100 == 0 && value < 1900 { Grain::Century } else { Grain::Decade };
                Some((Form::Fixed(Period::around(jiff::civil::Date::new(year, 1, 1).ok()?, grain)?), next))
            }
            Lex::Digits { value: value @ 0..=990, len: 3 } if value % 10 == 0 => {
                let next = self.plural_s(i + 1)?;
                let (true, end) = self.bc(next)? else { return None };
                Some((Form::Bc(format!("BC{:03}", value / 10)), end))
            }
            Lex::Mark('\'' | '’' | '‘') => {
                let Lex::Digits { value: value @ 20..=90, len: 2 } = self.lex(i + 1)? else { return None };
                let next = self.plural_s(i + 2)?;
                (value % 10 == 0).then_some((Form::Tens((value / 10) as u8), next))
            }
            Lex::Tens(tens)
                if the == 1
                    || matches!(
                        self.lex_before(i),
                        Some(Lex::Key(Key::Early | Key::Late | Key::Mid) | Lex::Mark('-'))
                    ) =>
            {
                Some((Form::Tens(tens), i + 1))
            }
            Lex::Digits { value: n @ 1..=30, .. } => {
                let next = written::ordinal_end(self.words, i)?;
                self.century(n, next)
            }
            Lex::Ordinal(20) if self.is(i + 1, Key::First) || (self.lex(i + 1) == Some(Lex::Mark('-'))) => {
                None
            }
            Lex::Ordinal(n @ 2..=20) => self.century(n, i + 1),
            Lex::Key(Key::First) => self.century(1, i + 1),
            Lex::Count(20) if self.lex(i + 1) == Some(Lex::Mark('-')) && self.is(i + 2, Key::First) => {
                self.century(21, i + 3)
            }
            _ => None,
        }
    }

    fn century(self, n: u32, next: usize) -> Found {
        let next = if self.lex(next) == Some(Lex::Mark('-')) { next + 1 } else { next };
        if !matches!(self.lex(next)?, Lex::Unit { unit: Unit::Century, plural: false }) {
            return None;
        }
        if let Some((before_christ, end)) = self.bc(next + 1) {
            if before_christ {
                return Some((Form::Bc(format!("BC{:02}", n - 1)), end));
            }
            return Some((Form::Fixed(century(n)?), end));
        }
        Some((Form::Fixed(century(n)?), next + 1))
    }

    /// The index after "s" or "'s" glued to a number.
    fn plural_s(self, at: usize) -> Option<usize> {
        if self.is(at, Key::S) && self.glued(at) {
            return Some(at + 1);
        }
        let apostrophe = matches!(self.lex(at)?, Lex::Mark('\'' | '’')) && self.glued(at);
        (apostrophe && self.is(at + 1, Key::S) && self.glued(at + 1)).then_some(at + 2)
    }
}

/// The n-th century of the common era.
fn century(n: u32) -> Option<Period> {
    let year = i16::try_from(n.checked_sub(1)?.checked_mul(100)?).ok()?;
    Period::around(jiff::civil::Date::new(year.max(1), 1, 1).ok()?, Grain::Century)
}

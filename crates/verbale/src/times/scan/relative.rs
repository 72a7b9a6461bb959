//! Expressions reckoned from the day of publication or from the date before:
//! "last week", "the following year", "three days ago".

use super::{Found, Scanner};
use crate::times::{
    calendar::Grain,
    expression::{Anchor, Form, Which, YearRef},
    words::{Key, Lex, Unit},
};

impl Scanner<'_> {
    /// "today", "last week", "this March", "the next day", "the day before yesterday".
    pub(super) fn relative(self, at: usize) -> Found {
        if let Some(found) = self.named_day(at) {
            return Some(found);
        }
        let the = usize::from(self.is(at, Key::The));
        let mut i = at + the;
        let key = match self.lex(i)? {
            Lex::Key(key) => key,
            // "the year before", "the day after", where a phrase ends.
            Lex::Unit { unit, plural: false } if the == 1 => return self.unit_beside(i, unit),
            _ => return None,
        };
        let narrative = the == 1;
        let (which, shift, anchor) = match key {
            // "the previous April" is the one before the narrative's date.
            Key::Last if the == 0 => (Which::Last, -1, Anchor::Article),
            Key::Next => (Which::Next, 1, if narrative { Anchor::Narrative } else { Anchor::Article }),
            Key::This if the == 0 => (Which::This, 0, Anchor::Article),
            Key::Previous => (Which::Last, -1, Anchor::Narrative),
            Key::After if self.letters(i).eq_ignore_ascii_case("following") && the == 1 => {
                (Which::Next, 1, Anchor::Narrative)
            }
            Key::Same if the == 1 => (Which::This, 0, Anchor::Narrative),
            Key::That if the == 0 => {
                if self.is(i + 1, Key::Same) {
                    i += 1;
                }
                (Which::This, 0, Anchor::Narrative)
            }
            Key::Past if the == 1 => return self.just_past(i + 1),
            Key::Coming if the == 1 || self.is(i.wrapping_sub(1), Key::This) => {
                (Which::Next, 1, Anchor::Article)
            }
            _ => return None,
        };
        i += 1;
        // "this coming Friday".
        if which == Which::This && self.is(i, Key::Coming) {
            let Lex::Weekday { day, plural: false, .. } = self.lex(i + 1)? else { return None };
            return Some((Form::Weekday { day, which: Which::Next }, i + 2));
        }
        if which == Which::This && anchor == Anchor::Article && self.is(i, Key::Past) {
            return self.just_past(i + 1);
        }
        // A programme's or column's name: "This Week".
        if self.capital(i)
            && self.capital(i - 1)
            && matches!(self.lex(i), Some(Lex::Unit { .. }))
            && (!self.opens(at) || self.names_on(i + 1) || self.in_marks(at, i + 1))
        {
            return None;
        }
        if self.is(i, Key::Fiscal) && matches!(self.lex(i + 1), Some(Lex::Unit { unit: Unit::Year, .. })) {
            return Some((Form::Near { grain: Grain::Year, shift, anchor }, i + 2));
        }
        match self.lex(i)? {
            // "this years" lacks its apostrophe.
            Lex::Unit { unit, plural } if !plural || (unit == Unit::Year && key == Key::This) => {
                let grain = Grain::of(unit)?;
                let daily = grain == Grain::Day;
                let anchor = match key {
                    Key::Next if daily => Anchor::Narrative,
                    Key::Last | Key::This | Key::Coming if daily => return None,
                    _ => anchor,
                };
                let long = matches!(grain, Grain::Decade | Grain::Century);
                // "the next decade", "the coming year" are lengths.
                if key == Key::Coming || (long && narrative && key == Key::Next) {
                    return None;
                }
                if key == Key::That && grain == Grain::Quarter {
                    return None;
                }
                Some((Form::Near { grain, shift, anchor }, i + 1))
            }
            Lex::Weekday { day, plural: false, short } if self.capital(i) && !short => {
                let which =
                    if anchor == Anchor::Narrative && which == Which::This { Which::Plain } else { which };
                Some((Form::Weekday { day, which }, i + 1))
            }
            // "that September", but not "said that May".
            Lex::Month { month, short: false } if self.capital(i) && key == Key::That => {
                let clause = month == 5
                    || at == 0
                    || matches!(
                        self.letters(at - 1),
                        "said"
                            | "says"
                            | "say"
                            | "saying"
                            | "added"
                            | "adding"
                            | "told"
                            | "reported"
                            | "announced"
                            | "warned"
                            | "claimed"
                            | "claims"
                            | "believes"
                            | "believe"
                            | "so"
                            | "hope"
                            | "hoped"
                            | "knew"
                    );
                (!clause).then_some((Form::Written { day: None, month, year: YearRef::Narrative(0) }, i + 1))
            }
            Lex::Month { month, short: false } if self.capital(i) && the == 0 => {
                if let Some(Lex::Digits { .. }) = self.lex(i + 1) {
                    return None;
                }
                Some((Form::Month { month, which }, i + 1))
            }
            Lex::Season(season) => Some((Form::Season { season, which }, i + 1)),
            _ => None,
        }
    }

    /// What "this past" or "the past" says of a weekday, weekend, month or season.
    fn just_past(self, at: usize) -> Found {
        let form = match self.lex(at)? {
            Lex::Weekday { day, plural: false, .. } => Form::Weekday { day, which: Which::Last },
            Lex::Unit { unit: Unit::Weekend, plural: false } => Form::Weekend,
            Lex::Month { month, short: false } if self.capital(at) => {
                Form::Month { month, which: Which::Last }
            }
            Lex::Season(season) => Form::Season { season, which: Which::Last },
            _ => return None,
        };
        Some((form, at + 1))
    }

    /// "today", "yesterday", "the day after tomorrow", "the weekend".
    fn named_day(self, at: usize) -> Found {
        let near = |shift| Form::Near { grain: Grain::Day, shift, anchor: Anchor::Article };
        let plain = |i: usize| match self.lex(i) {
            Some(Lex::Key(Key::Today)) => Some(0),
            Some(Lex::Key(Key::Yesterday)) => Some(-1),
            Some(Lex::Key(Key::Tomorrow)) => Some(1),
            _ => None,
        };
        if let Some(shift) = plain(at) {
            // "USA Today", "Today FM".
            let name = self.capital(at) && !self.opens(at) && self.capital(at.wrapping_sub(1));
            let name = name || (self.capital(at) && self.in_marks(at, at + 1));
            return (!name).then_some((near(shift), at + 1));
        }
        if !self.is(at, Key::The) {
            return None;
        }
        match self.lex(at + 1)? {
            Lex::Unit { unit: Unit::Day, plural: false } => {
                let step = match self.lex(at + 2)? {
                    Lex::Key(Key::Before) => -1,
                    Lex::Key(Key::After) => 1,
                    _ => return None,
                };
                let shift = plain(at + 3).filter(|shift| *shift == step)?;
                Some((near(shift + step), at + 4))
            }
            Lex::Unit { unit: Unit::Weekend, plural: false } if !self.is(at + 2, Key::Of) => {
                Some((Form::Weekend, at + 2))
            }
            _ => None,
        }
    }

    /// Whether quotation marks stand on both sides: the name of a programme.
    fn in_marks(self, first: usize, next: usize) -> bool {
        let mark = |at: usize| matches!(self.lex(at), Some(Lex::Mark('"' | '“' | '”' | '\'' | '‘' | '’')));
        first > 0 && mark(first - 1) && mark(next) && !self.is(next + 1, Key::S)
    }

    /// "the year before" and "the day after" at the end of a phrase.
    fn unit_beside(self, at: usize, unit: Unit) -> Found {
        let shift = match self.lex(at + 1)? {
            Lex::Key(Key::Before) => -1,
            Lex::Key(Key::After) if self.letters(at + 1).eq_ignore_ascii_case("after") => 1,
            _ => return None,
        };
        let ends = matches!(
            self.lex(at + 2),
            None | Some(Lex::Mark('.' | ',' | ';' | ')' | '!' | '?') | Lex::Key(Key::And))
        );
        let grain = Grain::of(unit)?;
        ends.then_some((Form::Near { grain, shift, anchor: Anchor::Narrative }, at + 2))
    }

    /// "three days ago", "a year earlier", "two weeks later", "in two months' time".
    pub(super) fn offset(self, at: usize) -> Found {
        let (amount, unit, next) = self.quantity(at)?;
        let offset = |forth, anchor, next| Some((Form::Offset { amount, unit, forth, anchor }, next));
        // "two months' time", "two weeks time".
        let apostrophe = usize::from(matches!(self.lex(next), Some(Lex::Mark('\'' | '’'))));
        let s = usize::from(apostrophe == 1 && self.is(next + 1, Key::S));
        if self.is(next + apostrophe + s, Key::Time) && self.is(at.wrapping_sub(1), Key::In) {
            return offset(true, Anchor::Article, next + apostrophe + s + 1);
        }
        match self.lex(next)? {
            Lex::Key(Key::Ago) => offset(false, Anchor::Article, next + 1),
            Lex::Key(Key::Hence) => offset(true, Anchor::Article, next + 1),
            Lex::Key(Key::Later) => offset(true, Anchor::Narrative, next + 1),
            Lex::Key(Key::Earlier | Key::Previous) => offset(false, Anchor::Narrative, next + 1),
            Lex::Key(Key::From) if self.is(next + 1, Key::Now) => offset(true, Anchor::Article, next + 2),
            Lex::Key(Key::From) if self.is(next + 1, Key::Today) => offset(true, Anchor::Article, next + 2),
            Lex::Key(Key::Before) if self.ends(next + 1) => offset(false, Anchor::Narrative, next + 1),
            Lex::Key(Key::After) if self.ends(next + 1) && self.letters(next) == "after" => {
                offset(true, Anchor::Narrative, next + 1)
            }
            Lex::Key(key @ (Key::Before | Key::After)) => {
                let end = self.act(next + 1)?;
                Some((Form::FromAct { amount, unit, forth: key == Key::After, bare: next }, end))
            }
            _ => None,
        }
    }

    /// The index after a short noun phrase with a determiner: "the vote", "his
    /// first trial".
    fn act(self, at: usize) -> Option<usize> {
        let determiner = matches!(self.lex(at), Some(Lex::Key(Key::The | Key::A | Key::That | Key::This)))
            || matches!(self.letters(at), "his" | "her" | "its" | "their");
        if !determiner {
            return None;
        }
        let plain = |i: usize| {
            matches!(self.lex(i), Some(Lex::Other | Lex::Key(Key::First) | Lex::Ordinal(_)))
                && !self.boundary(i)
        };
        let end = (at + 1..at + 4).take_while(|i| plain(*i)).last()? + 1;
        Some(end)
    }

    /// Whether a clause ends before the word.
    fn ends(self, at: usize) -> bool {
        matches!(self.lex(at), None | Some(Lex::Mark('.' | ',' | ';' | ')' | '!' | '?' | '"' | '”' | '—')))
    }
}

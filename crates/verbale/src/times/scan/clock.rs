//! Times of day.

use super::{Expression, Scanner};
use crate::times::{
    calendar::Grain,
    expression::{Anchor, Clock, Form},
    words::{Key, Lex, Part, Unit},
};

impl Scanner<'_> {
    /// An expression that begins with a time of day: "5 p.m.", "5 p.m.
    /// Thursday", "this morning", "last night", "tonight", "overnight".
    pub(super) fn clock_first(self, at: usize) -> Option<Expression> {
        let whole =
            |next, form, clock| Some(Expression { first: at, next, form, narrow: None, clock: Some(clock) });
        let day = |shift, anchor| Form::Near { grain: Grain::Day, shift, anchor };
        match self.lex(at)? {
            Lex::Key(Key::Tonight) => {
                return whole(at + 1, day(0, Anchor::Article), Clock::Part(Part::Night));
            }
            Lex::Key(Key::Overnight) => return whole(at + 1, day(0, Anchor::Article), Clock::Overnight),
            Lex::Key(Key::This) => {
                if let Some(part) = self.part(at + 1) {
                    return whole(at + 2, day(0, Anchor::Article), Clock::Part(part));
                }
            }
            Lex::Key(Key::Last) => {
                if let Some(part @ (Part::Night | Part::Evening)) = self.part(at + 1) {
                    return whole(at + 2, day(-1, Anchor::Article), Clock::Part(part));
                }
            }
            Lex::Key(Key::That) => {
                let same = usize::from(self.is(at + 1, Key::Same));
                if let Some(part) = self.part(at + 1 + same) {
                    return whole(at + 2 + same, day(0, Anchor::Narrative), Clock::Part(part));
                }
            }
            Lex::Key(Key::The) => {
                if let Some(part) = self.part(at + 2) {
                    let shift = match self.lex(at + 1)? {
                        Lex::Key(Key::Next) => 1,
                        Lex::Key(Key::After) if self.letters(at + 1).eq_ignore_ascii_case("following") => 1,
                        Lex::Key(Key::Previous) => -1,
                        Lex::Key(Key::Same) => 0,
                        _ => return None,
                    };
                    return whole(at + 3, day(shift, Anchor::Narrative), Clock::Part(part));
                }
                return None;
            }
            Lex::Digits { .. } | Lex::Count(_) | Lex::Key(Key::Noon | Key::Midnight) => {}
            _ => return None,
        }
        let (clock, next) = self.clock(at)?;
        // "5 p.m. Thursday", "9:34 p.m., March 19", joined without preposition.
        let comma = usize::from(self.lex(next) == Some(Lex::Mark(',')));
        if let Some((form, end)) = self
            .weekday(next + comma)
            .or_else(|| self.written(next + comma))
            .or_else(|| self.relative(next + comma))
            .filter(|(form, _)| self.is_day(form) || matches!(form, Form::Near { grain: Grain::Day, .. }))
            .filter(|(form, _)| comma == 0 || !matches!(form, Form::Near { .. }))
        {
            return whole(end, form, clock);
        }
        whole(next, Form::Clock, clock)
    }

    /// "the night of January 19", "the early morning hours of April 30", "the
    /// morning of Thursday".
    pub(super) fn part_of(self, at: usize) -> Option<Expression> {
        let the = usize::from(self.is(at, Key::The));
        let early = usize::from(matches!(self.lex(at + the), Some(Lex::Key(Key::Early | Key::Late))));
        let mut i = at + the + early;
        let part = self.part(i)?;
        i += 1;
        if matches!(self.lex(i), Some(Lex::Unit { unit: Unit::Hour, plural: true })) {
            i += 1;
        }
        if !matches!(self.lex(i)?, Lex::Key(Key::Of | Key::On)) || (self.is(i, Key::On) && the == 0) {
            return None;
        }
        let (form, next) =
            self.written(i + 1).or_else(|| self.weekday(i + 1)).filter(|(form, _)| self.is_day(form))?;
        Some(Expression { first: at, next, form, narrow: None, clock: Some(Clock::Part(part)) })
    }

    /// A time of day and the index after it: "2:30 p.m.", "14:30" in its place,
    /// "0600 GMT", "noon", "two o'clock in the morning".
    pub(super) fn clock(self, at: usize) -> Option<(Clock, usize)> {
        let prepared = matches!(
            self.lex_before(at),
            Some(
                Lex::Key(
                    Key::At
                        | Key::By
                        | Key::From
                        | Key::Between
                        | Key::Until
                        | Key::About
                        | Key::Since
                        | Key::Before
                        | Key::After
                        | Key::To
                        | Key::And
                ) | Lex::Mark('(')
            )
        );
        let make = |hour: u32, minute: u32, next: usize, sure: bool| {
            if hour > 24 || minute > 59 {
                return None;
            }
            let (next, zone, utc) = self.zone(next);
            (sure || zone).then_some((Clock::At { hour: hour as u8, minute: minute as u8, utc }, next))
        };
        match self.lex(at)? {
            Lex::Key(Key::Noon) if prepared => make(12, 0, at + 1, true),
            Lex::Key(Key::Midnight) if prepared => make(0, 0, at + 1, true),
            Lex::Digits { value, len: 4 } if self.words[at].spaced || prepared => {
                let next = at + 1;
                let told = self.is(next, Key::Gmt)
                    || (self.is(next, Key::Local) && self.is(next + 1, Key::Time))
                    || matches!(self.letters(next), "hrs" | "hours" | "UTC");
                told.then(|| make(value / 100, value % 100, next, true)).flatten()
            }
            Lex::Digits { value: hour, len: 1..=2 } => {
                if self.glued(at) && at > 0 && !prepared {
                    return None;
                }
                let minutes = match (self.lex(at + 1), self.lex(at + 2)) {
                    (Some(Lex::Mark(':' | '.')), Some(Lex::Digits { value, len: 2 }))
                        if self.glued(at + 1) && self.glued(at + 2) =>
                    {
                        Some(value)
                    }
                    _ => None,
                };
                let next = if minutes.is_some() { at + 3 } else { at + 1 };
                let colon = minutes.is_some() && self.lex(at + 1) == Some(Lex::Mark(':'));
                if let Some((afternoon, next)) = self.meridiem(next) {
                    let hour = match (hour, afternoon) {
                        (12, false) => 0,
                        (12, true) => 12,
                        (1..=11, true) => hour + 12,
                        (0..=11, false) => hour,
                        _ => return None,
                    };
                    return make(hour, minutes.unwrap_or(0), next, true);
                }
                if let Some((hour, next)) = self.o_clock(hour, next) {
                    return make(hour, 0, next, true);
                }
                if colon && hour < 24 {
                    return make(hour, minutes?, next, prepared);
                }
                // "6 GMT" and "10 hrs" are told by their zone.
                (self.is(next, Key::Gmt)).then(|| make(hour, 0, next, true)).flatten()
            }
            Lex::Count(hour @ 1..=12) => {
                let (hour, next) = self.o_clock(hour, at + 1).or_else(|| {
                    let (afternoon, next) = self.meridiem(at + 1)?;
                    Some((if afternoon && hour < 12 { hour + 12 } else { hour }, next))
                })?;
                make(hour, 0, next, true)
            }
            _ => None,
        }
    }

    /// "a.m.", "pm": whether it is after noon, and the index after it.
    fn meridiem(self, at: usize) -> Option<(bool, usize)> {
        match self.lex(at)? {
            Lex::Key(Key::Am) => Some((false, at + 1)),
            Lex::Key(Key::Pm) => Some((true, at + 1)),
            Lex::Key(Key::A) | Lex::Other => {
                let afternoon = match self.letters(at) {
                    "a" | "A" => false,
                    "p" | "P" => true,
                    _ => return None,
                };
                let stop = self.lex(at + 1)? == Lex::Mark('.') && self.glued(at + 1);
                let m = matches!(self.letters(at + 2), "m" | "M");
                if !stop || !m {
                    return None;
                }
                let last = usize::from(self.lex(at + 3) == Some(Lex::Mark('.')) && self.glued(at + 3));
                Some((afternoon, at + 3 + last))
            }
            _ => None,
        }
    }

    /// "o'clock", with the part of the day behind it: the hour of 24, and the
    /// index after it.
    fn o_clock(self, hour: u32, at: usize) -> Option<(u32, usize)> {
        if !self.is(at, Key::O)
            || !matches!(self.lex(at + 1), Some(Lex::Mark('\'' | '’')))
            || !self.is(at + 2, Key::Clock)
        {
            return None;
        }
        let next = at + 3;
        if self.is(next, Key::In) && self.is(next + 1, Key::The) {
            return match self.part(next + 2) {
                Some(Part::Morning) => Some((hour % 12, next + 3)),
                Some(Part::Afternoon | Part::Evening) if hour < 12 => Some((hour + 12, next + 3)),
                _ => Some((hour, next)),
            };
        }
        Some((hour, next))
    }

    /// The zone behind a time of day: the index after it, whether there is one,
    /// and whether it is Greenwich's.
    fn zone(self, at: usize) -> (usize, bool, bool) {
        if self.is(at, Key::Gmt) {
            return (at + 1, true, true);
        }
        if self.is(at, Key::Local) && self.is(at + 1, Key::Time) {
            return (at + 2, true, false);
        }
        if matches!(
            self.letters(at),
            "hrs" | "hours" | "hr" | "EST" | "EDT" | "CET" | "CEST" | "BST" | "PST" | "PDT" | "MSK" | "EET"
        ) {
            return (at + 1, true, false);
        }
        (at, false, false)
    }
}

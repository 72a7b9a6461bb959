//! Lengths, repeated times, and the words that mean now, once and some day.

use super::{Found, Scanner};
use crate::times::{
    expression::{Amount, Form, Window},
    words::{Key, Lex, Part, Unit},
};

impl Scanner<'_> {
    /// So many of a unit: "three weeks", "about two and a half years", "a few
    /// days", "half an hour". Gives the index after the unit.
    pub(super) fn quantity(self, at: usize) -> Option<(Amount, Unit, usize)> {
        let i = self.after_hedge(at);
        let (amount, mut next) = self.amount(i)?;
        // "[ten] years ago": an editor's brackets.
        if self.lex(next) == Some(Lex::Mark(']')) {
            next += 1;
        }
        // "three straight days", "ten more years".
        if matches!(
            self.letters(next),
            "straight"
                | "consecutive"
                | "full"
                | "more"
                | "additional"
                | "successive"
                | "working"
                | "business"
                | "calendar"
                | "long"
                | "whole"
                | "further"
                | "other"
                | "short"
                | "mere"
        ) {
            next += 1;
        }
        let Lex::Unit { unit, plural } = self.lex(next)? else { return None };
        if self.words[next].lex == (Lex::Unit { unit: Unit::Minute, plural: false })
            && self.letters(next) == "min"
        {
            return None;
        }
        let one = amount == Amount::whole(1) || matches!(amount, Amount::Tenths(n) if n < 10);
        if unit == Unit::Quarter || (!plural && !one) || (plural && amount == Amount::whole(1)) {
            return None;
        }
        next += 1;
        // "a year and a half".
        if one && self.is(next, Key::And) && self.is(next + 1, Key::A) && self.is(next + 2, Key::Half) {
            return Some((Amount::Tenths(15), unit, next + 3));
        }
        Some((amount, unit, next))
    }

    /// The index after "about", "more than", "at least" and the like.
    fn after_hedge(self, at: usize) -> usize {
        match self.lex(at) {
            Some(Lex::Key(Key::About | Key::Over)) => at + 1,
            Some(Lex::Key(Key::More)) if self.is(at + 1, Key::Than) => at + 2,
            Some(Lex::Key(Key::At)) if self.is(at + 1, Key::Least) => at + 2,
            _ => at,
        }
    }

    /// A number and the index after it.
    fn amount(self, at: usize) -> Option<(Amount, usize)> {
        let (mut tenths, mut next) = match self.lex(at)? {
            Lex::Digits { value, len: 1..=5 } => {
                if self.glued(at)
                    && !matches!(self.lex_before(at), Some(Lex::Mark('(' | '"' | '“' | '‘' | '—')))
                    && at > 0
                {
                    return None;
                }
                let mut tenths = i64::from(value) * 10;
                let mut next = at + 1;
                if let (Some(Lex::Mark(mark @ ('.' | ','))), Some(Lex::Digits { value: rest, len })) =
                    (self.lex(at + 1), self.lex(at + 2))
                    && self.glued(at + 1)
                    && self.glued(at + 2)
                {
                    tenths = match (mark, len) {
                        ('.', 1) => tenths + i64::from(rest),
                        (',', 3) => tenths * 1000 + i64::from(rest) * 10,
                        _ => return None,
                    };
                    next = at + 3;
                }
                if self.lex(next) == Some(Lex::Mark('½')) {
                    tenths += 5;
                    next += 1;
                } else if matches!(self.lex(next), Some(Lex::Digits { value: 1, .. }))
                    && self.lex(next + 1) == Some(Lex::Mark('/'))
                    && matches!(self.lex(next + 2), Some(Lex::Digits { value: 2, .. }))
                    && self.glued(next + 2)
                {
                    tenths += 5;
                    next += 3;
                }
                (tenths, next)
            }
            Lex::Count(n) => {
                let mut n = i64::from(n);
                let mut next = at + 1;
                let dash = usize::from(self.lex(next) == Some(Lex::Mark('-')) && self.glued(next));
                if n % 10 == 0
                    && n >= 20
                    && let Some(Lex::Count(ones @ 1..=9)) = self.lex(next + dash)
                {
                    n += i64::from(ones);
                    next += dash + 1;
                }
                if let Some(Lex::Key(Key::Hundred)) = self.lex(next) {
                    n *= 100;
                    next += 1;
                }
                (n * 10, next)
            }
            Lex::Key(Key::Half) if self.is(at + 1, Key::A) => return Some((Amount::Tenths(5), at + 2)),
            Lex::Key(Key::A) => match self.lex(at + 1)? {
                Lex::Key(Key::Few | Key::Many) => return Some((Amount::Some, at + 2)),
                Lex::Key(Key::Half) if self.lex(at + 2) == Some(Lex::Mark('-')) => {
                    return Some((Amount::Tenths(5), at + 3));
                }
                Lex::Other if self.letters(at + 1) == "couple" && self.is(at + 2, Key::Of) => {
                    return Some((Amount::whole(2), at + 3));
                }
                Lex::Other if self.letters(at + 1) == "dozen" => return Some((Amount::whole(12), at + 2)),
                Lex::Key(Key::Hundred) => (1000, at + 2),
                Lex::Other if matches!(self.letters(at + 1), "single" | "mere" | "full") => (10, at + 2),
                _ => (10, at + 1),
            },
            Lex::Key(Key::Few | Key::Many) => return Some((Amount::Some, at + 1)),
            Lex::Other if self.letters(at) == "couple" && self.is(at + 1, Key::Of) => {
                return Some((Amount::whole(2), at + 2));
            }
            Lex::Key(Key::Hundred) => (1000, at + 1),
            _ => return None,
        };
        // "two and a half".
        if self.is(next, Key::And) && self.is(next + 1, Key::A) && self.is(next + 2, Key::Half) {
            tenths += 5;
            next += 3;
        }
        Some((Amount::Tenths(tenths), next))
    }

    /// A length of time, hyphenated or not, alone or in a window on either side
    /// of the day of publication.
    pub(super) fn length(self, at: usize) -> Found {
        if let Some(found) = self.window(at).or_else(|| self.hyphenated(at)) {
            return Some(found);
        }
        let duration = |amount, unit| Form::Duration { amount, unit, window: None };
        if let Some((amount, unit, next)) = self.quantity(at) {
            let each = self.is(at, Key::A) && unit <= Unit::Year && next == at + 2;
            if each && self.counts_before(at) {
                return Some((Form::Set(length(Amount::whole(1), unit)), next));
            }
            let of = self.is(next, Key::Of);
            if each && unit == Unit::Day && (of || matches!(self.letters(next), "when" | "that" | "for")) {
                return None;
            }
            // "a day-to-day basis".
            if self.lex(next) == Some(Lex::Mark('-')) && self.glued(next) {
                return None;
            }
            if unit == Unit::Weekend || (each && self.capital(next - 1)) {
                return None;
            }
            let old = usize::from(self.is(next, Key::Old));
            return Some((duration(amount, unit), next + old));
        }
        match self.lex(at)? {
            // "for years", "within weeks".
            Lex::Unit { unit, plural: true } if unit != Unit::Quarter && unit != Unit::Weekend => {
                let prepared = matches!(
                    self.lex_before(at),
                    Some(Lex::Key(Key::For | Key::Within | Key::In | Key::After | Key::Of | Key::Until))
                ) || matches!(
                    self.letters(at.wrapping_sub(1)),
                    "took" | "take" | "takes" | "taken" | "lasted" | "last"
                );
                let of = self.is(at - usize::from(at > 0), Key::Of) && self.capital(at);
                (prepared && !of && !self.capital(at) && !self.is(at + 1, Key::Of))
                    .then(|| (duration(Amount::Some, unit), at + 1))
            }
            Lex::Key(Key::The) if self.is(at + 1, Key::Whole) => {
                let Lex::Unit { unit, plural: false } = self.lex(at + 2)? else { return None };
                (unit <= Unit::Century && unit != Unit::Quarter)
                    .then(|| (duration(Amount::whole(1), unit), at + 3))
            }
            _ => None,
        }
    }

    /// "the past week", "the last three days", "the next ten days", "recent years".
    fn window(self, at: usize) -> Found {
        let the = usize::from(matches!(self.lex(at), Some(Lex::Key(Key::The | Key::This | Key::Those))));
        let i = at + the;
        let Lex::Key(key) = self.lex(i)? else { return None };
        let window = match key {
            Key::Past | Key::Last => Window::Back,
            Key::Next | Key::Coming => Window::Ahead,
            Key::After if self.letters(i).eq_ignore_ascii_case("following") && the == 1 => Window::Ahead,
            Key::Previous if the == 1 => Window::Back,
            Key::Recent => {
                let Lex::Unit { plural: true, .. } = self.lex(i + 1)? else { return None };
                return Some((Form::Reference("PAST_REF"), i + 2));
            }
            _ => return None,
        };
        if let Some((amount, unit, next)) = self.quantity(i + 1).filter(|_| !self.is(i + 1, Key::A)) {
            let known = matches!(amount, Amount::Tenths(_)) && !matches!(key, Key::After | Key::Previous);
            return Some((Form::Duration { amount, unit, window: known.then_some(window) }, next));
        }
        let Lex::Unit { unit, plural } = self.lex(i + 1)? else { return None };
        if plural {
            return (the == 1 || key == Key::Coming)
                .then_some((Form::Duration { amount: Amount::Some, unit, window: None }, i + 2));
        }
        // "the last day of": not the length but its end.
        if the == 0 || self.is(i + 2, Key::Of) || unit == Unit::Quarter || unit == Unit::Weekend {
            return None;
        }
        if matches!(key, Key::After | Key::Previous) || (key == Key::Next && unit < Unit::Decade) {
            return None;
        }
        if unit == Unit::Day && key != Key::Past {
            return None;
        }
        Some((Form::Duration { amount: Amount::whole(1), unit, window: Some(window) }, i + 2))
    }

    /// "three-day", "15-year-old", "weeks-long".
    fn hyphenated(self, at: usize) -> Found {
        let dash = |i: usize| {
            matches!(self.lex(i), Some(Lex::Mark('-' | '‑'))) && self.glued(i) && self.glued(i + 1)
        };
        let long_or_old = |i: usize| {
            if dash(i) && matches!(self.lex(i + 1), Some(Lex::Key(Key::Long | Key::Old))) { i + 2 } else { i }
        };
        if let Lex::Unit { unit, plural } = self.lex(at)? {
            let next = long_or_old(at + 1);
            let amount = if plural { Amount::Some } else { Amount::whole(1) };
            return (next > at + 1 && unit != Unit::Quarter)
                .then_some((Form::Duration { amount, unit, window: None }, next));
        }
        let (amount, next) = match self.lex(at)? {
            Lex::Key(Key::A | Key::Half | Key::Hundred) => return None,
            _ => self.amount(at)?,
        };
        if !dash(next) {
            return None;
        }
        let Lex::Unit { unit, .. } = self.lex(next + 1)? else { return None };
        (unit != Unit::Quarter)
            .then(|| (Form::Duration { amount, unit, window: None }, long_or_old(next + 2)))
    }

    /// Whether something is counted just before: "20 tonnes a year".
    fn counts_before(self, at: usize) -> bool {
        let figure = |i: usize| {
            matches!(self.lex(i), Some(Lex::Digits { .. } | Lex::Count(_) | Lex::Mark('$' | '€' | '£' | '%')))
                || matches!(self.letters(i), "million" | "billion" | "percent")
        };
        let counted = at >= 2
            && (figure(at - 1)
                || (matches!(self.lex(at - 1), Some(Lex::Unit { plural: true, .. })) && figure(at - 2))
                || (self.lex(at - 1) == Some(Lex::Other) && !self.capital(at - 1) && figure(at - 2)));
        counted && !matches!(self.letters(at - 1), "for" | "after")
    }

    /// "every day", "twice a week", "daily", "per month".
    pub(super) fn set(self, at: usize) -> Found {
        let once = |form: String, next| Some((Form::Set(form), next));
        match self.lex(at)? {
            Lex::Key(Key::Every | Key::Each) => {
                let other = usize::from(self.is(at + 1, Key::Other));
                if let Some((amount, unit, next)) = self.quantity(at + 1).filter(|_| other == 0) {
                    return once(length(amount, unit), next);
                }
                let i = at + 1 + other;
                let n = Amount::whole(1 + i64::from(other == 1));
                match self.lex(i)? {
                    Lex::Unit { unit, plural: false } => {
                        if unit == Unit::Weekend {
                            return once("XXXX-WXX-WE".to_owned(), i + 1);
                        }
                        once(length(n, unit), i + 1)
                    }
                    Lex::Weekday { day, plural: false, .. } => once(format!("XXXX-WXX-{day}"), i + 1),
                    Lex::Month { month, .. } if self.capital(i) => once(format!("XXXX-{month:02}"), i + 1),
                    Lex::Part(part) => once(format!("XXXX-XX-XXT{}", part.as_str()), i + 1),
                    Lex::Season(season) => {
                        once(format!("XXXX-{}", ["SP", "SU", "FA", "WI"][usize::from(season.min(3))]), i + 1)
                    }
                    _ => None,
                }
            }
            Lex::Key(Key::Once) => self.per_unit(at + 1).and_then(|(form, next)| once(form, next)),
            Lex::Digits { .. } | Lex::Count(_) | Lex::Key(Key::Many) => {
                let (_, next) = self.amount(at)?;
                self.is(next, Key::Times).then_some(())?;
                self.per_unit(next + 1).and_then(|(form, next)| once(form, next))
            }
            Lex::Key(Key::Per) => {
                let Lex::Unit { unit, plural: false } = self.lex(at + 1)? else { return None };
                once(length(Amount::whole(1), unit), at + 2)
            }
            Lex::Key(key @ (Key::Daily | Key::Weekly | Key::Monthly | Key::Annual)) => {
                // A newspaper's name has a capital.
                let named = self.lex_before(at) == Some(Lex::Mark(':'));
                if self.capital(at) && (!self.opens(at) || named || self.capital(at + 1)) {
                    return None;
                }
                let value = match key {
                    Key::Daily => "XXXX-XX-XX",
                    Key::Weekly => "XXXX-WXX",
                    Key::Monthly => "XXXX-XX",
                    _ => "XXXX",
                };
                once(value.to_owned(), at + 1)
            }
            _ => None,
        }
    }

    fn per_unit(self, at: usize) -> Option<(String, usize)> {
        if !matches!(self.lex(at)?, Lex::Key(Key::A | Key::Every | Key::Each | Key::Per)) {
            return None;
        }
        let Lex::Unit { unit, plural: false } = self.lex(at + 1)? else { return None };
        Some((length(Amount::whole(1), unit), at + 2))
    }

    /// "now", "recently", "the future".
    pub(super) fn reference(self, at: usize) -> Found {
        let Lex::Key(key) = self.lex(at)? else { return None };
        let named = self.capital(at) && !self.opens(at);
        let found = |name, next| Some((Form::Reference(name), next));
        match key {
            Key::Now | Key::Currently if !named => found("PRESENT_REF", at + 1),
            Key::Recently if !named => found("PAST_REF", at + 1),
            Key::Present
                if self.is(at.wrapping_sub(1), Key::At) && !matches!(self.lex(at + 1), Some(Lex::Other)) =>
            {
                found("PRESENT_REF", at + 1)
            }
            Key::The => {
                let prepared = self.before_is_preposition(at);
                let ends = !matches!(self.lex(at + 2), Some(Lex::Other)) || self.boundary(at + 2);
                if !prepared || !ends || self.capital(at + 1) {
                    return None;
                }
                match self.lex(at + 1)? {
                    Lex::Key(Key::Moment) if self.is(at - 1, Key::At) || self.is(at - 1, Key::For) => {
                        found("PRESENT_REF", at + 2)
                    }
                    Lex::Key(Key::Future) => found("FUTURE_REF", at + 2),
                    Lex::Key(Key::Past)
                        if !matches!(self.lex(at + 2), Some(Lex::Digits { .. } | Lex::Count(_))) =>
                    {
                        found("PAST_REF", at + 2)
                    }
                    _ => None,
                }
            }
            Key::Future if self.is(at.wrapping_sub(1), Key::In) && self.boundary(at + 1) => {
                found("FUTURE_REF", at + 1)
            }
            _ => None,
        }
    }

    /// A part of the day as written.
    pub(super) fn part(self, at: usize) -> Option<Part> {
        match self.lex(at)? {
            Lex::Part(part) => Some(part),
            _ => None,
        }
    }
}

/// The TIMEX3 value of a length.
pub(crate) fn length(amount: Amount, unit: Unit) -> String {
    let (amount, time, letters) = match unit {
        Unit::Second => (amount, true, "S"),
        Unit::Minute => (amount, true, "M"),
        Unit::Hour => (amount, true, "H"),
        Unit::Day => (amount, false, "D"),
        Unit::Week => (amount, false, "W"),
        Unit::Weekend => (amount, false, "WE"),
        Unit::Fortnight => match amount {
            Amount::Tenths(n) => (Amount::Tenths(n.saturating_mul(2)), false, "W"),
            Amount::Some => (amount, false, "W"),
        },
        Unit::Month => (amount, false, "M"),
        Unit::Quarter => (amount, false, "Q"),
        Unit::Year => (amount, false, "Y"),
        Unit::Decade => (amount, false, "DE"),
        Unit::Century => (amount, false, "CE"),
    };
    format!("P{}{}{letters}", if time { "T" } else { "" }, amount.as_text())
}

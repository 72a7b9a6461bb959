//! Weekdays, and the names that only look like one.

use super::{Found, Scanner};
use crate::times::{
    expression::{Form, Which},
    words::{Key, Lex, Unit},
};

impl Scanner<'_> {
    /// A weekday that stands alone, or with the week it belongs to.
    pub(super) fn weekday(self, at: usize) -> Found {
        let Lex::Weekday { day, short: false, plural } = self.lex(at)? else { return None };
        if !self.capital(at) {
            return None;
        }
        if plural {
            // "on Fridays" is a repeated time.
            return Some((Form::Set(format!("XXXX-WXX-{day}")), at + 1));
        }
        let next = at + 1;
        // "on a Monday" is any.
        if self.is(at.wrapping_sub(1), Key::A) && !matches!(self.lex(next), Some(Lex::Other | Lex::Part(_))) {
            return Some((Form::Set(format!("XXXX-WXX-{day}")), next));
        }
        let name_before = self.capital_before(at);
        if name_before
            && !self.speaks_before(at)
            && matches!(
                self.letters(at.wrapping_sub(1)),
                "Black"
                    | "Bloody"
                    | "Good"
                    | "Ash"
                    | "Palm"
                    | "Easter"
                    | "Shrove"
                    | "Cyber"
                    | "Super"
                    | "Red"
                    | "Joy"
                    | "Ruby"
            )
        {
            return None;
        }
        // "Sunday Times", "the Monday Club": a name goes on, where nothing
        // before the weekday opens a time.
        if self.names_on(next)
            && !self.before_is_time_word(at)
            && (self.opens(at) || self.is(at.wrapping_sub(1), Key::The))
        {
            return None;
        }
        if self.paper(next) || (self.letters(next) == "Night" && self.letters(next + 1) == "Live") {
            return None;
        }
        // "Friday prayers leader" is an office.
        if matches!(self.letters(next), "prayers" | "prayer" | "Prayer" | "Prayers")
            && matches!(self.letters(next + 1), "leader" | "leaders" | "imam" | "imams" | "preacher")
        {
            return None;
        }
        let of = usize::from(self.is(next, Key::Of));
        let week = |i: usize| matches!(self.lex(i), Some(Lex::Unit { unit: Unit::Week, plural: false }));
        let which = match self.lex(next + of) {
            Some(Lex::Key(Key::Last)) if week(next + of + 1) => Some(-1),
            Some(Lex::Key(Key::Next)) if week(next + of + 1) => Some(1),
            Some(Lex::Key(Key::This)) if week(next + of + 1) => Some(0),
            _ => None,
        };
        if let Some(shift) = which {
            return Some((Form::Weekday { day, which: Which::Shift(shift) }, next + of + 2));
        }
        Some((Form::Weekday { day, which: Which::Plain }, next))
    }

    pub(super) fn capital_before(self, at: usize) -> bool {
        at > 0 && self.capital(at - 1) && self.lex(at - 1) == Some(Lex::Other)
    }

    /// Whether the word before ends like a verb of the past: "Putin said Friday".
    fn speaks_before(self, at: usize) -> bool {
        at > 0 && !self.capital(at - 1)
    }

    /// Whether a capitalised word that is no month follows.
    pub(super) fn names_on(self, next: usize) -> bool {
        self.words.get(next).is_some_and(|word| word.capital && word.spaced && word.lex == Lex::Other)
    }

    /// Whether a newspaper's last name follows.
    fn paper(self, next: usize) -> bool {
        matches!(
            self.letters(next),
            "Times"
                | "Telegraph"
                | "Mail"
                | "Express"
                | "Mirror"
                | "Herald"
                | "Post"
                | "Star"
                | "Tribune"
                | "Sun"
                | "Group"
                | "Club"
        )
    }

    fn before_is_time_word(self, at: usize) -> bool {
        self.before_is_preposition(at)
            || matches!(
                self.lex_before(at),
                Some(Lex::Key(Key::Early | Key::Late | Key::Last | Key::Next | Key::This | Key::Coming))
            )
    }
}

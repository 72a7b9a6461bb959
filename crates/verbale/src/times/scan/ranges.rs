//! Ranges of days and years.

use super::{Expression, Scanner, fixed};
use crate::times::{
    calendar::Period,
    expression::{Form, YearRef},
    words::{Key, Lex},
    written,
};

impl Scanner<'_> {
    /// Two days or years that share what only one of them says: "3-5 May",
    /// "May 3 to 5", "1980–88". Gives the index after the second.
    pub(super) fn range(self, at: usize, all: &mut Vec<Expression>) -> Option<usize> {
        let push = |all: &mut Vec<Expression>, first: usize, next: usize, form: Form| {
            all.push(Expression { first, next, form, narrow: None, clock: None });
        };
        match self.lex(at)? {
            Lex::Digits { value, len: ..=2 } => {
                if self.glued(at)
                    && !matches!(self.lex_before(at), Some(Lex::Mark('(' | '"' | '“')))
                    && at > 0
                {
                    return None;
                }
                let (day, end) = written::day_number(self.words, at)?;
                let _ = value;
                let between = self.joint(end)?;
                let second = written::at(self.words, between).filter(|second| second.day.is_some())?;
                if !matches!(self.lex(between), Some(Lex::Digits { .. }))
                    || self.lex(between + 1) == Some(Lex::Mark('/'))
                {
                    return None;
                }
                let form = |day| match second.year {
                    Some(year) => fixed(Some(day), second.month, year),
                    None => Some(Form::Written { day: Some(day), month: second.month, year: YearRef::Open }),
                };
                let (first_form, second_form) = (form(day)?, form(second.day?)?);
                push(all, at, end, first_form);
                push(all, between, second.next, second_form);
                Some(second.next)
            }
            Lex::Month { .. } => {
                let first = written::at(self.words, at).filter(|first| first.year.is_none())?;
                let day = first.day?;
                let between = self.joint(first.next)?;
                let (second_day, end) = written::day_number(self.words, between)?;
                if !matches!(self.lex(between), Some(Lex::Digits { .. })) || second_day <= day {
                    return None;
                }
                // "May 3 and 5 people" counts people; "May 3 to 5 June" is another month's.
                let figure = self.glued(between)
                    || self.boundary(end)
                        && !matches!(self.lex(end), Some(Lex::Month { .. } | Lex::Mark(':')));
                if !figure || matches!(self.lex(end), Some(Lex::Month { .. })) {
                    return None;
                }
                let year = if self.lex(end) == Some(Lex::Mark(',')) {
                    written::year(self.words, end + 1)
                } else {
                    written::year(self.words, end)
                };
                let form = |day| match year {
                    Some((year, _)) => fixed(Some(day), first.month, year),
                    None => Some(Form::Written { day: Some(day), month: first.month, year: YearRef::Open }),
                };
                let (first_form, second_form) = (form(day)?, form(second_day)?);
                let next = year.map_or(end, |(_, next)| next);
                push(all, at, first.next, first_form);
                push(all, between, next, second_form);
                Some(next)
            }
            Lex::Digits { value, len: 4 } if (1400..=2200).contains(&value) => {
                if self.glued(at)
                    && !matches!(self.lex_before(at), Some(Lex::Mark('(' | '"' | '“' | '[')))
                    && at > 0
                {
                    return None;
                }
                let Lex::Mark(mark @ ('-' | '–' | '/')) = self.lex(at + 1)? else { return None };
                let glued = self.glued(at + 1) && self.glued(at + 2);
                // "over 2000 - 2050": both in full, behind a preposition.
                let wide = !self.glued(at + 1)
                    && !self.glued(at + 2)
                    && (self.before_is_preposition(at)
                        || matches!(self.lex_before(at), Some(Lex::Key(Key::Over))))
                    && matches!(self.lex(at + 2), Some(Lex::Digits { len: 4, .. }));
                if !glued && !wide {
                    return None;
                }
                let Lex::Digits { value: second, len } = self.lex(at + 2)? else { return None };
                if self.glued(at + 3) && !matches!(self.lex(at + 3), Some(Lex::Mark(_))) {
                    return None;
                }
                if self.glued(at + 3)
                    && matches!(self.lex(at + 3), Some(Lex::Mark('-' | '/')))
                    && matches!(self.lex(at + 4), Some(Lex::Digits { .. }))
                {
                    return None;
                }
                let start = i16::try_from(value).ok()?;
                let second = match len {
                    4 if second > value => second,
                    2 if second > value % 100 => value / 100 * 100 + second,
                    // "2022-01" is a month.
                    2 if mark == '-' && (1..=12).contains(&second) => {
                        let form = Form::Fixed(Period::month(start, second as i8)?);
                        push(all, at, at + 3, form);
                        return Some(at + 3);
                    }
                    _ => return None,
                };
                let end = Period::year(i16::try_from(second).ok().filter(|year| *year <= 2200)?)?;
                push(all, at, at + 1, Form::Fixed(Period::year(start)?));
                push(all, at + 2, at + 3, Form::Fixed(end));
                Some(at + 3)
            }
            _ => None,
        }
    }

    /// The index after what joins two days: a dash, "to", "and", "until".
    fn joint(self, at: usize) -> Option<usize> {
        matches!(self.lex(at)?, Lex::Mark('-' | '–' | '—') | Lex::Key(Key::And | Key::To | Key::Until))
            .then_some(at + 1)
    }
}

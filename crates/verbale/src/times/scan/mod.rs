//! The grammar: finds time expressions in the words of a paragraph.
//!
//! One pass from left to right; at each word the ways in which an expression
//! can begin are tried, and the first that holds is taken whole.

mod clock;
mod lengths;
mod named;
mod ranges;
mod relative;
mod weekdays;
mod years;

pub(crate) use lengths::length;

use super::{
    calendar::Period,
    expression::{Anchor, Clock, Expression, Form, Narrow, YearRef},
    words::{Key, Lex, Unit, Word},
    written,
};

/// The words of a paragraph and the ways to look at them.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Scanner<'a> {
    text: &'a str,
    words: &'a [Word],
}

/// What begins at a word: its form and the index after it.
type Found = Option<(Form, usize)>;

impl<'a> Scanner<'a> {
    /// The scanner of a paragraph's words.
    pub(crate) const fn new(text: &'a str, words: &'a [Word]) -> Self {
        Self { text, words }
    }

    /// All expressions, in order, never overlapping.
    pub(crate) fn expressions(self) -> Vec<Expression> {
        let mut all: Vec<Expression> = Vec::new();
        let mut at = 0;
        while at < self.words.len() {
            if matches!(self.words[at].lex, Lex::Other) {
                at += 1;
                continue;
            }
            let found = self.range(at, &mut all).or_else(|| {
                self.expression(at, all.last()).map(|expression| {
                    let next = expression.next;
                    all.push(expression);
                    next
                })
            });
            at = found.map_or(at + 1, |next| next.max(at + 1));
        }
        self.share_years(&mut all);
        all
    }

    /// The expression that begins at a word; `before` is the one before it.
    fn expression(self, at: usize, before: Option<&Expression>) -> Option<Expression> {
        self.clock_first(at)
            .or_else(|| self.part_of(at))
            .or_else(|| self.narrowed(at))
            .or_else(|| {
                let (form, next) = self.core(at, before)?;
                Some(self.with_clock(at, form, None, next))
            })
            .or_else(|| {
                let (form, next) = self.length(at).or_else(|| self.set(at)).or_else(|| self.reference(at))?;
                Some(Expression { first: at, next, form, narrow: None, clock: None })
            })
    }

    /// A stretch of the calendar, without what narrows it.
    fn core(self, at: usize, before: Option<&Expression>) -> Found {
        self.iso_week(at)
            .or_else(|| self.nine_eleven(at))
            .or_else(|| self.written(at))
            .or_else(|| self.weekday(at))
            .or_else(|| self.relative(at))
            .or_else(|| self.offset(at))
            .or_else(|| self.decade_or_century(at))
            .or_else(|| self.season(at))
            .or_else(|| self.piece_of_year(at))
            .or_else(|| self.holiday(at))
            .or_else(|| self.year(at, before))
            .or_else(|| self.bare_day(at))
    }

    /// Adds a time of day that follows: "Thursday night", "Thursday at 5 p.m." stays two.
    fn with_clock(self, first: usize, form: Form, narrow: Option<Narrow>, next: usize) -> Expression {
        let daily = match &form {
            Form::Weekday { .. } | Form::DayOfMonth(_) => true,
            Form::Written { day, .. } => day.is_some(),
            Form::Fixed(period) => period.start() == period.end(),
            Form::Near { grain, .. } => *grain == super::calendar::Grain::Day,
            _ => false,
        };
        if daily {
            if let Some(Lex::Part(part)) = self.lex(next) {
                return Expression { first, next: next + 1, form, narrow, clock: Some(Clock::Part(part)) };
            }
            if let Some((clock, end)) =
                self.clock(next).filter(|_| self.lex(next) != Some(Lex::Key(Key::Noon)))
            {
                return Expression { first, next: end, form, narrow, clock: Some(clock) };
            }
        }
        Expression { first, next, form, narrow, clock: None }
    }

    /// "early next month", "mid-January", "the end of 2021", "later this year".
    fn narrowed(self, at: usize) -> Option<Expression> {
        let key = |i: usize| match self.lex(i) {
            Some(Lex::Key(key)) => Some(key),
            _ => None,
        };
        let the = usize::from(key(at) == Some(Key::The));
        let i = at + the;
        let Some(first) = key(i) else { return self.nth_piece(at) };
        let (narrow, mut next) = match first {
            Key::Early => (Narrow::Early, i + 1),
            Key::Late => (Narrow::Late, i + 1),
            Key::Mid => (Narrow::Mid, i + 1),
            Key::Earlier => (Narrow::Earlier, i + 1),
            Key::Later => (Narrow::Later, i + 1),
            Key::End if the == 1 || self.before_is_preposition(at) => (Narrow::Late, i + 1),
            Key::Start if the == 1 || self.before_is_preposition(at) => (Narrow::Early, i + 1),
            Key::Middle if the == 1 => (Narrow::Mid, i + 1),
            Key::First if key(i + 1) == Some(Key::Half) => (Narrow::FirstHalf, i + 2),
            _ => return self.nth_piece(at),
        };
        let of = match narrow {
            Narrow::FirstHalf => key(next) == Some(Key::Of),
            _ => matches!(key(next), Some(Key::Of | Key::In)),
        };
        let needs_of = matches!(key(i), Some(Key::End | Key::Start | Key::Middle | Key::First));
        if needs_of && !of {
            return self.nth_piece(at);
        }
        let hyphened = narrow == Narrow::Mid && self.lex(next) == Some(Lex::Mark('-'));
        next += usize::from(of || hyphened);
        let inner = if key(next) == Some(Key::The) && !self.is_decade(next) { next + 1 } else { next };
        // "the end of the month": the month of the anchor.
        if let Some(Lex::Unit { unit, plural: false }) = self.lex(inner)
            && inner > next
            && let Some(grain) = super::calendar::Grain::of(unit)
            && of
        {
            if let Some((form, end)) = self.weekday(inner + 1).filter(|_| unit == Unit::Day) {
                return Some(Expression { first: at, next: end, form, narrow: None, clock: None });
            }
            let form = Form::Near { grain, shift: 0, anchor: Anchor::Scene };
            return Some(Expression { first: at, next: inner + 1, form, narrow: Some(narrow), clock: None });
        }
        let core = if matches!(narrow, Narrow::Earlier | Narrow::Later) {
            self.relative(next).or_else(|| {
                of.then(|| self.year_at(inner))
                    .flatten()
                    .or_else(|| of.then(|| self.written(inner)).flatten())
            })
        } else {
            self.iso_week(next)
                .or_else(|| self.relative(next))
                .or_else(|| self.written_after(next, true))
                .or_else(|| self.weekday(next))
                .or_else(|| self.decade_or_century(next))
                .or_else(|| self.season(inner))
                .or_else(|| self.piece_of_year(inner))
                .or_else(|| self.year_at(next))
                .or_else(|| self.fixed_year(next))
        };
        if let Some((form, end)) = core {
            let wide = !matches!(form, Form::Offset { .. } | Form::Duration { .. });
            if wide {
                let mut expression = self.with_clock(at, form, Some(narrow), end);
                if needs_of && self.is_day(&expression.form) && the == 0 {
                    expression.first = next;
                }
                return Some(expression);
            }
        }
        self.nth_piece(at)
    }

    /// "the first week of January", "the second half of May 2021".
    fn nth_piece(self, at: usize) -> Option<Expression> {
        let the = usize::from(self.is(at, Key::The));
        let i = at + the;
        let number = match self.lex(i)? {
            Lex::Key(Key::First) => 1,
            Lex::Key(Key::Last) => 0,
            Lex::Ordinal(n @ 2..=5) => n,
            _ => return None,
        };
        let (narrow, next) = match self.lex(i + 1)? {
            Lex::Unit { unit: Unit::Week, plural: false } if number == 0 => (Narrow::LastWeek, i + 2),
            Lex::Unit { unit: Unit::Week, plural: false } => (Narrow::Week(number as u8), i + 2),
            Lex::Weekday { day, short: false, plural: false } => {
                (Narrow::Weekday { number: number as u8, day }, i + 2)
            }
            Lex::Key(Key::Half) if number == 1 => (Narrow::FirstHalf, i + 2),
            Lex::Key(Key::Half) if number == 2 => (Narrow::SecondHalf, i + 2),
            _ => return None,
        };
        if !matches!(self.lex(next)?, Lex::Key(Key::Of | Key::In)) {
            return None;
        }
        let (form, end) = self.written_after(next + 1, true)?;
        matches!(form, Form::Written { day: None, .. }).then_some(()).or_else(|| {
            matches!(&form, Form::Fixed(period) if period.start() != period.end()).then_some(())
        })?;
        Some(Expression { first: at, next: end, form, narrow: Some(narrow), clock: None })
    }

    fn is_day(self, form: &Form) -> bool {
        match form {
            Form::Weekday { .. } | Form::DayOfMonth(_) => true,
            Form::Written { day, .. } => day.is_some(),
            Form::Fixed(period) => period.start() == period.end(),
            _ => false,
        }
    }

    /// A list or range of months or days shares the year that its last one has:
    /// "March and April 2019".
    fn share_years(self, all: &mut [Expression]) {
        for i in (1..all.len()).rev() {
            let (left, right) = all.split_at_mut(i);
            let (Some(left), Some(right)) = (left.last_mut(), right.first()) else { continue };
            let between = &self.words[left.next.min(right.first)..right.first];
            let joined = between.len() <= 2
                && between.iter().all(|word| {
                    matches!(
                        word.lex,
                        Lex::Mark(',' | '-' | '–' | '—' | '&') | Lex::Key(Key::And | Key::To | Key::Until)
                    )
                });
            if !joined || between.is_empty() {
                continue;
            }
            let year = match &right.form {
                Form::Fixed(period) => period.start().year(),
                _ => continue,
            };
            if let Form::Written { day, month, year: YearRef::Open } = left.form
                && let Some(form) = fixed(day, month, year)
            {
                left.form = form;
            }
        }
    }

    // Looking at words.

    /// The lexeme at an index.
    fn lex(self, at: usize) -> Option<Lex> {
        self.words.get(at).map(|word| word.lex)
    }

    /// The lexeme before an index.
    fn lex_before(self, at: usize) -> Option<Lex> {
        at.checked_sub(1).and_then(|at| self.lex(at))
    }

    /// Whether the word is this key.
    fn is(self, at: usize, key: Key) -> bool {
        self.lex(at) == Some(Lex::Key(key))
    }

    /// The letters of a word.
    fn letters(self, at: usize) -> &'a str {
        self.words.get(at).map_or("", |word| &self.text[word.start as usize..word.end as usize])
    }

    fn glued(self, at: usize) -> bool {
        written::glued(self.words, at)
    }

    fn capital(self, at: usize) -> bool {
        self.words.get(at).is_some_and(|word| word.capital)
    }

    /// Whether a sentence begins at the word.
    fn opens(self, at: usize) -> bool {
        match self.lex_before(at) {
            None => true,
            Some(Lex::Mark('"' | '“' | '‘' | '\'' | '(' | '[')) if self.glued(at) => true,
            Some(Lex::Mark(mark)) => matches!(mark, '.' | '!' | '?' | '”' | '…' | ':' | '—' | '–' | '•'),
            Some(_) => false,
        }
    }

    /// Whether the word before is a preposition that takes times.
    fn before_is_preposition(self, at: usize) -> bool {
        matches!(
            self.lex_before(at),
            Some(Lex::Key(
                Key::In
                    | Key::On
                    | Key::At
                    | Key::By
                    | Key::Since
                    | Key::Until
                    | Key::From
                    | Key::To
                    | Key::Before
                    | Key::After
                    | Key::During
                    | Key::Between
                    | Key::For
                    | Key::Of
                    | Key::Within
            ))
        )
    }
}

/// The form of a day or month with its year.
fn fixed(day: Option<i8>, month: i8, year: i16) -> Option<Form> {
    let period = match day {
        Some(day) => Period::day(jiff::civil::Date::new(year, month, day).ok()?),
        None => Period::month(year, month)?,
    };
    Some(Form::Fixed(period))
}

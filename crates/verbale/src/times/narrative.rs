//! Reads the expressions of an article in order and keeps where its narrative stands.

use jiff::civil::Date;

use super::{
    Time, TimeId, Times,
    calendar::{Grain, Period},
    direction::{self, Direction},
    expression::{Anchor, Expression, Form, Window, YearRef},
    resolve::{Resolved, Scene},
    words::{Key, Lex, Unit, Word},
};
use crate::{
    document::ParagraphKind,
    span::Span,
    syntax::{Pos, Syntax, TokenId},
};

/// A paragraph's words and expressions.
#[derive(Debug)]
pub(crate) struct Reading {
    pub(crate) kind: ParagraphKind,
    pub(crate) words: Vec<Word>,
    pub(crate) expressions: Vec<Expression>,
}

/// How far a dateline's day may lie from the day of publication to be reckoned from.
const DATELINE_DAYS: i32 = 7;

/// Resolves every expression.
pub(crate) fn resolve(text: &str, date: Date, read: &[Reading], syntax: &Syntax) -> Times {
    let history = tells_history(date, read);
    let mut scene = Scene { base: date, narrative: None, last: None, history, weekdays: [None; 7] };
    let mut main =
        read.iter().flat_map(|reading| &reading.expressions).find_map(|expression| match &expression.form {
            Form::Fixed(period) if history && period.start().year() < date.year() - 1 => Some(*period),
            _ => None,
        });
    scene.narrative = main;
    let mut acts = Acts::default();
    let mut times = Times { all: Vec::new(), narrative: Vec::with_capacity(read.len()) };
    for reading in read {
        let first = times.all.len();
        scene.narrative = main;
        // "Two weeks earlier" at the head of a paragraph looks back to the one before.
        let carried = scene.last.filter(|last| !history && last.end() <= scene.base);
        scene.last = main;
        let mut stands = None;
        let mut aside: Option<(usize, Period)> = None;
        let mut spans: Vec<(Span, Resolved)> = Vec::with_capacity(reading.expressions.len());
        for (i, expression) in reading.expressions.iter().enumerate() {
            let span = span_of(reading, expression);
            let looks = look(text, reading, expression, span, syntax);
            let mut span = span;
            // What is told by the way holds to the end of its sentence.
            if aside.is_some_and(|(next, _)| !same_sentence(reading, next, expression.first)) {
                aside = None;
                scene.narrative = main;
                scene.last = main;
            }
            let resolved = match expression.form {
                Form::Clock => {
                    let day = day_of_clock(reading, i, &spans, text, syntax, scene);
                    Scene { last: day.or(scene.last), ..scene }.resolve(expression, looks, false)
                }
                Form::FromAct { amount, unit, forth, bare } => {
                    let day = acts.day(text, reading, expression.next - 1);
                    let from = Scene { last: day, narrative: None, ..scene };
                    from.offset(amount, unit, forth, Anchor::Narrative).unwrap_or_else(|| {
                        span.end = reading.words[bare - 1].end;
                        scene.resolve(expression, looks, false)
                    })
                }
                Form::Duration { amount, unit, window: None } if is_limit(reading, expression, looks) => {
                    let form = Form::Duration { amount, unit, window: Some(Window::Ahead) };
                    scene.resolve(&Expression { form, ..expression.clone() }, looks, false)
                }
                Form::Offset { anchor: Anchor::Narrative, unit, .. }
                    if scene.last.is_none() && unit >= Unit::Day && expression.first <= 1 =>
                {
                    let narrative = scene.narrative.or(carried);
                    Scene { narrative, ..scene }.resolve(expression, looks, false)
                }
                _ => {
                    let ahead = is_ahead(reading, expression, looks, syntax);
                    let resolved = scene.resolve(expression, looks, ahead);
                    match i
                        .checked_sub(1)
                        .and_then(|before| Some((&reading.expressions[before], spans.get(before)?)))
                    {
                        Some((before, (_, left))) if runs_on(reading, before, expression) => {
                            scene.after(left, resolved, expression)
                        }
                        _ => resolved,
                    }
                }
            };
            if let Some(period) = resolved.period {
                acts.note(text, reading, expression, period);
                if let Form::Weekday { day, .. } = expression.form
                    && let Some(known) =
                        scene.weekdays.get_mut(usize::from(day.unsigned_abs()).wrapping_sub(1))
                {
                    *known = Some(period.start());
                }
            }
            if reading.kind == ParagraphKind::Dateline
                && let Some(day) = resolved.start
                && day.until(date).is_ok_and(|span| span.get_days().abs() <= DATELINE_DAYS)
            {
                scene.base = day;
            }
            if let Some(period) = resolved.period.filter(|_| reading.kind != ParagraphKind::DateHead) {
                scene.last = Some(period);
                if history {
                    aside = strays(reading, expression, period, main).then_some((expression.next, period));
                    if aside.is_none() {
                        main = Some(period);
                        stands = stands.or(Some((period.start(), period.end())));
                    }
                    scene.narrative = aside.map(|(_, aside)| aside).or(main);
                } else if moves(reading, expression, period, &scene, looks) {
                    scene.narrative = Some(period);
                    stands = stands.or(Some((period.start(), period.end())));
                } else if !history && returns(&expression.form) {
                    scene.narrative = None;
                }
            }
            spans.push((span, resolved));
        }
        for (i, (span, resolved)) in spans.into_iter().enumerate() {
            if repeats_clock(reading, i) {
                continue;
            }
            let Resolved { kind, value, start, end, .. } = resolved;
            let id = TimeId(times.all.len() as u32);
            times.all.push(Time { id, span, kind, value, start, end });
        }
        debug_assert!(times.all[first..].windows(2).all(|pair| pair[0].span.end <= pair[1].span.start));
        times.narrative.push(stands);
    }
    times
}

/// The nouns that stand beside a date, with that date: what "two days after the
/// vote" reckons from.
#[derive(Debug, Default)]
struct Acts {
    dated: Vec<(String, Period)>,
}

impl Acts {
    /// Keeps the nouns just before an expression of a day, and just behind it.
    fn note(&mut self, text: &str, reading: &Reading, expression: &Expression, period: Period) {
        if period.grain() != Grain::Day {
            return;
        }
        let before = expression.first.saturating_sub(5)..expression.first;
        let behind = expression.next..(expression.next + 2).min(reading.words.len());
        for word in before.chain(behind).map(|at| reading.words[at]) {
            if word.lex == Lex::Other && word.end - word.start > 3 {
                self.dated.push((text[word.start as usize..word.end as usize].to_lowercase(), period));
            }
        }
    }

    /// The day that was last told with the word at `at`.
    fn day(&self, text: &str, reading: &Reading, at: usize) -> Option<Period> {
        let word = reading.words.get(at)?;
        let noun = text[word.start as usize..word.end as usize].to_lowercase();
        self.dated.iter().rev().find(|(known, _)| *known == noun).map(|(_, period)| *period)
    }
}

/// Whether one expression runs to the next: "Monday to Wednesday", "May–June",
/// "between late April and mid-May".
fn runs_on(reading: &Reading, left: &Expression, right: &Expression) -> bool {
    let before = left.first.checked_sub(1).and_then(|at| reading.words.get(at)).map(|word| word.lex);
    right.first == left.next + 1
        && match reading.words[left.next].lex {
            Lex::Mark('-' | '–' | '—') | Lex::Key(Key::To | Key::Until) => true,
            Lex::Key(Key::And) => before == Some(Lex::Key(Key::Between)),
            _ => false,
        }
}

fn span_of(reading: &Reading, expression: &Expression) -> Span {
    Span::new(reading.words[expression.first].start, reading.words[expression.next - 1].end)
}

/// Which way the sentence around an expression looks.
fn look(text: &str, reading: &Reading, expression: &Expression, span: Span, syntax: &Syntax) -> Direction {
    let open = match &expression.form {
        Form::Fixed(_) | Form::Bc(_) | Form::Set(_) | Form::Reference(_) => false,
        Form::Near { grain, .. } => *grain == Grain::Weekend,
        Form::Offset { .. } => false,
        _ => true,
    };
    if !open {
        return Direction::Unknown;
    }
    match reading.kind {
        ParagraphKind::Dateline | ParagraphKind::DateHead => Direction::Unknown,
        // Headlines tell the past in the present tense.
        ParagraphKind::Heading => match direction::by_syntax(syntax, span) {
            Some(Direction::Future) => Direction::Future,
            _ => Direction::Past,
        },
        ParagraphKind::Body => direction::by_syntax(syntax, span)
            .unwrap_or_else(|| direction::by_words(text, &reading.words, expression.first, expression.next)),
    }
}

/// Whether a length is a day ahead: "will leave in three days", but not "for the
/// first time in a decade".
fn is_ahead(reading: &Reading, expression: &Expression, looks: Direction, syntax: &Syntax) -> bool {
    let Some(before) = expression.first.checked_sub(1).and_then(|at| reading.words.get(at)) else {
        return false;
    };
    if before.lex != Lex::Key(Key::In) || looks != Direction::Future {
        return false;
    }
    let mut tokens = syntax.tokens_in(Span::new(before.start, before.end));
    let head = tokens.next().and_then(|at| syntax.head(TokenId(at)));
    head.is_none_or(|head| !matches!(syntax.token(head).pos, Pos::Noun | Pos::Propn | Pos::Adj))
}

/// Whether a length is a limit ahead: "must leave within two days".
fn is_limit(reading: &Reading, expression: &Expression, looks: Direction) -> bool {
    let before = expression.first.checked_sub(1).and_then(|at| reading.words.get(at)).map(|word| word.lex);
    before == Some(Lex::Key(Key::Within))
        && !matches!(looks, Direction::Past | Direction::Done | Direction::Unknown)
}

/// Whether most of the text's own dates lie years before its publication, and
/// little in it reckons from that day: a history, not a report.
fn tells_history(date: Date, read: &[Reading]) -> bool {
    let (mut old, mut near) = (0, 0_usize);
    for expression in read.iter().flat_map(|reading| &reading.expressions) {
        match &expression.form {
            Form::Fixed(period) if (period.start().year() - date.year()).abs() >= 2 => old += 1,
            Form::Fixed(period) if period.grain() < Grain::Year => {
                let days = period.start().until(date).map_or(i32::MAX, |span| span.get_days().abs());
                near += usize::from(days <= NEWS_DAYS);
            }
            Form::Near { anchor: Anchor::Article, .. } | Form::Weekday { .. } | Form::Weekend => near += 1,
            Form::Offset { anchor: Anchor::Article, .. } => near += 1,
            _ => {}
        }
    }
    (old >= 5 && near == 0) || (old >= 8 && old > 3 * near)
}

/// How near to its publication, in days, a report's own dates lie.
const NEWS_DAYS: i32 = 31;

/// Whether a history tells a date only by the way: a year inside a sentence, or
/// a date many years from where the history stands.
fn strays(reading: &Reading, expression: &Expression, period: Period, main: Option<Period>) -> bool {
    let Some(main) = main else { return false };
    if reading.kind == ParagraphKind::Heading || opens_sentence(reading, expression) {
        return period.grain() > Grain::Year;
    }
    let far = (period.start().year() - main.start().year()).abs() > FAR_YEARS;
    period.grain() >= Grain::Year || far
}

/// How many years away a date inside a sentence of a history is told by the way.
const FAR_YEARS: i16 = 3;

/// Whether an expression stands at the beginning of a sentence, behind a preposition at most.
fn opens_sentence(reading: &Reading, expression: &Expression) -> bool {
    let from = expression.first.saturating_sub(2);
    from == 0 && expression.first <= 2
        || reading.words[from.saturating_sub(1)..expression.first]
            .iter()
            .any(|word| matches!(word.lex, Lex::Mark('.' | '!' | '?' | '”' | ':')))
}

/// Whether an expression carries the narrative with it.
fn moves(
    reading: &Reading,
    expression: &Expression,
    period: Period,
    scene: &Scene,
    looks: Direction,
) -> bool {
    if looks == Direction::Future || period.grain() > Grain::Year {
        return false;
    }
    let own = matches!(expression.form, Form::Fixed(_))
        || scene.narrative.is_some()
            && matches!(
                expression.form,
                Form::Written { year: YearRef::Open | YearRef::Narrative(_), .. }
                    | Form::Near { anchor: Anchor::Narrative, .. }
                    | Form::Offset { anchor: Anchor::Narrative, .. }
            );
    let past = period.end() < scene.base && period.start().year() != scene.base.year();
    // "since 2014" and "the 2014 war" tell of a date without going there.
    let before = expression.first.checked_sub(1).and_then(|at| reading.words.get(at)).map(|word| word.lex);
    let goes = matches!(
        before,
        None | Some(
            Lex::Mark(_)
                | Lex::Key(Key::In | Key::On | Key::By | Key::At | Key::During | Key::Between | Key::From)
        )
    );
    own && past && goes
}

/// Whether an expression brings the narrative back to the day of publication.
fn returns(form: &Form) -> bool {
    matches!(
        form,
        Form::Near { anchor: Anchor::Article, .. }
            | Form::Weekday { .. }
            | Form::Weekend
            | Form::Offset { anchor: Anchor::Article, .. }
    )
}

/// The day that a time of day belongs to: one that stands in the same
/// sentence, behind it before one in front.
fn day_of_clock(
    reading: &Reading,
    at: usize,
    before: &[(Span, Resolved)],
    text: &str,
    syntax: &Syntax,
    scene: Scene,
) -> Option<Period> {
    let here = &reading.expressions[at];
    if let Some(next) = reading.expressions.get(at + 1)
        && same_sentence(reading, here.next, next.first)
        && next.first - here.next <= 4
    {
        let span = span_of(reading, next);
        let looks = look(text, reading, next, span, syntax);
        let day = scene.resolve(next, looks, false).period.filter(|period| period.grain() == Grain::Day);
        if day.is_some() {
            return day;
        }
    }
    let (i, (_, resolved)) = before
        .iter()
        .enumerate()
        .rev()
        .find(|(_, (_, resolved))| resolved.period.is_some_and(|period| period.grain() == Grain::Day))?;
    if scene.history || same_sentence(reading, reading.expressions[i].next, here.first) {
        return resolved.period;
    }
    Some(Period::day(scene.base))
}

fn same_sentence(reading: &Reading, from: usize, to: usize) -> bool {
    let words = &reading.words[from.min(to)..to];
    !words
        .windows(2)
        .any(|pair| matches!(pair[0].lex, Lex::Mark('.' | '!' | '?')) && pair[1].spaced && pair[1].capital)
        && !matches!(words.last().map(|word| word.lex), Some(Lex::Mark('.' | '!' | '?')))
}

/// Whether a time of day in brackets repeats the one before it in another
/// zone: "2 a.m. (0000 GMT)".
fn repeats_clock(reading: &Reading, at: usize) -> bool {
    let Some(before) = at.checked_sub(1) else { return false };
    let (before, here) = (&reading.expressions[before], &reading.expressions[at]);
    here.form == Form::Clock
        && before.clock.is_some()
        && here.first == before.next + 1
        && matches!(reading.words[before.next].lex, Lex::Mark('('))
}

//! `verbale explain`: each sentence with carets under the words that made its
//! events, the rule and its reason; or the nearest rule and what it missed.

use verbale::{
    Codebook, Record, Span,
    codebook::RuleName,
    events::{Event, Tried, explain},
    record::Escaped,
};

use crate::{
    paper::{Look, Paper, Piece, Style, width},
    table::{View, faint, statuses},
};

/// How many misses are shown of a sentence that was asked for.
const NEAREST: usize = 6;

/// Explains every sentence, or only one (from 0).
pub(crate) fn article(
    name: &str,
    record: &Record,
    codebook: &Codebook,
    only: Option<usize>,
    look: Look,
) -> String {
    let mut view = View { record, paper: Paper::new(look) };
    view.title(name);
    let read = record.layers.as_read(&record.article.text, record.article.date, codebook);
    let sentences = &record.layers.syntax.sentences;
    if let Some(n) = only.filter(|n| *n >= sentences.len()) {
        let line = format!("there is no sentence {}; the article has {}", n + 1, sentences.len());
        view.paper.paragraph(&[], &[(Style::NotActual, line.into())]);
    }
    for (n, sentence) in sentences.iter().enumerate().filter(|(n, _)| only.is_none_or(|only| only == *n)) {
        let tried = explain(&read, n);
        view.paper.blank();
        view.paper.paragraph(&[faint(format!("sentence {}", n + 1))], &[]);
        let events: Vec<&Event> = (record.layers.events.all.iter())
            .filter(|event| event.evidence.sentence == sentence.span)
            .collect();
        if events.is_empty() {
            marked(&mut view.paper, record, sentence.span, &[]);
        }
        for event in &events {
            marked(&mut view.paper, record, sentence.span, &roles(event));
            let kind = view.kind(event);
            made_by(&mut view.paper, event, kind, codebook);
        }
        let shown = match (only, events.is_empty()) {
            (Some(_), _) => NEAREST,
            (None, true) => 1,
            (None, false) => 0,
        };
        let misses = tried.iter().filter(|tried| !tried.won).take(shown);
        for miss in misses {
            missed(&mut view.paper, record, miss);
        }
        if tried.is_empty() && events.is_empty() {
            view.paper.paragraph(&[faint("  no rule has a word of this sentence as trigger")], &[]);
        }
    }
    view.paper.into_text()
}

/// The event's words with their roles, in the order in which they are shown.
fn roles(event: &Event) -> Vec<(&'static str, Vec<Span>)> {
    let evidence = &event.evidence;
    let mut roles = vec![("trigger", vec![evidence.trigger])];
    roles.push(("actor", evidence.actor.clone()));
    roles.push(("recipient", evidence.recipient.clone()));
    roles.push(("content", event.content.into_iter().collect()));
    roles.push(("condition", event.condition.into_iter().collect()));
    roles
}

fn made_by(paper: &mut Paper, event: &Event, kind: Piece<'static>, codebook: &Codebook) {
    let mut pieces = vec![faint(format!("e{} ", event.id.0 + 1)), kind];
    pieces.extend(statuses(event));
    paper.paragraph(&[faint("  = ")], &pieces);
    let rule = match &event.rule {
        RuleName::Rule(id) => codebook.rules.get(id),
        RuleName::Ranker(_) => None,
    };
    let place = rule.map_or(String::new(), |rule| format!(" ({}:{})", rule.place.0, rule.place.1));
    let why = rule.map_or(String::new(), |rule| format!(": {}", rule.why));
    paper.paragraph(
        &[faint("  rule ")],
        &[(Style::Strong, event.rule.to_string().into()), faint(place), (Style::Plain, why.into())],
    );
}

fn missed(paper: &mut Paper, record: &Record, tried: &Tried) {
    let trigger = tried.trigger.of(&record.article.text);
    let what = match (&tried.missed, tried.matched) {
        (Some(missed), _) => missed.clone(),
        (None, true) => "matched, but another rule won".to_owned(),
        (None, false) => "did not match".to_owned(),
    };
    paper.paragraph(
        &[faint("  miss ")],
        &[
            (Style::Strong, tried.rule.as_str().into()),
            faint(format!(" at “{trigger}”: ")),
            (Style::NotActual, what.into()),
        ],
    );
}

/// The sentence, wrapped, with a row of carets for each role below each line.
fn marked(paper: &mut Paper, record: &Record, sentence: Span, roles: &[(&'static str, Vec<Span>)]) {
    let text = &record.article.text;
    for line in lines(text, sentence, paper.width().saturating_sub(4)) {
        paper.paragraph(&[(Style::Plain, "    ".into())], &[(Style::Plain, line.of(text).into())]);
        for (role, spans) in roles {
            let mut row = String::new();
            for span in spans.iter().filter(|span| span.overlaps(line)) {
                let start = column(text, line, span.start.max(line.start));
                let end = column(text, line, span.end.min(line.end));
                if start >= width(&row) {
                    row.extend(std::iter::repeat_n(' ', start - width(&row)));
                    row.extend(std::iter::repeat_n('^', end.saturating_sub(start).max(1)));
                }
            }
            if !row.is_empty() {
                paper.raw(&format!("    {row} {role}"), Style::Faint);
            }
        }
    }
}

/// The column of a byte in a line, as it is shown.
fn column(text: &str, line: Span, at: u32) -> usize {
    width(&Escaped(Span::new(line.start, at).of(text)).to_string())
}

/// The sentence cut at blanks into lines of at most so many columns.
fn lines(text: &str, sentence: Span, room: usize) -> Vec<Span> {
    let mut lines: Vec<Span> = Vec::new();
    let mut start = sentence.start;
    for word in sentence.of(text).split_inclusive([' ', '\t', '\n', '\r']) {
        let end = start + word.len() as u32;
        let fits = lines.last().is_some_and(|line| {
            let whole = Span::new(line.start, end).of(text).trim_end();
            width(&Escaped(whole).to_string()) <= room
        });
        match lines.last_mut() {
            Some(line) if fits => line.end = end,
            _ => lines.push(Span::new(start, end)),
        }
        start = end;
    }
    for line in &mut lines {
        line.end = line.start + line.of(text).trim_end().len() as u32;
    }
    lines
}

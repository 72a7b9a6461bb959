//! The examples of the codebook, run through the whole pipeline.

use std::{fmt, ops::Range};

use jiff::civil::Date;

use crate::{
    Article,
    actors::ActorId,
    codebook::rules::{Example, Mark, Rule},
    events::{Event, explain::explain},
    mentions::MentionForm,
    pipeline::{Layers, Reader, read},
    span::Span,
};

/// An example that did not come out as its rule says.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Failure {
    /// The rule.
    pub rule: String,
    /// Its file.
    pub path: String,
    /// The example's line there.
    pub line: usize,
    /// `yes`, `no` or `known_wrong`.
    pub list: &'static str,
    /// The plain sentence.
    pub sentence: String,
    /// What was wrong, and what came instead.
    pub message: String,
}

impl fmt::Display for Failure {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(
            f,
            "{}:{}: {} {}: {}\n    {}",
            self.path, self.line, self.rule, self.list, self.sentence, self.message
        )
    }
}

/// The day on which every example is read: a Friday.
const DAY: Date = Date::constant(2022, 1, 21);

/// Runs the examples of every rule that `wanted` picks; no failure means that
/// all came out as marked.
#[must_use]
pub fn examples(reader: Reader<'_>, wanted: impl Fn(&Rule) -> bool) -> Vec<Failure> {
    let mut failures = Vec::new();
    for rule in reader.codebook.rules.all.iter().filter(|rule| wanted(rule)) {
        for (list, examples) in [("yes", &rule.yes), ("no", &rule.no), ("known_wrong", &rule.known_wrong)] {
            for example in examples {
                let article = article(&example.text);
                let layers = read(&article, reader);
                let outcome = match list {
                    "yes" => expect_yes(rule, example, &layers),
                    "no" => expect_no(rule, example, &layers),
                    _ => {
                        let right = if example.marks.is_empty() {
                            expect_no(rule, example, &layers)
                        } else {
                            expect_yes(rule, example, &layers)
                        };
                        match right {
                            Ok(()) => Err("is right now: move it to `yes` or `no`".to_owned()),
                            Err(_) => Ok(()),
                        }
                    }
                };
                if let Err(message) = outcome {
                    let message = if list == "yes" {
                        format!("{message}{}", nearest(reader, &article, &layers, rule))
                    } else {
                        message
                    };
                    failures.push(Failure {
                        rule: rule.id.to_string(),
                        path: rule.place.0.clone(),
                        line: example.line,
                        list,
                        sentence: example.text.clone(),
                        message,
                    });
                }
            }
        }
        // Ties between types show in the notes of the examples' articles.
    }
    failures
}

fn article(text: &str) -> Article {
    Article::new(DAY, text)
}

fn top(layers: &Layers) -> impl Iterator<Item = &Event> {
    layers.events.all.iter().filter(|event| event.parent.is_none())
}

fn expect_yes(rule: &Rule, example: &Example, layers: &Layers) -> Result<(), String> {
    let text = example.text.as_str();
    let came = || {
        let lines: Vec<String> = top(layers).map(|event| describe(event, text, layers)).collect();
        if lines.is_empty() { "nothing".to_owned() } else { lines.join("; ") }
    };
    if let Some(note) = layers.events.notes.iter().find(|note| note.contains("tie")) {
        return Err(note.clone());
    }
    let ours: Vec<&Event> = top(layers).filter(|event| event.rule.to_string() == rule.id).collect();
    if ours.is_empty() {
        return Err(format!("came: {}", came()));
    }
    if top(layers).count() != ours.len() {
        return Err(format!("more than the marked event came: {}", came()));
    }
    let [event] = ours[..] else { return Err(format!("more than one event came: {}", came())) };
    let marked = |mark: Mark| -> Vec<&Range<usize>> {
        example.marks.iter().filter(|m| m.0 == mark).map(|m| &m.1).collect()
    };
    let touches =
        |range: &Range<usize>, span: Span| (range.start as u32) < span.end && span.start < range.end as u32;
    let all_touch = |name: &str, ranges: &[&Range<usize>], spans: &[Span]| {
        let every = ranges.iter().all(|range| spans.iter().any(|span| touches(range, *span)))
            && spans.iter().all(|span| ranges.iter().any(|range| touches(range, *span)));
        if every {
            return Ok(());
        }
        let words: Vec<&str> = spans.iter().map(|span| span.of(text)).collect();
        Err(format!("{name} is {words:?}; came: {}", came()))
    };
    all_touch("trigger", &marked(Mark::Trigger), &[event.evidence.trigger])?;
    // A pronoun names whom it stands for: "[actor Tehran] said it would [trigger retaliate]".
    let parties = |name: &str, mark: Mark, spans: &[Span], actors: &[ActorId]| {
        let ranges = marked(mark);
        let names = |range: &Range<usize>| {
            let span = Span::new(range.start as u32, range.end as u32);
            layers
                .mentions
                .within(span, &layers.syntax)
                .any(|mention| layers.actors.of(mention.id).iter().any(|actor| actors.contains(actor)))
        };
        let pronoun = |span: &Span| {
            layers.mentions.within(*span, &layers.syntax).any(|mention| mention.form == MentionForm::Pronoun)
        };
        let every = ranges.iter().all(|range| spans.iter().any(|span| touches(range, *span)) || names(range))
            && spans.iter().all(|span| ranges.iter().any(|range| touches(range, *span)) || pronoun(span));
        if every && ranges.is_empty() == spans.is_empty() {
            return Ok(());
        }
        let words: Vec<&str> = spans.iter().map(|span| span.of(text)).collect();
        Err(format!("{name} is {words:?}; came: {}", came()))
    };
    parties("actor", Mark::Actor, &event.evidence.actor, &event.actor)?;
    parties("recipient", Mark::Recipient, &event.evidence.recipient, &event.recipient)?;
    for (name, mark, span) in
        [("about", Mark::About, event.content), ("condition", Mark::Condition, event.condition)]
    {
        let Some(range) = marked(mark).first().copied() else { continue };
        let Some(span) = span else { return Err(format!("no {name}; came: {}", came())) };
        let marked = Span::new(range.start as u32, range.end as u32);
        let shared = span.end.min(marked.end).saturating_sub(span.start.max(marked.start));
        let all = span.cover(marked);
        if shared * 3 < (all.end - all.start) * 2 {
            return Err(format!("{name} is “{}”", span.of(text)));
        }
    }
    if example.status.is_some_and(|status| status != event.status) {
        return Err(format!("status is {}", event.status.as_str()));
    }
    if example.content_status.is_some() && example.content_status != event.content_status {
        return Err(format!(
            "content status is {}",
            event.content_status.map_or("null", |status| status.as_str())
        ));
    }
    Ok(())
}

fn expect_no(rule: &Rule, example: &Example, layers: &Layers) -> Result<(), String> {
    let text = example.text.as_str();
    if let Some(event) = top(layers).find(|event| event.rule.to_string() == rule.id) {
        return Err(format!("came: {}", describe(event, text, layers)));
    }
    match &example.instead {
        Some(other) if !top(layers).any(|event| event.rule.to_string() == *other) => {
            let lines: Vec<String> = top(layers).map(|event| describe(event, text, layers)).collect();
            Err(format!(
                "{other} should fire; came: {}",
                if lines.is_empty() { "nothing".to_owned() } else { lines.join("; ") }
            ))
        }
        _ => Ok(()),
    }
}

fn describe(event: &Event, text: &str, layers: &Layers) -> String {
    let words = |spans: &[Span]| spans.iter().map(|span| span.of(text)).collect::<Vec<_>>().join(" + ");
    let _ = layers;
    format!(
        "{} {}{} [{} → {}] “{}” by {}",
        event.event.as_str(),
        event.status.as_str(),
        event.content_status.map_or(String::new(), |status| format!("/{}", status.as_str())),
        words(&event.evidence.actor),
        words(&event.evidence.recipient),
        event.evidence.trigger.of(text),
        event.rule
    )
}

/// Why the rule itself did not match in the example: its nearest miss.
fn nearest(reader: Reader<'_>, article: &Article, layers: &Layers, rule: &Rule) -> String {
    let read = layers.as_read(&article.text, article.date, reader.codebook);
    let tried = (0..layers.syntax.sentences.len()).flat_map(|sentence| explain(&read, sentence));
    let own = tried.filter(|tried| tried.rule == rule.id).max_by_key(|tried| (tried.matched, tried.held));
    match own {
        None => "; its trigger is no clause's predicate here".to_owned(),
        Some(tried) if tried.won => String::new(),
        Some(tried) if tried.matched => "; it matched, but another rule won".to_owned(),
        Some(tried) => format!("; {}", tried.missed.unwrap_or_default()),
    }
}

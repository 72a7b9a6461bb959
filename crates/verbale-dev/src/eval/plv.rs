//! `eval plv --given FILE.tsv [--rules | --ranker]`: the class of what a marked
//! source does to a marked target, as the published systems are measured: the
//! pair is given, only the class is asked, of the rules, of the ranker, or of
//! both. Prints one `number<TAB>CLASS` a row, for a scorer.
//!
//! The set follows manual 0.8 of 2021, we the draft of 2.0: what differs by rule
//! is told in the words of 0.8 (`in_manual_0_8`).
//!
//! Both: a rule's event that joins the two decides, unless the ranker is very
//! sure of another class; where there is no such event the ranker decides.
//!
//! The events of the sentence are asked first, those of the pair before those
//! of its source alone, before all others; where there is none, the rule that
//! came nearest (its words are there, a party is not where it wants one).

use std::ops::Range;

use jiff::civil::Date;
use verbale::{
    Ranker,
    clauses::{Clause, Modal},
    events::{self, Mode},
    pipeline::Layers,
    span::Span,
};

/// The day on which the sentences are read.
const DAY: Date = Date::constant(2019, 6, 3);

/// Reads the rows and prints a class for each.
pub(super) fn run(arguments: &[String]) -> Result<(), String> {
    let usage = "verbale-dev eval plv --given FILE.tsv [--rules | --ranker]";
    let flag = |name: &str| arguments.iter().any(|argument| argument == name);
    let path = arguments.iter().find(|argument| !argument.starts_with("--")).ok_or(usage)?;
    for (number, Marked { text, sources, targets }) in marked(path)?.into_iter().enumerate() {
        let layers = super::layers_by_rules(&text, DAY);
        let opinion = if flag("--rules") { None } else { opinion(&layers, &text, &sources, &targets) };
        let rules = if flag("--ranker") { None } else { class(&layers, &text, &sources, &targets) };
        let class = match (rules, opinion) {
            (Some((class, joins)), Some((_, probability))) if probability < enough(joins) => class,
            (_, Some((class, _))) | (Some((class, _)), None) => class,
            (None, None) => "NONE",
        };
        println!("{number}\t{class}");
    }
    Ok(())
}

/// A sentence in which sources and targets are marked.
pub(super) struct Marked {
    pub(super) text: String,
    pub(super) sources: Vec<Span>,
    pub(super) targets: Vec<Span>,
}

/// The marked sentences of a table.
pub(super) fn marked(path: &str) -> Result<Vec<Marked>, String> {
    let file = std::fs::read_to_string(path).map_err(|error| format!("{path}: {error}"))?;
    let mut lines = file.lines();
    let head: Vec<&str> = lines.next().ok_or("no rows")?.split('\t').collect();
    let column =
        head.iter().position(|name| *name == "marked_sentence").ok_or("no column marked_sentence")?;
    let sentence = |line: &str| {
        unmark(&line.split('\t').nth(column).unwrap_or_default().trim_matches('"').replace("\"\"", "\""))
    };
    Ok(lines.map(sentence).collect())
}

/// The sentence without `<s>` and `<t>`, and where they stood.
fn unmark(marked: &str) -> Marked {
    let (mut text, mut sources, mut targets) = (String::new(), Vec::new(), Vec::new());
    let (mut from_s, mut from_t) = (0, 0);
    let mut rest = marked;
    while let Some(at) = rest.find('<') {
        text.push_str(&rest[..at]);
        rest = &rest[at..];
        let here = text.len() as u32;
        let taken = match rest.get(..3) {
            Some("<s>") => {
                from_s = here;
                3
            }
            Some("<t>") => {
                from_t = here;
                3
            }
            Some("</s") if rest.starts_with("</s>") => {
                sources.push(Span::new(from_s, here));
                4
            }
            Some("</t") if rest.starts_with("</t>") => {
                targets.push(Span::new(from_t, here));
                4
            }
            _ => {
                text.push('<');
                1
            }
        };
        rest = &rest[taken..];
    }
    text.push_str(rest);
    Marked { text, sources, targets }
}

/// From which probability on the ranker's class is taken over a rule's: one whose event joins the two, names one
/// of them, or neither.
fn enough(joins: Joins) -> f32 {
    match joins {
        Joins::Both => 0.9,
        Joins::One => 0.6,
        Joins::Neither => 0.0,
    }
}

/// How many of the two parties a rule's event names.
#[derive(Clone, Copy)]
enum Joins {
    Both,
    One,
    Neither,
}

/// The bytes of some spans.
pub(super) fn bytes(spans: &[Span]) -> Vec<Range<usize>> {
    spans.iter().map(|span| span.start as usize..span.end as usize).collect()
}

/// The ranker's class of the pair, and its probability.
fn opinion(layers: &Layers, text: &str, sources: &[Span], targets: &[Span]) -> Option<(&'static str, f32)> {
    let reading = Ranker::bundled().read(text, &[bytes(sources), bytes(targets)]);
    let opinion = reading.pair(0, 1)?;
    let (class, probability) = opinion.best();
    let looked_at = |clause: &&Clause| {
        let span = layers.syntax.token(clause.predicate).span;
        opinion.looks_at(&(span.start as usize..span.end as usize))
    };
    let clause = (layers.clauses.all.iter()).max_by(|a, b| looked_at(a).total_cmp(&looked_at(b)))?;
    let to_come = is_intent(layers, clause);
    let cameo = match clause.lemma.as_str() {
        "sanction" | "embargo" => "163",
        "blockade" => "191",
        "occupy" | "occupation" | "capture" => "192",
        "cyberattack" | "hack" | "cyber" => "cyber",
        "convict" | "guilty" | "conviction" => "convict",
        _ => "",
    };
    Some((in_manual_0_8(class, to_come, cameo), probability))
}

/// Whether a predicate, or one above it, tells what somebody means to do, not what is declared.
fn is_intent(layers: &Layers, clause: &Clause) -> bool {
    const WORDS: [&str; 8] = ["agree", "promise", "pledge", "offer", "vow", "willing", "ready", "prepared"];
    let intends = |clause: &Clause| {
        matches!(clause.modal, Some(Modal::Will | Modal::Would | Modal::IsTo))
            || WORDS.contains(&clause.lemma.as_str())
    };
    intends(clause)
        || layers.clauses.governors(clause.id).any(|governor| intends(layers.clauses.get(governor.clause)))
}

/// The class in manual 0.8 of what is `class` in the draft of 2.0: there the
/// intent to yield is AGREE (CAMEO 035), sanctions are COERCE (163), and PLV takes
/// the whole of CAMEO 19 as fighting, blockades and occupation included. COERCE by cyber
/// attack and SANCTION by verdict came later: there they are ASSAULT and ACCUSE.
fn in_manual_0_8(class: &'static str, to_come: bool, cameo: &str) -> &'static str {
    match class {
        "CONCEDE" | "RETREAT" if to_come => "AGREE",
        "SANCTION" if cameo.starts_with("163") => "COERCE",
        "COERCE" if cameo.starts_with("19") || cameo == "cyber" => "ASSAULT",
        "SANCTION" if cameo == "convict" => "ACCUSE",
        _ => class,
    }
}

/// The rules' class, and whether an event of theirs joins the two.
fn class(layers: &Layers, text: &str, sources: &[Span], targets: &[Span]) -> Option<(&'static str, Joins)> {
    let touches = |spans: &[Span], marks: &[Span]| {
        spans.iter().any(|span| marks.iter().any(|mark| mark.overlaps(*span)))
    };
    let best = layers.events.all.iter().max_by_key(|event| {
        let evidence = &event.evidence;
        let source = touches(&evidence.actor, sources);
        let target = touches(&evidence.recipient, targets) || touches(&evidence.actor, targets);
        let inside = event.content.is_some_and(|content| targets.iter().any(|mark| mark.overlaps(content)));
        (
            u8::from(source) * 4 + u8::from(target) * 3 + u8::from(inside),
            event.parent.is_none(),
            std::cmp::Reverse(event.id.0),
        )
    });
    if let Some(event) = best {
        let source = touches(&event.evidence.actor, sources);
        let target = touches(&event.evidence.recipient, targets) || touches(&event.evidence.actor, targets);
        let joins = match (source, target) {
            _ if event.parent.is_some() => Joins::Neither,
            (true, true) => Joins::Both,
            (true, false) | (false, true) => Joins::One,
            (false, false) => Joins::Neither,
        };
        let to_come = is_intent(layers, layers.clauses.get(event.clause));
        let cameo = match event.mode.as_slice() {
            modes if modes.contains(&Mode::Cyber) => "cyber",
            modes if modes.contains(&Mode::Convict) => "convict",
            _ => event.cameo.as_deref().unwrap_or_default(),
        };
        let class = in_manual_0_8(event.event.as_str(), to_come, cameo);
        return Some((class, joins));
    }
    let codebook = super::codebook();
    let read = layers.as_read(text, DAY, codebook);
    let tried = (0..layers.syntax.sentences.len()).flat_map(|sentence| events::explain(&read, sentence));
    let near = tried
        .filter(|tried| {
            tried.matched
                || tried.missed.as_deref().is_some_and(|missed| {
                    missed.starts_with("recipient")
                        || missed.starts_with("actor")
                        || missed.starts_with("about")
                })
        })
        .max_by_key(|tried| (tried.matched, tried.held, std::cmp::Reverse(tried.trigger.start)))?;
    codebook.rules.get(&near.rule).map(|rule| (rule.event.as_str(), Joins::Neither))
}

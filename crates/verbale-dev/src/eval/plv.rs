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

use jiff::civil::Date;
use verbale::{
    Ranker,
    clauses::{Clause, Modal},
    events,
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
    let file = std::fs::read_to_string(path).map_err(|error| format!("{path}: {error}"))?;
    let mut lines = file.lines();
    let head: Vec<&str> = lines.next().ok_or("no rows")?.split('\t').collect();
    let column =
        head.iter().position(|name| *name == "marked_sentence").ok_or("no column marked_sentence")?;
    for (number, line) in lines.enumerate() {
        let marked = line.split('\t').nth(column).unwrap_or_default().trim_matches('"').replace("\"\"", "\"");
        let (text, sources, targets) = unmark(&marked);
        let layers = super::layers_by_rules(&text, DAY);
        let opinion = if flag("--rules") { None } else { opinion(&layers, &text, &sources, &targets) };
        let rules = if flag("--ranker") { None } else { class(&layers, &text, &sources, &targets) };
        let class = match (rules, opinion) {
            (Some((class, true)), Some((_, probability))) if probability < VERY_SURE => class,
            (_, Some((class, _))) | (Some((class, _)), None) => class,
            (None, None) => "NONE",
        };
        println!("{number}\t{class}");
    }
    Ok(())
}

/// The sentence without `<s>` and `<t>`, and where they stood.
fn unmark(marked: &str) -> (String, Vec<Span>, Vec<Span>) {
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
    (text, sources, targets)
}

/// From here on the ranker's class is taken over a rule's.
const VERY_SURE: f32 = 0.9;

/// The ranker's class of the pair, and its probability.
fn opinion(layers: &Layers, text: &str, sources: &[Span], targets: &[Span]) -> Option<(&'static str, f32)> {
    let bytes = |spans: &[Span]| spans.iter().map(|span| span.start as usize..span.end as usize).collect();
    let reading = Ranker::bundled().read(text, &[bytes(sources), bytes(targets)]);
    let opinion = reading.pair(0, 1)?;
    let (class, probability) = opinion.best();
    let looked_at = |clause: &&Clause| {
        let span = layers.syntax.token(clause.predicate).span;
        opinion.looks_at(&(span.start as usize..span.end as usize))
    };
    let clause = (layers.clauses.all.iter()).max_by(|a, b| looked_at(a).total_cmp(&looked_at(b)))?;
    let to_come = is_intent(clause);
    let cameo = match clause.lemma.as_str() {
        "sanction" | "embargo" => "163",
        "blockade" => "191",
        "occupy" | "occupation" | "capture" => "192",
        _ => "",
    };
    Some((in_manual_0_8(class, to_come, cameo), probability))
}

/// Whether a predicate tells what somebody means to do, not what is declared.
fn is_intent(clause: &Clause) -> bool {
    matches!(clause.modal, Some(Modal::Will | Modal::Would | Modal::IsTo))
        || ["agree", "promise", "pledge", "offer", "vow"].contains(&clause.lemma.as_str())
}

/// The class in manual 0.8 of what is `class` in the draft of 2.0: there the
/// intent to yield is AGREE (CAMEO 035), sanctions are COERCE (163), and PLV takes
/// the whole of CAMEO 19 as fighting, blockades and occupation included.
fn in_manual_0_8(class: &'static str, to_come: bool, cameo: &str) -> &'static str {
    match class {
        "CONCEDE" | "RETREAT" if to_come => "AGREE",
        "SANCTION" if cameo.starts_with("163") => "COERCE",
        "COERCE" if cameo.starts_with("19") => "ASSAULT",
        _ => class,
    }
}

/// The rules' class, and whether an event of theirs joins the two.
fn class(layers: &Layers, text: &str, sources: &[Span], targets: &[Span]) -> Option<(&'static str, bool)> {
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
        let joined = touches(&event.evidence.actor, sources)
            && (touches(&event.evidence.recipient, targets) || touches(&event.evidence.actor, targets));
        let to_come = is_intent(layers.clauses.get(event.clause));
        let cameo = event.cameo.as_deref().unwrap_or_default();
        let class = in_manual_0_8(event.event.as_str(), to_come, cameo);
        return Some((class, joined && event.parent.is_none()));
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
    codebook.rules.get(&near.rule).map(|rule| (rule.event.as_str(), false))
}

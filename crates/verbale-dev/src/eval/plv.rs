//! `eval plv --given FILE.tsv`: the class of what a marked source does to a
//! marked target, as the published systems are measured: the pair is given,
//! only the class is asked. Prints one `number<TAB>CLASS` a row, for a scorer.
//!
//! The events of the sentence are asked first, those of the pair before those
//! of its source alone, before all others; where there is none, the rule that
//! came nearest (its words are there, a party is not where it wants one).

use jiff::civil::Date;
use verbale::{events, span::Span};

/// The day on which the sentences are read.
const DAY: Date = Date::constant(2019, 6, 3);

/// Reads the rows and prints a class for each.
pub(super) fn run(arguments: &[String]) -> Result<(), String> {
    let usage = "verbale-dev eval plv --given FILE.tsv";
    let path = arguments.iter().find(|argument| !argument.starts_with("--")).ok_or(usage)?;
    let file = std::fs::read_to_string(path).map_err(|error| format!("{path}: {error}"))?;
    let mut lines = file.lines();
    let head: Vec<&str> = lines.next().ok_or("no rows")?.split('\t').collect();
    let column =
        head.iter().position(|name| *name == "marked_sentence").ok_or("no column marked_sentence")?;
    for (number, line) in lines.enumerate() {
        let marked = line.split('\t').nth(column).unwrap_or_default().trim_matches('"').replace("\"\"", "\"");
        let (text, sources, targets) = unmark(&marked);
        println!("{number}\t{}", class(&text, &sources, &targets).unwrap_or("NONE"));
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

fn class(text: &str, sources: &[Span], targets: &[Span]) -> Option<&'static str> {
    let layers = super::layers(text, DAY);
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
        return Some(event.event.as_str());
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
    codebook.rules.get(&near.rule).map(|rule| rule.event.as_str())
}

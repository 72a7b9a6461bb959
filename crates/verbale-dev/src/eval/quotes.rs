//! Quotations of GUM news and who speaks in them, as judged for the project.

use std::collections::HashMap;

use jiff::civil::Date;
use serde_json::Value;
use verbale::span::{CodePoints, Span};

use super::{layers, share};

/// One judged quotation: its code points, and those of its speaker's name.
struct Judged {
    quotation: (u32, u32),
    speaker: Option<(u32, u32)>,
}

/// Runs the judgements against the articles of GUM, which stay outside.
pub(super) fn run(arguments: &[String]) -> Result<(), String> {
    let files: Vec<&String> = arguments.iter().filter(|argument| !argument.starts_with("--")).collect();
    let [judgements, articles] = files.as_slice() else {
        return Err("eval quotes JUDGEMENTS.tsv GUM.jsonl [--wrong]".to_owned());
    };
    let wrong = arguments.iter().any(|argument| argument == "--wrong");
    let judged = judgements_of(judgements)?;
    let text = std::fs::read_to_string(articles).map_err(|error| format!("{articles}: {error}"))?;
    let (mut all, mut paired, mut speech, mut found, mut right, mut silent, mut quiet) =
        (0, 0, 0, 0, 0, 0, 0);
    for line in text.lines().filter(|line| !line.trim().is_empty()) {
        let record: Value = serde_json::from_str(line).map_err(|error| format!("{articles}: {error}"))?;
        let id = record.get("id").and_then(Value::as_str).unwrap_or_default();
        let Some(rows) = judged.get(id) else { continue };
        let text = record.get("text").and_then(Value::as_str).unwrap_or_default();
        let date: Date = record
            .get("date")
            .and_then(Value::as_str)
            .and_then(|date| date.parse().ok())
            .unwrap_or(Date::constant(2022, 1, 21));
        let read = layers(text, date);
        let points = CodePoints::new(text);
        let at = |span: Span| (points.at(text, span.start), points.at(text, span.end));
        let covered = |spans: &[(u32, u32)], of: (u32, u32)| -> bool {
            let shared: u32 =
                spans.iter().map(|span| span.1.min(of.1).saturating_sub(span.0.max(of.0))).sum();
            shared * 10 >= (of.1 - of.0) * 7
        };
        let quotations: Vec<(u32, u32)> = verbale::statements::quotations::find(text, &read.document)
            .iter()
            .map(|quotation| at(quotation.outer))
            .collect();
        for row in rows {
            all += 1;
            // A pair of marks may hold more than one judged sentence.
            paired += usize::from(covered(&quotations, row.quotation));
            let holder = read
                .statements
                .all
                .iter()
                .filter(|statement| {
                    covered(
                        &statement.content.iter().map(|span| at(*span)).collect::<Vec<_>>(),
                        row.quotation,
                    )
                })
                .min_by_key(|statement| {
                    statement.content.iter().map(|span| span.end - span.start).sum::<u32>()
                });
            let Some(speaker) = row.speaker else {
                silent += 1;
                quiet += usize::from(holder.is_none());
                continue;
            };
            speech += 1;
            let Some(statement) = holder else {
                if wrong {
                    println!("{id} {:?} not in any content", row.quotation);
                }
                continue;
            };
            found += 1;
            let touches = |span: Span| at(span).0 < speaker.1 && speaker.0 < at(span).1;
            let named = statement.source.iter().any(|span| touches(*span))
                || statement.speaker.iter().any(|mention| {
                    touches(read.mentions.get(*mention).span)
                        || read.actors.of(*mention).iter().any(|actor| {
                            read.actors
                                .get(*actor)
                                .mentions
                                .iter()
                                .any(|own| touches(read.mentions.get(*own).span))
                        })
                });
            right += usize::from(named);
            if wrong && !named {
                let own: Vec<&str> = statement
                    .speaker
                    .iter()
                    .map(|mention| read.mentions.get(*mention).span.of(text))
                    .collect();
                println!("{id} {:?} spoken by {own:?}", row.quotation);
            }
        }
    }
    println!("quotations paired by their marks      {}", share(paired, all));
    println!("quoted speech in a statement          {}", share(found, speech));
    println!("  with the right speaker, of all      {}", share(right, speech));
    println!("marks that hold no speech left alone  {}", share(quiet, silent));
    Ok(())
}

fn judgements_of(path: &str) -> Result<HashMap<String, Vec<Judged>>, String> {
    let text = std::fs::read_to_string(path).map_err(|error| format!("{path}: {error}"))?;
    let mut judged: HashMap<String, Vec<Judged>> = HashMap::new();
    for (number, line) in text.lines().enumerate() {
        let cells: Vec<&str> = line.split('\t').collect();
        let [id, start, end, first, last] = cells[..] else { continue };
        let (Ok(start), Ok(end)) = (start.parse(), end.parse()) else {
            if number < 5 {
                continue;
            }
            return Err(format!("{path}:{}: offsets must be numbers", number + 1));
        };
        let speaker = first.parse().ok().zip(last.parse().ok());
        judged.entry(id.to_owned()).or_default().push(Judged { quotation: (start, end), speaker });
    }
    Ok(judged)
}

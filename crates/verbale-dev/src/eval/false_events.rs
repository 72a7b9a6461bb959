//! Events where none are: sentences judged to hold no act between political actors.

use std::collections::HashMap;

use jiff::civil::Date;
use serde_json::Value;
use verbale::span::CodePoints;

use super::{layers, share};

/// One judged sentence: its code points, and whether it holds an act.
struct Judged {
    start: u32,
    end: u32,
    holds: bool,
}

/// Runs the judgements against their articles, which stay outside. Files are
/// the judgements, then the sets in any order.
pub(super) fn run(arguments: &[String]) -> Result<(), String> {
    let files: Vec<&String> = arguments.iter().filter(|argument| !argument.starts_with("--")).collect();
    let [judgements, sets @ ..] = files.as_slice() else {
        return Err("eval false-events JUDGEMENTS.tsv SET.jsonl … [--wrong]".to_owned());
    };
    let show = arguments.iter().any(|argument| argument == "--wrong");
    let judged = judgements_of(judgements)?;
    let (mut empty, mut false_events, mut false_actual, mut holding, mut coded) = (0, 0, 0, 0, 0);
    for path in sets {
        let lines = std::fs::read_to_string(path).map_err(|error| format!("{path}: {error}"))?;
        for line in lines.lines().filter(|line| !line.trim().is_empty()) {
            let article: Value = serde_json::from_str(line).map_err(|error| format!("{path}: {error}"))?;
            let field = |name: &str| article.get(name).and_then(Value::as_str).unwrap_or_default();
            let Some(rows) = judged.get(field("id")) else { continue };
            let text = field("text");
            let read = layers(text, field("date").parse().unwrap_or(Date::constant(2016, 10, 1)));
            let points = CodePoints::new(text);
            for row in rows {
                let events: Vec<_> = read
                    .events
                    .all
                    .iter()
                    .filter(|event| event.parent.is_none())
                    .filter(|event| {
                        (row.start..row.end).contains(&points.at(text, event.evidence.trigger.start))
                    })
                    .collect();
                if row.holds {
                    holding += 1;
                    coded += usize::from(!events.is_empty());
                    continue;
                }
                empty += 1;
                false_events += events.len();
                false_actual +=
                    events.iter().filter(|event| event.status == verbale::events::Status::Actual).count();
                for event in events.iter().filter(|_| show) {
                    let actors: Vec<&str> =
                        event.actor.iter().map(|id| read.actors.get(*id).name.as_str()).collect();
                    println!(
                        "{} {} {} by {}: {} | {}",
                        event.event.as_str(),
                        event.status.as_str(),
                        event.rule,
                        actors.join("; "),
                        event.evidence.trigger.of(text),
                        event.evidence.sentence.of(text),
                    );
                }
            }
        }
    }
    println!(
        "sentences without an act: {empty}; false events in 100 of them: {}",
        per_hundred(false_events, empty)
    );
    println!("of these coded as actual, in 100 sentences: {}", per_hundred(false_actual, empty));
    println!("sentences that hold an act, with an event: {}", share(coded, holding));
    Ok(())
}

fn per_hundred(part: usize, whole: usize) -> String {
    format!("{part} ({:.2})", part as f64 * 100.0 / whole.max(1) as f64)
}

fn judgements_of(path: &str) -> Result<HashMap<String, Vec<Judged>>, String> {
    let text = std::fs::read_to_string(path).map_err(|error| format!("{path}: {error}"))?;
    let mut judged: HashMap<String, Vec<Judged>> = HashMap::new();
    for (number, line) in text.lines().enumerate() {
        if line.starts_with('#') || line.starts_with("sha256") {
            continue;
        }
        let fields: Vec<&str> = line.split('\t').collect();
        let parse =
            |text: &str| text.parse::<u32>().map_err(|error| format!("{path}:{}: {error}", number + 1));
        let [_, _, article, start, end, holds] = fields.as_slice() else {
            return Err(format!("{path}:{}: six columns wanted", number + 1));
        };
        judged.entry((*article).to_owned()).or_default().push(Judged {
            start: parse(start)?,
            end: parse(end)?,
            holds: *holds == "1",
        });
    }
    Ok(judged)
}

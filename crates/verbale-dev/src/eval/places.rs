//! Places of articles that stay outside, as resolved for the project.

use std::collections::HashMap;

use jiff::civil::Date;
use serde_json::Value;
use verbale::span::CodePoints;

use super::{layers, share};

/// One resolved mention: its code points, GeoNames id and country.
struct Judged {
    start: u32,
    end: u32,
    geonameid: Option<u32>,
    country: String,
}

/// Runs the judgements against their articles. Files are the judgements, then
/// the sets in any order.
pub(super) fn run(arguments: &[String]) -> Result<(), String> {
    let files: Vec<&String> = arguments.iter().filter(|argument| !argument.starts_with("--")).collect();
    let [judgements, sets @ ..] = files.as_slice() else {
        return Err("eval places JUDGEMENTS.tsv SET.jsonl … [--wrong]".to_owned());
    };
    let show = arguments.iter().any(|argument| argument == "--wrong");
    let judged = judgements_of(judgements)?;
    let (mut all, mut found, mut country, mut known, mut exact) = (0, 0, 0, 0, 0);
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
                all += 1;
                known += usize::from(row.geonameid.is_some());
                let shared = |span: verbale::Span| {
                    let (start, end) = (points.at(text, span.start), points.at(text, span.end));
                    end.min(row.end).saturating_sub(start.max(row.start))
                };
                let place = read.places.all.iter().max_by_key(|place| shared(place.span));
                let Some(place) = place.filter(|place| shared(place.span) > 0) else {
                    if show {
                        println!("{} {}..{} not found", field("id"), row.start, row.end);
                    }
                    continue;
                };
                found += 1;
                let right = row.country.is_empty() || place.country.as_deref() == Some(row.country.as_str());
                country += usize::from(right);
                let same = row.geonameid.is_some() && place.geonameid == row.geonameid;
                exact += usize::from(same);
                if show && !(right && (same || row.geonameid.is_none())) {
                    let wanted = row.geonameid.map_or_else(String::new, |id| id.to_string());
                    println!(
                        "{} {}: {:?} {:?}, not {wanted} {}",
                        field("id"),
                        place.span.of(text),
                        place.geonameid,
                        place.country,
                        row.country
                    );
                }
            }
        }
    }
    println!("found {}", share(found, all));
    println!("right country {}", share(country, all));
    println!("right id, of those that have one {}", share(exact, known));
    Ok(())
}

fn judgements_of(path: &str) -> Result<HashMap<String, Vec<Judged>>, String> {
    let text = std::fs::read_to_string(path).map_err(|error| format!("{path}: {error}"))?;
    let mut judged: HashMap<String, Vec<Judged>> = HashMap::new();
    for (number, line) in text.lines().enumerate() {
        if line.starts_with('#') || line.starts_with("article\t") {
            continue;
        }
        let fields: Vec<&str> = line.split('\t').collect();
        let parse =
            |text: &str| text.parse::<u32>().map_err(|error| format!("{path}:{}: {error}", number + 1));
        let [article, start, end, id, country, nested] = fields.as_slice() else {
            return Err(format!("{path}:{}: six columns wanted", number + 1));
        };
        if *nested == "1" {
            continue;
        }
        judged.entry((*article).to_owned()).or_default().push(Judged {
            start: parse(start)?,
            end: parse(end)?,
            geonameid: if id.is_empty() { None } else { Some(parse(id)?) },
            country: (*country).to_owned(),
        });
    }
    Ok(judged)
}

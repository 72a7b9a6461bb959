//! The suite of statements: passages of one difficulty each.

use jiff::civil::Date;
use toml::Value;
use verbale::{
    pipeline::Layers,
    span::Span,
    statements::{Attitude, Form, Statement},
};

use super::{layers, share};

/// What a passage must give.
struct Expected {
    source: Option<Span>,
    cue: Option<Span>,
    content: Vec<Span>,
    form: String,
    attitude: String,
    speaker: Option<String>,
    via: Option<String>,
    said_in: Option<usize>,
}

const FIELDS: [&str; 8] = ["content", "source", "cue", "form", "attitude", "speaker", "via", "nesting"];

/// How much of a suite comes out right.
#[derive(Debug, Default)]
struct Measured {
    passages: usize,
    right: usize,
    wanted: usize,
    found: usize,
    matched: usize,
    fields: [usize; FIELDS.len()],
}

/// Runs the suite; `--wrong` prints each passage that is not wholly right.
pub(super) fn run(arguments: &[String]) -> Result<(), String> {
    let path =
        arguments.iter().find(|argument| !argument.starts_with("--")).ok_or("eval statements SUITE.toml")?;
    let measured = measure(path, arguments.iter().any(|argument| argument == "--wrong"))?;
    let Measured { passages, right, wanted, found, matched, fields } = measured;
    println!("passages wholly right  {}", share(right, passages));
    println!("statements found       {} of those found {}", share(matched, wanted), share(matched, found));
    for (field, good) in FIELDS.iter().zip(fields) {
        println!("  {field:10} right of those found {}", share(good, matched));
    }
    Ok(())
}

fn measure(path: &str, wrong: bool) -> Result<Measured, String> {
    let text = std::fs::read_to_string(path).map_err(|error| format!("{path}: {error}"))?;
    let suite: toml::Table = text.parse().map_err(|error| format!("{path}: {error}"))?;
    let passages = suite.get("passage").and_then(Value::as_array).ok_or("no [[passage]]")?;
    let (mut right, mut wanted, mut found, mut matched) = (0, 0, 0, 0);
    let mut fields = [0_usize; FIELDS.len()];
    for passage in passages {
        let id = passage.get("id").and_then(Value::as_str).unwrap_or("?");
        let text = passage.get("text").and_then(Value::as_str).ok_or_else(|| format!("{id}: no text"))?;
        let expected = passage
            .get("statements")
            .and_then(Value::as_array)
            .ok_or_else(|| format!("{id}: no statements"))?
            .iter()
            .map(|value| expected(text, value).map_err(|error| format!("{id}: {error}")))
            .collect::<Result<Vec<_>, _>>()?;
        let read = layers(text, Date::constant(2022, 1, 21));
        let all = &read.statements.all;
        let pairs = pair(text, &expected, all);
        let mut faults = Vec::new();
        for (at, want) in expected.iter().enumerate() {
            let Some(place) = pairs[at] else {
                faults.push(format!(
                    "missing {}",
                    want.content.iter().map(|span| span.of(text)).collect::<Vec<_>>().join(" … ")
                ));
                continue;
            };
            matched += 1;
            let ok = judge(text, want, &all[place], &read, &pairs);
            for (field, good) in ok.iter().enumerate() {
                fields[field] += usize::from(*good);
                if !good {
                    faults.push(format!("{} of “{}”", FIELDS[field], all[place].content[0].of(text)));
                }
            }
        }
        for (place, statement) in all.iter().enumerate() {
            if !pairs.contains(&Some(place)) {
                let cue = statement.cue.iter().map(|span| span.of(text)).collect::<Vec<_>>().join(" … ");
                faults.push(format!("extra {cue}: {}", statement.content[0].of(text)));
            }
        }
        wanted += expected.len();
        found += all.len();
        right += usize::from(faults.is_empty());
        if wrong && !faults.is_empty() {
            println!("{id}: {text}");
            for fault in faults {
                println!("    {fault}");
            }
        }
    }
    Ok(Measured { passages: passages.len(), right, wanted, found, matched, fields })
}

fn expected(text: &str, value: &Value) -> Result<Expected, String> {
    let string = |key: &str| value.get(key).and_then(Value::as_str);
    let locate = |words: &str, from: usize| -> Result<Span, String> {
        let (first, last) =
            words.split_once(" … ").map_or((words, None), |(first, last)| (first, Some(last)));
        let start = text[from..]
            .find(first)
            .map(|at| at + from)
            .ok_or_else(|| format!("no `{first}` in the text"))?;
        let mut end = start + first.len();
        if let Some(last) = last {
            end = text[end..]
                .find(last)
                .map(|at| at + end + last.len())
                .ok_or_else(|| format!("no `{last}` in the text"))?;
        }
        Ok(Span::new(start as u32, end as u32))
    };
    let mut content = Vec::new();
    let mut from = 0;
    for words in value.get("content").and_then(Value::as_array).into_iter().flatten() {
        let words = words.as_str().ok_or("content holds strings")?;
        let span = locate(words, from).or_else(|_| locate(words, 0))?;
        from = span.end as usize;
        content.push(span);
    }
    // The cue nearest to the content, where its words come more than once.
    let near = |words: &str| -> Result<Span, String> {
        let first = words.split(" … ").next().unwrap_or(words);
        let middle = content.first().map_or(0, |span: &Span| span.start);
        text.match_indices(first)
            .filter(|(at, _)| !text[..*at].ends_with(char::is_alphanumeric))
            .filter_map(|(at, _)| locate(words, at).ok())
            .filter(|span| !content.iter().any(|content| content.contains(*span)))
            .min_by_key(|span| {
                span.start
                    .abs_diff(middle)
                    .min(content.last().map_or(u32::MAX, |last| last.end.abs_diff(span.start)))
            })
            .map_or_else(|| locate(words, 0), Ok)
    };
    Ok(Expected {
        source: string("source").map(near).transpose()?,
        cue: string("cue").map(near).transpose()?,
        form: string("form").unwrap_or("indirect").to_owned(),
        attitude: string("attitude").unwrap_or("speech").to_owned(),
        speaker: string("speaker").or_else(|| string("source")).map(str::to_owned),
        via: string("via").map(str::to_owned),
        said_in: value.get("said_in").and_then(Value::as_integer).and_then(|at| usize::try_from(at).ok()),
        content,
    })
}

/// Letters and digits of the spans, by byte.
fn letters(text: &str, spans: &[Span]) -> Vec<u32> {
    let mut out: Vec<u32> = spans
        .iter()
        .flat_map(|span| span.of(text).char_indices().map(move |(at, c)| (span.start + at as u32, c)))
        .filter(|(_, c)| c.is_alphanumeric())
        .map(|(at, _)| at)
        .collect();
    out.sort_unstable();
    out.dedup();
    out
}

/// Shared letters over all letters of both.
fn overlap(text: &str, a: &[Span], b: &[Span]) -> f64 {
    let (a, b) = (letters(text, a), letters(text, b));
    let shared = a.iter().filter(|at| b.binary_search(at).is_ok()).count();
    if a.is_empty() && b.is_empty() { 1.0 } else { shared as f64 / (a.len() + b.len() - shared) as f64 }
}

/// Pairs what is wanted with what is found, best overlap first.
fn pair(text: &str, expected: &[Expected], all: &[Statement]) -> Vec<Option<usize>> {
    let mut scores = Vec::new();
    for (at, want) in expected.iter().enumerate() {
        for (place, statement) in all.iter().enumerate() {
            let cue = want.cue.is_some_and(|cue| statement.cue.iter().any(|own| own.overlaps(cue)));
            let score = overlap(text, &want.content, &statement.content) + f64::from(u8::from(cue));
            if score > 0.2 {
                scores.push((score, at, place));
            }
        }
    }
    scores.sort_by(|a, b| b.0.total_cmp(&a.0).then(a.1.cmp(&b.1)).then(a.2.cmp(&b.2)));
    let mut pairs = vec![None; expected.len()];
    for (_, at, place) in scores {
        if pairs[at].is_none() && !pairs.contains(&Some(place)) {
            pairs[at] = Some(place);
        }
    }
    pairs
}

fn judge(
    text: &str,
    want: &Expected,
    got: &Statement,
    read: &Layers,
    pairs: &[Option<usize>],
) -> [bool; FIELDS.len()] {
    let form = match got.form {
        Form::Direct => "direct",
        Form::Indirect => "indirect",
        Form::Mixed => "mixed",
    };
    let attitude = match got.attitude {
        Attitude::Speech => "speech",
        Attitude::Belief => "belief",
        Attitude::Intention => "intention",
        Attitude::Perception => "perception",
    };
    let source = match want.source {
        Some(source) => overlap(text, &[source], &got.source) >= 0.5,
        None => got.source.is_empty(),
    };
    let cue = match want.cue {
        Some(cue) => got.cue.iter().any(|own| own.overlaps(cue)),
        None => got.cue.is_empty(),
    };
    let speaker = match want.speaker.as_deref() {
        Some("") | None => true,
        Some(names) => {
            let names: Vec<&str> = names.split("; ").collect();
            names.len() == got.speaker.len().max(1)
                && names.iter().all(|name| {
                    got.speaker.iter().any(|mention| {
                        let words = read.mentions.get(*mention).span.of(text);
                        let actors = read.actors.of(*mention);
                        same(name, words) && actors.is_empty()
                            || actors.iter().any(|id| same(name, &read.actors.get(*id).name))
                            || same(name, words) && want.source.is_some()
                    })
                })
        }
    };
    let via = want
        .via
        .as_deref()
        .is_none_or(|via| got.via.iter().any(|through| through.span.of(text).contains(via)));
    let nesting =
        want.said_in.map(|at| pairs.get(at).copied().flatten()) == got.said_in.map(|id| Some(id.0 as usize));
    [
        overlap(text, &want.content, &got.content) >= 0.8,
        source,
        cue,
        form == want.form,
        attitude == want.attitude,
        speaker,
        via,
        nesting,
    ]
}

/// Whether two names share their words, but for articles and titles.
fn same(a: &str, b: &str) -> bool {
    let words = |name: &str| -> Vec<String> {
        name.to_lowercase()
            .split(|c: char| !c.is_alphanumeric())
            .filter(|word| !matches!(*word, "" | "the" | "a" | "an" | "mr" | "ms" | "dr" | "s" | "both"))
            .map(str::to_owned)
            .collect()
    };
    let (a, b) = (words(a), words(b));
    !a.is_empty()
        && !b.is_empty()
        && (a.iter().all(|word| b.contains(word)) || b.iter().all(|word| a.contains(word)))
}

#[cfg(test)]
mod tests {
    /// A floor, so that no change loses what the suite has won.
    #[test]
    fn the_suite_of_statements_holds() {
        let path = concat!(env!("CARGO_MANIFEST_DIR"), "/../../tests/suites/statements.toml");
        let measured = super::measure(path, false).expect("the suite is read");
        assert!(measured.right * 100 >= measured.passages * 93, "{measured:?}");
    }
}

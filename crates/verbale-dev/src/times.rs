//! `verbale-dev times FILE.jsonl [--bare]`: the time expressions of many articles.

use std::{fs, time::Instant};

use serde_json::{Value, json};
use verbale::{
    Article, document,
    span::CodePoints,
    syntax::{self, Model, Syntax},
    times,
};

/// Reads JSON Lines with `id`, `date` and `text`, and prints for each `id` and
/// `timexes` with `start`, `end` in code points, `type` and `value`. `--bare`
/// leaves the network out. Words and microseconds a word go to stderr.
pub(crate) fn run(mut arguments: Vec<String>) -> Result<(), String> {
    let bare = arguments.iter().position(|argument| argument == "--bare");
    if let Some(at) = bare {
        arguments.remove(at);
    }
    let path = arguments.first().ok_or("times needs a file of JSON Lines")?;
    let lines = fs::read_to_string(path).map_err(|error| format!("{path}: {error}"))?;
    let (mut words, mut micros) = (0, 0);
    for (number, line) in lines.lines().enumerate().filter(|(_, line)| !line.trim().is_empty()) {
        let fault = |what: &str| format!("{path}:{}: {what}", number + 1);
        let row: Value = serde_json::from_str(line).map_err(|error| fault(&error.to_string()))?;
        let field = |name: &str| row[name].as_str().ok_or_else(|| fault(&format!("no text in `{name}`")));
        let text = field("text")?.to_owned();
        let date = field("date")?.parse().map_err(|error| fault(&format!("{error}")))?;
        let article = Article::new(date, text);
        let document = document::read(&article);
        let text = article.text.as_str();
        let syntax = match bare {
            Some(_) => Syntax::default(),
            None => syntax::parse(&document, text, Model::bundled()),
        };
        let began = Instant::now();
        let found = times::find(text, date, &document, &syntax);
        micros += began.elapsed().as_micros();
        words += text.split_whitespace().count();
        let points = CodePoints::new(text);
        let timexes: Vec<Value> = found
            .all
            .iter()
            .map(|time| {
                json!({
                    "start": points.at(text, time.span.start),
                    "end": points.at(text, time.span.end),
                    "type": time.kind.as_str(),
                    "value": time.value,
                })
            })
            .collect();
        println!("{}", json!({ "id": row["id"], "timexes": timexes }));
    }
    eprintln!(
        "{words} words, {:.3} µs a word in times::find",
        micros as f64 / f64::from(words.max(1) as u32)
    );
    Ok(())
}

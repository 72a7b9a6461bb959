//! The syntax layer alone.

use std::collections::BTreeMap;
use std::hint::black_box;
use std::time::{Duration, Instant};

use serde_json::{Value, json};
use verbale_syntax::{Model, Part};

use super::{Wanted, best, best_of_long};

/// Times the syntax layer on the paragraphs of a JSONL file and prints one JSON object.
pub(super) fn run(wanted: &Wanted) -> Result<(), String> {
    let articles = paragraphs(wanted)?;
    let start = Instant::now();
    let model = wanted.model();
    let loading = start.elapsed();
    let bytes: usize = articles.iter().flatten().map(String::len).sum();
    let tokens: usize = articles.iter().flatten().map(|paragraph| model.words(paragraph).len()).sum();
    let words = best_of_long(wanted.rounds, || {
        for paragraph in articles.iter().flatten() {
            black_box(model.words(paragraph));
        }
    });
    // As the reader does it: all paragraphs of an article at once.
    let parse = |articles: &[Vec<String>]| {
        for article in articles {
            let article: Vec<&str> = article.iter().map(String::as_str).collect();
            black_box(model.parse_all(&article));
        }
    };
    let parts = parts(model, &articles, wanted.rounds);
    let whole: f64 = parts.values().map(Duration::as_secs_f64).sum();
    let share = articles.len().div_ceil(wanted.threads.max(1)).max(1);
    let time = if wanted.threads <= 1 {
        best_of_long(wanted.rounds, || parse(&articles))
    } else {
        best(wanted.rounds, || {
            std::thread::scope(|scope| {
                for articles in articles.chunks(share) {
                    scope.spawn(|| parse(articles));
                }
            });
        })
    };
    let per_second = |amount: usize, time: Duration| amount as f64 / time.as_secs_f64();
    let rounded = |x: f64| (x * 1e3).round() / 1e3;
    let measured = json!({
        "articles": articles.len(),
        "paragraphs": articles.iter().map(Vec::len).sum::<usize>(),
        "bytes": bytes,
        "tokens": tokens,
        "threads": wanted.threads,
        "fast": wanted.fast,
        "load_ms": rounded(loading.as_secs_f64() * 1e3),
        "tokenizer_mb_per_s": rounded(per_second(bytes, words) / 1e6),
        "parse_s": rounded(time.as_secs_f64()),
        "tokens_per_s": per_second(tokens, time).round(),
        "parts": parts.iter().map(|(part, time)| {
            let seconds = time.as_secs_f64();
            let (micros, share) = (seconds * 1e6 / tokens.max(1) as f64, 100.0 * seconds / whole);
            (format!("{part:?}").to_lowercase(), json!({"us_per_token": rounded(micros), "share": rounded(share)}))
        }).collect::<serde_json::Map<_, _>>(),
    });
    println!("{measured}");
    Ok(())
}

/// How long each part of the work takes on one thread: of every article the best round.
fn parts(model: &Model, articles: &[Vec<String>], rounds: usize) -> BTreeMap<Part, Duration> {
    let mut all = BTreeMap::new();
    for article in articles {
        let article: Vec<&str> = article.iter().map(String::as_str).collect();
        let mut best: BTreeMap<Part, Duration> = BTreeMap::new();
        for round in 0..rounds.max(1) {
            let mut times = BTreeMap::new();
            let mut clock = Instant::now();
            black_box(model.parse_in_parts(&article, &mut |part| {
                *times.entry(part).or_default() += clock.elapsed();
                clock = Instant::now();
            }));
            for (part, time) in times {
                let best = best.entry(part).or_insert(time);
                *best = if round == 0 { time } else { time.min(*best) };
            }
        }
        for (part, time) in best {
            *all.entry(part).or_default() += time;
        }
    }
    all
}

/// The paragraphs of the articles of a file, as many as are wanted.
fn paragraphs(wanted: &Wanted) -> Result<Vec<Vec<String>>, String> {
    let path = &wanted.path;
    let file = std::fs::read_to_string(path).map_err(|error| format!("{path}: {error}"))?;
    let mut left = wanted.paragraphs;
    let mut articles = Vec::new();
    for (number, line) in file.lines().enumerate() {
        let value: Value =
            serde_json::from_str(line).map_err(|error| format!("{path}:{}: {error}", number + 1))?;
        let text = value.as_str().or(value["text"].as_str());
        let text = text.ok_or_else(|| format!("{path}:{}: no text", number + 1))?;
        let paragraphs = text.lines().filter(|paragraph| !paragraph.trim().is_empty());
        let article: Vec<String> = paragraphs.take(left).map(str::to_owned).collect();
        left -= article.len();
        if !article.is_empty() {
            articles.push(article);
        }
    }
    Ok(articles)
}

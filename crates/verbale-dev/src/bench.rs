//! How fast a layer runs, on one thread.

use std::hint::black_box;
use std::time::{Duration, Instant};

use serde_json::Value;
use verbale_syntax::Model;

const USAGE: &str = "usage: verbale-dev bench syntax FILE.jsonl [--paragraphs N] [--rounds N]";

/// Times the syntax layer on the paragraphs of a JSONL file and prints one JSON object.
pub(crate) fn run(arguments: Vec<String>) -> Result<(), String> {
    let mut arguments = arguments.into_iter();
    if arguments.next().as_deref() != Some("syntax") {
        return Err(USAGE.to_owned());
    }
    let (mut path, mut most, mut rounds) = (None, usize::MAX, 3);
    while let Some(argument) = arguments.next() {
        let mut number = || arguments.next().and_then(|n| n.parse().ok()).ok_or(USAGE);
        match argument.as_str() {
            "--paragraphs" => most = number()?,
            "--rounds" => rounds = number()?,
            _ => path = Some(argument),
        }
    }
    let path = path.ok_or(USAGE)?;
    let file = std::fs::read_to_string(&path).map_err(|error| format!("{path}: {error}"))?;
    let mut articles = Vec::new();
    for (number, line) in file.lines().enumerate() {
        let value: Value =
            serde_json::from_str(line).map_err(|error| format!("{path}:{}: {error}", number + 1))?;
        let text = value.as_str().or(value["text"].as_str());
        articles.push(text.ok_or_else(|| format!("{path}:{}: no text", number + 1))?.to_owned());
    }
    let mut paragraphs = articles
        .iter()
        .map(|text| text.lines().filter(|paragraph| !paragraph.trim().is_empty()).collect::<Vec<&str>>());
    let mut left = most;
    let articles: Vec<Vec<&str>> = std::iter::from_fn(|| {
        let mut article = paragraphs.next()?;
        article.truncate(left);
        left -= article.len();
        Some(article)
    })
    .filter(|article| !article.is_empty())
    .collect();

    let start = Instant::now();
    let model = Model::bundled();
    let loading = start.elapsed();
    let bytes: usize = articles.iter().flatten().map(|paragraph| paragraph.len()).sum();
    let tokens: usize = articles.iter().flatten().map(|paragraph| model.words(paragraph).len()).sum();
    let words = best(rounds, || {
        for paragraph in articles.iter().flatten() {
            black_box(model.words(paragraph));
        }
    });
    // As the reader does it: all paragraphs of an article at once.
    let parse = best(rounds, || {
        for article in &articles {
            black_box(model.parse_all(article));
        }
    });
    let per_second = |amount: usize, time: Duration| amount as f64 / time.as_secs_f64();
    println!(
        "{{\"articles\":{},\"paragraphs\":{},\"bytes\":{bytes},\"tokens\":{tokens},\"load_ms\":{:.1},\
         \"tokenizer_mb_per_s\":{:.1},\"parse_s\":{:.3},\"tokens_per_s\":{:.0}}}",
        articles.len(),
        articles.iter().map(Vec::len).sum::<usize>(),
        loading.as_secs_f64() * 1e3,
        per_second(bytes, words) / 1e6,
        parse.as_secs_f64(),
        per_second(tokens, parse),
    );
    Ok(())
}

/// The shortest time of some rounds.
fn best(rounds: usize, mut run: impl FnMut()) -> Duration {
    (0..rounds.max(1))
        .map(|_| {
            let start = Instant::now();
            run();
            start.elapsed()
        })
        .min()
        .unwrap_or_default()
}

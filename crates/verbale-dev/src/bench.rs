//! How fast a layer runs, on one thread.

mod products;

use std::hint::black_box;
use std::time::{Duration, Instant};

use jiff::civil::Date;
use serde_json::Value;
use verbale::{Article, Codebook, DateSource};
use verbale_syntax::Model;

const USAGE: &str =
    "usage: verbale-dev bench tables|products | bench syntax|layers FILE.jsonl [--paragraphs N] [--rounds N]";

/// Times the syntax layer on the paragraphs of a JSONL file and prints one JSON object.
pub(crate) fn run(arguments: Vec<String>) -> Result<(), String> {
    let mut arguments = arguments.into_iter();
    let what = arguments.next();
    if what.as_deref() == Some("tables") {
        let start = Instant::now();
        let tables =
            verbale::codebook::actors::ActorTables::shipped().map_err(|errors| errors[0].to_string())?;
        println!(
            "tables of actors: {:.1} ms, {} people",
            start.elapsed().as_secs_f64() * 1e3,
            tables.people.len()
        );
        return Ok(());
    }
    if what.as_deref() == Some("products") {
        products::run();
        return Ok(());
    }
    if !matches!(what.as_deref(), Some("syntax" | "layers")) {
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
    if what.as_deref() == Some("layers") {
        return layers(&path, rounds);
    }
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

/// Times every layer on the articles of a JSONL file, one after the other, and
/// prints each one's share of the syntax layer's time.
fn layers(path: &str, rounds: usize) -> Result<(), String> {
    let file = std::fs::read_to_string(path).map_err(|error| format!("{path}: {error}"))?;
    let mut articles = Vec::new();
    for (number, line) in file.lines().enumerate() {
        let value: Value =
            serde_json::from_str(line).map_err(|error| format!("{path}:{}: {error}", number + 1))?;
        let text = value["text"].as_str().ok_or_else(|| format!("{path}:{}: no text", number + 1))?;
        let date = value["date"].as_str().and_then(|date| date.parse().ok());
        articles.push(Article {
            id: None,
            date: date.unwrap_or(Date::constant(2022, 1, 21)),
            date_source: DateSource::Given,
            source: None,
            title: None,
            url: None,
            text: text.to_owned(),
        });
    }
    let (model, codebook) = (Model::bundled(), Codebook::bundled());
    let mut least: Vec<(&str, Duration)> = Vec::new();
    let mut tokens = 0;
    for _ in 0..rounds.max(1) {
        let mut times: Vec<(&str, Duration)> = Vec::new();
        tokens = 0;
        for article in &articles {
            let text = article.text.as_str();
            let mut clock = Instant::now();
            let mut lap = |name: &'static str| {
                let spent = clock.elapsed();
                match times.iter_mut().find(|(own, _)| *own == name) {
                    Some((_, time)) => *time += spent,
                    None => times.push((name, spent)),
                }
                clock = Instant::now();
            };
            let document = verbale::document::read(article);
            lap("document");
            let syntax = verbale::syntax::parse(&document, text, model);
            lap("syntax");
            let clauses = verbale::clauses::build(&syntax, &codebook.words);
            lap("clauses");
            let mentions = verbale::mentions::find(text, &syntax, &clauses, codebook);
            lap("mentions");
            let found_times = verbale::times::find(text, article.date, &document, &syntax);
            lap("times");
            let places = verbale::places::find(text, &document, &syntax, &mentions, codebook);
            lap("places");
            let statements =
                verbale::statements::find(text, &document, &syntax, &clauses, &mentions, codebook);
            lap("statements");
            let actors = verbale::actors::resolve(
                text,
                article.date,
                &syntax,
                &mentions,
                &places,
                &statements,
                codebook,
            );
            lap("actors");
            let events = verbale::events::find(verbale::events::Read {
                text,
                date: article.date,
                document: &document,
                syntax: &syntax,
                clauses: &clauses,
                mentions: &mentions,
                times: &found_times,
                places: &places,
                statements: &statements,
                actors: &actors,
                codebook,
                ranker: None,
            });
            lap("events");
            black_box(verbale::positions::derive(text, &events));
            lap("positions");
            tokens += syntax.tokens.len();
        }
        for (name, time) in times {
            match least.iter_mut().find(|(own, _)| *own == name) {
                Some((_, best)) => *best = (*best).min(time),
                None => least.push((name, time)),
            }
        }
    }
    let syntax = least.iter().find(|(name, _)| *name == "syntax").map_or(1.0, |(_, time)| time.as_secs_f64());
    for (name, time) in least {
        let seconds = time.as_secs_f64();
        let micros = seconds * 1e6 / tokens.max(1) as f64;
        println!("{name:12} {micros:8.2} µs a token  {:6.2} % of syntax", 100.0 * seconds / syntax);
    }
    Ok(())
}

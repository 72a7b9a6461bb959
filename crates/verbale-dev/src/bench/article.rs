//! The whole way of an article, stage by stage.

use std::hint::black_box;
use std::time::{Duration, Instant};

use jiff::civil::Date;
use serde_json::Value;
use verbale::{Article, Codebook, Ranker};
use verbale_syntax::Model;

use super::Wanted;

/// Times every stage on the articles of a JSONL file, one after the other, on one thread, and prints each one's share.
pub(super) fn run(wanted: &Wanted) -> Result<(), String> {
    let path = &wanted.path;
    let file = std::fs::read_to_string(path).map_err(|error| format!("{path}: {error}"))?;
    let mut articles = Vec::new();
    for (number, line) in file.lines().enumerate() {
        let value: Value =
            serde_json::from_str(line).map_err(|error| format!("{path}:{}: {error}", number + 1))?;
        let text = value["text"].as_str().ok_or_else(|| format!("{path}:{}: no text", number + 1))?;
        let date = value["date"].as_str().and_then(|date| date.parse().ok());
        articles.push(Article::new(date.unwrap_or(Date::constant(2022, 1, 21)), text));
    }
    let (model, codebook) = (wanted.model(), Codebook::bundled());
    let mut least: Vec<(&str, Duration)> = Vec::new();
    let mut tokens = 0;
    for article in &articles {
        // Of every stage of every article the best round: what disturbs the others is left out.
        let (mut best, own_tokens) = stages(article, model, codebook);
        for _ in 1..wanted.rounds.max(1) {
            for ((_, best), (_, time)) in best.iter_mut().zip(stages(article, model, codebook).0) {
                *best = time.min(*best);
            }
        }
        if least.is_empty() {
            least = best;
        } else {
            least.iter_mut().zip(best).for_each(|((_, sum), (_, time))| *sum += time);
        }
        tokens += own_tokens;
    }
    let whole: f64 = least.iter().map(|(_, time)| time.as_secs_f64()).sum();
    let micros = |seconds: f64| seconds * 1e6 / tokens.max(1) as f64;
    for (name, time) in least {
        let seconds = time.as_secs_f64();
        println!("{name:12} {:8.2} µs a token {:6.1} %", micros(seconds), 100.0 * seconds / whole);
    }
    println!("{:12} {:8.2} µs a token, {tokens} tokens", "all", micros(whole));
    println!("{:.1} articles a second", articles.len() as f64 / whole);
    Ok(())
}

/// How long each stage took on an article, and how many tokens it has.
fn stages(article: &Article, model: &Model, codebook: &Codebook) -> (Vec<(&'static str, Duration)>, usize) {
    let text = article.text.as_str();
    let mut times = Vec::new();
    let mut clock = Instant::now();
    let mut lap = |name| {
        times.push((name, clock.elapsed()));
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
    let statements = verbale::statements::find(text, &document, &syntax, &clauses, &mentions, codebook);
    lap("statements");
    let actors =
        verbale::actors::resolve(text, article.date, &syntax, &mentions, &places, &statements, codebook);
    lap("actors");
    let read = verbale::events::Read {
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
    };
    let events = black_box(verbale::events::find(read));
    lap("events");
    black_box(verbale::positions::derive(text, &events));
    lap("positions");
    // What the ranker costs is what events take longer with it.
    black_box(verbale::events::find(verbale::events::Read { ranker: Some(Ranker::bundled()), ..read }));
    lap("ranker");
    let without = times.iter().find(|(name, _)| *name == "events").map(|(_, time)| *time);
    if let (Some((_, ranker)), Some(without)) = (times.last_mut(), without) {
        *ranker = ranker.saturating_sub(without);
    }
    (times, syntax.tokens.len())
}

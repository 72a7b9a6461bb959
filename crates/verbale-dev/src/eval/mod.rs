//! `verbale-dev eval WHAT …`: suites and judgements of our own against what
//! the program finds.

mod actors;
mod coreference;
mod false_events;
mod modes;
mod places;
mod plv;
mod quotes;
mod ranker;
mod sentences;
mod statements;
mod suite;

use jiff::civil::Date;
use verbale::{
    Article, Codebook,
    pipeline::{Layers, Reader, read},
};

/// Set where `--no-ranker` was given.
static RULES_ALONE: std::sync::OnceLock<()> = std::sync::OnceLock::new();

/// Runs the evaluation that the first argument names.
pub(crate) fn run(arguments: &[String]) -> Result<(), String> {
    let mut arguments = arguments.to_vec();
    if let Some(at) = arguments.iter().position(|argument| argument == "--no-ranker") {
        arguments.remove(at);
        let _ = RULES_ALONE.set(());
    }
    match arguments.first().map(String::as_str) {
        Some("actors") => actors::run(&arguments[1..]),
        Some("false-events") => false_events::run(&arguments[1..]),
        Some("coreference") => coreference::run(&arguments[1..]),
        Some("modes") => modes::run(&arguments[1..]),
        Some("places") => places::run(&arguments[1..]),
        Some("plv") => plv::run(&arguments[1..]),
        Some("ranker") => ranker::run(&arguments[1..]),
        Some("statements") => statements::run(&arguments[1..]),
        Some("sentences") => sentences::run(&arguments[1..]),
        Some("suite") => suite::run(&arguments[1..]),
        Some("quotes") => quotes::run(&arguments[1..]),
        _ => Err("verbale-dev eval suite SUITE.toml… | eval actors SUITE.toml [--wrong] | eval coreference GUM.jsonl [--wrong] [--interviews] | eval false-events JUDGEMENTS.tsv SET.jsonl … [--wrong] | eval statements SUITE.toml [--wrong] | eval modes SUITE.tsv [--wrong] | eval places JUDGEMENTS.tsv SET.jsonl … [--wrong] | eval plv --given PLV.tsv [--rules | --ranker] | eval ranker PLV.tsv | eval sentences SENTENCES.txt… [--misses TYPE] [--false] [--rules] [--each] [--confidence] | eval quotes JUDGEMENTS.tsv GUM.jsonl [--wrong]".to_owned()),
    }
}

/// Reads a text through all layers.
fn layers(text: &str, date: Date) -> Layers {
    let reader = if RULES_ALONE.get().is_some() { Reader::rules_alone() } else { Reader::bundled() };
    layers_by(reader, text, date)
}

/// Reads a text through all layers, without the ranker.
fn layers_by_rules(text: &str, date: Date) -> Layers {
    layers_by(Reader::rules_alone(), text, date)
}

fn layers_by(reader: Reader<'_>, text: &str, date: Date) -> Layers {
    let article = Article::new(date, text);
    read(&article, Reader { codebook: codebook(), ..reader })
}

/// The shipped codebook, or with the rules of the folder that `VERBALE_CODEBOOK` names: a writer of rules need not compile.
fn codebook() -> &'static Codebook {
    static EDITED: std::sync::OnceLock<Option<Codebook>> = std::sync::OnceLock::new();
    let edited = EDITED.get_or_init(|| {
        let folder = std::env::var("VERBALE_CODEBOOK").ok()?;
        match crate::examples::load(std::path::Path::new(&folder)) {
            Ok(codebook) => Some(codebook),
            Err(error) => panic!("{error}"),
        }
    });
    edited.as_ref().unwrap_or_else(|| Codebook::bundled())
}

/// A share as "12/34 = 0.353".
fn share(part: usize, whole: usize) -> String {
    let value = if whole == 0 { 0.0 } else { part as f64 / whole as f64 };
    format!("{part}/{whole} = {value:.3}")
}

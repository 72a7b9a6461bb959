//! `verbale-dev show LAYER [FILE]`: one layer of an article, one line an item.

mod actors;
mod clauses;
mod document;
mod events;
mod mentions;
mod places;
mod positions;
mod statements;
mod syntax;
mod times;

use std::io::Read;

use jiff::civil::Date;
use verbale::{
    Article, Codebook,
    pipeline::{Layers, Reader, read},
    syntax::Model,
};

/// Prints the layer that the first argument names, of the file that the second
/// names or of standard input.
pub(crate) fn run(mut arguments: Vec<String>) -> Result<(), String> {
    let mut date = None;
    if let Some(at) = arguments.iter().position(|argument| argument == "--date") {
        let given = arguments.get(at + 1).ok_or("--date needs a day")?;
        date = Some(given.parse::<Date>().map_err(|error| format!("{given}: {error}"))?);
        arguments.drain(at..at + 2);
    }
    let text = match arguments.get(1) {
        Some(path) if path != "-" => {
            std::fs::read_to_string(path).map_err(|error| format!("{path}: {error}"))?
        }
        _ => {
            let mut text = String::new();
            std::io::stdin().read_to_string(&mut text).map_err(|error| error.to_string())?;
            text
        }
    };
    let date = date.or_else(|| verbale::document::date_head(&text).map(|(date, _)| date));
    let article = Article::new(date.unwrap_or(Date::constant(2022, 1, 21)), text);
    let codebook = Codebook::bundled();
    let layers = read(&article, Reader { model: Model::bundled(), codebook, ranker: None });
    let print: fn(&str, &Layers) = match arguments.first().map(String::as_str) {
        Some("document") => document::print,
        Some("syntax") => syntax::print,
        Some("clauses") => clauses::print,
        Some("mentions") => mentions::print,
        Some("times") => times::print,
        Some("places") => places::print,
        Some("statements") => statements::print,
        Some("actors") => actors::print,
        Some("events") => events::print,
        Some("positions") => positions::print,
        _ => return Err("no such layer; there are document syntax clauses mentions times places statements actors events positions".to_owned()),
    };
    print(&article.text, &layers);
    Ok(())
}

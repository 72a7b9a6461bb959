//! The acts and deadlines of `tests/suites/dates.toml`.

use jiff::civil::Date;
use serde::Deserialize;

use super::*;
use crate::{
    Article, Codebook, Reader,
    pipeline::{self, Layers},
};

#[derive(Deserialize)]
struct Suite {
    acts: Vec<[String; 5]>,
    deadlines: Vec<[String; 3]>,
}

fn suite() -> Suite {
    toml::from_str(include_str!("../../../../../tests/suites/dates.toml"))
        .expect("the suite is TOML of its own form")
}

fn article(date: &str, text: &str) -> Article {
    Article::new(date.parse().expect("a day"), text)
}

fn layers(article: &Article) -> Layers {
    pipeline::read(article, Reader::rules_alone())
}

fn read<'a>(article: &'a Article, layers: &'a Layers) -> Read<'a> {
    Read {
        text: &article.text,
        date: article.date,
        document: &layers.document,
        syntax: &layers.syntax,
        clauses: &layers.clauses,
        mentions: &layers.mentions,
        times: &layers.times,
        places: &layers.places,
        statements: &layers.statements,
        actors: &layers.actors,
        codebook: Codebook::bundled(),
        ranker: None,
    }
}

fn status(name: &str) -> Status {
    Status::ALL.iter().copied().find(|status| status.as_str() == name).expect("a status")
}

#[test]
fn acts_have_their_days() {
    let suite = suite();
    let mut right = 0;
    let mut wrong = String::new();
    for [date, text, word, told, expected] in &suite.acts {
        let article = article(date, text);
        let layers = layers(&article);
        let read = read(&article, &layers);
        let at = text.find(word.as_str()).expect("the word stands in the text") as u32;
        let clause =
            layers.clauses.all.iter().find(|clause| layers.syntax.token(clause.predicate).span.start == at);
        let found = clause.map_or_else(
            || "no clause".to_owned(),
            |clause| {
                let complement = clause.in_role(&crate::clauses::Role::Complement).next();
                let content = complement.filter(|complement| complement.span.start > at);
                let end = content.map_or(clause.span.end, |content| content.span.start);
                let own = Span::new(clause.span.start.min(at), end.max(at));
                match date_of(&read, clause.id, own, status(told)) {
                    (Some((start, end)), from) => format!("{start}..{end} {}", from.as_str()),
                    (None, _) => "-".to_owned(),
                }
            },
        );
        right += usize::from(found == *expected);
        if found != *expected {
            wrong.push_str(&format!("{text} [{word}]\n   expected {expected}\n   found    {found}\n"));
        }
    }
    println!("{wrong}{right} of {} acts", suite.acts.len());
    assert!(right * 100 >= suite.acts.len() * FLOOR, "{wrong}{right} of {}", suite.acts.len());
}

/// Percent of the acts whose days must be right.
const FLOOR: usize = 90;

#[test]
fn demands_have_their_deadlines() {
    let suite = suite();
    let mut wrong = String::new();
    for [date, marked, expected] in &suite.deadlines {
        let start = marked.find('[').expect("a bracket") as u32;
        let end = marked.find(']').expect("a bracket") as u32 - 1;
        let text = marked.replace(['[', ']'], "");
        let article = article(date, &text);
        let layers = layers(&article);
        let found = deadline_in(&read(&article, &layers), Span::new(start, end));
        let found = found.map_or("-", |id| layers.times.get(id).span.of(&text));
        if found != expected {
            wrong.push_str(&format!("{marked}\n   expected {expected}\n   found    {found}\n"));
        }
    }
    assert!(wrong.is_empty(), "{wrong}");
}

#[test]
fn nothing_panics_at_the_ends_of_the_calendar() {
    for date in [Date::constant(1, 1, 1), Date::constant(9999, 12, 31)] {
        let text = "Rebels attacked since last week. Troops will leave within 9999 years, before next year.";
        let article = article(&date.to_string(), text);
        let layers = layers(&article);
        let read = read(&article, &layers);
        for clause in &layers.clauses.all {
            for status in Status::ALL {
                let _ = date_of(&read, clause.id, clause.span, *status);
            }
        }
        let _ = deadline_in(&read, Span::new(0, text.len() as u32));
    }
}

//! The corpora of `tests/suites/times.toml`.

use jiff::civil::Date;
use serde::Deserialize;

use super::{Time, Times, find};
use crate::{
    Article, document,
    syntax::{self, Model, Syntax},
};

#[derive(Deserialize)]
struct Suite {
    phrases: Vec<Vec<String>>,
    directions: Vec<Vec<String>>,
    none: Vec<String>,
}

fn suite() -> Suite {
    toml::from_str(include_str!("../../../../tests/suites/times.toml"))
        .expect("the suite is TOML of its own form")
}

fn read(text: &str, date: Date) -> Times {
    reckon(text, date, Some(Model::bundled()))
}

/// Reads the times of a text, with the network or without.
fn reckon(text: &str, date: Date, model: Option<&Model>) -> Times {
    let article = Article::new(date, text);
    let document = document::read(&article);
    let syntax = model.map_or_else(Syntax::default, |model| syntax::parse(&document, text, model));
    find(text, date, &document, &syntax)
}

fn told(text: &str, time: &Time) -> String {
    let days = match (time.start, time.end) {
        (Some(start), Some(end)) => format!("{start}..{end}"),
        _ => "-".to_owned(),
    };
    format!("[{}] {} {} {days}", time.span.of(text), time.kind.as_str(), time.value)
}

/// The sentence without brackets, and what is expected of it.
fn expected(row: &[String]) -> (Date, String, Vec<String>) {
    let date: Date = row[0].parse().expect("a day");
    let mut text = String::new();
    let mut spans = Vec::new();
    for piece in row[1].split('[') {
        match piece.split_once(']') {
            Some((inside, after)) => {
                spans.push(inside.to_owned());
                text.push_str(inside);
                text.push_str(after);
            }
            None => text.push_str(piece),
        }
    }
    let expected = spans.iter().zip(&row[2..]).map(|(span, told)| format!("[{span}] {told}")).collect();
    (date, text, expected)
}

/// Reads the rows, prints what is otherwise than set down, and asks for `floor` percent.
fn judge(rows: &[Vec<String>], floor: usize) {
    let (mut right, mut all) = (0, 0);
    let mut wrong = String::new();
    for row in rows {
        let (date, text, expected) = expected(row);
        let times = read(&text, date);
        let found: Vec<String> = times.all.iter().map(|time| told(&text, time)).collect();
        all += expected.len();
        right += expected.iter().filter(|one| found.contains(one)).count();
        if found != expected {
            wrong.push_str(&format!(
                "{} {}\n   expected {expected:?}\n   found    {found:?}\n",
                row[0], row[1]
            ));
        }
    }
    println!("{wrong}{right} of {all} expressions as set down");
    assert!(right * 100 >= all * floor, "{wrong}{right} of {all}");
}

#[test]
fn the_phrases_mean_what_was_set_down() {
    judge(&suite().phrases, FLOOR);
}

#[test]
fn the_verb_decides_the_side() {
    judge(&suite().directions, FLOOR_DIRECTIONS);
}

#[test]
fn sentences_without_times_have_none() {
    let suite = suite();
    let date = Date::constant(2022, 1, 21);
    let mut wrong = String::new();
    let mut quiet = 0;
    for text in &suite.none {
        let times = read(text, date);
        quiet += usize::from(times.all.is_empty());
        for time in &times.all {
            wrong.push_str(&format!("{text}\n   {}\n", told(text, time)));
        }
    }
    println!("{wrong}{quiet} of {} sentences without times", suite.none.len());
    assert!(quiet * 100 >= suite.none.len() * FLOOR_NONE, "{wrong}{quiet} of {}", suite.none.len());
}

/// Percent of the expressions that must be right.
const FLOOR: usize = 98;
/// Percent of the dates that must lie on the right side.
const FLOOR_DIRECTIONS: usize = 95;
/// Percent of the sentences without a time that must stay without.
const FLOOR_NONE: usize = 98;

#[test]
fn no_text_panics_and_spans_lie_on_boundaries() {
    let pieces = [
        "May 31",
        "31 February 2022",
        "9999-12-31",
        "the next century",
        "99999 years ago",
        "10000 BC",
        "in 0",
        "-",
        "–",
        "1999-",
        "'",
        "’s",
        "week 53",
        "the 31st",
        "é",
        "日本",
        "\u{2028}",
        "24:00",
        "25:61",
        "12 a.m.",
        "the end of",
        "early",
        "the",
        "twenty",
        "-five",
        "two and a half",
        "every",
        "the 0s",
        "1000s",
        "5 p.m.",
        ",",
        ".",
        "(",
        "0600 GMT",
    ];
    for date in [Date::constant(1, 1, 1), Date::constant(9999, 12, 31), Date::constant(2024, 2, 29)] {
        for a in pieces {
            for b in pieces {
                for glue in ["", " "] {
                    let text = format!("on {a}{glue}{b}{glue}{a}");
                    for time in reckon(&text, date, None).all {
                        assert!(!time.span.of(&text).is_empty());
                    }
                }
            }
        }
    }
}

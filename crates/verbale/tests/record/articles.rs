//! The articles of `examples/`, read through the whole way, against what their
//! records must hold and must not (`tests/articles/`).

use serde_json::Value;
use toml::Table;
use verbale::{Article, DateSource, Reader, document, record::Options};

use super::schema;

const ARTICLES: [(&str, &str, &str); 2] = [
    (
        "lusaka-2031-05-09",
        include_str!("../../../../examples/lusaka-2031-05-09.txt"),
        include_str!("../../../../tests/articles/lusaka-2031-05-09.toml"),
    ),
    (
        "rivera-2031-08-14",
        include_str!("../../../../examples/rivera-2031-08-14.txt"),
        include_str!("../../../../tests/articles/rivera-2031-08-14.toml"),
    ),
];

/// The record of an article as its JSON says it.
fn record(id: &str, text: &str) -> Value {
    let (date, _) = document::date_head(text).expect("the article has a date at its head");
    let article = Article {
        id: Some(id.to_owned()),
        date,
        date_source: DateSource::Content,
        source: None,
        title: None,
        url: None,
        text: text.to_owned(),
    };
    let reader = Reader::rules_alone();
    let line =
        verbale::code(article, reader).to_json(Options { text: true, embedded: true, ..Options::default() });
    serde_json::from_str(&line).expect("one JSON object")
}

/// The row of a table with this id.
fn row<'a>(record: &'a Value, table: &str, id: &Value) -> Option<&'a Value> {
    record[table].as_array()?.iter().find(|row| row["id"] == *id)
}

fn names(record: &Value, ids: &Value) -> Vec<String> {
    let name =
        |id: &Value| row(record, "actors", id).map_or("", |actor| actor["name"].as_str().unwrap_or(""));
    ids.as_array().into_iter().flatten().map(|id| name(id).to_owned()).collect()
}

/// Who vouches for the event: the speaker, or nobody for the article itself.
fn said_by(record: &Value, event: &Value) -> String {
    let statement = row(record, "statements", &event["said_in"]);
    statement.map_or(String::new(), |statement| names(record, &statement["speaker"]).join(", "))
}

/// What an event lacks of an expectation.
fn lacks(record: &Value, event: &Value, wanted: &Table) -> Vec<String> {
    let mut lacks = Vec::new();
    let mut text = |key: &str, is: String, agrees: &dyn Fn(&str, &str) -> bool| {
        if let Some(want) = wanted.get(key).and_then(toml::Value::as_str)
            && !agrees(want, &is)
        {
            lacks.push(format!("{key} is {is:?}, not {want:?}"));
        }
    };
    let field = |key: &str| event[key].as_str().unwrap_or("").to_owned();
    let same = |want: &str, is: &str| want == is;
    let inside = |want: &str, is: &str| is.contains(want);
    text("event", field("event"), &same);
    text("status", field("status"), &same);
    text("content_status", field("content_status"), &same);
    text("date", field("date"), &same);
    text("trigger", event["evidence"]["words"]["trigger"].as_str().unwrap_or("").to_owned(), &same);
    text("words", event["content"]["text"].as_str().unwrap_or("").to_owned(), &inside);
    text("condition", event["condition"]["text"].as_str().unwrap_or("").to_owned(), &inside);
    text("said_by", said_by(record, event), &same);
    let place =
        row(record, "places", &event["place"]).map_or("", |place| place["name"].as_str().unwrap_or(""));
    text("place", place.to_owned(), &same);
    for key in ["actor", "recipient"] {
        if let Some(want) = wanted.get(key).and_then(toml::Value::as_array) {
            let want: Vec<&str> = want.iter().filter_map(toml::Value::as_str).collect();
            let is = names(record, &event[key]);
            if want != is {
                lacks.push(format!("{key} is {is:?}, not {want:?}"));
            }
        }
    }
    lacks
}

/// The article's own event that lacks least of an expectation.
fn nearest(record: &Value, wanted: &Table) -> Vec<String> {
    let events = record["events"].as_array().into_iter().flatten();
    let trigger = wanted.get("trigger").and_then(toml::Value::as_str);
    events
        .filter(|event| event["parent"].is_null())
        .filter(|event| trigger.is_none_or(|words| event["evidence"]["words"]["trigger"] == words))
        .map(|event| lacks(record, event, wanted))
        .min_by_key(Vec::len)
        .unwrap_or_else(|| vec!["there is no such trigger".to_owned()])
}

fn tables<'a>(expected: &'a Table, key: &str) -> Vec<&'a Table> {
    expected
        .get(key)
        .and_then(toml::Value::as_array)
        .into_iter()
        .flatten()
        .filter_map(toml::Value::as_table)
        .collect()
}

/// Who speaks a direct quotation.
fn speaker(record: &Value, words: &str) -> String {
    let chars: Vec<char> = record["text"].as_str().unwrap_or("").chars().collect();
    let content = |span: &Value| -> String {
        let at = |n: usize| span[n].as_u64().unwrap_or(0) as usize;
        chars[at(0)..at(1)].iter().collect()
    };
    let statements = record["statements"].as_array().into_iter().flatten();
    let mut holding: Vec<(usize, &Value)> = statements
        .filter_map(|statement| {
            let spans = statement["content"].as_array()?;
            let length =
                spans.iter().map(content).filter(|text| text.contains(words)).map(|text| text.len()).min()?;
            Some((length, statement))
        })
        .collect();
    holding.sort_by_key(|(length, _)| *length);
    holding
        .first()
        .map_or("nobody".to_owned(), |(_, statement)| names(record, &statement["speaker"]).join(", "))
}

#[test]
fn the_example_articles_give_what_an_analyst_reads_in_them() {
    let schema = schema::schema();
    let mut faults = Vec::new();
    for (id, text, expected) in ARTICLES {
        let record = record(id, text);
        faults.extend(schema::faults(&schema, &record));
        let expected: Table = expected.parse().expect(id);
        for wanted in tables(&expected, "holds") {
            let lacks = nearest(&record, wanted);
            let known_wrong = wanted.contains_key("known_wrong");
            let what = format!("{} {}", wanted["event"], wanted["trigger"]);
            match (lacks.is_empty(), known_wrong) {
                (false, false) => faults.push(format!("{id}: {what}: {}", lacks.join("; "))),
                (true, true) => faults.push(format!("{id}: {what}: is right now: take known_wrong away")),
                _ => {}
            }
        }
        for quote in tables(&expected, "quote") {
            let (words, want) = (quote["words"].as_str().unwrap(), quote["speaker"].as_str().unwrap());
            let is = speaker(&record, words);
            match (is == want, quote.contains_key("known_wrong")) {
                (false, false) => faults.push(format!("{id}: “{words}” is spoken by {is}, not {want}")),
                (true, true) => faults.push(format!("{id}: “{words}”: is right now: take known_wrong away")),
                _ => {}
            }
        }
        let own =
            || record["events"].as_array().into_iter().flatten().filter(|event| event["parent"].is_null());
        for never in tables(&expected, "never") {
            for event in own().filter(|event| lacks(&record, event, never).is_empty()) {
                faults.push(format!(
                    "{id}: there must be no such event: {never:?}: {}",
                    event["evidence"]["words"]
                ));
            }
        }
        let most = expected["most_events"].as_integer().unwrap() as usize;
        if own().count() > most {
            faults.push(format!("{id}: {} events, more than {most}", own().count()));
        }
    }
    assert!(faults.is_empty(), "\n{}\n", faults.join("\n"));
}

//! Every export, read back by others' readers.

use std::{
    collections::HashMap,
    fs::{self, File},
    io::Read,
    process::Command,
};

use flate2::read::MultiGzDecoder;
use serde_json::Value;

use crate::{Folder, line, records, run};

/// Words that tempt every format: quotes, commas, tabs, a leading equals sign,
/// line breaks inside a title.
fn tempting(folder: &Folder) -> String {
    let text = "Kenya's president, \"Mr Quote\" Otieno, threatened on Friday to close the border, and \
                Somalia\tcondemned the threat.\n\n\"We will not, ever, yield,\" a Somali spokesman said.";
    let object = serde_json::json!({
        "id": "a,\"b\"\tc", "date": "2031-05-09", "text": text, "title": "=1+1\nsecond\tline", "source": "X, \"Y\""
    });
    folder.file("tempting.jsonl", object.to_string() + "\n" + &line("2", "2031-05-10", "Nobody slept."))
}

/// Articles with events of many types and statuses, and one without any.
pub(crate) fn mixed(folder: &Folder) -> String {
    let texts = [
        "Kenya threatened to close its border with Somalia if the raids go on. Chad condemned the threat.",
        "Nobody slept.",
        "Rebels shelled Bangui on Friday, killing 12 people. France may send troops to the Central African Republic.",
        "Mali denied that its soldiers had shot at protesters. Ghana and Togo will sign a pact next week.",
    ];
    let lines = texts.iter().enumerate().map(|(n, text)| line(&n.to_string(), "2031-05-09", text));
    folder.file("mixed.jsonl", lines.collect::<String>())
}

/// All events of what is printed with these options as JSON Lines.
fn events(folder: &Folder, arguments: &[&str]) -> Vec<Value> {
    let ran = run(folder, &[&["code", "--format", "jsonl"], arguments].concat());
    assert_eq!(ran.status, 0, "{}", ran.stderr);
    records(&ran).iter().flat_map(|record| record["events"].as_array().unwrap().clone()).collect()
}

/// Rows of a table of events, each by the names of its columns. What is not
/// strictly a table in the format fails.
fn rows(format: &str, text: &str) -> Vec<HashMap<String, String>> {
    let (delimiter, columns) = if format == "csv" { (b',', 45) } else { (b'\t', 40) };
    let mut reader = csv::ReaderBuilder::new()
        .delimiter(delimiter)
        // POLECAT's files are split at tabs without any quoting.
        .quoting(format == "csv")
        .from_reader(text.as_bytes());
    let header = reader.headers().unwrap().clone();
    assert_eq!(header.len(), columns);
    let row = |record: csv::StringRecord| {
        header.iter().map(str::to_owned).zip(record.iter().map(str::to_owned)).collect()
    };
    reader.records().map(|record| row(record.unwrap())).collect()
}

#[test]
fn every_export_holds_every_event() {
    let folder = Folder::new();
    for file in [tempting(&folder), mixed(&folder)] {
        for embedded in [&[][..], &["--embedded"]] {
            let arguments = [&[file.as_str()], embedded].concat();
            let events = events(&folder, &arguments);
            assert!(!events.is_empty());
            let uids: Vec<&str> = events.iter().map(|event| event["uid"].as_str().unwrap()).collect();
            let export = |format| {
                let ran = run(&folder, &[&["code", "--format", format], &arguments[..]].concat());
                assert_eq!((ran.status, ran.stderr.as_str()), (0, ""), "{format}");
                ran
            };
            for (format, uid) in [("csv", "uid"), ("polecat", "Event ID")] {
                let rows = rows(format, &export(format).stdout);
                assert_eq!(rows.iter().map(|row| row[uid].as_str()).collect::<Vec<_>>(), uids, "{format}");
            }
            let plover = records(&export("plover"));
            assert_eq!(plover.iter().map(|event| event["id"].as_str().unwrap()).collect::<Vec<_>>(), uids);
        }
    }
}

#[test]
fn words_that_tempt_come_back_as_they_were() {
    let folder = Folder::new();
    let file = tempting(&folder);
    let events = events(&folder, &[&file]);
    let csv = run(&folder, &["code", "--format", "csv", &file]).stdout;
    let first = &rows("csv", &csv)[0];
    assert_eq!(first["article_id"], "a,\"b\" c");
    assert_eq!(first["title"], "=1+1 second line");
    let sentence = events[0]["evidence"]["words"]["sentence"].as_str().unwrap();
    assert_eq!(first["sentence"], sentence.replace('\t', " "));
}

#[test]
fn python_reads_every_export_back() {
    if Command::new("python3").arg("--version").output().is_err() {
        return;
    }
    let folder = Folder::new();
    let script = concat!(env!("CARGO_MANIFEST_DIR"), "/../../tests/exports.py");
    let output = Command::new("python3")
        .args([script, env!("CARGO_BIN_EXE_verbale"), &tempting(&folder), &mixed(&folder)])
        .current_dir(&folder.0)
        .output()
        .unwrap();
    let (said, told) = (String::from_utf8_lossy(&output.stdout), String::from_utf8_lossy(&output.stderr));
    assert!(output.status.success(), "{said}{told}");
    assert!(said.starts_with("6 records, "), "{said}");
}

#[test]
fn cells_are_made_safe_for_spreadsheets_on_request() {
    let folder = Folder::new();
    let file = tempting(&folder);
    for (format, title) in [("csv", Some("title")), ("polecat", None)] {
        let plain = run(&folder, &["code", "--format", format, &file]);
        let safe = run(&folder, &["code", "--formula-safe", "--format", format, &file]);
        let (plain, safe) = (rows(format, &plain.stdout), rows(format, &safe.stdout));
        for (before, after) in plain.iter().zip(&safe) {
            assert!(title.is_none_or(|title| after[title] == "'=1+1 second line"));
            for (column, cell) in after {
                let formula = cell.trim_start().starts_with(['=', '+', '-', '@']);
                assert!(!formula || cell.parse::<f64>().is_ok(), "{column}: {cell}");
                assert_eq!(
                    cell.strip_prefix('\'').unwrap_or(cell),
                    before[column].strip_prefix('\'').unwrap_or(&before[column])
                );
            }
        }
    }
    let refused = run(&folder, &["code", "--formula-safe", "--format", "jsonl", &file]);
    assert_eq!((refused.status, refused.stdout.as_str()), (2, ""));
}

#[test]
fn filters_hold_in_every_format() {
    let folder = Folder::new();
    let file = mixed(&folder);
    let all = events(&folder, &["--embedded", &file]);
    let confident = |event: &Value| event["confidence"].as_f64().is_some_and(|p| p >= 0.78);
    type Filter<'a> = (&'a [&'a str], &'a dyn Fn(&Value) -> bool);
    let filters: [Filter<'_>; 4] = [
        (&["--status", "actual"], &|event| event["status"] == "actual"),
        (&["--type", "assault,DISAPPROVE,Threaten"], &|event| {
            ["ASSAULT", "ACCUSE", "THREATEN"].iter().any(|label| event["event"] == *label)
        }),
        (&["--status", "actual,planned", "--type", "THREATEN"], &|event| {
            event["event"] == "THREATEN" && (event["status"] == "actual" || event["status"] == "planned")
        }),
        (&["--min-confidence", "0.78"], &confident),
    ];
    for (filter, keeps) in filters {
        let arguments = [filter, &["--embedded", &file]].concat();
        let expected: Vec<&Value> =
            all.iter().filter(|event| keeps(event)).map(|event| &event["uid"]).collect();
        assert!(expected.len() < all.len(), "{filter:?} must leave something out");
        let output = |format| run(&folder, &[&["code", "--format", format], &arguments[..]].concat());
        let json = records(&output("jsonl"));
        assert_eq!(json.len(), 4, "articles without events keep their records");
        let kept: Vec<&Value> = json
            .iter()
            .flat_map(|record| record["events"].as_array().unwrap())
            .map(|event| &event["uid"])
            .collect();
        assert_eq!(kept, expected, "{filter:?}");
        for record in &json {
            let ids: Vec<&Value> =
                record["events"].as_array().unwrap().iter().map(|event| &event["id"]).collect();
            for position in record["positions"].as_array().unwrap() {
                assert!(ids.contains(&&position["event"]), "{filter:?}: {position}");
            }
        }
        for (format, uid) in [("csv", "uid"), ("polecat", "Event ID")] {
            let kept = rows(format, &output(format).stdout);
            assert_eq!(
                kept.iter().map(|row| row[uid].as_str()).collect::<Vec<_>>(),
                expected,
                "{format} {filter:?}"
            );
        }
        let plover = records(&output("plover"));
        assert_eq!(plover.iter().map(|event| &event["id"]).collect::<Vec<_>>(), expected);
        assert_eq!(output("table").status, 0);
    }
    let unmeasured = all.iter().filter(|event| event["confidence"].is_null()).count();
    let ran = run(&folder, &["code", "--min-confidence", "0", "--embedded", &file]);
    let said = format!("left out {unmeasured} events that have no confidence");
    assert_eq!(ran.stderr.contains(&said), unmeasured > 0, "{}", ran.stderr);
    for wrong in [["--status", "perhaps"], ["--type", "WAR"], ["--min-confidence", "2"]] {
        let ran = run(&folder, &[&["code"], &wrong[..], &[&file]].concat());
        assert_eq!((ran.status, ran.stdout.as_str()), (2, ""), "{wrong:?}");
        assert!(ran.stderr.contains("it must be"), "{}", ran.stderr);
    }
}

#[test]
fn gzip_holds_the_same_and_is_the_same_each_time() {
    let folder = Folder::new();
    let file = mixed(&folder);
    for format in ["jsonl", "csv", "plover", "polecat"] {
        let (packed, again) = (format!("{format}.gz"), format!("{format}.again.gz"));
        for out in [&packed, &again] {
            assert_eq!(run(&folder, &["code", "--format", format, "--out", out, &file]).status, 0);
        }
        let mut text = String::new();
        MultiGzDecoder::new(File::open(folder.0.join(&packed)).unwrap()).read_to_string(&mut text).unwrap();
        assert_eq!(text, run(&folder, &["code", "--format", format, &file]).stdout);
        assert!(fs::read(folder.0.join(&packed)).unwrap() == fs::read(folder.0.join(&again)).unwrap());
    }
    let empty = folder.file("empty.jsonl", "");
    assert_eq!(run(&folder, &["code", "--out", "none.gz", &empty]).status, 1);
    let mut text = String::new();
    MultiGzDecoder::new(File::open(folder.0.join("none.gz")).unwrap()).read_to_string(&mut text).unwrap();
    assert_eq!(text, "");
}

#[cfg(feature = "parquet")]
#[test]
fn parquet_is_read_back_whole() {
    use parquet::{
        file::reader::{FileReader, SerializedFileReader},
        record::Field,
    };
    let folder = Folder::new();
    let file = mixed(&folder);
    for out in ["a.parquet", "b.parquet"] {
        let ran = run(&folder, &["code", "--format", "parquet", "--embedded", "--out", out, &file]);
        assert_eq!((ran.status, ran.stderr.as_str()), (0, ""));
    }
    let left: Vec<_> = fs::read_dir(&folder.0).unwrap().map(|entry| entry.unwrap().file_name()).collect();
    assert_eq!(left.len(), 3, "{left:?}");
    let bytes = |name| fs::read(folder.0.join(name)).unwrap();
    assert!(bytes("a.parquet") == bytes("b.parquet"));
    let csv = rows("csv", &run(&folder, &["code", "--format", "csv", "--embedded", &file]).stdout);
    let reader = SerializedFileReader::new(File::open(folder.0.join("a.parquet")).unwrap()).unwrap();
    let read: Vec<_> = reader.get_row_iter(None).unwrap().map(Result::unwrap).collect();
    assert_eq!(read.len(), csv.len());
    for (row, cells) in read.iter().zip(&csv) {
        for (column, field) in row.get_column_iter() {
            let text = match field {
                Field::Null => String::new(),
                Field::Str(text) => text.clone(),
                Field::Date(days) => {
                    use jiff::ToSpan;
                    (jiff::civil::Date::constant(1970, 1, 1) + days.days()).to_string()
                }
                Field::Int(number) => number.to_string(),
                Field::Long(number) => number.to_string(),
                Field::Double(number) => number.to_string(),
                other => panic!("{column} holds {other:?}"),
            };
            assert_eq!(text, cells[column], "{column}");
        }
    }
    let refused = run(&folder, &["code", "--format", "parquet", &file]);
    assert_eq!(refused.status, 2);
    assert!(refused.stderr.contains("--out"), "{}", refused.stderr);
}

#[test]
fn plover_has_what_the_manual_asks_for() {
    let folder = Folder::new();
    let file = tempting(&folder);
    let ran = run(&folder, &["code", "--format", "plover", &file]);
    assert_eq!((ran.status, ran.stderr.as_str()), (0, ""));
    for event in records(&ran) {
        for key in ["id", "has_event", "date", "actor", "event", "status"] {
            assert!(!event[key].is_null(), "{key}: {event}");
        }
        assert!(!event["actor"].as_array().unwrap().is_empty());
        assert_eq!(event["event"].as_array().unwrap().len(), 1);
    }
}

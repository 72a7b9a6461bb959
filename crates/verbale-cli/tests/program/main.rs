//! The built program, driven from outside: what it prints, what it says, how
//! it ends.

mod exports;
mod failures;
mod inputs;
mod runs;

use std::{
    fs,
    io::{Read, Write},
    path::{Path, PathBuf},
    process::{Command, Stdio},
    sync::atomic::{AtomicU32, Ordering},
};

use serde_json::Value;

const ARTICLE: &str = "date 2031-05-09 The foreign minister of France said on Friday that talks with Kenya \
                       would resume next week, and that the two sides had agreed on an agenda.\n";

/// A folder of its own for one test, removed at its end.
struct Folder(PathBuf);

impl Folder {
    fn new() -> Self {
        static NEXT: AtomicU32 = AtomicU32::new(0);
        let number = NEXT.fetch_add(1, Ordering::Relaxed);
        let path = std::env::temp_dir().join(format!("verbale-test-{}-{number}", std::process::id()));
        fs::create_dir_all(&path).unwrap();
        Self(path)
    }

    fn file(&self, name: &str, bytes: impl AsRef<[u8]>) -> String {
        fs::write(self.0.join(name), bytes).unwrap();
        name.to_owned()
    }
}

impl Drop for Folder {
    fn drop(&mut self) {
        let _ = fs::remove_dir_all(&self.0);
    }
}

struct Ran {
    status: i32,
    stdout: String,
    stderr: String,
}

fn program(folder: &Path) -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_verbale"));
    command.current_dir(folder).env_remove("COLUMNS").env_remove("NO_COLOR");
    command
}

fn run(folder: &Folder, arguments: &[&str]) -> Ran {
    run_with(folder, arguments, b"")
}

fn run_with(folder: &Folder, arguments: &[&str], stdin: &[u8]) -> Ran {
    let mut child = program(&folder.0)
        .args(arguments)
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .unwrap();
    // The program may end without reading all of it.
    let _ = child.stdin.take().unwrap().write_all(stdin);
    let output = child.wait_with_output().unwrap();
    Ran {
        status: output.status.code().unwrap_or(-1),
        stdout: String::from_utf8(output.stdout).unwrap(),
        stderr: String::from_utf8(output.stderr).unwrap(),
    }
}

fn records(ran: &Ran) -> Vec<Value> {
    ran.stdout.lines().map(|line| serde_json::from_str(line).unwrap()).collect()
}

fn line(id: &str, date: &str, text: &str) -> String {
    serde_json::json!({"id": id, "date": date, "text": text}).to_string() + "\n"
}

#[test]
fn a_text_file_is_coded_and_dated_by_its_head() {
    let folder = Folder::new();
    let file = folder.file("a.txt", ARTICLE);
    let ran = run(&folder, &["code", &file]);
    assert_eq!((ran.status, ran.stderr.as_str()), (0, ""));
    let records = records(&ran);
    assert_eq!(records.len(), 1);
    assert_eq!(records[0]["schema"], "verbale/1");
    assert_eq!(records[0]["date"], "2031-05-09");
    assert_eq!(records[0]["date_source"], "content");
    assert_eq!(records[0]["text"], ARTICLE);
}

#[test]
fn records_tell_what_made_them() {
    let folder = Folder::new();
    let file = folder.file("a.txt", ARTICLE);
    let made_by = |arguments: &[&str]| {
        let ran = run(&folder, &[&["code", &file], arguments].concat());
        records(&ran).remove(0)["made_by"].take()
    };
    let usual = made_by(&[]);
    assert_eq!(usual["verbale"], env!("CARGO_PKG_VERSION"));
    for (option, key) in [("--fast", "fast"), ("--no-ranker", "no_ranker")] {
        let mut other = made_by(&[option]);
        assert_eq!(other.as_object_mut().unwrap().remove(key), Some(true.into()), "{option}");
        assert_eq!(other, usual, "{option}");
    }
}

#[test]
fn the_table_is_for_reading_and_has_no_colour_in_a_pipe() {
    let folder = Folder::new();
    let file = folder.file("a.txt", ARTICLE);
    let ran = run(&folder, &["code", "--format", "table", &file]);
    assert_eq!(ran.status, 0);
    assert!(ran.stdout.starts_with("a.txt · Friday 2031-05-09 (from the text)\n"), "{}", ran.stdout);
    assert!(!ran.stdout.contains('\x1b'));
    assert!(ran.stdout.lines().all(|line| line.chars().count() <= 100));
}

#[test]
fn the_same_articles_give_the_same_bytes_on_any_number_of_threads() {
    let folder = Folder::new();
    let lines: String = (0..14).map(|n| line(&n.to_string(), "2031-05-09", ARTICLE)).collect();
    let file = folder.file("many.jsonl", lines);
    let one = run(&folder, &["code", "--threads", "1", &file]);
    let four = run(&folder, &["code", "--threads", "4", &file]);
    assert_eq!(one.stdout, four.stdout);
    let ids: Vec<String> =
        records(&one).iter().map(|record| record["id"].as_str().unwrap().to_owned()).collect();
    assert_eq!(ids, (0..14).map(|n| n.to_string()).collect::<Vec<_>>());
}

#[test]
fn standard_input_is_text_or_json_lines() {
    let folder = Folder::new();
    let text = run_with(&folder, &["code", "-"], ARTICLE.as_bytes());
    assert_eq!((text.status, records(&text).len()), (0, 1));
    let lines =
        line("7", "2031-05-09T10:00:00Z", "Talks ended.") + "\n" + &line("8", "2031-05-10", "They met.");
    let two = run_with(&folder, &["code", "-"], lines.as_bytes());
    assert_eq!((two.status, two.stderr.as_str()), (0, ""));
    assert_eq!(records(&two)[0]["id"], "7");
    assert_eq!(records(&two)[0]["date"], "2031-05-09");
    assert_eq!(records(&two)[0]["date_source"], "given");
}

#[test]
fn fields_of_json_lines_reach_the_record() {
    let folder = Folder::new();
    let object = serde_json::json!({
        "id": 12, "date": "2031-05-09", "text": "Talks ended.", "title": "A headline", "source": "Agence Polaire",
        "url": null, "other": [1]
    });
    let ran = run_with(&folder, &["code", "--no-text", "-"], object.to_string().as_bytes());
    let record = &records(&ran)[0];
    assert_eq!(record["id"], "12");
    assert_eq!(record["title"], "A headline");
    assert_eq!(record["source"], "Agence Polaire");
    assert_eq!(record.get("text"), None);
    let array = folder.file("a.json", format!("[{object},\n {object}]"));
    assert_eq!(records(&run(&folder, &["code", &array])).len(), 2);
}

#[test]
fn dates_come_from_the_field_the_option_the_head_or_the_name() {
    let folder = Folder::new();
    let bare = folder.file("bare.txt", "Talks ended on Friday.");
    let dated = folder.file("talks-2031-05-08.txt", "Talks ended on Friday.");
    let of = |arguments: &[&str]| {
        let ran = run(&folder, arguments);
        let record = records(&ran).remove(0);
        format!("{} {}", record["date"].as_str().unwrap(), record["date_source"].as_str().unwrap())
    };
    assert_eq!(of(&["code", &dated]), "2031-05-08 file");
    assert_eq!(of(&["code", "--date", "2031-05-09", &bare]), "2031-05-09 given");
    let none = run(&folder, &["code", &bare]);
    assert_eq!((none.status, none.stdout.as_str()), (1, ""));
    assert!(none.stderr.starts_with("verbale: bare.txt: has no date"), "{}", none.stderr);
    assert!(none.stderr.contains("--date YYYY-MM-DD"));
    let headed = folder.file("headed.txt", ARTICLE);
    let other = run(&folder, &["code", "--date", "2030-01-01", &headed]);
    assert_eq!(records(&other)[0]["date"], "2030-01-01");
    assert!(records(&other)[0]["notes"][0].as_str().unwrap().contains("2031-05-09"));
}

#[test]
fn a_bad_file_is_named_with_a_remedy_and_the_others_are_coded() {
    let folder = Folder::new();
    let good = folder.file("good.txt", ARTICLE);
    fs::create_dir(folder.0.join("folder")).unwrap();
    let french = "Le ministre des affaires étrangères a déclaré vendredi que les négociations avec la délégation \
                  reprendraient la semaine prochaine, malgré les désaccords entre les deux parties.";
    let long = "a".repeat(20_000_000);
    let bad = [
        (folder.file("empty.txt", ""), "holds no text"),
        (folder.file("blank.txt", " \n\t\n"), "holds no text"),
        (folder.file("marks.txt", "2031-05-09 --- 1234 !!!"), "holds no words"),
        (folder.file("doc.pdf", b"%PDF-1.7\n\x00\x01"), "is a PDF, not text; save its text"),
        (folder.file("noise.txt", [0_u8, 1, 2, 3, 255, 254, 0, 9]), "is binary data, not text"),
        (folder.file("page.html", "<!DOCTYPE html><p>2031-05-09"), "holds no words"),
        (folder.file("french.txt", french), "looks like French; only English is read"),
        (folder.file("long.txt", long), "MB long, and one article may have 1 MB; split it"),
        ("folder".to_owned(), "is a folder without a file that can be read"),
        ("missing.txt".to_owned(), "there is no such file"),
    ];
    for (file, expected) in &bad {
        let ran = run(&folder, &["code", file, &good]);
        assert_eq!(ran.status, 1, "{file}: {}", ran.stderr);
        assert!(ran.stderr.starts_with(&format!("verbale: {file}: ")), "{file}: {}", ran.stderr);
        assert!(ran.stderr.contains(expected), "{file}: {}", ran.stderr);
        assert!(ran.stderr.ends_with("verbale: 1 coded, 1 skipped\n"), "{file}: {}", ran.stderr);
        assert_eq!(records(&ran).len(), 1, "{file}");
    }
    let forced = run(&folder, &["code", "--any-language", "--date", "2031-05-09", "french.txt"]);
    assert_eq!(forced.status, 0);
    assert!(records(&forced)[0]["notes"][0].as_str().unwrap().contains("French"));
}

#[test]
fn a_bad_line_is_named_and_the_others_are_coded() {
    let folder = Folder::new();
    let long = line("5", "2031-05-09", &"word ".repeat(4_000_000));
    let lines = [
        line("1", "2031-05-09", "Talks ended."),
        "{\"id\": \"2\", \"text\": \"cut of\n".to_owned(),
        "[1, 2]\n".to_owned(),
        line("3", "soon", "Talks ended."),
        "{\"id\": \"4\", \"date\": \"2031-05-09\"}\n".to_owned(),
        long,
        "{\"id\": \"6\", \"date\": \"2031-05-09\", \"text\": 5}\n".to_owned(),
        line("7", "2031-05-09", ""),
        line("8", "2031-05-09", "They met."),
    ];
    let file = folder.file("lines.jsonl", lines.concat());
    let ran = run(&folder, &["code", &file]);
    assert_eq!(ran.status, 1);
    let ids: Vec<Value> = records(&ran).iter().map(|record| record["id"].clone()).collect();
    assert_eq!(ids, ["1", "8"]);
    let said: Vec<&str> = ran.stderr.lines().collect();
    let expected = [
        "lines.jsonl:2: is not JSON at column ",
        "lines.jsonl:3: is JSON, but not an object",
        "lines.jsonl:4: has the date \"soon\", which is no day; write it as YYYY-MM-DD",
        "lines.jsonl:5: has no `text`",
        "lines.jsonl:6: is ",
        "lines.jsonl:7: has a number as `text`",
        "lines.jsonl:8: holds no text",
        "2 coded, 7 skipped",
    ];
    assert_eq!(said.len(), expected.len(), "{}", ran.stderr);
    for (said, expected) in said.iter().zip(expected) {
        assert!(said.starts_with(&format!("verbale: {expected}")), "{said}");
    }
}

#[test]
fn other_encodings_are_read_and_noted() {
    let folder = Folder::new();
    let text = "2031-05-09\nThe envoy from Zürich said “no” on Friday.\n";
    let windows: Vec<u8> = text
        .chars()
        .map(|c| match c {
            '“' => 0x93,
            '”' => 0x94,
            c => u8::try_from(u32::from(c)).unwrap(),
        })
        .collect();
    let wide: Vec<u8> =
        std::iter::once(0xfeff).chain(text.encode_utf16()).flat_map(u16::to_le_bytes).collect();
    for (name, bytes, note) in [("w.txt", windows, "Windows-1252"), ("u.txt", wide, "UTF-16")] {
        let file = folder.file(name, bytes);
        let ran = run(&folder, &["code", &file]);
        assert_eq!(ran.status, 0, "{}", ran.stderr);
        let record = &records(&ran)[0];
        assert_eq!(record["text"], text);
        assert!(record["notes"][0].as_str().unwrap().contains(note));
    }
}

#[test]
fn control_characters_never_reach_the_terminal() {
    let folder = Folder::new();
    let evil = "2031-05-09 The minister of France met \x1b]0;title\x07the envoy\u{9b}31m of Kenya\u{202e} on Friday.";
    let object =
        serde_json::json!({"id": "a\x1b[2Jb", "date": "2031-05-09", "text": evil, "title": "t\u{9b}2J"});
    let file =
        folder.file("evil.jsonl", object.to_string() + "\n{\"date\": \"\\u001b[2J\", \"text\": \"x\"}\n");
    for format in ["table", "jsonl"] {
        let ran = run(&folder, &["code", "--format", format, &file, "no\x1b[2Jfile"]);
        for text in [&ran.stdout, &ran.stderr] {
            let bad = text.chars().find(|c| (c.is_control() && *c != '\n') || *c == '\u{202e}');
            assert_eq!(bad, None, "{format}: {text:?}");
        }
        assert_eq!(ran.status, 1);
    }
}

#[test]
fn a_reader_that_leaves_is_a_clean_end() {
    let folder = Folder::new();
    let lines: String = (0..30).map(|n| line(&n.to_string(), "2031-05-09", ARTICLE)).collect();
    let file = folder.file("many.jsonl", lines);
    let mut child = program(&folder.0)
        .args(["code", &file])
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .unwrap();
    let mut first = [0; 16];
    child.stdout.take().unwrap().read_exact(&mut first).unwrap();
    let output = child.wait_with_output().unwrap();
    assert_eq!(output.status.code(), Some(0));
    assert_eq!(String::from_utf8(output.stderr).unwrap(), "");
}

#[test]
fn what_cannot_run_ends_with_two() {
    let folder = Folder::new();
    let good = folder.file("good.txt", ARTICLE);
    for arguments in [
        vec!["code"],
        vec!["cod", &good],
        vec!["code", "--date", "soon", &good],
        vec!["code", "--format", "xml", &good],
        vec!["code", "--out", "no/such/folder/out.jsonl", &good],
        vec!["code", "--out", "-", &good],
        vec!["code", "--codebook", "nowhere", &good],
        vec!["codebook", "check", "nowhere"],
    ] {
        let ran = run(&folder, &arguments);
        assert_eq!((ran.status, ran.stdout.as_str()), (2, ""), "{arguments:?}: {}", ran.stderr);
        assert!(!ran.stderr.is_empty());
    }
}

#[test]
fn positions_explanations_rules_and_offices_are_shown() {
    let folder = Folder::new();
    let text = "2031-05-09\n\nKenya threatened to close its border with Somalia if the raids go on.\nNobody slept.\n";
    let file = folder.file("a.txt", text);
    let positions = run(&folder, &["positions", &file]);
    assert_eq!(positions.status, 0);
    assert!(positions.stdout.contains("Kenya"), "{}", positions.stdout);
    assert!(positions.stdout.contains("threat: to close its border"), "{}", positions.stdout);
    assert!(!positions.stdout.contains("THREATEN"));

    let explained = run(&folder, &["explain", &file]);
    assert_eq!(explained.status, 0);
    for expected in ["^^^^^^^^^^ trigger", "^^^^^ actor", "rule threaten.", "events/threaten.toml:"] {
        assert!(explained.stdout.contains(expected), "{expected}: {}", explained.stdout);
    }
    let one = run(&folder, &["explain", "--sentence", "3", &file]);
    assert!(one.stdout.contains("sentence 3\n    Nobody slept.\n"), "{}", one.stdout);
    let none = run(&folder, &["explain", "--sentence", "9", &file]);
    assert!(none.stdout.contains("there is no sentence 9"), "{}", none.stdout);

    let rules = run(&folder, &["rules"]);
    let first = rules.stdout.split_whitespace().next().unwrap();
    let rule = run(&folder, &["rules", first]);
    assert_eq!(rule.status, 0);
    assert!(rule.stdout.starts_with(first));
    assert!(rule.stdout.contains("  why  ") && rule.stdout.contains("  yes  "), "{}", rule.stdout);
    let unknown = run(&folder, &["rules", "no.such-rule"]);
    assert_eq!(unknown.status, 2);
    assert!(unknown.stderr.contains("`verbale rules` lists them"));

    let who = run(&folder, &["who", "Angela Merkel", "--date", "2015-06-01"]);
    assert!(who.stdout.starts_with("Angela Merkel: "), "{} {}", who.stdout, who.stderr);
    assert_eq!(run(&folder, &["who", "Nobody Atall", "--date", "2015-06-01"]).status, 1);
}

#[test]
fn a_users_codebook_is_checked_and_used() {
    let folder = Folder::new();
    fs::create_dir_all(folder.0.join("own/events")).unwrap();
    let rule = r#"
[[rule]]
id = "protest.bang-pots"
why = "Banging pots in the street is a protest."
event = "PROTEST"
trigger = { lemma = "bang", pos = "VERB" }
actor = "subject"
yes = ["[actor Residents] [trigger banged] pots in the street.", "[actor Workers] [trigger banged] pans."]
no = ["The door banged.", "He has a pot."]
"#;
    folder.file("own/events/own.toml", rule);
    let good = run(&folder, &["codebook", "check", "own"]);
    assert!(good.stdout.contains("1 rule, 4 examples"), "{} {}", good.stdout, good.stderr);

    let text = "2031-05-09\n\nWorkers in Nairobi banged pots on Friday.\n";
    let file = folder.file("a.txt", text);
    let own = run(&folder, &["code", "--codebook", "own", &file]);
    let shipped = run(&folder, &["code", &file]);
    assert_eq!(own.status, 0, "{}", own.stderr);
    let made_by = |ran: &Ran| records(ran)[0]["made_by"]["codebook_sha256"].clone();
    assert_ne!(made_by(&own), made_by(&shipped));
    assert_eq!(records(&own)[0]["events"][0]["rule"], "protest.bang-pots");

    folder.file("own/events/own.toml", rule.replace("actor = ", "aktor = "));
    let bad = run(&folder, &["codebook", "check", "own"]);
    assert_eq!((bad.status, bad.stdout.as_str()), (2, ""));
    assert!(bad.stderr.starts_with("verbale: own/events/own.toml:"), "{}", bad.stderr);
    assert!(bad.stderr.contains("aktor") && bad.stderr.contains("hint"), "{}", bad.stderr);
}

#[test]
fn a_folder_is_read_in_the_order_of_its_names() {
    let folder = Folder::new();
    fs::create_dir_all(folder.0.join("all/b/c")).unwrap();
    for (name, text) in
        [("all/z.txt", "Last one."), ("all/a.txt", "First one."), ("all/b/c/x.txt", "Inner one.")]
    {
        folder.file(name, format!("2031-05-09\n\n{text}\n"));
    }
    folder.file(
        "all/b/more.jsonl",
        line("1", "2031-05-09", "From lines.") + &line("2", "2031-05-09", "Another."),
    );
    folder.file("all/.hidden.txt", "2031-05-09\n\nHidden.\n");
    folder.file("all/notes.md", "no article");
    #[cfg(unix)]
    std::os::unix::fs::symlink(folder.0.join("all"), folder.0.join("all/again")).unwrap();
    let ran = run(&folder, &["code", "all"]);
    assert_eq!((ran.status, ran.stderr.as_str()), (0, ""));
    let records = records(&ran);
    let texts: Vec<&str> = records.iter().map(|record| record["text"].as_str().unwrap().trim()).collect();
    let ends: Vec<&str> = texts.iter().map(|text| text.rsplit('\n').next().unwrap()).collect();
    assert_eq!(ends, ["First one.", "Inner one.", "From lines.", "Another.", "Last one."]);
}

//! Runs over many articles: where they write, and what becomes of them when
//! they are cut, told to end, or can't write on.

use std::{
    collections::BTreeMap,
    fs,
    io::Write,
    process::{Child, Command, Stdio},
};

use serde_json::Value;

use crate::{ARTICLE, Folder, Ran, line, program, records, run, run_with};

#[test]
fn out_writes_a_file_and_leaves_standard_output_alone() {
    let folder = Folder::new();
    let good = folder.file("good.txt", ARTICLE);
    let ran = run(&folder, &["code", "--out", "coded.jsonl", &good]);
    assert_eq!((ran.status, ran.stdout.as_str()), (0, ""));
    let written = fs::read_to_string(folder.0.join("coded.jsonl")).unwrap();
    assert_eq!(written, run(&folder, &["code", &good]).stdout);
}

#[test]
fn out_keeps_an_existing_file_unless_forced() {
    let folder = Folder::new();
    let good = folder.file("good.txt", ARTICLE);
    folder.file("kept.jsonl", "precious");
    let refused = run(&folder, &["code", "--out", "kept.jsonl", &good]);
    assert_eq!(refused.status, 2);
    assert!(refused.stderr.contains("--force"), "{}", refused.stderr);
    assert_eq!(fs::read_to_string(folder.0.join("kept.jsonl")).unwrap(), "precious");
    let forced = run(&folder, &["code", "--force", "--out", "kept.jsonl", &good]);
    assert_eq!(forced.status, 0);
    assert!(fs::read_to_string(folder.0.join("kept.jsonl")).unwrap().starts_with('{'));
}

/// The formats that a run may be cut in, by the ends of the files' names.
const FORMATS: &[&str] = &[
    "jsonl",
    "csv",
    "plover",
    "polecat",
    "table",
    "jsonl.gz",
    "csv.gz",
    #[cfg(feature = "parquet")]
    "parquet",
];

/// Six articles, of which one is skipped and one is without events.
fn six() -> Vec<String> {
    vec![
        line("1", "2031-05-09", ARTICLE),
        line("2", "soon", ARTICLE),
        line("3", "2031-05-10", "Nobody slept."),
        serde_json::json!({"date": "2031-05-11", "text": "Kenya thanked Chad. No id here."}).to_string()
            + "\n",
        line("5", "2031-05-12", "Mali condemned \"the raid\", and Togo threatened to close its border."),
        line("6", "2031-05-12", ARTICLE),
    ]
}

/// What is in the folder under this name and longer ones, by what is longer.
fn left(folder: &Folder, out: &str) -> BTreeMap<String, Vec<u8>> {
    let entries = fs::read_dir(&folder.0).unwrap().map(|entry| entry.unwrap());
    entries
        .filter_map(|entry| {
            let name = entry.file_name().into_string().unwrap();
            Some((name.strip_prefix(out)?.to_owned(), fs::read(entry.path()).unwrap()))
        })
        .collect()
}

/// Starts a run on standard input, hands it these lines, and waits until its
/// journal says that all of them are done.
fn begin(folder: &Folder, arguments: &[&str], out: &str, lines: &[String]) -> Child {
    let mut child = program(&folder.0)
        .args(["code", "-", "--from", "jsonl", "--out", out])
        .args(arguments)
        .stdin(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .unwrap();
    // The input stays open, so that the run can't come to its end.
    let mut stdin = child.stdin.take().unwrap();
    stdin.write_all(lines.concat().as_bytes()).unwrap();
    let journal = folder.0.join(format!("{out}.journal"));
    let done = |mark: &Value| {
        let number = |key: &str| mark[key].as_u64().unwrap_or_default();
        number("coded") + number("skipped") == lines.len() as u64
    };
    while !fs::read_to_string(&journal)
        .is_ok_and(|text| text.lines().any(|line| serde_json::from_str(line).is_ok_and(|mark| done(&mark))))
    {
        assert!(child.try_wait().unwrap().is_none(), "the run ended");
        std::thread::yield_now();
    }
    child.stdin = Some(stdin);
    child
}

/// Codes these lines from standard input.
fn code(folder: &Folder, arguments: &[&str], lines: &[String]) -> Ran {
    run_with(folder, &[&["code", "-", "--from", "jsonl"], arguments].concat(), lines.concat().as_bytes())
}

#[test]
fn a_run_that_was_killed_ends_with_the_same_bytes_in_every_format() {
    let folder = Folder::new();
    let lines = six();
    for &name in FORMATS {
        let format = name.split('.').next().unwrap();
        let whole = format!("whole.{name}");
        assert_eq!(code(&folder, &["--format", format, "--out", &whole], &lines).status, 1);
        let whole = left(&folder, &whole);
        assert_eq!(whole.keys().collect::<Vec<_>>(), ["", ".rejects.jsonl"]);
        // A member of a gzip file is noted at its end alone, which this is too short for.
        let moments: &[usize] = match name {
            "jsonl" => &[1, 2, 3, 6],
            "jsonl.gz" | "csv.gz" => &[0],
            _ => &[4],
        };
        for &done in moments {
            let out = format!("cut{done}.{name}");
            let mut child = begin(&folder, &["--format", format], &out, &lines[..done]);
            child.kill().unwrap();
            child.wait().unwrap();
            assert!(!folder.0.join(&out).exists(), "what is not whole never stands under the name");
            let resumed = code(&folder, &["--format", format, "--out", &out, "--resume"], &lines);
            assert_eq!(resumed.status, 1, "{name} {done}: {}", resumed.stderr);
            assert!(resumed.stderr.contains("5 coded, 1 skipped"), "{}", resumed.stderr);
            assert!(left(&folder, &out) == whole, "{name} {done}");
        }
    }
}

#[test]
fn a_run_that_was_cut_between_its_file_and_its_part_is_ended() {
    let folder = Folder::new();
    let lines = six();
    for &name in FORMATS.iter().filter(|name| ["jsonl", "parquet"].contains(name)) {
        let code = |out: &str, more: &[&str]| {
            code(&folder, &[&["--format", name, "--out", out], more].concat(), &lines)
        };
        assert_eq!(code("whole", &[]).status, 1);
        let mut child = begin(&folder, &["--format", name], "out", &lines);
        child.kill().unwrap();
        child.wait().unwrap();
        folder.file("out", "other");
        let refused = code("out", &["--resume"]);
        assert_eq!(refused.status, 2);
        assert!(refused.stderr.contains("out came to be during the run"), "{}", refused.stderr);
        assert_eq!(fs::read(folder.0.join("out")).unwrap(), b"other");
        fs::copy(folder.0.join("whole"), folder.0.join("out")).unwrap();
        assert_eq!(code("out", &["--resume"]).status, 1, "{name}");
        let whole = left(&folder, "whole");
        assert_eq!(whole.keys().collect::<Vec<_>>(), ["", ".rejects.jsonl"]);
        assert!(left(&folder, "out") == whole, "{name}");
        for file in ["whole", "whole.rejects.jsonl", "out", "out.rejects.jsonl"] {
            fs::remove_file(folder.0.join(file)).unwrap();
        }
    }
}

#[test]
fn files_that_were_cut_anywhere_are_gone_on_with() {
    let folder = Folder::new();
    let lines = six();
    assert_eq!(code(&folder, &["--out", "whole"], &lines).status, 1);
    let whole = left(&folder, "whole");
    let mut child = begin(&folder, &[], "cut", &lines[..4]);
    child.kill().unwrap();
    child.wait().unwrap();
    let cut = left(&folder, "cut");
    assert_eq!(cut.keys().collect::<Vec<_>>(), [".journal", ".part", ".rejects.jsonl"]);
    for end in [".part", ".rejects.jsonl", ".journal"] {
        let length = cut[end].len();
        for keep in [0, length / 2, length - 1, length + 9] {
            for (other, bytes) in &cut {
                folder.file(&format!("cut{other}"), bytes);
            }
            let mut bytes = cut[end].clone();
            bytes.resize(keep, b'{');
            folder.file(&format!("cut{end}"), bytes);
            let ran = code(&folder, &["--out", "cut", "--resume"], &lines);
            assert_eq!(ran.status, 1, "{end} {keep}: {}", ran.stderr);
            assert!(left(&folder, "cut") == whole, "{end} {keep}");
            fs::remove_file(folder.0.join("cut")).unwrap();
        }
        // All that is left of the files may be some of them.
        for (other, bytes) in &cut {
            folder.file(&format!("cut{other}"), bytes);
        }
        fs::remove_file(folder.0.join(format!("cut{end}"))).unwrap();
        let ran = code(&folder, &["--out", "cut", "--resume"], &lines);
        if end == ".part" {
            // The rejects of a run whose records are gone belong to somebody.
            assert_eq!(ran.status, 2, "{}", ran.stderr);
            assert_eq!(code(&folder, &["--out", "cut", "--force"], &lines).status, 1);
        }
        assert!(left(&folder, "cut") == whole, "{end}: {}", ran.stderr);
        fs::remove_file(folder.0.join("cut")).unwrap();
    }
}

#[test]
fn resuming_something_else_is_refused_and_a_whole_file_is_left_alone() {
    let folder = Folder::new();
    let lines = six();
    let mut child = begin(&folder, &[], "out", &lines[..4]);
    let busy = code(&folder, &["--out", "out", "--resume"], &lines);
    assert_eq!(busy.status, 2);
    assert!(busy.stderr.contains("another run is writing"), "{}", busy.stderr);
    child.kill().unwrap();
    child.wait().unwrap();
    let refused = code(&folder, &["--out", "out"], &lines);
    assert_eq!(refused.status, 2);
    assert!(refused.stderr.contains("--resume"), "{}", refused.stderr);
    let cut = left(&folder, "out");
    let mut others = lines.clone();
    others[3] = line("4", "2031-05-11", "Kenya thanked nobody.");
    for (arguments, lines, said) in [
        (&["--no-text"][..], &lines[..], "begun with other options"),
        (&["--format", "csv"], &lines, "begun with other options"),
        (&[], &others, "4 articles that are not the first of this input"),
        (&[], &lines[..3], "4 articles that are not the first of this input"),
    ] {
        let ran = code(&folder, &[&["--out", "out", "--resume"], arguments].concat(), lines);
        assert_eq!(ran.status, 2);
        assert!(ran.stderr.contains(said), "{}", ran.stderr);
        assert!(left(&folder, "out") == cut, "nothing is changed");
    }
    assert_eq!(code(&folder, &["--out", "out", "--resume", "--threads", "3"], &lines).status, 1);
    let whole = left(&folder, "out");
    let again = code(&folder, &["--out", "out", "--resume"], &lines);
    assert_eq!(again.status, 0, "{}", again.stderr);
    assert!(again.stderr.contains("nothing is left to do"), "{}", again.stderr);
    assert!(left(&folder, "out") == whole);
}

#[test]
fn a_forced_run_replaces_the_file_only_when_it_is_whole() {
    let folder = Folder::new();
    let lines = six();
    folder.file("out", "precious");
    let mut child = begin(&folder, &["--force"], "out", &lines[..3]);
    child.kill().unwrap();
    child.wait().unwrap();
    assert_eq!(fs::read(folder.0.join("out")).unwrap(), b"precious");
    assert_eq!(code(&folder, &["--out", "out", "--resume"], &lines).status, 1);
    assert_eq!(fs::read_to_string(folder.0.join("out")).unwrap().lines().count(), 5);
}

#[test]
fn rejects_are_named_with_their_reasons() {
    let folder = Folder::new();
    let lines: Vec<String> = (0..40)
        .map(|n| line(&n.to_string(), if n % 2 == 0 { "soon" } else { "2031-05-09" }, "Nobody slept."))
        .collect();
    let rejected = |path: &str| -> Vec<Value> {
        let text = fs::read_to_string(folder.0.join(path)).unwrap();
        text.lines().map(|line| serde_json::from_str(line).unwrap()).collect()
    };
    let ran = code(&folder, &["--out", "out.jsonl"], &lines);
    assert_eq!(ran.status, 1);
    assert_eq!(
        ran.stderr.lines().count(),
        12,
        "the first ten, that there are more, and how many: {}",
        ran.stderr
    );
    assert!(
        ran.stderr.contains("20 coded, 20 skipped; out.jsonl.rejects.jsonl names them"),
        "{}",
        ran.stderr
    );
    let rejects = rejected("out.jsonl.rejects.jsonl");
    assert_eq!(rejects.len(), 20);
    assert_eq!(rejects[19]["name"], "standard input:39");
    assert_eq!(rejects[19]["why"], "has the date \"soon\", which is no day");
    assert!(rejects[19]["remedy"].as_str().unwrap().contains("YYYY-MM-DD"));

    let ran = code(&folder, &["--rejects", "other"], &lines);
    assert_eq!((ran.status, records(&ran).len()), (1, 20));
    assert!(rejected("other") == rejects);
    let refused = code(&folder, &["--rejects", "other"], &lines);
    assert_eq!((refused.status, refused.stdout.as_str()), (2, ""));
    // Where all are coded there is nothing to name.
    assert_eq!(code(&folder, &["--force", "--out", "out.jsonl"], &lines[1..2]).status, 0);
    assert!(!folder.0.join("out.jsonl.rejects.jsonl").exists());
}

#[cfg(unix)]
#[test]
fn a_signal_ends_a_run_cleanly() {
    let folder = Folder::new();
    let lines = six();
    code(&folder, &["--out", "whole"], &lines);
    for (signal, status) in [("-INT", 130), ("-TERM", 143)] {
        let child = begin(&folder, &[], "out", &lines[..3]);
        assert!(Command::new("kill").args([signal, &child.id().to_string()]).status().unwrap().success());
        // Its standard input is still open: it does not wait for that.
        let mut child = child;
        let stdin = child.stdin.take();
        let output = child.wait_with_output().unwrap();
        drop(stdin);
        assert_eq!(output.status.code(), Some(status));
        let said = String::from_utf8(output.stderr).unwrap();
        assert!(said.ends_with("interrupted: 2 coded, 1 skipped; go on with --resume\n"), "{said}");
        assert_eq!(code(&folder, &["--out", "out", "--resume"], &lines).status, 1);
        assert!(left(&folder, "out") == left(&folder, "whole"));
        fs::remove_file(folder.0.join("out")).unwrap();
        fs::remove_file(folder.0.join("out.rejects.jsonl")).unwrap();
    }
}

#[cfg(target_os = "linux")]
#[test]
fn a_full_disk_is_named() {
    let folder = Folder::new();
    let lines = six();
    let ran = code(&folder, &["--out", "/dev/full"], &lines);
    assert_eq!(ran.status, 2);
    assert!(ran.stderr.contains("cannot write /dev/full: No space left on device"), "{}", ran.stderr);
    let full = fs::OpenOptions::new().write(true).open("/dev/full").unwrap();
    let file = folder.file("in.jsonl", lines.concat());
    let output = program(&folder.0).args(["code", &file]).stdout(full).output().unwrap();
    assert_eq!(output.status.code(), Some(2));
    let said = String::from_utf8(output.stderr).unwrap();
    assert!(said.contains("cannot write standard output: No space left on device"), "{said}");
    let ran = code(&folder, &["--out", "out", "--rejects", "/dev/full"], &lines);
    assert_eq!(ran.status, 2);
    assert!(ran.stderr.contains("cannot write /dev/full"), "{}", ran.stderr);
    // A device is no file that could be overwritten.
    assert_eq!(code(&folder, &["--out", "/dev/null"], &lines).status, 1);
}

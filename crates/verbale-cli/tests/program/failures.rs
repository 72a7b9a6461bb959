//! Files that go while they are read, disks that fill, folders that nobody may
//! write to: each is named, and nothing whole is damaged.
#![cfg(target_os = "linux")]

use std::{
    fs::{self, OpenOptions},
    io::{Read, Write},
    process::{Child, Command, Stdio},
};

use crate::{ARTICLE, Folder, Ran, line, program, run};

fn ended(child: Child) -> Ran {
    let output = child.wait_with_output().unwrap();
    Ran {
        status: output.status.code().unwrap_or(-1),
        stdout: String::from_utf8(output.stdout).unwrap(),
        stderr: String::from_utf8(output.stderr).unwrap(),
    }
}

/// The program at work, its output in pipes.
fn started(folder: &Folder, arguments: &[&str]) -> Child {
    let mut command = program(&folder.0);
    command.args(arguments).stdout(Stdio::piped()).stderr(Stdio::piped()).spawn().unwrap()
}

#[test]
fn a_file_that_vanishes_from_its_folder_is_named_and_the_others_are_coded() {
    let folder = Folder::new();
    fs::create_dir_all(folder.0.join("all/c")).unwrap();
    // More than the pipe and the window hold, so that the run waits for its
    // reader long before it comes to the next file.
    let long = "https://a.example/".to_owned() + &"x".repeat(20_000);
    let record =
        serde_json::json!({"date": "2031-05-09", "text": "Nobody slept.", "url": long}).to_string() + "\n";
    folder.file("all/a.jsonl", record.repeat(40));
    for name in ["all/b.txt", "all/c/d.txt", "all/e.txt"] {
        folder.file(name, ARTICLE);
    }
    let mut child = started(&folder, &["code", "--threads", "1", "--no-ranker", "all"]);
    // Once there is output, the folder has been listed.
    let mut stdout = child.stdout.take().unwrap();
    stdout.read_exact(&mut [0]).unwrap();
    fs::remove_file(folder.0.join("all/b.txt")).unwrap();
    fs::remove_dir_all(folder.0.join("all/c")).unwrap();
    let mut rest = String::new();
    stdout.read_to_string(&mut rest).unwrap();
    let ran = ended(child);
    assert_eq!((ran.status, rest.lines().count()), (1, 41), "{}", ran.stderr);
    let told: Vec<&str> = ran.stderr.lines().collect();
    assert_eq!(told.len(), 3, "{told:?}");
    for (told, name) in told.iter().zip(["all/b.txt", "all/c"]) {
        assert_eq!(
            *told,
            format!("verbale: {name}: there is no such file; check the path; `-` reads standard input")
        );
    }
    assert_eq!(told[2], "verbale: 41 coded, 2 skipped");
}

#[test]
fn a_file_that_vanishes_after_a_pattern_found_it_is_named() {
    let folder = Folder::new();
    fs::create_dir(folder.0.join("all")).unwrap();
    assert!(Command::new("mkfifo").arg(folder.0.join("all/a.txt")).status().unwrap().success());
    folder.file("all/b.txt", ARTICLE);
    folder.file("all/c.txt", ARTICLE);
    let child = started(&folder, &["code", "--no-ranker", "all/*.txt"]);
    // This waits until the run reads the pipe, for which it must have looked into the folder.
    let mut pipe = OpenOptions::new().write(true).open(folder.0.join("all/a.txt")).unwrap();
    fs::remove_file(folder.0.join("all/b.txt")).unwrap();
    pipe.write_all(ARTICLE.as_bytes()).unwrap();
    drop(pipe);
    let ran = ended(child);
    assert_eq!((ran.status, ran.stdout.lines().count()), (1, 2), "{}", ran.stderr);
    assert!(ran.stderr.starts_with("verbale: all/b.txt: there is no such file"), "{}", ran.stderr);
}

#[test]
fn a_file_that_loses_its_end_is_read_as_far_as_it_goes() {
    let folder = Folder::new();
    let long = "https://a.example/".to_owned() + &"x".repeat(20_000);
    let record =
        serde_json::json!({"date": "2031-05-09", "text": "Nobody slept.", "url": long}).to_string() + "\n";
    let file = folder.file("a.jsonl", record.repeat(60));
    let mut child = started(&folder, &["code", "--threads", "1", "--no-ranker", &file]);
    let mut stdout = child.stdout.take().unwrap();
    stdout.read_exact(&mut [0]).unwrap();
    let open = OpenOptions::new().write(true).open(folder.0.join(&file)).unwrap();
    open.set_len(record.len() as u64 * 50 + 10).unwrap();
    let mut rest = String::new();
    stdout.read_to_string(&mut rest).unwrap();
    let ran = ended(child);
    assert_eq!((ran.status, rest.lines().count()), (1, 50), "{}", ran.stderr);
    assert!(ran.stderr.starts_with("verbale: a.jsonl:51: is not JSON"), "{}", ran.stderr);
}

/// Runs the program where no file may grow beyond some blocks of 512 bytes, as
/// on a disk that is full.
fn run_with_little_room(folder: &Folder, blocks: u32, arguments: &[&str]) -> Ran {
    let script = format!("trap '' XFSZ; ulimit -f {blocks}; exec \"$@\"");
    let child = Command::new("sh")
        .args(["-c", &script, "sh", env!("CARGO_BIN_EXE_verbale")])
        .args(arguments)
        .current_dir(&folder.0)
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .unwrap();
    ended(child)
}

#[test]
fn a_disk_that_fills_during_a_run_leaves_what_can_be_gone_on_with() {
    let folder = Folder::new();
    let lines: String = (0..6).map(|n| line(&n.to_string(), "2031-05-09", ARTICLE)).collect();
    let file = folder.file("in.jsonl", lines);
    for format in ["jsonl", "csv"] {
        let code = |out: &str, more: &[&str]| {
            let arguments = ["code", "--format", format, "--no-ranker", "--out", out, &file];
            run(&folder, &[&arguments, more].concat())
        };
        assert_eq!(code("whole", &[]).status, 0);
        let full = ["code", "--format", format, "--no-ranker", "--out", "out", &file];
        let ran = run_with_little_room(&folder, 2, &full);
        assert_eq!((ran.status, ran.stdout.as_str()), (2, ""), "{format}: {}", ran.stderr);
        assert!(ran.stderr.starts_with("verbale: cannot write out.part: "), "{}", ran.stderr);
        assert!(ran.stderr.ends_with("; once that is mended, go on with --resume\n"), "{}", ran.stderr);
        assert!(!folder.0.join("out").exists());
        assert_eq!(code("out", &["--resume"]).status, 0);
        let read = |name: &str| fs::read(folder.0.join(name)).unwrap();
        assert!(read("out") == read("whole"), "{format}");
        assert_eq!(fs::read_dir(&folder.0).unwrap().count(), 3, "{format}");
        fs::remove_file(folder.0.join("out")).unwrap();
        fs::remove_file(folder.0.join("whole")).unwrap();
    }
}

#[test]
fn where_nobody_may_write_the_place_is_named_and_nothing_is_coded() {
    let folder = Folder::new();
    let file = folder.file("in.txt", ARTICLE);
    fs::create_dir(folder.0.join("kept")).unwrap();
    Command::new("chmod").args(["555", "kept"]).current_dir(&folder.0).status().unwrap();
    // Root may write there all the same; nobody may make files in /proc.
    let anybody = fs::write(folder.0.join("kept/probe"), "").is_ok();
    let closed = if anybody { "/proc/out.jsonl" } else { "kept/out.jsonl" };
    for out in [closed, "in.txt/out.jsonl", "nowhere/out.jsonl"] {
        let ran = run(&folder, &["code", &file, "--out", out]);
        assert_eq!((ran.status, ran.stdout.as_str()), (2, ""), "{out}");
        assert!(ran.stderr.starts_with(&format!("verbale: cannot write {out}.part: ")), "{}", ran.stderr);
        assert!(ran.stderr.ends_with("; choose another --out\n"), "{}", ran.stderr);
    }
    let ran = run(&folder, &["code", &file, "--out", "kept"]);
    assert_eq!((ran.status, ran.stdout.as_str()), (2, ""));
    assert!(ran.stderr.starts_with("verbale: cannot write kept: "), "{}", ran.stderr);
    let ran = run(&folder, &["code", &file, "--rejects", "nowhere/rejects.jsonl"]);
    assert_eq!((ran.status, ran.stdout.as_str()), (2, ""));
    assert!(ran.stderr.starts_with("verbale: cannot write nowhere/rejects.jsonl: "), "{}", ran.stderr);
    assert_eq!(fs::read_to_string(folder.0.join("in.txt")).unwrap(), ARTICLE);
}

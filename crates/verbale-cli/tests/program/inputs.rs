//! Every format of input through the built program.

#[path = "../../../verbale-input/tests/malformed/cases.rs"]
mod cases;

use std::fs;

use super::{Folder, records, run, run_with};

#[test]
fn a_folder_of_malformed_inputs_is_coded_as_far_as_it_goes() {
    let folder = Folder::new();
    fs::create_dir(folder.0.join("all")).unwrap();
    let cases: Vec<cases::Case> =
        cases::all().into_iter().filter(|case| case.bytes.len() < 10_000 && case.articles < 10).collect();
    for case in &cases {
        fs::write(folder.0.join("all").join(&case.name), &case.bytes).unwrap();
    }
    let output = run(&folder, &["code", "--no-text", "all"]);
    assert_eq!(output.status, 1);
    let articles = cases.iter().map(|case| case.articles).sum::<usize>();
    assert_eq!(records(&output).len(), articles);
    let said = output.stderr;
    assert!(!said.chars().any(|c| c.is_control() && c != '\n'), "{said:?}");
    let mut lines = said.lines();
    for case in &cases {
        for told in &case.told {
            let line = lines.next().unwrap();
            assert!(
                line.starts_with(&format!("verbale: all/{}", case.name)) && line.contains(told),
                "{line}"
            );
        }
    }
    let told = cases.iter().map(|case| case.told.len()).sum::<usize>();
    assert_eq!(lines.next(), Some(format!("verbale: {articles} coded, {told} skipped").as_str()));
    assert_eq!(lines.next(), None);
}

#[test]
fn columns_are_mapped_and_dates_tell_their_source() {
    let folder = Folder::new();
    let table = "when,body,outlet\n2031-05-09,\"Kenya thanked Chad, and left.\",Agence Polaire\n";
    let map = "text=body,date=when,source=outlet";
    let output = run_with(&folder, &["code", "--from", "csv", "--map", map, "-"], table.as_bytes());
    let record = &records(&output)[0];
    assert_eq!(record["text"], "Kenya thanked Chad, and left.");
    assert_eq!((&record["date"], &record["date_source"]), (&"2031-05-09".into(), &"given".into()));
    assert_eq!(record["source"], "Agence Polaire");

    let page = "<meta name=date content=2031-05-09><p>Kenya thanked Chad on Friday.";
    fs::write(folder.0.join("a.html"), page).unwrap();
    fs::write(
        folder.0.join("b.html"),
        "<link rel=canonical href=https://a.example/2031/05/08/x><p>They met.",
    )
    .unwrap();
    fs::write(folder.0.join("c-2031-05-07.html"), "<p>They met.").unwrap();
    let output = run(&folder, &["code", "*.html"]);
    let dates: Vec<String> = records(&output)
        .iter()
        .map(|record| {
            format!("{} {}", record["date"].as_str().unwrap(), record["date_source"].as_str().unwrap())
        })
        .collect();
    assert_eq!(dates, ["2031-05-09 metadata", "2031-05-08 url", "2031-05-07 file"]);
    let over = run(&folder, &["code", "--date", "2030-01-01", "a.html"]);
    assert_eq!(records(&over)[0]["date"], "2030-01-01");
    assert!(records(&over)[0]["notes"][0].as_str().unwrap().contains("metadata says 2031-05-09"));
    for (arguments, said) in [
        (["code", "--map", "body", "-"], "no pair"),
        (["code", "--from", "xls", "-"], "is no format"),
        (["code", "--threads", "1", "*.none"], "a pattern that no file fits"),
    ] {
        let output = run(&folder, &arguments);
        assert!(output.stderr.contains(said), "{}", output.stderr);
    }
}

//! Whatever comes in, every article is read or named, and reading goes on.

mod cases;

use verbale_input::{Given, bytes};

#[test]
fn every_malformed_input_is_named_or_read() {
    let given = Given::default();
    let cases = cases::all();
    assert!(cases.len() >= 200, "{}", cases.len());
    let mut faults = Vec::new();
    for case in cases {
        let read = match bytes(&case.name, None, case.bytes.as_slice(), &given) {
            Ok(articles) => articles.collect(),
            Err(skipped) => vec![Err(skipped)],
        };
        let told: Vec<_> = read.iter().filter_map(|one| one.as_ref().err()).collect();
        let as_told = told.len() == case.told.len()
            && told.iter().zip(&case.told).all(|(told, expected)| {
                told.why.contains(expected) && told.name.starts_with(&case.name) && !told.remedy.is_empty()
            });
        let articles = read.len() - told.len();
        if !as_told || articles != case.articles {
            let start = String::from_utf8_lossy(&case.bytes[..case.bytes.len().min(120)]).into_owned();
            faults.push(format!(
                "{} {start:?}: {articles} articles, not {}; told {} times {:?}, not {:?}",
                case.name,
                case.articles,
                told.len(),
                told.first(),
                case.told
            ));
        }
    }
    assert!(faults.is_empty(), "{}", faults.join("\n"));
}

#[test]
fn any_cut_of_a_good_input_ends_cleanly() {
    let given = Given::default();
    for case in cases::all()
        .into_iter()
        .filter(|case| case.told.is_empty() && case.bytes.len() < 1_000 && case.articles < 10)
    {
        let step = if case.name.contains("html") { 7 } else { 1 };
        for end in (0..case.bytes.len()).step_by(step) {
            if let Ok(articles) = bytes(&case.name, None, &case.bytes[..end], &given) {
                assert!(articles.count() <= case.articles + 1, "{} at {end}", case.name);
            }
        }
    }
}

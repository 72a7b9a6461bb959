//! The examples of every rule of the codebook, through the whole pipeline.

use verbale::{events::check, pipeline::Reader};

#[test]
fn every_example_comes_out_as_marked() {
    let reader = Reader::rules_alone();
    let only = std::env::var("RULES").unwrap_or_default();
    let failures = check::examples(reader, |rule| rule.id.starts_with(only.as_str()));
    let total: usize = reader
        .codebook
        .rules
        .all
        .iter()
        .map(|rule| rule.yes.len() + rule.no.len() + rule.known_wrong.len())
        .sum();
    for failure in &failures {
        println!("{failure}");
    }
    assert!(failures.is_empty(), "{} of {total} examples failed", failures.len());
}

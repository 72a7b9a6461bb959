//! One text, one parse: whatever the processor's registers, however many
//! texts pass through together.

use serde_json::Value;
use verbale_syntax::{Kernel, Model};

fn texts() -> Vec<String> {
    include_str!("sentences.jsonl")
        .lines()
        .map(|line| {
            let value: Value = serde_json::from_str(line).expect("a JSON line");
            value.as_str().or(value["text"].as_str()).expect("a text").to_owned()
        })
        .collect()
}

#[test]
fn every_kernel_gives_the_same_parse() {
    // Plain code is slow on processors that it may not use to the full, so that it parses a part.
    let texts = texts();
    let texts: Vec<&str> = texts.iter().map(String::as_str).take(30).collect();
    let expected = Model::bundled().parse_all(&texts);
    for kernel in Kernel::available() {
        assert!(Model::bundled_on(kernel).parse_all(&texts) == expected, "{kernel:?} differs");
    }
}

#[test]
fn every_kernel_gives_the_same_fast_parse() {
    let texts = texts();
    let texts: Vec<&str> = texts.iter().map(String::as_str).take(30).collect();
    let expected = Model::fast().parse_all(&texts);
    for kernel in Kernel::available() {
        assert!(Model::fast_on(kernel).parse_all(&texts) == expected, "{kernel:?} differs");
    }
}

#[test]
fn the_fast_way_answers_nearly_as_the_exact_one() {
    // Prose, as it is meant for; odd strings differ more often.
    let articles = [
        include_str!("../../../examples/lusaka-2031-05-09.txt"),
        include_str!("../../../examples/rivera-2031-08-14.txt"),
    ];
    let texts: Vec<&str> = articles.iter().flat_map(|article| article.lines()).collect();
    let (exact, fast) = (Model::bundled().parse_all(&texts), Model::fast().parse_all(&texts));
    let tokens = || exact.iter().zip(&fast).flat_map(|(exact, fast)| exact.tokens.iter().zip(&fast.tokens));
    let same = tokens().filter(|(exact, fast)| (exact.head, exact.dep) == (fast.head, fast.dep)).count();
    assert!(same * 100 >= tokens().count() * 99, "{same} of {}", tokens().count());
}

#[test]
fn a_batch_gives_each_text_the_parse_that_it_has_alone() {
    let texts = texts();
    let texts: Vec<&str> = texts.iter().map(String::as_str).collect();
    let model = Model::bundled();
    for batch in texts.chunks(64) {
        for (text, parse) in batch.iter().zip(model.parse_all(batch)) {
            assert!(model.parse(text) == parse, "{text}");
        }
    }
}

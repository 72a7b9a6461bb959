//! The same article gives the same record, the ranker's proposals included, on every kernel, in every thread and in
//! batches of every size.

use jiff::civil::Date;
use verbale::{Article, Codebook, DateSource, Ranker, Reader, code, record::Options, syntax::Model};
use verbale_syntax::Kernel;

const ARTICLES: [&str; 2] = [
    include_str!("../../../examples/lusaka-2031-05-09.txt"),
    include_str!("../../../examples/rivera-2031-08-14.txt"),
];

/// No rule fits these: what the ranker says of them.
const PROPOSED: &str = "Russian officers roughed up two Norwegian diplomats at the border.

Cooperation between Kenya and Uganda on intelligence deepened.";

fn record(text: &str, model: &Model) -> String {
    record_with(text, model, Ranker::bundled())
}

fn record_with(text: &str, model: &Model, ranker: &Ranker) -> String {
    let article = Article {
        id: Some("one".to_owned()),
        date: Date::constant(2031, 8, 14),
        date_source: DateSource::Given,
        source: None,
        title: None,
        url: None,
        text: text.to_owned(),
    };
    code(article, Reader { model, codebook: Codebook::bundled(), ranker: Some(ranker) }).to_json(Options {
        text: true,
        embedded: true,
        ..Options::default()
    })
}

#[test]
fn every_kernel_gives_the_same_record() {
    let expected = record(ARTICLES[0], Model::bundled());
    for kernel in Kernel::available() {
        assert_eq!(record(ARTICLES[0], &Model::bundled_on(kernel)), expected, "{kernel:?}");
    }
}

#[test]
fn every_kernel_gives_the_same_proposals() {
    let model = Model::bundled();
    let expected = record(PROPOSED, model);
    assert_eq!(expected.matches("\"rule\":\"ranker:").count(), 2, "{expected}");
    for kernel in Kernel::available() {
        assert_eq!(record_with(PROPOSED, model, &Ranker::bundled_on(kernel)), expected, "{kernel:?}");
    }
}

#[test]
fn batches_do_not_show() {
    let article = [ARTICLES[0], PROPOSED, ARTICLES[1]].join("\n\n");
    let expected = record(&article, Model::bundled());
    // Every paragraph alone; some together; all.
    for tokens in [1, 64, usize::MAX] {
        let model = Model::bundled_on(Kernel::available()[0]).in_batches_of(tokens);
        assert_eq!(record(&article, &model), expected, "batches of {tokens} tokens");
    }
}

#[test]
fn every_kernel_gives_the_same_fast_record() {
    let expected = record(ARTICLES[0], Model::fast());
    assert!(expected.contains("\"fast\":true"));
    for kernel in Kernel::available() {
        assert_eq!(record(ARTICLES[0], &Model::fast_on(kernel)), expected, "{kernel:?}");
    }
}

#[test]
fn threads_do_not_disturb_each_other() {
    let all = || [ARTICLES[0], PROPOSED, ARTICLES[1]].map(|text| record(text, Model::bundled()));
    let alone = all();
    std::thread::scope(|scope| {
        let runs: Vec<_> = (0..2).map(|_| scope.spawn(all)).collect();
        for run in runs {
            assert_eq!(run.join().expect("no thread panics"), alone);
        }
    });
}

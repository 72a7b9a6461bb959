//! The same article gives the same record on every kernel and in every thread.

use jiff::civil::Date;
use verbale::{Article, Codebook, DateSource, Reader, code, record::Options, syntax::Model};
use verbale_syntax::Kernel;

const ARTICLES: [&str; 2] = [
    include_str!("../../../examples/lusaka-2031-05-09.txt"),
    include_str!("../../../examples/rivera-2031-08-14.txt"),
];

fn record(text: &str, model: &Model) -> String {
    let article = Article {
        id: Some("one".to_owned()),
        date: Date::constant(2031, 8, 14),
        date_source: DateSource::Given,
        source: None,
        title: None,
        url: None,
        text: text.to_owned(),
    };
    code(article, Reader { model, codebook: Codebook::bundled(), ranker: None }).to_json(Options {
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
fn every_kernel_gives_the_same_fast_record() {
    let expected = record(ARTICLES[0], Model::fast());
    assert!(expected.contains("\"fast\":true"));
    for kernel in Kernel::available() {
        assert_eq!(record(ARTICLES[0], &Model::fast_on(kernel)), expected, "{kernel:?}");
    }
}

#[test]
fn threads_do_not_disturb_each_other() {
    let alone = ARTICLES.map(|text| record(text, Model::bundled()));
    std::thread::scope(|scope| {
        let runs: Vec<_> =
            (0..4).map(|_| scope.spawn(|| ARTICLES.map(|text| record(text, Model::bundled())))).collect();
        for run in runs {
            assert_eq!(run.join().expect("no thread panics"), alone);
        }
    });
}

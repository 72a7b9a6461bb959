//! The examples of `codebook/speech.toml`, run through the whole pipeline.

use jiff::civil::Date;
use verbale::{
    Article, Codebook,
    codebook::speech::{CuePos, Mark},
    pipeline::{Layers, Reader, read},
    span::Span,
};

fn layers(text: &str) -> Layers {
    let article = Article::new(Date::constant(2022, 1, 21), text);
    read(&article, Reader::rules_alone())
}

/// The share of letters that two lists of spans have in common.
fn shared(text: &str, a: &[Span], b: &[Span]) -> f64 {
    let letters = |spans: &[Span]| -> Vec<usize> {
        text.char_indices()
            .filter(|(at, c)| {
                c.is_alphanumeric() && spans.iter().any(|span| (span.start..span.end).contains(&(*at as u32)))
            })
            .map(|(at, _)| at)
            .collect()
    };
    let (a, b) = (letters(a), letters(b));
    let both = a.iter().filter(|at| b.contains(at)).count();
    if a.is_empty() && b.is_empty() { 1.0 } else { both as f64 / (a.len() + b.len() - both) as f64 }
}

#[test]
fn every_example_of_the_table_holds() {
    let mut failures = Vec::new();
    for row in Codebook::bundled().speech.rows() {
        for example in &row.yes {
            let marked = |mark: Mark| -> Vec<Span> {
                example
                    .marks
                    .iter()
                    .filter(|(own, _)| *own == mark)
                    .map(|(_, range)| Span::new(range.start as u32, range.end as u32))
                    .collect()
            };
            let text = example.text.as_str();
            let read = layers(text);
            let cue = marked(Mark::Cue);
            let own = read.statements.all.iter().find(|statement| {
                statement.cue.iter().any(|span| cue.iter().any(|marked| marked.overlaps(*span)))
            });
            let fault = match own {
                None => Some("no statement with this cue".to_owned()),
                Some(_) if read.statements.all.len() > 1 => Some("more than one statement".to_owned()),
                Some(own) if (own.attitude, own.force) != (row.attitude, row.force) => {
                    Some(format!("read as {:?} {:?}", own.attitude, own.force))
                }
                Some(own) if shared(text, &own.source, &marked(Mark::Source)) < 0.8 => Some(format!(
                    "source {:?}",
                    own.source.iter().map(|span| span.of(text)).collect::<Vec<_>>()
                )),
                Some(own) if shared(text, &own.content, &marked(Mark::Content)) < 0.8 => Some(format!(
                    "content {:?}",
                    own.content.iter().map(|span| span.of(text)).collect::<Vec<_>>()
                )),
                Some(_) => None,
            };
            if let Some(fault) = fault {
                failures.push(format!("speech.toml:{} {}: {text}: {fault}", example.line, row.id));
            }
        }
        for example in &row.no {
            let read = layers(&example.text);
            for statement in &read.statements.all {
                let Some(head) = statement.cue_head else { continue };
                let token = read.syntax.token(head);
                let of_row = match row.pos {
                    CuePos::Phrase | CuePos::Adverb => {
                        row.lemmas.iter().any(|lemma| lemma.starts_with(token.lower.as_str()))
                    }
                    _ => row.lemmas.iter().any(|lemma| lemma.split(' ').next() == Some(token.lemma.as_str())),
                };
                if of_row {
                    failures.push(format!(
                        "speech.toml:{} {}: {}: read as a statement",
                        example.line, row.id, example.text
                    ));
                }
            }
        }
    }
    assert!(failures.is_empty(), "{} examples fail:\n{}", failures.len(), failures.join("\n"));
}

/// Whatever the text, and however its marks are broken, statements stand
/// inside it, on character boundaries, and never in a circle.
#[test]
fn statements_of_any_text_are_well_formed() {
    let pieces = [
        "“",
        "”",
        "\"",
        "'",
        "‘",
        "’",
        "``",
        "''",
        "«",
        " said ",
        " the minister ",
        "Berg ",
        " told reporters that ",
        "the dam was safe",
        ", ",
        ". ",
        "\n\n",
        "—",
        " according to ",
        " quoted ",
        " as saying ",
        " who ",
        "日本 ",
        "é",
        " was ",
        " not ",
        " accused ",
        " of ",
        " to ",
        ";",
        "…",
        "(",
        ")",
        " he ",
        " while ",
        " if ",
        " a warning that ",
        "reportedly ",
        ":",
        "?",
        "!",
        "\u{a0}",
        "\r\n",
    ];
    let mut seed = 11_u32;
    for _ in 0..150 {
        let mut text = String::new();
        for _ in 0..40 {
            seed = seed.wrapping_mul(1_664_525).wrapping_add(1_013_904_223);
            text.push_str(pieces[(seed >> 16) as usize % pieces.len()]);
        }
        let read = layers(&text);
        for statement in &read.statements.all {
            let spans = statement.source.iter().chain(&statement.cue).chain(&statement.content);
            for span in spans {
                assert!(
                    text.get(span.start as usize..span.end as usize).is_some_and(|words| !words.is_empty()),
                    "{text:?}"
                );
            }
            assert!(!statement.content.is_empty(), "{text:?}");
            assert!(statement.content.is_sorted_by(|a, b| a.end <= b.start), "stretches overlap in {text:?}");
            let (mut up, mut steps) = (statement.said_in, 0);
            while let Some(id) = up {
                steps += 1;
                assert!(steps <= read.statements.all.len(), "a circle in {text:?}");
                up = read.statements.get(id).said_in;
            }
        }
    }
}

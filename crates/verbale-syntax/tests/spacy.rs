//! Every layer against spaCy's own answers, frozen in `spacy.jsonl`.
//!
//! The sentences are written for this test. The answers were made once by
//! `python crates/verbale-dev/pack/oracle.py crates/verbale-syntax/tests/sentences.jsonl --whole`.

use serde::Deserialize;
use verbale_syntax::{Dep, Model, Tag};

#[derive(Deserialize)]
struct Answer {
    text: String,
    tokens: Vec<Token>,
    /// First token, one past the last, label.
    entities: Vec<(u32, u32, String)>,
}

/// A row of the oracle; offsets in code points.
#[derive(Deserialize)]
struct Token {
    start: usize,
    end: usize,
    space_after: bool,
    norm: String,
    shape: String,
    tag: String,
    pos: String,
    morph: String,
    lemma: String,
    head: u32,
    dep: String,
    sentence_start: bool,
}

fn answers() -> Vec<Answer> {
    let lines = include_str!("spacy.jsonl").lines();
    let answers: Vec<Answer> =
        lines.map(|line| serde_json::from_str(line).expect("the fixture is well formed")).collect();
    assert!(answers.len() >= 140, "the fixture is cut off");
    answers
}

/// Offsets of the text's characters in code points, from those in bytes.
fn points(text: &str, bytes: u32) -> usize {
    text[..bytes as usize].chars().count()
}

#[test]
fn words_are_those_of_spacy() {
    let model = Model::bundled();
    let mut differences = Vec::new();
    for answer in answers() {
        let text = &answer.text;
        let words = model.words(text);
        let ours: Vec<_> = words
            .iter()
            .map(|w| (points(text, w.start), points(text, w.end), w.space_after, &*w.norm, &*w.shape))
            .collect();
        let spacy: Vec<_> =
            answer.tokens.iter().map(|t| (t.start, t.end, t.space_after, &*t.norm, &*t.shape)).collect();
        if ours != spacy {
            differences.push(format!("{text:?}\n  spaCy {spacy:?}\n  ours  {ours:?}"));
        }
    }
    assert!(differences.is_empty(), "{}", differences.join("\n"));
}

#[test]
fn rules_make_of_spacys_tags_what_spacy_makes_of_them() {
    let model = Model::bundled();
    let mut differences = Vec::new();
    for answer in answers() {
        let characters: Vec<char> = answer.text.chars().collect();
        let words: Vec<String> =
            answer.tokens.iter().map(|t| characters[t.start..t.end].iter().collect()).collect();
        let words: Vec<&str> = words.iter().map(String::as_str).collect();
        let tags: Vec<_> =
            answer.tokens.iter().map(|t| Tag::from_label(&t.tag).expect("a known tag")).collect();
        let deps: Vec<_> =
            answer.tokens.iter().map(|t| Dep::from_label(&t.dep).expect("a known label")).collect();
        let attributes = model.attributes(&words, &tags, &deps);
        assert_eq!(attributes.len(), words.len());
        for ((token, word), ours) in answer.tokens.iter().zip(words).zip(attributes) {
            let ours = (ours.pos.as_str(), ours.morph, ours.lemma.as_str());
            let spacy = (&*token.pos, &*token.morph, &*token.lemma);
            if ours != spacy {
                differences.push(format!("{word:?} {}: spaCy {spacy:?}, ours {ours:?}", token.tag));
            }
        }
    }
    assert!(differences.is_empty(), "{}", differences.join("\n"));
}

#[test]
fn parses_are_those_of_spacy() {
    let answers = answers();
    let texts: Vec<&str> = answers.iter().map(|answer| answer.text.as_str()).collect();
    let parses = Model::bundled().parse_all(&texts);
    let mut differences = Vec::new();
    for (answer, parse) in answers.iter().zip(&parses) {
        let ours: Vec<_> = parse
            .tokens
            .iter()
            .map(|t| (t.tag.as_str(), t.pos.as_str(), &*t.lemma, t.head, t.dep.as_str(), t.sentence_start))
            .collect();
        let spacy: Vec<_> = answer
            .tokens
            .iter()
            .map(|t| (&*t.tag, &*t.pos, &*t.lemma, t.head, &*t.dep, t.sentence_start))
            .collect();
        if ours != spacy {
            differences.push(format!("{:?}\n  spaCy {spacy:?}\n  ours  {ours:?}", answer.text));
        }
        let ours: Vec<_> = parse.entities.iter().map(|e| (e.start, e.end, e.label.to_string())).collect();
        if ours != answer.entities {
            differences.push(format!("{:?}\n  spaCy {:?}\n  ours  {ours:?}", answer.text, answer.entities));
        }
    }
    assert!(differences.is_empty(), "{}", differences.join("\n"));
}

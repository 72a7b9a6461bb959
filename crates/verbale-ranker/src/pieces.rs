//! Word pieces: BERT's uncased tokenizer with a greedy longest match (Wu et al. 2016; `train/ranker.py` is the reference).

use std::{collections::HashMap, ops::Range};

use verbale_syntax::pack::{Pack, PackError};

/// The vocabulary and how characters fold.
#[derive(Debug)]
pub(crate) struct Pieces {
    ids: HashMap<&'static str, u16>,
    folds: HashMap<char, &'static str>,
    punctuation: Vec<char>,
    cls: u16,
    sep: u16,
    unknown: u16,
}

/// The pieces of a text, the marks of its two ends included; those have empty spans.
#[derive(Debug, Default)]
pub(crate) struct Cut {
    /// Row of the embedding table.
    pub(crate) ids: Vec<u16>,
    /// Bytes of the word that each piece belongs to.
    pub(crate) spans: Vec<Range<usize>>,
}

/// A longer word is unknown.
const LONGEST_WORD: usize = 100;

impl Pieces {
    pub(crate) fn new(pack: &Pack) -> Result<Self, PackError> {
        let vocabulary = pack.text("vocabulary")?;
        let ids: HashMap<&str, u16> =
            vocabulary.lines().enumerate().map(|(id, piece)| (piece, id as u16)).collect();
        let mark = |name: &str| {
            ids.get(name).copied().ok_or_else(|| PackError::new(format!("vocabulary lacks {name}")))
        };
        let folds = (pack.text("folds")?.lines())
            .filter_map(|line| {
                let mut rest = line.chars();
                rest.next().map(|character| (character, rest.as_str()))
            })
            .collect();
        let (cls, sep, unknown) = (mark("[CLS]")?, mark("[SEP]")?, mark("[UNK]")?);
        Ok(Self { punctuation: pack.text("punctuation")?.chars().collect(), ids, folds, cls, sep, unknown })
    }

    /// Cuts a text into at most `most` pieces, ends included.
    pub(crate) fn cut(&self, text: &str, most: usize) -> Cut {
        let mut cut = Cut::default();
        cut.ids.push(self.cls);
        cut.spans.push(0..0);
        let mut word = String::new();
        let mut start = 0;
        for (at, character) in text.char_indices() {
            let apart = self.punctuation.binary_search(&character).is_ok();
            if apart || character.is_whitespace() {
                self.word(&word, start..at, most, &mut cut);
                word.clear();
                if apart {
                    let mut buffer = [0; 4];
                    let end = at + character.len_utf8();
                    self.word(character.encode_utf8(&mut buffer), at..end, most, &mut cut);
                }
                start = at + character.len_utf8();
            } else {
                match self.folds.get(&character) {
                    Some(folded) => word.push_str(folded),
                    None => word.push(character),
                }
            }
        }
        self.word(&word, start..text.len(), most, &mut cut);
        cut.ids.push(self.sep);
        cut.spans.push(0..0);
        cut
    }

    fn word(&self, word: &str, span: Range<usize>, most: usize, cut: &mut Cut) {
        let first = cut.ids.len();
        let mut at = 0;
        let mut key = String::with_capacity(word.len() + 2);
        while at < word.len() {
            let mut end = word.len();
            let id = loop {
                key.clear();
                if at > 0 {
                    key.push_str("##");
                }
                key.push_str(&word[at..end]);
                if let Some(id) = self.ids.get(key.as_str()) {
                    break Some(*id);
                }
                end = (at..end).rev().find(|end| word.is_char_boundary(*end)).unwrap_or(at);
                if end == at {
                    break None;
                }
            };
            let known = id.filter(|_| word.chars().count() <= LONGEST_WORD);
            let Some(id) = known else {
                cut.ids.truncate(first);
                cut.ids.push(self.unknown);
                break;
            };
            cut.ids.push(id);
            at = end;
        }
        cut.ids.truncate(most - 1);
        cut.spans.resize(cut.ids.len(), span);
    }
}

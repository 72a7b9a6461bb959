//! How far the syntax layer agrees with spaCy, layer by layer.

use std::collections::{BTreeMap, HashMap};
use std::fs::File;
use std::io::{BufRead, BufReader};

use serde_json::Value;
use verbale_syntax::{Dep, Model, Parse, Tag};

/// The layers in the order of printing. The first group needs no network.
const LAYERS: [&str; 14] = [
    "tokens",
    "norm",
    "shape",
    "pos of spaCy's tags",
    "morphology of spaCy's tags",
    "lemma of spaCy's tags",
    "tag",
    "pos",
    "lemma",
    "head",
    "head and label",
    "sentence start",
    "entities",
    "whole paragraph",
];

/// Compares with the oracle file (`pack/oracle.py`) and prints agreement and the commonest differences.
pub(crate) fn run(arguments: Vec<String>) -> Result<(), String> {
    let usage = "usage: verbale-dev parity ORACLE.jsonl [--fast | --model FILE] [--words] [--differences N]";
    let (mut path, mut words_only, mut shown) = (None, false, 20);
    let mut model = Model::bundled();
    let mut arguments = arguments.into_iter();
    while let Some(argument) = arguments.next() {
        match argument.as_str() {
            "--words" => words_only = true,
            "--fast" => model = Model::fast(),
            "--model" => model = packed(&arguments.next().ok_or(usage)?)?,
            "--differences" => {
                shown = arguments.next().and_then(|n| n.parse().ok()).ok_or(usage)?;
            }
            _ => path = Some(argument),
        }
    }
    let path = path.ok_or(usage)?;
    let file = File::open(&path).map_err(|error| format!("{path}: {error}"))?;
    let mut parity = Parity::default();
    for (number, line) in BufReader::new(file).lines().enumerate() {
        let line = line.map_err(|error| format!("{path}: {error}"))?;
        let value: Value =
            serde_json::from_str(&line).map_err(|error| format!("{path}:{}: {error}", number + 1))?;
        let oracle =
            Oracle::new(&value).ok_or_else(|| format!("{path}:{}: not an oracle line", number + 1))?;
        parity.words(model, &oracle);
        if !words_only {
            parity.parse(&model.parse(&oracle.text), &oracle);
        }
    }
    parity.print(shown);
    Ok(())
}

/// A model in a packed file, kept for good.
fn packed(path: &str) -> Result<&'static Model, String> {
    let bytes = std::fs::read(path).map_err(|error| format!("{path}: {error}"))?;
    // Weights are read in place and begin at a multiple of 64.
    let room: &'static mut [u8] = vec![0; bytes.len() + 64].leak();
    let start = room.as_ptr().align_offset(64);
    let place = &mut room[start..start + bytes.len()];
    place.copy_from_slice(&bytes);
    let model = Model::from_bytes(place).map_err(|error| format!("{path}: {error}"))?;
    Ok(Box::leak(Box::new(model)))
}

/// What spaCy says of one paragraph; offsets in bytes.
struct Oracle {
    text: String,
    tokens: Vec<OracleToken>,
    entities: Vec<(u32, u32, String)>,
}

struct OracleToken {
    start: usize,
    end: usize,
    space_after: bool,
    norm: String,
    shape: String,
    tag: String,
    pos: String,
    morph: String,
    lemma: String,
    head: usize,
    dep: String,
    sentence_start: bool,
}

impl Oracle {
    fn new(value: &Value) -> Option<Self> {
        let text = value["text"].as_str()?.to_owned();
        let mut bytes: Vec<usize> = text.char_indices().map(|(at, _)| at).collect();
        bytes.push(text.len());
        let offset = |value: &Value| bytes.get(value.as_u64()? as usize).copied();
        let string = |value: &Value| value.as_str().map(str::to_owned);
        let tokens = value["tokens"].as_array()?.iter().map(|row| {
            Some(OracleToken {
                start: offset(&row[0])?,
                end: offset(&row[1])?,
                space_after: row[2].as_bool()?,
                norm: string(&row[3])?,
                shape: string(&row[4])?,
                tag: string(&row[5])?,
                pos: string(&row[6])?,
                morph: string(&row[7])?,
                lemma: string(&row[8])?,
                head: row[9].as_u64()? as usize,
                dep: string(&row[10])?,
                sentence_start: row[11].as_bool()?,
            })
        });
        let entities = value["entities"].as_array()?.iter().map(|entity| {
            Some((entity[0].as_u64()? as u32, entity[1].as_u64()? as u32, string(&entity[2])?))
        });
        Some(Self {
            tokens: tokens.collect::<Option<_>>()?,
            entities: entities.collect::<Option<_>>()?,
            text,
        })
    }
}

/// Counts of agreement.
#[derive(Default)]
struct Parity {
    /// By layer: number compared, number equal.
    counts: HashMap<&'static str, (usize, usize)>,
    /// By layer and kind: number, and where it was seen first.
    differences: BTreeMap<(&'static str, String), (usize, String)>,
}

impl Parity {
    fn compare(&mut self, layer: &'static str, ours: &str, spacy: &str, place: impl Fn() -> String) {
        self.count(layer, ours == spacy, || (format!("{spacy:?} → {ours:?}"), place()));
    }

    fn count(&mut self, layer: &'static str, same: bool, difference: impl Fn() -> (String, String)) {
        let count = self.counts.entry(layer).or_default();
        count.0 += 1;
        count.1 += usize::from(same);
        if !same {
            let (kind, place) = difference();
            self.differences.entry((layer, kind)).or_insert((0, place)).0 += 1;
        }
    }

    /// Tokens and what rules make of spaCy's own tags.
    fn words(&mut self, model: &Model, oracle: &Oracle) {
        let words = model.words(&oracle.text);
        let ours: HashMap<_, _> = words.iter().map(|w| ((w.start as usize, w.end as usize), w)).collect();
        for token in &oracle.tokens {
            let word = ours.get(&(token.start, token.end));
            let same = word.is_some_and(|w| w.space_after == token.space_after);
            self.count("tokens", same, || {
                let around = words
                    .iter()
                    .filter(|w| (w.start as usize) < token.end && w.end as usize > token.start)
                    .map(|w| &oracle.text[w.start as usize..w.end as usize]);
                let ours = around.collect::<Vec<_>>().join(" ");
                (format!("{:?} → {ours:?}", &oracle.text[token.start..token.end]), oracle.around(token))
            });
            if let Some(word) = word {
                self.compare("norm", &word.norm, &token.norm, || oracle.around(token));
                self.compare("shape", &word.shape, &token.shape, || oracle.around(token));
            }
        }
        let tags: Option<Vec<Tag>> = oracle.tokens.iter().map(|t| Tag::from_label(&t.tag)).collect();
        let deps: Option<Vec<Dep>> = oracle.tokens.iter().map(|t| Dep::from_label(&t.dep)).collect();
        let (Some(tags), Some(deps)) = (tags, deps) else { return };
        let written: Vec<&str> = oracle.tokens.iter().map(|t| &oracle.text[t.start..t.end]).collect();
        for (token, ours) in oracle.tokens.iter().zip(model.attributes(&written, &tags, &deps)) {
            let place = || format!("{}/{} {}", token.tag, token.dep, oracle.around(token));
            self.compare("pos of spaCy's tags", ours.pos.as_str(), &token.pos, place);
            self.compare("morphology of spaCy's tags", ours.morph, &token.morph, place);
            self.compare("lemma of spaCy's tags", &ours.lemma, &token.lemma, place);
        }
    }

    /// The whole network.
    fn parse(&mut self, parse: &Parse, oracle: &Oracle) {
        let before = self.differences.values().map(|d| d.0).sum::<usize>();
        let ours: HashMap<_, _> =
            parse.tokens.iter().map(|t| ((t.start as usize, t.end as usize), t)).collect();
        for token in &oracle.tokens {
            let Some(our) = ours.get(&(token.start, token.end)) else { continue };
            let place = || oracle.around(token);
            self.compare("tag", our.tag.as_str(), &token.tag, place);
            self.compare("pos", our.pos.as_str(), &token.pos, place);
            self.compare("lemma", &our.lemma, &token.lemma, place);
            let spacy_head = oracle.tokens.get(token.head).map(|head| head.start);
            let our_head = parse.tokens.get(our.head as usize).map(|head| head.start as usize);
            let same_head = spacy_head == our_head;
            self.count("head", same_head, || (format!("of {}", token.dep), place()));
            let same = same_head && our.dep.as_str() == token.dep;
            self.count("head and label", same, || (format!("{} → {}", token.dep, our.dep), place()));
            self.count("sentence start", our.sentence_start == token.sentence_start, || {
                (format!("{} → {}", token.sentence_start, our.sentence_start), place())
            });
        }
        let place = |start, label: &str, end| {
            let words = |start: u32, end: u32| {
                let first = oracle.tokens.get(start as usize).map_or(0, |t| t.start);
                let last = oracle.tokens.get(end as usize - 1).map_or(0, |t| t.end);
                oracle.text.get(first..last).unwrap_or_default().to_owned()
            };
            format!("{label} {}", words(start, end))
        };
        let found: Vec<_> =
            parse.entities.iter().map(|e| (e.start, e.end, e.label.as_str().to_owned())).collect();
        for entity in &oracle.entities {
            self.count("entities", found.contains(entity), || {
                (format!("{} missed", entity.2), place(entity.0, &entity.2, entity.1))
            });
        }
        for entity in found.iter().filter(|entity| !oracle.entities.contains(entity)) {
            self.count("entities", false, || {
                (format!("{} invented", entity.2), place(entity.0, &entity.2, entity.1))
            });
        }
        let same = self.differences.values().map(|d| d.0).sum::<usize>() == before;
        let same = same && parse.tokens.len() == oracle.tokens.len();
        let start = oracle.text.chars().take(60).collect::<String>();
        self.count("whole paragraph", same, || ("differs".to_owned(), start.clone()));
    }

    fn print(&self, shown: usize) {
        println!("{:<28} {:>9} {:>9} {:>9}", "layer", "compared", "differ", "same %");
        for layer in LAYERS {
            if let Some((all, same)) = self.counts.get(layer) {
                let percent = 100.0 * *same as f64 / *all as f64;
                println!("{layer:<28} {all:>9} {:>9} {percent:>9.4}", all - same);
            }
        }
        let mut differences: Vec<_> = self.differences.iter().collect();
        differences.sort_by_key(|((layer, kind), (count, _))| (std::cmp::Reverse(*count), *layer, kind));
        if !differences.is_empty() {
            println!("\nspaCy → ours, the commonest kinds of difference, each with one place");
        }
        for ((layer, kind), (count, place)) in differences.into_iter().take(shown) {
            println!("{count:>6}  {layer}: {kind}   … {place}");
        }
    }
}

impl Oracle {
    /// A token with some text on both sides.
    fn around(&self, token: &OracleToken) -> String {
        let mut from = token.start.saturating_sub(30);
        let mut to = (token.end + 30).min(self.text.len());
        while !self.text.is_char_boundary(from) {
            from -= 1;
        }
        while !self.text.is_char_boundary(to) {
            to += 1;
        }
        format!(
            "{}⟦{}⟧{}",
            &self.text[from..token.start],
            &self.text[token.start..token.end],
            &self.text[token.end..to]
        )
        .replace('\n', "⏎")
    }
}

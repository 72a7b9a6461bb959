//! `verbale-dev corpus`: as many articles as one likes, made of the examples of
//! the rules, for measuring how the program does on large input. The same
//! number and seed give the same bytes.

use std::{
    collections::HashMap,
    io::{self, BufWriter, Write},
};

use jiff::{ToSpan, civil::Date};
use serde_json::json;
use verbale::Codebook;

const STATES: &str = include_str!("../../../codebook/actors/states.tsv");

const USAGE: &str = "usage: verbale-dev corpus ARTICLES [--seed N]";

/// Prints articles as JSON Lines.
pub(crate) fn run(arguments: Vec<String>) -> Result<(), String> {
    let mut arguments = arguments.into_iter();
    let (mut articles, mut seed) = (None, 1);
    while let Some(argument) = arguments.next() {
        match argument.as_str() {
            "--seed" => seed = arguments.next().and_then(|n| n.parse().ok()).ok_or(USAGE)?,
            number => articles = Some(number.parse::<u64>().map_err(|_| USAGE)?),
        }
    }
    let articles = articles.ok_or(USAGE)?;
    let corpus = Corpus::new(Codebook::bundled());
    let mut out = BufWriter::new(io::stdout().lock());
    for number in 0..articles {
        let line = corpus.article(number, seed);
        if let Err(error) = writeln!(out, "{line}") {
            return if error.kind() == io::ErrorKind::BrokenPipe { Ok(()) } else { Err(error.to_string()) };
        }
    }
    out.flush().map_err(|error| error.to_string())
}

/// The names of a state: itself, its adjective, its capital.
type Names<'a> = [&'a str; 3];

/// What articles are made of.
struct Corpus<'a> {
    sentences: Vec<&'a str>,
    states: Vec<Names<'a>>,
    /// Which state a word names, and how.
    words: HashMap<&'a str, (usize, usize)>,
}

impl<'a> Corpus<'a> {
    fn new(codebook: &'a Codebook) -> Self {
        let rules = &codebook.rules.all;
        let sentences = rules
            .iter()
            .flat_map(|rule| rule.yes.iter().chain(&rule.no))
            .map(|one| one.text.as_str())
            .collect();
        let one_word = |name: &&str| !name.is_empty() && name.chars().all(char::is_alphabetic);
        let names = STATES.lines().filter_map(|line| {
            let columns: Vec<&str> = line.split('\t').collect();
            Some([*columns.get(1)?, *columns.get(3)?, *columns.get(5)?])
        });
        let states: Vec<Names<'a>> = names.filter(|names| names.iter().all(one_word)).collect();
        let words = (states.iter().enumerate())
            .flat_map(|(n, names)| names.iter().enumerate().map(move |(kind, name)| (*name, (n, kind))))
            .collect();
        Self { sentences, states, words }
    }

    /// An article of 3 to 38 sentences in paragraphs of one to three, with its
    /// states, numbers and day its own.
    fn article(&self, number: u64, seed: u64) -> serde_json::Value {
        let mut dice =
            Dice(seed.wrapping_mul(0x9e37_79b9_7f4a_7c15) ^ number.wrapping_mul(0xd1b5_4a32_d192_ed03));
        let shift = dice.below(self.states.len());
        // Most articles are short, some are long.
        let length = 3 + dice.below(6) + dice.below(6) * dice.below(7);
        let mut text = String::new();
        for n in 0..length {
            if n > 0 {
                text.push_str(if dice.below(2) == 0 { "\n\n" } else { " " });
            }
            self.sentence(shift, &mut dice, &mut text);
        }
        let mut title = String::new();
        self.sentence(shift, &mut dice, &mut title);
        let day = Date::constant(2001, 1, 1).saturating_add((dice.below(9000) as i64).days());
        json!({
            "id": format!("made-{number}"),
            "date": day.to_string(),
            "source": "The Made-Up Courier",
            "title": title,
            "text": text,
        })
    }

    /// Some example, with other states and numbers than it has.
    fn sentence(&self, shift: usize, dice: &mut Dice, out: &mut String) {
        let mut rest = self.sentences[dice.below(self.sentences.len())];
        while let Some(first) = rest.chars().next() {
            let kind = |c: char| (c.is_alphabetic(), c.is_ascii_digit());
            let end = rest.find(|c| kind(c) != kind(first)).unwrap_or(rest.len());
            let (run, after) = rest.split_at(end);
            rest = after;
            match self.words.get(run) {
                Some((state, kind)) => out.push_str(self.states[(state + shift) % self.states.len()][*kind]),
                // Two digits are a number of something; four may be a year.
                None if first.is_ascii_digit() && end == 2 => {
                    out.push_str(&(10 + dice.below(90)).to_string())
                }
                None => out.push_str(run),
            }
        }
    }
}

/// Numbers without a pattern, the same from the same start (splitmix64, Steele,
/// Lea and Flood 2014).
struct Dice(u64);

impl Dice {
    fn below(&mut self, limit: usize) -> usize {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut z = self.0;
        z = (z ^ (z >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        z = (z ^ (z >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        ((z ^ (z >> 31)) % limit.max(1) as u64) as usize
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn articles_are_the_same_from_the_same_seed_and_differ_otherwise() {
        let corpus = Corpus::new(Codebook::bundled());
        let texts: Vec<String> = (0..50).map(|n| corpus.article(n, 1)["text"].to_string()).collect();
        assert_eq!(corpus.article(7, 1)["text"].to_string(), texts[7]);
        assert_ne!(corpus.article(7, 2)["text"].to_string(), texts[7]);
        assert_eq!(texts.iter().collect::<std::collections::HashSet<_>>().len(), texts.len());
        assert!(texts.iter().all(|text| text.len() > 60));
    }
}

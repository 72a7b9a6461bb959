//! `eval sentences FILE… [--misses TYPE] [--false] [--rules] [--each] [--confidence] [--parties]`: the ranker's training
//! sentences (`train/sentences/`) read
//! by the whole program. Each line tells the relations of its marked parties: `TYPE A>B @trigger; … | text with [A|party]`.
//!
//! A relation is found where a top-level event has the one party among its actors and the other among its recipients (or
//! both among the actors). `--rules` prints, for each rule, how often the pair of its event was told as that type, as
//! another, or not at all; `--each` prints each event that touches a marked party: its rule, type, whether it has a
//! recipient, its confidence, and whether type and both parties are as told. `--confidence` prints
//! `codebook/confidence.tsv`: of each rule's events with parties on both sides, how many there are and how many right. `--parties`
//! prints the marked parties of which the actors know nothing: no mention, or neither name, code nor sector.

use std::collections::BTreeMap;

use jiff::civil::Date;
use verbale::{codebook::RuleName, span::Span};

/// The day on which the sentences are read.
const DAY: Date = Date::constant(2019, 6, 3);

/// A line of the format: its text, the marks of each letter, and what is told.
pub(super) struct Sentence {
    pub(super) text: String,
    pub(super) parties: BTreeMap<char, Vec<Span>>,
    pub(super) relations: Vec<Relation>,
}

/// One told relation.
pub(super) struct Relation {
    pub(super) kind: String,
    pub(super) source: char,
    pub(super) target: char,
    pub(super) mutual: bool,
    pub(super) trigger: String,
}

impl Sentence {
    /// Reads a line; none where it is none of the format.
    pub(super) fn read(line: &str) -> Option<Self> {
        let (relations, marked) = line.split_once(" | ")?;
        let (mut text, mut parties) = (String::new(), BTreeMap::<char, Vec<Span>>::new());
        let mut rest = marked;
        while let Some((before, after)) = rest.split_once('[') {
            let (words, behind) = after.split_once(']')?;
            let (letter, words) = words.split_once('|')?;
            text.push_str(before);
            let start = text.len() as u32;
            text.push_str(words);
            parties.entry(letter.chars().next()?).or_default().push(Span::new(start, text.len() as u32));
            rest = behind;
        }
        text.push_str(rest);
        let mut told = Vec::new();
        for relation in relations.split(';').filter(|relation| relation.trim() != "NONE") {
            let mut words = relation.split_whitespace();
            let (kind, pair, trigger) = (words.next()?, words.next()?, words.next()?);
            let mut letters = pair.chars();
            let (source, sign, target) = (letters.next()?, letters.next()?, letters.next()?);
            told.push(Relation {
                kind: kind.to_owned(),
                source,
                target,
                mutual: sign == '=',
                trigger: trigger.trim_start_matches('@').to_owned(),
            });
        }
        Some(Self { text, parties, relations: told })
    }
}

#[derive(Default)]
struct Counts {
    right: usize,
    other: usize,
    none: usize,
}

pub(super) fn run(arguments: &[String]) -> Result<(), String> {
    let flag = |name: &str| arguments.iter().any(|argument| argument == name);
    let misses = arguments.iter().position(|argument| argument == "--misses").map(|at| &arguments[at + 1]);
    let files = arguments.iter().filter(|argument| !argument.starts_with("--") && Some(*argument) != misses);
    let mut by_type: BTreeMap<String, [usize; 3]> = BTreeMap::new();
    let mut by_rule: BTreeMap<String, Counts> = BTreeMap::new();
    let mut confidence: BTreeMap<(String, &str), [usize; 2]> = BTreeMap::new();
    let (mut sentences, mut events, mut none) = (0, 0, 0);
    let (mut marked, mut mentioned, mut told_of) = (0, 0, 0);
    for path in files {
        let file = std::fs::read_to_string(path).map_err(|error| format!("{path}: {error}"))?;
        for sentence in file.lines().filter_map(Sentence::read) {
            sentences += 1;
            let layers = super::layers(&sentence.text, DAY);
            for mark in sentence.parties.values().flatten() {
                let head = super::actors::found(&layers, *mark);
                let known = head.iter().flatten().any(|id| {
                    let actor = layers.actors.get(*id);
                    actor.named || actor.code.is_some() || !actor.sectors.is_empty()
                });
                marked += 1;
                mentioned += usize::from(head.is_some());
                told_of += usize::from(known);
                if flag("--parties") && !known {
                    let kind = if head.is_some() { "nothing" } else { "no mention" };
                    println!("{kind}\t{}\t{}", mark.of(&sentence.text), sentence.text);
                }
            }
            let touches = |spans: &[Span], letter: char| {
                let marks = sentence.parties.get(&letter);
                spans
                    .iter()
                    .any(|span| marks.is_some_and(|marks| marks.iter().any(|mark| mark.overlaps(*span))))
            };
            let top: Vec<_> = layers.events.all.iter().filter(|event| event.parent.is_none()).collect();
            events += top.len();
            let links = |event: &verbale::events::Event, source: char, target: char| {
                let evidence = &event.evidence;
                (touches(&evidence.actor, source) && touches(&evidence.recipient, target))
                    || (evidence.recipient.is_empty()
                        && touches(&evidence.actor, source)
                        && touches(&evidence.actor, target))
            };
            for relation in &sentence.relations {
                let counts = by_type.entry(relation.kind.clone()).or_default();
                counts[0] += 1;
                let found = |event: &&&verbale::events::Event| {
                    links(event, relation.source, relation.target)
                        || relation.mutual && links(event, relation.target, relation.source)
                };
                let mut pairs = top.iter().filter(found);
                counts[1] += usize::from(pairs.clone().next().is_some());
                let right = pairs.any(|event| event.event.as_str() == relation.kind);
                counts[2] += usize::from(right);
                if !right && misses.is_some_and(|kind| *kind == relation.kind || kind == "ALL") {
                    println!(
                        "{} {}>{} @{}: {}",
                        relation.kind, relation.source, relation.target, relation.trigger, sentence.text
                    );
                }
            }
            for event in &top {
                let letters: Vec<char> = sentence.parties.keys().copied().collect();
                let pairs = letters.iter().flat_map(|a| letters.iter().map(move |b| (*a, *b)));
                let linked: Vec<(char, char)> =
                    pairs.filter(|(a, b)| a != b && links(event, *a, *b)).collect();
                if letters.iter().any(|letter| touches(&event.evidence.actor, *letter)) {
                    let right = sentence.relations.iter().any(|relation| {
                        let pairs = [(relation.source, relation.target), (relation.target, relation.source)];
                        let ways = if relation.mutual { &pairs[..] } else { &pairs[..1] };
                        relation.kind == event.event.as_str() && ways.iter().any(|way| linked.contains(way))
                    });
                    let both = !event.recipient.is_empty() || event.actor.len() > 1;
                    if both && matches!(event.rule, RuleName::Rule(_)) {
                        let count =
                            confidence.entry((event.rule.to_string(), event.event.as_str())).or_default();
                        count[0] += 1;
                        count[1] += usize::from(right);
                    }
                    if flag("--each") {
                        println!(
                            "{}\t{}\t{}\t{}\t{}",
                            event.rule,
                            event.event.as_str(),
                            u8::from(both),
                            event
                                .confidence
                                .map_or_else(String::new, |confidence| format!("{confidence:.3}")),
                            u8::from(right),
                        );
                    }
                }
                if linked.is_empty() {
                    continue;
                }
                let told = |right: bool| {
                    sentence.relations.iter().any(|relation| {
                        let pair = (relation.source, relation.target);
                        let back = (relation.target, relation.source);
                        (linked.contains(&pair) || relation.mutual && linked.contains(&back))
                            && (!right || relation.kind == event.event.as_str())
                    })
                };
                let counts = by_rule.entry(event.rule.to_string()).or_default();
                if told(true) {
                    counts.right += 1;
                } else if told(false) {
                    counts.other += 1;
                } else {
                    counts.none += 1;
                    none += 1;
                    if flag("--false") {
                        let words = event.evidence.trigger.of(&sentence.text);
                        println!("{} {words}: {}", event.rule, sentence.text);
                    }
                }
            }
        }
    }
    if flag("--confidence") {
        println!(
            "# rule\ttype\tevents\tright, on train/sentences: verbale-dev eval sentences train/sentences/*.txt --confidence"
        );
        for ((rule, event), [events, right]) in &confidence {
            println!("{rule}\t{event}\t{events}\t{right}");
        }
        return Ok(());
    }
    if flag("--rules") {
        for (rule, Counts { right, other, none }) in &by_rule {
            println!("{rule}\t{right}\t{other}\t{none}");
        }
    }
    println!("{sentences} sentences, {events} events, {none} between parties of which nothing is told");
    println!(
        "marked parties {marked}: with a mention {}, with name, code or sector {}",
        super::share(mentioned, marked),
        super::share(told_of, marked)
    );
    let mut all = [0; 3];
    for (kind, [told, pair, right]) in &by_type {
        println!(
            "{kind:10} told {told:4}  pair found {}  type right {}",
            super::share(*pair, *told),
            super::share(*right, *told)
        );
        all.iter_mut().zip([told, pair, right]).for_each(|(sum, part)| *sum += part);
    }
    println!(
        "all        told {:4}  pair found {}  type right {}",
        all[0],
        super::share(all[1], all[0]),
        super::share(all[2], all[0])
    );
    Ok(())
}

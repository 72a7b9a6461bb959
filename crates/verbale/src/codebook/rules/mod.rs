//! The rules that make events: their format, their loading, and the index by
//! which the matcher finds those of a trigger.

mod confidence;
mod examples;
mod format;
mod lists;
mod parse;
mod plover;
pub(in crate::codebook) mod table;
mod words;

use std::collections::{BTreeMap, HashMap};

use compact_str::CompactString;
pub use confidence::Confidence;
pub use format::{Example, Filler, Mark, Particle, Path, RoleExpression, Rule, Step, Test, Trigger};
pub use plover::{Conversion, Plover, TypeRow};
pub use words::Words;

use super::{File, LoadError};
use table::Faults;

/// The files that ship with the program: path below the codebook's folder, text.
const SHIPPED: &[File<'static>] = &[
    shipped("ranker.toml", include_str!("../../../../../codebook/ranker.toml")),
    shipped("plover.toml", include_str!("../../../../../codebook/plover.toml")),
    shipped("events/agree.toml", include_str!("../../../../../codebook/events/agree.toml")),
    shipped("events/consult.toml", include_str!("../../../../../codebook/events/consult.toml")),
    shipped("events/support.toml", include_str!("../../../../../codebook/events/support.toml")),
    shipped("events/concede.toml", include_str!("../../../../../codebook/events/concede.toml")),
    shipped("events/cooperate.toml", include_str!("../../../../../codebook/events/cooperate.toml")),
    shipped("events/aid.toml", include_str!("../../../../../codebook/events/aid.toml")),
    shipped("events/retreat.toml", include_str!("../../../../../codebook/events/retreat.toml")),
    shipped("events/request.toml", include_str!("../../../../../codebook/events/request.toml")),
    shipped("events/accuse.toml", include_str!("../../../../../codebook/events/accuse.toml")),
    shipped("events/reject.toml", include_str!("../../../../../codebook/events/reject.toml")),
    shipped("events/threaten.toml", include_str!("../../../../../codebook/events/threaten.toml")),
    shipped("events/protest.toml", include_str!("../../../../../codebook/events/protest.toml")),
    shipped("events/sanction.toml", include_str!("../../../../../codebook/events/sanction.toml")),
    shipped("events/mobilize.toml", include_str!("../../../../../codebook/events/mobilize.toml")),
    shipped("events/coerce.toml", include_str!("../../../../../codebook/events/coerce.toml")),
    shipped("events/assault.toml", include_str!("../../../../../codebook/events/assault.toml")),
];

const fn shipped(path: &'static str, text: &'static str) -> File<'static> {
    File { path, text }
}

/// The rules that make events.
#[derive(Debug, Default)]
pub struct Rules {
    /// In alphabetical order of their ids, so that an index orders a tie.
    pub all: Vec<Rule>,
    /// What the learned ranker may propose, one rule a type (`codebook/ranker.toml`); never tried by the matcher.
    pub ranker: Vec<Rule>,
    /// PLOVER's own tables.
    pub plover: Plover,
    /// How often each rule was right.
    pub confidence: Confidence,
    by_lemma: HashMap<CompactString, Vec<u32>>,
    any_lemma: Vec<u32>,
}

impl Rules {
    /// The rule of this id.
    #[must_use]
    pub fn get(&self, id: &str) -> Option<&Rule> {
        self.all.binary_search_by(|rule| rule.id.as_str().cmp(id)).ok().map(|at| &self.all[at])
    }

    /// The rules that may be tried at a predicate of this lemma, by index.
    pub(crate) fn at<'a>(&'a self, lemma: &str, lower: &str) -> impl Iterator<Item = &'a Rule> {
        let by_lemma = self.by_lemma.get(lemma).map_or(&[][..], Vec::as_slice);
        let by_word =
            if lower == lemma { &[][..] } else { self.by_lemma.get(lower).map_or(&[][..], Vec::as_slice) };
        let mut ids: Vec<u32> = by_lemma.iter().chain(by_word).chain(&self.any_lemma).copied().collect();
        ids.sort_unstable();
        ids.dedup();
        ids.into_iter().map(|id| &self.all[id as usize])
    }
}

/// Loads the shipped files and the user's. A user's rule replaces the shipped
/// rule of the same id; a user's word list the shipped list of the same name.
pub(super) fn load(files: &[File<'_>], errors: &mut Vec<LoadError>) -> Rules {
    let own = |file: &&File<'_>| {
        matches!(file.path, "plover.toml" | "ranker.toml") || file.path.starts_with("events/")
    };
    let files: Vec<&File<'_>> = SHIPPED.iter().chain(files.iter().filter(own)).collect();

    let mut parsed = Vec::new();
    for file in &files {
        let mut faults = Faults { path: file.path, text: file.text, errors };
        if let Some(table) = table::parse(file.text, &mut faults) {
            parsed.push((*file, table));
        }
    }

    let mut raw = Vec::new();
    for (at, (file, table)) in parsed.iter().enumerate() {
        if let Some(words) = table.get_ref().get("words") {
            lists::read_lists(words, at, &mut raw, &mut Faults { path: file.path, text: file.text, errors });
        }
    }
    let lists = lists::join_lists(&raw, |at, place, message, hint| {
        let file = parsed[at].0;
        Faults { path: file.path, text: file.text, errors: &mut *errors }.add(place, message, hint);
    });
    let mut plover = Plover::default();
    for (file, table) in parsed.iter().filter(|(file, _)| file.path == "plover.toml") {
        plover = Plover::read(table, &lists, &mut Faults { path: file.path, text: file.text, errors });
    }

    let mut rules: BTreeMap<CompactString, Rule> = BTreeMap::new();
    let has_rules = |path: &str| path == "ranker.toml" || path.starts_with("events/");
    for (file, table) in parsed.iter().filter(|(file, _)| has_rules(file.path)) {
        let mut faults = Faults { path: file.path, text: file.text, errors };
        let mut top = table::Table::new(table.get_ref(), table.span());
        let _ = top.take("words");
        let known = lists::Known { lists: &lists, plover: &plover };
        if let Some(items) = top.take("rule") {
            match items.get_ref().as_array() {
                Some(items) => {
                    for item in items.iter() {
                        let Some(rule) = parse::read_rule(item, &known, &mut faults) else { continue };
                        match rules.get(&rule.id) {
                            Some(other) if other.place.0 == rule.place.0 => {
                                let message = format!(
                                    "`{}` is already the id of the rule on line {}",
                                    rule.id, other.place.1
                                );
                                faults.add(item.span().start, message, Some("ids are unique".to_owned()));
                            }
                            _ => {
                                rules.insert(rule.id.clone(), rule);
                            }
                        }
                    }
                }
                None => faults.add(
                    items.span().start,
                    "`rule` must be an array of tables",
                    Some("write [[rule]]".to_owned()),
                ),
            }
        }
        top.finish("a file of rules", &mut faults);
    }

    for rule in rules.values() {
        let named = rule.over.iter().chain(rule.no.iter().filter_map(|example| example.instead.as_ref()));
        let converts = |id: &CompactString| {
            [&plover.denial, &plover.threat].into_iter().flatten().any(|own| own.id == *id)
        };
        for other in named.filter(|other| *other != "*" && !rules.contains_key(*other) && !converts(other)) {
            let hint = table::nearest(other, rules.keys().map(CompactString::as_str));
            let (path, line) = rule.place.clone();
            errors.push(LoadError {
                path,
                line,
                message: format!("`{}` names no rule `{other}`", rule.id),
                hint,
            });
        }
    }

    let (ranker, all): (Vec<Rule>, Vec<Rule>) =
        rules.into_values().partition(|rule| parse::is_rankers(&rule.id));
    let mut by_lemma: HashMap<CompactString, Vec<u32>> = HashMap::new();
    let mut any_lemma = Vec::new();
    for (at, rule) in all.iter().enumerate() {
        if rule.trigger.lemma.is_empty() {
            any_lemma.push(at as u32);
        }
        for lemma in rule.trigger.lemma.last_words() {
            by_lemma.entry(lemma.clone()).or_default().push(at as u32);
        }
    }
    let confidence = Confidence::read(include_str!("../../../../../codebook/confidence.tsv"));
    Rules { all, ranker, plover, confidence, by_lemma, any_lemma }
}

#[cfg(test)]
mod tests;

//! PLOVER's tables: quad codes, scores, modes and contexts with their words,
//! and names of older types.

use std::collections::BTreeMap;

use compact_str::CompactString;

use super::{
    lists::{Known, Lists, words_of},
    parse::labels,
    table::{Faults, Table, nearest},
    words::Words,
};
use crate::events::{Context, EventType, Mode};
use toml::{
    Spanned,
    de::{DeTable, DeValue},
};

/// What `codebook/plover.toml` says.
#[derive(Debug, Default)]
pub struct Plover {
    types: BTreeMap<EventType, TypeRow>,
    aliases: BTreeMap<String, EventType>,
    /// The words that give a context, in the order of the contexts.
    pub contexts: Vec<(Context, Words)>,
    /// The denial of an own act in own words.
    pub denial: Option<Conversion>,
    /// The announcement of an own hostile act in own words.
    pub threat: Option<Conversion>,
    /// Words of sport, where states are teams.
    pub sport: Words,
}

/// A type that follows from another's status and speaker, not from words of its own.
#[derive(Debug)]
pub struct Conversion {
    /// Its id, as records name it.
    pub id: CompactString,
    /// Why it holds.
    pub why: String,
    /// The types that it is made of.
    pub from: Vec<EventType>,
    /// The type that it gives.
    pub to: EventType,
}

/// One type.
#[derive(Debug, Default)]
pub struct TypeRow {
    /// 1 verbal cooperation, 2 material cooperation, 3 verbal conflict, 4 material conflict.
    pub quad: u8,
    /// Goldstein-like score without a mode.
    pub score: f32,
    /// What it means, in a sentence.
    pub means: String,
    /// Whether an event needs a recipient.
    pub recipient: bool,
    /// Modes with their score and words.
    pub modes: Vec<(Mode, f32, Words)>,
}

impl Plover {
    /// The type of this name, older names included.
    #[must_use]
    pub fn event_type(&self, label: &str) -> Option<EventType> {
        EventType::from_label(label).or_else(|| self.aliases.get(label).copied())
    }

    /// The row of a type.
    ///
    /// # Panics
    /// Never: loading checks that every type has its row.
    #[must_use]
    pub fn row(&self, event: EventType) -> &TypeRow {
        &self.types[&event]
    }

    /// The quad code of a type: 1 verbal cooperation, 2 material cooperation,
    /// 3 verbal conflict, 4 material conflict.
    #[must_use]
    pub fn quad(&self, event: EventType) -> u8 {
        self.row(event).quad
    }

    /// The score of an event: that of its strongest mode, else the type's.
    #[must_use]
    pub fn scale(&self, event: EventType, modes: &[Mode]) -> f32 {
        let row = self.row(event);
        row.modes
            .iter()
            .filter(|(mode, ..)| modes.contains(mode))
            .map(|(_, score, _)| *score)
            .max_by(|a, b| a.abs().total_cmp(&b.abs()))
            .unwrap_or(row.score)
    }

    /// Reads the file.
    pub(super) fn read(table: &Spanned<DeTable<'_>>, lists: &Lists, faults: &mut Faults<'_>) -> Self {
        let mut plover = Self::default();
        let mut top = Table::new(table.get_ref(), table.span());
        let known = Known { lists, plover: &Self::default() };
        let _ = top.take("words");
        for (name, at, value) in subtables("type", &mut top, faults) {
            let Some(event) = EventType::from_label(name) else {
                let hint = nearest(name, EventType::ALL.iter().map(|label| label.as_str()));
                faults.add(at, format!("no PLOVER type `{name}`"), hint);
                continue;
            };
            let mut row = Table::new(value, at..at);
            let quad = row.number("quad", faults).unwrap_or_default();
            let score = row.number("score", faults);
            let means = row.string("means", faults).map_or(String::new(), |means| means.0.to_owned());
            let recipient = row.truth("recipient", faults).unwrap_or(false);
            let mut modes = Vec::new();
            for (name, at, value) in subtables("mode", &mut row, faults) {
                let Some(mode) = Mode::from_label(name) else {
                    faults.add(
                        at,
                        format!("no mode `{name}`"),
                        nearest(name, Mode::ALL.iter().map(|m| m.as_str())),
                    );
                    continue;
                };
                let mut inner = Table::new(value, at..at);
                let own = inner.number("score", faults).or(score).unwrap_or_default();
                let words = words_of(&inner.strings("words", faults), &known, faults);
                inner.finish("a mode", faults);
                modes.push((mode, own, words));
            }
            row.finish("a type", faults);
            if !(1.0..=4.0).contains(&quad) || score.is_none() {
                faults.add(at, format!("`{name}` needs `quad` (1 to 4) and `score`"), None);
            }
            plover.types.insert(
                event,
                TypeRow { quad: quad as u8, score: score.unwrap_or_default(), means, recipient, modes },
            );
        }
        for event in EventType::ALL {
            if !plover.types.contains_key(event) {
                faults.add(
                    0,
                    format!("no row for {}", event.as_str()),
                    Some(format!("[type.{}]", event.as_str())),
                );
                plover.types.insert(*event, TypeRow::default());
            }
        }
        for (name, at, value) in subtables("context", &mut top, faults) {
            let Some(context) = Context::from_label(name) else {
                faults.add(
                    at,
                    format!("no context `{name}`"),
                    nearest(name, Context::ALL.iter().map(|c| c.as_str())),
                );
                continue;
            };
            let mut inner = Table::new(value, at..at);
            plover.contexts.push((context, words_of(&inner.strings("words", faults), &known, faults)));
            inner.finish("a context", faults);
        }
        plover.contexts.sort_by_key(|row| row.0);
        if let Some(value) = top.take("alias").and_then(|value| value.get_ref().as_table()) {
            let mut inner = Table::new(value, 0..0);
            for (name, at, value) in inner.take_rest() {
                match value.get_ref().as_str().and_then(EventType::from_label) {
                    Some(event) => {
                        plover.aliases.insert(name.to_owned(), event);
                    }
                    None => faults.add(at.start, format!("`{name}` must name a PLOVER type"), None),
                }
            }
        }
        if let Some(value) = top.take("sport").and_then(|value| value.get_ref().as_table()) {
            let mut inner = Table::new(value, 0..0);
            plover.sport = words_of(&inner.strings("words", faults), &known, faults);
            inner.finish("the table of sport", faults);
        }
        plover.denial = conversion("denial", &mut top, faults);
        plover.threat = conversion("threat", &mut top, faults);
        top.finish("plover.toml", faults);
        plover
    }
}

fn conversion(key: &'static str, top: &mut Table<'_>, faults: &mut Faults<'_>) -> Option<Conversion> {
    let value = top.take(key)?.get_ref().as_table()?;
    let mut inner = Table::new(value, 0..0);
    let id = inner.string("id", faults).map(|id| CompactString::from(id.0));
    let why = inner.string("why", faults).map_or(String::new(), |why| why.0.to_owned());
    let all = EventType::ALL.iter().map(|label| label.as_str());
    let from = labels("from", &mut inner, EventType::from_label, all.clone(), faults);
    let to = labels("to", &mut inner, EventType::from_label, all, faults).first().copied();
    inner.finish("a conversion", faults);
    id.zip(to).map(|(id, to)| Conversion { id, why, from, to })
}

fn subtables<'t>(
    key: &'static str,
    table: &mut Table<'t>,
    faults: &mut Faults<'_>,
) -> Vec<(&'t str, usize, &'t DeTable<'t>)> {
    let Some(value) = table.take(key) else { return Vec::new() };
    let Some(inner) = value.get_ref().as_table() else {
        faults.add(value.span().start, format!("`{key}` must be a table"), None);
        return Vec::new();
    };
    let mut out = Vec::new();
    for (name, span, value) in Table::new(inner, value.span()).take_rest() {
        match value.get_ref() {
            DeValue::Table(inner) => out.push((name, span.start, inner)),
            _ => faults.add(span.start, format!("`{key}.{name}` must be a table"), None),
        }
    }
    out
}

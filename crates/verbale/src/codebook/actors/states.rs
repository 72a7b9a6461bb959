//! `actors/states.tsv`: states and territories with all their names.

use std::collections::HashMap;

use compact_str::CompactString;
use jiff::civil::Date;

use super::{
    super::{File, LoadError},
    dates, table,
};

/// Index of a state in [`super::ActorTables::states`].
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct StateId(pub u16);

/// A state or territory.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct State {
    /// ISO 3166-1 alpha-3, or KOS, and the old codes of former states.
    pub code: CompactString,
    /// Its usual English name.
    pub name: String,
    /// First day, for one that was founded after 1990.
    pub from: Option<Date>,
    /// Last day, for a former one.
    pub to: Option<Date>,
}

/// How a word names a state.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum StateForm {
    /// The name itself: "Ukraine".
    Name,
    /// The adjective: "Ukrainian".
    Adjective,
    /// A word for its people: "Ukrainian", "Ukrainians", "Frenchman".
    People,
    /// The capital, which may speak for the state: "Kyiv".
    Capital,
    /// A house that speaks for it: "the Kremlin".
    Seat,
}

/// A name of a state, as found in the table.
pub(super) struct Named {
    pub(super) words: String,
    pub(super) state: StateId,
    pub(super) form: StateForm,
    /// Counts only where the article names the state otherwise.
    pub(super) weak: bool,
}

const PATH: &str = "actors/states.tsv";
const SHIPPED: &str = include_str!("../../../../../codebook/actors/states.tsv");
const COLUMNS: [&str; 9] =
    ["code", "name", "other_names", "adjective", "people", "capital", "seats", "from", "to"];

/// Loads the states and their names.
pub(super) fn load(files: &[File<'_>], errors: &mut Vec<LoadError>) -> (Vec<State>, Vec<Named>) {
    let mut states: Vec<State> = Vec::new();
    let mut names: Vec<Vec<Named>> = Vec::new();
    let mut by_code: HashMap<CompactString, usize> = HashMap::new();
    for file in table::sources(PATH, SHIPPED, files) {
        for row in table::read(file, COLUMNS, errors) {
            let [code, name, other, adjective, people, capital, seats, from, to] = row.cells;
            if code.len() != 3 || !code.bytes().all(|byte| byte.is_ascii_uppercase()) {
                errors.push(row.fault(
                    format!("`{code}` is no code of a state"),
                    "write three capital letters, as ISO 3166-1 alpha-3 does",
                ));
                continue;
            }
            if name.is_empty() {
                errors.push(row.fault(format!("{code} has no name"), "fill the column `name`"));
                continue;
            }
            let (from, to) = match (dates::first_day(from), dates::last_day(to)) {
                (Ok(from), Ok(to)) => (from, to),
                (Err(message), _) | (_, Err(message)) => {
                    errors.push(row.fault(message, dates::HINT));
                    continue;
                }
            };
            let at = *by_code.entry(code.into()).or_insert(states.len());
            let state = State { code: code.into(), name: name.to_owned(), from, to };
            if at == states.len() {
                states.push(state);
                names.push(Vec::new());
            } else {
                states[at] = state;
                names[at].clear();
            }
            let id = StateId(at as u16);
            let cells = [
                (StateForm::Name, name),
                (StateForm::Name, other),
                (StateForm::Adjective, adjective),
                (StateForm::People, people),
                (StateForm::Capital, capital),
                (StateForm::Seat, seats),
            ];
            for (form, cell) in cells {
                for words in table::list(cell) {
                    let weak = words.starts_with('?');
                    let words = words.trim_start_matches('?').to_owned();
                    names[at].push(Named { words, state: id, form, weak });
                }
            }
        }
    }
    (states, names.into_iter().flatten().collect())
}

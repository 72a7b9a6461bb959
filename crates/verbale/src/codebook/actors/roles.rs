//! `actors/roles.tsv`: nouns for people, groups and bodies, with their sectors.

use std::collections::HashMap;

use compact_str::CompactString;

use super::{
    super::{File, LoadError},
    organisations::{sector_hint, sectors},
    table,
};
use crate::actors::Sector;

/// Index of a role in the tables: [`super::ActorTables::role_by_id`].
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct RoleId(pub u16);

/// What a noun says of whom it names.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Role {
    /// The noun, with the words before it that belong to it, in lower case.
    pub words: CompactString,
    /// Person, group, organisation or state.
    pub kind: RoleKind,
    /// The sectors that it gives, the main one first.
    pub sectors: Vec<Sector>,
    /// Whether a word beside it may give a better sector: a "leader" is GOV,
    /// but an "opposition leader" OPP and a "party official" PTY.
    pub open: bool,
    /// Man or woman, where the noun says so.
    pub gender: Option<Gender>,
    /// Whether it stands before a name: "Foreign Minister", "Mr".
    pub title: bool,
}

/// What a noun names.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum RoleKind {
    /// One human being, or several in the plural.
    Person,
    /// Several people without a body.
    Group,
    /// A body.
    Organisation,
    /// A state.
    State,
}

/// A man or a woman.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
#[allow(missing_docs, reason = "the names say it")]
pub enum Gender {
    Male,
    Female,
}

const PATH: &str = "actors/roles.tsv";
const SHIPPED: &str = include_str!("../../../../../codebook/actors/roles.tsv");
const COLUMNS: [&str; 5] = ["word", "kind", "sectors", "gender", "title"];

/// Reads a cell `m`, `f` or nothing.
pub(super) fn gender(cell: &str) -> Result<Option<Gender>, String> {
    match cell {
        "" => Ok(None),
        "m" => Ok(Some(Gender::Male)),
        "f" => Ok(Some(Gender::Female)),
        other => Err(format!("`{other}` is no gender")),
    }
}

/// Loads the roles, with their places by their words in lower case.
pub(super) fn load(
    files: &[File<'_>],
    errors: &mut Vec<LoadError>,
) -> (Vec<Role>, HashMap<CompactString, RoleId>) {
    let mut roles: Vec<Role> = Vec::with_capacity(2048);
    let mut places: HashMap<CompactString, RoleId> = HashMap::with_capacity(2048);
    for file in table::sources(PATH, SHIPPED, files) {
        for row in table::read(file, COLUMNS, errors) {
            let [word, kind, sector, sex, title] = row.cells;
            let kind = match kind {
                "person" => RoleKind::Person,
                "group" => RoleKind::Group,
                "organisation" => RoleKind::Organisation,
                "state" => RoleKind::State,
                other => {
                    errors.push(row.fault(
                        format!("`{other}` is no kind of role"),
                        "the kinds are: person group organisation state",
                    ));
                    continue;
                }
            };
            if !matches!(title, "" | "title") {
                errors.push(row.fault(
                    format!("`{title}` in the column `title`"),
                    "write `title` for what stands before a name, or nothing",
                ));
                continue;
            }
            let open = sector.starts_with('?');
            let role = match (sectors(sector.trim_start_matches('?')), gender(sex)) {
                (Ok(sectors), Ok(gender)) => {
                    let words = CompactString::from(word.to_lowercase());
                    Role { words, kind, sectors, open, gender, title: title == "title" }
                }
                (Err(message), _) => {
                    errors.push(row.fault(message, &sector_hint()));
                    continue;
                }
                (_, Err(message)) => {
                    errors.push(row.fault(message, "write m, f or nothing"));
                    continue;
                }
            };
            match places.get(&role.words) {
                Some(id) => roles[usize::from(id.0)] = role,
                None => {
                    places.insert(role.words.clone(), RoleId(roles.len() as u16));
                    roles.push(role);
                }
            }
        }
    }
    (roles, places)
}

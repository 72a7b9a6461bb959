//! `actors/organisations.tsv`: international organisations, agencies, armed
//! groups, parties, outlets, companies.

use std::collections::HashMap;

use compact_str::CompactString;

use super::{
    super::{File, LoadError},
    table,
};
use crate::actors::Sector;

/// Index of an organisation in [`super::ActorTables::organisations`].
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct OrganisationId(pub u16);

/// A body with a name.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Organisation {
    /// The name by which the record calls it.
    pub name: String,
    /// What it is.
    pub kind: OrganisationKind,
    /// PLOVER code: its country, or IGO, NGO, UNO, EUR, ISM, IMG, MNC; none
    /// for what belongs to several countries and is no such body ("Kurds").
    pub code: Option<CompactString>,
    /// ISO 3166-1 alpha-3 code of its country.
    pub country: Option<CompactString>,
    /// Its sectors, the main one first.
    pub sectors: Vec<Sector>,
    /// The nouns by which a text takes it up again: "the alliance".
    pub nouns: Vec<CompactString>,
}

macro_rules! kinds {
    ($($variant:ident = $text:literal, $doc:literal;)*) => {
        /// What an organisation is.
        #[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
        pub enum OrganisationKind { $(#[doc = $doc] $variant),* }

        impl OrganisationKind {
            /// Every kind.
            pub const ALL: &'static [Self] = &[$(Self::$variant),*];

            /// Its name in the table.
            #[must_use]
            pub const fn as_str(self) -> &'static str {
                match self { $(Self::$variant => $text),* }
            }
        }
    };
}

kinds! {
    Igo = "igo", "An organisation or standing group of states.";
    Agency = "agency", "A public agency, national or international.";
    Peacekeepers = "peacekeepers", "A peacekeeping force or mission.";
    Court = "court", "A court or tribunal.";
    Government = "government", "A government or transitional authority.";
    Ministry = "ministry", "A ministry or department.";
    Office = "office", "An office or house of a state that is not its government.";
    Parliament = "parliament", "A parliament or one of its chambers.";
    Army = "army", "An army or one of its branches.";
    Police = "police", "A police force.";
    Paramilitary = "paramilitary", "An armed body at a government's side.";
    Armed = "armed", "A rebel or militant group.";
    Breakaway = "breakaway", "A breakaway or self-governing region.";
    Movement = "movement", "A political or religious movement.";
    Opposition = "opposition", "An opposition body.";
    Party = "party", "A political party.";
    People = "people", "A people without a state of its own.";
    Coalition = "coalition", "A military coalition.";
    Criminal = "criminal", "A gang or cartel.";
    Ngo = "ngo", "A non-governmental organisation.";
    Church = "church", "A church or religious body.";
    Company = "company", "A company.";
    Outlet = "outlet", "A news agency, paper or broadcaster.";
}

/// A name of an organisation.
pub(super) struct Named {
    pub(super) words: String,
    pub(super) organisation: OrganisationId,
    /// Counts only where no state has the better claim.
    pub(super) weak: bool,
}

/// PLOVER's codes for what has no country.
pub(super) const NO_COUNTRY: [&str; 7] = ["IGO", "NGO", "UNO", "EUR", "ISM", "IMG", "MNC"];

const PATH: &str = "actors/organisations.tsv";
const SHIPPED: &str = include_str!("../../../../../codebook/actors/organisations.tsv");
const COLUMNS: [&str; 7] = ["name", "other_names", "kind", "code", "country", "sectors", "nouns"];

/// Reads the sectors of a cell; the first that is none is the error.
pub(super) fn sectors(cell: &str) -> Result<Vec<Sector>, String> {
    table::list(cell)
        .map(|code| Sector::from_code(code).ok_or_else(|| format!("`{code}` is no PLOVER sector")))
        .collect()
}

/// The hint that goes with a wrong sector.
pub(super) fn sector_hint() -> String {
    let all: Vec<_> = Sector::ALL.iter().map(|sector| sector.as_str()).collect();
    format!("the sectors, several divided by `|`, are: {}", all.join(" "))
}

/// Loads the organisations and their names.
pub(super) fn load(files: &[File<'_>], errors: &mut Vec<LoadError>) -> (Vec<Organisation>, Vec<Named>) {
    let mut all: Vec<Organisation> = Vec::new();
    let mut names: Vec<Vec<Named>> = Vec::new();
    let mut by_name: HashMap<String, usize> = HashMap::new();
    for file in table::sources(PATH, SHIPPED, files) {
        for row in table::read(file, COLUMNS, errors) {
            let [name, other, kind, code, country, sector, nouns] = row.cells;
            let weak = name.starts_with('?');
            let name = name.trim_start_matches('?');
            let Some(kind) = OrganisationKind::ALL.iter().find(|known| known.as_str() == kind) else {
                let kinds: Vec<_> = OrganisationKind::ALL.iter().map(|kind| kind.as_str()).collect();
                errors.push(row.fault(
                    format!("`{kind}` is no kind of organisation"),
                    &format!("the kinds are: {}", kinds.join(" ")),
                ));
                continue;
            };
            let capitals = |code: &str| code.len() == 3 && code.bytes().all(|byte| byte.is_ascii_uppercase());
            if !(code.is_empty() || capitals(code)) || !(country.is_empty() || capitals(country)) {
                let hint = format!(
                    "write an ISO 3166-1 alpha-3 code, or for `code` one of {}",
                    NO_COUNTRY.join(" ")
                );
                errors.push(row.fault(format!("`{code}` and `{country}` are no codes"), &hint));
                continue;
            }
            let sectors = match sectors(sector) {
                Ok(sectors) => sectors,
                Err(message) => {
                    errors.push(row.fault(message, &sector_hint()));
                    continue;
                }
            };
            let filled = |cell: &str| (!cell.is_empty()).then(|| CompactString::from(cell));
            let organisation = Organisation {
                name: name.to_owned(),
                kind: *kind,
                code: filled(code),
                country: filled(country),
                sectors,
                nouns: table::list(nouns).map(CompactString::from).collect(),
            };
            let at = *by_name.entry(name.to_owned()).or_insert(all.len());
            if at == all.len() {
                all.push(organisation);
                names.push(Vec::new());
            } else {
                all[at] = organisation;
                names[at].clear();
            }
            let id = OrganisationId(at as u16);
            names[at].push(Named { words: name.to_owned(), organisation: id, weak });
            for words in table::list(other) {
                let weak = words.starts_with('?');
                names[at].push(Named {
                    words: words.trim_start_matches('?').to_owned(),
                    organisation: id,
                    weak,
                });
            }
        }
    }
    (all, names.into_iter().flatten().collect())
}

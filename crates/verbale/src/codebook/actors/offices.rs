//! `actors/offices-*.tsv`: who held which office when.

use std::collections::HashMap;

use compact_str::CompactString;
use jiff::civil::Date;

use super::{
    super::{File, LoadError},
    dates::{self, Precision},
    fold::fold,
    organisations::{sector_hint, sectors},
    roles::{Gender, gender},
    table,
};
use crate::actors::Sector;

/// Index of a person in [`super::ActorTables::people`].
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct PersonId(pub u16);

/// A person of the tables.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Person {
    /// The full name, as news writes it.
    pub name: String,
    /// Man or woman.
    pub gender: Option<Gender>,
    /// What the person held, in the order of the tables.
    pub tenures: Vec<Tenure>,
}

/// An office and the time in which a person held it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Tenure {
    /// "President", "Foreign Minister", "Leader".
    pub office: String,
    /// The state (its code) or the organisation (its name).
    pub of: CompactString,
    /// Its sectors, where they are not those of the office's words.
    pub sectors: Vec<Sector>,
    /// First day; none where it lies before the table's time.
    pub from: Option<Date>,
    /// How exactly the first day is known.
    pub from_precision: Precision,
    /// The day on which it ended; none where it goes on.
    pub to: Option<Date>,
    /// How exactly the last day is known.
    pub to_precision: Precision,
    /// Where the row comes from, as `codebook/SOURCES.md` defines its keys; empty where a user's row tells none.
    pub origin: CompactString,
}

impl Tenure {
    /// How exactly its time is known: the coarser of its two days.
    #[must_use]
    pub fn precision(&self) -> Precision {
        self.from_precision.max(self.to_precision)
    }

    /// Whether the office was held on this day.
    #[must_use]
    pub fn holds(&self, day: Date) -> bool {
        self.from.is_none_or(|from| from <= day) && self.to.is_none_or(|to| day < to)
    }

    /// Whether it had ended by this day.
    #[must_use]
    pub fn ended(&self, day: Date) -> bool {
        self.to.is_some_and(|to| to <= day)
    }
}

/// A name by which a person is found.
pub(super) struct Named {
    pub(super) words: String,
    pub(super) person: PersonId,
    /// The whole name, rather than a surname that others may share.
    pub(super) full: bool,
}

const SHIPPED: [(&str, &str); 3] = [
    ("actors/offices-heads.tsv", include_str!("../../../../../codebook/actors/offices-heads.tsv")),
    ("actors/offices-ministers.tsv", include_str!("../../../../../codebook/actors/offices-ministers.tsv")),
    (
        "actors/offices-organisations.tsv",
        include_str!("../../../../../codebook/actors/offices-organisations.tsv"),
    ),
];
const COLUMNS: [&str; 10] =
    ["name", "other_names", "short", "gender", "office", "of", "sectors", "from", "to", "precision"];

/// Loads people with their offices.
pub(super) fn load(files: &[File<'_>], errors: &mut Vec<LoadError>) -> (Vec<Person>, Vec<Named>) {
    let mut people: Vec<Person> = Vec::new();
    let mut names: Vec<Named> = Vec::new();
    let mut by_name: HashMap<String, usize> = HashMap::new();
    let mut sources: Vec<(File<'_>, bool)> =
        SHIPPED.iter().map(|(path, text)| (File { path, text }, false)).collect();
    let own = |file: &&File<'_>| file.path.starts_with("actors/offices") && file.path.ends_with(".tsv");
    sources.extend(files.iter().filter(own).map(|file| (*file, true)));
    for (file, users) in sources {
        for row in table::read(file, COLUMNS, errors) {
            let [name, other, short, sex, office, of, sector, from, to, precision] = row.cells;
            if office.is_empty() || of.is_empty() {
                errors.push(row.fault(
                    format!("{name}: `office` and `of` are needed"),
                    "`of` is a state's code or an organisation's name",
                ));
                continue;
            }
            let (sectors, sex) = match (sectors(sector), gender(sex)) {
                (Ok(sectors), Ok(sex)) => (sectors, sex),
                (Err(message), _) => {
                    errors.push(row.fault(message, &sector_hint()));
                    continue;
                }
                (_, Err(message)) => {
                    errors.push(row.fault(message, "write m, f or nothing"));
                    continue;
                }
            };
            let (from, to) = match (dates::days(from), dates::days(to)) {
                (Ok(from), Ok(to)) => (from, to),
                (Err(message), _) | (_, Err(message)) => {
                    errors.push(row.fault(message, dates::HINT));
                    continue;
                }
            };
            if let (Some((from, _, _)), Some((_, to, _))) = (from, to)
                && to < from
            {
                errors.push(row.fault(
                    format!("{name}: ends before it begins"),
                    "`from` is the first day, `to` the day on which it ended",
                ));
                continue;
            }
            let tenure = Tenure {
                office: office.to_owned(),
                of: of.into(),
                sectors,
                from: from.map(|(first, _, _)| first),
                from_precision: from.map_or(Precision::Day, |(_, _, precision)| precision),
                to: to.map(|(_, last, _)| last),
                to_precision: to.map_or(Precision::Day, |(_, _, precision)| precision),
                origin: row.origin.into(),
            };
            let written = tenure.precision().as_str();
            if !precision.is_empty() && precision != written {
                errors.push(row.fault(
                    format!("{name}: `{precision}` as precision, but the days are written to the {written}"),
                    "write day, month or year as the coarser of `from` and `to` is written, or nothing",
                ));
                continue;
            }
            if users {
                drop_overlapping(&mut people, &tenure);
            }
            let at = *by_name.entry(name.to_owned()).or_insert(people.len());
            if at == people.len() {
                people.push(Person { name: name.to_owned(), gender: None, tenures: Vec::new() });
            }
            let person = &mut people[at];
            person.gender = person.gender.or(sex);
            person.tenures.push(tenure);
            let id = PersonId(at as u16);
            let mut add = |words: &str, full: bool| {
                names.push(Named { words: fold(words).into_owned(), person: id, full });
            };
            add(name, true);
            table::list(other).for_each(|words| add(words, true));
            if short.is_empty() {
                add(name.rsplit(' ').next().unwrap_or(name), false);
            } else {
                // A surname of two words is as good as a whole name.
                table::list(short).for_each(|words| add(words, words.contains(' ')));
            }
        }
    }
    (people, names)
}

/// Takes out the shipped holders of an office for the time that a user's row covers.
fn drop_overlapping(people: &mut [Person], new: &Tenure) {
    let overlaps = |old: &Tenure| {
        old.from.is_none_or(|from| new.to.is_none_or(|to| from < to))
            && new.from.is_none_or(|from| old.to.is_none_or(|to| from < to))
    };
    for person in people {
        person.tenures.retain(|old| !(old.office == new.office && old.of == new.of && overlaps(old)));
    }
}

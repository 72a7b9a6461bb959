//! States, organisations, roles and dated offices.
//!
//! Six kinds of tables lie in `codebook/actors/`, each tab-separated with its
//! columns named in the first line. A user's row with the same key (the code of
//! a state, the name of an organisation, the word of a role, the holder and time
//! of an office) replaces the shipped one.

mod dates;
mod fold;
mod given;
mod offices;
mod organisations;
mod roles;
mod states;
pub(super) mod table;

use std::collections::HashMap;

use compact_str::CompactString;
use jiff::civil::Date;

use super::{File, LoadError};

pub use dates::Precision;
pub(crate) use fold::fold;
pub use offices::{Person, PersonId, Tenure};
pub use organisations::{Organisation, OrganisationId, OrganisationKind};
pub use roles::{Gender, Role, RoleId, RoleKind};
pub use states::{State, StateForm, StateId};

/// States, organisations, roles and dated offices.
#[derive(Debug, Default)]
pub struct ActorTables {
    /// States and territories.
    pub states: Vec<State>,
    /// Bodies with a name.
    pub organisations: Vec<Organisation>,
    /// People with the offices that they held.
    pub people: Vec<Person>,
    roles: Vec<Role>,
    role_of: HashMap<CompactString, RoleId>,
    given: HashMap<CompactString, Gender>,
    /// What a name may stand for, the better claim first.
    names: HashMap<CompactString, Vec<Known>>,
    /// Length in bytes of the longest name that begins with these letters.
    beginnings: HashMap<CompactString, u16>,
    people_by_name: HashMap<CompactString, Vec<KnownPerson>>,
    /// Who held an office, by state or body and by the office in lower case.
    holders: HashMap<(CompactString, CompactString), Vec<PersonId>>,
}

/// What a name of the tables stands for.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct Known {
    /// The state or body.
    pub what: What,
    /// Whether it counts only where the article names the same otherwise:
    /// "Dominican" is first of the Dominican Republic.
    pub weak: bool,
}

/// A state, in one of its words, or a body.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum What {
    /// A state, by name, adjective, people, capital or seat.
    State(StateId, StateForm),
    /// A body with a name.
    Organisation(OrganisationId),
}

/// A person that a name may stand for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct KnownPerson {
    /// The person.
    pub person: PersonId,
    /// Whether the name is the whole one, rather than a surname.
    pub full: bool,
}

/// A name found in a text, and where it ends.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Found<'a> {
    /// One past its last byte.
    pub end: usize,
    /// What it may stand for, the better claim first.
    pub known: &'a [Known],
}

/// The letters and digits with which a folded name begins.
fn beginning(name: &str) -> &str {
    let end = name.find(|letter: char| !letter.is_alphanumeric()).unwrap_or(name.len());
    &name[..end]
}

/// The longest beginning of `text` that is at most `bytes` long.
fn head(text: &str, bytes: usize) -> &str {
    let mut end = bytes.min(text.len());
    while !text.is_char_boundary(end) {
        end -= 1;
    }
    &text[..end]
}

/// A name in capitals as it is written in running text: "RUSSIA" as "Russia".
fn small(name: &str) -> String {
    let mut inside = false;
    name.chars()
        .map(|letter| {
            let written = if inside { letter.to_ascii_lowercase() } else { letter };
            inside = letter.is_alphanumeric();
            written
        })
        .collect()
}

impl ActorTables {
    /// The state.
    #[must_use]
    pub fn state(&self, id: StateId) -> &State {
        &self.states[usize::from(id.0)]
    }

    /// The body.
    #[must_use]
    pub fn organisation(&self, id: OrganisationId) -> &Organisation {
        &self.organisations[usize::from(id.0)]
    }

    /// The person.
    #[must_use]
    pub fn person(&self, id: PersonId) -> &Person {
        &self.people[usize::from(id.0)]
    }

    /// The state with this code.
    #[must_use]
    pub fn state_by_code(&self, code: &str) -> Option<StateId> {
        let at = self.states.iter().position(|state| state.code == code)?;
        Some(StateId(at as u16))
    }

    /// The state that has exactly this name ("Ukraine", "UK"), not one of its
    /// adjectives, capitals or houses.
    #[must_use]
    pub fn country(&self, name: &str) -> Option<&State> {
        self.named(name).iter().find_map(|known| match known.what {
            What::State(id, StateForm::Name) if !known.weak => Some(self.state(id)),
            _ => None,
        })
    }

    /// What exactly these words may stand for, the better claim first.
    #[must_use]
    pub fn named(&self, words: &str) -> &[Known] {
        self.names.get(fold(words).as_ref()).map_or(&[], Vec::as_slice)
    }

    /// The longest name with which `text` begins. A name ends where a word ends.
    #[must_use]
    pub fn longest(&self, text: &str) -> Option<Found<'_>> {
        let first = fold(head(text, 32));
        let first = beginning(&first);
        let capitals = first.len() > 3 && !first.bytes().any(|byte| byte.is_ascii_lowercase());
        let small_first = if capitals { small(first) } else { String::new() };
        let longest = self.beginnings.get(first).or_else(|| self.beginnings.get(small_first.as_str()))?;
        let window = head(text, usize::from(*longest) + 8);
        let mut ends: Vec<usize> = window
            .char_indices()
            .zip(window.chars().skip(1).map(Some).chain([None]))
            .filter(|((_, letter), next)| {
                let inside = letter.is_alphanumeric() && next.is_some_and(char::is_alphanumeric);
                !letter.is_whitespace() && !inside
            })
            .map(|((at, letter), _)| at + letter.len_utf8())
            .collect();
        // The window may have cut a word in two.
        if ends.last() == Some(&window.len()) && text[window.len()..].starts_with(char::is_alphanumeric) {
            ends.pop();
        }
        ends.into_iter().rev().find_map(|end| {
            let words = fold(&window[..end]);
            let known = self
                .names
                .get(words.as_ref())
                .or_else(|| capitals.then(|| self.names.get(small(&words).as_str())).flatten())?;
            Some(Found { end, known })
        })
    }

    /// The people who may be called so, whole names before surnames.
    #[must_use]
    pub fn people_named(&self, words: &str) -> &[KnownPerson] {
        self.people_by_name.get(fold(words).as_ref()).map_or(&[], Vec::as_slice)
    }

    /// Who held an office (in lower case) of a state or body on a day.
    pub(crate) fn holders(&self, of: &str, office: &str, day: Date) -> impl Iterator<Item = PersonId> {
        let all = self.holders.get(&(CompactString::from(of), CompactString::from(office)));
        all.into_iter().flatten().copied().filter(move |id| {
            let person = self.person(*id);
            person
                .tenures
                .iter()
                .any(|tenure| tenure.of == of && tenure.holds(day) && tenure.office.to_lowercase() == office)
        })
    }

    /// The offices that somebody of this name held on a day, for `verbale who`.
    #[must_use]
    pub fn who(&self, name: &str, day: Date) -> Vec<(&Person, Vec<&Tenure>)> {
        self.people_named(name)
            .iter()
            .map(|known| {
                let person = self.person(known.person);
                (person, person.tenures.iter().filter(|tenure| tenure.holds(day)).collect())
            })
            .collect()
    }

    /// What a noun, or a noun with the words before it, says of whom it names:
    /// `words` in lower case, the head in the singular or as it stands.
    #[must_use]
    pub fn role(&self, words: &str) -> Option<RoleId> {
        self.role_of.get(words).copied()
    }

    /// What a role's noun says.
    #[must_use]
    pub fn role_by_id(&self, id: RoleId) -> &Role {
        &self.roles[usize::from(id.0)]
    }

    /// Whether a given name is a man's or a woman's.
    #[must_use]
    pub fn gender_of(&self, given_name: &str) -> Option<Gender> {
        self.given.get(fold(given_name).as_ref()).copied()
    }
}

impl ActorTables {
    /// The shipped tables alone, read anew: for timing.
    ///
    /// # Errors
    /// The faults of the shipped files, of which a build that passes its tests has none.
    pub fn shipped() -> Result<Self, Vec<LoadError>> {
        let mut errors = Vec::new();
        let tables = load(&[], &mut errors);
        if errors.is_empty() { Ok(tables) } else { Err(errors) }
    }
}

/// Loads the shipped files and the user's.
pub(super) fn load(files: &[File<'_>], errors: &mut Vec<LoadError>) -> ActorTables {
    let (states, state_names) = states::load(files, errors);
    let (organisations, organisation_names) = organisations::load(files, errors);
    let (people, people_names) = offices::load(files, errors);
    let mut names: HashMap<CompactString, Vec<Known>> = HashMap::with_capacity(4096);
    let mut add = |words: &str, known: Known| {
        let all = names.entry(CompactString::from(fold(words))).or_default();
        if !all.contains(&known) {
            all.push(known);
        }
    };
    for name in state_names {
        add(&name.words, Known { what: What::State(name.state, name.form), weak: name.weak });
    }
    for name in organisation_names {
        add(&name.words, Known { what: What::Organisation(name.organisation), weak: name.weak });
    }
    let mut beginnings: HashMap<CompactString, u16> = HashMap::with_capacity(4096);
    for (words, known) in &mut names {
        known.sort_by_key(|known| known.weak);
        let longest = beginnings.entry(CompactString::from(beginning(words))).or_default();
        *longest = (*longest).max(words.len() as u16);
    }
    let mut people_by_name: HashMap<CompactString, Vec<KnownPerson>> = HashMap::with_capacity(4096);
    for name in people_names {
        let all = people_by_name.entry(name.words.into()).or_default();
        if !all.iter().any(|known| known.person == name.person) {
            all.push(KnownPerson { person: name.person, full: name.full });
        }
    }
    people_by_name.values_mut().for_each(|all| all.sort_by_key(|known| !known.full));
    let mut holders: HashMap<(CompactString, CompactString), Vec<PersonId>> = HashMap::with_capacity(1024);
    for (at, person) in people.iter().enumerate() {
        for tenure in &person.tenures {
            let office = CompactString::from(tenure.office.to_lowercase());
            holders.entry((tenure.of.clone(), office)).or_default().push(PersonId(at as u16));
        }
    }
    let (roles, role_of) = roles::load(files, errors);
    ActorTables {
        states,
        organisations,
        people,
        roles,
        role_of,
        given: given::load(files, errors),
        names,
        beginnings,
        people_by_name,
        holders,
    }
}

#[cfg(test)]
mod tests;

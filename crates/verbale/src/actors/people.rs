//! People: one by surname, title and full name, with what the tables know of
//! them on the article's date.

use compact_str::CompactString;

use super::{ActorKind, Sector, join::Parties, links::Group, names::name_words};
use crate::{
    codebook::actors::{Gender, KnownPerson, OrganisationId, PersonId, StateId, Tenure},
    mentions::{MentionForm, MentionId},
};

/// Whether a word of a name is an initial: "W.", "H.W.".
fn is_initial(word: &str) -> bool {
    word.ends_with('.') && word.len() <= 4
}

/// How well two names of a person agree; 0 is not at all. Initials count only
/// against each other: "George W. Bush" is "George Bush", but not "George H. W. Bush".
fn agreement(a: &[CompactString], b: &[CompactString]) -> u8 {
    let initials = |name: &[CompactString]| -> String {
        name.iter().filter(|word| is_initial(word)).map(CompactString::as_str).collect()
    };
    let (x, y) = (initials(a), initials(b));
    if !x.is_empty() && !y.is_empty() && x != y {
        return 0;
    }
    let plain = |name: &[CompactString]| -> Vec<CompactString> {
        name.iter().filter(|word| !is_initial(word)).cloned().collect()
    };
    let (a, b) = (plain(a), plain(b));
    let (short, long) = if a.len() <= b.len() { (&a[..], &b[..]) } else { (&b[..], &a[..]) };
    if short.is_empty() {
        return 0;
    }
    if short == long {
        return 4;
    }
    if short.len() == 1 {
        let word = &short[0];
        return match long.iter().position(|other| other == word) {
            Some(at) if at + 1 == long.len() => 3,
            // "Kim" of Kim Jong Un, "López" of López Obrador, "Hillary".
            Some(_) => 2,
            None => 0,
        };
    }
    // "George Bush" and "George Walker Bush"; "López Obrador" of a longer name.
    let mut rest = long.iter();
    let inside = short.iter().all(|word| rest.any(|other| other == word));
    if inside {
        return 3;
    }
    // A hyphen or a space within a given name: "Jong-un", "Jong Un".
    if short.join("").replace('-', "") == long.join("").replace('-', "") { 4 } else { 0 }
}

/// Finds or founds the party of a named person.
pub(super) fn place(parties: &mut Parties<'_>, group: &Group, best: MentionId) -> u32 {
    let words = name_words(parties.read, parties.mention(best));
    let gender = gender_of(parties, group, best);
    let head = parties.mention(best).head;
    let state = group.mentions.iter().find_map(|id| parties.profile(*id).state);
    let mut found: Option<(u8, usize, u32, u32)> = None;
    for at in parties.with_words(&words) {
        let party = &parties.all[at as usize];
        if party.kind != ActorKind::Person || !party.named {
            continue;
        }
        let score = party.names.iter().map(|name| agreement(name, &words)).max().unwrap_or(0);
        // Two full names of one length and with different words are two people.
        let clash = party
            .names
            .iter()
            .any(|name| name.len() >= 2 && words.len() >= 2 && agreement(name, &words) == 0);
        if score == 0
            || clash
            || gender.is_some_and(|gender| party.gender.is_some_and(|other| other != gender))
        {
            continue;
        }
        // "President Kim" of another country is another Kim.
        if score < 4
            && state.is_some_and(|state| party.state.is_some_and(|other| other != state))
            && words.len() == 1
        {
            continue;
        }
        let last = parties.last_before(at, head).map_or(0, |id| parties.mention(id).head.0);
        let candidate = (score, party.mentions.len(), last, at);
        if found.is_none_or(|found| candidate > found) {
            found = Some(candidate);
        }
    }
    if let Some((_, _, _, at)) = found {
        if parties.all[at as usize].gender.is_none() {
            parties.all[at as usize].gender = gender;
        }
        return at;
    }
    let person = known_person(parties, &words, best, state, gender);
    // "the Russian president" may have brought him in without a name.
    if let Some(person) = person
        && let Some(at) = parties.by_person.get(&person).copied()
    {
        return at;
    }
    let at = parties.found(best, ActorKind::Person);
    parties.all[at as usize].gender = gender;
    if let Some(person) = person {
        parties.is_person(at, person);
    }
    at
}

fn gender_of(parties: &Parties<'_>, group: &Group, best: MentionId) -> Option<Gender> {
    group.mentions.iter().find_map(|id| parties.profile(*id).gender).or_else(|| {
        let name = parties.mention(best).name.of(parties.read.text);
        let mut words = name.split_whitespace();
        let first = words.next()?;
        words.next()?;
        parties.read.tables.gender_of(first)
    })
}

/// The person of the tables whom a name means on the article's date, if the
/// name, the title and the countries of the article leave only one.
fn known_person(
    parties: &Parties<'_>,
    words: &[CompactString],
    best: MentionId,
    state: Option<StateId>,
    gender: Option<Gender>,
) -> Option<PersonId> {
    let read = parties.read;
    let name = parties.mention(best).name.of(read.text);
    let mut known: Vec<_> = read.tables.people_named(name).to_vec();
    if known.is_empty() && words.len() == 1 {
        let bare = name
            .split_once('-')
            .filter(|(article, _)| matches!(*article, "al" | "Al" | "el" | "El"))
            .map(|(_, rest)| rest);
        known = bare.map_or_else(Vec::new, |bare| read.tables.people_named(bare).to_vec());
    }
    let home = |person: PersonId| -> Vec<StateId> {
        let of = |tenure: &Tenure| read.tables.state_by_code(&tenure.of);
        read.tables.person(person).tenures.iter().filter_map(of).collect()
    };
    known.retain(|known| {
        let person = read.tables.person(known.person);
        // Who will hold an office soon is known for it already.
        let soon = read.date.year() + 3;
        let begun = known.full
            || person.tenures.iter().any(|tenure| tenure.from.is_none_or(|from| from.year() <= soon));
        let same_gender = gender.is_none() || person.gender.is_none() || gender == person.gender;
        let homes = home(known.person);
        let same_state = known.full || state.is_none_or(|state| homes.is_empty() || homes.contains(&state));
        begun && same_gender && same_state
    });
    if let [only] = known.iter().filter(|known| known.full).collect::<Vec<_>>().as_slice() {
        return Some(only.person);
    }
    if known.is_empty() {
        return None;
    }
    // The title is that of an office which one of them holds on the day.
    if let Some(role) = parties.mention(best).role {
        let words = read.tables.role_by_id(role).words.as_str();
        let titled: Vec<_> = known
            .iter()
            .filter(|known| {
                read.tables.person(known.person).tenures.iter().any(|tenure| {
                    tenure.holds(read.date)
                        && (tenure.office.to_lowercase() == words
                            || tenure.office.to_lowercase().ends_with(&format!(" {words}")))
                })
            })
            .collect();
        if let [only] = titled.as_slice() {
            return Some(only.person);
        }
    }
    // A surname needs more: the office on the day, and the country in the article.
    let in_article = |person: PersonId| {
        state.is_some()
            || home(person).iter().any(|home| parties.states.contains(home))
            || read.tables.person(person).tenures.iter().any(|tenure| {
                parties.bodies.iter().any(|body| read.tables.organisation(*body).name == tenure.of)
            })
    };
    if let Some(person) = well_known(parties, &known, name) {
        return Some(person);
    }
    known.retain(|known| in_article(known.person));
    let holding: Vec<_> = known
        .iter()
        .filter(|known| read.tables.person(known.person).tenures.iter().any(|tenure| tenure.holds(read.date)))
        .collect();
    // Of several, the head of a state or government.
    let heads: Vec<_> = holding
        .iter()
        .filter(|known| {
            read.tables.person(known.person).tenures.iter().any(|tenure| {
                tenure.holds(read.date)
                    && matches!(
                        tenure.office.as_str(),
                        "President"
                            | "Prime Minister"
                            | "Chancellor"
                            | "Premier"
                            | "King"
                            | "Queen"
                            | "Supreme Leader"
                            | "Emir"
                    )
            })
        })
        .collect();
    match (holding.as_slice(), heads.as_slice(), known.as_slice()) {
        ([only], _, _) => Some(only.person),
        (_, [only], _) => Some(only.person),
        ([], _, [only]) => Some(only.person),
        _ => None,
    }
}

/// Surnames that too many people bear to name a statesman by themselves.
const COMMON: [&str; 44] = [
    "Brown", "May", "Johnson", "Rice", "Howard", "Harper", "Key", "English", "Clark", "Martin", "Harris",
    "Smith", "Baker", "Major", "Straw", "Cook", "Hunt", "Kelly", "White", "King", "Park", "Lee", "Kim", "Li",
    "Hu", "Wang", "Moon", "Chen", "Ma", "Lai", "Sharif", "Khan", "Singh", "Abdullah", "Ali", "Hassan",
    "Powell", "Carter", "Gates", "Lopez", "Garcia", "Costa", "Barak", "Hague",
];

/// The head of a state or government, or foreign minister, whom a bare surname
/// means on the day, whatever else the article names: "Macron".
fn well_known(parties: &Parties<'_>, known: &[KnownPerson], name: &str) -> Option<PersonId> {
    let read = parties.read;
    let top = [
        "President",
        "Prime Minister",
        "Chancellor",
        "Premier",
        "Supreme Leader",
        "Foreign Minister",
        "Foreign Secretary",
        "Secretary of State",
        "Crown Prince",
    ];
    let mut holders = known.iter().filter(|known| {
        read.tables
            .person(known.person)
            .tenures
            .iter()
            .any(|tenure| tenure.holds(read.date) && top.contains(&tenure.office.as_str()))
    });
    let only = holders.next().filter(|_| holders.next().is_none())?;
    // Another of that name holds some office too: a governor, say.
    let rivals = known.iter().any(|other| {
        let person = read.tables.person(other.person);
        other.person != only.person && person.tenures.iter().any(|tenure| tenure.holds(read.date))
    });
    if rivals {
        return None;
    }
    let common = COMMON.contains(&name) || read.tables.gender_of(name).is_some() || name.contains(' ');
    (!common).then_some(only.person)
}

/// The person who alone holds an office of a state on the article's date, by
/// the words of the office: "the Russian president".
pub(super) fn holder(parties: &Parties<'_>, state: StateId, role: &str) -> Option<PersonId> {
    let code = &parties.read.tables.state(state).code;
    let mut holders = parties.read.tables.holders(code, role, parties.read.date);
    let only = holders.next()?;
    holders.all(|other| other == only).then_some(only)
}

/// Fills in what the tables know of a person, where the article is silent.
///
/// A party grows mention by mention: only its last ones are looked at, but for
/// the last time.
pub(super) fn complete(parties: &mut Parties<'_>, at: u32, last_time: bool) {
    let read = parties.read;
    let party = &parties.all[at as usize];
    if party.kind != ActorKind::Person {
        return;
    }
    let person = party.person.or_else(|| {
        // The full name may have come later than the surname.
        let recent = if last_time { usize::MAX } else { 4 };
        let full = party
            .mentions
            .iter()
            .rev()
            .take(recent)
            .copied()
            .filter(|id| parties.mention(*id).form == MentionForm::Name);
        full.filter_map(|id| {
            read.tables.people_named(parties.mention(id).name.of(read.text)).iter().find(|known| known.full)
        })
        .map(|known| known.person)
        .next()
    });
    let Some(person) = person else { return };
    let known = read.tables.person(person);
    let tenure = current(known.tenures.as_slice(), parties, at).or_else(|| {
        let of_state = |tenure: &&Tenure| read.tables.state_by_code(&tenure.of).is_some();
        known.tenures.iter().rev().find(of_state).or_else(|| known.tenures.last())
    });
    let Some(tenure) = tenure else { return };
    let of_state = read.tables.state_by_code(&tenure.of);
    let of_body = read
        .tables
        .organisations
        .iter()
        .position(|body| body.name == tenure.of)
        .map(|at| OrganisationId(at as u16));
    let holds = tenure.holds(read.date);
    let ended = known.tenures.iter().any(|tenure| tenure.ended(read.date));
    let stated = parties.all[at as usize].state;
    if let (Some(stated), Some(of_state)) = (stated, of_state)
        && stated != of_state
    {
        let note = format!(
            "{}: the article says {}, the tables {}",
            known.name,
            read.tables.state(stated).name,
            read.tables.state(of_state).name
        );
        if !parties.notes.contains(&note) {
            parties.notes.push(note);
        }
    }
    let role_sectors = || {
        let words = tenure.office.to_lowercase();
        let role =
            read.tables.role(&words).or_else(|| read.tables.role(words.rsplit(' ').next().unwrap_or("")));
        role.map_or_else(Vec::new, |role| read.tables.role_by_id(role).sectors.clone())
    };
    let sectors = if !tenure.sectors.is_empty() {
        tenure.sectors.clone()
    } else if let Some(body) = of_body {
        let body = read.tables.organisation(body);
        if body.sectors.is_empty() { role_sectors() } else { body.sectors.clone() }
    } else {
        role_sectors()
    };
    // "U.N. ambassador John Bolton" is his state's.
    let sent_to = parties.all[at as usize].body.is_some_and(|body| {
        let body = &read.tables.organisation(body).name;
        of_state.is_some() && known.tenures.iter().any(|tenure| tenure.office.contains(body.as_str()))
    });
    parties.is_person(at, person);
    let party = &mut parties.all[at as usize];
    if sent_to {
        party.body = None;
    }
    party.gender = party.gender.or(known.gender);
    if party.state.is_none() {
        party.body = party.body.or(of_body);
    }
    party.state = party.state.or(of_state);
    if party.sectors.is_empty() || party.sectors == [Sector::Cvl] {
        party.sectors = if holds {
            sectors
        } else if ended {
            vec![Sector::Eli]
        } else {
            Vec::new()
        };
    }
}

/// The tenure that counts for a party on the article's date.
fn current<'a>(tenures: &'a [Tenure], parties: &Parties<'_>, at: u32) -> Option<&'a Tenure> {
    let party = &parties.all[at as usize];
    let read = parties.read;
    let matches_role = |tenure: &&Tenure| {
        let office = tenure.office.to_lowercase();
        party.roles.iter().any(|role| office.ends_with(read.tables.role_by_id(*role).words.as_str()))
    };
    let holding: Vec<&Tenure> = tenures.iter().filter(|tenure| tenure.holds(read.date)).collect();
    holding.iter().copied().find(matches_role).or_else(|| holding.first().copied())
}

/// The office that a person holds on the article's date: as the article says,
/// else as the tables do.
pub(super) fn office(parties: &Parties<'_>, at: u32) -> Option<String> {
    let party = &parties.all[at as usize];
    let read = parties.read;
    if party.kind != ActorKind::Person || party.former || !(party.named || party.person.is_some()) {
        return None;
    }
    if let Some(person) = party.person
        && let Some(tenure) = current(&read.tables.person(person).tenures, parties, at)
    {
        return Some(tenure.office.clone());
    }
    let general = [
        "leader",
        "politician",
        "official",
        "chief",
        "head",
        "member",
        "source",
        "representative",
        "figure",
        "counterpart",
        "ally",
    ];
    let said = party
        .roles
        .iter()
        .map(|role| read.tables.role_by_id(*role))
        .filter(|role| role.title && !role.sectors.is_empty() && !general.contains(&role.words.as_str()))
        .max_by_key(|role| role.words.len())?;
    if said.sectors.iter().any(|sector| {
        matches!(sector, Sector::Gov | Sector::Mil | Sector::Leg | Sector::Jud | Sector::Cop | Sector::Rel)
    }) {
        let mut office = String::new();
        for word in said.words.split(' ') {
            if !office.is_empty() {
                office.push(' ');
            }
            if matches!(word, "of" | "the" | "and") {
                office.push_str(word);
            } else {
                let mut letters = word.chars();
                office.extend(letters.next().into_iter().flat_map(char::to_uppercase));
                office.push_str(letters.as_str());
            }
        }
        return Some(office);
    }
    None
}

#[cfg(test)]
mod tests {
    use super::{super::names::words_of, *};

    fn agree(a: &str, b: &str) -> u8 {
        agreement(&words_of(a), &words_of(b))
    }

    #[test]
    fn names_of_one_person_agree() {
        for (a, b) in [
            ("Antony Blinken", "Blinken"),
            ("Kim Jong Un", "Kim"),
            ("Kim Jong-un", "Kim Jong Un"),
            ("George W. Bush", "George Bush"),
            ("Bashar al-Assad", "Assad"),
            ("Andrés Manuel López Obrador", "Lopez Obrador"),
        ] {
            assert!(agree(a, b) > 0, "{a} / {b}");
        }
        for (a, b) in [
            ("George W. Bush", "George H. W. Bush"),
            ("Bill Clinton", "Hillary Clinton"),
            ("Kim Jong Un", "Kim Jong Nam"),
            ("", "X"),
        ] {
            assert_eq!(agree(a, b), 0, "{a} / {b}");
        }
    }
}

//! Descriptions: "the US politician", "the group", "both countries", "Russian troops".

use super::{
    ActorKind, Sector,
    join::{Parties, Party},
    people,
    profile::{Key, Profile, is_government},
    several::last_ones,
};
use crate::{
    codebook::actors::{OrganisationKind, PersonId, StateId},
    mentions::{Mention, MentionId},
    syntax::{Dep, Pos},
};

/// Where a description belongs.
pub(super) enum Placed {
    One(u32),
    Several(Vec<u32>),
    Nobody,
}

/// How many sentences back a description looks for whom it takes up.
pub(super) const REACH: u32 = 12;

/// Finds or founds the party of a description.
pub(super) fn place(parties: &mut Parties<'_>, best: MentionId, kind: ActorKind) -> Placed {
    let mention = parties.mention(best);
    let profile = parties.profile(best);
    let role = profile.role.map(|role| parties.read.tables.role_by_id(role));
    let noun = role.map_or("", |role| role.words.as_str());
    if profile.both {
        let several = last_ones(parties, mention, noun);
        if several.len() >= 2 {
            return Placed::Several(several);
        }
    }
    if kind == ActorKind::State {
        if mention.plural {
            return Placed::One(parties.found(best, ActorKind::Group));
        }
        // "the State of Texas" is none of its own, and "the state" may be Ohio.
        if profile.indefinite || !profile.definite || profile.part_of.is_some() || noun == "state" {
            return Placed::Nobody;
        }
        // "the country", "the kingdom": the state that was named last.
        return match last_state(parties, mention) {
            Some(at) => Placed::One(at),
            None => Placed::Nobody,
        };
    }
    if is_government(parties.read, mention) && !mention.plural && !profile.indefinite && noun != "leadership"
    {
        let above = profile.part_of.and_then(|other| parties.of_mention[other.0 as usize].first().copied());
        let state = match above {
            Some(above) => parties.home(above).0,
            None => parties.home_state(mention),
        };
        if let Some(state) = state {
            return Placed::One(parties.with_key(Key::State(state), best, ActorKind::State));
        }
    }
    // "insurgents tied to Al Qaeda": the words behind a bare plural say who is meant.
    let told_apart = mention.plural && !profile.definite && {
        let syntax = parties.read.syntax;
        let own = |dep| syntax.children_by(mention.head, dep).any(|child| child > mention.head);
        own(Dep::Acl) || own(Dep::Relcl)
    };
    let taken_up = if profile.indefinite || told_apart {
        same_words(parties, mention, profile)
    } else {
        antecedent(parties, mention, profile, kind, noun)
    };
    if let Some(at) = taken_up {
        return Placed::One(at);
    }
    if noun == "counterpart"
        && let (Some(state), Some(person)) =
            (profile.state, profile.state.and_then(|state| counterpart(parties, mention, state)))
    {
        let known = parties.by_person.get(&person).copied();
        let at = known.unwrap_or_else(|| parties.found(best, ActorKind::Person));
        parties.is_person(at, person);
        parties.all[at as usize].state = Some(state);
        return Placed::One(at);
    }
    // "the Russian president": who that is on the day, the tables know.
    if let (ActorKind::Person, Some(state), false, false) =
        (kind, profile.state, profile.former, profile.indefinite)
        && let Some(person) = people::holder(parties, state, noun)
    {
        let known = parties.by_person.get(&person).copied();
        let at = known.unwrap_or_else(|| parties.found(best, ActorKind::Person));
        parties.is_person(at, person);
        return Placed::One(at);
    }
    let at = parties.found(best, kind);
    Placed::One(at)
}

/// The state named last before a mention.
fn last_state(parties: &Parties<'_>, mention: &Mention) -> Option<u32> {
    // The state that the article is about is taken up from afar, any other only
    // from near by.
    window(parties, mention, REACH)
        .into_iter()
        .filter(|near| matches!(parties.all[near.party as usize].key, Some(Key::State(_))))
        .map(|near| {
            let often = (parties.all[near.party as usize].mentions.len() as i32).min(8);
            let subject = if parties.is_subject(near.last) { 3 } else { 0 };
            (often + subject - 4 * near.distance as i32, near.last.head, near.party)
        })
        .max()
        .map(|(_, _, at)| at)
}

/// A party and where it was mentioned last.
pub(super) struct Near<'a> {
    pub(super) party: u32,
    pub(super) last: &'a Mention,
    pub(super) distance: u32,
}

/// The parties that were mentioned in the sentences before a mention, each by its
/// last mention; what stands inside the description itself is left out.
pub(super) fn window<'a>(parties: &Parties<'a>, mention: &Mention, reach: u32) -> Vec<Near<'a>> {
    let syntax = parties.read.syntax;
    let sentence = syntax.token(mention.head).sentence;
    let mut near: Vec<Near<'a>> = Vec::new();
    for last in parties.read.mentions.all[..mention.id.0 as usize].iter().rev() {
        let distance = sentence - syntax.token(last.head).sentence;
        if distance > reach {
            break;
        }
        if mention.span.contains(last.span) || last.head >= mention.head {
            continue;
        }
        for party in &parties.of_mention[last.id.0 as usize] {
            if !near.iter().any(|other| other.party == *party) {
                near.push(Near { party: *party, last, distance });
            }
        }
    }
    near
}

/// The party with the latest mention before this one, subjects before others of
/// their sentence.
fn nearest(
    parties: &Parties<'_>,
    mention: &Mention,
    fits: impl Fn(&Party) -> bool,
    subjects: bool,
) -> Option<u32> {
    window(parties, mention, REACH)
        .into_iter()
        .filter(|near| fits(&parties.all[near.party as usize]))
        .map(|near| {
            (
                std::cmp::Reverse(near.distance),
                subjects && parties.is_subject(near.last),
                near.last.head,
                near.party,
            )
        })
        .max()
        .map(|(_, _, _, at)| at)
}

/// "his Russian counterpart": who holds in that state the office of the person
/// named last.
fn counterpart(parties: &Parties<'_>, mention: &Mention, state: StateId) -> Option<PersonId> {
    let person = |party: &Party| party.kind == ActorKind::Person && party.named && party.state != Some(state);
    let at = nearest(parties, mention, person, true)?;
    let party = &parties.all[at as usize];
    let tables = parties.read.tables;
    let said = party.roles.iter().map(|role| tables.role_by_id(*role).words.to_string());
    let known = party.person.into_iter().flat_map(|person| {
        let held = tables.person(person).tenures.iter().filter(|tenure| tenure.holds(parties.read.date));
        held.map(|tenure| tenure.office.to_lowercase())
    });
    let foreign = ["secretary of state", "foreign secretary", "foreign minister"];
    let defence = [
        "secretary of defense",
        "defence secretary",
        "defense minister",
        "defence minister",
        "defense secretary",
    ];
    said.chain(known).find_map(|office| {
        let same: &[&str] = match office.as_str() {
            office if foreign.contains(&office) => &foreign,
            office if defence.contains(&office) => &defence,
            _ => &[],
        };
        let own = people::holder(parties, state, &office);
        own.or_else(|| same.iter().find_map(|office| people::holder(parties, state, office)))
    })
}

/// A group or body named in the same words before: "Russian troops", "police".
fn same_words(parties: &Parties<'_>, mention: &Mention, profile: &Profile) -> Option<u32> {
    if profile.indefinite {
        return None;
    }
    let lemma = &parties.read.syntax.token(mention.head).lemma.to_lowercase();
    let modifiers = modifiers(parties, mention);
    let fits = |party: &Party| {
        party.nouns.iter().any(|noun| noun == lemma)
            && !matches!(party.kind, ActorKind::Person)
            && belongs_together(profile, party.state)
            && (modifiers.is_empty()
                || party.mentions.iter().rev().take(20).any(|id| {
                    let other = self::modifiers(parties, parties.mention(*id));
                    modifiers.iter().any(|word| other.contains(word))
                }))
    };
    nearest(parties, mention, fits, false)
}

/// The words that tell one group from another of the same noun: "pro-Beijing" camp.
fn modifiers<'a>(parties: &Parties<'a>, mention: &Mention) -> Vec<&'a str> {
    let syntax = parties.read.syntax;
    let tokens = syntax.tokens_in(mention.span);
    (tokens.start..mention.head.0)
        .map(|at| &syntax.tokens[at as usize])
        .filter(|token| {
            matches!(token.dep, Dep::Amod | Dep::Compound | Dep::Nmod)
                && matches!(token.pos, Pos::Adj | Pos::Noun | Pos::Propn)
        })
        .map(|token| token.lower.as_str())
        .collect()
}

/// Whether a description's country is not another than a party's.
fn belongs_together(profile: &Profile, state: Option<StateId>) -> bool {
    match (profile.state, state) {
        (Some(a), Some(b)) => a == b,
        (Some(_), None) => false,
        (None, _) => true,
    }
}

/// Whom a description takes up.
fn antecedent(
    parties: &Parties<'_>,
    mention: &Mention,
    profile: &Profile,
    kind: ActorKind,
    noun: &str,
) -> Option<u32> {
    let tables = parties.read.tables;
    let lemma = parties.read.syntax.token(mention.head).lemma.to_lowercase();
    let lemma = lemma.as_str();
    match kind {
        ActorKind::Person => {
            if !profile.definite && profile.state.is_none() {
                return None;
            }
            if profile.part_of.is_some() {
                return same_person_words(parties, mention, profile, noun);
            }
            let role = profile.role.map(|role| tables.role_by_id(role));
            let same_role = |party: &Party| {
                party.roles.iter().any(|other| {
                    let other = tables.role_by_id(*other).words.as_str();
                    other == noun
                        || (!noun.is_empty()
                            && (other.ends_with(&format!(" {noun}")) || noun.ends_with(&format!(" {other}"))))
                        || alike(other, noun)
                })
            };
            let agrees = |party: &Party| {
                party.kind == ActorKind::Person
                    && (profile.former || !party.former || !role.is_some_and(|role| role.title))
                    && belongs_together(profile, party.state)
                    && (profile.gender.is_none() || party.gender.is_none() || profile.gender == party.gender)
                    && (profile.body.is_none() || party.body.is_none() || profile.body == party.body)
            };
            let held =
                |party: &Party| {
                    party.person.is_some_and(|person| {
                        tables.person(person).tenures.iter().any(|tenure| {
                            tenure.office.to_lowercase() == noun && tenure.holds(parties.read.date)
                        })
                    })
                };
            if let Some(at) =
                nearest(parties, mention, |party| agrees(party) && (same_role(party) || held(party)), true)
            {
                return Some(at);
            }
            // "the politician", "the Russian leader", "the man": a general noun
            // takes up anybody of that sort.
            let bare = parties.read.syntax.tokens_in(mention.span).len() == 2;
            let general = matches!(
                noun,
                "politician" | "leader" | "official" | "diplomat" | "statesman" | "chief" | "strongman" | "dictator" | "ruler" | "negotiator"
                    | "counterpart" | "minister" | "prime minister" | "premier" | "monarch" | "lawmaker" | "cleric"
            ) || (matches!(noun, "man" | "woman") && bare)
                || role.is_some_and(|role| !role.title && !matches!(noun, "man" | "woman") && !role.sectors.is_empty());
            if !general {
                return None;
            }
            let former = profile.former || noun.starts_with("former") || noun.starts_with("ex-");
            let sort = |party: &Party| {
                (party.named || (matches!(noun, "man" | "woman") && !party.roles.is_empty()))
                    && (!former || party.former || party.sectors.first() == Some(&Sector::Eli))
                    && match noun {
                        "man" | "woman" => true,
                        "minister" => party
                            .roles
                            .iter()
                            .any(|role| tables.role_by_id(*role).words.contains("secretary")),
                        "leader" | "strongman" | "dictator" | "ruler" | "monarch" | "premier"
                        | "prime minister" => {
                            party.roles.iter().any(|role| {
                                matches!(
                                    tables.role_by_id(*role).words.as_str(),
                                    "president"
                                        | "prime minister"
                                        | "premier"
                                        | "chancellor"
                                        | "king"
                                        | "leader"
                                        | "supreme leader"
                                        | "ruler"
                                        | "emir"
                                        | "opposition leader"
                                        | "chairman"
                                )
                            }) || party.person.is_some_and(|person| {
                                tables
                                    .person(person)
                                    .tenures
                                    .iter()
                                    .any(|tenure| tenure.holds(parties.read.date))
                            })
                        }
                        _ => {
                            let wanted = role.map_or(&[][..], |role| role.sectors.as_slice());
                            party.sectors.iter().any(|sector| wanted.contains(sector))
                                || party.person.is_some()
                        }
                    }
            };
            nearest(parties, mention, |party| agrees(party) && sort(party), true)
        }
        ActorKind::Organisation | ActorKind::Group if !mention.plural => {
            // "the alliance", "the group", "the ministry".
            if profile.definite {
                let by_noun = |party: &Party| match party.key {
                    Some(Key::Organisation(body)) => {
                        let body = tables.organisation(body);
                        belongs_together(profile, party.state)
                            && (body.nouns.iter().any(|other| other == lemma || other == noun)
                                || (matches!(noun, "group" | "organisation" | "organization" | "movement")
                                    && matches!(
                                        body.kind,
                                        OrganisationKind::Armed
                                            | OrganisationKind::Ngo
                                            | OrganisationKind::Movement
                                    ))
                                || (matches!(
                                    noun,
                                    "paper"
                                        | "newspaper"
                                        | "agency"
                                        | "news agency"
                                        | "daily"
                                        | "broadcaster"
                                        | "channel"
                                ) && body.kind == OrganisationKind::Outlet)
                                || (is_company(noun) && body.kind == OrganisationKind::Company))
                    }
                    _ => {
                        party.kind == ActorKind::Organisation
                            && party.named
                            && belongs_together(profile, party.state)
                            && party.names.iter().any(|name| name.last().is_some_and(|last| last == lemma))
                    }
                };
                if profile.body.is_none()
                    && profile.part_of.is_none()
                    && let Some(at) = nearest(parties, mention, by_noun, false)
                {
                    return Some(at);
                }
            }
            same_words(parties, mention, profile).or_else(|| like_words(parties, mention, profile)).or_else(|| {
                // "the organisation", "the company" of a name that says no more.
                let bare = parties.read.syntax.tokens_in(mention.span).len() == 2;
                let general = matches!(noun, "group" | "organisation" | "organization" | "company" | "firm" | "agency" | "party" | "club" | "union" | "body" | "team" | "association" | "department" | "movement" | "foundation" | "institute" | "university" | "church");
                let sort = |party: &Party| {
                    party.named
                        && party.kind == ActorKind::Organisation
                        && party.key.is_none()
                        && (party.sectors.is_empty() || party.sectors == profile.sectors)
                };
                (bare && general && profile.definite).then(|| nearest(parties, mention, sort, true)).flatten()
            })
        }
        ActorKind::Group if profile.definite => same_words(parties, mention, profile).or_else(|| {
            // "the rebels" of an armed group that was named.
            let rebels = profile.role.is_some_and(|role| tables.role_by_id(role).sectors.contains(&Sector::Reb));
            let armed = |party: &Party| {
                matches!(party.key, Some(Key::Organisation(body)) if tables.organisation(body).kind == OrganisationKind::Armed)
                    && belongs_together(profile, party.state)
            };
            let bare = parties.read.syntax.tokens_in(mention.span).len() == 2;
            if rebels && bare && let Some(at) = nearest(parties, mention, armed, false) {
                return Some(at);
            }
            like_words(parties, mention, profile).or_else(|| same_sort(parties, mention, profile))
        }),
        _ => same_words(parties, mention, profile),
    }
}

/// Nouns that take up any company of a name.
fn is_company(noun: &str) -> bool {
    matches!(
        noun,
        "company" | "firm" | "giant" | "corporation" | "conglomerate" | "multinational" | "manufacturer"
    ) || noun.ends_with("maker")
        || noun.ends_with(" giant")
        || noun.ends_with(" company")
}

/// Nouns of which one takes up the other: "protesters … the demonstrators".
const ALIKE: [&[&str]; 12] = [
    &["protester", "protestor", "demonstrator", "marcher", "rioter"],
    &["migrant", "refugee", "asylum seeker", "asylum-seeker"],
    &["villager", "resident", "local", "inhabitant"],
    &["detainee", "prisoner", "inmate", "captive"],
    &["gunman", "attacker", "assailant", "shooter"],
    &["worker", "employee", "striker"],
    &["journalist", "reporter", "correspondent"],
    &["company", "firm", "business"],
    &["cleric", "preacher", "imam", "clergyman"],
    &["envoy", "ambassador", "emissary"],
    &["rebel", "insurgent", "guerrilla", "fighter"],
    &["student", "pupil", "undergraduate"],
];

/// Whether two different nouns say the same of whom they name.
fn alike(a: &str, b: &str) -> bool {
    a != b && ALIKE.iter().any(|all| all.contains(&a) && all.contains(&b))
}

/// "the demonstrators" after "the protesters", "the firm" after "a mining company": the party of a like noun near by.
fn like_words(parties: &Parties<'_>, mention: &Mention, profile: &Profile) -> Option<u32> {
    let syntax = parties.read.syntax;
    let lemma = syntax.token(mention.head).lemma.to_lowercase();
    if !profile.definite || syntax.tokens_in(mention.span).len() != 2 {
        return None;
    }
    let fits = |party: &Party| {
        party.kind != ActorKind::Person
            && party.nouns.iter().any(|noun| alike(noun, &lemma))
            && belongs_together(profile, party.state)
    };
    let at = nearest(parties, mention, fits, false)?;
    let last = parties.mention(parties.last_before(at, mention.head)?);
    (syntax.token(mention.head).sentence - syntax.token(last.head).sentence <= 3).then_some(at)
}

/// "the officers" after "police", "the soldiers" after "troops", "the judges" after
/// "the court": people of the same sort who were named near by.
fn same_sort(parties: &Parties<'_>, mention: &Mention, profile: &Profile) -> Option<u32> {
    let syntax = parties.read.syntax;
    let sector = profile.sectors.first().filter(|sector| {
        matches!(
            sector,
            Sector::Cop | Sector::Mil | Sector::Reb | Sector::Jud | Sector::Prm | Sector::Leg | Sector::Crm
        )
    })?;
    if syntax.tokens_in(mention.span).len() != 2 {
        return None;
    }
    let sort = |party: &Party| {
        matches!(party.kind, ActorKind::Group | ActorKind::Organisation)
            && party.sectors.first() == Some(sector)
            && belongs_together(profile, party.state)
    };
    let at = nearest(parties, mention, sort, false)?;
    let last = parties.mention(parties.last_before(at, mention.head)?);
    (syntax.token(mention.head).sentence - syntax.token(last.head).sentence <= 3).then_some(at)
}

/// "his spokesman" after "his spokesman": the same possessor and noun.
fn same_person_words(parties: &Parties<'_>, mention: &Mention, profile: &Profile, noun: &str) -> Option<u32> {
    let above = parties.of_mention[profile.part_of?.0 as usize].first().copied()?;
    let fits = |party: &Party| {
        party.kind == ActorKind::Person
            && party.part_of.is_some_and(|other| parties.of_mention[other.0 as usize].first() == Some(&above))
            && party.roles.iter().any(|role| parties.read.tables.role_by_id(*role).words == noun)
    };
    nearest(parties, mention, fits, false)
}

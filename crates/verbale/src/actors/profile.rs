//! What a mention says by itself, before it is joined with others: country,
//! sector, gender and number, from its own words and the tables.

use compact_str::CompactString;

use super::{
    ActorKind, Read, Sector,
    affiliation::{affiliation, from_role},
    names::{name, surnames},
};
use crate::{
    codebook::actors::{Gender, Known, OrganisationId, RoleId, StateForm, StateId, What},
    mentions::{Mention, MentionForm, MentionId, MentionPlace},
    syntax::{Dep, Tag, TokenId},
};

/// The tables' own entry that a mention stands for.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub(super) enum Key {
    State(StateId),
    Organisation(OrganisationId),
}

/// What a mention says by itself.
#[derive(Debug, Clone, Default)]
pub(super) struct Profile {
    /// What it is, where its words tell; none for what is no party.
    pub(super) kind: Option<ActorKind>,
    /// The state or body of the tables that it is.
    pub(super) key: Option<Key>,
    /// The state that it belongs to.
    pub(super) state: Option<StateId>,
    /// The body that it belongs to.
    pub(super) body: Option<OrganisationId>,
    /// A mention that it belongs to: "a source in the Russian delegation".
    pub(super) part_of: Option<MentionId>,
    /// Its sectors, by title or noun.
    pub(super) sectors: Vec<Sector>,
    /// The noun or title.
    pub(super) role: Option<RoleId>,
    pub(super) gender: Option<Gender>,
    pub(super) plural: bool,
    /// It has "the", "this", a possessor or the like.
    pub(super) definite: bool,
    /// It has "a", a number or the like.
    pub(super) indefinite: bool,
    /// "former", "ex-", "late".
    pub(super) former: bool,
    /// "both", "the two": how many parties a description gathers.
    pub(super) both: bool,
    /// The states that it gathers: "North and South Korea", "the foreign
    /// ministers of Japan and South Korea".
    pub(super) states: Vec<StateId>,
    /// What stands in a place only ("in Moscow").
    pub(super) only_place: bool,
}

/// Nouns of a relation: whose neighbour or rival one is says not where one belongs.
pub(super) const RELATIONAL: [&str; 27] = [
    "ally",
    "allies",
    "partner",
    "partners",
    "rival",
    "rivals",
    "enemy",
    "enemies",
    "foe",
    "opponent",
    "opponents",
    "critic",
    "critics",
    "neighbour",
    "neighbor",
    "neighbours",
    "neighbors",
    "counterpart",
    "counterparts",
    "adversary",
    "backer",
    "backers",
    "friend",
    "friends",
    "victim",
    "victims",
    "successor",
];

/// The profiles of all mentions.
pub(super) fn all(read: &Read<'_>) -> Vec<Profile> {
    let otherwise = strong_names(read);
    let mut all: Vec<Profile> =
        read.mentions.all.iter().map(|mention| of(read, mention, &otherwise)).collect();
    surnames(read, &mut all);
    speakers(read, &mut all);
    all
}

/// Who a statement is from is somebody, whatever the noun: "the letter says".
fn speakers(read: &Read<'_>, profiles: &mut [Profile]) {
    for speaker in read.statements.all.iter().flat_map(|statement| &statement.speaker) {
        let mention = read.mentions.get(*speaker);
        let profile = &mut profiles[speaker.0 as usize];
        if mention.form == MentionForm::Pronoun || profile.kind.is_some() {
            continue;
        }
        if let (true, Some(state)) = (profile.only_place, profile.state) {
            profile.only_place = false;
            profile.kind = Some(ActorKind::State);
            profile.key = Some(Key::State(state));
            profile.sectors = vec![Sector::Gov];
            continue;
        }
        let amount = matches!(
            read.syntax.token(mention.head).lemma.as_str(),
            "lot"
                | "majority"
                | "half"
                | "third"
                | "quarter"
                | "percent"
                | "number"
                | "most"
                | "some"
                | "many"
                | "few"
        );
        profile.kind = Some(if mention.plural || amount {
            ActorKind::Group
        } else if animate(read, mention) && mention.form == MentionForm::Nominal {
            ActorKind::Person
        } else {
            ActorKind::Organisation
        });
    }
}

/// The states and bodies that the article names beyond doubt.
fn strong_names(read: &Read<'_>) -> Vec<Key> {
    let mut all = Vec::new();
    for mention in &read.mentions.all {
        let strong: Vec<_> = mention.known.iter().filter(|known| !known.weak).collect();
        if let [known] = strong.as_slice()
            && mention.known.len() == 1
        {
            let key = key_of(known.what);
            if !all.contains(&key) {
                all.push(key);
            }
        }
    }
    all
}

const fn key_of(what: What) -> Key {
    match what {
        What::State(state, _) => Key::State(state),
        What::Organisation(body) => Key::Organisation(body),
    }
}

/// Which of the things that a name may stand for it does stand for here.
pub(super) fn choose(read: &Read<'_>, mention: &Mention, otherwise: &[Key]) -> Option<What> {
    let alive = |known: &&Known| match known.what {
        What::State(..) if is_inside_place(read, mention) => false,
        What::State(state, StateForm::Name) => {
            read.tables.state(state).from.is_none_or(|from| from <= read.date)
        }
        _ => true,
    };
    let known: Vec<&Known> = mention.known.iter().filter(alive).collect();
    let named = |known: &&&Known| otherwise.contains(&key_of(known.what));
    if let Some(strong) = known.iter().find(|known| !known.weak) {
        let better = known
            .iter()
            .filter(|known| known.weak)
            .find(named)
            .filter(|_| !otherwise.contains(&key_of(strong.what)));
        return Some(better.unwrap_or(strong).what);
    }
    // Only weak claims: one that is named otherwise, a body before a city;
    // without any, a name still names but a city does not.
    let body = |known: &&&Known| matches!(known.what, What::Organisation(_));
    known
        .iter()
        .filter(body)
        .find(named)
        .or_else(|| known.iter().find(named))
        .or_else(|| known.iter().find(body))
        .or_else(|| known.iter().find(|known| !matches!(known.what, What::State(_, StateForm::Capital))))
        .map(|known| known.what)
}

/// "Mexico" in "New Mexico", "England" in "New England": no state, but a part of
/// the name of a place.
fn is_inside_place(read: &Read<'_>, mention: &Mention) -> bool {
    read.places.all.iter().any(|place| {
        let name = mention.name;
        let longer = place.span.contains(name) && place.span != name && place.span.end == name.end;
        longer && place.resolution > 1
    })
}

fn of(read: &Read<'_>, mention: &Mention, otherwise: &[Key]) -> Profile {
    let mut profile = Profile { plural: mention.plural, role: mention.role, ..Profile::default() };
    match mention.form {
        MentionForm::Pronoun => {
            profile.gender = match read.syntax.token(mention.head).lower.as_str() {
                "he" | "him" | "his" | "himself" => Some(Gender::Male),
                "she" | "her" | "hers" | "herself" => Some(Gender::Female),
                _ => None,
            };
            return profile;
        }
        MentionForm::Name | MentionForm::Nominal => {}
    }
    determiners(read, mention, &mut profile);
    affiliation(read, mention, otherwise, &mut profile);
    if let Some(role) = mention.role {
        from_role(read, mention, role, &mut profile);
    }
    if mention.form == MentionForm::Name {
        name(read, mention, otherwise, &mut profile);
    } else if let Some(body) = named_before(read, mention, &profile) {
        // "the Hamas movement", "Mugabe's ZANU-PF party".
        profile.kind = Some(ActorKind::Organisation);
        profile.key = Some(Key::Organisation(body));
        profile.sectors.clone_from(&read.tables.organisation(body).sectors);
    } else if profile.kind == Some(ActorKind::State) || is_government(read, mention) {
        // "the Russian government" is the state of Russia.
        if let (Some(state), false) = (profile.state, mention.plural) {
            profile.kind = Some(ActorKind::State);
            profile.key = Some(Key::State(state));
        }
    } else if profile.kind.is_none() && (profile.both || animate(read, mention)) {
        profile.kind = Some(if mention.plural { ActorKind::Group } else { ActorKind::Person });
    }
    profile
}

/// Whether a noun that no table holds is a person's, rather than a report's or
/// a survey's that "says" something.
fn animate(read: &Read<'_>, mention: &Mention) -> bool {
    let token = read.syntax.token(mention.head);
    let lemma = token.lemma.to_lowercase();
    let person = ["er", "or", "ist", "ian", "man", "men", "woman", "women", "people", "ee"]
        .iter()
        .any(|ending| lemma.ends_with(ending));
    let thing = [
        "paper",
        "letter",
        "order",
        "chapter",
        "number",
        "computer",
        "other",
        "matter",
        "newsletter",
        "error",
        "factor",
        "indicator",
        "poster",
    ];
    let who = read.syntax.children_by(mention.head, Dep::Relcl).any(|clause| {
        read.syntax
            .children(clause)
            .iter()
            .any(|child| matches!(read.syntax.token(*child).lower.as_str(), "who" | "whom"))
    });
    mention.form == MentionForm::Name || who || (person && !thing.contains(&lemma.as_str()))
}

/// The body whose name stands right before a noun that takes it up: "the Hamas
/// movement".
fn named_before(read: &Read<'_>, mention: &Mention, profile: &Profile) -> Option<OrganisationId> {
    let body = profile.body.filter(|_| !mention.plural)?;
    let start = read.syntax.tokens_in(mention.name).start;
    let before = read.mentions.at(TokenId(start.checked_sub(1)?))?;
    let adjacent = before.place == MentionPlace::Modifier
        && before.known.iter().any(|known| known.what == What::Organisation(body));
    let lemma: CompactString = read.syntax.token(mention.head).lemma.to_lowercase();
    let row = read.tables.organisation(body);
    (adjacent
        && (row.nouns.contains(&lemma)
            || matches!(
                lemma.as_str(),
                "group"
                    | "movement"
                    | "organisation"
                    | "organization"
                    | "party"
                    | "agency"
                    | "network"
                    | "newspaper"
            )))
    .then_some(body)
}

/// "government", "side", "regime": the state itself, once its country is known.
pub(super) fn is_government(read: &Read<'_>, mention: &Mention) -> bool {
    mention.role.is_some_and(|role| {
        matches!(
            read.tables.role_by_id(role).words.as_str(),
            "government" | "regime" | "administration" | "side" | "presidency" | "leadership"
        )
    })
}

fn determiners(read: &Read<'_>, mention: &Mention, profile: &mut Profile) {
    let tokens = read.syntax.tokens_in(mention.span);
    let name = read.syntax.tokens_in(mention.name);
    for at in tokens.start..name.end.min(tokens.end) {
        let token = &read.syntax.tokens[at as usize];
        let before = at < name.start || mention.form == MentionForm::Nominal;
        match token.lower.as_str() {
            "the" | "this" | "that" | "these" | "those" if before && token.head >= TokenId(name.start) => {
                profile.definite = true
            }
            "a" | "an" | "some" | "several" | "any" | "another" | "other" | "many" | "more" | "most"
            | "each" | "every" | "no"
                if before =>
            {
                profile.indefinite = true
            }
            "both" => profile.both = true,
            "pair" | "duo" | "trio" if profile.definite => profile.both = true,
            "either" | "each" | "neither" if tokens.len() == 2 && mention.form == MentionForm::Nominal => {
                profile.both = true
            }
            "two" | "three" | "four" if profile.definite => profile.both = true,
            "former" | "ex" | "late" | "ousted" | "deposed" | "ex-" | "onetime" | "one-time" | "then"
            | "ex-president" | "ex-minister"
                if at < name.start || (mention.form == MentionForm::Nominal && at < name.end) =>
            {
                profile.former = true
            }
            _ if token.dep == Dep::Nummod || token.tag == Tag::Cd => profile.indefinite = true,
            _ if token.dep == Dep::Poss && at < name.start => profile.definite = true,
            _ => {}
        }
    }
    if profile.both {
        profile.indefinite = false;
    }
    // "then prime minister Tony Blair": the tree may hang "then" on the verb.
    if let Some(before) = tokens.start.checked_sub(1) {
        let before = &read.syntax.tokens[before as usize];
        if matches!(before.lower.as_str(), "then" | "former" | "ex" | "late") && mention.role.is_some() {
            profile.former = true;
        }
    }
    let lower = read.syntax.token(mention.head).lower.as_str();
    if matches!(lower, "both") && mention.form == MentionForm::Nominal {
        profile.both = true;
    }
}

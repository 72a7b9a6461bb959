//! What a mention says by itself, before it is joined with others: country,
//! sector, gender and number, from its own words and the tables.

use compact_str::CompactString;

use super::{ActorKind, Read, Sector};
use crate::{
    codebook::actors::{
        Gender, Known, OrganisationId, OrganisationKind, RoleId, RoleKind, StateForm, StateId, What,
    },
    mentions::{Mention, MentionForm, MentionId, MentionPlace},
    syntax::{Dep, EntityLabel, Tag, TokenId},
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
    all
}

/// A word that is part of a person's name in this article is a person wherever
/// it stands alone, whatever the network calls it there.
fn surnames(read: &Read<'_>, profiles: &mut [Profile]) {
    let named = |profile: &Profile, mention: &Mention| {
        profile.key.is_none() && !profile.only_place && mention.form == MentionForm::Name
    };
    let mut parts: Vec<CompactString> = Vec::new();
    for mention in &read.mentions.all {
        let profile = &profiles[mention.id.0 as usize];
        if named(profile, mention) && profile.kind == Some(ActorKind::Person) {
            let words = name_words(read, mention);
            if words.len() >= 2 {
                parts.extend(words.into_iter().filter(|word| word.len() > 2));
            }
        }
    }
    parts.sort_unstable();
    for mention in &read.mentions.all {
        let profile = &mut profiles[mention.id.0 as usize];
        if named(profile, mention) && profile.kind != Some(ActorKind::Person) {
            let words = name_words(read, mention);
            if let [word] = words.as_slice()
                && parts.binary_search(word).is_ok()
                && !profile.definite
            {
                profile.kind = Some(ActorKind::Person);
            }
        }
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
fn choose(read: &Read<'_>, mention: &Mention, otherwise: &[Key]) -> Option<What> {
    let alive = |known: &&Known| match known.what {
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
    } else if profile.kind.is_none() {
        profile.kind = Some(if mention.plural { ActorKind::Group } else { ActorKind::Person });
    }
    profile
}

/// The body whose name stands right before a noun that takes it up: "the Hamas
/// movement".
fn named_before(read: &Read<'_>, mention: &Mention, profile: &Profile) -> Option<OrganisationId> {
    let body = profile.body.filter(|_| !mention.plural)?;
    let start = read.syntax.tokens_in(mention.name).start;
    let before = read.mentions.at(TokenId(start.checked_sub(1)?))?;
    let adjacent = before.place == MentionPlace::Modifier
        && before.known.iter().any(|known| known.what == What::Organisation(body));
    let lemma = read.syntax.token(mention.head).lemma.to_lowercase();
    let row = read.tables.organisation(body);
    (adjacent
        && (row.nouns.iter().any(|noun| *noun == lemma)
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

/// Country and body from the words before a name or noun and from "of", "from",
/// "in" and "at" behind it.
fn affiliation(read: &Read<'_>, mention: &Mention, otherwise: &[Key], profile: &mut Profile) {
    let syntax = read.syntax;
    let relational = RELATIONAL.contains(&syntax.token(mention.head).lower.as_str());
    let span = mention.span;
    let before: Vec<&Mention> = read
        .mentions
        .within(span, syntax)
        .filter(|other| {
            other.id != mention.id && other.span.end <= mention.name.end && other.form != MentionForm::Nominal
        })
        .filter(|other| !overlaps_name(other, mention))
        .collect();
    // The nearest first: "US-backed Syrian rebels".
    for other in before.iter().rev() {
        if relational && other.place == MentionPlace::Possessor {
            continue;
        }
        let hyphen = syntax
            .tokens
            .get(syntax.tokens_in(other.span).end as usize)
            .is_some_and(|next| matches!(next.tag, Tag::Hyph) && next.span.start == other.span.end);
        if hyphen {
            continue;
        }
        match choose(read, other, otherwise) {
            Some(What::State(state, _)) => {
                profile.state.get_or_insert(state);
            }
            Some(What::Organisation(body)) => {
                profile.body.get_or_insert(body);
            }
            None if other.place == MentionPlace::Possessor => {
                profile.part_of.get_or_insert(other.id);
            }
            None => {}
        }
    }
    for child in syntax.children(mention.head) {
        let token = syntax.token(*child);
        // "who leads the Chilean Senate"
        if token.dep == Dep::Relcl
            && matches!(token.lemma.as_str(), "lead" | "head" | "chair" | "command" | "run" | "represent")
        {
            let body = syntax.child(*child, Dep::Dobj).and_then(|object| read.mentions.at(object));
            profile.part_of = profile.part_of.or(body.map(|body| body.id));
        }
        if token.dep != Dep::Prep || *child < mention.head {
            continue;
        }
        let near = matches!(token.lower.as_str(), "of" | "from" | "for" | "at" | "with");
        let place = token.lower == "in" && !abroad(read, mention);
        if !(near || place) || (relational && near) {
            continue;
        }
        let Some(other) = syntax.child(*child, Dep::Pobj).and_then(|object| read.mentions.at(object)) else {
            continue;
        };
        match choose(read, other, otherwise) {
            Some(What::State(state, _)) => {
                profile.state.get_or_insert(state);
            }
            Some(What::Organisation(body)) => {
                profile.body.get_or_insert(body);
            }
            None => {
                profile.part_of.get_or_insert(other.id);
            }
        }
    }
}

/// Whether another mention is (part of) the name itself, rather than a state's
/// word in it.
fn overlaps_name(other: &Mention, mention: &Mention) -> bool {
    mention.form == MentionForm::Name
        && other.name.overlaps(mention.name)
        && other.place != MentionPlace::Modifier
}

/// Soldiers, envoys and the like may stand in a country that is not theirs.
fn abroad(read: &Read<'_>, mention: &Mention) -> bool {
    mention.role.is_none_or(|role| {
        let role = read.tables.role_by_id(role);
        role.sectors
            .iter()
            .any(|sector| matches!(sector, Sector::Mil | Sector::Jrn | Sector::Bus | Sector::Med))
            || matches!(
                role.words.as_str(),
                "ambassador" | "envoy" | "diplomat" | "diplomats" | "embassy" | "tourists" | "interests"
            )
    })
}

/// Sector, kind and gender from the noun or title, and from the nouns before it.
fn from_role(read: &Read<'_>, mention: &Mention, id: RoleId, profile: &mut Profile) {
    let role = read.tables.role_by_id(id);
    profile.gender = role.gender;
    profile.sectors.clone_from(&role.sectors);
    profile.kind = Some(match role.kind {
        RoleKind::Person if mention.plural => ActorKind::Group,
        RoleKind::Person => ActorKind::Person,
        RoleKind::Group => ActorKind::Group,
        RoleKind::Organisation if mention.plural => ActorKind::Group,
        RoleKind::Organisation => ActorKind::Organisation,
        RoleKind::State => ActorKind::State,
    });
    // "opposition leader", "rebel commander", "army spokesman", "party official".
    let tokens = read.syntax.tokens_in(mention.span);
    let name = read.syntax.tokens_in(mention.name);
    let end = if mention.form == MentionForm::Nominal {
        read.syntax.tokens_in(mention.name).start
    } else {
        name.start
    };
    for at in (tokens.start..end).rev() {
        let token = &read.syntax.tokens[at as usize];
        let Some(other) = read.tables.role(&token.lower).or_else(|| read.tables.role(&token.lemma)) else {
            continue;
        };
        if other == id {
            continue;
        }
        let other = read.tables.role_by_id(other);
        if token.dep == Dep::Poss || other.sectors.is_empty() {
            continue;
        }
        let hard = other.sectors.iter().any(|sector| {
            matches!(sector, Sector::Reb | Sector::Opp | Sector::Prm | Sector::Crm | Sector::Uaf)
        });
        if hard || (role.open && !other.open) {
            profile.sectors.clone_from(&other.sectors);
            break;
        }
    }
    if role.open
        && let Some(above) = profile.part_of
        && let Some(other) = read.mentions.get(above).role
    {
        let other = read.tables.role_by_id(other);
        if !other.open
            && !other.sectors.is_empty()
            && other.kind != RoleKind::Person
            && other.kind != RoleKind::State
        {
            profile.sectors.clone_from(&other.sectors);
        }
    }
    if let Some(body) = profile.body {
        let body = read.tables.organisation(body);
        let armed =
            body.sectors.iter().any(|sector| matches!(sector, Sector::Reb | Sector::Prm | Sector::Crm));
        if !body.sectors.is_empty()
            && (role.open || armed || role.sectors.is_empty())
            && body.kind != OrganisationKind::Breakaway
        {
            profile.sectors.clone_from(&body.sectors);
        }
    }
    if profile.former && (profile.kind == Some(ActorKind::Person) || mention.form == MentionForm::Name) {
        profile.sectors = vec![Sector::Eli];
    }
}

/// What the tables or the network know of a name.
fn name(read: &Read<'_>, mention: &Mention, otherwise: &[Key], profile: &mut Profile) {
    match choose(read, mention, otherwise) {
        Some(What::State(state, form)) => {
            profile.state = Some(state);
            state_name(read, mention, state, form, profile);
        }
        Some(What::Organisation(id)) => {
            let body = read.tables.organisation(id);
            let people = body.kind == OrganisationKind::People;
            profile.kind = Some(if people { ActorKind::Group } else { ActorKind::Organisation });
            profile.key = Some(Key::Organisation(id));
            profile.sectors.clone_from(&body.sectors);
        }
        None => {
            let words = mention.name.of(read.text);
            let listed = !read.tables.people_named(words).is_empty()
                && !(mention.label == Some(EntityLabel::Gpe) && in_place(read, mention));
            let capitals = words.len() >= 2
                && !words.contains(' ')
                && words.chars().filter(|letter| letter.is_uppercase()).count() >= 2
                && words.chars().filter(|letter| letter.is_lowercase()).count() <= 1;
            let by_label = match mention.label {
                _ if listed => Some(ActorKind::Person),
                Some(EntityLabel::Person) if capitals && profile.definite => Some(ActorKind::Organisation),
                Some(EntityLabel::Person) => Some(ActorKind::Person),
                Some(EntityLabel::Org) => Some(ActorKind::Organisation),
                Some(EntityLabel::Norp) => Some(ActorKind::Group),
                None
                | Some(EntityLabel::Gpe | EntityLabel::Product | EntityLabel::Law | EntityLabel::WorkOfArt)
                    if capitals && profile.kind.is_none() =>
                {
                    Some(ActorKind::Organisation)
                }
                Some(EntityLabel::Gpe | EntityLabel::Loc | EntityLabel::Fac) => None,
                None if profile.kind.is_none() => unlabelled(read, mention, profile),
                _ => profile.kind,
            };
            // A title outweighs the network: "President Goita".
            let titled = profile.kind == Some(ActorKind::Person)
                && mention.role.is_some_and(|role| read.tables.role_by_id(role).title);
            profile.kind = if titled { Some(ActorKind::Person) } else { by_label };
        }
    }
}

/// What a name is that the network did not see: a person where it has two words
/// or acts alone ("found Barbarin guilty").
fn unlabelled(read: &Read<'_>, mention: &Mention, profile: &Profile) -> Option<ActorKind> {
    let token = read.syntax.token(mention.head);
    let words = read.syntax.tokens_in(mention.name).len();
    let proper = token.pos == crate::syntax::Pos::Propn;
    let acts =
        matches!(token.dep, Dep::Nsubj | Dep::Nsubjpass | Dep::Dobj | Dep::Agent | Dep::Dative | Dep::Poss);
    if !proper || in_place(read, mention) || mention.plural {
        return None;
    }
    if profile.definite {
        return acts.then_some(ActorKind::Organisation);
    }
    ((2..=4).contains(&words) || (words == 1 && acts)).then_some(ActorKind::Person)
}

/// Whether a name stands behind a preposition of place.
fn in_place(read: &Read<'_>, mention: &Mention) -> bool {
    let token = read.syntax.token(mention.head);
    token.dep == Dep::Pobj
        && matches!(
            read.syntax.token(token.head).lower.as_str(),
            "in" | "at" | "near" | "from" | "outside" | "into" | "across"
        )
}

fn state_name(read: &Read<'_>, mention: &Mention, state: StateId, form: StateForm, profile: &mut Profile) {
    let also_people = mention
        .known
        .iter()
        .any(|known| matches!(known.what, What::State(other, StateForm::People) if other == state));
    let noun = profile.indefinite || profile.definite || mention.plural;
    let people = mention.place == MentionPlace::Head
        && (form == StateForm::People
            || (form == StateForm::Adjective && (mention.plural || (also_people && noun))));
    let place = form == StateForm::Capital && !speaks(read, mention);
    if place {
        profile.only_place = true;
        return;
    }
    // "Russian-backed" and "the Russian president": the state, in its adjective.
    if people && !(profile.definite && mention.plural) {
        profile.kind = Some(if mention.plural { ActorKind::Group } else { ActorKind::Person });
        if profile.sectors.is_empty() {
            profile.sectors = vec![Sector::Cvl];
        }
        return;
    }
    profile.kind = Some(ActorKind::State);
    profile.key = Some(Key::State(state));
    profile.sectors = vec![Sector::Gov];
}

/// Whether a capital stands for its state: "Moscow said", "told Moscow",
/// "Moscow's demands"; but "in Moscow", "the Moscow talks", "bombed Kyiv".
fn speaks(read: &Read<'_>, mention: &Mention) -> bool {
    let syntax = read.syntax;
    let mut at = mention.head;
    while syntax.token(at).dep == Dep::Conj {
        at = syntax.token(at).head;
    }
    let token = syntax.token(at);
    let above = syntax.token(token.head);
    match token.dep {
        Dep::Nsubj | Dep::Agent | Dep::Dative | Dep::Nsubjpass => {
            !(token.dep == Dep::Nsubjpass
                && matches!(
                    above.lemma.as_str(),
                    "bomb" | "shell" | "hit" | "capture" | "besiege" | "evacuate" | "destroy" | "rock"
                ))
        }
        Dep::Poss => !matches!(
            above.lemma.as_str(),
            "street"
                | "airport"
                | "mayor"
                | "suburb"
                | "outskirt"
                | "outskirts"
                | "centre"
                | "center"
                | "square"
                | "embassy"
                | "hotel"
                | "metro"
                | "university"
                | "hospital"
                | "resident"
                | "skyline"
                | "district"
                | "port"
                | "population"
        ),
        // What is visited, bombed or taken is the city.
        Dep::Dobj => !matches!(
            above.lemma.as_str(),
            "visit"
                | "leave"
                | "reach"
                | "enter"
                | "bomb"
                | "shell"
                | "hit"
                | "strike"
                | "capture"
                | "seize"
                | "take"
                | "retake"
                | "storm"
                | "besiege"
                | "surround"
                | "encircle"
                | "rock"
                | "evacuate"
                | "flee"
                | "approach"
                | "tour"
                | "liberate"
                | "defend"
                | "hold"
                | "attack"
                | "target"
                | "cross"
                | "destroy"
                | "overrun"
                | "occupy"
                | "quit"
                | "see"
                | "control"
                | "pound"
                | "paralyse"
        ),
        Dep::Pobj => match above.lower.as_str() {
            "by" => true,
            "with" | "between" | "against" | "on" | "upon" | "among" | "toward" | "towards" | "for" => true,
            "to" => matches!(
                syntax.token(above.head).lemma.as_str(),
                "say"
                    | "give"
                    | "appeal"
                    | "message"
                    | "send"
                    | "response"
                    | "offer"
                    | "sell"
                    | "supply"
                    | "close"
                    | "loyal"
                    | "hostile"
                    | "warning"
                    | "belong"
                    | "threat"
                    | "reply"
                    | "according"
                    | "concession"
                    | "aid"
                    | "support"
                    | "ally"
                    | "respond"
                    | "provide"
                    | "deliver"
                    | "complain"
                    | "protest"
                    | "signal"
                    | "pledge"
                    | "extradite"
                    | "surrender"
                    | "sympathetic"
                    | "letter"
                    | "transfer"
                    | "accord"
            ),
            "of" => matches!(
                syntax.token(above.head).lemma.as_str(),
                "ally" | "government" | "accuse" | "critic" | "intention" | "policy" | "suspicious"
            ),
            "from" => matches!(
                syntax.token(above.head).lemma.as_str(),
                "pressure"
                    | "response"
                    | "demand"
                    | "support"
                    | "aid"
                    | "message"
                    | "receive"
                    | "hear"
                    | "order"
                    | "criticism"
                    | "independence"
                    | "condemnation"
                    | "reaction"
            ),
            _ => false,
        },
        Dep::Compound | Dep::Nmod | Dep::Amod => {
            // "Moscow officials", but not "the Moscow talks".
            let noun = token.head;
            read.mentions.at(noun).is_some_and(|other| other.id != mention.id && other.role.is_some())
                && !matches!(
                    syntax.token(noun).lemma.as_str(),
                    "resident"
                        | "police"
                        | "court"
                        | "mayor"
                        | "protester"
                        | "hospital"
                        | "university"
                        | "correspondent"
                )
        }
        Dep::Root | Dep::Appos | Dep::Attr => true,
        _ => false,
    }
}

/// The words of a mention's name, folded, for comparing names.
pub(super) fn name_words(read: &Read<'_>, mention: &Mention) -> Vec<CompactString> {
    words_of(mention.name.of(read.text))
}

/// The words of a name, folded and in lower case, without "al-"; initials keep
/// their stop.
pub(super) fn words_of(name: &str) -> Vec<CompactString> {
    crate::codebook::actors::fold(name)
        .split(|letter: char| letter.is_whitespace() || letter == ',')
        .map(|word| {
            let word = word.trim_matches(|letter: char| !letter.is_alphanumeric() && letter != '.');
            let word = word.strip_suffix("'s").unwrap_or(word);
            let lower = word.to_lowercase();
            let bare =
                ["al-", "el-", "as-", "ar-", "ad-"].iter().find_map(|article| lower.strip_prefix(article));
            CompactString::from(bare.unwrap_or(&lower))
        })
        .filter(|word| !word.is_empty() && !matches!(word.as_str(), "al" | "jr" | "sr" | "jr." | "sr."))
        .collect()
}

//! Where a mention belongs: country, body and sectors, by the words around it.

use super::{
    ActorKind, Read, Sector,
    profile::Key,
    profile::{Profile, RELATIONAL, choose},
};
use crate::{
    codebook::actors::{OrganisationKind, RoleId, RoleKind, StateId, What},
    mentions::{Mention, MentionForm, MentionPlace, shape::stray_preposition},
    span::Span,
    syntax::{Dep, Tag},
};

/// Country and body from the words before a name or noun and from "of", "from",
/// "in" and "at" behind it.
pub(super) fn affiliation(read: &Read<'_>, mention: &Mention, otherwise: &[Key], profile: &mut Profile) {
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
                // "the Japanese and South Korean foreign ministers"
                if mention.plural && profile.state.is_some_and(|one| one != state) {
                    profile.states.extend([state, profile.state.unwrap_or(state)]);
                    profile.states.dedup();
                }
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
    // "its ambassador from Minsk" is not Minsk's.
    let owned = syntax.child(mention.head, Dep::Poss).is_some();
    for child in syntax.children(mention.head).iter().copied().chain(stray_preposition(syntax, mention.head))
    {
        let token = syntax.token(child);
        if owned && token.lower == "from" {
            continue;
        }
        // "who leads the Chilean Senate"
        if token.dep == Dep::Relcl
            && matches!(token.lemma.as_str(), "lead" | "head" | "chair" | "command" | "run" | "represent")
        {
            let body = syntax.child(child, Dep::Dobj).and_then(|object| read.mentions.at(object));
            profile.part_of = profile.part_of.or(body.map(|body| body.id));
        }
        // "a source close to the president"
        if token.lower == "close" && child > mention.head {
            let to = syntax.child(child, Dep::Prep).filter(|to| syntax.token(*to).lower == "to");
            let whom =
                to.and_then(|to| syntax.child(to, Dep::Pobj)).and_then(|object| read.mentions.at(object));
            profile.part_of = profile.part_of.or(whom.map(|whom| whom.id));
        }
        if token.dep != Dep::Prep || child < mention.head {
            continue;
        }
        let near = matches!(token.lower.as_str(), "of" | "from" | "for" | "at" | "with");
        let place = token.lower == "in" && !abroad(read, mention);
        if !(near || place) || (relational && near) {
            continue;
        }
        let Some(object) = syntax.child(child, Dep::Pobj) else { continue };
        // "of India's Kerala state": the state that the province belongs to.
        let owner = || {
            let before = syntax.children(object).iter().copied();
            before
                .filter(|at| matches!(syntax.token(*at).dep, Dep::Poss | Dep::Amod | Dep::Compound))
                .find_map(|at| read.mentions.at(at))
        };
        let Some(other) = read.mentions.at(object).or_else(owner) else { continue };
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
        if mention.plural && token.lower == "of" {
            gather(read, mention, other, otherwise, profile);
        }
    }
    if profile.state.is_none() && profile.states.is_empty() && profile.body.is_none() {
        profile.state = from_place(read, mention);
    }
}

/// The state of the region or town to which somebody belongs: "Florida Rep. Lola
/// Bako", "a Chicago judge", "the governor of Texas", "protesters in Lyon".
fn from_place(read: &Read<'_>, mention: &Mention) -> Option<StateId> {
    let syntax = read.syntax;
    let noun = mention.role.is_some();
    let before = || {
        let ahead = Span::new(mention.span.start, syntax.token(mention.head).span.start);
        let mut places = read.places.within(ahead);
        // A name that begins with a town's is a person's or a body's own.
        places.find(|place| place.resolution > 1 && !mention.name.contains(place.span))
    };
    let behind = || {
        // "its ambassador from Minsk" is not Minsk's.
        if syntax.child(mention.head, Dep::Poss).is_some() {
            return None;
        }
        let fixed = mention.role.is_some_and(|role| {
            let sectors = &read.tables.role_by_id(role).sectors;
            sectors.iter().any(|sector| matches!(sector, Sector::Gov | Sector::Spy))
        });
        syntax.children_by(mention.head, Dep::Prep).find_map(|preposition| {
            let word = syntax.token(preposition).lower.as_str();
            let near = matches!(word, "of" | "from") || word == "in" && !fixed && !abroad(read, mention);
            let place =
                syntax.child(preposition, Dep::Pobj).filter(|_| near && preposition > mention.head)?;
            let token = syntax.token(place).span;
            read.places.all.iter().find(|place| place.resolution > 1 && place.span.end == token.end)
        })
    };
    let place = if noun { before().or_else(behind) } else { None }?;
    read.tables.state_by_code(place.country.as_deref()?)
}

/// The states of a list: "the foreign ministers of Japan and South Korea". The
/// tree may hang the second on the noun.
fn gather(read: &Read<'_>, whole: &Mention, first: &Mention, otherwise: &[Key], profile: &mut Profile) {
    let next = |mention: &Mention| {
        read.syntax
            .child(mention.head, Dep::Conj)
            .and_then(|next| read.mentions.at(next))
            .filter(|next| next.head > mention.head)
    };
    let mut at = Some(first);
    let mut stray = next(whole).filter(|other| other.head > first.head);
    while let Some(mention) = at.or_else(|| stray.take()) {
        match choose(read, mention, otherwise) {
            Some(What::State(state, _)) if !profile.states.contains(&state) => profile.states.push(state),
            _ => {}
        }
        at = next(mention);
    }
    if profile.states.len() < 2 {
        profile.states.clear();
    }
}

/// Whether another mention is (part of) the name itself, rather than a state's
/// word in it.
pub(super) fn overlaps_name(other: &Mention, mention: &Mention) -> bool {
    mention.form == MentionForm::Name
        && other.name.overlaps(mention.name)
        && other.place != MentionPlace::Modifier
}

/// Soldiers, envoys and the like may stand in a country that is not theirs.
pub(super) fn abroad(read: &Read<'_>, mention: &Mention) -> bool {
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
pub(super) fn from_role(read: &Read<'_>, mention: &Mention, id: RoleId, profile: &mut Profile) {
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
        let office = role.sectors == [Sector::Gov]
            && matches!(
                body.kind,
                OrganisationKind::Party
                    | OrganisationKind::Opposition
                    | OrganisationKind::Company
                    | OrganisationKind::Outlet
                    | OrganisationKind::Ngo
                    | OrganisationKind::Movement
            );
        if !body.sectors.is_empty()
            && (office || role.open || armed || role.sectors.is_empty())
            && body.kind != OrganisationKind::Breakaway
        {
            profile.sectors.clone_from(&body.sectors);
        }
    }
    if profile.former && (profile.kind == Some(ActorKind::Person) || mention.form == MentionForm::Name) {
        profile.sectors = vec![Sector::Eli];
    }
}

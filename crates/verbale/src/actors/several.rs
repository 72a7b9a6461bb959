//! Descriptions of several: "both countries", "the two sides", "the two leaders".

use super::{
    ActorKind, Sector,
    descriptions::{REACH, window},
    join::{Parties, Party},
};
use crate::{
    mentions::{Mention, MentionId},
    syntax::{Dep, Pos},
};

/// "both countries", "the two sides", "the two leaders": the last two or more.
pub(super) fn last_ones(parties: &Parties<'_>, mention: &Mention, noun: &str) -> Vec<u32> {
    let count = if parties.read.text[mention.span.start as usize..].starts_with("the three") { 3 } else { 2 };
    let states = matches!(
        noun,
        "country"
            | "countries"
            | "nation"
            | "nations"
            | "state"
            | "states"
            | "neighbour"
            | "neighbours"
            | "neighbor"
            | "neighbors"
            | "power"
            | "powers"
            | "government"
            | "governments"
            | "delegations"
            | "delegation"
            | "armies"
            | "militaries"
            | "capitals"
            | "peoples"
    );
    let sides = matches!(noun, "side" | "sides" | "party" | "parties" | "both" | "group" | "groups" | "");
    let gender = mention.role.and_then(|role| parties.read.tables.role_by_id(role).gender);
    let others = named_by_subject(parties, mention);
    let fits = |party: &Party| match party.kind {
        _ if party.mentions.iter().any(|id| others.contains(id)) => false,
        ActorKind::Person if gender.is_some() => party.named && party.gender == gender,
        ActorKind::State => states || sides,
        ActorKind::Organisation | ActorKind::Group if armed(party) => sides,
        // A name that is nothing but a name is no side.
        ActorKind::Organisation => sides && party.key.is_some() && !party.sectors.contains(&Sector::Med),
        ActorKind::Person => {
            (!states && !sides || noun == "both")
                && (party.named || (party.state.is_some() && !party.roles.is_empty()))
        }
        ActorKind::Group => false,
    };
    if let Some(pair) = (count == 2).then(|| last_pair(parties, mention, &fits)).flatten() {
        return pair;
    }
    let latest = |fits: &dyn Fn(&Party) -> bool| -> Vec<(u32, u32)> {
        let mut last: Vec<(u32, u32)> = window(parties, mention, 2 * REACH)
            .into_iter()
            .filter(|near| fits(&parties.all[near.party as usize]))
            .map(|near| (near.last.head.0, near.party))
            .collect();
        last.sort_unstable_by(|a, b| b.cmp(a));
        last.truncate(count);
        last
    };
    // Those with a name of their own or a place in the tables come before troops
    // and rebels without one.
    let mut last =
        latest(&|party: &Party| fits(party) && (party.kind != ActorKind::Group || party.key.is_some()));
    if last.len() < count {
        last = latest(&fits);
    }
    // "the two": the last two of a kind, states or people.
    if matches!(noun, "" | "both") {
        let people = latest(&|party: &Party| party.kind == ActorKind::Person && party.named);
        let second = |list: &[(u32, u32)]| list.get(count - 1).map(|(at, _)| *at);
        if second(&people) > second(&last) {
            last = people;
        }
    }
    let mut chosen: Vec<u32> = last.iter().map(|(_, at)| *at).collect();
    // "The two sides" of two people who met are these.
    if chosen.len() < 2 && sides {
        chosen = latest(&|party: &Party| party.kind == ActorKind::Person && party.named)
            .iter()
            .map(|(_, at)| *at)
            .collect();
    }
    chosen.sort_unstable();
    if chosen.len() == count { chosen } else { Vec::new() }
}

/// Whether a party fights, so that it is a side.
fn armed(party: &Party) -> bool {
    party
        .sectors
        .first()
        .is_some_and(|sector| matches!(sector, Sector::Mil | Sector::Reb | Sector::Prm | Sector::Opp))
}

/// The mentions in the subject of the clause whose object a description is:
/// "Zambia's president praised both delegations" means two others.
fn named_by_subject(parties: &Parties<'_>, mention: &Mention) -> Vec<MentionId> {
    let syntax = parties.read.syntax;
    let mut at = mention.head;
    while !matches!(syntax.token(at).pos, Pos::Verb | Pos::Aux) {
        match syntax.head(at) {
            Some(head) => at = head,
            None => return Vec::new(),
        }
    }
    let near = parties.read.mentions.all[..mention.id.0 as usize].iter().rev();
    let near =
        near.take_while(|other| syntax.token(other.head).sentence == syntax.token(mention.head).sentence);
    // "Brazil, which lies between the two countries": what the clause describes.
    let described = (syntax.token(at).dep == Dep::Relcl).then(|| syntax.token(at).head);
    let subject = syntax.child(at, Dep::Nsubj).filter(|subject| !syntax.dominates(*subject, mention.head));
    near.filter(|other| {
        subject.is_some_and(|subject| syntax.dominates(subject, other.head)) || described == Some(other.head)
    })
    .filter(|other| parties.of_mention[other.id.0 as usize].len() == 1)
    .map(|other| other.id)
    .collect()
}

/// The last two parties that stand together: "A and B", "talks between A and B",
/// "A met B".
fn last_pair(parties: &Parties<'_>, mention: &Mention, fits: &dyn Fn(&Party) -> bool) -> Option<Vec<u32>> {
    let syntax = parties.read.syntax;
    let sentence = syntax.token(mention.head).sentence;
    let party = |other: &Mention| match parties.of_mention[other.id.0 as usize].as_slice() {
        [at] if fits(&parties.all[*at as usize]) => Some(*at),
        _ => None,
    };
    for other in parties.read.mentions.all[..mention.id.0 as usize].iter().rev() {
        let token = syntax.token(other.head);
        if sentence - token.sentence > 3 {
            return None;
        }
        let Some(second) = party(other) else { continue };
        let first = match token.dep {
            Dep::Conj => parties.read.mentions.at(token.head),
            // "A met B", "A's talks with B".
            Dep::Dobj => {
                syntax.child(token.head, Dep::Nsubj).and_then(|subject| parties.read.mentions.at(subject))
            }
            Dep::Pobj if matches!(syntax.token(token.head).lower.as_str(), "with" | "against") => {
                let above = syntax.token(token.head).head;
                let verb =
                    if syntax.token(above).pos == Pos::Verb { above } else { syntax.token(above).head };
                syntax.child(verb, Dep::Nsubj).and_then(|subject| parties.read.mentions.at(subject))
            }
            _ => None,
        };
        if let Some(first) = first.and_then(party)
            && first != second
        {
            return Some(vec![first.min(second), first.max(second)]);
        }
    }
    None
}

//! Descriptions of several: "both countries", "the two sides", "the two leaders".

use super::{
    ActorKind, Sector,
    descriptions::{REACH, window},
    join::{Parties, Party},
};
use crate::{
    mentions::{Mention, MentionId},
    syntax::{Dep, Pos, Syntax, TokenId},
};

/// "both countries", "the two sides", "the two leaders": the last two or more.
pub(super) fn last_ones(parties: &Parties<'_>, mention: &Mention, noun: &str) -> Vec<u32> {
    let words = mention.span.of(parties.read.text).to_lowercase();
    let counted = |count: &str| words.split(' ').any(|word| word == count);
    let count = if counted("three") || counted("trio") {
        3
    } else if counted("four") {
        4
    } else {
        2
    };
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
    // "the two New Jersey police officers" are no candidates, however many were named.
    let sectors = mention.role.map_or(&[][..], |role| &parties.read.tables.role_by_id(role).sectors);
    let other_trade = |party: &Party| {
        !sectors.is_empty()
            && !sectors.iter().any(|sector| matches!(sector, Sector::Gov | Sector::Cvl))
            && !sectors.iter().any(|sector| party.sectors.contains(sector))
    };
    let fits = |party: &Party| match party.kind {
        _ if party.mentions.iter().any(|id| others.contains(id)) => false,
        ActorKind::Person if other_trade(party) => false,
        ActorKind::Person if gender.is_some() => party.named && party.gender == gender,
        ActorKind::State => states || sides,
        ActorKind::Organisation | ActorKind::Group if armed(party) => sides,
        // A name that is nothing but a name is no side.
        ActorKind::Organisation => sides && party.key.is_some() && !party.sectors.contains(&Sector::Med),
        ActorKind::Person => {
            (!states && !sides || noun == "both")
                && (party.named || (party.state.is_some() && !party.roles.is_empty()))
        }
        ActorKind::Group | ActorKind::Place => false,
    };
    let together = if count == 2 {
        last_pair(parties, mention, &fits)
    } else {
        last_list(parties, mention, count, &fits)
    };
    if let Some(together) = together {
        return together;
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

/// The heads of a list in which a noun stands: "A, B and C".
pub(super) fn coordination(syntax: &Syntax, at: TokenId) -> Vec<TokenId> {
    let mut first = at;
    while syntax.token(first).dep == Dep::Conj {
        first = syntax.token(first).head;
    }
    let mut all = vec![first];
    let mut next = 0;
    while let Some(head) = all.get(next).copied() {
        all.extend(syntax.children_by(head, Dep::Conj));
        next += 1;
    }
    all
}

/// The last list of exactly so many parties.
fn last_list(
    parties: &Parties<'_>,
    mention: &Mention,
    count: usize,
    fits: &dyn Fn(&Party) -> bool,
) -> Option<Vec<u32>> {
    let syntax = parties.read.syntax;
    let sentence = syntax.token(mention.head).sentence;
    let before = parties.read.mentions.all[..mention.id.0 as usize].iter().rev();
    before
        .take_while(|other| sentence - syntax.token(other.head).sentence <= 3)
        .filter(|other| syntax.token(other.head).dep == Dep::Conj && other.head < mention.head)
        .find_map(|other| {
            let mut all: Vec<u32> = coordination(syntax, other.head)
                .into_iter()
                .filter_map(|head| parties.read.mentions.at(head))
                .flat_map(|member| parties.of_mention[member.id.0 as usize].iter().copied())
                .filter(|at| fits(&parties.all[*at as usize]))
                .collect();
            all.sort_unstable();
            all.dedup();
            (all.len() == count).then_some(all)
        })
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

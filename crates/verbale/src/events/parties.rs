//! Who makes an act an event of politics, and whom it is directed at.

use super::{assemble::Draft, contents::trimmed, matcher::Match, roles::Filled, status::status_of};
use crate::{
    actors::{Actor, ActorId, ActorKind, Sector},
    clauses::{Clause, Role, Via},
    events::{Event, EventType, Read, Status},
    mentions::MentionForm,
    span::Span,
    statements::Statement,
    syntax::{Dep, Pos, TokenId},
};

/// Whether a match is an event of politics: somebody does it (or, where the
/// rule lets the actor out, it is done to somebody), at least one party is a
/// political one, and types that need a recipient have one.
pub(super) fn is_coded(read: &Read<'_>, found: &Match<'_>) -> bool {
    let coded = |id: &ActorId| {
        let actor = read.actors.get(*id);
        actor.code.is_some() || actor.country.is_some()
    };
    // "Armies that invade their neighbours": nobody in particular does it.
    let clause = read.clauses.get(found.clause);
    let status = status_of(read, clause, found.rule);
    if matches!(status, Status::Hypothetical | Status::Conditional | Status::Planned)
        && !found.actor.actors.iter().chain(&found.recipient.actors).any(coded)
    {
        return false;
    }
    let political = |ids: &[ActorId]| ids.iter().any(|id| is_political(read.actors.get(*id)));
    let (actor, recipient) = (&found.actor.actors, &found.recipient.actors);
    if actor.is_empty() && recipient.is_empty() {
        return false;
    }
    // Nobody meets alone, unless it be to visit or to mediate.
    let mut parties: Vec<ActorId> = actor.iter().chain(recipient).copied().collect();
    // Speaking to the press or to a crowd is no meeting.
    parties.retain(|id| {
        let party = read.actors.get(*id);
        let former = party.country.is_some() && party.sectors.contains(&Sector::Eli);
        (party.named || former || is_political(party))
            && !party.sectors.iter().any(|sector| matches!(sector, Sector::Med | Sector::Jrn))
    });
    parties.sort_unstable();
    parties.dedup();
    if found.rule.event == EventType::Consult && parties.len() < 2 && found.rule.mode.is_empty() {
        return false;
    }
    if found.rule.event == EventType::Assault && is_quarrel(read, clause, actor, recipient) {
        return false;
    }
    // "Kenyan nurses called off a strike": they press as they protest.
    let presses = matches!(found.rule.event, EventType::Concede | EventType::Threaten);
    let crowd = actor.iter().map(|id| read.actors.get(*id)).any(|party| {
        is_crowd(party) && (found.rule.event == EventType::Protest || presses && party.country.is_some())
    });
    crowd || political(actor) || political(recipient)
}

/// Whether an event is of a type that needs a recipient and has none; in a
/// mutual act each is the other's.
pub(super) fn lacks_recipient(read: &Read<'_>, event: &Event) -> bool {
    event.recipient.is_empty()
        && event.actor.len() < 2
        && read.codebook.rules.plover.row(event.event).recipient
}

/// Words of fighting that politicians use of each other.
const QUARREL: &[&str] = &[
    "attack", "assault", "battle", "fight", "war", "clash", "hit", "strike", "target", "blow", "fire",
    "shot", "shoot", "jab", "swipe", "assail", "wage", "pounce", "ambush", "duel", "spar",
];

/// Whether people of politics only quarrel: "Trump attacked Clinton", "his
/// battle with the party". Nobody who is named attacks another by hand.
fn is_quarrel(read: &Read<'_>, clause: &Clause, actor: &[ActorId], recipient: &[ActorId]) -> bool {
    let person = |id: &ActorId| {
        let actor = read.actors.get(*id);
        actor.kind == ActorKind::Person && actor.named
    };
    let civil = |id: &ActorId| {
        let actor = read.actors.get(*id);
        person(id)
            || actor.sectors.iter().any(|sector| {
                matches!(
                    sector,
                    Sector::Pty
                        | Sector::Med
                        | Sector::Jrn
                        | Sector::Leg
                        | Sector::Jud
                        | Sector::Opp
                        | Sector::Bus
                )
            })
    };
    // Who stands for election attacks nobody but with words.
    let candidate = |id: &ActorId| {
        let party = read.actors.get(*id);
        person(id)
            && !party.sectors.is_empty()
            && party.sectors.iter().all(|sector| {
                matches!(sector, Sector::Eli | Sector::Pty | Sector::Leg | Sector::Opp | Sector::Med)
            })
    };
    let all = || actor.iter().chain(recipient);
    QUARREL.contains(&clause.lemma.as_str())
        && (all().any(person) && all().all(civil) || !actor.is_empty() && actor.iter().all(candidate))
}

/// Whether the party is one of politics: a state or what belongs to one, rebels,
/// parties, organisations of states. Civilians, companies, outlets and the rest
/// are met by such a party or make no event.
pub(super) fn is_political(actor: &Actor) -> bool {
    use Sector as S;
    const STRONG: [Sector; 13] = [
        S::Cop,
        S::Gov,
        S::Jud,
        S::Leg,
        S::Mil,
        S::Opp,
        S::Prm,
        S::Pty,
        S::Reb,
        S::Spy,
        S::Uaf,
        S::Crm,
        S::Ref,
    ];
    match actor.kind {
        ActorKind::State => true,
        ActorKind::Place => false,
        _ if actor.sectors.iter().any(|sector| STRONG.contains(sector)) => true,
        _ if !actor.sectors.is_empty() => {
            // Who held office, by name; a people with its country: "Palestinians", "the Ukrainian people".
            actor.country.is_some()
                && (actor.sectors.contains(&S::Cvl) || actor.named && actor.sectors.contains(&S::Eli))
                || matches!(actor.code.as_deref(), Some("IGO" | "UNO" | "EUR" | "IMG" | "ISM" | "NGO"))
        }
        _ => actor.code.as_deref().is_some_and(|code| code != "MNC"),
    }
}

/// Whether the party can take to the street: workers, students, believers, anybody but a company.
fn is_crowd(actor: &Actor) -> bool {
    use Sector as S;
    actor.kind == ActorKind::Group
        && actor.sectors.iter().any(|sector| {
            matches!(sector, S::Agr | S::Cvl | S::Edu | S::Lab | S::Pre | S::Rel | S::Med | S::Soc)
        })
}

/// Whether a statement's speaker is one of the parties or of their country.
pub(super) fn speaks_for(read: &Read<'_>, statement: &Statement, parties: &[ActorId]) -> bool {
    statement.speaker.iter().flat_map(|mention| read.actors.of(*mention)).any(|speaker| {
        let speaker = read.actors.get(*speaker);
        parties.iter().any(|party| {
            let party = read.actors.get(*party);
            party.id == speaker.id || (party.country.is_some() && party.country == speaker.country)
        })
    })
}

/// Words that name parties, with the name in the same sentence before a
/// pronoun that stands for it: "Ethiopia said it would".
pub(super) fn named(read: &Read<'_>, predicate: TokenId, spans: &[Span]) -> Vec<Span> {
    let sentence = read.syntax.sentence_of(predicate).span;
    let mut out: Vec<Span> = Vec::with_capacity(spans.len());
    for span in spans {
        let pronoun =
            read.mentions.within(*span, read.syntax).find(|mention| mention.form == MentionForm::Pronoun);
        let name = pronoun.filter(|pronoun| pronoun.span == *span).and_then(|pronoun| {
            let actors = read.actors.of(pronoun.id);
            read.mentions.within(sentence, read.syntax).find(|mention| {
                mention.form != MentionForm::Pronoun
                    && mention.span.end <= span.start
                    && !actors.is_empty()
                    && read.actors.of(mention.id) == actors
            })
        });
        let mut words = if name.is_some() { vec![*span] } else { apart(read, *span) };
        words.extend(apposed(read, *span));
        for words in name.map(|mention| mention.span).into_iter().chain(words) {
            if !out.contains(&words) {
                out.push(words);
            }
        }
    }
    out
}

/// The name that stands beside a description: "his Iranian counterpart, Mostafa Najjar".
fn apposed(read: &Read<'_>, span: Span) -> Option<Span> {
    let mention = read.mentions.within(span, read.syntax).find(|mention| mention.span == span)?;
    let name = read.mentions.at(read.syntax.child(mention.head, Dep::Appos)?)?;
    let same = name.form == MentionForm::Name && read.actors.of(name.id) == read.actors.of(mention.id);
    (same && !span.overlaps(name.span)).then_some(name.span)
}

/// The words of each of two parties that share a noun: "Nigerian and British forces", "House and Senate negotiators".
pub(super) fn apart(read: &Read<'_>, span: Span) -> Vec<Span> {
    let syntax = read.syntax;
    let proper = |token: TokenId| {
        matches!(syntax.token(token).pos, Pos::Propn | Pos::Adj) && {
            let word = syntax.token(token).span.of(read.text);
            word.starts_with(char::is_uppercase)
        }
    };
    let two = || {
        let mention = read.mentions.within(span, syntax).find(|mention| mention.span == span)?;
        let before = syntax.children(mention.head).iter().copied().find(|child| {
            *child < mention.head && proper(*child) && syntax.child(*child, Dep::Conj).is_some()
        })?;
        let second =
            syntax.child(before, Dep::Conj).filter(|second| *second < mention.head && proper(*second))?;
        let and = TokenId(syntax.edges(second).start.checked_sub(1)?);
        // "Bosnia and Herzegovina" is one.
        let one = read
            .mentions
            .at(before)
            .is_some_and(|name| name.span != span && name.span.contains(syntax.token(second).span));
        (syntax.token(and).lower == "and" && and > before && !one).then(|| {
            let (start, end) = (syntax.token(and).span.start, syntax.token(and).span.end);
            vec![trimmed(read, Span::new(span.start, start)), trimmed(read, Span::new(end, span.end))]
        })
    };
    two().unwrap_or_else(|| vec![span])
}

/// A mutual act that only one side hopes or plans for: "Kyiv hopes to speak with
/// Beijing". First who does, then the rest; none where all do.
pub(super) fn one_sided(read: &Read<'_>, draft: &Draft<'_>) -> Option<(Filled, Filled)> {
    let found = &draft.found;
    let open = matches!(draft.status, Status::Hypothetical | Status::Planned | Status::Conditional);
    if !open || found.actor.actors.len() < 2 || !found.recipient.actors.is_empty() {
        return None;
    }
    let clause = read.clauses.get(found.clause);
    let (mut own, mut other) = (Filled::default(), Filled::default());
    for place in &found.actor.places {
        let wishes = clause
            .in_role(&Role::Subject)
            .any(|argument| argument.head == place.head && argument.via == Via::Control);
        let side = if wishes { &mut own } else { &mut other };
        let (parties, words) = read.parties(*place);
        side.actors.extend(parties);
        side.spans.push(words);
    }
    (!own.actors.is_empty() && !other.actors.is_empty()).then_some((own, other))
}

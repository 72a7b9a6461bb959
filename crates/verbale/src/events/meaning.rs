//! What an act comes to: type, status of its content, position, and what it
//! becomes in the mouth of its doer.

use super::{assemble::Draft, contents::trimmed, details, parties::speaks_for};
use crate::{
    clauses::{Aspect, ClauseKind, Modal, Reality},
    codebook::RuleName,
    events::{DateFrom, Event, EventType, Read, Status},
    positions::PositionKind,
    statements::{Attitude, Force},
};

/// Type, status of the act, status of its content. What is still to come turns
/// into the word that is given for it: a meeting, aid or deal to come is AGREE,
/// a withdrawal or truce to come CONCEDE.
pub(super) fn typed(
    read: &Read<'_>,
    event: EventType,
    status: Status,
    draft: &Draft<'_>,
) -> (EventType, Status, Option<Status>) {
    use EventType as E;
    let open = if draft.condition.is_some() { Status::Conditional } else { Status::Planned };
    // "will meet" announces it; "is expected to meet" is what others think.
    let given = || {
        // "would continue defending": the modal stands at the verb that carries the act.
        let clause = read.clauses.get(draft.found.clause);
        let by =
            read.clauses.modality(clause.id).token.and_then(|token| read.clauses.at(token)).unwrap_or(clause);
        let own = read.clauses.own_modality(by).reality;
        let word = read.syntax.token(clause.predicate).span;
        let thought = read.statements.around(word).is_some_and(|statement| {
            statement.attitude != Attitude::Speech && !speaks_for(read, statement, &draft.found.actor.actors)
        });
        if thought {
            return Status::Planned;
        }
        // "would recognise him only if": on nobody's word it is no offer yet.
        if own == Reality::Conditional && read.statements.around(word).is_none() {
            return Status::Conditional;
        }
        if matches!(own, Reality::Planned | Reality::Conditional) || draft.status == Status::Actual {
            Status::Actual
        } else {
            Status::Planned
        }
    };
    if draft.parent.is_none() && matches!(status, Status::Planned | Status::Conditional) {
        match event {
            E::Consult | E::Support | E::Cooperate | E::Aid => return (E::Agree, given(), Some(open)),
            // Who exchange prisoners yield to nobody.
            E::Retreat if draft.found.actor.actors.len() > 1 && draft.found.recipient.actors.is_empty() => {
                return (E::Agree, given(), Some(open));
            }
            E::Retreat => return (E::Concede, given(), Some(open)),
            _ => {}
        }
    }
    // "may meet": a meeting to come, and not even that is sure.
    let clause = read.clauses.get(draft.found.clause);
    let may = matches!(clause.modal, Some(Modal::May | Modal::Might | Modal::Could | Modal::Can));
    if draft.parent.is_none() && status == Status::Hypothetical && may && clause.aspect != Aspect::Perfect {
        match event {
            E::Consult | E::Cooperate | E::Aid => return (E::Agree, status, Some(open)),
            E::Retreat => return (E::Concede, status, Some(open)),
            _ => {}
        }
    }
    // "does not agree to the truce": who will not agree refuses.
    if matches!(event, E::Agree | E::Concede)
        && status == Status::Negated
        && clause.negation.is_some()
        && matches!(clause.lemma.as_str(), "agree" | "accept" | "consent")
    {
        return (E::Reject, Status::Actual, None);
    }
    let content = match event {
        E::Request => Some(Status::Requested),
        E::Threaten => Some(open),
        // A deal that was reached, an apology for what was done: nothing of it is still to come.
        E::Agree | E::Concede if draft.content.is_some() && !is_for(read, draft) => Some(open),
        _ => None,
    };
    (event, status, content)
}

/// Verbs and nouns whose object is still to come: "declared a truce". What is
/// eased, pardoned or dropped is so at once.
const GIVES_ITS_WORD: &[&str] = &[
    "announce",
    "declare",
    "agree",
    "promise",
    "pledge",
    "offer",
    "propose",
    "accept",
    "order",
    "plan",
    "vow",
    "consent",
    "announcement",
    "pledge",
    "promise",
    "offer",
    "observe",
    "call",
    "proclaim",
    "decide",
    "approve",
    "truce",
    "ceasefire",
];

/// Whether the content is what the act is about, not what is to come:
/// "apologised for the attack", "a deal over the programme".
pub(super) fn is_for(read: &Read<'_>, draft: &Draft<'_>) -> bool {
    let trigger = read.clauses.get(draft.found.clause);
    let places = &draft.found.about.places;
    let acts = places
        .iter()
        .any(|place| place.clause.is_some_and(|clause| read.clauses.get(clause).kind == ClauseKind::Verbal));
    if draft.found.rule.event == EventType::Concede
        && !acts
        && !GIVES_ITS_WORD.contains(&trigger.lemma.as_str())
    {
        return true;
    }
    let noun = read.clauses.get(draft.found.clause).kind == ClauseKind::Nominal;
    let topic = |word: &str| word == "for" || noun && matches!(word, "over" | "on" | "about");
    draft
        .found
        .about
        .places
        .iter()
        .all(|place| read.syntax.head(place.head).is_some_and(|above| topic(&read.syntax.token(above).lower)))
}

/// The position that comes of an event, by its type.
pub(super) const fn position_of(
    event: EventType,
    content: Option<Status>,
    status: Status,
) -> Option<PositionKind> {
    use EventType as E;
    match event {
        E::Request => Some(PositionKind::Demand),
        E::Threaten => Some(PositionKind::Threat),
        E::Agree | E::Concede => match content {
            None => None,
            Some(Status::Conditional) => Some(PositionKind::Offer),
            _ => Some(PositionKind::Pledge),
        },
        E::Reject => Some(PositionKind::Refusal),
        E::Accuse => Some(PositionKind::Accusation),
        E::Support => Some(PositionKind::Assessment),
        _ if matches!(status, Status::Planned) => Some(PositionKind::Plan),
        _ => None,
    }
}

/// What a hostile act becomes in the mouth of its doer, or of those who speak
/// for him: "we never attacked" is a denial, "we will attack" a threat. An act
/// under a word of denying is denied, whoever speaks.
pub(super) fn in_own_mouth(read: &Read<'_>, event: &Event) -> Option<Event> {
    let said = read.statements.get(event.said_in?);
    if said.attitude != Attitude::Speech {
        return None;
    }
    let own = speaks_for(read, said, &event.actor);
    let plover = &read.codebook.rules.plover;
    let (conversion, content_status, holds) = match event.status {
        Status::Negated if own || said.force == Force::Denying => {
            (plover.denial.as_ref()?, Status::Negated, PositionKind::Denial)
        }
        Status::Planned | Status::Conditional if own => {
            (plover.threat.as_ref()?, event.status, PositionKind::Threat)
        }
        _ => return None,
    };
    if !conversion.from.contains(&event.event) {
        return None;
    }
    let clause = read.clauses.get(event.clause);
    let content = Some(trimmed(read, clause.span));
    Some(Event {
        event: conversion.to,
        status: Status::Actual,
        content_status: Some(content_status),
        content,
        said_in: said.said_in,
        statement: Some(said.id),
        mode: details::modes_of(read, conversion.to, clause, content),
        cameo: None,
        size: None,
        date: Some((read.date, read.date)),
        date_from: DateFrom::Article,
        holds: Some(holds),
        rule: RuleName::Rule(conversion.id.clone()),
        about: Vec::new(),
        ..event.clone()
    })
}

//! Whose content an act is, and which acts are one.

use std::collections::HashMap;

use super::{
    assemble::Draft,
    status::{Hold, holders, is_verbal},
};
use crate::{
    actors::ActorId,
    clauses::{Aspect, ClauseId, Relation, Role, Tense},
    events::{EventType, Read, Status},
};

pub(super) enum Parent {
    /// The act is the article's own.
    None,
    /// It exists only as the content of this one.
    Draft(usize),
    /// It exists only as a condition of what is no event.
    Lost,
}

/// The event as whose content an act exists: the nearest above it that demands,
/// threatens, promises, refuses or denies it, or under whose condition it
/// stands. An act that took place is nobody's content, whoever speaks of it,
/// unless it is what somebody is accused of.
pub(super) fn parent_of(
    read: &Read<'_>,
    drafts: &[Draft<'_>],
    of_clause: &HashMap<ClauseId, usize>,
    at: usize,
) -> Parent {
    let draft = &drafts[at];
    let is_real = matches!(draft.status, Status::Actual | Status::Historical);
    // "refused to meet him when he visited Cuba": the visit took place.
    let clause = read.clauses.get(draft.found.clause);
    if is_real
        && clause.is_finite()
        && clause.governor.is_some_and(|governor| governor.relation == Relation::Adverbial)
    {
        return Parent::None;
    }
    let mut conditioned = false;
    for (clause, hold) in holders(read, draft.found.clause) {
        conditioned |= hold == Hold::Condition;
        let Some(&parent) = of_clause.get(&clause) else { continue };
        if parent == at {
            continue;
        }
        let other = &drafts[parent];
        let words = is_verbal(other.found.rule.event);
        let ahead =
            matches!(other.found.rule.event, EventType::Agree | EventType::Concede | EventType::Threaten);
        let holds = match hold {
            Hold::Condition => true,
            // What was never done is no part of a promise: "assured that it had not attacked".
            Hold::Content if ahead && is_over(read, draft) => false,
            // "criticised Kyiv, demanding an end": one act of speech beside another.
            Hold::Content if is_real && stands_beside(read, draft, clause, other) => false,
            // A denial beside a denial: "assured that it would not and that it never had".
            Hold::Content if other.found.rule.event == EventType::Reject && denies_itself(read, draft) => {
                false
            }
            Hold::Content => words || !is_real,
            Hold::Argument => !is_real || is_content_of(read, draft, other),
        };
        if holds {
            return Parent::Draft(parent);
        }
    }
    if conditioned {
        return Parent::Lost;
    }
    // A quotation in parts, or a clause that the parser hung elsewhere: the act
    // stands inside the words of what another act demands or threatens.
    let word = read.syntax.token(read.clauses.get(draft.found.clause).predicate).span;
    let holder = drafts.iter().enumerate().position(|(other_at, other)| {
        other_at != at
            && is_verbal(other.found.rule.event)
            && other.found.rule.event != EventType::Support
            && !is_real
            && !is_over(read, draft)
            && [other.content, other.condition].iter().flatten().any(|span| span.contains(word))
    });
    holder.map_or(Parent::None, Parent::Draft)
}

/// Whether the act, done or not, lies behind: its verb is in the past or perfect.
pub(super) fn is_over(read: &Read<'_>, draft: &Draft<'_>) -> bool {
    let clause = read.clauses.get(draft.found.clause);
    clause.is_finite()
        && clause.modal.is_none()
        && (clause.tense == Tense::Past || clause.aspect == Aspect::Perfect)
}

/// Whether an act hangs on the very clause of another as a participle beside it,
/// and is an act of speech itself or the other none that looks ahead.
fn stands_beside(read: &Read<'_>, draft: &Draft<'_>, above: ClauseId, other: &Draft<'_>) -> bool {
    let clause = read.clauses.get(draft.found.clause);
    let adverbial = clause
        .governor
        .is_some_and(|governor| governor.clause == above && governor.relation == Relation::Adverbial);
    let beside = adverbial && clause.mark.is_none();
    let looks_back =
        matches!(other.found.rule.event, EventType::Accuse | EventType::Reject | EventType::Support);
    beside && (is_verbal(draft.found.rule.event) || looks_back)
}

/// Whether the act is negated in its own words, lies behind, and stands beside
/// another act rather than first under its governor.
pub(super) fn denies_itself(read: &Read<'_>, draft: &Draft<'_>) -> bool {
    let clause = read.clauses.get(draft.found.clause);
    let beside = clause.governor.is_some_and(|governor| governor.relation == Relation::Conjunct);
    beside && clause.negation.is_some() && is_over(read, draft)
}

/// Whether an eventive noun is what another act asks for, threatens or agrees
/// on: the head of its content.
pub(super) fn is_content_of(read: &Read<'_>, draft: &Draft<'_>, other: &Draft<'_>) -> bool {
    let predicate = read.clauses.get(draft.found.clause).predicate;
    matches!(
        other.found.rule.event,
        EventType::Request | EventType::Threaten | EventType::Agree | EventType::Concede
    ) && other.found.about.places.iter().any(|place| place.head == predicate)
}

/// Two drafts of one sentence that say the same become one: the same type,
/// actors and status, and recipients that do not differ.
pub(super) fn collapse(read: &Read<'_>, drafts: &mut [Draft<'_>]) {
    let sentence =
        |draft: &Draft<'_>| read.syntax.token(read.clauses.get(draft.found.clause).predicate).sentence;
    let sentences: Vec<u32> = drafts.iter().map(sentence).collect();
    for late in 0..drafts.len() {
        // A long article has many thousands of them, a sentence few.
        for early in (0..late).filter(|early| sentences[*early] == sentences[late]) {
            let (a, b) = (&drafts[early], &drafts[late]);
            if a.dropped || b.dropped || a.found.rule.event != b.found.rule.event || a.parent != b.parent {
                continue;
            }
            let agrees = |x: &[ActorId], y: &[ActorId]| x.is_empty() || y.is_empty() || same(x, y);
            let alike = a.status == b.status
                && same(&a.found.actor.actors, &b.found.actor.actors)
                && (agrees(&a.found.recipient.actors, &b.found.recipient.actors)
                    || is_its_subject(read, a, b))
                && (a.content.is_none()
                    || b.content.is_none()
                    || a.content == b.content
                    || (a.found.rule.id == b.found.rule.id
                        && a.condition == b.condition
                        && stand_in_row(read, a.found.clause, b.found.clause)));
            if !alike || parent_chain(drafts, early, late) {
                continue;
            }
            let named = |draft: &Draft<'_>| {
                draft.found.recipient.actors.iter().filter(|id| read.actors.get(**id).code.is_some()).count()
            };
            let (keep, drop) =
                if (named(b), b.found.recipient.actors.len()) > (named(a), a.found.recipient.actors.len()) {
                    (late, early)
                } else {
                    (early, late)
                };
            drafts[drop].dropped = true;
            for draft in drafts.iter_mut() {
                if draft.parent == Some(drop) {
                    draft.parent = Some(keep);
                }
            }
        }
    }
}

/// Whether the later clause is coordinated with the earlier: "must stop firing
/// and withdraw" is one demand.
pub(super) fn stand_in_row(read: &Read<'_>, early: ClauseId, late: ClauseId) -> bool {
    read.clauses
        .governors(late)
        .scan(true, |row, governor| {
            *row = *row && governor.relation == Relation::Conjunct;
            row.then_some(governor.clause)
        })
        .any(|above| above == early)
}

/// Whether the earlier act, a noun, is the subject of the later: "an attack on
/// the port killed three" is one act.
fn is_its_subject(read: &Read<'_>, early: &Draft<'_>, late: &Draft<'_>) -> bool {
    let noun = read.clauses.get(early.found.clause).predicate;
    read.clauses.get(late.found.clause).in_role(&Role::Subject).any(|subject| subject.head == noun)
}

fn parent_chain(drafts: &[Draft<'_>], a: usize, b: usize) -> bool {
    drafts[a].parent == Some(b) || drafts[b].parent == Some(a)
}

pub(super) fn same(a: &[ActorId], b: &[ActorId]) -> bool {
    a.len() == b.len() && a.iter().all(|actor| b.contains(actor))
}

/// Whether neither the draft nor any event above it was dropped; a chain that
/// runs in a circle is cut.
pub(super) fn is_kept(drafts: &[Draft<'_>], at: usize) -> bool {
    let mut above = Some(at);
    for _ in 0..drafts.len().min(16) + 1 {
        match above {
            None => return true,
            Some(i) if drafts[i].dropped => return false,
            Some(i) => above = drafts[i].parent,
        }
    }
    false
}

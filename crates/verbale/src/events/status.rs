//! Status: what the clauses say of how real an act is, and what statements add.

use crate::{
    clauses::{Aspect, Clause, ClauseId, ClauseKind, Form, Modal, Reality, Relation, Tense, Tie},
    codebook::rules::{Rule, Test},
    events::{EventType, Read, Status},
    statements::{Attitude, Force},
};

/// Status of the act of a clause: how real it is, all that governs it
/// considered, and on whose word it stands.
pub(super) fn status_of(read: &Read<'_>, clause: &Clause, rule: &Rule) -> Status {
    let modality = read.clauses.modality(clause.id);
    let mut status = from_reality(modality.reality);
    // "after he steps down, he will": a present beside a future looks ahead.
    let beside = clause.governor.filter(|governor| governor.relation == Relation::Adverbial);
    if status == Status::Actual
        && clause.tense == Tense::Present
        && clause.aspect == Aspect::Simple
        && clause.is_finite()
        && beside.is_some_and(|above| {
            let own = read.clauses.own_modality(read.clauses.get(above.clause));
            own.reality == Reality::Planned || read.clauses.modality(above.clause).reality == Reality::Planned
        })
    {
        status = Status::Planned;
    }
    // "will not negotiate" is a refusal that took place, "will strike back" a
    // threat: what the rule asks of negation and modal makes the act of speech.
    let own = read.clauses.own_modality(clause);
    if clause.negation.is_some()
        && modality.token == clause.negation
        && rule.when.contains(&Test::Negated(true))
    {
        status = Status::Actual;
    }
    let open = matches!(
        own.reality,
        Reality::Planned | Reality::Conditional | Reality::Requested | Reality::Hypothetical
    );
    let by_modal = !rule.trigger.modal.is_empty()
        && clause.modal.is_some_and(|modal| rule.trigger.modal.contains(&modal));
    let maybe = matches!(clause.modal, Some(Modal::Can | Modal::Could | Modal::May | Modal::Might));
    if by_modal
        && open
        && !maybe
        && matches!(status, Status::Planned | Status::Conditional | Status::Requested | Status::Hypothetical)
    {
        status = Status::Actual;
    }
    // "we will be ready to fight", "are ready to fight if": the readiness is told now, the fight is to come.
    if clause.kind == ClauseKind::Copular
        && is_verbal(rule.event)
        && matches!(status, Status::Planned | Status::Conditional)
        && matches!(own.reality, Reality::Planned | Reality::Conditional)
    {
        status = Status::Actual;
    }
    // "discuss Moscow's demands": whose demands they are, they were made.
    let named = clause.kind == ClauseKind::Nominal && clause.light.is_none() && clause.definite;
    if named && is_verbal(rule.event) && status != Status::Negated {
        status = from_reality(own.reality);
    }
    // A statement whose cue stands apart from its quotation still denies or
    // demands. A hedge ("reportedly") tells who vouches, not whether it was done.
    let word = read.syntax.token(clause.predicate).span;
    let Some(statement) = read.statements.around(word) else { return status };
    let linked = statement
        .cue_clause
        .is_some_and(|cue| read.clauses.governors(clause.id).any(|above| above.clause == cue));
    if linked {
        return status;
    }
    match (statement.force, status) {
        (Force::Denying, Status::Actual | Status::Planned) => Status::Negated,
        (Force::Demanding, Status::Actual | Status::Planned) if statement.cue_clause.is_some() => {
            Status::Requested
        }
        _ => status,
    }
}

const fn from_reality(reality: Reality) -> Status {
    match reality {
        Reality::Actual => Status::Actual,
        Reality::Planned => Status::Planned,
        Reality::Hypothetical => Status::Hypothetical,
        Reality::Negated => Status::Negated,
        Reality::Conditional => Status::Conditional,
        Reality::Requested => Status::Requested,
    }
}

/// How an act is tied to a clause above it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Hold {
    /// It completes that clause, or is what it is for.
    Content,
    /// It is a noun in one of its roles.
    Argument,
    /// It is its condition, or stands inside it.
    Condition,
}

/// The clauses as whose content, argument or condition the act of a clause may
/// exist, the nearest first. The chain ends where an act stands by itself:
/// beside another, in a relative clause, "after" or "because" of it.
pub(super) fn holders<'r>(read: &'r Read<'_>, id: ClauseId) -> impl Iterator<Item = (ClauseId, Hold)> + 'r {
    let mut below = id;
    let mut hold = Hold::Content;
    let mut ended = false;
    read.clauses.governors(id).filter_map(move |governor| {
        if ended {
            return None;
        }
        let clause = read.clauses.get(below);
        below = governor.clause;
        match governor.relation {
            // A conjunct hangs where the first of its row hangs.
            Relation::Conjunct => return None,
            Relation::Complement | Relation::Purpose => {}
            Relation::Argument if hold == Hold::Content => hold = Hold::Argument,
            Relation::Argument => {}
            Relation::Condition => hold = Hold::Condition,
            // "rejected the result, saying it was rigged": said beside the refusal, not in it.
            Relation::Adverbial
                if clause.tie == Tie::Free
                    || lies_before(read, clause)
                    || clause.id != id && clause.mark.is_none() && says(read, clause) =>
            {
                ended = true;
            }
            Relation::Adverbial => {}
            Relation::Relative => ended = true,
        }
        (!ended).then_some((governor.clause, hold))
    })
}

/// Whether a clause is the verb of saying of a statement.
fn says(read: &Read<'_>, clause: &Clause) -> bool {
    read.statements
        .all
        .iter()
        .any(|said| said.cue_clause == Some(clause.id) && said.attitude == Attitude::Speech)
}

/// "having shelled the town, agreed": what its subject had done before is no
/// content of what it says.
fn lies_before(read: &Read<'_>, clause: &Clause) -> bool {
    clause.aspect == Aspect::Perfect && clause.form == Form::Participle && clause.mark.is_none()
        || clause.form == Form::Participle
            && clause.mark.is_none()
            && clause
                .governor
                .is_some_and(|above| clause.predicate < read.clauses.get(above.clause).predicate)
}

/// Types that are acts of speech, whose words a statement holds.
pub(super) const fn is_verbal(event: EventType) -> bool {
    use EventType as E;
    matches!(event, E::Agree | E::Support | E::Concede | E::Request | E::Accuse | E::Reject | E::Threaten)
}

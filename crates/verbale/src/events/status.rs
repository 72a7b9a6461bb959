//! Status: of an act from its own clause, and from everything that governs it.

use crate::{
    clauses::{Aspect, Clause, ClauseId, ClauseKind, Modal, Relation, Role, Tense},
    codebook::rules::Effect,
    events::{Read, Status},
    statements::{Attitude, Force},
};

/// How an act stands in its sentence.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Standing {
    /// Status of the act.
    pub(super) status: Status,
    /// The clause of which it is content, or whose condition it is: the
    /// candidate for its parent.
    pub(super) content_of: Option<ClauseId>,
    /// Whether it stands in an if-clause.
    pub(super) in_condition: bool,
}

/// The standings of all clauses, each worked out once.
pub(super) struct Standings<'r> {
    read: &'r Read<'r>,
    known: Vec<Option<Standing>>,
}

/// Clauses nest no deeper than this in any real sentence; a longer chain is a
/// fault of the parse and is cut.
const DEEPEST: u8 = 24;

impl<'r> Standings<'r> {
    pub(super) fn new(read: &'r Read<'r>) -> Self {
        Self { read, known: vec![None; read.clauses.all.len()] }
    }

    /// How the act of a clause stands.
    pub(super) fn of(&mut self, id: ClauseId) -> Standing {
        self.at(id, 0)
    }

    fn at(&mut self, id: ClauseId, depth: u8) -> Standing {
        if let Some(known) = self.known[id.0 as usize] {
            return known;
        }
        let clause = self.read.clauses.get(id);
        let own = own_status(self.read, clause);
        let alone = Standing { status: own, content_of: None, in_condition: false };
        let standing = match clause.governor {
            Some(governor) if depth < DEEPEST && governor.clause != id => {
                let above = self.at(governor.clause, depth + 1);
                self.governed(clause, own, governor.clause, governor.relation, above)
            }
            _ => alone,
        };
        let standing = self.hedged(clause, standing);
        self.known[id.0 as usize] = Some(standing);
        standing
    }

    fn governed(
        &self,
        clause: &Clause,
        own: Status,
        above: ClauseId,
        relation: Relation,
        over: Standing,
    ) -> Standing {
        let governor = self.read.clauses.get(above);
        let content = |status| Standing { status, content_of: Some(above), in_condition: over.in_condition };
        let free = |status| Standing { status, content_of: None, in_condition: false };
        match relation {
            Relation::Condition => {
                Standing { status: Status::Conditional, content_of: Some(above), in_condition: true }
            }
            Relation::Complement => {
                let effect = self.effect(clause, governor);
                let status = match effect {
                    // A speech act's own status says nothing of what a finite clause reports.
                    Some(Effect::Implies) | None if is_finite(clause) => match over.status {
                        Status::Negated => worse(own, Status::Hypothetical),
                        _ if self.is_cue(above) => own,
                        status => worse(own, status),
                    },
                    Some(Effect::Implies) | None if self.is_nonfinite_unknown(clause, effect) => {
                        worse(own, worse(Status::Planned, over.status))
                    }
                    Some(Effect::Implies) | None => worse(own, over.status),
                    // "warned that troops had crossed": what is past is no longer planned.
                    Some(Effect::Plans) if is_past(clause) && is_finite(clause) => own,
                    Some(Effect::Negates) if over.status == Status::Negated => Status::Hypothetical,
                    Some(effect) => {
                        let given = effect.status().unwrap_or(own);
                        let given = match over.status {
                            Status::Negated | Status::Hypothetical | Status::Conditional
                                if given != Status::Requested =>
                            {
                                worse(given, over.status)
                            }
                            _ => given,
                        };
                        worse(own, given)
                    }
                };
                content(status)
            }
            Relation::Purpose => content(worse(own, worse(Status::Planned, over.status))),
            Relation::Conjunct => {
                // "may attack and seize": the second verb shares the modal, not a subject of its own.
                let shares = clause.modal.is_none() && clause.tense == Tense::None && !is_past(clause);
                let inherited = if shares { over.status } else { self.inherited(over) };
                Standing { status: worse(own, inherited), ..over }
            }
            Relation::Adverbial => {
                let factive = self.mark_of(clause).is_some_and(|mark| {
                    [
                        "after",
                        "since",
                        "because",
                        "as",
                        "although",
                        "though",
                        "while",
                        "when",
                        "despite",
                        "following",
                    ]
                    .contains(&mark)
                });
                if factive || is_past(clause) || matches!(over.status, Status::Actual | Status::Historical) {
                    // Inside an if-clause "after massing troops" still tells what was done.
                    let tensed = is_finite(clause) || factive;
                    if tensed || !over.in_condition { free(own) } else { content(worse(own, over.status)) }
                } else {
                    Standing { status: worse(own, over.status), ..over }
                }
            }
            Relation::Relative => {
                if over.status == Status::Requested || over.in_condition {
                    Standing { status: worse(own, over.status), ..over }
                } else if clause.tense == Tense::None && clause.modal.is_none() && !clause.passive {
                    // "a plan to attack", "the right to choose": an infinitive that describes a noun.
                    content(worse(own, worse(Status::Hypothetical, over.status)))
                } else {
                    free(own)
                }
            }
            Relation::Argument => self.argument(clause, own, governor, over),
        }
    }

    /// A noun that fills a role of a predicate: "called for talks", "condemned
    /// the bombing", "may face sanctions".
    fn argument(&self, clause: &Clause, own: Status, governor: &Clause, over: Standing) -> Standing {
        let free = Standing { status: own, content_of: None, in_condition: over.in_condition };
        let role =
            governor.arguments.iter().find(|a| a.clause == Some(clause.id) || a.head == clause.predicate);
        let Some(role) = role else { return free };
        let definite = self.read.is_definite(clause.predicate);
        let core =
            matches!(role.role, Role::Object | Role::Complement | Role::IndirectObject | Role::Subject);
        let asks = match &role.role {
            Role::Oblique(preposition) => matches!(
                preposition.as_str(),
                "for" | "to" | "of" | "about" | "on" | "from" | "with" | "against"
            ),
            _ => true,
        };
        let effect = self.effect(clause, governor);
        match effect {
            Some(effect) if asks && role.role != Role::Subject => match effect.status() {
                None => Standing {
                    status: worse(own, over.status),
                    content_of: Some(governor.id),
                    in_condition: over.in_condition,
                },
                // "rejected the invasion", "stopped the bombing": it took place.
                Some(Status::Negated) if definite && !self.is_future_noun(clause) => free,
                Some(Status::Hypothetical | Status::Planned) if definite => free,
                Some(status) => {
                    let status = if over.status == Status::Negated { Status::Hypothetical } else { status };
                    Standing {
                        status: worse(own, status),
                        content_of: Some(governor.id),
                        in_condition: over.in_condition,
                    }
                }
            },
            _ if over.in_condition && core => Standing {
                status: worse(own, over.status),
                content_of: Some(governor.id),
                in_condition: true,
            },
            _ if core && !definite && !matches!(over.status, Status::Actual | Status::Historical) => {
                Standing {
                    status: worse(own, over.status),
                    content_of: over.content_of,
                    in_condition: over.in_condition,
                }
            }
            _ => free,
        }
    }

    /// Nouns that name what may come: "rejected the proposal", "the ceasefire plan".
    fn is_future_noun(&self, clause: &Clause) -> bool {
        matches!(
            clause.lemma.as_str(),
            "proposal"
                | "plan"
                | "offer"
                | "demand"
                | "request"
                | "call"
                | "talk"
                | "negotiation"
                | "meeting"
                | "deal"
                | "withdrawal"
                | "ceasefire"
                | "truce"
        )
    }

    /// What a governor makes of its complement: the force of its statement
    /// where it is a cue of speech, else the codebook's word lists.
    fn effect(&self, clause: &Clause, governor: &Clause) -> Option<Effect> {
        let lemma = self.read.codebook.rules.plover.effect(&governor.lemma);
        let statement =
            self.read.statements.all.iter().find(|statement| statement.cue_clause == Some(governor.id));
        let finite = is_finite(clause);
        let force = statement.and_then(|statement| match (statement.force, statement.attitude) {
            (Force::Denying, _) => Some(Effect::Negates),
            (Force::Demanding, _) => Some(Effect::Requests),
            (Force::Promising, _) => Some(Effect::Plans),
            (Force::Threatening, _) => Some(Effect::Plans),
            (Force::Hedged, _) => Some(Effect::Supposes),
            (_, Attitude::Belief) if lemma.is_none() => None,
            (_, Attitude::Intention) => Some(Effect::Plans),
            (Force::Neutral | Force::Assertive, _) if finite => Some(Effect::Implies),
            _ => None,
        });
        force.or(lemma)
    }

    fn is_cue(&self, clause: ClauseId) -> bool {
        self.read.statements.all.iter().any(|statement| statement.cue_clause == Some(clause))
    }

    /// An infinitive under a predicate of which nothing is known: it looks ahead.
    fn is_nonfinite_unknown(&self, clause: &Clause, effect: Option<Effect>) -> bool {
        effect.is_none()
            && clause.kind == ClauseKind::Verbal
            && self.read.syntax.token(clause.predicate).tag == crate::syntax::Tag::Vb
    }

    /// What the clause above gets from above it: a conjunct hangs on the same governor.
    fn inherited(&self, over: Standing) -> Status {
        if over.content_of.is_some() || over.in_condition { over.status } else { Status::Actual }
    }

    /// A statement that hedges, denies or asks around the act, where no clause
    /// links them: "reportedly", a quotation under "denied".
    fn hedged(&self, clause: &Clause, standing: Standing) -> Standing {
        let span = self.read.syntax.token(clause.predicate).span;
        let Some(statement) = self.read.statements.around(span) else { return standing };
        if statement.cue_clause.is_some() {
            return standing;
        }
        match statement.force {
            Force::Hedged => Standing { status: worse(standing.status, Status::Hypothetical), ..standing },
            _ => standing,
        }
    }

    /// The word that joins an adverbial clause to its governor.
    fn mark_of(&self, clause: &Clause) -> Option<&'r str> {
        let syntax = self.read.syntax;
        let predicate = clause.light.unwrap_or(clause.predicate);
        let mark = syntax
            .children(predicate)
            .iter()
            .find(|child| {
                matches!(syntax.token(**child).dep, crate::syntax::Dep::Mark | crate::syntax::Dep::Advmod)
            })
            .or(None)
            .copied();
        let mark = mark.or_else(|| {
            let head = syntax.head(predicate)?;
            (syntax.token(head).dep == crate::syntax::Dep::Prep).then_some(head)
        });
        mark.map(|mark| syntax.token(mark).lower.as_str())
    }
}

/// Whether the clause has a tense of its own.
fn is_finite(clause: &Clause) -> bool {
    clause.tense != Tense::None || clause.modal.is_some()
}

fn is_past(clause: &Clause) -> bool {
    clause.tense == Tense::Past || clause.aspect == Aspect::Perfect
}

/// The status that a clause has by itself.
fn own_status(read: &Read<'_>, clause: &Clause) -> Status {
    let negated = clause.negation.is_some();
    let sentence = read.syntax.sentence_of(clause.predicate);
    let ends_with_question = read.syntax.tokens[sentence.tokens.start as usize..sentence.tokens.end as usize]
        .iter()
        .rev()
        .find(|token| !matches!(token.lower.as_str(), "\"" | "”" | "'" | "’" | ")"))
        .is_some_and(|token| token.lower == "?");
    let status = match clause.modal {
        Some(Modal::May | Modal::Might) => return Status::Hypothetical,
        Some(Modal::Can | Modal::Could) => Status::Hypothetical,
        Some(Modal::Would) if clause.tense == Tense::Future => Status::Planned,
        Some(Modal::Would) => Status::Hypothetical,
        Some(Modal::Will | Modal::IsTo) => Status::Planned,
        Some(Modal::Must | Modal::Should) if clause.aspect == Aspect::Perfect => Status::Hypothetical,
        Some(Modal::Must | Modal::Should) => Status::Requested,
        None if clause.tense == Tense::Future => Status::Planned,
        None => Status::Actual,
    };
    if negated {
        return if status == Status::Requested { status } else { Status::Negated };
    }
    if ends_with_question {
        return worse(status, Status::Hypothetical);
    }
    let open = status != Status::Actual || clause.tense == Tense::Present;
    if clause.condition.is_some() && open && status != Status::Requested {
        return Status::Conditional;
    }
    status
}

/// Of two statuses that both bear on an act, the one that holds.
pub(super) fn worse(own: Status, given: Status) -> Status {
    use Status as S;
    match (own, given) {
        (own, S::Actual | S::Historical) => own,
        (S::Actual | S::Historical, given) => given,
        (S::Negated, S::Negated) => S::Negated,
        (_, S::Negated) | (S::Negated, S::Planned) => S::Negated,
        (S::Negated, given) => given,
        (_, S::Requested) => S::Requested,
        (S::Conditional, _) | (_, S::Conditional) => S::Conditional,
        (S::Hypothetical, _) | (_, S::Hypothetical) => S::Hypothetical,
        (S::Requested, _) => S::Requested,
        (S::Planned, S::Planned) => S::Planned,
    }
}

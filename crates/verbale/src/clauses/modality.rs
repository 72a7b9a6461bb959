//! How real an act is, by its own verb and by what it hangs on.

use super::{
    Aspect, Clause, ClauseId, ClauseKind, Clauses, Effect, Form, Modal, Mood, Relation, Role, Tense, Tie, Via,
};
use crate::syntax::TokenId;

/// How real an act is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Reality {
    /// It takes place, or took place.
    Actual,
    /// It is to come: "will", "agreed to", "is due to".
    Planned,
    /// It may or may not be: "may", "fears of", inside a condition, a question.
    Hypothetical,
    /// It does not take place: "did not", "failed to", "ruled out".
    Negated,
    /// It is said under a condition.
    Conditional,
    /// Somebody wants it: "urged to", "must".
    Requested,
}

/// How real an act is, and the word that makes it so.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Modality {
    /// How real.
    pub reality: Reality,
    /// The modal, negation, governing verb or noun that makes it so; none for a plain fact.
    pub token: Option<TokenId>,
}

/// How far up reality is looked for.
#[derive(Debug, Clone, Copy)]
struct Ceiling {
    /// What lies above this clause is left aside.
    within: Option<ClauseId>,
    /// How many more sayings may stand inside one another: no writer nests so many,
    /// and a tree from a broken text must not exhaust the stack.
    left: u8,
}

impl Modality {
    const FACT: Self = Self { reality: Reality::Actual, token: None };

    const fn new(reality: Reality, token: TokenId) -> Self {
        Self { reality, token: Some(token) }
    }
}

impl Clauses {
    /// How real the act of a clause is, all that it hangs on considered.
    #[must_use]
    pub fn modality(&self, id: ClauseId) -> Modality {
        self.modality_within(id, None)
    }

    /// How real the act is as content of the clause `within`: what lies above is left
    /// aside, and so is what `within` itself does to it.
    #[must_use]
    pub fn modality_within(&self, id: ClauseId, within: Option<ClauseId>) -> Modality {
        self.modality_below(id, Ceiling { within, left: 64 })
    }

    fn modality_below(&self, id: ClauseId, ceiling: Ceiling) -> Modality {
        let mut at = self.get(id);
        let mut now = self.own_modality(at);
        // The form in which the act, or the first of those coordinated with it, hangs on its governor.
        for governor in self.governors(id) {
            if Some(governor.clause) == ceiling.within {
                break;
            }
            let above = self.get(governor.clause);
            match governor.relation {
                Relation::Conjunct => {}
                Relation::Complement | Relation::Argument => {
                    let (under, stands) = self.under(at, above, now, governor.relation, ceiling);
                    now = under;
                    if stands {
                        return now;
                    }
                }
                Relation::Purpose => {
                    // "used gas to disperse"; but not "made it easier for courts to".
                    let own_subject =
                        at.role(&Role::Subject).is_some_and(|subject| subject.via == Via::Direct);
                    if above.effects.to == Some(Effect::Carries) && !own_subject {
                        now = carried(self.own_modality(above), now, above);
                    } else {
                        return planned(now, above);
                    }
                }
                Relation::Condition => {
                    return Modality::new(Reality::Hypothetical, at.mark.unwrap_or(above.predicate));
                }
                Relation::Adverbial => match at.tie {
                    Tie::Free => return now,
                    // "did not attend, citing the weather": citing took place.
                    Tie::Bound
                        if at.mark.is_none() && self.own_modality(above).reality == Reality::Negated =>
                    {
                        return now;
                    }
                    Tie::Bound => now = carried(self.own_modality(above), now, above),
                    Tie::Loose => {
                        let outer = self.modality_of_holder(above.id, ceiling);
                        let past = at.tense == Tense::Past && at.is_finite();
                        if is_open(outer.reality)
                            || (!past && outer.reality != Reality::Actual)
                            || (at.tense == Tense::Present && at.is_finite())
                        {
                            return suppose(now, at.mark.unwrap_or(above.predicate));
                        }
                        return now;
                    }
                },
                Relation::Relative => {
                    if at.form == Form::Infinitive {
                        return planned(now, above);
                    }
                    if at.tie == Tie::Loose && at.tense != Tense::Past {
                        return suppose(now, above.predicate);
                    }
                    // What is told of a known act or party, or of its past, is a fact.
                    let past = at.tense == Tense::Past || at.aspect == Aspect::Perfect;
                    if above.kind != ClauseKind::Nominal || above.definite || past {
                        return now;
                    }
                    now = carried(self.own_modality(above), now, above);
                }
            }
            at = above;
        }
        now
    }

    /// How real the act of a clause is in which another stands.
    fn modality_of_holder(&self, id: ClauseId, ceiling: Ceiling) -> Modality {
        match ceiling.left.checked_sub(1) {
            Some(left) => self.modality_below(id, Ceiling { left, ..ceiling }),
            None => Modality::FACT,
        }
    }

    /// The clauses through which the reality of a clause passes upwards, each with the
    /// relation that leads to it.
    pub(super) fn modality_chain(&self, id: ClauseId) -> impl Iterator<Item = (ClauseId, Relation)> + '_ {
        let mut at = id;
        self.governors(id).map_while(move |governor| {
            let below = self.get(at);
            at = governor.clause;
            match governor.relation {
                Relation::Relative => None,
                Relation::Adverbial if below.tie == Tie::Free => None,
                relation => Some((governor.clause, relation)),
            }
        })
    }

    /// How real the clause is by its own words.
    #[must_use]
    pub fn own_modality(&self, clause: &Clause) -> Modality {
        let by = |reality, token: Option<TokenId>| Modality::new(reality, token.unwrap_or(clause.predicate));
        if clause.mood == Mood::Question {
            return by(Reality::Hypothetical, None);
        }
        if clause.mood == Mood::Imperative {
            return by(if clause.negation.is_some() { Reality::Negated } else { Reality::Requested }, None);
        }
        let may = matches!(clause.modal, Some(Modal::May | Modal::Might));
        if let Some(negation) = clause.negation.filter(|_| !may) {
            return Modality::new(Reality::Negated, negation);
        }
        if let Some(qualifier) = clause.qualifier {
            let reality = match qualifier.effect {
                Effect::Negates | Effect::Ends => Some(Reality::Negated),
                Effect::Plans => Some(Reality::Planned),
                Effect::Requests => Some(Reality::Requested),
                Effect::Supposes => Some(Reality::Hypothetical),
                Effect::Carries | Effect::Presupposes => None,
            };
            if let Some(reality) = reality {
                return Modality::new(reality, qualifier.token);
            }
        }
        // A condition that the parser hung on the verb of saying is the content's.
        let open = clause.condition.is_some()
            || (matches!(clause.modal, Some(Modal::Will | Modal::Would | Modal::IsTo))
                && self.condition_over(clause.id).is_some());
        match clause.modal {
            Some(Modal::Will | Modal::IsTo) if open => by(Reality::Conditional, clause.light),
            Some(Modal::Will | Modal::IsTo) => by(Reality::Planned, clause.light),
            Some(Modal::Would) if clause.aspect == Aspect::Perfect => by(Reality::Hypothetical, clause.light),
            Some(Modal::Would) if open => by(Reality::Conditional, clause.light),
            Some(Modal::Would) if self.is_reported_in_the_past(clause.id) => {
                by(Reality::Planned, clause.light)
            }
            Some(Modal::Would | Modal::May | Modal::Might | Modal::Can | Modal::Could) => {
                by(Reality::Hypothetical, clause.light)
            }
            Some(Modal::Must | Modal::Should) if clause.aspect == Aspect::Perfect => {
                by(Reality::Hypothetical, clause.light)
            }
            Some(Modal::Must | Modal::Should) => by(Reality::Requested, clause.light),
            None if open && clause.tense != Tense::Past => by(Reality::Conditional, clause.light),
            None => Modality::FACT,
        }
    }

    /// Whether an act is the subject of an active verb.
    fn is_active_subject(&self, at: &Clause, above: &Clause) -> bool {
        !above.passive && above.in_role(&Role::Subject).any(|argument| argument.clause == Some(at.id))
    }

    /// Whether the clause is the content of a verb in the past: "said that it would".
    fn is_reported_in_the_past(&self, id: ClauseId) -> bool {
        self.governors(id)
            .take_while(|governor| {
                matches!(governor.relation, Relation::Complement | Relation::Conjunct | Relation::Argument)
            })
            .any(|governor| {
                governor.relation == Relation::Complement && self.get(governor.clause).tense != Tense::Present
            })
    }

    /// What the clause above makes of an act that completes it or fills its role.
    ///
    /// The flag says that the act stands for itself: what lies further up does not touch it.
    fn under(
        &self,
        at: &Clause,
        above: &Clause,
        now: Modality,
        relation: Relation,
        ceiling: Ceiling,
    ) -> (Modality, bool) {
        let outer = self.own_modality(above);
        let form = match at.form {
            // A light verb's clause hangs as its verb does.
            Form::Noun => Form::Noun,
            _ if relation == Relation::Argument && at.form == Form::Finite => Form::Noun,
            form => form,
        };
        if form == Form::Noun && at.definite && at.tie == Tie::Bound {
            return (now, true);
        }
        if form == Form::Finite && at.definite {
            return (now, true);
        }
        // "failed to settle it at talks": the talks took place, whatever they brought.
        if form == Form::Noun && at.tie == Tie::Bound {
            let whole = self.modality_of_holder(above.id, ceiling);
            let now = if whole.reality == Reality::Negated { now } else { carried(whole, now, above) };
            return (now, true);
        }
        // "declined to discuss the attack": it is known.
        if form == Form::Noun && at.definite && TOPIC.contains(&above.lemma.as_str()) {
            return (now, true);
        }
        let mut effect = at.under.or_else(|| effect_on(form, above));
        // "lifted the ban to help them": what somebody ends something for is to come.
        if form == Form::Infinitive && effect == Some(Effect::Ends) {
            effect = None;
        }
        let stands_beside = form == Form::Noun
            && (at.tie == Tie::Bound
                || (above.kind == ClauseKind::Verbal && self.is_active_subject(at, above)));
        // "talks failed", "ended without progress at talks": they took place.
        let loose = form == Form::Noun && at.tie == Tie::Loose && effect == Some(Effect::Carries);
        if stands_beside && effect != Some(Effect::Carries) || at.tie == Tie::Bound || loose {
            effect = None;
        }
        // "The plan is to attack", "demands include a truce": the subject's noun rules.
        if matches!(effect, None | Some(Effect::Carries))
            && let Some(subject) =
                above.subject().and_then(|subject| subject.clause).filter(|subject| *subject != at.id)
            && let Some(named) = effect_on(form, self.get(subject))
            && matches!(named, Effect::Plans | Effect::Requests | Effect::Supposes)
            && (above.lemma == "include" || above.modal == Some(Modal::IsTo))
        {
            effect = Some(named);
        }
        let by = above.predicate;
        let now = match effect {
            Some(Effect::Negates) => match outer.reality {
                Reality::Actual | Reality::Planned => Modality::new(Reality::Negated, by),
                _ => Modality::new(Reality::Hypothetical, by),
            },
            Some(Effect::Ends) => match outer.reality {
                Reality::Actual => Modality::new(Reality::Negated, by),
                Reality::Requested | Reality::Hypothetical | Reality::Conditional => suppose(now, by),
                _ => now,
            },
            Some(Effect::Plans) => match outer.reality {
                Reality::Negated | Reality::Hypothetical | Reality::Conditional
                    if now.reality != Reality::Negated =>
                {
                    outer
                }
                _ => planned(now, above),
            },
            Some(Effect::Requests) if now.reality == Reality::Negated && outer.reality != Reality::Actual => {
                now
            }
            // "was asked whether".
            Some(Effect::Requests) if at.mood == Mood::Question => suppose(now, by),
            Some(Effect::Requests) => Modality::new(Reality::Requested, by),
            Some(Effect::Supposes) if outer.reality == Reality::Negated => outer,
            Some(Effect::Supposes) => Modality::new(Reality::Hypothetical, by),
            Some(Effect::Carries) => carried(outer, now, above),
            // "An attack would be condemned": no particular one.
            Some(Effect::Presupposes)
                if form == Form::Noun
                    && !at.definite
                    && is_open(outer.reality)
                    && (above.passive || outer.reality != Reality::Planned) =>
            {
                suppose(now, by)
            }
            Some(Effect::Presupposes) => return (now, true),
            None => match form {
                Form::Infinitive => suppose(now, by),
                Form::Noun if at.definite => return (now, true),
                Form::Noun if at.tie == Tie::Loose => suppose(now, by),
                Form::Noun => carried(outer, now, above),
                // What is said is as real as its words make it, unless it is not said at all.
                Form::Finite => {
                    return match self.modality_of_holder(above.id, ceiling).reality {
                        Reality::Actual | Reality::Planned => (now, true),
                        _ => (suppose(now, by), true),
                    };
                }
                Form::Participle => match outer.reality {
                    Reality::Actual | Reality::Planned | Reality::Requested => now,
                    _ => suppose(now, by),
                },
            },
        };
        (now, false)
    }
}

/// Whether a clause leaves open that it comes true.
const fn is_open(reality: Reality) -> bool {
    matches!(reality, Reality::Planned | Reality::Hypothetical | Reality::Conditional | Reality::Requested)
}

/// Verbs whose object is what is talked or thought about.
const TOPIC: &[&str] =
    &["discuss", "debate", "study", "explore", "question", "ponder", "mull", "address", "raise"];

/// What a clause does to an act in this form that hangs on it.
const fn effect_on(form: Form, above: &Clause) -> Option<Effect> {
    match form {
        Form::Finite => above.effects.that,
        Form::Infinitive => above.effects.to,
        Form::Participle => above.effects.ing,
        Form::Noun => above.effects.noun,
    }
}

/// An act as real as the clause that carries it.
fn carried(outer: Modality, now: Modality, above: &Clause) -> Modality {
    match (outer.reality, now.reality) {
        (Reality::Actual, _) => now,
        // "has no plans": one word denies both.
        (Reality::Negated, Reality::Negated) if outer.token == now.token => now,
        (Reality::Negated, Reality::Negated) => Modality::new(Reality::Hypothetical, above.predicate),
        (Reality::Planned, Reality::Actual) => outer,
        (Reality::Planned, _) => now,
        _ => outer,
    }
}

/// An act that is to come because of the clause above it.
fn planned(now: Modality, above: &Clause) -> Modality {
    match now.reality {
        Reality::Negated => now,
        _ if above.condition.is_some() => Modality::new(Reality::Conditional, above.predicate),
        Reality::Conditional | Reality::Hypothetical | Reality::Requested => now,
        _ => Modality::new(Reality::Planned, above.predicate),
    }
}

/// An act that may or may not be.
fn suppose(now: Modality, by: TokenId) -> Modality {
    if now.reality == Reality::Actual { Modality::new(Reality::Hypothetical, by) } else { now }
}

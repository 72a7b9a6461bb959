//! How far a clause's reality depends on its governor's, and which words between them decide.

use super::{
    Building, Clause, ClauseId, ClauseKind, Effect, Form, Qualifier, Relation, Role, Tense, Tie,
    govern::{denies, is_adjunct},
    labels::{Link, link},
};
use crate::syntax::{Tag, TokenId};

impl Building<'_> {
    /// What the governor does to a clause with the preposition between: "decided against".
    pub(super) fn effect_with_preposition(&self, clause: &Clause) -> Option<Effect> {
        let governor = clause.governor?;
        if !matches!(governor.relation, Relation::Complement | Relation::Argument | Relation::Adverbial) {
            return None;
        }
        let above = &self.all[governor.clause.0 as usize];
        // "used to support": no longer does.
        if above.lemma == "use"
            && clause.form == Form::Infinitive
            && self.syntax.token(above.predicate).tag == Tag::Vbd
            && above.role(&Role::Object).is_none()
        {
            return Some(Effect::Ends);
        }
        let mark = &self.syntax.token(clause.mark?).lower;
        let effects = self.words.effects_exactly(&above.lemma, mark)?;
        match clause.form {
            Form::Noun => effects.noun,
            _ => effects.ing,
        }
    }

    /// "rejected calls", "denied the charge", "according to a report": the words were said.
    pub(super) fn keep_words(&mut self, id: ClauseId) {
        let clause = &self.all[id.0 as usize];
        if let Some(mark) = clause.mark
            && self.syntax.token(self.syntax.token(mark).head).lower == "according"
        {
            self.all[id.0 as usize].definite = true;
            self.all[id.0 as usize].tie = Tie::Bound;
            return;
        }
        if let Some(governor) = clause.governor
            && governor.relation == Relation::Argument
            && clause.form == Form::Noun
            && (clause.definite || self.all[governor.clause.0 as usize].effects.noun == Some(Effect::Negates))
            && self.event_noun(clause.predicate).is_some_and(|noun| noun.words)
        {
            self.all[id.0 as usize].definite = true;
            self.all[id.0 as usize].tie = Tie::Bound;
        }
    }

    /// How the reality of a clause depends on its governor's.
    pub(super) fn tie(&self, clause: &Clause) -> Tie {
        let syntax = self.syntax;
        let Some(governor) = clause.governor else { return Tie::Free };
        let mark = clause.mark.map(|mark| syntax.token(mark).lower.as_str());
        match governor.relation {
            Relation::Adverbial if clause.mark.is_some_and(|mark| denies(syntax, mark)) => Tie::Bound,
            Relation::Adverbial => match mark {
                Some("before" | "until" | "till" | "once" | "when" | "whenever" | "than" | "lest" | "if") => {
                    Tie::Loose
                }
                Some("by" | "through" | "via" | "without" | "instead" | "rather") => Tie::Bound,
                // "following the bombings" is a preposition in all but its tag.
                None if clause.lemma == "follow" => Tie::Free,
                None if clause.form != Form::Finite => Tie::Bound,
                _ => Tie::Free,
            },
            Relation::Relative => {
                let noun = syntax.token(clause.anchor).head;
                let any = |at: TokenId| {
                    matches!(
                        syntax.token(at).lower.as_str(),
                        "any" | "every" | "whoever" | "anyone" | "those" | "anybody"
                    )
                };
                let bare = clause.is_finite()
                    && clause.tense == Tense::Present
                    && syntax.token(noun).tag == Tag::Nns
                    && syntax.children(noun).iter().all(|child| *child > noun);
                if any(noun) || bare || syntax.children(noun).iter().copied().any(any) {
                    Tie::Loose
                } else {
                    Tie::Free
                }
            }
            Relation::Argument
                if matches!(
                    mark,
                    Some("on" | "about" | "over" | "for" | "regarding" | "concerning" | "towards" | "toward")
                ) && (self.all[governor.clause.0 as usize].kind == ClauseKind::Nominal
                    || self.all[governor.clause.0 as usize].lemma == "be") =>
            {
                Tie::Loose
            }
            Relation::Argument if matches!(mark, Some(mark) if is_adjunct(mark)) => Tie::Bound,
            // "the effects of the attack": a noun between that is no clause.
            Relation::Argument
                if clause.definite
                    && clause
                        .mark
                        .is_some_and(|mark| self.of_token[syntax.token(mark).head.index()].is_none()) =>
            {
                Tie::Bound
            }
            _ => Tie::Free,
        }
    }

    /// "on the verge of invading", "on the brink of war"; and a gerund that hangs on
    /// nothing known: "dreams of invading".
    fn qualifier_by_preposition(&self, clause: &Clause) -> Option<Qualifier> {
        let syntax = self.syntax;
        let mark = clause.mark?;
        let noun = syntax.head(mark)?;
        if !matches!(clause.form, Form::Noun | Form::Participle) || self.of_token[noun.index()].is_some() {
            return None;
        }
        if let Some(effects) =
            self.words.effects_exactly(&syntax.token(noun).lemma, &syntax.token(mark).lower)
        {
            let effect = if clause.form == Form::Noun { effects.noun } else { effects.ing }?;
            return Some(Qualifier { token: noun, effect });
        }
        let lost = clause.form == Form::Participle
            && clause.governor.is_none()
            && matches!(syntax.token(mark).lower.as_str(), "of" | "about" | "on" | "against" | "from");
        lost.then_some(Qualifier { token: mark, effect: Effect::Supposes })
    }

    /// "the right to choose", "evidence that", "a week to leave": a noun that is no
    /// clause rules its content.
    pub(super) fn qualify_by_noun(&mut self, id: ClauseId) {
        let syntax = self.syntax;
        let clause = &self.all[id.0 as usize];
        let noun = syntax.token(clause.anchor).head;
        let place = link(syntax.token(clause.anchor).dep);
        if let Some(qualifier) = self.qualifier_by_preposition(clause) {
            self.all[id.0 as usize].qualifier.get_or_insert(qualifier);
            return;
        }
        let infinitive = place == Link::RelativeClause && clause.form == Form::Infinitive;
        if !(infinitive || place == Link::NounClause)
            || self.of_token[noun.index()].is_some()
            || clause.qualifier.is_some()
        {
            return;
        }
        let effects = self.words.effects(&syntax.token(noun).lemma, None);
        let effect = match clause.form {
            Form::Infinitive => effects.to,
            Form::Finite if clause.mark.is_some() => effects.that,
            _ => None,
        };
        self.all[id.0 as usize].qualifier = effect.map(|effect| Qualifier { token: noun, effect });
    }
}

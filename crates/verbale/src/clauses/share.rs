//! Roles and tense that a clause shares with its governor: coordination, control,
//! relative clauses.

use super::{
    Argument, Aspect, Building, Clause, ClauseId, ClauseKind, Form, Governor, Relation, Role, Tense, Via,
    labels::{Link, link},
    roles::noun_span,
};
use crate::syntax::{Pos, Tag, TokenId};

impl Building<'_> {
    /// Fills the roles that hang on a governor, governors first.
    pub(super) fn share(&mut self) {
        let mut done = vec![false; self.all.len()];
        let mut chain = Vec::new();
        for at in 0..self.all.len() {
            let mut next = Some(ClauseId(at as u32));
            while let Some(id) = next {
                if done[id.0 as usize] {
                    break;
                }
                done[id.0 as usize] = true;
                chain.push(id);
                next = self.all[id.0 as usize].governor.map(|governor| governor.clause);
            }
            while let Some(id) = chain.pop() {
                self.share_one(id);
            }
        }
    }

    fn share_one(&mut self, id: ClauseId) {
        let Some(governor) = self.all[id.0 as usize].governor else { return };
        let mut clause = self.all[id.0 as usize].clone();
        let above = &self.all[governor.clause.0 as usize];
        match governor.relation {
            Relation::Conjunct => {
                self.share_auxiliaries(&mut clause, above);
                self.share_object(&clause, governor.clause);
            }
            Relation::Relative => self.share_noun(&mut clause),
            _ => {}
        }
        let above = &self.all[governor.clause.0 as usize];
        if clause.tense == Tense::None && clause.form != Form::Noun && governor.relation != Relation::Relative
        {
            clause.tense = above.tense;
        }
        if clause.kind == ClauseKind::Nominal && clause.form == Form::Noun {
            self.share_with_noun(&mut clause, governor);
        } else if !has_surface_subject(&clause) && governor.relation != Relation::Relative {
            let role = surface_role(&clause);
            let via = if governor.relation == Relation::Conjunct { Via::Shared } else { Via::Control };
            for argument in self.controllers(&clause, governor) {
                clause.arguments.push(Argument { role: role.clone(), via, ..argument });
            }
        }
        self.all[id.0 as usize] = clause;
        self.lift_subject(id, governor);
    }

    /// "urged Russia to stop", where the parser made Russia the subject of "stop":
    /// it is the object of "urged" as well.
    fn lift_subject(&mut self, id: ClauseId, governor: Governor) {
        let clause = &self.all[id.0 as usize];
        let above = &self.all[governor.clause.0 as usize];
        // "accepts people living in camps", "ordered nine of them jailed".
        let participle = clause.form == Form::Participle
            && clause.mark.is_none()
            && matches!(
                above.lemma.as_str(),
                "accept" | "support" | "order" | "help" | "receive" | "admit" | "want"
            );
        if governor.relation != Relation::Complement || (clause.form != Form::Infinitive && !participle) {
            return;
        }
        if above.kind != ClauseKind::Verbal || above.passive || above.role(&Role::Object).is_some() {
            return;
        }
        let role = surface_role(clause);
        let lifted: Vec<Argument> = clause
            .in_role(&role)
            .filter(|argument| argument.via == Via::Direct || argument.via == Via::Shared)
            .filter(|argument| argument.head > above.predicate)
            .map(|argument| Argument { role: Role::Object, via: Via::Control, ..argument.clone() })
            .collect();
        self.all[governor.clause.0 as usize].arguments.extend(lifted);
    }

    /// The arguments of the governor that are the subject of a clause without one.
    fn controllers(&self, clause: &Clause, governor: Governor) -> Vec<Argument> {
        let above = &self.all[governor.clause.0 as usize];
        let in_role = |role: Role| above.in_role(&role).cloned().collect::<Vec<_>>();
        let surface = || in_role(surface_role(above));
        match governor.relation {
            Relation::Complement if clause.form == Form::Finite && !BARE.contains(&above.lemma.as_str()) => {
                Vec::new()
            }
            // "the right of the people to choose": the noun is no clause.
            Relation::Complement
                if link(self.syntax.token(clause.anchor).dep) == Link::NounClause
                    && self.of_token[self.syntax.token(clause.anchor).head.index()].is_none() =>
            {
                self.holders(self.syntax.token(clause.anchor).head).unwrap_or_else(surface)
            }
            Relation::Complement if above.kind == ClauseKind::Nominal => {
                if matches!(above.effects.to, Some(super::Effect::Requests)) {
                    return above
                        .arguments
                        .iter()
                        .filter(|a| a.is_oblique("on") || a.is_oblique("to") || a.is_oblique("for"))
                        .cloned()
                        .collect();
                }
                in_role(Role::Subject)
            }
            // "found the regime guilty of murdering": whoever is called so.
            Relation::Complement if self.judged(clause).is_some() => {
                let head = self.judged(clause).unwrap_or(clause.anchor);
                let (span, of) = (noun_span(self.syntax, head), self.of_token[head.index()]);
                vec![Argument { role: Role::Subject, head, span, clause: of, via: Via::Direct }]
            }
            Relation::Complement => {
                if SUBJECT_CONTROL.contains(&above.lemma.as_str()) && !above.passive {
                    return in_role(Role::Subject);
                }
                for role in [Role::IndirectObject, Role::Object] {
                    let found: Vec<_> = above
                        .in_role(&role)
                        .filter(|argument| {
                            argument.clause.is_none() && !self.is_part_of(argument.head, clause)
                        })
                        .cloned()
                        .collect();
                    if !found.is_empty() {
                        return found;
                    }
                }
                // "called on X to stop", "appealed to X to stop".
                if matches!(above.effects.to, Some(super::Effect::Requests))
                    && clause.form == Form::Infinitive
                {
                    let found: Vec<_> = above
                        .arguments
                        .iter()
                        .filter(|a| {
                            a.clause.is_none()
                                && !self.is_time(a.head)
                                && (a.is_oblique("on")
                                    || a.is_oblique("upon")
                                    || a.is_oblique("to")
                                    || a.is_oblique("for")
                                    || a.is_oblique("with"))
                        })
                        .cloned()
                        .collect();
                    if !found.is_empty() {
                        return found;
                    }
                }
                in_role(Role::Subject)
            }
            // "barred the envoy for criticising the raids".
            Relation::Adverbial if clause.mark.is_some_and(|mark| self.syntax.token(mark).lower == "for") => {
                match above.passive {
                    true => surface(),
                    false => above.role(&Role::Object).map_or_else(surface, |object| vec![object.clone()]),
                }
            }
            Relation::Conjunct => {
                if clause.mood != super::Mood::Indicative {
                    return Vec::new();
                }
                surface()
            }
            Relation::Purpose if above.passive => in_role(Role::Subject),
            Relation::Purpose | Relation::Adverbial | Relation::Condition if clause.form != Form::Finite => {
                surface()
            }
            _ => Vec::new(),
        }
    }

    /// The subject of the adjective under whose preposition a gerund stands.
    fn judged(&self, clause: &Clause) -> Option<TokenId> {
        let syntax = self.syntax;
        let adjective = syntax.head(clause.mark?)?;
        let subject = |child: &TokenId| link(syntax.token(*child).dep) == Link::Subject;
        let small = syntax.token(adjective).pos == Pos::Adj && self.of_token[adjective.index()].is_none();
        small.then(|| syntax.children(adjective).iter().copied().find(subject)).flatten()
    }

    /// The possessor of a noun, or the noun of its of-phrase.
    fn holders(&self, noun: TokenId) -> Option<Vec<Argument>> {
        let syntax = self.syntax;
        let holder =
            syntax.children(noun).iter().copied().find_map(|child| match link(syntax.token(child).dep) {
                Link::Possessor => Some(child),
                Link::Preposition if matches!(syntax.token(child).lower.as_str(), "of" | "for") => syntax
                    .children(child)
                    .iter()
                    .copied()
                    .find(|under| link(syntax.token(*under).dep) == Link::PrepositionObject),
                _ => None,
            })?;
        Some(vec![Argument {
            role: Role::Subject,
            head: holder,
            span: noun_span(syntax, holder),
            clause: self.of_token[holder.index()],
            via: Via::Control,
        }])
    }

    fn is_part_of(&self, word: TokenId, clause: &Clause) -> bool {
        self.syntax.dominates(clause.anchor, word)
    }

    /// An eventive noun without a subject takes that of its governor, where it is a
    /// meeting that the other takes part in, or an act of the other's own: "resumed
    /// the bombing", "offered talks".
    fn share_with_noun(&self, clause: &mut Clause, governor: Governor) {
        let above = &self.all[governor.clause.0 as usize];
        if governor.relation == Relation::Argument
            && link(self.syntax.token(clause.anchor).dep) == Link::Object
        {
            // "reiterated its support to the talks": the phrase is as well the noun's.
            let own: Vec<Argument> = above
                .arguments
                .iter()
                .filter(|argument| argument.via == Via::Direct && argument.head > clause.predicate)
                .filter(|argument| {
                    matches!(&argument.role, Role::Oblique(name)
                        if matches!(name.as_str(), "against" | "to" | "for" | "on" | "over"))
                        && clause.role(&argument.role).is_none()
                })
                .map(|argument| Argument { via: Via::Object, ..argument.clone() })
                .collect();
            clause.arguments.extend(own);
        }
        if clause.subject().is_some() || governor.relation != Relation::Argument {
            return;
        }
        let mutual = self.event_noun(clause.predicate).is_some_and(|entry| entry.mutual);
        let preposition = clause.mark.map(|mark| self.syntax.token(mark).lower.as_str());
        let joins = match preposition {
            Some("at" | "in" | "during" | "after" | "following" | "before" | "for" | "to") => {
                mutual && above.form != Form::Noun
            }
            Some("on" | "with") => own_act(above),
            _ if above.kind == ClauseKind::Copular => false,
            None => own_act(above) && link(self.syntax.token(clause.anchor).dep) == Link::Object,
            _ => false,
        };
        if !joins || above.passive {
            return;
        }
        let shared: Vec<Argument> = above
            .in_role(&Role::Subject)
            .filter(|argument| argument.head != clause.predicate)
            // "Nobody spoke at the talks": nobody is no party.
            .filter(|argument| !above.negation.is_some_and(|not| self.syntax.dominates(argument.head, not)))
            .map(|argument| Argument { role: Role::Subject, via: Via::Control, ..argument.clone() })
            .collect();
        clause.arguments.extend(shared);
    }

    /// A participle, relative clause or infinitive after a noun: the noun fills the
    /// role that is missing.
    fn share_noun(&self, clause: &mut Clause) {
        let syntax = self.syntax;
        let anchor = clause.anchor;
        let noun = syntax.token(anchor).head;
        if noun == clause.predicate {
            return;
        }
        let argument = |role: Role| Argument {
            role,
            head: noun,
            span: noun_span(syntax, noun),
            clause: self.of_token[noun.index()].filter(|id| *id != clause.id),
            via: Via::Relative,
        };
        let given = clause.governor.and_then(|governor| {
            let above = &self.all[governor.clause.0 as usize];
            let given = above.role(&Role::IndirectObject)?;
            Some(Argument { role: surface_role(clause), via: Via::Control, ..given.clone() })
        });
        let filled = match link(syntax.token(anchor).dep) {
            Link::NounClause if has_surface_subject(clause) => None,
            Link::NounClause if clause.passive => Some(argument(Role::Object)),
            // "gave Kenya a week to leave".
            Link::NounClause | Link::RelativeClause
                if clause.form == Form::Infinitive && !has_surface_subject(clause) && given.is_some() =>
            {
                given
            }
            Link::NounClause => Some(argument(Role::Subject)),
            // "the deal they signed": no pronoun, and no object.
            Link::RelativeClause
                if clause.kind == ClauseKind::Verbal
                    && !clause.arguments.iter().any(|argument| argument.via == Via::Relative)
                    && has_surface_subject(clause)
                    && clause.role(&Role::Object).is_none()
                    && clause.role(&Role::Complement).is_none()
                    && clause.mark.is_none() =>
            {
                Some(argument(Role::Object))
            }
            Link::RelativeClause if !has_surface_subject(clause) => Some(argument(surface_role(clause))),
            _ => None,
        };
        clause.arguments.extend(filled);
    }

    /// "will meet and sign": the second verb shares modal, tense and negation.
    fn share_auxiliaries(&self, clause: &mut Clause, above: &Clause) {
        let syntax = self.syntax;
        let Some(verb) = self.verbs[clause.id.0 as usize].verb else { return };
        if clause.kind == ClauseKind::Copular || has_surface_subject(clause) {
            return;
        }
        let own = syntax.children(verb).iter().any(|child| link(syntax.token(*child).dep) == Link::Auxiliary);
        if own {
            return;
        }
        let but = syntax.children(above.anchor).iter().any(|child| {
            let token = syntax.token(*child);
            link(token.dep) == Link::Coordinator && token.lower == "but" && *child < clause.anchor
        });
        let shares = match syntax.token(verb).tag {
            Tag::Vb => above.modal.is_some() || above.form == Form::Infinitive || above.negation.is_some(),
            Tag::Vbn => above.passive || above.aspect == Aspect::Perfect,
            Tag::Vbg => above.aspect == Aspect::Progressive || above.form == Form::Participle,
            _ => false,
        };
        if shares {
            clause.modal = above.modal;
            clause.tense = above.tense;
            clause.aspect = above.aspect;
            clause.form = above.form;
            clause.qualifier = clause.qualifier.or(above.qualifier);
            if !but {
                clause.negation = clause.negation.or(above.negation);
            }
            let object = clause.role(&Role::Object).is_some()
                || (clause.kind == ClauseKind::Nominal
                    && link(syntax.token(clause.predicate).dep) == Link::Object);
            clause.passive = above.passive && !object && syntax.token(verb).tag == Tag::Vbn;
        } else if syntax.token(verb).tag == Tag::Vbn && !above.passive && clause.form == Form::Participle {
            // A past tense that the tagger took for a participle: "met and agreed".
            clause.form = above.form;
            clause.passive = false;
            clause.tense = Tense::Past;
        }
    }

    /// "bombed and shelled the city": the first verb shares the object.
    fn share_object(&mut self, clause: &Clause, above: ClauseId) {
        let syntax = self.syntax;
        let first = &self.all[above.0 as usize];
        if first.kind != ClauseKind::Verbal
            || clause.kind != ClauseKind::Verbal
            || first.passive
            || first.role(&Role::Object).is_some()
            || first.role(&Role::Complement).is_some()
            || first.particle.is_some()
            || syntax.children(first.predicate).iter().any(|child| {
                *child > first.predicate
                    && *child < clause.anchor
                    && link(syntax.token(*child).dep) != Link::Coordinator
                    && link(syntax.token(*child).dep) != Link::Conjunct
                    && link(syntax.token(*child).dep) != Link::Other
            })
        {
            return;
        }
        let shared: Vec<Argument> = clause
            .in_role(&Role::Object)
            .map(|argument| Argument { via: Via::Shared, ..argument.clone() })
            .collect();
        self.all[above.0 as usize].arguments.extend(shared);
    }
}

/// Verbs whose infinitive is done by their subject although they have an object.
const SUBJECT_CONTROL: &[&str] = &[
    "promise",
    "vow",
    "threaten",
    "use",
    "offer",
    "send",
    "deploy",
    "need",
    "take",
    "pledge",
    "guarantee",
    "make",
    "spend",
    "have",
    "hold",
    "visit",
    "leave",
    "meet",
    "deny",
    "avoid",
    "risk",
];

/// Verbs with a bare infinitive: "saw him speak".
const BARE: &[&str] = &["see", "hear", "watch", "help", "make", "let", "have"];

/// Whether an eventive noun that is the object names the subject's own act.
fn own_act(above: &Clause) -> bool {
    use super::Effect::{Carries, Ends, Negates, Plans, Supposes};
    matches!(above.effects.noun, Some(Carries | Ends | Negates | Plans | Supposes))
        && !NOT_OWN.contains(&above.lemma.as_str())
}

/// Verbs whose object may be anybody's act.
const NOT_OWN: &[&str] = &[
    "fear",
    "hope",
    "prevent",
    "avert",
    "avoid",
    "foil",
    "thwart",
    "block",
    "bar",
    "ban",
    "reject",
    "oppose",
    "suspect",
    "predict",
    "warn",
    "expect",
    "cause",
    "trigger",
    "spark",
    "prompt",
    "provoke",
    "lead",
    "doubt",
    "deny",
    "dismiss",
    "await",
    "anticipate",
    "forecast",
    "foresee",
    "help",
    "force",
    "deter",
    "discourage",
    "face",
    "suffer",
    "repel",
    "resist",
    "veto",
    "lack",
    "see",
    "find",
    "escape",
    "spare",
    "survive",
    "authorise",
    "authorize",
    "allege",
    "claim",
    "report",
    "follow",
    "include",
    "bring",
    "mean",
    "result",
];

/// The role of the surface subject.
pub(super) fn surface_role(clause: &Clause) -> Role {
    if !clause.passive {
        return Role::Subject;
    }
    if clause.role(&Role::IndirectObject).is_some() && clause.role(&Role::Object).is_some() {
        Role::IndirectObject
    } else {
        Role::Object
    }
}

/// Whether the clause has a subject of its own.
fn has_surface_subject(clause: &Clause) -> bool {
    let role = surface_role(clause);
    if clause.passive && role == Role::Object {
        return clause.role(&Role::Object).is_some();
    }
    clause.in_role(&role).next().is_some()
}

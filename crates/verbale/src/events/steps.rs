//! One step of a role's path after the other: from a clause to the words that fill the role.

use super::roles::Place;
use crate::{
    actors::ActorId,
    clauses::{Argument, Clause, ClauseKind, Form, Governor, Relation, Role, Via},
    codebook::rules::{Path, Step},
    events::Read,
    span::Span,
    syntax::{Dep, TokenId},
};

/// A clause with all its words.
fn whole(clause: &Clause) -> Place {
    Place { head: clause.predicate, span: clause.span, clause: Some(clause.id), mention: None, speaks: false }
}

impl Read<'_> {
    pub(super) fn place(&self, argument: &Argument) -> Place {
        Place {
            head: argument.head,
            span: argument.span,
            clause: argument.clause,
            mention: None,
            speaks: false,
        }
    }

    /// "the West Bank shooting", "the Gaza raid": where it happened, not who did it.
    fn is_scene(&self, argument: &Argument) -> bool {
        let token = self.syntax.token(argument.head);
        argument.via == Via::Possessor
            && matches!(token.dep, Dep::Compound | Dep::Nmod)
            && self.places.all.iter().any(|place| place.resolution > 1 && place.span.contains(token.span))
    }

    pub(super) fn noun(&self, head: TokenId) -> Place {
        let clause = self.clauses.at(head).map(|clause| clause.id);
        Place { head, span: self.syntax.subtree_span(head), clause, mention: None, speaks: false }
    }

    /// Whether a party is none of these and not of their country.
    fn is_foreign(&self, actor: ActorId, to: &[ActorId]) -> bool {
        let country = &self.actors.get(actor).country;
        !to.iter()
            .any(|own| *own == actor || (country.is_some() && self.actors.get(*own).country == *country))
    }

    fn step(&self, from: &[Place], step: &Step, except: &[ActorId]) -> Vec<Place> {
        let mut out: Vec<Place> = Vec::new();
        for place in from {
            match step {
                Step::Role(role) => match self.clause_of(*place) {
                    Some(clause) => {
                        let filled = clause.in_role(role).filter(|argument| !self.is_scene(argument));
                        out.extend(filled.map(|argument| self.place(argument)));
                        // "talks between X and Y": both are the noun's subjects.
                        let between =
                            matches!(role, Role::Oblique(word) if word == "between" || word == "among");
                        if out.is_empty() && between && clause.kind == ClauseKind::Nominal {
                            let subjects =
                                clause.in_role(&Role::Subject).filter(|argument| argument.via == Via::Direct);
                            out.extend(subjects.map(|argument| self.place(argument)));
                        }
                        // "X was attacked": who did it may stand under "by".
                        if out.is_empty() && *role == Role::Subject && clause.passive {
                            let by = Role::Oblique("by".into());
                            out.extend(clause.in_role(&by).map(|argument| self.place(argument)));
                        }
                    }
                    None if *role == Role::Subject => out.extend(self.possessors(place.head)),
                    None => {}
                },
                Step::AnyOblique => {
                    let clause = self.clause_of(*place);
                    let obliques = clause.iter().flat_map(|clause| &clause.arguments);
                    out.extend(
                        obliques.filter(|a| matches!(a.role, Role::Oblique(_))).map(|a| self.place(a)),
                    );
                }
                Step::Possessor => {
                    out.extend(self.possessors(place.head));
                    if out.is_empty()
                        && let Some(clause) = place.clause.map(|id| self.clauses.get(id))
                    {
                        out.extend(clause.in_role(&Role::Subject).map(|argument| self.place(argument)));
                    }
                }
                Step::Inside => {
                    // Of several the first that is foreign to the actor.
                    let coded = |actor: &ActorId| self.actors.get(*actor).code.is_some();
                    let named = || {
                        let within = self.mentions.within(place.span, self.syntax);
                        within.filter(|mention| {
                            self.actors.of(mention.id).iter().any(coded) && self.is_told_of(mention)
                        })
                    };
                    let foreign = named().find(|mention| {
                        self.actors.of(mention.id).iter().any(|actor| self.is_foreign(*actor, except))
                    });
                    let inside = foreign.or_else(|| named().next());
                    out.extend(inside.map(|mention| self.noun(mention.head)));
                }
                Step::Speaker | Step::Addressee => {
                    let around = self.statements.around(self.syntax.token(place.head).span);
                    if let Some(statement) = around {
                        let list =
                            if *step == Step::Speaker { &statement.speaker } else { &statement.addressee };
                        out.extend(list.iter().map(|mention| {
                            let mention = self.mentions.get(*mention);
                            Place {
                                mention: Some(mention.id),
                                speaks: *step == Step::Speaker,
                                ..self.noun(mention.head)
                            }
                        }));
                    }
                }
                Step::Condition => {
                    let condition = self.clause_of(*place).and_then(|clause| clause.condition);
                    if let Some(clause) = condition.and_then(|condition| condition.clause) {
                        out.push(whole(self.clauses.get(clause)));
                    }
                }
                Step::Governor => {
                    // Who says words without a verb does not do what their noun tells.
                    let said = |governor: &Governor, clause: &Clause| {
                        clause.form == Form::Noun && governor.relation == Relation::Complement
                    };
                    let governor = self
                        .clause_of(*place)
                        .and_then(|clause| clause.governor.filter(|governor| !said(governor, clause)));
                    if let Some(governor) = governor {
                        out.push(whole(self.clauses.get(governor.clause)));
                    }
                }
                Step::Purpose | Step::Until => {
                    if let Some(clause) = self.clause_of(*place) {
                        out.extend(self.beside(clause, step).map(whole));
                    }
                }
                Step::Itself => out.push(Place { span: self.own_span(place.head), ..*place }),
            }
        }
        out
    }

    pub(super) fn clause_of(&self, place: Place) -> Option<&Clause> {
        match place.clause {
            Some(id) => Some(self.clauses.get(id)),
            None => self.clauses.at(place.head),
        }
    }

    /// The words below a predicate without those coordinated with it.
    fn own_span(&self, predicate: TokenId) -> Span {
        let edges = self.syntax.edges(predicate);
        let next = self.syntax.children(predicate).iter().find(|child| {
            **child > predicate && matches!(self.syntax.token(**child).dep, Dep::Cc | Dep::Conj)
        });
        let end = next.map_or(edges.end, |next| self.syntax.edges(*next).start.max(predicate.0 + 1));
        self.syntax.span_of(edges.start..end)
    }

    /// Whose a noun is: possessor, nationality or name before it, "of", "from" and "by" after it.
    pub(super) fn possessors(&self, noun: TokenId) -> Vec<Place> {
        let mut out = Vec::new();
        for child in self.syntax.children(noun) {
            let token = self.syntax.token(*child);
            let named = || self.mention_at(*child).is_some_and(|(_, actors)| !actors.is_empty());
            match token.dep {
                Dep::Poss => out.push(self.noun(*child)),
                Dep::Amod | Dep::Compound | Dep::Nmod if named() => out.push(self.noun(*child)),
                Dep::Prep if matches!(token.lower.as_str(), "of" | "from" | "by") => {
                    out.extend(self.syntax.children_by(*child, Dep::Pobj).map(|object| self.noun(object)));
                }
                _ => {}
            }
        }
        // "the delegation of Russia" after "Russia's delegation of …": the possessor is the nearer.
        if let Some(poss) = out.iter().position(|place| self.syntax.token(place.head).dep == Dep::Poss) {
            out.swap(0, poss);
            out.truncate(1);
        }
        let mut conjuncts = Vec::new();
        for place in &out {
            let mut at = place.head;
            while let Some(next) = self.syntax.child(at, Dep::Conj) {
                conjuncts.push(self.noun(next));
                at = next;
            }
        }
        out.extend(conjuncts);
        out
    }

    pub(super) fn follow(&self, clause: &Clause, path: &Path, except: &[ActorId]) -> Vec<Place> {
        let start = Place {
            head: clause.predicate,
            span: clause.span,
            clause: Some(clause.id),
            mention: None,
            speaks: false,
        };
        let mut places = vec![start];
        for step in &path.0 {
            places = self.step(&places, step, except);
            if places.is_empty() {
                break;
            }
        }
        places
    }

    /// The clauses that say what an act is done for, or until when: those that hang on it, and for a purpose
    /// infinitives on its object ("gave a million euros to feed villages").
    pub(super) fn beside(&self, clause: &Clause, step: &Step) -> impl Iterator<Item = &Clause> {
        let (id, predicate, until) = (clause.id, clause.predicate, *step == Step::Until);
        let objects: Vec<TokenId> = clause.in_role(&Role::Object).map(|argument| argument.head).collect();
        self.clauses.all.iter().filter(move |other| {
            let mark = || other.mark.map(|mark| self.syntax.token(mark).lower.as_str());
            let Some(governor) = other.governor else { return false };
            if until {
                return governor.clause == id
                    && matches!(mark(), Some("until" | "till" | "unless" | "before"));
            }
            match governor.relation {
                Relation::Purpose => governor.clause == id,
                Relation::Relative => {
                    other.form == Form::Infinitive
                        && self
                            .syntax
                            .head(other.anchor)
                            .is_some_and(|noun| noun == predicate || objects.contains(&noun))
                }
                _ => false,
            }
        })
    }
}

//! What each clause hangs on, and under which condition it is said.

use super::{
    Building, ClauseId, ClauseKind, Effect, Form, Governor, Mood, Relation,
    labels::{Link, link},
    predicates::{is_noun, measured},
};
use crate::syntax::{Pos, Syntax, Tag, TokenId};

/// Clauses that hang deeper than this hang on nothing: no sentence nests so far, and
/// a broken text must not cost its square in time.
const DEEPEST: usize = 512;

/// Where a clause hangs, before its governor's own place is known.
struct Place {
    relation: Relation,
    /// The word from which the governor is looked for upwards.
    from: TokenId,
    mark: Option<TokenId>,
}

impl Building<'_> {
    /// Gives every clause its governor, mark, condition and mood.
    pub(super) fn hang(&mut self) {
        for at in 0..self.all.len() {
            let id = ClauseId(at as u32);
            if self.all[at].governor.is_some() {
                continue;
            }
            if self.turn_aside(id) {
                continue;
            }
            if let Some(place) = self.place(id) {
                self.all[at].mark = place.mark;
                if let Some(clause) = self.clause_at_or_above(place.from, id)
                    && !self.is_below(clause, id)
                {
                    self.all[at].governor = Some(Governor { clause, relation: place.relation });
                }
            }
            if self.all[at].mark.is_some_and(|mark| self.syntax.token(mark).pos == Pos::Adp)
                && mark_of(self.syntax, self.all[at].anchor)
                    .is_some_and(|mark| self.syntax.token(mark).lower == "whether")
            {
                // "an inquiry into whether they attacked".
                self.all[at].mood = Mood::Question;
            }
            self.pass_saying(id);
            self.lift_infinitive(id);
            self.qualify_by_noun(id);
            if self.all[at].governor.is_some_and(|governor| governor.relation == Relation::Complement)
                && self.all[at].form == Form::Finite
                && self.all[at].mark.is_some_and(|mark| self.syntax.token(mark).tag == Tag::Wrb)
            {
                self.all[at].definite = true;
            }
            if self.all[at].governor.is_some_and(|governor| governor.relation == Relation::Complement)
                && self.all[at]
                    .mark
                    .is_some_and(|mark| matches!(self.syntax.token(mark).lower.as_str(), "whether" | "if"))
            {
                self.all[at].mood = Mood::Question;
            }
        }
        for at in 0..self.all.len() {
            self.read_alone(at);
            self.set_condition(ClauseId(at as u32));
            self.all[at].tie = self.tie(&self.all[at]);
            self.keep_words(ClauseId(at as u32));
            self.all[at].under = self.effect_with_preposition(&self.all[at]);
            // "without bombing", "instead of bombing": the act does not take place.
            if let Some(mark) = self.all[at].mark
                && denies(self.syntax, mark)
            {
                self.all[at].negation.get_or_insert(mark);
            }
        }
        self.ask();
    }

    /// "If only they had left.", "What if they attack?": a condition of nothing is as open
    /// as a question, and so are "whether or not they attacked" and "as if they had".
    /// "Nor did they attack": the conjunction denies what follows it.
    fn read_alone(&mut self, at: usize) {
        let syntax = self.syntax;
        let clause = &self.all[at];
        let anchor = clause.anchor;
        let open = mark_of(syntax, anchor).is_some_and(|mark| {
            let after_as = mark.index().checked_sub(1).is_some_and(|as_| syntax.tokens[as_].lower == "as");
            match syntax.token(mark).lower.as_str() {
                "whether" => true,
                "as" => syntax
                    .tokens
                    .get(mark.index() + 1)
                    .is_some_and(|next| matches!(next.lower.as_str(), "if" | "though")),
                "though" => after_as,
                "if" => after_as || clause.governor.is_none(),
                "unless" => clause.governor.is_none(),
                _ => false,
            }
        });
        if open {
            self.all[at].mood = Mood::Question;
        }
        let beside = (link(syntax.token(anchor).dep) == Link::Conjunct).then(|| syntax.token(anchor).head);
        let nor = [beside, Some(anchor)].into_iter().flatten().find_map(|holder| {
            let mut coordinators = syntax.children(holder).iter().copied();
            let last = coordinators
                .rfind(|child| *child < anchor && link(syntax.token(*child).dep) == Link::Coordinator)?;
            (syntax.token(last).lower == "nor").then_some(last)
        });
        if let Some(nor) = nor.filter(|_| self.all[at].kind != ClauseKind::Nominal) {
            self.all[at].negation.get_or_insert(nor);
        }
    }

    /// Whether `below` hangs, however far, on `above`.
    pub(super) fn is_below(&self, below: ClauseId, above: ClauseId) -> bool {
        let mut at = below;
        for _ in 0..self.all.len().min(DEEPEST) {
            match self.all[at.0 as usize].governor {
                Some(governor) if governor.clause == above => return true,
                Some(governor) => at = governor.clause,
                None => return false,
            }
        }
        true
    }

    fn place(&self, id: ClauseId) -> Option<Place> {
        let syntax = self.syntax;
        let clause = &self.all[id.0 as usize];
        let anchor = clause.anchor;
        if clause.kind == ClauseKind::Nominal && anchor == clause.predicate {
            return self.place_of_noun(anchor);
        }
        if anchor != clause.predicate && link(syntax.token(clause.predicate).dep) == Link::Conjunct {
            // The second noun under one light verb, the second adjective after one copula.
            return self.place_of_verb(id, anchor);
        }
        self.place_of_verb(id, anchor)
    }

    fn place_of_verb(&self, id: ClauseId, anchor: TokenId) -> Option<Place> {
        let syntax = self.syntax;
        let clause = &self.all[id.0 as usize];
        let head = syntax.head(anchor)?;
        let mark = mark_of(syntax, anchor);
        if is_stray_should(syntax, head) {
            return Some(Place {
                relation: Relation::Condition,
                from: syntax.token(head).head,
                mark: Some(head),
            });
        }
        let at = |relation, from, mark| Some(Place { relation, from, mark });
        match link(syntax.token(anchor).dep) {
            // "Kenya attacks; Uganda waits": two sentences, not one's content.
            Link::Complement if clause.is_finite() && self.is_parted(anchor, head) => {
                at(Relation::Conjunct, head, mark)
            }
            Link::Complement => at(Relation::Complement, head, mark),
            Link::PrepositionClause if denies(syntax, head) => {
                at(Relation::Adverbial, syntax.head(head)?, Some(head))
            }
            Link::PrepositionClause
                if syntax.head(head).is_some_and(|instead| syntax.token(instead).lower == "instead") =>
            {
                let instead = syntax.token(head).head;
                at(Relation::Adverbial, syntax.token(instead).head, Some(instead))
            }
            Link::PrepositionClause => {
                let relation = if self.is_reason(head) {
                    Relation::Adverbial
                } else {
                    relation_of_preposition(&syntax.token(head).lower)
                };
                at(relation, syntax.head(head)?, Some(head))
            }
            Link::AdverbialClause => {
                let from = self.beside_saying(id, head).unwrap_or(head);
                at(self.relation_of_adverbial(id, anchor, mark), from, mark)
            }
            Link::NounClause => {
                let content = clause.form == Form::Infinitive
                    || (mark.is_some() && clause.form == Form::Finite)
                    || clause.mood == Mood::Question;
                if is_case(syntax, head) || syntax.token(head).lower == "condition" {
                    return at(Relation::Condition, syntax.head(head)?, Some(head));
                }
                if syntax.token(head).lower == "order" && self.of_token[head.index()].is_none() {
                    return at(Relation::Purpose, syntax.head(syntax.token(head).head)?, mark);
                }
                at(if content { Relation::Complement } else { Relation::Relative }, head, mark)
            }
            Link::RelativeClause
                if clause.form == Form::Infinitive
                    && self.of_token[head.index()]
                        .is_some_and(|noun| self.all[noun.0 as usize].effects.to.is_some()) =>
            {
                at(Relation::Complement, head, mark)
            }
            // "the report that Iran struck": a mere mark fills no role, so that this is what is reported.
            Link::RelativeClause
                if clause.form == Form::Finite
                    && mark.is_some_and(|mark| {
                        let mark = syntax.token(mark);
                        link(mark.dep) == Link::Mark && mark.lower == "that"
                    })
                    && self.of_token[head.index()].is_some() =>
            {
                at(Relation::Complement, head, mark)
            }
            Link::RelativeClause => at(Relation::Relative, head, mark),
            Link::Conjunct => {
                let from = mark
                    .and_then(|mark| self.beside_that(id, mark, head))
                    .unwrap_or_else(|| self.beside_finite(id, head));
                at(Relation::Conjunct, from, mark)
            }
            Link::Adjective => at(Relation::Complement, syntax.head(head)?, mark),
            Link::Aside => at(Relation::Adverbial, head, mark),
            _ => at(Relation::Argument, head, mark),
        }
    }

    /// "barred him for criticising the raids": the reason is no part of what is barred.
    fn is_reason(&self, preposition: TokenId) -> bool {
        let syntax = self.syntax;
        let above = syntax.head(preposition).and_then(|verb| self.of_token[verb.index()]);
        syntax.token(preposition).lower == "for"
            && above.map(|above| &self.all[above.0 as usize]).is_some_and(|above| {
                above.kind == ClauseKind::Verbal
                    && matches!(above.effects.ing, Some(Effect::Negates | Effect::Ends | Effect::Plans))
                    && self.words.effects_exactly(&above.lemma, "for").is_none()
            })
    }

    fn place_of_noun(&self, noun: TokenId) -> Option<Place> {
        let syntax = self.syntax;
        let mut top = measured(syntax, noun);
        while matches!(link(syntax.token(top).dep), Link::Conjunct | Link::Apposition)
            && is_noun(syntax, syntax.token(top).head)
            && syntax.token(top).head != top
        {
            top = syntax.token(top).head;
        }
        let head = syntax.head(top)?;
        if is_stray_should(syntax, head) {
            return Some(Place {
                relation: Relation::Condition,
                from: syntax.token(head).head,
                mark: Some(head),
            });
        }
        let preposition = (link(syntax.token(top).dep) == Link::PrepositionObject).then_some(head);
        if let Some(of) = preposition
            && let Some(case) = syntax.head(of)
            && is_case(syntax, case)
        {
            return Some(Place {
                relation: Relation::Condition,
                from: syntax.token(case).head,
                mark: Some(case),
            });
        }
        Some(Place { relation: Relation::Argument, from: head, mark: preposition })
    }

    fn relation_of_adverbial(&self, id: ClauseId, anchor: TokenId, mark: Option<TokenId>) -> Relation {
        let syntax = self.syntax;
        let clause = &self.all[id.0 as usize];
        let Some(mark) = mark else {
            if clause.form == Form::Infinitive {
                return Relation::Purpose;
            }
            return if is_inverted(syntax, anchor) { Relation::Condition } else { Relation::Adverbial };
        };
        match syntax.token(mark).lower.as_str() {
            "if" if is_even_or_as(syntax, mark) => Relation::Adverbial,
            "if" | "unless" | "provided" | "providing" | "supposing" | "assuming" | "lest" => {
                Relation::Condition
            }
            "as" if mark.index() > 2
                && syntax.tokens[mark.index() - 1].lower == "long"
                && syntax.tokens[mark.index() - 3].lower != "for" =>
            {
                Relation::Condition
            }
            "that" if has_word(syntax, anchor, "so") => Relation::Purpose,
            "so" if clause.modal.is_some() => Relation::Purpose,
            "order" => Relation::Purpose,
            _ if clause.form == Form::Infinitive && syntax.token(mark).lower != "as" => Relation::Purpose,
            _ => Relation::Adverbial,
        }
    }
}

/// The word that introduces a clause: a mark, or "when", "where", "why".
pub(super) fn mark_of(syntax: &Syntax, anchor: TokenId) -> Option<TokenId> {
    syntax.children(anchor).iter().copied().find(|child| {
        let token = syntax.token(*child);
        child < &anchor
            && (link(token.dep) == Link::Mark
                || (link(token.dep) == Link::Adverb && token.tag == Tag::Wrb)
                || (link(token.dep) == Link::Preposition
                    && matches!(token.lower.as_str(), "provided" | "providing")))
    })
}

/// "without", "instead of", "rather than".
pub(super) fn denies(syntax: &Syntax, mark: TokenId) -> bool {
    let denying =
        |word: TokenId| matches!(syntax.token(word).lower.as_str(), "without" | "instead" | "rather");
    denying(mark)
        || (matches!(syntax.token(mark).lower.as_str(), "of" | "than")
            && syntax.children(mark).iter().copied().any(denying))
}

/// "would respond *should* Kenya attack", where the parser lost the inversion.
fn is_stray_should(syntax: &Syntax, word: TokenId) -> bool {
    let token = syntax.token(word);
    token.tag == Tag::Md && token.lower == "should" && link(token.dep) != Link::Auxiliary
}

/// Prepositions under which a noun says when or where: "at talks", "after the attack".
pub(super) fn is_adjunct(preposition: &str) -> bool {
    matches!(
        preposition,
        "at" | "in" | "during" | "after" | "following" | "before" | "since" | "amid" | "despite" | "until"
    )
}

/// "in case", "in the event".
pub(super) fn is_case(syntax: &Syntax, noun: TokenId) -> bool {
    matches!(syntax.token(noun).lower.as_str(), "case" | "event")
        && syntax.head(noun).is_some_and(|preposition| syntax.token(preposition).lower == "in")
}

/// "even if", "as if": no condition.
fn is_even_or_as(syntax: &Syntax, mark: TokenId) -> bool {
    mark.index()
        .checked_sub(1)
        .is_some_and(|before| matches!(syntax.tokens[before].lower.as_str(), "even" | "as"))
}

/// "Should X attack", "Had X attacked", "Were X to attack".
fn is_inverted(syntax: &Syntax, anchor: TokenId) -> bool {
    let inverted = |word: TokenId| matches!(syntax.token(word).lower.as_str(), "should" | "had" | "were");
    let subject = syntax.children(anchor).iter().copied().find(|child| {
        matches!(link(syntax.token(*child).dep), Link::Subject | Link::PassiveSubject | Link::Complement)
    });
    let Some(subject) = subject else { return false };
    (inverted(anchor) && anchor < subject)
        || syntax.children(anchor).iter().any(|child| {
            link(syntax.token(*child).dep) == Link::Auxiliary && inverted(*child) && *child < subject
        })
}

fn has_word(syntax: &Syntax, anchor: TokenId, word: &str) -> bool {
    syntax.children(anchor).iter().any(|child| {
        syntax.token(*child).lower == word
            || syntax.children(*child).iter().any(|below| syntax.token(*below).lower == word)
    })
}

/// Whether a gerund under a preposition completes the verb or stands beside it.
fn relation_of_preposition(preposition: &str) -> Relation {
    match preposition {
        "of" | "from" | "with" | "against" | "about" | "to" | "at" | "into" | "over" | "for" | "on"
        | "in" | "as" => Relation::Complement,
        _ => Relation::Adverbial,
    }
}

//! What each clause hangs on, and under which condition it is said.

use super::{
    Argument, Building, Clause, ClauseId, ClauseKind, Condition, Effect, Form, Governor, Mood, Relation,
    Role, Tie, Via,
    labels::{Link, link},
    predicates::{is_noun, is_verb, measured},
};
use crate::{
    span::Span,
    syntax::{Syntax, Tag, TokenId},
};

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
            self.lift_infinitive(id);
            if self.all[at].governor.is_some_and(|governor| governor.relation == Relation::Complement)
                && self.all[at]
                    .mark
                    .is_some_and(|mark| matches!(self.syntax.token(mark).lower.as_str(), "whether" | "if"))
            {
                self.all[at].mood = Mood::Question;
            }
        }
        for at in 0..self.all.len() {
            self.set_condition(ClauseId(at as u32));
            self.all[at].tie = self.tie(&self.all[at]);
            self.keep_words(ClauseId(at as u32));
            // "without bombing", "instead of bombing": the act does not take place.
            if let Some(mark) = self.all[at].mark
                && matches!(self.syntax.token(mark).lower.as_str(), "without" | "instead" | "rather")
            {
                self.all[at].negation.get_or_insert(mark);
            }
        }
        self.ask();
    }

    /// "rejected calls", "denied the charge", "according to a report": the words were said.
    fn keep_words(&mut self, id: ClauseId) {
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
            && self.all[governor.clause.0 as usize].effects.noun == Some(Effect::Negates)
            && self.event_noun(clause.predicate).is_some_and(|noun| noun.words)
        {
            self.all[id.0 as usize].definite = true;
            self.all[id.0 as usize].tie = Tie::Bound;
        }
    }

    fn tie(&self, clause: &Clause) -> Tie {
        let syntax = self.syntax;
        let Some(governor) = clause.governor else { return Tie::Free };
        let mark = clause.mark.map(|mark| syntax.token(mark).lower.as_str());
        match governor.relation {
            Relation::Adverbial => match mark {
                Some("before" | "until" | "till" | "once" | "when" | "whenever" | "than" | "lest" | "if") => {
                    Tie::Loose
                }
                Some("by" | "through" | "via" | "without" | "instead" | "rather") => Tie::Bound,
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
                let bare = syntax.token(noun).tag == Tag::Nns
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
                ) && self.all[governor.clause.0 as usize].kind == ClauseKind::Nominal =>
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

    /// Whether `below` hangs, however far, on `above`.
    fn is_below(&self, below: ClauseId, above: ClauseId) -> bool {
        let mut at = below;
        for _ in 0..self.all.len() {
            match self.all[at.0 as usize].governor {
                Some(governor) if governor.clause == above => return true,
                Some(governor) => at = governor.clause,
                None => return false,
            }
        }
        true
    }

    /// "Kenya will pay, the minister said": the clause beside governs the one it stands in.
    fn turn_aside(&mut self, id: ClauseId) -> bool {
        let syntax = self.syntax;
        let clause = &self.all[id.0 as usize];
        let anchor = clause.anchor;
        if link(syntax.token(anchor).dep) != Link::Aside
            || clause.kind != ClauseKind::Verbal
            || clause.role(&Role::Complement).is_some()
            || clause.subject().is_none()
        {
            return false;
        }
        let Some(content) = self.clause_at_or_above(syntax.token(anchor).head, id) else { return false };
        if self.all[content.0 as usize].governor.is_some() || self.is_below(id, content) {
            return false;
        }
        let head = self.all[content.0 as usize].anchor;
        self.all[content.0 as usize].governor = Some(Governor { clause: id, relation: Relation::Complement });
        let span = self.all[content.0 as usize].span;
        self.all[id.0 as usize].arguments.push(Argument {
            role: Role::Complement,
            head,
            span,
            clause: Some(content),
            via: Via::Direct,
        });
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
        let at = |relation, from, mark| Some(Place { relation, from, mark });
        match link(syntax.token(anchor).dep) {
            // "Kenya attacks; Uganda waits": two sentences, not one's content.
            Link::Complement if clause.is_finite() && self.is_parted(anchor, head) => {
                at(Relation::Conjunct, head, mark)
            }
            Link::Complement => at(Relation::Complement, head, mark),
            Link::PrepositionClause
                if syntax.head(head).is_some_and(|instead| syntax.token(instead).lower == "instead") =>
            {
                let instead = syntax.token(head).head;
                at(Relation::Adverbial, syntax.token(instead).head, Some(instead))
            }
            Link::PrepositionClause => {
                let relation = relation_of_preposition(&syntax.token(head).lower);
                at(relation, syntax.head(head)?, Some(head))
            }
            Link::AdverbialClause => at(self.relation_of_adverbial(id, anchor, mark), head, mark),
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

    /// Cuts from the words of a content what stands beside the clause above it: "called
    /// on both to wait *and offered help*".
    pub(super) fn trim_contents(&mut self) {
        let syntax = self.syntax;
        for id in 0..self.all.len() {
            let clause = &self.all[id];
            let Some(governor) = clause.governor.filter(|governor| governor.relation == Relation::Conjunct)
            else {
                continue;
            };
            let head = syntax.token(clause.anchor).head;
            let above = &self.all[governor.clause.0 as usize];
            if link(syntax.token(clause.anchor).dep) != Link::Conjunct || syntax.dominates(head, above.anchor)
            {
                continue;
            }
            // The word "and", with a comma before it.
            let start = syntax.edges(clause.anchor).start;
            let mut cut = start;
            while cut > syntax.edges(head).start
                && matches!(link(syntax.tokens[cut as usize - 1].dep), Link::Coordinator | Link::Other)
                && matches!(syntax.tokens[cut as usize - 1].tag, Tag::Cc | Tag::Comma)
            {
                cut -= 1;
            }
            if cut == 0 {
                continue;
            }
            let (from, end) = (syntax.tokens[start as usize].span, syntax.tokens[cut as usize - 1].span.end);
            for argument in &mut self.all[governor.clause.0 as usize].arguments {
                if argument.role == Role::Complement
                    && argument.span.contains(from)
                    && argument.span.start < end
                {
                    argument.span.end = end;
                }
            }
        }
    }

    /// Whether a semicolon or colon stands between a clause and the later one that it hangs on.
    fn is_parted(&self, anchor: TokenId, head: TokenId) -> bool {
        anchor < head
            && self.syntax.tokens[anchor.index()..head.index()]
                .iter()
                .any(|token| matches!(token.lower.as_str(), ";" | ":"))
    }

    /// "urged X to stop and promised", "said it would stop and warned": a past tense
    /// does not stand beside an infinitive or a modal, but beside the verb above it;
    /// nor, where it says something itself, beside a perfect.
    fn beside_finite(&self, id: ClauseId, head: TokenId) -> TokenId {
        let syntax = self.syntax;
        let clause = &self.all[id.0 as usize];
        let past = matches!(syntax.token(clause.anchor).tag, Tag::Vbd | Tag::Vbz);
        if !past || clause.subject().is_some() || clause.kind == ClauseKind::Copular {
            return head;
        }
        let mut at = head;
        while let Some(above) = self.of_token[at.index()].map(|above| &self.all[above.0 as usize]) {
            let unlike = match syntax.token(at).tag {
                Tag::Vb => true,
                Tag::Vbn => clause.role(&Role::Complement).is_some() && !above.passive,
                _ => false,
            };
            match syntax.head(at) {
                Some(over) if unlike && is_verb(syntax, over) => at = over,
                _ => break,
            }
        }
        if self.of_token[at.index()].is_some() { at } else { head }
    }

    /// "said that X will go and that Y will stay": the second content stands beside
    /// the first, even where the parser hung it on the verb of saying.
    fn beside_that(&self, id: ClauseId, mark: TokenId, head: TokenId) -> Option<TokenId> {
        let syntax = self.syntax;
        if syntax.token(mark).lower != "that" {
            return None;
        }
        let above = self.of_token[head.index()]?;
        self.all[..id.0 as usize].iter().rev().find_map(|other| {
            let content = other.mark.is_some_and(|mark| syntax.token(mark).lower == "that")
                && other.governor.is_some_and(|governor| governor.relation == Relation::Complement)
                && self.is_below(other.id, above);
            content.then_some(other.anchor)
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

    /// An infinitive that the parser hung on the verb as a purpose, but that completes
    /// the verb ("appealed to X to stop") or its object ("rejected calls to stop").
    fn lift_infinitive(&mut self, id: ClauseId) {
        let syntax = self.syntax;
        let clause = &self.all[id.0 as usize];
        let Some(governor) = clause.governor.filter(|governor| governor.relation == Relation::Purpose) else {
            return;
        };
        if clause.form != Form::Infinitive {
            return;
        }
        let first = syntax.edges(clause.anchor).start;
        // "agreed to halt work, to open the site": a row of infinitives.
        let in_row = self.all[governor.clause.0 as usize].form == Form::Infinitive
            && governor.clause < id
            && first.checked_sub(1).is_some_and(|before| syntax.tokens[before as usize].tag == Tag::Comma);
        if in_row {
            self.all[id.0 as usize].governor =
                Some(Governor { clause: governor.clause, relation: Relation::Conjunct });
            return;
        }
        let before = first.checked_sub(1).and_then(|before| self.of_token[before as usize]);
        let wants = |id: ClauseId| {
            self.all[id.0 as usize]
                .effects
                .to
                .is_some_and(|effect| !matches!(effect, Effect::Carries | Effect::Presupposes))
        };
        let target = match before {
            Some(noun)
                if noun != governor.clause
                    && self.all[noun.0 as usize].kind == ClauseKind::Nominal
                    && wants(noun) =>
            {
                noun
            }
            _ if wants(governor.clause)
                && self.all[governor.clause.0 as usize].role(&Role::Complement).is_none() =>
            {
                governor.clause
            }
            _ => return,
        };
        if self.is_below(target, id) {
            return;
        }
        let (head, span) = (clause.anchor, syntax.subtree_span(clause.anchor));
        self.all[id.0 as usize].governor = Some(Governor { clause: target, relation: Relation::Complement });
        self.all[target.0 as usize].arguments.push(Argument {
            role: Role::Complement,
            head,
            span,
            clause: Some(id),
            via: Via::Direct,
        });
    }

    /// Writes the condition that a clause is into the clause that it governs.
    fn set_condition(&mut self, id: ClauseId) {
        let syntax = self.syntax;
        let clause = &self.all[id.0 as usize];
        if let Some(governor) = clause.governor.filter(|governor| governor.relation == Relation::Condition) {
            let span = match clause.mark {
                Some(mark) if clause.kind == ClauseKind::Nominal || is_case(syntax, mark) => {
                    syntax.head(mark).map_or(clause.span, |preposition| syntax.subtree_span(preposition))
                }
                _ => self.condition_span(id),
            };
            self.all[governor.clause.0 as usize]
                .condition
                .get_or_insert(Condition { clause: Some(id), span });
        } else if clause.condition.is_none()
            && let Some(word) = syntax
                .children(clause.anchor)
                .iter()
                .copied()
                .find(|child| matches!(syntax.token(*child).lower.as_str(), "otherwise" | "else"))
        {
            let span = syntax.token(word).span;
            self.all[id.0 as usize].condition = Some(Condition { clause: None, span });
        }
    }

    /// The words of a condition without a clause of saying that the parser hung on it.
    fn condition_span(&self, id: ClauseId) -> Span {
        let syntax = self.syntax;
        let clause = &self.all[id.0 as usize];
        let mut span = clause.span;
        for child in syntax.children(clause.anchor).iter().copied() {
            if link(syntax.token(child).dep) == Link::AdverbialClause && child > clause.anchor {
                let start = syntax.edges(child).start;
                if mark_of(syntax, child).is_some_and(|mark| {
                    matches!(
                        syntax.token(mark).lower.as_str(),
                        "while" | "as" | "although" | "though" | "whereas"
                    )
                }) {
                    // Back over the comma before the mark.
                    let last = start
                        .checked_sub(1)
                        .filter(|comma| syntax.tokens[*comma as usize].tag == Tag::Comma)
                        .unwrap_or(start);
                    if last > 0 {
                        span = Span::new(
                            span.start,
                            syntax.tokens[last as usize - 1].span.end.max(span.start + 1),
                        );
                    }
                }
            }
        }
        span
    }

    /// Marks the clauses that a question mark makes questions.
    fn ask(&mut self) {
        let syntax = self.syntax;
        for (at, token) in syntax.tokens.iter().enumerate() {
            if token.lower != "?" {
                continue;
            }
            let mark = TokenId(at as u32);
            let mut above = Some(token.head);
            let mut found = None;
            while let Some(word) = above {
                found = self.of_token[word.index()];
                if found.is_some() {
                    break;
                }
                above = syntax.head(word);
            }
            let Some(mut id) = found else { continue };
            // "Will they attack?" he asked: the mark stands before the verb of saying.
            if mark < self.all[id.0 as usize].anchor {
                let content = self.all[id.0 as usize]
                    .in_role(&Role::Complement)
                    .filter(|argument| argument.head < mark)
                    .filter_map(|argument| argument.clause)
                    .last();
                let Some(content) = content else { continue };
                id = content;
            }
            let presupposes = syntax.children(self.all[id.0 as usize].anchor).iter().any(|child| {
                let token = syntax.token(*child);
                token.tag == Tag::Wrb && matches!(token.lower.as_str(), "why" | "how" | "when" | "where")
            });
            if !presupposes {
                self.all[id.0 as usize].mood = Mood::Question;
            }
        }
    }
}

/// The word that introduces a clause: a mark, or "when", "where", "why".
fn mark_of(syntax: &Syntax, anchor: TokenId) -> Option<TokenId> {
    syntax.children(anchor).iter().copied().find(|child| {
        let token = syntax.token(*child);
        child < &anchor
            && (link(token.dep) == Link::Mark
                || (link(token.dep) == Link::Adverb && token.tag == Tag::Wrb)
                || (link(token.dep) == Link::Preposition
                    && matches!(token.lower.as_str(), "provided" | "providing")))
    })
}

/// Prepositions under which a noun says when or where: "at talks", "after the attack".
pub(super) fn is_adjunct(preposition: &str) -> bool {
    matches!(
        preposition,
        "at" | "in" | "during" | "after" | "following" | "before" | "since" | "amid" | "despite" | "until"
    )
}

/// "in case", "in the event".
fn is_case(syntax: &Syntax, noun: TokenId) -> bool {
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

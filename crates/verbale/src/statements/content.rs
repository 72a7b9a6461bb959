//! What is said: the content of a cue by each kind of complement.

use super::draft::Page;
use crate::{
    codebook::speech::{Cue, CuePos, Takes},
    span::Span,
    statements::Attitude,
    syntax::{Dep, Pos, Tag, TokenId},
};

/// The content that one complement gives.
#[derive(Debug, Clone)]
pub(super) struct Content {
    pub(super) spans: Vec<Span>,
    /// Words of the sentence that belong to the cue: the preposition of "call for".
    pub(super) cue: Vec<TokenId>,
    /// A question: nobody vouches for it.
    pub(super) question: bool,
}

impl Content {
    pub(super) fn of(spans: Vec<Span>) -> Option<Self> {
        (!spans.is_empty()).then(|| Self { spans, cue: Vec::new(), question: false })
    }
}

/// Better complements first: a row that takes the better one wins.
fn rank(takes: &Takes) -> u8 {
    match takes {
        Takes::Quote => 0,
        Takes::ObjectTo => 1,
        Takes::That => 2,
        Takes::ObjectAs => 3,
        Takes::ObjectPredicate => 4,
        Takes::ObjectPreposition(_) => 5,
        Takes::To => 6,
        Takes::Gerund => 7,
        Takes::Preposition(_) => 8,
        Takes::Raising => 9,
        Takes::Object => 10,
    }
}

impl Page<'_> {
    /// The best row for a cue, and its content.
    pub(super) fn best<'r>(
        &self,
        head: TokenId,
        rows: &[&'r Cue],
        take: impl Fn(&Self, TokenId, &Takes) -> Option<Content>,
    ) -> Option<(&'r Cue, Takes, Content)> {
        let mut best: Option<(u8, &'r Cue, Takes, Content)> = None;
        for row in rows {
            for takes in &row.takes {
                let rank = rank(takes);
                if best.as_ref().is_none_or(|best| rank < best.0)
                    && let Some(content) = take(self, head, takes)
                {
                    best = Some((rank, row, takes.clone(), content));
                }
            }
        }
        best.map(|(_, row, takes, content)| (row, takes, content))
    }

    /// The content of a verb by one kind of complement.
    pub(super) fn content_of_verb(&self, verb: TokenId, takes: &Takes) -> Option<Content> {
        let passive = self.is_passive(verb);
        match takes {
            Takes::Quote => None,
            Takes::That => self.that(verb),
            Takes::To => {
                let plain = self.syntax.child(verb, Dep::Dobj).is_none() && !passive;
                self.infinitive(verb)
                    .filter(|_| plain)
                    .and_then(|to| Content::of(self.without(self.syntax.edges(to), verb)))
            }
            Takes::Gerund => self
                .syntax
                .children(verb)
                .iter()
                .copied()
                .find(|child| {
                    matches!(self.syntax.token(*child).dep, Dep::Xcomp | Dep::Ccomp | Dep::Pcomp | Dep::Dobj)
                        && *child > verb
                        && self.is_verb(*child)
                        && self.is_gerund(*child)
                })
                .and_then(|child| Content::of(self.without(self.syntax.edges(child), verb))),
            Takes::ObjectTo => self.object_to(verb, passive),
            Takes::ObjectAs => self.object_and(verb, passive, |page, child| {
                matches!(page.syntax.token(child).dep, Dep::Prep | Dep::Advcl | Dep::Advmod)
                    && page.lower(child) == "as"
                    || page.syntax.token(child).dep == Dep::Advcl
                        && page.syntax.children(child).first().is_some_and(|mark| page.lower(*mark) == "as")
            }),
            Takes::ObjectPredicate => self.object_predicate(verb, passive),
            Takes::ObjectPreposition(word) => {
                let word = word.clone();
                self.object_and(verb, passive, move |page, child| {
                    page.syntax.token(child).dep == Dep::Prep && page.lower(child) == word
                })
            }
            Takes::Preposition(word) => self.under(verb, word),
            Takes::Raising => self.raising(verb, passive),
            Takes::Object => self.object(verb, passive),
        }
    }

    fn infinitive(&self, verb: TokenId) -> Option<TokenId> {
        self.syntax.children(verb).iter().copied().find(|child| {
            matches!(self.syntax.token(*child).dep, Dep::Xcomp | Dep::Ccomp | Dep::Advcl)
                && *child > verb
                && self.is_infinitive(*child)
                && (self.syntax.token(*child).dep != Dep::Advcl
                    || self.syntax.child(verb, Dep::Dobj).is_none())
                && self.syntax.child(*child, Dep::Nsubj).is_none()
        })
    }

    fn that(&self, verb: TokenId) -> Option<Content> {
        let mut spans = Vec::new();
        let mut question = false;
        for child in self.syntax.children(verb).iter().copied() {
            let token = self.syntax.token(child);
            let finite = token.dep == Dep::Ccomp
                && !self.is_infinitive(child)
                && !(self.is_gerund(child) && self.syntax.child(child, Dep::Nsubj).is_none() && child > verb);
            if !finite {
                continue;
            }
            // Before its cue a content ends in a comma or a closing mark; and
            // what nobody said is not said.
            if child < verb && !self.fronted(child, verb) {
                continue;
            }
            if self.reports_back(child, verb) {
                continue;
            }
            question |= self.is_question(child);
            spans.extend(self.without(self.syntax.edges(child), verb));
        }
        if let Some((start, span)) = self.in_a_letter_that(verb) {
            spans.retain(|own| own.start < start && !span.contains(*own));
            if spans.is_empty() {
                spans.push(span);
            }
        }
        if !spans.is_empty() {
            spans.sort_unstable();
            return Some(Content { spans, cue: Vec::new(), question });
        }
        if self.infinitive(verb).is_some() {
            return None;
        }
        self.host(verb).or_else(|| self.sentence_before(verb))
    }

    /// "…, the senator told the paper on Thursday.": the sentence before a cue
    /// that closes it, where the parser ties them in another way.
    fn sentence_before(&self, verb: TokenId) -> Option<Content> {
        let token = self.syntax.token(verb);
        let sentence = self.syntax.sentence_of(verb).tokens.clone();
        let subject = self
            .syntax
            .children(verb)
            .iter()
            .copied()
            .find(|child| matches!(self.syntax.token(*child).dep, Dep::Nsubj) && *child < verb)?;
        let start = self.syntax.edges(subject).start;
        let comma = start.checked_sub(1).filter(|at| self.lower(TokenId(*at)) == ",")?;
        let loose = matches!(token.dep, Dep::Conj | Dep::Root | Dep::Ccomp);
        let closes = self.syntax.edges(verb).end + 1 >= sentence.end;
        let bare = self.syntax.children(verb).iter().all(|child| {
            let dep = self.syntax.token(*child).dep;
            *child < verb
                || matches!(dep, Dep::Prep | Dep::Dative | Dep::Npadvmod | Dep::Advmod | Dep::Punct)
                || dep == Dep::Dobj && self.is_somebody(*child)
        });
        let clause = (sentence.start..comma)
            .any(|at| matches!(self.syntax.token(TokenId(at)).dep, Dep::Nsubj | Dep::Nsubjpass | Dep::Expl));
        let quiet = self.syntax.child(verb, Dep::Neg).is_none() && self.within[verb.index()].is_none();
        (loose && closes && bare && clause && quiet && matches!(token.tag, Tag::Vbd | Tag::Vbz | Tag::Vbp))
            .then(|| Content::of(self.clause_words(sentence.start..comma).into_iter().collect()))
            .flatten()
    }

    /// "Two states have agreed on a deal, the two announced": the clause after
    /// the comma reports the one before it.
    fn reports_back(&self, clause: TokenId, verb: TokenId) -> bool {
        let start = self.syntax.edges(clause).start;
        let child = |dep| self.syntax.child(clause, dep);
        clause > verb
            && (self.lower(TokenId(start)) == "," || start > 0 && self.lower(TokenId(start - 1)) == ",")
            && child(Dep::Nsubj).is_some()
            && child(Dep::Mark).is_none()
            && child(Dep::Ccomp).is_none()
            && child(Dep::Dobj).is_none_or(|object| self.is_somebody(object) && child(Dep::Xcomp).is_none())
            && self
                .speech
                .of(CuePos::Verb, &self.syntax.token(clause).lemma)
                .any(|row| row.attitude == Attitude::Speech && row.takes.contains(&Takes::That))
    }

    /// "Warned X in a letter that …": the clause hangs on the paper. Its first
    /// byte, and its words with what follows it.
    fn in_a_letter_that(&self, verb: TokenId) -> Option<(u32, Span)> {
        self.syntax.children_by(verb, Dep::Prep).filter(|prep| *prep > verb).find_map(|prep| {
            let paper = self.syntax.child(prep, Dep::Pobj)?;
            let clause = self.syntax.children(paper).iter().copied().find(|child| {
                let dep = self.syntax.token(*child).dep;
                matches!(dep, Dep::Acl | Dep::Relcl | Dep::Ccomp)
                    && self.lower(TokenId(self.syntax.edges(*child).start)) == "that"
                    && self.marked_that(*child, dep)
            })?;
            let range = self.syntax.edges(clause);
            let mut end = range.end;
            // What the parser hung on the verb behind the clause goes with it.
            for child in self.syntax.children(verb) {
                let own = self.syntax.edges(*child);
                if own.start >= end
                    && self.is_verb(*child)
                    && matches!(self.syntax.token(*child).dep, Dep::Ccomp | Dep::Advcl)
                    && own.start <= end + 1
                {
                    end = own.end;
                }
            }
            let span = self.clause_words(range.start..end)?;
            Some((span.start, span))
        })
    }

    /// Whether a clause is an indirect question.
    fn is_question(&self, clause: TokenId) -> bool {
        let first = self.syntax.edges(clause).start;
        let token = self.syntax.token(TokenId(first));
        matches!(token.lower.as_str(), "whether" | "if")
            || matches!(token.tag, Tag::Wrb | Tag::Wp | Tag::Wdt) && token.lower != "that"
    }

    /// "The convoy, officials said, had left": the clause around a cue that
    /// stands in it between commas, or after "as".
    fn host(&self, verb: TokenId) -> Option<Content> {
        let token = self.syntax.token(verb);
        let host = self.syntax.head(verb).filter(|host| self.is_verb(*host))?;
        let own = self.syntax.edges(verb);
        let subject = self.syntax.children(verb).iter().copied().find(|child| {
            matches!(self.syntax.token(*child).dep, Dep::Nsubj | Dep::Nsubjpass | Dep::Csubj)
        })?;
        let as_clause = self.syntax.children(verb).iter().any(|child| {
            *child < verb && self.lower(*child) == "as" && self.syntax.token(*child).dep != Dep::Prep
        });
        let loose = match token.dep {
            Dep::Parataxis | Dep::Ccomp | Dep::Dep | Dep::Meta => true,
            Dep::Advcl => as_clause,
            Dep::Conj => false,
            _ => false,
        };
        if !loose || !as_clause && self.syntax.children_by(verb, Dep::Mark).next().is_some() {
            return None;
        }
        let fenced = |at: Option<u32>| {
            at.and_then(|at| self.syntax.tokens.get(at as usize)).is_none_or(|token| token.pos == Pos::Punct)
        };
        let before = own.start.checked_sub(1);
        let edges = self.syntax.edges(host);
        let apart = |at: Option<u32>| {
            at.and_then(|at| self.syntax.tokens.get(at as usize))
                .is_some_and(|token| matches!(token.lower.as_str(), ";" | ":" | "."))
        };
        if self.syntax.child(verb, Dep::Neg).is_some() || apart(before) || apart(Some(own.start)) {
            return None;
        }
        let cut = own.start == edges.start || fenced(before) || fenced(Some(own.start));
        let cut =
            cut && (own.end >= edges.end || fenced(Some(own.end)) || fenced(Some(own.end.saturating_sub(1))));
        if !cut || subject == host {
            return None;
        }
        Content::of(
            [edges.start..own.start, own.end..edges.end]
                .into_iter()
                .filter_map(|range| self.clause_words(range))
                .collect(),
        )
    }

    /// A noun phrase, with what hangs on it.
    fn phrase(&self, head: TokenId, cue: TokenId) -> Option<Span> {
        self.without(self.syntax.edges(head), cue).into_iter().next()
    }

    fn dobj(&self, verb: TokenId) -> Option<TokenId> {
        self.syntax.children_by(verb, Dep::Dobj).chain(self.syntax.children_by(verb, Dep::Dative)).find(
            |object| {
                !matches!(self.syntax.token(*object).tag, Tag::Wp | Tag::Wdt)
                    && self.syntax.token(*object).pos != Pos::Adp
            },
        )
    }

    /// The subject of a passive, which is its object.
    fn passive_object(&self, verb: TokenId) -> Option<TokenId> {
        self.syntax.child(verb, Dep::Nsubjpass).or_else(|| self.subject(verb, 0)).filter(|object| {
            let token = self.syntax.token(*object);
            token.lower != "it" && !matches!(token.tag, Tag::Wp | Tag::Wdt)
        })
    }

    fn object_to(&self, verb: TokenId, passive: bool) -> Option<Content> {
        for child in self.syntax.children_by(verb, Dep::Ccomp) {
            if child > verb
                && self.is_infinitive(child)
                && self
                    .syntax
                    .child(child, Dep::Nsubj)
                    .or_else(|| self.syntax.child(child, Dep::Nsubjpass))
                    .is_some()
            {
                return Content::of(self.without(self.syntax.edges(child), verb));
            }
        }
        let to = self.syntax.children(verb).iter().copied().find(|child| {
            matches!(self.syntax.token(*child).dep, Dep::Xcomp | Dep::Ccomp | Dep::Advcl)
                && *child > verb
                && self.is_infinitive(*child)
        })?;
        if passive {
            let subject = self.source_words(self.passive_object(verb)?, verb)?;
            let mut spans = vec![subject];
            spans.extend(self.without(self.syntax.edges(to), verb));
            return Content::of(spans);
        }
        let object = self.dobj(verb).filter(|object| *object > verb && *object < to)?;
        Content::of(
            self.without(self.syntax.edges(object).start..self.syntax.edges(to).end, verb)
                .into_iter()
                .collect(),
        )
    }

    fn object_and(
        &self,
        verb: TokenId,
        passive: bool,
        is: impl Fn(&Self, TokenId) -> bool,
    ) -> Option<Content> {
        if passive {
            let second =
                self.syntax.children(verb).iter().copied().find(|child| *child > verb && is(self, *child))?;
            let mut spans = vec![self.source_words(self.passive_object(verb)?, verb)?];
            spans.extend(self.clause_words(self.syntax.edges(second)));
            return Content::of(spans);
        }
        let object = self.dobj(verb).filter(|object| *object > verb)?;
        let own = self.syntax.edges(object);
        let second = self
            .syntax
            .children(verb)
            .iter()
            .chain(self.syntax.children(object))
            .copied()
            .find(|child| *child > object && is(self, *child))?;
        let end = own.end.max(self.syntax.edges(second).end);
        Content::of(self.without(own.start..end, verb))
    }

    fn object_predicate(&self, verb: TokenId, passive: bool) -> Option<Content> {
        // "Called President Sahle Work": the parts of a name are no judgement.
        let predicate = self.syntax.child(verb, Dep::Oprd).filter(|predicate| {
            self.syntax.token(*predicate).pos != Pos::Propn || self.syntax.entity_at(*predicate).is_none()
        });
        if passive {
            self.agent(verb)?;
            let mut spans = vec![self.source_words(self.passive_object(verb)?, verb)?];
            spans.extend(self.clause_words(self.syntax.edges(predicate?)));
            return Content::of(spans);
        }
        if let Some(predicate) = predicate.filter(|predicate| *predicate > verb) {
            let start = self.dobj(verb).filter(|object| *object > verb).map_or(predicate, |object| object);
            let start = self.syntax.edges(start).start.min(self.syntax.edges(predicate).start);
            return Content::of(
                self.clause_words(start..self.syntax.edges(predicate).end).into_iter().collect(),
            );
        }
        // "Called the raid a crime", read as a clause without a verb.
        let small = self.syntax.children_by(verb, Dep::Ccomp).find(|child| {
            *child > verb
                && !self.is_verb(*child)
                && self.syntax.child(*child, Dep::Nsubj).is_some_and(|subject| subject > verb)
        });
        if let Some(small) = small {
            return Content::of(self.without(self.syntax.edges(small), verb));
        }
        // "Called the offer “an insult”": the second stands in marks.
        if let Some(object) = self.dobj(verb).filter(|object| *object > verb) {
            let own = self.syntax.token(object).span;
            let following = Span::new(own.end, own.end + 4);
            let marked = self.quotations_near(following).iter().find(|quotation| {
                quotation.closed && quotation.outer.start >= own.end && quotation.outer.start - own.end <= 1
            });
            if let Some(marked) = marked {
                let start = self.syntax.token(TokenId(self.syntax.edges(object).start)).span.start;
                return Content::of(vec![Span::new(start, marked.inner.end)]);
            }
        }
        // Two noun phrases: "called it a crime", read as dative and object.
        let dative = self
            .syntax
            .child(verb, Dep::Dative)
            .filter(|dative| self.syntax.token(*dative).pos != Pos::Adp)?;
        let object = self
            .syntax
            .child(verb, Dep::Dobj)
            .filter(|object| *object > dative && self.syntax.token(*object).pos != Pos::Propn)?;
        Content::of(
            self.clause_words(self.syntax.edges(dative).start..self.syntax.edges(object).end)
                .into_iter()
                .collect(),
        )
    }

    /// The phrase under a preposition of the verb or noun.
    pub(super) fn under(&self, head: TokenId, word: &str) -> Option<Content> {
        let prep = self.syntax.children(head).iter().copied().find(|child| {
            *child > head
                && self.syntax.token(*child).pos == Pos::Adp
                && self.lower(*child) == word
                && matches!(self.syntax.token(*child).dep, Dep::Prep | Dep::Prt | Dep::Dative)
        })?;
        let first = self.syntax.children(prep).iter().copied().find(|child| {
            matches!(self.syntax.token(*child).dep, Dep::Pobj | Dep::Pcomp | Dep::Prep) && *child > prep
        })?;
        if self.is_time(first) {
            return None;
        }
        let mut end = self.syntax.edges(prep).end.max(self.syntax.edges(first).end);
        // "Call on Washington to lift": what it is to do belongs to it.
        if let Some(to) = self.syntax.children(head).iter().copied().find(|child| {
            *child > first
                && matches!(self.syntax.token(*child).dep, Dep::Xcomp | Dep::Advcl | Dep::Acl | Dep::Ccomp)
                && self.is_infinitive(*child)
                && self.syntax.edges(*child).start == end
        }) {
            end = self.syntax.edges(to).end;
        }
        // "Referred to the strikes as a mistake".
        if let Some(second) = self
            .syntax
            .children_by(head, Dep::Prep)
            .find(|second| second.0 == end && self.lower(*second) == "as")
        {
            end = self.syntax.edges(second).end;
        }
        let span = self.without(self.syntax.edges(first).start..end, head).into_iter().next()?;
        Some(Content { spans: vec![span], cue: vec![prep], question: false })
    }

    /// What a subject is said, expected or seen to do or be.
    pub(super) fn raising(&self, verb: TokenId, passive: bool) -> Option<Content> {
        let lemma = self.syntax.token(verb).lemma.as_str();
        if !passive && !matches!(lemma, "seem" | "appear") {
            return None;
        }
        let second = self.syntax.children(verb).iter().copied().find(|child| {
            let dep = self.syntax.token(*child).dep;
            *child > verb
                && (matches!(dep, Dep::Xcomp) && self.is_infinitive(*child)
                    || !passive && matches!(dep, Dep::Oprd | Dep::Acomp))
        })?;
        let subject = self
            .syntax
            .children(verb)
            .iter()
            .copied()
            .find(|child| matches!(self.syntax.token(*child).dep, Dep::Nsubj | Dep::Nsubjpass))
            .or_else(|| self.subject(verb, 0))?;
        let mut spans: Vec<Span> = self.source_words(subject, verb).into_iter().collect();
        spans.extend(self.without(self.syntax.edges(second), verb));
        Content::of(spans)
    }

    fn object(&self, verb: TokenId, passive: bool) -> Option<Content> {
        if passive {
            self.agent(verb)?;
            return Content::of(self.source_words(self.passive_object(verb)?, verb).into_iter().collect());
        }
        let object = self.dobj(verb).filter(|object| *object > verb)?;
        let token = self.syntax.token(object);
        if self.is_time(object)
            || matches!(token.lower.as_str(), "himself" | "herself" | "itself" | "themselves")
        {
            return None;
        }
        Content::of(self.phrase(object, verb).into_iter().collect())
    }
}

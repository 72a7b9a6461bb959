//! What is said: the content of a cue by each kind of complement.

use std::ops::Range;

use super::draft::Page;
use crate::{
    codebook::speech::{Cue, CuePos, Takes},
    span::Span,
    statements::{Attitude, Force},
    syntax::{Dep, EntityLabel, Pos, Tag, TokenId},
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
    fn of(spans: Vec<Span>) -> Option<Self> {
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

    /// The content of a noun or adjective by one kind of complement.
    pub(super) fn content_of_noun(&self, noun: TokenId, takes: &Takes) -> Option<Content> {
        let clause = |infinitive: bool| {
            // The clause may hang on the noun under "by": "accusations by X that".
            let under = self
                .syntax
                .children_by(noun, Dep::Prep)
                .filter(|prep| matches!(self.lower(*prep), "by" | "from" | "among" | "of" | "in"))
                .filter_map(|prep| self.syntax.child(prep, Dep::Pobj));
            let below: Vec<TokenId> = self
                .syntax
                .children(noun)
                .iter()
                .copied()
                .chain(under.flat_map(|object| self.syntax.children_by(object, Dep::Acl)))
                .collect();
            let own = below.into_iter().find(|child| {
                let dep = self.syntax.token(*child).dep;
                let finite = self.marked_that(*child, dep) && dep != Dep::Ccomp
                    || dep == Dep::Ccomp && self.syntax.child(*child, Dep::Nsubj).is_some();
                matches!(dep, Dep::Acl | Dep::Ccomp | Dep::Xcomp | Dep::Relcl | Dep::Advcl)
                    && *child > noun
                    && self.is_verb(*child)
                    && if infinitive {
                        self.is_infinitive(*child)
                    } else {
                        finite && !self.is_infinitive(*child) && self.marked_that(*child, dep)
                    }
            });
            own
        };
        match takes {
            Takes::That => {
                clause(false).and_then(|child| Content::of(self.without(self.syntax.edges(child), noun)))
            }
            Takes::To => {
                clause(true).and_then(|child| Content::of(self.without(self.syntax.edges(child), noun)))
            }
            Takes::Preposition(word) => self.under(noun, word),
            _ => None,
        }
    }

    /// Whether a clause under a noun is a that-clause and no relative one:
    /// "that" is neither its subject nor its object.
    fn marked_that(&self, clause: TokenId, dep: Dep) -> bool {
        let children = self.syntax.children(clause);
        let first = TokenId(self.syntax.edges(clause).start);
        let subject = children.iter().any(|child| {
            *child != first
                && matches!(self.syntax.token(*child).dep, Dep::Nsubj | Dep::Nsubjpass | Dep::Expl)
                && !self.is_relative(*child)
        });
        let object = matches!(self.syntax.token(first).dep, Dep::Dobj | Dep::Attr | Dep::Oprd);
        let that = self.lower(first) == "that" && subject && !object;
        dep == Dep::Ccomp
            || matches!(dep, Dep::Acl | Dep::Relcl) && that
            || self
                .syntax
                .children_by(clause, Dep::Mark)
                .any(|mark| matches!(self.lower(mark), "that" | "whether" | "if"))
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
            let range = self.until_next_cue(child, verb);
            spans.extend(self.without(range, verb));
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

    /// The tokens of a clause up to a coordinated verb of speech without a
    /// subject of its own: "said he was glad and added …" gives "added" to
    /// the speaker, not to what is said.
    fn until_next_cue(&self, clause: TokenId, cue: TokenId) -> Range<u32> {
        let mut range = self.syntax.edges(clause);
        let mut at = clause;
        while let Some(next) =
            self.syntax.children_by(at, Dep::Conj).find(|child| self.is_verb(*child) && *child > at)
        {
            let subject = self.syntax.children(next).iter().any(|child| {
                matches!(self.syntax.token(*child).dep, Dep::Nsubj | Dep::Nsubjpass | Dep::Expl | Dep::Csubj)
            });
            let tag = self.syntax.token(next).tag;
            let like = tag == self.syntax.token(cue).tag || matches!(tag, Tag::Vbd | Tag::Vbz);
            let speech = self
                .speech
                .of(CuePos::Verb, &self.syntax.token(next).lemma)
                .any(|row| row.attitude == Attitude::Speech || row.force == Force::Denying);
            // "Had been trained and told": the passive is shared.
            let shared = self.syntax.child(at, Dep::Auxpass).is_some() && tag != Tag::Vbz;
            if !subject && like && speech && !shared && next > cue {
                let start = self
                    .syntax
                    .children_by(at, Dep::Cc)
                    .filter(|cc| *cc < next)
                    .map(|cc| cc.0)
                    .max()
                    .unwrap_or(next.0)
                    .min(self.syntax.edges(next).start);
                range.end = range.end.min(start);
                break;
            }
            at = next;
        }
        range
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

    /// Whether a clause before a verb may be what the verb reports.
    fn fronted(&self, clause: TokenId, verb: TokenId) -> bool {
        if self.syntax.child(verb, Dep::Neg).is_some() {
            return false;
        }
        let end = self.syntax.edges(clause).end;
        let next = self.syntax.tokens.get(end as usize).filter(|_| end <= verb.0);
        next.is_none_or(|token| !matches!(token.lower.as_str(), ";" | ":" | "."))
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

    /// ", vowing to …" after what is said: the speaker's, not the content's.
    pub(super) fn trailing(&self, verb: TokenId) -> bool {
        let start = self.syntax.edges(verb).start;
        let comma = start > 0 && self.syntax.token(TokenId(start - 1)).lower == ",";
        let token = self.syntax.token(verb);
        token.tag == Tag::Vbg
            && token.dep == Dep::Advcl
            && comma
            && self.syntax.head(verb).is_some_and(|head| head < verb)
            && self.within[verb.index()].is_none()
            && self.syntax.child(verb, Dep::Nsubj).is_none()
            && self.speech.of(CuePos::Verb, &token.lemma).any(|row| row.attitude == Attitude::Speech)
    }

    /// A range of tokens up to ", while Y said …": what another says in the
    /// same sentence is not a part of what the first said.
    pub(super) fn until_contrast(&self, mut range: Range<u32>, cue: TokenId) -> Range<u32> {
        for at in range.start + 1..range.end {
            let token = self.syntax.token(TokenId(at));
            if token.tag == Tag::Vbg && at > cue.0 && self.trailing(TokenId(at)) {
                range.end = self.syntax.edges(TokenId(at)).start.min(at);
                break;
            }
            if !matches!(token.lower.as_str(), "while" | "whereas" | "whilst")
                || token.dep != Dep::Mark
                || at <= cue.0
            {
                continue;
            }
            let verb = token.head;
            let speaks = self.is_verb(verb)
                && self.syntax.child(verb, Dep::Nsubj).is_some()
                && self
                    .speech
                    .of(CuePos::Verb, &self.syntax.token(verb).lemma)
                    .any(|row| row.attitude == Attitude::Speech);
            if speaks && self.within[verb.index()] == self.within[cue.index()] {
                range.end = at;
                break;
            }
        }
        range
    }

    /// The words of a clause without "that" at its head and without the cue's
    /// own words, where the parser lets them cross.
    pub(super) fn without(&self, range: Range<u32>, cue: TokenId) -> Vec<Span> {
        let range = self.until_contrast(range, cue);
        if !range.contains(&cue.0) {
            return self.clause_words(range).into_iter().collect();
        }
        let mut hole = cue.0..cue.0 + 1;
        for child in self.syntax.children(cue) {
            let dep = self.syntax.token(*child).dep;
            if matches!(
                dep,
                Dep::Nsubj | Dep::Aux | Dep::Neg | Dep::Dative | Dep::Prt | Dep::Advmod | Dep::Auxpass
            ) {
                let own = self.syntax.edges(*child);
                if own.len() < 30 {
                    hole = hole.start.min(own.start)..hole.end.max(own.end);
                }
            }
        }
        [range.start..hole.start.max(range.start), hole.end.min(range.end)..range.end]
            .into_iter()
            .filter_map(|range| self.clause_words(range))
            .collect()
    }

    fn clause_words(&self, mut range: Range<u32>) -> Option<Span> {
        while range.start < range.end {
            let token = self.syntax.token(TokenId(range.start));
            let that = |at: u32| {
                let token = self.syntax.tokens.get(at as usize);
                let next = TokenId(at + 1);
                token.is_some_and(|token| {
                    token.lower == "that"
                        && (token.dep == Dep::Mark
                            || matches!(token.tag, Tag::In | Tag::Wdt)
                                && next.0 < range.end
                                && !self.is_verb(next)
                                && self.syntax.token(next).pos != Pos::Adv)
                })
            };
            let only = token.pos == Pos::Adv && that(range.start + 1);
            if that(range.start)
                || only
                || token.pos == Pos::Punct && !matches!(token.lower.as_str(), "(" | "[")
                || token.pos == Pos::Space
            {
                range.start += 1;
            } else {
                break;
            }
        }
        self.words(range)
    }

    /// Whether a noun is a day or an hour: "promised Monday", "spoke on Friday".
    pub(super) fn is_time(&self, head: TokenId) -> bool {
        self.syntax
            .entity_at(head)
            .is_some_and(|entity| matches!(entity.label, EntityLabel::Date | EntityLabel::Time))
            && (self.syntax.token(head).pos == Pos::Propn
                || matches!(
                    self.lower(head),
                    "today" | "tomorrow" | "yesterday" | "tonight" | "week" | "month" | "year"
                ))
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
            self.clause_words(self.syntax.edges(object).start..self.syntax.edges(to).end)
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
        Content::of(self.clause_words(own.start..end).into_iter().collect())
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
            let marked = self.quotations.iter().find(|quotation| {
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
    fn under(&self, head: TokenId, word: &str) -> Option<Content> {
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
        let span = self.clause_words(self.syntax.edges(first).start..end)?;
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

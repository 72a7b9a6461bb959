//! Cues that are no verbs: nouns, adjectives, adverbs and phrases.

use super::{
    content::Content,
    draft::{Draft, Page},
};
use crate::{
    codebook::speech::{Cue, CuePos, Takes},
    span::Span,
    statements::{Attitude, Force},
    syntax::{Dep, Pos, TokenId},
};

impl Page<'_> {
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
            below.into_iter().find(|child| {
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
            })
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
    pub(super) fn marked_that(&self, clause: TokenId, dep: Dep) -> bool {
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

    pub(super) fn noun(&self, noun: TokenId) -> Option<Draft> {
        let token = self.syntax.token(noun);
        if matches!(token.dep, Dep::Compound | Dep::Amod | Dep::Nmod) {
            return None;
        }
        let lemma = self.lemma(noun);
        let rows: Vec<&Cue> = self.speech.of(CuePos::Noun, &lemma).collect();
        if rows.is_empty() {
            return None;
        }
        let found = self.best(noun, &rows, |page, head, takes| page.content_of_noun(head, takes));
        let (row, takes, content) = match found {
            Some((row, takes, content)) => (row, takes, content),
            None => {
                // "Made a promise to …": the clause may hang on the light verb.
                let verb = self.syntax.head(noun).filter(|verb| self.is_verb(*verb))?;
                if token.dep != Dep::Dobj || !self.speech.is_light(&self.syntax.token(verb).lemma) {
                    return None;
                }
                let row = rows.first()?;
                let kinds = [Takes::That, Takes::To];
                let (takes, content) =
                    kinds.iter().filter(|kind| row.takes.contains(kind)).find_map(|kind| {
                        let child = self.syntax.children(verb).iter().copied().find(|child| {
                            matches!(
                                self.syntax.token(*child).dep,
                                Dep::Ccomp | Dep::Xcomp | Dep::Acl | Dep::Advcl
                            ) && *child > noun
                                && (*kind == Takes::To) == self.is_infinitive(*child)
                                && (*kind == Takes::To
                                    || self
                                        .syntax
                                        .children_by(*child, Dep::Mark)
                                        .any(|mark| self.lower(mark) == "that"))
                        })?;
                        let spans = self.without(self.syntax.edges(child), noun);
                        (!spans.is_empty())
                            .then(|| (kind.clone(), Content { spans, cue: Vec::new(), question: false }))
                    })?;
                (*row, takes, content)
            }
        };
        let of_is_content = row.takes.contains(&Takes::Preposition("of".into()));
        let source = self.source_of_noun(noun, of_is_content);
        if source.is_none() && matches!(takes, Takes::Preposition(_)) {
            return None;
        }
        if self.within[noun.index()].is_some()
            && !self.stands_in_quotation(source.map(|source| source.0), row)
        {
            return None;
        }
        let mut cue = vec![noun];
        cue.extend(content.cue.iter().copied());
        if let Some((_, Some(light))) = source {
            cue.extend((light.0..noun.0).map(TokenId));
        }
        let spans = self.spans(cue);
        let source = source.map(|source| source.0);
        Some(self.draft(
            noun,
            row,
            row.force,
            spans,
            source,
            Vec::new(),
            Vec::new(),
            content.spans,
            Some(takes),
            false,
        ))
    }

    pub(super) fn adjective(&self, adjective: TokenId) -> Option<Draft> {
        let lemma = self.lemma(adjective);
        let rows: Vec<&Cue> = self.speech.of(CuePos::Adjective, &lemma).collect();
        if rows.is_empty() || self.syntax.token(adjective).dep == Dep::Amod {
            return None;
        }
        let verb = self.syntax.head(adjective).filter(|verb| self.is_verb(*verb))?;
        let making = matches!(self.syntax.token(verb).lemma.as_str(), "make" | "leave");
        let mut found = self.best(adjective, &rows, |page, head, takes| page.content_of_noun(head, takes));
        if found.is_none() && (making || self.syntax.token(verb).lemma == "be") {
            found = self.best(verb, &rows, |page, head, takes| match takes {
                Takes::That => page.content_of_verb(head, takes),
                Takes::To => page.content_of_verb(head, takes),
                _ => None,
            });
        }
        let (row, takes, content) = found?;
        let source = self.source_of_verb(verb)?;
        let expletive = matches!(self.lower(source), "it" | "there" | "this" | "that" | "what");
        if expletive || self.within[adjective.index()].is_some() {
            return None;
        }
        let mut cue = self.verb_group(verb);
        cue.extend(
            (verb.0.min(adjective.0)..=adjective.0)
                .map(TokenId)
                .filter(|id| {
                    self.syntax.head(*id) == Some(verb) && self.syntax.token(*id).dep != Dep::Nsubj
                        || self.syntax.head(*id) == Some(adjective)
                        || *id == adjective
                        || *id == verb
                })
                .filter(|id| *id <= adjective),
        );
        cue.extend(content.cue.iter().copied());
        let spans = self.spans(cue);
        let attitude = if making { Attitude::Speech } else { row.attitude };
        let force = if making { Force::Assertive } else { row.force };
        let mut draft = self.draft(
            adjective,
            row,
            force,
            spans,
            Some(source),
            Vec::new(),
            Vec::new(),
            content.spans,
            Some(takes),
            false,
        );
        draft.attitude = attitude;
        Some(draft)
    }

    pub(super) fn adverb(&self, adverb: TokenId) -> Option<Draft> {
        let row = self.speech.of(CuePos::Adverb, self.lower(adverb)).next()?;
        let mut host = self.syntax.head(adverb)?;
        while !self.is_verb(host) {
            host = self.syntax.head(host)?;
        }
        if self.within[adverb.index()].is_some() {
            return None;
        }
        let mut range = self.syntax.edges(host);
        // A coordinated verb is a clause of its own.
        for child in self.syntax.children_by(host, Dep::Conj) {
            if self.is_verb(child) && child > adverb {
                range.end = range.end.min(self.syntax.edges(child).start);
            }
        }
        while range.end > range.start
            && matches!(self.syntax.token(TokenId(range.end - 1)).pos, Pos::Cconj | Pos::Punct)
        {
            range.end -= 1;
        }
        let spans: Vec<Span> = [range.start..adverb.0, adverb.0 + 1..range.end]
            .into_iter()
            .filter(|range| range.start < range.end)
            .filter_map(|range| self.words(range))
            .collect();
        let cue = self.spans(vec![adverb]);
        (!spans.is_empty()).then(|| {
            self.draft(
                adverb,
                row,
                row.force,
                cue,
                None,
                Vec::new(),
                Vec::new(),
                spans,
                Some(Takes::That),
                false,
            )
        })
    }

    pub(super) fn phrase_cue(&self, first: TokenId) -> Option<Draft> {
        let (words, row) = self.speech.phrases_from(self.lower(first)).find(|(words, _)| {
            words.iter().enumerate().all(|(step, word)| {
                self.syntax.tokens.get(first.index() + step).is_some_and(|token| token.lower == *word)
            })
        })?;
        if self.within[first.index()].is_some() {
            return None;
        }
        let last = TokenId(first.0 + words.len() as u32 - 1);
        let source = self
            .syntax
            .children(last)
            .iter()
            .copied()
            .find(|child| *child > last && self.is_somebody(*child))?;
        let sentence = self.syntax.sentence_of(first).tokens.clone();
        let mut own = self.syntax.edges(first);
        own = own.start.min(first.0)..own.end.max(self.syntax.edges(source).end);
        if own.start < first.0 {
            own.start = first.0;
        }
        // "According to X, quoting Y, …": Y speaks, X passes it on.
        let quoted = (own.end..own.end + 2)
            .chain(own.clone())
            .map(TokenId)
            .find(|id| sentence.contains(&id.0) && matches!(self.lower(*id), "quoting" | "citing"));
        if let Some(quoted) = quoted {
            own.end = own.end.max(self.syntax.edges(quoted).end);
        }
        let mut host = self.syntax.head(first).unwrap_or(first);
        if Some(host) == quoted {
            host = self.syntax.head(host).unwrap_or(host);
        }
        while !self.is_verb(host) {
            match self.syntax.head(host) {
                Some(above) => host = above,
                None => break,
            }
        }
        let mut range = self.syntax.edges(host);
        if first.0 == sentence.start || host == first {
            range = sentence;
        }
        let mut spans: Vec<Span> =
            [range.start..own.start.max(range.start), own.end.min(range.end)..range.end]
                .into_iter()
                .filter(|range| range.start < range.end)
                .filter_map(|range| self.words(range))
                .collect();
        spans.retain(|span| !matches!(span.of(self.text), "which" | "who" | "that"));
        let mut takes = Takes::That;
        if !row.takes.contains(&Takes::That) {
            // "In the words of": only what is quoted.
            spans = self
                .quotations
                .iter()
                .filter(|quotation| {
                    quotation.depth == 0 && spans.iter().any(|span| span.overlaps(quotation.inner))
                })
                .map(|quotation| quotation.inner)
                .take(1)
                .collect();
            takes = Takes::Quote;
        }
        if spans.is_empty() {
            return None;
        }
        let cue = vec![self.syntax.span_of(first.0..last.0 + 1)];
        let mut via = Vec::new();
        let mut speaker = source;
        if let Some(cited) = quoted.and_then(|citing| self.syntax.child(citing, Dep::Dobj)) {
            via.push(source);
            speaker = cited;
        }
        let mut draft =
            self.draft(first, row, row.force, cue, Some(speaker), Vec::new(), via, spans, Some(takes), true);
        if draft.source.is_empty() {
            draft.source.extend(self.words(self.syntax.edges(source)));
        }
        Some(draft)
    }
}

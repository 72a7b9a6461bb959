//! Who speaks: the head words and the words of a cue's source.

use super::draft::Page;
use crate::{
    clauses::Role,
    codebook::speech::CuePos,
    span::Span,
    syntax::{Dep, Pos, Tag, TokenId},
};

/// Papers and occasions of speech, which speak for whoever made them.
pub(super) const DOCUMENTS: &[&str] = &[
    "statement",
    "letter",
    "communique",
    "communiqué",
    "message",
    "conference",
    "tweet",
    "post",
    "speech",
    "memo",
    "declaration",
    "note",
    "release",
    "announcement",
    "interview",
    "resolution",
    "address",
    "email",
    "telegram",
    "sign",
    "banner",
    "placard",
    "report",
    "document",
];

impl Page<'_> {
    /// The head of a verb's source: its subject, or the agent of a passive,
    /// after undoing coordination, control and relative clauses.
    pub(super) fn source_of_verb(&self, verb: TokenId) -> Option<TokenId> {
        let found = if self.is_passive(verb) { self.agent(verb) } else { self.subject(verb, 0) };
        let impersonal = self.is_infinitive(verb) || self.is_gerund(verb);
        found.filter(|head| {
            let it = impersonal && matches!(self.lower(*head), "it" | "this" | "that" | "there");
            !it && !self.is_expletive(*head) && self.may_speak(*head, verb)
        })
    }

    /// The noun under "by" of a passive.
    pub(super) fn agent(&self, verb: TokenId) -> Option<TokenId> {
        let by = self
            .syntax
            .child(verb, Dep::Agent)
            .or_else(|| self.syntax.children_by(verb, Dep::Prep).find(|prep| self.lower(*prep) == "by"))?;
        self.syntax.child(by, Dep::Pobj)
    }

    /// The subject of an active verb.
    pub(super) fn subject(&self, verb: TokenId, steps: u8) -> Option<TokenId> {
        let own =
            self.syntax.children(verb).iter().copied().find(|child| {
                matches!(self.syntax.token(*child).dep, Dep::Nsubj | Dep::Nsubjpass | Dep::Csubj)
            });
        if let Some(own) = own {
            if !self.is_relative(own) {
                return Some(own);
            }
            return self.antecedent(verb).or(Some(own));
        }
        if self.syntax.child(verb, Dep::Expl).is_some() {
            return None;
        }
        if let Some(cue) = self.beside_cue(verb) {
            return self.subject(cue, steps + 1);
        }
        // ", vowing to …" under what is said has the speaker as its subject.
        if self.trailing(verb) {
            let mut at = verb;
            for _ in 0..6 {
                let Some(head) = self.syntax.head(at) else { break };
                let dep = self.syntax.token(at).dep;
                let reported = dep == Dep::Ccomp || !self.is_verb(at) && matches!(dep, Dep::Dobj | Dep::Pobj);
                if reported
                    && head < at
                    && self.is_verb(head)
                    && self.speech.of(CuePos::Verb, &self.syntax.token(head).lemma).next().is_some()
                {
                    return self.subject(head, steps + 1);
                }
                at = head;
            }
        }
        let clause = self.clauses.of_token.get(verb.index()).copied().flatten();
        if let Some(clause) = clause.and_then(|id| self.clauses.all.get(id.0 as usize))
            && let Some(argument) = clause.arguments.iter().find(|argument| argument.role == Role::Subject)
        {
            return Some(argument.head);
        }
        // Without the clause's answer: the subject of what governs the verb.
        let head = self.syntax.head(verb).filter(|_| steps < 6)?;
        match self.syntax.token(verb).dep {
            Dep::Acl | Dep::Relcl if !self.is_verb(head) => Some(head),
            Dep::Xcomp | Dep::Ccomp => {
                let object = self.syntax.child(head, Dep::Dobj);
                object.filter(|_| self.is_infinitive(verb)).or_else(|| self.governing_subject(head, steps))
            }
            Dep::Conj | Dep::Advcl | Dep::Pcomp | Dep::Prep | Dep::Dep | Dep::Parataxis | Dep::Acl => {
                self.governing_subject(head, steps)
            }
            _ => None,
        }
    }

    fn governing_subject(&self, head: TokenId, steps: u8) -> Option<TokenId> {
        if self.is_verb(head)
            || self.syntax.token(head).pos == Pos::Adp
            || self.syntax.child(head, Dep::Nsubj).is_some()
        {
            if self.is_passive(head) && self.syntax.child(head, Dep::Nsubjpass).is_none() {
                return self.syntax.head(head).and_then(|above| self.governing_subject(above, steps + 1));
            }
            self.subject(head, steps + 1)
        } else {
            None
        }
    }

    /// Whether a word is "who", "which" or "that" before its own clause.
    pub(super) fn is_relative(&self, id: TokenId) -> bool {
        matches!(self.syntax.token(id).tag, Tag::Wdt | Tag::Wp)
            && !matches!(self.lower(id), "what" | "whoever")
    }

    /// The noun that the relative clause of a verb describes.
    fn antecedent(&self, verb: TokenId) -> Option<TokenId> {
        let mut at = verb;
        for _ in 0..6 {
            let head = self.syntax.head(at)?;
            match self.syntax.token(at).dep {
                Dep::Relcl | Dep::Acl => return Some(head),
                _ => at = head,
            }
        }
        None
    }

    /// What stands in a quotation does not speak outside it.
    pub(super) fn may_speak(&self, head: TokenId, cue: TokenId) -> bool {
        !self.is_time(head)
            && (self.within[head.index()].is_none() || self.within[head.index()] == self.within[cue.index()])
    }

    /// The noun phrase after a verb that the parser took for its object or for
    /// a part of what is said: "… ,” said the envoy, who …".
    pub(super) fn inverted(&self, verb: TokenId) -> Option<TokenId> {
        let sentence = &self.syntax.sentence_of(verb).tokens;
        let next = TokenId(verb.0 + 1);
        if !sentence.contains(&next.0) {
            return None;
        }
        let mut head = next;
        while let Some(above) = self.syntax.head(head) {
            if above <= verb || self.is_verb(above) || self.syntax.token(above).pos == Pos::Adp {
                break;
            }
            head = above;
        }
        let noun = matches!(self.syntax.token(head).pos, Pos::Noun | Pos::Propn | Pos::Pron | Pos::Num);
        (noun
            && self.syntax.edges(head).start <= next.0
            && self.within[head.index()] == self.within[verb.index()])
        .then_some(head)
    }

    /// "Who" of "the officer, who said": PolNeAR counts it as the source.
    pub(super) fn relative_word(&self, verb: TokenId) -> Option<TokenId> {
        self.syntax
            .children(verb)
            .iter()
            .copied()
            .find(|child| matches!(self.syntax.token(*child).dep, Dep::Nsubj) && self.is_relative(*child))
    }

    fn is_expletive(&self, id: TokenId) -> bool {
        self.syntax.token(id).dep == Dep::Expl
    }

    /// The words of a source: the whole noun phrase, appositions and relative
    /// clauses included, without the clause that holds the cue.
    pub(super) fn source_words(&self, head: TokenId, cue: TokenId) -> Option<Span> {
        let mut range = self.syntax.edges(head);
        if cue < head && range.start <= cue.0 {
            range.start = cue.0 + 1;
        }
        for child in self.syntax.children(head) {
            let own = self.syntax.edges(*child);
            let holds_cue = own.contains(&cue.0) && !own.contains(&head.0);
            let dep = self.syntax.token(*child).dep;
            // A clause that the parser hung on the name after the cue is the
            // sentence's, not the name's.
            let strays = cue < head
                && *child > head
                && (matches!(dep, Dep::Advcl | Dep::Ccomp | Dep::Parataxis | Dep::Dep | Dep::Meta)
                    || (dep == Dep::Conj && self.is_verb(*child)));
            // "The leader on Friday rejected": the day is the verb's.
            let day = dep == Dep::Prep
                && self.syntax.child(*child, Dep::Pobj).is_some_and(|object| self.is_time(object));
            if holds_cue || strays || day && *child > head {
                if *child > head {
                    range.end = range.end.min(own.start);
                } else {
                    range.start = range.start.max(own.end);
                }
            }
        }
        // A quotation is no part of a name.
        for at in range.clone() {
            if let Some(number) = self.within[at as usize] {
                let long = self.syntax.tokens_in(self.quotations[number as usize].inner).len() > 5;
                if long && self.within[head.index()] != Some(number) {
                    if at > head.0 {
                        range.end = range.end.min(at);
                    } else {
                        range.start = range.start.max(at + 1);
                    }
                }
            }
        }
        while range.start < head.0
            && matches!(self.syntax.token(TokenId(range.start)).pos, Pos::Cconj | Pos::Sconj)
        {
            range.start += 1;
        }
        self.words(range)
    }

    /// The head of a noun's source: its possessor, the noun under "by",
    /// "from", "among" or "of", or the subject of its light verb.
    pub(super) fn source_of_noun(
        &self,
        noun: TokenId,
        of_is_content: bool,
    ) -> Option<(TokenId, Option<TokenId>)> {
        if let Some(possessor) = self.syntax.child(noun, Dep::Poss) {
            return Some((possessor, None));
        }
        for prep in self.syntax.children_by(noun, Dep::Prep) {
            let word = self.lower(prep);
            if (matches!(word, "by" | "from" | "among") || word == "of" && !of_is_content)
                && let Some(source) = self.syntax.child(prep, Dep::Pobj)
            {
                return Some((source, None));
            }
        }
        let clause = self.clauses.of_token.get(noun.index()).copied().flatten();
        if let Some(clause) = clause.and_then(|id| self.clauses.all.get(id.0 as usize))
            && clause.predicate == noun
            && clause.light.is_none()
            && let Some(argument) = clause.arguments.iter().find(|argument| argument.role == Role::Subject)
        {
            return Some((argument.head, None));
        }
        let verb = self.syntax.head(noun).filter(|verb| self.is_verb(*verb))?;
        let light = self.syntax.token(noun).dep == Dep::Dobj
            && self.speech.is_light(&self.syntax.token(verb).lemma)
            && !self.is_passive(verb);
        light.then(|| self.source_of_verb(verb)).flatten().map(|source| (source, Some(verb)))
    }

    /// Who speaks through a paper or an occasion: "a statement from the
    /// ministry said", "they issued a statement saying", "its report says".
    pub(super) fn behind(&self, head: TokenId) -> TokenId {
        let token = self.syntax.token(head);
        if token.pos != Pos::Noun || !DOCUMENTS.contains(&token.lemma.as_str()) {
            return head;
        }
        if let Some((source, _)) = self.source_of_noun(head, false) {
            return source;
        }
        let above = self.syntax.head(head);
        let verb = match token.dep {
            Dep::Dobj => above,
            Dep::Pobj => above.and_then(|prep| self.syntax.head(prep)),
            _ => None,
        };
        verb.filter(|verb| self.is_verb(*verb)).and_then(|verb| self.source_of_verb(verb)).unwrap_or(head)
    }

    /// Whether a name is that of an outlet or agency.
    pub(super) fn is_outlet(&self, head: TokenId) -> bool {
        let name = self
            .mentions
            .at(head)
            .map_or_else(|| self.syntax.span_of(head.0..head.0 + 1), |mention| mention.span);
        let proper = self.syntax.token(head).pos == Pos::Propn || self.syntax.entity_at(head).is_some();
        let last = self.lower(head);
        self.syntax.tokens_in(name).any(|at| {
            let token = self.syntax.token(TokenId(at));
            let word = token.lower.as_str();
            let general =
                matches!(word, "press" | "media" | "news" | "channel" | "daily" | "weekly" | "guardian");
            self.speech.is_outlet(word)
                && (proper || !general || word == last)
                && (token.pos == Pos::Propn || !general || word == last)
        })
    }

    /// The words that a source or content may name as addressee.
    pub(super) fn is_somebody(&self, head: TokenId) -> bool {
        let token = self.syntax.token(head);
        matches!(token.pos, Pos::Noun | Pos::Propn | Pos::Pron | Pos::Num | Pos::Adj)
    }
}

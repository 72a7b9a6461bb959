//! Where a content begins and ends in its sentence.

use std::ops::Range;

use super::draft::Page;
use crate::{
    codebook::speech::CuePos,
    span::Span,
    statements::{Attitude, Force},
    syntax::{Dep, EntityLabel, Pos, Tag, TokenId},
};

impl Page<'_> {
    /// Whether a clause before a verb may be what the verb reports.
    pub(super) fn fronted(&self, clause: TokenId, verb: TokenId) -> bool {
        if self.syntax.child(verb, Dep::Neg).is_some() {
            return false;
        }
        let end = self.syntax.edges(clause).end;
        let next = self.syntax.tokens.get(end as usize).filter(|_| end <= verb.0);
        next.is_none_or(|token| !matches!(token.lower.as_str(), ";" | ":" | "."))
    }

    /// The cue that a coordinated verb of speech without a subject of its own
    /// stands beside, where the parser ties it to what is said: "said he was
    /// glad and added …" gives "added" to the speaker.
    pub(super) fn beside_cue(&self, verb: TokenId) -> Option<TokenId> {
        let token = self.syntax.token(verb);
        let subject = self.syntax.children(verb).iter().any(|child| {
            matches!(self.syntax.token(*child).dep, Dep::Nsubj | Dep::Nsubjpass | Dep::Expl | Dep::Csubj)
        });
        let speech = self
            .speech
            .of(CuePos::Verb, &token.lemma)
            .any(|row| row.attitude == Attitude::Speech || row.force == Force::Denying);
        if subject || !speech || token.dep != Dep::Conj {
            return None;
        }
        let mut clause = self.syntax.head(verb)?;
        let mut shared = self.syntax.child(clause, Dep::Auxpass).is_some();
        while self.syntax.token(clause).dep == Dep::Conj {
            clause = self.syntax.head(clause)?;
            shared |= self.syntax.child(clause, Dep::Auxpass).is_some();
        }
        let cue = self.syntax.head(clause).filter(|cue| *cue < clause && self.is_verb(*cue))?;
        let like = token.tag == self.syntax.token(cue).tag || matches!(token.tag, Tag::Vbd | Tag::Vbz);
        // "Had been trained and told": the passive is shared.
        let passive = shared && token.tag != Tag::Vbz;
        (self.syntax.token(clause).dep == Dep::Ccomp
            && like
            && !passive
            && self.speech.of(CuePos::Verb, &self.syntax.token(cue).lemma).next().is_some())
        .then_some(cue)
    }

    /// A range of tokens up to a coordinated verb that is the speaker's or the
    /// paper's: one beside the cue, or a finite one beside a noun or an
    /// infinitive ("called on both to show restraint and offered …").
    fn until_next_verb(&self, range: Range<u32>, cue: TokenId) -> Range<u32> {
        for at in range.start.max(cue.0 + 1)..range.end {
            let verb = TokenId(at);
            let token = self.syntax.token(verb);
            if token.dep != Dep::Conj
                || token.pos != Pos::Verb
                || self.within[verb.index()] != self.within[cue.index()]
            {
                continue;
            }
            let Some(head) = self.syntax.head(verb).filter(|head| *head < verb && head.0 >= range.start)
            else {
                continue;
            };
            let subject =
                self.syntax.child(verb, Dep::Nsubj).or_else(|| self.syntax.child(verb, Dep::Nsubjpass));
            let finite = matches!(token.tag, Tag::Vbd | Tag::Vbz);
            let unlike = !self.is_verb(head) || self.is_infinitive(head);
            let own = subject.is_none() && finite && unlike && self.syntax.token(head).dep != Dep::Conj;
            if own || self.beside_cue(verb) == Some(cue) {
                let cc = self.syntax.children_by(head, Dep::Cc).filter(|cc| *cc < verb).map(|cc| cc.0).max();
                return range.start..cc.unwrap_or(at).min(self.syntax.edges(verb).start).max(range.start);
            }
        }
        range
    }

    /// ", vowing to …" after what is said: the speaker's, not the content's.
    pub(super) fn trailing(&self, verb: TokenId) -> bool {
        let start = self.syntax.edges(verb).start;
        let comma = start > 0 && self.syntax.token(TokenId(start - 1)).lower == ",";
        let token = self.syntax.token(verb);
        token.tag == Tag::Vbg
            && matches!(token.dep, Dep::Advcl | Dep::Acl)
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
        let range = self.until_next_verb(self.until_contrast(range, cue), cue);
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

    pub(super) fn clause_words(&self, mut range: Range<u32>) -> Option<Span> {
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
}

//! A statement in the making, and what all steps of making it read.

use crate::{
    clauses::Clauses,
    codebook::speech::{CuePos, Speech, Takes},
    document::Document,
    mentions::Mentions,
    span::Span,
    statements::{Attitude, Force, quotations::Quotation},
    syntax::{Dep, Pos, Syntax, Tag, TokenId},
};

/// The layers below, and the quotations.
pub(super) struct Page<'a> {
    pub(super) text: &'a str,
    pub(super) document: &'a Document,
    pub(super) syntax: &'a Syntax,
    pub(super) clauses: &'a Clauses,
    pub(super) mentions: &'a Mentions,
    pub(super) speech: &'a Speech,
    pub(super) quotations: &'a [Quotation],
    /// The innermost quotation that surely holds the token.
    pub(super) within: Vec<Option<u32>>,
}

/// A statement in the making.
#[derive(Debug, Clone)]
pub(super) struct Draft {
    /// The word that the cue is built on.
    pub(super) head: TokenId,
    /// The words of the cue.
    pub(super) cue: Vec<Span>,
    /// The head words of the source, several for a joint statement.
    pub(super) speakers: Vec<TokenId>,
    /// The words of the source.
    pub(super) source: Vec<Span>,
    /// The head words of the addressees.
    pub(super) addressees: Vec<TokenId>,
    /// The head words of outlets that pass it on, nearest first.
    pub(super) via: Vec<TokenId>,
    /// The words of the content, in order.
    pub(super) content: Vec<Span>,
    /// What kind of complement gave the content; none for a cue that still
    /// waits for a quotation.
    pub(super) takes: Option<Takes>,
    /// Whether the cue may introduce a quotation.
    pub(super) quotes: bool,
    pub(super) attitude: Attitude,
    pub(super) force: Force,
    /// Whether it was made for a quotation without a cue of the table: such
    /// drafts stand behind the others, in the order of the text.
    pub(super) bare: bool,
}

/// How many tokens around a quotation its cue is looked for.
const REACH: u32 = 250;

/// How many quotations or statements around a place may hold it. A limit, so
/// that the work stays in proportion to the text.
pub(super) const NEAR: usize = 64;

/// The drafts with cues near a stretch of tokens.
pub(super) fn near(drafts: &[Draft], tokens: &std::ops::Range<u32>) -> std::ops::Range<usize> {
    let cues = &drafts[..drafts.partition_point(|draft| !draft.bare)];
    let start = cues.partition_point(|draft| draft.head.0 + REACH < tokens.start);
    let end = cues.partition_point(|draft| draft.head.0 < tokens.end + REACH);
    start..end.max(start)
}

impl<'a> Page<'a> {
    pub(super) fn new(
        text: &'a str,
        document: &'a Document,
        syntax: &'a Syntax,
        clauses: &'a Clauses,
        mentions: &'a Mentions,
        speech: &'a Speech,
        quotations: &'a [Quotation],
    ) -> Self {
        let mut within = vec![None; syntax.tokens.len()];
        for (number, quotation) in quotations.iter().enumerate() {
            if sure(quotations, number) {
                for token in syntax.tokens_in(quotation.inner) {
                    within[token as usize] = Some(number as u32);
                }
            }
        }
        Self { text, document, syntax, clauses, mentions, speech, quotations, within }
    }

    /// The quotations that may touch a span.
    pub(super) fn quotations_near(&self, span: Span) -> &'a [Quotation] {
        let end = self.quotations.partition_point(|quotation| quotation.outer.start < span.end);
        &self.quotations[end.saturating_sub(NEAR)..end]
    }

    pub(super) fn is_verb(&self, id: TokenId) -> bool {
        matches!(self.syntax.token(id).pos, Pos::Verb | Pos::Aux)
    }

    /// Whether a verb is an infinitive with "to".
    pub(super) fn is_infinitive(&self, id: TokenId) -> bool {
        self.syntax.children(id).iter().any(|child| self.syntax.token(*child).tag == Tag::To && *child < id)
    }

    /// Whether a verb is a gerund without auxiliaries.
    pub(super) fn is_gerund(&self, id: TokenId) -> bool {
        let first = self
            .syntax
            .children(id)
            .iter()
            .find(|child| matches!(self.syntax.token(**child).dep, Dep::Aux | Dep::Auxpass))
            .copied()
            .unwrap_or(id);
        self.syntax.token(first).tag == Tag::Vbg
    }

    /// Whether the verb is passive: by its subject, auxiliary or agent, or as
    /// a bare participle ("asked about the convoy, he …").
    pub(super) fn is_passive(&self, id: TokenId) -> bool {
        let token = self.syntax.token(id);
        let child = |dep| self.syntax.child(id, dep).is_some();
        child(Dep::Nsubjpass)
            || child(Dep::Auxpass)
            || child(Dep::Agent)
            || (token.tag == Tag::Vbn && matches!(token.dep, Dep::Advcl | Dep::Acl | Dep::Amod)
                || token.tag == Tag::Vbd && token.dep == Dep::Acl)
                && !child(Dep::Aux)
                && !child(Dep::Nsubj)
    }

    pub(super) fn lower(&self, id: TokenId) -> &str {
        &self.syntax.token(id).lower
    }

    /// The words of a range of tokens, without punctuation at their ends.
    pub(super) fn words(&self, range: std::ops::Range<u32>) -> Option<Span> {
        let (mut start, mut end) = (range.start, range.end);
        let loose = |at: u32| {
            let token = self.syntax.token(TokenId(at));
            match token.pos {
                Pos::Space => true,
                Pos::Punct => !matches!(token.lower.as_str(), "(" | ")" | "[" | "]" | "?" | "!" | "%"),
                _ => false,
            }
        };
        while start < end && (loose(start) || matches!(self.lower(TokenId(start)), ")" | "]" | "?" | "!")) {
            start += 1;
        }
        while start < end && (loose(end - 1) || matches!(self.lower(TokenId(end - 1)), "(" | "[")) {
            end -= 1;
        }
        (start < end).then(|| self.syntax.span_of(start..end))
    }

    /// The head words of a coordination, the first among them.
    pub(super) fn coordinated(&self, head: TokenId) -> Vec<TokenId> {
        let mut all = vec![head];
        let mut at = 0;
        while at < all.len() {
            for child in self.syntax.children_by(all[at], Dep::Conj) {
                if !self.is_verb(child) {
                    all.push(child);
                }
            }
            at += 1;
        }
        all
    }
}

/// Closes a quotation that runs to the end of its paragraph over its own cue:
/// "“The road is open, the guard said."
pub(super) fn end_before_cue(text: &str, syntax: &Syntax, speech: &Speech, quotations: &mut [Quotation]) {
    for at in 0..quotations.len() {
        let quotation = quotations[at];
        if quotation.closed || quotation.depth > 0 {
            continue;
        }
        let tokens = syntax.tokens_in(quotation.outer);
        let Some(last) =
            (tokens.start..tokens.end).rev().map(TokenId).find(|id| syntax.token(*id).pos != Pos::Punct)
        else {
            continue;
        };
        let quotes = |id: TokenId| {
            let lemma = &syntax.token(id).lemma;
            matches!(syntax.token(id).tag, Tag::Vbd | Tag::Vbz)
                && speech.of(CuePos::Verb, lemma).any(|row| row.takes.contains(&Takes::Quote))
        };
        let Some(subject) = quotes(last).then(|| syntax.child(last, Dep::Nsubj)).flatten() else { continue };
        let first = syntax.edges(subject).start;
        let comma =
            first.checked_sub(1).filter(|at| tokens.contains(at) && syntax.token(TokenId(*at)).lower == ",");
        let own = matches!(syntax.token(subject).lower.as_str(), "i" | "we");
        let Some(comma) = comma.filter(|_| !own) else { continue };
        let end = syntax.token(TokenId(comma)).span.end;
        if end <= quotation.inner.start || text.get(end as usize..).is_none() {
            continue;
        }
        quotations[at].outer.end = end;
        quotations[at].inner.end = end;
        quotations[at].closed = true;
        if let Some(next) = quotations.get_mut(at + 1) {
            next.continues = false;
        }
    }
}

/// Whether a quotation surely ends where it seems to: it has both marks, or
/// the next paragraph carries it on.
pub(super) fn sure(quotations: &[Quotation], number: usize) -> bool {
    let quotation = &quotations[number];
    quotation.closed
        || (quotation.opened || quotation.continues)
            && quotations[number + 1..]
                .iter()
                .take(NEAR)
                .find(|next| next.paragraph != quotation.paragraph)
                .is_some_and(|next| next.continues)
}

//! What a time hangs on: the clause that governs it, the noun it stands
//! before, the preposition in front.

use crate::{
    clauses::ClauseId,
    events::Read,
    span::Span,
    syntax::{Dep, Pos, Tag, TokenId},
    times::Time,
};

/// The clause whose predicate governs a time.
pub(super) fn governing(read: &Read<'_>, time: &Time) -> Option<ClauseId> {
    let tokens = read.syntax.tokens_in(time.span);
    let inside = |id: TokenId| tokens.contains(&id.0);
    let mut at =
        tokens.clone().map(TokenId).find(|id| read.syntax.head(*id).is_none_or(|head| !inside(head)))?;
    if let Some(since) = since_a_noun(read, time) {
        at = since;
    }
    // A tree is not deeper than its sentence is long.
    for _ in 0..tokens.len() + 200 {
        if !inside(at)
            && !is_quoted_apart(read, at, tokens.start)
            && let Some(clause) = read.clauses.at(at)
        {
            return Some(clause.id);
        }
        at = read.syntax.head(at)?;
    }
    None
}

/// Whether a quotation closes between a word and a time behind it: `called for
/// "an end to violence" on Friday` is a call of Friday.
fn is_quoted_apart(read: &Read<'_>, word: TokenId, time: u32) -> bool {
    let marks = (word.0..time).map(|at| read.syntax.token(TokenId(at)).tag);
    let open: i32 =
        marks.map(|tag| i32::from(tag == Tag::OpenQuote) - i32::from(tag == Tag::CloseQuote)).sum();
    open < 0
}

/// The word before a time, in lower case; empty where there is none.
pub(super) fn preposition<'a>(read: &Read<'a>, time: &Time) -> &'a str {
    match noun_behind(read, time) {
        None => before(read, time, 1),
        // What stands before the noun is the noun's, but for "since".
        Some(_) if since_a_noun(read, time).is_some() => "since",
        Some(_) => "",
    }
}

/// The noun that a time stands before: "the contested March election".
fn noun_behind(read: &Read<'_>, time: &Time) -> Option<TokenId> {
    let tokens = read.syntax.tokens_in(time.span);
    let mut at = TokenId(tokens.end.checked_sub(1)?);
    for _ in 0..4 {
        let token = read.syntax.token(at);
        if !matches!(token.dep, Dep::Compound | Dep::Amod | Dep::Nmod | Dep::Poss | Dep::Nummod) {
            break;
        }
        at = read.syntax.head(at)?;
    }
    // "3 and 5 March" stands before no noun but a month.
    let dated = read.times.within(read.syntax.token(at).span).next().is_some()
        || read
            .times
            .all
            .get(time.id.0 as usize + 1)
            .is_some_and(|next| next.span.contains(read.syntax.token(at).span));
    (!tokens.contains(&at.0) && !dated).then_some(at)
}

/// The "since" over the noun behind a time.
fn since_a_noun(read: &Read<'_>, time: &Time) -> Option<TokenId> {
    let above = read.syntax.head(noun_behind(read, time)?)?;
    (read.syntax.token(above).lower == "since").then_some(above)
}

/// Whether a time only names a thing and dates no act: "Obama's 2011 campaign",
/// but not "in a September letter".
pub(super) fn names_only(read: &Read<'_>, time: &Time) -> bool {
    let Some(noun) = noun_behind(read, time) else { return false };
    if read.clauses.at(noun).is_some() {
        return false;
    }
    let above = read.syntax.head(noun).map(|above| read.syntax.token(above));
    let adjunct = above.is_some_and(|above| {
        above.pos == Pos::Adp && matches!(above.lower.as_str(), "in" | "at" | "during" | "on" | "since")
    });
    !adjunct
}

/// Whether a time's noun stands behind "after" or "before", so that it dates
/// what lies in the noun but not what is told of it: "after Monday's attack".
pub(super) fn only_beside(read: &Read<'_>, time: &Time, predicate: TokenId) -> bool {
    let Some(noun) = noun_behind(read, time) else { return false };
    let above = read.syntax.head(noun).map(|above| read.syntax.token(above).lower.as_str());
    matches!(above, Some("after" | "before" | "following" | "until"))
        && !read.syntax.dominates(noun, predicate)
}

/// The `n`-th word before a time, articles left out.
pub(super) fn before<'a>(read: &Read<'a>, time: &Time, n: usize) -> &'a str {
    let first = read.syntax.tokens_in(time.span).start;
    (0..first)
        .rev()
        .map(|at| read.syntax.token(TokenId(at)).lower.as_str())
        .filter(|word| !matches!(*word, "the" | "late" | "early" | "about"))
        .nth(n - 1)
        .unwrap_or("")
}

pub(super) fn sentence_span(read: &Read<'_>, token: TokenId) -> Span {
    read.syntax.sentence_of(token).span
}

pub(super) fn distance(a: Span, b: Span) -> u32 {
    a.start.saturating_sub(b.end).max(b.start.saturating_sub(a.end))
}

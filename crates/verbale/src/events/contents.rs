//! The words of what is demanded, threatened, promised or denied.

use super::roles::Place;
use crate::{
    clauses::ClauseKind,
    events::Read,
    span::Span,
    syntax::{Dep, Tag, TokenId},
};

/// A stretch of text without punctuation or blanks at its ends; the quotation
/// mark that closes one opened inside stays.
pub(super) fn trimmed(read: &Read<'_>, span: Span) -> Span {
    let words = span.of(read.text);
    let loose = [' ', '\n', '\r', '\t', ',', '.', ';', ':'];
    let end = words.trim_end_matches(loose).len();
    let start = words.len() - words.trim_start_matches(loose).len();
    if start >= end {
        return span;
    }
    let cut = Span::new(span.start + start as u32, span.start + end as u32);
    closed(read.text, cut)
}

/// The span with the closing mark of a quotation that it opens, where the mark
/// follows at once or after a stop.
fn closed(text: &str, span: Span) -> Span {
    let words = span.of(text);
    let open = words.matches('“').count() > words.matches('”').count() || words.matches('"').count() % 2 == 1;
    if !open {
        return span;
    }
    let rest = &text[span.end as usize..];
    let stops = rest.len() - rest.trim_start_matches(['.', ',', '!', '?']).len();
    match rest[stops..].chars().next() {
        Some(mark @ ('”' | '"')) => Span::new(span.start, span.end + (stops + mark.len_utf8()) as u32),
        _ => span,
    }
}

/// The parts of a content that are acts of their own: "that it would not attack
/// and that it has never threatened", "a halt to the drills and a pledge that
/// …". Empty where the content is one.
pub(super) fn parts(read: &Read<'_>, places: &[Place], content: Option<Span>) -> Vec<Span> {
    let (Some(content), [place]) = (content, places) else { return Vec::new() };
    let syntax = read.syntax;
    let head = place.head;
    let article = |noun: TokenId| {
        syntax.children(noun).iter().any(|child| {
            let token = syntax.token(*child);
            token.dep == Dep::Det && matches!(token.lower.as_str(), "a" | "an")
        })
    };
    let is_noun = read.clauses.at(head).is_none_or(|clause| clause.kind == ClauseKind::Nominal);
    let starts = syntax.tokens_in(content).map(TokenId).filter(|token| {
        if syntax.token(*token).dep != Dep::Conj || *token <= head {
            return false;
        }
        let Some(clause) = read.clauses.at(*token) else { return false };
        if is_noun {
            // The parser may hang "and a pledge" on a noun inside: the articles show what is parallel.
            clause.kind == ClauseKind::Nominal && article(*token) && article(head)
        } else {
            let marked = syntax.children(*token).iter().any(|child| {
                let word = syntax.token(*child);
                word.dep == Dep::Mark || word.tag == Tag::To
            });
            clause.kind != ClauseKind::Nominal && marked && syntax.token(*token).head == head
        }
    });
    let mut cuts: Vec<Span> = starts.map(|token| syntax.subtree_span(token)).collect();
    cuts.retain(|cut| content.contains(*cut));
    if cuts.is_empty() {
        return cuts;
    }
    // The first part ends before the word that joins the second.
    let first = syntax.tokens_in(Span::new(content.start, cuts[0].start));
    let end = first
        .clone()
        .rev()
        .find(|at| {
            let token = &syntax.tokens[*at as usize];
            !matches!(token.tag, Tag::Cc | Tag::Comma)
        })
        .map_or(cuts[0].start, |at| syntax.tokens[at as usize].span.end);
    cuts.insert(0, Span::new(content.start, end));
    let starts: Vec<u32> = cuts.iter().map(|cut| cut.start).collect();
    for at in 1..cuts.len() {
        let next = starts.get(at + 1).copied().unwrap_or(content.end);
        cuts[at].end = if at + 1 < cuts.len() { cuts[at].end.min(next) } else { content.end };
    }
    cuts.into_iter().map(|cut| trimmed(read, cut)).collect()
}

#[cfg(test)]
mod tests {
    use super::closed;
    use crate::span::Span;

    #[test]
    fn a_quotation_ends_with_its_mark() {
        let text = "said it “has never left.” He went.";
        let from = text.find('“').unwrap() as u32;
        let to = text.find('.').unwrap() as u32;
        assert_eq!(closed(text, Span::new(from, to)).of(text), "“has never left.”");
        let text = "said it \"never left\", he went";
        let (from, to) = (text.find('"').unwrap() as u32, text.rfind('"').unwrap() as u32);
        assert_eq!(closed(text, Span::new(from, to)).of(text), "\"never left\"");
        assert_eq!(closed("plain words.", Span::new(0, 11)).of("plain words."), "plain words");
    }
}

//! Words that look like a place and are none: a person of that name, a title, a treaty called after a town.

use crate::{
    codebook::{Codebook, places::Candidate},
    span::Span,
    syntax::{Pos, Syntax, TokenId},
};

/// Nouns before which a place name is part of another name.
const CALLED_AFTER: [&str; 32] = [
    "accord",
    "accords",
    "agreement",
    "agreements",
    "convention",
    "conventions",
    "treaty",
    "treaties",
    "pact",
    "protocol",
    "protocols",
    "process",
    "trial",
    "trials",
    "declaration",
    "memorandum",
    "format",
    "consensus",
    "criteria",
    "principles",
    "rules",
    "sprout",
    "sprouts",
    "hat",
    "boot",
    "boots",
    "cocktail",
    "syndrome",
    "post",
    "times",
    "tribune",
    "globe",
];

/// "Obama": somebody whom the tables know, and no great town.
pub(super) fn is_office_holder(text: &str, span: Span, codebook: &Codebook) -> bool {
    let words = span.of(text);
    let great = |place: &Candidate| place.resolution < 4 || place.capital || place.population >= 500_000;
    !codebook.actors.people_named(words).is_empty() && !codebook.places.named(words).iter().any(great)
}

/// Nouns that with "of" and a place make the name of something else.
const NAMED_OF: [&str; 18] = [
    "treaty",
    "battle",
    "siege",
    "peace",
    "declaration",
    "convention",
    "university",
    "bank",
    "school",
    "institute",
    "council",
    "archbishop",
    "bishop",
    "duke",
    "order",
    "church",
    "museum",
    "college",
];

/// "the Minsk agreements", "the Treaty of Versailles": a name inside another.
pub(super) fn is_called_after(syntax: &Syntax, span: Span) -> bool {
    let next = syntax.tokens_in(span).end as usize;
    let first = syntax.tokens_in(span).start as usize;
    let before = |n: usize| first.checked_sub(n).and_then(|at| syntax.tokens.get(at));
    let follows = syntax.tokens.get(next).is_some_and(|token| CALLED_AFTER.contains(&token.lower.as_str()));
    let precedes = before(1).is_some_and(|token| token.lower == "of")
        && before(2).is_some_and(|token| token.pos == Pos::Propn && NAMED_OF.contains(&token.lower.as_str()));
    follows || precedes
}

/// "Mr Jordan", "President Washington": a title before it makes it a person.
pub(super) fn has_title(syntax: &Syntax, text: &str, span: Span) -> bool {
    let tokens = syntax.tokens_in(span);
    let Some(before) = tokens.start.checked_sub(1).map(|id| syntax.token(TokenId(id))) else { return false };
    let gap = Span::new(before.span.end, span.start);
    if gap.start > gap.end || !gap.of(text).chars().all(|c| c == ' ' || c == '.') {
        return false;
    }
    let title = matches!(
        before.lower.trim_end_matches('.'),
        "mr" | "mrs"
            | "ms"
            | "miss"
            | "dr"
            | "prof"
            | "professor"
            | "sir"
            | "lord"
            | "lady"
            | "general"
            | "colonel"
            | "captain"
            | "major"
            | "lieutenant"
            | "sergeant"
            | "judge"
            | "justice"
            | "senator"
            | "congressman"
            | "representative"
            | "president"
            | "minister"
            | "chancellor"
            | "premier"
            | "king"
            | "queen"
            | "prince"
            | "princess"
            | "pope"
            | "bishop"
            | "cardinal"
    );
    title && before.span.of(text).starts_with(char::is_uppercase)
}

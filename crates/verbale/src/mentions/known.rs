//! The names of the tables in a text, wherever they stand.

use std::ops::Range;

use crate::{
    codebook::actors::{ActorTables, Known, StateForm, What},
    syntax::{Dep, EntityLabel, Pos, Syntax, Tag, Token},
};

/// A name of the tables in the text.
#[derive(Debug, Clone)]
pub(super) struct KnownName {
    /// Its tokens.
    pub(super) tokens: Range<u32>,
    /// What it may stand for.
    pub(super) known: Vec<Known>,
}

/// Finds the names of the tables, in the order of the text, never overlapping.
pub(super) fn find(text: &str, syntax: &Syntax, tables: &ActorTables) -> Vec<KnownName> {
    let mut names = Vec::new();
    for sentence in &syntax.sentences {
        let mut at = sentence.tokens.start;
        while at < sentence.tokens.end {
            let from = syntax.tokens[at as usize].span.start as usize;
            let rest = text.get(from..sentence.span.end as usize).unwrap_or("");
            let Some(found) = tables.longest(rest) else {
                at += 1;
                continue;
            };
            let end = (from + found.end) as u32;
            let mut after = at + 1;
            while after < sentence.tokens.end && syntax.tokens[after as usize].span.start < end {
                after += 1;
            }
            let tokens = at..after;
            if is_name(syntax, tokens.clone(), found.known, text) {
                names.push(KnownName { tokens, known: found.known.to_vec() });
                at = after;
            } else {
                at += 1;
            }
        }
    }
    names
}

/// Whether the words are used as the name: "Dawn said", not "Dawn broke over
/// the city"; "Jordan", not "Jordan Smith".
fn is_name(syntax: &Syntax, tokens: Range<u32>, known: &[Known], text: &str) -> bool {
    let first = &syntax.tokens[tokens.start as usize];
    let last = &syntax.tokens[tokens.end as usize - 1];
    let entity = syntax.entity_at(crate::syntax::TokenId(tokens.end - 1));
    let state = matches!(known[0].what, What::State(..));
    if let Some(entity) = entity {
        let longer = entity.tokens.start < tokens.start || entity.tokens.end > tokens.end;
        let inside = entity.tokens.start <= tokens.start && entity.tokens.end >= tokens.end;
        let demonym = known.iter().any(|known| matches!(known.what, What::State(_, StateForm::Adjective)));
        match entity.label {
            // "Jordan Smith", but not "Russian Sergei" where the network took
            // the nationality into the name.
            EntityLabel::Person if longer && inside => {
                return demonym
                    && tokens.start == entity.tokens.start
                    && tokens.end < entity.tokens.end
                    && last.tag == Tag::Jj;
            }
            EntityLabel::Law
            | EntityLabel::WorkOfArt
            | EntityLabel::Event
            | EntityLabel::Product
            | EntityLabel::Fac
                if longer && inside && !demonym =>
            {
                return false;
            }
            EntityLabel::Org if longer && inside => {
                let city = known.iter().all(|known| matches!(known.what, What::State(_, StateForm::Capital)));
                if city {
                    return false;
                }
            }
            EntityLabel::Language => return false,
            _ => {}
        }
    }
    // "Washington" or "Paris" before another word of a name that no network saw.
    let next = syntax.tokens.get(tokens.end as usize).filter(|next| next.sentence == last.sentence);
    let single = tokens.len() == 1;
    // "North Carolina", "US$7 billion".
    let weak = known.iter().all(|known| known.weak);
    let compound = last.dep == Dep::Compound || next.is_some_and(|next| next.pos == Pos::Propn);
    if (single && weak && compound)
        || next.is_some_and(|next| next.lower.starts_with('$') && next.span.start == last.span.end)
    {
        return false;
    }
    if single && is_given_name(last, next, known) {
        return false;
    }
    let proper = |token: &Token| matches!(token.pos, Pos::Propn) || matches!(token.tag, Tag::Nnp | Tag::Nnps);
    let capital = first.span.of(text).starts_with(char::is_uppercase);
    if state {
        // Capitals decide: "the US", not "us"; "Polish", not "polish". "The
        // north" of a divided country stands as a phrase of its own.
        let north = weak && last.pos == Pos::Noun && is_phrase(syntax, tokens.start);
        return capital || !single || north;
    }
    // "ICE returned the statue": capitals amid small letters, whatever the tagger made of them.
    let letters = first.span.of(text);
    let acronym = letters.len() >= 3
        && letters.chars().all(char::is_uppercase)
        && next.is_some_and(|next| next.span.of(text).chars().any(char::is_lowercase));
    // A plain word as a name ("Dawn", "Total", "Independent") needs the tag.
    !single
        || acronym
        || proper(first)
        || entity.is_some_and(|entity| {
            matches!(entity.label, EntityLabel::Org | EntityLabel::Norp | EntityLabel::Gpe)
        })
        || (capital && matches!(last.tag, Tag::Jj | Tag::Nns))
}

/// "the north", without anything behind it.
fn is_phrase(syntax: &Syntax, at: u32) -> bool {
    let id = crate::syntax::TokenId(at);
    let the = syntax.child(id, Dep::Det).is_some_and(|det| syntax.token(det).lower == "the");
    the && syntax.children(id).len() == 1
}

/// A name of a state or city right before a surname: "Jordan Henderson".
fn is_given_name(token: &Token, next: Option<&Token>, known: &[Known]) -> bool {
    let name =
        known.iter().all(|known| matches!(known.what, What::State(_, StateForm::Name | StateForm::Capital)));
    name && token.dep == Dep::Compound
        && next.is_some_and(|next| next.pos == Pos::Propn && !matches!(next.dep, Dep::Compound))
        && matches!(
            token.lower.as_str(),
            "jordan" | "chad" | "georgia" | "israel" | "paris" | "sofia" | "kenya" | "london"
        )
}

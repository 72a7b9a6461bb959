//! Why an event was made, or was not: the matcher's own answers, sentence by sentence.

use compact_str::CompactString;

use super::{matcher, roles::Filled};
use crate::{events::Read, span::Span, syntax::TokenId};

/// One rule that was tried at one predicate.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Tried {
    /// The rule's id.
    pub rule: CompactString,
    /// The rule's reason.
    pub why: String,
    /// Where its trigger stands.
    pub trigger: Span,
    /// Whether all its conditions held.
    pub matched: bool,
    /// Whether it won over the other rules of the trigger.
    pub won: bool,
    /// The words of each role that was filled, by the role's name.
    pub roles: Vec<(&'static str, Vec<Span>)>,
    /// For a miss, the first condition that did not hold, in words.
    pub missed: Option<String>,
    /// How many conditions held: of several misses the nearest has the most.
    pub held: u32,
}

/// Tries every rule of every predicate in a sentence (an index into the
/// syntax layer's sentences), in the order of the text; at each predicate the
/// rules that matched stand first, then the nearest misses.
#[must_use]
pub fn explain(read: &Read<'_>, sentence: usize) -> Vec<Tried> {
    let mut out = Vec::new();
    for clause in &read.clauses.all {
        let token = read.syntax.token(clause.predicate);
        if token.sentence as usize != sentence {
            continue;
        }
        let (best, _) = matcher::best(read, clause);
        let winner = best.map(|best| best.rule.id.clone());
        let mut tried: Vec<Tried> = Vec::new();
        for rule in read.codebook.rules.at(&clause.lemma, &token.lower) {
            let base = Tried {
                rule: rule.id.clone(),
                why: rule.why.clone(),
                trigger: token.span,
                matched: false,
                won: winner.as_ref() == Some(&rule.id),
                roles: Vec::new(),
                missed: None,
                held: 0,
            };
            tried.push(match matcher::attempt(read, rule, clause) {
                Ok(found) => Tried {
                    matched: true,
                    roles: [
                        ("actor", &found.actor),
                        ("recipient", &found.recipient),
                        ("about", &found.about),
                    ]
                    .into_iter()
                    .filter(|(_, filled)| !filled.places.is_empty())
                    .map(|(name, filled)| (name, words(filled)))
                    .collect(),
                    held: rule.weight,
                    ..base
                },
                // A rule for any predicate under a modal has nothing to say where there is none.
                Err(miss) if miss.held == 0 && rule.trigger.lemma.is_empty() => continue,
                Err(miss) => Tried { missed: Some(miss.describe(rule)), held: miss.held, ..base },
            });
        }
        tried.sort_by(|a, b| {
            (b.won, b.matched, b.held).cmp(&(a.won, a.matched, a.held)).then_with(|| a.rule.cmp(&b.rule))
        });
        out.extend(tried);
    }
    out
}

fn words(filled: &Filled) -> Vec<Span> {
    if filled.spans.is_empty() {
        filled.places.iter().map(|place| place.span).collect()
    } else {
        filled.spans.clone()
    }
}

/// The sentence of a word, as an index for [`explain`].
#[must_use]
pub fn sentence_of(read: &Read<'_>, token: TokenId) -> usize {
    read.syntax.token(token).sentence as usize
}

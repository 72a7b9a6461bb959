//! The shape of noun phrases in spaCy's English trees.

use crate::syntax::{Dep, EntityLabel, Pos, Syntax, Tag, TokenId};

/// Whether a relation is that of a noun phrase in its clause.
pub(super) fn is_argument(dep: Dep) -> bool {
    matches!(
        dep,
        Dep::Nsubj
            | Dep::Nsubjpass
            | Dep::Dobj
            | Dep::Dative
            | Dep::Pobj
            | Dep::Agent
            | Dep::Conj
            | Dep::Appos
            | Dep::Poss
            | Dep::Attr
    )
}

/// Whether a noun heads a phrase of its own, rather than standing before another.
pub(super) fn heads_phrase(syntax: &Syntax, head: TokenId) -> bool {
    let token = syntax.token(head);
    match token.dep {
        Dep::Compound
        | Dep::Amod
        | Dep::Nummod
        | Dep::Quantmod
        | Dep::Det
        | Dep::Punct
        | Dep::Case
        | Dep::Predet
        | Dep::Aux => false,
        Dep::Nmod | Dep::Npadvmod | Dep::Advmod => token.head < head,
        // A name in a list inside a compound belongs to the compound.
        Dep::Conj => {
            let above = syntax.token(token.head);
            !(matches!(above.dep, Dep::Compound | Dep::Amod | Dep::Nmod) && above.head > head)
        }
        _ => true,
    }
}

/// The first token of what stands before a head: article, nationality, title, possessor.
pub(super) fn left_edge(syntax: &Syntax, head: TokenId) -> u32 {
    let mut left = head.0;
    for child in syntax.children(head).iter().rev().filter(|child| **child < head) {
        let token = syntax.token(*child);
        let part = matches!(
            token.dep,
            Dep::Det
                | Dep::Amod
                | Dep::Compound
                | Dep::Nmod
                | Dep::Nummod
                | Dep::Poss
                | Dep::Quantmod
                | Dep::Predet
                | Dep::Npadvmod
                | Dep::Appos
                | Dep::Case
        ) || (matches!(token.dep, Dep::Punct)
            && matches!(token.tag, Tag::Hyph | Tag::OpenQuote | Tag::CloseQuote)
            && left < head.0)
            || (token.dep == Dep::Punct && token.tag == Tag::Hyph);
        let edges = syntax.edges(*child);
        let date = syntax
            .entity_at(*child)
            .is_some_and(|entity| matches!(entity.label, EntityLabel::Date | EntityLabel::Time));
        if date && matches!(token.dep, Dep::Compound | Dep::Npadvmod | Dep::Nmod) {
            break;
        }
        if !part || edges.end != left {
            if edges.end != left || token.dep != Dep::Advmod {
                break;
            }
            continue;
        }
        left = edges.start;
    }
    // An opening quotation mark is no part of the phrase.
    while left < head.0 && syntax.tokens[left as usize].pos == Pos::Punct {
        left += 1;
    }
    left
}

/// Adjectives that only a party bears.
const WILLING: &[&str] = &[
    "willing",
    "unwilling",
    "ready",
    "prepared",
    "open",
    "eager",
    "keen",
    "determined",
    "committed",
    "able",
    "unable",
    "reluctant",
    "set",
    "confident",
    "happy",
    "pleased",
    "proud",
    "afraid",
    "aware",
    "convinced",
    "hopeful",
    "free",
    "bound",
    "concerned",
    "worried",
    "satisfied",
    "responsible",
    "entitled",
    "interested",
];

/// "It is raining", "it is clear that", "it seems": an "it" that names nothing.
pub(super) fn is_weather(syntax: &Syntax, head: TokenId) -> bool {
    let token = syntax.token(head);
    if token.lower != "it" || !matches!(token.dep, Dep::Nsubj | Dep::Nsubjpass) {
        return false;
    }
    let verb = token.head;
    // "It is willing to talk": only somebody is willing.
    let wills = syntax
        .children_by(verb, Dep::Acomp)
        .any(|adjective| WILLING.contains(&syntax.token(adjective).lemma.as_str()));
    if wills {
        return false;
    }
    let seems = matches!(syntax.token(verb).lemma.as_str(), "seem" | "appear" | "rain" | "snow" | "turn");
    let clause = syntax.children(verb).iter().any(|child| {
        let child = syntax.token(*child);
        matches!(child.dep, Dep::Ccomp | Dep::Csubj)
    });
    let copula = syntax.token(verb).lemma == "be";
    let predicate = syntax.children(verb).iter().any(|child| {
        let token = syntax.token(*child);
        matches!(token.dep, Dep::Acomp | Dep::Attr)
            && (token.dep == Dep::Acomp || clause)
            && (clause
                || syntax
                    .children(*child)
                    .iter()
                    .any(|below| matches!(syntax.token(*below).dep, Dep::Ccomp | Dep::Xcomp)))
    });
    let infinitive = syntax.children(verb).iter().any(|child| syntax.token(*child).dep == Dep::Xcomp);
    let passive = token.dep == Dep::Nsubjpass && clause;
    (seems && (clause || infinitive)) || (copula && (predicate || (infinitive && clause))) || passive
}

/// Whether a word is written in capitals, as names of bodies are.
pub(super) fn is_acronym(word: &str) -> bool {
    let capitals = word.chars().filter(|letter| letter.is_uppercase()).count();
    capitals >= 2 && word.chars().filter(|letter| letter.is_lowercase()).count() <= 1
}

/// Whether a noun that no table holds is a person's: "the man who", "gunmen".
pub(super) fn is_person_like(syntax: &Syntax, head: TokenId) -> bool {
    let token = syntax.token(head);
    let lower = token.lower.as_str();
    if token.pos != Pos::Noun {
        return false;
    }
    let by_form = ["man", "men", "woman", "women", "ist", "ists", "people"]
        .iter()
        .any(|ending| lower.ends_with(ending) && lower.len() > ending.len() + 2);
    by_form
        || syntax.children_by(head, Dep::Relcl).any(|clause| {
            syntax
                .children(clause)
                .iter()
                .any(|child| matches!(syntax.token(*child).lower.as_str(), "who" | "whom"))
        })
}

/// "quoted a source in the delegation": the preposition right behind a noun for
/// an unnamed source, where the tree hung it on the verb.
pub(crate) fn stray_preposition(syntax: &Syntax, head: TokenId) -> Option<TokenId> {
    let token = syntax.token(head);
    let source = matches!(
        token.lemma.as_str(),
        "source" | "official" | "member" | "diplomat" | "insider" | "representative" | "officer"
    );
    let next = TokenId(head.0 + 1);
    let prep = syntax.tokens.get(next.index())?;
    let stray = source
        && prep.sentence == token.sentence
        && prep.dep == Dep::Prep
        && prep.head == token.head
        && matches!(prep.lower.as_str(), "in" | "at" | "of" | "from");
    stray.then_some(next)
}

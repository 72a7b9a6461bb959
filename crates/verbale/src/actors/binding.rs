//! Which mentions of its own clause a pronoun may or must not stand for.

use super::join::Parties;
use crate::{
    mentions::Mention,
    syntax::{Dep, Pos, Syntax, TokenId},
};

/// The parties that are arguments of the same verb as a pronoun, by whichever of
/// their mentions: "Ghana's government urged it" is not about Ghana.
pub(super) fn co_argument_parties(parties: &Parties<'_>, mention: &Mention, reflexive: bool) -> Vec<u32> {
    let syntax = parties.read.syntax;
    let token = syntax.token(mention.head);
    if reflexive || token.dep == Dep::Poss {
        return Vec::new();
    }
    // "Mr Putin, who has known him": not Mr Putin.
    let verb = token.head;
    let described = (syntax.token(verb).dep == Dep::Relcl)
        .then(|| syntax.token(verb).head)
        .filter(|_| {
            let subject = syntax.child(verb, Dep::Nsubj);
            subject.is_some_and(|subject| {
                matches!(syntax.token(subject).lower.as_str(), "who" | "which" | "that")
            })
        })
        .and_then(|noun| parties.read.mentions.at(noun));
    let described = described.map_or(&[][..], |other| parties.of_mention[other.id.0 as usize].as_slice());
    let before = parties.read.mentions.all[..mention.id.0 as usize].iter().rev();
    let bound_ones = before
        .take_while(|other| syntax.token(other.head).sentence == token.sentence)
        .filter(|other| bound(syntax, mention, other, reflexive) && !other.span.contains(mention.span))
        .flat_map(|other| parties.of_mention[other.id.0 as usize].iter().copied());
    bound_ones.chain(described.iter().copied()).collect()
}

/// Whether the grammar forbids that a pronoun takes up a mention: the two are
/// arguments of one verb, or one stands inside the other.
pub(super) fn bound(syntax: &Syntax, mention: &Mention, other: &Mention, reflexive: bool) -> bool {
    let token = syntax.token(mention.head);
    if other.span.contains(mention.span) && other.span != mention.span {
        return true;
    }
    if token.dep == Dep::Poss {
        // "X is his half-brother": somebody else's.
        let above = syntax.token(token.head);
        return above.dep == Dep::Attr
            && above.head == syntax.token(other.head).head
            && syntax.token(other.head).dep == Dep::Nsubj;
    }
    let clause = |mut at: TokenId| {
        loop {
            let token = syntax.token(at);
            if token.head == at || matches!(token.pos, Pos::Verb | Pos::Aux) {
                return at;
            }
            at = token.head;
        }
    };
    let above = |id: TokenId| syntax.token(id).head;
    let same = clause(above(mention.head)) == clause(above(other.head));
    let arguments = |dep: Dep| {
        matches!(dep, Dep::Nsubj | Dep::Nsubjpass | Dep::Dobj | Dep::Dative | Dep::Pobj | Dep::Agent)
    };
    let co_arguments = same
        && arguments(token.dep)
        && arguments(syntax.token(other.head).dep)
        && above(other.head) == clause(above(other.head));
    if reflexive {
        // "has the right to protect itself": the clause has no subject of its own.
        let own = syntax
            .children(clause(above(mention.head)))
            .iter()
            .any(|child| matches!(syntax.token(*child).dep, Dep::Nsubj | Dep::Nsubjpass));
        return !same && own;
    }
    co_arguments
}

/// "Prosecutors said they planned": the other is the subject of the verb whose
/// clause the pronoun is the subject of.
pub(super) fn governs(syntax: &Syntax, mention: &Mention, other: &Mention) -> bool {
    let token = syntax.token(mention.head);
    let verb = syntax.token(token.head);
    token.dep == Dep::Nsubj
        && matches!(verb.dep, Dep::Ccomp | Dep::Advcl)
        && syntax.token(other.head).dep == Dep::Nsubj
        && syntax.token(other.head).head == verb.head
}

/// Whether the other mention is the subject of the clause that the possessive stands in.
pub(super) fn same_clause_subject(syntax: &Syntax, mention: &Mention, other: &Mention) -> bool {
    let mut at = mention.head;
    for _ in 0..8 {
        let head = syntax.token(at).head;
        if head == at {
            return false;
        }
        if head == syntax.token(other.head).head
            && matches!(syntax.token(other.head).dep, Dep::Nsubj | Dep::Nsubjpass)
        {
            return true;
        }
        at = head;
    }
    false
}

/// Verbs of harm and taking, whose object is rarely the subject's own.
const TAKING: [&str; 24] = [
    "seize",
    "burn",
    "torch",
    "destroy",
    "demolish",
    "bomb",
    "shell",
    "raid",
    "attack",
    "storm",
    "loot",
    "steal",
    "confiscate",
    "occupy",
    "invade",
    "capture",
    "hijack",
    "ransack",
    "violate",
    "kill",
    "arrest",
    "detain",
    "bulldoze",
    "freeze",
];

/// Whether a possessive stands in the object of a verb of harm or taking whose subject the other is.
pub(super) fn taken_from(syntax: &Syntax, mention: &Mention, other: &Mention) -> bool {
    let object = syntax.token(syntax.token(mention.head).head);
    object.dep == Dep::Dobj
        && object.head == syntax.token(other.head).head
        && TAKING.contains(&syntax.token(object.head).lemma.as_str())
        && !syntax
            .children(syntax.token(mention.head).head)
            .iter()
            .any(|child| syntax.token(*child).lower == "own")
}

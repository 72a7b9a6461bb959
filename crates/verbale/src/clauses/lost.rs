//! Subjects and objects that the parser loses: where they stand instead.

use super::{
    Building,
    labels::{Link, link},
};
use crate::syntax::{EntityLabel, Tag, TokenId};

impl Building<'_> {
    /// "found *the minister* guilty": whom a verb of judging judges, where the parser made a
    /// clause without a verb of what it finds.
    pub(super) fn object_of_judgement(&self, verb: TokenId, complement: TokenId) -> Option<TokenId> {
        const JUDGING: &[&str] =
            &["find", "deem", "hold", "consider", "declare", "rule", "judge", "pronounce", "keep", "set"];
        let syntax = self.syntax;
        let bare = self.of_token[complement.index()].is_none()
            && syntax.token(complement).pos == crate::syntax::Pos::Adj;
        if !bare || !JUDGING.contains(&syntax.token(verb).lemma.as_str()) {
            return None;
        }
        syntax.child(complement, crate::syntax::Dep::Nsubj)
    }

    /// "returned a statue that was stolen in May *to Peru*": a name behind "to" in a clause on the object is
    /// whom it is returned to, where the verb has nobody else.
    pub(super) fn swallowed_to(&self, verb: TokenId, object: TokenId) -> Option<TokenId> {
        const RETURNING: &[&str] =
            &["return", "repatriate", "restore", "hand", "deliver", "donate", "send", "give"];
        let syntax = self.syntax;
        let given = syntax.children(verb).iter().any(|child| {
            let token = syntax.token(*child);
            token.lower == "to" || link(token.dep) == Link::Dative
        });
        if given || !RETURNING.contains(&syntax.token(verb).lemma.as_str()) {
            return None;
        }
        (object.0..syntax.edges(object).end).rev().map(TokenId).find(|to| {
            let token = syntax.token(*to);
            let party = || {
                let under = syntax.children(*to).iter().copied();
                under.filter(|noun| link(syntax.token(*noun).dep) == Link::PrepositionObject).any(|noun| {
                    let words = TokenId(syntax.edges(noun).start);
                    [noun, words].into_iter().filter_map(|word| syntax.entity_at(word)).any(|entity| {
                        matches!(entity.label, EntityLabel::Gpe | EntityLabel::Org | EntityLabel::Norp)
                    })
                })
            };
            token.lower == "to" && token.head != object && link(token.dep) == Link::Preposition && party()
        })
    }

    /// "lent *Greece* seven billion euros": a name at the head of the object, before a
    /// number or an article, is the indirect object that the parser lost.
    pub(super) fn swallowed_dative(&self, verb: TokenId, object: TokenId) -> Option<TokenId> {
        const GIVING: &[&str] = &[
            "give", "lend", "send", "offer", "grant", "pay", "loan", "sell", "owe", "hand", "award",
            "promise", "deny", "ship", "supply", "provide", "cost", "bring",
        ];
        let syntax = self.syntax;
        if !GIVING.contains(&syntax.token(verb).lemma.as_str()) {
            return None;
        }
        let first = TokenId(syntax.edges(object).start);
        let entity = syntax.entity_at(first)?;
        let next = syntax.tokens.get(entity.tokens.end as usize)?;
        let party = matches!(
            entity.label,
            EntityLabel::Gpe | EntityLabel::Org | EntityLabel::Norp | EntityLabel::Person
        );
        (party
            && entity.tokens.start == first.0
            && entity.tokens.end <= object.0
            && first.0 == verb.0 + 1
            && matches!(next.tag, Tag::Cd | Tag::Dt | Tag::PrpS))
        .then_some(TokenId(entity.tokens.end - 1))
    }

    /// Whether a name stands before a comma and the subject, at the head of the sentence.
    pub(super) fn is_listed_subject(&self, verb: TokenId, name: TokenId) -> bool {
        let syntax = self.syntax;
        let token = syntax.token(name);
        if !matches!(token.tag, Tag::Nnp | Tag::Nnps) || name > verb {
            return false;
        }
        let words = syntax.edges(name);
        let party = syntax.entity_at(name).is_some_and(|entity| {
            matches!(
                entity.label,
                EntityLabel::Gpe | EntityLabel::Org | EntityLabel::Norp | EntityLabel::Person
            )
        });
        party
            && words.start == syntax.sentence_of(name).tokens.start
            && syntax.tokens.get(words.end as usize).is_some_and(|comma| comma.tag == Tag::Comma)
            && syntax.children(verb).iter().any(|subject| {
                matches!(link(syntax.token(*subject).dep), Link::Subject | Link::PassiveSubject)
                    && syntax.edges(*subject).start == words.end + 1
                    && syntax.token(*subject).pos == crate::syntax::Pos::Propn
            })
    }

    /// "called the prime minister on Friday": Friday is asked nothing.
    pub(super) fn is_time(&self, word: TokenId) -> bool {
        self.syntax
            .entity_at(word)
            .is_some_and(|entity| matches!(entity.label, EntityLabel::Date | EntityLabel::Time))
    }
}

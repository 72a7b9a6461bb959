//! What the labels of a tree mean for clauses: the one table to replace for a
//! scheme other than spaCy's English one.

use crate::syntax::Dep;

/// How a word hangs on its head, in the terms that clauses are built from.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Link {
    /// The root of a sentence.
    Root,
    /// Subject of an active verb.
    Subject,
    /// Subject of a passive verb.
    PassiveSubject,
    /// A clause as subject.
    ClausalSubject,
    /// Direct object.
    Object,
    /// Indirect object, bare or with "to".
    Dative,
    /// The "by" of a passive.
    Agent,
    /// A preposition.
    Preposition,
    /// The noun under a preposition.
    PrepositionObject,
    /// The clause under a preposition.
    PrepositionClause,
    /// A clause that completes its head, with or without a subject of its own.
    Complement,
    /// A predicate adjective or noun after a copula.
    Predicative,
    /// A predicate about the object: "named him *envoy*".
    ObjectPredicative,
    /// A clause under a noun: participle, infinitive, or the content of "claim that".
    NounClause,
    /// A relative clause.
    RelativeClause,
    /// A clause that says when, why, if.
    AdverbialClause,
    /// A clause set beside: "…, he said, …".
    Aside,
    /// Auxiliary verb, modal or the "to" of an infinitive.
    Auxiliary,
    /// "not", "never".
    Negation,
    /// The particle of a verb.
    Particle,
    /// "if", "that", "because".
    Mark,
    /// A coordinated word, under the first.
    Conjunct,
    /// "and", "or", "but".
    Coordinator,
    /// "either", "neither", "both".
    Preconjunct,
    /// The possessor of a noun.
    Possessor,
    /// A noun or name before a noun.
    NounModifier,
    /// An adjective or participle before a noun.
    Adjective,
    /// "the", "no", "any".
    Determiner,
    /// A name or noun set beside another.
    Apposition,
    /// An adverb.
    Adverb,
    /// "there" and "it" that stand for nothing.
    Expletive,
    /// Punctuation, interjections, numbers, case marks and what has no other label.
    Other,
}

/// spaCy's English labels (the ClearNLP scheme).
pub(super) const fn link(dep: Dep) -> Link {
    match dep {
        Dep::Root => Link::Root,
        Dep::Nsubj => Link::Subject,
        Dep::Nsubjpass => Link::PassiveSubject,
        Dep::Csubj | Dep::Csubjpass => Link::ClausalSubject,
        Dep::Dobj => Link::Object,
        Dep::Dative => Link::Dative,
        Dep::Agent => Link::Agent,
        Dep::Prep => Link::Preposition,
        Dep::Pobj => Link::PrepositionObject,
        Dep::Pcomp => Link::PrepositionClause,
        Dep::Ccomp | Dep::Xcomp => Link::Complement,
        Dep::Acomp | Dep::Attr => Link::Predicative,
        Dep::Oprd => Link::ObjectPredicative,
        Dep::Acl => Link::NounClause,
        Dep::Relcl => Link::RelativeClause,
        Dep::Advcl => Link::AdverbialClause,
        Dep::Parataxis => Link::Aside,
        Dep::Aux | Dep::Auxpass => Link::Auxiliary,
        Dep::Neg => Link::Negation,
        Dep::Prt => Link::Particle,
        Dep::Mark => Link::Mark,
        Dep::Conj => Link::Conjunct,
        Dep::Cc => Link::Coordinator,
        Dep::Preconj => Link::Preconjunct,
        Dep::Poss => Link::Possessor,
        Dep::Compound | Dep::Nmod => Link::NounModifier,
        Dep::Amod => Link::Adjective,
        Dep::Det | Dep::Predet => Link::Determiner,
        Dep::Appos => Link::Apposition,
        Dep::Advmod => Link::Adverb,
        Dep::Expl => Link::Expletive,
        Dep::Case
        | Dep::Dep
        | Dep::Intj
        | Dep::Meta
        | Dep::Npadvmod
        | Dep::Nummod
        | Dep::Punct
        | Dep::Quantmod => Link::Other,
    }
}

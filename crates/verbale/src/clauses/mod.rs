//! Clauses: each predicate, verb or eventive noun, with its roles after
//! undoing passive, coordination, control, relative clauses and light verbs.
//!
//! Later stages read clauses, never raw trees.

use compact_str::CompactString;

use crate::{
    span::Span,
    syntax::{Syntax, TokenId},
};

/// Index of a clause in [`Clauses::all`].
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct ClauseId(pub u32);

/// The clauses of an article, in the order of their predicates.
#[derive(Debug, Clone, Default)]
pub struct Clauses {
    /// In the order of the text.
    pub all: Vec<Clause>,
    /// The clause whose predicate (or light verb, or particle) a token is.
    pub of_token: Vec<Option<ClauseId>>,
}

/// One predicate and what it says.
#[derive(Debug, Clone)]
pub struct Clause {
    /// Its own id.
    pub id: ClauseId,
    /// The word that carries the meaning: the verb, the eventive noun (also
    /// under a light verb), or the predicate adjective or noun after a copula.
    pub predicate: TokenId,
    /// What the predicate is.
    pub kind: ClauseKind,
    /// Lemma of the predicate, in lower case.
    pub lemma: CompactString,
    /// The verb's particle: "out" in "carry out".
    pub particle: Option<TokenId>,
    /// The light verb that carries tense for a noun: "hold" in "hold talks",
    /// "impose" in "impose sanctions"; or the copula.
    pub light: Option<TokenId>,
    /// Who and what takes part, in the order of the text; roles filled by
    /// coordination, control or relative clauses included.
    pub arguments: Vec<Argument>,
    /// Whether the surface verb is passive.
    pub passive: bool,
    /// Tense of the finite verb, or of the verb that governs a non-finite one.
    pub tense: Tense,
    /// Perfect, progressive or neither.
    pub aspect: Aspect,
    /// The modal verb or what stands for one ("is to", "be able to").
    pub modal: Option<Modal>,
    /// The word that negates this predicate: "not", "never", "no", "without",
    /// "fail to", "refrain from".
    pub negation: Option<TokenId>,
    /// The clause that this one hangs on, and how.
    pub governor: Option<Governor>,
    /// The clause that states the condition of this one, with its mark.
    pub condition: Option<Condition>,
    /// From the first to the last word of the clause, its roles included.
    pub span: Span,
}

/// What the predicate of a clause is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ClauseKind {
    /// A verb.
    Verbal,
    /// An eventive noun: "the bombing of X by Y", "Russia's demands".
    Nominal,
    /// An adjective, noun or phrase after a copula: "is ready", "are prepared".
    Copular,
}

/// One role of a clause.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Argument {
    /// Which role, after undoing passive and the like.
    pub role: Role,
    /// Head word of the filler (the noun under the preposition for an oblique).
    pub head: TokenId,
    /// The filler's words; for a complement the words of the clause.
    pub span: Span,
    /// The clause that fills the role, where one does.
    pub clause: Option<ClauseId>,
    /// How the filler reached this predicate.
    pub via: Via,
}

/// The roles over which rules are written.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub enum Role {
    /// Who does it: active subject, agent of a passive, "by" of a noun, possessor.
    Subject,
    /// Whom or what it is done to: active object, passive subject, "of" of a noun.
    Object,
    /// The dative: "gave Kyiv weapons".
    IndirectObject,
    /// A prepositional phrase, by its preposition in lower case.
    Oblique(CompactString),
    /// A that-clause, infinitive, gerund or quotation that completes the predicate.
    Complement,
}

/// How an argument's filler reached the predicate.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Via {
    /// It hangs on the predicate itself.
    Direct,
    /// It is shared by coordination.
    Shared,
    /// It is the subject (or object) of the governing verb: "agreed to withdraw".
    Control,
    /// It is the noun that a relative clause or a participle describes.
    Relative,
    /// It is the possessor or a modifier of the noun: "Russia's demands", "the US response".
    Possessor,
    /// It is the light verb's.
    Light,
}

/// Tense.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Tense {
    /// Past, and the participle of a passive without auxiliary.
    Past,
    /// Present.
    Present,
    /// "will", "shall", "is going to", and "would" under a past verb of saying.
    Future,
    /// An infinitive or gerund whose governor gives it none, or a noun.
    #[default]
    None,
}

/// Aspect.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Aspect {
    /// Neither.
    #[default]
    Simple,
    /// "has withdrawn", "had withdrawn".
    Perfect,
    /// "is withdrawing".
    Progressive,
}

/// What a modal says of its predicate.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Modal {
    /// will, shall.
    Will,
    /// would.
    Would,
    /// can, be able to.
    Can,
    /// could.
    Could,
    /// may.
    May,
    /// might.
    Might,
    /// must, have to, need to.
    Must,
    /// should, ought to.
    Should,
    /// "is to meet", "are due to", "is set to".
    IsTo,
}

/// The clause that governs another.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Governor {
    /// The governing clause.
    pub clause: ClauseId,
    /// How the governed one hangs on it.
    pub relation: Relation,
}

/// How a clause hangs on its governor.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Relation {
    /// It completes it: that-clause, infinitive, gerund, quotation.
    Complement,
    /// It stands beside it: "met and agreed".
    Conjunct,
    /// It describes one of its nouns: "the troops that crossed".
    Relative,
    /// It says why or what for: "to force a retreat", "in order to".
    Purpose,
    /// It is its condition: if, unless, should, provided, in case.
    Condition,
    /// It says when, since, although, because, by doing what.
    Adverbial,
    /// It is a noun that fills one of its roles: "condemned the bombing".
    Argument,
}

/// The condition under which a clause is said.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Condition {
    /// The clause of the condition, where it has a predicate of its own.
    pub clause: Option<ClauseId>,
    /// Its words, with "if" or "unless".
    pub span: Span,
}

impl Clauses {
    /// The clause.
    #[must_use]
    pub fn get(&self, id: ClauseId) -> &Clause {
        &self.all[id.0 as usize]
    }

    /// The clause whose predicate, light verb or particle the token is.
    #[must_use]
    pub fn at(&self, token: TokenId) -> Option<&Clause> {
        self.of_token.get(token.index()).copied().flatten().map(|id| self.get(id))
    }
}

impl Clause {
    /// The arguments in a role.
    pub fn in_role<'a>(&'a self, role: &'a Role) -> impl Iterator<Item = &'a Argument> {
        self.arguments.iter().filter(move |argument| argument.role == *role)
    }

    /// The first argument in a role.
    #[must_use]
    pub fn role(&self, role: &Role) -> Option<&Argument> {
        self.arguments.iter().find(|argument| argument.role == *role)
    }
}

/// Finds the clauses of an article.
#[must_use]
pub fn build(syntax: &Syntax) -> Clauses {
    Clauses { all: Vec::new(), of_token: vec![None; syntax.tokens.len()] }
}

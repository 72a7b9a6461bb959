//! Clauses: each predicate, verb or eventive noun, with its roles after
//! undoing passive, coordination, control, relative clauses and light verbs.
//!
//! Later stages read clauses, never raw trees.

mod beside;
mod conditions;
mod govern;
mod labels;
mod lost;
mod modality;
mod nouns;
mod predicates;
mod roles;
mod share;
#[cfg(test)]
mod tests;
mod ties;
mod verbs;
mod walk;
mod words;

use compact_str::CompactString;

pub use modality::{Modality, Reality};
pub(crate) use roles::ACCUSING;
pub use words::{Effect, Effects, WordLists};

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
    /// Statement, question or command.
    pub mood: Mood,
    /// Finite verb, infinitive, gerund or participle, or noun.
    pub form: Form,
    /// The word by which the clause hangs on the rest: the verb, the light verb, the
    /// auxiliary that stands above it ("is to"), or the noun.
    pub anchor: TokenId,
    /// The word that introduces the clause: "that", "if", "after", "without".
    pub mark: Option<TokenId>,
    /// A word that says of the act itself that it is planned, possible or averted:
    /// "planned talks", "possibly", "a strike planned for Monday".
    pub qualifier: Option<Qualifier>,
    /// What this clause does to the reality of those that hang on it.
    pub effects: Effects,
    /// Whether a noun is a definite one ("the attack", "Russia's attack"), or an
    /// indirect question takes its act for granted ("asked why they attacked").
    pub definite: bool,
    /// How the reality of the clause depends on its governor's.
    pub tie: Tie,
    /// What the governor does to this clause's reality with the preposition between
    /// ("decide against"), where that differs from what the governor does without it.
    pub under: Option<Effect>,
}

/// How the reality of a clause that describes another depends on that one's.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Tie {
    /// It is a fact of its own: "after massing troops", "because", "while".
    #[default]
    Free,
    /// It is as real as the other: "by bombing", "…, killing three".
    Bound,
    /// It is a fact only where the other is: "before", "until", "when"; "any country
    /// that attacks"; "talks on a truce".
    Loose,
}

/// A word that says how real an act is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Qualifier {
    /// The word.
    pub token: TokenId,
    /// What it does.
    pub effect: Effect,
}

/// The mood of a clause.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Mood {
    /// A statement.
    #[default]
    Indicative,
    /// A question, direct or indirect, that leaves open whether the act takes place.
    Question,
    /// A command or an appeal to all: "Withdraw now", "Let us talk".
    Imperative,
}

/// The form of a clause.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Form {
    /// It has a finite verb.
    #[default]
    Finite,
    /// An infinitive with or without "to".
    Infinitive,
    /// A gerund or a participle without auxiliary.
    Participle,
    /// A noun without light verb.
    Noun,
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
    /// An adjective or noun before an eventive noun: "joint exercises", "drone strike".
    Modifier,
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
    /// It hangs on the object, but may belong to the verb: "extradited a suspect to Kenya".
    Object,
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

impl Clause {
    /// A clause of which only the predicate is known.
    fn new(
        id: ClauseId,
        predicate: TokenId,
        kind: ClauseKind,
        lemma: CompactString,
        light: Option<TokenId>,
        anchor: TokenId,
    ) -> Self {
        Self {
            id,
            predicate,
            kind,
            lemma,
            particle: None,
            light,
            arguments: Vec::new(),
            passive: false,
            tense: Tense::None,
            aspect: Aspect::Simple,
            modal: None,
            negation: None,
            governor: None,
            condition: None,
            span: Span::default(),
            mood: Mood::Indicative,
            form: Form::Finite,
            anchor,
            mark: None,
            qualifier: None,
            effects: Effects::default(),
            definite: false,
            tie: Tie::Free,
            under: None,
        }
    }
}

impl std::fmt::Display for Role {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self {
            Self::Subject => f.write_str("subject"),
            Self::Object => f.write_str("object"),
            Self::IndirectObject => f.write_str("indirect"),
            Self::Oblique(preposition) => write!(f, "oblique:{preposition}"),
            Self::Complement => f.write_str("complement"),
            Self::Modifier => f.write_str("modifier"),
        }
    }
}

/// Finds the clauses of an article.
#[must_use]
pub fn build(syntax: &Syntax, words: &WordLists) -> Clauses {
    let mut building = Building::new(syntax, words);
    building.find_predicates();
    building.fill_roles();
    building.hang();
    building.share();
    building.finish()
}

/// The clauses while they are being built.
struct Building<'a> {
    syntax: &'a Syntax,
    words: &'a WordLists,
    all: Vec<Clause>,
    of_token: Vec<Option<ClauseId>>,
    /// For each clause the verb that bears roles and tense, none for a plain noun,
    /// and the auxiliary above it ("is to meet").
    verbs: Vec<Bearers>,
}

/// The words of a clause that bear its roles, tense and negation.
#[derive(Debug, Clone, Copy, Default)]
struct Bearers {
    /// The verb, the light verb or the copula.
    verb: Option<TokenId>,
    /// "is" of "is to meet", "has" of "has to meet" and of "has yet to meet".
    upper: Option<TokenId>,
}

impl<'a> Building<'a> {
    fn new(syntax: &'a Syntax, words: &'a WordLists) -> Self {
        Self {
            syntax,
            words,
            all: Vec::with_capacity(syntax.tokens.len() / 5),
            of_token: vec![None; syntax.tokens.len()],
            verbs: Vec::with_capacity(syntax.tokens.len() / 5),
        }
    }

    fn finish(mut self) -> Clauses {
        self.trim_contents();
        for clause in &mut self.all {
            clause.arguments.sort_by_key(|argument| argument.head);
        }
        Clauses { all: self.all, of_token: self.of_token }
    }
}

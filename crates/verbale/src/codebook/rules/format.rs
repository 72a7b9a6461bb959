//! What a rule is made of, after loading.

use std::fmt;

use compact_str::CompactString;

use super::words::Words;
use crate::{
    actors::{ActorKind, Sector},
    clauses::{ClauseKind, Form, Modal, Role},
    events::{Context, EventType, Mode, Status},
    positions::PositionKind,
};

/// One rule of the codebook.
#[derive(Debug, Clone)]
pub struct Rule {
    /// Its id: the type in lower case, a dot, and words.
    pub id: CompactString,
    /// Why it holds.
    pub why: String,
    /// The type that it gives.
    pub event: EventType,
    /// The predicate at which it is tried.
    pub trigger: Trigger,
    /// Who does it.
    pub actor: RoleExpression,
    /// To whom it is directed.
    pub recipient: Option<RoleExpression>,
    /// What is demanded, threatened, promised, denied.
    pub about: Option<RoleExpression>,
    /// Further conditions, all of which must hold.
    pub when: Vec<Test>,
    /// Modes that every event of the rule has.
    pub mode: Vec<Mode>,
    /// Contexts that every event of the rule has.
    pub context: Vec<Context>,
    /// CAMEO code.
    pub cameo: Option<CompactString>,
    /// The position that comes from it, where it is not the type's own.
    pub position: Option<PositionKind>,
    /// Status of the content, where it is not the type's own.
    pub content_status: Option<Status>,
    /// Rules that give way to this one.
    pub over: Vec<CompactString>,
    /// Whether it gives way to every rule that is not so.
    pub last: bool,
    /// Examples that must give this event.
    pub yes: Vec<Example>,
    /// Examples that must not.
    pub no: Vec<Example>,
    /// Examples that are still wrong.
    pub known_wrong: Vec<Example>,
    /// File and line where the rule begins.
    pub place: (String, usize),
    /// How many conditions it has: of two rules that match, the one with more wins.
    pub weight: u32,
}

/// The predicate at which a rule is tried.
#[derive(Debug, Clone, Default)]
pub struct Trigger {
    /// Lemmas or phrases of the predicate; empty for any predicate.
    pub lemma: Words,
    /// What the predicate is.
    pub kind: Option<ClauseKind>,
    /// Its particle: none for "without particle", `*` for any.
    pub particle: Particle,
    /// Lemmas of the light verb or copula.
    pub light: Option<Words>,
    /// Modals that it must stand under.
    pub modal: Vec<Modal>,
}

/// What a trigger wants of the particle.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub enum Particle {
    /// There may be none.
    #[default]
    None,
    /// Any or none.
    Any,
    /// One of these.
    OneOf(Vec<CompactString>),
}

/// Where to look for the filler of a role: alternatives tried in order, each
/// of them one place or several joined with `+`.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct RoleExpression {
    /// Tried in order.
    pub alternatives: Vec<Vec<Path>>,
    /// Whether the rule matches without it (`?` at the end).
    pub optional: bool,
    /// What the filler must be.
    pub filler: Filler,
}

/// Steps from the predicate to a filler: `object.possessor`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Path(pub Vec<Step>);

/// One step of a path.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Step {
    /// A role of the clause.
    Role(Role),
    /// Any oblique: `oblique:*`.
    AnyOblique,
    /// Whose it is: "Moscow's proposal", "the Russian proposal", "the proposal of Moscow".
    Possessor,
    /// The first party named inside the filler's words.
    Inside,
    /// Who speaks the words in which the clause stands.
    Speaker,
    /// Who is spoken to.
    Addressee,
    /// The clause that states the condition.
    Condition,
    /// What it is done for: "gave a million euros *to feed villages in Chad*".
    Purpose,
    /// Until when it is (not) done: "will not end the strike *until the company pays*".
    Until,
    /// The clause above: "made progress at talks" for "talks".
    Governor,
    /// The predicate's own words: "no trade space".
    Itself,
}

/// What the filler of a role must be.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Filler {
    /// Its head is one of these.
    pub within: Option<Words>,
    /// Its head is none of these.
    pub without: Option<Words>,
    /// One of these stands in its words.
    pub has: Option<Words>,
    /// None of these stands in its words.
    pub lacks: Option<Words>,
    /// It names a party.
    pub party: Option<bool>,
    /// The party is one of these.
    pub kind: Vec<ActorKind>,
    /// The party is of one of these sectors.
    pub sector: Vec<Sector>,
    /// The party is of none of these sectors.
    pub not_sector: Vec<Sector>,
    /// A clause fills it, verbal or nominal.
    pub clause: Option<bool>,
    /// The clause that fills it is negated, or not.
    pub negated: Option<bool>,
    /// The clause that fills it has one of these forms.
    pub form: Vec<Form>,
    /// At least so many parties fill it.
    pub parties: Option<usize>,
    /// The party speaks the words in which the filler stands, or one of its own
    /// country or body does ("the Iranian spokesman said Iran would …").
    pub speaks: Option<bool>,
}

impl Filler {
    /// How many conditions it states.
    #[must_use]
    pub fn weight(&self) -> u32 {
        [
            self.within.is_some(),
            self.without.is_some(),
            self.has.is_some(),
            self.lacks.is_some(),
            self.party.is_some(),
            !self.kind.is_empty(),
            !self.sector.is_empty(),
            !self.not_sector.is_empty(),
            self.clause.is_some(),
            self.negated.is_some(),
            !self.form.is_empty(),
            self.parties.is_some(),
            self.speaks.is_some(),
        ]
        .iter()
        .map(|given| u32::from(*given))
        .sum()
    }
}

/// A condition that is not one on actor, recipient or content.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Test {
    /// A role is filled so (or, with `present = false`, not filled at all).
    Role {
        /// Where to look.
        role: Box<RoleExpression>,
        /// Whether it must be filled.
        present: bool,
    },
    /// The predicate is negated, or not.
    Negated(bool),
    /// The verb is passive, or not.
    Passive(bool),
    /// The act stands inside a statement, or not.
    Said(bool),
    /// The clause has a condition, or not.
    Conditioned(bool),
    /// One of these words stands in the sentence.
    Sentence(Words),
    /// None of these words stands in the sentence.
    NotSentence(Words),
}

/// An example sentence with its marks taken out.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Example {
    /// The plain sentence.
    pub text: String,
    /// The marked words, as byte ranges of `text`.
    pub marks: Vec<(Mark, std::ops::Range<usize>)>,
    /// The status of the act, where the example states it (`=> negated`).
    pub status: Option<Status>,
    /// The status of the content, where the example states it (`=> actual/requested`).
    pub content_status: Option<Status>,
    /// The rule that should fire instead, for a `no`.
    pub instead: Option<CompactString>,
    /// Line in the file.
    pub line: usize,
}

/// What a marked stretch of an example is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Mark {
    /// `[actor …]`.
    Actor,
    /// `[recipient …]`.
    Recipient,
    /// `[trigger …]`.
    Trigger,
    /// `[about …]`.
    About,
    /// `[condition …]`.
    Condition,
}

impl fmt::Display for Step {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Role(role) => role.fmt(f),
            Self::AnyOblique => f.write_str("oblique:*"),
            Self::Possessor => f.write_str("possessor"),
            Self::Inside => f.write_str("inside"),
            Self::Speaker => f.write_str("speaker"),
            Self::Addressee => f.write_str("addressee"),
            Self::Condition => f.write_str("condition"),
            Self::Purpose => f.write_str("purpose"),
            Self::Until => f.write_str("until"),
            Self::Governor => f.write_str("governor"),
            Self::Itself => f.write_str("itself"),
        }
    }
}

impl fmt::Display for Path {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        for (i, step) in self.0.iter().enumerate() {
            if i > 0 {
                f.write_str(".")?;
            }
            step.fmt(f)?;
        }
        Ok(())
    }
}

impl fmt::Display for RoleExpression {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        for (i, union) in self.alternatives.iter().enumerate() {
            if i > 0 {
                f.write_str(" | ")?;
            }
            for (j, path) in union.iter().enumerate() {
                if j > 0 {
                    f.write_str(" + ")?;
                }
                path.fmt(f)?;
            }
        }
        Ok(())
    }
}

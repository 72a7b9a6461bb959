//! From a role expression of a rule to words and parties.

use crate::{
    actors::{Actor, ActorId},
    clauses::{Clause, ClauseId, Role},
    codebook::rules::{Filler, RoleExpression},
    events::Read,
    mentions::{Mention, MentionForm, MentionId},
    span::Span,
    syntax::{Dep, Pos, TokenId},
};

/// A filler of a role: its head, words, and the clause that it is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Place {
    pub(super) head: TokenId,
    pub(super) span: Span,
    pub(super) clause: Option<ClauseId>,
    /// The mention, where it was reached as one (a speaker).
    pub(super) mention: Option<MentionId>,
    /// The statement whose speaker it is: the act is that statement.
    pub(super) speaks: bool,
}

/// What fills a role, with the parties that it names.
#[derive(Debug, Clone, Default)]
pub(super) struct Filled {
    pub(super) places: Vec<Place>,
    pub(super) actors: Vec<ActorId>,
    /// The words that name the parties.
    pub(super) spans: Vec<Span>,
}

/// Why a role could not be filled.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Lack {
    /// Nothing stands there.
    Empty,
    /// What stands there fails the condition of this name.
    Filler(&'static str),
}

/// Whether a party is the state itself or one of its arms: a president does
/// not speak for the opposition of his country.
fn is_of_the_state(actor: &crate::actors::Actor) -> bool {
    use crate::actors::{ActorKind, Sector};
    const ARMS: [Sector; 6] = [Sector::Gov, Sector::Mil, Sector::Cop, Sector::Spy, Sector::Leg, Sector::Jud];
    actor.kind == ActorKind::State || actor.sectors.iter().any(|sector| ARMS.contains(sector))
}

impl Read<'_> {
    /// The mention of a token and its parties.
    pub(super) fn mention_at(&self, token: TokenId) -> Option<(MentionId, &[ActorId])> {
        let mention = self.mentions.at(token)?;
        Some((mention.id, self.actors.of(mention.id)))
    }

    /// The parties that a place names, each with its words.
    pub(super) fn parties(&self, place: Place) -> (&[ActorId], Span) {
        if let Some(inner) = self.of_which(place).or_else(|| self.whose_words(place)) {
            return self.parties(inner);
        }
        let found = match place.mention {
            Some(mention) => Some((mention, self.actors.of(mention))),
            None => self.mention_at(place.head),
        };
        match found {
            Some((mention, actors)) if actors.iter().any(|actor| is_party(self.actors.get(*actor))) => {
                (actors, self.mentions.get(mention).span)
            }
            _ => (&[], place.span),
        }
    }

    /// What a number or a measure counts: "a handful of journalists", "66 of
    /// its followers". None where the noun itself names a party.
    fn of_which(&self, place: Place) -> Option<Place> {
        if place.mention.is_some()
            || self.mention_at(place.head).is_some_and(|(_, actors)| !actors.is_empty())
        {
            return None;
        }
        let token = self.syntax.token(place.head);
        let measures = token.pos == Pos::Num || PARTITIVE.contains(&token.lemma.as_str());
        let of =
            self.syntax.children_by(place.head, Dep::Prep).find(|of| self.syntax.token(*of).lower == "of")?;
        let object = self.syntax.child(of, Dep::Pobj)?;
        measures.then(|| self.noun(object))
    }

    /// Whose a paper is that speaks for its authors: "a U.S. report called for".
    fn whose_words(&self, place: Place) -> Option<Place> {
        let speaks = PAPERS.contains(&self.syntax.token(place.head).lemma.as_str());
        let nobody = self.mention_at(place.head).is_none_or(|(_, actors)| actors.is_empty());
        if place.mention.is_some() || !speaks || !nobody {
            return None;
        }
        self.possessors(place.head).into_iter().next().or_else(|| self.issuer(place.head))
    }

    /// Who puts out a paper: "released a statement criticising the army".
    fn issuer(&self, paper: TokenId) -> Option<Place> {
        const ISSUING: &[&str] =
            &["issue", "release", "publish", "put", "send", "write", "sign", "adopt", "deliver", "make"];
        let verb = self.syntax.head(paper).filter(|_| self.syntax.token(paper).dep == Dep::Dobj)?;
        let clause = self.clauses.at(verb).filter(|clause| ISSUING.contains(&clause.lemma.as_str()))?;
        clause.in_role(&Role::Subject).next().map(|argument| self.place(argument))
    }

    /// Whether a mention inside a content may be whom the act is directed at: a
    /// name or nationality, or a known group; not what a thing lies between.
    pub(super) fn is_told_of(&self, mention: &Mention) -> bool {
        let named = mention.form != MentionForm::Nominal
            || self.actors.of(mention.id).iter().any(|id| self.actors.get(*id).named);
        let between = std::iter::successors(Some(mention.head), |at| {
            let token = self.syntax.token(*at);
            (token.dep == Dep::Conj).then_some(token.head)
        })
        .filter_map(|at| self.syntax.head(at))
        .any(|above| matches!(self.syntax.token(above).lower.as_str(), "between" | "among"));
        named && !between
    }

    /// Fills a role of a rule at a clause: the first alternative whose filler
    /// meets the conditions. `except` are parties that do not count.
    pub(super) fn fill(
        &self,
        clause: &Clause,
        role: &RoleExpression,
        party: bool,
        except: &[ActorId],
    ) -> Result<Filled, Lack> {
        let mut lack = Lack::Empty;
        for union in &role.alternatives {
            let mut filled = Filled::default();
            for place in union.iter().flat_map(|path| self.follow(clause, path, except)) {
                match self.meets(place, &role.filler) {
                    Ok(()) => {}
                    Err(name) => {
                        lack = Lack::Filler(name);
                        continue;
                    }
                }
                let (actors, words) = self.parties(place);
                if !except.is_empty()
                    && !actors.is_empty()
                    && actors.iter().all(|actor| except.contains(actor))
                {
                    lack = Lack::Filler("another party than the actor");
                    continue;
                }
                if actors.is_empty() && party {
                    lack = Lack::Filler("is = \"party\"");
                    continue;
                }
                if filled.places.iter().any(|other| other.head == place.head) {
                    continue;
                }
                if !actors.is_empty() && !filled.spans.contains(&words) {
                    filled.spans.push(words);
                }
                for actor in actors {
                    if !filled.actors.contains(actor) {
                        filled.actors.push(*actor);
                    }
                }
                filled.places.push(place);
            }
            if filled.actors.len() < role.filler.parties.unwrap_or(0) {
                lack = Lack::Filler("parties");
                continue;
            }
            if !filled.places.is_empty() {
                return Ok(filled);
            }
        }
        Err(lack)
    }

    /// Whether a party of the place speaks the words in which it stands, or
    /// somebody of the same country or body does.
    fn is_spoken_by(&self, place: Place) -> bool {
        let (actors, _) = self.parties(place);
        let speakers = self
            .statements
            .around(self.syntax.token(place.head).span)
            .into_iter()
            .flat_map(|statement| &statement.speaker)
            .flat_map(|mention| self.actors.of(*mention));
        let mut speakers = speakers.copied();
        speakers.any(|speaker| {
            actors.iter().any(|actor| {
                *actor == speaker || {
                    let (actor, speaker) = (self.actors.get(*actor), self.actors.get(speaker));
                    actor.code.is_some()
                        && actor.code == speaker.code
                        && (is_of_the_state(actor) == is_of_the_state(speaker))
                }
            })
        })
    }

    /// Whether a filler meets the conditions on it; else the condition's name.
    pub(super) fn meets(&self, place: Place, filler: &Filler) -> Result<(), &'static str> {
        let check = |holds: bool, name| if holds { Ok(()) } else { Err(name) };
        let syntax = self.syntax;
        if let Some(words) = &filler.within {
            check(words.at(syntax, place.head), "in")?;
        }
        if let Some(words) = &filler.without {
            check(!words.at(syntax, place.head), "not_in")?;
        }
        if let Some(words) = &filler.has {
            check(words.find(syntax, syntax.tokens_in(place.span)).is_some(), "has")?;
        }
        if let Some(words) = &filler.lacks {
            check(words.find(syntax, syntax.tokens_in(place.span)).is_none(), "lacks")?;
        }
        if let Some(wanted) = filler.clause {
            check((place.clause.is_some() || self.clauses.at(place.head).is_some()) == wanted, "clause")?;
        }
        let clause = self.clause_of(place);
        if let Some(wanted) = filler.negated {
            check(clause.is_some_and(|clause| clause.negation.is_some()) == wanted, "negated")?;
        }
        if !filler.form.is_empty() {
            check(clause.is_some_and(|clause| filler.form.contains(&clause.form)), "form")?;
        }
        if let Some(wanted) = filler.speaks {
            check(self.is_spoken_by(place) == wanted, "speaks")?;
        }
        if filler.party.is_none()
            && filler.kind.is_empty()
            && filler.sector.is_empty()
            && filler.not_sector.is_empty()
        {
            return Ok(());
        }
        let (actors, _) = self.parties(place);
        if let Some(wanted) = filler.party {
            check(actors.is_empty() != wanted, "is")?;
        }
        let any =
            |test: &dyn Fn(&crate::actors::Actor) -> bool| actors.iter().any(|id| test(self.actors.get(*id)));
        if !filler.kind.is_empty() {
            check(any(&|actor| filler.kind.contains(&actor.kind)), "kind")?;
        }
        if !filler.sector.is_empty() {
            check(any(&|actor| actor.sectors.iter().any(|sector| filler.sector.contains(sector))), "sector")?;
        }
        if !filler.not_sector.is_empty() {
            check(
                !any(&|actor| actor.sectors.iter().any(|sector| filler.not_sector.contains(sector))),
                "not_sector",
            )?;
        }
        Ok(())
    }
}

/// Nouns and pronouns that only count or measure what follows "of".
const PARTITIVE: &[&str] = &[
    "handful",
    "dozen",
    "dozens",
    "hundred",
    "hundreds",
    "thousand",
    "thousands",
    "number",
    "group",
    "member",
    "some",
    "many",
    "most",
    "several",
    "one",
    "all",
    "any",
    "few",
    "majority",
    "half",
    "couple",
    "score",
    "each",
    "both",
    "none",
    "party",
    "contingent",
    "series",
    "crowd",
    "team",
    "total",
    "part",
];

/// Papers that speak for those who wrote them.
const PAPERS: &[&str] = &[
    "report",
    "statement",
    "resolution",
    "letter",
    "communique",
    "communiqué",
    "declaration",
    "note",
    "response",
    "reply",
    "decree",
    "message",
    "broadcast",
    "editorial",
    "petition",
    "decision",
    "move",
    "action",
    "ruling",
];

/// Whether an actor can be a party: it has a name, or is known by country or
/// sector. "Anyone" and "a relative" are none.
fn is_party(actor: &Actor) -> bool {
    actor.named || actor.code.is_some() || actor.country.is_some() || !actor.sectors.is_empty()
}

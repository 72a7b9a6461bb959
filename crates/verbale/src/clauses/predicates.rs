//! Which words are predicates, and which verbs are light, copular or auxiliary to one.

use compact_str::CompactString;

use super::{
    Building, Clause, ClauseId, ClauseKind, Effect,
    labels::{Link, link},
    words::EventNoun,
};
use crate::syntax::{EntityLabel, Pos, Syntax, Tag, TokenId};

/// A predicate, and the words that bear its roles.
struct Found {
    predicate: TokenId,
    kind: ClauseKind,
    /// The light verb or copula.
    light: Option<TokenId>,
    /// The auxiliary above the verb: "is to", "has to".
    upper: Option<TokenId>,
    anchor: TokenId,
}

/// Verbs that link a subject with a predicate adjective or noun.
const COPULAS: &[&str] = &[
    "be", "become", "remain", "seem", "appear", "stay", "look", "feel", "sound", "prove", "get", "grow",
    "stand",
];

impl Building<'_> {
    /// Makes a clause of every predicate, in the order of the text.
    pub(super) fn find_predicates(&mut self) {
        for at in 0..self.syntax.tokens.len() as u32 {
            if let Some(found) = self.predicate(TokenId(at)) {
                self.push(found);
            }
        }
    }

    fn push(&mut self, found: Found) {
        let Found { predicate, kind, light, upper, anchor } = found;
        let id = ClauseId(self.all.len() as u32);
        let token = self.syntax.token(predicate);
        let verb = if kind == ClauseKind::Verbal { Some(predicate) } else { light };
        for word in [Some(predicate), light, upper].into_iter().flatten() {
            // A second noun under one light verb leaves the verb to the first.
            self.of_token[word.index()].get_or_insert(id);
        }
        let lemma = match kind {
            ClauseKind::Nominal => self.hyphenated(predicate).unwrap_or_else(|| {
                self.words
                    .noun_key(&token.lemma, &token.lower)
                    .map_or_else(|| lower(token), CompactString::from)
            }),
            _ => lower(token),
        };
        self.all.push(Clause::new(id, predicate, kind, lemma, light, anchor));
        self.verbs.push(super::Bearers { verb, upper });
    }

    fn predicate(&self, at: TokenId) -> Option<Found> {
        let token = self.syntax.token(at);
        match token.pos {
            Pos::Verb | Pos::Aux if self.is_noun_after_all(at) => self.nominal(at),
            Pos::Verb | Pos::Aux => self.verbal(at),
            Pos::Noun | Pos::Propn if is_verb_after_all(self.syntax, at) => {
                Some(Found { predicate: at, kind: ClauseKind::Verbal, light: None, upper: None, anchor: at })
            }
            Pos::Noun | Pos::Propn => self.nominal(at).or_else(|| self.copular(at)),
            Pos::Adj | Pos::Adv | Pos::Pron | Pos::Num | Pos::Sconj | Pos::Adp | Pos::Det => self.copular(at),
            _ => None,
        }
    }

    fn verbal(&self, at: TokenId) -> Option<Found> {
        let syntax = self.syntax;
        let token = syntax.token(at);
        match link(token.dep) {
            _ if token.tag == Tag::Md => return None,
            Link::Auxiliary | Link::Preposition | Link::NounModifier | Link::Mark | Link::Coordinator => {
                return None;
            }
            Link::Adjective if !self.is_hidden_gerund(at) => return None,
            Link::Predicative => return self.copular(at),
            Link::Conjunct if link(syntax.token(token.head).dep) == Link::Adjective => return None,
            _ => {}
        }
        if self.is_above(at).is_some() || self.is_copula(at) || self.light_noun(at).is_some() {
            return None;
        }
        let upper = syntax.head(at).filter(|head| self.is_above(*head) == Some(at));
        Some(Found {
            predicate: at,
            kind: ClauseKind::Verbal,
            light: None,
            upper,
            anchor: upper.unwrap_or(at),
        })
    }

    /// A noun that the tagger took for a verb: "rejected a *call* to stop".
    fn is_noun_after_all(&self, at: TokenId) -> bool {
        let syntax = self.syntax;
        let token = syntax.token(at);
        matches!(token.tag, Tag::Vb | Tag::Vbp | Tag::Vbz)
            && matches!(
                link(token.dep),
                Link::Object | Link::Subject | Link::PassiveSubject | Link::PrepositionObject
            )
            && syntax.children(at).iter().any(|child| {
                *child < at
                    && matches!(
                        link(syntax.token(*child).dep),
                        Link::Determiner | Link::NounModifier | Link::Adjective | Link::Possessor
                    )
            })
            && self.event_noun(at).is_some()
    }

    /// The verb below an auxiliary that the parser made its head: "is *to meet*",
    /// "has *to meet*", "is going *to meet*", "has yet *to meet*".
    fn is_above(&self, at: TokenId) -> Option<TokenId> {
        let syntax = self.syntax;
        let token = syntax.token(at);
        let auxiliary = match verb_lemma(token) {
            "be" | "have" | "remain" => true,
            "go" => {
                token.tag == Tag::Vbg
                    && syntax.children(at).iter().any(|child| verb_lemma(syntax.token(*child)) == "be")
            }
            _ => false,
        };
        if !auxiliary {
            return None;
        }
        let mut below = None;
        for child in syntax.children(at).iter().copied() {
            match link(syntax.token(child).dep) {
                Link::Object | Link::Predicative | Link::Expletive => return None,
                Link::Complement
                    if child > at
                        && matches!(syntax.token(child).pos, Pos::Verb | Pos::Aux)
                        && syntax.children(child).iter().any(|to| syntax.token(*to).tag == Tag::To) =>
                {
                    below = Some(child);
                }
                _ => {}
            }
        }
        below
    }

    /// Whether the verb links its subject with a predicate that makes the clause.
    fn is_copula(&self, at: TokenId) -> bool {
        let syntax = self.syntax;
        COPULAS.contains(&verb_lemma(syntax.token(at)))
            && syntax.children(at).iter().any(|child| link(syntax.token(*child).dep) == Link::Predicative)
    }

    /// The predicate adjective or noun after a copula.
    fn copular(&self, at: TokenId) -> Option<Found> {
        let copula = self.copula_of(at)?;
        let upper = self.syntax.head(copula).filter(|head| self.is_above(*head) == Some(copula));
        Some(Found {
            predicate: at,
            kind: ClauseKind::Copular,
            light: Some(copula),
            upper,
            anchor: upper.unwrap_or(copula),
        })
    }

    fn copula_of(&self, at: TokenId) -> Option<TokenId> {
        let syntax = self.syntax;
        let token = syntax.token(at);
        let head = syntax.head(at)?;
        match link(token.dep) {
            Link::Predicative => {
                let first = syntax
                    .children(head)
                    .iter()
                    .find(|child| link(syntax.token(**child).dep) == Link::Predicative)?;
                (*first == at && COPULAS.contains(&verb_lemma(syntax.token(head)))).then_some(head)
            }
            Link::Conjunct if token.pos == Pos::Adj && syntax.token(head).pos == Pos::Adj => {
                self.copula_of(head)
            }
            _ => None,
        }
    }

    fn nominal(&self, at: TokenId) -> Option<Found> {
        let syntax = self.syntax;
        let token = syntax.token(at);
        if !matches!(token.tag, Tag::Nn | Tag::Nns | Tag::Nnp | Tag::Nnps) && !self.is_noun_after_all(at) {
            return None;
        }
        let noun = self.event_noun(at)?;
        if token.lower == "order" && at.0 > 0 && syntax.token(TokenId(at.0 - 1)).lower == "in" {
            return None;
        }
        let place = link(token.dep);
        if matches!(place, Link::NounModifier | Link::Possessor) {
            return None;
        }
        // "Peace Now Movement", "World War II": a name, not an act.
        if let Some(entity) = syntax.entity_at(at)
            && (entity.tokens.len() > 1 || entity.label == EntityLabel::Date)
            && (token.pos == Pos::Propn || entity.label == EntityLabel::Event)
        {
            return None;
        }
        let light = self.light_verb(at, noun);
        let hangs_by_itself = match light {
            // "sanctions imposed by the EU": the noun fills its own role elsewhere.
            Some(verb) => syntax.dominates(at, verb),
            None => true,
        };
        let light = light.or_else(|| self.existential(at));
        let upper = light
            .and_then(|verb| syntax.head(verb).filter(|head| self.is_above(*head) == Some(verb)))
            .filter(|_| !hangs_by_itself);
        let anchor = match light {
            Some(verb) if !hangs_by_itself || syntax.dominates(verb, at) => upper.unwrap_or(verb),
            _ => at,
        };
        Some(Found { predicate: at, kind: ClauseKind::Nominal, light, upper, anchor })
    }

    /// The eventive noun that a token is.
    pub(super) fn event_noun(&self, at: TokenId) -> Option<&EventNoun> {
        let token = self.syntax.token(at);
        if let Some(whole) = self.hyphenated(at) {
            return self.words.noun(&whole, &whole, None);
        }
        let before = at.0.checked_sub(1).map(|before| self.syntax.token(TokenId(before)).lower.as_str());
        self.words.noun(&token.lemma, &token.lower, before)
    }

    /// The eventive noun of which a token is the last part: "cease-fire" is "ceasefire".
    fn hyphenated(&self, at: TokenId) -> Option<CompactString> {
        let tokens = &self.syntax.tokens;
        let first = at.index().checked_sub(2)?;
        if tokens[first + 1].tag != Tag::Hyph {
            return None;
        }
        let join = |between: &str| -> CompactString {
            [tokens[first].lower.as_str(), between, tokens[at.index()].lower.as_str()].into_iter().collect()
        };
        ["", "-"].into_iter().map(join).find(|whole| self.words.noun(whole, whole, None).is_some())
    }

    /// "be" above a noun that the sentence says exists or is: "there were attacks".
    fn existential(&self, at: TokenId) -> Option<TokenId> {
        let syntax = self.syntax;
        let head = syntax.head(at)?;
        (link(syntax.token(at).dep) == Link::Predicative
            && verb_lemma(syntax.token(head)) == "be"
            && self.copula_of(at).is_some())
        .then_some(head)
    }

    /// The light verb of an eventive noun: "hold" of "hold talks", of "talks were
    /// held", of "talks held in Geneva", of "the talks that they held".
    fn light_verb(&self, at: TokenId, noun: &EventNoun) -> Option<TokenId> {
        if !noun.has_light() {
            return None;
        }
        let syntax = self.syntax;
        // Coordinated nouns share the verb of the first.
        let mut top = measured(syntax, at);
        while link(syntax.token(top).dep) == Link::Conjunct && is_noun(syntax, syntax.token(top).head) {
            top = syntax.token(top).head;
        }
        let head = syntax.head(top)?;
        let is_light = |verb: TokenId, between: Option<&str>| {
            is_verb(syntax, verb) && noun.is_light(verb_lemma(syntax.token(verb)), between)
        };
        match link(syntax.token(top).dep) {
            Link::Object | Link::PassiveSubject if is_light(head, None) => return Some(head),
            Link::PrepositionObject => {
                let verb = syntax.head(head)?;
                // "take part in talks": the preposition may hang on "part".
                let verb = if syntax.token(verb).lemma == "part" { syntax.head(verb)? } else { verb };
                if is_light(verb, Some(&syntax.token(head).lower)) {
                    return Some(verb);
                }
            }
            _ => {}
        }
        syntax.children(at).iter().copied().find(|child| {
            let token = syntax.token(*child);
            match link(token.dep) {
                Link::NounClause => token.tag == Tag::Vbn && is_light(*child, None),
                Link::RelativeClause => is_light(*child, None) && !has_other_object(syntax, *child),
                _ => false,
            }
        })
    }

    /// The eventive noun that a light verb serves.
    fn light_noun(&self, verb: TokenId) -> Option<TokenId> {
        let syntax = self.syntax;
        let serves = |noun: TokenId| {
            self.event_noun(noun).is_some_and(|entry| self.light_verb(noun, entry) == Some(verb))
                && self.nominal(noun).is_some()
        };
        for child in syntax.children(verb).iter().copied() {
            match link(syntax.token(child).dep) {
                Link::Object | Link::PassiveSubject => {
                    if serves(child) {
                        return Some(child);
                    }
                    // "take part in talks", "a round of talks".
                    if self.event_noun(child).is_none()
                        && let Some(noun) = syntax
                            .children(child)
                            .iter()
                            .flat_map(|preposition| syntax.children(*preposition))
                            .find(|noun| serves(**noun))
                    {
                        return Some(*noun);
                    }
                }
                Link::Preposition => {
                    if let Some(noun) = syntax.children(child).iter().find(|noun| serves(**noun)) {
                        return Some(*noun);
                    }
                }
                _ => {}
            }
        }
        let head = syntax.head(verb)?;
        (matches!(link(syntax.token(verb).dep), Link::NounClause | Link::RelativeClause) && serves(head))
            .then_some(head)
    }

    /// A gerund that the parser took for an adjective of its object: "ruled out
    /// *expelling* diplomats". It follows at once on a verb that takes gerunds, and
    /// its noun is that verb's object; or, as a participle, on "and" after a verb.
    pub(super) fn is_hidden_gerund(&self, at: TokenId) -> bool {
        let syntax = self.syntax;
        let token = syntax.token(at);
        let Some(before) = at.0.checked_sub(1).map(TokenId) else { return false };
        let Some(verb) = syntax.head(token.head) else { return false };
        if verb > at {
            return false;
        }
        let previous = syntax.token(before);
        match token.tag {
            Tag::Vbg if syntax.token(token.head).head == before && previous.tag == Tag::In => {
                // "stopped short of *expelling* diplomats".
                let mut above = verb;
                while !is_verb(syntax, above) {
                    match syntax.head(above) {
                        Some(next) => above = next,
                        None => return false,
                    }
                }
                let effect = self.words.effects(&syntax.token(above).lemma, None).ing;
                effect.is_some_and(|effect| !matches!(effect, Effect::Carries | Effect::Presupposes))
            }
            Tag::Vbg => {
                (before == verb || (previous.head == verb && is_particle(syntax, before)))
                    && link(syntax.token(token.head).dep) == Link::Object
                    && self.words.effects(&syntax.token(verb).lemma, Some(&previous.lower)).ing.is_some()
            }
            Tag::Vbn | Tag::Vbd => {
                link(previous.dep) == Link::Coordinator
                    && previous.head == verb
                    && link(syntax.token(token.head).dep) == Link::Conjunct
            }
            _ => false,
        }
    }
}

/// The noun that only counts an act stands for it: "a *round* of talks".
pub(super) fn measured(syntax: &Syntax, noun: TokenId) -> TokenId {
    const MEASURES: &[&str] = &[
        "round", "series", "wave", "spate", "string", "number", "set", "day", "barrage", "kind", "type",
        "act", "sort", "hour", "week", "bout", "spell", "package", "volley", "handful", "dozen", "hundred",
        "flurry", "raft", "form", "period",
    ];
    let of = syntax.token(noun).head;
    let above = syntax.token(of).head;
    let counts = link(syntax.token(noun).dep) == Link::PrepositionObject
        && syntax.token(of).lower == "of"
        && MEASURES.contains(&syntax.token(above).lemma.as_str());
    if counts { above } else { noun }
}

/// A verb that the tagger took for a noun, though the parser hung it as a clause: "if
/// Kenya *attacks*".
pub(super) fn is_verb_after_all(syntax: &Syntax, at: TokenId) -> bool {
    let token = syntax.token(at);
    link(token.dep) == Link::AdverbialClause
        && matches!(token.tag, Tag::Nns | Tag::Nn)
        && syntax.children(at).iter().any(|mark| *mark < at && link(syntax.token(*mark).dep) == Link::Mark)
        && syntax.children(at).iter().any(|subject| {
            *subject < at
                && matches!(link(syntax.token(*subject).dep), Link::Subject | Link::NounModifier)
                && matches!(syntax.token(*subject).pos, Pos::Propn | Pos::Noun | Pos::Pron)
        })
}

/// Whether a verb has an object that is not a relative pronoun.
fn has_other_object(syntax: &Syntax, verb: TokenId) -> bool {
    syntax.children(verb).iter().any(|child| {
        let token = syntax.token(*child);
        link(token.dep) == Link::Object && !is_relative_pronoun(token.tag)
    })
}

/// Whether the tag is that of a relative pronoun.
pub(super) const fn is_relative_pronoun(tag: Tag) -> bool {
    matches!(tag, Tag::Wdt | Tag::Wp)
}

/// Whether the token is a verb.
pub(super) fn is_verb(syntax: &Syntax, at: TokenId) -> bool {
    matches!(syntax.token(at).pos, Pos::Verb | Pos::Aux)
}

/// Whether the token is a noun or name.
pub(super) fn is_noun(syntax: &Syntax, at: TokenId) -> bool {
    matches!(syntax.token(at).pos, Pos::Noun | Pos::Propn | Pos::Pron | Pos::Num)
}

/// Whether the token is the particle of its verb.
pub(super) fn is_particle(syntax: &Syntax, at: TokenId) -> bool {
    let token = syntax.token(at);
    match link(token.dep) {
        Link::Particle => true,
        // "stepped down", "pulled back": the tagger calls many of them adverbs.
        Link::Adverb => {
            token.tag == Tag::Rp
                || (token.head.0 + 1 == at.0
                    && matches!(
                        token.lower.as_str(),
                        "down"
                            | "back"
                            | "away"
                            | "aside"
                            | "out"
                            | "off"
                            | "up"
                            | "over"
                            | "forward"
                            | "apart"
                    ))
        }
        _ => false,
    }
}

/// The lemma of a verb; contractions with either apostrophe get the whole word's.
pub(super) fn verb_lemma(token: &crate::syntax::Token) -> &str {
    match token.lower.as_str() {
        "'s" | "’s" | "'re" | "’re" | "'m" | "’m" => "be",
        "'ve" | "’ve" => "have",
        // spaCy's rules cut the "e" from verbs that have a shorter twin.
        "staged" | "staging" => "stage",
        "waged" | "waging" => "wage",
        "raged" | "raging" => "rage",
        "hoped" | "hoping" => "hope",
        "coped" | "coping" => "cope",
        "fined" | "fining" => "fine",
        "raped" | "raping" => "rape",
        "taped" | "taping" => "tape",
        "spared" | "sparing" => "spare",
        "scared" | "scaring" => "scare",
        // Past forms that its tables lack.
        "overran" => "overrun",
        "retook" => "retake",
        "resold" => "resell",
        "foresaw" => "foresee",
        "forgave" => "forgive",
        "strove" => "strive",
        _ => &token.lemma,
    }
}

/// The lemma in lower case.
fn lower(token: &crate::syntax::Token) -> CompactString {
    if matches!(token.pos, Pos::Verb | Pos::Aux) && verb_lemma(token) != token.lemma {
        return verb_lemma(token).into();
    }
    let capital = token.lemma.bytes().any(|byte| byte.is_ascii_uppercase());
    if capital { token.lemma.to_lowercase() } else { token.lemma.clone() }
}

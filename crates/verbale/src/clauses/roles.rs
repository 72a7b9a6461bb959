//! The roles that hang on a clause's own words.

use compact_str::CompactString;

use super::{
    Argument, Bearers, Building, Clause, ClauseId, ClauseKind, Role, Via,
    labels::{Link, link},
    predicates::{is_noun, is_particle, is_relative_pronoun, verb_lemma},
    verbs::denying_word,
};
use crate::{
    span::Span,
    syntax::{Syntax, Tag, TokenId},
};

impl Building<'_> {
    /// Gives every clause its tense, and the roles that hang on its own words.
    pub(super) fn fill_roles(&mut self) {
        for at in 0..self.all.len() {
            let bearers = self.verbs[at];
            let mut clause = self.all[at].clone();
            self.read_verb(&mut clause, bearers);
            if clause.kind == ClauseKind::Nominal {
                self.read_noun(&mut clause, bearers);
            }
            self.read_roles(&mut clause, bearers);
            let particle = clause
                .particle
                .filter(|_| clause.kind != ClauseKind::Nominal)
                .map(|particle| self.syntax.token(particle).lower.as_str());
            clause.effects = self.words.effects(&clause.lemma, particle);
            if clause.kind == ClauseKind::Nominal
                && let Some(effects) = self.words.effects_exactly("the", &clause.lemma)
            {
                // "reports that" leave open what "reported that" states.
                clause.effects = effects.or(clause.effects);
            }
            if let Some(particle) = clause.particle {
                self.of_token[particle.index()].get_or_insert(clause.id);
            }
            if clause.kind == ClauseKind::Nominal {
                // "carry out an attack": the particle is the light verb's.
                clause.particle = None;
            }
            clause.span = self.clause_span(&clause);
            self.all[at] = clause;
        }
    }

    /// The roles that hang on the verb, and on the auxiliary above it.
    fn read_roles(&self, clause: &mut Clause, bearers: Bearers) {
        for bearer in [bearers.upper, bearers.verb].into_iter().flatten() {
            for child in self.syntax.children(bearer).iter().copied() {
                self.read_role(clause, bearer, child);
                // "Russia didn’t attack": the parser may hang the subject on the auxiliary.
                if link(self.syntax.token(child).dep) == Link::Auxiliary {
                    for under in self.syntax.children(child).iter().copied() {
                        if matches!(link(self.syntax.token(under).dep), Link::Subject | Link::PassiveSubject)
                        {
                            self.read_role(clause, bearer, under);
                        }
                    }
                }
            }
        }
        if clause.kind == ClauseKind::Copular {
            for child in self.syntax.children(clause.predicate).iter().copied() {
                match link(self.syntax.token(child).dep) {
                    Link::Preposition => self.push_preposition(clause, child, Via::Direct),
                    Link::Complement | Link::NounClause => self.push_complement(clause, child),
                    _ => {}
                }
            }
        }
        if clause.kind == ClauseKind::Verbal
            && let Some(gerund) =
                bearers.verb.filter(|verb| link(self.syntax.token(*verb).dep) == Link::Adjective)
        {
            // A gerund that the parser took for an adjective of its object.
            self.push_noun(clause, &Role::Object, self.syntax.token(gerund).head, Via::Direct);
        }
    }

    fn read_role(&self, clause: &mut Clause, bearer: TokenId, child: TokenId) {
        let syntax = self.syntax;
        let token = syntax.token(child);
        if child == clause.predicate || Some(child) == clause.light {
            return;
        }
        let light = clause.kind == ClauseKind::Nominal;
        let via = if light { Via::Light } else { Via::Direct };
        match link(token.dep) {
            // "It was an attack": nothing is known of who attacked.
            Link::Subject | Link::PassiveSubject
                if light
                    && verb_lemma(syntax.token(bearer)) == "be"
                    && (clause.subject().is_some() || token.pos == crate::syntax::Pos::Pron) => {}
            Link::Subject | Link::PassiveSubject => {
                let object = clause.passive
                    && (link(token.dep) == Link::PassiveSubject
                        || syntax.child(bearer, crate::syntax::Dep::Nsubjpass).is_none());
                let role = match (object, light) {
                    (true, true) => return,
                    (true, false) if has_object(syntax, bearer) => Role::IndirectObject,
                    (true, false) => Role::Object,
                    (false, _) => Role::Subject,
                };
                self.push_noun(clause, &role, child, via);
                self.push_companions(clause, &role, child);
            }
            Link::ClausalSubject => {
                let clause_of = self.of_token[child.index()];
                clause.arguments.push(Argument {
                    role: Role::Subject,
                    head: child,
                    span: syntax.subtree_span(child),
                    clause: clause_of,
                    via,
                });
            }
            // Coordinated nouns under one light verb are clauses of their own.
            Link::Object
                if light
                    && (self.shares_light(clause, child) || syntax.dominates(child, clause.predicate)) => {}
            Link::Object if light => self.push_noun(clause, &Role::Object, child, via),
            Link::Object => {
                if let Some(name) = self.swallowed_dative(bearer, child) {
                    self.push_noun(clause, &Role::IndirectObject, name, via);
                }
                self.push_noun(clause, &Role::Object, child, via);
                if self.of_token[child.index()].is_none() {
                    self.push_object_phrases(clause, child);
                }
                if let Some(to) = self.swallowed_to(bearer, child) {
                    self.push_preposition(clause, to, Via::Object);
                }
            }
            Link::Dative => {
                if is_noun(syntax, child) {
                    self.push_noun(clause, &Role::IndirectObject, child, via);
                } else {
                    self.push_preposition(clause, child, via);
                }
            }
            Link::Agent => {
                for under in syntax.children(child).iter().copied() {
                    if link(syntax.token(under).dep) == Link::PrepositionObject {
                        self.push_noun(clause, &Role::Subject, under, via);
                    } else if link(syntax.token(under).dep) == Link::PrepositionClause {
                        self.push_under_preposition(clause, "by", under, via);
                    }
                }
            }
            Link::Preposition => self.push_preposition(clause, child, via),
            Link::Complement if self.of_token[child.index()] != Some(clause.id) => {
                if let Some(judged) = self.object_of_judgement(bearer, child) {
                    self.push_noun(clause, &Role::Object, judged, via);
                }
                self.push_complement(clause, child)
            }
            // "walked away from talks".
            Link::Adverb if is_particle(syntax, child) => {
                for under in syntax.children(child).iter().copied() {
                    if link(syntax.token(under).dep) == Link::Preposition {
                        self.push_preposition(clause, under, via);
                    }
                }
            }
            // "if Kenya attacks", where the parser made of the subject a modifier.
            Link::NounModifier
                if clause.kind == ClauseKind::Verbal
                    && child < bearer
                    && is_noun(syntax, child)
                    && !syntax.children(bearer).iter().any(|subject| {
                        matches!(link(syntax.token(*subject).dep), Link::Subject | Link::PassiveSubject)
                    }) =>
            {
                let role = if clause.passive { Role::Object } else { Role::Subject };
                self.push_noun(clause, &role, child, via);
            }
            // A headline's "Iran, Iraq sign a deal": the parser leaves the first name aside.
            Link::Other if self.is_listed_subject(bearer, child) => {
                let role = if clause.passive { Role::Object } else { Role::Subject };
                self.push_noun(clause, &role, child, via);
            }
            // "called the new president on Monday": nobody else is called so.
            Link::ObjectPredicative
                if clause.lemma == "call" && !clause.passive && !has_object(syntax, bearer) =>
            {
                self.push_noun(clause, &Role::Object, child, via);
            }
            Link::ObjectPredicative => self.push_noun(clause, &Role::Oblique("as".into()), child, via),
            _ => {}
        }
    }

    /// Whether a noun is a clause under the same light verb.
    fn shares_light(&self, clause: &Clause, noun: TokenId) -> bool {
        self.of_token[noun.index()].is_some_and(|id| self.all[id.0 as usize].light == clause.light)
    }

    pub(super) fn push_complement(&self, clause: &mut Clause, head: TokenId) {
        let of = self.of_token[head.index()].filter(|id| *id != clause.id);
        clause.arguments.push(Argument {
            role: Role::Complement,
            head,
            span: self.syntax.subtree_span(head),
            clause: of,
            via: Via::Direct,
        });
    }

    /// A noun phrase and what is coordinated with it, each in the same role.
    pub(super) fn push_noun(&self, clause: &mut Clause, role: &Role, head: TokenId, via: Via) {
        let syntax = self.syntax;
        let (head, via) = match self.antecedent(clause, head) {
            Some(noun) => (noun, Via::Relative),
            None => (head, via),
        };
        let mut at = Some((head, via));
        // A coordination of names is a chain or a fan; its length bounds the walk.
        let mut left = 64;
        let mut waiting: Vec<TokenId> = Vec::new();
        while let Some((noun, how)) = at {
            if clause.predicate != noun
                && !matches!(syntax.token(noun).tag, Tag::Hyph | Tag::Colon | Tag::Nfp)
            {
                if how != Via::Relative
                    && let Some(word) = denying_word(syntax, noun)
                    && (matches!(role, Role::Subject | Role::Object) || is_in_no_way(role, syntax, noun))
                {
                    clause.negation.get_or_insert(word);
                }
                clause.arguments.push(Argument {
                    role: role.clone(),
                    head: noun,
                    span: noun_span(syntax, noun),
                    clause: self.of_token[noun.index()].filter(|id| *id != clause.id),
                    via: how,
                });
            }
            for child in syntax.children(noun).iter().copied() {
                if link(syntax.token(child).dep) == Link::Conjunct && is_noun(syntax, child) {
                    waiting.push(child);
                }
            }
            left -= 1;
            let shared = if via == Via::Direct { Via::Shared } else { via };
            at = if left > 0 { waiting.pop().map(|next| (next, shared)) } else { None };
        }
    }

    /// "X, along with Y, attacked": Y takes part as X does.
    fn push_companions(&self, clause: &mut Clause, role: &Role, head: TokenId) {
        let syntax = self.syntax;
        for preposition in syntax.children(head).iter().copied() {
            if link(syntax.token(preposition).dep) != Link::Preposition {
                continue;
            }
            let with = match syntax.token(preposition).lower.as_str() {
                "along" | "together" => syntax
                    .children(preposition)
                    .iter()
                    .copied()
                    .find(|with| syntax.token(*with).lower == "with"),
                "with" => syntax
                    .children(preposition)
                    .iter()
                    .any(|along| matches!(syntax.token(*along).lower.as_str(), "along" | "together"))
                    .then_some(preposition),
                "alongside" => Some(preposition),
                _ => None,
            };
            for noun in with.iter().flat_map(|with| syntax.children(*with)).copied() {
                if link(syntax.token(noun).dep) == Link::PrepositionObject {
                    self.push_noun(clause, role, noun, Via::Shared);
                }
            }
        }
    }

    /// Phrases on the object that may as well belong to the verb.
    fn push_object_phrases(&self, clause: &mut Clause, object: TokenId) {
        for child in self.syntax.children(object).iter().copied() {
            let token = self.syntax.token(child);
            let gerund = || {
                self.syntax
                    .children(child)
                    .iter()
                    .any(|under| link(self.syntax.token(*under).dep) == Link::PrepositionClause)
            };
            let charge = || ACCUSING.contains(&clause.lemma.as_str());
            if link(token.dep) == Link::Preposition && (token.lower != "of" || charge() || gerund()) {
                self.push_preposition(clause, child, Via::Object);
            }
        }
    }

    /// A prepositional phrase, by its preposition; "because of", "out of" by both words.
    pub(super) fn push_preposition(&self, clause: &mut Clause, preposition: TokenId, via: Via) {
        let syntax = self.syntax;
        let name = &syntax.token(preposition).lower;
        for child in syntax.children(preposition).iter().copied() {
            match link(syntax.token(child).dep) {
                Link::PrepositionObject | Link::PrepositionClause => {
                    self.push_under_preposition(clause, name, child, via);
                }
                // The parser takes a bare noun after "to" for a clause: "pertain to cyberattacks".
                Link::Complement if is_noun(syntax, child) => {
                    self.push_under_preposition(clause, name, child, via)
                }
                Link::Preposition => {
                    let joined: CompactString =
                        [name.as_str(), " ", &syntax.token(child).lower].into_iter().collect();
                    for under in syntax.children(child).iter().copied() {
                        if matches!(
                            link(syntax.token(under).dep),
                            Link::PrepositionObject | Link::PrepositionClause
                        ) {
                            self.push_under_preposition(clause, &joined, under, via);
                        }
                    }
                }
                Link::Conjunct
                    if link(syntax.token(child).dep) == Link::Conjunct
                        && syntax.token(child).tag == Tag::In =>
                {
                    self.push_preposition(clause, child, via);
                }
                _ => {}
            }
        }
    }

    fn push_under_preposition(&self, clause: &mut Clause, name: &str, under: TokenId, via: Via) {
        let syntax = self.syntax;
        let role = Role::Oblique(name.into());
        if is_noun(syntax, under) {
            self.push_noun(clause, &role, under, via);
        } else {
            let of = self.of_token[under.index()].filter(|id| *id != clause.id);
            clause.arguments.push(Argument {
                role,
                head: under,
                span: syntax.subtree_span(under),
                clause: of,
                via,
            });
        }
    }

    /// The noun that a relative pronoun stands for, where the clause is a relative one.
    fn antecedent(&self, clause: &Clause, pronoun: TokenId) -> Option<TokenId> {
        let syntax = self.syntax;
        let token = syntax.token(pronoun);
        if !(is_relative_pronoun(token.tag) || token.lower == "that" && token.tag == Tag::In) {
            return None;
        }
        let mut at = clause.anchor;
        loop {
            match link(syntax.token(at).dep) {
                Link::RelativeClause => return Some(syntax.token(at).head),
                Link::Complement | Link::Conjunct => at = syntax.head(at)?,
                _ => return None,
            }
        }
    }

    /// From the first to the last word of the clause without what is coordinated with it.
    fn clause_span(&self, clause: &Clause) -> Span {
        let syntax = self.syntax;
        let mut span = syntax.token(clause.predicate).span.cover(syntax.token(clause.anchor).span);
        for child in syntax.children(clause.anchor).iter().copied() {
            let token = syntax.token(child);
            let beside = match link(token.dep) {
                Link::Coordinator | Link::Aside => true,
                Link::Conjunct => !is_noun(syntax, child) || clause.kind == ClauseKind::Verbal,
                Link::Other => token.pos == crate::syntax::Pos::Punct,
                _ => false,
            };
            if !beside {
                span = span.cover(syntax.subtree_span(child));
            }
        }
        clause
            .arguments
            .iter()
            .filter(|argument| argument.via != Via::Relative)
            .fold(span, |span, argument| span.cover(argument.span))
    }

    /// The clause of a token, or of the nearest word above it, other than `but`.
    pub(super) fn clause_at_or_above(&self, token: TokenId, but: ClauseId) -> Option<ClauseId> {
        let mut at = token;
        loop {
            if let Some(id) = self.of_token[at.index()]
                && id != but
            {
                return Some(id);
            }
            at = self.syntax.head(at)?;
        }
    }
}

/// Verbs whose "of" says what somebody is accused or deprived of, wherever the parser hangs it.
pub(crate) const ACCUSING: &[&str] = &[
    "accuse", "suspect", "convict", "acquit", "clear", "warn", "remind", "inform", "notify", "rob", "strip",
    "deprive", "rid",
];

/// "in no way", "at no time", "under no circumstances".
fn is_in_no_way(role: &Role, syntax: &Syntax, noun: TokenId) -> bool {
    matches!(role, Role::Oblique(_))
        && matches!(
            syntax.token(noun).lemma.as_str(),
            "way" | "time" | "point" | "circumstance" | "moment" | "case"
        )
}

/// Whether a passive verb keeps an object: "Kenya was given weapons".
fn has_object(syntax: &Syntax, verb: TokenId) -> bool {
    syntax.children(verb).iter().any(|child| link(syntax.token(*child).dep) == Link::Object)
}

/// The words of a noun phrase without relative clauses, appositions and what is
/// coordinated with it.
pub(super) fn noun_span(syntax: &Syntax, head: TokenId) -> Span {
    let mut span = syntax.token(head).span;
    for child in syntax.children(head).iter().copied() {
        let token = syntax.token(child);
        let own = match link(token.dep) {
            Link::Possessor
            | Link::NounModifier
            | Link::Adjective
            | Link::Determiner
            | Link::Adverb
            | Link::Negation => true,
            // "the party of using violence": the gerund belongs to the verb.
            Link::Preposition if token.lower == "by" => false,
            Link::Preposition => !syntax
                .children(child)
                .iter()
                .any(|under| link(syntax.token(*under).dep) == Link::PrepositionClause),
            Link::Other => token.pos != crate::syntax::Pos::Punct || child < head,
            _ => false,
        };
        if own {
            span = span.cover(syntax.subtree_span(child));
        } else if child > head {
            break;
        }
    }
    span
}

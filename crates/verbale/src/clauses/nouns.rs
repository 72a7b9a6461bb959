//! The roles that hang on an eventive noun.

use super::{
    Argument, Bearers, Building, Clause, Form, Qualifier, Role, Via,
    labels::{Link, link},
    roles::noun_span,
    words::EventNoun,
};
use crate::syntax::{EntityLabel, Pos, Syntax, Tag, TokenId};

/// Common nouns that name who acts, before an eventive noun: "police raid".
const ACTING: &[&str] = &[
    "police",
    "army",
    "government",
    "rebel",
    "militant",
    "insurgent",
    "military",
    "navy",
    "opposition",
    "militia",
    "guerrilla",
    "state",
    "terrorist",
    "student",
    "worker",
    "union",
    "regime",
    "coalition",
    "alliance",
    "junta",
    "separatist",
    "parliament",
    "cabinet",
    "ministry",
    "jihadist",
    "islamist",
    "settler",
    "mob",
    "gang",
];

/// Participles that say who does what the noun names: "Saudi-led", "Taliban-claimed".
const DONE_BY: &[&str] =
    &["led", "claimed", "run", "ordered", "imposed", "conducted", "perpetrated", "launched"];

impl Building<'_> {
    /// Negation, qualifiers and roles of an eventive noun.
    pub(super) fn read_noun(&self, clause: &mut Clause, bearers: Bearers) {
        let syntax = self.syntax;
        let noun = clause.predicate;
        let Some(entry) = self.event_noun(noun).cloned() else { return };
        if bearers.verb.is_none() {
            clause.form = Form::Noun;
        }
        // A possessor is the object only where nothing else is: "Russia's killing of X".
        let has_object = syntax.children(noun).iter().any(|child| {
            let token = syntax.token(*child);
            link(token.dep) == Link::Preposition && token.lower == "of"
        });
        let possessor = if entry.possessor_is_object && !has_object { Role::Object } else { Role::Subject };
        for child in syntax.children(noun).iter().copied() {
            let token = syntax.token(child);
            match link(token.dep) {
                Link::Determiner | Link::Negation => match token.lower.as_str() {
                    "no" | "neither" | "not" => {
                        clause.negation.get_or_insert(child);
                    }
                    "the" | "this" | "that" | "these" | "those" | "both" => clause.definite = true,
                    "any" => {
                        clause
                            .qualifier
                            .get_or_insert(Qualifier { token: child, effect: super::Effect::Supposes });
                    }
                    _ => {}
                },
                Link::Possessor => {
                    clause.definite = true;
                    // "Thursday's protests": a day does not act.
                    let day = syntax.entity_at(child).is_some_and(|entity| {
                        matches!(entity.label, EntityLabel::Date | EntityLabel::Time | EntityLabel::Ordinal)
                    });
                    if !day {
                        self.push_noun(clause, &possessor, child, Via::Possessor);
                    }
                }
                Link::NounModifier | Link::Adjective => self.read_modifier(clause, child, &possessor),
                Link::Preposition | Link::Agent => self.read_phrase(clause, child, &entry),
                Link::NounClause => self.read_noun_clause(clause, child),
                Link::RelativeClause => clause.definite = true,
                Link::Complement => self.push_complement(clause, child),
                _ => {}
            }
        }
    }

    /// What stands before the noun: who acts, or of what kind the act is.
    fn read_modifier(&self, clause: &mut Clause, modifier: TokenId, possessor: &Role) {
        let syntax = self.syntax;
        let token = syntax.token(modifier);
        if syntax.tokens.get(modifier.index() + 1).is_some_and(|next| next.tag == Tag::Hyph)
            && modifier.0 + 2 == clause.predicate.0
            && clause.lemma.starts_with(token.lower.as_str())
        {
            // "cease" of "cease-fire".
            return;
        }
        if let Some(effect) = self.words.beside(&token.lower) {
            clause.qualifier.get_or_insert(Qualifier { token: modifier, effect });
            return;
        }
        // "a Saudi-led strike": who leads it acts.
        if DONE_BY.contains(&token.lower.as_str())
            && let Some(doer) =
                syntax.children(modifier).iter().copied().find(|doer| names_party(syntax, *doer))
        {
            clause.arguments.push(Argument {
                role: Role::Subject,
                head: doer,
                span: noun_span(syntax, doer),
                clause: None,
                via: Via::Possessor,
            });
            return;
        }
        // "gave the Portuguese government permission": the one who gets it, not who gives it.
        let given = clause.light.is_some_and(|light| {
            let verb = syntax.token(light).lemma.as_str();
            let between = &syntax.tokens[light.index() + 1..modifier.index().max(light.index() + 1)];
            let name = token.pos == Pos::Propn && syntax.edges(modifier).start == light.0 + 1;
            matches!(verb, "give" | "grant" | "deny" | "refuse" | "offer" | "promise")
                && (name || between.iter().any(|the| the.lower == "the" && the.head == clause.predicate))
        });
        let role = if given && (names_party(syntax, modifier) || ACTING.contains(&token.lemma.as_str())) {
            Role::IndirectObject
        } else if names_party(syntax, modifier) {
            // "the Navalny arrest", but "the Malaysian investigation".
            let state = syntax.entity_at(modifier).is_some_and(|entity| {
                matches!(entity.label, EntityLabel::Norp | EntityLabel::Gpe | EntityLabel::Org)
            });
            if state { Role::Subject } else { possessor.clone() }
        } else if token.pos == Pos::Noun && ACTING.contains(&token.lemma.as_str()) {
            Role::Subject
        } else {
            Role::Modifier
        };
        if role == Role::Modifier {
            clause.arguments.push(Argument {
                role,
                head: modifier,
                span: token.span,
                clause: None,
                via: Via::Possessor,
            });
            return;
        }
        // "US-China talks", "Russian and Syrian strikes": each takes part.
        let mut at = Some(modifier);
        while let Some(party) = at {
            clause.arguments.push(Argument {
                role: role.clone(),
                head: party,
                span: noun_span(syntax, party),
                clause: None,
                via: Via::Possessor,
            });
            at = syntax.children(party).iter().copied().find(|child| {
                let hyphen = syntax.tokens.get(child.index() + 1).is_some_and(|next| next.tag == Tag::Hyph);
                match link(syntax.token(*child).dep) {
                    Link::NounModifier | Link::Adjective => hyphen && names_party(syntax, *child),
                    Link::Conjunct => names_party(syntax, *child),
                    _ => false,
                }
            });
        }
    }

    fn read_phrase(&self, clause: &mut Clause, preposition: TokenId, entry: &EventNoun) {
        let syntax = self.syntax;
        let role = match syntax.token(preposition).lower.as_str() {
            "by" | "between" | "among" => Some(Role::Subject),
            "from" if entry.from_is_subject => Some(Role::Subject),
            "of" if entry.of_is_subject => Some(Role::Subject),
            "of" if !entry.from_is_subject => Some(Role::Object),
            _ => None,
        };
        match role {
            None => self.push_preposition(clause, preposition, Via::Direct),
            Some(role) => {
                for under in syntax.children(preposition).iter().copied() {
                    if link(syntax.token(under).dep) == Link::PrepositionObject {
                        self.push_noun(clause, &role, under, Via::Direct);
                        // "the arrest of X by Y", where the parser hung Y on X.
                        for by in syntax.children(under).iter().copied() {
                            if role == Role::Object && syntax.token(by).lower == "by" {
                                self.read_phrase(clause, by, entry);
                            }
                        }
                    } else if link(syntax.token(under).dep) == Link::PrepositionClause {
                        self.push_complement(clause, under);
                    }
                }
            }
        }
    }

    /// "an agreement *to meet*", "the claim *that* …"; "a strike *planned* for Monday".
    fn read_noun_clause(&self, clause: &mut Clause, child: TokenId) {
        let syntax = self.syntax;
        let token = syntax.token(child);
        if Some(child) == clause.light {
            return;
        }
        match token.tag {
            Tag::Vbn | Tag::Vbd
                if !syntax.children(child).iter().any(|that| link(syntax.token(*that).dep) == Link::Mark) =>
            {
                if let Some(effect) = self.words.beside(&token.lower) {
                    clause.qualifier.get_or_insert(Qualifier { token: child, effect });
                }
                // "an attack carried out by Kenya": the agent acts in the noun, too.
                for agent in syntax
                    .children(child)
                    .iter()
                    .copied()
                    .filter(|agent| link(syntax.token(*agent).dep) == Link::Agent)
                {
                    for under in syntax.children(agent).iter().copied() {
                        if link(syntax.token(under).dep) == Link::PrepositionObject {
                            self.push_noun(clause, &Role::Subject, under, Via::Relative);
                        }
                    }
                }
            }
            _ => self.push_complement(clause, child),
        }
    }
}

/// Whether a word before a noun names a party: a name, or an adjective of one.
fn names_party(syntax: &Syntax, modifier: TokenId) -> bool {
    let token = syntax.token(modifier);
    let label = syntax.entity_at(modifier).map(|entity| entity.label);
    match token.pos {
        Pos::Propn => !matches!(
            label,
            Some(
                EntityLabel::Date
                    | EntityLabel::Time
                    | EntityLabel::Event
                    | EntityLabel::Law
                    | EntityLabel::WorkOfArt
                    | EntityLabel::Product
            )
        ),
        Pos::Adj | Pos::Noun => matches!(label, Some(EntityLabel::Norp | EntityLabel::Gpe)),
        _ => false,
    }
}

//! Tense, aspect, modal, voice, mood and negation of a clause, from its verb and auxiliaries.

use super::{
    Aspect, Bearers, Building, Clause, ClauseKind, Form, Modal, Mood, Qualifier, Tense,
    labels::{Link, link},
    predicates::verb_lemma,
};
use crate::syntax::{Pos, Syntax, Tag, TokenId};

/// What the auxiliaries of a verb are.
#[derive(Default)]
struct Auxiliaries {
    first: Option<TokenId>,
    to: bool,
    have: bool,
    be: bool,
}

impl Building<'_> {
    /// Sets tense, aspect, modal, voice, mood and negation of a clause with a verb.
    pub(super) fn read_verb(&self, clause: &mut Clause, bearers: Bearers) {
        let Some(verb) = bearers.verb else { return };
        let syntax = self.syntax;
        let mut seen = Auxiliaries::default();
        for bearer in [bearers.upper, Some(verb)].into_iter().flatten() {
            self.read_children(clause, bearer, &mut seen);
            if Some(bearer) == bearers.upper {
                self.read_upper(clause, bearer, &mut seen);
            }
        }
        if clause.kind == ClauseKind::Copular
            && let Some(word) = denying_word(syntax, clause.predicate)
        {
            clause.negation.get_or_insert(word);
        }
        if clause.kind != ClauseKind::Verbal {
            for child in syntax.children(clause.predicate).iter().copied() {
                if link(syntax.token(child).dep) == Link::Negation && !is_not_only(syntax, child) {
                    clause.negation.get_or_insert(child);
                }
            }
        }
        self.set_tense(clause, bearers, verb, &seen);
    }

    /// Auxiliaries, negation, particle and adverbs.
    fn read_children(&self, clause: &mut Clause, bearer: TokenId, seen: &mut Auxiliaries) {
        let syntax = self.syntax;
        for child in syntax.children(bearer).iter().copied() {
            let token = syntax.token(child);
            if is_not(syntax, child) {
                clause.negation.get_or_insert(child);
                continue;
            }
            match link(token.dep) {
                Link::Auxiliary => {
                    // The parser knows "n't", and hangs "n’t" on the auxiliary.
                    let under = syntax.children(child).iter().copied().find(|word| is_not(syntax, *word));
                    if let Some(not) = under {
                        clause.negation.get_or_insert(not);
                    }
                    if token.tag == Tag::To {
                        seen.to = true;
                        continue;
                    }
                    seen.first.get_or_insert(child);
                    if token.tag == Tag::Md {
                        if clause.modal.is_none() {
                            clause.modal = modal(&token.lower);
                        }
                    } else {
                        match verb_lemma(token) {
                            "have" => seen.have = true,
                            "be" | "get" => seen.be = true,
                            _ => {}
                        }
                    }
                }
                Link::Negation if !is_not_only(syntax, child) => {
                    clause.negation.get_or_insert(child);
                }
                Link::Preconjunct if token.lower == "neither" => {
                    clause.negation.get_or_insert(child);
                }
                Link::Adverb => {
                    if super::predicates::is_particle(syntax, child) {
                        clause.particle.get_or_insert(child);
                    } else if token.lower == "longer"
                        && syntax.children(child).iter().any(|no| syntax.token(*no).lower == "no")
                    {
                        clause.negation.get_or_insert(child);
                    } else if let Some(effect) = self.words.beside(&token.lower) {
                        clause.qualifier.get_or_insert(Qualifier { token: child, effect });
                    }
                }
                Link::Particle => {
                    clause.particle.get_or_insert(child);
                }
                _ => {}
            }
        }
    }

    /// "is to", "is going to", "has to", "has yet to".
    fn read_upper(&self, clause: &mut Clause, upper: TokenId, seen: &mut Auxiliaries) {
        let syntax = self.syntax;
        let token = syntax.token(upper);
        let yet = syntax.children(upper).iter().copied().find(|child| syntax.token(*child).lower == "yet");
        if let Some(yet) = yet {
            clause.negation.get_or_insert(yet);
        }
        if clause.modal.is_none() && yet.is_none() {
            clause.modal = match verb_lemma(token) {
                "be" => Some(Modal::IsTo),
                "go" => Some(Modal::Will),
                "have" => Some(Modal::Must),
                _ => None,
            };
        }
        seen.first.get_or_insert(upper);
        seen.to = false;
        seen.have = false;
        seen.be = false;
    }

    fn set_tense(&self, clause: &mut Clause, bearers: Bearers, verb: TokenId, seen: &Auxiliaries) {
        let syntax = self.syntax;
        let token = syntax.token(verb);
        let place = link(syntax.token(clause.anchor).dep);
        let has =
            |wanted: Link| syntax.children(verb).iter().any(|child| link(syntax.token(*child).dep) == wanted);
        let passive_subject = has(Link::PassiveSubject) || has(Link::Agent);
        if seen.have && token.tag != Tag::Vbg {
            clause.aspect = Aspect::Perfect;
        } else if seen.be && token.tag == Tag::Vbg {
            clause.aspect = Aspect::Progressive;
        }
        let participle = matches!(token.tag, Tag::Vbn | Tag::Vbd);
        clause.passive = clause.kind != ClauseKind::Copular
            && (passive_subject || (seen.be && participle && token.lemma != "be"));
        match seen.first {
            Some(first) => {
                clause.tense = match (clause.modal, syntax.token(first).tag) {
                    (Some(Modal::Will), _) => Tense::Future,
                    (_, Tag::Vbd) => Tense::Past,
                    (_, Tag::Vbz | Tag::Vbp | Tag::Md) => Tense::Present,
                    _ => Tense::None,
                };
                clause.form = match syntax.token(first).tag {
                    Tag::Vb if seen.to => Form::Infinitive,
                    Tag::Vbg => Form::Participle,
                    _ => Form::Finite,
                };
            }
            None if seen.to => {
                clause.form = Form::Infinitive;
                let before = place == Link::Complement && syntax.token(clause.anchor).head > clause.anchor;
                // A headline leaves out "is": "Turkey to send troops".
                if has(Link::Subject) && (place == Link::Root || before) {
                    clause.form = Form::Finite;
                    clause.modal = Some(Modal::IsTo);
                    clause.tense = Tense::Present;
                }
            }
            None => match token.tag {
                Tag::Vbd if place == Link::NounClause && !has(Link::Subject) => {
                    clause.form = Form::Participle;
                    clause.passive = clause.kind != ClauseKind::Copular;
                    clause.tense = Tense::Past;
                }
                Tag::Vbd => clause.tense = Tense::Past,
                Tag::Vbp if PASTS.contains(&token.lower.as_str()) => clause.tense = Tense::Past,
                Tag::Vbz | Tag::Vbp | Tag::Nns | Tag::Nn if clause.kind == ClauseKind::Verbal => {
                    clause.tense = Tense::Present;
                }
                Tag::Vbz | Tag::Vbp => clause.tense = Tense::Present,
                // A headline leaves out "is": "Kenya sending troops".
                Tag::Vbg if place == Link::Root && has(Link::Subject) => {
                    clause.tense = Tense::Present;
                    clause.aspect = Aspect::Progressive;
                }
                Tag::Vbg => clause.form = Form::Participle,
                Tag::Vbn => self.set_participle(clause, place, has(Link::Subject), has(Link::Object)),
                _ => {
                    clause.form = Form::Infinitive;
                    if place == Link::Root && !has(Link::Subject) && bearers.upper.is_none() {
                        clause.mood = Mood::Imperative;
                        clause.form = Form::Finite;
                    } else if has(Link::Subject) {
                        // "demanded that Kenya leave"; "police arrest protesters".
                        clause.form = Form::Finite;
                    }
                }
            },
        }
    }

    /// A past participle without auxiliary: a headline's passive ("Journalist
    /// arrested"), a reduced relative, or a past tense that the tagger missed.
    fn set_participle(&self, clause: &mut Clause, place: Link, subject: bool, object: bool) {
        clause.tense = Tense::Past;
        if object && (subject || place == Link::Conjunct) {
            if !subject {
                clause.form = Form::Participle;
            }
            return;
        }
        clause.passive = clause.kind != ClauseKind::Copular;
        if !subject || place == Link::NounClause {
            clause.form = Form::Participle;
        }
    }
}

/// Past forms that the tagger takes for the present.
const PASTS: &[&str] = &["overran", "retook", "foresaw", "forgave", "strove"];

/// Whether the word is "not" or its short form, whatever the parser calls it.
fn is_not(syntax: &Syntax, word: TokenId) -> bool {
    let token = syntax.token(word);
    matches!(token.lower.as_str(), "not" | "n't" | "n’t" | "never")
        && matches!(link(token.dep), Link::Adverb | Link::Negation)
        && !is_not_only(syntax, word)
}

/// Which modal a word is.
fn modal(lower: &str) -> Option<Modal> {
    Some(match lower {
        "will" | "'ll" | "’ll" | "wo" | "shall" | "sha" => Modal::Will,
        "would" | "'d" | "’d" => Modal::Would,
        "can" | "ca" => Modal::Can,
        "could" => Modal::Could,
        "may" => Modal::May,
        "might" => Modal::Might,
        "must" => Modal::Must,
        "should" | "ought" => Modal::Should,
        _ => return None,
    })
}

/// "not only", "not just": no negation.
fn is_not_only(syntax: &Syntax, not: TokenId) -> bool {
    syntax
        .tokens
        .get(not.index() + 1)
        .is_some_and(|next| matches!(next.lower.as_str(), "only" | "just" | "merely" | "simply" | "least"))
}

/// Whether a noun phrase says that there is none, or hardly any: "no talks", "nobody",
/// "neither side", "few states".
pub(super) fn denying_word(syntax: &Syntax, head: TokenId) -> Option<TokenId> {
    let few = [head].into_iter().chain(syntax.children(head).iter().copied());
    let few = few.into_iter().find(|word| syntax.token(*word).lower == "few");
    let bare = |word: TokenId| {
        !syntax.children(word).iter().any(|child| {
            matches!(link(syntax.token(*child).dep), Link::Determiner | Link::Possessor)
                || matches!(syntax.token(*child).lower.as_str(), "quite" | "last" | "past" | "next" | "first")
        })
    };
    if let Some(few) = few.filter(|few| bare(head) && bare(*few)) {
        return Some(few);
    }
    if matches!(
        syntax.token(head).lower.as_str(),
        "nobody" | "none" | "nothing" | "neither" | "no-one" | "nowhere"
    ) {
        return Some(head);
    }
    syntax.children(head).iter().copied().find(|child| {
        let token = syntax.token(*child);
        matches!(token.lower.as_str(), "no" | "neither" | "zero")
            && (matches!(link(token.dep), Link::Determiner | Link::Preconjunct | Link::Negation)
                || matches!(token.pos, Pos::Det | Pos::Cconj))
    })
}

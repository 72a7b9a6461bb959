//! Where the parser hung a clause one step too high or too low: coordination, clauses
//! of saying set beside their content, infinitives.

use super::{
    Argument, Building, Clause, ClauseId, ClauseKind, Effect, Form, Governor, Qualifier, Relation, Role, Via,
    labels::{Link, link},
    predicates::is_verb,
};
use crate::syntax::{Tag, TokenId};

/// Verbs of speaking and judging, whose subject in reported speech is the speaker's.
const SPEAKING: &[&str] = &[
    "accuse",
    "add",
    "announce",
    "call",
    "claim",
    "condemn",
    "criticise",
    "criticize",
    "demand",
    "denounce",
    "deny",
    "dismiss",
    "insist",
    "pledge",
    "praise",
    "promise",
    "reject",
    "repeat",
    "say",
    "stress",
    "tell",
    "threaten",
    "urge",
    "vow",
    "warn",
    "welcome",
];

/// Verbs that report a whole sentence from beside it.
const SAYING: &[&str] = &["say", "report", "announce", "add", "state", "confirm", "tell", "claim"];

/// Participles of speech beside a verb of saying.
const CITING: &[&str] = &[
    "cite", "note", "refer", "speak", "quote", "describe", "point", "explain", "express", "argue", "talk",
    "allude", "use", "address", "answer", "respond", "appear", "recall", "blame", "ask", "remark", "suggest",
    "mean", "hint",
];

impl Building<'_> {
    /// "Kenya will pay, the minister said": the clause beside governs the one it stands in.
    pub(super) fn turn_aside(&mut self, id: ClauseId) -> bool {
        let syntax = self.syntax;
        let clause = &self.all[id.0 as usize];
        let anchor = clause.anchor;
        if link(syntax.token(anchor).dep) != Link::Aside
            || clause.kind != ClauseKind::Verbal
            || clause.role(&Role::Complement).is_some()
            || clause.subject().is_none()
        {
            return false;
        }
        let Some(content) = self.clause_at_or_above(syntax.token(anchor).head, id) else { return false };
        if self.all[content.0 as usize].governor.is_some() || self.is_below(id, content) {
            return false;
        }
        let head = self.all[content.0 as usize].anchor;
        self.all[content.0 as usize].governor = Some(Governor { clause: id, relation: Relation::Complement });
        let span = self.all[content.0 as usize].span;
        self.all[id.0 as usize].arguments.push(Argument {
            role: Role::Complement,
            head,
            span,
            clause: Some(content),
            via: Via::Direct,
        });
        true
    }

    /// Cuts from the words of a content what stands beside the clause above it: "called
    /// on both to wait *and offered help*".
    pub(super) fn trim_contents(&mut self) {
        let syntax = self.syntax;
        for id in 0..self.all.len() {
            let clause = &self.all[id];
            let Some(governor) = clause.governor.filter(|governor| governor.relation == Relation::Conjunct)
            else {
                continue;
            };
            let head = syntax.token(clause.anchor).head;
            let above = &self.all[governor.clause.0 as usize];
            if link(syntax.token(clause.anchor).dep) != Link::Conjunct || syntax.dominates(head, above.anchor)
            {
                continue;
            }
            // The word "and", with a comma before it.
            let start = syntax.edges(clause.anchor).start;
            let mut cut = start;
            while cut > syntax.edges(head).start
                && matches!(link(syntax.tokens[cut as usize - 1].dep), Link::Coordinator | Link::Other)
                && matches!(syntax.tokens[cut as usize - 1].tag, Tag::Cc | Tag::Comma)
            {
                cut -= 1;
            }
            if cut == 0 {
                continue;
            }
            let (from, end) = (syntax.tokens[start as usize].span, syntax.tokens[cut as usize - 1].span.end);
            for argument in &mut self.all[governor.clause.0 as usize].arguments {
                if argument.role == Role::Complement
                    && argument.span.contains(from)
                    && argument.span.start < end
                {
                    argument.span.end = end;
                }
            }
        }
    }

    /// Whether a semicolon or colon stands between a clause and the later one that it hangs on.
    pub(super) fn is_parted(&self, anchor: TokenId, head: TokenId) -> bool {
        anchor < head
            && self.syntax.tokens[anchor.index()..head.index()]
                .iter()
                .any(|token| matches!(token.lower.as_str(), ";" | ":"))
    }

    /// "urged X to stop and promised", "said it would stop and warned": a past tense
    /// does not stand beside an infinitive or a modal, but beside the verb above it;
    /// nor, where it says something itself, beside a perfect.
    pub(super) fn beside_finite(&self, id: ClauseId, head: TokenId) -> TokenId {
        let syntax = self.syntax;
        let clause = &self.all[id.0 as usize];
        let past = matches!(syntax.token(clause.anchor).tag, Tag::Vbd | Tag::Vbz);
        if !past || clause.subject().is_some() || clause.kind == ClauseKind::Copular {
            return head;
        }
        let mut at = head;
        while let Some(above) = self.of_token[at.index()].map(|above| &self.all[above.0 as usize]) {
            let unlike = match syntax.token(at).tag {
                Tag::Vb => true,
                Tag::Vbn if SPEAKING.contains(&clause.lemma.as_str()) => true,
                Tag::Vbn => clause.role(&Role::Complement).is_some() && !above.passive,
                _ => false,
            };
            match syntax.head(at) {
                Some(over) if unlike && is_verb(syntax, over) => at = over,
                _ => break,
            }
        }
        if self.of_token[at.index()].is_some() { at } else { head }
    }

    /// "said that they would never rule, vowing to fight": what is said while saying it
    /// stands beside the verb of saying, since nobody vows while he does not rule.
    pub(super) fn beside_saying(&self, id: ClauseId, head: TokenId) -> Option<TokenId> {
        let syntax = self.syntax;
        let clause = &self.all[id.0 as usize];
        let before = syntax.edges(clause.anchor).start.checked_sub(1)?;
        if syntax.token(clause.anchor).tag != Tag::Vbg
            || syntax.tokens[before as usize].tag != Tag::Comma
            || !SPEAKING.contains(&clause.lemma.as_str())
        {
            return None;
        }
        let above = &self.all[self.of_token[head.index()]?.0 as usize];
        let saying =
            syntax.head(above.anchor).filter(|_| link(syntax.token(above.anchor).dep) == Link::Complement)?;
        let says = SAYING.contains(&syntax.token(saying).lemma.as_str());
        (says && (above.modal.is_some() || above.negation.is_some())).then_some(saying)
    }

    /// "said that X will go and that Y will stay": the second content stands beside
    /// the first, even where the parser hung it on the verb of saying.
    pub(super) fn beside_that(&self, id: ClauseId, mark: TokenId, head: TokenId) -> Option<TokenId> {
        let syntax = self.syntax;
        if syntax.token(mark).lower != "that" {
            return None;
        }
        let above = self.of_token[head.index()]?;
        self.all[..id.0 as usize].iter().rev().find_map(|other| {
            let content = other.mark.is_some_and(|mark| syntax.token(mark).lower == "that")
                && other.governor.is_some_and(|governor| governor.relation == Relation::Complement)
                && self.is_below(other.id, above);
            content.then_some(other.anchor)
        })
    }

    /// An infinitive that the parser hung on the verb as a purpose, but that completes
    /// the verb ("appealed to X to stop") or its object ("rejected calls to stop").
    pub(super) fn lift_infinitive(&mut self, id: ClauseId) {
        let syntax = self.syntax;
        let clause = &self.all[id.0 as usize];
        let Some(governor) = clause.governor.filter(|_| clause.form == Form::Infinitive) else { return };
        let above = &self.all[governor.clause.0 as usize];
        // "rejected a call to stop": the infinitive is the call's, whatever the verb takes.
        let of_noun = governor.relation == Relation::Complement && above.effects.to == Some(Effect::Negates);
        if governor.relation != Relation::Purpose && !of_noun {
            return;
        }
        let Some(last) = syntax.edges(clause.anchor).start.checked_sub(1).map(TokenId) else { return };
        let wants = |clause: &Clause| {
            clause.effects.to.is_some_and(|effect| !matches!(effect, Effect::Carries | Effect::Presupposes))
        };
        let before = self.of_token[last.index()]
            .filter(|noun| *noun != governor.clause)
            .filter(|noun| self.all[noun.0 as usize].kind == ClauseKind::Nominal)
            .filter(|noun| wants(&self.all[noun.0 as usize]));
        if above.form == Form::Infinitive && governor.clause < id && syntax.token(last).tag == Tag::Comma {
            // "agreed to halt work, to open the site": a row of infinitives.
            self.all[id.0 as usize].governor = Some(Governor { relation: Relation::Conjunct, ..governor });
        } else if let Some(noun) = before {
            self.complete(id, noun);
        } else if of_noun {
            // It is the verb's own.
        } else if above.role(&Role::IndirectObject).is_some()
            && self.of_token[last.index()].is_none()
            && let Some(effect) = self.words.effects(&syntax.token(last).lemma, None).to
        {
            // "gave Kenya a week to leave".
            self.all[id.0 as usize].qualifier = Some(Qualifier { token: last, effect });
            self.complete(id, governor.clause);
        } else if wants(above) && above.role(&Role::Complement).is_none() {
            self.complete(id, governor.clause);
        }
    }

    /// "Rebels took the base, officials said, killing ten": the rebels killed, not the
    /// officials, unless the participle itself says something.
    pub(super) fn pass_saying(&mut self, id: ClauseId) {
        let clause = &self.all[id.0 as usize];
        let Some(governor) = clause.governor else { return };
        let saying = &self.all[governor.clause.0 as usize];
        if governor.relation != Relation::Adverbial
            || clause.form != Form::Participle
            || clause.mark.is_some()
            || clause.passive
            || SPEAKING.contains(&clause.lemma.as_str())
            || !SAYING.contains(&saying.lemma.as_str())
            || CITING.contains(&clause.lemma.as_str())
            || clause.anchor < saying.predicate
        {
            return;
        }
        let content = saying
            .in_role(&Role::Complement)
            .filter(|argument| argument.head < saying.predicate)
            .find_map(|argument| argument.clause);
        if let Some(content) = content.filter(|content| !self.is_below(*content, id)) {
            self.all[id.0 as usize].governor =
                Some(Governor { clause: content, relation: Relation::Adverbial });
        }
    }

    /// Makes a clause the complement of another.
    fn complete(&mut self, id: ClauseId, above: ClauseId) {
        if self.is_below(above, id) {
            return;
        }
        let (head, old) = (self.all[id.0 as usize].anchor, self.all[id.0 as usize].governor);
        if let Some(old) = old {
            self.all[old.clause.0 as usize]
                .arguments
                .retain(|argument| argument.role != Role::Complement || argument.clause != Some(id));
        }
        self.all[id.0 as usize].governor = Some(Governor { clause: above, relation: Relation::Complement });
        let span = self.syntax.subtree_span(head);
        let argument = Argument { role: Role::Complement, head, span, clause: Some(id), via: Via::Direct };
        self.all[above.0 as usize].arguments.push(argument);
    }
}

//! Conditions and questions.

use super::{
    Building, Clause, ClauseId, ClauseKind, Condition, Effect, Form, Mood, Relation, Role,
    govern::{is_case, mark_of},
    labels::{Link, link},
};
use crate::{
    span::Span,
    syntax::{Tag, TokenId},
};

impl Building<'_> {
    /// Writes the condition that a clause is into the clause that it governs.
    pub(super) fn set_condition(&mut self, id: ClauseId) {
        let syntax = self.syntax;
        let clause = &self.all[id.0 as usize];
        if let Some(governor) = clause.governor.filter(|governor| governor.relation == Relation::Condition) {
            let span = match clause.mark {
                Some(mark) if syntax.token(mark).tag == Tag::Md => syntax.token(mark).span.cover(clause.span),
                Some(mark) if clause.kind == ClauseKind::Nominal || is_case(syntax, mark) => {
                    syntax.head(mark).map_or(clause.span, |preposition| syntax.subtree_span(preposition))
                }
                _ => self.condition_span(id),
            };
            let span = self.with_as_long(clause.mark, span);
            self.all[governor.clause.0 as usize]
                .condition
                .get_or_insert(Condition { clause: Some(id), span });
        } else if let Some(span) = self.return_or_lack(clause) {
            self.all[id.0 as usize].condition.get_or_insert(Condition { clause: None, span });
        } else if clause.condition.is_none()
            && let Some(word) = syntax
                .children(clause.anchor)
                .iter()
                .copied()
                .find(|child| matches!(syntax.token(*child).lower.as_str(), "otherwise" | "else"))
        {
            let span = syntax.token(word).span;
            self.all[id.0 as usize].condition = Some(Condition { clause: None, span });
        }
    }

    /// "as long as" from its first word.
    fn with_as_long(&self, mark: Option<TokenId>, span: Span) -> Span {
        let tokens = &self.syntax.tokens;
        match mark {
            Some(mark) if mark.index() > 1 && tokens[mark.index() - 1].lower == "long" => {
                Span::new(tokens[mark.index() - 2].span.start.min(span.start), span.end)
            }
            _ => span,
        }
    }

    /// "in return for a pardon", "on condition that" after what is to come; "without a sample" after what
    /// is refused.
    fn return_or_lack(&self, clause: &Clause) -> Option<Span> {
        let syntax = self.syntax;
        let to_come = clause.modal.is_some() || clause.form == Form::Infinitive;
        let refused = clause.negation.is_some()
            || clause.governor.is_some_and(|governor| {
                let above = &self.all[governor.clause.0 as usize];
                governor.relation == Relation::Complement && above.effects.to == Some(Effect::Negates)
            });
        clause.arguments.iter().find_map(|argument| {
            let preposition = syntax.head(argument.head)?;
            let wanted = match &argument.role {
                Role::Oblique(name) if name == "in" && to_come => {
                    matches!(syntax.token(argument.head).lower.as_str(), "return" | "exchange")
                }
                Role::Oblique(name) if name == "without" && refused => argument.clause.is_none(),
                // The parser took the verb after "on condition that" for another word.
                Role::Oblique(name)
                    if name == "on" && to_come && syntax.token(argument.head).lower == "condition" =>
                {
                    let that = syntax.tokens.get(argument.head.index() + 1);
                    if that.is_some_and(|word| word.lower == "that") {
                        return Some(Span::new(syntax.token(preposition).span.start, clause.span.end));
                    }
                    false
                }
                _ => false,
            };
            wanted.then(|| syntax.subtree_span(preposition))
        })
    }

    /// The words of a condition without a clause of saying that the parser hung on it.
    pub(super) fn condition_span(&self, id: ClauseId) -> Span {
        let syntax = self.syntax;
        let clause = &self.all[id.0 as usize];
        let mut span = clause.span;
        for child in syntax.children(clause.anchor).iter().copied() {
            if link(syntax.token(child).dep) == Link::AdverbialClause && child > clause.anchor {
                let start = syntax.edges(child).start;
                if mark_of(syntax, child).is_some_and(|mark| {
                    matches!(
                        syntax.token(mark).lower.as_str(),
                        "while" | "as" | "although" | "though" | "whereas"
                    )
                }) {
                    // Back over the comma before the mark.
                    let last = start
                        .checked_sub(1)
                        .filter(|comma| syntax.tokens[*comma as usize].tag == Tag::Comma)
                        .unwrap_or(start);
                    if last > 0 {
                        span = Span::new(
                            span.start,
                            syntax.tokens[last as usize - 1].span.end.max(span.start + 1),
                        );
                    }
                }
            }
        }
        span
    }

    /// Marks the clauses that a question mark makes questions.
    pub(super) fn ask(&mut self) {
        let syntax = self.syntax;
        for (at, token) in syntax.tokens.iter().enumerate() {
            if token.lower != "?" {
                continue;
            }
            let mark = TokenId(at as u32);
            let mut above = Some(token.head);
            let mut found = None;
            while let Some(word) = above {
                found = self.of_token[word.index()];
                if found.is_some() {
                    break;
                }
                above = syntax.head(word);
            }
            let Some(mut id) = found else { continue };
            // "Will they attack?" he asked: the mark stands before the verb of saying.
            if mark < self.all[id.0 as usize].anchor {
                let content = self.all[id.0 as usize]
                    .in_role(&Role::Complement)
                    .filter(|argument| argument.head < mark)
                    .filter_map(|argument| argument.clause)
                    .last();
                let Some(content) = content else { continue };
                id = content;
            }
            let presupposes = syntax.children(self.all[id.0 as usize].anchor).iter().any(|child| {
                let token = syntax.token(*child);
                token.tag == Tag::Wrb && matches!(token.lower.as_str(), "why" | "how" | "when" | "where")
            });
            if !presupposes {
                self.all[id.0 as usize].mood = Mood::Question;
            }
        }
    }
}

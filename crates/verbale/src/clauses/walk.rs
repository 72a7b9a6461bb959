//! The ways to walk clauses and their roles.

use super::{Argument, Clause, ClauseId, Clauses, Condition, Form, Governor, Relation, Role};
use crate::syntax::TokenId;

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

impl Clauses {
    /// The clauses that this one hangs on, the nearest first, each with the relation
    /// of the one before it.
    pub fn governors(&self, id: ClauseId) -> impl Iterator<Item = Governor> + '_ {
        let mut at = id;
        // A chain is never longer than the article has clauses: trees have no cycles,
        // and neither have the links that are made from them (`govern`).
        (0..self.all.len()).map_while(move |_| {
            let governor = self.get(at).governor?;
            at = governor.clause;
            Some(governor)
        })
    }

    /// The clause whose content this one is: the nearest governor that it completes,
    /// coordinated clauses sharing theirs.
    #[must_use]
    pub fn content_of(&self, id: ClauseId) -> Option<&Clause> {
        for governor in self.governors(id) {
            match governor.relation {
                Relation::Complement => return Some(self.get(governor.clause)),
                Relation::Conjunct => {}
                _ => return None,
            }
        }
        None
    }

    /// Whether the clause stands inside a condition: "if X invades Y".
    #[must_use]
    pub fn in_condition(&self, id: ClauseId) -> bool {
        self.modality_chain(id).any(|(_, relation)| relation == Relation::Condition)
    }

    /// The condition of the clause, or of a clause whose content it is.
    #[must_use]
    pub fn condition_over(&self, id: ClauseId) -> Option<Condition> {
        if let Some(condition) = self.get(id).condition {
            return Some(condition);
        }
        for governor in self.governors(id) {
            if !matches!(governor.relation, Relation::Complement | Relation::Conjunct | Relation::Argument) {
                return None;
            }
            let above = self.get(governor.clause);
            if above.condition.is_some() && governor.relation != Relation::Conjunct {
                return above.condition;
            }
        }
        None
    }
}

impl Clause {
    /// Whether the clause has a finite verb.
    #[must_use]
    pub const fn is_finite(&self) -> bool {
        matches!(self.form, Form::Finite)
    }

    /// Who does it.
    #[must_use]
    pub fn subject(&self) -> Option<&Argument> {
        self.role(&Role::Subject)
    }

    /// Whom or what it is done to.
    pub fn objects(&self) -> impl Iterator<Item = &Argument> {
        self.in_role(&Role::Object)
    }

    /// The first phrase with this preposition.
    #[must_use]
    pub fn oblique(&self, preposition: &str) -> Option<&Argument> {
        self.arguments.iter().find(|argument| argument.is_oblique(preposition))
    }
}

impl Argument {
    /// Whether this is a phrase with this preposition.
    #[must_use]
    pub fn is_oblique(&self, preposition: &str) -> bool {
        matches!(&self.role, Role::Oblique(own) if own == preposition)
    }
}

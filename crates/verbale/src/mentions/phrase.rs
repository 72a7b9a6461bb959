//! Noun phrases and pronouns, from the trees.

use std::ops::Range;

use super::{
    Mention, MentionForm, MentionId, MentionPlace,
    known::KnownName,
    shape::{heads_phrase, is_acronym, is_argument, is_person_like, is_weather, left_edge},
};
use crate::{
    actors::Sector,
    codebook::{
        Codebook,
        actors::{ActorTables, RoleId, RoleKind, StateForm, What},
        speech::Speech,
    },
    syntax::{Dep, EntityLabel, Pos, Syntax, Tag, Token, TokenId},
};

/// Finds all mentions; ids are given later.
pub(super) fn find(text: &str, syntax: &Syntax, codebook: &Codebook, names: &[KnownName]) -> Vec<Mention> {
    let mut reader = Reader {
        text,
        syntax,
        tables: &codebook.actors,
        speech: &codebook.speech,
        names,
        taken: vec![false; syntax.tokens.len()],
        all: Vec::new(),
        heads: Vec::new(),
    };
    for at in 0..syntax.tokens.len() as u32 {
        reader.phrase(TokenId(at));
    }
    for name in names {
        reader.modifier(name);
    }
    reader.all
}

/// Reads the phrases of an article, one after the other.
pub(super) struct Reader<'a> {
    pub(super) text: &'a str,
    pub(super) syntax: &'a Syntax,
    pub(super) tables: &'a ActorTables,
    pub(super) speech: &'a Speech,
    pub(super) names: &'a [KnownName],
    /// Tokens that are the name of a mention already.
    taken: Vec<bool>,
    all: Vec<Mention>,
    /// Heads and name tokens of what the tables know.
    heads: Vec<TokenId>,
}

impl<'a> Reader<'a> {
    pub(super) fn token(&self, at: u32) -> &'a Token {
        &self.syntax.tokens[at as usize]
    }

    /// The name of the tables that covers a token.
    pub(super) fn known_at(&self, at: u32) -> Option<&'a KnownName> {
        let after = self.names.partition_point(|name| name.tokens.start <= at);
        self.names[..after].last().filter(|name| name.tokens.contains(&at))
    }

    /// Reads the phrase of which a token is the head, where it is one.
    fn phrase(&mut self, head: TokenId) {
        let token = self.syntax.token(head);
        match token.pos {
            Pos::Pron => self.pronoun(head),
            Pos::Noun | Pos::Propn if token.dep == Dep::Compound => self.compound(head),
            // "the military response"; but a rank is none in "a major breakthrough", "a general strike".
            Pos::Adj
                if token.dep == Dep::Amod
                    && self
                        .tables
                        .role(&token.lower)
                        .is_some_and(|role| !self.tables.role_by_id(role).title) =>
            {
                self.compound(head)
            }
            Pos::Noun | Pos::Propn => self.noun(head),
            // "the French", "the wounded", "many", "both"; adjectives that the
            // tagger took for nouns' work.
            Pos::Adj | Pos::Num | Pos::Det | Pos::X if is_argument(token.dep) => self.noun(head),
            _ => {}
        }
    }

    fn pronoun(&mut self, head: TokenId) {
        let token = self.syntax.token(head);
        let possessive = token.tag == Tag::PrpS;
        let personal = matches!(
            token.lower.as_str(),
            "i" | "me"
                | "my"
                | "mine"
                | "myself"
                | "we"
                | "us"
                | "our"
                | "ours"
                | "ourselves"
                | "you"
                | "your"
                | "he"
                | "him"
                | "his"
                | "himself"
                | "she"
                | "her"
                | "hers"
                | "herself"
                | "it"
                | "its"
                | "itself"
                | "they"
                | "them"
                | "their"
                | "theirs"
                | "themselves"
        );
        if !personal {
            if is_argument(token.dep) {
                self.noun(head);
            }
            return;
        }
        if token.dep == Dep::Expl || is_weather(self.syntax, head) {
            return;
        }
        let plural = matches!(
            token.lower.as_str(),
            "we" | "us" | "our" | "ours" | "ourselves" | "they" | "them" | "their" | "theirs" | "themselves"
        );
        self.taken[head.index()] = true;
        self.all.push(Mention {
            id: MentionId(0),
            head,
            span: token.span,
            name: token.span,
            form: MentionForm::Pronoun,
            label: None,
            plural,
            known: Vec::new(),
            role: None,
            place: if possessive { MentionPlace::Possessor } else { MentionPlace::Head },
        });
    }

    /// A body or armed people before a noun that is no party: "Syrian government
    /// shelling", "a rebel attack".
    fn compound(&mut self, head: TokenId) {
        let token = self.syntax.token(head);
        let above = token.head;
        if above < head || self.known_at(head.0).is_some() || self.known_at(above.0).is_some() {
            return;
        }
        let left = left_edge(self.syntax, head);
        let Some((role, from, to)) = self.role_of(left, head) else { return };
        let row = self.tables.role_by_id(role);
        let armed = row.sectors.iter().any(|sector| {
            matches!(
                sector,
                Sector::Reb | Sector::Mil | Sector::Cop | Sector::Prm | Sector::Uaf | Sector::Opp
            )
        });
        let body = matches!(row.kind, RoleKind::Group | RoleKind::Organisation) && !row.open;
        let free = self
            .syntax
            .entity_at(head)
            .is_none_or(|entity| entity.label == EntityLabel::Org && entity.tokens.end <= head.0 + 1);
        let noun = self.syntax.token(above);
        // "Thai army chief Prayuth Chan-ocha": a title.
        let title =
            self.syntax.entity_at(TokenId(to)).is_some_and(|entity| entity.label == EntityLabel::Person);
        let party =
            title || noun.pos == Pos::Propn || self.role_of(left_edge(self.syntax, above), above).is_some();
        if (armed || body) && free && !party && noun.pos == Pos::Noun {
            // The words before the compound may hang on the noun behind it.
            let before = left_edge(self.syntax, above).max(head.0.saturating_sub(3));
            let state = (before..from).rev().find(|at| self.known_at(*at).is_some());
            let start = state.filter(|at| at + 1 == from).unwrap_or(left.min(from));
            self.add(
                head,
                start..to,
                from..to,
                MentionForm::Nominal,
                MentionPlace::Modifier,
                false,
                Some(role),
            );
        }
    }

    fn noun(&mut self, head: TokenId) {
        let token = self.syntax.token(head);
        if !heads_phrase(self.syntax, head) {
            return;
        }
        if self.inside_name(head) {
            return;
        }
        let left = left_edge(self.syntax, head);
        let place = if token.dep == Dep::Poss { MentionPlace::Possessor } else { MentionPlace::Head };
        let entity = self.syntax.entity_at(head);
        let after = head.0 + 1;
        if let Some(name) = self.known_at(head.0) {
            let above = token.head;
            if above != head && name.tokens.contains(&above.0) {
                return;
            }
            // The name may run beyond the head: "Secretary of State".
            let tokens = name.tokens.start.max(left)..name.tokens.end;
            let role = self.title(left, tokens.start);
            let people =
                name.known.iter().any(|known| matches!(known.what, What::State(_, StateForm::People)));
            let plural = matches!(token.tag, Tag::Nns | Tag::Nnps)
                || (people
                    && (self.plural_people(head, left)
                        || token.lower.ends_with("is")
                        || token.lower.ends_with("ns")));
            let known = name.known.clone();
            self.heads.extend(name.tokens.clone().map(TokenId));
            self.add(
                head,
                left..tokens.end,
                tokens,
                MentionForm::Name,
                place,
                plural,
                role.map(|(role, _)| role),
            );
            let mention = self.all.last_mut().expect("just added");
            mention.label = entity.map(|entity| entity.label);
            mention.known = known;
            return;
        }
        // "the two had been trained"
        let counted = matches!(token.lower.as_str(), "two" | "three" | "pair" | "trio" | "duo");
        if counted && left + 1 == head.0 && self.token(left).lower == "the" {
            self.add(head, left..after, head.0..after, MentionForm::Nominal, place, true, None);
            return;
        }
        if let Some((role, object)) = self.partitive(head) {
            let end = self.with_prepositions(head, after).max(object.0 + 1);
            let one = token.lower == "one";
            self.add(head, left..end, head.0..after, MentionForm::Nominal, place, !one, Some(role));
            return;
        }
        let person = entity.is_some_and(|entity| entity.label == EntityLabel::Person);
        let role = if person { None } else { self.role_of(left, head) };
        if let Some((role, from, to)) = role {
            // "Kerala state" is a province.
            let province = self.tables.role_by_id(role).kind == RoleKind::State
                && (left..from).any(|at| self.token(at).pos == Pos::Propn && self.known_at(at).is_none());
            if province {
                return;
            }
            if self.is_amount(head, &mut Vec::new()) || self.is_bare(head, left, from) {
                return;
            }
            let named = self.has_own_name(left, from, head, role);
            let plural = self.plural_noun(token, role);
            if named {
                let from = entity.map_or(head.0, |entity| entity.tokens.start);
                let mut start = self.name_start(left, head).min(from.max(left));
                if self.token(start).lower == "the" {
                    start += 1;
                }
                let end = self.name_end(head).max(to);
                self.add(
                    head,
                    left..end,
                    start.min(head.0)..end,
                    MentionForm::Name,
                    place,
                    plural,
                    Some(role),
                );
                self.all.last_mut().expect("just added").label = entity.map(|entity| entity.label);
            } else {
                let end = self.with_prepositions(head, to);
                self.add(head, left..end, from..to, MentionForm::Nominal, place, plural, Some(role));
            }
            return;
        }
        let label = entity.map(|entity| entity.label);
        let proper = token.pos == Pos::Propn || matches!(token.tag, Tag::Nnp | Tag::Nnps);
        let name = token.span.of(self.text);
        let acronym = proper
            && is_acronym(name)
            && !matches!(name, "GMT" | "UTC" | "BST" | "EST" | "EDT" | "PM" | "AM" | "TV")
            && matches!(
                label,
                None | Some(
                    EntityLabel::Org
                        | EntityLabel::Gpe
                        | EntityLabel::Product
                        | EntityLabel::WorkOfArt
                        | EntityLabel::Law
                        | EntityLabel::Norp
                        | EntityLabel::Person
                )
            );
        if self.place_noun_before(head) {
            return;
        }
        // "Trump said": a surname that the tagger took for a common noun.
        let listed =
            (proper || name.starts_with(char::is_uppercase)) && !self.tables.people_named(name).is_empty();
        let proper = proper || listed;
        let subject = proper && matches!(token.dep, Dep::Nsubj | Dep::Nsubjpass | Dep::Agent);
        let timely = matches!(
            label,
            Some(
                EntityLabel::Date
                    | EntityLabel::Time
                    | EntityLabel::Money
                    | EntityLabel::Percent
                    | EntityLabel::Quantity
            )
        );
        let may_be_party = acronym
            || listed
            || (subject && !timely)
            || match label {
                Some(EntityLabel::Person | EntityLabel::Org | EntityLabel::Norp | EntityLabel::Gpe) => true,
                Some(EntityLabel::Loc | EntityLabel::Fac) => proper,
                Some(
                    EntityLabel::Date
                    | EntityLabel::Time
                    | EntityLabel::Money
                    | EntityLabel::Percent
                    | EntityLabel::Quantity
                    | EntityLabel::Ordinal
                    | EntityLabel::Cardinal
                    | EntityLabel::Language
                    | EntityLabel::Law
                    | EntityLabel::Event
                    | EntityLabel::WorkOfArt
                    | EntityLabel::Product,
                ) => false,
                None => proper,
            };
        if may_be_party && (proper || label.is_some_and(|label| label != EntityLabel::Gpe)) {
            let start = self.name_start(left, head);
            let role = self.title(left, start);
            // "Ivan Petrov": a capital letter is the least that a name needs.
            if !self
                .token(start)
                .span
                .of(self.text)
                .starts_with(|letter: char| letter.is_uppercase() || letter.is_numeric())
                && !proper
            {
                return;
            }
            let end = self.name_end(head);
            let person = label == Some(EntityLabel::Person);
            let plural = (token.tag == Tag::Nnps && !person)
                || (label == Some(EntityLabel::Norp) && token.tag == Tag::Nns);
            self.add(
                head,
                left..end,
                start..end,
                MentionForm::Name,
                place,
                plural,
                role.map(|(role, _)| role),
            );
            self.all.last_mut().expect("just added").label = label;
            return;
        }
        if is_person_like(self.syntax, head) || self.says(head) {
            let plural = matches!(token.tag, Tag::Nns | Tag::Nnps);
            self.add(head, left..after, head.0..after, MentionForm::Nominal, place, plural, None);
        }
    }

    /// A name of the tables before another noun: "Russian troops".
    fn modifier(&mut self, name: &KnownName) {
        let last = TokenId(name.tokens.end - 1);
        // Inside another name only a state's word is a mention: "French" of the
        // "French Football Federation".
        let state = name
            .known
            .iter()
            .any(|known| matches!(known.what, What::State(_, StateForm::Name | StateForm::Adjective)));
        if name.tokens.clone().any(|at| self.taken[at as usize]) && (!state || self.heads.contains(&last)) {
            return;
        }
        let head = name
            .tokens
            .clone()
            .map(TokenId)
            .find(|at| !name.tokens.contains(&self.syntax.token(*at).head.0))
            .unwrap_or(last);
        let token = self.syntax.token(head);
        let place = match token.dep {
            Dep::Poss => MentionPlace::Possessor,
            Dep::Amod
            | Dep::Compound
            | Dep::Nmod
            | Dep::Npadvmod
            | Dep::Advmod
            | Dep::Det
            | Dep::Quantmod => MentionPlace::Modifier,
            _ if heads_phrase(self.syntax, head) => MentionPlace::Head,
            _ => MentionPlace::Modifier,
        };
        let plural = matches!(token.tag, Tag::Nns | Tag::Nnps);
        let entity = self.syntax.entity_at(head).map(|entity| entity.label);
        self.add(head, name.tokens.clone(), name.tokens.clone(), MentionForm::Name, place, plural, None);
        let mention = self.all.last_mut().expect("just added");
        mention.known = name.known.clone();
        mention.label = entity;
    }

    #[allow(clippy::too_many_arguments, reason = "the parts of a mention")]
    fn add(
        &mut self,
        head: TokenId,
        words: Range<u32>,
        name: Range<u32>,
        form: MentionForm,
        place: MentionPlace,
        plural: bool,
        role: Option<RoleId>,
    ) {
        for at in name.clone() {
            self.taken[at as usize] = true;
        }
        self.all.push(Mention {
            id: MentionId(0),
            head,
            span: self.syntax.span_of(words),
            name: self.syntax.span_of(name),
            form,
            label: None,
            plural,
            known: Vec::new(),
            role,
            place,
        });
    }
}

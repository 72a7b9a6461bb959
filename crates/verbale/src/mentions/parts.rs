//! The parts of a noun phrase: title, noun, name, and what hangs behind it.

use std::ops::Range;

use super::{
    phrase::Reader,
    shape::{is_person_like, left_edge, stray_preposition},
};
use crate::{
    clauses::ACCUSING,
    codebook::{
        actors::{RoleId, RoleKind},
        speech::CuePos,
    },
    syntax::{Dep, EntityLabel, Pos, Tag, Token, TokenId},
};

impl Reader<'_> {
    /// The words of a range in lower case, the last as its lemma where wanted.
    pub(super) fn words(&self, tokens: Range<u32>, lemma: bool) -> String {
        let mut words = String::with_capacity(24);
        for at in tokens.clone() {
            let token = self.token(at);
            let gap = at > tokens.start && self.token(at - 1).span.end < token.span.start;
            if gap {
                words.push(' ');
            }
            if lemma && at + 1 == tokens.end {
                words.push_str(&token.lemma.to_lowercase());
            } else {
                words.push_str(&token.lower);
            }
        }
        words
    }

    /// The longest role that ends with the head (or with "of …" right after
    /// it): its id, first token and one past its last.
    pub(super) fn role_of(&self, left: u32, head: TokenId) -> Option<(RoleId, u32, u32)> {
        let limit = self.syntax.sentence_of(head).tokens.end;
        if self.syntax.tokens.get(head.index() + 1).is_some_and(|next| next.lower == "of") {
            for end in [head.0 + 4, head.0 + 3] {
                let from = left.max(head.0.saturating_sub(1));
                if end <= limit {
                    for start in from..=head.0 {
                        if let Some(role) = self.tables.role(&self.words(start..end, false)) {
                            return Some((role, start, end));
                        }
                    }
                }
            }
        }
        for start in left.max(head.0.saturating_sub(3))..=head.0 {
            let tokens = start..head.0 + 1;
            let role = self.tables.role(&self.words(tokens.clone(), false));
            if let Some(role) = role.or_else(|| self.tables.role(&self.words(tokens, true))) {
                return Some((role, start, head.0 + 1));
            }
        }
        None
    }

    /// The title that ends right before a name.
    pub(super) fn title(&self, left: u32, name: u32) -> Option<(RoleId, u32)> {
        let mut end = name;
        // "foreign minister, Sergei Lavrov" has its comma in an apposition, not
        // here; quotation marks and hyphens may stand between.
        while end > left && matches!(self.token(end - 1).pos, Pos::Punct) {
            end -= 1;
        }
        let from = left.max(end.saturating_sub(4));
        let mut best: Option<(RoleId, u32)> = None;
        for start in from..end {
            if let Some(role) = self.tables.role(&self.words(start..end, false)) {
                // "Prime Minister" rather than "Minister"; an honorific ("Mr")
                // behind an office gives way to it.
                best = Some((role, start));
                break;
            }
        }
        best
    }

    /// Where the name that ends with the head begins: proper nouns without
    /// titles, nationalities and known names before them.
    pub(super) fn name_start(&self, left: u32, head: TokenId) -> u32 {
        let entity = self.syntax.entity_at(head).map(|entity| entity.tokens.clone());
        let mut start = head.0;
        while start > left {
            let before = start - 1;
            let token = self.token(before);
            let inside = entity.as_ref().is_some_and(|entity| entity.contains(&before));
            let part = match token.pos {
                Pos::Propn => true,
                Pos::Punct => inside || (token.lower == "-" && before > left),
                Pos::Noun | Pos::Adj | Pos::Adp | Pos::Cconj | Pos::Num | Pos::X | Pos::Part => {
                    inside && !matches!(token.tag, Tag::Possessive)
                }
                _ => false,
            };
            if !part || self.known_at(before).is_some() {
                break;
            }
            start = before;
        }
        // Titles at the front are no part of the name: "Secretary of State" ends
        // with a proper noun too.
        let mut from = start;
        for end in start + 1..=head.0 {
            let title = |begin: u32| {
                let role = self.tables.role(&self.words(begin..end, false));
                role.is_some_and(|role| {
                    let role = self.tables.role_by_id(role);
                    // "Billionaire Donald Trump": no title, but no name either.
                    role.title || (role.kind == RoleKind::Person && end < head.0)
                })
            };
            if (left.max(end.saturating_sub(4))..end).any(title) {
                from = end;
            }
        }
        let lower = &self.token(from).lower;
        if from < head.0
            && matches!(
                lower.as_str(),
                "former" | "ex" | "acting" | "interim" | "late" | "then" | "deputy" | "senior" | "the"
            )
        {
            from += 1;
        }
        while from < head.0 && (self.token(from).pos == Pos::Punct) {
            from += 1;
        }
        from
    }

    /// One past the end of the name that begins before the head: the network's
    /// name may run on ("Bank of England").
    pub(super) fn name_end(&self, head: TokenId) -> u32 {
        match self.syntax.entity_at(head) {
            Some(entity) if matches!(entity.label, EntityLabel::Org | EntityLabel::Person) => {
                let mut end = entity.tokens.end;
                while end > head.0 + 1 && matches!(self.token(end - 1).tag, Tag::Possessive) {
                    end -= 1;
                }
                end.max(head.0 + 1)
            }
            _ => head.0 + 1,
        }
    }

    /// Whether the phrase of a body has a name of its own beyond what the role
    /// says: "Labour Federation", but not "the Foreign Ministry".
    pub(super) fn has_own_name(&self, left: u32, role_from: u32, head: TokenId, role: RoleId) -> bool {
        let kind = self.tables.role_by_id(role).kind;
        if matches!(kind, RoleKind::Person | RoleKind::State) {
            return false;
        }
        let named = |at: u32| {
            let token = self.token(at);
            token.pos == Pos::Propn
                && self.known_at(at).is_none()
                && self
                    .syntax
                    .entity_at(TokenId(at))
                    .is_some_and(|entity| entity.label == EntityLabel::Org && entity.tokens.contains(&head.0))
        };
        (left..role_from).any(named)
    }

    pub(super) fn plural_noun(&self, token: &Token, role: RoleId) -> bool {
        let role = self.tables.role_by_id(role);
        matches!(token.tag, Tag::Nns | Tag::Nnps)
            || (role.kind == RoleKind::Group
                && matches!(
                    token.lower.as_str(),
                    "police" | "people" | "military" | "public" | "both" | "many" | "those" | "others"
                ))
    }

    /// Whether a word for a people names them all: "the French", not "a Turkish".
    pub(super) fn plural_people(&self, head: TokenId, left: u32) -> bool {
        let token = self.syntax.token(head);
        left < head.0 && self.token(left).lower == "the" && token.tag != Tag::Nn
    }

    /// The end of a description with its "of", "in" and "from" phrases: "a
    /// source in the Russian delegation".
    pub(super) fn with_prepositions(&self, head: TokenId, to: u32) -> u32 {
        // "accused the army of slaughter"
        let token = self.syntax.token(head);
        let accused = matches!(token.dep, Dep::Dobj | Dep::Nsubjpass)
            && ACCUSING.contains(&self.syntax.token(token.head).lemma.as_str());
        let mut end = to;
        for child in self.syntax.children(head).iter().copied().chain(stray_preposition(self.syntax, head)) {
            let token = self.syntax.token(child);
            // "a source close to the president"
            if child.0 == end && matches!(token.lower.as_str(), "close" | "familiar") {
                let edges = self.syntax.edges(child);
                let stop =
                    edges.clone().find(|at| matches!(self.token(*at).pos, Pos::Verb | Pos::Aux | Pos::Punct));
                end = stop.unwrap_or(edges.end).min(end + 8);
                continue;
            }
            if child.0 != end
                || token.dep != Dep::Prep
                || (accused && token.lower == "of")
                || !matches!(token.lower.as_str(), "of" | "in" | "from" | "at" | "with" | "for" | "to")
            {
                continue;
            }
            let mut edges = self.syntax.edges(child);
            // Up to a comma or clause: "ambassador to France, Ali Mahamat, was".
            let stop =
                edges.clone().find(|at| matches!(self.token(*at).pos, Pos::Verb | Pos::Aux | Pos::Punct));
            edges.end = stop.unwrap_or(edges.end);
            let timely = edges.clone().any(|at| {
                self.syntax
                    .entity_at(TokenId(at))
                    .is_some_and(|entity| matches!(entity.label, EntityLabel::Date | EntityLabel::Time))
            });
            if (2..=7).contains(&edges.len())
                && !timely
                && stop.is_none_or(|at| self.token(at).pos == Pos::Punct)
            {
                end = edges.end;
            }
        }
        end
    }

    /// "dozens of tunnels", "hundreds of thousands of rounds": an amount of things,
    /// not of people.
    pub(super) fn is_amount(&self, head: TokenId, seen: &mut Vec<TokenId>) -> bool {
        let token = self.syntax.token(head);
        let amount = matches!(
            token.lower.as_str(),
            "dozens"
                | "hundreds"
                | "thousands"
                | "tens"
                | "millions"
                | "scores"
                | "many"
                | "some"
                | "most"
                | "several"
                | "others"
                | "majority"
                | "both"
        );
        if !amount || seen.contains(&head) {
            return false;
        }
        seen.push(head);
        let of = self.syntax.children_by(head, Dep::Prep).find(|prep| self.syntax.token(*prep).lower == "of");
        let Some(object) = of.and_then(|of| self.syntax.child(of, Dep::Pobj)) else { return false };
        if matches!(
            self.syntax.token(object).lower.as_str(),
            "thousands" | "hundreds" | "millions" | "them" | "us"
        ) {
            return self.is_amount(object, seen);
        }
        let people = self.known_at(object.0).is_some()
            || self.role_of(left_edge(self.syntax, object), object).is_some()
            || self.syntax.entity_at(object).is_some_and(|entity| entity.label == EntityLabel::Norp)
            || is_person_like(self.syntax, object);
        !people
    }

    /// A noun without article that names no one in particular: "use of force",
    /// "appeared in court".
    pub(super) fn is_bare(&self, head: TokenId, left: u32, from: u32) -> bool {
        let token = self.syntax.token(head);
        let alone = left == from && token.tag == Tag::Nn && self.syntax.child(head, Dep::Det).is_none();
        let known = matches!(
            token.lower.as_str(),
            "police"
                | "opposition"
                | "parliament"
                | "congress"
                | "military"
                | "army"
                | "everyone"
                | "everybody"
                | "nobody"
                | "someone"
                | "somebody"
                | "anyone"
                | "anybody"
                | "media"
        );
        let subject = matches!(
            token.dep,
            Dep::Nsubj | Dep::Nsubjpass | Dep::Agent | Dep::Attr | Dep::Appos | Dep::Conj | Dep::Root
        );
        alone && !known && !subject
    }

    /// "the town of Yeoncheon": a place, whatever the network calls the name.
    pub(super) fn place_noun_before(&self, head: TokenId) -> bool {
        let token = self.syntax.token(head);
        let above = self.syntax.token(token.head);
        token.dep == Dep::Pobj
            && above.lower == "of"
            && matches!(
                self.syntax.token(above.head).lemma.as_str(),
                "town"
                    | "city"
                    | "village"
                    | "province"
                    | "region"
                    | "district"
                    | "area"
                    | "island"
                    | "port"
                    | "county"
                    | "suburb"
                    | "governorate"
                    | "neighbourhood"
                    | "neighborhood"
                    | "outskirt"
                    | "outskirts"
                    | "coast"
                    | "north"
                    | "south"
                    | "east"
                    | "west"
            )
    }

    /// "one of the critics", "a handful of journalists", "66 of its followers":
    /// the role of those of whom it is a part, and their noun.
    pub(super) fn partitive(&self, head: TokenId) -> Option<(RoleId, TokenId)> {
        let token = self.syntax.token(head);
        let part = token.pos == Pos::Num
            || token.tag == Tag::Cd
            || matches!(
                token.lower.as_str(),
                "handful"
                    | "number"
                    | "some"
                    | "many"
                    | "most"
                    | "several"
                    | "none"
                    | "all"
                    | "half"
                    | "one"
                    | "majority"
                    | "dozen"
                    | "few"
                    | "group"
                    | "crowd"
                    | "wave"
                    | "each"
                    | "any"
                    | "couple"
                    | "band"
                    | "team"
                    | "convoy"
                    | "contingent"
                    | "contingents"
                    | "column"
            );
        if !part {
            return None;
        }
        let of =
            self.syntax.children_by(head, Dep::Prep).find(|prep| self.syntax.token(*prep).lower == "of")?;
        let object = self.syntax.child(of, Dep::Pobj)?;
        let several = matches!(self.syntax.token(object).tag, Tag::Nns | Tag::Nnps)
            || self.syntax.token(object).lower == "people";
        let (role, _, _) = self.role_of(left_edge(self.syntax, object), object).filter(|_| several)?;
        Some((role, object))
    }

    /// Whether a noun is the subject of a verb of saying: whatever it is, a
    /// statement needs its source.
    pub(super) fn says(&self, head: TokenId) -> bool {
        let token = self.syntax.token(head);
        let verb = self.syntax.token(token.head);
        matches!(token.dep, Dep::Nsubj | Dep::Agent)
            && verb.pos == Pos::Verb
            && self.speech.of(CuePos::Verb, &verb.lemma).next().is_some()
    }

    /// "Prisons" of "the Federal Bureau of Prisons": a part of a name that hangs
    /// on the rest of it.
    pub(super) fn inside_name(&self, head: TokenId) -> bool {
        let token = self.syntax.token(head);
        let inside = |at: TokenId| {
            self.syntax.entity_at(at).filter(|entity| {
                matches!(
                    entity.label,
                    EntityLabel::Org
                        | EntityLabel::Law
                        | EntityLabel::WorkOfArt
                        | EntityLabel::Fac
                        | EntityLabel::Event
                )
            })
        };
        let Some(entity) = inside(head) else { return false };
        token.dep == Dep::Pobj
            && token.head < head
            && entity.tokens.contains(&token.head.0)
            && self.known_at(head.0).is_none()
    }
}

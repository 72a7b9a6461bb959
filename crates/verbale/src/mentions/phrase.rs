//! Noun phrases and pronouns, from the trees.

use std::ops::Range;

use super::{Mention, MentionForm, MentionId, MentionPlace, known::KnownName};
use crate::{
    codebook::actors::{ActorTables, RoleId, RoleKind, StateForm, What},
    syntax::{Dep, EntityLabel, Pos, Syntax, Tag, Token, TokenId},
};

/// Finds all mentions; ids are given later.
pub(super) fn find(text: &str, syntax: &Syntax, tables: &ActorTables, names: &[KnownName]) -> Vec<Mention> {
    let mut reader = Reader {
        text,
        syntax,
        tables,
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

struct Reader<'a> {
    text: &'a str,
    syntax: &'a Syntax,
    tables: &'a ActorTables,
    names: &'a [KnownName],
    /// Tokens that are the name of a mention already.
    taken: Vec<bool>,
    all: Vec<Mention>,
    /// Heads and name tokens of what the tables know.
    heads: Vec<TokenId>,
}

impl<'a> Reader<'a> {
    fn token(&self, at: u32) -> &'a Token {
        &self.syntax.tokens[at as usize]
    }

    /// The name of the tables that covers a token.
    fn known_at(&self, at: u32) -> Option<&'a KnownName> {
        let after = self.names.partition_point(|name| name.tokens.start <= at);
        self.names[..after].last().filter(|name| name.tokens.contains(&at))
    }

    /// Reads the phrase of which a token is the head, where it is one.
    fn phrase(&mut self, head: TokenId) {
        let token = self.syntax.token(head);
        match token.pos {
            Pos::Pron => self.pronoun(head),
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
        let person = entity.is_some_and(|entity| entity.label == EntityLabel::Person);
        let role = if person { None } else { self.role_of(left, head) };
        if let Some((role, from, to)) = role {
            // "Kerala state" is a province.
            let province = self.tables.role_by_id(role).kind == RoleKind::State
                && (left..from).any(|at| self.token(at).pos == Pos::Propn && self.known_at(at).is_none());
            if province {
                return;
            }
            if self.is_amount(head, &mut Vec::new()) || self.is_bare(head, left, from, role) {
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
        let may_be_party = acronym
            || listed
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
            let plural =
                token.tag == Tag::Nnps || (label == Some(EntityLabel::Norp) && token.tag == Tag::Nns);
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
        if is_person_like(self.syntax, head) {
            let plural = matches!(token.tag, Tag::Nns | Tag::Nnps);
            self.add(head, left..after, head.0..after, MentionForm::Nominal, place, plural, None);
        }
    }

    /// "Prisons" of "the Federal Bureau of Prisons": a part of a name that hangs
    /// on the rest of it.
    fn inside_name(&self, head: TokenId) -> bool {
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

    /// "dozens of tunnels", "hundreds of thousands of rounds": an amount of things,
    /// not of people.
    fn is_amount(&self, head: TokenId, seen: &mut Vec<TokenId>) -> bool {
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
    fn is_bare(&self, head: TokenId, left: u32, from: u32, role: RoleId) -> bool {
        let token = self.syntax.token(head);
        let alone = left == from && token.tag == Tag::Nn && self.syntax.child(head, Dep::Det).is_none();
        let role = self.tables.role_by_id(role);
        let body = matches!(role.kind, RoleKind::Organisation | RoleKind::Group | RoleKind::State);
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
        alone && body && !known && !subject
    }

    /// "the town of Yeoncheon": a place, whatever the network calls the name.
    fn place_noun_before(&self, head: TokenId) -> bool {
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

    /// The words of a range in lower case, the last as its lemma where wanted.
    fn words(&self, tokens: Range<u32>, lemma: bool) -> String {
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
    fn role_of(&self, left: u32, head: TokenId) -> Option<(RoleId, u32, u32)> {
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
    fn title(&self, left: u32, name: u32) -> Option<(RoleId, u32)> {
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
    fn name_start(&self, left: u32, head: TokenId) -> u32 {
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
                role.is_some_and(|role| self.tables.role_by_id(role).title)
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
    fn name_end(&self, head: TokenId) -> u32 {
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
    fn has_own_name(&self, left: u32, role_from: u32, head: TokenId, role: RoleId) -> bool {
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

    fn plural_noun(&self, token: &Token, role: RoleId) -> bool {
        let role = self.tables.role_by_id(role);
        matches!(token.tag, Tag::Nns | Tag::Nnps)
            || (role.kind == RoleKind::Group
                && matches!(
                    token.lower.as_str(),
                    "police" | "people" | "military" | "public" | "both" | "many" | "those" | "others"
                ))
    }

    /// Whether a word for a people names them all: "the French", not "a Turkish".
    fn plural_people(&self, head: TokenId, left: u32) -> bool {
        let token = self.syntax.token(head);
        left < head.0 && self.token(left).lower == "the" && token.tag != Tag::Nn
    }

    /// The end of a description with its "of", "in" and "from" phrases: "a
    /// source in the Russian delegation".
    fn with_prepositions(&self, head: TokenId, to: u32) -> u32 {
        let mut end = to;
        for child in self.syntax.children(head) {
            let token = self.syntax.token(*child);
            if child.0 != end
                || token.dep != Dep::Prep
                || !matches!(token.lower.as_str(), "of" | "in" | "from" | "at" | "with" | "for" | "to")
            {
                continue;
            }
            let mut edges = self.syntax.edges(*child);
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
}

/// Whether a relation is that of a noun phrase in its clause.
fn is_argument(dep: Dep) -> bool {
    matches!(
        dep,
        Dep::Nsubj
            | Dep::Nsubjpass
            | Dep::Dobj
            | Dep::Dative
            | Dep::Pobj
            | Dep::Agent
            | Dep::Conj
            | Dep::Appos
            | Dep::Poss
            | Dep::Attr
    )
}

/// Whether a noun heads a phrase of its own, rather than standing before another.
fn heads_phrase(syntax: &Syntax, head: TokenId) -> bool {
    let token = syntax.token(head);
    match token.dep {
        Dep::Compound
        | Dep::Amod
        | Dep::Nummod
        | Dep::Quantmod
        | Dep::Det
        | Dep::Punct
        | Dep::Case
        | Dep::Predet
        | Dep::Aux => false,
        Dep::Nmod | Dep::Npadvmod | Dep::Advmod => token.head < head,
        // A name in a list inside a compound belongs to the compound.
        Dep::Conj => {
            let above = syntax.token(token.head);
            !(matches!(above.dep, Dep::Compound | Dep::Amod | Dep::Nmod) && above.head > head)
        }
        _ => true,
    }
}

/// The first token of what stands before a head: article, nationality, title, possessor.
fn left_edge(syntax: &Syntax, head: TokenId) -> u32 {
    let mut left = head.0;
    for child in syntax.children(head).iter().rev().filter(|child| **child < head) {
        let token = syntax.token(*child);
        let part = matches!(
            token.dep,
            Dep::Det
                | Dep::Amod
                | Dep::Compound
                | Dep::Nmod
                | Dep::Nummod
                | Dep::Poss
                | Dep::Quantmod
                | Dep::Predet
                | Dep::Npadvmod
                | Dep::Appos
                | Dep::Case
        ) || (matches!(token.dep, Dep::Punct)
            && matches!(token.tag, Tag::Hyph | Tag::OpenQuote | Tag::CloseQuote)
            && left < head.0)
            || (token.dep == Dep::Punct && token.tag == Tag::Hyph);
        let edges = syntax.edges(*child);
        let date = syntax
            .entity_at(*child)
            .is_some_and(|entity| matches!(entity.label, EntityLabel::Date | EntityLabel::Time));
        if date && matches!(token.dep, Dep::Compound | Dep::Npadvmod | Dep::Nmod) {
            break;
        }
        if !part || edges.end != left {
            if edges.end != left || token.dep != Dep::Advmod {
                break;
            }
            continue;
        }
        left = edges.start;
    }
    // An opening quotation mark is no part of the phrase.
    while left < head.0 && syntax.tokens[left as usize].pos == Pos::Punct {
        left += 1;
    }
    left
}

/// "It is raining", "it is clear that", "it seems": an "it" that names nothing.
fn is_weather(syntax: &Syntax, head: TokenId) -> bool {
    let token = syntax.token(head);
    if token.lower != "it" || !matches!(token.dep, Dep::Nsubj | Dep::Nsubjpass) {
        return false;
    }
    let verb = token.head;
    let seems = matches!(syntax.token(verb).lemma.as_str(), "seem" | "appear" | "rain" | "snow" | "turn");
    let clause = syntax.children(verb).iter().any(|child| {
        let child = syntax.token(*child);
        matches!(child.dep, Dep::Ccomp | Dep::Csubj)
    });
    let copula = syntax.token(verb).lemma == "be";
    let predicate = syntax.children(verb).iter().any(|child| {
        let token = syntax.token(*child);
        matches!(token.dep, Dep::Acomp | Dep::Attr)
            && (token.dep == Dep::Acomp || clause)
            && (clause
                || syntax
                    .children(*child)
                    .iter()
                    .any(|below| matches!(syntax.token(*below).dep, Dep::Ccomp | Dep::Xcomp)))
    });
    let infinitive = syntax.children(verb).iter().any(|child| syntax.token(*child).dep == Dep::Xcomp);
    let passive = token.dep == Dep::Nsubjpass && clause;
    (seems && (clause || infinitive)) || (copula && (predicate || (infinitive && clause))) || passive
}

/// Whether a word is written in capitals, as names of bodies are.
fn is_acronym(word: &str) -> bool {
    let capitals = word.chars().filter(|letter| letter.is_uppercase()).count();
    capitals >= 2 && word.chars().filter(|letter| letter.is_lowercase()).count() <= 1
}

/// Whether a noun that no table holds is a person's: "the man who", "gunmen".
fn is_person_like(syntax: &Syntax, head: TokenId) -> bool {
    let token = syntax.token(head);
    let lower = token.lower.as_str();
    if token.pos != Pos::Noun {
        return false;
    }
    let by_form = ["man", "men", "woman", "women", "ist", "ists", "people"]
        .iter()
        .any(|ending| lower.ends_with(ending) && lower.len() > ending.len() + 2);
    by_form
        || syntax.children_by(head, Dep::Relcl).any(|clause| {
            syntax
                .children(clause)
                .iter()
                .any(|child| matches!(syntax.token(*child).lower.as_str(), "who" | "whom"))
        })
}

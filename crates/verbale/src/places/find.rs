//! Which words are place names.

use std::collections::HashSet;

use super::{
    namesakes::{has_title, is_called_after, is_office_holder},
    runs,
};
use crate::{
    codebook::{
        Codebook,
        actors::{State, StateForm, What},
    },
    document::Document,
    span::Span,
    syntax::{Dep, EntityLabel, Pos, Syntax, TokenId},
};

/// Words that may be a place name, and what speaks for it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Named {
    /// The words, without article and possessive.
    pub(super) span: Span,
    /// Why it counts.
    pub(super) by: By,
    /// The kind of place that the words beside it tell.
    pub(super) kind: Option<Kind>,
    /// A preposition of place stands before it.
    pub(super) located: bool,
    /// It stands where a person may: as subject, possessor or apposition.
    pub(super) like_a_person: bool,
    /// Index of its sentence; none in a dateline.
    pub(super) sentence: Option<u32>,
}

/// What made words a candidate.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum By {
    /// The place of a dateline.
    Dateline,
    /// The network calls it a town, region or state.
    Network,
    /// The network calls it a landscape or a building.
    Area,
    /// Our own list has it.
    List,
    /// The network says nothing or something else, but the words beside it
    /// make it a place.
    Position,
    /// Only the gazetteer speaks for it: it needs the article's other places.
    NameAlone,
}

/// What "the city of", "province" and the like say of a name.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Kind {
    /// City, town, village, port, capital.
    Settlement,
    /// Province, region, state, oblast, governorate.
    Region,
    /// District, county.
    District,
}

/// Prepositions that say where.
pub(super) const WHERE: [&str; 26] = [
    "in",
    "at",
    "near",
    "outside",
    "inside",
    "around",
    "across",
    "throughout",
    "along",
    "off",
    "into",
    "within",
    "to",
    "from",
    "toward",
    "towards",
    "through",
    "over",
    "between",
    "beyond",
    "above",
    "behind",
    "reach",
    "via",
    "on",
    "against",
];

/// Those after which a person or a body hardly stands.
pub(super) const SURELY_WHERE: [&str; 12] = [
    "in",
    "at",
    "near",
    "outside",
    "inside",
    "around",
    "across",
    "throughout",
    "within",
    "into",
    "off",
    "along",
];

/// The search for the place names of one article.
pub(super) struct Scan<'a> {
    pub(super) text: &'a str,
    pub(super) syntax: &'a Syntax,
    pub(super) codebook: &'a Codebook,
    found: Vec<Option<Named>>,
    /// By token, one more than the index of the name that holds it; 0 for none.
    holder: Vec<u32>,
    /// The parts of the names of persons named in full.
    person_names: HashSet<&'a str>,
    /// The words that the article writes in small letters.
    small_words: HashSet<&'a str>,
}

/// Every place name of the text, in its order, never overlapping.
pub(super) fn names(text: &str, document: &Document, syntax: &Syntax, codebook: &Codebook) -> Vec<Named> {
    let mut scan = Scan::new(text, syntax, codebook);
    for dateline in &document.datelines {
        for span in parts(text, dateline.place, codebook) {
            scan.add(Named {
                span,
                by: By::Dateline,
                kind: None,
                located: true,
                like_a_person: false,
                sentence: None,
            });
        }
    }
    scan.by_network();
    scan.by_list();
    runs::add_missed(&mut scan);
    let mut found: Vec<Named> = scan.found.into_iter().flatten().collect();
    found.sort_by_key(|named| (named.span.start, named.span.end));
    found
}

impl<'a> Scan<'a> {
    fn new(text: &'a str, syntax: &'a Syntax, codebook: &'a Codebook) -> Self {
        let full = |entity: &&crate::syntax::Entity| {
            entity.label == EntityLabel::Person && entity.span.of(text).contains(' ')
        };
        let person_names = (syntax.entities.iter().filter(full))
            .flat_map(|entity| entity.span.of(text).trim_end_matches("’s").trim_end_matches("'s").split(' '))
            .collect();
        let words = syntax.tokens.iter().map(|token| token.span.of(text));
        let small_words = words.filter(|word| word.starts_with(char::is_lowercase)).collect();
        let holder = vec![0; syntax.tokens.len()];
        Self { text, syntax, codebook, found: Vec::new(), holder, person_names, small_words }
    }

    /// The names that hold words of a span.
    pub(super) fn holding(&self, span: Span) -> impl Iterator<Item = &Named> {
        let tokens = self.syntax.tokens_in(span);
        let mut last = 0;
        tokens.filter_map(move |token| {
            let holder = self.holder[token as usize];
            let new = holder != last;
            last = holder;
            if new { self.found.get((holder as usize).checked_sub(1)?)?.as_ref() } else { None }
        })
    }

    /// Adds a name unless a better-founded one holds its words.
    pub(super) fn add(&mut self, named: Named) {
        // "North and South Korea", "the South": a direction alone names no one place.
        let direction = is_direction(&named.span.of(self.text).to_lowercase());
        if named.span.is_empty() || direction || self.holding(named.span).next().is_some() {
            return;
        }
        let tokens = self.syntax.tokens_in(named.span);
        self.found.push(Some(named));
        let holder = self.found.len() as u32;
        for token in tokens {
            self.holder[token as usize] = holder;
        }
    }

    /// Takes the names inside a span away, for a longer one; not a dateline's.
    pub(super) fn clear(&mut self, span: Span) {
        for token in self.syntax.tokens_in(span) {
            let at = self.holder[token as usize] as usize;
            let Some(held) = at.checked_sub(1).and_then(|at| self.found.get_mut(at)) else { continue };
            if held.as_ref().is_none_or(|named| named.by != By::Dateline && span.contains(named.span)) {
                *held = None;
                self.holder[token as usize] = 0;
            }
        }
    }

    /// "Sadiq Khan … Khan": whether a person named in full has this name.
    pub(super) fn is_surname(&self, span: Span) -> bool {
        self.person_names.contains(span.of(self.text))
    }

    /// Whether the article has the word in small letters too: "Court", "Media".
    pub(super) fn is_common_word(&self, span: Span) -> bool {
        self.small_words.contains(span.of(self.text).to_lowercase().as_str())
    }

    fn by_network(&mut self) {
        let (text, syntax, codebook) = (self.text, self.syntax, self.codebook);
        for entity in &syntax.entities {
            if !matches!(entity.label, EntityLabel::Gpe | EntityLabel::Loc | EntityLabel::Fac) {
                continue;
            }
            for span in parts(text, entity.span, codebook) {
                let span = known_part(text, trimmed(text, span, codebook), codebook);
                let written_small = !span.of(text).contains(char::is_uppercase);
                let person = self.is_surname(span) || is_office_holder(text, span, codebook);
                let called_elsewhere = person && country(codebook, span.of(text)).is_none();
                let part_of_name = is_called_after(syntax, span) || has_title(syntax, text, span);
                if !written_small && !part_of_name && !called_elsewhere {
                    let by = if entity.label == EntityLabel::Gpe { By::Network } else { By::Area };
                    self.add(named(syntax, text, span, by));
                }
            }
        }
    }

    /// Names of several words that our list has, outside of persons and bodies.
    fn by_list(&mut self) {
        let (text, syntax, codebook) = (self.text, self.syntax, self.codebook);
        let longest = codebook.places.longest_listed() as u32;
        for sentence in &syntax.sentences {
            let mut at = sentence.tokens.start;
            while at < sentence.tokens.end {
                let first = syntax.token(TokenId(at));
                if !first.span.of(text).starts_with(char::is_uppercase) {
                    at += 1;
                    continue;
                }
                let ends = (at + 2..=(at + longest).min(sentence.tokens.end)).rev();
                let whole = ends.map(|end| (end, syntax.span_of(at..end))).find(|(end, span)| {
                    let words = span.of(text);
                    let ends = syntax.token(TokenId(end - 1)).pos != Pos::Punct;
                    ends && !words.ends_with(['’', '\''])
                        && (codebook.places.is_listed(words) || country(codebook, words).is_some())
                });
                let Some((end, span)) = whole else {
                    at += 1;
                    continue;
                };
                if !self.is_inside_name(at, span) && !is_called_after(syntax, span) {
                    // A listed name is longer or the same: it replaces the network's part of it.
                    if self.holding(span).any(|other| other.span != span) {
                        self.clear(span);
                    }
                    self.add(named(syntax, text, span, By::List));
                }
                at = end;
            }
        }
    }

    /// Whether a longer name of a person or body begins at or holds the token.
    fn is_inside_name(&self, token: u32, span: Span) -> bool {
        self.syntax.entity_at(TokenId(token)).is_some_and(|entity| {
            let name = entity.span.of(self.text);
            let bare = name.trim_start_matches("the ").trim_start_matches("The ");
            matches!(entity.label, EntityLabel::Org | EntityLabel::Person | EntityLabel::WorkOfArt)
                && entity.span.contains(span)
                && bare != span.of(self.text)
        })
    }
}

/// The one country that is called so: "North and South Korea" is none.
pub(super) fn country<'a>(codebook: &'a Codebook, words: &str) -> Option<&'a State> {
    let mut states = codebook.actors.named(words).iter().filter_map(|known| match known.what {
        What::State(id, StateForm::Name) if !known.weak => Some(id),
        _ => None,
    });
    let first = states.next()?;
    states.all(|other| other == first).then(|| codebook.actors.state(first))
}

pub(super) fn named(syntax: &Syntax, text: &str, span: Span, by: By) -> Named {
    let tokens = syntax.tokens_in(span);
    let before = |n: u32| tokens.start.checked_sub(n).map(|id| syntax.token(TokenId(id)));
    let mut at = 1;
    // Over article, direction and demonym to the preposition: "in the northern".
    while let Some(token) = before(at) {
        let skipped = matches!(token.pos, Pos::Det | Pos::Adj) || is_direction(&token.lower);
        if !skipped || at > 3 {
            break;
        }
        at += 1;
    }
    let same_sentence = |id: u32| {
        tokens.start < syntax.tokens.len() as u32
            && syntax.token(TokenId(id)).sentence == syntax.token(TokenId(tokens.start)).sentence
    };
    let located = tokens
        .start
        .checked_sub(at)
        .is_some_and(|id| same_sentence(id) && WHERE.contains(&syntax.token(TokenId(id)).lower.as_str()));
    let of = before(1).is_some_and(|token| token.lower == "of");
    let noun_before = if of { before(2) } else { before(1) };
    let noun_after = syntax.tokens.get(tokens.end as usize);
    let last = span.of(text).rsplit([' ', '-']).next().unwrap_or_default().to_lowercase();
    let kind = kind_of(&last).or_else(|| noun_after.and_then(|token| kind_of(&token.lower))).or_else(|| {
        noun_before.filter(|token| of || token.pos == Pos::Noun).and_then(|token| kind_of(&token.lower))
    });
    let sentence = syntax.tokens.get(tokens.start as usize).map(|token| token.sentence);
    let of_settlement = of && kind == Some(Kind::Settlement);
    let last = syntax.tokens.get((tokens.end as usize).saturating_sub(1));
    let like_a_person = last.is_some_and(|token| {
        matches!(token.dep, Dep::Nsubj | Dep::Poss | Dep::Appos | Dep::Attr | Dep::Root)
    });
    Named { span, by, kind, located: located || of_settlement, like_a_person, sentence }
}

fn kind_of(noun: &str) -> Option<Kind> {
    Some(match noun {
        "city" | "town" | "village" | "port" | "capital" | "suburb" | "township" | "settlement"
        | "hamlet" => Kind::Settlement,
        "province" | "region" | "oblast" | "governorate" | "prefecture" | "krai" => Kind::Region,
        "district" | "county" => Kind::District,
        _ => return None,
    })
}

pub(super) fn is_direction(word: &str) -> bool {
    let word = word.trim_end_matches("ern");
    matches!(
        word,
        "north"
            | "south"
            | "east"
            | "west"
            | "northeast"
            | "northwest"
            | "southeast"
            | "southwest"
            | "north-east"
            | "north-west"
            | "south-east"
            | "south-west"
            | "central"
            | "upper"
            | "lower"
            | "downtown"
            | "greater"
            | "mainland"
            | "rural"
            | "neighboring"
            | "neighbouring"
            | "nearby"
    )
}

/// The names in "Athens, Greece" or "Kyiv and Lviv".
fn parts(text: &str, span: Span, codebook: &Codebook) -> Vec<Span> {
    let words = span.of(text);
    // "Washington, D.C." is one name, "Trinidad and Tobago" too.
    let small = words.to_lowercase();
    if small.ends_with("d.c.") || small.ends_with(", dc") {
        return vec![span];
    }
    let known = !codebook.places.named(words).is_empty() || country(codebook, words).is_some();
    if let Some((first, second)) = words.split_once(" and ").filter(|_| !known) {
        let middle = span.start + first.len() as u32;
        let mut both = parts(text, Span::new(span.start, middle), codebook);
        both.extend(parts(text, Span::new(span.end - second.len() as u32, span.end), codebook));
        return both;
    }
    let mut parts = Vec::new();
    let mut start = 0;
    for (at, c) in words.char_indices().chain([(words.len(), ',')]) {
        if matches!(c, ',' | '(' | ')' | ';') {
            let part = &words[start..at];
            let lead = part.len() - part.trim_start().len();
            let part = part.trim();
            if !part.is_empty() {
                let from = span.start + (start + lead) as u32;
                parts.push(Span::new(from, from + part.len() as u32));
            }
            start = at + c.len_utf8().min(words.len() - at);
        }
    }
    parts
}

/// Without article at the start, unless the place is called so ("The Hague"),
/// and without possessive at the end.
pub(super) fn trimmed(text: &str, mut span: Span, codebook: &Codebook) -> Span {
    let words = span.of(text);
    for end in ["’s", "'s", "’", "'"] {
        if words.ends_with(end) {
            span.end -= end.len() as u32;
            break;
        }
    }
    for start in ["the ", "The ", "THE "] {
        let called_so =
            || codebook.places.named(span.of(text)).iter().any(|place| place.name.starts_with("The "));
        if span.of(text).starts_with(start) && !(start != "the " && called_so()) {
            span.start += start.len() as u32;
        }
    }
    span
}

/// "Lake Chad" of "Lake Chad basin", "Syria" of "northern Syria": without the
/// small words at both ends, where the gazetteer knows what remains.
fn known_part(text: &str, span: Span, codebook: &Codebook) -> Span {
    let words = span.of(text);
    if words.is_empty() || !codebook.places.named(words).is_empty() {
        return span;
    }
    // "Municipality of Bogliasco", "City of Lagos".
    if let Some((what, name)) = words.split_once(" of ")
        && kind_of(&what.to_lowercase()).is_some()
        && !codebook.places.named(name).is_empty()
    {
        return Span::new(span.end - name.len() as u32, span.end);
    }
    let is_name = |word: &&str| word.starts_with(|c: char| c.is_uppercase() || c.is_ascii_digit());
    let mut names = words.split(' ').filter(is_name);
    let (Some(first), last) = (names.next(), names.next_back()) else { return span };
    let start = words.find(first).unwrap_or(0);
    let end = last.and_then(|last| Some(words.rfind(last)? + last.len())).unwrap_or(start + first.len());
    let inner = Span::new(span.start + start as u32, span.start + end.max(start) as u32);
    let known =
        !codebook.places.named(inner.of(text)).is_empty() || country(codebook, inner.of(text)).is_some();
    if known { inner } else { span }
}

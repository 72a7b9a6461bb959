//! Mentions that the sentence itself joins: apposition, acronym in brackets,
//! "X is the president".

use super::{ActorKind, Read, profile::Profile};
use crate::{
    mentions::{Mention, MentionForm, MentionId},
    syntax::{Dep, EntityLabel, Tag, TokenId},
};

/// Mentions that are one party by the grammar of their sentence, in order.
#[derive(Debug, Clone)]
pub(super) struct Group {
    pub(super) mentions: Vec<MentionId>,
}

/// Groups all mentions but the pronouns, in the order of their first mention.
pub(super) fn groups(read: &Read<'_>, profiles: &[Profile]) -> Vec<Group> {
    let count = read.mentions.all.len();
    let mut root: Vec<u32> = (0..count as u32).collect();
    for mention in &read.mentions.all {
        if let Some(other) = linked(read, profiles, mention) {
            let (a, b) = (find(&root, mention.id.0), find(&root, other.0));
            root[a.max(b) as usize] = a.min(b);
        }
    }
    let mut groups: Vec<Group> = Vec::new();
    let mut at: Vec<Option<usize>> = vec![None; count];
    for mention in &read.mentions.all {
        if mention.form == MentionForm::Pronoun {
            continue;
        }
        let root = find(&root, mention.id.0) as usize;
        match at[root] {
            Some(group) => groups[group].mentions.push(mention.id),
            None => {
                at[root] = Some(groups.len());
                groups.push(Group { mentions: vec![mention.id] });
            }
        }
    }
    groups
}

fn find(root: &[u32], mut at: u32) -> u32 {
    while root[at as usize] != at {
        at = root[at as usize];
    }
    at
}

/// The earlier or outer mention that this one is the same party as.
fn linked(read: &Read<'_>, profiles: &[Profile], mention: &Mention) -> Option<MentionId> {
    if mention.form == MentionForm::Pronoun {
        return None;
    }
    let syntax = read.syntax;
    let token = syntax.token(mention.head);
    let found = match token.dep {
        Dep::Appos => read
            .mentions
            .at(token.head)
            .filter(|other| compatible(read, profiles, mention, other))
            .map(|other| other.id),
        Dep::Attr => predicate(read, profiles, mention),
        // "hundreds of protesters" are the protesters.
        Dep::Pobj => {
            let of = syntax.token(token.head);
            let amount = syntax.token(of.head);
            let counted = of.lower == "of"
                && matches!(
                    amount.lower.as_str(),
                    "dozens" | "hundreds" | "thousands" | "tens" | "millions" | "scores"
                );
            counted
                .then(|| read.mentions.at(of.head))
                .flatten()
                .filter(|_| mention.plural)
                .map(|other| other.id)
        }
        _ => None,
    };
    found
        .or_else(|| acronym_in_brackets(read, mention))
        .or_else(|| description_before(read, profiles, mention))
}

/// "X is the president".
fn predicate(read: &Read<'_>, profiles: &[Profile], mention: &Mention) -> Option<MentionId> {
    let syntax = read.syntax;
    let verb = syntax.token(mention.head).head;
    let modal = syntax.children_by(verb, Dep::Aux).any(|aux| syntax.token(aux).tag == Tag::Md);
    if syntax.token(verb).lemma != "be" || syntax.child(verb, Dep::Neg).is_some() || modal {
        return None;
    }
    let other = read.mentions.at(syntax.child(verb, Dep::Nsubj)?)?;
    let named = other.form == MentionForm::Name
        && mention.form == MentionForm::Nominal
        && !mention.plural
        && !other.plural;
    let person = profiles[other.id.0 as usize].kind == Some(ActorKind::Person);
    (named && person && mention.role.is_some() && compatible(read, profiles, mention, other))
        .then_some(other.id)
}

/// A name right behind the description of a person, with or without a comma:
/// "the Swedish envoy Per Holm", "Chad's ambassador to France, Ali Mahamat".
fn description_before(read: &Read<'_>, profiles: &[Profile], mention: &Mention) -> Option<MentionId> {
    if mention.form != MentionForm::Name || profiles[mention.id.0 as usize].kind != Some(ActorKind::Person) {
        return None;
    }
    let syntax = read.syntax;
    let person = |other: &Mention| {
        let profile = &profiles[other.id.0 as usize];
        other.form == MentionForm::Nominal
            && profile.kind == Some(ActorKind::Person)
            && !profile.indefinite
            && other.role.is_some_and(|role| read.tables.role_by_id(role).title)
    };
    let start = syntax.tokens_in(mention.span).start;
    let sentence = syntax.sentence_of(mention.head).tokens.start;
    let comma = start > sentence && syntax.tokens[start as usize - 1].lower == ",";
    let end = start.checked_sub(u32::from(comma))?;
    let before = read.mentions.all[..mention.id.0 as usize]
        .iter()
        .rev()
        .filter(|other| other.head < mention.head)
        .take(6);
    for other in before {
        let tokens = syntax.tokens_in(other.span);
        // "Inspector-General of Police Khalid Abu Bakar": the name has slipped
        // into the title's own phrase.
        let prep = syntax.token(syntax.token(mention.head).head);
        let slipped = syntax.token(mention.head).dep == Dep::Pobj
            && prep.lower == "of"
            && prep.head == other.head
            && mention.span.start < mention.name.start;
        if person(other) && (tokens.end == end && tokens.start >= sentence || slipped) {
            return Some(other.id);
        }
    }
    None
}

/// "Movement for Democratic Change (MDC)" where the tree says otherwise.
fn acronym_in_brackets(read: &Read<'_>, mention: &Mention) -> Option<MentionId> {
    let tokens = read.syntax.tokens_in(mention.span);
    let before = tokens.start.checked_sub(2)?;
    let bracket = &read.syntax.tokens[before as usize + 1];
    if !matches!(bracket.lower.as_str(), "(" | "[") || mention.form != MentionForm::Name {
        return None;
    }
    let word = mention.name.of(read.text);
    if word.chars().filter(|letter| letter.is_uppercase()).count() < 2 || word.contains(' ') {
        return None;
    }
    let other = read.mentions.at(TokenId(before))?;
    (other.form == MentionForm::Name && is_acronym(word, other.name.of(read.text))).then_some(other.id)
}

/// The first letters of the words of a name that begin with a capital.
pub(super) fn initials(name: &str) -> String {
    name.split(|letter: char| letter.is_whitespace() || letter == '-')
        .filter_map(|word| word.chars().next())
        .filter(|letter| letter.is_uppercase())
        .collect()
}

/// Whether `short` is made of the first letters of the words of `long`.
pub(super) fn is_acronym(short: &str, long: &str) -> bool {
    let letters = |keep_small: bool| -> String {
        long.split(|letter: char| letter.is_whitespace() || letter == '-')
            .filter_map(|word| word.chars().next())
            .filter(|letter| letter.is_uppercase() || (keep_small && letter.is_alphabetic()))
            .flat_map(char::to_uppercase)
            .collect()
    };
    let short: String =
        short.chars().filter(|letter| letter.is_alphanumeric()).flat_map(char::to_uppercase).collect();
    short.len() >= 2 && long.contains(' ') && (short == letters(false) || short == letters(true))
}

/// Whether two mentions may be one party.
fn compatible(read: &Read<'_>, profiles: &[Profile], mention: &Mention, other: &Mention) -> bool {
    let (a, b) = (&profiles[mention.id.0 as usize], &profiles[other.id.0 as usize]);
    if let (Some(a), Some(b)) = (a.key, b.key)
        && a != b
    {
        return false;
    }
    let place = |mention: &Mention| {
        matches!(mention.label, Some(EntityLabel::Gpe | EntityLabel::Loc | EntityLabel::Fac))
    };
    if place(mention) && place(other) {
        return false;
    }
    if a.only_place || b.only_place {
        return false;
    }
    // Two names are one party only as a name and its short form.
    if mention.form == MentionForm::Name && other.form == MentionForm::Name {
        let (x, y) = (mention.name.of(read.text), other.name.of(read.text));
        return is_acronym(x, y) || is_acronym(y, x);
    }
    match (a.kind, b.kind) {
        (Some(ActorKind::Person), Some(ActorKind::Person)) => true,
        (Some(ActorKind::Person), Some(_)) | (Some(_), Some(ActorKind::Person)) => false,
        (Some(ActorKind::State), Some(ActorKind::State)) => true,
        (Some(ActorKind::State), Some(_)) | (Some(_), Some(ActorKind::State)) => false,
        _ => mention.plural == other.plural || a.kind == b.kind,
    }
}

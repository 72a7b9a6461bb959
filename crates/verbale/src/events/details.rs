//! What a rule leaves to word lists and numbers: modes, contexts, sizes.

use std::collections::HashMap;

use crate::{
    clauses::{Clause, ClauseKind, Role},
    codebook::rules::Rule,
    events::{Context, EventType, Mode, Read, Size},
    span::Span,
    syntax::{Dep, Pos, TokenId},
};

/// The modes of an event: the rule's own, and those whose words stand in the
/// act's clause (for what is demanded, refused or threatened: in its content).
pub(super) fn modes(
    read: &Read<'_>,
    rule: &Rule,
    event: EventType,
    clause: &Clause,
    content: Option<Span>,
) -> Vec<Mode> {
    let mut modes = modes_of(read, event, clause, content);
    if event == rule.event {
        modes.extend(rule.mode.iter().filter(|mode| !modes.contains(mode)).copied().collect::<Vec<_>>());
        modes.sort_unstable();
    }
    modes
}

/// The modes whose words stand in the act's clause or content.
pub(super) fn modes_of(
    read: &Read<'_>,
    event: EventType,
    clause: &Clause,
    content: Option<Span>,
) -> Vec<Mode> {
    let mut modes = Vec::new();
    let of_content = matches!(event, EventType::Request | EventType::Reject | EventType::Threaten);
    let span = match content {
        Some(content) if of_content => content,
        _ => clause.span.cover(read.syntax.token(clause.predicate).span),
    };
    let tokens = read.syntax.tokens_in(span);
    for (mode, _, words) in &read.codebook.rules.plover.row(event).modes {
        if !modes.contains(mode) && words.find(read.syntax, tokens.clone()).is_some() {
            modes.push(*mode);
        }
    }
    modes.sort_unstable();
    modes
}

/// Contexts, worked out once a sentence.
#[derive(Debug, Default)]
pub(super) struct Contexts {
    of_sentence: HashMap<u32, Vec<Context>>,
}

impl Contexts {
    /// The rule's contexts and those whose words stand in the sentence.
    pub(super) fn of(&mut self, read: &Read<'_>, rule: &Rule, predicate: TokenId) -> Vec<Context> {
        let sentence = read.syntax.token(predicate).sentence;
        let words = self.of_sentence.entry(sentence).or_insert_with(|| {
            let tokens = read.syntax.sentence_of(predicate).tokens.clone();
            let lists = &read.codebook.rules.plover.contexts;
            lists
                .iter()
                .filter(|(_, words)| words.find(read.syntax, tokens.clone()).is_some())
                .map(|row| row.0)
                .collect()
        });
        let mut out = words.clone();
        out.extend(rule.context.iter().filter(|context| !words.contains(context)));
        out.sort_unstable();
        out
    }
}

/// Lemmas that tell how many died, were hurt, were arrested.
const DEAD: &[&str] =
    &["kill", "die", "slay", "murder", "massacre", "execute", "assassinate", "perish", "death", "killing"];
const INJURED: &[&str] = &["injure", "wound", "hurt", "maim"];
const ARRESTED: &[&str] = &["arrest", "detain", "jail", "imprison", "capture"];

/// The numbers of dead, injured and arrested in the event's sentence, for
/// types that have any.
pub(super) fn size(read: &Read<'_>, event: EventType, clause: &Clause) -> Option<Size> {
    if !matches!(event, EventType::Assault | EventType::Coerce | EventType::Protest) {
        return None;
    }
    let sentence = read.syntax.token(clause.predicate).sentence;
    // "killed two and wounded five": each verb has its own numbers; an attack has all.
    let counts = |lemma: &str| DEAD.contains(&lemma) || INJURED.contains(&lemma) || ARRESTED.contains(&lemma);
    let own = counts(&clause.lemma) && clause.kind == ClauseKind::Verbal;
    let mut size = Size::default();
    for other in &read.clauses.all {
        if read.syntax.token(other.predicate).sentence != sentence || (own && other.id != clause.id) {
            continue;
        }
        let (slot, wanted) = if DEAD.contains(&other.lemma.as_str()) {
            (&mut size.dead, event == EventType::Assault)
        } else if INJURED.contains(&other.lemma.as_str()) {
            (&mut size.injured, event == EventType::Assault)
        } else if ARRESTED.contains(&other.lemma.as_str()) {
            (&mut size.arrested, event != EventType::Assault)
        } else {
            continue;
        };
        if !wanted || slot.is_some() {
            continue;
        }
        let role =
            if matches!(other.lemma.as_str(), "die" | "perish") { Role::Subject } else { Role::Object };
        *slot = other.in_role(&role).find_map(|argument| count_of(read, argument.head));
    }
    let found = size != Size::default();
    found.then_some(size)
}

/// How many a noun phrase counts: "at least 12 soldiers", "two to four men", "66 of its followers".
fn count_of(read: &Read<'_>, noun: TokenId) -> Option<(u32, u32)> {
    let syntax = read.syntax;
    let head = syntax.token(noun);
    let number = if head.pos == Pos::Num { Some(noun) } else { syntax.child(noun, Dep::Nummod) };
    let Some(number) = number else {
        let one = head.pos == Pos::Noun
            && head.tag == crate::syntax::Tag::Nn
            && syntax
                .children_by(noun, Dep::Det)
                .any(|det| matches!(syntax.token(det).lower.as_str(), "a" | "an"));
        return one.then_some((1, 1));
    };
    let most = number_of(&syntax.token(number).lower)?;
    let edges = syntax.edges(number);
    let least = (edges.start..number.0).rev().find_map(|at| {
        let token = &syntax.tokens[at as usize];
        (token.pos == Pos::Num).then(|| number_of(&token.lower)).flatten()
    });
    match least {
        Some(least) if least < most => Some((least, most)),
        Some(hundreds) if most == 100 || most == 1000 => Some((hundreds * most, hundreds * most)),
        _ => Some((most, most)),
    }
}

/// A number in digits or words.
fn number_of(word: &str) -> Option<u32> {
    const WORDS: &[&str] = &[
        "zero",
        "one",
        "two",
        "three",
        "four",
        "five",
        "six",
        "seven",
        "eight",
        "nine",
        "ten",
        "eleven",
        "twelve",
        "thirteen",
        "fourteen",
        "fifteen",
        "sixteen",
        "seventeen",
        "eighteen",
        "nineteen",
    ];
    const TENS: &[&str] = &["twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety"];
    if word.starts_with(|c: char| c.is_ascii_digit()) {
        return word.replace(',', "").parse().ok();
    }
    let small = |word: &str| {
        WORDS
            .iter()
            .position(|known| *known == word)
            .map(|n| n as u32)
            .or_else(|| TENS.iter().position(|known| *known == word).map(|n| 20 + 10 * n as u32))
    };
    match word {
        "dozen" => Some(12),
        "hundred" => Some(100),
        "thousand" => Some(1000),
        _ => small(word).or_else(|| {
            let (tens, ones) = word.split_once('-')?;
            Some(small(tens)? + small(ones)?)
        }),
    }
}

#[cfg(test)]
mod tests {
    use super::number_of;

    #[test]
    fn numbers_are_read_in_digits_and_words() {
        assert_eq!(number_of("1,200"), Some(1200));
        assert_eq!(number_of("seventeen"), Some(17));
        assert_eq!(number_of("twenty-one"), Some(21));
        assert_eq!(number_of("several"), None);
        assert_eq!(number_of("99999999999999"), None);
    }
}

//! Where: the place of an act.

use crate::{
    clauses::{ClauseId, Role},
    events::Read,
    places::{Place, PlaceId},
    span::Span,
    syntax::{Dep, TokenId},
};

/// Prepositions that say where an act is done. "on" is left to
/// [`is_where`]: "on Lesbos", but not "talks on Ukraine".
const WHERE: [&str; 14] = [
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
    "within",
    "into",
    "through",
    "on",
];

/// Whether this preposition says where, before a place as fine as this.
fn is_where(preposition: &str, place: &Place) -> bool {
    WHERE.contains(&preposition) && (preposition != "on" || place.resolution == 3 || place.resolution == 5)
}

/// Verbs and nouns of motion, whose "to" says where they end.
const MOTION: [&str; 24] = [
    "travel",
    "fly",
    "go",
    "visit",
    "return",
    "send",
    "move",
    "deploy",
    "march",
    "come",
    "trip",
    "tour",
    "dispatch",
    "retreat",
    "withdraw",
    "sail",
    "spread",
    "advance",
    "redeploy",
    "deployment",
    "head",
    "drive",
    "flee",
    "deport",
];

/// Verbs whose object, where it is a place, is where the act is done: a town
/// that is warned stands for a party, a town that is shelled does not.
const DONE_TO_PLACES: [&str; 30] = [
    "attack",
    "bomb",
    "bombard",
    "shell",
    "strike",
    "hit",
    "storm",
    "raid",
    "besiege",
    "encircle",
    "blockade",
    "seize",
    "capture",
    "take",
    "retake",
    "recapture",
    "overrun",
    "occupy",
    "invade",
    "annex",
    "liberate",
    "enter",
    "leave",
    "reach",
    "visit",
    "tour",
    "evacuate",
    "flee",
    "destroy",
    "cross",
];

/// The place where the act that `clause` names was done: a place that says
/// where in the clause's own words, else the place that the act hits or moves
/// to, else the sentence's, else the dateline's.
///
/// `own` is the same stretch that [`date_of`](super::dates::date_of) takes.
#[must_use]
pub fn place_of(read: &Read<'_>, clause: ClauseId, own: Span) -> Option<PlaceId> {
    let clause = read.clauses.get(clause);
    let moves = MOTION.contains(&clause.lemma.as_str());
    let done_to = DONE_TO_PLACES.contains(&clause.lemma.as_str());
    let by_role = |wanted: &dyn Fn(&Role, &Place) -> bool| {
        clause
            .arguments
            .iter()
            .filter(|argument| argument.clause.is_none())
            .filter_map(|argument| {
                headed(read, argument.head)
                    .filter(|place| wanted(&argument.role, place))
                    .or_else(|| located_in(read, argument.span))
            })
            .max_by_key(|place| finest(place))
    };
    let oblique = |role: &Role, place: &Place| match role {
        Role::Oblique(preposition) => {
            is_where(preposition, place) || (moves && preposition == "to" && place.resolution > 1)
        }
        _ => false,
    };
    let object = |role: &Role, place: &Place| done_to && *role == Role::Object && place.resolution > 1;
    let place = by_role(&oblique)
        .or_else(|| located_in(read, own))
        .or_else(|| by_role(&object))
        .or_else(|| in_sentence(read, own))
        .or_else(|| dateline(read, own));
    place.map(|place| place.id)
}

/// The finer of two; of equals the first in the text.
fn finest(place: &Place) -> (u8, std::cmp::Reverse<u32>) {
    (place.resolution, std::cmp::Reverse(place.span.start))
}

/// The place that the token names.
fn headed<'a>(read: &Read<'a>, head: TokenId) -> Option<&'a Place> {
    let span = read.syntax.token(head).span;
    let at = read.places.all.partition_point(|place| place.span.end <= span.start);
    read.places.all.get(at).filter(|place| place.span.overlaps(span))
}

/// The finest place in a stretch with a preposition of place before it.
fn located_in<'a>(read: &Read<'a>, stretch: Span) -> Option<&'a Place> {
    read.places.within(stretch).filter(|place| is_located(read, place)).max_by_key(|place| finest(place))
}

/// "in Geneva", "at talks in Geneva", "near the town of Rivera".
fn is_located(read: &Read<'_>, place: &Place) -> bool {
    let tokens = read.syntax.tokens_in(place.span);
    let Some(mut head) = tokens
        .clone()
        .map(TokenId)
        .find(|id| read.syntax.head(*id).is_none_or(|head| !tokens.contains(&head.0)))
    else {
        return false;
    };
    // Over "the town of", "the port of" to the preposition before them.
    for _ in 0..4 {
        let Some(above) = read.syntax.head(head) else { return false };
        let token = read.syntax.token(above);
        match token.dep {
            Dep::Prep if token.lower == "of" => {
                let Some(noun) = read.syntax.head(above) else { return false };
                let noun_word = read.syntax.token(noun).lower.as_str();
                if !matches!(
                    noun_word,
                    "city"
                        | "town"
                        | "village"
                        | "port"
                        | "capital"
                        | "province"
                        | "region"
                        | "state"
                        | "outskirts"
                        | "north"
                        | "south"
                        | "east"
                        | "west"
                        | "centre"
                        | "center"
                        | "suburb"
                        | "district"
                        | "island"
                        | "streets"
                        | "part"
                        | "parts"
                        | "edge"
                        | "coast"
                ) {
                    return false;
                }
                head = noun;
            }
            Dep::Prep => {
                return is_where(&token.lower, place);
            }
            // "in Geneva, Switzerland"; "in the Swiss city Geneva".
            _ if matches!(
                read.syntax.token(head).dep,
                Dep::Appos | Dep::Conj | Dep::Compound | Dep::Nmod
            ) =>
            {
                head = above;
            }
            _ => return false,
        }
    }
    false
}

/// The finest located place of the act's sentence that no statement's content
/// holds apart from the act.
fn in_sentence<'a>(read: &Read<'a>, own: Span) -> Option<&'a Place> {
    let at = read.syntax.sentences.partition_point(|sentence| sentence.span.end <= own.start);
    let sentence = read.syntax.sentences.get(at).filter(|sentence| sentence.span.overlaps(own))?;
    let around = read.statements.around(own).map(|statement| statement.id);
    read.places
        .within(sentence.span)
        .filter(|place| read.statements.around(place.span).map(|statement| statement.id) == around)
        .filter(|place| is_located(read, place))
        .max_by_key(|place| finest(place))
}

/// Where the report was filed, for the acts of the paragraph that the dateline
/// opens: further down the report may be anywhere.
fn dateline<'a>(read: &Read<'a>, own: Span) -> Option<&'a Place> {
    let line = read.document.datelines.iter().rfind(|line| line.span.start <= own.start)?;
    let between = Span::new(line.span.end.min(own.start), own.start).of(read.text);
    let opened = !between.trim_start().contains(['\n', '\r']);
    read.places.within(line.place).next().filter(|_| opened)
}

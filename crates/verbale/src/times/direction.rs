//! Which way a sentence looks: whether "on Friday" is the last one or the next.

use super::words::{Key, Lex, Word};
use crate::{
    span::Span,
    syntax::{Dep, Pos, Syntax, Tag, TokenId},
};

/// Which way the words around an expression look.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Direction {
    /// The verb that the expression itself hangs on is past.
    Done,
    /// The past, by a noun in between or without a tree.
    Past,
    /// A present that tells what is arranged: "voters go to the polls on Sunday".
    Present,
    Future,
    /// "will discuss Thursday's summit": the nearer one.
    Either,
    Unknown,
}

/// What an infinitive hangs on where it is still to come even if that is past:
/// "vowed to strike on Friday", "a plan to meet on Friday". Behind any other
/// past verb it is past as well: "tried to seize the town on Friday".
const FORWARD: &[&str] = &[
    "advise",
    "agree",
    "agreement",
    "aim",
    "announce",
    "appeal",
    "arrange",
    "ask",
    "beg",
    "call",
    "choose",
    "command",
    "commit",
    "commitment",
    "consider",
    "convince",
    "deadline",
    "deal",
    "decide",
    "decision",
    "demand",
    "direct",
    "due",
    "elect",
    "encourage",
    "expect",
    "goal",
    "hope",
    "idea",
    "instruct",
    "intend",
    "intention",
    "invitation",
    "invite",
    "likely",
    "mean",
    "need",
    "offer",
    "opt",
    "order",
    "persuade",
    "plan",
    "plea",
    "pledge",
    "poise",
    "prepare",
    "press",
    "pressure",
    "promise",
    "proposal",
    "propose",
    "ready",
    "recommend",
    "remain",
    "remind",
    "request",
    "resolve",
    "right",
    "schedule",
    "seek",
    "set",
    "slate",
    "swear",
    "tell",
    "threat",
    "threaten",
    "ultimatum",
    "unlikely",
    "urge",
    "vote",
    "vow",
    "wait",
    "want",
    "warn",
    "wish",
];

/// Predicates that look ahead, whatever their tense: "was scheduled for Friday".
const AHEAD: &[&str] = &[
    "schedule",
    "plan",
    "expect",
    "set",
    "slate",
    "due",
    "propose",
    "await",
    "prepare",
    "poise",
    "likely",
    "agree",
    "invite",
    "ready",
    "postpone",
    "delay",
    "anticipate",
    "tentative",
];

/// Parts of a day, behind "before" and "after".
const PARTS_OF_DAY: &[&str] =
    &["dawn", "daybreak", "sunrise", "noon", "midday", "dusk", "sunset", "nightfall", "midnight", "daylight"];

/// Nouns of speech and the like count as past in the present tense: "says".
const TELLING: &[&str] = &["say", "report", "tell", "write", "announce", "show", "claim"];

/// Which way the expression at `span` looks, by the verb that governs it.
pub(crate) fn by_syntax(syntax: &Syntax, span: Span) -> Option<Direction> {
    let tokens = syntax.tokens_in(span);
    if tokens.is_empty() {
        return None;
    }
    // The word of the expression that hangs outside it.
    let inside = |id: TokenId| tokens.contains(&id.0);
    let top = tokens.clone().map(TokenId).find(|id| syntax.head(*id).is_none_or(|head| !inside(head)))?;
    let mut at = top;
    let mut through_noun = false;
    let mut limit = false;
    let premodifier =
        matches!(syntax.token(top).dep, Dep::Compound | Dep::Amod | Dep::Nmod | Dep::Poss | Dep::Nummod);
    let settled = |direction| match direction {
        Direction::Future if premodifier => Direction::Either,
        Direction::Present if premodifier => Direction::Past,
        direction => direction,
    };
    for _ in 0..40 {
        let Some(head) = syntax.head(at) else {
            return Some(verb(syntax, at, through_noun, limit).map_or(Direction::Unknown, settled));
        };
        let token = syntax.token(head);
        if inside(head) {
            at = head;
            continue;
        }
        limit |= matches!(token.lower.as_str(), "by" | "until" | "before");
        // "before dawn on Thursday" is of Thursday, "before talks on Thursday" is earlier.
        let of_day = PARTS_OF_DAY.contains(&syntax.token(at).lower.as_str());
        if token.lower == "ahead" || (token.lower == "before" && through_noun && !of_day) {
            return Some(Direction::Future);
        }
        match token.pos {
            Pos::Verb | Pos::Aux => {
                if let Some(direction) = verb(syntax, head, through_noun, limit) {
                    if direction == Direction::Past && !through_noun && !premodifier {
                        return Some(Direction::Done);
                    }
                    return Some(settled(direction));
                }
            }
            // What stands behind a closed quotation is said of the verb, not of a noun in it.
            Pos::Noun | Pos::Propn | Pos::Pron => {
                through_noun =
                    !(head.0..top.0).any(|i| matches!(syntax.tokens[i as usize].tag, Tag::CloseQuote));
            }
            Pos::Adj if AHEAD.contains(&token.lemma.as_str()) => return Some(Direction::Future),
            _ => {}
        }
        at = head;
    }
    None
}

/// Which way a verb looks; none where its own form does not say and its head must.
fn verb(syntax: &Syntax, id: TokenId, through_noun: bool, limit: bool) -> Option<Direction> {
    let token = syntax.token(id);
    if !matches!(token.pos, Pos::Verb | Pos::Aux) {
        return None;
    }
    let mut has = false;
    let mut ahead = false;
    let mut will = false;
    let mut being = false;
    let mut past_aux = false;
    let mut present_aux = false;
    let mut modal = false;
    let mut to = false;
    for child in syntax.children(id) {
        let aux = syntax.token(*child);
        if matches!(aux.dep, Dep::Aux | Dep::Auxpass) {
            match aux.lower.as_str() {
                "will" | "shall" | "'ll" | "’ll" | "wo" => will = true,
                "would" | "could" | "may" | "might" | "can" | "must" | "should" | "'d" | "’d" | "ca" => {
                    modal = true
                }
                "have" | "has" | "had" | "'ve" | "’ve" | "having" => has = true,
                "to" => to = true,
                "being" => being = true,
                "was" | "were" | "did" | "got" | "been" => past_aux = true,
                _ => present_aux = true,
            }
        }
        let hangs = matches!(aux.dep, Dep::Acomp | Dep::Attr | Dep::Oprd);
        ahead |= hangs && AHEAD.contains(&aux.lemma.as_str());
    }
    // "was due on Friday" looks ahead, "had been due" looks back.
    if ahead && !has {
        return Some(Direction::Future);
    }
    if has && !will {
        return Some(Direction::Past);
    }
    // "were given until Friday".
    let granted =
        limit && matches!(token.lemma.as_str(), "give" | "have" | "set" | "extend" | "grant" | "face");
    if modal || will || granted {
        return Some(Direction::Future);
    }
    let looks_ahead = AHEAD.contains(&token.lemma.as_str());
    let by_itself = matches!(
        token.lemma.as_str(),
        "schedule" | "plan" | "expect" | "slate" | "set" | "postpone" | "anticipate" | "tentative"
    );
    if looks_ahead && (through_noun || (by_itself && token.tag == Tag::Vbn)) {
        return Some(Direction::Future);
    }
    if to {
        return Some(infinitive(syntax, id, limit));
    }
    // "after being arrested on Thursday", "for claiming victory on Thursday": done;
    // other participles look where their verb looks.
    if being || (token.tag == Tag::Vbg && !past_aux && !present_aux) {
        let head = syntax.head(id).map(|head| syntax.token(head).lower.as_str());
        return matches!(head, Some("after" | "for" | "since")).then_some(Direction::Past);
    }
    match token.tag {
        Tag::Vbd => Some(Direction::Past),
        Tag::Vbn if past_aux || !present_aux => Some(Direction::Past),
        Tag::Vbn => Some(Direction::Present),
        Tag::Vbg if past_aux => Some(Direction::Past),
        Tag::Vbg if present_aux => Some(Direction::Present),
        Tag::Vbz | Tag::Vbp if looks_ahead => Some(Direction::Future),
        Tag::Vbz | Tag::Vbp if TELLING.contains(&token.lemma.as_str()) => Some(Direction::Past),
        Tag::Vbz | Tag::Vbp => Some(Direction::Present),
        Tag::Vb => Some(Direction::Future),
        _ => None,
    }
}

/// Which way an infinitive looks: where its governor looks, unless that is a
/// plan, wish or order. `limit` where the time is a deadline.
fn infinitive(syntax: &Syntax, id: TokenId, limit: bool) -> Direction {
    if came_to_nothing(syntax, id) {
        return Direction::Past;
    }
    let mut at = id;
    for _ in 0..4 {
        let Some(head) = syntax.head(at) else { break };
        let token = syntax.token(head);
        // "was to fly" is a plan; a deadline and what hangs on a noun lie ahead.
        let plan = (at == id && token.lemma == "be") || FORWARD.contains(&token.lemma.as_str());
        if limit || plan || matches!(token.pos, Pos::Noun | Pos::Propn) {
            return Direction::Future;
        }
        if matches!(token.pos, Pos::Verb | Pos::Aux) {
            return match verb(syntax, head, false, false) {
                Some(Direction::Past) => Direction::Past,
                _ => Direction::Future,
            };
        }
        at = head;
    }
    Direction::Future
}

/// Whether an infinitive hangs on a plan of the past perfect: "had been due to
/// meet in December".
fn came_to_nothing(syntax: &Syntax, id: TokenId) -> bool {
    let had = |id: TokenId| {
        syntax.children(id).iter().any(|child| {
            let aux = syntax.token(*child);
            aux.dep == Dep::Aux && aux.lower == "had"
        })
    };
    let Some(plan) = syntax.head(id) else { return false };
    let planned = matches!(
        syntax.token(plan).lemma.as_str(),
        "due" | "schedule" | "expect" | "suppose" | "plan" | "hope" | "slate" | "set" | "intend"
    );
    planned && (had(plan) || syntax.head(plan).is_some_and(had))
}

/// Which way the words before, and if none says it those after, look: a
/// reading without a tree.
pub(crate) fn by_words(text: &str, words: &[Word], first: usize, next: usize) -> Direction {
    let stop = |word: &Word| matches!(word.lex, Lex::Mark('.' | '!' | '?' | ';'));
    let before =
        (0..first).rev().take(25).take_while(|i| !stop(&words[*i])).find_map(|i| cue(text, words, i));
    let after =
        || (next..words.len()).take(25).take_while(|i| !stop(&words[*i])).find_map(|i| cue(text, words, i));
    before.or_else(after).unwrap_or(Direction::Unknown)
}

fn cue(text: &str, words: &[Word], at: usize) -> Option<Direction> {
    let word = words.get(at)?;
    let letters = &text[word.start as usize..word.end as usize];
    Some(match (word.lex, letters) {
        (Lex::Key(Key::To), "to") => {
            let next = words.get(at + 1)?;
            if next.capital || next.lex != Lex::Other {
                return None;
            }
            Direction::Future
        }
        (
            Lex::Other,
            "will" | "shall" | "would" | "could" | "might" | "can" | "must" | "due" | "scheduled" | "planned"
            | "expected" | "ahead" | "ll",
        ) => Direction::Future,
        (Lex::Month { .. }, "may") => Direction::Future,
        (
            Lex::Other,
            "was" | "were" | "had" | "did" | "said" | "told" | "has" | "have" | "met" | "held" | "left",
        ) => Direction::Past,
        (Lex::Other, letters) if letters.len() > 4 && letters.ends_with("ed") && !word.capital => {
            Direction::Past
        }
        _ => return None,
    })
}

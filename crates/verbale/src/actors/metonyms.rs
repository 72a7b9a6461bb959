//! Capitals: place or power.

use super::Read;
use crate::{mentions::Mention, syntax::Dep};

/// What is done to a city rather than to its state.
const DONE_TO_CITIES: [&str; 37] = [
    "visit", "leave", "reach", "enter", "bomb", "shell", "hit", "strike", "capture", "seize", "take",
    "retake", "storm", "besiege", "surround", "encircle", "rock", "evacuate", "flee", "approach", "tour",
    "liberate", "defend", "hold", "attack", "target", "cross", "destroy", "overrun", "occupy", "quit", "see",
    "control", "pound", "paralyse", "blockade", "rename",
];

/// What a city has, and not its state.
const OF_CITIES: [&str; 32] = [
    "street",
    "airport",
    "mayor",
    "suburb",
    "outskirt",
    "outskirts",
    "centre",
    "center",
    "square",
    "embassy",
    "hotel",
    "metro",
    "university",
    "hospital",
    "resident",
    "skyline",
    "district",
    "port",
    "population",
    "siege",
    "battle",
    "fall",
    "bombing",
    "capture",
    "north",
    "south",
    "east",
    "west",
    "city",
    "capital",
    "part",
    "people",
];

/// Words of going to, from and against a place.
const MOTION: [&str; 54] = [
    "go",
    "travel",
    "fly",
    "return",
    "head",
    "drive",
    "come",
    "move",
    "arrive",
    "flight",
    "journey",
    "way",
    "road",
    "rush",
    "march",
    "deploy",
    "retreat",
    "flee",
    "evacuate",
    "take",
    "bring",
    "invite",
    "leave",
    "depart",
    "train",
    "bound",
    "route",
    "distance",
    "attack",
    "strike",
    "assault",
    "raid",
    "advance",
    "offensive",
    "fall",
    "curfew",
    "base",
    "rain",
    "drop",
    "fire",
    "shell",
    "rocket",
    "missile",
    "bombing",
    "airstrike",
    "siege",
    "descend",
    "converge",
    "withdraw",
    "broadcast",
    "land",
    "relocate",
    "transport",
    "walk",
];

/// Words of what a power says, gives and asks, whose "from", "at" and "of" name it.
const OF_POWERS: [&str; 107] = [
    "pressure",
    "response",
    "demand",
    "support",
    "aid",
    "message",
    "receive",
    "hear",
    "order",
    "criticism",
    "independence",
    "condemnation",
    "reaction",
    "invitation",
    "explanation",
    "offer",
    "apology",
    "assurance",
    "permission",
    "money",
    "weapon",
    "loan",
    "pledge",
    "proposal",
    "denial",
    "promise",
    "guarantee",
    "concession",
    "threat",
    "warning",
    "answer",
    "reply",
    "signal",
    "request",
    "ultimatum",
    "help",
    "seek",
    "want",
    "win",
    "get",
    "expect",
    "obtain",
    "extract",
    "buy",
    "anger",
    "outrage",
    "lash",
    "frustration",
    "fury",
    "aim",
    "direct",
    "critic",
    "ally",
    "wary",
    "afraid",
    "government",
    "policy",
    "intention",
    "behalf",
    "opponent",
    "enemy",
    "friend",
    "fear",
    "distrust",
    "view",
    "treatment",
    "suspicious",
    "suspicion",
    "accuse",
    "ask",
    "expectation",
    "recognition",
    "plea",
    "gift",
    "credit",
    "reparation",
    "grant",
    "broadside",
    "protest",
    "veto",
    "rebuke",
    "custody",
    "pay",
    "agent",
    "puppet",
    "benefit",
    "plan",
    "backing",
    "blessing",
    "consent",
    "approval",
    "nod",
    "complaint",
    "funding",
    "defiance",
    "relief",
    "dismay",
    "delight",
    "displeasure",
    "annoyance",
    "fume",
    "rail",
    "rage",
    "stance",
    "position",
    "decision",
    "refusal",
];

/// Whether a capital stands for its state: "Moscow said", "told Moscow",
/// "Moscow's demands"; but "in Moscow", "the Moscow talks", "bombed Kyiv".
pub(super) fn speaks(read: &Read<'_>, mention: &Mention) -> bool {
    let syntax = read.syntax;
    let mut at = mention.head;
    while syntax.token(at).dep == Dep::Conj {
        at = syntax.token(at).head;
    }
    if in_dateline(read, mention) {
        return false;
    }
    let token = syntax.token(at);
    let above = syntax.token(token.head);
    match token.dep {
        Dep::Nsubj | Dep::Agent | Dep::Dative => true,
        Dep::Dobj | Dep::Nsubjpass => !DONE_TO_CITIES.contains(&above.lemma.as_str()),
        Dep::Poss => !OF_CITIES.contains(&above.lemma.as_str()),
        Dep::Pobj => {
            let governor = syntax.token(above.head).lemma.to_lowercase();
            let governor = governor.as_str();
            match above.lower.as_str() {
                // "recalled its ambassador from Minsk"
                _ if matches!(
                    governor,
                    "ambassador" | "envoy" | "diplomat" | "embassy" | "representative"
                ) =>
                {
                    true
                }
                "by" => true,
                "with" | "without" | "between" | "against" | "on" | "upon" | "among" | "toward"
                | "towards" | "for" | "to" => !MOTION.contains(&governor),
                "of" | "from" | "at" => {
                    // "a denial came from Minsk": what came says it.
                    let came = syntax.child(above.head, Dep::Nsubj).is_some_and(|subject| {
                        OF_POWERS.contains(&syntax.token(subject).lemma.to_lowercase().as_str())
                    });
                    OF_POWERS.contains(&governor) || (above.lower == "from" && came)
                }
                _ => false,
            }
        }
        // "Moscow officials", but not "the Moscow talks".
        Dep::Compound | Dep::Nmod | Dep::Amod => {
            let noun = token.head;
            let party =
                read.mentions.at(noun).is_some_and(|other| other.id != mention.id && other.role.is_some());
            let local = [
                "resident",
                "police",
                "court",
                "mayor",
                "protester",
                "hospital",
                "university",
                "correspondent",
                "bureau",
            ];
            party && !local.contains(&syntax.token(noun).lemma.as_str())
        }
        Dep::Attr => true,
        // "Paris, which will train the gunners, …": the tree lost the verb.
        Dep::Root => syntax.children_by(at, Dep::Relcl).any(|clause| {
            syntax.child(clause, Dep::Nsubj).is_some_and(|subject| syntax.token(subject).lower == "which")
        }),
        _ => false,
    }
}

/// "Harare, Zimbabwe - The opposition …", "RIVERA (AP) —": where a report was written.
pub(super) fn in_dateline(read: &Read<'_>, mention: &Mention) -> bool {
    let syntax = read.syntax;
    let end = syntax.tokens_in(mention.span).end;
    let marks = [",", "-", "–", "—", "(", "--", "/"];
    syntax.sentence_of(mention.head).span.start == mention.span.start
        && syntax.tokens.get(end as usize).is_some_and(|next| marks.contains(&next.lower.as_str()))
        && matches!(
            syntax.token(mention.head).dep,
            Dep::Root | Dep::Nsubj | Dep::Npadvmod | Dep::Dep | Dep::Nmod | Dep::Compound | Dep::Appos
        )
}

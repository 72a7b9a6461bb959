//! Capitals: place or power.

use super::Read;
use crate::{mentions::Mention, syntax::Dep};

/// Whether a capital stands for its state: "Moscow said", "told Moscow",
/// "Moscow's demands"; but "in Moscow", "the Moscow talks", "bombed Kyiv".
pub(super) fn speaks(read: &Read<'_>, mention: &Mention) -> bool {
    let syntax = read.syntax;
    let mut at = mention.head;
    while syntax.token(at).dep == Dep::Conj {
        at = syntax.token(at).head;
    }
    let token = syntax.token(at);
    let above = syntax.token(token.head);
    match token.dep {
        Dep::Nsubj | Dep::Agent | Dep::Dative | Dep::Nsubjpass => {
            !(token.dep == Dep::Nsubjpass
                && matches!(
                    above.lemma.as_str(),
                    "bomb" | "shell" | "hit" | "capture" | "besiege" | "evacuate" | "destroy" | "rock"
                ))
        }
        Dep::Poss => !matches!(
            above.lemma.as_str(),
            "street"
                | "airport"
                | "mayor"
                | "suburb"
                | "outskirt"
                | "outskirts"
                | "centre"
                | "center"
                | "square"
                | "embassy"
                | "hotel"
                | "metro"
                | "university"
                | "hospital"
                | "resident"
                | "skyline"
                | "district"
                | "port"
                | "population"
        ),
        // What is visited, bombed or taken is the city.
        Dep::Dobj => !matches!(
            above.lemma.as_str(),
            "visit"
                | "leave"
                | "reach"
                | "enter"
                | "bomb"
                | "shell"
                | "hit"
                | "strike"
                | "capture"
                | "seize"
                | "take"
                | "retake"
                | "storm"
                | "besiege"
                | "surround"
                | "encircle"
                | "rock"
                | "evacuate"
                | "flee"
                | "approach"
                | "tour"
                | "liberate"
                | "defend"
                | "hold"
                | "attack"
                | "target"
                | "cross"
                | "destroy"
                | "overrun"
                | "occupy"
                | "quit"
                | "see"
                | "control"
                | "pound"
                | "paralyse"
        ),
        Dep::Pobj => match above.lower.as_str() {
            "by" => true,
            "with" | "between" | "against" | "on" | "upon" | "among" | "toward" | "towards" | "for" => true,
            "to" => matches!(
                syntax.token(above.head).lemma.as_str(),
                "say"
                    | "give"
                    | "appeal"
                    | "message"
                    | "send"
                    | "response"
                    | "offer"
                    | "sell"
                    | "supply"
                    | "close"
                    | "loyal"
                    | "hostile"
                    | "warning"
                    | "belong"
                    | "threat"
                    | "reply"
                    | "according"
                    | "concession"
                    | "aid"
                    | "support"
                    | "ally"
                    | "respond"
                    | "provide"
                    | "deliver"
                    | "complain"
                    | "protest"
                    | "signal"
                    | "pledge"
                    | "extradite"
                    | "surrender"
                    | "sympathetic"
                    | "letter"
                    | "transfer"
                    | "accord"
            ),
            "of" => matches!(
                syntax.token(above.head).lemma.as_str(),
                "ally" | "government" | "accuse" | "critic" | "intention" | "policy" | "suspicious"
            ),
            "from" => matches!(
                syntax.token(above.head).lemma.as_str(),
                "pressure"
                    | "response"
                    | "demand"
                    | "support"
                    | "aid"
                    | "message"
                    | "receive"
                    | "hear"
                    | "order"
                    | "criticism"
                    | "independence"
                    | "condemnation"
                    | "reaction"
            ),
            _ => false,
        },
        Dep::Compound | Dep::Nmod | Dep::Amod => {
            // "Moscow officials", but not "the Moscow talks".
            let noun = token.head;
            read.mentions.at(noun).is_some_and(|other| other.id != mention.id && other.role.is_some())
                && !matches!(
                    syntax.token(noun).lemma.as_str(),
                    "resident"
                        | "police"
                        | "court"
                        | "mayor"
                        | "protester"
                        | "hospital"
                        | "university"
                        | "correspondent"
                )
        }
        Dep::Root | Dep::Appos | Dep::Attr => true,
        _ => false,
    }
}

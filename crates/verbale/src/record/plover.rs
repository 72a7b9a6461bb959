//! PLOVER's numbers: quad code and scale of a type and its modes (manual
//! 2.0-draft, February 2024).

use crate::events::{EventType, Mode};

/// Quad code: 1 verbal cooperation, 2 material cooperation, 3 verbal conflict,
/// 4 material conflict. SANCTION is material, as in the manual's section on it.
#[must_use]
pub const fn quad_code(event: EventType) -> u8 {
    match event {
        EventType::Agree | EventType::Consult | EventType::Support | EventType::Concede => 1,
        EventType::Cooperate | EventType::Aid | EventType::Retreat => 2,
        EventType::Request | EventType::Accuse | EventType::Reject | EventType::Threaten => 3,
        EventType::Protest
        | EventType::Sanction
        | EventType::Mobilize
        | EventType::Coerce
        | EventType::Assault => 4,
    }
}

/// Scale from -10 (most conflict) to 10 (most cooperation): that of the mode
/// farthest from zero, else the type's own. ACCUSE, which the manual prints
/// without its sign, is negative; a mode without a printed score takes the
/// type's.
#[must_use]
pub fn event_scale(event: EventType, modes: &[Mode]) -> f32 {
    modes
        .iter()
        .filter_map(|mode| of_mode(event, *mode))
        .reduce(|a, b| if b.abs() > a.abs() { b } else { a })
        .unwrap_or(of_type(event))
}

const fn of_type(event: EventType) -> f32 {
    match event {
        EventType::Agree | EventType::Consult => 2.5,
        EventType::Support => 5.0,
        EventType::Concede => 4.5,
        EventType::Cooperate => 9.5,
        EventType::Aid => 10.0,
        EventType::Retreat => 6.5,
        EventType::Request => 0.0,
        EventType::Accuse => -3.0,
        EventType::Reject => -2.0,
        EventType::Threaten => -3.5,
        EventType::Protest => -5.0,
        EventType::Sanction => -6.0,
        EventType::Mobilize => -5.5,
        EventType::Coerce => -7.0,
        EventType::Assault => -9.0,
    }
}

fn of_mode(event: EventType, mode: Mode) -> Option<f32> {
    use EventType as E;
    Some(match (event, mode.as_str()) {
        (E::Consult, "visit" | "multilateral") => 4.0,
        (E::Consult, "third-party") => 1.0,
        (E::Consult, "phone") => 1.5,
        (E::Retreat, "withdraw") => 8.0,
        (E::Retreat, "release" | "access") => 6.5,
        (E::Retreat, "disarm") => 10.0,
        (E::Retreat, "ceasefire") => 7.5,
        (E::Retreat, "resign") => 4.5,
        (E::Request, "assist") => 0.5,
        (E::Request, "change" | "yield") => -1.0,
        (E::Request, "meet") => 0.0,
        (E::Accuse, "disapprove") => -2.0,
        (E::Accuse, "investigate" | "allege") => -3.5,
        (E::Reject, "assist") => -1.5,
        (E::Reject, "change" | "yield" | "meet") => -2.0,
        (E::Threaten, "restrict") => -3.0,
        (E::Threaten, "arrest" | "relations" | "expel" | "violence") => -3.5,
        (E::Threaten, "territory") => -4.0,
        (E::Protest, "demo" | "strike") => -5.0,
        (E::Protest, "riot") => -7.0,
        (E::Protest, "hunger" | "boycott" | "obstruct") => -4.5,
        (E::Sanction, "convict" | "discontinue" | "withdraw") => -6.0,
        (E::Sanction, "expel") => -5.5,
        (E::Mobilize, "troops" | "weapons") => -6.5,
        (E::Mobilize, "police") => -5.5,
        (E::Mobilize, "militia") => -6.0,
        (E::Coerce, "seize" | "restrict" | "censor" | "curfew" | "misinformation" | "cyber") => -6.5,
        (E::Coerce, "martial-law") => -7.5,
        (E::Coerce, _) => -7.0,
        (E::Assault, "abduct" | "torture" | "sexual" | "destroy") => -8.5,
        (E::Assault, "beat" | "crowd-control") => -7.5,
        (E::Assault, "targeted" | "suicide-attack" | "aerial" | "drone" | "heavy-weapons") => -9.5,
        (E::Assault, "primitive") => -8.0,
        (E::Assault, "firearms" | "explosives") => -9.0,
        (E::Assault, "unconventional") => -10.0,
        _ => return None,
    })
}

//! Pronouns: by number, gender, syntax and speaker.

use super::{
    ActorKind, Sector,
    binding::{bound, co_argument_parties, governs, same_clause_subject, taken_from},
    join::{Parties, Party},
    profile::Key,
    several::coordination,
};
use crate::{
    codebook::actors::{Gender, RoleKind},
    mentions::{Mention, MentionForm, MentionPlace},
    statements::{Form, Statement},
    syntax::{Dep, Pos, TokenId},
};

/// How many sentences back a pronoun looks.
const REACH: u32 = 4;

/// Resolves all pronouns, in the order of the text.
pub(super) fn resolve(parties: &mut Parties<'_>) {
    // "“We will wait,” she said": who speaks is known before what the speaker
    // calls himself.
    for speakers in [false, true] {
        one_way(parties, speakers);
    }
    own_countries(parties);
}

/// Resolves the pronouns of speakers and their sides, or all others.
fn one_way(parties: &mut Parties<'_>, speakers: bool) {
    for at in 0..parties.read.mentions.all.len() {
        let mention = &parties.read.mentions.all[at];
        let lower = parties.read.syntax.token(mention.head).lower.as_str();
        let first = matches!(
            lower,
            "i" | "me" | "my" | "mine" | "myself" | "we" | "us" | "our" | "ours" | "ourselves"
        );
        if mention.form != MentionForm::Pronoun || first != speakers {
            continue;
        }
        let found = match parties.read.syntax.token(mention.head).lower.as_str() {
            "i" | "me" | "my" | "mine" | "myself" => speaker(parties, mention),
            "we" | "us" | "our" | "ours" | "ourselves" => speakers_side(parties, mention),
            "you" | "your" => Vec::new(),
            _ => third_person(parties, mention),
        };
        for party in &found {
            parties.all[*party as usize].mentions.push(mention.id);
        }
        parties.of_mention[at] = found;
    }
}

/// "his country", "their government": the state of whom the pronoun means.
fn own_countries(parties: &mut Parties<'_>) {
    for mention in &parties.read.mentions.all {
        if mention.form != MentionForm::Nominal
            || mention.plural
            || !parties.of_mention[mention.id.0 as usize].is_empty()
        {
            continue;
        }
        let state_noun = mention.role.is_some_and(|role| {
            let role = parties.read.tables.role_by_id(role);
            role.kind == RoleKind::State
                && matches!(
                    role.words.as_str(),
                    "country" | "nation" | "homeland" | "motherland" | "fatherland" | "kingdom" | "republic"
                )
        });
        let owner = parties
            .profile(mention.id)
            .part_of
            .and_then(|owner| parties.of_mention[owner.0 as usize].first().copied());
        if let (true, Some(owner)) = (state_noun, owner)
            && let Some(state) = parties.home(owner).0
        {
            let at = parties.with_key(Key::State(state), mention.id, ActorKind::State);
            parties.all[at as usize].mentions.push(mention.id);
            parties.of_mention[mention.id.0 as usize] = vec![at];
        }
    }
}

/// The statement in whose quotation a mention stands. Of a statement that quotes
/// a few words only those are the speaker's own.
fn quotation<'a>(parties: &Parties<'a>, mention: &Mention) -> Option<&'a Statement> {
    let statement = parties.read.statements.around(mention.span)?;
    match statement.form {
        Form::Direct => Some(statement),
        Form::Indirect => None,
        Form::Mixed => in_marks(parties.read.text, mention.span.start as usize).then_some(statement),
    }
}

/// Whether a place in the text stands inside quotation marks of its line.
fn in_marks(text: &str, at: usize) -> bool {
    // No quotation is longer than this.
    let mut from = at.saturating_sub(4000);
    while !text.is_char_boundary(from) {
        from -= 1;
    }
    let line = text[from..at].rfind('\n').map_or(from, |newline| from + newline + 1);
    let mut inside = false;
    for letter in text[line..at].chars() {
        match letter {
            '“' | '«' => inside = true,
            '”' | '»' => inside = false,
            '"' => inside = !inside,
            _ => {}
        }
    }
    inside
}

/// Whose word a stretch stands on, through nested statements.
fn speaker(parties: &Parties<'_>, mention: &Mention) -> Vec<u32> {
    let Some(statement) = quotation(parties, mention) else { return Vec::new() };
    statement
        .speaker
        .iter()
        .flat_map(|speaker| parties.of_mention[speaker.0 as usize].iter().copied())
        .collect()
}

/// "we" in a quotation: the state or body for which the speaker stands, else
/// the speaker and those with him.
fn speakers_side(parties: &mut Parties<'_>, mention: &Mention) -> Vec<u32> {
    let speakers = speaker(parties, mention);
    let mut sides = Vec::new();
    for at in speakers {
        let party = &parties.all[at as usize];
        let side = match party.kind {
            ActorKind::Person => {
                let (state, body) = parties.home(at);
                let party = &parties.all[at as usize];
                let person = party.person;
                let official =
                    party.sectors.iter().any(|sector| {
                        matches!(sector, Sector::Gov | Sector::Mil | Sector::Cop | Sector::Spy)
                    }) || person.is_some() && party.sectors.is_empty();
                let best = party.best;
                match (body, state) {
                    (Some(body), _) => {
                        parties.with_key(Key::Organisation(body), best, ActorKind::Organisation)
                    }
                    (None, Some(state)) if official => {
                        parties.with_key(Key::State(state), best, ActorKind::State)
                    }
                    _ => at,
                }
            }
            _ => at,
        };
        if !sides.contains(&side) {
            sides.push(side);
        }
    }
    sides
}

fn third_person(parties: &Parties<'_>, mention: &Mention) -> Vec<u32> {
    let syntax = parties.read.syntax;
    let token = syntax.token(mention.head);
    let sentence = token.sentence;
    let statement = quotation(parties, mention);
    let gender = parties.profile(mention.id).gender;
    let neuter = matches!(token.lower.as_str(), "it" | "its" | "itself");
    let reflexive = token.lower.ends_with("self") || token.lower.ends_with("selves");
    let forbidden = co_argument_parties(parties, mention, reflexive);
    let mut best: Option<(i32, Vec<u32>)> = None;
    for other in parties.read.mentions.all[..mention.id.0 as usize].iter().rev() {
        if other.head >= mention.head {
            continue;
        }
        let distance = sentence - syntax.token(other.head).sentence;
        if distance > REACH {
            break;
        }
        let found = &parties.of_mention[other.id.0 as usize];
        let [at] = found.as_slice() else {
            // "both countries … they".
            if mention.plural && found.len() > 1 && best.is_none() && distance <= 1 {
                best = Some((0, found.clone()));
            }
            continue;
        };
        let party = &parties.all[*at as usize];
        if forbidden.contains(at)
            || !agrees(parties, party, other, gender, neuter, mention)
            || bound(syntax, mention, other, reflexive)
        {
            continue;
        }
        // Inside a quotation "he" is not the one who speaks.
        if let Some(statement) = statement
            && statement.speaker.iter().any(|speaker| parties.of_mention[speaker.0 as usize].contains(at))
        {
            continue;
        }
        let mut score = -(distance as i32) * 30;
        let gap = (mention.head.0 - other.head.0) as i32;
        score -= if distance == 0 { gap / 2 } else { (gap / 8).min(10) };
        if parties.is_subject(other) {
            score += 22;
            if distance == 0 && token.dep == Dep::Nsubj {
                score += 6;
            }
        }
        if other.place == MentionPlace::Modifier {
            score -= 25;
        }
        if other.place == MentionPlace::Possessor && other.form == MentionForm::Name {
            score -= 6;
        }
        if syntax.token(other.head).dep == Dep::Pobj {
            score -= 6;
        }
        if other.form == MentionForm::Pronoun
            && paradigm(&syntax.token(other.head).lower) == paradigm(&token.lower)
        {
            score += 14;
        }
        if matches!(token.lower.as_str(), "its" | "their" | "his" | "her")
            && distance == 0
            && same_clause_subject(syntax, mention, other)
        {
            // "the guards had seized their boats": another's, not their own.
            score += if taken_from(syntax, mention, other) { -30 } else { 16 };
        }
        score += (party.mentions.len() as i32).min(6);
        if governs(syntax, mention, other) {
            score += 18;
        }
        if mention.plural {
            score += if party.kind == ActorKind::Group && (party.plural || other.plural) { 8 } else { -8 };
        }
        if !mention.plural && gender.is_some() && party.named {
            score += 4;
        }
        if best.as_ref().is_none_or(|(other, _)| score > *other) {
            best = Some((score, vec![*at]));
        }
    }
    // "A and B signed a truce under which they": both, where one of them alone would be "it".
    let one_of = |list: &[u32], found: &[u32]| matches!(found, [at] if list.contains(at) && parties.all[*at as usize].kind != ActorKind::Group);
    if mention.plural
        && let Some(list) = list_before(parties, mention)
        && best.as_ref().is_none_or(|(score, found)| *score < 10 || one_of(&list, found))
    {
        return list;
    }
    if neuter && best.as_ref().is_some_and(|(score, _)| other_thing(parties, mention) > *score) {
        return Vec::new();
    }
    best.map_or_else(|| ahead(parties, mention, gender, neuter), |(_, found)| found)
}

/// "Before he left, the minister spoke": the subject of the clause above, which
/// stands behind its pronoun.
fn ahead(parties: &Parties<'_>, mention: &Mention, gender: Option<Gender>, neuter: bool) -> Vec<u32> {
    let syntax = parties.read.syntax;
    let sentence = syntax.token(mention.head).sentence;
    let later = parties.read.mentions.all[mention.id.0 as usize + 1..].iter();
    for other in later.take_while(|other| syntax.token(other.head).sentence == sentence) {
        let token = syntax.token(other.head);
        let subject = matches!(token.dep, Dep::Nsubj | Dep::Nsubjpass);
        let [at] = parties.of_mention[other.id.0 as usize].as_slice() else { continue };
        let below = token.head != mention.head
            && syntax.dominates(token.head, mention.head)
            && !syntax.dominates(other.head, mention.head);
        if subject
            && below
            && syntax.token(mention.head).head != token.head
            && agrees(parties, &parties.all[*at as usize], other, gender, neuter, mention)
        {
            return vec![*at];
        }
    }
    Vec::new()
}

/// The nominative of a pronoun.
fn paradigm(lower: &str) -> &str {
    match lower {
        "him" | "his" | "himself" => "he",
        "her" | "hers" | "herself" => "she",
        "its" | "itself" => "it",
        "them" | "their" | "theirs" | "themselves" => "they",
        other => other,
    }
}

/// Number, gender and kind.
fn agrees(
    parties: &Parties<'_>,
    party: &Party,
    other: &Mention,
    gender: Option<Gender>,
    neuter: bool,
    mention: &Mention,
) -> bool {
    let person = party.kind == ActorKind::Person;
    if gender.is_some() {
        return person && !other.plural && (party.gender.is_none() || party.gender == gender);
    }
    if neuter {
        return !person && !(party.kind == ActorKind::Group && (party.plural || other.plural));
    }
    debug_assert!(mention.plural, "the only ones left are they, them, their");
    let _ = parties;
    match party.kind {
        ActorKind::Person | ActorKind::Place => false,
        ActorKind::Group => true,
        ActorKind::State | ActorKind::Organisation => other.place != MentionPlace::Modifier,
    }
}

/// The last list of two or more names: "Blinken and Lavrov … they".
fn list_before(parties: &Parties<'_>, mention: &Mention) -> Option<Vec<u32>> {
    let syntax = parties.read.syntax;
    let sentence = syntax.token(mention.head).sentence;
    for other in parties.read.mentions.all[..mention.id.0 as usize].iter().rev() {
        if other.head >= mention.head {
            continue;
        }
        if sentence - syntax.token(other.head).sentence > 1 {
            return None;
        }
        let token = syntax.token(other.head);
        if token.dep != Dep::Conj {
            continue;
        }
        let first = coordination(syntax, other.head)[0];
        let Some(first) = parties.read.mentions.at(first) else { continue };
        if syntax.token(first.head).head == mention.head || !parties.is_subject(first) {
            continue;
        }
        let mut all: Vec<u32> = Vec::new();
        for member in
            coordination(syntax, other.head).into_iter().filter_map(|head| parties.read.mentions.at(head))
        {
            for at in &parties.of_mention[member.id.0 as usize] {
                if !all.contains(at) {
                    all.push(*at);
                }
            }
        }
        if all.len() >= 2 {
            return Some(all);
        }
    }
    None
}

/// How strongly a thing that is no party claims an "it": the subject of the
/// same or the last sentence, where it is a common noun.
fn other_thing(parties: &Parties<'_>, mention: &Mention) -> i32 {
    let syntax = parties.read.syntax;
    let sentence = syntax.token(mention.head).sentence;
    let mut best = i32::MIN;
    for at in (0..mention.head.0).rev().map(TokenId) {
        let token = syntax.token(at);
        let distance = sentence - token.sentence;
        if distance > 1 {
            break;
        }
        let thing = matches!(token.pos, Pos::Noun)
            && token.tag == crate::syntax::Tag::Nn
            && parties.read.mentions.at(at).is_none()
            && matches!(token.dep, Dep::Nsubj | Dep::Nsubjpass | Dep::Dobj | Dep::Pobj);
        if !thing || syntax.entity_at(at).is_some() {
            continue;
        }
        let gap = (mention.head.0 - at.0) as i32;
        let mut score =
            -(distance as i32) * 30 - if distance == 0 { gap / 2 } else { (gap / 8).min(10) } - 12;
        if matches!(token.dep, Dep::Nsubj | Dep::Nsubjpass) {
            score += 22;
        }
        best = best.max(score);
    }
    best
}

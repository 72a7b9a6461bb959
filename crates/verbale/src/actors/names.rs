//! What a name is: state, body, person or place.

use compact_str::CompactString;

use super::{
    ActorKind, Read, Sector,
    metonyms::{in_dateline, speaks},
    profile::{Key, Profile, choose},
};
use crate::{
    codebook::actors::{OrganisationKind, StateForm, StateId, What},
    mentions::{Mention, MentionForm, MentionPlace},
    syntax::{Dep, EntityLabel, Pos},
};

/// A word that is part of a person's name in this article is a person wherever
/// it stands alone, whatever the network calls it there.
pub(super) fn surnames(read: &Read<'_>, profiles: &mut [Profile]) {
    let named = |profile: &Profile, mention: &Mention| {
        profile.key.is_none() && !profile.only_place && mention.form == MentionForm::Name
    };
    let mut parts: Vec<CompactString> = Vec::new();
    for mention in &read.mentions.all {
        let profile = &profiles[mention.id.0 as usize];
        if named(profile, mention) && profile.kind == Some(ActorKind::Person) {
            let words = name_words(read, mention);
            if words.len() >= 2 {
                parts.extend(words.into_iter().filter(|word| word.len() > 2));
            }
        }
    }
    parts.sort_unstable();
    for mention in &read.mentions.all {
        let profile = &mut profiles[mention.id.0 as usize];
        if named(profile, mention) && profile.kind != Some(ActorKind::Person) {
            let words = name_words(read, mention);
            if let [word] = words.as_slice()
                && parts.binary_search(word).is_ok()
                && !profile.definite
            {
                profile.kind = Some(ActorKind::Person);
            }
        }
    }
}

/// What the tables or the network know of a name.
pub(super) fn name(read: &Read<'_>, mention: &Mention, otherwise: &[Key], profile: &mut Profile) {
    match choose(read, mention, otherwise) {
        Some(What::State(state, form)) => {
            profile.state = Some(state);
            profile.states = mention
                .known
                .iter()
                .filter(|known| !known.weak)
                .filter_map(|known| match known.what {
                    What::State(state, StateForm::Name) => Some(state),
                    _ => None,
                })
                .collect();
            state_name(read, mention, state, form, profile);
        }
        Some(What::Organisation(id)) => {
            let body = read.tables.organisation(id);
            if body.kind == OrganisationKind::Breakaway && body.sectors.is_empty() && in_place(read, mention)
            {
                profile.state = body.country.as_ref().and_then(|code| read.tables.state_by_code(code));
                profile.only_place = true;
                return;
            }
            let people = body.kind == OrganisationKind::People;
            profile.kind = Some(if people { ActorKind::Group } else { ActorKind::Organisation });
            profile.key = Some(Key::Organisation(id));
            profile.sectors.clone_from(&body.sectors);
        }
        None => {
            let words = mention.name.of(read.text);
            let words_up = words.len() > 2 && !words.chars().any(char::is_lowercase);
            if words_up && in_dateline(read, mention) {
                profile.kind = None;
                return;
            }
            let place = mention.label == Some(EntityLabel::Gpe) && in_place(read, mention);
            let listed = !place && !read.tables.people_named(words).is_empty();
            let capitals = words.len() >= 2
                && !words.contains(' ')
                && words.chars().filter(|letter| letter.is_uppercase()).count() >= 2
                && words.chars().filter(|letter| letter.is_lowercase()).count() <= 1;
            let by_label = match mention.label {
                _ if listed => Some(ActorKind::Person),
                Some(EntityLabel::Person) if capitals && profile.definite => Some(ActorKind::Organisation),
                Some(EntityLabel::Person) => Some(ActorKind::Person),
                Some(EntityLabel::Org) => Some(ActorKind::Organisation),
                Some(EntityLabel::Norp) => Some(ActorKind::Group),
                None
                | Some(EntityLabel::Gpe | EntityLabel::Product | EntityLabel::Law | EntityLabel::WorkOfArt)
                    if capitals && profile.kind.is_none() =>
                {
                    Some(ActorKind::Organisation)
                }
                Some(EntityLabel::Gpe | EntityLabel::Loc | EntityLabel::Fac) => {
                    let country = read.places.within(mention.span).find_map(|place| place.country.clone());
                    let state = country.and_then(|code| read.tables.state_by_code(&code));
                    if profile.state.is_none() {
                        profile.state = state;
                    }
                    (state.is_some() && suffers(read, mention)).then_some(ActorKind::Group)
                }
                None if profile.kind.is_none() => unlabelled(read, mention, profile),
                _ => profile.kind,
            };
            // A title outweighs the network: "President Goita".
            let titled = profile.kind == Some(ActorKind::Person)
                && mention.role.is_some_and(|role| read.tables.role_by_id(role).title);
            profile.kind = if titled { Some(ActorKind::Person) } else { by_label };
        }
    }
}

/// Whether something is done to a city or region, so that it is a party: its
/// people, with the code of its country.
fn suffers(read: &Read<'_>, mention: &Mention) -> bool {
    let syntax = read.syntax;
    let mut at = mention.head;
    while syntax.token(at).dep == Dep::Conj {
        at = syntax.token(at).head;
    }
    let token = syntax.token(at);
    let above = syntax.token(token.head);
    match token.dep {
        Dep::Dobj | Dep::Nsubjpass => above.pos == Pos::Verb,
        Dep::Pobj => match above.lower.as_str() {
            "on" | "against" | "upon" => true,
            "at" => ["fire", "launch", "aim", "rocket", "missile", "shell", "lob", "shoot"]
                .contains(&syntax.token(above.head).lemma.as_str()),
            "of" => {
                let noun = syntax.token(above.head);
                [
                    "bombing",
                    "bombardment",
                    "shelling",
                    "siege",
                    "occupation",
                    "invasion",
                    "capture",
                    "destruction",
                    "annexation",
                    "blockade",
                    "attack",
                    "seizure",
                    "evacuation",
                ]
                .contains(&noun.lemma.as_str())
            }
            _ => false,
        },
        _ => false,
    }
}

/// What a name is that the network did not see: a person where it has two words
/// or acts alone ("found Barbarin guilty").
pub(super) fn unlabelled(read: &Read<'_>, mention: &Mention, profile: &Profile) -> Option<ActorKind> {
    let token = read.syntax.token(mention.head);
    let words = read.syntax.tokens_in(mention.name).len();
    let proper = token.pos == crate::syntax::Pos::Propn;
    let acts =
        matches!(token.dep, Dep::Nsubj | Dep::Nsubjpass | Dep::Dobj | Dep::Agent | Dep::Dative | Dep::Poss);
    if !proper || in_place(read, mention) || mention.plural {
        return None;
    }
    if profile.definite {
        return acts.then_some(ActorKind::Organisation);
    }
    ((2..=4).contains(&words) || (words == 1 && acts)).then_some(ActorKind::Person)
}

/// Whether a name stands behind a preposition of place.
pub(super) fn in_place(read: &Read<'_>, mention: &Mention) -> bool {
    let token = read.syntax.token(mention.head);
    token.dep == Dep::Pobj
        && matches!(
            read.syntax.token(token.head).lower.as_str(),
            "in" | "at" | "near" | "from" | "outside" | "into" | "across"
        )
}

pub(super) fn state_name(
    read: &Read<'_>,
    mention: &Mention,
    state: StateId,
    form: StateForm,
    profile: &mut Profile,
) {
    let also_people = mention
        .known
        .iter()
        .any(|known| matches!(known.what, What::State(other, StateForm::People) if other == state));
    let noun = profile.indefinite || profile.definite || mention.plural;
    let people = mention.place == MentionPlace::Head
        && (form == StateForm::People
            || (form == StateForm::Adjective && (mention.plural || (also_people && noun))));
    let place = form == StateForm::Capital && !speaks(read, mention);
    if place {
        if !suffers(read, mention) {
            profile.only_place = true;
            return;
        }
        profile.kind = Some(ActorKind::Group);
        return;
    }
    // "Russian-backed" and "the Russian president": the state, in its adjective.
    if people && !(profile.definite && mention.plural) {
        profile.kind = Some(if mention.plural { ActorKind::Group } else { ActorKind::Person });
        if profile.sectors.is_empty() {
            profile.sectors = vec![Sector::Cvl];
        }
        return;
    }
    profile.kind = Some(ActorKind::State);
    profile.key = Some(Key::State(state));
    profile.sectors = vec![Sector::Gov];
}

/// The words of a mention's name, folded, for comparing names.
pub(super) fn name_words(read: &Read<'_>, mention: &Mention) -> Vec<CompactString> {
    words_of(mention.name.of(read.text))
}

/// The words of a name, folded and in lower case, without "al-"; initials keep
/// their stop.
pub(super) fn words_of(name: &str) -> Vec<CompactString> {
    crate::codebook::actors::fold(name)
        .split(|letter: char| letter.is_whitespace() || letter == ',')
        .map(|word| {
            let word = word.trim_matches(|letter: char| !letter.is_alphanumeric() && letter != '.');
            let word = word.strip_suffix("'s").unwrap_or(word);
            let lower = word.to_lowercase();
            let bare =
                ["al-", "el-", "as-", "ar-", "ad-"].iter().find_map(|article| lower.strip_prefix(article));
            CompactString::from(bare.unwrap_or(&lower))
        })
        .filter(|word| !word.is_empty() && !matches!(word.as_str(), "al" | "jr" | "sr" | "jr." | "sr."))
        .collect()
}

//! Those who live in a town or region: parties only as those to whom something is done there.

use super::{Actor, ActorId, ActorKind, Read, Sector, metonyms::in_dateline};
use crate::{
    mentions::{Mention, MentionForm, MentionId, MentionPlace},
    syntax::EntityLabel,
};

/// Founds the inhabitants of each town and region that a mention names and that is nobody by itself, one actor
/// a place; they get ids behind those that `all` holds.
pub(super) fn found(
    read: &Read<'_>,
    of_mention: &[Vec<ActorId>],
    all: &mut Vec<Actor>,
) -> Vec<(MentionId, ActorId)> {
    let first = all.len();
    let mut out = Vec::new();
    for mention in &read.mentions.all {
        if !of_mention[mention.id.0 as usize].is_empty() || !may_be_lived_in(read, mention) {
            continue;
        }
        let place = read.places.within(mention.span).find(|place| place.span.overlaps(mention.name));
        let country = place.and_then(|place| place.country.as_ref());
        // Of a place that no table knows the name alone is told.
        let labelled = matches!(mention.label, Some(EntityLabel::Gpe | EntityLabel::Loc | EntityLabel::Fac));
        let name = match place.filter(|_| country.is_some()) {
            Some(place) => place.name.as_str(),
            None if labelled => mention.name.of(read.text),
            None => continue,
        };
        let known =
            all[first..].iter_mut().find(|actor| actor.name == name && actor.country.as_ref() == country);
        match known {
            Some(actor) => {
                actor.mentions.push(mention.id);
                out.push((mention.id, actor.id));
            }
            None => {
                let id = ActorId(all.len() as u32);
                all.push(Actor {
                    id,
                    name: name.to_owned(),
                    kind: ActorKind::Place,
                    named: true,
                    code: country.cloned(),
                    country: country.cloned(),
                    sectors: vec![Sector::Cvl],
                    office: None,
                    mentions: vec![mention.id],
                });
                out.push((mention.id, id));
            }
        }
    }
    out
}

/// Nouns that a place's name stands before: "Borno State", "the Ghouta region".
const PLACE_NOUNS: &[&str] = &[
    "region",
    "district",
    "state",
    "province",
    "city",
    "town",
    "village",
    "valley",
    "area",
    "enclave",
    "suburb",
    "neighbourhood",
    "neighborhood",
    "island",
    "islands",
    "strip",
    "heights",
    "peninsula",
    "border",
    "county",
    "camp",
    "governorate",
    "coast",
    "corridor",
    "airport",
    "port",
    "countryside",
];

/// A name that heads its phrase or stands before a noun for a place, in no dateline: "in Lahore", "the Swat
/// valley", not "the Lahore court".
fn may_be_lived_in(read: &Read<'_>, mention: &Mention) -> bool {
    let heads = match mention.place {
        MentionPlace::Head => true,
        MentionPlace::Possessor => false,
        MentionPlace::Modifier => read
            .syntax
            .head(mention.head)
            .is_some_and(|noun| PLACE_NOUNS.contains(&read.syntax.token(noun).lower.as_str())),
    };
    // Nobody lives in the Gulf.
    let water = ["gulf", "sea", "ocean", "strait", "river", "lake", "channel", "bay", "canal", "internet"];
    let head = read.syntax.token(mention.head).lower.as_str();
    mention.form == MentionForm::Name && heads && !water.contains(&head) && !in_dateline(read, mention)
}

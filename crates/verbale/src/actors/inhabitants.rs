//! Those who live in a town or region: parties only as those to whom something is done there.

use super::{Actor, ActorId, ActorKind, Read, Sector, metonyms::in_dateline};
use crate::mentions::{Mention, MentionForm, MentionId, MentionPlace};

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
        let Some((place, country)) = place.and_then(|place| Some((place, place.country.as_ref()?))) else {
            continue;
        };
        let known = all[first..]
            .iter_mut()
            .find(|actor| actor.name == place.name && actor.country.as_ref() == Some(country));
        match known {
            Some(actor) => {
                actor.mentions.push(mention.id);
                out.push((mention.id, actor.id));
            }
            None => {
                let id = ActorId(all.len() as u32);
                all.push(Actor {
                    id,
                    name: place.name.clone(),
                    kind: ActorKind::Place,
                    named: true,
                    code: Some(country.clone()),
                    country: Some(country.clone()),
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

/// A name that heads its phrase and stands in no dateline: "in Lahore", not "the Lahore court".
fn may_be_lived_in(read: &Read<'_>, mention: &Mention) -> bool {
    mention.form == MentionForm::Name && mention.place == MentionPlace::Head && !in_dateline(read, mention)
}

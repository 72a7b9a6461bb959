//! POLECAT's 40 columns, tab-separated. What Verbale does not know (Correlates
//! of War codes, Wikipedia ids, the place's city, district and province) stays
//! empty; several values of a cell are divided by "; ".

use super::{Row, join, number};
use crate::actors::{ActorId, ActorKind};

const COLUMNS: [&str; 40] = [
    "Event ID",
    "Event Date",
    "Event Type",
    "Event Mode",
    "Intensity",
    "Quad Code",
    "Contexts",
    "Actor Name",
    "Actor Country",
    "Actor COW",
    "Primary Actor Sector",
    "Actor Sectors",
    "Actor Title",
    "Actor Name Raw",
    "Wikipedia Actor ID",
    "Recipient Name",
    "Recipient Country",
    "Recipient COW",
    "Primary Recipient Sector",
    "Recipient Sectors",
    "Recipient Title",
    "Recipient Name Raw",
    "Wikipedia Recipient ID",
    "Placename",
    "City",
    "District",
    "Province",
    "Country",
    "Latitude",
    "Longitude",
    "GeoNames ID",
    "Raw Placename",
    "Feature Type",
    "Source",
    "Publication Date",
    "Story People",
    "Story Organizations",
    "Story Locations",
    "Language",
    "Version",
];

pub(super) fn header() -> String {
    COLUMNS.join("\t") + "\n"
}

pub(super) fn line(row: &Row<'_>) -> String {
    let event = row.event;
    let record = row.record;
    let numbers = record.numbers_of(event.id);
    let place = row.place();
    let actors = &record.layers.actors.all;
    let story = |kind: ActorKind| {
        join(actors.iter().filter(|actor| actor.named && actor.kind == kind).map(|actor| actor.name.clone()))
    };
    let mut locations: Vec<&str> = Vec::new();
    for place in &record.layers.places.all {
        if !locations.contains(&place.name.as_str()) {
            locations.push(&place.name);
        }
    }
    let mut cells = vec![
        row.uid().to_owned(),
        row.days().0,
        event.event.as_str().to_owned(),
        row.modes(),
        numbers.event_scale.to_string(),
        numbers.quad_code.to_string(),
        row.contexts(),
    ];
    cells.extend(party(row, &event.actor, row.raw(&event.evidence.actor)));
    cells.extend(party(row, &event.recipient, row.raw(&event.evidence.recipient)));
    let empty = String::new;
    cells.extend([
        place.map_or(empty(), |place| place.name.clone()),
        place.filter(|place| place.resolution == 4).map_or(empty(), |place| place.name.clone()),
        place.filter(|place| place.resolution == 3).map_or(empty(), |place| place.name.clone()),
        place.filter(|place| place.resolution == 2).map_or(empty(), |place| place.name.clone()),
        place.and_then(|place| place.country.as_ref()).map_or(empty(), ToString::to_string),
        number(place.and_then(|place| place.latitude)),
        number(place.and_then(|place| place.longitude)),
        number(place.and_then(|place| place.geonameid)),
        row.words(place.map(|place| place.span)).to_owned(),
        empty(),
        record.article.source.clone().unwrap_or_default(),
        record.article.date.to_string(),
        story(ActorKind::Person),
        story(ActorKind::Organisation),
        join(locations.into_iter().map(str::to_owned)),
        "en".to_owned(),
        concat!("verbale ", env!("CARGO_PKG_VERSION")).to_owned(),
    ]);
    debug_assert_eq!(cells.len(), COLUMNS.len());
    // `cell` turns tabs and line breaks into blanks, so that none divides a row.
    cells.iter().map(|text| row.cell(text)).collect::<Vec<_>>().join("\t") + "\n"
}

/// The eight columns of a party.
fn party(row: &Row<'_>, ids: &[ActorId], raw: String) -> [String; 8] {
    [
        row.names(ids),
        row.codes(ids),
        String::new(),
        row.sectors(ids),
        row.all_sectors(ids),
        row.offices(ids),
        raw,
        String::new(),
    ]
}

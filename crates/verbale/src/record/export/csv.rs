//! Comma-separated values, one event a line.

use super::{Row, number};
use crate::events::Size;

const COLUMNS: [&str; 45] = [
    "uid",
    "parent_uid",
    "article_id",
    "article_date",
    "source",
    "title",
    "url",
    "event",
    "mode",
    "context",
    "cameo",
    "quad_code",
    "event_scale",
    "status",
    "content_status",
    "actor_name",
    "actor_code",
    "actor_sector",
    "recipient_name",
    "recipient_code",
    "recipient_sector",
    "date",
    "enddate",
    "date_from",
    "place",
    "geonameid",
    "place_country",
    "latitude",
    "longitude",
    "resolution",
    "dead_least",
    "dead_most",
    "injured_least",
    "injured_most",
    "arrested_least",
    "arrested_most",
    "content",
    "condition",
    "told_by",
    "sentence",
    "trigger",
    "actor_words",
    "recipient_words",
    "rule",
    "confidence",
];

pub(super) fn header() -> String {
    COLUMNS.join(",") + "\n"
}

pub(super) fn line(row: &Row<'_>) -> String {
    let event = row.event;
    let article = &row.record.article;
    let numbers = row.record.numbers_of(event.id);
    let (first, last) = row.days();
    let place = row.place();
    let Size { dead, injured, arrested } = event.size.unwrap_or_default();
    let least = |range: Option<(u32, u32)>| number(range.map(|(least, _)| least));
    let most = |range: Option<(u32, u32)>| number(range.map(|(_, most)| most));
    let cells: [String; COLUMNS.len()] = [
        row.uid().to_owned(),
        row.parent().to_owned(),
        row.record.id(),
        article.date.to_string(),
        article.source.clone().unwrap_or_default(),
        article.title.clone().unwrap_or_default(),
        article.url.clone().unwrap_or_default(),
        event.event.as_str().to_owned(),
        row.modes(),
        row.contexts(),
        event.cameo.as_ref().map_or(String::new(), ToString::to_string),
        numbers.quad_code.to_string(),
        numbers.event_scale.to_string(),
        event.status.as_str().to_owned(),
        event.content_status.map_or("", |status| status.as_str()).to_owned(),
        row.names(&event.actor),
        row.codes(&event.actor),
        row.sectors(&event.actor),
        row.names(&event.recipient),
        row.codes(&event.recipient),
        row.sectors(&event.recipient),
        first,
        last,
        event.date_from.as_str().to_owned(),
        place.map_or(String::new(), |place| place.name.clone()),
        number(place.and_then(|place| place.geonameid)),
        place.and_then(|place| place.country.as_ref()).map_or(String::new(), ToString::to_string),
        number(place.and_then(|place| place.latitude)),
        number(place.and_then(|place| place.longitude)),
        number(place.map(|place| place.resolution)),
        least(dead),
        most(dead),
        least(injured),
        most(injured),
        least(arrested),
        most(arrested),
        row.words(event.content).to_owned(),
        row.words(event.condition).to_owned(),
        row.told_by(),
        row.words(Some(event.evidence.sentence)).to_owned(),
        row.words(Some(event.evidence.trigger)).to_owned(),
        row.raw(&event.evidence.actor),
        row.raw(&event.evidence.recipient),
        event.rule.to_string(),
        number(event.printed_confidence()),
    ];
    cells.map(|text| quoted(&row.cell(&text))).join(",") + "\n"
}

/// Quoted where RFC 4180 asks for it.
fn quoted(cell: &str) -> String {
    if cell.contains([',', '"']) || cell.starts_with(' ') || cell.ends_with(' ') {
        format!("\"{}\"", cell.replace('"', "\"\""))
    } else {
        cell.to_owned()
    }
}

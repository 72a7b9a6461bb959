//! PLOVER's JSON Lines (manual 2.0-draft), one event a line. Fields of our own
//! (`status`, `content_status`, `parent`, `told_by`, `rule`, …) stand beside
//! the standard's, as the manual allows.

use serde_json::{Value, json};

use super::{Row, number};
use crate::{
    actors::ActorId,
    record::{SCHEMA, json_line},
};

pub(super) fn line(row: &Row<'_>) -> String {
    let event = row.event;
    let record = row.record;
    let article = &record.article;
    let numbers = record.numbers_of(event.id);
    let (first, last) = row.days();
    let place = row.place().map(|place| {
        json!({
            "extracted_place": place.span.of(&article.text),
            "resolved_place": place.name,
            "geonameid": number(place.geonameid),
            "lat": place.latitude,
            "lon": place.longitude,
            "country_code": place.country.as_deref(),
            "resolution": place.resolution,
        })
    });
    let size = event.size.map(|size| {
        let range = |range: Option<(u32, u32)>| range.map(|(least, most)| vec![least, most]);
        json!({"dead": range(size.dead), "injured": range(size.injured), "arrested": range(size.arrested)})
    });
    let modes: Vec<&str> = event.mode.iter().map(|mode| mode.as_str()).collect();
    let contexts: Vec<&str> = event.context.iter().map(|context| context.as_str()).collect();
    let sentence = event.evidence.sentence;
    let points = crate::span::CodePoints::new(&article.text);
    let value = json!({
        "id": row.uid(),
        "has_event": true,
        "date": first,
        "enddate": last,
        "actor": entities(row, &event.actor),
        "recipient": entities(row, &event.recipient),
        "event": [event.event.as_str()],
        "event_loc": place,
        "event_text": [event.evidence.trigger.of(&article.text)],
        "quad_code": numbers.quad_code,
        "event_scale": numbers.event_scale,
        "mode": modes,
        "context": contexts,
        "size": size,
        "text": sentence.of(&article.text),
        "text_info": {
            "start": points.at(&article.text, sentence.start),
            "end": points.at(&article.text, sentence.end),
            "text_story": record.id(),
        },
        "cite_info": {
            "title": article.title,
            "url": article.url,
            "publication": article.source,
            "language": "en",
            "codebook": "PLOVER 2.0-draft",
            "version": SCHEMA,
        },
        "coder": concat!("verbale ", env!("CARGO_PKG_VERSION")),
        "status": event.status.as_str(),
        "content_status": event.content_status.map(|status| status.as_str()),
        "content": row.words(event.content),
        "condition": row.words(event.condition),
        "told_by": row.told_by(),
        "parent": row.parent(),
        "date_from": event.date_from.as_str(),
        "publication_date": article.date.to_string(),
        "cameo": event.cameo.as_deref(),
        "rule": event.rule.to_string(),
        "confidence": event.printed_confidence(),
    });
    json_line(&value) + "\n"
}

fn entities(row: &Row<'_>, ids: &[ActorId]) -> Vec<Value> {
    ids.iter()
        .map(|id| {
            let actor = row.record.layers.actors.get(*id);
            let sectors: Vec<&str> = actor.sectors.iter().map(|sector| sector.as_str()).collect();
            json!({
                "code": actor.code.as_deref().or(actor.country.as_deref()),
                "sector": sectors,
                "entity_text": actor.name,
                "office": actor.office,
            })
        })
        .collect()
}

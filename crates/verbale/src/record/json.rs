//! The record as JSON, field by field as `docs/record.schema.json` has it.

use serde::Serialize;

use super::{CODEBOOK_SHA256, MODELS_SHA256, Options, Record, SCHEMA, escape::json_line, sha256_hex};
use crate::{
    actors::{Actor, ActorId, ActorKind},
    events::{Event, Evidence, Size},
    mentions::MentionId,
    places::Place,
    positions::Position,
    span::{CodePoints, Span},
    statements::{Attitude, Form, Statement, Through},
    times::Time,
};

/// First and one past the last code point.
type Points = [u32; 2];

#[derive(Serialize)]
struct Output<'a> {
    schema: &'static str,
    made_by: MadeBy<'a>,
    id: String,
    date: String,
    date_source: &'static str,
    source: Option<&'a str>,
    title: Option<&'a str>,
    url: Option<&'a str>,
    text_sha256: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    text: Option<&'a str>,
    actors: Vec<ActorOut<'a>>,
    times: Vec<TimeOut<'a>>,
    places: Vec<PlaceOut<'a>>,
    statements: Vec<StatementOut>,
    events: Vec<EventOut<'a>>,
    positions: Vec<PositionOut<'a>>,
    notes: Vec<&'a str>,
}

#[derive(Serialize)]
struct MadeBy<'a> {
    verbale: &'static str,
    codebook_sha256: &'a str,
    models_sha256: &'static str,
    /// Left out of records that were made in the exact way.
    #[serde(skip_serializing_if = "std::ops::Not::not")]
    fast: bool,
    /// Left out of records that the ranker had a say in.
    #[serde(skip_serializing_if = "std::ops::Not::not")]
    no_ranker: bool,
}

#[derive(Serialize)]
struct ActorOut<'a> {
    id: String,
    name: &'a str,
    kind: &'static str,
    named: bool,
    code: Option<&'a str>,
    country: Option<&'a str>,
    sectors: Vec<&'static str>,
    office: Option<&'a str>,
    mentions: Vec<Points>,
}

#[derive(Serialize)]
struct TimeOut<'a> {
    id: String,
    span: Points,
    r#type: &'static str,
    value: &'a str,
    start: Option<String>,
    end: Option<String>,
}

#[derive(Serialize)]
struct PlaceOut<'a> {
    id: String,
    span: Points,
    name: &'a str,
    geonameid: Option<u32>,
    country: Option<&'a str>,
    latitude: Option<f32>,
    longitude: Option<f32>,
    resolution: u8,
}

#[derive(Serialize)]
struct StatementOut {
    id: String,
    speaker: Vec<String>,
    addressee: Vec<String>,
    source: Vec<Points>,
    cue: Vec<Points>,
    content: Vec<Points>,
    form: &'static str,
    attitude: &'static str,
    via: Vec<ThroughOut>,
    said_in: Option<String>,
}

#[derive(Serialize)]
struct ThroughOut {
    actor: Option<String>,
    span: Points,
}

#[derive(Serialize)]
struct EventOut<'a> {
    id: String,
    uid: String,
    parent: Option<String>,
    about: Vec<String>,
    event: &'static str,
    mode: Vec<&'static str>,
    context: Vec<&'static str>,
    cameo: Option<&'a str>,
    quad_code: u8,
    event_scale: f32,
    actor: Vec<String>,
    recipient: Vec<String>,
    date: Option<String>,
    enddate: Option<String>,
    date_from: &'static str,
    place: Option<String>,
    size: Option<SizeOut>,
    status: &'static str,
    content_status: Option<&'static str>,
    content: Option<Words<'a>>,
    condition: Option<Words<'a>>,
    said_in: Option<String>,
    statement: Option<String>,
    via: Vec<ThroughOut>,
    evidence: EvidenceOut<'a>,
    rule: String,
    confidence: Option<f64>,
}

#[derive(Serialize)]
struct SizeOut {
    dead: Option<(u32, u32)>,
    injured: Option<(u32, u32)>,
    arrested: Option<(u32, u32)>,
}

#[derive(Serialize)]
struct Words<'a> {
    text: &'a str,
    span: Points,
}

#[derive(Serialize)]
struct EvidenceOut<'a> {
    sentence: Points,
    trigger: Points,
    actor: Vec<Points>,
    recipient: Vec<Points>,
    words: EvidenceWords<'a>,
}

#[derive(Serialize)]
struct EvidenceWords<'a> {
    sentence: &'a str,
    trigger: &'a str,
    actor: Vec<&'a str>,
    recipient: Vec<&'a str>,
}

#[derive(Serialize)]
struct PositionOut<'a> {
    id: String,
    kind: &'static str,
    holder: Vec<String>,
    toward: Vec<String>,
    content: Option<Words<'a>>,
    condition: Option<Words<'a>>,
    deadline: Option<String>,
    event: Option<String>,
    statement: Option<String>,
    said_in: Option<String>,
}

/// The record on one line.
pub(super) fn line(record: &Record, options: Options<'_>) -> String {
    let view = View { record, points: CodePoints::new(&record.article.text), options };
    json_line(&view.output())
}

/// A record with what turns its layers into output.
struct View<'a> {
    record: &'a Record,
    points: CodePoints,
    options: Options<'a>,
}

impl<'a> View<'a> {
    fn output(&self) -> Output<'a> {
        let Record { article, layers, codebook_sha256, .. } = self.record;
        let uids = self.record.uids();
        let events = self.record.events(self.options);
        Output {
            schema: SCHEMA,
            made_by: MadeBy {
                verbale: env!("CARGO_PKG_VERSION"),
                codebook_sha256: if codebook_sha256.is_empty() { CODEBOOK_SHA256 } else { codebook_sha256 },
                models_sha256: MODELS_SHA256,
                fast: self.record.fast,
                no_ranker: self.record.rules_alone,
            },
            id: self.record.id(),
            date: article.date.to_string(),
            date_source: article.date_source.as_str(),
            source: article.source.as_deref(),
            title: article.title.as_deref(),
            url: article.url.as_deref(),
            text_sha256: sha256_hex(article.text.as_bytes()),
            text: self.options.text.then_some(&article.text),
            actors: (layers.actors.all.iter())
                .filter(|actor| actor.kind != ActorKind::Place || layers.events.name(actor.id))
                .map(|actor| self.actor(actor))
                .collect(),
            times: layers.times.all.iter().map(|time| self.time(time)).collect(),
            places: layers.places.all.iter().map(|place| self.place(place)).collect(),
            statements: layers.statements.all.iter().map(|item| self.statement(item)).collect(),
            events: events.map(|event| self.event(event, &uids[event.id.0 as usize])).collect(),
            positions: (self.record.positions(self.options))
                .map(|(n, item)| self.position(n, item))
                .collect(),
            notes: self.record.all_notes().collect(),
        }
    }

    fn span(&self, span: Span) -> Points {
        let text = &self.record.article.text;
        [self.points.at(text, span.start), self.points.at(text, span.end)]
    }

    fn spans(&self, spans: &[Span]) -> Vec<Points> {
        spans.iter().map(|span| self.span(*span)).collect()
    }

    fn words(&self, span: Option<Span>) -> Option<Words<'a>> {
        span.map(|span| Words { text: span.of(&self.record.article.text), span: self.span(span) })
    }

    fn strings(&self, spans: &[Span]) -> Vec<&'a str> {
        spans.iter().map(|span| span.of(&self.record.article.text)).collect()
    }

    /// The actors that these mentions stand for, each once.
    fn parties(&self, mentions: &[MentionId]) -> Vec<String> {
        let mut ids: Vec<ActorId> = Vec::new();
        for id in mentions.iter().flat_map(|mention| self.record.layers.actors.of(*mention)) {
            if !ids.contains(id) {
                ids.push(*id);
            }
        }
        actor_ids(&ids)
    }

    fn through(&self, via: &[Through]) -> Vec<ThroughOut> {
        let actors = &self.record.layers.actors;
        via.iter()
            .map(|through| ThroughOut {
                actor: actors.of(through.mention).first().map(|id| name("a", id.0)),
                span: self.span(through.span),
            })
            .collect()
    }

    fn actor(&self, actor: &'a Actor) -> ActorOut<'a> {
        let mentions = &self.record.layers.mentions;
        ActorOut {
            id: name("a", actor.id.0),
            name: &actor.name,
            kind: match actor.kind {
                ActorKind::Person => "person",
                ActorKind::State => "state",
                ActorKind::Organisation => "organisation",
                ActorKind::Group => "group",
                ActorKind::Place => "place",
            },
            named: actor.named,
            code: actor.code.as_deref(),
            country: actor.country.as_deref(),
            sectors: actor.sectors.iter().map(|sector| sector.as_str()).collect(),
            office: actor.office.as_deref(),
            mentions: actor.mentions.iter().map(|id| self.span(mentions.get(*id).span)).collect(),
        }
    }

    fn time(&self, time: &'a Time) -> TimeOut<'a> {
        TimeOut {
            id: name("t", time.id.0),
            span: self.span(time.span),
            r#type: time.kind.as_str(),
            value: &time.value,
            start: time.start.map(|date| date.to_string()),
            end: time.end.map(|date| date.to_string()),
        }
    }

    fn place(&self, place: &'a Place) -> PlaceOut<'a> {
        PlaceOut {
            id: name("l", place.id.0),
            span: self.span(place.span),
            name: &place.name,
            geonameid: place.geonameid,
            country: place.country.as_deref(),
            latitude: place.latitude,
            longitude: place.longitude,
            resolution: place.resolution,
        }
    }

    fn statement(&self, statement: &Statement) -> StatementOut {
        StatementOut {
            id: name("s", statement.id.0),
            speaker: self.parties(&statement.speaker),
            addressee: self.parties(&statement.addressee),
            source: self.spans(&statement.source),
            cue: self.spans(&statement.cue),
            content: self.spans(&statement.content),
            form: match statement.form {
                Form::Direct => "direct",
                Form::Indirect => "indirect",
                Form::Mixed => "mixed",
            },
            attitude: match statement.attitude {
                Attitude::Speech => "speech",
                Attitude::Belief => "belief",
                Attitude::Intention => "intention",
                Attitude::Perception => "perception",
            },
            via: self.through(&statement.via),
            said_in: statement.said_in.map(|id| name("s", id.0)),
        }
    }

    fn event(&self, event: &'a Event, uid: &str) -> EventOut<'a> {
        let events = &self.record.layers.events;
        let numbers = self.record.numbers_of(event.id);
        EventOut {
            id: name("e", event.id.0),
            uid: uid.to_owned(),
            parent: event.parent.map(|id| name("e", id.0)),
            about: (event.about.iter().filter(|id| self.options.shows(events.get(**id))))
                .map(|id| name("e", id.0))
                .collect(),
            event: event.event.as_str(),
            mode: event.mode.iter().map(|mode| mode.as_str()).collect(),
            context: event.context.iter().map(|context| context.as_str()).collect(),
            cameo: event.cameo.as_deref(),
            quad_code: numbers.quad_code,
            event_scale: numbers.event_scale,
            actor: actor_ids(&event.actor),
            recipient: actor_ids(&event.recipient),
            date: event.date.map(|(first, _)| first.to_string()),
            enddate: event.date.map(|(_, last)| last.to_string()),
            date_from: event.date_from.as_str(),
            place: event.place.map(|id| name("l", id.0)),
            size: event.size.map(|Size { dead, injured, arrested }| SizeOut { dead, injured, arrested }),
            status: event.status.as_str(),
            content_status: event.content_status.map(|status| status.as_str()),
            content: self.words(event.content),
            condition: self.words(event.condition),
            said_in: event.said_in.map(|id| name("s", id.0)),
            statement: event.statement.map(|id| name("s", id.0)),
            via: self.through(&event.via),
            evidence: self.evidence(&event.evidence),
            rule: event.rule.to_string(),
            confidence: event.printed_confidence(),
        }
    }

    fn evidence(&self, evidence: &Evidence) -> EvidenceOut<'a> {
        let text = &self.record.article.text;
        EvidenceOut {
            sentence: self.span(evidence.sentence),
            trigger: self.span(evidence.trigger),
            actor: self.spans(&evidence.actor),
            recipient: self.spans(&evidence.recipient),
            words: EvidenceWords {
                sentence: evidence.sentence.of(text),
                trigger: evidence.trigger.of(text),
                actor: self.strings(&evidence.actor),
                recipient: self.strings(&evidence.recipient),
            },
        }
    }

    fn position(&self, n: usize, position: &Position) -> PositionOut<'a> {
        let event = self.record.layers.events.get(position.event);
        PositionOut {
            id: name("p", n as u32),
            kind: position.kind.as_str(),
            holder: actor_ids(&position.holder),
            toward: actor_ids(&position.toward),
            content: self.words(position.content),
            condition: self.words(position.condition),
            deadline: position.deadline.map(|id| name("t", id.0)),
            event: self.options.shows(event).then(|| name("e", event.id.0)),
            statement: position.statement.map(|id| name("s", id.0)),
            said_in: position.said_in.map(|id| name("s", id.0)),
        }
    }
}

/// `a1` for index 0: ids in the output count from 1.
fn name(letter: &str, index: u32) -> String {
    format!("{letter}{}", index + 1)
}

fn actor_ids(ids: &[ActorId]) -> Vec<String> {
    ids.iter().map(|id| name("a", id.0)).collect()
}

//! The record's JSON, on a record built by hand with every kind of row.

mod articles;
mod schema;

use jiff::civil::Date;
use serde_json::Value;
use verbale::{
    Article, DateSource, Record, Span,
    actors::{Actor, ActorId, ActorKind, Actors, Sector},
    clauses::{ClauseId, Clauses},
    codebook::RuleName,
    document::Document,
    events::{Context, DateFrom, Event, EventId, EventType, Events, Evidence, Mode, Size, Status},
    mentions::{Mention, MentionForm, MentionId, Mentions},
    pipeline::Layers,
    places::{Place, PlaceId, Places},
    positions::{Position, PositionKind, Positions},
    record::{Numbers, Options},
    statements::{Attitude, Force, Form, Statement, StatementId, Statements, Through},
    syntax::{Syntax, TokenId},
    times::{Time, TimeId, TimeKind, Times},
};

const TEXT: &str = "In Zürich, Norland’s envoy Ada Møller warned Sudmark on Friday that it would \
                    close the “northern” crossing if shelling went on, Agence Polaire said.";

/// Where the first `words` stand.
fn at(words: &str) -> Span {
    let start = TEXT.find(words).expect(words) as u32;
    Span::new(start, start + words.len() as u32)
}

fn mention(id: u32, words: &str) -> Mention {
    let span = at(words);
    let (id, head) = (MentionId(id), TokenId(0));
    Mention {
        id,
        head,
        span,
        name: span,
        form: MentionForm::Name,
        label: None,
        plural: false,
        known: Vec::new(),
        role: None,
        place: verbale::mentions::MentionPlace::Head,
    }
}

fn actor(id: u32, name: &str, kind: ActorKind, code: Option<&str>, sector: Option<Sector>) -> Actor {
    Actor {
        id: ActorId(id),
        name: name.to_owned(),
        kind,
        named: true,
        code: code.map(Into::into),
        country: code.map(Into::into),
        sectors: sector.into_iter().collect(),
        office: None,
        mentions: vec![MentionId(id)],
    }
}

fn event(id: u32, event: EventType, trigger: &str) -> Event {
    Event {
        id: EventId(id),
        parent: None,
        about: Vec::new(),
        event,
        mode: Vec::new(),
        context: Vec::new(),
        cameo: None,
        actor: vec![ActorId(0)],
        recipient: vec![ActorId(1)],
        date: Some((Date::constant(2031, 5, 9), Date::constant(2031, 5, 9))),
        date_from: DateFrom::Clause,
        place: Some(PlaceId(0)),
        size: None,
        status: Status::Actual,
        content_status: None,
        content: None,
        parts: Vec::new(),
        condition: None,
        said_in: None,
        statement: None,
        via: Vec::new(),
        evidence: Evidence {
            sentence: Span::new(0, TEXT.len() as u32),
            trigger: at(trigger),
            trigger_token: TokenId(0),
            actor: vec![at("Ada Møller")],
            recipient: vec![at("Sudmark")],
        },
        holds: None,
        deadline: None,
        rule: RuleName::Rule("threaten.warn-that".into()),
        confidence: None,
        clause: ClauseId(0),
    }
}

fn record() -> Record {
    let content = at("it would close the “northern” crossing");
    let condition = at("if shelling went on");
    let via = vec![Through { mention: MentionId(2), span: at("Agence Polaire") }];
    let warning = Event {
        about: vec![EventId(1)],
        mode: vec![Mode::Restrict],
        context: vec![Context::Diplomatic],
        cameo: Some("131".into()),
        content_status: Some(Status::Conditional),
        content: Some(content),
        condition: Some(condition),
        statement: Some(StatementId(0)),
        via: via.clone(),
        confidence: Some(0.8675),
        ..event(0, EventType::Threaten, "warned")
    };
    let closing = Event {
        parent: Some(EventId(0)),
        status: Status::Conditional,
        said_in: Some(StatementId(0)),
        rule: RuleName::Ranker(EventType::Coerce),
        ..event(1, EventType::Coerce, "close")
    };
    let shelling = Event {
        parent: Some(EventId(0)),
        status: Status::Conditional,
        date: None,
        size: Some(Size { dead: Some((2, 3)), injured: None, arrested: None }),
        ..event(2, EventType::Assault, "shelling")
    };
    let statement = Statement {
        id: StatementId(0),
        speaker: vec![MentionId(0)],
        addressee: vec![MentionId(1)],
        source: vec![at("Norland’s envoy Ada Møller")],
        cue: vec![at("warned")],
        cue_head: None,
        cue_clause: None,
        content: vec![Span::new(content.start, condition.end)],
        form: Form::Mixed,
        attitude: Attitude::Speech,
        force: Force::Threatening,
        via,
        said_in: None,
    };
    let position = Position {
        kind: PositionKind::Threat,
        holder: vec![ActorId(0)],
        toward: vec![ActorId(1)],
        content: Some(content),
        condition: Some(condition),
        deadline: Some(TimeId(0)),
        event: EventId(0),
        statement: Some(StatementId(0)),
        said_in: None,
    };
    let of_mention = vec![vec![ActorId(0)], vec![ActorId(1)], vec![ActorId(2)]];
    let layers = Layers {
        document: Document::default(),
        syntax: Syntax::default(),
        clauses: Clauses::default(),
        mentions: Mentions {
            all: vec![mention(0, "Ada Møller"), mention(1, "Sudmark"), mention(2, "Agence Polaire")],
            of_token: Vec::new(),
        },
        times: Times {
            all: vec![Time {
                id: TimeId(0),
                span: at("Friday"),
                kind: TimeKind::Date,
                value: "2031-05-09".to_owned(),
                start: Some(Date::constant(2031, 5, 9)),
                end: Some(Date::constant(2031, 5, 9)),
            }],
            narrative: Vec::new(),
        },
        places: Places {
            all: vec![Place {
                id: PlaceId(0),
                span: at("Zürich"),
                name: "Zürich".to_owned(),
                geonameid: None,
                country: Some("CHE".into()),
                latitude: Some(47.37),
                longitude: None,
                resolution: 4,
            }],
        },
        statements: Statements { all: vec![statement] },
        actors: Actors {
            all: vec![
                actor(0, "Ada Møller", ActorKind::Person, Some("NOR"), Some(Sector::Gov)),
                actor(1, "Sudmark", ActorKind::State, None, None),
                actor(2, "Agence Polaire", ActorKind::Organisation, None, Some(Sector::Med)),
            ],
            inhabitants: Vec::new(),
            of_mention,
            notes: vec!["a name fits two".to_owned()],
        },
        events: Events { all: vec![warning, closing, shelling], notes: Vec::new() },
        positions: Positions { all: vec![position] },
    };
    let article = Article {
        id: Some("norland-1".to_owned()),
        date: Date::constant(2031, 5, 9),
        date_source: DateSource::Given,
        source: None,
        title: Some("A warning".to_owned()),
        url: None,
        text: TEXT.to_owned(),
    };
    let numbers = vec![Numbers { quad_code: 3, event_scale: -3.5 }; 3];
    let codebook_sha256 = String::new();
    Record { article, layers, numbers, codebook_sha256, fast: false, rules_alone: false, notes: Vec::new() }
}

fn json(options: Options<'_>) -> Value {
    serde_json::from_str(&record().to_json(options)).expect("one JSON object")
}

#[test]
fn records_fit_the_schema_in_every_form() {
    let schema = schema::schema();
    for (text, embedded) in [(true, true), (true, false), (false, true), (false, false)] {
        let value = json(Options { text, embedded, ..Options::default() });
        assert_eq!(schema::faults(&schema, &value), Vec::<String>::new());
        assert_eq!(value.get("text").is_some(), text);
        assert_eq!(value["events"].as_array().unwrap().len(), if embedded { 3 } else { 1 });
    }
    let otherwise = Record { fast: true, rules_alone: true, ..record() };
    let value: Value = serde_json::from_str(&otherwise.to_json(Options::default())).unwrap();
    assert_eq!(schema::faults(&schema, &value), Vec::<String>::new());
    assert_eq!((&value["made_by"]["fast"], &value["made_by"]["no_ranker"]), (&true.into(), &true.into()));
}

#[test]
fn the_checker_finds_faults() {
    let schema = schema::schema();
    let mut value = json(Options::default());
    value["date"] = "soon".into();
    value["events"][0]["status"] = "perhaps".into();
    value["events"][0]["surprise"] = 1.into();
    value["places"][0].as_object_mut().unwrap().remove("name");
    assert_eq!(schema::faults(&schema, &value).len(), 4, "{:?}", schema::faults(&schema, &value));
}

#[test]
fn every_span_gives_its_words_when_characters_are_counted() {
    let value = json(Options { text: true, embedded: true, ..Options::default() });
    let chars: Vec<char> = value["text"].as_str().unwrap().chars().collect();
    let words = |span: &Value| -> String {
        let end = |n: usize| span[n].as_u64().unwrap() as usize;
        chars[end(0)..end(1)].iter().collect()
    };
    let event = &value["events"][0];
    assert_eq!(words(&event["content"]["span"]), event["content"]["text"].as_str().unwrap());
    assert_eq!(words(&event["condition"]["span"]), "if shelling went on");
    assert_eq!(words(&event["evidence"]["trigger"]), "warned");
    assert_eq!(words(&event["evidence"]["actor"][0]), event["evidence"]["words"]["actor"][0]);
    assert_eq!(words(&value["actors"][0]["mentions"][0]), "Ada Møller");
    assert_eq!(words(&value["places"][0]["span"]), "Zürich");
    assert_eq!(words(&value["statements"][0]["via"][0]["span"]), "Agence Polaire");
}

#[test]
fn ids_refer_to_rows_that_are_there() {
    for embedded in [true, false] {
        let value = json(Options { text: true, embedded, ..Options::default() });
        let mut ids = Vec::new();
        for table in ["actors", "times", "places", "statements", "events", "positions"] {
            ids.extend(value[table].as_array().unwrap().iter().map(|row| row["id"].clone()));
        }
        for table in ["statements", "events", "positions"] {
            for row in value[table].as_array().unwrap() {
                let keys = [
                    "parent",
                    "about",
                    "actor",
                    "recipient",
                    "place",
                    "said_in",
                    "statement",
                    "speaker",
                    "addressee",
                    "holder",
                    "toward",
                    "deadline",
                ];
                let single = if table == "positions" { row.get("event") } else { None };
                for reference in keys.iter().filter_map(|key| row.get(key)).chain(single) {
                    for id in reference.as_array().cloned().unwrap_or_else(|| vec![reference.clone()]) {
                        assert!(id.is_null() || ids.contains(&id), "{id} in {row}");
                    }
                }
            }
        }
    }
}

#[test]
fn a_uid_does_not_move_with_type_or_rule_and_is_never_shared() {
    let mut one = record();
    let before = one.uids();
    one.layers.events.all[0].event = EventType::Accuse;
    one.layers.events.all[0].rule = RuleName::Ranker(EventType::Accuse);
    assert_eq!(one.uids(), before);
    let twin = one.layers.events.all[0].clone();
    one.layers.events.all.push(Event { id: EventId(3), ..twin });
    let with_twin = one.uids();
    assert_eq!(with_twin[..3], before[..]);
    assert_eq!(with_twin.iter().collect::<std::collections::HashSet<_>>().len(), 4);
    one.article.id = Some("another".to_owned());
    assert!(one.uids().iter().all(|uid| !with_twin.contains(uid)));
    // A ring of parents, which no stage makes, still ends.
    one.layers.events.all[0].parent = Some(EventId(1));
    assert_eq!(one.uids().len(), 4);
}

#[test]
fn an_article_without_an_id_takes_the_start_of_its_digest() {
    let mut one = record();
    one.article.id = None;
    let value: Value = serde_json::from_str(&one.to_json(Options::default())).unwrap();
    assert!(value["text_sha256"].as_str().unwrap().starts_with(value["id"].as_str().unwrap()));
    assert_eq!(value["id"].as_str().unwrap().len(), 16);
}

#[test]
fn numbers_are_plain() {
    let value = json(Options::default());
    assert_eq!(value["events"][0]["confidence"].to_string(), "0.87");
    assert_eq!(value["places"][0]["latitude"].to_string(), "47.37");
    assert_eq!(value["made_by"]["codebook_sha256"].as_str().unwrap().len(), 64);
    assert_eq!(value["made_by"]["models_sha256"].as_str().unwrap().len(), 64);
}

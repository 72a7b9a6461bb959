//! Matching, statuses and embedding over real trees, with parties that are
//! known by their names alone.

use std::sync::OnceLock;

use jiff::civil::Date;

use super::{Event, Events, Read, find};
use crate::{
    Article, Codebook,
    actors::{Actor, ActorId, ActorKind, Actors},
    clauses, codebook, document, mentions,
    mentions::MentionForm,
    places::Places,
    statements::Statements,
    syntax::{self, Model},
    times::Times,
};

const RULES: &str = r#"
[[rule]]
id = "zz.attack"
why = "test"
event = "ASSAULT"
trigger = { lemma = ["attack", "invade", "bomb"] }
actor = "subject"
recipient = "object?"
yes = ["[actor A] [trigger attacked] [recipient B]."]
no = ["Nobody came."]

[[rule]]
id = "zz.attack-noun"
why = "test"
event = "ASSAULT"
trigger = { lemma = ["attack", "bombing", "invasion"], pos = "NOUN" }
actor = "subject"
recipient = ["object?", "oblique:on"]
yes = ["[actor A]'s [trigger attack]."]
no = ["Nobody came."]

[[rule]]
id = "zz.meet"
why = "test"
event = "CONSULT"
trigger = { lemma = "meet" }
actor = "both"
yes = ["[actor A] [trigger met] [actor B]."]
no = ["Nobody came."]

[[rule]]
id = "zz.demand"
why = "test"
event = "REQUEST"
trigger = { lemma = ["demand", "urge", "call"] }
actor = "subject"
recipient = ["object", "oblique:on", "complement.subject?"]
about = ["complement", "object"]
yes = ["[actor A] [trigger urged] [recipient B] to go."]
no = ["Nobody came."]

[[rule]]
id = "zz.threaten"
why = "test"
event = "THREATEN"
trigger = { lemma = ["threaten", "warn"] }
actor = "subject"
recipient = ["object?", "condition.subject"]
about = ["complement?", "oblique:of"]
yes = ["[actor A] [trigger threatened] to go."]
no = ["Nobody came."]

[[rule]]
id = "zz.accuse"
why = "test"
event = "ACCUSE"
trigger = { lemma = ["accuse", "condemn"] }
actor = "subject"
recipient = ["object", "object.subject"]
about = ["complement?", "object"]
yes = ["[actor A] [trigger accused] [recipient B]."]
no = ["Nobody came."]

[[rule]]
id = "zz.deny"
why = "test"
event = "REJECT"
position = "denial"
trigger = { lemma = "deny" }
actor = "subject"
about = "complement"
yes = ["[actor A] [trigger denied] going."]
no = ["Nobody came."]
"#;

fn book() -> &'static Codebook {
    static BOOK: OnceLock<Codebook> = OnceLock::new();
    BOOK.get_or_init(|| {
        Codebook::with_files(&[codebook::File { path: "events/zz.toml", text: RULES }])
            .unwrap_or_else(|e| panic!("{}", e[0]))
    })
}

/// Reads a text with every name a state of its own.
fn events(text: &str) -> (Events, Vec<String>) {
    let date = Date::constant(2022, 1, 21);
    let article = Article::new(date, text);
    let codebook = book();
    let document = document::read(&article);
    let syntax = syntax::parse(&document, text, Model::bundled());
    let clauses = clauses::build(&syntax, &codebook.words);
    let mentions = mentions::find(text, &syntax, &clauses, codebook);
    let mut actors = Actors { of_mention: vec![Vec::new(); mentions.all.len()], ..Actors::default() };
    let mut names: Vec<String> = Vec::new();
    for mention in mentions.all.iter().filter(|mention| mention.form == MentionForm::Name) {
        let name = mention.name.of(text).to_owned();
        let at = names.iter().position(|known| *known == name).unwrap_or_else(|| {
            actors.all.push(Actor {
                id: ActorId(names.len() as u32),
                name: name.clone(),
                kind: ActorKind::State,
                named: true,
                code: Some("XXX".into()),
                country: None,
                sectors: Vec::new(),
                office: None,
                mentions: Vec::new(),
            });
            names.push(name);
            names.len() - 1
        });
        actors.of_mention[mention.id.0 as usize] = vec![ActorId(at as u32)];
    }
    let (statements, times, places) = (Statements::default(), Times::default(), Places::default());
    let read = Read {
        text,
        date,
        document: &document,
        syntax: &syntax,
        clauses: &clauses,
        mentions: &mentions,
        times: &times,
        places: &places,
        statements: &statements,
        actors: &actors,
        codebook,
        ranker: None,
    };
    (find(read), names)
}

fn line(event: &Event, names: &[String]) -> String {
    let list =
        |ids: &[ActorId]| ids.iter().map(|id| names[id.0 as usize].as_str()).collect::<Vec<_>>().join("+");
    format!(
        "{}{} {}{} {}>{}",
        event.parent.map_or(String::new(), |_| "  ".to_owned()),
        event.event.as_str(),
        event.status.as_str(),
        event.content_status.map_or(String::new(), |status| format!("/{}", status.as_str())),
        list(&event.actor),
        list(&event.recipient),
    )
}

fn lines(text: &str) -> Vec<String> {
    let (events, names) = events(text);
    events.all.iter().map(|event| line(event, &names)).collect()
}

#[test]
fn acts_and_what_governs_them() {
    let cases: &[(&str, &[&str])] = &[
        ("Kenya attacked Somalia on Monday.", &["ASSAULT actual Kenya>Somalia"]),
        ("Somalia was attacked by Kenya.", &["ASSAULT actual Kenya>Somalia"]),
        ("Kenya and Uganda attacked Somalia.", &["ASSAULT actual Kenya+Uganda>Somalia"]),
        ("Kenya did not attack Somalia.", &["ASSAULT negated Kenya>Somalia"]),
        ("Kenya didn’t attack Somalia.", &["ASSAULT negated Kenya>Somalia"]),
        ("Somalia wasn’t attacked by Kenya.", &["ASSAULT negated Kenya>Somalia"]),
        ("Kenya may attack Somalia.", &["ASSAULT hypothetical Kenya>Somalia"]),
        ("Kenya failed to attack Somalia.", &["ASSAULT negated Kenya>Somalia"]),
        (
            "Uganda urged Kenya not to attack Somalia.",
            &["REQUEST actual/requested Uganda>Kenya", "  ASSAULT requested Kenya>Somalia"],
        ),
        (
            "Kenya threatened to attack Somalia.",
            &["THREATEN actual/planned Kenya>Somalia", "  ASSAULT planned Kenya>Somalia"],
        ),
        (
            "Kenya denied attacking Somalia.",
            &["REJECT actual/negated Kenya>Somalia", "  ASSAULT negated Kenya>Somalia"],
        ),
        (
            "Uganda accused Kenya of bombing Somalia.",
            &["ACCUSE actual Uganda>Kenya", "  ASSAULT hypothetical Kenya>Somalia"],
        ),
        ("Uganda did not demand that Kenya leave.", &["REQUEST negated/requested Uganda>Kenya"]),
        ("Kenya and Uganda met in Paris.", &["CONSULT actual Kenya+Uganda>"]),
        (
            "Kenya criticised Somalia in a letter, demanding an end to the raids.",
            &["ACCUSE actual Kenya>Somalia", "REQUEST actual/requested Kenya>Somalia"],
        ),
        (
            "Kenya, having bombed Somalia for a week, agreed to a ceasefire.",
            &["ASSAULT actual Kenya>Somalia", "CONCEDE actual/planned Kenya>"],
        ),
        ("Kenya punished Somalia for criticising the raids.", &["ACCUSE actual Somalia>Kenya"]),
        (
            "Kenya refused to meet Uganda when Uganda attacked Somalia.",
            &[
                "REJECT actual Kenya>Uganda",
                "  CONSULT negated Kenya+Uganda>",
                "ASSAULT actual Uganda>Somalia",
            ],
        ),
        ("Kenya hopes to speak with Somalia.", &["CONSULT hypothetical Kenya>Somalia"]),
    ];
    let mut failed = Vec::new();
    for (text, wanted) in cases {
        let came = lines(text);
        if came != *wanted {
            failed.push(format!("{text}\n  wanted {wanted:?}\n  came   {came:?}"));
        }
    }
    assert!(failed.is_empty(), "{}", failed.join("\n"));
}

#[test]
fn a_condition_is_no_event_of_its_own() {
    let came = lines("Uganda warned of a harsh response if Kenya invades Somalia.");
    assert_eq!(came, ["THREATEN actual/conditional Uganda>Kenya", "  ASSAULT hypothetical Kenya>Somalia"]);
    assert_eq!(lines("If Kenya invades Somalia, prices will rise."), Vec::<String>::new());
}

#[test]
fn a_report_of_sport_holds_no_events() {
    let text = "Kenya attacked Uganda's goalkeeper on Sunday. The referee warned Kenya. \
                The striker and the midfielder met Uganda in the tournament.";
    let (events, _) = events(text);
    assert!(events.all.is_empty());
    assert!(events.notes.iter().any(|note| note.contains("sport")));
}

#[test]
fn no_text_makes_it_panic() {
    for text in [
        "",
        "?",
        "“",
        "Kenya",
        "attack attack attack",
        "if if if",
        "Kenya’s Kenya’s attack on on on.",
        "\u{200b}Kenya\u{301} met.",
    ] {
        let _ = events(text);
    }
}

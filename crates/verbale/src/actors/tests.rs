use jiff::civil::{Date, date};

use super::*;
use crate::{
    Article,
    pipeline::{Layers, Reader, read},
};

fn layers(text: &str, date: Date) -> Layers {
    let article = Article::new(date, text);
    read(&article, Reader::rules_alone())
}

/// Each actor as "NAME CODE SECTOR: mention | mention".
fn actors(text: &str, date: Date) -> Vec<String> {
    let layers = layers(text, date);
    let words = |id: &MentionId| layers.mentions.get(*id).span.of(text);
    layers
        .actors
        .all
        .iter()
        .map(|actor| {
            let sector = actor.sectors.first().map_or("-", |sector| sector.as_str());
            let mentions: Vec<_> = actor.mentions.iter().map(words).collect();
            format!(
                "{} {} {sector}: {}",
                actor.name,
                actor.code.as_deref().unwrap_or("-"),
                mentions.join(" | ")
            )
        })
        .collect()
}

fn holds(text: &str, date: Date, expected: &[&str]) {
    let found = actors(text, date);
    for line in expected {
        assert!(found.iter().any(|actor| actor == line), "{line}\nis not in\n{}", found.join("\n"));
    }
}

#[test]
fn a_name_with_title_and_country_needs_no_table() {
    let text = "Malian Foreign Minister Adama Koro rejected the plan. Mr Koro said he had not been asked.";
    holds(
        text,
        date(2031, 3, 2),
        &["Adama Koro MLI GOV: Malian Foreign Minister Adama Koro | Mr Koro | he", "Mali MLI GOV: Malian"],
    );
}

#[test]
fn the_date_decides_who_held_an_office() {
    let text = "Russia's president called. The Russian president was brief.";
    for (day, name) in [(date(2010, 1, 1), "Dmitry Medvedev"), (date(2020, 1, 1), "Vladimir Putin")] {
        let line = format!("{name} RUS GOV: Russia's president | The Russian president");
        holds(text, day, &[&line]);
    }
}

#[test]
fn a_capital_is_a_power_where_it_speaks_and_a_place_elsewhere() {
    let text = "Oslo said it would talk to Riga. The envoys met in Vienna.";
    holds(text, date(2031, 3, 2), &["Norway NOR GOV: Oslo | it", "Latvia LVA GOV: Riga"]);
    assert!(actors(text, date(2031, 3, 2)).iter().all(|actor| !actor.starts_with("Austria")));
}

#[test]
fn in_a_quotation_i_is_the_speaker_and_we_his_side() {
    let text = "“We will wait, and I will sign,” Norwegian Prime Minister Kari Lund said.";
    holds(
        text,
        date(2031, 3, 2),
        &["Norway NOR GOV: We | Norwegian", "Kari Lund NOR GOV: I | Norwegian Prime Minister Kari Lund"],
    );
}

#[test]
fn a_list_gives_an_actor_each() {
    let text = "The foreign ministers of Peru and Chile have met. North and South Korea did not. Both countries were invited.";
    let found = actors(text, date(2031, 3, 2));
    for name in ["foreign minister of Peru PER GOV", "foreign minister of Chile CHL GOV"] {
        assert!(found.iter().any(|actor| actor.starts_with(name)), "{name}\n{}", found.join("\n"));
    }
    holds(
        text,
        date(2031, 3, 2),
        &[
            "North Korea PRK GOV: North and South Korea | Both countries",
            "South Korea KOR GOV: North and South Korea | Both countries",
        ],
    );
}

#[test]
fn an_outlet_is_not_its_state() {
    let text = "Norway's Nordlys news agency quoted a source in the Swedish delegation.";
    let found = actors(text, date(2031, 3, 2));
    assert!(
        found.iter().any(|actor| actor.contains("NOR MED") && actor.contains("news agency")),
        "{found:?}"
    );
    assert!(
        found.contains(
            &"a source in the Swedish delegation SWE GOV: a source in the Swedish delegation".to_owned()
        ),
        "{found:?}"
    );
}

#[test]
fn the_article_wins_over_the_table_and_says_so() {
    let layers = layers("Peruvian President Emmanuel Macron resigned.", date(2020, 5, 5));
    let actor = layers.actors.all.iter().find(|actor| actor.kind == ActorKind::Person).expect("a person");
    assert_eq!(actor.code.as_deref(), Some("PER"));
    assert_eq!(layers.actors.notes.len(), 1, "{:?}", layers.actors.notes);
}

#[test]
fn ids_and_mentions_agree_on_any_text() {
    let texts = [
        "",
        "“",
        "He said it. They did. We are us.",
        "’s ’s the The of of US US$ 5 «I» 日本とMoscow",
        "Both. The two. Either side of of Russia and and and.",
        "the the the president of the of\n\nMoscow\n\n(Kyiv) — Putin, Putin, and Putin’s Putin",
    ];
    for text in texts {
        let layers = layers(text, date(2020, 1, 1));
        for (at, actor) in layers.actors.all.iter().enumerate() {
            assert_eq!(actor.id.0 as usize, at);
            assert!(actor.mentions.is_sorted());
            for mention in &actor.mentions {
                let own = layers.actors.of(*mention).contains(&actor.id);
                let lives = layers.actors.living_in(*mention) == Some(actor.id);
                assert!(own != lives, "{text}: {}", actor.name);
                assert_eq!(lives, actor.kind == ActorKind::Place);
            }
        }
    }
}

#[test]
fn a_town_is_a_party_only_where_something_is_done_to_it() {
    let town = |text: &str| {
        let layers = layers(text, date(2020, 1, 1));
        let town = layers.actors.all.iter().find(|actor| actor.kind == ActorKind::Place);
        town.is_some_and(|town| layers.events.all.iter().any(|event| event.recipient == [town.id]))
    };
    assert!(town("Bolivian authorities imposed a curfew in Santa Cruz."));
    assert!(!town("Bolivia signed a treaty in Santa Cruz."));
}

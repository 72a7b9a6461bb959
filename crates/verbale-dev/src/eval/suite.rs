//! `verbale-dev eval suite FILE.toml…`: minimal pairs for status and type.
//!
//! A sentence is right when each expected event appears, none that must never
//! appear does, and none appears that is neither expected nor allowed.

use jiff::civil::Date;
use verbale::{events::Event, pipeline::Layers};

use super::{layers, share};

/// A top-level event as a suite states it.
struct Wanted {
    /// Types, parted by "|"; "*" for any.
    event: String,
    actor: Option<Vec<String>>,
    recipient: Option<Vec<String>>,
    /// Statuses, parted by "|"; none for any.
    status: Option<String>,
    /// Statuses, parted by "|", "any" among them for any; none for no content.
    content: Option<String>,
}

struct Sentence {
    family: String,
    text: String,
    date: Date,
    expect: Vec<Wanted>,
    may: Vec<Wanted>,
    never: Vec<Wanted>,
}

/// Runs suites and prints every failure, the score of each family and the whole.
pub(super) fn run(arguments: &[String]) -> Result<(), String> {
    let mut right = 0;
    let mut whole = 0;
    let mut invented = 0;
    for path in arguments.iter().filter(|argument| !argument.starts_with("--")) {
        let mut families: Vec<(String, usize, usize)> = Vec::new();
        for sentence in load(path)? {
            let layers = layers(&sentence.text, sentence.date);
            let found: Vec<&Event> =
                layers.events.all.iter().filter(|event| event.parent.is_none()).collect();
            let faults = faults(&sentence, &layers, &found);
            if !families.iter().any(|family| family.0 == sentence.family) {
                families.push((sentence.family.clone(), 0, 0));
            }
            let family = families.iter_mut().find(|family| family.0 == sentence.family);
            if let Some((_, good, all)) = family {
                *good += usize::from(faults.is_empty());
                *all += 1;
            }
            whole += 1;
            right += usize::from(faults.is_empty());
            invented += usize::from(faults.iter().any(|fault| fault.starts_with("never")));
            if !faults.is_empty() {
                println!("{}: {}", sentence.family, sentence.text);
                for fault in faults {
                    println!("    {fault}");
                }
                for event in found {
                    println!("    found {}", describe(&layers, event));
                }
            }
        }
        println!("\n{path}");
        for (name, good, all) in families {
            println!("  {name:<14} {}", share(good, all));
        }
    }
    println!("\nright {}   with a forbidden event {invented}", share(right, whole));
    Ok(())
}

fn faults(sentence: &Sentence, layers: &Layers, found: &[&Event]) -> Vec<String> {
    let mut faults = Vec::new();
    let mut used = vec![false; found.len()];
    for wanted in &sentence.expect {
        let at = (0..found.len()).find(|at| !used[*at] && fits(wanted, layers, found[*at]));
        match at {
            Some(at) => used[at] = true,
            None => faults.push(format!("missing {}", wanted.describe())),
        }
    }
    for event in found {
        if let Some(wanted) = sentence.never.iter().find(|wanted| fits(wanted, layers, event)) {
            faults.push(format!("never {}", wanted.describe()));
        }
    }
    for (event, used) in found.iter().zip(used) {
        if !used && !sentence.may.iter().any(|wanted| fits(wanted, layers, event)) {
            faults.push(format!("unwanted {}", describe(layers, event)));
        }
    }
    faults
}

fn fits(wanted: &Wanted, layers: &Layers, event: &Event) -> bool {
    let among = |wanted: &str, value: &str| wanted.split('|').any(|one| one == value || one == "any");
    let parties = |wanted: &Option<Vec<String>>, ids: &[verbale::actors::ActorId]| {
        wanted.as_ref().is_none_or(|wanted| {
            let mut codes: Vec<&str> =
                ids.iter().map(|id| layers.actors.get(*id).code.as_deref().unwrap_or("?")).collect();
            codes.sort_unstable();
            codes.dedup();
            codes == wanted.iter().map(String::as_str).collect::<Vec<_>>()
        })
    };
    let content = event.content_status.map_or("none", |status| status.as_str());
    (wanted.event == "*" || among(&wanted.event, event.event.as_str()))
        && wanted.status.as_ref().is_none_or(|status| among(status, event.status.as_str()))
        && wanted.content.as_ref().is_none_or(|status| among(status, content))
        && parties(&wanted.actor, &event.actor)
        && parties(&wanted.recipient, &event.recipient)
}

fn describe(layers: &Layers, event: &Event) -> String {
    let codes = |ids: &[verbale::actors::ActorId]| {
        let codes: Vec<&str> =
            ids.iter().map(|id| layers.actors.get(*id).code.as_deref().unwrap_or("?")).collect();
        codes.join("+")
    };
    let content = event.content_status.map_or(String::new(), |status| format!("/{}", status.as_str()));
    format!(
        "{} {}>{} {}{content} by {}",
        event.event.as_str(),
        codes(&event.actor),
        codes(&event.recipient),
        event.status.as_str(),
        event.rule
    )
}

impl Wanted {
    fn describe(&self) -> String {
        let codes = |codes: &Option<Vec<String>>| {
            codes.as_ref().map_or_else(|| "?".to_owned(), |codes| codes.join("+"))
        };
        let status = self.status.as_deref().unwrap_or("?");
        let content = self.content.as_deref().map_or(String::new(), |content| format!("/{content}"));
        format!("{} {}>{} {status}{content}", self.event, codes(&self.actor), codes(&self.recipient))
    }
}

fn load(path: &str) -> Result<Vec<Sentence>, String> {
    let text = std::fs::read_to_string(path).map_err(|error| format!("{path}: {error}"))?;
    let table: toml::Table = toml::from_str(&text).map_err(|error| format!("{path}: {error}"))?;
    let sentences = table.get("sentence").and_then(toml::Value::as_array).ok_or("no [[sentence]]")?;
    sentences.iter().map(|row| sentence(row).map_err(|fault| format!("{path}: {fault}: {row}"))).collect()
}

fn sentence(row: &toml::Value) -> Result<Sentence, String> {
    let string = |key: &str| row.get(key).and_then(toml::Value::as_str).ok_or_else(|| format!("no {key}"));
    let events = |key: &str, expected: bool| {
        let rows = row.get(key).and_then(toml::Value::as_array);
        rows.into_iter().flatten().map(|row| wanted(row, expected)).collect::<Result<Vec<_>, _>>()
    };
    Ok(Sentence {
        family: string("family")?.to_owned(),
        text: string("text")?.to_owned(),
        date: string("date")?.parse().map_err(|error| format!("date: {error}"))?,
        expect: events("expect", true)?,
        may: events("may", false)?,
        never: events("never", false)?,
    })
}

fn wanted(row: &toml::Value, expected: bool) -> Result<Wanted, String> {
    let string = |key: &str| row.get(key).and_then(toml::Value::as_str).map(str::to_owned);
    let codes = |key: &str| {
        row.get(key).and_then(toml::Value::as_array).map(|codes| {
            let mut codes: Vec<String> =
                codes.iter().filter_map(|code| code.as_str().map(str::to_owned)).collect();
            codes.sort_unstable();
            codes
        })
    };
    Ok(Wanted {
        event: string("event").ok_or("an event without type")?,
        actor: codes("actor"),
        recipient: codes("recipient"),
        status: string("status"),
        content: string("content_status").or_else(|| expected.then(|| "none".to_owned())),
    })
}

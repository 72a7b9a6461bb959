//! The suite of actors: who is who in passages of one difficulty each.

use std::collections::BTreeMap;

use jiff::civil::Date;
use toml::Value;
use verbale::{actors::ActorId, pipeline::Layers, span::Span};

use super::{layers, share};

/// A marked stretch: the letters of its actors, none for a stretch that is nobody.
struct Mark {
    letters: String,
    span: Span,
}

/// Takes the marks out of a passage: `[a The US] warned [- Moscow].`
fn plain(marked: &str) -> Result<(String, Vec<Mark>), String> {
    let mut text = String::new();
    let mut marks = Vec::new();
    let mut rest = marked;
    while let Some(open) = rest.find('[') {
        text.push_str(&rest[..open]);
        let close = open + rest[open..].find(']').ok_or_else(|| format!("no `]`: {marked}"))?;
        let (letters, words) =
            rest[open + 1..close].split_once(' ').ok_or_else(|| format!("no letter: {marked}"))?;
        let start = text.len() as u32;
        text.push_str(words);
        let letters = if letters == "-" { String::new() } else { letters.to_owned() };
        marks.push(Mark { letters, span: Span::new(start, text.len() as u32) });
        rest = &rest[close + 1..];
    }
    text.push_str(rest);
    Ok((text, marks))
}

/// The actors of the mention that fits a stretch best.
pub(super) fn found(layers: &Layers, span: Span) -> Option<Vec<ActorId>> {
    let size = |span: Span| span.end.saturating_sub(span.start);
    let both = |other: Span| size(Span::new(span.start.max(other.start), span.end.min(other.end)));
    let mention = layers
        .mentions
        .all
        .iter()
        .filter(|mention| {
            let head = layers.syntax.token(mention.head).span;
            mention.span.overlaps(span) && span.contains(head)
        })
        .max_by_key(|mention| {
            (both(mention.span) * 1000 / size(mention.span.cover(span)).max(1), mention.span.start)
        })?;
    Some(layers.actors.of(mention.id).to_vec())
}

/// Runs the suite; `--wrong` prints each passage that is not wholly right.
pub(super) fn run(arguments: &[String]) -> Result<(), String> {
    let path =
        arguments.iter().find(|argument| !argument.starts_with("--")).ok_or("eval actors SUITE.toml")?;
    let file = std::fs::read_to_string(path).map_err(|error| format!("{path}: {error}"))?;
    let suite: toml::Table = file.parse().map_err(|error| format!("{path}: {error}"))?;
    let cases = suite.get("case").and_then(Value::as_array).ok_or("no [[case]]")?;
    let wrong = arguments.iter().any(|argument| argument == "--wrong");
    let mut kinds: BTreeMap<String, (usize, usize)> = BTreeMap::new();
    let (mut right, mut joins, mut joined) = (0, 0, 0);
    let mut fields = [("code", 0, 0), ("sector", 0, 0), ("name", 0, 0)];
    for case in cases {
        let string = |key: &str| case.get(key).and_then(Value::as_str).unwrap_or("");
        let date: Date = string("date").parse().map_err(|error| format!("{}: {error}", string("text")))?;
        let (text, marks) = plain(string("text"))?;
        let layers = layers(&text, date);
        let mut faults = Vec::new();
        let mut actor_of: BTreeMap<char, ActorId> = BTreeMap::new();
        for mark in &marks {
            let words = mark.span.of(&text);
            joins += 1;
            let actors = found(&layers, mark.span);
            let good = match (mark.letters.chars().collect::<Vec<_>>().as_slice(), actors.as_deref()) {
                ([], None | Some([])) => true,
                ([letter], Some([actor])) => *actor_of.entry(*letter).or_insert(*actor) == *actor,
                (letters @ [_, _, ..], Some(actors)) => {
                    letters.len() == actors.len()
                        && letters
                            .iter()
                            .all(|letter| actor_of.get(letter).is_some_and(|actor| actors.contains(actor)))
                }
                // What stands for "both sides" of nobody in the passage may be nobody.
                ([letter], None | Some([])) => {
                    case.get("actors").and_then(|all| all.get(letter.to_string())).and_then(Value::as_str)
                        == Some("- -")
                }
                _ => false,
            };
            joined += usize::from(good);
            if !good {
                let names = actors.map_or_else(
                    || "no mention".to_owned(),
                    |actors| {
                        actors
                            .iter()
                            .map(|id| layers.actors.get(*id).name.clone())
                            .collect::<Vec<_>>()
                            .join(" + ")
                    },
                );
                faults.push(format!("[{} {words}] is: {names}", mark.letters));
            }
        }
        for (letter, expected) in case.get("actors").and_then(Value::as_table).into_iter().flatten() {
            let Some(id) = letter.chars().next().and_then(|letter| actor_of.get(&letter)) else { continue };
            let actor = layers.actors.get(*id);
            let expected = expected.as_str().unwrap_or("");
            let mut parts = expected.splitn(3, ' ');
            let sector = actor.sectors.first().map(|sector| sector.as_str());
            let given = [actor.code.as_deref(), sector, Some(actor.name.as_str())];
            for (field, given) in fields.iter_mut().zip(given) {
                let Some(wanted) = parts.next().filter(|part| *part != "*") else { continue };
                let good = given.unwrap_or("-") == wanted;
                field.1 += usize::from(good);
                field.2 += 1;
                if !good {
                    faults.push(format!(
                        "{letter} {}: {} is {}, not {wanted}",
                        actor.name,
                        field.0,
                        given.unwrap_or("-")
                    ));
                }
            }
        }
        let kind = kinds.entry(string("kind").to_owned()).or_default();
        kind.1 += 1;
        if faults.is_empty() {
            kind.0 += 1;
            right += 1;
        } else if wrong {
            println!("{} {}: {text}", string("kind"), string("date"));
            for fault in faults {
                println!("    {fault}");
            }
        }
    }
    println!("passages wholly right   {}", share(right, cases.len()));
    println!("mentions rightly joined {}", share(joined, joins));
    for (name, good, all) in fields {
        println!("{name:8} right         {}", share(good, all));
    }
    for (kind, (good, all)) in kinds {
        println!("  {kind:20} {good}/{all}");
    }
    Ok(())
}

//! Pronouns and definite descriptions against GUM's clusters.

use std::collections::HashMap;

use jiff::civil::Date;
use serde_json::Value;
use verbale::{
    mentions::{Mention, MentionForm, MentionPlace},
    pipeline::Layers,
    span::Span,
};

use super::{layers, share};

/// A mention that GUM marks.
struct Gold {
    span: Span,
    cluster: String,
}

/// How many were there, how many were right, and how many the baseline had right.
#[derive(Default)]
struct Count {
    all: usize,
    right: usize,
    answered: usize,
    baseline: usize,
}

/// Scores `GUM.jsonl`; `--wrong` prints each wrong answer with its sentence.
///
/// Counted are third-person pronouns and singular or plural descriptions with
/// "the" whose cluster has an earlier mention with a name or noun. An answer
/// is right where the actor of the mention also has an earlier mention of the
/// same cluster. The baseline takes the nearest earlier name that agrees in
/// number and, for he and she, is a person's.
pub(super) fn run(arguments: &[String]) -> Result<(), String> {
    let path =
        arguments.iter().find(|argument| !argument.starts_with("--")).ok_or("eval coreference GUM.jsonl")?;
    let wrong = arguments.iter().any(|argument| argument == "--wrong");
    let file = std::fs::read_to_string(path).map_err(|error| format!("{path}: {error}"))?;
    let (mut pronouns, mut descriptions) = (Count::default(), Count::default());
    for line in file.lines().filter(|line| !line.trim().is_empty()) {
        let document: Value = serde_json::from_str(line).map_err(|error| error.to_string())?;
        let string = |key: &str| document.get(key).and_then(Value::as_str).unwrap_or("");
        if string("id").contains("interview") && !arguments.iter().any(|argument| argument == "--interviews")
        {
            continue;
        }
        let text = string("text");
        let date: Date = string("date").parse().unwrap_or(Date::constant(2015, 1, 1));
        let layers = layers(text, date);
        let gold = gold(&document, text);
        for (at, mention) in gold.iter().enumerate() {
            let words = mention.span.of(text);
            let lower = words.to_lowercase();
            let pronoun = matches!(
                lower.as_str(),
                "he" | "him"
                    | "his"
                    | "himself"
                    | "she"
                    | "her"
                    | "hers"
                    | "herself"
                    | "it"
                    | "its"
                    | "itself"
                    | "they"
                    | "them"
                    | "their"
                    | "theirs"
                    | "themselves"
            );
            let description = lower.starts_with("the ");
            if !pronoun && !description {
                continue;
            }
            let Some(ours) = ours(&layers, mention.span) else {
                if pronoun || is_party(&document, at) {
                    let count = if pronoun { &mut pronouns } else { continue };
                    if antecedents(&gold, at, text).next().is_some() && is_party(&document, at) {
                        count.all += 1;
                    }
                }
                continue;
            };
            if (description && ours.form != MentionForm::Nominal)
                || antecedents(&gold, at, text).next().is_none()
                || !is_party(&document, at)
            {
                continue;
            }
            let count = if pronoun { &mut pronouns } else { &mut descriptions };
            count.all += 1;
            let cluster: Vec<Span> = gold[..at]
                .iter()
                .filter(|other| other.cluster == mention.cluster)
                .map(|other| other.span)
                .collect();
            let same = |span: Span| cluster.iter().any(|gold| fits(&layers, *gold, span));
            let actors = layers.actors.of(ours.id);
            let others: Vec<&Mention> = actors
                .iter()
                .flat_map(|actor| &layers.actors.get(*actor).mentions)
                .map(|id| layers.mentions.get(*id))
                .filter(|other| other.head < ours.head)
                .collect();
            let good = others.iter().any(|other| same(other.span));
            count.answered += usize::from(!others.is_empty());
            count.right += usize::from(good);
            count.baseline +=
                usize::from(nearest_name(&layers, ours, &lower).is_some_and(|other| same(other.span)));
            if wrong && !good {
                let sentence = layers.syntax.sentence_of(ours.head).span.of(text).replace('\n', " ");
                let names: Vec<_> =
                    actors.iter().map(|actor| layers.actors.get(*actor).name.as_str()).collect();
                let first = cluster.first().map_or("", |span| span.of(text));
                println!("{words} = {first}; ours: {}\n    {sentence}", names.join(" + "));
            }
        }
    }
    for (name, count) in [("pronouns", &pronouns), ("definite descriptions", &descriptions)] {
        println!(
            "{name:22} right {}; answered {}; nearest agreeing name {}",
            share(count.right, count.all),
            share(count.answered, count.all),
            share(count.baseline, count.all)
        );
    }
    Ok(())
}

fn gold(document: &Value, text: &str) -> Vec<Gold> {
    let bytes: Vec<u32> = text.char_indices().map(|(at, _)| at as u32).chain([text.len() as u32]).collect();
    let mut all: Vec<Gold> = document
        .get("mentions")
        .and_then(Value::as_array)
        .into_iter()
        .flatten()
        .filter_map(|mention| {
            let at = |key: &str| {
                mention.get(key).and_then(Value::as_u64).and_then(|at| bytes.get(at as usize)).copied()
            };
            Some(Gold {
                span: Span::new(at("start")?, at("end")?),
                cluster: mention.get("cluster").and_then(Value::as_str)?.to_owned(),
            })
        })
        .collect();
    all.sort_by_key(|gold| (gold.span.start, std::cmp::Reverse(gold.span.end)));
    all
}

/// Whether a gold mention's cluster is a person, organisation or place.
fn is_party(document: &Value, at: usize) -> bool {
    let mentions = document.get("mentions").and_then(Value::as_array);
    let mut kinds: HashMap<&str, &str> = HashMap::new();
    let mut sorted: Vec<&Value> = mentions.into_iter().flatten().collect();
    sorted.sort_by_key(|mention| {
        let number = |key: &str| mention.get(key).and_then(Value::as_u64).unwrap_or(0);
        (number("start"), std::cmp::Reverse(number("end")))
    });
    for mention in &sorted {
        let string = |key: &str| mention.get(key).and_then(Value::as_str).unwrap_or("");
        kinds.entry(string("cluster")).or_insert(string("etype"));
    }
    let cluster =
        sorted.get(at).and_then(|mention| mention.get("cluster")).and_then(Value::as_str).unwrap_or("");
    matches!(kinds.get(cluster), Some(&"person" | &"organization" | &"place"))
}

/// Earlier mentions of the same cluster that are no pronouns.
fn antecedents<'a>(gold: &'a [Gold], at: usize, text: &'a str) -> impl Iterator<Item = &'a Gold> {
    let cluster = gold[at].cluster.as_str();
    gold[..at].iter().filter(move |other| other.cluster == cluster && other.span.of(text).len() > 4)
}

/// Our mention whose words are those of a gold mention, by its head.
fn ours(layers: &Layers, span: Span) -> Option<&Mention> {
    layers
        .mentions
        .all
        .iter()
        .filter(|mention| {
            span.contains(layers.syntax.token(mention.head).span) && mention.place != MentionPlace::Modifier
        })
        .find(|mention| fits(layers, span, mention.span))
}

/// Whether two stretches are one phrase: they begin together, or ours lies
/// inside with the same first words.
fn fits(layers: &Layers, gold: Span, ours: Span) -> bool {
    let near = gold.start.abs_diff(ours.start) <= 4;
    let _ = layers;
    near && ours.overlaps(gold) || (gold.contains(ours) && gold.start == ours.start)
}

fn nearest_name<'a>(layers: &'a Layers, mention: &Mention, lower: &str) -> Option<&'a Mention> {
    let person = matches!(lower, "he" | "him" | "his" | "himself" | "she" | "her" | "hers" | "herself");
    layers
        .mentions
        .all
        .iter()
        .rev()
        .filter(|other| other.head < mention.head && other.form == MentionForm::Name)
        .find(|other| {
            let is_person = other.label == Some(verbale::syntax::EntityLabel::Person);
            if person { is_person } else { other.plural == mention.plural || !is_person }
        })
}

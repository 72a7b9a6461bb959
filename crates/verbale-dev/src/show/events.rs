use verbale::{
    actors::ActorId,
    events::{Event, Size},
    pipeline::Layers,
};

/// Prints the events: type, status, actors → recipients, trigger, rule; embedded ones indented.
pub(crate) fn print(text: &str, layers: &Layers) {
    let mut sentence = None;
    for event in &layers.events.all {
        if sentence != Some(event.evidence.sentence) {
            sentence = Some(event.evidence.sentence);
            println!("\n# {}", event.evidence.sentence.of(text).replace('\n', " "));
        }
        println!("{}", line(text, layers, event));
    }
    for note in &layers.events.notes {
        println!("note: {note}");
    }
}

fn line(text: &str, layers: &Layers, event: &Event) -> String {
    let mut out = String::new();
    out.push_str(if event.parent.is_some() { "    " } else { "" });
    out.push_str(&format!("e{} {} {}", event.id.0, event.event.as_str(), event.status.as_str()));
    if let Some(content) = event.content_status {
        out.push_str(&format!("/{}", content.as_str()));
    }
    out.push_str(&format!(" | {} → {}", names(layers, &event.actor), names(layers, &event.recipient)));
    out.push_str(&format!(" | “{}” {}", event.evidence.trigger.of(text), event.rule));
    for (name, span) in [("content", event.content), ("condition", event.condition)] {
        if let Some(span) = span {
            out.push_str(&format!(" | {name} “{}”", span.of(text).replace('\n', " ")));
        }
    }
    if let Some((first, last)) = event.date {
        let days = if first == last { first.to_string() } else { format!("{first}/{last}") };
        out.push_str(&format!(" | {days} ({})", event.date_from.as_str()));
    }
    if let Some(place) = event.place {
        out.push_str(&format!(" @{}", layers.places.get(place).name));
    }
    let modes: Vec<&str> = event.mode.iter().map(|mode| mode.as_str()).collect();
    let contexts: Vec<&str> = event.context.iter().map(|context| context.as_str()).collect();
    out.push_str(&format!(" | [{}] [{}]", modes.join(" "), contexts.join(" ")));
    if let Some(Size { dead, injured, arrested }) = event.size {
        for (name, count) in [("dead", dead), ("injured", injured), ("arrested", arrested)] {
            if let Some((least, most)) = count {
                out.push_str(&format!(" {name} {least}–{most}"));
            }
        }
    }
    for (name, statement) in [("said_in", event.said_in), ("statement", event.statement)] {
        if let Some(statement) = statement {
            out.push_str(&format!(" {name} s{}", statement.0));
        }
    }
    if let Some(parent) = event.parent {
        out.push_str(&format!(" parent e{}", parent.0));
    }
    out
}

/// Names of actors with their codes.
pub(crate) fn names(layers: &Layers, actors: &[ActorId]) -> String {
    let names: Vec<String> = actors
        .iter()
        .map(|id| {
            let actor = layers.actors.get(*id);
            format!("{} ({})", actor.name, actor.code.as_deref().unwrap_or("?"))
        })
        .collect();
    if names.is_empty() { "·".to_owned() } else { names.join(", ") }
}

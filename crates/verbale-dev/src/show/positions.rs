use verbale::pipeline::Layers;

use super::events::names;

/// Prints the positions: kind, holder → toward, content, condition, deadline.
pub(crate) fn print(text: &str, layers: &Layers) {
    for (at, position) in layers.positions.all.iter().enumerate() {
        let mut out = format!(
            "p{at} {} | {} → {}",
            position.kind.as_str(),
            names(layers, &position.holder),
            names(layers, &position.toward)
        );
        for (name, span) in [("content", position.content), ("condition", position.condition)] {
            if let Some(span) = span {
                out.push_str(&format!(" | {name} “{}”", span.of(text).replace('\n', " ")));
            }
        }
        if let Some(deadline) = position.deadline {
            out.push_str(&format!(" | by {}", layers.times.get(deadline).value));
        }
        println!("{out} | e{}", position.event.0);
    }
}

use verbale::pipeline::Layers;

/// Prints the actors, each with its mentions below it, then the mentions that
/// stand for nobody and the notes.
pub(crate) fn print(text: &str, layers: &Layers) {
    let words = |span: verbale::Span| span.of(text).split_whitespace().collect::<Vec<_>>().join(" ");
    for actor in &layers.actors.all {
        let sectors: Vec<_> = actor.sectors.iter().map(|sector| sector.as_str()).collect();
        println!(
            "a{} {} [{:?}{}] {} {} {}",
            actor.id.0,
            actor.name,
            actor.kind,
            if actor.named { "" } else { ", unnamed" },
            actor.code.as_deref().unwrap_or("-"),
            if sectors.is_empty() { "-".to_owned() } else { sectors.join(",") },
            actor.office.as_deref().unwrap_or(""),
        );
        let all: Vec<_> = actor.mentions.iter().map(|id| words(layers.mentions.get(*id).span)).collect();
        println!("    {}", all.join(" | "));
    }
    let nobody: Vec<_> = layers
        .mentions
        .all
        .iter()
        .filter(|mention| layers.actors.of(mention.id).is_empty())
        .map(|mention| words(mention.span))
        .collect();
    println!("nobody: {}", nobody.join(" | "));
    for note in &layers.actors.notes {
        println!("note: {note}");
    }
}

use verbale::{actors::Actors, mentions::MentionId, pipeline::Layers, span::Span, statements::Through};

/// Prints the statements: one line of what and how, then source, cue and
/// content, with the actors that they resolve to.
pub(crate) fn print(text: &str, layers: &Layers) {
    for statement in &layers.statements.all {
        let words = |spans: &[Span]| {
            spans.iter().map(|span| format!("[{}]", span.of(text))).collect::<Vec<_>>().join(" … ")
        };
        let said_in = statement.said_in.map_or_else(String::new, |id| format!(" in s{}", id.0 + 1));
        println!(
            "s{} {:?} {:?} {:?}{said_in}",
            statement.id.0 + 1,
            statement.form,
            statement.attitude,
            statement.force
        );
        println!("   source   {} = {}", words(&statement.source), names(&statement.speaker, text, layers));
        println!("   cue      {}", words(&statement.cue));
        println!("   content  {}", words(&statement.content));
        if !statement.addressee.is_empty() {
            println!("   to       {}", names(&statement.addressee, text, layers));
        }
        if !statement.via.is_empty() {
            let via: Vec<MentionId> = statement.via.iter().map(|Through { mention, .. }| *mention).collect();
            println!("   via      {}", names(&via, text, layers));
        }
    }
}

/// The words of mentions, with the names of their actors.
fn names(mentions: &[MentionId], text: &str, layers: &Layers) -> String {
    let actors: &Actors = &layers.actors;
    let of = |mention: &MentionId| {
        let words = layers.mentions.get(*mention).span.of(text);
        let names: Vec<&str> = actors.of(*mention).iter().map(|id| actors.get(*id).name.as_str()).collect();
        format!("{words} <{}>", names.join(", "))
    };
    mentions.iter().map(of).collect::<Vec<_>>().join("; ")
}

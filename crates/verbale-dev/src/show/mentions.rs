use verbale::{Codebook, pipeline::Layers};

/// Prints the mentions: head, form, place, network's label, what the tables
/// know, and the words with the name in brackets.
pub(crate) fn print(text: &str, layers: &Layers) {
    let tables = &Codebook::bundled().actors;
    for mention in &layers.mentions.all {
        let label = mention.label.map_or("", |label| label.as_str());
        let role = mention.role.map_or("", |role| tables.role_by_id(role).words.as_str());
        let words = mention.span.of(text).split_whitespace().collect::<Vec<_>>().join(" ");
        let name = mention.name.of(text).split_whitespace().collect::<Vec<_>>().join(" ");
        println!(
            "m{}\t{}\t{:?}\t{:?}\t{}\t{label}\t{role}\t{}\t{words} [{name}]",
            mention.id.0,
            mention.head.0,
            mention.form,
            mention.place,
            if mention.plural { "plural" } else { "" },
            mention.known.iter().map(|known| format!("{:?}", known.what)).collect::<Vec<_>>().join(" "),
        );
    }
}

use verbale::pipeline::Layers;

/// Prints the tokens with tag, lemma, relation and head, sentence by sentence, then the names.
pub(crate) fn print(text: &str, layers: &Layers) {
    let syntax = &layers.syntax;
    for sentence in &syntax.sentences {
        println!("# {}", sentence.span.of(text));
        for id in syntax.tokens_of(sentence) {
            let token = syntax.token(id);
            println!(
                "{}\t{}\t{}\t{}\t{}\t{}\t{}",
                id.0,
                token.span.of(text),
                token.lemma,
                token.pos,
                token.tag,
                token.dep,
                token.head.0
            );
        }
    }
    for entity in &syntax.entities {
        println!("{}\t{}", entity.label, entity.span.of(text));
    }
}

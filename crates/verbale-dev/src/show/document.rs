use verbale::pipeline::Layers;

/// Prints the paragraphs with their kind, then the datelines.
pub(crate) fn print(text: &str, layers: &Layers) {
    for paragraph in &layers.document.paragraphs {
        println!("{:?}\t{}", paragraph.kind, paragraph.span.of(text));
    }
    for line in &layers.document.datelines {
        let words = |span: Option<verbale::Span>| span.map_or("-", |span| span.of(text));
        println!("dateline\t{}\t{}\t{}", line.place.of(text), words(line.date), words(line.agency));
    }
}

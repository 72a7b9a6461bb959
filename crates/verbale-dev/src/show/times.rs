use verbale::{pipeline::Layers, times::Time};

/// Prints the datelines, then each time with its words, type, value and days, paragraph by paragraph, and
/// where the narrative of a paragraph stands.
pub(crate) fn print(text: &str, layers: &Layers) {
    for line in &layers.document.datelines {
        let words = |span: Option<verbale::Span>| span.map_or("-", |span| span.of(text));
        println!("dateline\t{}\t{}\t{}", line.place.of(text), words(line.date), words(line.agency));
    }
    for (p, paragraph) in layers.document.paragraphs.iter().enumerate() {
        let times: Vec<&Time> = layers.times.within(paragraph.span).collect();
        if times.is_empty() {
            continue;
        }
        println!("# {:?} {}", paragraph.kind, paragraph.span.of(text));
        if let Some(Some((start, end))) = layers.times.narrative.get(p) {
            println!("narrative\t{start}\t{end}");
        }
        for time in times {
            let day =
                |day: Option<jiff::civil::Date>| day.map_or_else(|| "-".to_owned(), |day| day.to_string());
            println!(
                "t{}\t{}\t{}\t{}\t{}\t{}",
                time.id.0 + 1,
                time.span.of(text),
                time.kind.as_str(),
                time.value,
                day(time.start),
                day(time.end)
            );
        }
    }
}

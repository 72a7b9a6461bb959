use verbale::pipeline::Layers;

/// Prints the clauses.
pub(crate) fn print(_text: &str, layers: &Layers) {
    for item in &layers.clauses.all {
        println!("{item:?}");
    }
}

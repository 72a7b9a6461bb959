use verbale::pipeline::Layers;

/// Prints the statements.
pub(crate) fn print(_text: &str, layers: &Layers) {
    for item in &layers.statements.all {
        println!("{item:?}");
    }
}

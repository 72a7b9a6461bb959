use verbale::pipeline::Layers;

/// Prints the positions.
pub(crate) fn print(_text: &str, layers: &Layers) {
    for item in &layers.positions.all {
        println!("{item:?}");
    }
}

use verbale::pipeline::Layers;

/// Prints the times.
pub(crate) fn print(_text: &str, layers: &Layers) {
    for item in &layers.times.all {
        println!("{item:?}");
    }
}

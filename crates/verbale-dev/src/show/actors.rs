use verbale::pipeline::Layers;

/// Prints the actors.
pub(crate) fn print(_text: &str, layers: &Layers) {
    for item in &layers.actors.all {
        println!("{item:?}");
    }
}

use verbale::pipeline::Layers;

/// Prints the events.
pub(crate) fn print(_text: &str, layers: &Layers) {
    for item in &layers.events.all {
        println!("{item:?}");
    }
}

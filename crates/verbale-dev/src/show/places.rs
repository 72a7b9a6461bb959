use verbale::pipeline::Layers;

/// Prints the places.
pub(crate) fn print(_text: &str, layers: &Layers) {
    for item in &layers.places.all {
        println!("{item:?}");
    }
}

use verbale::pipeline::Layers;

/// Prints the mentions.
pub(crate) fn print(_text: &str, layers: &Layers) {
    for item in &layers.mentions.all {
        println!("{item:?}");
    }
}

use verbale::pipeline::Layers;

/// Prints the places: words, what they stand for, and for each event where it
/// was done.
pub(crate) fn print(text: &str, layers: &Layers) {
    for place in &layers.places.all {
        let id = place.geonameid.map_or("no id".to_owned(), |id| id.to_string());
        let at = match (place.latitude, place.longitude) {
            (Some(latitude), Some(longitude)) => format!("{latitude:.2} {longitude:.2}"),
            _ => "-".to_owned(),
        };
        println!(
            "l{:<3} {:<28} {:<28} {:<4} {} {id:<9} {at}",
            place.id.0 + 1,
            place.span.of(text),
            place.name,
            place.country.as_deref().unwrap_or("-"),
            place.resolution,
        );
    }
    for event in &layers.events.all {
        let place = event.place.map_or("-", |id| layers.places.get(id).name.as_str());
        let words = event.evidence.trigger.of(text);
        println!("e{:<3} {:<10} {words:<28} {place}", event.id.0 + 1, event.event.as_str());
    }
}

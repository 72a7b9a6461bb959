//! Places in sentences of our own (`tests/suites/places.toml`), through the
//! whole way. `cargo test -p verbale --test places -- --nocapture` prints the
//! score and every miss.

use jiff::civil::Date;
use verbale::{Article, Reader, Span, pipeline::read, places::Place};

/// A name as the suite marks it.
#[derive(Debug)]
struct Marked {
    span: Span,
    country: Option<String>,
    resolution: u8,
}

/// The sentence without its marks, and the marks.
fn unmark(marked: &str) -> (String, Vec<Marked>) {
    let (mut text, mut names, mut rest) = (String::new(), Vec::new(), marked);
    while let Some((before, after)) = rest.split_once('[') {
        text.push_str(before);
        let (mark, after) = after.split_once(']').expect(marked);
        let (words, code) = mark.split_once('|').expect(marked);
        let (country, resolution) = code.split_once(' ').expect(marked);
        let start = text.len() as u32;
        text.push_str(words);
        let span = Span::new(start, text.len() as u32);
        let country = Some(country.to_owned()).filter(|country| country != "-");
        names.push(Marked { span, country, resolution: resolution.parse().expect(marked) });
        rest = after;
    }
    text.push_str(rest);
    (text, names)
}

fn places(text: &str) -> Vec<Place> {
    let article = Article::new(Date::constant(2031, 5, 9), text);
    read(&article, Reader::rules_alone()).places.all
}

#[test]
fn the_suite_of_places_keeps_its_score() {
    let suite: toml::Table = include_str!("../../../tests/suites/places.toml").parse().unwrap();
    let sentences = |key: &str| -> Vec<String> {
        suite[key].as_array().unwrap().iter().map(|one| one.as_str().unwrap().to_owned()).collect()
    };
    let (mut wanted, mut found, mut country, mut exact, mut extra) = (0, 0, 0, 0, 0);
    for sentence in sentences("places") {
        let (text, marks) = unmark(&sentence);
        let places = places(&text);
        for mark in &marks {
            wanted += 1;
            let words = mark.span.of(&text);
            let Some(place) = places.iter().find(|place| place.span.overlaps(mark.span)) else {
                println!("missed   {words:<24} {text}");
                continue;
            };
            found += 1;
            let right = mark.country.is_none() || mark.country.as_deref() == place.country.as_deref();
            country += usize::from(right);
            let all = right && mark.resolution == place.resolution && place.span == mark.span;
            exact += usize::from(all);
            if !all {
                let Place { name, country, resolution, .. } = place;
                println!(
                    "wrong    {words:<24} {name} {country:?} {resolution} at {:?} {text}",
                    place.span.of(&text)
                );
            }
        }
        for place in places.iter().filter(|place| marks.iter().all(|mark| !mark.span.overlaps(place.span))) {
            extra += 1;
            println!("extra    {:<24} {text}", place.span.of(&text));
        }
    }
    let none = sentences("none");
    let mut clean = 0;
    for text in &none {
        let places = places(text);
        clean += usize::from(places.is_empty());
        for place in &places {
            println!("no place {:<24} {text}", place.span.of(text));
        }
    }
    println!(
        "places {wanted}: found {found}, country {country}, exact {exact}, extra {extra}; \
         sentences without any {}: clean {clean}",
        none.len()
    );
    let share = |n: usize, of: usize| n as f64 / of as f64;
    assert!(share(country, wanted) >= 0.96, "country {country} of {wanted}");
    assert!(share(exact, wanted) >= 0.94, "exact {exact} of {wanted}");
    assert!(share(clean, none.len()) >= 0.95, "clean {clean} of {}", none.len());
}

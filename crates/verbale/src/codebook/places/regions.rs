//! `places/regions.tsv`: seas, straits, regions, camps and spots that news
//! names and the packed table lacks.

use std::collections::HashMap;

use compact_str::CompactString;

use super::{
    super::{
        File, LoadError,
        actors::table::{list, read},
    },
    packed::Packed,
};

const PATH: &str = "places/regions.tsv";
const SHIPPED: &str = include_str!("../../../../../codebook/places/regions.tsv");
const COLUMNS: [&str; 5] = ["name", "other_names", "country", "resolution", "seat"];

/// A row of the list.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Listed {
    pub(super) name: String,
    pub(super) country: Option<CompactString>,
    pub(super) resolution: u8,
    /// Index of the first-order region that it is, told by its seat.
    pub(super) region: Option<u16>,
}

/// The rows, and the rows of each folded name.
#[derive(Debug, Default)]
pub(super) struct List {
    pub(super) rows: Vec<Listed>,
    pub(super) by_name: HashMap<String, Vec<u16>>,
    /// The most words that a name has.
    pub(super) longest: usize,
}

/// Loads the shipped list and the user's, whose rows come first.
pub(super) fn load(packed: &Packed, files: &[File<'_>], errors: &mut Vec<LoadError>) -> List {
    let mut all = List::default();
    let own = files.iter().copied().filter(|file| file.path == PATH);
    for file in own.chain([File { path: PATH, text: SHIPPED }]) {
        for row in read(file, COLUMNS, errors) {
            let [name, others, country, resolution, seat] = row.cells;
            let Some(resolution) = resolution.parse().ok().filter(|n| (1..=5).contains(n)) else {
                errors.push(row.fault(
                    format!("the resolution is `{resolution}`"),
                    "write 1 for a country, 2 or 3 for a region, 4 for a settlement, 5 for a spot inside one",
                ));
                continue;
            };
            if !country.is_empty() && packed.countries.iter().all(|known| known.code != country) {
                errors.push(row.fault(
                    format!("no country has the code `{country}`"),
                    "write its ISO 3166-1 alpha-3 code, or nothing where it lies in none",
                ));
                continue;
            }
            let region = seat_of(packed, seat, country);
            if !seat.is_empty() && region.is_none() {
                errors.push(row.fault(
                    format!("GeoNames has no place `{seat}` in {country}"),
                    "write the seat as GeoNames spells it, or leave it out",
                ));
                continue;
            }
            let id = all.rows.len() as u16;
            let country = Some(country.into()).filter(|code: &CompactString| !code.is_empty());
            all.rows.push(Listed { name: name.to_owned(), country, resolution, region });
            for words in std::iter::once(name).chain(list(others)) {
                let key = packed.fold(words);
                all.longest = all.longest.max(key.split(' ').count());
                all.by_name.entry(key).or_default().push(id);
            }
        }
    }
    // The states of the United States, whose ids the packed table has.
    for (n, region) in packed.regions.iter().enumerate() {
        if let Some(name) = &region.name {
            let id = all.rows.len() as u16;
            all.rows.push(Listed {
                name: name.clone(),
                country: packed
                    .countries
                    .get(usize::from(region.country))
                    .map(|country| country.code.as_str().into()),
                resolution: 2,
                region: Some(n as u16),
            });
            all.by_name.entry(packed.fold(name)).or_default().push(id);
        }
    }
    all
}

/// The first-order region in which the most populous place of this name lies.
fn seat_of(packed: &Packed, seat: &str, country: &str) -> Option<u16> {
    let key = packed.fold(seat);
    packed
        .named(&key)
        .find(|place| packed.countries.get(usize::from(place.country)).is_some_and(|c| c.code == country))
        .map(|place| place.region)
}

//! Place names with their GeoNames ids.

mod packed;
mod regions;

use std::collections::HashMap;

use compact_str::CompactString;

use super::{File, LoadError};

/// The gazetteer: GeoNames' countries and places with 500 people and more, and
/// a list of our own of what it lacks.
#[derive(Debug, Default)]
pub struct Gazetteer {
    packed: Option<packed::Packed>,
    /// The index of each country by its folded name.
    countries: HashMap<String, u16>,
    list: regions::List,
}

/// A place that a name may stand for.
#[derive(Debug, Clone, PartialEq)]
pub struct Candidate {
    /// Its standard name.
    pub name: String,
    /// Whether that is the name that was asked for.
    pub standard: bool,
    /// GeoNames id, where a source gives one.
    pub geonameid: Option<u32>,
    /// ISO 3166-1 alpha-3 code of the country it lies in; KOS for Kosovo.
    pub country: Option<CompactString>,
    /// The first-order region that it is or lies in.
    pub region: Option<u16>,
    /// Degrees north.
    pub latitude: Option<f32>,
    /// Degrees east.
    pub longitude: Option<f32>,
    /// As in [`Place`](crate::places::Place).
    pub resolution: u8,
    /// How many live there, to the next hundred; 0 where unknown.
    pub population: u32,
    /// Whether it is its country's capital.
    pub capital: bool,
    /// Whether it stands in our own list.
    pub listed: bool,
}

impl Gazetteer {
    /// Everything that these words may name: countries, listed regions and
    /// spots, then settlements from the most populous on.
    #[must_use]
    pub fn named(&self, words: &str) -> Vec<Candidate> {
        let Some(packed) = &self.packed else { return Vec::new() };
        let key = packed.fold(words);
        if key.is_empty() {
            return Vec::new();
        }
        let countries = self.countries.get(&key).and_then(|n| packed.countries.get(usize::from(*n)));
        let listed = self.list.by_name.get(&key).into_iter().flatten();
        countries
            .into_iter()
            .map(|country| self.country(country))
            .chain(listed.map(|id| self.listed(&self.list.rows[usize::from(*id)], &key)))
            .chain(packed.named(&key).map(|place| self.settlement(place, &key)))
            .collect()
    }

    /// The country with this ISO 3166-1 alpha-3 code.
    #[must_use]
    pub fn country_by_code(&self, code: &str) -> Option<Candidate> {
        let code = if code == "KOS" { "XKX" } else { code };
        let packed = self.packed.as_ref()?;
        packed.countries.iter().find(|country| country.code == code).map(|country| self.country(country))
    }

    /// The state of the United States that news shortens so: "Ariz.", "AZ".
    #[must_use]
    pub fn state_by_abbreviation(&self, words: &str) -> Option<Candidate> {
        let packed = self.packed.as_ref()?;
        let code = ASSOCIATED_PRESS.iter().find(|(short, _)| *short == words).map_or(words, |(_, code)| code);
        let states = packed.regions.iter().enumerate();
        let (n, state) =
            states.into_iter().find(|(_, region)| region.name.is_some() && region.code == code)?;
        Some(Candidate {
            name: state.name.clone()?,
            standard: true,
            geonameid: state.geonameid,
            country: Some("USA".into()),
            region: Some(n as u16),
            latitude: Some(state.latitude),
            longitude: Some(state.longitude),
            resolution: 2,
            population: 0,
            capital: false,
            listed: true,
        })
    }

    /// The first-order region in which a settlement lies, as a place of its own.
    #[must_use]
    pub fn region_of(&self, settlement: &Candidate, name: &str) -> Option<Candidate> {
        let region = self.packed.as_ref()?.regions.get(usize::from(settlement.region?))?;
        Some(Candidate {
            name: name.to_owned(),
            standard: true,
            geonameid: region.geonameid,
            latitude: Some(region.latitude),
            longitude: Some(region.longitude),
            resolution: 2,
            population: 0,
            capital: false,
            ..settlement.clone()
        })
    }

    /// The most words that a listed name has.
    #[must_use]
    pub const fn longest_listed(&self) -> usize {
        self.list.longest
    }

    /// Whether these words stand in our own list.
    #[must_use]
    pub fn is_listed(&self, words: &str) -> bool {
        self.packed.as_ref().is_some_and(|packed| self.list.by_name.contains_key(&packed.fold(words)))
    }

    fn country(&self, country: &packed::Country) -> Candidate {
        Candidate {
            name: country.name.clone(),
            standard: true,
            geonameid: Some(country.geonameid),
            country: Some(plover(&country.code)),
            region: None,
            latitude: country.latitude,
            longitude: country.longitude,
            resolution: 1,
            population: 0,
            capital: false,
            listed: false,
        }
    }

    fn listed(&self, row: &regions::Listed, key: &str) -> Candidate {
        let packed = self.packed.as_ref();
        let region = row.region.and_then(|n| packed?.regions.get(usize::from(n)));
        Candidate {
            name: row.name.clone(),
            standard: packed.is_some_and(|packed| packed.fold(&row.name) == key),
            geonameid: region.and_then(|region| region.geonameid),
            country: row.country.as_deref().map(plover),
            region: row.region,
            latitude: region.map(|region| region.latitude),
            longitude: region.map(|region| region.longitude),
            resolution: row.resolution,
            population: 0,
            capital: false,
            listed: true,
        }
    }

    fn settlement(&self, place: packed::Settlement, key: &str) -> Candidate {
        let packed = self.packed.as_ref();
        let country = packed.and_then(|packed| packed.countries.get(usize::from(place.country)));
        Candidate {
            name: place.name.to_owned(),
            standard: packed.is_some_and(|packed| packed.fold(place.name) == key),
            geonameid: Some(place.geonameid),
            country: country.map(|country| plover(&country.code)),
            region: Some(place.region),
            latitude: Some(place.latitude),
            longitude: Some(place.longitude),
            resolution: 4,
            population: place.population,
            capital: country.is_some_and(|country| country.capital == Some(place.geonameid)),
            listed: false,
        }
    }
}

/// How American news shortens the states.
const ASSOCIATED_PRESS: [(&str, &str); 42] = [
    ("Ala.", "AL"),
    ("Ariz.", "AZ"),
    ("Ark.", "AR"),
    ("Calif.", "CA"),
    ("Colo.", "CO"),
    ("Conn.", "CT"),
    ("Del.", "DE"),
    ("Fla.", "FL"),
    ("Ga.", "GA"),
    ("Ill.", "IL"),
    ("Ind.", "IN"),
    ("Kan.", "KS"),
    ("Ky.", "KY"),
    ("La.", "LA"),
    ("Md.", "MD"),
    ("Mass.", "MA"),
    ("Mich.", "MI"),
    ("Minn.", "MN"),
    ("Miss.", "MS"),
    ("Mo.", "MO"),
    ("Mont.", "MT"),
    ("Neb.", "NE"),
    ("Nev.", "NV"),
    ("N.H.", "NH"),
    ("N.J.", "NJ"),
    ("N.M.", "NM"),
    ("N.Y.", "NY"),
    ("N.C.", "NC"),
    ("N.D.", "ND"),
    ("Okla.", "OK"),
    ("Ore.", "OR"),
    ("Pa.", "PA"),
    ("R.I.", "RI"),
    ("S.C.", "SC"),
    ("S.D.", "SD"),
    ("Tenn.", "TN"),
    ("Vt.", "VT"),
    ("Va.", "VA"),
    ("Wash.", "WA"),
    ("W.Va.", "WV"),
    ("Wis.", "WI"),
    ("Wyo.", "WY"),
];

/// GeoNames' code of a country as PLOVER writes it.
fn plover(code: &str) -> CompactString {
    if code == "XKX" { "KOS".into() } else { code.into() }
}

/// Loads the shipped files and the user's.
pub(super) fn load(files: &[File<'_>], errors: &mut Vec<LoadError>) -> Gazetteer {
    let Some(packed) = packed::Packed::open() else {
        errors.push(LoadError {
            path: "models/geonames.vbl".to_owned(),
            line: 1,
            message: "the packed table of places is damaged".to_owned(),
            hint: Some("pack it again with crates/verbale-dev/pack/pack_geonames.py".to_owned()),
        });
        return Gazetteer::default();
    };
    let list = regions::load(&packed, files, errors);
    let named = packed.countries.iter().enumerate();
    let countries = named.map(|(n, country)| (packed.fold(&country.name), n as u16)).collect();
    Gazetteer { packed: Some(packed), countries, list }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn gazetteer() -> Gazetteer {
        let mut errors = Vec::new();
        let loaded = load(&[], &mut errors);
        assert_eq!(errors, []);
        loaded
    }

    #[test]
    fn countries_regions_and_towns_are_found() {
        let places = gazetteer();
        let first = |name: &str| places.named(name).into_iter().next().expect(name);
        assert_eq!(first("Lebanon").resolution, 1);
        assert_eq!(first("strait of hormuz").geonameid, None);
        assert_eq!(first("Helmand").country.as_deref(), Some("AFG"));
        assert!(first("Helmand").latitude.is_some());
        let texas = first("Texas");
        assert_eq!((texas.resolution, texas.country.as_deref()), (2, Some("USA")));
        assert!(texas.geonameid.is_some());
        let geneva = first("Geneva");
        assert_eq!((geneva.geonameid, geneva.country.as_deref()), (Some(2_660_646), Some("CHE")));
        assert!(first("Nairobi").capital);
        assert_eq!(places.country_by_code("KOS").unwrap().country.as_deref(), Some("KOS"));
        assert_eq!(places.named("Nowhereham"), []);
    }

    #[test]
    fn faults_of_a_users_list_are_named() {
        let text =
            "name\tcountry\tresolution\tseat\nA\tXXX\t3\t\nB\tFRA\t9\t\nC\tFRA\t2\tNowhereham\nD\tFRA\t3\t\n";
        let mut errors = Vec::new();
        let loaded = load(&[File { path: "places/regions.tsv", text }], &mut errors);
        let lines: Vec<usize> = errors.iter().map(|error| error.line).collect();
        assert_eq!(lines, [2, 3, 4]);
        assert_eq!(loaded.named("D")[0].country.as_deref(), Some("FRA"));
    }
}

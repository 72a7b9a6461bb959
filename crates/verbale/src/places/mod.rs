//! Places: every place name with its GeoNames id.

mod find;
mod namesakes;
mod resolve;
mod runs;

use compact_str::CompactString;

use crate::{codebook::Codebook, document::Document, mentions::Mentions, span::Span, syntax::Syntax};

/// Index of a place mention in [`Places::all`].
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct PlaceId(pub u32);

/// The place names of an article.
#[derive(Debug, Clone, Default)]
pub struct Places {
    /// In the order of the text.
    pub all: Vec<Place>,
}

/// One mention of a place.
#[derive(Debug, Clone, PartialEq)]
pub struct Place {
    /// Its own id.
    pub id: PlaceId,
    /// Where its name stands.
    pub span: Span,
    /// The place's standard name.
    pub name: String,
    /// GeoNames id, where a source gives one.
    pub geonameid: Option<u32>,
    /// ISO 3166-1 alpha-3 code of the country it lies in.
    pub country: Option<CompactString>,
    /// Degrees north.
    pub latitude: Option<f32>,
    /// Degrees east.
    pub longitude: Option<f32>,
    /// How fine it is: 1 country, 2 first-order region, 3 second-order
    /// region, sea or strait, 4 settlement, 5 a spot inside one.
    pub resolution: u8,
}

impl Places {
    /// The place mention.
    #[must_use]
    pub fn get(&self, id: PlaceId) -> &Place {
        &self.all[id.0 as usize]
    }

    /// The place names that stand wholly inside a stretch of text.
    pub fn within(&self, span: Span) -> impl Iterator<Item = &Place> {
        let first = self.all.partition_point(|place| place.span.start < span.start);
        let near = self.all[first..].iter().take_while(move |place| place.span.start < span.end);
        near.filter(move |place| span.contains(place.span))
    }
}

/// Finds and resolves the place names of an article. A name in a place's
/// position that the gazetteer lacks stands without id, country and
/// coordinates.
#[must_use]
pub fn find(
    text: &str,
    document: &Document,
    syntax: &Syntax,
    _mentions: &Mentions,
    codebook: &Codebook,
) -> Places {
    let names = find::names(text, document, syntax, codebook);
    let resolved = resolve::all(text, &names, syntax, codebook);
    let mut all = Vec::new();
    for (named, resolved) in names.iter().zip(resolved) {
        let id = PlaceId(all.len() as u32);
        let span = named.span;
        match resolved {
            Some(place) => all.push(Place {
                id,
                span,
                name: place.name,
                geonameid: place.geonameid,
                country: place.country,
                latitude: place.latitude,
                longitude: place.longitude,
                resolution: place.resolution,
            }),
            None if stands_alone(text, named) => all.push(Place {
                id,
                span,
                name: span.of(text).to_owned(),
                geonameid: None,
                country: None,
                latitude: None,
                longitude: None,
                resolution: 4,
            }),
            None => {}
        }
    }
    Places { all }
}

/// Whether a name that the gazetteer lacks is a place all the same: after "the
/// town of", or where the network sees a town and the
/// words say where.
fn stands_alone(text: &str, named: &find::Named) -> bool {
    let capitals = named.span.of(text).split([' ', '-']).all(|word| word.starts_with(char::is_uppercase));
    let abbreviation = named.span.of(text).chars().all(|c| c.is_uppercase() || c == '.');
    match named.by {
        find::By::Position => true,
        find::By::Network => named.located && capitals && !abbreviation,
        find::By::Area => named.located && capitals && is_landscape(text, named),
        _ => false,
    }
}

/// "the Ross Sea", "Mount Fisht".
fn is_landscape(text: &str, named: &find::Named) -> bool {
    const LANDSCAPES: [&str; 18] = [
        "sea",
        "lake",
        "river",
        "mountain",
        "mountains",
        "island",
        "islands",
        "bay",
        "gulf",
        "strait",
        "valley",
        "desert",
        "peninsula",
        "basin",
        "forest",
        "mount",
        "cape",
        "hills",
    ];
    let words = named.span.of(text).to_lowercase();
    let mut ends = [words.split(' ').next(), words.split(' ').next_back()].into_iter().flatten();
    ends.any(|word| LANDSCAPES.contains(&word))
}

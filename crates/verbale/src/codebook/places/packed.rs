//! `models/geonames.vbl`: GeoNames' places, searched where they lie. How the
//! file is made and laid out stands in `crates/verbale-dev/pack/pack_geonames.py`.

use std::collections::HashMap;

use serde::Deserialize;

static FILE: &[u8] = include_bytes!("../../../../../models/geonames.vbl");

const MAGIC: &[u8] = b"VBLGEO1\n";
const ROW: usize = 19;
const BLOCK: usize = 16;

/// The packed table.
#[derive(Debug)]
pub(super) struct Packed {
    folds: HashMap<char, String>,
    pub(super) countries: Vec<Country>,
    pub(super) regions: Vec<Region>,
    places: &'static [u8],
    names: &'static [u8],
    keys: &'static [u8],
    blocks: &'static [u8],
}

/// A country of GeoNames.
#[derive(Debug, Deserialize)]
pub(super) struct Country {
    pub(super) code: String,
    pub(super) name: String,
    pub(super) geonameid: u32,
    /// GeoNames id of its capital.
    pub(super) capital: Option<u32>,
    pub(super) latitude: Option<f32>,
    pub(super) longitude: Option<f32>,
}

/// A first-order region, as the places in it name it.
#[derive(Debug, Deserialize)]
pub(super) struct Region {
    /// Index of its country.
    pub(super) country: u16,
    /// GeoNames' code inside the country.
    pub(super) code: String,
    pub(super) name: Option<String>,
    pub(super) geonameid: Option<u32>,
    /// Where most of its people live.
    pub(super) latitude: f32,
    pub(super) longitude: f32,
}

/// A place with people in it.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) struct Settlement {
    pub(super) geonameid: u32,
    pub(super) latitude: f32,
    pub(super) longitude: f32,
    pub(super) population: u32,
    pub(super) country: u16,
    pub(super) region: u16,
    pub(super) name: &'static str,
}

#[derive(Deserialize)]
struct Header {
    folds: HashMap<char, String>,
    countries: Vec<Country>,
    regions: Vec<Region>,
    places: [usize; 2],
    names: [usize; 2],
    keys: [usize; 2],
    blocks: [usize; 2],
}

impl Packed {
    /// Reads the header; the rest stays where it lies. None for a file that is
    /// not ours, which no build that passes its tests holds.
    pub(super) fn open() -> Option<Self> {
        let rest = FILE.strip_prefix(MAGIC)?;
        let (length, rest) = rest.split_first_chunk::<4>()?;
        let (header, body) = rest.split_at_checked(u32::from_le_bytes(*length) as usize)?;
        let header: Header = serde_json::from_slice(header).ok()?;
        let section = |[offset, length]: [usize; 2]| body.get(offset..offset.checked_add(length)?);
        Some(Self {
            places: section(header.places)?,
            names: section(header.names)?,
            keys: section(header.keys)?,
            blocks: section(header.blocks)?,
            folds: header.folds,
            countries: header.countries,
            regions: header.regions,
        })
    }

    /// The key of a name: lower case, without marks, apostrophes and dots,
    /// blanks for hyphens.
    pub(super) fn fold(&self, name: &str) -> String {
        let mut key = String::with_capacity(name.len());
        for c in name.chars().flat_map(char::to_lowercase) {
            match c {
                '\'' | '’' | '‘' | 'ʼ' | '`' | 'ʻ' | '´' | '.' => {}
                '-' | '–' | '‐' | '/' => blank(&mut key),
                c if c.is_whitespace() => blank(&mut key),
                c if c.is_ascii() => key.push(c),
                c => match self.folds.get(&c) {
                    Some(plain) => key.push_str(plain),
                    None => key.push(c),
                },
            }
        }
        key.truncate(key.trim_end().len());
        key
    }

    /// The places of this folded name, most populous first.
    pub(super) fn named(&self, key: &str) -> impl Iterator<Item = Settlement> + '_ {
        self.ids(key).into_iter().flatten().filter_map(|id| self.settlement(id))
    }

    fn ids(&self, key: &str) -> Option<impl Iterator<Item = usize> + use<>> {
        let count = self.blocks.len() / 4;
        let (mut low, mut high) = (0, count);
        while low < high {
            let middle = low.midpoint(high);
            let (first, _, _) = entry(self.block(middle)?)?;
            if first <= key.as_bytes() { low = middle + 1 } else { high = middle }
        }
        let mut rest = self.block(low.checked_sub(1)?)?;
        for _ in 0..BLOCK {
            let (found, ids, after) = entry(rest)?;
            if found == key.as_bytes() {
                return Some(ids.chunks_exact(3).map(u24));
            }
            rest = after;
        }
        None
    }

    fn block(&self, n: usize) -> Option<&'static [u8]> {
        let at = self.blocks.get(n * 4..n * 4 + 4)?;
        self.keys.get(u32::from_le_bytes(at.try_into().ok()?) as usize..)
    }

    fn settlement(&self, id: usize) -> Option<Settlement> {
        let row = self.places.get(id * ROW..(id + 1) * ROW)?;
        let at = u24(&row[16..19]);
        let name = self.names.get(at + 1..at + 1 + usize::from(*self.names.get(at)?))?;
        Some(Settlement {
            geonameid: u32::from_le_bytes(row[..4].try_into().ok()?),
            latitude: degrees(&row[4..7]),
            longitude: degrees(&row[7..10]),
            population: u24(&row[10..13]) as u32 * 100,
            country: u16::from(row[13]),
            region: u16::from_le_bytes(row[14..16].try_into().ok()?),
            name: std::str::from_utf8(name).ok()?,
        })
    }
}

fn blank(key: &mut String) {
    if !key.is_empty() && !key.ends_with(' ') {
        key.push(' ');
    }
}

/// A name with its places' numbers, and what comes after.
fn entry(bytes: &'static [u8]) -> Option<(&'static [u8], &'static [u8], &'static [u8])> {
    let (length, rest) = bytes.split_first()?;
    let (key, rest) = rest.split_at_checked(usize::from(*length))?;
    let (count, rest) = rest.split_first()?;
    let (ids, rest) = rest.split_at_checked(usize::from(*count) * 3)?;
    Some((key, ids, rest))
}

fn u24(bytes: &[u8]) -> usize {
    usize::from(bytes[0]) | usize::from(bytes[1]) << 8 | usize::from(bytes[2]) << 16
}

/// Ten-thousandths of a degree in three bytes, with sign.
fn degrees(bytes: &[u8]) -> f32 {
    let number = i32::from_le_bytes([0, bytes[0], bytes[1], bytes[2]]) >> 8;
    number as f32 / 10_000.0
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_table_opens_and_every_block_is_sound_and_in_order() {
        let packed = Packed::open().expect("the shipped table opens");
        let mut last: &[u8] = b"";
        let mut rest = packed.keys;
        let mut names = 0;
        while !rest.is_empty() {
            let (key, ids, after) = entry(rest).expect("a whole entry");
            assert!(last < key);
            assert!(ids.chunks_exact(3).all(|id| packed.settlement(u24(id)).is_some()));
            (last, rest, names) = (key, after, names + 1);
        }
        assert!(names > 300_000);
        assert!(packed.places.len() / ROW > 200_000);
    }

    #[test]
    fn names_are_found_in_any_spelling() {
        let packed = Packed::open().unwrap();
        for name in ["Zürich", "zurich", "ZÜRICH"] {
            let found = packed.named(&packed.fold(name)).next().expect(name);
            assert_eq!(packed.countries[usize::from(found.country)].code, "CHE", "{name}");
        }
        assert_eq!(packed.fold(" Port–au-Prince "), "port au prince");
        assert_eq!(packed.fold("Sana’a"), "sanaa");
        for none in ["", " ", "zzzz", "\u{10ffff}", "aaaaaaaaaaaaaaaaaaaaaaa"] {
            assert_eq!(packed.named(&packed.fold(none)).count(), 0, "{none}");
        }
        let numbers: Vec<f32> =
            [[0, 0, 0], [16, 39, 0], [240, 216, 255]].iter().map(|b| degrees(b)).collect();
        assert_eq!(numbers, [0.0, 1.0, -1.0]);
    }
}

//! Hash tables that are read in place from the model file.

use super::BadSection;

/// A table from strings to bytes.
///
/// Number of slots (`u32`, a power of two), the slots (`u32` offset of an entry in the section, 0 if
/// free), the entries (`u8` length of key, `u16` length of value, key, value). FNV-1a, linear probing.
#[derive(Debug, Clone, Copy)]
pub(crate) struct StringMap {
    bytes: &'static [u8],
    mask: u32,
}

impl StringMap {
    pub(crate) fn new(section: &'static str, bytes: &'static [u8]) -> Result<Self, BadSection> {
        Ok(Self { bytes, mask: slot_mask(section, bytes)? })
    }

    /// The value of `key`.
    pub(crate) fn get(&self, key: &str) -> Option<&'static [u8]> {
        let mut at = fnv(key.as_bytes()) & self.mask;
        loop {
            let entry = slot(self.bytes, at)?;
            let [key_length, low, high] = *entry.first_chunk()?;
            let (key_length, length) =
                (usize::from(key_length), usize::from(u16::from_le_bytes([low, high])));
            if entry.get(3..3 + key_length)? == key.as_bytes() {
                return entry.get(3 + key_length..3 + key_length + length);
            }
            at = (at + 1) & self.mask;
        }
    }

    /// Keys and values, in no order.
    pub(crate) fn entries(&self) -> impl Iterator<Item = (&'static [u8], &'static [u8])> {
        let (bytes, mask) = (self.bytes, self.mask);
        (0..=mask).filter_map(move |at| entry(slot(bytes, at)?))
    }

    /// Whether there is such a key.
    pub(crate) fn contains(&self, key: &str) -> bool {
        self.get(key).is_some()
    }
}

/// A table from spaCy's 64-bit hashes of strings to bytes: as [`StringMap`], but an entry is `u64` key,
/// `u16` length of value, value.
#[derive(Debug, Clone, Copy)]
pub(crate) struct HashedMap {
    bytes: &'static [u8],
    mask: u32,
}

impl HashedMap {
    pub(crate) fn new(section: &'static str, bytes: &'static [u8]) -> Result<Self, BadSection> {
        Ok(Self { bytes, mask: slot_mask(section, bytes)? })
    }

    /// The value of the string with this hash.
    pub(crate) fn get(&self, hash: u64) -> Option<&'static [u8]> {
        let mut at = hash as u32 & self.mask;
        loop {
            let entry = slot(self.bytes, at)?;
            let (key, rest) = entry.split_first_chunk()?;
            if u64::from_le_bytes(*key) == hash {
                let (length, rest) = rest.split_first_chunk()?;
                return rest.get(..usize::from(u16::from_le_bytes(*length)));
            }
            at = (at + 1) & self.mask;
        }
    }
}

/// Key and value of the entry that begins here.
fn entry(bytes: &'static [u8]) -> Option<(&'static [u8], &'static [u8])> {
    let ([key, low, high], rest) = bytes.split_first_chunk()?;
    let (key, rest) = rest.split_at_checked(usize::from(*key))?;
    Some((key, rest.get(..usize::from(u16::from_le_bytes([*low, *high])))?))
}

/// The entry of a slot and all that follows it; nothing if the slot is free.
fn slot(bytes: &'static [u8], at: u32) -> Option<&'static [u8]> {
    let offset = u32::from_le_bytes(*bytes.get(4 + 4 * at as usize..)?.first_chunk()?);
    if offset == 0 { None } else { bytes.get(offset as usize..) }
}

/// Checks the slots, so that a search always meets a free one, and gives the mask of their numbers.
fn slot_mask(section: &'static str, bytes: &'static [u8]) -> Result<u32, BadSection> {
    let bad = |reason| BadSection { section, reason };
    let (slots, rest) = bytes.split_first_chunk().ok_or(bad("too short"))?;
    let slots = u32::from_le_bytes(*slots);
    if !slots.is_power_of_two() {
        return Err(bad("the number of slots is no power of two"));
    }
    let taken = rest.get(..4 * slots as usize).ok_or(bad("the slots are cut off"))?;
    if taken.as_chunks::<4>().0.iter().all(|slot| *slot != [0; 4]) {
        return Err(bad("no slot is free"));
    }
    Ok(slots - 1)
}

/// FNV-1a, 32 bits.
fn fnv(key: &[u8]) -> u32 {
    key.iter().fold(0x811c_9dc5, |hash, byte| (hash ^ u32::from(*byte)).wrapping_mul(0x0100_0193))
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Two slots, of which the second holds `a` → `xy`.
    const ONE: &[u8] = b"\x02\0\0\0\0\0\0\0\x0c\0\0\0\x01\x02\0axy";

    #[test]
    fn a_table_is_searched_in_place() {
        let at = fnv(b"a") & 1;
        let mut bytes = ONE.to_vec();
        if at == 0 {
            bytes[4..12].rotate_left(4);
        }
        let table = StringMap::new("test", bytes.leak()).expect("a good table");
        assert_eq!(table.get("a"), Some(&b"xy"[..]));
        assert_eq!(table.get("b"), None);
        assert_eq!(table.entries().collect::<Vec<_>>(), [(&b"a"[..], &b"xy"[..])]);
    }

    #[test]
    fn a_broken_table_is_an_error_and_no_endless_search() {
        for (bytes, reason) in [
            (&b"\x02\0"[..], "too short"),
            (b"\x03\0\0\0", "the number of slots is no power of two"),
            (b"\x02\0\0\0\0\0", "the slots are cut off"),
            (b"\x01\0\0\0\x08\0\0\0", "no slot is free"),
        ] {
            let error = StringMap::new("test", bytes).expect_err(reason);
            assert_eq!(error.to_string(), format!("model section test: {reason}"));
        }
        let pointing_nowhere = b"\x02\0\0\0\0\0\0\0\xff\0\0\0";
        let table = HashedMap::new("test", pointing_nowhere).expect("the slots are there");
        assert_eq!(table.get(1), None);
    }
}

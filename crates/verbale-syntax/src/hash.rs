//! The hashes by which spaCy numbers strings and finds rows of its tables.

use std::collections::HashMap;

use crate::pack::{Pack, PackError};

/// MurmurHash64A, as `murmurhash.mrmr.hash64` computes it.
pub(crate) fn murmur64(bytes: &[u8], seed: u64) -> u64 {
    const M: u64 = 0xc6a4_a793_5bd1_e995;
    let mut hash = seed ^ (bytes.len() as u64).wrapping_mul(M);
    let mut chunks = bytes.chunks_exact(8);
    for chunk in &mut chunks {
        let mut k = u64::from_le_bytes(chunk.try_into().unwrap_or_default()).wrapping_mul(M);
        k ^= k >> 47;
        hash = (hash ^ k.wrapping_mul(M)).wrapping_mul(M);
    }
    let rest = chunks.remainder();
    if !rest.is_empty() {
        let tail = rest.iter().rev().fold(0, |tail, byte| tail << 8 | u64::from(*byte));
        hash = (hash ^ tail).wrapping_mul(M);
    }
    hash ^= hash >> 47;
    hash = hash.wrapping_mul(M);
    hash ^ hash >> 47
}

/// Four row numbers of a hash table for one key: MurmurHash3_x86_128 of eight
/// bytes, as thinc computes it (`numpy_ops.pyx`).
pub(crate) fn row_keys(key: u64, seed: u32) -> [u32; 4] {
    fn mix(mut h: u64) -> u64 {
        h ^= h >> 33;
        h = h.wrapping_mul(0xff51_afd7_ed55_8ccd);
        h ^= h >> 33;
        h = h.wrapping_mul(0xc4ce_b9fe_1a85_ec53);
        h ^ h >> 33
    }
    let mut h1 = key.wrapping_mul(0x87c3_7b91_1142_53d5).rotate_left(31).wrapping_mul(0x4cf5_ad43_2745_937f);
    h1 ^= u64::from(seed) ^ 8;
    let mut h2 = u64::from(seed) ^ 8;
    h1 = h1.wrapping_add(h2);
    h2 = h2.wrapping_add(h1);
    h1 = mix(h1);
    h2 = mix(h2);
    h1 = h1.wrapping_add(h2);
    h2 = h2.wrapping_add(h1);
    [h1 as u32, (h1 >> 32) as u32, h2 as u32, (h2 >> 32) as u32]
}

/// spaCy's numbers of strings: a hash, but for the few hundred strings that
/// name its own attributes ("mark", "ORG", …), which have fixed numbers.
#[derive(Debug)]
pub(crate) struct StringIds {
    symbols: HashMap<&'static str, u64>,
}

impl StringIds {
    pub(crate) fn new(pack: &Pack) -> Result<Self, PackError> {
        let mut symbols = HashMap::new();
        for line in pack.text("symbols")?.lines() {
            let (name, id) =
                line.split_once('\t').ok_or_else(|| PackError("section symbols: no tab".to_owned()))?;
            let id = id.parse().map_err(|_| PackError(format!("section symbols: {id} is no number")))?;
            symbols.insert(name, id);
        }
        Ok(Self { symbols })
    }

    pub(crate) fn id(&self, text: &str) -> u64 {
        if text.is_empty() {
            return 0;
        }
        self.symbols.get(text).copied().unwrap_or_else(|| murmur64(text.as_bytes(), 1))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Numbers that spaCy's `StringStore` documents and gives.
    #[test]
    fn strings_hash_as_in_spacy() {
        assert_eq!(murmur64(b"coffee", 1), 3_197_928_453_018_144_401);
        assert_eq!(murmur64(b"apple", 1), 8_566_208_034_543_834_098);
    }
}

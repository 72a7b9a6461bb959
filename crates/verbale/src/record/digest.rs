//! Digests, in hex.

use std::fmt::Write;

use sha2::{Digest, Sha256};

use super::CODEBOOK_SHA256;
use crate::codebook::File;

/// SHA-256 in 64 hex digits.
#[must_use]
pub fn sha256_hex(bytes: &[u8]) -> String {
    hex(&Sha256::digest(bytes))
}

/// Digest of the shipped codebook together with a user's own files: the
/// shipped one's where there are none.
#[must_use]
pub fn with_user_files(files: &[File<'_>]) -> String {
    if files.is_empty() {
        return CODEBOOK_SHA256.to_owned();
    }
    let mut files: Vec<_> = files.iter().collect();
    files.sort_by_key(|file| file.path);
    let mut hash = Sha256::new();
    hash.update(CODEBOOK_SHA256);
    for file in files {
        hash.update(file.path);
        hash.update([0]);
        hash.update((file.text.len() as u64).to_le_bytes());
        hash.update(file.text);
    }
    hex(&hash.finalize())
}

fn hex(bytes: &[u8]) -> String {
    bytes.iter().fold(String::with_capacity(64), |mut out, byte| {
        let _ = write!(out, "{byte:02x}");
        out
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_digest_is_the_standard_one_and_moves_with_the_files() {
        assert_eq!(sha256_hex(b"abc"), "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
        assert_eq!(with_user_files(&[]), CODEBOOK_SHA256);
        let one = with_user_files(&[File { path: "a", text: "b" }, File { path: "c", text: "" }]);
        let turned = with_user_files(&[File { path: "c", text: "" }, File { path: "a", text: "b" }]);
        assert_eq!(one, turned);
        assert_ne!(one, with_user_files(&[File { path: "a", text: "bc" }, File { path: "", text: "" }]));
    }
}

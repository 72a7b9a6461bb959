//! The container of the weights: named sections of bytes, read in place.

use std::fmt;

/// Where the packed model is broken.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PackError(pub(crate) String);

impl PackError {
    /// What is wrong, in words.
    #[must_use]
    pub fn new(wrong: String) -> Self {
        Self(wrong)
    }
}

impl fmt::Display for PackError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "the packed model cannot be read: {}", self.0)
    }
}

impl std::error::Error for PackError {}

/// Named sections of bytes (the format is described in `pack_model.py`).
#[derive(Debug, Clone, Copy)]
pub struct Pack {
    bytes: &'static [u8],
}

const MAGIC: &[u8] = b"VBLPACK1";

impl Pack {
    /// The pack in these bytes.
    ///
    /// # Errors
    /// When they do not begin as a pack does.
    pub fn new(bytes: &'static [u8]) -> Result<Self, PackError> {
        if bytes.starts_with(MAGIC) {
            Ok(Self { bytes })
        } else {
            Err(PackError("it does not begin with VBLPACK1".to_owned()))
        }
    }

    /// The bytes of a section.
    ///
    /// # Errors
    /// When it is missing, cut short, or not of this kind.
    pub fn section(&self, name: &str) -> Result<&'static [u8], PackError> {
        self.find(name).ok_or_else(|| PackError(format!("section {name} is missing or cut short")))
    }

    /// A section of little-endian numbers, in place.
    ///
    /// # Errors
    /// When it is missing, cut short, or not of this kind.
    pub fn numbers<T: bytemuck::AnyBitPattern>(
        &self,
        name: &str,
        count: usize,
    ) -> Result<&'static [T], PackError> {
        let numbers: &[T] = bytemuck::try_cast_slice(self.section(name)?)
            .map_err(|error| PackError(format!("section {name}: {error}")))?;
        if numbers.len() == count {
            Ok(numbers)
        } else {
            Err(PackError(format!("section {name} holds {} numbers, not {count}", numbers.len())))
        }
    }

    /// A section of text.
    ///
    /// # Errors
    /// When it is missing, cut short, or not of this kind.
    pub fn text(&self, name: &str) -> Result<&'static str, PackError> {
        std::str::from_utf8(self.section(name)?)
            .map_err(|error| PackError(format!("section {name}: {error}")))
    }

    fn find(&self, wanted: &str) -> Option<&'static [u8]> {
        let mut at = MAGIC.len();
        let count = u32::from_le_bytes(self.take(&mut at, 4)?.try_into().ok()?);
        for _ in 0..count {
            let length = u32::from_le_bytes(self.take(&mut at, 4)?.try_into().ok()?) as usize;
            let name = self.take(&mut at, length)?;
            let offset = u64::from_le_bytes(self.take(&mut at, 8)?.try_into().ok()?);
            let size = u64::from_le_bytes(self.take(&mut at, 8)?.try_into().ok()?);
            if name == wanted.as_bytes() {
                let start = usize::try_from(offset).ok()?;
                return self.bytes.get(start..start.checked_add(usize::try_from(size).ok()?)?);
            }
        }
        None
    }

    fn take(&self, at: &mut usize, length: usize) -> Option<&'static [u8]> {
        let taken = self.bytes.get(*at..at.checked_add(length)?)?;
        *at += length;
        Some(taken)
    }
}

#[cfg(target_endian = "big")]
compile_error!("the packed model is read in place and is little-endian");

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_broken_pack_is_an_error_and_no_panic() {
        assert!(Pack::new(b"something else").is_err());
        let cut = Pack::new(b"VBLPACK1\x02\0\0\0\x01\0\0\0a").expect("the magic is right");
        assert!(cut.section("a").unwrap_err().to_string().contains("section a"));
    }
}

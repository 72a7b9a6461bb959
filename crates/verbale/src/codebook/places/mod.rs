//! Place names with their GeoNames ids.

use super::{File, LoadError};

/// Place names with their GeoNames ids.
#[derive(Debug, Default)]
pub struct Gazetteer {}

/// Loads the shipped files and the user's.
pub(super) fn load(_files: &[File<'_>], _errors: &mut Vec<LoadError>) -> Gazetteer {
    Gazetteer::default()
}

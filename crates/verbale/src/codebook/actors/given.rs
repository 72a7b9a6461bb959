//! `actors/given-names.tsv`: whether a given name is a man's or a woman's, for
//! the pronouns that take it up.

use std::collections::HashMap;

use compact_str::CompactString;

use super::{
    super::{File, LoadError},
    fold::fold,
    roles::{Gender, gender},
    table,
};

const PATH: &str = "actors/given-names.tsv";
const SHIPPED: &str = include_str!("../../../../../codebook/actors/given-names.tsv");

/// Loads the given names.
pub(super) fn load(files: &[File<'_>], errors: &mut Vec<LoadError>) -> HashMap<CompactString, Gender> {
    let mut given = HashMap::with_capacity(2048);
    for file in table::sources(PATH, SHIPPED, files) {
        for row in table::read(file, ["name", "gender"], errors) {
            match gender(row.cells[1]) {
                Ok(Some(gender)) => {
                    given.insert(CompactString::from(fold(row.cells[0])), gender);
                }
                _ => errors.push(row.fault(format!("`{}` is no gender", row.cells[1]), "write m or f")),
            }
        }
    }
    given
}

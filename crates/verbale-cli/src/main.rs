//! The `verbale` program.
fn main() {}

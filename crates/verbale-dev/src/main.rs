//! For developers.
fn main() {}

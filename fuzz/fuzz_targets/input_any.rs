//! Any bytes are read as what they begin as, packed or not, or named:
//! `cargo +nightly fuzz run input_any`.
#![no_main]

mod input;

use libfuzzer_sys::fuzz_target;

fuzz_target!(|data: &[u8]| input::read(None, data));

//! Any bytes are read as this format or named: `cargo +nightly fuzz run input_table`.
#![no_main]

mod input;

use libfuzzer_sys::fuzz_target;
use verbale_input::Format;

fuzz_target!(|data: &[u8]| input::read(Some(Format::Csv), data));

//! Tools for developers of Verbale: looking at layers, measuring, packing.

mod show;

use std::process::ExitCode;

fn main() -> ExitCode {
    let mut arguments = std::env::args().skip(1);
    let done = match arguments.next().as_deref() {
        Some("show") => show::run(arguments.collect()),
        _ => Err("usage: verbale-dev show LAYER [FILE] [--date YYYY-MM-DD]".to_owned()),
    };
    match done {
        Ok(()) => ExitCode::SUCCESS,
        Err(message) => {
            eprintln!("verbale-dev: {message}");
            ExitCode::from(2)
        }
    }
}

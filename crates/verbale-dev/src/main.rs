//! Tools for developers of Verbale: looking at layers, measuring, packing.

mod bench;
mod docs;
mod eval;
mod parity;
mod show;
mod times;

use std::process::ExitCode;

const USAGE: &str = "usage:
  verbale-dev show LAYER [FILE] [--date YYYY-MM-DD]    any layer of an article
  verbale-dev parity ORACLE.jsonl [--words] [--differences N]    how far syntax agrees with spaCy
  verbale-dev eval WHAT FILES [--wrong]    a suite or judgements of our own
  verbale-dev bench syntax FILE.jsonl [--paragraphs N] [--rounds N]    how fast syntax runs on one thread
  verbale-dev times FILE.jsonl [--bare]    the time expressions of many articles, for a scorer
  verbale-dev docs [--check]    writes docs/codebook.md from the codebook";

fn main() -> ExitCode {
    let mut arguments = std::env::args().skip(1);
    let done = match arguments.next().as_deref() {
        Some("show") => show::run(arguments.collect()),
        Some("eval") => eval::run(&arguments.collect::<Vec<_>>()),
        Some("bench") => bench::run(arguments.collect()),
        Some("times") => times::run(arguments.collect()),
        Some("docs") => docs::run(&arguments.collect::<Vec<_>>()),
        Some("parity") => parity::run(arguments.collect()),
        _ => Err(USAGE.to_owned()),
    };
    match done {
        Ok(()) => ExitCode::SUCCESS,
        Err(message) => {
            eprintln!("verbale-dev: {message}");
            ExitCode::from(2)
        }
    }
}

//! The `verbale` program: reads files, lets the library code them, prints.
//!
//! Standard output is data, standard error is talk. A bad file is named and
//! skipped, the others are still coded, and the exit status says so: 0 all
//! coded, 1 some skipped, 2 could not run (or not to its end), 128 and the
//! signal's number where one ended it.
#![forbid(unsafe_code)]

mod arguments;
mod code;
mod codebook;
mod explain;
mod interrupt;
mod journal;
mod out;
mod paper;
#[cfg(feature = "parquet")]
mod parquet;
mod printing;
mod progress;
mod table;
mod who;
mod window;

use std::{io, process::ExitCode};

use clap::Parser;

use crate::arguments::{Arguments, Command};

/// How a command ended, when it ran.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Done {
    /// Every article was coded.
    All,
    /// Some were skipped; each was named.
    SomeSkipped,
}

/// Why a command could not run on.
#[derive(Debug)]
enum Stop {
    /// The reader of our output has gone: a clean end.
    ReaderGone,
    /// A signal asked us to end, and we did so cleanly.
    Interrupted(u8),
    /// Anything else, in words for the user.
    Because(String),
}

impl Stop {
    /// What a failure to write `place` means.
    fn writing(place: &str, error: &io::Error) -> Self {
        match error.kind() {
            io::ErrorKind::BrokenPipe => Self::ReaderGone,
            _ => Self::Because(format!("cannot write {place}: {error}")),
        }
    }
}

fn main() -> ExitCode {
    let done = match Arguments::parse().command {
        Command::Code(wanted) => code::run(&wanted),
        Command::Positions(wanted) => code::run(&wanted.into_code()),
        Command::Explain(wanted) => code::run(&wanted.into_code()),
        Command::Rules { id, codebook } => codebook::rules(id.as_deref(), codebook.as_deref()),
        Command::Who { name, date } => who::run(&name, date),
        Command::Codebook { command } => codebook::run(&command),
    };
    match done {
        Ok(Done::All) | Err(Stop::ReaderGone) => ExitCode::SUCCESS,
        Ok(Done::SomeSkipped) => ExitCode::from(1),
        Err(Stop::Interrupted(signal)) => ExitCode::from(128 + signal),
        Err(Stop::Because(why)) => {
            talk(&why);
            ExitCode::from(2)
        }
    }
}

/// Says something to the user, with nothing in it that steers a terminal.
fn talk(what: &str) {
    use io::Write;
    let mut stderr = io::stderr().lock();
    for (n, line) in what.lines().enumerate() {
        let lead = if n == 0 { "verbale: " } else { "  " };
        // Standard error may be closed; then there is nobody to tell.
        let _ = writeln!(stderr, "{lead}{}", verbale::record::Escaped(line));
    }
}

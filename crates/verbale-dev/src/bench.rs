//! How fast things run.
//!
//! Other work on the machine should count as little as it can: what takes long
//! is timed by the thread's own processor time, which the system tells some
//! hundred times a second, what is short by the best of many rounds.

mod article;
mod products;
mod syntax;

use std::time::{Duration, Instant};

const USAGE: &str = "usage: verbale-dev bench tables|products | \
                     bench syntax|article FILE.jsonl [--fast] [--rounds N] [--paragraphs N] [--threads N]";

/// What was asked for.
struct Wanted {
    path: String,
    /// The network in eight bits.
    fast: bool,
    rounds: usize,
    paragraphs: usize,
    threads: usize,
}

impl Wanted {
    fn read(mut arguments: impl Iterator<Item = String>) -> Result<Self, String> {
        let mut wanted =
            Self { path: String::new(), fast: false, rounds: 3, paragraphs: usize::MAX, threads: 1 };
        while let Some(argument) = arguments.next() {
            let mut number = || arguments.next().and_then(|n| n.parse().ok()).ok_or(USAGE);
            match argument.as_str() {
                "--fast" => wanted.fast = true,
                "--paragraphs" => wanted.paragraphs = number()?,
                "--rounds" => wanted.rounds = number()?,
                "--threads" => wanted.threads = number()?,
                _ => wanted.path = argument,
            }
        }
        if wanted.path.is_empty() { Err(USAGE.to_owned()) } else { Ok(wanted) }
    }

    fn model(&self) -> &'static verbale_syntax::Model {
        if self.fast { verbale_syntax::Model::fast() } else { verbale_syntax::Model::bundled() }
    }
}

/// Times what is asked for and prints it.
pub(crate) fn run(arguments: Vec<String>) -> Result<(), String> {
    let mut arguments = arguments.into_iter();
    match arguments.next().as_deref() {
        Some("tables") => tables(),
        Some("products") => {
            products::run();
            Ok(())
        }
        Some("syntax") => syntax::run(&Wanted::read(arguments)?),
        Some("article") => article::run(&Wanted::read(arguments)?),
        _ => Err(USAGE.to_owned()),
    }
}

fn tables() -> Result<(), String> {
    let start = Instant::now();
    let tables = verbale::codebook::actors::ActorTables::shipped().map_err(|errors| errors[0].to_string())?;
    println!(
        "tables of actors: {:.1} ms, {} people",
        start.elapsed().as_secs_f64() * 1e3,
        tables.people.len()
    );
    Ok(())
}

/// Processor time of this thread so far, where the system tells it.
fn processor_time() -> Option<Duration> {
    let line = std::fs::read_to_string("/proc/thread-self/schedstat").ok()?;
    line.split(' ').next()?.parse().ok().map(Duration::from_nanos)
}

/// The shortest time of some rounds of a tenth of a second and more.
fn best_of_long(rounds: usize, mut run: impl FnMut()) -> Duration {
    let round = || {
        let (start, before) = (Instant::now(), processor_time());
        run();
        match (before, processor_time()) {
            (Some(before), Some(after)) => after.saturating_sub(before),
            _ => start.elapsed(),
        }
    };
    std::iter::repeat_with(round).take(rounds.max(1)).min().unwrap_or_default()
}

/// The shortest time of some rounds.
fn best(rounds: usize, mut run: impl FnMut()) -> Duration {
    let round = || {
        let start = Instant::now();
        run();
        start.elapsed()
    };
    std::iter::repeat_with(round).take(rounds.max(1)).min().unwrap_or_default()
}

//! `verbale who`: which offices the tables give a person on a day.

use std::io::{self, Write};

use jiff::civil::Date;
use verbale::{Codebook, record::Escaped};

use crate::{Done, Stop, talk};

/// Prints a line for each office that somebody of this name held on `date`.
pub(crate) fn run(name: &str, date: Date) -> Result<Done, Stop> {
    let tables = &Codebook::bundled().actors;
    let found = tables.who(name, date);
    let mut lines = Vec::new();
    for (person, tenures) in &found {
        for tenure in tenures {
            let from = tenure.from.map_or("?".to_owned(), |day| tenure.from_precision.write(day));
            let to = tenure.to.map_or("…".to_owned(), |day| tenure.to_precision.write(day));
            let (precision, origin) = (tenure.precision().as_str(), tenure.origin.replace('|', ", "));
            lines.push(format!(
                "{}: {}, {} ({from} to {to}, to the {precision}; {origin})",
                person.name, tenure.office, tenure.of
            ));
        }
    }
    if lines.is_empty() {
        let known = if found.is_empty() { "nobody of this name" } else { "no office of theirs" };
        talk(&format!(
            "{name}: the tables have {known} on {date}; their reach is told in codebook/SOURCES.md"
        ));
        return Ok(Done::SomeSkipped);
    }
    let mut stdout = io::stdout().lock();
    lines
        .iter()
        .try_for_each(|line| writeln!(stdout, "{}", Escaped(line)))
        .map_err(|error| Stop::writing("standard output", &error))?;
    Ok(Done::All)
}

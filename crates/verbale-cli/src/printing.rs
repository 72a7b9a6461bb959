//! How records are printed: the formats, and what is left out of them.

use std::{
    io::{self, IsTerminal},
    path::{Path, PathBuf},
};

use verbale::{
    Codebook,
    record::{Export, Filter, Options, Record},
};

use crate::{
    Stop,
    arguments::{Code, Format, Show},
    explain,
    paper::Look,
    table,
};

/// How records are printed.
pub(crate) struct Printing<'a> {
    pub(crate) format: Format,
    options: Options<'a>,
    show: Show,
    look: Look,
}

/// What an article came to.
#[derive(Debug, PartialEq, Eq)]
pub(crate) struct Printed {
    pub(crate) text: String,
    /// Events that were left out for want of a confidence alone.
    pub(crate) unmeasured: usize,
}

impl<'a> Printing<'a> {
    pub(crate) fn new(wanted: &'a Code) -> Result<Self, Stop> {
        let terminal = wanted.out.is_none() && io::stdout().is_terminal();
        let format = wanted.format.unwrap_or(if terminal { Format::Table } else { Format::Jsonl });
        if wanted.formula_safe && !matches!(format, Format::Csv | Format::Polecat) {
            return Err(Stop::Because("--formula-safe is for --format csv and polecat".to_owned()));
        }
        if format.is_for_files() && wanted.out.is_none() {
            return Err(Stop::Because("this format is written to a file alone; add --out FILE".to_owned()));
        }
        let filter =
            Filter { status: &wanted.status, event: &wanted.event, min_confidence: wanted.min_confidence };
        let options = Options {
            text: !wanted.no_text,
            embedded: wanted.embedded,
            formula_safe: wanted.formula_safe,
            filter,
        };
        Ok(Self { format, options, show: wanted.show, look: Look::of_output(terminal) })
    }

    /// The line that stands above all events.
    pub(crate) fn header(&self) -> Option<String> {
        self.format.export()?.header()
    }

    /// What stands between two articles.
    pub(crate) fn between(&self) -> &'static str {
        if self.format == Format::Table { "\n" } else { "" }
    }

    /// A record in the format.
    pub(crate) fn print(&self, name: &str, record: &Record, codebook: &Codebook) -> Printed {
        let text = match (self.format.export(), self.format, self.show) {
            (Some(export), ..) => export.lines(record, self.options),
            (None, Format::Table, Show::Article) => table::article(name, record, self.options, self.look),
            (None, Format::Table, Show::Positions) => table::positions(name, record, self.options, self.look),
            (None, Format::Table, Show::Explanation(only)) => {
                explain::article(name, record, codebook, only, self.look)
            }
            (None, ..) => record.to_json(self.options) + "\n",
        };
        Printed { text, unmeasured: self.unmeasured(record) }
    }

    fn unmeasured(&self, record: &Record) -> usize {
        if self.options.filter.min_confidence.is_none() {
            return 0;
        }
        let without =
            Options { filter: Filter { min_confidence: None, ..self.options.filter }, ..self.options };
        record.events(without).filter(|event| event.confidence.is_none()).count()
    }
}

impl Format {
    /// The library's format of one event a line.
    pub(crate) fn export(self) -> Option<Export> {
        match self {
            Self::Csv => Some(Export::Csv),
            Self::Plover => Some(Export::Plover),
            Self::Polecat => Some(Export::Polecat),
            #[cfg(feature = "parquet")]
            Self::Parquet => Some(Export::Csv),
            Self::Jsonl | Self::Table => None,
        }
    }

    /// Whether it can't go to standard output.
    fn is_for_files(self) -> bool {
        match self {
            #[cfg(feature = "parquet")]
            Self::Parquet => true,
            _ => false,
        }
    }

    /// How what the file is to hold comes of what was written; gives back where
    /// it stands.
    pub(crate) fn settle(self) -> fn(&Path) -> io::Result<PathBuf> {
        match self {
            #[cfg(feature = "parquet")]
            Self::Parquet => crate::parquet::from_csv,
            _ => |part| Ok(part.to_owned()),
        }
    }
}

//! What the user may type.

use std::path::PathBuf;

use clap::{Args, Parser, Subcommand, ValueEnum};
use jiff::civil::Date;
use verbale::{
    Codebook,
    events::{EventType, Status},
};

/// Reads dated news reports and writes down who did, said, demanded,
/// threatened, promised, refused or denied what, to whom, when, where and on
/// whose word, with the exact words as evidence.
#[derive(Debug, Parser)]
#[command(name = "verbale", version, max_term_width = 100)]
pub(crate) struct Arguments {
    #[command(subcommand)]
    pub(crate) command: Command,
}

#[derive(Debug, Subcommand)]
pub(crate) enum Command {
    /// Code articles: what each says happened, on whose word, in which words
    #[command(after_help = CODE_HELP)]
    Code(Code),
    /// Show only what each party holds: demands, threats, pledges, refusals, denials …
    Positions(Positions),
    /// Show sentence by sentence which rule made each event, from which words, or what was missing
    Explain(Explain),
    /// List the rules of the codebook, or show one with its reason and examples
    Rules {
        /// A rule's id, or the beginning of several
        #[arg(value_name = "ID")]
        id: Option<String>,
        /// A folder of your own rules and tables, added to the shipped codebook
        #[arg(long, value_name = "DIR")]
        codebook: Option<PathBuf>,
    },
    /// Say which offices the tables give a person on a day
    Who {
        /// A name: `Lavrov`, `Angela Merkel`
        #[arg(value_name = "NAME")]
        name: String,
        /// The day, YYYY-MM-DD
        #[arg(long, value_name = "DATE", value_parser = day)]
        date: Date,
    },
    /// Work with rules of your own
    Codebook {
        #[command(subcommand)]
        command: CodebookCommand,
    },
}

const CODE_HELP: &str = "\
Input:
  .txt          the article; its date at the head (`date 2022-01-21 …`, a first line that is a
                date, front matter), else --date, else YYYY-MM-DD in the file's name
  .html         a web page: its main text, its date and outlet from its metadata
  .jsonl .json  one object a line, or a list: text and date, and where known id, title, source, url
  .csv .tsv     a table with a row of names, of the same columns
  .xml          RSS or Atom: one article an item
  .warc         a web archive: one article a page
  a folder      every such file in it and below, in the order of their names; links are not
                followed, hidden files are passed over
  -             standard input, its format told by its beginning, or by --from
Each may be packed with gzip or zstd. Limits and dates: docs/formats.md.

Exit status:
  0    all articles coded, or whoever read the output has gone
  1    some skipped; each is named
  2    could not run, or not to its end
  130  interrupted; 143 where it was told to terminate";

#[derive(Debug, Clone, Args)]
pub(crate) struct Code {
    /// Articles, or folders of them; `-` is standard input
    #[arg(required = true, value_name = "FILE")]
    pub(crate) files: Vec<PathBuf>,

    /// Day of publication, YYYY-MM-DD, of articles without a `date` field
    #[arg(long, value_name = "DATE", value_parser = day)]
    pub(crate) date: Option<Date>,

    /// How to print [default: table on a terminal, else jsonl]
    #[arg(long, value_enum)]
    pub(crate) format: Option<Format>,

    /// Show also the events that exist only as the content of another
    #[arg(long)]
    pub(crate) embedded: bool,

    /// Leave the article's text out of the JSON
    #[arg(long)]
    pub(crate) no_text: bool,

    /// Write here instead of to standard output; an existing file is kept
    #[arg(long, short, value_name = "FILE")]
    pub(crate) out: Option<PathBuf>,

    /// Let --out replace an existing file
    #[arg(long)]
    pub(crate) force: bool,

    /// Go on with an --out that was interrupted (same files, same options)
    #[arg(long, requires = "out", conflicts_with = "force")]
    pub(crate) resume: bool,

    /// Where to name skipped articles, with the reasons [default: FILE.rejects.jsonl beside --out FILE]
    #[arg(long, value_name = "FILE")]
    pub(crate) rejects: Option<PathBuf>,

    /// Only events of these statuses, such as `actual,planned`
    #[arg(long, value_name = "STATUS", value_delimiter = ',', value_parser = status)]
    pub(crate) status: Vec<Status>,

    /// Only events of these types, such as `ASSAULT,COERCE`
    #[arg(long = "type", value_name = "TYPE", value_delimiter = ',', value_parser = event_type)]
    pub(crate) event: Vec<EventType>,

    /// Only events whose confidence is known and at least this, from 0 to 1
    #[arg(long, value_name = "P", value_parser = confidence)]
    pub(crate) min_confidence: Option<f64>,

    /// Put an apostrophe before cells that a spreadsheet could take for a formula (csv, polecat)
    #[arg(long)]
    pub(crate) formula_safe: bool,

    /// The format of every input, whatever its name: text, html, json, jsonl, csv, tsv, feed, warc
    #[arg(long, value_name = "FORMAT")]
    pub(crate) from: Option<verbale_input::Format>,

    /// What columns or keys hold what: text=body,date=published (also id, title, source, url)
    #[arg(long, value_name = "FIELD=NAME,…")]
    pub(crate) map: Option<verbale_input::Columns>,

    /// Date a page of a web archive that tells no day by the day it was fetched
    #[arg(long)]
    pub(crate) fetched_date: bool,

    /// Code texts that do not look English, with a note, instead of skipping them
    #[arg(long)]
    pub(crate) any_language: bool,

    /// Let the rules alone decide; the learned ranker proposes nothing
    #[arg(long)]
    pub(crate) no_ranker: bool,

    /// A folder of your own rules and tables, added to the shipped codebook
    #[arg(long, value_name = "DIR")]
    pub(crate) codebook: Option<PathBuf>,

    /// Run the syntax network in eight bits: faster, and in a few sentences of a hundred with another tree
    #[arg(long)]
    pub(crate) fast: bool,

    /// Articles coded at the same time [default: one for each processor]
    #[arg(long, value_name = "N", value_parser = clap::value_parser!(u16).range(1..=256))]
    pub(crate) threads: Option<u16>,

    /// What the table shows.
    #[arg(skip)]
    pub(crate) show: Show,
}

/// What of an article is shown.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(crate) enum Show {
    /// Its events, then the positions.
    #[default]
    Article,
    /// Only the positions.
    Positions,
    /// Every sentence, or one (from 1), with what the rules made of it.
    Explanation(Option<usize>),
}

#[derive(Debug, Clone, Args)]
pub(crate) struct Explain {
    #[command(flatten)]
    articles: Positions,

    /// Only this sentence, from 1, with every rule that was tried on it
    #[arg(long, value_name = "N", value_parser = clap::value_parser!(u32).range(1..))]
    sentence: Option<u32>,

    /// A folder of your own rules and tables, added to the shipped codebook
    #[arg(long, value_name = "DIR")]
    codebook: Option<PathBuf>,
}

impl Explain {
    pub(crate) fn into_code(self) -> Code {
        let sentence = self.sentence.map(|n| n as usize - 1);
        let mut code = self.articles.into_code();
        code.show = Show::Explanation(sentence);
        code.codebook = self.codebook;
        code
    }
}

#[derive(Debug, Clone, Args)]
pub(crate) struct Positions {
    /// Articles; `-` is standard input
    #[arg(required = true, value_name = "FILE")]
    pub(crate) files: Vec<PathBuf>,

    /// Day of publication, YYYY-MM-DD, of articles without a `date` field
    #[arg(long, value_name = "DATE", value_parser = day)]
    pub(crate) date: Option<Date>,
}

impl Positions {
    pub(crate) fn into_code(self) -> Code {
        Code {
            files: self.files,
            date: self.date,
            format: Some(Format::Table),
            embedded: false,
            no_text: false,
            out: None,
            force: false,
            resume: false,
            rejects: None,
            status: Vec::new(),
            event: Vec::new(),
            min_confidence: None,
            formula_safe: false,
            from: None,
            map: None,
            fetched_date: false,
            any_language: false,
            no_ranker: false,
            codebook: None,
            fast: false,
            threads: None,
            show: Show::Positions,
        }
    }
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(crate) enum Format {
    /// One JSON object an article (schema verbale/1, docs/record.schema.json)
    Jsonl,
    /// For reading
    Table,
    /// One event a line, comma-separated, with a line of names
    Csv,
    /// One event a line, PLOVER's JSON
    Plover,
    /// One event a line, POLECAT's 40 tab-separated columns, with a line of names
    Polecat,
    /// The columns of csv as Apache Parquet; needs --out
    #[cfg(feature = "parquet")]
    Parquet,
}

#[derive(Debug, Subcommand)]
pub(crate) enum CodebookCommand {
    /// Load a folder as `--codebook` would, name every fault, and run the examples of its rules
    Check {
        /// The folder
        #[arg(value_name = "DIR")]
        folder: PathBuf,
    },
}

fn status(text: &str) -> Result<Status, String> {
    Status::from_label(&text.to_lowercase()).ok_or_else(|| one_of(Status::ALL.iter().map(|one| one.as_str())))
}

/// A type, or another name that the codebook knows for it.
fn event_type(text: &str) -> Result<EventType, String> {
    let label = text.to_uppercase();
    let found = Codebook::bundled().rules.plover.event_type(&label);
    found.ok_or_else(|| one_of(EventType::ALL.iter().map(|one| one.as_str())))
}

fn one_of<'a>(labels: impl Iterator<Item = &'a str>) -> String {
    format!("it must be one of {}", labels.collect::<Vec<_>>().join(", "))
}

fn confidence(text: &str) -> Result<f64, String> {
    let number = text.parse().ok().filter(|number| (0.0..=1.0).contains(number));
    number.ok_or_else(|| "it must be a number from 0 to 1, such as 0.8".to_owned())
}

/// A day as the user writes it.
fn day(text: &str) -> Result<Date, String> {
    text.parse().map_err(|_| format!("{text:?} is not a day; write it as YYYY-MM-DD, for example 2022-01-21"))
}

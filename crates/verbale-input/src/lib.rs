//! From what the user names to dated articles: files, folders and standard
//! input, read as a stream that holds one article at a time.
//!
//! Nothing of what is read is trusted. Lengths are capped ([`limits`]), links
//! in folders are not followed, nothing is fetched, and what can't be read
//! becomes a [`Skipped`] that names the place, the reason and the remedy, after
//! which reading goes on.
#![forbid(unsafe_code)]

mod article;
mod columns;
mod dating;
mod decode;
mod feed;
mod files;
mod format;
mod html;
mod json_lines;
mod json_object;
mod language;
pub mod limits;
mod metadata;
mod rows;
mod table;
mod unpack;
mod walk;
mod warc;

use std::path::PathBuf;

use jiff::civil::Date;
use verbale::Article;

pub use columns::{Columns, Field};
pub use files::{Articles, bytes};
pub use format::Format;
pub use walk::total_bytes;

/// An article, ready to be coded.
#[derive(Debug)]
pub struct Incoming {
    /// What to call it to the user: the file, with the line for JSON Lines.
    pub name: String,
    /// The dated text.
    pub article: Article,
    /// What was done to the text on its way in.
    pub notes: Vec<String>,
}

/// An article that can't be coded, and what to do about it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Skipped {
    /// What to call it to the user.
    pub name: String,
    /// What is wrong with it, to be read after the name: `holds no text`.
    pub why: String,
    /// What the user can do, in the imperative.
    pub remedy: String,
}

impl Skipped {
    pub(crate) fn new(name: &str, why: impl Into<String>, remedy: &str) -> Self {
        Self { name: name.to_owned(), why: why.into(), remedy: remedy.to_owned() }
    }
}

/// One article or why there is none.
pub type Read = Result<Incoming, Skipped>;

/// What the user said about all inputs.
#[derive(Debug, Clone, Default)]
pub struct Given {
    /// The day of publication of articles that don't tell theirs in a field.
    pub date: Option<Date>,
    /// The format of every input, whatever its name.
    pub format: Option<Format>,
    /// What the columns of tables and the keys of JSON objects are called.
    pub columns: Columns,
    /// Date a page that tells no day by the day on which it was fetched.
    pub fetched_date: bool,
    /// Let texts pass that do not look English, with a note.
    pub any_language: bool,
}

/// Reads all that `named` names, in that order; `-` is standard input, and a
/// folder stands for the files in it and below, in the order of their names.
#[must_use]
pub fn articles<'a>(named: &'a [PathBuf], given: &'a Given) -> Articles<'a> {
    Articles::new(named, given)
}

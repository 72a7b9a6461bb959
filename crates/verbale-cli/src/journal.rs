//! The journal of a run with `--out`: how far it has come, so that `--resume`
//! goes on where an interruption cut it.
//!
//! One JSON object a line: first what the run was, then, whenever records have
//! been written, how many articles that is and how long the files were.

use std::{
    fs::{File, OpenOptions},
    io::{self, BufRead, BufReader, Seek, SeekFrom, Write},
    path::Path,
};

use serde_json::{Value, json};
use verbale::record::sha256_hex;

use verbale_input::{Incoming, Skipped};

use crate::arguments::{Code, Format};

/// How far a run has come.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Mark {
    pub(crate) coded: u64,
    pub(crate) skipped: u64,
    /// Length of the records' file then.
    pub(crate) bytes: u64,
    /// Length of the rejects' file then.
    pub(crate) reject_bytes: u64,
    /// Digest of all that had been read by then.
    pub(crate) digest: String,
}

impl Mark {
    /// Where every run begins.
    pub(crate) fn start() -> Self {
        Self { coded: 0, skipped: 0, bytes: 0, reject_bytes: 0, digest: String::new() }
    }

    pub(crate) fn articles(&self) -> u64 {
        self.coded + self.skipped
    }

    fn from_line(line: &str) -> Option<Self> {
        let value: Value = serde_json::from_str(line).ok()?;
        let number = |key: &str| value[key].as_u64();
        Some(Self {
            coded: number("coded")?,
            skipped: number("skipped")?,
            bytes: number("bytes")?,
            reject_bytes: number("reject_bytes")?,
            digest: value["digest"].as_str()?.to_owned(),
        })
    }

    fn to_line(&self) -> String {
        let Self { coded, skipped, bytes, reject_bytes, digest } = self;
        json!({
            "coded": coded, "skipped": skipped, "bytes": bytes, "reject_bytes": reject_bytes, "digest": digest,
        })
        .to_string()
            + "\n"
    }
}

/// What a run is: two with the same make the same bytes of the same input.
pub(crate) fn identity(wanted: &Code, format: Format, codebook_sha256: &str) -> String {
    // Everything that the user may say changes the output, but for this.
    let options = Code {
        files: Vec::new(),
        out: None,
        force: false,
        resume: false,
        threads: None,
        codebook: None,
        format: Some(format),
        ..wanted.clone()
    };
    json!({
        "verbale": env!("CARGO_PKG_VERSION"),
        "codebook_sha256": codebook_sha256,
        "models_sha256": verbale::record::MODELS_SHA256,
        "options_sha256": sha256_hex(format!("{options:?}").as_bytes()),
    })
    .to_string()
}

/// The digest of what was read, with one more.
pub(crate) fn digest(before: &str, incoming: &Result<Incoming, Skipped>) -> String {
    let one = match incoming {
        Ok(Incoming { article, notes, .. }) => {
            let verbale::Article { id, date, date_source, source, title, url, text } = article;
            let text = sha256_hex(text.as_bytes());
            format!("{before} {:?}", (id, date, date_source, source, title, url, text, notes))
        }
        Err(Skipped { name, why, .. }) => format!("{before} {:?}", (name, why)),
    };
    sha256_hex(one.as_bytes())
}

/// The open journal.
#[derive(Debug)]
pub(crate) struct Journal {
    file: File,
    written: Mark,
}

impl Journal {
    /// Begins one, over any that is there.
    pub(crate) fn begin(path: &Path, identity: &str) -> io::Result<Self> {
        let mut file = File::create(path)?;
        writeln!(file, "{identity}")?;
        Ok(Self { file, written: Mark::start() })
    }

    /// Opens one that was left: what the run was, and the last mark that files
    /// of these lengths reach. None where it has no whole first line.
    pub(crate) fn open(path: &Path, bytes: u64, reject_bytes: u64) -> io::Result<Option<(Self, String)>> {
        let mut file = OpenOptions::new().read(true).write(true).open(path)?;
        let mut reader = BufReader::new(&file);
        let (mut identity, mut line) = (String::new(), Vec::new());
        let (mut at, mut end, mut written) = (0, 0, Mark::start());
        loop {
            line.clear();
            at += reader.read_until(b'\n', &mut line)? as u64;
            // The last line may have been cut.
            let Some(text) = line.strip_suffix(b"\n").and_then(|line| str::from_utf8(line).ok()) else {
                break;
            };
            if identity.is_empty() {
                (identity, end) = (text.to_owned(), at);
                continue;
            }
            match Mark::from_line(text) {
                Some(mark) if mark.bytes <= bytes && mark.reject_bytes <= reject_bytes => {
                    (written, end) = (mark, at);
                }
                _ => break,
            }
        }
        if identity.is_empty() {
            return Ok(None);
        }
        file.set_len(end)?;
        file.seek(SeekFrom::End(0))?;
        Ok(Some((Self { file, written }, identity)))
    }

    /// The last mark in it.
    pub(crate) fn last(&self) -> &Mark {
        &self.written
    }

    /// Writes a mark, unless it is the last one.
    pub(crate) fn write(&mut self, mark: &Mark) -> io::Result<()> {
        if *mark != self.written {
            self.file.write_all(mark.to_line().as_bytes())?;
            self.written = mark.clone();
        }
        Ok(())
    }
}

//! `--resume`: goes on after an interruption, so that the output ends with the
//! bytes of a run that was never cut.

use std::{
    fs::{File, OpenOptions},
    io::{self, BufRead, BufReader, Seek, SeekFrom},
    path::Path,
};

use serde_json::Value;
use verbale::{Article, record::sha256_hex};

use crate::Stop;

/// The records that an interrupted run left, read again as their articles come.
pub(crate) struct Left {
    reader: io::Take<BufReader<File>>,
    place: String,
    line: u64,
}

impl Left {
    /// Opens what is there, cuts a record that was not written to its end, and
    /// gives the file, ready for more. None where there is nothing yet.
    pub(crate) fn open(path: &Path) -> Result<Option<(Self, File)>, Stop> {
        let place = path.display().to_string();
        let failed = |error: io::Error| Stop::Because(format!("cannot go on with {place}: {error}"));
        let mut file = match OpenOptions::new().read(true).write(true).open(path) {
            Ok(file) => file,
            Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok(None),
            Err(error) => return Err(failed(error)),
        };
        let whole = whole_lines(&file).map_err(failed)?;
        file.set_len(whole).map_err(failed)?;
        file.seek(SeekFrom::End(0)).map_err(failed)?;
        let reader = BufReader::new(File::open(path).map_err(failed)?);
        Ok(Some((Self { reader: io::Read::take(reader, whole), place, line: 0 }, file)))
    }

    /// Whether the next record that is left is this article's; false when none
    /// is left any more.
    pub(crate) fn has(&mut self, article: &Article, codebook_sha256: &str) -> Result<bool, Stop> {
        let mut line = Vec::new();
        let read = self.reader.read_until(b'\n', &mut line);
        self.line += 1;
        let wrong = |what: &str| {
            Stop::Because(format!(
                "cannot go on with {}: line {} {what}; run again without --resume, with another --out or --force",
                self.place, self.line
            ))
        };
        if read.map_err(|error| wrong(&format!("cannot be read: {error}")))? == 0 {
            return Ok(false);
        }
        let record: Value = serde_json::from_slice(&line).map_err(|_| wrong("is no record"))?;
        let digest = sha256_hex(article.text.as_bytes());
        let id = article.id.as_deref().unwrap_or(&digest[..16]);
        if record["text_sha256"] != digest || record["id"] != id {
            return Err(wrong("is the record of another article than the input has there"));
        }
        let made_by = &record["made_by"];
        if made_by["verbale"] != env!("CARGO_PKG_VERSION") || made_by["codebook_sha256"] != codebook_sha256 {
            return Err(wrong("was made by another version or codebook"));
        }
        Ok(true)
    }
}

/// The length of the file up to its last line break.
fn whole_lines(file: &File) -> io::Result<u64> {
    let mut reader = BufReader::with_capacity(1 << 16, file);
    let (mut at, mut whole) = (0, 0);
    loop {
        let buffer = reader.fill_buf()?;
        if buffer.is_empty() {
            return Ok(whole);
        }
        if let Some(last) = buffer.iter().rposition(|byte| *byte == b'\n') {
            whole = at + last as u64 + 1;
        }
        let length = buffer.len();
        at += length as u64;
        reader.consume(length);
    }
}

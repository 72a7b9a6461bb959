//! From files and standard input to articles.

use std::{
    fs::File,
    io::{self, BufRead, BufReader, Read as _},
    path::{Path, PathBuf},
    sync::{
        Arc,
        atomic::{AtomicU64, Ordering},
    },
};

use crate::{
    Given, Read, Skipped,
    article::{self, Fields, beyond, unreadable},
    feed,
    format::Format,
    html::{self, Origin},
    json_lines, limits, table,
    unpack::unpacked,
    walk::Walk,
    warc,
};

/// The articles of one file, one after the other.
pub(crate) type FileArticles<'a> = Box<dyn Iterator<Item = Read> + Send + 'a>;

/// All articles of what the user named.
pub struct Articles<'a> {
    given: &'a Given,
    walk: Walk<'a>,
    file: Option<FileArticles<'a>>,
    bytes: Arc<AtomicU64>,
}

impl<'a> Articles<'a> {
    pub(crate) fn new(named: &'a [PathBuf], given: &'a Given) -> Self {
        Self { given, walk: Walk::new(named), file: None, bytes: Arc::default() }
    }

    /// How many bytes have been read from disk, still counting; with
    /// [`total_bytes`](crate::total_bytes) the share that is done.
    #[must_use]
    pub fn bytes(&self) -> Arc<AtomicU64> {
        Arc::clone(&self.bytes)
    }

    fn open(&self, path: &Path) -> Result<FileArticles<'a>, Skipped> {
        if path == Path::new("-") {
            return bytes("standard input", self.given.format, self.counted(io::stdin()), self.given);
        }
        let name = path.display().to_string();
        let file = File::open(path).map_err(|error| unopened(&name, &error))?;
        let format =
            self.given.format.or_else(|| Format::of_name(path).filter(|format| *format != Format::Text));
        bytes(&name, format, self.counted(file), self.given)
    }

    fn counted<R: io::Read>(&self, inner: R) -> BufReader<Counted<R>> {
        BufReader::with_capacity(1 << 16, Counted { inner, bytes: self.bytes() })
    }
}

impl Iterator for Articles<'_> {
    type Item = Read;

    fn next(&mut self) -> Option<Read> {
        loop {
            if let Some(read) = self.file.as_mut().and_then(Iterator::next) {
                return Some(read);
            }
            match self.walk.next()?.and_then(|path| self.open(&path)) {
                Ok(file) => self.file = Some(file),
                Err(skipped) => {
                    self.file = None;
                    return Some(Err(skipped));
                }
            }
        }
    }
}

/// A reader that tells how much of it was read.
struct Counted<R> {
    inner: R,
    bytes: Arc<AtomicU64>,
}

impl<R: io::Read> io::Read for Counted<R> {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        let read = self.inner.read(buffer)?;
        self.bytes.fetch_add(read as u64, Ordering::Relaxed);
        Ok(read)
    }
}

fn unopened(name: &str, error: &io::Error) -> Skipped {
    match error.kind() {
        io::ErrorKind::NotFound => {
            Skipped::new(name, "there is no such file", "check the path; `-` reads standard input")
        }
        io::ErrorKind::PermissionDenied => Skipped::new(name, "may not be read", "check who may read it"),
        _ => Skipped::new(name, format!("cannot be opened: {error}"), "check the path"),
    }
}

/// The articles of one input, called `name`, packed or not. Without a format
/// its name tells it, or its first bytes, which also tell a page or a feed in a
/// file of text.
///
/// # Errors
///
/// Where the input as a whole can't be read; what can't be read of it later is
/// an item of its own.
pub fn bytes<'a>(
    name: &str,
    format: Option<Format>,
    reader: impl BufRead + Send + 'a,
    given: &'a Given,
) -> Result<FileArticles<'a>, Skipped> {
    let failed = |error: io::Error| unreadable(name, &error);
    let mut reader = unpacked(reader).map_err(failed)?;
    let by_name = || Format::of_name(Path::new(name)).filter(|format| *format != Format::Text);
    let format = match format.or_else(by_name) {
        Some(format) => format,
        None => Format::of_opening(reader.fill_buf().map_err(failed)?),
    };
    let whole = |reader: &mut dyn BufRead, limit: usize| -> Result<Option<Vec<u8>>, Skipped> {
        let mut bytes = Vec::new();
        reader.take(limit as u64 + 1).read_to_end(&mut bytes).map_err(failed)?;
        Ok((bytes.len() <= limit).then_some(bytes))
    };
    let fields = Fields { file_name: Some(name.to_owned()), ..Fields::default() };
    let one = |read: Read| -> FileArticles<'a> { Box::new(std::iter::once(read)) };
    match format {
        Format::JsonLines => Ok(Box::new(json_lines::articles(name, reader, given))),
        Format::Csv => Ok(Box::new(table::articles(name, reader, b',', given)?)),
        Format::Tsv => Ok(Box::new(table::articles(name, reader, b'\t', given)?)),
        Format::Warc => Ok(Box::new(warc::articles(name, reader, given))),
        Format::Text => match whole(&mut reader, limits::TEXT_FILE)? {
            Some(bytes) => Ok(one(article::from_text(name, &bytes, fields, given))),
            None => Err(article::too_long(name, None)),
        },
        Format::Html => match whole(&mut reader, limits::PAGE)? {
            Some(bytes) => Ok(one(html::article(name, &bytes, None, Origin::File, fields, given))),
            None => Err(beyond(name, limits::PAGE, "save the article's text and give that")),
        },
        Format::Json => match whole(&mut reader, limits::LINE)? {
            Some(bytes) => json_lines::whole(name, bytes, given),
            None => Err(beyond(name, limits::LINE, "write one JSON object a line, in a file named .jsonl")),
        },
        Format::Feed => match whole(&mut reader, limits::FEED)? {
            Some(bytes) => Ok(Box::new(feed::articles(name, bytes, given)?.into_iter())),
            None => Err(beyond(name, limits::FEED, "split the feed")),
        },
    }
}

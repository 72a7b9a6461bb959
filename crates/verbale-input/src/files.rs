//! From paths to articles: walking folders, opening files, telling formats.

use std::{
    fs::{self, File},
    io::{self, BufRead, BufReader, Read as _},
    path::{Path, PathBuf},
    sync::{
        Arc,
        atomic::{AtomicU64, Ordering},
    },
};

use crate::{
    Given, Read, Skipped,
    article::{self, unreadable},
    json_lines, limits,
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
    /// [`total_bytes`] the share that is done.
    #[must_use]
    pub fn bytes(&self) -> Arc<AtomicU64> {
        Arc::clone(&self.bytes)
    }

    fn open(&self, path: &Path) -> Result<FileArticles<'a>, Skipped> {
        if path == Path::new("-") {
            return from_reader("standard input", "", self.counted(io::stdin()), self.given);
        }
        let name = path.display().to_string();
        let file = File::open(path).map_err(|error| unopened(&name, &error))?;
        from_reader(&name, &extension(path), self.counted(file), self.given)
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

/// The length of all files that `named` names; none when standard input is
/// among them or something can't be looked at.
#[must_use]
pub fn total_bytes(named: &[PathBuf]) -> Option<u64> {
    Walk::new(named).try_fold(0, |total, path| {
        Some(total + fs::metadata(path.ok()?).ok().filter(|at| at.is_file())?.len())
    })
}

/// The files of what the user named. Of a folder it holds the names of one
/// level at a time, so that memory does not grow with the corpus.
struct Walk<'a> {
    named: std::slice::Iter<'a, PathBuf>,
    /// The folder that the user named, while it is being visited.
    folder: Option<&'a Path>,
    /// What is still to be visited, innermost folder last.
    levels: Vec<std::vec::IntoIter<PathBuf>>,
    /// Whether the named folder has held anything to read.
    found: bool,
}

impl<'a> Walk<'a> {
    fn new(named: &'a [PathBuf]) -> Self {
        Self { named: named.iter(), folder: None, levels: Vec::new(), found: false }
    }

    fn enter(&mut self, folder: &Path) -> Option<Skipped> {
        match level(folder) {
            Ok(inner) => {
                self.levels.push(inner.into_iter());
                None
            }
            Err(error) => {
                self.found = true;
                Some(unreadable(&folder.display().to_string(), &error))
            }
        }
    }
}

impl Iterator for Walk<'_> {
    type Item = Result<PathBuf, Skipped>;

    fn next(&mut self) -> Option<Self::Item> {
        loop {
            let Some(level) = self.levels.last_mut() else {
                if let Some(empty) = self.folder.take().filter(|_| !self.found) {
                    let why = "is a folder without a .txt, .jsonl, .ndjson or .json file";
                    let name = empty.display().to_string();
                    return Some(Err(Skipped::new(&name, why, "name the files to be read")));
                }
                let path = self.named.next()?;
                if path == Path::new("-") || !path.is_dir() {
                    return Some(Ok(path.clone()));
                }
                (self.folder, self.found) = (Some(path.as_path()), false);
                if let Some(skipped) = self.enter(path) {
                    return Some(Err(skipped));
                }
                continue;
            };
            match level.next() {
                None => drop(self.levels.pop()),
                Some(path) if path.is_dir() => {
                    if let Some(skipped) = self.enter(&path) {
                        return Some(Err(skipped));
                    }
                }
                Some(path) => {
                    self.found = true;
                    return Some(Ok(path));
                }
            }
        }
    }
}

/// What is to be visited in a folder, by name. Links are not followed, so that
/// no circle holds the walk and nothing outside is read.
fn level(folder: &Path) -> io::Result<Vec<PathBuf>> {
    let mut inner = Vec::new();
    for entry in fs::read_dir(folder)? {
        let entry = entry?;
        let (kind, path) = (entry.file_type()?, entry.path());
        let hidden = entry.file_name().to_string_lossy().starts_with('.');
        let read = matches!(extension(&path).as_str(), "txt" | "jsonl" | "ndjson" | "json");
        if !hidden && (kind.is_dir() || (kind.is_file() && read)) {
            inner.push(path);
        }
    }
    inner.sort();
    Ok(inner)
}

fn extension(path: &Path) -> String {
    path.extension().and_then(|end| end.to_str()).unwrap_or_default().to_lowercase()
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

fn from_reader<'a>(
    name: &str,
    extension: &str,
    mut reader: impl BufRead + Send + 'a,
    given: &'a Given,
) -> Result<FileArticles<'a>, Skipped> {
    let named_lines = given.jsonl || matches!(extension, "jsonl" | "ndjson");
    let start = reader.fill_buf().map_err(|error| unreadable(name, &error))?;
    if named_lines || (extension != "json" && begins_like_json(start)) {
        return Ok(Box::new(json_lines::articles(name, reader, given)));
    }
    let limit = if extension == "json" { limits::LINE } else { limits::TEXT_FILE };
    let mut bytes = Vec::new();
    reader.take(limit as u64 + 1).read_to_end(&mut bytes).map_err(|error| unreadable(name, &error))?;
    if bytes.len() > limit {
        return Err(article::too_long(name, None));
    }
    if extension == "json" {
        return json_lines::whole(name, bytes, given);
    }
    Ok(Box::new(std::iter::once(article::from_text(name, &bytes, given))))
}

/// Whether a text opens as a JSON object does: `{` and then `"` or `}`.
fn begins_like_json(start: &[u8]) -> bool {
    let start = start.strip_prefix(b"\xef\xbb\xbf").unwrap_or(start);
    let mut bytes = start.iter().filter(|byte| !byte.is_ascii_whitespace());
    bytes.next() == Some(&b'{') && matches!(bytes.next(), Some(b'"' | b'}'))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn json_is_known_by_its_opening() {
        assert!(begins_like_json(b" \n{\"text\": 1}"));
        assert!(begins_like_json(b"\xef\xbb\xbf{ \"id\""));
        assert!(!begins_like_json(b"{Editor's note}"));
        assert!(!begins_like_json(b"The {\"x\"}"));
    }
}

//! From what the user names to files: folders and patterns.

use std::{
    ffi::OsStr,
    fs, io,
    path::{Path, PathBuf},
};

use crate::{Skipped, article::unreadable, format::Format};

/// The length of all files that `named` names; none when standard input is
/// among them or something can't be looked at.
#[must_use]
pub fn total_bytes(named: &[PathBuf]) -> Option<u64> {
    let (mut total, mut folders) = (0, Vec::new());
    for path in named {
        if path.is_dir() {
            folders.push(path.clone());
            continue;
        }
        for file in Walk::new(std::slice::from_ref(path)) {
            total += fs::metadata(file.ok()?).ok().filter(fs::Metadata::is_file)?.len();
        }
    }
    // Their names need no order, and so no memory.
    while let Some(folder) = folders.pop() {
        for entry in fs::read_dir(folder).ok()? {
            let entry = entry.ok()?;
            match visited(&entry).ok()? {
                Some(Visited::Folder) => folders.push(entry.path()),
                Some(Visited::File) => total += entry.metadata().ok()?.len(),
                None => {}
            }
        }
    }
    Some(total)
}

type Level = Box<dyn Iterator<Item = Result<PathBuf, Skipped>> + Send>;

/// The files of what the user named. Of a folder it holds the names of one
/// level at a time, so that memory does not grow with the corpus.
pub(crate) struct Walk<'a> {
    named: std::slice::Iter<'a, PathBuf>,
    /// What the user named, while it is being visited, and why it would be an
    /// error if it held nothing.
    visited: Option<(&'a Path, &'static str)>,
    /// What is still to be visited, innermost folder last.
    levels: Vec<Level>,
}

impl<'a> Walk<'a> {
    pub(crate) fn new(named: &'a [PathBuf]) -> Self {
        Self { named: named.iter(), visited: None, levels: Vec::new() }
    }

    fn enter(&mut self, folder: &Path) -> Option<Skipped> {
        match level(folder) {
            Ok(names) => {
                let folder = folder.to_owned();
                self.levels.push(Box::new(names.into_iter().map(move |name| Ok(folder.join(&*name)))));
                None
            }
            Err(error) => {
                self.visited = None;
                Some(unreadable(&folder.display().to_string(), &error))
            }
        }
    }

    /// Begins with the next that the user named; gives it back when it is a file.
    fn begin(&mut self) -> Option<Result<PathBuf, Skipped>> {
        let path = self.named.next()?;
        if path == Path::new("-") {
            return Some(Ok(path.clone()));
        }
        if path.is_dir() {
            self.visited = Some((path, "is a folder without a file that can be read"));
            return match self.enter(path) {
                Some(skipped) => Some(Err(skipped)),
                None => self.next(),
            };
        }
        let pattern = path.to_str().filter(|name| name.contains(['*', '?', '[']) && !path.exists());
        let Some(paths) = pattern.and_then(|pattern| glob::glob(pattern).ok()) else {
            return Some(Ok(path.clone()));
        };
        self.visited = Some((path, "is a pattern that no file fits"));
        self.levels.push(Box::new(paths.map(|found| {
            found.map_err(|error| unreadable(&error.path().display().to_string(), error.error()))
        })));
        self.next()
    }
}

impl Iterator for Walk<'_> {
    type Item = Result<PathBuf, Skipped>;

    fn next(&mut self) -> Option<Self::Item> {
        loop {
            let Some(level) = self.levels.last_mut() else {
                if let Some((empty, why)) = self.visited.take() {
                    let name = empty.display().to_string();
                    return Some(Err(Skipped::new(&name, why, "name the files to be read")));
                }
                return self.begin();
            };
            match level.next() {
                None => drop(self.levels.pop()),
                Some(Ok(path)) if path.is_dir() => {
                    if let Some(skipped) = self.enter(&path) {
                        return Some(Err(skipped));
                    }
                }
                Some(found) => {
                    self.visited = None;
                    return Some(found);
                }
            }
        }
    }
}

/// The names of what is to be visited in a folder, in order.
fn level(folder: &Path) -> io::Result<Vec<Box<OsStr>>> {
    let mut names = Vec::new();
    for entry in fs::read_dir(folder)? {
        let entry = entry?;
        if visited(&entry)?.is_some() {
            names.push(entry.file_name().into_boxed_os_str());
        }
    }
    names.sort_unstable();
    Ok(names)
}

/// What of a folder is visited.
enum Visited {
    Folder,
    File,
}

/// Links are not followed, so that no circle holds the walk and nothing outside
/// is read.
fn visited(entry: &fs::DirEntry) -> io::Result<Option<Visited>> {
    let (kind, name) = (entry.file_type()?, entry.file_name());
    let hidden = name.to_string_lossy().starts_with('.');
    Ok(match kind {
        _ if hidden => None,
        _ if kind.is_dir() => Some(Visited::Folder),
        _ if kind.is_file() && Format::of_name(Path::new(&name)).is_some() => Some(Visited::File),
        _ => None,
    })
}

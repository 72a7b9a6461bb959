//! Where records and rejects go, so that nothing whole is ever damaged: a run
//! with `--out FILE` writes to `FILE.part`, keeps a journal beside it, and puts
//! the file in its place at the end.

use std::{
    ffi::OsString,
    fs::{self, File, OpenOptions, TryLockError},
    io::{self, BufReader, BufWriter, Read as _, Seek, SeekFrom, Write},
    path::{Path, PathBuf},
};

use flate2::{Compression, GzBuilder};
use verbale::record::json_line;
use verbale_input::Skipped;

use crate::{
    Stop,
    arguments::{Code, Format},
    journal::{Journal, Mark},
};

/// Bytes of records in one member of a gzip file. A member ends at the first
/// end of a record beyond it, whenever that was written, so that a run that was
/// interrupted cuts its members where any other does.
const MEMBER: usize = 1 << 20;

/// The open output of a run.
pub(crate) struct Out {
    data: Data,
    rejects: Rejects,
    file: Option<Kept>,
    /// How far the run is.
    now: Mark,
    /// How far it was when all that was written could stand by itself.
    whole: Mark,
}

enum Data {
    Stream(Box<dyn Write>, String),
    Plain(BufWriter<File>, String),
    Gzip { file: File, member: Vec<u8>, place: String },
}

/// A file that is put in its place at the end.
struct Kept {
    target: PathBuf,
    part: PathBuf,
    journal: Journal,
    journal_path: PathBuf,
    force: bool,
    /// Makes what the target is to be of the part that is whole, and says where
    /// it stands: in the part itself, or beside it.
    settle: fn(&Path) -> io::Result<PathBuf>,
}

impl Out {
    /// Opens what the user asked for; none where `--resume` finds a file that
    /// is whole. `identity` says what the run is.
    pub(crate) fn open(wanted: &Code, format: Format, identity: &str) -> Result<Option<Self>, Stop> {
        let Some(path) = wanted.out.as_deref() else {
            let data = Data::Stream(Box::new(BufWriter::new(io::stdout())), "standard output".to_owned());
            let rejects = Rejects::of_stream(wanted)?;
            return Ok(Some(Self::new(data, rejects, None, Mark::start())));
        };
        if path == Path::new("-") {
            return Err(Stop::Because("leave out --out to write to standard output".to_owned()));
        }
        let place = path.display().to_string();
        if fs::metadata(path).is_ok_and(|there| !there.is_file()) {
            let file =
                OpenOptions::new().write(true).open(path).map_err(|error| cannot_write(&place, &error))?;
            let rejects = Rejects::of_stream(wanted)?;
            let data = Data::Stream(Box::new(BufWriter::new(file)), place);
            return Ok(Some(Self::new(data, rejects, None, Mark::start())));
        }
        // A link stays one: what it points to is replaced.
        let target = fs::canonicalize(path).unwrap_or_else(|_| path.to_owned());
        let (part, journal_path) = (beside(&target, ".part"), beside(&target, ".journal"));
        let rejects_path = wanted.rejects.clone().unwrap_or_else(|| beside(&target, ".rejects.jsonl"));
        let left = wanted.resume && part.exists();
        if !left && target.exists() && !wanted.force {
            if wanted.resume {
                // All that can be left of such a run is the journal.
                let _ = fs::remove_file(&journal_path);
                return Ok(None);
            }
            return Err(exists(&place));
        }
        if !left && part.exists() && !wanted.force {
            return Err(Stop::Because(format!(
                "{} is left of an interrupted run; go on with --resume, or begin anew with --force",
                part.display()
            )));
        }
        // What an interrupted run rejected is its own to write anew.
        Rejects::check(&rejects_path, wanted.force || left)?;
        let part_place = part.display().to_string();
        let failed = |error: io::Error| cannot_write(&part_place, &error);
        let file = OpenOptions::new()
            .read(true)
            .write(true)
            .create(true)
            .truncate(false)
            .open(&part)
            .map_err(failed)?;
        // Where a file system knows no locks, the user has to know.
        if matches!(file.try_lock(), Err(TryLockError::WouldBlock)) {
            return Err(Stop::Because(format!("another run is writing {part_place}; choose another --out")));
        }
        let journal_failed = |error: io::Error| cannot_write(&journal_path.display().to_string(), &error);
        let length = |path: &Path| fs::metadata(path).map_or(0, |there| there.len());
        let opened = match left && journal_path.exists() {
            true => {
                let (bytes, reject_bytes) = (file.metadata().map_err(failed)?.len(), length(&rejects_path));
                Journal::open(&journal_path, bytes, reject_bytes).map_err(journal_failed)?
            }
            false => None,
        };
        if opened.is_none() && target.exists() && !wanted.force {
            return Err(exists(&place));
        }
        let same = identity_line(identity, wanted.force);
        let (journal, rejects, force) = match opened {
            Some((journal, run)) => {
                let force = run == identity_line(identity, true);
                if run != same && !force {
                    return Err(Stop::Because(format!(
                        "{part_place} was begun with other options, another version or another codebook; \
                         give the same, or begin anew with --force"
                    )));
                }
                let rejects = Rejects::resume(rejects_path, journal.last().reject_bytes)?;
                (journal, rejects, force)
            }
            None => {
                let rejects = Rejects::begin(rejects_path, wanted.rejects.is_none())?;
                let journal = Journal::begin(&journal_path, &same).map_err(journal_failed)?;
                (journal, rejects, wanted.force)
            }
        };
        let mark = journal.last().clone();
        file.set_len(mark.bytes).map_err(failed)?;
        (&file).seek(SeekFrom::End(0)).map_err(failed)?;
        let data = if target.extension().is_some_and(|end| end == "gz") {
            Data::Gzip { file, member: Vec::new(), place: part_place }
        } else {
            Data::Plain(BufWriter::with_capacity(1 << 16, file), part_place)
        };
        let kept = Kept { target, part, journal, journal_path, force, settle: format.settle() };
        Ok(Some(Self::new(data, rejects, Some(kept), mark)))
    }

    fn new(data: Data, rejects: Rejects, file: Option<Kept>, mark: Mark) -> Self {
        Self { data, rejects, file, whole: mark.clone(), now: mark }
    }

    /// How far the run is.
    pub(crate) fn mark(&self) -> &Mark {
        &self.now
    }

    /// Writes the lines that stand above all others.
    pub(crate) fn header(&mut self, text: &str) -> Result<(), Stop> {
        if self.now == Mark::start() { self.write(text) } else { Ok(()) }
    }

    /// Writes an article's record, after what stands between two; `digest` is
    /// that of all that was read.
    pub(crate) fn coded(&mut self, between: &str, text: &str, digest: String) -> Result<(), Stop> {
        self.write(between)?;
        self.write(text)?;
        self.now.coded += 1;
        self.done(digest)
    }

    /// Writes down an article that could not be coded.
    pub(crate) fn skipped(&mut self, skipped: &Skipped, digest: String) -> Result<(), Stop> {
        self.now.reject_bytes += self.rejects.write(skipped)?;
        self.now.skipped += 1;
        self.done(digest)
    }

    /// Where the rejects are written, if they are.
    pub(crate) fn rejects(&self) -> Option<&Path> {
        self.rejects.path.as_deref()
    }

    /// What to tell of a run that was interrupted.
    pub(crate) fn how_to_go_on(&self) -> &'static str {
        if self.file.is_some() { "; go on with --resume" } else { "" }
    }

    fn write(&mut self, text: &str) -> Result<(), Stop> {
        let added = match &mut self.data {
            Data::Stream(writer, place) => {
                writer.write_all(text.as_bytes()).map_err(|error| Stop::writing(place, &error))?;
                0
            }
            Data::Plain(writer, place) => {
                writer.write_all(text.as_bytes()).map_err(|error| cannot_go_on(place, &error))?;
                text.len()
            }
            Data::Gzip { member, .. } => {
                member.extend_from_slice(text.as_bytes());
                return Ok(());
            }
        };
        self.now.bytes += added as u64;
        Ok(())
    }

    fn done(&mut self, digest: String) -> Result<(), Stop> {
        self.now.digest = digest;
        match &self.data {
            Data::Gzip { member, .. } if member.len() >= MEMBER => self.end_member()?,
            Data::Gzip { member, .. } if !member.is_empty() => return Ok(()),
            _ => {}
        }
        self.whole.clone_from(&self.now);
        Ok(())
    }

    /// Writes what is to be one member of a gzip file.
    fn end_member(&mut self) -> Result<(), Stop> {
        let Data::Gzip { file, member, place } = &mut self.data else { return Ok(()) };
        // A gzip file has one member at least, be it empty.
        if member.is_empty() && self.now.bytes > 0 {
            return Ok(());
        }
        // No name, no time: the same records give the same bytes.
        let mut encoder = GzBuilder::new().write(Vec::new(), Compression::default());
        let packed = encoder.write_all(member).and_then(|()| encoder.finish());
        let packed = packed.map_err(|error| cannot_go_on(place, &error))?;
        file.write_all(&packed).map_err(|error| cannot_go_on(place, &error))?;
        self.now.bytes += packed.len() as u64;
        member.clear();
        Ok(())
    }

    /// Hands on what is written, and notes in the journal how far that is.
    pub(crate) fn keep(&mut self) -> Result<(), Stop> {
        self.rejects.flush()?;
        match &mut self.data {
            Data::Stream(writer, place) => writer.flush().map_err(|error| Stop::writing(place, &error))?,
            Data::Plain(writer, place) => writer.flush().map_err(|error| cannot_go_on(place, &error))?,
            Data::Gzip { .. } => {}
        }
        if let Some(Kept { journal, journal_path, .. }) = &mut self.file {
            let written = journal.write(&self.whole);
            written.map_err(|error| cannot_go_on(&journal_path.display().to_string(), &error))?;
        }
        Ok(())
    }

    /// Ends a run that has read all: puts the file in its place.
    pub(crate) fn finish(mut self) -> Result<(), Stop> {
        self.end_member()?;
        self.whole.clone_from(&self.now);
        self.keep()?;
        let Some(Kept { target, part, journal_path, force, settle, .. }) = &self.file else { return Ok(()) };
        let place = target.display().to_string();
        let failed = |error: io::Error| cannot_go_on(&place, &error);
        // A full disk may only be told of here.
        if let Data::Plain(_, part_place) | Data::Gzip { place: part_place, .. } = &self.data {
            let synced = OpenOptions::new().write(true).open(part).and_then(|file| file.sync_all());
            synced.map_err(|error| cannot_go_on(part_place, &error))?;
        }
        let whole = settle(part).map_err(failed)?;
        // It is there already where a run was cut just before its very end.
        if target.exists() && !force && !same_bytes(&whole, target).map_err(failed)? {
            return Err(Stop::Because(format!(
                "{place} came to be during the run; the records are whole in {}: move them, or resume when it is gone",
                whole.display()
            )));
        }
        fs::rename(&whole, target).map_err(failed)?;
        if whole != *part {
            fs::remove_file(part).map_err(failed)?;
        }
        fs::remove_file(journal_path).map_err(failed)
    }
}

fn same_bytes(one: &Path, other: &Path) -> io::Result<bool> {
    if fs::metadata(one)?.len() != fs::metadata(other)?.len() {
        return Ok(false);
    }
    let (one, other) = (BufReader::new(File::open(one)?), BufReader::new(File::open(other)?));
    for (one, other) in one.bytes().zip(other.bytes()) {
        if one? != other? {
            return Ok(false);
        }
    }
    Ok(true)
}

/// The first line of a journal; `force` says whether the file may replace another.
fn identity_line(identity: &str, force: bool) -> String {
    format!("{{\"run\":{identity},\"force\":{force}}}")
}

/// The path with something after its name.
fn beside(path: &Path, more: &str) -> PathBuf {
    let mut name = OsString::from(path);
    name.push(more);
    PathBuf::from(name)
}

fn exists(place: &str) -> Stop {
    Stop::Because(format!("{place} exists already; choose another --out, or add --force"))
}

fn cannot_write(place: &str, error: &io::Error) -> Stop {
    Stop::Because(format!("cannot write {place}: {error}; choose another --out"))
}

fn cannot_go_on(place: &str, error: &io::Error) -> Stop {
    Stop::Because(format!("cannot write {place}: {error}; once that is mended, go on with --resume"))
}

/// The articles that could not be coded, each with its reason, one JSON object
/// a line.
struct Rejects {
    path: Option<PathBuf>,
    file: Option<BufWriter<File>>,
}

impl Rejects {
    /// Those of a run that writes to a stream: named in a file on request.
    fn of_stream(wanted: &Code) -> Result<Self, Stop> {
        let Some(path) = wanted.rejects.clone() else { return Ok(Self { path: None, file: None }) };
        Self::check(&path, wanted.force)?;
        Self::begin(path, false)
    }

    /// Refuses a file that is there already.
    fn check(path: &Path, force: bool) -> Result<(), Stop> {
        if !force && fs::metadata(path).is_ok_and(|there| there.is_file()) {
            let shown = path.display();
            return Err(Stop::Because(format!("{shown} exists already; move it, or add --force")));
        }
        Ok(())
    }

    /// Begins anew; when `lazy`, there is no file before there is a reject.
    fn begin(path: PathBuf, lazy: bool) -> Result<Self, Stop> {
        if lazy && path.exists() {
            fs::remove_file(&path).map_err(|error| cannot_write(&path.display().to_string(), &error))?;
        }
        let mut rejects = Self { path: Some(path), file: None };
        if !lazy {
            rejects.create(0)?;
        }
        Ok(rejects)
    }

    /// Goes on with what was written up to a length.
    fn resume(path: PathBuf, bytes: u64) -> Result<Self, Stop> {
        let there = path.exists();
        let mut rejects = Self { path: Some(path), file: None };
        if there {
            rejects.create(bytes)?;
        }
        Ok(rejects)
    }

    fn create(&mut self, keep: u64) -> Result<(), Stop> {
        let Some(path) = &self.path else { return Ok(()) };
        let opened =
            OpenOptions::new().write(true).create(true).truncate(false).open(path).and_then(|file| {
                if file.metadata()?.is_file() {
                    file.set_len(keep)?;
                    (&file).seek(SeekFrom::End(0))?;
                }
                Ok(file)
            });
        let file = opened.map_err(|error| cannot_write(&path.display().to_string(), &error))?;
        self.file = Some(BufWriter::new(file));
        Ok(())
    }

    /// Writes one, and says how many bytes that took.
    fn write(&mut self, Skipped { name, why, remedy }: &Skipped) -> Result<u64, Stop> {
        if self.file.is_none() {
            self.create(0)?;
        }
        let (Some(file), Some(path)) = (&mut self.file, &self.path) else { return Ok(0) };
        let line = json_line(&serde_json::json!({"name": name, "why": why, "remedy": remedy})) + "\n";
        file.write_all(line.as_bytes()).map_err(|error| cannot_go_on(&path.display().to_string(), &error))?;
        Ok(line.len() as u64)
    }

    fn flush(&mut self) -> Result<(), Stop> {
        let (Some(file), Some(path)) = (&mut self.file, &self.path) else { return Ok(()) };
        file.flush().map_err(|error| cannot_go_on(&path.display().to_string(), &error))
    }
}

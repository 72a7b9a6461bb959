//! `verbale code`: every article in, its record out, in the order given.

use std::{
    fs::File,
    io::{self, BufWriter, IsTerminal, Write},
    panic::{AssertUnwindSafe, catch_unwind},
    path::Path,
    sync::{
        Mutex,
        atomic::{AtomicUsize, Ordering},
    },
};

use verbale::{
    Codebook, Reader,
    record::{Export, Options, Record},
    syntax::Model,
};
use verbale_input::{Given, Incoming, Read, Skipped};

use crate::{
    Done, Stop,
    arguments::{Code, Format, Show},
    codebook, explain,
    paper::Look,
    resume::Left,
    table, talk,
};

/// Codes everything that was asked for.
pub(crate) fn run(wanted: &Code) -> Result<Done, Stop> {
    let own = match &wanted.codebook {
        Some(folder) => Some(codebook::load(folder, &codebook::read(folder)?)?),
        None => None,
    };
    let codebook = own.as_ref().unwrap_or_else(|| Codebook::bundled());
    let printing = Printing::new(wanted);
    if wanted.resume && printing.format != Format::Jsonl {
        return Err(Stop::Because("--resume goes on with JSON Lines alone; leave --format out".to_owned()));
    }
    let (out, left) = match (&wanted.out, wanted.resume) {
        (Some(path), true) => Out::resume(path)?,
        (path, _) => (Out::open(path.as_deref(), wanted.force)?, None),
    };
    let mut desk = Desk {
        reader: Reader { model: Model::bundled(), codebook },
        printing,
        threads: threads(wanted),
        out,
        left,
        waiting: Vec::new(),
        coded: 0,
        skipped: 0,
    };
    silence_panics();
    if let Some(header) = desk.printing.export().and_then(Export::header) {
        desk.out.write(&header)?;
    }
    let given = Given { date: wanted.date, jsonl: wanted.jsonl, any_language: wanted.any_language };
    for incoming in verbale_input::articles(&wanted.files, &given) {
        desk.take(incoming)?;
    }
    desk.finish()
}

fn threads(wanted: &Code) -> usize {
    match wanted.threads {
        Some(n) => usize::from(n),
        None => std::thread::available_parallelism().map_or(1, std::num::NonZero::get),
    }
}

/// A panic in one article is caught and told in our own words; its message
/// could hold raw words of the article.
fn silence_panics() {
    std::panic::set_hook(Box::new(|_| {}));
}

/// Codes articles as they come and prints them in order.
struct Desk<'a> {
    reader: Reader<'a>,
    printing: Printing,
    threads: usize,
    out: Out,
    /// What an interrupted run left, as long as articles are found in it.
    left: Option<Left>,
    waiting: Vec<Read>,
    coded: usize,
    skipped: usize,
}

impl Desk<'_> {
    fn take(&mut self, incoming: Read) -> Result<(), Stop> {
        if let (Some(left), Ok(incoming)) = (&mut self.left, &incoming) {
            if left.has(&incoming.article, &self.reader.codebook.sha256)? {
                self.coded += 1;
                return Ok(());
            }
            self.left = None;
        }
        self.waiting.push(incoming);
        if self.waiting.len() >= self.threads * 4 { self.work() } else { Ok(()) }
    }

    /// Codes what waits, on all threads, and prints it.
    fn work(&mut self) -> Result<(), Stop> {
        let waiting: Vec<Mutex<Option<Read>>> =
            self.waiting.drain(..).map(|one| Mutex::new(Some(one))).collect();
        let done: Vec<Mutex<Option<Result<String, Skipped>>>> =
            waiting.iter().map(|_| Mutex::new(None)).collect();
        let next = AtomicUsize::new(0);
        let work = || {
            while let Some(at) = Some(next.fetch_add(1, Ordering::Relaxed)).filter(|at| *at < waiting.len()) {
                let incoming = waiting[at].lock().ok().and_then(|mut one| one.take());
                let Some(incoming) = incoming else { continue };
                let printed = incoming.and_then(|one| code_one(one, self.reader, &self.printing));
                if let Ok(mut place) = done[at].lock() {
                    *place = Some(printed);
                }
            }
        };
        let others = self.threads.min(waiting.len()).saturating_sub(1);
        std::thread::scope(|scope| {
            for _ in 0..others {
                scope.spawn(work);
            }
            work();
        });
        for printed in done.into_iter().filter_map(|one| one.into_inner().ok().flatten()) {
            match printed {
                Ok(text) => {
                    if self.printing.format == Format::Table && self.coded > 0 {
                        self.out.write("\n")?;
                    }
                    self.out.write(&text)?;
                    self.coded += 1;
                }
                Err(Skipped { name, why, remedy }) => {
                    talk(&format!("{name}: {why}; {remedy}"));
                    self.skipped += 1;
                }
            }
        }
        self.out.flush()
    }

    fn finish(mut self) -> Result<Done, Stop> {
        self.work()?;
        if self.skipped == 0 {
            return Ok(Done::All);
        }
        if self.coded + self.skipped > 1 {
            talk(&format!("{} coded, {} skipped", self.coded, self.skipped));
        }
        Ok(Done::SomeSkipped)
    }
}

/// How records are printed.
struct Printing {
    format: Format,
    options: Options,
    show: Show,
    look: Look,
}

impl Printing {
    fn new(wanted: &Code) -> Self {
        let terminal = wanted.out.is_none() && io::stdout().is_terminal();
        let format = wanted.format.unwrap_or(if terminal { Format::Table } else { Format::Jsonl });
        Self {
            format,
            options: Options { text: !wanted.no_text, embedded: wanted.embedded },
            show: wanted.show,
            look: Look::of_output(terminal),
        }
    }

    /// The format of one event a line.
    fn export(&self) -> Option<Export> {
        match self.format {
            Format::Csv => Some(Export::Csv),
            Format::Plover => Some(Export::Plover),
            Format::Polecat => Some(Export::Polecat),
            Format::Jsonl | Format::Table => None,
        }
    }

    fn print(&self, name: &str, record: &Record, codebook: &Codebook) -> String {
        if let Some(export) = self.export() {
            return export.lines(record, self.options);
        }
        match (self.format, self.show) {
            (Format::Jsonl | Format::Csv | Format::Plover | Format::Polecat, _) => {
                record.to_json(self.options) + "\n"
            }
            (Format::Table, Show::Article) => table::article(name, record, self.options, self.look),
            (Format::Table, Show::Positions) => table::positions(name, record, self.look),
            (Format::Table, Show::Explanation(only)) => {
                explain::article(name, record, codebook, only, self.look)
            }
        }
    }
}

fn code_one(incoming: Incoming, reader: Reader<'_>, printing: &Printing) -> Result<String, Skipped> {
    let Incoming { name, article, notes } = incoming;
    let coding = catch_unwind(AssertUnwindSafe(|| {
        let mut record = verbale::code(article, reader);
        record.notes.extend(notes);
        printing.print(&name, &record, reader.codebook)
    }));
    coding.map_err(|_| Skipped {
        name: name.clone(),
        why: "could not be coded, by a fault of this program".to_owned(),
        remedy: "please report it with the article".to_owned(),
    })
}

/// Where the data goes.
struct Out {
    writer: Box<dyn Write>,
    place: String,
}

impl Out {
    fn open(path: Option<&Path>, force: bool) -> Result<Self, Stop> {
        let Some(path) = path else {
            let writer = Box::new(BufWriter::new(io::stdout()));
            return Ok(Self { writer, place: "standard output".to_owned() });
        };
        let place = path.display().to_string();
        let made = if force { File::create(path) } else { File::create_new(path) };
        match made {
            Ok(file) => Ok(Self { writer: Box::new(BufWriter::new(file)), place }),
            Err(error) if error.kind() == io::ErrorKind::AlreadyExists => {
                Err(Stop::Because(format!("{place} exists already; choose another --out, or add --force")))
            }
            Err(error) => Err(Stop::Because(format!("cannot write {place}: {error}; choose another --out"))),
        }
    }

    /// Goes on with a file that an interrupted run left.
    fn resume(path: &Path) -> Result<(Self, Option<Left>), Stop> {
        match Left::open(path)? {
            Some((left, file)) => {
                let place = path.display().to_string();
                Ok((Self { writer: Box::new(BufWriter::new(file)), place }, Some(left)))
            }
            None => Ok((Self::open(Some(path), false)?, None)),
        }
    }

    fn write(&mut self, text: &str) -> Result<(), Stop> {
        self.writer.write_all(text.as_bytes()).map_err(|error| Stop::writing(&self.place, &error))
    }

    fn flush(&mut self) -> Result<(), Stop> {
        self.writer.flush().map_err(|error| Stop::writing(&self.place, &error))
    }
}

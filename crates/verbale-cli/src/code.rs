//! `verbale code`: every article in, its record out, in the order given.

use std::{
    panic::{AssertUnwindSafe, catch_unwind},
    path::PathBuf,
    sync::{Arc, OnceLock, atomic::Ordering},
    thread,
    time::{Duration, Instant},
};

use verbale::{Codebook, Ranker, Reader, syntax::Model};
use verbale_input::{Given, Incoming, Skipped};

use crate::{
    Done, Stop,
    arguments::Code,
    codebook,
    interrupt::Interrupt,
    journal::{self, Mark},
    out::Out,
    printing::{Printed, Printing},
    progress::{Progress, State},
    talk,
    window::{Bounds, Next, Window},
};

/// How long to wait for a record before looking for other things to do, and
/// how long what is coded may stay unwritten.
const PATIENCE: Duration = Duration::from_millis(100);
/// Skipped articles that are named to the user when a file names them all.
const NAMED: u64 = 10;

/// Codes everything that was asked for.
pub(crate) fn run(wanted: &Code) -> Result<Done, Stop> {
    let own = match &wanted.codebook {
        Some(folder) => Some(codebook::load(folder, &codebook::read(folder)?)?),
        None => None,
    };
    let codebook = own.as_ref().unwrap_or_else(|| Codebook::bundled());
    let printing = Printing::new(wanted)?;
    let identity = journal::identity(wanted, printing.format, &codebook.sha256);
    let Some(out) = Out::open(wanted, printing.format, &identity)? else {
        talk("the --out file is there and no interrupted run is beside it: nothing is left to do");
        return Ok(Done::All);
    };
    silence_panics();
    let interrupt =
        Interrupt::listen().map_err(|error| Stop::Because(format!("cannot listen for signals: {error}")))?;
    let threads = match wanted.threads {
        Some(n) => usize::from(n),
        None => thread::available_parallelism().map_or(1, std::num::NonZero::get),
    };
    let bounds = Bounds { things: threads * 16, weight: threads << 20, busy: threads << 19 };
    let window = Arc::new(Window::new(bounds));
    let total = Arc::new(OnceLock::new());
    let reading = Reading {
        files: wanted.files.clone(),
        given: given(wanted),
        from: out.mark().clone(),
        total: Arc::clone(&total),
        window: Arc::clone(&window),
    };
    // On a thread that nobody waits for: it may hang on an input that never comes.
    thread::spawn(move || reading.run());
    let model = if wanted.fast { Model::fast() } else { Model::bundled() };
    let ranker = (!wanted.no_ranker).then(Ranker::bundled);
    let reader = Reader { model, codebook, ranker };
    let desk = Desk {
        window: &window,
        between: printing.between(),
        interrupt,
        read: 0,
        total,
        progress: Progress::new(wanted.out.is_some()),
        kept: Instant::now(),
        unmeasured: 0,
        named: 0,
        out,
    };
    thread::scope(|scope| {
        for _ in 0..threads {
            scope.spawn(|| window.work(|read| code_one(read, reader, &printing)));
        }
        let done = desk.run(printing.header().as_deref());
        window.stop();
        done
    })
}

fn given(wanted: &Code) -> Given {
    Given {
        date: wanted.date,
        format: wanted.from,
        columns: wanted.map.clone().unwrap_or_default(),
        fetched_date: wanted.fetched_date,
        any_language: wanted.any_language,
    }
}

/// A panic in one article is caught and told in our own words; its message
/// could hold raw words of the article.
fn silence_panics() {
    std::panic::set_hook(Box::new(|_| {}));
}

/// What the thread that reads hands on.
enum Read {
    Article {
        incoming: Result<Incoming, Skipped>,
        so_far: SoFar,
    },
    /// Nothing more can be read.
    Stop(Stop),
}

/// What had been read by the end of an article.
struct SoFar {
    digest: String,
    bytes: u64,
}

/// What comes of it.
enum Coded {
    Article { printed: Result<Printed, Skipped>, so_far: SoFar },
    Stop(Stop),
}

/// Reads the inputs, article by article.
struct Reading {
    files: Vec<PathBuf>,
    given: Given,
    /// How far an interrupted run came.
    from: Mark,
    /// Bytes of all inputs, once that is known.
    total: Arc<OnceLock<u64>>,
    window: Arc<Window<Read, Coded>>,
}

impl Reading {
    fn run(self) {
        let window = Arc::clone(&self.window);
        // An end by a panic of this thread would never be noticed.
        let done = catch_unwind(AssertUnwindSafe(|| self.read_all())).unwrap_or_else(|_| {
            Err(Stop::Because("reading broke off, by a fault of this program; please report it".to_owned()))
        });
        if let Err(stop) = done {
            window.put(Read::Stop(stop), 0);
        }
        window.close();
    }

    fn read_all(self) -> Result<(), Stop> {
        let Self { files, given, from, total, window } = self;
        let mut articles = verbale_input::articles(&files, &given);
        let bytes = articles.bytes();
        let named = files.clone();
        // A large folder takes its time; nothing waits for it.
        thread::spawn(move || verbale_input::total_bytes(&named).map(|bytes| total.set(bytes)));
        let (mut seen, mut digest) = (0, String::new());
        while seen < from.articles() {
            let read = articles.next().ok_or_else(|| other_input(&from))?;
            digest = journal::digest(&digest, &read);
            seen += 1;
        }
        if digest != from.digest {
            return Err(other_input(&from));
        }
        for incoming in articles {
            digest = journal::digest(&digest, &incoming);
            let weight = incoming.as_ref().map_or(0, |incoming| incoming.article.text.len());
            let so_far = SoFar { digest: digest.clone(), bytes: bytes.load(Ordering::Relaxed) };
            if !window.put(Read::Article { incoming, so_far }, weight) {
                break;
            }
        }
        Ok(())
    }
}

fn other_input(from: &Mark) -> Stop {
    Stop::Because(format!(
        "cannot go on: the interrupted run read {} articles that are not the first of this input; \
         give the same files, unchanged and in the same order, or begin anew with --force",
        from.articles()
    ))
}

/// Codes one article and prints it.
fn code_one(read: Read, reader: Reader<'_>, printing: &Printing<'_>) -> Coded {
    let (incoming, so_far) = match read {
        Read::Article { incoming, so_far } => (incoming, so_far),
        Read::Stop(stop) => return Coded::Stop(stop),
    };
    let printed = incoming.and_then(|Incoming { name, article, notes }| {
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
    });
    Coded::Article { printed, so_far }
}

/// Takes records as they come and writes them in order.
struct Desk<'a> {
    window: &'a Window<Read, Coded>,
    between: &'static str,
    interrupt: Interrupt,
    /// Bytes of input behind what is written.
    read: u64,
    total: Arc<OnceLock<u64>>,
    progress: Progress,
    /// When all that was coded had been written.
    kept: Instant,
    unmeasured: usize,
    named: u64,
    out: Out,
}

impl Desk<'_> {
    fn run(mut self, header: Option<&str>) -> Result<Done, Stop> {
        let done = self.take_all(header);
        self.progress.clear();
        match done {
            Ok(()) => {}
            Err(Stop::Interrupted(signal)) => {
                self.out.keep()?;
                let Mark { coded, skipped, .. } = self.out.mark();
                self.say(&format!(
                    "interrupted: {coded} coded, {skipped} skipped{}",
                    self.out.how_to_go_on()
                ));
                return Err(Stop::Interrupted(signal));
            }
            Err(stop) => return Err(stop),
        }
        let Mark { coded, skipped, .. } = *self.out.mark();
        let rejects = self.out.rejects().map(|path| path.display().to_string());
        self.out.finish()?;
        if self.unmeasured > 0 {
            talk(&format!(
                "--min-confidence left out {} events that have no confidence; see docs/formats.md",
                self.unmeasured
            ));
        }
        if skipped == 0 {
            return Ok(Done::All);
        }
        if coded + skipped > 1 {
            let named = rejects.map(|path| format!("; {path} names them")).unwrap_or_default();
            talk(&format!("{coded} coded, {skipped} skipped{named}"));
        }
        Ok(Done::SomeSkipped)
    }

    fn take_all(&mut self, header: Option<&str>) -> Result<(), Stop> {
        self.out.header(header.unwrap_or_default())?;
        loop {
            match self.window.next(PATIENCE) {
                Next::Ready(Coded::Article { printed, so_far }) => {
                    self.read = so_far.bytes;
                    self.take(printed, so_far.digest)?;
                }
                Next::Ready(Coded::Stop(stop)) => return Err(stop),
                Next::Late => {}
                Next::End => return Ok(()),
            }
            if self.kept.elapsed() >= PATIENCE {
                self.out.keep()?;
                self.kept = Instant::now();
            }
            if let Some(signal) = self.interrupt.signal() {
                return Err(Stop::Interrupted(signal));
            }
            let mark = self.out.mark();
            self.progress.draw(State {
                articles: mark.articles(),
                skipped: mark.skipped,
                read: self.read,
                total: self.total.get().copied(),
            });
        }
    }

    fn take(&mut self, printed: Result<Printed, Skipped>, digest: String) -> Result<(), Stop> {
        match printed {
            Ok(Printed { text, unmeasured }) => {
                self.unmeasured += unmeasured;
                let between = if self.out.mark().coded > 0 { self.between } else { "" };
                self.out.coded(between, &text, digest)?;
            }
            Err(skipped) => {
                let Skipped { name, why, remedy } = &skipped;
                self.named += 1;
                if self.out.rejects().is_none() || self.named <= NAMED {
                    self.say(&format!("{name}: {why}; {remedy}"));
                }
                if self.out.rejects().is_some() && self.named == NAMED + 1 {
                    self.say("more are skipped, and named in the file of rejects alone");
                }
                self.out.skipped(&skipped, digest)?;
            }
        }
        Ok(())
    }

    fn say(&mut self, what: &str) {
        self.progress.clear();
        talk(what);
    }
}

//! How far a run is, on a terminal: one line on standard error, drawn anew.

use std::{
    collections::VecDeque,
    fmt::Write as _,
    io::{self, IsTerminal, Write},
    time::{Duration, Instant},
};

use terminal_size::{Width, terminal_size_of};

/// Between two drawings.
const PAUSE: Duration = Duration::from_millis(200);
/// A run that is over sooner shows nothing.
const QUIET: Duration = Duration::from_secs(1);
/// The stretch of time that the rate is taken from.
const RECENT: Duration = Duration::from_secs(15);

/// How far a run is.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(crate) struct State {
    /// Articles done.
    pub(crate) articles: u64,
    /// Those of them that were skipped.
    pub(crate) skipped: u64,
    /// Bytes of input that were read.
    pub(crate) read: u64,
    /// Bytes of all inputs, where that is known.
    pub(crate) total: Option<u64>,
}

/// The line, when there is somebody to see it.
#[derive(Debug)]
pub(crate) struct Progress {
    shown: bool,
    drawn: bool,
    start: Instant,
    last: Option<Instant>,
    recent: VecDeque<(Instant, State)>,
}

impl Progress {
    /// Shown on a terminal, when the records go to a file: beside a pipe, the
    /// terminal may be somebody else's, such as a pager's.
    pub(crate) fn new(to_file: bool) -> Self {
        let shown = io::stderr().is_terminal() && (to_file || stdout_is_file());
        Self { shown, drawn: false, start: Instant::now(), last: None, recent: VecDeque::new() }
    }

    /// Draws it, if it is time to.
    pub(crate) fn draw(&mut self, state: State) {
        let now = Instant::now();
        let due = self.last.is_none_or(|last| now - last >= PAUSE);
        if !self.shown || !due || now - self.start < QUIET {
            return;
        }
        self.last = Some(now);
        self.recent.push_back((now, state));
        while self.recent.len() > 2 && now - self.recent[0].0 > RECENT {
            self.recent.pop_front();
        }
        let (since, before) = self.recent[0];
        let width = terminal_size_of(io::stderr()).map_or(80, |(Width(width), _)| usize::from(width));
        let line = line(state, before, now - since, width.saturating_sub(1));
        // Nobody is told where the terminal has gone.
        let _ = write!(io::stderr(), "\r\x1b[K{line}");
        self.drawn = true;
    }

    /// Takes it away, so that something else can be said.
    pub(crate) fn clear(&mut self) {
        if std::mem::take(&mut self.drawn) {
            let _ = write!(io::stderr(), "\r\x1b[K");
            self.last = None;
        }
    }
}

#[cfg(unix)]
fn stdout_is_file() -> bool {
    use std::os::fd::AsFd;
    let copy = io::stdout().as_fd().try_clone_to_owned();
    copy.map(std::fs::File::from).and_then(|file| file.metadata()).is_ok_and(|there| there.is_file())
}

#[cfg(not(unix))]
fn stdout_is_file() -> bool {
    false
}

/// The line's text, not longer than `width`.
fn line(now: State, before: State, time: Duration, width: usize) -> String {
    let seconds = time.as_secs_f64();
    let rate = |now: u64, before: u64| {
        if seconds > 0.5 { now.saturating_sub(before) as f64 / seconds } else { 0.0 }
    };
    let mut text = String::new();
    let share = now.total.filter(|total| *total > 0).map(|total| now.read.min(total) as f64 / total as f64);
    if let Some(share) = share {
        let _ = write!(text, "{:3.0} %  ", (share * 100.0).floor());
    }
    let _ = write!(text, "{} articles", grouped(now.articles));
    let articles = rate(now.articles, before.articles);
    if articles > 0.0 {
        let digits = usize::from(articles < 10.0);
        let _ = write!(text, ", {articles:.digits$} a second");
    }
    let bytes = rate(now.read, before.read);
    if let (Some(total), true) = (now.total, bytes > 0.0) {
        let _ = write!(text, ", {} left", spell(total.saturating_sub(now.read) as f64 / bytes));
    }
    if now.skipped > 0 {
        let _ = write!(text, ", {} skipped", grouped(now.skipped));
    }
    let room = width.saturating_sub(text.chars().count() + 3).min(30);
    if let (Some(share), 8..) = (share, room) {
        let full = (share * room as f64) as usize;
        text = format!("[{}{}] {text}", "=".repeat(full), " ".repeat(room - full));
    }
    text.chars().take(width).collect()
}

/// A number with commas between its thousands.
fn grouped(number: u64) -> String {
    let digits = number.to_string();
    let mut text = String::new();
    for (n, digit) in digits.chars().enumerate() {
        if n > 0 && (digits.len() - n).is_multiple_of(3) {
            text.push(',');
        }
        text.push(digit);
    }
    text
}

/// A length of time in words, in no finer unit than it deserves.
fn spell(seconds: f64) -> String {
    match seconds {
        s if s < 90.0 => format!("{} s", s.ceil().max(1.0)),
        s if s < 90.0 * 60.0 => format!("{} min", (s / 60.0).round()),
        s if s < 48.0 * 3600.0 => format!("{:.1} h", s / 3600.0),
        s => format!("{:.1} days", s / 86400.0),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_line_tells_share_rate_and_time_left() {
        let before = State { articles: 11_000, skipped: 0, read: 20_000_000, total: Some(100_000_000) };
        let now = State { articles: 12_345, skipped: 12, read: 25_000_000, total: Some(100_000_000) };
        let ten = Duration::from_secs(10);
        let rest = " 25 %  12,345 articles, 134 a second, 3 min left, 12 skipped";
        assert_eq!(line(now, before, ten, 100), format!("[=======                       ] {rest}"));
        assert_eq!(line(now, before, ten, 75), format!("[===         ] {rest}"));
        assert_eq!(line(now, before, ten, 65), rest);
        assert_eq!(line(now, before, ten, 20), rest[..20]);
        // Standard input has no length that could be known.
        let unknown = State { total: None, ..now };
        assert_eq!(line(unknown, before, ten, 100), "12,345 articles, 134 a second, 12 skipped");
        // Nothing can be said of the rate at the beginning.
        assert!(line(now, now, Duration::ZERO, 100).ends_with(" 25 %  12,345 articles, 12 skipped"));
    }

    #[test]
    fn lengths_of_time_are_spelled_for_people() {
        assert_eq!(spell(0.2), "1 s");
        assert_eq!(spell(89.0), "89 s");
        assert_eq!(spell(200.0), "3 min");
        assert_eq!(spell(7200.0), "2.0 h");
        assert_eq!(spell(260_000.0), "3.0 days");
        assert_eq!([1, 999, 1000, 1_234_567].map(grouped), ["1", "999", "1,000", "1,234,567"]);
    }
}

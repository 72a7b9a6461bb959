//! Lines for a reader: wrapped to the width of the terminal, styled where it
//! shows colour, and free of anything that steers it.

use std::{borrow::Cow, env};

use terminal_size::{Width, terminal_size};
use unicode_width::UnicodeWidthChar;
use verbale::record::Escaped;

/// How wide, and whether in colour.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Look {
    pub(crate) width: usize,
    pub(crate) colour: bool,
}

impl Look {
    /// The look of standard output: the terminal's width, else `COLUMNS`, else
    /// 100; colour on a terminal that shows it, unless `NO_COLOR` says no.
    pub(crate) fn of_output(terminal: bool) -> Self {
        let by_terminal = || terminal_size().map(|(Width(width), _)| usize::from(width));
        let by_variable = || env::var("COLUMNS").ok()?.parse().ok();
        let width = if terminal { by_terminal().or_else(by_variable) } else { by_variable() };
        let set = |name| env::var_os(name).is_some_and(|value| !value.is_empty());
        let dumb = env::var_os("TERM").is_some_and(|term| term == "dumb");
        Self { width: width.unwrap_or(100).clamp(40, 120), colour: terminal && !dumb && !set("NO_COLOR") }
    }
}

/// What a stretch of words is, for its colour.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Style {
    Plain,
    /// Labels and what matters less.
    Faint,
    /// Names, titles.
    Strong,
    /// The words that made the event.
    Trigger,
    /// PLOVER's four corners.
    VerbalCooperation,
    MaterialCooperation,
    VerbalConflict,
    MaterialConflict,
    /// Anything that is not, or not yet, a fact.
    NotActual,
}

impl Style {
    const fn code(self) -> &'static str {
        match self {
            Self::Plain => "",
            Self::Faint => "\x1b[2m",
            Self::Strong => "\x1b[1m",
            Self::Trigger => "\x1b[1;4m",
            Self::VerbalCooperation => "\x1b[32m",
            Self::MaterialCooperation => "\x1b[1;32m",
            Self::VerbalConflict => "\x1b[33m",
            Self::MaterialConflict => "\x1b[1;31m",
            Self::NotActual => "\x1b[35m",
        }
    }
}

/// Words in one style.
pub(crate) type Piece<'a> = (Style, Cow<'a, str>);

/// What is being written.
#[derive(Debug)]
pub(crate) struct Paper {
    text: String,
    look: Look,
}

impl Paper {
    pub(crate) fn new(look: Look) -> Self {
        Self { text: String::new(), look }
    }

    /// Whether the reader sees styles.
    pub(crate) const fn in_colour(&self) -> bool {
        self.look.colour
    }

    /// The columns of a line.
    pub(crate) const fn width(&self) -> usize {
        self.look.width
    }

    /// Writes a line as it stands, blanks included.
    pub(crate) fn raw(&mut self, line: &str, style: Style) {
        self.styled(style, &Escaped(line).to_string());
        self.text.push('\n');
    }

    pub(crate) fn blank(&mut self) {
        self.text.push('\n');
    }

    /// Writes a paragraph: `lead` before its first line, as many blanks before
    /// the others.
    pub(crate) fn paragraph(&mut self, lead: &[Piece<'_>], pieces: &[Piece<'_>]) {
        let mut column = 0;
        for (style, text) in lead {
            let shown = Escaped(text).to_string();
            column += width(&shown);
            self.styled(*style, &shown);
        }
        let indent = column;
        let mut wanted_blank = false;
        for word in words(pieces) {
            let long = word.iter().map(|(_, text)| width(text)).sum::<usize>();
            let blank = usize::from(wanted_blank);
            if wanted_blank && column + blank + long > self.look.width {
                self.new_line(indent);
                column = indent;
            } else if wanted_blank {
                self.text.push(' ');
                column += 1;
            }
            for (style, text) in word {
                column = self.unbroken(style, &text, column, indent);
            }
            wanted_blank = true;
        }
        self.text.truncate(self.text.trim_end_matches(' ').len());
        self.text.push('\n');
    }

    /// Writes a word; cuts it only where it is longer than a whole line.
    fn unbroken(&mut self, style: Style, word: &str, mut column: usize, indent: usize) -> usize {
        let mut start = 0;
        for (at, c) in word.char_indices() {
            let wide = c.width().unwrap_or(0);
            if column + wide > self.look.width && column > indent {
                self.styled(style, &word[start..at]);
                self.new_line(indent);
                (start, column) = (at, indent);
            }
            column += wide;
        }
        self.styled(style, &word[start..]);
        column
    }

    fn new_line(&mut self, indent: usize) {
        self.text.push('\n');
        self.text.extend(std::iter::repeat_n(' ', indent));
    }

    fn styled(&mut self, style: Style, text: &str) {
        if text.is_empty() {
            return;
        }
        if self.look.colour && style != Style::Plain {
            self.text.push_str(style.code());
            self.text.push_str(text);
            self.text.push_str("\x1b[0m");
        } else {
            self.text.push_str(text);
        }
    }

    pub(crate) fn into_text(self) -> String {
        self.text
    }
}

/// The columns that words take on a terminal.
pub(crate) fn width(text: &str) -> usize {
    text.chars().map(|c| c.width().unwrap_or(0)).sum()
}

/// The words of styled pieces, escaped; a word may hold several styles.
fn words(pieces: &[Piece<'_>]) -> Vec<Vec<(Style, String)>> {
    let mut words: Vec<Vec<(Style, String)>> = Vec::new();
    let mut open = false;
    for (style, text) in pieces {
        let shown = Escaped(text).to_string();
        for (n, word) in shown.split(' ').enumerate() {
            open &= n == 0;
            if word.is_empty() {
                continue;
            }
            match words.last_mut() {
                Some(last) if open => last.push((*style, word.to_owned())),
                _ => words.push(vec![(*style, word.to_owned())]),
            }
            open = true;
        }
        open &= !shown.ends_with(' ');
    }
    words
}

#[cfg(test)]
mod tests {
    use super::*;

    fn plain(width: usize, lead: &str, text: &str) -> String {
        let mut paper = Paper::new(Look { width, colour: false });
        paper.paragraph(&[(Style::Plain, lead.into())], &[(Style::Plain, text.into())]);
        paper.into_text()
    }

    #[test]
    fn lines_keep_the_width() {
        assert_eq!(plain(14, "a  ", "one two  three four"), "a  one two\n   three four\n");
        assert_eq!(plain(8, "> ", "unbreakable"), "> unbrea\n  kable\n");
        assert_eq!(plain(8, "", "日本語 日本"), "日本語\n日本\n");
        assert_eq!(plain(40, "x ", ""), "x\n");
    }

    #[test]
    fn styles_may_change_inside_a_word_and_controls_never_pass() {
        let mut paper = Paper::new(Look { width: 40, colour: true });
        paper.paragraph(
            &[],
            &[(Style::Plain, "“".into()), (Style::Trigger, "no\x1b[2J".into()), (Style::Plain, "” x".into())],
        );
        assert_eq!(paper.into_text(), "“\x1b[1;4mno\\u{1b}[2J\x1b[0m” x\n");
    }
}

//! What stands above a report: its date, title, outlet, address and id.

use jiff::civil::Date;

use crate::{
    document::{
        dateline,
        paragraphs::{Line, lines},
    },
    span::Span,
    times::{
        words::{Key, Lex, Word, words},
        written,
    },
};

/// The head of a text. Each part is the value alone, without its key.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Head {
    /// The day of publication and the words that say it.
    pub date: Option<(Date, Span)>,
    /// The headline that a front matter names.
    pub title: Option<Span>,
    /// The outlet that a front matter names.
    pub source: Option<Span>,
    /// The address that a front matter names.
    pub url: Option<Span>,
    /// The id that a front matter names.
    pub id: Option<Span>,
    /// The lines and parts of lines that belong to the head and are no running
    /// text, in order; a title is not among them.
    pub(crate) marks: Vec<Span>,
}

/// How many lines from the top a line that is nothing but a date is looked for.
const DATE_LINES: usize = 6;

/// Reads the head of a text: a front matter (`---`, then lines `key: value`,
/// then `---`, or such lines alone before the first blank line), `date
/// 2022-01-21` before the first words, a line among the first six that is
/// nothing but a date or an imprint (`Published …`, `By … | …`), or a dateline
/// with its year. A numeric date that English and American order read
/// differently is no date.
#[must_use]
pub fn head(text: &str) -> Head {
    let mut head = Head::default();
    let top: Vec<Line> = lines(text).take(40).collect();
    let next = front_matter(text, &top, &mut head);
    if head.date.is_none() {
        let rest = &top[next.min(top.len())..];
        for (seen, line) in rest.iter().filter(|line| !line.span.is_empty()).enumerate() {
            if seen == DATE_LINES {
                break;
            }
            if let Some((date, span, mark)) = date_of_line(text, line.span, seen == 0) {
                head.date = Some((date, span));
                head.marks.push(mark);
                break;
            }
        }
        if head.date.is_none() {
            let datelines = rest.iter().filter(|line| !line.span.is_empty()).take(DATE_LINES);
            head.date = datelines.filter_map(|line| dateline::at(text, line.span, true)).find_map(|line| {
                let span = line.date?;
                Some((whole_date(text, span)?, span))
            });
        }
    }
    head
}

/// The day of publication that stands at the head of a text, and its words.
#[must_use]
pub fn date_head(text: &str) -> Option<(Date, Span)> {
    head(text).date
}

/// Reads a front matter and gives the index of the first line after it.
fn front_matter(text: &str, top: &[Line], head: &mut Head) -> usize {
    let Some(first) = top.iter().position(|line| !line.span.is_empty()) else { return 0 };
    let fence = top[first].span.of(text);
    let fenced = matches!(fence, "---" | "+++");
    let begin = if fenced { first + 1 } else { first };
    let end = if fenced {
        match top[begin..].iter().position(|line| line.span.of(text) == fence) {
            Some(length) => begin + length,
            None => return 0,
        }
    } else {
        let length = top[begin..].iter().position(|line| key_value(text, line.span).is_none());
        begin + length.unwrap_or(top.len() - begin)
    };
    // A single line "Source: …" above a report is no front matter yet.
    if !fenced && end - begin < 2 {
        return 0;
    }
    for line in &top[begin..end] {
        let Some((key, value)) = key_value(text, line.span) else {
            if !line.span.is_empty() {
                head.marks.push(line.span);
            }
            continue;
        };
        let is_title = matches!(key.as_str(), "title" | "headline");
        match key.as_str() {
            "date" | "published" | "pubdate" | "publication_date" | "date_published"
                if head.date.is_none() =>
            {
                head.date = whole_date(text, value).map(|date| (date, value));
            }
            "title" | "headline" if head.title.is_none() => head.title = Some(value),
            "source" | "outlet" | "publisher" | "publication" if head.source.is_none() => {
                head.source = Some(value);
            }
            "url" | "link" if head.url.is_none() => head.url = Some(value),
            "id" if head.id.is_none() => head.id = Some(value),
            _ => {}
        }
        if is_title && !value.is_empty() {
            head.marks.push(Span::new(line.span.start, value.start));
            if value.end < line.span.end {
                head.marks.push(Span::new(value.end, line.span.end));
            }
        } else {
            head.marks.push(line.span);
        }
    }
    if fenced {
        head.marks.insert(0, top[first].span);
        head.marks.push(top[end].span);
    }
    if fenced { end + 1 } else { end }
}

/// The keys that a front matter without a fence may have: any other first word
/// before a colon is running text ("GENEVA: …").
const KEYS: &[&str] = &[
    "date",
    "published",
    "pubdate",
    "publication_date",
    "date_published",
    "title",
    "headline",
    "source",
    "outlet",
    "publisher",
    "publication",
    "url",
    "link",
    "id",
    "author",
    "byline",
    "language",
    "section",
    "tags",
];

/// A line `key: value` or `key = value` with a key of a front matter, and the
/// value without quotation marks around it.
fn key_value(text: &str, line: Span) -> Option<(String, Span)> {
    let words = line.of(text);
    let split = words.find([':', '='])?;
    let key = words[..split].trim().to_ascii_lowercase();
    if !KEYS.contains(&key.as_str()) {
        return None;
    }
    let mut start = split + 1;
    let mut end = words.len();
    start += words[start..end].len() - words[start..end].trim_start().len();
    for quote in ['"', '\''] {
        if end > start + 1 && words[start..end].starts_with(quote) && words[start..end].ends_with(quote) {
            start += 1;
            end -= 1;
        }
    }
    Some((key, Span::new(line.start + start as u32, line.start + end as u32)))
}

/// The date that a stretch is, with nothing but a time of day after it.
fn whole_date(text: &str, span: Span) -> Option<Date> {
    let words = words(text, span.start as usize..span.end as usize);
    let (date, next) = day_at(&words, 0)?;
    rest_is_clock(text, &words, next).then_some(date)
}

/// The full date at word `at` and the index after it: written out, ISO, or
/// eight digits.
fn day_at(words: &[Word], at: usize) -> Option<(Date, usize)> {
    if let Lex::Digits { value, len: 8 } = words.get(at)?.lex {
        let (year, month, day) = (value / 10_000, value / 100 % 100, value % 100);
        let date = Date::new(i16::try_from(year).ok()?, i8::try_from(month).ok()?, i8::try_from(day).ok()?);
        return Some((date.ok().filter(|date| date.year() >= 1000)?, at + 1));
    }
    let written = written::at(words, at)?;
    Some((written.date()?, written.next))
}

/// Whether the words from `at` on are no more than a time of day and a zone.
fn rest_is_clock(text: &str, words: &[Word], at: usize) -> bool {
    words[at.min(words.len())..].iter().all(|word| match word.lex {
        Lex::Digits { len, .. } => len <= 6,
        Lex::Mark(mark) => matches!(mark, ':' | '.' | ',' | '+' | '-' | '(' | ')' | '|' | '–' | '—'),
        Lex::Key(Key::At | Key::Am | Key::Pm | Key::Gmt | Key::Local | Key::Time | Key::A) => true,
        Lex::Other => {
            let letters = &text[word.start as usize..word.end as usize];
            matches!(letters, "T" | "Z" | "m" | "M" | "p" | "P")
                || (letters.len() <= 4 && letters.bytes().all(|byte| byte.is_ascii_uppercase()))
        }
        _ => false,
    })
}

/// The date that a line is or, for the first line of a text, begins with; its
/// words; and the stretch that belongs to the head.
fn date_of_line(text: &str, line: Span, first: bool) -> Option<(Date, Span, Span)> {
    // A line longer than this is read by its beginning only.
    let mut end = line.end.min(line.start + 160);
    while !text.is_char_boundary(end as usize) {
        end -= 1;
    }
    let words = words(text, line.start as usize..end as usize);
    let mut at = 0;
    let word_at = |at: usize| {
        words.get(at).map(|word| text[word.start as usize..word.end as usize].to_ascii_lowercase())
    };
    let mut keyed = false;
    if let Some("date" | "dated" | "published" | "posted" | "updated" | "publication" | "issued") =
        word_at(at).as_deref()
    {
        keyed = true;
        at += 1;
        while let Some("date" | "on" | ":" | "=") = word_at(at).as_deref() {
            at += 1;
        }
    }
    let Some((date, next)) = day_at(&words, at) else {
        return imprint(text, line, &words);
    };
    let span = Span::new(words[at].start, words[next - 1].end);
    if rest_is_clock(text, &words, next) && end == line.end {
        return Some((date, span, line));
    }
    // Glued to running text: with its key, or ISO at the very beginning.
    let iso = span.of(text).len() == 10 && span.of(text).starts_with(|c: char| c.is_ascii_digit());
    let apart = words.get(next).is_some_and(|word| word.spaced);
    let glued = first && apart && (keyed || iso);
    glued.then(|| (date, span, Span::new(line.start, span.end))).or_else(|| imprint(text, line, &words))
}

/// The date inside a line that says who published a text and when: `Published
/// 10:15 AM EST, Fri January 21, 2022`, `By A. Writer | January 21, 2022`.
fn imprint(text: &str, line: Span, words: &[Word]) -> Option<(Date, Span, Span)> {
    let told = line.of(text);
    let first = told.split(|c: char| !c.is_alphabetic()).next()?.to_ascii_lowercase();
    let opened = matches!(
        first.as_str(),
        "published" | "updated" | "posted" | "last" | "first" | "date" | "issued" | "by"
    );
    let parted = told.contains(['|', '·', '•']);
    if told.len() > IMPRINT || !(opened || parted) || (told.ends_with('.') && !parted) {
        return None;
    }
    let (at, (date, next)) = (0..words.len()).find_map(|at| day_at(words, at).map(|found| (at, found)))?;
    Some((date, Span::new(words[at].start, words[next - 1].end), line))
}

/// The longest imprint, in bytes.
const IMPRINT: usize = 120;

#[cfg(test)]
mod tests {
    use jiff::civil::date;

    use super::*;

    fn day(text: &str) -> Option<(Date, &str)> {
        date_head(text).map(|(date, span)| (date, span.of(text)))
    }

    #[test]
    fn the_date_stands_at_the_head_in_many_forms() {
        let expected = date(2022, 1, 21);
        for (text, words) in [
            (" date 2022-01-21 The envoys met.", "2022-01-21"),
            ("date: 2022-01-21\n\nThe envoys met.", "2022-01-21"),
            ("2022-01-21\nThe envoys met.", "2022-01-21"),
            ("2022-01-21 The envoys met.", "2022-01-21"),
            ("Friday, January 21, 2022\n\nThe envoys met.", "Friday, January 21, 2022"),
            ("Envoys meet\n\n21 January 2022\n\nThe envoys met.", "21 January 2022"),
            ("Published: Jan. 21, 2022, 10:15 a.m. GMT\nThe envoys met.", "Jan. 21, 2022"),
            ("21/01/2022\nThe envoys met.", "21/01/2022"),
            ("20220121\nThe envoys met.", "20220121"),
            ("2022-01-21T10:15:00Z\nThe envoys met.", "2022-01-21"),
            ("Envoys meet\nBy A. Writer | January 21, 2022\nThe envoys met.", "January 21, 2022"),
            (
                "Envoys meet\nPublished 10:15 AM EST, Fri January 21, 2022\n\nThey met.",
                "Fri January 21, 2022",
            ),
            ("Envoys meet\nFirst published on Fri 21 Jan 2022 10.15 GMT\nThey met.", "Fri 21 Jan 2022"),
            ("Envoys meet\n21 Jan 2022, 10:15 IST | Updated: 22 Jan 2022\nThey met.", "21 Jan 2022"),
            ("GENEVA, 21 January 2022 (Agency) — The envoys met.", "21 January 2022"),
        ] {
            assert_eq!(day(text), Some((expected, words)), "{text}");
        }
        for text in [
            "",
            "The envoys met on January 21, 2022.",
            "January 21, 2022 was a cold day in Geneva.",
            "02/03/2022\nThe envoys met.",
            "1234567 people fled.",
            "What the vote of January 5, 2020 means\n\nThe envoys met.",
        ] {
            assert_eq!(day(text), None, "{text}");
        }
    }

    #[test]
    fn a_front_matter_names_the_parts() {
        let text = "---\ntitle: \"Envoys meet\"\ndate: 2022-01-21\nsource: The Daily\nurl: https://example.org/a\nid: a-1\ntags: x\n---\n\nThe envoys met.";
        let head = head(text);
        assert_eq!(head.date.map(|(date, _)| date), Some(date(2022, 1, 21)));
        assert_eq!(head.title.map(|span| span.of(text)), Some("Envoys meet"));
        assert_eq!(head.source.map(|span| span.of(text)), Some("The Daily"));
        assert_eq!(head.url.map(|span| span.of(text)), Some("https://example.org/a"));
        assert_eq!(head.id.map(|span| span.of(text)), Some("a-1"));
    }
}

//! Lines, paragraphs and headings.

use crate::{
    document::{Document, Paragraph, ParagraphKind, dateline, head},
    span::Span,
};

/// A line without blanks at its ends; empty where it is blank.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Line {
    pub(crate) span: Span,
}

/// The marks that end a line.
const BREAKS: [char; 7] = ['\n', '\r', '\u{2028}', '\u{2029}', '\u{85}', '\u{b}', '\u{c}'];

/// The lines of a text. A carriage return with its line feed ends one line.
pub(crate) fn lines(text: &str) -> impl Iterator<Item = Line> + '_ {
    let mut start = 0;
    text.split_inclusive(BREAKS).filter_map(move |line| {
        let at = start;
        start += line.len();
        // The feed of "\r\n" alone.
        if line == "\n" && at > 0 && text.as_bytes()[at - 1] == b'\r' {
            return None;
        }
        let body = line.trim();
        let from = at + (line.len() - line.trim_start().len());
        let from = if body.is_empty() { at } else { from };
        Some(Line { span: Span::new(from as u32, (from + body.len()) as u32) })
    })
}

/// The most words that a heading has.
const HEADING_WORDS: usize = 16;

/// Cuts a text into paragraphs.
pub(crate) fn cut(text: &str) -> Document {
    let head = head::head(text);
    let all: Vec<Line> = lines(text).collect();
    let blanks = all.iter().any(|line| line.span.is_empty());
    let mut document = Document::default();
    let mut bodies = 0;
    for (i, line) in all.iter().enumerate() {
        let mut rest = line.span;
        if rest.is_empty() {
            continue;
        }
        while let Some(mark) = head.marks.iter().find(|mark| mark.overlaps(rest)) {
            // A mark stands at the beginning or at the end of what is left of its line.
            document.push(*mark, ParagraphKind::DateHead);
            rest = if mark.start <= rest.start {
                trimmed(text, Span::new(mark.end, rest.end))
            } else {
                trimmed(text, Span::new(rest.start, mark.start))
            };
            if rest.is_empty() {
                break;
            }
        }
        if rest.is_empty() {
            continue;
        }
        if head.title == Some(rest) {
            document.push(rest, ParagraphKind::Heading);
            continue;
        }
        if let Some(found) = dateline::at(text, rest, bodies < 2) {
            document.push(found.span, ParagraphKind::Dateline);
            rest = trimmed(text, Span::new(found.span.end, rest.end));
            document.datelines.push(found);
            if rest.is_empty() {
                continue;
            }
            document.push(rest, ParagraphKind::Body);
            bodies += 1;
            continue;
        }
        let before = i == 0 || all[i - 1].span.is_empty() || document.paragraphs.is_empty();
        let after = all.get(i + 1).is_none_or(|next| next.span.is_empty());
        let last = all[i + 1..].iter().all(|line| line.span.is_empty());
        let alone = if blanks { before && after } else { true };
        let heading = alone && !last && is_heading(rest.of(text), blanks);
        bodies += usize::from(!heading);
        document.push(rest, if heading { ParagraphKind::Heading } else { ParagraphKind::Body });
    }
    document.paragraphs.sort_by_key(|paragraph| paragraph.span);
    document
}

impl Document {
    fn push(&mut self, span: Span, kind: ParagraphKind) {
        if !span.is_empty() {
            self.paragraphs.push(Paragraph { span, kind });
        }
    }
}

/// The stretch without blanks at its ends.
fn trimmed(text: &str, span: Span) -> Span {
    let words = span.of(text);
    let start = span.start + (words.len() - words.trim_start().len()) as u32;
    Span::new(start, start + words.trim().len() as u32)
}

/// Whether a line that stands alone is a heading: short, no sentence's end, and
/// no item of a list. Where no blank line parts the paragraphs, only a very
/// short line is one.
fn is_heading(line: &str, blanks: bool) -> bool {
    let most = if blanks { HEADING_WORDS } else { HEADING_WORDS / 2 };
    let first = line.chars().next();
    line.len() <= 140
        && line.split_whitespace().take(most + 1).count() <= most
        && !line.ends_with(['.', '!', '?', ':', ';', ',', '…', '"', '”', '—', '–', '-'])
        && first.is_some_and(|first| first.is_uppercase() || first.is_numeric() || "‘'“\"".contains(first))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn shape(text: &str) -> Vec<(ParagraphKind, &str)> {
        cut(text).paragraphs.iter().map(|paragraph| (paragraph.kind, paragraph.span.of(text))).collect()
    }

    #[test]
    fn heads_headings_and_bodies_are_apart() {
        use ParagraphKind::{Body, DateHead, Dateline, Heading};
        let text = " date 2022-01-21 The envoys met on Friday.\r\n\r\nThey will meet again.\r\n\r\nWhat Kyiv wants\r\n\r\n\r\n\r\nKyiv wants arms.";
        assert_eq!(
            shape(text),
            [
                (DateHead, "date 2022-01-21"),
                (Body, "The envoys met on Friday."),
                (Body, "They will meet again."),
                (Heading, "What Kyiv wants"),
                (Body, "Kyiv wants arms."),
            ]
        );
        let text = "date 2015-05-18 Over 900 people rescued off the coast\n\nOn Friday they were saved.";
        assert_eq!(
            shape(text),
            [
                (DateHead, "date 2015-05-18"),
                (Heading, "Over 900 people rescued off the coast"),
                (Body, "On Friday they were saved."),
            ]
        );
        let text =
            "---\ntitle: 'Envoys meet'\ndate: 2022-01-21\n---\nGENEVA, Jan 21 (Agency) — The envoys met.";
        assert_eq!(
            shape(text),
            [
                (DateHead, "---"),
                (DateHead, "title: '"),
                (Heading, "Envoys meet"),
                (DateHead, "'"),
                (DateHead, "date: 2022-01-21"),
                (DateHead, "---"),
                (Dateline, "GENEVA, Jan 21 (Agency) —"),
                (Body, "The envoys met."),
            ]
        );
    }

    #[test]
    fn a_wrapped_text_has_no_headings() {
        let text =
            "The envoys of the two states met\nin Geneva on Friday and agreed\nto meet again.\n\nThey left.";
        assert!(shape(text).iter().all(|(kind, _)| *kind == ParagraphKind::Body));
    }

    #[test]
    fn any_text_is_cut_on_boundaries_in_order() {
        for text in [
            "",
            " ",
            "\n\r\n",
            "“é”\u{2028}日本",
            "---",
            "---\n---",
            "date",
            "date:",
            "title: x\nurl: y",
            "—",
        ] {
            let document = cut(text);
            let mut end = 0;
            for paragraph in &document.paragraphs {
                assert!(paragraph.span.start >= end && !paragraph.span.of(text).is_empty());
                end = paragraph.span.end;
            }
        }
    }
}

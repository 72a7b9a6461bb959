//! The text in paragraphs: the first layer.

use crate::{article::Article, span::Span};

/// A text cut into paragraphs.
#[derive(Debug, Clone, Default)]
pub struct Document {
    /// In order, never overlapping; only blank text lies between them.
    pub paragraphs: Vec<Paragraph>,
}

/// A maximal run without a line break; a date head, a dateline and a heading
/// are paragraphs of their own.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Paragraph {
    /// Where it stands, without blanks at its ends.
    pub span: Span,
    /// What it is.
    pub kind: ParagraphKind,
}

/// What a paragraph is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ParagraphKind {
    /// `date 2022-01-21`, or a date alone on the first line.
    DateHead,
    /// `GENEVA, Jan 21 (Agency) —` before the first sentence.
    Dateline,
    /// A title or a heading between paragraphs.
    Heading,
    /// Running text.
    Body,
}

/// Cuts the article's text into paragraphs.
#[must_use]
pub fn read(article: &Article) -> Document {
    let text = &article.text;
    let mut paragraphs = Vec::new();
    let mut start = 0;
    for line in text.split_inclusive(['\n', '\r', '\u{2028}', '\u{2029}', '\u{85}', '\u{b}', '\u{c}']) {
        let body = line.trim();
        if !body.is_empty() {
            let at = start + (line.len() - line.trim_start().len());
            let span = Span::new(at as u32, (at + body.len()) as u32);
            paragraphs.push(Paragraph { span, kind: ParagraphKind::Body });
        }
        start += line.len();
    }
    Document { paragraphs }
}

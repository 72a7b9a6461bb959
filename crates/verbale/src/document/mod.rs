//! The text in paragraphs: the first layer. Before it, the head of a text:
//! the date, title and outlet that stand above the report itself.

mod dateline;
mod head;
mod paragraphs;

pub use dateline::Dateline;
pub use head::{Head, date_head, head};

use crate::{article::Article, span::Span};

/// A text cut into paragraphs.
#[derive(Debug, Clone, Default)]
pub struct Document {
    /// In order, never overlapping; only blank text and the keys of a front
    /// matter lie between them.
    pub paragraphs: Vec<Paragraph>,
    /// The datelines, in order, each of one paragraph of that kind.
    pub datelines: Vec<Dateline>,
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
    /// `date 2022-01-21`, a date alone on a line, or a line of a front matter.
    DateHead,
    /// `GENEVA, Jan 21 (Agency) —` before the first sentence.
    Dateline,
    /// A title or a heading between paragraphs.
    Heading,
    /// Running text.
    Body,
}

impl Document {
    /// The paragraph that holds a byte of the text.
    #[must_use]
    pub fn paragraph_at(&self, at: u32) -> Option<usize> {
        let after = self.paragraphs.partition_point(|paragraph| paragraph.span.start <= at);
        let i = after.checked_sub(1)?;
        (at < self.paragraphs[i].span.end).then_some(i)
    }
}

/// Cuts the article's text into paragraphs.
#[must_use]
pub fn read(article: &Article) -> Document {
    paragraphs::cut(&article.text)
}

//! What comes in: one dated text.

use jiff::civil::Date;

/// One news report, as it was handed in.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Article {
    /// The user's own id; without one the record takes the first 16 hex
    /// digits of the text's SHA-256.
    pub id: Option<String>,
    /// The day of publication, against which every time expression resolves.
    pub date: Date,
    /// Where the date came from.
    pub date_source: DateSource,
    /// The outlet that published it.
    pub source: Option<String>,
    /// The headline, where it is not part of the text.
    pub title: Option<String>,
    /// Where it was published.
    pub url: Option<String>,
    /// The decoded text: byte-order mark removed, line ends as they were,
    /// nothing else changed.
    pub text: String,
}

impl Article {
    /// An article of which no more is known than its text and day.
    #[must_use]
    pub fn new(date: Date, text: impl Into<String>) -> Self {
        Self {
            id: None,
            date,
            date_source: DateSource::Given,
            source: None,
            title: None,
            url: None,
            text: text.into(),
        }
    }
}

/// Where an article's date came from.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum DateSource {
    /// Told by the user (`--date`, a `date` field).
    Given,
    /// Read at the head of the text.
    Content,
    /// Read in the metadata of the page or feed.
    Metadata,
    /// Read in the file's name.
    File,
    /// Read in the address of the page.
    Url,
    /// The day on which the page was fetched, for want of another.
    Fetched,
}

impl DateSource {
    /// The name in the record.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Given => "given",
            Self::Content => "content",
            Self::Metadata => "metadata",
            Self::File => "file",
            Self::Url => "url",
            Self::Fetched => "fetched",
        }
    }
}

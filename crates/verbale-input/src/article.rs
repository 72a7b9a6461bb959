//! From a text and what is known of it to a dated article.

use std::io;

use jiff::civil::Date;
use verbale::{Article, DateSource, Span, document};

use crate::{
    Given, Incoming, Read, Skipped,
    dating::{date_in_name, date_in_url},
    decode::{NoText, decode},
    language, limits,
    unpack::Fault,
};

/// The article of a text file.
pub(crate) fn from_text(name: &str, bytes: &[u8], fields: Fields, given: &Given) -> Read {
    let decoded = decode(bytes)
        .map_err(|NoText { what, remedy }| Skipped::new(name, format!("is {what}, not text"), remedy))?;
    finish(name, fields, decoded.text, decoded.note.into_iter().collect(), given)
}

/// What is known of an article beside its text.
#[derive(Debug, Default)]
pub(crate) struct Fields {
    pub(crate) id: Option<String>,
    /// The day that the user's data, or the feed or archive around it, tells
    /// for this article alone. It goes before `--date`.
    pub(crate) date: Option<(Date, DateSource)>,
    /// The day that a page tells of itself. `--date` goes before it.
    pub(crate) page_date: Option<Date>,
    pub(crate) title: Option<String>,
    pub(crate) source: Option<String>,
    pub(crate) url: Option<String>,
    /// A file that holds this article alone, whose name may tell the day.
    pub(crate) file_name: Option<String>,
    /// The day on which it was fetched.
    pub(crate) fetched: Option<Date>,
}

/// Checks the text and dates the article.
pub(crate) fn finish(
    name: &str,
    fields: Fields,
    mut text: String,
    mut notes: Vec<String>,
    given: &Given,
) -> Read {
    let skip = |why: String, remedy: &str| Err(Skipped::new(name, why, remedy));
    if text.starts_with('\u{feff}') {
        text.drain(..'\u{feff}'.len_utf8());
    }
    if text.trim().is_empty() {
        return skip("holds no text".to_owned(), "give the article's text");
    }
    if text.len() > limits::ARTICLE {
        return Err(too_long(name, Some(text.len())));
    }
    if !text.chars().any(char::is_alphabetic) {
        return skip("holds no words".to_owned(), "give the article's text");
    }
    if let Some(language) = language::other_than_english(&text) {
        if !given.any_language {
            return skip(
                format!("looks like {language}; only English is read"),
                "translate it first, or code it all the same with --any-language",
            );
        }
        notes.push(format!("the text looks like {language} and was read as English"));
    }
    let head = document::head(&text);
    let head_date = head.date.map(|(date, _)| date);
    let by_file = fields.file_name.as_deref().and_then(date_in_name);
    let by_url = fields.url.as_deref().and_then(date_in_url);
    let fetched = fields.fetched.filter(|_| given.fetched_date);
    let found = [
        fields.date,
        given.date.map(|day| (day, DateSource::Given)),
        fields.page_date.map(|day| (day, DateSource::Metadata)),
        head_date.map(|day| (day, DateSource::Content)),
        by_file.map(|day| (day, DateSource::File)),
        by_url.map(|day| (day, DateSource::Url)),
        fetched.map(|day| (day, DateSource::Fetched)),
    ];
    let Some((date, date_source)) = found.into_iter().flatten().next() else {
        let fetched =
            if fields.fetched.is_some() { ", or --fetched-date for the day it was fetched" } else { "" };
        return skip(
            "has no date at its head, and time words can't be resolved without one".to_owned(),
            &format!(
                "give --date YYYY-MM-DD, a `date` field, or a first line such as `date 2022-01-21`{fetched}"
            ),
        );
    };
    for (day, place) in [(fields.page_date, "page's metadata says"), (head_date, "text's head says")] {
        if let Some(other) = day.filter(|other| *other != date) {
            notes.push(format!("the {place} {other}, but the article was dated {date}"));
        }
    }
    let words =
        |span: Option<Span>| Some(span?.of(&text).trim().to_owned()).filter(|words| !words.is_empty());
    let id = fields.id.or_else(|| words(head.id));
    let title = fields.title.or_else(|| words(head.title));
    let source = fields.source.or_else(|| words(head.source));
    let url = fields.url.or_else(|| words(head.url));
    let article = Article { id, date, date_source, source, title, url, text };
    Ok(Incoming { name: name.to_owned(), article, notes })
}

/// An article or page beyond its limit, of `length` bytes where that is known.
pub(crate) fn too_long(name: &str, length: Option<usize>) -> Skipped {
    let length = length.map_or("more than 2".to_owned(), |bytes| format!("{:.1}", bytes as f64 / 1e6));
    Skipped::new(
        name,
        format!("is {length} MB long, and one article may have 1 MB"),
        "split it into articles, one JSON object a line",
    )
}

/// A file, page or feed that is longer than `limit` bytes.
pub(crate) fn beyond(name: &str, limit: usize, remedy: &str) -> Skipped {
    Skipped::new(name, format!("is longer than {} MB", limit >> 20), remedy)
}

/// What can't be read on.
pub(crate) fn unreadable(name: &str, error: &io::Error) -> Skipped {
    match error.get_ref().and_then(|inner| inner.downcast_ref::<Fault>()) {
        Some(Fault { why, remedy }) => Skipped::new(name, why.as_str(), remedy),
        None => Skipped::new(name, format!("cannot be read: {error}"), "check the file and its disk"),
    }
}

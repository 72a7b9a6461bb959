//! From a text and what is known of it to a dated article.

use std::io;

use jiff::civil::Date;
use verbale::{Article, DateSource, Span, document};

use crate::{
    Given, Incoming, Read, Skipped,
    dating::date_in_name,
    decode::{NoText, decode},
    language, limits,
};

/// The article of a text file.
pub(crate) fn from_text(name: &str, bytes: &[u8], given: &Given) -> Read {
    let decoded = decode(bytes).map_err(|NoText { what, remedy }| Skipped {
        name: name.to_owned(),
        why: format!("is {what}, not text"),
        remedy: remedy.to_owned(),
    })?;
    let article = Fields { file_name: Some(name.to_owned()), ..Fields::default() };
    finish(name, article, decoded.text, decoded.note.into_iter().collect(), given)
}

/// What is known of an article beside its text.
#[derive(Debug, Default)]
pub(crate) struct Fields {
    pub(crate) id: Option<String>,
    pub(crate) date: Option<Date>,
    pub(crate) title: Option<String>,
    pub(crate) source: Option<String>,
    pub(crate) url: Option<String>,
    /// A file that holds this article alone, whose name may tell the day.
    pub(crate) file_name: Option<String>,
}

/// Checks the text and dates the article.
pub(crate) fn finish(
    name: &str,
    fields: Fields,
    mut text: String,
    mut notes: Vec<String>,
    given: &Given,
) -> Read {
    let skip =
        |why: String, remedy: &str| Err(Skipped { name: name.to_owned(), why, remedy: remedy.to_owned() });
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
    let found = [
        (fields.date, DateSource::Given),
        (given.date, DateSource::Given),
        (head_date, DateSource::Content),
        (by_file, DateSource::File),
    ];
    let Some((date, date_source)) = found.into_iter().find_map(|(date, source)| Some((date?, source))) else {
        return skip(
            "has no date at its head, and time words can't be resolved without one".to_owned(),
            "give --date YYYY-MM-DD, a `date` field, or a first line such as `date 2022-01-21`",
        );
    };
    if let Some(other) = head_date.filter(|other| *other != date) {
        notes.push(format!("the text's head says {other}, but the article was dated {date}"));
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

pub(crate) fn too_long(name: &str, length: Option<usize>) -> Skipped {
    let length = length.map_or("more than 2".to_owned(), |bytes| format!("{:.1}", bytes as f64 / 1e6));
    Skipped {
        name: name.to_owned(),
        why: format!("is {length} MB long, and one article may have 1 MB"),
        remedy: "split it into articles, one JSON object a line".to_owned(),
    }
}

pub(crate) fn unreadable(name: &str, error: &io::Error) -> Skipped {
    Skipped {
        name: name.to_owned(),
        why: format!("cannot be read: {error}"),
        remedy: "check the file and its disk".to_owned(),
    }
}

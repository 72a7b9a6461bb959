//! From what the user named to articles: opening, decoding, dating.

use std::{
    fs::{self, File},
    io::{self, BufRead, BufReader, Read},
    path::{Path, PathBuf},
};

use jiff::civil::Date;
use verbale::{Article, DateSource, Span, document};

use crate::{
    Stop,
    decode::{NoText, decode},
    json_lines, language,
};

/// The longest text that is one article, in bytes: some 150,000 words.
pub(crate) const LONGEST: usize = 1 << 20;

/// An article, ready to be coded.
#[derive(Debug)]
pub(crate) struct Incoming {
    /// What to call it to the user: the file, with the line for JSON Lines.
    pub(crate) name: String,
    pub(crate) article: Article,
    /// What was done to the text on its way in.
    pub(crate) notes: Vec<String>,
}

/// An article that can't be coded, and what to do about it.
#[derive(Debug)]
pub(crate) struct Skipped {
    pub(crate) name: String,
    pub(crate) why: String,
    pub(crate) remedy: String,
}

/// What the user said about all inputs.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Given {
    pub(crate) date: Option<Date>,
    pub(crate) jsonl: bool,
    pub(crate) any_language: bool,
}

/// Takes what comes in, article by article.
pub(crate) type Sink<'a> = &'a mut dyn FnMut(Result<Incoming, Skipped>) -> Result<(), Stop>;

/// Hands every article of one file, or of standard input for `-`, to `sink`.
pub(crate) fn articles(path: &Path, given: Given, sink: Sink<'_>) -> Result<(), Stop> {
    if path == Path::new("-") {
        return from_reader("standard input", "", BufReader::new(io::stdin().lock()), given, sink);
    }
    if path.is_dir() {
        return folder(path, given, sink);
    }
    let name = path.display().to_string();
    match open(path) {
        Ok(file) => {
            let extension = path.extension().and_then(|end| end.to_str()).unwrap_or_default().to_lowercase();
            from_reader(&name, &extension, BufReader::with_capacity(1 << 16, file), given, sink)
        }
        Err((why, remedy)) => sink(Err(Skipped { name, why, remedy })),
    }
}

/// Every article of a folder and those below it, in the order of their names.
/// Links are not followed, so that no circle holds the walk.
fn folder(path: &Path, given: Given, sink: Sink<'_>) -> Result<(), Stop> {
    let name = path.display().to_string();
    let mut files = Vec::new();
    if let Err(error) = collect(path, &mut files) {
        return sink(Err(unreadable(&name, &error)));
    }
    if files.is_empty() {
        let why = "is a folder without a .txt, .jsonl, .ndjson or .json file".to_owned();
        return sink(Err(Skipped { name, why, remedy: "name the files to be read".to_owned() }));
    }
    files.sort();
    files.iter().try_for_each(|file| articles(file, given, sink))
}

fn collect(folder: &Path, files: &mut Vec<PathBuf>) -> io::Result<()> {
    for entry in fs::read_dir(folder)? {
        let entry = entry?;
        let (kind, path) = (entry.file_type()?, entry.path());
        if entry.file_name().to_string_lossy().starts_with('.') {
            continue;
        }
        let extension = path.extension().and_then(|end| end.to_str()).map(str::to_lowercase);
        let read = matches!(extension.as_deref(), Some("txt" | "jsonl" | "ndjson" | "json"));
        if kind.is_dir() {
            collect(&path, files)?;
        } else if kind.is_file() && read {
            files.push(path);
        }
    }
    Ok(())
}

fn open(path: &Path) -> Result<File, (String, String)> {
    let file = File::open(path).map_err(|error| match error.kind() {
        io::ErrorKind::NotFound => {
            ("there is no such file".to_owned(), "check the path; `-` reads standard input".to_owned())
        }
        io::ErrorKind::PermissionDenied => ("may not be read".to_owned(), "check who may read it".to_owned()),
        _ => (format!("cannot be opened: {error}"), "check the path".to_owned()),
    })?;
    Ok(file)
}

fn from_reader(
    name: &str,
    extension: &str,
    mut reader: impl BufRead,
    given: Given,
    sink: Sink<'_>,
) -> Result<(), Stop> {
    let named_lines = given.jsonl || matches!(extension, "jsonl" | "ndjson");
    let start = match reader.fill_buf() {
        Ok(start) => start,
        Err(error) => return sink(Err(unreadable(name, &error))),
    };
    if named_lines || (extension != "json" && begins_like_json(start)) {
        return json_lines::articles(name, reader, given, sink);
    }
    let limit = if extension == "json" { json_lines::LONGEST_LINE } else { LONGEST * 2 };
    let mut bytes = Vec::new();
    if let Err(error) = reader.take(limit as u64 + 1).read_to_end(&mut bytes) {
        return sink(Err(unreadable(name, &error)));
    }
    if bytes.len() > limit {
        return sink(Err(too_long(name, None)));
    }
    if extension == "json" {
        return json_lines::whole(name, &bytes, given, sink);
    }
    sink(from_text(name, &bytes, given))
}

/// Whether a text opens as a JSON object does: `{` and then `"` or `}`.
fn begins_like_json(start: &[u8]) -> bool {
    let start = start.strip_prefix(b"\xef\xbb\xbf").unwrap_or(start);
    let mut bytes = start.iter().filter(|byte| !byte.is_ascii_whitespace());
    bytes.next() == Some(&b'{') && matches!(bytes.next(), Some(b'"' | b'}'))
}

fn from_text(name: &str, bytes: &[u8], given: Given) -> Result<Incoming, Skipped> {
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
    given: Given,
) -> Result<Incoming, Skipped> {
    let skip =
        |why: String, remedy: &str| Err(Skipped { name: name.to_owned(), why, remedy: remedy.to_owned() });
    if text.starts_with('\u{feff}') {
        text.drain(..'\u{feff}'.len_utf8());
    }
    if text.trim().is_empty() {
        return skip("holds no text".to_owned(), "give the article's text");
    }
    if text.len() > LONGEST {
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

/// The one ISO date in a file's name: `geneva-2022-01-21.txt`.
fn date_in_name(name: &str) -> Option<Date> {
    let stem = Path::new(name).file_stem()?.to_str()?;
    (0..stem.len()).find_map(|at| {
        let day = stem.get(at..at + 10)?;
        let before = stem[..at].ends_with(|c: char| c.is_ascii_digit());
        let after = stem[at + 10..].starts_with(|c: char| c.is_ascii_digit());
        let shaped = day.bytes().enumerate().all(|(n, byte)| match n {
            4 | 7 => byte == b'-',
            _ => byte.is_ascii_digit(),
        });
        (shaped && !before && !after).then(|| day.parse().ok())?
    })
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

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn dates_are_found_in_the_name() {
        let day = Date::constant(2022, 1, 21);
        assert_eq!(date_in_name("a/geneva-2022-01-21.txt"), Some(day));
        assert_eq!(date_in_name("2022-01-21_x.txt"), Some(day));
        assert_eq!(date_in_name("x12022-01-21.txt"), None);
        assert_eq!(date_in_name("é-2022-02-31.txt"), None);
    }

    #[test]
    fn json_is_known_by_its_opening() {
        assert!(begins_like_json(b" \n{\"text\": 1}"));
        assert!(begins_like_json(b"\xef\xbb\xbf{ \"id\""));
        assert!(!begins_like_json(b"{Editor's note}"));
        assert!(!begins_like_json(b"The {\"x\"}"));
    }
}

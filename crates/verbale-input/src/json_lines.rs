//! JSON Lines: one article a line.

use std::io::{BufRead, Cursor, Read as _};

use serde::de::IgnoredAny;

use crate::{
    Given, Read, Skipped,
    article::{Fields, finish, too_long, unreadable},
    columns::Field,
    dating,
    decode::decode,
    files::FileArticles,
    json_object::{Cell, Items, cells},
    limits,
};

/// What is said of values beyond [`limits::JSON_DEPTH`], which is where the
/// parser stops.
const TOO_DEEP: &str = "values stand more than 127 deep in each other";

const REMEDY: &str =
    "write one JSON object a line, such as {\"id\": \"1\", \"date\": \"2022-01-21\", \"text\": \"…\"}";

/// Every line's article.
pub(crate) fn articles<'a>(
    file: &str,
    reader: impl BufRead + Send + 'a,
    given: &'a Given,
) -> impl Iterator<Item = Read> + Send + 'a {
    Lines { file: file.to_owned(), reader, given, line: Vec::new(), number: 0, articles: 0, ended: false }
}

struct Lines<'a, R> {
    file: String,
    reader: R,
    given: &'a Given,
    line: Vec<u8>,
    /// The number of the last line that was read, from 1.
    number: u64,
    articles: u64,
    ended: bool,
}

impl<R: BufRead> Iterator for Lines<'_, R> {
    type Item = Read;

    fn next(&mut self) -> Option<Read> {
        while !self.ended {
            self.number += 1;
            self.line.clear();
            let name = format!("{}:{}", self.file, self.number);
            let most = limits::LINE as u64 + 1;
            let mut read = self.reader.by_ref().take(most).read_until(b'\n', &mut self.line);
            let cut = self.line.len() > limits::LINE && !self.line.ends_with(b"\n");
            if cut {
                read = skip_line(&mut self.reader).and(read);
            }
            match read {
                Ok(0) => {
                    self.ended = true;
                    return (self.articles == 0)
                        .then(|| Err(skipped(&self.file, "holds no articles".to_owned())));
                }
                Ok(_) => {}
                Err(error) => {
                    self.ended = true;
                    return Some(Err(unreadable(&name, &error)));
                }
            }
            if self.line.trim_ascii().is_empty() || self.line == b"\xef\xbb\xbf" {
                continue;
            }
            self.articles += 1;
            return Some(if cut {
                Err(too_long(&name, None))
            } else {
                article(&name, &self.line, self.given)
            });
        }
        None
    }
}

fn skip_line(reader: &mut impl BufRead) -> std::io::Result<()> {
    loop {
        let buffer = reader.fill_buf()?;
        let length = buffer.len();
        match buffer.iter().position(|byte| *byte == b'\n') {
            Some(at) => {
                reader.consume(at + 1);
                return Ok(());
            }
            None if length == 0 => return Ok(()),
            None => reader.consume(length),
        }
    }
}

/// A `.json` file: one object, or an array of them.
pub(crate) fn whole<'a>(file: &str, bytes: Vec<u8>, given: &'a Given) -> Result<FileArticles<'a>, Skipped> {
    let text =
        decode(&bytes).map_err(|no_text| skipped(file, format!("is {}, not JSON", no_text.what)))?.text;
    drop(bytes);
    let is_list = text.trim_start().starts_with('[');
    match serde_json::from_str::<IgnoredAny>(&text) {
        Ok(_) if is_list => {
            let (list, mut items) = (file.to_owned(), Items::new(text));
            let mut items = (1..).map_while(move |n| {
                let name = format!("{list}:item {n}");
                items.next().map(|item| from_json(&name, item, Vec::new(), given))
            });
            match items.next() {
                Some(first) => Ok(Box::new(std::iter::once(first).chain(items))),
                None => Err(skipped(file, "holds no articles".to_owned())),
            }
        }
        Ok(_) => Ok(Box::new(std::iter::once(from_json(file, &text, Vec::new(), given)))),
        // A file of JSON Lines may carry this ending too.
        Err(_) if text.trim_start().starts_with('{') => {
            Ok(Box::new(articles(file, Cursor::new(text.into_bytes()), given)))
        }
        Err(error) => Err(skipped(file, format!("is not JSON: {error}"))),
    }
}

fn article(name: &str, bytes: &[u8], given: &Given) -> Read {
    let decoded = decode(bytes).map_err(|no_text| skipped(name, format!("is {}, not JSON", no_text.what)))?;
    from_json(name, decoded.text.trim(), decoded.note.into_iter().collect(), given)
}

fn from_json(name: &str, json: &str, notes: Vec<String>, given: &Given) -> Read {
    let cells = cells(json, &given.columns).map_err(|error| {
        let what = error.to_string();
        let what = what.split(" at line ").next().unwrap_or_default();
        let what = if what.starts_with("recursion limit") { TOO_DEEP } else { what };
        skipped(name, format!("is not JSON at column {}: {what}", error.column()))
    })?;
    let Some(cells) = cells else {
        return Err(skipped(name, "is JSON, but not an object".to_owned()));
    };
    let [text, date, id, title, source, url] = cells;
    let string = |field: Field, cell: Cell| string(name, given.columns.name(field), cell, field);
    let Some(text) = string(Field::Text, text)? else {
        return Err(skipped(name, format!("has no `{}`", given.columns.name(Field::Text))));
    };
    let fields = Fields {
        date: string(Field::Date, date)?.map(|date| dating::given(name, &date)).transpose()?,
        id: string(Field::Id, id)?,
        title: string(Field::Title, title)?,
        source: string(Field::Source, source)?,
        url: string(Field::Url, url)?,
        ..Fields::default()
    };
    finish(name, fields, text, notes, given)
}

/// A field that is text; a number stands for its digits, an empty one for none.
fn string(name: &str, key: &str, cell: Cell, field: Field) -> Result<Option<String>, Skipped> {
    match cell {
        Cell::Nothing => Ok(None),
        Cell::Text(text) if text.is_empty() && field != Field::Text => Ok(None),
        Cell::Text(text) => Ok(Some(text)),
        Cell::Number(digits) if field != Field::Text => Ok(Some(digits)),
        Cell::Number(_) => Err(skipped(name, format!("has a number as `{key}`, which must be text"))),
        Cell::Other(kind) => Err(skipped(name, format!("has {kind} as `{key}`, which must be text"))),
    }
}

fn skipped(name: &str, why: String) -> Skipped {
    Skipped { name: name.to_owned(), why, remedy: REMEDY.to_owned() }
}

//! JSON Lines: one article a line.

use std::io::{BufRead, Cursor, Read as _};

use serde_json::{Map, Value};

use crate::{
    Given, Read, Skipped,
    article::{Fields, finish, too_long, unreadable},
    columns::Field,
    dating,
    decode::decode,
    files::FileArticles,
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
    match serde_json::from_str(&text) {
        Ok(Value::Array(items)) if items.is_empty() => Err(skipped(file, "holds no articles".to_owned())),
        Ok(Value::Array(items)) => {
            let file = file.to_owned();
            let items = items.into_iter().enumerate();
            Ok(Box::new(items.map(move |(n, item)| {
                from_value(&format!("{file}:item {}", n + 1), item, Vec::new(), given)
            })))
        }
        Ok(item) => Ok(Box::new(std::iter::once(from_value(file, item, Vec::new(), given)))),
        // A file of JSON Lines may carry this ending too.
        Err(_) if text.trim_start().starts_with('{') => {
            Ok(Box::new(articles(file, Cursor::new(text.into_bytes()), given)))
        }
        Err(error) => {
            let what = error.to_string().replace("recursion limit exceeded", TOO_DEEP);
            Err(skipped(file, format!("is not JSON: {what}")))
        }
    }
}

fn article(name: &str, bytes: &[u8], given: &Given) -> Read {
    let decoded = decode(bytes).map_err(|no_text| skipped(name, format!("is {}, not JSON", no_text.what)))?;
    let value = serde_json::from_str(decoded.text.trim()).map_err(|error| {
        let what = error.to_string();
        let what = what.split(" at line ").next().unwrap_or_default();
        let what = if what.starts_with("recursion limit") { TOO_DEEP } else { what };
        skipped(name, format!("is not JSON at column {}: {what}", error.column()))
    })?;
    from_value(name, value, decoded.note.into_iter().collect(), given)
}

fn from_value(name: &str, value: Value, notes: Vec<String>, given: &Given) -> Read {
    let Value::Object(mut object) = value else {
        return Err(skipped(name, "is JSON, but not an object".to_owned()));
    };
    let mut field = |field: Field| string(name, &mut object, given.columns.name(field), field);
    let Some(text) = field(Field::Text)? else {
        return Err(skipped(name, format!("has no `{}`", given.columns.name(Field::Text))));
    };
    let fields = Fields {
        date: field(Field::Date)?.map(|date| dating::given(name, &date)).transpose()?,
        id: field(Field::Id)?,
        title: field(Field::Title)?,
        source: field(Field::Source)?,
        url: field(Field::Url)?,
        ..Fields::default()
    };
    finish(name, fields, text, notes, given)
}

/// A field that is text; a number stands for its digits, an empty one for none.
fn string(
    name: &str,
    object: &mut Map<String, Value>,
    key: &str,
    field: Field,
) -> Result<Option<String>, Skipped> {
    match object.get_mut(key).map(Value::take) {
        None | Some(Value::Null) => Ok(None),
        Some(Value::String(text)) if text.is_empty() && field != Field::Text => Ok(None),
        Some(Value::String(text)) => Ok(Some(text)),
        Some(Value::Number(number)) if field != Field::Text => Ok(Some(number.to_string())),
        Some(other) => {
            let kind = match other {
                Value::Bool(_) => "a truth value",
                Value::Array(_) => "a list",
                Value::Object(_) => "an object",
                _ => "a number",
            };
            Err(skipped(name, format!("has {kind} as `{key}`, which must be text")))
        }
    }
}

fn skipped(name: &str, why: String) -> Skipped {
    Skipped { name: name.to_owned(), why, remedy: REMEDY.to_owned() }
}

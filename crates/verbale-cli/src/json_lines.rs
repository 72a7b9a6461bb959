//! JSON Lines: one article a line.

use std::io::{BufRead, Read};

use jiff::civil::Date;
use serde_json::{Map, Value};

use crate::{
    Stop,
    decode::decode,
    input::{Fields, Given, Incoming, Sink, Skipped, finish, too_long, unreadable},
};

/// The longest line that is read, in bytes: an article may stand in escapes
/// and beside other fields.
pub(crate) const LONGEST_LINE: usize = 16 << 20;

const REMEDY: &str =
    "write one JSON object a line, such as {\"id\": \"1\", \"date\": \"2022-01-21\", \"text\": \"…\"}";

/// Hands every line's article to `sink`.
pub(crate) fn articles(
    file: &str,
    mut reader: impl BufRead,
    given: Given,
    sink: Sink<'_>,
) -> Result<(), Stop> {
    let mut bytes = Vec::new();
    let mut articles = 0;
    for number in 1_u64.. {
        let name = format!("{file}:{number}");
        bytes.clear();
        match reader.by_ref().take(LONGEST_LINE as u64 + 1).read_until(b'\n', &mut bytes) {
            Ok(0) => break,
            Ok(_) => {}
            Err(error) => return sink(Err(unreadable(&name, &error))),
        }
        if bytes.len() > LONGEST_LINE && !bytes.ends_with(b"\n") {
            articles += 1;
            sink(Err(too_long(&name, None)))?;
            match skip_line(&mut reader) {
                Ok(()) => continue,
                Err(error) => return sink(Err(unreadable(&name, &error))),
            }
        }
        if bytes.trim_ascii().is_empty() || bytes == b"\xef\xbb\xbf" {
            continue;
        }
        articles += 1;
        sink(article(&name, &bytes, given))?;
    }
    if articles == 0 {
        return sink(Err(skipped(file, "holds no articles".to_owned())));
    }
    Ok(())
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
pub(crate) fn whole(file: &str, bytes: &[u8], given: Given, sink: Sink<'_>) -> Result<(), Stop> {
    let text = match decode(bytes) {
        Ok(decoded) => decoded.text,
        Err(no_text) => return sink(Err(skipped(file, format!("is {}, not JSON", no_text.what)))),
    };
    // A file of JSON Lines may carry this ending too.
    let one = match serde_json::from_str(&text) {
        Ok(value) => value,
        Err(_) if text.trim_start().starts_with('{') => return articles(file, text.as_bytes(), given, sink),
        Err(error) => return sink(Err(skipped(file, format!("is not JSON: {error}")))),
    };
    match one {
        Value::Array(items) => {
            for (n, item) in items.into_iter().enumerate() {
                sink(from_value(&format!("{file}:item {}", n + 1), item, Vec::new(), given))?;
            }
            Ok(())
        }
        item => sink(from_value(file, item, Vec::new(), given)),
    }
}

fn article(name: &str, bytes: &[u8], given: Given) -> Result<Incoming, Skipped> {
    let decoded = decode(bytes).map_err(|no_text| skipped(name, format!("is {}, not JSON", no_text.what)))?;
    let value = serde_json::from_str(decoded.text.trim()).map_err(|error| {
        let what = error.to_string();
        let what = what.split(" at line ").next().unwrap_or_default();
        skipped(name, format!("is not JSON at column {}: {what}", error.column()))
    })?;
    from_value(name, value, decoded.note.into_iter().collect(), given)
}

fn from_value(name: &str, value: Value, notes: Vec<String>, given: Given) -> Result<Incoming, Skipped> {
    let Value::Object(mut object) = value else {
        return Err(skipped(name, "is JSON, but not an object".to_owned()));
    };
    let Some(text) = string(name, &mut object, "text")? else {
        return Err(skipped(name, "has no `text`".to_owned()));
    };
    let date = match string(name, &mut object, "date")? {
        Some(date) => Some(day(&date).ok_or_else(|| Skipped {
            name: name.to_owned(),
            why: format!("has the date {date:?}, which is no day"),
            remedy: "write it as YYYY-MM-DD, for example 2022-01-21".to_owned(),
        })?),
        None => None,
    };
    let fields = Fields {
        id: string(name, &mut object, "id")?,
        date,
        title: string(name, &mut object, "title")?,
        source: string(name, &mut object, "source")?,
        url: string(name, &mut object, "url")?,
        file_name: None,
    };
    finish(name, fields, text, notes, given)
}

/// A field that is text; a number stands for its digits, an empty one for none.
fn string(name: &str, object: &mut Map<String, Value>, key: &str) -> Result<Option<String>, Skipped> {
    match object.remove(key) {
        None | Some(Value::Null) => Ok(None),
        Some(Value::String(text)) if text.is_empty() && key != "text" => Ok(None),
        Some(Value::String(text)) => Ok(Some(text)),
        Some(Value::Number(number)) if key != "text" => Ok(Some(number.to_string())),
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

/// The day of an ISO date, or of an ISO date with a time.
fn day(text: &str) -> Option<Date> {
    let text = text.trim();
    let whole = text.parse().ok();
    whole.or_else(|| {
        let (day, rest) = text.split_at_checked(10)?;
        rest.starts_with(['T', 't', ' ']).then(|| day.parse().ok())?
    })
}

fn skipped(name: &str, why: String) -> Skipped {
    Skipped { name: name.to_owned(), why, remedy: REMEDY.to_owned() }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn days_are_read_with_and_without_a_time() {
        let expected = Some(Date::constant(2022, 1, 21));
        for text in
            ["2022-01-21", " 2022-01-21 ", "2022-01-21T23:30:00-11:00", "2022-01-21 08:00", "20220121"]
        {
            assert_eq!(day(text), expected, "{text}");
        }
        for text in ["", "soon", "2022-01", "21.01.2022", "2022-02-30", "2022-01-2é"] {
            assert_eq!(day(text), None, "{text}");
        }
    }
}

//! Which format an input is in, by its name or its first bytes.

use std::{path::Path, str::FromStr};

/// A format of input.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Format {
    /// One article as plain text.
    Text,
    /// One article as a web page.
    Html,
    /// One article as a JSON object, or an array of them.
    Json,
    /// One JSON object a line.
    JsonLines,
    /// A table with a row of names: commas, or what the first row is divided by.
    Csv,
    /// The same, divided by tabs.
    Tsv,
    /// RSS or Atom.
    Feed,
    /// A web archive.
    Warc,
}

impl Format {
    const NAMED: [(&str, Self); 18] = [
        ("txt", Self::Text),
        ("text", Self::Text),
        ("html", Self::Html),
        ("htm", Self::Html),
        ("xhtml", Self::Html),
        ("json", Self::Json),
        ("jsonl", Self::JsonLines),
        ("ndjson", Self::JsonLines),
        ("csv", Self::Csv),
        ("tsv", Self::Tsv),
        ("tab", Self::Tsv),
        ("xml", Self::Feed),
        ("rss", Self::Feed),
        ("atom", Self::Feed),
        ("rdf", Self::Feed),
        ("feed", Self::Feed),
        ("warc", Self::Warc),
        ("wet", Self::Warc),
    ];

    /// By the ending of a file's name, without `.gz` or `.zst` after it.
    #[must_use]
    pub fn of_name(path: &Path) -> Option<Self> {
        let name = path.file_name()?.to_str()?.to_lowercase();
        let name = [".gz", ".zst"].iter().find_map(|packed| name.strip_suffix(packed)).unwrap_or(&name);
        name.rsplit_once('.')?.1.parse().ok()
    }

    /// By how the bytes open; text where nothing speaks for another.
    #[must_use]
    pub fn of_opening(start: &[u8]) -> Self {
        let start = start.strip_prefix(b"\xef\xbb\xbf").unwrap_or(start).trim_ascii_start();
        let opening = String::from_utf8_lossy(&start[..start.len().min(2048)]).to_ascii_lowercase();
        let begins = |with: &str| opening.starts_with(with);
        if begins("warc/1.") || begins("warc/0.") {
            return Self::Warc;
        }
        // `{` and then `"` or `}`, as in an object, and not as in `{Editor's note}`.
        if opening.strip_prefix('{').is_some_and(|rest| rest.trim_start().starts_with(['"', '}'])) {
            return Self::JsonLines;
        }
        if opening.strip_prefix('[').is_some_and(|rest| rest.trim_start().starts_with("{\"")) {
            return Self::Json;
        }
        if begins("<!doctype html") || begins("<html") || begins("<head") || begins("<body") {
            return Self::Html;
        }
        if ["<?xml", "<rss", "<feed", "<rdf:rdf"].iter().any(|with| begins(with)) {
            return if opening.contains("<html") { Self::Html } else { Self::Feed };
        }
        Self::Text
    }
}

impl FromStr for Format {
    type Err = String;

    fn from_str(name: &str) -> Result<Self, String> {
        Self::NAMED.iter().find(|(one, _)| *one == name).map(|(_, format)| *format).ok_or_else(|| {
            format!("{name:?} is no format; choose text, html, json, jsonl, csv, tsv, feed or warc")
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn formats_are_known_by_name() {
        let of = |name: &str| Format::of_name(Path::new(name));
        assert_eq!(of("a/b.JSONL.gz"), Some(Format::JsonLines));
        assert_eq!(of("b.htm"), Some(Format::Html));
        assert_eq!(of("c.warc.zst"), Some(Format::Warc));
        assert_eq!(of("a.gz"), None);
        assert_eq!(of("a.zip"), None);
        assert_eq!(of("csv"), None);
        assert!("xls".parse::<Format>().unwrap_err().contains("choose"));
    }

    #[test]
    fn formats_are_known_by_their_opening() {
        for (start, format) in [
            (" \n{\"text\": 1}", Format::JsonLines),
            ("\u{feff}{ \"id\"", Format::JsonLines),
            ("{Editor's note}", Format::Text),
            ("The {\"x\"}", Format::Text),
            ("[{\"id\": 1}]", Format::Json),
            ("\n<!DOCTYPE HTML><p>x", Format::Html),
            ("<?xml version=\"1.0\"?>\n<rss>", Format::Feed),
            ("<?xml version=\"1.0\"?>\n<html xmlns=", Format::Html),
            ("<feed xmlns=", Format::Feed),
            ("WARC/1.0\r\n", Format::Warc),
            ("", Format::Text),
        ] {
            assert_eq!(Format::of_opening(start.as_bytes()), format, "{start}");
        }
    }
}

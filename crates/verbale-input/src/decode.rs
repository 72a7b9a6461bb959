//! Bytes to text: what is declared, UTF-8, UTF-16, else Windows-1252; or why it
//! is no text.

use encoding_rs::{Encoding, UTF_8, WINDOWS_1252};

/// The text, and what had to be done to get it.
#[derive(Debug, PartialEq, Eq)]
pub(crate) struct Decoded {
    pub(crate) text: String,
    pub(crate) note: Option<String>,
}

/// What the bytes are instead of text, and what to do about it.
#[derive(Debug, PartialEq, Eq)]
pub(crate) struct NoText {
    pub(crate) what: &'static str,
    pub(crate) remedy: &'static str,
}

/// The first bytes of files that are often handed in by mistake.
const OTHER_FORMATS: [(&[u8], &str, &str); 9] = [
    (b"%PDF-", "a PDF", "save its text first, for example with pdftotext"),
    (b"PK\x03\x04", "a zip archive or an office document", "unpack it, or save the document as plain text"),
    (b"\xd0\xcf\x11\xe0", "an old office document", "save it as plain text"),
    (b"{\\rtf", "rich text", "save it as plain text"),
    (b"\x1f\x8b", "gzip data", "unpack it first with gunzip"),
    (b"\x28\xb5\x2f\xfd", "zstd data", "unpack it first with unzstd"),
    (b"\x89PNG", "an image", "give the article's text"),
    (b"\xff\xd8\xff", "an image", "give the article's text"),
    (b"SQLite format 3\0", "a database", "export its articles as JSON Lines"),
];

/// Decodes a text file.
pub(crate) fn decode(bytes: &[u8]) -> Result<Decoded, NoText> {
    let decoded = decode_markup(bytes, None)?;
    let head: String = decoded.text.trim_start().chars().take(15).collect::<String>().to_lowercase();
    if ["<!doctype html", "<html", "<?xml"].iter().any(|start| head.starts_with(start)) {
        return Err(NoText { what: "a web page or XML", remedy: WITHOUT_MARKUP });
    }
    Ok(decoded)
}

const WITHOUT_MARKUP: &str = "give it as a file of its own (.html, .xml), or the text without the markup";

/// Decodes a web page or XML, which may declare its encoding by one of the
/// labels that browsers know. A mark of UTF-8 or UTF-16 at its beginning goes
/// before the label.
pub(crate) fn decode_markup(bytes: &[u8], declared: Option<&str>) -> Result<Decoded, NoText> {
    for (start, what, remedy) in OTHER_FORMATS {
        if bytes.starts_with(start) {
            return Err(NoText { what, remedy });
        }
    }
    let marked = Encoding::for_bom(bytes).is_some();
    let declared = declared.filter(|_| !marked).map(|label| Encoding::for_label(label.as_bytes()));
    match declared {
        Some(None) => {
            return Err(NoText {
                what: "in an encoding that nobody knows",
                remedy: "mend the name of its charset, or save it as UTF-8",
            });
        }
        // What says UTF-8 or Windows-1252 may be either, or UTF-16.
        Some(Some(encoding))
            if encoding != UTF_8 && encoding != WINDOWS_1252 && encoding.is_ascii_compatible() =>
        {
            let (text, _, broken) = encoding.decode(bytes);
            if broken {
                return Err(NoText {
                    what: "not in the encoding that it declares",
                    remedy: "mend the name of its charset, or save it as UTF-8",
                });
            }
            let note = format!("the text was read as {}", encoding.name());
            return Ok(Decoded { text: text.into_owned(), note: Some(note) });
        }
        _ => {}
    }
    let wide = match bytes {
        [0xff, 0xfe, rest @ ..] => Some(utf16(rest, u16::from_le_bytes)),
        [0xfe, 0xff, rest @ ..] => Some(utf16(rest, u16::from_be_bytes)),
        _ => utf16_without_mark(bytes),
    };
    let decoded = match wide {
        Some(text) => Decoded { text, note: Some("the text was UTF-16".to_owned()) },
        None => narrow(bytes.strip_prefix(b"\xef\xbb\xbf").unwrap_or(bytes)),
    };
    let controls = decoded.text.chars().filter(|c| c.is_control() && !c.is_whitespace()).count();
    if decoded.text.contains('\0') || controls * 20 > decoded.text.chars().count() {
        return Err(NoText { what: "binary data", remedy: "give the article's text" });
    }
    Ok(decoded)
}

fn narrow(bytes: &[u8]) -> Decoded {
    if let Ok(text) = std::str::from_utf8(bytes) {
        return Decoded { text: text.to_owned(), note: None };
    }
    let (mut good, mut bad) = (0, 0);
    for chunk in bytes.utf8_chunks() {
        good += chunk.valid().chars().filter(|c| !c.is_ascii()).count();
        bad += usize::from(!chunk.invalid().is_empty());
    }
    // Text in one byte a character almost never makes valid UTF-8 beyond ASCII.
    if good > bad {
        let note = format!("{bad} stretches of the text were not UTF-8 and stand as U+FFFD");
        return Decoded { text: String::from_utf8_lossy(bytes).into_owned(), note: Some(note) };
    }
    let text = WINDOWS_1252.decode_without_bom_handling(bytes).0.into_owned();
    Decoded { text, note: Some("the text was not UTF-8 and was read as Windows-1252".to_owned()) }
}

fn utf16(bytes: &[u8], unit: fn([u8; 2]) -> u16) -> String {
    let units = bytes.chunks_exact(2).map(|pair| unit([pair[0], pair[1]]));
    char::decode_utf16(units).map(|c| c.unwrap_or(char::REPLACEMENT_CHARACTER)).collect()
}

/// English in UTF-16 has a zero in every other byte.
fn utf16_without_mark(bytes: &[u8]) -> Option<String> {
    let sample = &bytes[..bytes.len().min(4096) & !1];
    let zeros = |odd: usize| sample.iter().skip(odd).step_by(2).filter(|byte| **byte == 0).count();
    let (even, odd, half) = (zeros(0), zeros(1), sample.len() / 2);
    if half < 4 || (even > 0 && odd > 0) {
        return None;
    }
    match (even * 5 > half * 4, odd * 5 > half * 4) {
        (true, _) => Some(utf16(bytes, u16::from_be_bytes)),
        (_, true) => Some(utf16(bytes, u16::from_le_bytes)),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn text(bytes: &[u8]) -> String {
        decode(bytes).unwrap().text
    }

    #[test]
    fn encodings_are_told_apart() {
        assert_eq!(decode("“Zürich”".as_bytes()), Ok(Decoded { text: "“Zürich”".to_owned(), note: None }));
        assert_eq!(text(b"\xef\xbb\xbfKyiv"), "Kyiv");
        assert_eq!(text(b"He said \x93no\x94 \x96 caf\xe9"), "He said “no” – café");
        assert!(decode(b"caf\xe9").unwrap().note.unwrap().contains("Windows-1252"));
        let broken =
            decode("“Zürich” said ".bytes().chain([0xe2, 0x80]).collect::<Vec<_>>().as_slice()).unwrap();
        assert_eq!(broken.text, "“Zürich” said \u{fffd}");
        assert!(broken.note.unwrap().contains("U+FFFD"));
    }

    #[test]
    fn a_declared_encoding_is_followed_or_named() {
        let polish = decode_markup(b"<p>\xb3\xf3d\xbc", Some("ISO-8859-2")).unwrap();
        assert_eq!(polish.text, "<p>łódź");
        assert!(polish.note.unwrap().contains("ISO-8859-2"));
        assert_eq!(decode_markup("<p>łódź".as_bytes(), Some("latin1")).unwrap().text, "<p>łódź");
        assert_eq!(decode_markup(b"\xef\xbb\xbf\xc3\xa9", Some("shift_jis")).unwrap().text, "é");
        assert!(decode_markup(b"x", Some("klingon")).unwrap_err().what.contains("nobody knows"));
        assert!(decode_markup(b"<p>\xff\xff\xff", Some("euc-jp")).unwrap_err().what.contains("declares"));
    }

    #[test]
    fn utf16_is_read_with_and_without_its_mark() {
        let little: Vec<u8> = "Talks in Zürich".encode_utf16().flat_map(u16::to_le_bytes).collect();
        let big: Vec<u8> = "Talks in Zürich".encode_utf16().flat_map(u16::to_be_bytes).collect();
        assert_eq!(text(&little), "Talks in Zürich");
        assert_eq!(text(&big), "Talks in Zürich");
        assert_eq!(text(&[&[0xff, 0xfe], little.as_slice()].concat()), "Talks in Zürich");
        assert_eq!(text(&[&[0xfe, 0xff], big.as_slice()].concat()), "Talks in Zürich");
    }

    #[test]
    fn what_is_no_text_is_named() {
        assert_eq!(decode(b"%PDF-1.7 \x00").unwrap_err().what, "a PDF");
        assert_eq!(decode(b"ab\0\0\0\x01\x02cd").unwrap_err().what, "binary data");
        assert_eq!(decode(b"\x01\x02\x03\x04abc").unwrap_err().what, "binary data");
        assert_eq!(decode(b"\n<!DOCTYPE html><p>x").unwrap_err().what, "a web page or XML");
        assert_eq!(text(b""), "");
        // One stray control character is not yet binary.
        assert_eq!(
            text(b"The minister \x1b[31mleft the talks early."),
            "The minister \x1b[31mleft the talks early."
        );
    }
}

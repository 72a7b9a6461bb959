//! Words of an article, made safe for a terminal.

use std::{fmt, io};

use serde::Serialize;
use serde_json::ser::Formatter;

/// Whether a character could steer a terminal or turn the direction of a line:
/// controls (C0, DEL, C1), line and paragraph separators, marks of direction.
#[must_use]
pub const fn is_unprintable(c: char) -> bool {
    matches!(c, '\0'..='\u{1f}' | '\u{7f}'..='\u{9f}' | '\u{61c}' | '\u{200e}' | '\u{200f}'
        | '\u{2028}'..='\u{202e}' | '\u{2066}'..='\u{2069}' | '\u{feff}')
}

/// Shows words on one line: line breaks and tabs as a blank, every other
/// unprintable character as `\u{…}`.
#[derive(Debug, Clone, Copy)]
pub struct Escaped<'a>(pub &'a str);

impl fmt::Display for Escaped<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        use fmt::Write;
        for c in self.0.chars() {
            match c {
                '\n' | '\r' | '\t' | '\u{b}' | '\u{c}' | '\u{85}' | '\u{2028}' | '\u{2029}' => {
                    f.write_char(' ')?;
                }
                c if is_unprintable(c) => write!(f, "\\u{{{:x}}}", c as u32)?,
                c => f.write_char(c)?,
            }
        }
        Ok(())
    }
}

/// A value as JSON on one line, without the line break. Control characters are
/// escaped, those beyond ASCII too, so that the line is safe on a terminal.
/// Values whose keys are not text give an empty line.
#[must_use]
pub fn json_line(value: &impl Serialize) -> String {
    let mut bytes = Vec::new();
    let mut serializer = serde_json::Serializer::with_formatter(&mut bytes, TerminalSafe);
    let written = value.serialize(&mut serializer);
    debug_assert!(written.is_ok(), "plain fields always serialise");
    String::from_utf8(bytes).unwrap_or_default()
}

/// Writes JSON as serde_json does, and escapes as `\uXXXX` the unprintable
/// characters that JSON itself would let through.
#[derive(Debug, Default)]
struct TerminalSafe;

impl Formatter for TerminalSafe {
    fn write_string_fragment<W: ?Sized + io::Write>(
        &mut self,
        writer: &mut W,
        fragment: &str,
    ) -> io::Result<()> {
        let mut rest = fragment;
        while let Some((at, c)) = rest.char_indices().find(|(_, c)| is_unprintable(*c)) {
            writer.write_all(&rest.as_bytes()[..at])?;
            write!(writer, "\\u{:04x}", c as u32)?;
            rest = &rest[at + c.len_utf8()..];
        }
        writer.write_all(rest.as_bytes())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn nothing_that_steers_a_terminal_gets_through() {
        let evil = "a\u{1b}[2Jb\u{9b}31mc\u{7f}\u{202e}d\r\ne\u{feff}\u{0}";
        let shown = Escaped(evil).to_string();
        assert!(!shown.chars().any(is_unprintable), "{shown:?}");
        assert_eq!(shown, "a\\u{1b}[2Jb\\u{9b}31mc\\u{7f}\\u{202e}d  e\\u{feff}\\u{0}");
        let json = json_line(&evil);
        assert!(!json.chars().any(is_unprintable), "{json:?}");
        assert_eq!(serde_json::from_str::<String>(&json).unwrap(), evil);
    }
}

//! What the tokenizer cuts off the ends of a chunk of text, and where it cuts inside.
//!
//! spaCy has one regular expression each for prefixes, suffixes and infixes. These are the same
//! languages, read by hand: each step looks at a bounded number of characters or moves on, so that
//! all of it is linear in the chunk's length.

use super::chars::{Chars, Class};
use super::table::StringMap;

/// Prefixes, suffixes and infixes.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Affixes {
    pub(crate) chars: Chars,
    /// Units and currencies: suffixes after a digit.
    pub(crate) units: StringMap,
}

/// No unit has more bytes.
const LONGEST_UNIT: usize = 16;

impl Affixes {
    /// Length in bytes of the prefix of `text`; 0 if it has none.
    pub(crate) fn prefix(&self, text: &str) -> usize {
        let Some(first) = text.chars().next() else { return 0 };
        match first {
            '.' => many(dots(text.bytes())),
            '+' if !text[1..].starts_with(|c: char| c.is_ascii_digit()) => 1,
            'U' if text.starts_with("US$") => 3,
            'A' | 'C' if text[1..].starts_with('$') => 2,
            _ if self.chars.is(first, Class::Prefix) => first.len_utf8(),
            _ => 0,
        }
    }

    /// Length in bytes of the longest suffix of `text`; 0 if it has none.
    pub(crate) fn suffix(&self, text: &str) -> usize {
        let mut backwards = text.chars().rev();
        let Some(last) = backwards.next() else { return 0 };
        let before = backwards.next();
        match last {
            '.' => {
                let run = dots(text.bytes().rev());
                if run > 1 {
                    return run;
                }
                let Some(before) = before else { return 0 };
                let second = backwards.next();
                let upper = |c| self.chars.is(c, Class::AlphaUpper);
                let stop = self.chars.is(before, Class::BeforeStop)
                    || upper(before) && second.is_some_and(upper)
                    || matches!(before, 'F' | 'f' | 'C' | 'c' | 'K' | 'k') && second == Some('°');
                return usize::from(stop);
            }
            '…' if before == Some('…') => return 2 * last.len_utf8(),
            's' | 'S' if matches!(before, Some('\'' | '’')) => return 1 + before.map_or(0, char::len_utf8),
            '+' if before.is_some_and(|c| c.is_ascii_digit()) => return 1,
            _ => {}
        }
        let unit = self.unit(text);
        if unit == 0 && self.chars.is(last, Class::Suffix) { last.len_utf8() } else { unit }
    }

    /// Length of the unit or currency that ends `text` after a digit. No unit has a digit in it.
    fn unit(&self, text: &str) -> usize {
        let end = &text.as_bytes()[text.len().saturating_sub(LONGEST_UNIT + 1)..];
        let Some(digit) = end.iter().rposition(u8::is_ascii_digit) else { return 0 };
        let length = end.len() - 1 - digit;
        if length > 0 && self.units.contains(&text[text.len() - length..]) { length } else { 0 }
    }

    /// Whether an infix could be in `text`; most words have no character of any.
    pub(crate) fn may_have_infix(text: &str) -> bool {
        text.bytes().any(|b| {
            matches!(
                b,
                b'.' | b'+' | b'-' | b'*' | b'^' | b',' | b'~' | b':' | b'<' | b'>' | b'=' | b'/' | 0x80..
            )
        })
    }

    /// Calls `found` with start and end of every infix of `text`, in order.
    pub(crate) fn infixes(&self, text: &str, mut found: impl FnMut(usize, usize)) {
        let is = |c: Option<char>, class| c.is_some_and(|c| self.chars.is(c, class));
        let digit = |c: Option<char>| c.is_some_and(|c| c.is_ascii_digit());
        let quote_or = |c, class| is(c, Class::Quote) || is(c, class);
        let mut before = None;
        let mut at = 0;
        while let Some(c) = text[at..].chars().next() {
            let rest = &text[at + c.len_utf8()..];
            let after = rest.chars().next();
            let alpha_or_digit = is(before, Class::Alpha) || digit(before);
            let mut length = match c {
                '.' if after == Some('.') => 1 + dots(rest.bytes()),
                '.' => usize::from(quote_or(before, Class::AlphaLower) && quote_or(after, Class::AlphaUpper)),
                '…' => c.len_utf8(),
                '+' | '-' | '*' | '^' if digit(before) && (digit(after) || after == Some('-')) => 1,
                ',' => usize::from(is(before, Class::Alpha) && is(after, Class::Alpha)),
                '-' | '–' | '—' | '~' if alpha_or_digit => self.hyphens(c, rest),
                ':' | '<' | '>' | '=' | '/' => usize::from(alpha_or_digit && is(after, Class::Alpha)),
                _ => 0,
            };
            if length == 0 && self.chars.is(c, Class::Icon) {
                length = c.len_utf8();
            }
            if length > 0 {
                found(at, at + length);
                before = text[..at + length].chars().next_back();
                at += length;
            } else {
                before = Some(c);
                at += c.len_utf8();
            }
        }
    }

    /// Length of one to three hyphens, one or two em dashes, an en dash or a tilde that begin with
    /// `first`, have `rest` after it, and are followed by a letter.
    fn hyphens(&self, first: char, rest: &str) -> usize {
        let most = match first {
            '-' => 2,
            '—' => 1,
            _ => 0,
        };
        let more = rest.chars().take(most).take_while(|c| *c == first).count() * first.len_utf8();
        if rest[more..].starts_with(|c| self.chars.is(c, Class::Alpha)) { first.len_utf8() + more } else { 0 }
    }
}

/// Number of dots at the start.
fn dots(bytes: impl Iterator<Item = u8>) -> usize {
    bytes.take_while(|b| *b == b'.').count()
}

/// A run counts from two on.
fn many(run: usize) -> usize {
    if run > 1 { run } else { 0 }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::Model;

    fn affixes() -> Affixes {
        Model::bundled().lexis.tokenizer.affixes
    }

    #[test]
    fn prefixes() {
        for (text, length) in [
            ("(a", 1),
            ("“a", 3),
            ("...a", 3),
            (".a", 0),
            ("+a", 1),
            ("+5", 0),
            ("US$5", 3),
            ("USA", 0),
            ("C$", 2),
            ("Ca", 0),
            ("……", 3),
            ("👍a", 4),
            ("a", 0),
            ("", 0),
        ] {
            assert_eq!(affixes().prefix(text), length, "{text}");
        }
    }

    #[test]
    fn suffixes() {
        for (text, length) in [
            ("a)", 1),
            ("a's", 2),
            ("a’S", 4),
            ("a..", 2),
            ("a……", 6),
            ("a.", 1),
            ("A.", 0),
            ("AB.", 1),
            ("5.", 1),
            ("°C.", 1),
            ("5km", 2),
            ("km", 0),
            ("5km²", 4),
            ("5US$", 3),
            ("a$", 0),
            ("5+", 1),
            ("a+", 0),
            ("5اكواب", 10),
            ("", 0),
        ] {
            assert_eq!(affixes().suffix(text), length, "{text}");
        }
    }

    #[test]
    fn infixes() {
        for (text, expected) in [
            ("a-b", &["-"][..]),
            ("a---b", &["---"]),
            ("a----b", &[]),
            ("a——b", &["——"]),
            ("1-2", &["-"]),
            ("1-b", &["-"]),
            ("1--2", &["-"]),
            ("a...b", &["..."]),
            ("a.B", &["."]),
            ("A.b", &[]),
            ("a,b", &[","]),
            ("1,2", &[]),
            ("a/b=c", &["/", "="]),
            ("a👍b", &["👍"]),
        ] {
            let mut found = Vec::new();
            affixes().infixes(text, |start, end| found.push(&text[start..end]));
            assert_eq!(found, expected, "{text}");
        }
    }
}

//! spaCy's English tokenizer (`tokenizer.pyx`): exceptions, affixes, addresses, infixes, and a last
//! pass that puts exceptions together again that affixes have cut.

use compact_str::CompactString;

use super::affixes::Affixes;
use super::chars::{Chars, Class};
use super::table::{HashedMap, StringMap};
use super::url::is_url;
use super::{BadSection, Sections, hashed_map, map};

const EXCEPTIONS: &str = "lexis/exceptions";

/// A token before the network has seen it: `text[start..end]`, in bytes.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Lexeme {
    /// First byte.
    pub(crate) start: u32,
    /// One past the last byte.
    pub(crate) end: u32,
    /// Whether one plain space follows, which belongs to no token.
    pub(crate) spacy: bool,
    /// Whether the token is white space.
    pub(crate) is_space: bool,
    /// The normal form: of the exception, else of the norm table, else in lower case.
    pub(crate) norm: CompactString,
}

/// A token while the text is being cut.
#[derive(Debug, Clone, Copy)]
struct Piece {
    start: usize,
    end: usize,
    spacy: bool,
    /// The norm that an exception gives.
    norm: Option<&'static str>,
}

impl Piece {
    fn plain(start: usize, end: usize) -> Self {
        Self { start, end, spacy: false, norm: None }
    }
}

/// Cuts text into tokens exactly as spaCy does.
#[derive(Debug)]
pub(crate) struct Tokenizer {
    /// Classes of characters.
    pub(crate) chars: Chars,
    /// What is cut off chunks and inside them.
    pub(super) affixes: Affixes,
    /// The tokens of each exception: `u8` length, `u8` length of norm, token, norm.
    exceptions: StringMap,
    /// Bytes of the longest exception.
    longest: usize,
    /// By first token, the token sequences to be replaced by an exception: `u8` number of further
    /// tokens, then for each `u8` length and token.
    phrases: StringMap,
    norms: HashedMap,
}

impl Tokenizer {
    /// Reads the exceptions, norms and character classes.
    pub(crate) fn new(sections: Sections<'_>) -> Result<Self, BadSection> {
        let chars = Chars::new(sections)?;
        let exceptions = map(EXCEPTIONS, sections)?;
        let mut longest = 0;
        for (text, tokens) in exceptions.entries() {
            longest = longest.max(text.len());
            if !spells(text, tokens) {
                return Err(BadSection { section: EXCEPTIONS, reason: "tokens that don't spell their text" });
            }
        }
        Ok(Self {
            chars,
            affixes: Affixes { chars, units: map("lexis/units", sections)? },
            exceptions,
            longest,
            phrases: map("lexis/exception_phrases", sections)?,
            norms: hashed_map("lexis/norms", sections)?,
        })
    }

    /// The tokens of `text`, in order. With the spaces that [`Lexeme::spacy`] tells of they cover it.
    pub(crate) fn tokenize(&self, text: &str) -> Vec<Lexeme> {
        let mut pieces = Vec::with_capacity(text.len() / 4 + 1);
        self.chunks(text, &mut pieces);
        let pieces = self.restore_exceptions(text, pieces);
        pieces.into_iter().map(|piece| self.lexeme(text, piece)).collect()
    }

    /// Cuts at white space. A single plain space after a token belongs to no token; any other white
    /// space is one.
    fn chunks(&self, text: &str, pieces: &mut Vec<Piece>) {
        let mut start = 0;
        let mut in_space = text.starts_with(|c| self.chars.is(c, Class::Space));
        for (at, c) in text.char_indices() {
            if self.chars.is(c, Class::Space) != in_space {
                if start < at {
                    self.chunk(text, start, at, in_space, pieces);
                }
                start = at;
                if c == ' ' {
                    if let Some(last) = pieces.last_mut() {
                        last.spacy = true;
                    }
                    start = at + 1;
                }
                in_space = !in_space;
            }
        }
        if start < text.len() {
            self.chunk(text, start, text.len(), in_space, pieces);
        }
    }

    /// Cuts a stretch that is all white space or has none.
    fn chunk(&self, text: &str, start: usize, end: usize, in_space: bool, pieces: &mut Vec<Piece>) {
        if self.push_exception(text, start, end, pieces) {
            return;
        }
        if in_space {
            pieces.push(Piece::plain(start, end));
            return;
        }
        let (mut start, mut end) = (start, end);
        let mut suffixes = Vec::new();
        while start < end {
            let rest = &text[start..end];
            if self.exception(rest).is_some() {
                break;
            }
            let prefix = self.affixes.prefix(rest);
            if prefix != 0 && self.exception(&rest[prefix..]).is_some() {
                pieces.push(Piece::plain(start, start + prefix));
                start += prefix;
                break;
            }
            let suffix = self.affixes.suffix(&rest[prefix..]);
            if suffix != 0 && self.exception(&rest[..rest.len() - suffix]).is_some() {
                suffixes.push(Piece::plain(end - suffix, end));
                end -= suffix;
                break;
            }
            if prefix != 0 {
                pieces.push(Piece::plain(start, start + prefix));
                start += prefix;
            }
            if suffix != 0 {
                suffixes.push(Piece::plain(end - suffix, end));
                end -= suffix;
            }
            if prefix == 0 && suffix == 0 {
                break;
            }
        }
        if start < end && !self.push_exception(text, start, end, pieces) {
            self.cut_inside(text, start, end, pieces);
        }
        pieces.extend(suffixes.into_iter().rev());
    }

    /// Cuts at infixes, unless the stretch is an address.
    fn cut_inside(&self, text: &str, start: usize, end: usize, pieces: &mut Vec<Piece>) {
        let inside = &text[start..end];
        if !Affixes::may_have_infix(inside) || is_url(&self.chars, inside) {
            pieces.push(Piece::plain(start, end));
            return;
        }
        let mut done = start;
        self.affixes.infixes(inside, |from, to| {
            // An infix at the very start stays with what follows.
            if from == 0 {
                return;
            }
            if done < start + from {
                pieces.push(Piece::plain(done, start + from));
            }
            pieces.push(Piece::plain(start + from, start + to));
            done = start + to;
        });
        if done < end {
            pieces.push(Piece::plain(done, end));
        }
    }

    /// The tokens of an exception.
    fn exception(&self, text: &str) -> Option<&'static [u8]> {
        if text.is_empty() || text.len() > self.longest { None } else { self.exceptions.get(text) }
    }

    /// Adds the tokens of `text[start..end]` if that is an exception.
    fn push_exception(&self, text: &str, start: usize, end: usize, pieces: &mut Vec<Piece>) -> bool {
        let Some(tokens) = self.exception(&text[start..end]) else { return false };
        let mut at = start;
        for (length, norm) in ExceptionTokens(tokens) {
            pieces.push(Piece { start: at, end: at + length, spacy: false, norm });
            at += length;
        }
        true
    }

    /// Replaces token sequences by the exception they spell, the longest first. As in spaCy, what a
    /// longer match covers is lost to a shorter one even where the longer one itself gave way.
    fn restore_exceptions(&self, text: &str, pieces: Vec<Piece>) -> Vec<Piece> {
        let mut matches = self.phrase_matches(text, &pieces);
        if matches.is_empty() {
            return pieces;
        }
        matches.sort_unstable_by_key(|&(from, to)| (std::cmp::Reverse(to - from), from));
        let mut seen = vec![false; pieces.len()];
        matches.retain(|&(from, to)| {
            let free = !seen[from] && !seen[to - 1];
            seen[from..to].fill(true);
            free
        });
        matches.sort_unstable();
        let mut restored = Vec::with_capacity(pieces.len());
        let mut next = 0;
        for (from, to) in matches {
            restored.extend_from_slice(&pieces[next..from]);
            let (first, last) = (pieces[from], pieces[to - 1]);
            // Where white space stands between the tokens they spell no exception.
            if self.push_exception(text, first.start, last.end, &mut restored) {
                if let Some(end) = restored.last_mut() {
                    end.spacy = last.spacy;
                }
            } else {
                restored.extend_from_slice(&pieces[from..to]);
            }
            next = to;
        }
        restored.extend_from_slice(&pieces[next..]);
        restored
    }

    /// Where the token sequences of exceptions stand.
    fn phrase_matches(&self, text: &str, pieces: &[Piece]) -> Vec<(usize, usize)> {
        let mut matches = Vec::new();
        for (from, first) in pieces.iter().enumerate() {
            let word = &text[first.start..first.end];
            if word.len() > self.longest {
                continue;
            }
            let Some(mut phrases) = self.phrases.get(word) else { continue };
            while let Some((&more, mut rest)) = phrases.split_first() {
                let mut same = true;
                for n in 1..=usize::from(more) {
                    let Some((&length, tail)) = rest.split_first() else { return matches };
                    let Some((token, tail)) = tail.split_at_checked(usize::from(length)) else {
                        return matches;
                    };
                    same = same
                        && pieces.get(from + n).is_some_and(|p| text.as_bytes()[p.start..p.end] == *token);
                    rest = tail;
                }
                if same {
                    matches.push((from, from + 1 + usize::from(more)));
                }
                phrases = rest;
            }
        }
        matches
    }

    fn lexeme(&self, text: &str, piece: Piece) -> Lexeme {
        let word = &text[piece.start..piece.end];
        let norm = match piece.norm {
            Some(norm) => CompactString::const_new(norm),
            None => self.norm(word),
        };
        Lexeme {
            start: piece.start as u32,
            end: piece.end as u32,
            spacy: piece.spacy,
            is_space: word.chars().all(|c| self.chars.is(c, Class::Space)),
            norm,
        }
    }

    /// The norm of a word that no exception gives.
    fn norm(&self, word: &str) -> CompactString {
        match self.norms.get(crate::hash::murmur64(word.as_bytes(), 1)) {
            Some(norm) => CompactString::from_utf8_lossy(norm),
            None => self.chars.lower(word),
        }
    }
}

/// Whether tokens end where characters of the text do, and cover it: then they can be cut from any text
/// in which it stands.
fn spells(text: &[u8], tokens: &'static [u8]) -> bool {
    let Ok(text) = std::str::from_utf8(text) else { return false };
    let mut at = 0;
    for (length, _) in ExceptionTokens(tokens) {
        at += length;
        if length == 0 || !text.is_char_boundary(at) {
            return false;
        }
    }
    at == text.len() && at > 0
}

/// The tokens of an exception: length of each, and its norm if it has one of its own.
struct ExceptionTokens(&'static [u8]);

impl Iterator for ExceptionTokens {
    type Item = (usize, Option<&'static str>);

    fn next(&mut self) -> Option<Self::Item> {
        let ([length, norm_length], rest) = self.0.split_first_chunk()?;
        let (length, norm_length) = (usize::from(*length), usize::from(*norm_length));
        let norm = std::str::from_utf8(rest.get(length..length + norm_length)?).ok()?;
        self.0 = &rest[length + norm_length..];
        Some((length, (norm_length > 0).then_some(norm)))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::Model;

    fn cut(text: &str) -> Vec<&str> {
        let lexemes = Model::bundled().lexis.tokenizer.tokenize(text);
        lexemes.iter().map(|l| &text[l.start as usize..l.end as usize]).collect()
    }

    #[test]
    fn exceptions_affixes_and_infixes_cut_a_text() {
        assert_eq!(cut(""), [""; 0]);
        assert_eq!(cut(" a  b\n"), [" ", "a", " ", "b", "\n"]);
        assert_eq!(cut("(can't)"), ["(", "ca", "n't", ")"]);
        assert_eq!(
            cut("the U.S.-led, \"5km\" zone."),
            ["the", "U.S.-led", ",", "\"", "5", "km", "\"", "zone", "."]
        );
        assert_eq!(cut("ex-minister's"), ["ex", "-", "minister", "'s"]);
        assert_eq!(
            cut("end.Start at www.example.org/a,b"),
            ["end", ".", "Start", "at", "www.example.org/a,b"]
        );
    }

    #[test]
    fn an_exception_that_affixes_cut_is_put_together_again() {
        assert_eq!(cut("x:)"), ["x", ":)"]);
        assert_eq!(cut("(:)"), ["(", ":)"]);
        assert_eq!(cut(": )"), [":", ")"]);
    }

    #[test]
    fn norms_come_from_exceptions_then_the_table_then_lower_case() {
        let tokenizer = &Model::bundled().lexis.tokenizer;
        let norms = |text: &str| {
            tokenizer.tokenize(text).into_iter().map(|lexeme| lexeme.norm.to_string()).collect::<Vec<_>>()
        };
        assert_eq!(norms("Can't"), ["can", "not"]);
        assert_eq!(norms("Colour €"), ["color", "$"]);
        assert_eq!(norms("Zürich ΟΔΟΣ"), ["zürich", "οδος"]);
    }

    #[test]
    fn tokens_that_do_not_spell_their_exception_are_found() {
        assert!(spells(b"ab", b"\x01\0a\x01\0b"));
        assert!(!spells(b"ab", b"\x01\0a"));
        assert!(!spells(b"ab", b"\x03\0abc"));
        assert!(!spells("é".as_bytes(), b"\x01\0a\x01\0b"));
    }
}

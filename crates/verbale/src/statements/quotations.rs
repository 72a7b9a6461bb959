//! Quotation marks in pairs, whatever marks the paper uses and whichever of
//! them is missing.
//!
//! A mark is read from what stands around it and only then from its shape, so
//! that a straight mark, and a curly one that is turned the wrong way, still
//! opens or closes. A mark without its partner ends with its paragraph, or
//! goes on in the next one where that begins with a mark again (the habit of
//! newspapers: an opening mark on each paragraph, one closing mark).

use super::draft::NEAR;
use crate::{
    document::{Document, ParagraphKind},
    span::Span,
};

/// How many characters a quotation in single marks may have.
const LONGEST_SINGLE: usize = 3000;

/// A stretch of text between quotation marks.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Quotation {
    /// With its marks.
    pub outer: Span,
    /// Without its marks and without blanks at its ends.
    pub inner: Span,
    /// Index of its paragraph.
    pub paragraph: u32,
    /// How many other quotations it stands in.
    pub depth: u8,
    /// Whether it has its opening mark.
    pub opened: bool,
    /// Whether it has its closing mark.
    pub closed: bool,
    /// Whether it goes on from the paragraph before, whose last quotation has
    /// no closing mark.
    pub continues: bool,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Turn {
    Opens,
    Closes,
    /// A straight mark between two letters or two blanks.
    Either,
}

#[derive(Debug, Clone, Copy)]
struct Mark {
    start: usize,
    end: usize,
    turn: Turn,
}

/// Finds the quotations of an article, in the order of their first character,
/// an outer one before those inside it.
#[must_use]
pub fn find(text: &str, document: &Document) -> Vec<Quotation> {
    let mut out: Vec<Quotation> = Vec::new();
    let mut carried = false;
    for (number, paragraph) in document.paragraphs.iter().enumerate() {
        let span = paragraph.span;
        let body = span.of(text);
        let marks = doubles(body);
        let first = out.len();
        let mut open: Vec<Mark> = Vec::new();
        let mut goes_on = carried && begins_with_mark(body);
        let mut pairs: Vec<(Option<Mark>, Option<Mark>)> = Vec::new();
        for mark in &marks {
            let closes = match mark.turn {
                Turn::Opens => false,
                Turn::Closes => true,
                Turn::Either => !open.is_empty(),
            };
            // 6' 2": inches, while nothing is open.
            let inches = &body[mark.start..mark.end] == "\""
                && body[..mark.start].ends_with(|c: char| c.is_ascii_digit());
            if inches && open.is_empty() {
                continue;
            }
            if !closes {
                open.push(*mark);
            } else if let Some(opening) = open.pop() {
                pairs.push((Some(opening), Some(*mark)));
            } else {
                // Where the first mark of a paragraph closes, the opening one is
                // missing, or the quotation comes from the paragraph before.
                goes_on |= carried && pairs.is_empty();
                pairs.push((None, Some(*mark)));
            }
        }
        // What is still open has lost its closing mark. Only the outermost may
        // run to the end of the paragraph.
        let next_begins = document.paragraphs[number + 1..]
            .iter()
            .find(|next| next.kind == ParagraphKind::Body)
            .is_some_and(|next| begins_with_mark(next.span.of(text)));
        let unclosed = open.len();
        let last_opening = pairs.iter().filter_map(|pair| pair.0.map(|mark| mark.start)).max();
        for (place, opening) in open.iter().enumerate() {
            let inside = last_opening.is_some_and(|last| last > opening.start);
            if place + 1 == unclosed || !inside {
                pairs.push((Some(*opening), None));
            }
        }
        let mut ends: Vec<usize> = pairs.iter().filter_map(|pair| pair.1.map(|mark| mark.end)).collect();
        ends.sort_unstable();
        let mut openings: Vec<usize> =
            pairs.iter().filter_map(|pair| pair.0.map(|mark| mark.start)).collect();
        openings.sort_unstable();
        for (opening, closing) in &pairs {
            let start = match opening {
                Some(mark) => mark.start,
                None => {
                    let close = closing.map_or(0, |mark| mark.start);
                    let after =
                        ends[..ends.partition_point(|end| *end <= close)].last().copied().unwrap_or(0);
                    if goes_on && after == 0 { 0 } else { after + sentence_start(&body[after..close]) }
                }
            };
            let end = match closing {
                Some(mark) => mark.end,
                None => openings
                    .get(openings.partition_point(|other| *other <= start))
                    .map_or(body.len(), |other| start + body[start..*other].trim_end().len()),
            };
            let inner_start = opening.map_or(start, |mark| mark.end);
            let inner_end = closing.map_or(end, |mark| mark.start);
            if let Some(inner) =
                trimmed(text, span.start as usize + inner_start, span.start as usize + inner_end)
            {
                out.push(Quotation {
                    outer: Span::new(span.start + start as u32, span.start + end as u32),
                    inner,
                    paragraph: number as u32,
                    depth: 0,
                    opened: opening.is_some(),
                    closed: closing.is_some(),
                    continues: goes_on && start == 0,
                });
            }
        }
        singles(text, span, number as u32, first, &mut out);
        let found = &mut out[first..];
        found.sort_by_key(|quotation| (quotation.outer.start, std::cmp::Reverse(quotation.outer.end)));
        let mut around: Vec<Span> = Vec::new();
        for quotation in found.iter_mut() {
            around.retain(|outer| outer.end > quotation.outer.start);
            let depth = around.iter().filter(|outer| outer.contains(quotation.outer)).count();
            quotation.depth = u8::try_from(depth).unwrap_or(u8::MAX);
            around.push(quotation.outer);
        }
        let last_open = out[first..]
            .iter()
            .any(|quotation| quotation.depth == 0 && !quotation.closed && quotation.outer.end == span.end);
        carried = if paragraph.kind == ParagraphKind::Body {
            last_open && (next_begins || unclosed > 0)
        } else {
            carried
        };
        if carried && !next_begins && !next_closes_first(text, document, number) {
            carried = false;
        }
    }
    out
}

/// Whether the first mark of the next body paragraph closes.
fn next_closes_first(text: &str, document: &Document, number: usize) -> bool {
    document.paragraphs[number + 1..]
        .iter()
        .find(|next| next.kind == ParagraphKind::Body)
        .is_some_and(|next| doubles(next.span.of(text)).first().is_some_and(|mark| mark.turn == Turn::Closes))
}

/// Whether a paragraph begins with a quotation mark.
fn begins_with_mark(body: &str) -> bool {
    body.starts_with(['“', '”', '"', '„', '‟', '«', '»', '‘'])
        || body.starts_with("``")
        || body.starts_with("''")
}

/// Where the last sentence of a stretch begins.
fn sentence_start(stretch: &str) -> usize {
    let mut start = 0;
    let body = stretch.trim_end_matches(['.', '!', '?', ',', ' ']);
    for (at, mark) in body.match_indices(['.', '!', '?']) {
        let rest = &stretch[at + mark.len()..];
        if rest.starts_with([' ', '\u{a0}']) {
            start = at + mark.len();
        }
    }
    start + (stretch[start..].len() - stretch[start..].trim_start().len())
}

/// A stretch without blanks at its ends, if anything is left.
fn trimmed(text: &str, start: usize, end: usize) -> Option<Span> {
    let body = text.get(start..end)?;
    let start = start + (body.len() - body.trim_start().len());
    let body = body.trim();
    (!body.is_empty()).then(|| Span::new(start as u32, (start + body.len()) as u32))
}

fn blank(c: Option<char>) -> bool {
    c.is_none_or(char::is_whitespace)
}

/// The double marks of a paragraph, each read from what stands around it.
fn doubles(body: &str) -> Vec<Mark> {
    let mut marks = Vec::new();
    let mut chars = body.char_indices().peekable();
    let mut before: Option<char> = None;
    while let Some((start, c)) = chars.next() {
        let mut end = start + c.len_utf8();
        let shape = match c {
            '“' | '„' | '‟' => Some(Turn::Opens),
            '”' => Some(Turn::Closes),
            '«' => Some(Turn::Opens),
            '»' => Some(Turn::Closes),
            '"' | '＂' | '〃' => Some(Turn::Either),
            '`' | '\'' | '´' | '‘' | '’' if chars.peek().is_some_and(|(_, next)| *next == c) => {
                if let Some((_, next)) = chars.next() {
                    end += next.len_utf8();
                }
                Some(if matches!(c, '`' | '‘') { Turn::Opens } else { Turn::Closes })
            }
            _ => None,
        };
        if let Some(shape) = shape {
            let after = body[end..].chars().next();
            marks.push(Mark { start, end, turn: turn(shape, before, after) });
        }
        before = Some(c);
    }
    // „…“ is German: a nominal opener after a low one closes.
    marks
}

fn turn(shape: Turn, before: Option<char>, after: Option<char>) -> Turn {
    let opening = |c: Option<char>| c.is_none_or(|c| c.is_whitespace() || "([{—–-―/“‘„«\"'…:".contains(c));
    let closing =
        |c: Option<char>| c.is_none_or(|c| c.is_whitespace() || ".,;:!?)]}—–-―/”’»\"'…".contains(c));
    let can_open = opening(before) && !blank(after) && !after.is_some_and(|c| ",;.)]}".contains(c));
    let can_close = !blank(before) && closing(after) && !before.is_some_and(|c| "([{".contains(c));
    match (can_open, can_close) {
        (true, false) => Turn::Opens,
        (false, true) => Turn::Closes,
        _ => shape,
    }
}

/// Adds quotations in single marks: outside double marks they must look like
/// speech, since the same mark is the apostrophe.
fn singles(text: &str, paragraph: Span, number: u32, first: usize, out: &mut Vec<Quotation>) {
    let body = paragraph.of(text);
    out[first..].sort_by_key(|quotation| quotation.outer.start);
    let doubles = out.len();
    let mut at = 0;
    while let Some((start, mark)) = next_single_opener(body, at) {
        let inner_start = start + mark.len_utf8();
        let Some(close) = single_closer(body, inner_start) else {
            at = inner_start;
            continue;
        };
        let end = close + body[close..].chars().next().map_or(1, char::len_utf8);
        let base = paragraph.start as usize;
        let outer = Span::new((base + start) as u32, (base + end) as u32);
        // A pair must nest in the double ones.
        let until = first + out[first..doubles].partition_point(|other| other.outer.start < outer.end);
        let crosses = out[until.saturating_sub(NEAR).max(first)..until].iter().any(|other| {
            other.outer.overlaps(outer) && !other.inner.contains(outer) && !outer.contains(other.outer)
        });
        if let (false, Some(inner)) = (crosses, trimmed(text, base + inner_start, base + close)) {
            out.push(Quotation {
                outer,
                inner,
                paragraph: number,
                depth: 0,
                opened: true,
                closed: true,
                continues: false,
            });
            at = end;
        } else {
            at = inner_start;
        }
    }
}

/// The next single mark that opens: after a blank and before a letter.
fn next_single_opener(body: &str, from: usize) -> Option<(usize, char)> {
    let mut before = body[..from].chars().next_back();
    for (at, c) in body[from..].char_indices() {
        let start = from + at;
        let after = body[start + c.len_utf8()..].chars().next();
        let free = before.is_none_or(|c| c.is_whitespace() || "([—–“\"«:".contains(c));
        if matches!(c, '‘' | '\'' | '‹' | '‚' | '`') && free && after.is_some_and(char::is_alphanumeric)
        {
            let rest = &body[start + c.len_utf8()..];
            let year = rest.starts_with(|c: char| c.is_ascii_digit()) && c != '‘';
            let clipped =
                ["em ", "tis ", "twas ", "til ", "cause ", "n'"].iter().any(|word| rest.starts_with(word));
            if !year && !clipped {
                return Some((start, c));
            }
        }
        before = Some(c);
    }
    None
}

/// The single mark that closes: best after a mark of punctuation, else after
/// a letter other than the s of a possessor.
fn single_closer(body: &str, from: usize) -> Option<usize> {
    let mut possessor = None;
    let mut before: Option<char> = None;
    let mut found = None;
    for (at, c) in body[from..].char_indices().take(LONGEST_SINGLE) {
        let start = from + at;
        if matches!(c, '’' | '\'' | '›') {
            let after = body[start + c.len_utf8()..].chars().next();
            let free = after.is_none_or(|c| c.is_whitespace() || ".,;:!?)]—–-”\"»".contains(c));
            if free && before.is_some_and(|c| !c.is_whitespace()) {
                if before.is_some_and(|c| ".,!?…".contains(c)) {
                    return Some(start);
                }
                if before == Some('s') && after.is_some_and(char::is_whitespace) {
                    possessor.get_or_insert(start);
                } else {
                    found.get_or_insert(start);
                }
            }
        }
        // Another opening mark: a nearer pair is the better one.
        if matches!(c, '‘') && found.is_some() {
            break;
        }
        before = Some(c);
    }
    found.or(possessor)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::document::Paragraph;

    fn document(text: &str) -> Document {
        let mut paragraphs = Vec::new();
        let mut start = 0;
        for line in text.split_inclusive('\n') {
            let body = line.trim();
            if !body.is_empty() {
                let at = start + line.find(body).unwrap_or(0);
                let span = Span::new(at as u32, (at + body.len()) as u32);
                paragraphs.push(Paragraph { span, kind: ParagraphKind::Body });
            }
            start += line.len();
        }
        Document { paragraphs, ..Document::default() }
    }

    fn inner(text: &str) -> Vec<(&str, u8)> {
        find(text, &document(text)).iter().map(|q| (q.inner.of(text), q.depth)).collect()
    }

    #[test]
    fn every_kind_of_marks_pairs() {
        for text in [
            "“A b c,” he said.",
            "\"A b c,\" he said.",
            "‘A b c,’ he said.",
            "'A b c,' he said.",
            "«A b c,» he said.",
            "„A b c,” he said.",
            "„A b c,“ he said.",
            "``A b c,'' he said.",
            "“A b c,“ he said.",
            "”A b c,” he said.",
            "“A b c,\" he said.",
            "“ A b c,” he said.",
        ] {
            assert_eq!(inner(text), [("A b c,", 0)], "{text}");
        }
    }

    #[test]
    fn apostrophes_are_no_marks() {
        for text in [
            "The sailors' ships didn't wait, and the '90s were gone.",
            "Rock 'n' roll isn't Kim's.",
            "6' 2\" long",
        ] {
            assert!(inner(text).iter().all(|(words, _)| words.len() < 4), "{text}: {:?}", inner(text));
        }
        assert_eq!(
            inner("He said: 'It's mined, and they've moved it.'"),
            [("It's mined, and they've moved it.", 0)]
        );
    }

    #[test]
    fn marks_nest() {
        assert_eq!(
            inner("“He told us ‘go home’ and left,” she said."),
            [("He told us ‘go home’ and left,", 0), ("go home", 1)]
        );
        assert_eq!(
            inner("\"She cried \"stop\" and left,\" he said."),
            [("She cried \"stop\" and left,", 0), ("stop", 1)]
        );
        assert_eq!(inner("'He said \"no\" twice,' she said."), [("He said \"no\" twice,", 0), ("no", 1)]);
    }

    #[test]
    fn a_missing_mark_is_mended_at_the_paragraph() {
        assert_eq!(inner("Rain fell. The dam will hold,” he said."), [("The dam will hold,", 0)]);
        let text = "“The road is open.\n\n“The bridge is too,” he said.";
        let found = find(text, &document(text));
        assert_eq!(found.len(), 2);
        assert!(!found[0].closed && found[1].continues);
        let text = "“The road is open. It is wide.\nThe bridge is too.” He left.";
        let found = find(text, &document(text));
        assert_eq!(found[1].inner.of(text), "The bridge is too.");
        assert!(found[1].continues);
    }

    #[test]
    fn no_text_breaks_the_pairing() {
        let pieces = ["“", "”", "\"", "'", "’", "‘", "``", "''", "«", "»", " ", "a", "é", "\n", ".", "日"];
        let mut seed = 7_u32;
        for _ in 0..3000 {
            let mut text = String::new();
            for _ in 0..14 {
                seed = seed.wrapping_mul(1_664_525).wrapping_add(1_013_904_223);
                text.push_str(pieces[(seed >> 16) as usize % pieces.len()]);
            }
            for quotation in find(&text, &document(&text)) {
                assert!(quotation.outer.contains(quotation.inner), "{text:?}");
                assert!(!quotation.inner.of(&text).is_empty());
            }
        }
    }
}

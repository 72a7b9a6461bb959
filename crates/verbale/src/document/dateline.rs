//! Datelines: `GENEVA, Jan 21 (Agency) —`.

use crate::{
    span::Span,
    times::{
        words::{Lex, Word, words},
        written::{self, Written},
    },
};

/// The dateline of a report: where it was filed, by whom, and when.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Dateline {
    /// All of it, with the dash or colon that ends it.
    pub span: Span,
    /// The place, its region included: `KYIV, Ukraine`; empty where none is named.
    pub place: Span,
    /// The day, without the year more often than with it.
    pub date: Option<Span>,
    /// The agency.
    pub agency: Option<Span>,
}

/// The longest dateline, in bytes.
const LONGEST: u32 = 110;

/// The most words and marks of a place that stands without day and agency.
const BARE_WORDS: usize = 5;

/// Words in capitals that open a report before a colon or dash and name no place.
const LABELS: &[&str] = &[
    "UPDATE",
    "BREAKING",
    "WATCH",
    "PHOTOS",
    "NEWS",
    "ANALYSIS",
    "OPINION",
    "EXCLUSIVE",
    "LIVE",
    "VIDEO",
    "FACTBOX",
    "EXPLAINER",
    "TIMELINE",
    "PROFILE",
    "INTERVIEW",
    "COMMENT",
    "EDITORIAL",
    "BRIEFING",
    "CORRECTED",
    "CORRECTION",
    "REFILE",
    "FEATURE",
    "INSIGHT",
    "NOTE",
    "SOURCE",
    "SOURCES",
    "ADVISORY",
    "URGENT",
    "FLASH",
    "TOPSHOT",
];

/// The dateline that begins a line. Without a day and an agency only a place in
/// capitals is one, and only where the text is `early`: further down it is a
/// speaker's name or a shout.
pub(crate) fn at(text: &str, line: Span, early: bool) -> Option<Dateline> {
    let mut end = line.end.min(line.start + LONGEST);
    while !text.is_char_boundary(end as usize) {
        end -= 1;
    }
    let beginning = &text[line.start as usize..end as usize];
    if !beginning.starts_with(|first: char| first.is_uppercase())
        || !beginning.contains(['-', '–', '—', ':', '/'])
    {
        return None;
    }
    let words = words(text, line.start as usize..end as usize);
    // "Dec 29 (Reuters) -" names no place.
    let (place_end, capitals) = match place(text, &words) {
        Some(end) => (end, all_capitals(&beginning[..(words[end - 1].end - line.start) as usize])),
        None => {
            written::at(&words, 0).filter(|written| written.day.is_some())?;
            (0, false)
        }
    };
    let whole = region(&words, place_end).filter(|_| place_end > 0).unwrap_or(place_end);
    let mut i = whole;
    let comma = |i: usize| matches!(words.get(i), Some(Word { lex: Lex::Mark(','), .. }));
    let mut date = None;
    let from = if comma(i) { i + 1 } else { i };
    if let Some(Written { next, day: Some(_), .. }) = written::at(&words, from) {
        date = Some(Span::new(words[from].start, words[next - 1].end));
        i = next;
    }
    if comma(i) {
        i += 1;
    }
    let stop = |i: usize| matches!(words.get(i), Some(Word { lex: Lex::Mark('.'), .. }));
    if stop(i) && date.is_some() {
        i += 1;
    }
    let agency = agency(&words, i);
    let mut next = agency.map_or(i, |(_, next)| next);
    let (agency, slashed) = match agency {
        Some((span, _)) => (Some(span), text[..span.start as usize].ends_with('/')),
        None => (None, false),
    };
    // The dash, colon, or after "/TASS/" a full stop that ends it.
    let dash = |i: usize| matches!(words.get(i), Some(Word { lex: Lex::Mark('-' | '–' | '—' | '―'), .. }));
    let colon = matches!(words.get(next), Some(Word { lex: Lex::Mark(':'), .. }));
    if dash(next) && (words[next].spaced || agency.is_some() || words[next].lex != Lex::Mark('-')) {
        next += if dash(next + 1) { 2 } else { 1 };
    } else if (colon && (capitals || agency.is_some())) || (slashed && stop(next)) {
        next += 1;
    } else {
        return None;
    }
    let named = match place_end {
        0 => date.is_some() && agency.is_some(),
        _ => date.is_some() || agency.is_some() || (capitals && early && place_end <= BARE_WORDS),
    };
    let label = LABELS.contains(&&text[words[0].start as usize..words[0].end as usize]);
    // What follows is running text, set apart by a blank.
    let wide = |i: usize| matches!(words[i].lex, Lex::Mark('–' | '—')) && words[i].spaced;
    let apart = words.get(next).is_none_or(|word| word.spaced || agency.is_some() || wide(next - 1));
    let some = words.get(next).is_some() || end < line.end;
    (named && !label && apart && some).then(|| Dateline {
        span: Span::new(line.start, words[next - 1].end),
        place: whole.checked_sub(1).map_or_else(
            || Span::new(line.start, line.start),
            |last| Span::new(words[0].start, words[last].end),
        ),
        date,
        agency,
    })
}

/// The index after the name of a place at the beginning: up to four
/// capitalised words, with "of", "al-", full stops of initials.
fn place(text: &str, words: &[Word]) -> Option<usize> {
    let mut i = 0;
    let mut names = 0;
    while let Some(word) = words.get(i) {
        let letters = &text[word.start as usize..word.end as usize];
        let named =
            word.capital && !matches!(word.lex, Lex::Month { .. } | Lex::Weekday { .. } | Lex::Digits { .. });
        // "Port-au-Prince", "N'Djamena", "St. Petersburg", "Abu al-Khasib".
        let mark = matches!(word.lex, Lex::Mark('\'' | '’')) || (word.lex == Lex::Mark('-') && !word.spaced);
        let joins = mark && words.get(i + 1).is_some_and(|next| !next.spaced && next.capital);
        let initial =
            word.lex == Lex::Mark('.') && i > 0 && words[i - 1].end - words[i - 1].start <= 2 && !word.spaced;
        let small = matches!(letters, "of" | "de" | "al" | "el" | "the" | "and");
        if named && names < 5 {
            names += 1;
        } else if i == 0 || !(joins || initial || small) {
            break;
        }
        i += 1;
    }
    let long = words.iter().take(i).any(|word| word.end - word.start >= 3);
    (names > 0 && long && words[i - 1].capital).then_some(i)
}

/// The index after `, Ukraine` behind a place.
fn region(words: &[Word], at: usize) -> Option<usize> {
    if words.get(at)?.lex != Lex::Mark(',') {
        return None;
    }
    let mut i = at + 1;
    while words.get(i).is_some_and(|word| {
        (word.capital && !matches!(word.lex, Lex::Month { .. } | Lex::Weekday { .. }))
            || (word.lex == Lex::Mark('.') && !word.spaced && words[i - 1].end - words[i - 1].start <= 5)
    }) {
        i += 1;
    }
    (i > at + 1 && i <= at + 6).then_some(i)
}

/// `(Agency)` or `/AGENCY/` and the index after it.
fn agency(words: &[Word], at: usize) -> Option<(Span, usize)> {
    let close = match words.get(at)?.lex {
        Lex::Mark('(') => ')',
        Lex::Mark('/') => '/',
        Lex::Mark('[') => ']',
        _ => return None,
    };
    let length = words[at + 1..].iter().take(8).position(|word| word.lex == Lex::Mark(close))?;
    let first = words.get(at + 1).filter(|first| first.capital && length > 0)?;
    Some((Span::new(first.start, words[at + length].end), at + length + 2))
}

fn all_capitals(name: &str) -> bool {
    name.chars().filter(|letter| letter.is_alphabetic()).count() >= 3 && !name.chars().any(char::is_lowercase)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn datelines_give_place_date_and_agency() {
        for (text, span, place, date, agency) in [
            (
                "GENEVA, Jan 21 (Agency) — The envoys met.",
                "GENEVA, Jan 21 (Agency) —",
                "GENEVA",
                "Jan 21",
                "Agency",
            ),
            ("KYIV, Ukraine (AP) - The envoys met.", "KYIV, Ukraine (AP) -", "KYIV, Ukraine", "", "AP"),
            (
                "BEIJING, Jan. 21 (Xinhua) -- Envoys met.",
                "BEIJING, Jan. 21 (Xinhua) --",
                "BEIJING",
                "Jan. 21",
                "Xinhua",
            ),
            (
                "MOSCOW, January 21. /TASS/. Envoys met.",
                "MOSCOW, January 21. /TASS/.",
                "MOSCOW",
                "January 21",
                "TASS",
            ),
            ("WASHINGTON — The envoys met.", "WASHINGTON —", "WASHINGTON", "", ""),
            ("ISLAMABAD: The envoys met.", "ISLAMABAD:", "ISLAMABAD", "", ""),
            (
                "Geneva, 21 January 2022 (Agency) – Envoys met.",
                "Geneva, 21 January 2022 (Agency) –",
                "Geneva",
                "21 January 2022",
                "Agency",
            ),
            ("Dec 29 (Reuters) - The envoys met.", "Dec 29 (Reuters) -", "", "Dec 29", "Reuters"),
            ("BOSTON —Standing there, he spoke.", "BOSTON —", "BOSTON", "", ""),
            (
                "PORT-AU-PRINCE, Haiti (AFP) — Envoys met.",
                "PORT-AU-PRINCE, Haiti (AFP) —",
                "PORT-AU-PRINCE, Haiti",
                "",
                "AFP",
            ),
        ] {
            let found = at(text, Span::new(0, text.len() as u32), true);
            let of = |span: Option<Span>| span.map_or("", |span| span.of(text));
            let found = found.unwrap_or_else(|| panic!("{text}"));
            assert_eq!(
                (found.span.of(text), found.place.of(text), of(found.date), of(found.agency)),
                (span, place, date, agency)
            );
        }
        for text in [
            "The envoys met — and parted.",
            "UPDATE: The envoys met.",
            "Russia — the largest state — objects.",
            "US-led forces withdrew.",
            "Moscow said: no.",
            "Friday, January 21, 2022",
        ] {
            assert_eq!(at(text, Span::new(0, text.len() as u32), true), None, "{text}");
        }
    }
}

//! What holds for every text, however odd.

use proptest::prelude::*;
use verbale_syntax::{Model, Parse, Word};

/// Pieces that make trouble when they meet.
const PIECES: &[&str] = &[
    " ",
    "  ",
    "\n",
    "\t",
    "\u{a0}",
    "\u{3000}",
    "\u{85}",
    "\u{2028}",
    "a",
    "Ab",
    "NATO",
    "U.S.",
    "don't",
    "n't",
    "'s",
    "’s",
    "can",
    "gonna",
    "e.g.",
    "St.",
    ".",
    "..",
    "…",
    "……",
    ",",
    "-",
    "--",
    "—",
    "~",
    "+",
    "*",
    "^",
    "/",
    ":",
    "://",
    "=",
    "<",
    ">",
    "@",
    "#",
    "$",
    "US$",
    "€",
    "%",
    "°",
    "°C.",
    "km²",
    "m/s",
    "5",
    "1.5",
    "٣",
    "(",
    ")",
    "[",
    "\"",
    "'",
    "“",
    "”",
    "http://",
    "www.",
    ".com",
    "x@y.org",
    "10.0.0.1",
    ":8080",
    "?q",
    ":)",
    "o.O",
    "^_^",
    "¯\\(ツ)/¯",
    "é",
    "e\u{301}",
    "\u{200b}",
    "\u{200d}",
    "👩‍👩‍👧",
    "🇺🇸",
    "中文",
    "العربية",
    "км",
    "İ",
    "ß",
    "Σ",
    "ǅ",
    "\u{feff}",
    "\0",
];

fn texts() -> impl Strategy<Value = String> {
    let pieces =
        prop::collection::vec(prop::sample::select(PIECES), 0..40).prop_map(|pieces| pieces.concat());
    prop_oneof![4 => pieces, 1 => "\\PC{0,60}", 1 => any::<String>()]
}

/// Words are in order, not empty, and with the single spaces after them they cover the text.
fn words_cover(text: &str, words: &[Word]) -> bool {
    let mut at = 0;
    for word in words {
        let (start, end) = (word.start as usize, word.end as usize);
        // A plain space at the very start is a token of its own, so that no gap comes before the first.
        if start != at || end <= start || text.get(start..end).is_none() {
            return false;
        }
        at = end + usize::from(word.space_after);
        if word.space_after && text.as_bytes().get(end) != Some(&b' ') {
            return false;
        }
    }
    at == text.len()
}

fn is_sound(text: &str, parse: &Parse) -> bool {
    let count = parse.tokens.len() as u32;
    let tokens = parse
        .tokens
        .iter()
        .all(|t| t.head < count && t.start < t.end && text.get(t.start as usize..t.end as usize).is_some());
    let ordered = parse.tokens.windows(2).all(|pair| pair[0].end <= pair[1].start);
    let names = parse.entities.iter().all(|e| e.start < e.end && e.end <= count);
    let apart = parse.entities.windows(2).all(|pair| pair[0].end <= pair[1].start);
    let begins = parse.tokens.first().is_none_or(|first| first.sentence_start);
    tokens && ordered && names && apart && begins
}

/// Following heads from any token ends at a root, inside the same sentence.
fn heads_lead_to_roots(parse: &Parse) -> bool {
    let mut sentence = 0;
    let sentences: Vec<usize> = parse
        .tokens
        .iter()
        .map(|token| {
            sentence += usize::from(token.sentence_start);
            sentence
        })
        .collect();
    (0..parse.tokens.len()).all(|token| {
        let mut at = token;
        for _ in 0..=parse.tokens.len() {
            let head = parse.tokens[at].head as usize;
            if head == at {
                return sentences[at] == sentences[token];
            }
            at = head;
        }
        false
    })
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 512, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn words_cover_any_text(text in texts()) {
        let words = Model::bundled().words(&text);
        prop_assert!(words_cover(&text, &words), "{words:?}");
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 96, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn parses_of_any_text_are_sound(text in texts()) {
        let parse = Model::bundled().parse(&text);
        prop_assert!(is_sound(&text, &parse), "{parse:?}");
        prop_assert!(heads_lead_to_roots(&parse), "{parse:?}");
    }

    #[test]
    fn a_text_is_parsed_the_same_beside_others(texts in prop::collection::vec(texts(), 0..5)) {
        let texts: Vec<&str> = texts.iter().map(String::as_str).collect();
        let alone: Vec<Parse> = texts.iter().map(|text| Model::bundled().parse(text)).collect();
        prop_assert_eq!(alone, Model::bundled().parse_all(&texts));
    }
}

/// Texts that a parser could choke on. Were any step quadratic, this would take minutes.
#[test]
fn odd_texts_are_parsed_in_linear_time() {
    let long = [
        "a".repeat(1 << 20),
        "\"".repeat(100_000),
        "\u{200b}".repeat(30_000),
        "\u{200b}a ".repeat(5_000),
        "שלום עולם ".repeat(2_000),
        "\u{202e}abc\u{202c} ".repeat(2_000),
        ('\0'..' ').collect::<String>().repeat(200),
        "the man who said that ".repeat(2_000),
        "(".repeat(5_000) + &")".repeat(5_000),
    ];
    for text in long {
        let parse = Model::bundled().parse(&text);
        let name: String = text.chars().take(8).collect();
        assert!(is_sound(&text, &parse), "{name:?}…");
    }
}

/// Megabytes that would take minutes, were any step quadratic.
#[test]
fn words_take_linear_time() {
    let model = Model::bundled();
    let long = [
        "a".repeat(1 << 20),
        "\"".repeat(100_000),
        "''".repeat(100_000),
        "'".repeat(100_000) + "x",
        ".".repeat(1 << 20),
        "..a".repeat(300_000),
        "a-".repeat(300_000),
        "-".repeat(1 << 20) + "a",
        "(".repeat(200_000) + &")".repeat(200_000),
        "@a.bc:".repeat(150_000),
        "a.b@".repeat(200_000),
        "a.".repeat(400_000),
        "5km".repeat(200_000),
        ":)".repeat(200_000),
        "x".repeat(500_000) + "://" + &"y.".repeat(200_000),
        " ".repeat(1 << 20),
        "\n ".repeat(400_000),
        "\u{301}".repeat(300_000),
        "👍".repeat(200_000),
        "can't".repeat(150_000),
    ];
    for text in long {
        let name: String = text.chars().take(8).collect();
        assert!(words_cover(&text, &model.words(&text)), "{name:?}…");
    }
}

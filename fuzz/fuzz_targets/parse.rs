//! Any text has a sound parse: `cargo +nightly fuzz run parse`.
#![no_main]

use libfuzzer_sys::fuzz_target;
use verbale_syntax::Model;

fuzz_target!(|text: &str| {
    let model = Model::bundled();
    let mut at = 0;
    for word in model.words(text) {
        assert!(word.start as usize == at && word.start < word.end);
        assert!(text.is_char_boundary(word.start as usize) && text.is_char_boundary(word.end as usize));
        at = word.end as usize + usize::from(word.space_after);
    }
    assert_eq!(at, text.len());
    let parse = model.parse(text);
    let count = parse.tokens.len() as u32;
    assert!(parse.tokens.iter().all(|token| token.head < count));
    assert!(parse.entities.iter().all(|name| name.start < name.end && name.end <= count));
    assert!(parse.entities.windows(2).all(|pair| pair[0].end <= pair[1].start));
});

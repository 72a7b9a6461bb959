//! Reads bytes as one format and checks what must hold of all that comes.

use verbale_input::{Format, Given, bytes, limits};

/// Every article has words within its limit, and all else is named with a
/// reason and a remedy.
pub fn read(format: Option<Format>, data: &[u8]) {
    let date = "2031-05-09".parse().ok();
    let given = Given { date, format, any_language: true, fetched_date: true, ..Given::default() };
    let skipped = |skipped: &verbale_input::Skipped| {
        assert!(!skipped.name.is_empty() && !skipped.why.is_empty() && !skipped.remedy.is_empty());
    };
    match bytes("input", format, data, &given) {
        Ok(articles) => {
            // Every article takes some bytes, so that reading must end.
            for (n, read) in articles.enumerate() {
                assert!(n <= 1 + 300 * data.len());
                match read {
                    Ok(incoming) => {
                        let text = &incoming.article.text;
                        assert!(!text.trim().is_empty() && text.len() <= limits::ARTICLE);
                    }
                    Err(told) => skipped(&told),
                }
            }
        }
        Err(told) => skipped(&told),
    }
}

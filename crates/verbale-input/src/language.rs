//! Whether a text is English.

use whatlang::{Lang, detect};

/// Words that English text is full of and other languages lack.
const ENGLISH: [&str; 16] = [
    "the", "of", "to", "and", "that", "said", "with", "for", "was", "has", "have", "it", "by", "from", "he",
    "they",
];

/// The English name of the language that `text` seems to be in, when that is
/// surely not English. Short texts pass: names alone look like anything.
pub(crate) fn other_than_english(text: &str) -> Option<&'static str> {
    let end = (0..=text.len().min(20_000)).rev().find(|at| text.is_char_boundary(*at)).unwrap_or(0);
    let sample = &text[..end];
    let words: Vec<String> = sample
        .split(|c: char| !c.is_alphabetic())
        .filter(|word| !word.is_empty())
        .map(str::to_lowercase)
        .collect();
    let letters = words.iter().map(|word| word.chars().count()).sum::<usize>();
    let english = words.iter().filter(|word| ENGLISH.contains(&word.as_str())).count();
    if letters < 60 || english * 14 > words.len() {
        return None;
    }
    let found = detect(sample)?;
    (found.lang() != Lang::Eng && found.is_reliable()).then(|| found.lang().eng_name())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn english_passes_and_other_languages_are_named() {
        let french = "Le ministre des affaires étrangères a déclaré vendredi que les négociations avec la \
                      délégation reprendraient la semaine prochaine à Genève, malgré les désaccords.";
        assert_eq!(other_than_english(french), Some("French"));
        let russian = "Министр иностранных дел заявил в пятницу, что переговоры с делегацией продолжатся.";
        assert_eq!(other_than_english(russian), Some("Russian"));
        let english = "The foreign minister said on Friday that talks with the delegation would resume.";
        assert_eq!(other_than_english(english), None);
        assert_eq!(other_than_english("Møller – Åkesson: møte i Tromsø"), None);
        assert_eq!(other_than_english(""), None);
    }
}

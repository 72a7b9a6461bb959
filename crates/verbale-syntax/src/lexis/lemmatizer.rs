//! spaCy's English rule lemmatizer.

use compact_str::CompactString;

use crate::Pos;

use super::attribute_ruler::Attributes;
use super::chars::Chars;
use super::table::StringMap;
use super::{BadSection, Sections, lines, map};

/// Suffix rules, exceptions and the index of known base forms.
#[derive(Debug)]
pub(crate) struct Lemmatizer {
    chars: Chars,
    adjective: Tables,
    adverb: Tables,
    noun: Tables,
    verb: Tables,
    punctuation: Vec<Rule>,
}

/// What is known of the words of one coarse tag.
#[derive(Debug)]
struct Tables {
    rules: Vec<Rule>,
    /// Lemmas, tab-separated, of irregular forms.
    exceptions: StringMap,
    /// Base forms.
    index: StringMap,
}

/// A suffix and what stands in the base form instead.
#[derive(Debug, Clone, Copy)]
struct Rule {
    old: &'static str,
    new: &'static str,
}

impl Lemmatizer {
    /// Reads the tables.
    pub(crate) fn new(sections: Sections<'_>) -> Result<Self, BadSection> {
        let tables = |pos, exceptions, index| {
            Ok(Tables {
                rules: rules(sections, pos)?,
                exceptions: map(exceptions, sections)?,
                index: map(index, sections)?,
            })
        };
        Ok(Self {
            chars: Chars::new(sections)?,
            adjective: tables("adj", "lexis/lemma_exc/adj", "lexis/lemma_index/adj")?,
            adverb: tables("adv", "lexis/lemma_exc/adv", "lexis/lemma_index/adv")?,
            noun: tables("noun", "lexis/lemma_exc/noun", "lexis/lemma_index/noun")?,
            verb: tables("verb", "lexis/lemma_exc/verb", "lexis/lemma_index/verb")?,
            punctuation: rules(sections, "punct")?,
        })
    }

    /// The lemma of a token; a lemma that the attribute ruler gave is kept.
    pub(crate) fn lemma(&self, word: &str, attributes: &Attributes) -> CompactString {
        if let Some(lemma) = attributes.lemma {
            return CompactString::const_new(lemma);
        }
        if is_base_form(attributes) {
            return self.chars.lower(word);
        }
        match attributes.pos {
            Pos::Propn => word.into(),
            Pos::Adj => self.by_rules(word, &self.adjective.rules, Some(&self.adjective)),
            Pos::Adv => self.by_rules(word, &self.adverb.rules, Some(&self.adverb)),
            Pos::Noun => self.by_rules(word, &self.noun.rules, Some(&self.noun)),
            Pos::Verb => self.by_rules(word, &self.verb.rules, Some(&self.verb)),
            Pos::Punct => self.by_rules(word, &self.punctuation, None),
            _ => self.chars.lower(word),
        }
    }

    /// The best of the forms that rules and exceptions give. The last exception comes first; then the
    /// last form that the index knows; then the first that has a character which is no letter; then the
    /// first that nobody knows; then the word as it stands.
    fn by_rules(&self, written: &str, rules: &[Rule], tables: Option<&Tables>) -> CompactString {
        let word = self.chars.lower(written);
        let mut forms: Vec<CompactString> = Vec::new();
        let mut unknown = None;
        for rule in rules {
            let Some(stem) = word.strip_suffix(rule.old) else { continue };
            let mut form = CompactString::from(stem);
            form.push_str(rule.new);
            if form.is_empty() {
                continue;
            }
            if tables.is_some_and(|tables| tables.index.contains(&form)) {
                forms.insert(0, form);
            } else if !self.chars.is_alpha(&form) {
                forms.push(form);
            } else if unknown.is_none() {
                unknown = Some(form);
            }
        }
        let exceptions = tables.and_then(|tables| tables.exceptions.get(&word)).unwrap_or_default();
        for form in std::str::from_utf8(exceptions).unwrap_or_default().split('\t') {
            if !form.is_empty() && !forms.iter().any(|known| known == form) {
                forms.insert(0, form.into());
            }
        }
        if forms.is_empty() { unknown.unwrap_or_else(|| written.into()) } else { forms.swap_remove(0) }
    }
}

/// Whether the features say that the word is no inflected form.
fn is_base_form(attributes: &Attributes) -> bool {
    let feature = |name: &str| {
        attributes.morph.split('|').find_map(|feature| feature.strip_prefix(name)?.strip_prefix('='))
    };
    let form = feature("VerbForm");
    match attributes.pos {
        Pos::Noun if feature("Number") == Some("Sing") => true,
        Pos::Verb
            if form == Some("Fin") && feature("Tense") == Some("Pres") && feature("Number").is_none() =>
        {
            true
        }
        _ => form == Some("Inf") || feature("Degree") == Some("Pos"),
    }
}

/// The suffix rules of a coarse tag: lines `pos⇥old⇥new`.
fn rules(sections: Sections<'_>, pos: &str) -> Result<Vec<Rule>, BadSection> {
    const SECTION: &str = "lexis/lemma_rules";
    let mut rules = Vec::new();
    for line in lines(SECTION, sections)? {
        let mut fields = line.split('\t');
        let (Some(of), Some(old), Some(new)) = (fields.next(), fields.next(), fields.next()) else {
            return Err(BadSection { section: SECTION, reason: "a line without three fields" });
        };
        if of == pos {
            rules.push(Rule { old, new });
        }
    }
    Ok(rules)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::Model;

    #[test]
    fn lemmas() {
        let lemmatizer = &Model::bundled().lexis.lemmatizer;
        for (word, pos, morph, lemma) in [
            ("Ministers", Pos::Noun, "Number=Plur", "minister"),
            ("men", Pos::Noun, "Number=Plur", "man"),
            ("Gas", Pos::Noun, "Number=Sing", "gas"),
            ("went", Pos::Verb, "Tense=Past|VerbForm=Fin", "go"),
            ("sanctioned", Pos::Verb, "Aspect=Perf|Tense=Past|VerbForm=Part", "sanction"),
            ("leaves", Pos::Verb, "Number=Sing|Person=3|Tense=Pres|VerbForm=Fin", "leave"),
            ("worse", Pos::Adj, "Degree=Cmp", "bad"),
            ("Later", Pos::Adv, "Degree=Cmp", "later"),
            ("Norland", Pos::Propn, "Number=Sing", "Norland"),
            ("“", Pos::Punct, "PunctSide=Ini|PunctType=Quot", "\""),
            ("F-16s", Pos::Noun, "Number=Plur", "f-16"),
            ("THE", Pos::Det, "Definite=Def|PronType=Art", "the"),
        ] {
            assert_eq!(lemmatizer.lemma(word, &Attributes { pos, morph, lemma: None }), lemma, "{word}");
        }
        let given = Attributes { pos: Pos::Pron, morph: "", lemma: Some("we") };
        assert_eq!(lemmatizer.lemma("us", &given), "we");
    }
}

//! spaCy's attribute ruler: fine tags and labels to coarse tags and morphology.

use std::collections::HashMap;

use compact_str::CompactString;

use crate::{Dep, Pos, Tag};

use super::chars::{Chars, Class};
use super::{BadSection, Sections, lines};

const SECTION: &str = "lexis/attribute_rules";

/// What the attribute ruler says of one token.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Attributes {
    /// Coarse tag.
    pub(crate) pos: Pos,
    /// Universal features as in `Number=Sing|Person=3`; empty where there are none.
    pub(crate) morph: &'static str,
    /// The lemma where the rules give one; else the lemmatizer decides.
    pub(crate) lemma: Option<&'static str>,
}

/// The model's patterns over words, tags and labels.
///
/// All patterns are tried on the tags and labels as the network gave them; where several match a
/// token, each sets its attributes in the order of the patterns, so that the last one has its way.
#[derive(Debug)]
pub(crate) struct AttributeRuler {
    chars: Chars,
    /// Words that patterns name, in lower case, and their numbers, from 1.
    words: HashMap<&'static str, u16>,
    rules: Vec<Rule>,
}

/// A pattern and what it sets.
#[derive(Debug, Default)]
struct Rule {
    pattern: Vec<TokenPattern>,
    /// Which token of the pattern is set.
    at: usize,
    pos: Option<Pos>,
    morph: Option<&'static str>,
    lemma: Option<&'static str>,
    tag: Option<Tag>,
    dep: Option<Dep>,
}

/// The conditions on one token.
#[derive(Debug)]
struct TokenPattern {
    /// One bit for each tag that is allowed.
    tags: u64,
    /// One bit for each label that is allowed.
    deps: u64,
    /// Numbers of the words that are allowed; empty for any.
    words: Vec<u16>,
    is_space: Option<bool>,
}

/// What patterns look at in one token.
struct Seen {
    tag: u64,
    dep: u64,
    word: u16,
    is_space: bool,
}

impl TokenPattern {
    fn matches(&self, seen: &Seen) -> bool {
        self.tags & seen.tag != 0
            && self.deps & seen.dep != 0
            && (self.words.is_empty() || self.words.contains(&seen.word))
            && self.is_space.is_none_or(|is_space| is_space == seen.is_space)
    }
}

// A set of tags or labels is one word of bits.
const _: () = assert!(Tag::ALL.len() <= 64 && Dep::ALL.len() <= 64);

impl AttributeRuler {
    /// Reads the patterns.
    pub(crate) fn new(sections: Sections<'_>) -> Result<Self, BadSection> {
        let mut ruler = Self { chars: Chars::new(sections)?, words: HashMap::new(), rules: Vec::new() };
        for line in lines(SECTION, sections)? {
            let rule = ruler.rule(line).map_err(|reason| BadSection { section: SECTION, reason })?;
            ruler.rules.push(rule);
        }
        Ok(ruler)
    }

    /// Reads a line: tab-separated, what the rule sets, then `token` and its conditions for each token.
    fn rule(&mut self, line: &'static str) -> Result<Rule, &'static str> {
        let mut rule = Rule::default();
        for field in line.split('\t') {
            if field == "token" {
                let any = TokenPattern { tags: !0, deps: !0, words: Vec::new(), is_space: None };
                rule.pattern.push(any);
                continue;
            }
            let (key, value) = field.split_once('=').ok_or("a field without =")?;
            match rule.pattern.last_mut() {
                Some(token) => self.condition(token, key, value)?,
                None => match key {
                    "at" => rule.at = value.parse().map_err(|_| "no index")?,
                    "pos" => rule.pos = Some(Pos::from_label(value).ok_or("an unknown coarse tag")?),
                    "morph" => rule.morph = Some(value),
                    "lemma" => rule.lemma = Some(value),
                    "tag" => rule.tag = Some(Tag::from_label(value).ok_or("an unknown tag")?),
                    "dep" => rule.dep = Some(Dep::from_label(value).ok_or("an unknown label")?),
                    _ => return Err("an unknown attribute"),
                },
            }
        }
        if rule.at < rule.pattern.len() { Ok(rule) } else { Err("the token to be set is not in the pattern") }
    }

    fn condition(
        &mut self,
        token: &mut TokenPattern,
        key: &str,
        value: &'static str,
    ) -> Result<(), &'static str> {
        // Some patterns name tags that the tagger doesn't have; those match nothing.
        let tags =
            || value.split(' ').filter_map(Tag::from_label).fold(0, |bits, tag| bits | 1 << tag as u64);
        let deps =
            || value.split(' ').filter_map(Dep::from_label).fold(0, |bits, dep| bits | 1 << dep as u64);
        match key {
            "tag" => token.tags &= tags(),
            "!tag" => token.tags &= !tags(),
            "dep" => token.deps &= deps(),
            "!dep" => token.deps &= !deps(),
            "space" => token.is_space = Some(value == "true"),
            "lower" => {
                for word in value.split(' ') {
                    let next = self.words.len() as u16 + 1;
                    token.words.push(*self.words.entry(word).or_insert(next));
                }
            }
            _ => return Err("an unknown condition"),
        }
        Ok(())
    }

    /// The attributes of each token of a paragraph. White space gets tag `_SP` and label `dep`,
    /// whatever the network said: this is why `tags` and `deps` are changed.
    ///
    /// All slices have one element a token; the text of each is in `words`.
    pub(crate) fn apply(&self, words: &[&str], tags: &mut [Tag], deps: &mut [Dep]) -> Vec<Attributes> {
        let seen: Vec<Seen> = words
            .iter()
            .zip(tags.iter().zip(deps.iter()))
            .map(|(word, (tag, dep))| Seen {
                tag: 1 << *tag as u64,
                dep: 1 << *dep as u64,
                word: self.number(word),
                is_space: word.chars().all(|c| self.chars.is(c, Class::Space)),
            })
            .collect();
        let mut attributes = vec![Attributes { pos: Pos::X, morph: "", lemma: None }; words.len()];
        for rule in &self.rules {
            for (from, window) in seen.windows(rule.pattern.len()).enumerate() {
                if !rule.pattern.iter().zip(window).all(|(pattern, token)| pattern.matches(token)) {
                    continue;
                }
                let at = from + rule.at;
                attributes[at].pos = rule.pos.unwrap_or(attributes[at].pos);
                attributes[at].morph = rule.morph.unwrap_or(attributes[at].morph);
                attributes[at].lemma = rule.lemma.or(attributes[at].lemma);
                tags[at] = rule.tag.unwrap_or(tags[at]);
                deps[at] = rule.dep.unwrap_or(deps[at]);
            }
        }
        attributes
    }

    /// The number of a word in any case; 0 if no pattern names it.
    fn number(&self, word: &str) -> u16 {
        // No pattern names a longer word.
        if word.len() > 16 {
            return 0;
        }
        let word: CompactString = self.chars.lower(word);
        self.words.get(word.as_str()).copied().unwrap_or(0)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::Model;

    #[test]
    fn later_rules_overrule_earlier_ones() {
        let ruler = &Model::bundled().lexis.attribute_ruler;
        let words = ["Are", "they", "gon", "na", "go", "\n"];
        let mut tags = [Tag::Vbp, Tag::Prp, Tag::Vbg, Tag::To, Tag::Vb, Tag::Nn];
        let mut deps = [Dep::Aux, Dep::Nsubj, Dep::Root, Dep::Aux, Dep::Xcomp, Dep::Npadvmod];
        let attributes = ruler.apply(&words, &mut tags, &mut deps);
        let pos: Vec<_> = attributes.iter().map(|a| a.pos).collect();
        assert_eq!(pos, [Pos::Aux, Pos::Pron, Pos::Verb, Pos::Part, Pos::Verb, Pos::Space]);
        let lemmas: Vec<_> = attributes.iter().map(|a| a.lemma).collect();
        assert_eq!(lemmas, [Some("be"), Some("they"), Some("go"), Some("to"), None, None]);
        assert_eq!(attributes[0].morph, "Mood=Ind|Tense=Pres|VerbForm=Fin");
        assert_eq!((tags[5], deps[5]), (Tag::Space, Dep::Dep));
    }

    #[test]
    fn a_broken_rule_is_an_error() {
        static NO_CLASSES: [u8; 2 * (0x11_0000 / 128 + 128)] = [0; 2 * (0x11_0000 / 128 + 128)];
        for (rules, reason) in [
            ("pos=NOUN\tat=0\ttoken\ttag", "a field without ="),
            ("pos=NON\tat=0\ttoken", "an unknown coarse tag"),
            ("pos=NOUN\tat=1\ttoken\ttag=NN", "the token to be set is not in the pattern"),
            ("pos=NOUN\tat=0\ttoken\tshape=X", "an unknown condition"),
        ] {
            let sections = |name: &str| Some(if name == SECTION { rules.as_bytes() } else { &NO_CLASSES });
            let error = AttributeRuler::new(&sections).expect_err(reason);
            assert_eq!(error.reason, reason);
        }
    }
}

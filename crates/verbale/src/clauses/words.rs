//! The words that clauses are built with: eventive nouns, light verbs, and what
//! a word does to the reality of the act that hangs on it (`codebook/words/`).

use std::collections::HashMap;

use compact_str::{CompactString, ToCompactString};

use crate::codebook::{File, LoadError};

const NOUNS: &str = include_str!("../../../../codebook/words/nouns.txt");
const LIGHT: &str = include_str!("../../../../codebook/words/light.txt");
const EFFECTS: &str = include_str!("../../../../codebook/words/effects.txt");

/// The word lists of the clauses stage.
#[derive(Debug, Default)]
pub struct WordLists {
    nouns: HashMap<CompactString, EventNoun>,
    effects: HashMap<CompactString, Effects>,
    /// Adjectives and adverbs that stand beside an act: "planned talks", "nearly".
    beside: HashMap<CompactString, Effect>,
}

/// A noun that names an act.
#[derive(Debug, Clone, Default)]
pub(super) struct EventNoun {
    /// "Navalny's arrest": the possessor is whom it is done to.
    pub(super) possessor_is_object: bool,
    /// "a meeting of ministers": the of-phrase names who does it.
    pub(super) of_is_subject: bool,
    /// "a warning from Moscow": the from-phrase names who does it.
    pub(super) from_is_subject: bool,
    /// Whoever is at it takes part.
    pub(super) mutual: bool,
    /// It names words, which are said even where what they say is denied: "rejected calls".
    pub(super) words: bool,
    /// The word that must stand before it: "martial" before "law".
    needs: Option<CompactString>,
    /// The verbs under which it carries the meaning, with the preposition between.
    light: Vec<(CompactString, Option<CompactString>)>,
}

/// What a word does to the reality of the act that hangs on it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Effect {
    /// The act does not take place: "failed to".
    Negates,
    /// It took place and no longer does: "stopped".
    Ends,
    /// It is to come: "agreed to", "planned".
    Plans,
    /// Somebody wants it of somebody: "urged".
    Requests,
    /// It may or may not be: "ready to", "fears of".
    Supposes,
    /// It is as real as this word: "began to".
    Carries,
    /// It is taken as a fact, whatever becomes of this word: "condemned the".
    Presupposes,
}

/// The effects of a word, by the form of the act that hangs on it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Effects {
    /// On a clause with a finite verb.
    pub that: Option<Effect>,
    /// On an infinitive.
    pub to: Option<Effect>,
    /// On a gerund or participle.
    pub ing: Option<Effect>,
    /// On a noun.
    pub noun: Option<Effect>,
}

impl Effects {
    /// These effects, and where they say nothing those of `other`.
    pub(super) fn or(self, other: Self) -> Self {
        Self {
            that: self.that.or(other.that),
            to: self.to.or(other.to),
            ing: self.ing.or(other.ing),
            noun: self.noun.or(other.noun),
        }
    }
}

impl WordLists {
    /// Loads the shipped lists; a user's file of the same name adds to them.
    pub(crate) fn load(files: &[File<'_>], errors: &mut Vec<LoadError>) -> Self {
        let own = |path: &'static str, text: &'static str| File { path, text };
        let pick = |path: &'static str, text: &'static str| {
            std::iter::once(own(path, text))
                .chain(files.iter().copied().filter(move |file| file.path == path))
        };
        let mut words = Self::default();
        let mut groups = HashMap::new();
        for file in pick("words/nouns.txt", NOUNS) {
            words.read_nouns(file, &mut groups, errors);
        }
        for file in pick("words/light.txt", LIGHT) {
            words.read_light(file, &groups, errors);
        }
        for file in pick("words/effects.txt", EFFECTS) {
            words.read_effects(file, errors);
        }
        words
    }

    /// The eventive noun with this lemma or this lower-case form, after the word `before`.
    pub(super) fn noun(&self, lemma: &str, lower: &str, before: Option<&str>) -> Option<&EventNoun> {
        let entry = self
            .nouns
            .get(lemma)
            .or_else(|| self.nouns.get(lower))
            .or_else(|| self.nouns.get(lower.strip_suffix('s')?))?;
        match &entry.needs {
            Some(needed) if before != Some(needed) => None,
            _ => Some(entry),
        }
    }

    /// The form under which the lists hold an eventive noun: "talk" for "TALKS".
    pub(super) fn noun_key(&self, lemma: &str, lower: &str) -> Option<&str> {
        let singular = lower.strip_suffix('s').unwrap_or(lower);
        [lemma, lower, singular].into_iter().find_map(|form| Some(self.nouns.get_key_value(form)?.0.as_str()))
    }

    /// What a word does to what hangs on it; `particle` in lower case.
    pub(super) fn effects(&self, lemma: &str, particle: Option<&str>) -> Effects {
        particle
            .and_then(|particle| self.effects_exactly(lemma, particle))
            .or_else(|| self.effects.get(lemma).copied())
            .unwrap_or_default()
    }

    /// What a word does with just this particle or preposition: "rule out", "decide against".
    pub(super) fn effects_exactly(&self, lemma: &str, word: &str) -> Option<Effects> {
        let key: CompactString = [lemma, " ", word].into_iter().collect();
        self.effects.get(&key).copied()
    }

    /// What an adjective or adverb beside an act does to it, by its lower-case form.
    pub(super) fn beside(&self, lower: &str) -> Option<Effect> {
        self.beside.get(lower).copied()
    }

    fn read_nouns(
        &mut self,
        file: File<'_>,
        groups: &mut HashMap<CompactString, Vec<CompactString>>,
        errors: &mut Vec<LoadError>,
    ) {
        let mut group = CompactString::default();
        let mut like = EventNoun::default();
        for (line, text) in lines(file.text) {
            if let Some(head) = text.strip_prefix('[').and_then(|rest| rest.strip_suffix(']')) {
                let (name, flags) = head.split_once(':').unwrap_or((head, ""));
                group = name.trim().into();
                like = EventNoun::default();
                for flag in flags.split_whitespace() {
                    match flag {
                        "possessor=object" => like.possessor_is_object = true,
                        "of=subject" => like.of_is_subject = true,
                        "from=subject" => like.from_is_subject = true,
                        "mutual" => like.mutual = true,
                        "words" => like.words = true,
                        // The defaults may be written out.
                        "possessor=subject" | "of=object" => {}
                        _ => errors.push(fault(
                            file,
                            line,
                            format!("no such property of a noun: {flag}"),
                            "write possessor=object, of=subject, from=subject, mutual or words",
                        )),
                    }
                }
                continue;
            }
            for word in text.split(',').map(str::trim).filter(|word| !word.is_empty()) {
                let (needs, last) = match word.rsplit_once(' ') {
                    Some((before, last)) => (Some(before.to_compact_string()), last),
                    None => (None, word),
                };
                groups.entry(group.clone()).or_default().push(last.into());
                let light = self.nouns.get(last).map(|entry| entry.light.clone()).unwrap_or_default();
                // A word that stands alone wins over one that needs another before it.
                if needs.is_none() || !self.nouns.contains_key(last) {
                    self.nouns.insert(last.into(), EventNoun { needs, light, ..like.clone() });
                }
            }
        }
    }

    fn read_light(
        &mut self,
        file: File<'_>,
        groups: &HashMap<CompactString, Vec<CompactString>>,
        errors: &mut Vec<LoadError>,
    ) {
        for (line, text) in lines(file.text) {
            let Some((verb, nouns)) = text.split_once('=') else {
                errors.push(fault(
                    file,
                    line,
                    "not a verb and its nouns".to_owned(),
                    "write: hold = talks protests",
                ));
                continue;
            };
            let (verb, preposition) = match verb.trim().split_once(' ') {
                Some((verb, preposition)) => (verb, Some(preposition.trim().to_compact_string())),
                None => (verb.trim(), None),
            };
            for word in nouns.split_whitespace() {
                let single = [word.to_compact_string()];
                let members = groups.get(word).map_or(single.as_slice(), Vec::as_slice);
                for member in members {
                    match self.nouns.get_mut(member) {
                        Some(entry) => entry.light.push((verb.into(), preposition.clone())),
                        None => errors.push(fault(
                            file,
                            line,
                            format!("neither a group nor a noun of nouns.txt: {word}"),
                            "add the noun to nouns.txt",
                        )),
                    }
                }
            }
        }
    }

    fn read_effects(&mut self, file: File<'_>, errors: &mut Vec<LoadError>) {
        let mut effect = None;
        let mut stated: HashMap<(&str, &str), Effect> = HashMap::new();
        for (line, text) in lines(file.text) {
            if let Some(rest) = text.strip_prefix('[') {
                let name = rest.split(']').next().unwrap_or_default();
                effect = match name {
                    "negates" => Some(Effect::Negates),
                    "ends" => Some(Effect::Ends),
                    "plans" => Some(Effect::Plans),
                    "requests" => Some(Effect::Requests),
                    "supposes" => Some(Effect::Supposes),
                    "carries" => Some(Effect::Carries),
                    "presupposes" => Some(Effect::Presupposes),
                    _ => None,
                };
                if effect.is_none() {
                    errors.push(fault(
                        file,
                        line,
                        format!("no such effect: {name}"),
                        "write negates, ends, plans, requests, supposes, carries or presupposes",
                    ));
                }
                continue;
            }
            let Some(effect) = effect else { continue };
            for item in text.split(',').map(str::trim).filter(|item| !item.is_empty()) {
                let (word, forms) = match item.split_once('(') {
                    Some((word, forms)) => (word.trim(), forms.trim_end_matches(')')),
                    None => (item, "that to ing noun"),
                };
                if forms == "beside" {
                    self.beside.insert(word.into(), effect);
                    continue;
                }
                let entry = self.effects.entry(word.into()).or_default();
                for form in forms.split_whitespace() {
                    let slot = match form {
                        "that" => &mut entry.that,
                        "to" => &mut entry.to,
                        "ing" => &mut entry.ing,
                        "noun" => &mut entry.noun,
                        _ => {
                            errors.push(fault(
                                file,
                                line,
                                format!("no such form: {form}"),
                                "write that, to, ing or noun, or beside alone",
                            ));
                            continue;
                        }
                    };
                    if stated.insert((word, form), effect).is_some_and(|before| before != effect) {
                        errors.push(fault(
                            file,
                            line,
                            format!("{word} ({form}) already has another effect"),
                            "leave it in one section only",
                        ));
                    }
                    *slot = Some(effect);
                }
            }
        }
    }
}

/// The lines of a list with their numbers, without comments and blanks.
fn lines(text: &str) -> impl Iterator<Item = (usize, &str)> {
    text.lines()
        .enumerate()
        .map(|(at, line)| (at + 1, line.split('#').next().unwrap_or_default().trim()))
        .filter(|(_, line)| !line.is_empty())
}

fn fault(file: File<'_>, line: usize, message: String, hint: &str) -> LoadError {
    LoadError { path: file.path.to_owned(), line, message, hint: Some(hint.to_owned()) }
}

impl EventNoun {
    /// Whether the noun carries the meaning under this verb, with this preposition between.
    pub(super) fn is_light(&self, verb: &str, preposition: Option<&str>) -> bool {
        self.light.iter().any(|(light, between)| light == verb && between.as_deref() == preposition)
    }

    /// Whether any verb is light for it.
    pub(super) fn has_light(&self) -> bool {
        !self.light.is_empty()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn shipped_lists_load() {
        let mut errors = Vec::new();
        let words = WordLists::load(&[], &mut errors);
        assert!(errors.is_empty(), "{}", errors.iter().map(|error| format!("{error}\n")).collect::<String>());
        assert!(words.noun("talk", "talks", None).is_some_and(|noun| noun.is_light("hold", None)));
        assert!(words.noun("talk", "talks", None).is_some_and(|noun| noun.is_light("engage", Some("in"))));
        assert!(words.noun("law", "law", Some("the")).is_none());
        assert!(words.noun("law", "law", Some("martial")).is_some());
        assert_eq!(words.effects("rule", Some("out")).ing, Some(Effect::Negates));
        assert_eq!(words.effects("tell", None).that, None);
    }

    #[test]
    fn faults_of_a_users_list_name_file_and_line() {
        let mut errors = Vec::new();
        let text = "# mine\n[negates]\nbegin (to)\n[wrong]\n[plans]\nbegin (to ing)\n";
        let words = WordLists::load(&[File { path: "words/effects.txt", text }], &mut errors);
        assert_eq!(errors.iter().map(|error| error.line).collect::<Vec<_>>(), [4, 6]);
        assert_eq!(words.effects("begin", None).ing, Some(Effect::Plans));
    }
}

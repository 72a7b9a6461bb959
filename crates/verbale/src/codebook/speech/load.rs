//! From TOML to rows.

use compact_str::CompactString;
use toml::{Spanned, de::DeValue};

use super::{Addressee, Cue, CuePos, Example, Mark, Speech, Takes};
use crate::{
    codebook::{
        File, LoadError,
        rules::table::{self, Faults, Table, nearest},
    },
    statements::{Attitude, Force},
};

const SHIPPED: File<'static> =
    File { path: "speech.toml", text: include_str!("../../../../../codebook/speech.toml") };

pub(super) fn load(files: &[File<'_>], errors: &mut Vec<LoadError>) -> Speech {
    let mut speech = Speech::default();
    read(&SHIPPED, &mut speech, errors);
    for file in files.iter().filter(|file| file.path == "speech.toml") {
        let mut own = Speech::default();
        read(file, &mut own, errors);
        let mut first = Vec::new();
        for row in own.cues {
            match speech.cues.iter_mut().find(|shipped| shipped.id == row.id) {
                Some(shipped) => *shipped = row,
                None => first.push(row),
            }
        }
        first.append(&mut speech.cues);
        speech.cues = first;
        speech.outlets.extend(own.outlets);
        speech.light.extend(own.light);
    }
    speech.index();
    speech
}

fn read(file: &File<'_>, speech: &mut Speech, errors: &mut Vec<LoadError>) {
    let mut faults = Faults { path: file.path, text: file.text, errors };
    let Some(parsed) = table::parse(file.text, &mut faults) else { return };
    let mut top = Table::new(parsed.get_ref(), parsed.span());
    let lower = |words: Vec<(&str, std::ops::Range<usize>)>| -> Vec<CompactString> {
        words.into_iter().map(|(word, _)| word.to_lowercase().into()).collect()
    };
    speech.outlets = lower(top.strings("outlets", &mut faults));
    speech.light = lower(top.strings("light", &mut faults));
    if let Some(rows) = top.take("cue") {
        match rows.get_ref().as_array() {
            Some(items) => {
                for item in items.iter() {
                    if let Some(row) = read_row(item, &mut faults) {
                        if speech.cues.iter().any(|other| other.id == row.id) {
                            faults.add(
                                item.span().start,
                                format!("a second row `{}`", row.id),
                                Some("give it another id, or put the lemmas into one row".to_owned()),
                            );
                        }
                        speech.cues.push(row);
                    }
                }
            }
            None => faults.add(
                rows.span().start,
                "`cue` must be an array of tables",
                Some("write [[cue]] above its keys".to_owned()),
            ),
        }
    }
    top.finish("speech.toml", &mut faults);
}

fn read_row<'t>(item: &'t Spanned<DeValue<'t>>, faults: &mut Faults<'_>) -> Option<Cue> {
    let start = item.span().start;
    let Some(entries) = item.get_ref().as_table() else {
        faults.add(start, "a cue must be a table", Some("write [[cue]] above its keys".to_owned()));
        return None;
    };
    let before = faults.errors.len();
    let mut row = Table::new(entries, item.span());
    let id = row.string("id", faults).map(|id| CompactString::from(id.0));
    if id.is_none() {
        faults.add(start, "a cue without `id`", Some("id = \"deny\"".to_owned()));
    }
    let name = id.clone().unwrap_or_else(|| "this cue".into());
    let why = row.string("why", faults).map_or("", |why| why.0).to_owned();
    if why.trim().is_empty() {
        faults.add(
            start,
            format!("`{name}` has no `why`"),
            Some("say in one sentence what the words do".to_owned()),
        );
    }
    let pos = label("pos", &mut row, POS, start, faults);
    let attitude = label("attitude", &mut row, ATTITUDES, start, faults);
    let force = label("force", &mut row, FORCES, start, faults);
    let addressee = match row.string("addressee", faults) {
        None | Some(("to", _)) => Addressee::To,
        Some(("object", _)) => Addressee::Object,
        Some((_, span)) => {
            faults.add(span.start, "`addressee` must be \"to\" or \"object\"", None);
            Addressee::To
        }
    };
    let lemmas: Vec<CompactString> = row
        .strings("lemmas", faults)
        .into_iter()
        .map(|(lemma, _)| CompactString::from(lemma.to_lowercase()))
        .collect();
    if lemmas.is_empty() {
        faults.add(start, format!("`{name}` has no `lemmas`"), Some("lemmas = [\"deny\"]".to_owned()));
    }
    let mut takes = Vec::new();
    for (text, span) in row.strings("takes", faults) {
        match takes_of(text) {
            Some(take) => takes.push(take),
            None => faults.add(
                span.start,
                format!("no complement `{text}`"),
                nearest(text, TAKES.iter().map(|(label, _)| *label)).or_else(|| {
                    Some("write \"prep for\" or \"object prep of\" for a preposition".to_owned())
                }),
            ),
        }
    }
    if takes.is_empty() {
        faults.add(
            start,
            format!("`{name}` has no `takes`"),
            Some("takes = [\"quote\", \"that\"]".to_owned()),
        );
    }
    let yes = examples("yes", &mut row, faults);
    let no = examples("no", &mut row, faults);
    if yes.is_empty() || no.is_empty() {
        let hint = "each row has at least one `yes`, with source, cue and content marked, and one `no`";
        faults.add(start, format!("`{name}` has too few examples"), Some(hint.to_owned()));
    }
    row.finish("a cue", faults);
    if faults.errors.len() > before {
        return None;
    }
    Some(Cue {
        id: id?,
        why,
        pos: pos?,
        lemmas,
        attitude: attitude?,
        force: force?,
        takes,
        addressee,
        yes,
        no,
    })
}

const POS: &[(&str, CuePos)] = &[
    ("verb", CuePos::Verb),
    ("noun", CuePos::Noun),
    ("adjective", CuePos::Adjective),
    ("adverb", CuePos::Adverb),
    ("phrase", CuePos::Phrase),
];

const ATTITUDES: &[(&str, Attitude)] = &[
    ("speech", Attitude::Speech),
    ("belief", Attitude::Belief),
    ("intention", Attitude::Intention),
    ("perception", Attitude::Perception),
];

const FORCES: &[(&str, Force)] = &[
    ("neutral", Force::Neutral),
    ("assertive", Force::Assertive),
    ("hedged", Force::Hedged),
    ("denying", Force::Denying),
    ("accusing", Force::Accusing),
    ("demanding", Force::Demanding),
    ("promising", Force::Promising),
    ("threatening", Force::Threatening),
    ("praising", Force::Praising),
];

const TAKES: &[(&str, Takes)] = &[
    ("quote", Takes::Quote),
    ("that", Takes::That),
    ("to", Takes::To),
    ("ing", Takes::Gerund),
    ("object", Takes::Object),
    ("object to", Takes::ObjectTo),
    ("object as", Takes::ObjectAs),
    ("object predicate", Takes::ObjectPredicate),
    ("raising", Takes::Raising),
];

fn takes_of(text: &str) -> Option<Takes> {
    if let Some((_, takes)) = TAKES.iter().find(|(label, _)| *label == text) {
        return Some(takes.clone());
    }
    let word = |preposition: &str| (!preposition.contains(' ')).then(|| CompactString::from(preposition));
    text.strip_prefix("object prep ")
        .map(|preposition| word(preposition).map(Takes::ObjectPreposition))
        .or_else(|| text.strip_prefix("prep ").map(|preposition| word(preposition).map(Takes::Preposition)))
        .flatten()
}

fn label<T: Copy>(
    key: &'static str,
    row: &mut Table<'_>,
    labels: &[(&'static str, T)],
    start: usize,
    faults: &mut Faults<'_>,
) -> Option<T> {
    let Some((text, span)) = row.string(key, faults) else {
        let all: Vec<&str> = labels.iter().map(|(label, _)| *label).collect();
        faults.add(start, format!("a cue without `{key}`"), Some(format!("one of: {}", all.join(", "))));
        return None;
    };
    let found = labels.iter().find(|(label, _)| *label == text).map(|(_, value)| *value);
    if found.is_none() {
        let all: Vec<&str> = labels.iter().map(|(label, _)| *label).collect();
        let hint =
            nearest(text, all.iter().copied()).unwrap_or_else(|| format!("one of: {}", all.join(", ")));
        faults.add(span.start, format!("no {key} `{text}`"), Some(hint));
    }
    found
}

fn examples(key: &'static str, row: &mut Table<'_>, faults: &mut Faults<'_>) -> Vec<Example> {
    let mut out = Vec::new();
    for (marked, span) in row.strings(key, faults) {
        match unmark(marked) {
            Ok(example) => {
                if key == "yes" && !example.marks.iter().any(|(mark, _)| *mark == Mark::Cue) {
                    faults.add(span.start, "a `yes` without [cue …]", None);
                }
                let line = 1 + faults.text.as_bytes()[..span.start].iter().filter(|b| **b == b'\n').count();
                out.push(Example { line, ..example });
            }
            Err(message) => faults.add(
                span.start,
                message,
                Some("[source The minister] [cue said] that [content the dam was safe].".to_owned()),
            ),
        }
    }
    out
}

/// Takes the marks out of a marked sentence.
fn unmark(marked: &str) -> Result<Example, String> {
    let (mut text, mut marks, mut open) = (String::new(), Vec::new(), Vec::new());
    let mut rest = marked;
    while let Some(at) = rest.find(['[', ']']) {
        text.push_str(&rest[..at]);
        if rest[at..].starts_with(']') {
            let (mark, start) = open.pop().ok_or("a `]` that closes nothing")?;
            marks.push((mark, start..text.len()));
            rest = &rest[at + 1..];
            continue;
        }
        let (word, after) = rest[at + 1..].split_once(' ').ok_or("a `[` without words")?;
        let mark = match word {
            "source" => Mark::Source,
            "cue" => Mark::Cue,
            "content" => Mark::Content,
            _ => return Err(format!("no mark `[{word} …]`")),
        };
        open.push((mark, text.len()));
        rest = after;
    }
    text.push_str(rest);
    if open.is_empty() {
        Ok(Example { text, marks, line: 0 })
    } else {
        Err("a `[` that is never closed".to_owned())
    }
}

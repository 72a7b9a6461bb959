//! Examples: sentences with their roles marked in brackets.

use compact_str::CompactString;
use toml::de::DeValue;

use super::{
    format::{Example, Mark},
    table::{Faults, Table},
};
use crate::events::Status;

/// Takes the marks out of `[actor Berlin] [trigger called] on … => status`.
pub(super) fn read(marked: &str) -> Result<Example, String> {
    let (marked, statuses) = match marked.rsplit_once("=>") {
        Some((sentence, statuses)) => (sentence.trim(), Some(statuses.trim())),
        None => (marked.trim(), None),
    };
    let mut example = Example::default();
    if let Some(statuses) = statuses {
        let (act, content) =
            statuses.split_once('/').map_or((statuses, None), |(act, content)| (act, Some(content)));
        example.status = Some(Status::from_label(act.trim()).ok_or_else(|| format!("no status `{act}`"))?);
        if let Some(content) = content {
            example.content_status =
                Some(Status::from_label(content.trim()).ok_or_else(|| format!("no status `{content}`"))?);
        }
    }
    let mut open: Vec<(Mark, usize)> = Vec::new();
    let mut rest = marked;
    while let Some(at) = rest.find(['[', ']']) {
        example.text.push_str(&rest[..at]);
        if rest[at..].starts_with(']') {
            let Some((mark, start)) = open.pop() else {
                return Err("a `]` that closes nothing".to_owned());
            };
            example.marks.push((mark, start..example.text.len()));
            rest = &rest[at + 1..];
            continue;
        }
        let inner = &rest[at + 1..];
        let (word, after) = inner.split_once(' ').ok_or("a `[` without words")?;
        let mark = match word {
            "actor" => Mark::Actor,
            "recipient" => Mark::Recipient,
            "trigger" => Mark::Trigger,
            "about" => Mark::About,
            "condition" => Mark::Condition,
            _ => return Err(format!("no mark `[{word} …]`")),
        };
        open.push((mark, example.text.len()));
        rest = after;
    }
    example.text.push_str(rest);
    if !open.is_empty() {
        return Err("a `[` that is never closed".to_owned());
    }
    if example.text.trim().is_empty() {
        return Err("an example without words".to_owned());
    }
    Ok(example)
}

pub(super) fn read_examples<'t>(
    key: &'static str,
    table: &mut Table<'t>,
    faults: &mut Faults<'_>,
) -> Vec<Example> {
    let Some(value) = table.take(key) else { return Vec::new() };
    let Some(items) = value.get_ref().as_array() else {
        faults.add(value.span().start, format!("`{key}` must be an array of sentences"), None);
        return Vec::new();
    };
    let mut out = Vec::new();
    for item in items.iter() {
        let (text, instead) = match item.get_ref() {
            DeValue::String(text) => (text.as_ref(), None),
            DeValue::Table(inner) => {
                let mut inner = Table::new(inner, item.span());
                let text = inner.string("text", faults).map_or("", |text| text.0);
                let instead = inner.string("else", faults).map(|instead| CompactString::from(instead.0));
                inner.finish("an example", faults);
                (text, instead)
            }
            _ => {
                faults.add(
                    item.span().start,
                    format!("`{key}` holds sentences"),
                    Some("or { text = \"…\", else = \"other.rule\" }".to_owned()),
                );
                continue;
            }
        };
        let line =
            1 + faults.text.as_bytes()[..item.span().start].iter().filter(|byte| **byte == b'\n').count();
        match read(text) {
            Ok(example) => out.push(Example { instead, line, ..example }),
            Err(message) => {
                let hint = "[actor …] [trigger …] [recipient …] [about …] [condition …], and at the end `=> status` or `=> status/content status`";
                faults.add(item.span().start, message, Some(hint.to_owned()));
            }
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn marks_come_out_as_ranges() {
        let example = read("[actor Berlin] [trigger called] on [recipient Moscow] [about to [trigger go]]. => actual/requested").unwrap();
        assert_eq!(example.text, "Berlin called on Moscow to go.");
        let words: Vec<(Mark, &str)> =
            example.marks.iter().map(|(m, r)| (*m, &example.text[r.clone()])).collect();
        assert_eq!(
            words,
            [
                (Mark::Actor, "Berlin"),
                (Mark::Trigger, "called"),
                (Mark::Recipient, "Moscow"),
                (Mark::Trigger, "go"),
                (Mark::About, "to go")
            ]
        );
        assert_eq!((example.status, example.content_status), (Some(Status::Actual), Some(Status::Requested)));
        assert!(read("[actor Berlin called.").is_err());
        assert!(read("[nobody Berlin] called.").is_err());
        assert!(read("Berlin] called.").is_err());
    }
}

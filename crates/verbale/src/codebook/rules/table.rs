//! Reading a TOML file key by key, so that every fault is told with its line
//! and a hint, and no key goes unread.

use std::ops::Range;

use toml::{
    Spanned,
    de::{DeTable, DeValue},
};

use super::super::LoadError;

/// Where faults of one file are gathered.
pub(in crate::codebook) struct Faults<'a> {
    pub(in crate::codebook) path: &'a str,
    pub(in crate::codebook) text: &'a str,
    pub(in crate::codebook) errors: &'a mut Vec<LoadError>,
}

impl Faults<'_> {
    /// Adds a fault at byte `at`.
    pub(in crate::codebook) fn add(&mut self, at: usize, message: impl Into<String>, hint: Option<String>) {
        let line =
            1 + self.text.as_bytes()[..at.min(self.text.len())].iter().filter(|b| **b == b'\n').count();
        self.errors.push(LoadError { path: self.path.to_owned(), line, message: message.into(), hint });
    }
}

/// Parses a file; a fault of syntax is added and gives none.
pub(in crate::codebook) fn parse<'t>(text: &'t str, faults: &mut Faults<'_>) -> Option<Spanned<DeTable<'t>>> {
    match DeTable::parse(text) {
        Ok(table) => Some(table),
        Err(error) => {
            let at = error.span().map_or(0, |span| span.start);
            faults.add(
                at,
                error.message().to_owned(),
                Some("the file must be TOML; strings stand in double quotes".to_owned()),
            );
            None
        }
    }
}

/// One TOML table being read: every key that is asked for is struck off, and
/// what is left at the end is a fault.
pub(in crate::codebook) struct Table<'t> {
    entries: Vec<(&'t str, Range<usize>, &'t Spanned<DeValue<'t>>)>,
    known: Vec<&'static str>,
    /// Where the table stands.
    pub(in crate::codebook) span: Range<usize>,
}

impl<'t> Table<'t> {
    /// Begins to read a table.
    pub(in crate::codebook) fn new(table: &'t DeTable<'t>, span: Range<usize>) -> Self {
        let entries = table.iter().map(|(key, value)| (key.get_ref().as_ref(), key.span(), value)).collect();
        Self { entries, known: Vec::new(), span }
    }

    /// Takes a key's value.
    pub(in crate::codebook) fn take(&mut self, key: &'static str) -> Option<&'t Spanned<DeValue<'t>>> {
        self.known.push(key);
        let at = self.entries.iter().position(|entry| entry.0 == key)?;
        Some(self.entries.remove(at).2)
    }

    /// Takes all keys that are left: tables whose keys are names.
    pub(in crate::codebook) fn take_rest(
        &mut self,
    ) -> Vec<(&'t str, Range<usize>, &'t Spanned<DeValue<'t>>)> {
        std::mem::take(&mut self.entries)
    }

    /// Takes a string.
    pub(in crate::codebook) fn string(
        &mut self,
        key: &'static str,
        faults: &mut Faults<'_>,
    ) -> Option<(&'t str, Range<usize>)> {
        let value = self.take(key)?;
        match value.get_ref().as_str() {
            Some(text) => Some((text, value.span())),
            None => {
                faults.add(value.span().start, format!("`{key}` must be a string"), None);
                None
            }
        }
    }

    /// Takes a truth value.
    pub(in crate::codebook) fn truth(&mut self, key: &'static str, faults: &mut Faults<'_>) -> Option<bool> {
        let value = self.take(key)?;
        let truth = value.get_ref().as_bool();
        if truth.is_none() {
            faults.add(value.span().start, format!("`{key}` must be true or false"), None);
        }
        truth
    }

    /// Takes a number.
    pub(in crate::codebook) fn number(&mut self, key: &'static str, faults: &mut Faults<'_>) -> Option<f32> {
        let value = self.take(key)?;
        let number = match value.get_ref() {
            DeValue::Float(number) => number.as_str().parse().ok(),
            DeValue::Integer(number) => number.as_str().parse().ok(),
            _ => None,
        };
        if number.is_none() {
            faults.add(value.span().start, format!("`{key}` must be a number"), None);
        }
        number
    }

    /// Takes one string or an array of strings; none given is an empty list.
    pub(in crate::codebook) fn strings(
        &mut self,
        key: &'static str,
        faults: &mut Faults<'_>,
    ) -> Vec<(&'t str, Range<usize>)> {
        self.take(key).map_or_else(Vec::new, |value| strings_of(key, value, faults))
    }

    /// Adds a fault for every key that nobody asked for.
    pub(in crate::codebook) fn finish(self, what: &str, faults: &mut Faults<'_>) {
        for (key, span, _) in &self.entries {
            let near = self.known.iter().min_by_key(|known| distance(key, known));
            let hint = match near {
                Some(near) if distance(key, near) <= 2 => format!("did you mean `{near}`?"),
                _ => format!("{what} may have: {}", self.known.join(", ")),
            };
            faults.add(span.start, format!("unknown key `{key}` in {what}"), Some(hint));
        }
    }
}

/// A string or an array of strings.
pub(in crate::codebook) fn strings_of<'t>(
    key: &str,
    value: &'t Spanned<DeValue<'t>>,
    faults: &mut Faults<'_>,
) -> Vec<(&'t str, Range<usize>)> {
    match value.get_ref() {
        DeValue::String(text) => vec![(text.as_ref(), value.span())],
        DeValue::Array(items) => {
            let mut out = Vec::with_capacity(items.len());
            for item in items.iter() {
                match item.get_ref().as_str() {
                    Some(text) => out.push((text, item.span())),
                    None => faults.add(item.span().start, format!("`{key}` must hold strings only"), None),
                }
            }
            out
        }
        _ => {
            faults.add(value.span().start, format!("`{key}` must be a string or an array of strings"), None);
            Vec::new()
        }
    }
}

/// Number of single-letter edits between two words.
pub(in crate::codebook) fn distance(a: &str, b: &str) -> usize {
    let b: Vec<char> = b.chars().collect();
    let mut row: Vec<usize> = (0..=b.len()).collect();
    for (i, x) in a.chars().enumerate() {
        let mut corner = row[0];
        row[0] = i + 1;
        for (j, y) in b.iter().enumerate() {
            let cost = corner + usize::from(x != *y);
            corner = row[j + 1];
            row[j + 1] = cost.min(row[j] + 1).min(corner + 1);
        }
    }
    row[b.len()]
}

/// The nearest of the allowed words, as a hint.
pub(in crate::codebook) fn nearest<'w>(word: &str, allowed: impl Iterator<Item = &'w str>) -> Option<String> {
    let near = allowed.min_by_key(|candidate| distance(word, candidate))?;
    (distance(word, near) <= 3).then(|| format!("did you mean `{near}`?"))
}

//! Named word lists, of all files together.

use std::{collections::BTreeMap, ops::Range};

use compact_str::CompactString;
use toml::{Spanned, de::DeValue};

use super::{
    plover::Plover,
    table::{Faults, Table, nearest, strings_of},
    words::Words,
};

/// Named word lists, of all files together.
pub(super) type Lists = BTreeMap<CompactString, Words>;

/// What a rule needs to be read.
pub(super) struct Known<'a> {
    pub(super) lists: &'a Lists,
    pub(super) plover: &'a Plover,
}

/// The entries of one word list, before the lists that it names are put in.
pub(super) struct RawList<'t> {
    name: CompactString,
    entries: Vec<(&'t str, Range<usize>)>,
    /// Index of the file.
    pub(super) file: usize,
}

/// Reads the `[words]` table of a file.
pub(super) fn read_lists<'t>(
    table: &'t Spanned<DeValue<'t>>,
    file: usize,
    raw: &mut Vec<RawList<'t>>,
    faults: &mut Faults<'_>,
) {
    let Some(entries) = table.get_ref().as_table() else {
        faults.add(table.span().start, "`words` must be a table of word lists", None);
        return;
    };
    let mut entries = Table::new(entries, table.span());
    for (name, _, value) in entries.take_rest() {
        raw.push(RawList { name: name.into(), entries: strings_of(name, value, faults), file });
    }
}

/// Puts the lists together; a list may name others with `@`, in any order. Of
/// two lists of one name the later file's holds.
pub(super) fn join_lists(
    raw: &[RawList<'_>],
    mut fault: impl FnMut(usize, usize, String, Option<String>),
) -> Lists {
    let names: BTreeMap<&str, &RawList<'_>> = raw.iter().map(|list| (list.name.as_str(), list)).collect();
    let mut lists = Lists::new();
    for (name, list) in &names {
        let mut words = Words::default();
        let mut done = vec![*name];
        let mut todo = vec![*list];
        while let Some(list) = todo.pop() {
            for (entry, span) in &list.entries {
                match entry.strip_prefix('@') {
                    None => words.add(entry),
                    Some(other) => match names.get_key_value(other) {
                        Some((other, list)) if !done.contains(other) => {
                            done.push(other);
                            todo.push(list);
                        }
                        Some(_) => {}
                        None => fault(
                            list.file,
                            span.start,
                            format!("no word list `{other}`"),
                            nearest(other, names.keys().copied()),
                        ),
                    },
                }
            }
        }
        lists.insert((*name).into(), words);
    }
    lists
}

/// Words and `@lists` as one list.
pub(super) fn words_of(
    entries: &[(&str, Range<usize>)],
    known: &Known<'_>,
    faults: &mut Faults<'_>,
) -> Words {
    let mut words = Words::default();
    for (entry, span) in entries {
        match entry.strip_prefix('@') {
            Some(name) => match known.lists.get(name) {
                Some(list) => words.extend(list),
                None => faults.add(
                    span.start,
                    format!("no word list `{name}`"),
                    nearest(name, known.lists.keys().map(CompactString::as_str))
                        .or_else(|| Some(format!("add `{name} = [\"…\"]` under [words] of any file"))),
                ),
            },
            None => words.add(entry),
        }
    }
    words
}

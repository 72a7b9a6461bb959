//! Tab-separated tables: what all files of `codebook/actors/` have in common.

use super::super::{File, LoadError};

/// One row: its line, from 1, and a cell for each of the table's columns.
pub(in crate::codebook) struct Row<'a, const N: usize> {
    pub(in crate::codebook) path: &'a str,
    pub(in crate::codebook) line: usize,
    pub(in crate::codebook) cells: [&'a str; N],
    /// Where it comes from: keys of [`ORIGINS`] divided by `|`, as `codebook/SOURCES.md` defines them.
    pub(in crate::codebook) origin: &'a str,
}

/// The keys of the column `origin`, which any table may have; `codebook/SOURCES.md` says what they mean.
const ORIGINS: [&str; 7] = ["own", "iso", "plover", "factbook", "leaders", "regimes", "user"];

impl<const N: usize> Row<'_, N> {
    /// A fault of this row.
    pub(in crate::codebook) fn fault(&self, message: String, hint: &str) -> LoadError {
        LoadError { path: self.path.to_owned(), line: self.line, message, hint: Some(hint.to_owned()) }
    }
}

/// The parts of a cell that holds a list: `Kyiv|Kiev`.
pub(in crate::codebook) fn list(cell: &str) -> impl Iterator<Item = &str> {
    cell.split('|').map(str::trim).filter(|part| !part.is_empty())
}

/// Reads a table whose first line names its columns. Columns may be left out
/// (but not the first) and stand in any order; blank lines and lines that begin
/// with `#` are skipped.
pub(in crate::codebook) fn read<'a, const N: usize>(
    file: File<'a>,
    columns: [&str; N],
    errors: &mut Vec<LoadError>,
) -> Vec<Row<'a, N>> {
    let fault = |line: usize, message: String, hint: String| LoadError {
        path: file.path.to_owned(),
        line,
        message,
        hint: Some(hint),
    };
    let mut lines = file
        .text
        .lines()
        .enumerate()
        .map(|(at, line)| (at + 1, line.trim_end_matches('\r')))
        .filter(|(_, line)| !line.trim().is_empty() && !line.starts_with('#'));
    let Some((line, header)) = lines.next() else {
        errors.push(fault(
            1,
            "the table is empty".to_owned(),
            format!("its first line names the columns: {}", columns.join(", ")),
        ));
        return Vec::new();
    };
    // The place of each cell of a line among the columns; none is that of `origin`.
    let mut place = Vec::new();
    for name in header.split('\t') {
        match columns.iter().position(|column| *column == name.trim()) {
            Some(column) => place.push(Some(column)),
            None if name.trim() == "origin" => place.push(None),
            None => {
                let hint = format!("the columns, divided by tabs, are: {}", columns.join(", "));
                errors.push(fault(line, format!("unknown column `{}`", name.trim()), hint));
                return Vec::new();
            }
        }
    }
    if !place.contains(&Some(0)) {
        errors.push(fault(
            line,
            format!("the column `{}` is missing", columns[0]),
            "every row needs it".to_owned(),
        ));
        return Vec::new();
    }
    let mut rows = Vec::new();
    for (line, text) in lines {
        let (mut cells, mut origin) = ([""; N], "");
        let mut count = 0;
        for (at, cell) in text.split('\t').enumerate() {
            count = at + 1;
            match place.get(at) {
                Some(Some(column)) => cells[*column] = cell.trim(),
                Some(None) => origin = cell.trim(),
                None => {}
            }
        }
        let unknown = list(origin).find(|key| !ORIGINS.contains(key));
        if count > place.len() {
            let message = format!("{count} cells, but the first line names {} columns", place.len());
            errors.push(fault(line, message, "look for a tab too many".to_owned()));
        } else if cells[0].is_empty() {
            errors.push(fault(
                line,
                format!("`{}` is empty", columns[0]),
                "fill it or take the row out".to_owned(),
            ));
        } else if let Some(key) = unknown {
            let hint = format!("the origins, several divided by `|`, are: {}", ORIGINS.join(" "));
            errors.push(fault(line, format!("`{key}` is no origin"), hint));
        } else {
            rows.push(Row { path: file.path, line, cells, origin });
        }
    }
    rows
}

/// The shipped text of a table and the user's files of that name, shipped first.
pub(in crate::codebook) fn sources<'a>(
    name: &'static str,
    shipped: &'static str,
    files: &[File<'a>],
) -> Vec<File<'a>> {
    let mut all = vec![File { path: name, text: shipped }];
    all.extend(files.iter().filter(|file| file.path == name).copied());
    all
}

#[cfg(test)]
mod tests {
    use super::*;

    fn faults(text: &str) -> Vec<String> {
        let mut errors = Vec::new();
        read(File { path: "actors/x.tsv", text }, ["name", "code"], &mut errors);
        errors.iter().map(ToString::to_string).collect()
    }

    #[test]
    fn a_fault_names_file_line_and_remedy() {
        assert_eq!(faults("name\tcode\nA\tB\n\n# C\nD"), Vec::<String>::new());
        assert!(faults("name\tcoed\n")[0].starts_with("actors/x.tsv:1: unknown column `coed`\n  hint: "));
        assert!(faults("name\tcode\nA\tB\tC")[0].starts_with("actors/x.tsv:2: 3 cells"));
        assert!(faults("code\n")[0].contains("`name` is missing"));
        assert!(faults("")[0].contains("empty"));
        assert!(faults("name\tcode\n\tB")[0].contains("`name` is empty"));
        assert_eq!(faults("name\torigin\nA\town|factbook\nB\t"), Vec::<String>::new());
        assert!(faults("name\torigin\nA\thearsay")[0].starts_with("actors/x.tsv:2: `hearsay` is no origin"));
    }
}

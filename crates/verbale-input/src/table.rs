//! Tables with a row of names: one article a row.

use std::io::{self, BufRead};

use crate::{
    Given, Read, Skipped,
    article::{Fields, finish, unreadable},
    columns::{Columns, Field},
    dating,
    decode::{NoText, decode},
    rows::{Row, Rows},
};

const REMEDY: &str = "name the columns, for example --map text=body,date=published";

/// Every row's article. The first row names the columns; when the text's name
/// is not found with `delimiter`, others are tried.
///
/// # Errors
///
/// Where there is no row of names, or the column of the text is not among them.
pub(crate) fn articles<'a>(
    file: &str,
    mut reader: impl BufRead + Send + 'a,
    delimiter: u8,
    given: &'a Given,
) -> Result<impl Iterator<Item = Read> + Send + 'a, Skipped> {
    let start = reader.fill_buf().map_err(|error| unreadable(file, &error))?;
    if let [0xff, 0xfe, ..] | [0xfe, 0xff, ..] = start {
        return Err(Skipped::new(file, "is a table in UTF-16", "save it as CSV in UTF-8"));
    }
    let delimiter = divider(start, delimiter, &given.columns);
    let mut rows = Rows::new(reader, delimiter);
    let names = match rows.next().map_err(|error| unreadable(file, &error))? {
        None => return Err(Skipped::new(file, "holds no rows", "give a table with a row of names")),
        Some(Row { cells: Err(why), .. }) => {
            return Err(Skipped::new(file, format!("has no row of names: it {why}"), "mend its first row"));
        }
        Some(Row { cells: Ok(cells), .. }) => names(cells),
    };
    if names.iter().any(|name| name.contains('\r')) {
        let why = "has lines that end in carriage returns alone";
        return Err(Skipped::new(file, why, "save it as CSV with line feeds"));
    }
    let mut places = [None; Field::ALL.len()];
    for (field, place) in Field::ALL.into_iter().zip(&mut places) {
        *place = place_of(&names, given.columns.name(field));
        let needed = field == Field::Text || given.columns.given(field).is_some();
        if needed && place.is_none() {
            let shown: Vec<&str> = names.iter().take(20).map(|name| short(name)).collect();
            let why = format!(
                "has no column `{}`; its columns are {}",
                given.columns.name(field),
                shown.join(", ")
            );
            return Err(Skipped::new(file, why, REMEDY));
        }
    }
    Ok(Table {
        file: file.to_owned(),
        rows,
        width: names.len(),
        places,
        given,
        ahead: None,
        found: false,
        ended: false,
    })
}

/// What divides the cells: what gives the row of names a column for the text.
fn divider(start: &[u8], first: u8, columns: &Columns) -> u8 {
    let text = columns.name(Field::Text);
    let tried = [first, b',', b';', b'\t', b'|'];
    let gives = |delimiter: u8| match Rows::new(start, delimiter).next() {
        Ok(Some(Row { cells: Ok(cells), .. })) => place_of(&names(cells), text).is_some(),
        _ => false,
    };
    tried.into_iter().find(|delimiter| gives(*delimiter)).unwrap_or(first)
}

fn names(cells: Vec<Vec<u8>>) -> Vec<String> {
    let name =
        |cell: Vec<u8>| String::from_utf8_lossy(&cell).trim_start_matches('\u{feff}').trim().to_owned();
    let mut names: Vec<String> = cells.into_iter().map(name).collect();
    // A mark before a quoted name hides its quotes.
    if let Some(first) = names.first_mut() {
        *first = first.trim_matches('"').to_owned();
    }
    names
}

fn place_of(names: &[String], wanted: &str) -> Option<usize> {
    let exact = names.iter().position(|name| name == wanted);
    exact.or_else(|| names.iter().position(|name| name.eq_ignore_ascii_case(wanted)))
}

fn short(name: &str) -> &str {
    name.char_indices().nth(40).map_or(name, |(end, _)| &name[..end])
}

struct Table<'a, R> {
    file: String,
    rows: Rows<R>,
    /// How many columns the row of names has.
    width: usize,
    /// Where each of [`Field::ALL`] stands.
    places: [Option<usize>; Field::ALL.len()],
    given: &'a Given,
    /// What was read behind damaged rows.
    ahead: Option<io::Result<Option<Row>>>,
    found: bool,
    ended: bool,
}

impl<R: BufRead> Iterator for Table<'_, R> {
    type Item = Read;

    fn next(&mut self) -> Option<Read> {
        if self.ended {
            return None;
        }
        match self.ahead.take().unwrap_or_else(|| self.rows.next()) {
            Ok(Some(Row { line, cells })) => {
                self.found = true;
                Some(match cells {
                    Ok(cells) => self.article(line, cells),
                    Err(why) => Err(self.damaged(line, why)),
                })
            }
            Ok(None) => {
                self.ended = true;
                let why = "has a row of names and no other";
                (!self.found).then(|| Err(Skipped::new(&self.file, why, "give a table with articles")))
            }
            Err(error) => {
                self.ended = true;
                Some(Err(unreadable(&self.file, &error)))
            }
        }
    }
}

impl<R: BufRead> Table<'_, R> {
    /// Passes over the rows that are pieces of a damaged one: all before the
    /// next that has a cell for every column.
    fn damaged(&mut self, line: u64, mut why: String) -> Skipped {
        let mut last = line;
        let ahead = loop {
            match self.rows.next() {
                Ok(Some(row)) if row.cells.as_ref().map_or(true, |cells| cells.len() != self.width) => {
                    last = row.line;
                }
                other => break other,
            }
        };
        self.ahead = Some(ahead);
        if last > line {
            why.push_str(&format!("; lines {line} to {last} are passed over"));
        }
        let remedy = "mend its quotes: \" around the cell, \"\" for one inside";
        Skipped::new(&format!("{}:{line}", self.file), why, remedy)
    }

    fn article(&self, line: u64, mut cells: Vec<Vec<u8>>) -> Read {
        let name = format!("{}:{line}", self.file);
        if cells.len() != self.width {
            let cells = match cells.len() {
                1 => "1 cell".to_owned(),
                n => format!("{n} cells"),
            };
            let why = format!("has {cells}, and the row of names has {}", self.width);
            return Err(Skipped::new(
                &name,
                why,
                "put quotes around cells that hold the divider or a line break",
            ));
        }
        let mut notes = Vec::new();
        let mut cell = |field: Field| -> Result<Option<String>, Skipped> {
            let Some(place) = self.places[field as usize] else { return Ok(None) };
            let decoded = decode(&std::mem::take(&mut cells[place])).map_err(|NoText { what, remedy }| {
                Skipped::new(
                    &name,
                    format!("has {what} as `{}`, not text", self.given.columns.name(field)),
                    remedy,
                )
            })?;
            notes.extend(decoded.note);
            Ok(Some(decoded.text).filter(|text| !text.trim().is_empty()))
        };
        let text = cell(Field::Text)?.unwrap_or_default();
        let date = cell(Field::Date)?.map(|date| dating::given(&name, &date)).transpose()?;
        let fields = Fields {
            id: cell(Field::Id)?,
            date,
            title: cell(Field::Title)?,
            source: cell(Field::Source)?,
            url: cell(Field::Url)?,
            ..Fields::default()
        };
        notes.dedup();
        finish(&name, fields, text, notes, self.given)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn names_and_texts(table: &str, given: &Given) -> Vec<Result<String, String>> {
        match articles("t.csv", table.as_bytes(), b',', given) {
            Ok(rows) => rows
                .map(|read| {
                    read.map(|incoming| incoming.article.text)
                        .map_err(|skipped| format!("{}: {}", skipped.name, skipped.why))
                })
                .collect(),
            Err(skipped) => vec![Err(skipped.why)],
        }
    }

    #[test]
    fn columns_are_found_by_name_map_and_divider() {
        let plain = Given::default();
        let mapped = Given { columns: "text=Body,date=day".parse().unwrap(), ..Given::default() };
        for (table, given) in [
            ("id,date,text\n1,2031-05-09,Talks ended.\n", &plain),
            ("\u{feff}\"TEXT\";date\r\n\"Talks ended.\";2031-05-09\r\n", &plain),
            ("date\ttext\n2031-05-09\tTalks ended.\n", &plain),
            ("day,Body,text\n\"May 9, 2031\",Talks ended.,other\n", &mapped),
        ] {
            assert_eq!(names_and_texts(table, given), [Ok("Talks ended.".to_owned())], "{table}");
        }
        let missing = names_and_texts("a,b\n1,2\n", &mapped);
        assert_eq!(missing, [Err("has no column `Body`; its columns are a, b".to_owned())]);
    }

    #[test]
    fn bad_rows_are_named_and_the_others_read() {
        let table =
            "text,date\nTalks ended.,2031-05-09\nshort\nTalks ended.,soon\n\"x\"y,1\nThey met.,2031-05-10\n";
        let read = names_and_texts(table, &Given::default());
        let told: Vec<&str> = read.iter().filter_map(|one| one.as_ref().err()).map(String::as_str).collect();
        assert_eq!(read.len() - told.len(), 2);
        for (told, expected) in told.iter().zip([
            "t.csv:3: has 1 cell, and the row of names has 2",
            "t.csv:4: has the date \"soon\"",
            "t.csv:5: has more in a cell after its closing quote",
        ]) {
            assert!(told.starts_with(expected), "{told}");
        }
    }
}

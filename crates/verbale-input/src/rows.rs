//! The rows of a table, by RFC 4180: quotes around a cell, two for one inside.
//!
//! Other readers take a quote that is never closed for the rest of the file,
//! and lose every row in it. Here a row that breaks the rules is told, and
//! reading goes on with the line after its first.

use std::{
    collections::VecDeque,
    io::{self, BufRead},
};

use crate::limits;

/// A row as it stands in the file.
#[derive(Debug, PartialEq, Eq)]
pub(crate) struct Row {
    /// Its first line, from 1.
    pub(crate) line: u64,
    /// The cells without their quotes, or what breaks the rules, to be read
    /// after the row's name.
    pub(crate) cells: Result<Vec<Vec<u8>>, String>,
}

/// Reads row after row, blank lines left out.
pub(crate) struct Rows<R> {
    reader: R,
    delimiter: u8,
    /// The line that the next byte stands on, from 1.
    line: u64,
    /// Bytes to be read once more.
    again: VecDeque<u8>,
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum At {
    Start,
    Plain,
    Quoted,
    /// After a quote inside a quoted cell: its end, or half of two.
    Closed,
}

impl<R: BufRead> Rows<R> {
    pub(crate) fn new(reader: R, delimiter: u8) -> Self {
        Self { reader, delimiter, line: 1, again: VecDeque::new() }
    }

    fn byte(&mut self) -> io::Result<Option<u8>> {
        if let Some(byte) = self.again.pop_front() {
            return Ok(Some(byte));
        }
        let byte = self.reader.fill_buf()?.first().copied();
        self.reader.consume(usize::from(byte.is_some()));
        Ok(byte)
    }

    /// The next row; none at the end.
    ///
    /// # Errors
    ///
    /// Where the bytes can't be read.
    pub(crate) fn next(&mut self) -> io::Result<Option<Row>> {
        loop {
            let line = self.line;
            let mut raw = Vec::new();
            let cells = self.cells(&mut raw)?;
            if raw.is_empty() {
                return Ok(None);
            }
            match &cells {
                Ok(_) => self.line += raw.iter().filter(|byte| **byte == b'\n').count() as u64,
                Err(_) => self.go_back(&raw)?,
            }
            if !raw.trim_ascii().is_empty() {
                return Ok(Some(Row { line, cells }));
            }
        }
    }

    /// Puts back all but the first line of `raw`.
    fn go_back(&mut self, raw: &[u8]) -> io::Result<()> {
        self.line += 1;
        match raw.iter().position(|byte| *byte == b'\n') {
            Some(end) => raw[end + 1..].iter().rev().for_each(|byte| self.again.push_front(*byte)),
            None => while !matches!(self.byte()?, None | Some(b'\n')) {},
        }
        Ok(())
    }

    fn cells(&mut self, raw: &mut Vec<u8>) -> io::Result<Result<Vec<Vec<u8>>, String>> {
        let (mut cells, mut cell, mut at) = (Vec::new(), Vec::new(), At::Start);
        // The line, counted from the row's first, on which the quote opened.
        let (mut line, mut opened) = (self.line, self.line);
        loop {
            let Some(byte) = self.byte()? else {
                if at == At::Quoted {
                    return Ok(Err(format!("has a quote, opened on line {opened}, that is never closed")));
                }
                break;
            };
            raw.push(byte);
            if raw.len() > limits::LINE {
                let quote =
                    if at == At::Quoted { "; the quote that begins its last cell is not closed" } else { "" };
                return Ok(Err(format!("is longer than {} MB{quote}", limits::LINE >> 20)));
            }
            line += u64::from(byte == b'\n');
            match (at, byte) {
                (At::Start, b'"') => (at, opened) = (At::Quoted, line),
                (At::Quoted, b'"') => at = At::Closed,
                (At::Quoted, _) => cell.push(byte),
                (At::Closed, b'"') => {
                    cell.push(b'"');
                    at = At::Quoted;
                }
                (_, b'\n') => break,
                (_, _) if byte == self.delimiter && cells.len() + 1 == limits::CELLS => {
                    return Ok(Err(format!("has more than {} cells", limits::CELLS)));
                }
                (_, _) if byte == self.delimiter => {
                    cells.push(std::mem::take(&mut cell));
                    at = At::Start;
                }
                (At::Closed, b'\r') => {}
                (At::Closed, _) => {
                    return Ok(Err(format!("has more in a cell after its closing quote, on line {line}")));
                }
                (At::Start | At::Plain, _) => {
                    cell.push(byte);
                    at = At::Plain;
                }
            }
        }
        if at == At::Plain && cell.ends_with(b"\r") {
            cell.pop();
        }
        cells.push(cell);
        Ok(Ok(cells))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn rows(text: &str) -> Vec<(u64, Result<Vec<String>, String>)> {
        let mut rows = Rows::new(text.as_bytes(), b',');
        let mut all = Vec::new();
        while let Some(row) = rows.next().unwrap() {
            let cells = row.cells.map(|cells| {
                cells.into_iter().map(|cell| String::from_utf8(cell).unwrap()).collect::<Vec<_>>()
            });
            all.push((row.line, cells));
        }
        all
    }

    #[test]
    fn rows_are_what_another_reader_finds() {
        let text = "a,b,c\r\n1,\"x, \"\"y\"\"\nz\",\r\n\r\n\"\",\" \",5\" pipe\n\n,,\nlast,é,\"q\"";
        let mut other = csv::ReaderBuilder::new().has_headers(false).from_reader(text.as_bytes());
        let expected: Vec<Vec<String>> =
            other.records().map(|row| row.unwrap().iter().map(str::to_owned).collect()).collect();
        let found: Vec<Vec<String>> = rows(text).into_iter().map(|(_, cells)| cells.unwrap()).collect();
        assert_eq!(found, expected);
        let lines: Vec<u64> = rows(text).iter().map(|(line, _)| *line).collect();
        assert_eq!(lines, [1, 2, 5, 7, 8]);
    }

    #[test]
    fn a_quote_that_is_not_closed_costs_one_row() {
        let found = rows("1,\"open\n2,\"closed\"\n3,plain\n");
        assert!(found[0].1.as_ref().unwrap_err().contains("closing quote, on line 2"), "{found:?}");
        assert_eq!(found[1], (2, Ok(vec!["2".to_owned(), "closed".to_owned()])));
        assert_eq!(found[2].0, 3);
        let at_end = rows("1,x\n2,\"open\n3,plain\n4,plain");
        assert!(at_end[1].1.as_ref().unwrap_err().contains("never closed"), "{at_end:?}");
        assert_eq!(at_end.iter().map(|(line, _)| *line).collect::<Vec<_>>(), [1, 2, 3, 4]);
        assert!(rows("\"open").len() == 1 && rows("").is_empty() && rows("\n \n").is_empty());
    }

    #[test]
    fn a_row_without_end_is_cut_and_the_next_read() {
        let text = format!("1,{}\n2,x\n", "a".repeat(limits::LINE));
        let found = rows(&text);
        assert!(found[0].1.as_ref().unwrap_err().contains("longer than 16 MB"));
        assert_eq!(found[1], (2, Ok(vec!["2".to_owned(), "x".to_owned()])));
    }
}

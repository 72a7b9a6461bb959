//! Parquet: the table of events that was written as CSV while the run went on,
//! turned into columns once it is whole. A file of columns can't grow record
//! by record, and so could not be gone on with.

use std::{
    fs::{self, File},
    io,
    path::{Path, PathBuf},
    sync::Arc,
};

use csv::StringRecord;
use jiff::civil::Date;
use parquet::{
    basic::Compression,
    column::writer::ColumnWriter,
    data_type::ByteArray,
    errors::ParquetError,
    file::{
        properties::WriterProperties,
        writer::{SerializedFileWriter, SerializedRowGroupWriter},
    },
    schema::parser::parse_message_type,
};

/// Rows that are held in memory and written together.
const GROUP: usize = 20_000;

/// Columns that are no text, with their types in Parquet. An empty cell is null
/// in every column.
const NUMBERS: [(&str, &str); 16] = [
    ("article_date", "INT32 article_date (DATE)"),
    ("quad_code", "INT32 quad_code"),
    ("event_scale", "DOUBLE event_scale"),
    ("date", "INT32 date (DATE)"),
    ("enddate", "INT32 enddate (DATE)"),
    ("geonameid", "INT64 geonameid"),
    ("latitude", "DOUBLE latitude"),
    ("longitude", "DOUBLE longitude"),
    ("resolution", "INT32 resolution"),
    ("dead_least", "INT64 dead_least"),
    ("dead_most", "INT64 dead_most"),
    ("injured_least", "INT64 injured_least"),
    ("injured_most", "INT64 injured_most"),
    ("arrested_least", "INT64 arrested_least"),
    ("arrested_most", "INT64 arrested_most"),
    ("confidence", "DOUBLE confidence"),
];

/// Makes columns of the CSV in `part`, in a file beside it.
pub(crate) fn from_csv(part: &Path) -> io::Result<PathBuf> {
    let columns = part.with_extension("columns");
    let written = write(File::open(part)?, File::create(&columns)?);
    if written.is_err() {
        let _ = fs::remove_file(&columns);
    }
    written.map(|()| columns)
}

fn write(csv: File, out: File) -> io::Result<()> {
    let mut reader = csv::ReaderBuilder::new().from_reader(io::BufReader::new(csv));
    let header = reader.headers()?.clone();
    let fields: String = header
        .iter()
        .map(|name| {
            let typed = NUMBERS.iter().find(|(column, _)| *column == name).map(|(_, typed)| *typed);
            format!("OPTIONAL {};", typed.map_or_else(|| format!("BYTE_ARRAY {name} (UTF8)"), str::to_owned))
        })
        .collect();
    let schema = parse_message_type(&format!("message events {{{fields}}}")).map_err(other)?;
    let properties = WriterProperties::builder()
        .set_compression(Compression::SNAPPY)
        .set_created_by(concat!("verbale ", env!("CARGO_PKG_VERSION")).to_owned())
        .build();
    let disk = out.try_clone()?;
    let mut writer = SerializedFileWriter::new(out, Arc::new(schema), Arc::new(properties)).map_err(other)?;
    let mut rows = Vec::new();
    let mut records = reader.records();
    loop {
        let next = records.next().transpose()?;
        let last = next.is_none();
        rows.extend(next);
        if rows.len() == GROUP || (last && !rows.is_empty()) {
            let mut group = writer.next_row_group().map_err(other)?;
            write_group(&mut group, &rows)?;
            group.close().map_err(other)?;
            rows.clear();
        }
        if last {
            break;
        }
    }
    writer.close().map_err(other)?;
    disk.sync_all()
}

fn write_group(group: &mut SerializedRowGroupWriter<'_, File>, rows: &[StringRecord]) -> io::Result<()> {
    for at in 0.. {
        let Some(mut column) = group.next_column().map_err(other)? else { break };
        let cells = || rows.iter().map(|row| &row[at]);
        let filled = || cells().filter(|cell| !cell.is_empty());
        // 1 where there is a value, 0 for null.
        let levels: Vec<i16> = cells().map(|cell| i16::from(!cell.is_empty())).collect();
        let levels = Some(levels.as_slice());
        let wrote = match column.untyped() {
            ColumnWriter::ByteArrayColumnWriter(writer) => {
                let values: Vec<ByteArray> = filled().map(ByteArray::from).collect();
                writer.write_batch(&values, levels, None)
            }
            ColumnWriter::Int32ColumnWriter(writer) => {
                writer.write_batch(&all(filled(), whole_or_day)?, levels, None)
            }
            ColumnWriter::Int64ColumnWriter(writer) => {
                writer.write_batch(&all(filled(), |cell| cell.parse::<i64>().ok())?, levels, None)
            }
            ColumnWriter::DoubleColumnWriter(writer) => {
                writer.write_batch(&all(filled(), |cell| cell.parse::<f64>().ok())?, levels, None)
            }
            _ => unreachable!("no column has another type"),
        };
        wrote.map_err(other)?;
        column.close().map_err(other)?;
    }
    Ok(())
}

/// A whole number, or a day as the number of days since 1970.
fn whole_or_day(cell: &str) -> Option<i32> {
    let day = || Some((cell.parse::<Date>().ok()? - Date::constant(1970, 1, 1)).get_days());
    cell.parse().ok().or_else(day)
}

fn all<'a, T>(
    cells: impl Iterator<Item = &'a str>,
    value: impl Fn(&'a str) -> Option<T>,
) -> io::Result<Vec<T>> {
    cells
        .map(|cell| {
            value(cell).ok_or_else(|| io::Error::other(format!("{cell:?} stands in a column of numbers")))
        })
        .collect()
}

fn other(error: ParquetError) -> io::Error {
    match error {
        ParquetError::External(inner) => match inner.downcast::<io::Error>() {
            Ok(inner) => *inner,
            Err(inner) => io::Error::other(inner),
        },
        error => io::Error::other(error),
    }
}

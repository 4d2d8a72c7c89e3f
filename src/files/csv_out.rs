//! A table → CSV as a Russian Excel opens it by a double click: UTF-8 with a mark, semicolons, CRLF.

use csv::{Terminator, WriterBuilder};

use super::formula::guarded;
use super::table::visible;
use super::{FileError, Table, Value};

/// A table as a CSV file.
///
/// # Errors
/// [`FileError::NotMade`], which is not expected.
pub fn csv_bytes(table: &Table) -> Result<Vec<u8>, FileError> {
    let failed = |error: csv::Error| FileError::NotMade(error.to_string());
    let mark = "\u{feff}".as_bytes().to_vec();
    let mut writer = WriterBuilder::new().delimiter(b';').terminator(Terminator::CRLF).flexible(true).from_writer(mark);
    writer.write_record(table.columns.iter().map(|column| guarded(&visible(&column.title)))).map_err(failed)?;
    for row in &table.rows {
        writer.write_record(row.iter().map(text)).map_err(failed)?;
    }
    writer.into_inner().map_err(|error| FileError::NotMade(error.to_string()))
}

/// One line of a CSV file of the same kind, with its end: for files that are written as they come.
#[must_use]
pub fn csv_line(cells: &[String]) -> String {
    let quoted = |cell: &String| {
        let plain = guarded(&visible(cell));
        if plain.contains([';', '"', ',', '\n', '\r']) { format!("\"{}\"", plain.replace('"', "\"\"")) } else { plain }
    };
    let cells: Vec<String> = cells.iter().map(quoted).collect();
    format!("{}\r\n", cells.join(";"))
}

fn text(value: &Value) -> String {
    match value {
        Value::Empty => String::new(),
        Value::Text(text) => guarded(&visible(text)),
        // With a comma, as such a spreadsheet reads numbers.
        Value::Number(number) => number.normalize().to_string().replace('.', ","),
        Value::Day(day) => day.format("%d.%m.%Y").to_string(),
        Value::Moment(at) => at.format("%d.%m.%Y %H:%M").to_string(),
    }
}

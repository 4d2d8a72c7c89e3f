//! Tables → a workbook: typed cells, a bold row of names that stays in sight, widths, a filter. Text is written as text
//! and marked as such, so that it doesn't turn into a formula even when somebody edits the cell.

use rust_decimal::prelude::ToPrimitive as _;
use rust_xlsxwriter::{Format, IgnoreError, Workbook, Worksheet, XlsxError};

use super::formula::is_like_formula;
use super::table::visible;
use super::{FileError, Table, Value};

/// Letters that a name of a sheet may have.
const SHEET_NAME: usize = 31;

struct Formats {
    head: Format,
    quoted: Format,
    wrapped: Format,
    day: Format,
    moment: Format,
}

/// Tables as one workbook, a sheet each.
///
/// # Errors
/// [`FileError::TextTooLong`], [`FileError::TooManyCells`] when a table doesn't fit, else [`FileError::NotMade`].
pub fn xlsx_bytes(tables: &[Table]) -> Result<Vec<u8>, FileError> {
    let formats = Formats {
        head: Format::new().set_bold(),
        quoted: Format::new().set_quote_prefix(),
        wrapped: Format::new().set_text_wrap(),
        day: Format::new().set_num_format("dd.mm.yyyy"),
        moment: Format::new().set_num_format("dd.mm.yyyy hh:mm"),
    };
    let mut book = Workbook::new();
    for table in tables {
        put(book.add_worksheet(), table, &formats).map_err(|error| told(&error))?;
    }
    book.save_to_buffer().map_err(|error| told(&error))
}

fn put(sheet: &mut Worksheet, table: &Table, formats: &Formats) -> Result<(), XlsxError> {
    sheet.set_name(sheet_name(&table.title))?;
    sheet.set_freeze_panes(1, 0)?;
    let last_row = row_number(table.rows.len());
    for (place, column) in table.columns.iter().enumerate() {
        let at = column_number(place);
        sheet.set_column_width(at, column.width)?;
        sheet.write_string_with_format(0, at, &column.title, &formats.head)?;
    }
    for (place, row) in table.rows.iter().enumerate() {
        let line = row_number(place.saturating_add(1));
        for (place, value) in row.iter().enumerate() {
            cell(sheet, line, column_number(place), value, formats)?;
        }
    }
    if let Some(last) = table.columns.len().checked_sub(1).map(column_number) {
        sheet.autofilter(0, 0, last_row, last)?;
        // Taxpayer numbers and phones are texts on purpose: no green corners.
        sheet.ignore_error_range(0, 0, last_row, last, IgnoreError::NumberStoredAsText)?;
    }
    Ok(())
}

fn cell(sheet: &mut Worksheet, row: u32, column: u16, value: &Value, formats: &Formats) -> Result<(), XlsxError> {
    match value {
        Value::Empty => Ok(()),
        Value::Text(text) => {
            let text = visible(text);
            if is_like_formula(&text) {
                sheet.write_string_with_format(row, column, text, &formats.quoted).map(drop)
            } else if text.contains('\n') {
                sheet.write_string_with_format(row, column, text, &formats.wrapped).map(drop)
            } else {
                sheet.write_string(row, column, text).map(drop)
            }
        }
        Value::Number(number) => match number.to_f64() {
            Some(number) => sheet.write_number(row, column, number).map(drop),
            None => sheet.write_string(row, column, number.to_string()).map(drop),
        },
        Value::Day(day) => sheet.write_datetime_with_format(row, column, day, &formats.day).map(drop),
        Value::Moment(at) => sheet.write_datetime_with_format(row, column, at, &formats.moment).map(drop),
    }
}

/// What a workbook takes for the name of a sheet.
fn sheet_name(title: &str) -> String {
    let name: String = title.chars().map(|c| if "[]:*?/\\'".contains(c) { ' ' } else { c }).take(SHEET_NAME).collect();
    let name = name.trim();
    if name.is_empty() { "1".to_owned() } else { name.to_owned() }
}

/// A place that doesn't fit is refused by the sheet itself.
fn row_number(place: usize) -> u32 {
    u32::try_from(place).unwrap_or(u32::MAX)
}

fn column_number(place: usize) -> u16 {
    u16::try_from(place).unwrap_or(u16::MAX)
}

fn told(error: &XlsxError) -> FileError {
    match error {
        XlsxError::MaxStringLengthExceeded => FileError::TextTooLong,
        XlsxError::RowColumnLimitError => FileError::TooManyCells,
        _ => FileError::NotMade(error.to_string()),
    }
}

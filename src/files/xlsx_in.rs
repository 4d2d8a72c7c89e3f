//! XLSX → a grid, cell by cell: a workbook with one cell in its farthest corner must not ask for all the memory.

use std::io::Cursor;

use calamine::{
    DataRef, Dimensions, ExcelDateTime, Reader as _, SheetType, SheetVisible, Xlsx, XlsxError, open_workbook_from_rs,
};

use super::{FileError, MOST_COLUMNS, MOST_ROWS, ReadFile};
use crate::domain::import::{Cell, Grid, GridRow};

type Book<'a> = Xlsx<Cursor<&'a [u8]>>;

/// Digits that a number of a spreadsheet holds: those after the fifteenth are lost.
const DIGITS: f64 = 1e15;

pub(super) fn read(bytes: &[u8], sheet: Option<usize>) -> Result<ReadFile, FileError> {
    let mut book: Book<'_> = open_workbook_from_rs(Cursor::new(bytes)).map_err(|error| told(&error))?;
    let shown = book.sheets_metadata().iter();
    let shown = shown.filter(|sheet| sheet.typ == SheetType::WorkSheet && sheet.visible == SheetVisible::Visible);
    let sheets: Vec<String> = shown.map(|sheet| sheet.name.clone()).collect();
    if sheets.is_empty() {
        return Err(FileError::NotATable);
    }
    if let Some(place) = sheet {
        let name = sheets.get(place).ok_or(FileError::NotATable)?;
        let grid = grid(&mut book, name)?;
        return Ok(ReadFile { sheets, sheet: place, grid });
    }
    for (place, name) in sheets.iter().enumerate() {
        let grid = grid(&mut book, name)?;
        if !grid.rows.is_empty() {
            return Ok(ReadFile { sheets, sheet: place, grid });
        }
    }
    Err(FileError::Empty)
}

fn grid(book: &mut Book<'_>, sheet: &str) -> Result<Grid, FileError> {
    let merged = book.merge_cells_by_sheet_name(sheet).map_err(|error| told(&error))?;
    let mut reader = book.worksheet_cells_reader(sheet).map_err(|error| told(&error))?;
    let mut grid = Grid::default();
    while let Some(found) = reader.next_cell().map_err(|error| told(&error))? {
        let (row, column) = found.get_position();
        let cell = cell(found.get_value());
        if cell.is_empty() {
            continue;
        }
        let (line, column) = (number(row).saturating_add(1), number(column));
        if column >= MOST_COLUMNS {
            return Err(FileError::TooManyCells);
        }
        // Cells come row by row; a file that mixes them is put in order.
        let place = match grid.rows.last() {
            Some(last) if last.line == line => grid.rows.len().saturating_sub(1),
            Some(last) if last.line > line => grid.rows.partition_point(|known| known.line < line),
            _ => grid.rows.len(),
        };
        if grid.rows.get(place).is_none_or(|known| known.line != line) {
            if grid.rows.len() >= MOST_ROWS {
                return Err(FileError::TooManyCells);
            }
            grid.rows.insert(place, GridRow { line, cells: Vec::new() });
        }
        if let Some(row) = grid.rows.get_mut(place) {
            if row.cells.len() <= column {
                row.cells.resize(column.saturating_add(1), Cell::Empty);
            }
            if let Some(slot) = row.cells.get_mut(column) {
                *slot = cell;
            }
        }
    }
    for area in &merged {
        fill_down(&mut grid, *area);
    }
    Ok(grid)
}

/// A cell that was merged over several rows is seen in all of them. Sideways it is a title and stays where it is.
fn fill_down(grid: &mut Grid, area: Dimensions) {
    let (first, last) = (number(area.start.0).saturating_add(1), number(area.end.0).saturating_add(1));
    let column = number(area.start.1);
    let from = grid.rows.partition_point(|row| row.line < first);
    let Some(value) = grid.rows.get(from).filter(|row| row.line == first).map(|row| row.cell(column).clone()) else {
        return;
    };
    let below = grid.rows.iter_mut().skip(from).take_while(|row| row.line <= last);
    for row in below.filter(|_| !value.is_empty()) {
        if row.cells.len() <= column {
            row.cells.resize(column.saturating_add(1), Cell::Empty);
        }
        if let Some(slot) = row.cells.get_mut(column) {
            slot.clone_from(&value);
        }
    }
}

fn number(place: u32) -> usize {
    usize::try_from(place).unwrap_or(usize::MAX)
}

fn cell(value: &DataRef<'_>) -> Cell {
    match value {
        DataRef::Empty => Cell::Empty,
        DataRef::String(text) => Cell::text(text),
        DataRef::SharedString(text) => Cell::text(text),
        DataRef::Int(number) => Cell::Number(number.to_string()),
        DataRef::Float(number) if number.abs() >= DIGITS => Cell::Rounded(number.to_string()),
        DataRef::Float(number) => Cell::Number(number.to_string()),
        DataRef::Bool(flag) => Cell::Flag(*flag),
        DataRef::DateTime(at) => date(*at),
        DataRef::DateTimeIso(text) | DataRef::DurationIso(text) => Cell::Date(text.clone()),
        DataRef::Error(error) => Cell::Error(error.to_string()),
    }
}

fn date(at: ExcelDateTime) -> Cell {
    let (year, month, day, hour, minute, ..) = at.to_ymd_hms_milli();
    let time = format!("{hour:02}:{minute:02}");
    let day = format!("{day:02}.{month:02}.{year}");
    Cell::Date(if at.is_duration() || at.as_f64() < 1.0 {
        time
    } else if time == "00:00" {
        day
    } else {
        format!("{day} {time}")
    })
}

fn told(error: &XlsxError) -> FileError {
    match error {
        XlsxError::Password => FileError::Locked,
        // A container without a workbook inside: a document, an archive, an ODS.
        XlsxError::FileNotFound(_) | XlsxError::RelationshipNotFound => FileError::NotATable,
        _ => FileError::Damaged(error.to_string()),
    }
}

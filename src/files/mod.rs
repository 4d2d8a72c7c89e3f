//! Tables that people hand in and take away: XLSX and CSV to a [`Grid`](crate::domain::import::Grid), a [`Table`] to
//! either of them, and papers on pages. The one place that knows spreadsheets and PDF.
//!
//! It knows neither what the columns mean (`domain::import` does) nor where a file lies: bytes in, bytes out.

mod csv_in;
mod csv_out;
mod encoding;
mod error;
pub mod formula;
pub mod label;
pub mod pages;
mod print;
mod sniff;
mod table;
mod xlsx_in;
mod xlsx_out;

pub use csv_out::{csv_bytes, csv_line};
pub use error::FileError;
pub use table::{Table, TableColumn, Value};
pub use xlsx_out::xlsx_bytes;

use crate::domain::import::Grid;

/// Largest file that is read, bytes. Ten thousand rows of a book take about one hundredth of it.
pub const LARGEST: u64 = 64 * 1024 * 1024;
/// Most rows that are read.
pub const MOST_ROWS: usize = 100_000;
/// Most columns that are read.
pub const MOST_COLUMNS: usize = 256;

/// A kind of file that tables are written to.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum TableFormat {
    /// A workbook of Excel.
    Xlsx,
    /// Text, separated by semicolons, as a Russian Excel opens it.
    Csv,
}

impl TableFormat {
    /// Ending of its files.
    #[must_use]
    pub const fn ending(self) -> &'static str {
        match self {
            Self::Xlsx => "xlsx",
            Self::Csv => "csv",
        }
    }

    /// The kind of a file's name; `None`: another one.
    #[must_use]
    pub fn of_ending(ending: &str) -> Option<Self> {
        [Self::Xlsx, Self::Csv].into_iter().find(|format| format.ending().eq_ignore_ascii_case(ending))
    }

    /// A table as such a file.
    ///
    /// # Errors
    /// [`FileError`] when the table doesn't fit into it.
    pub fn bytes(self, table: &Table) -> Result<Vec<u8>, FileError> {
        match self {
            Self::Xlsx => xlsx_bytes(std::slice::from_ref(table)),
            Self::Csv => csv_bytes(table),
        }
    }
}

/// A file that was read.
#[derive(Debug, Clone, PartialEq)]
pub struct ReadFile {
    /// Names of its sheets; none for CSV.
    pub sheets: Vec<String>,
    /// The place of the sheet that was read.
    pub sheet: usize,
    /// Its cells.
    pub grid: Grid,
}

/// Reads a table. What kind of file it is is seen by its bytes, not by its name. `sheet`: the place of the sheet;
/// `None`: the first one with anything in it.
///
/// # Errors
/// [`FileError`], by kind.
pub fn read(bytes: &[u8], sheet: Option<usize>) -> Result<ReadFile, FileError> {
    if u64::try_from(bytes.len()).is_ok_and(|length| length > LARGEST) {
        return Err(FileError::TooLarge);
    }
    let read = match sniff::kind(bytes)? {
        TableFormat::Xlsx => xlsx_in::read(bytes, sheet)?,
        TableFormat::Csv => ReadFile { sheets: Vec::new(), sheet: 0, grid: csv_in::read(bytes)? },
    };
    if read.grid.rows.is_empty() && read.sheets.len() < 2 { Err(FileError::Empty) } else { Ok(read) }
}

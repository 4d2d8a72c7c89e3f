//! CSV → a grid: any separator, quotes, line ends inside cells, whatever a Russian Excel or 1C writes.

use csv::{ReaderBuilder, StringRecord};

use super::encoding::decoded;
use super::formula::unguarded;
use super::{FileError, MOST_COLUMNS, MOST_ROWS};
use crate::domain::import::{Cell, Grid, GridRow};

/// Separators in the order of preference.
const SEPARATORS: [u8; 4] = [b';', b'\t', b',', b'|'];
/// How many records show which one it is.
const LOOKED_AT: usize = 30;

pub(super) fn read(bytes: &[u8]) -> Result<Grid, FileError> {
    let text = decoded(bytes);
    // With one kind of line ends their count is the count of rows.
    let text = if text.contains('\r') { text.replace("\r\n", "\n").replace('\r', "\n").into() } else { text };
    let (separator, text, skipped) = separator_of(&text);
    let mut reader = reader(separator, text);
    let mut grid = Grid::default();
    let mut record = StringRecord::new();
    // Lines inside cells make no rows of their own.
    let mut inside = 0_usize;
    while reader.read_record(&mut record).map_err(|error| FileError::Damaged(error.to_string()))? {
        let (line, byte) = record.position().map_or((0, 0), |at| (at.line(), at.byte()));
        let at = |place: u64| usize::try_from(place).unwrap_or_default();
        // A record is said to begin where the empty lines before it do.
        let empty = text.as_bytes().get(at(byte)..).unwrap_or_default().iter().take_while(|sign| **sign == b'\n');
        let line = at(line).saturating_add(empty.count());
        let line = line.saturating_add(skipped).saturating_sub(inside);
        inside = inside.saturating_add(record.iter().map(|text| text.matches('\n').count()).sum());
        let mut cells: Vec<Cell> = record.iter().map(|text| Cell::text(unguarded(text.trim_matches(' ')))).collect();
        while cells.last().is_some_and(Cell::is_empty) {
            cells.pop();
        }
        if cells.len() > MOST_COLUMNS || grid.rows.len() >= MOST_ROWS {
            return Err(FileError::TooManyCells);
        }
        if !cells.is_empty() {
            grid.rows.push(GridRow { line, cells });
        }
    }
    Ok(grid)
}

fn reader(separator: u8, text: &str) -> csv::Reader<&[u8]> {
    ReaderBuilder::new().has_headers(false).flexible(true).delimiter(separator).from_reader(text.as_bytes())
}

/// The separator, the text after a line that names it (`sep=;`), and how many lines that were.
fn separator_of(text: &str) -> (u8, &str, usize) {
    if let Some((first, rest)) = text.split_once('\n')
        && let Some([named]) = first.trim_end().strip_prefix("sep=").map(str::as_bytes)
    {
        return (*named, rest, 1);
    }
    // The one that cuts most records into the same number of cells, and more than one.
    let even = |separator: u8| {
        let records = reader(separator, text).into_records().take(LOOKED_AT);
        let widths: Vec<usize> = records.filter_map(Result::ok).map(|record| record.len()).collect();
        let alike = |width: usize| widths.iter().filter(|other| **other == width).count();
        widths.iter().filter(|width| **width > 1).map(|width| (alike(*width), *width)).max().unwrap_or_default()
    };
    let best = SEPARATORS.into_iter().rev().max_by_key(|separator| even(*separator));
    (best.unwrap_or(b';'), text, 0)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn texts(bytes: &[u8]) -> Vec<Vec<String>> {
        let row = |row: &GridRow| row.cells.iter().map(|cell| cell.shown().to_owned()).collect();
        read(bytes).unwrap().rows.iter().map(row).collect()
    }

    #[test]
    fn whatever_separates_them_cells_are_cells() {
        let wanted = [["Имя", "Рост"], ["Олег", "1,8"]].map(|row| row.map(str::to_owned).to_vec()).to_vec();
        assert_eq!(texts("Имя;Рост\r\nОлег;1,8\r\n".as_bytes()), wanted);
        assert_eq!(texts("Имя\tРост\nОлег\t1,8".as_bytes()), wanted);
        assert_eq!(texts("Имя,Рост\nОлег,\"1,8\"".as_bytes()), wanted);
        assert_eq!(texts("sep=|\r\nИмя|Рост\nОлег|1,8".as_bytes()), wanted);
        assert_eq!(texts("\u{feff}Имя;Рост\nОлег;1,8".as_bytes()), wanted);
    }

    #[test]
    fn quotes_hold_separators_and_lines_and_rows_keep_their_numbers() {
        let text = "a;b\n\n\"x;\"\"y\"\"\nz\";2\n;;\n3;4;\n";
        for text in [text.to_owned(), text.replace('\n', "\r\n"), text.replace('\n', "\r")] {
            let rows: Vec<_> =
                read(text.as_bytes()).unwrap().rows.iter().map(|row| (row.line, row.cells.len())).collect();
            assert_eq!(rows, [(1, 2), (3, 2), (5, 2)], "as a spreadsheet counts");
        }
        let grid = read(text.as_bytes()).unwrap();
        assert_eq!(grid.rows[1].cells[0], Cell::Text("x;\"y\"\nz".to_owned()));
    }

    #[test]
    fn a_guarded_phone_comes_back_and_a_plain_apostrophe_stays() {
        assert_eq!(texts("a;b\n'+7 900;'слово".as_bytes())[1], ["+7 900", "'слово"]);
    }

    #[test]
    fn one_column_needs_no_separator() {
        assert_eq!(texts("Имя\nОлег\nПётр".as_bytes()).len(), 3);
    }
}

//! Files as they come: encodings, separators, typed cells, and what is no table at all.

use cargorun_desk::domain::import::Cell;
use cargorun_desk::files::{FileError, MOST_COLUMNS, read};
use chrono::NaiveDate;
use rust_xlsxwriter::{Format, Formula, Workbook};

use super::made::{grid, texts, workbook};

fn cells(bytes: &[u8]) -> Vec<Vec<String>> {
    grid(bytes).rows.iter().map(|row| row.cells.iter().map(|cell| cell.shown().to_owned()).collect()).collect()
}

fn cp1251(text: &str) -> Vec<u8> {
    encoding_rs::WINDOWS_1251.encode(text).0.into_owned()
}

#[test]
fn csv_is_read_in_whatever_a_russian_desk_saves_it() {
    let text = "Фамилия;Телефон\r\nЁлкина;8 900 123-45-67\r\n";
    let wanted = vec![vec!["Фамилия", "Телефон"], vec!["Ёлкина", "8 900 123-45-67"]];
    let utf16: Vec<u8> =
        std::iter::once(0xfeff).chain(text.replace(';', "\t").encode_utf16()).flat_map(u16::to_le_bytes).collect();
    for bytes in [text.as_bytes().to_vec(), format!("\u{feff}{text}").into_bytes(), cp1251(text), utf16] {
        assert_eq!(cells(&bytes), wanted);
    }
}

#[test]
fn cells_of_a_workbook_are_read_as_a_person_sees_them() {
    let bytes = workbook(|sheet| {
        let percent = Format::new().set_num_format("0%");
        let (day, moment) =
            (Format::new().set_num_format("dd.mm.yyyy"), Format::new().set_num_format("dd.mm.yyyy hh:mm"));
        let date = NaiveDate::from_ymd_opt(2026, 12, 1).unwrap();
        sheet.write_string(1, 0, "  текст ").unwrap();
        sheet.write_number(1, 1, 79_001_234_567.0).unwrap();
        sheet.write_number(1, 2, 20.5).unwrap();
        sheet.write_number_with_format(1, 3, 0.2, &percent).unwrap();
        sheet.write_datetime_with_format(1, 4, date, &day).unwrap();
        sheet.write_datetime_with_format(1, 5, date.and_hms_opt(10, 30, 0).unwrap(), &moment).unwrap();
        sheet.write_boolean(1, 6, true).unwrap();
        sheet.write_formula(1, 7, Formula::new("=NA()").set_result("#N/A")).unwrap();
        sheet.write_number(1, 8, 40_702_810_900_000_000_001.0).unwrap();
        sheet.write_formula(1, 9, Formula::new("=1+1").set_result("2")).unwrap();
        sheet.write_string(3, 2, "после пустых").unwrap();
    });
    let grid = grid(&bytes);
    let text = |text: &str| text.to_owned();
    assert_eq!(
        grid.rows[0].cells,
        [
            Cell::Text(text("текст")),
            Cell::Number(text("79001234567")),
            Cell::Number(text("20.5")),
            Cell::Number(text("0.2")),
            Cell::Date(text("01.12.2026")),
            Cell::Date(text("01.12.2026 10:30")),
            Cell::Flag(true),
            Cell::Error(text("#N/A")),
            Cell::Rounded(text("40702810900000000000")),
            Cell::Number(text("2")),
        ]
    );
    assert_eq!((grid.rows[0].line, grid.rows[1].line), (2, 4), "rows keep the numbers that a spreadsheet shows");
    assert_eq!(grid.rows[1].cells[..2], [Cell::Empty, Cell::Empty]);
}

#[test]
fn a_merged_cell_is_seen_in_all_its_rows_and_not_in_its_columns() {
    let bytes = workbook(|sheet| {
        let plain = Format::new();
        sheet.merge_range(0, 0, 0, 2, "Машины парка", &plain).unwrap();
        for (column, title) in (0_u16..).zip(["Марка", "Госномер", "Примечание"]) {
            sheet.write_string(1, column, title).unwrap();
        }
        sheet.merge_range(2, 0, 4, 0, "Вольво", &plain).unwrap();
        for (row, plate) in (2_u32..).zip(["А001ВС77", "А002ВС77", "А003ВС77"]) {
            sheet.write_string(row, 1, plate).unwrap();
        }
    });
    let cells = cells(&bytes);
    assert_eq!(cells[0], ["Машины парка"]);
    assert_eq!(cells[2..], [["Вольво", "А001ВС77"], ["Вольво", "А002ВС77"], ["Вольво", "А003ВС77"]]);
}

#[test]
fn the_first_sheet_with_anything_in_it_is_read_and_any_other_when_asked_for() {
    let mut book = Workbook::new();
    book.add_worksheet().set_name("Пусто").unwrap();
    book.add_worksheet().set_name("Водители").unwrap().write_string(0, 0, "Фамилия").unwrap();
    book.add_worksheet().set_name("Скрыто").unwrap().set_hidden(true).write_string(0, 0, "тайна").unwrap();
    book.add_worksheet().set_name("Машины").unwrap().write_string(0, 0, "Госномер").unwrap();
    let bytes = book.save_to_buffer().unwrap();
    let first = read(&bytes, None).unwrap();
    assert_eq!(first.sheets, ["Пусто", "Водители", "Машины"]);
    assert_eq!((first.sheet, first.grid.rows[0].cells[0].shown()), (1, "Фамилия"));
    assert_eq!(read(&bytes, Some(2)).unwrap().grid.rows[0].cells[0].shown(), "Госномер");
    assert_eq!(read(&bytes, Some(0)).unwrap().grid.rows.len(), 0, "an empty sheet can be looked at");
    assert_eq!(read(&bytes, Some(9)), Err(FileError::NotATable));
}

#[test]
fn what_is_no_table_is_told_by_kind() {
    let compound: Vec<u8> = [0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1, 0x1a, 0xe1].into_iter().chain([0; 600]).collect();
    let locked: Vec<u8> =
        compound.iter().copied().chain("EncryptedPackage".encode_utf16().flat_map(u16::to_le_bytes)).collect();
    let whole = texts(&[&["Фамилия"], &["Примеров"]]);
    let torn = whole[..whole.len() / 2].to_vec();
    let empty_zip = b"PK\x05\x06".iter().copied().chain([0; 18]).collect::<Vec<u8>>();
    for (bytes, wanted) in [
        (Vec::new(), FileError::Empty),
        (b"\r\n \r\n".to_vec(), FileError::Empty),
        (texts(&[]), FileError::Empty),
        (compound, FileError::OldWorkbook),
        (locked, FileError::Locked),
        (b"\x89PNG\r\n\x1a\n\0\0\0".to_vec(), FileError::NotATable),
        (b"%PDF-1.7\n".to_vec(), FileError::NotATable),
        ("\u{feff}<html><table>".as_bytes().to_vec(), FileError::NotATable),
        (b"<?xml version=\"1.0\"?><Workbook/>".to_vec(), FileError::NotATable),
        (b"{\"a\": 1}".to_vec(), FileError::NotATable),
        (empty_zip, FileError::NotATable),
    ] {
        assert_eq!(read(&bytes, None), Err(wanted));
    }
    assert!(matches!(read(&torn, None), Err(FileError::Damaged(_) | FileError::NotATable)), "half a workbook");
    let document = zip_of("word/document.xml");
    assert_eq!(read(&document, None), Err(FileError::NotATable), "a document is a ZIP too");
}

fn zip_of(name: &str) -> Vec<u8> {
    use std::io::Write as _;
    let mut zip = zip::ZipWriter::new(std::io::Cursor::new(Vec::new()));
    zip.start_file(name, zip::write::SimpleFileOptions::default()).unwrap();
    zip.write_all(b"<x/>").unwrap();
    zip.finish().unwrap().into_inner()
}

#[test]
fn a_cell_in_the_farthest_corner_does_not_ask_for_all_the_memory() {
    let corner = workbook(|sheet| {
        sheet.write_string(0, 0, "Фамилия").unwrap();
        sheet.write_string(1_048_575, 0, "Последний").unwrap();
    });
    let rows = grid(&corner).rows;
    assert_eq!((rows.len(), rows[1].line), (2, 1_048_576), "empty rows cost nothing");
    let wide = workbook(|sheet| {
        sheet.write_string(0, u16::try_from(MOST_COLUMNS).unwrap(), "далеко").unwrap();
    });
    assert_eq!(read(&wide, None), Err(FileError::TooManyCells));
    let many = "а;б\n".repeat(100_002);
    assert_eq!(read(many.as_bytes(), None), Err(FileError::TooManyCells));
}

#[test]
fn a_huge_cell_is_a_cell_and_an_open_quote_tears_no_program() {
    let huge = format!("Фамилия;Примечание\nПримеров;\"{}\"\n", "я".repeat(1_000_000));
    assert_eq!(grid(huge.as_bytes()).rows[1].cells[1].shown().chars().count(), 1_000_000);
    let open = "Фамилия;Имя\nПримеров;\"Олег\nВторов;Пётр\n";
    assert_eq!(grid(open.as_bytes()).rows.len(), 2, "all after an open quote is one cell; the plan finds it missing");
}

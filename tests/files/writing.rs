//! What is written comes back as it was, and nothing of it is a formula.

use std::collections::HashMap;
use std::io::Read as _;

use cargorun_desk::app::book_tables::{all_fields, sample, write_file};
use cargorun_desk::app::books::Books;
use cargorun_desk::app::import::read;
use cargorun_desk::domain::book::BookEntry;
use cargorun_desk::domain::book_field::{BookField as F, FieldValue};
use cargorun_desk::domain::id::RecordKind;
use cargorun_desk::domain::import::{Counts, Layout};
use cargorun_desk::files::{
    FileError, Table, TableColumn, TableFormat, Value, csv_bytes, read as read_bytes, xlsx_bytes,
};
use cargorun_desk::store::Store;
use cargorun_desk::words::Lang;
use chrono::{DateTime, NaiveDate};
use proptest::prelude::*;

use super::made::{entry, grid};

fn table_of(rows: Vec<Vec<Value>>) -> Table {
    let columns = 0..rows.first().map_or(1, Vec::len);
    let columns = columns.map(|place| TableColumn { title: format!("Столбец {place}"), width: 10.0 }).collect();
    Table { title: "Проба".to_owned(), columns, rows }
}

/// A file inside a workbook.
fn part(bytes: &[u8], name: &str) -> String {
    let mut zip = zip::ZipArchive::new(std::io::Cursor::new(bytes)).unwrap();
    let mut text = String::new();
    zip.by_name(name).unwrap().read_to_string(&mut text).unwrap();
    text
}

/// True for what a spreadsheet could take for a formula when it opens a CSV file; not by the code under test.
fn opens_as_formula(text: &str) -> bool {
    let first = text.chars().find(|c| !(c.is_whitespace() || c.is_control() || "\"`«“\u{feff}\u{200b}".contains(*c)));
    text.starts_with(['\t', '\r']) || first.is_some_and(|c| "=+-@＝＋－＠".contains(c))
}

fn nasty() -> impl Strategy<Value = String> {
    prop_oneof![
        "[ \t\r\n'\"=+@;,|а-яA-Z0-9(){}!-]{0,24}",
        "[=+@-](cmd|HYPERLINK|SUM)\\(.{0,12}\\)",
        "[ \u{a0}\u{feff}]{0,3}[\"'«]{0,2}[=+@＝＋－＠-].{0,8}",
        "\\+7 \\([0-9]{3}\\) [0-9]{3}-[0-9]{2}-[0-9]{2}",
        "\\PC{0,16}",
    ]
}

/// As reading gives it back: trimmed, one kind of line ends, without signs that nobody sees.
fn tidied(text: &str) -> String {
    let text = text.replace("\r\n", "\n").replace('\r', "\n");
    let seen: String = text.chars().filter(|c| !c.is_control() || matches!(c, '\n' | '\t')).collect();
    seen.trim().to_owned()
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(400))]

    #[test]
    fn no_cell_of_a_csv_file_is_a_formula(texts in proptest::collection::vec(nasty(), 1..5), title in nasty()) {
        let mut table = table_of(vec![texts.iter().map(|text| Value::text(text)).collect()]);
        table.columns[0].title = title;
        let bytes = csv_bytes(&table).unwrap();
        let mut reader = csv::ReaderBuilder::new().delimiter(b';').has_headers(false).flexible(true).from_reader(&bytes[3..]);
        let records: Vec<csv::StringRecord> = reader.records().map(Result::unwrap).collect();
        prop_assert_eq!(records.len(), 2, "no text breaks out of its row");
        for record in &records {
            prop_assert_eq!(record.len(), texts.len(), "nor out of its cell");
            for cell in record {
                prop_assert!(!opens_as_formula(cell), "{:?}", cell);
            }
        }
    }

    #[test]
    fn no_cell_of_a_workbook_is_a_formula(texts in proptest::collection::vec(nasty(), 1..5)) {
        let bytes = xlsx_bytes(&[table_of(vec![texts.iter().map(|text| Value::text(text)).collect()])]).unwrap();
        let sheet = part(&bytes, "xl/worksheets/sheet1.xml");
        prop_assert!(!sheet.contains("<f>") && !sheet.contains("<f "), "{}", sheet);
        // Texts stand in the table of strings, never in the cell itself.
        let filled = texts.iter().filter(|text| !text.is_empty()).count();
        let in_table = sheet.matches("t=\"s\"").count();
        prop_assert!(in_table >= texts.len() && in_table <= filled + texts.len(), "{}", sheet);
        prop_assert_eq!(sheet.matches("<v>").count(), in_table, "nothing else holds a value");
    }

    #[test]
    fn texts_come_back_from_both_files(rows in proptest::collection::vec(nasty(), 1..6)) {
        let table = table_of(rows.iter().map(|text| vec![Value::text(text), Value::text("x")]).collect());
        for format in [TableFormat::Csv, TableFormat::Xlsx] {
            let read = read_bytes(&format.bytes(&table).unwrap(), None).unwrap();
            let back: Vec<String> = read.grid.rows.iter().skip(1).map(|row| tidied(row.cell(0).shown())).collect();
            let wanted: Vec<String> = rows.iter().map(|text| tidied(text)).collect();
            prop_assert_eq!(back, wanted, "{:?}", format);
        }
    }
}

#[test]
fn cells_have_their_kinds_and_the_head_is_bold_fixed_and_filtered() {
    let day = NaiveDate::from_ymd_opt(2026, 12, 1).unwrap();
    let moment = day.and_hms_opt(10, 30, 0).unwrap();
    let values = vec![
        Value::text("=1+1"),
        Value::Number("20.50".parse().unwrap()),
        Value::Day(day),
        Value::Moment(moment),
        Value::Empty,
    ];
    let table = table_of(vec![values]);
    let bytes = xlsx_bytes(std::slice::from_ref(&table)).unwrap();
    let sheet = part(&bytes, "xl/worksheets/sheet1.xml");
    assert!(sheet.contains("<autoFilter ref=\"A1:E2\""), "{sheet}");
    assert!(sheet.contains("state=\"frozen\"") && sheet.contains("numberStoredAsText"), "{sheet}");
    let styles = part(&bytes, "xl/styles.xml");
    assert!(styles.contains("<b/>") && styles.contains("quotePrefix=\"1\""), "text stays text when it is edited");
    let cells: Vec<String> = grid(&bytes).rows[1].cells.iter().map(|cell| cell.shown().to_owned()).collect();
    assert_eq!(cells, ["=1+1", "20.5", "01.12.2026", "01.12.2026 10:30"]);
    let text = String::from_utf8(csv_bytes(&table).unwrap()).unwrap();
    assert_eq!(text.lines().nth(1), Some("'=1+1;20,5;01.12.2026;01.12.2026 10:30;"));
    assert!(text.starts_with('\u{feff}') && text.contains("\r\n"));
}

#[test]
fn a_text_too_long_for_a_workbook_is_told_and_never_cut() {
    let table = table_of(vec![vec![Value::Text("я".repeat(40_000))]]);
    assert_eq!(xlsx_bytes(std::slice::from_ref(&table)), Err(FileError::TextTooLong));
    assert_eq!(grid(&csv_bytes(&table).unwrap()).rows[1].cell(0).shown().chars().count(), 40_000);
}

/// Every book with records that have everything a form has.
fn full(kind: RecordKind) -> Vec<BookEntry> {
    match kind {
        RecordKind::Driver => vec![
            entry(
                kind,
                &[
                    (F::LastName, "Де Бройль"),
                    (F::FirstName, "Луи"),
                    (F::Phone, "9001234567"),
                    (F::Comment, "=1+1\nвторая строка"),
                ],
            ),
            entry(
                kind,
                &[
                    (F::LastName, "Примеров"),
                    (F::FirstName, "Олег"),
                    (F::Patronymic, "Вагиф оглы"),
                    (F::Phone, "9001234568"),
                ],
            ),
        ],
        RecordKind::Car => vec![entry(
            kind,
            &[(F::Number, "А123ВС77"), (F::Comment, "-10% с пробегом"), (F::MechanicPhone, "+7 (900) 123-45-67")],
        )],
        RecordKind::Trailer => {
            let mut trailer = entry(kind, &[(F::Number, "АВ123477"), (F::WheelFormula, "6/4")]);
            trailer.set_value(F::Volume, &FieldValue::Number("92.50".parse().unwrap()));
            trailer.set_value(F::Containers, &FieldValue::Whole(3));
            trailer.set_value(F::RefuelingList, &FieldValue::Flag(true));
            vec![trailer]
        }
        RecordKind::Counterparty => vec![
            entry(
                kind,
                &[
                    (F::Name, "ООО «Пример; и \"Ко\"»"),
                    (F::Inn, "9999000013"),
                    (F::Kpp, "999901001"),
                    (F::Status, "priority"),
                    (F::ContactPhone, "+7 (900) 123-45-67"),
                ],
            ),
            entry(kind, &[(F::Name, "+7 Грузов"), (F::Comment, "без ИНН")]),
        ],
        _ => vec![entry(kind, &[(F::Name, "ООО «Своё»"), (F::Inn, "0275000018"), (F::Bic, "049999999")])],
    }
}

#[test]
fn a_book_that_was_exported_and_is_imported_again_asks_for_nothing() {
    for kind in
        [RecordKind::Driver, RecordKind::Car, RecordKind::Trailer, RecordKind::Counterparty, RecordKind::Organisation]
    {
        let store = Store::open_in_memory().unwrap();
        for entry in full(kind) {
            store.save_book(None, &entry, DateTime::UNIX_EPOCH).unwrap();
        }
        let records = store.book_records().unwrap();
        let books = Books::new(records.clone(), Vec::new(), Vec::new(), HashMap::new(), HashMap::new());
        for (lang, format) in [
            (Lang::Ru, TableFormat::Xlsx),
            (Lang::Ru, TableFormat::Csv),
            (Lang::En, TableFormat::Xlsx),
            (Lang::En, TableFormat::Csv),
        ] {
            let table = all_fields(kind, records.iter(), &books, lang);
            let file = read_bytes(&format.bytes(&table).unwrap(), None).unwrap();
            let layout = Layout::guess(kind, &file.grid);
            assert!(layout.targets.iter().all(Option::is_some), "{kind:?} {lang:?}: {:?}", layout.targets);
            let plan = read::planned(kind, &books, &file, &layout, &mut || true).unwrap();
            let wanted = Counts { skipped: records.len(), ..Counts::default() };
            assert_eq!(plan.counts, wanted, "{kind:?} {lang:?} {format:?}: {:?}", plan.rows);
        }
    }
}

#[test]
fn a_sample_is_empty_and_its_columns_are_known() {
    let books = Books::new(Vec::new(), Vec::new(), Vec::new(), HashMap::new(), HashMap::new());
    for kind in [RecordKind::Driver, RecordKind::Trailer, RecordKind::Counterparty] {
        let tables = sample(kind, &books, Lang::Ru);
        assert!(tables[0].rows.is_empty() && tables[0].columns.iter().any(|column| column.title.ends_with('*')));
        let file = read_bytes(&xlsx_bytes(&tables).unwrap(), None).unwrap();
        assert!(Layout::guess(kind, &file.grid).targets.iter().all(Option::is_some), "{kind:?}");
    }
}

#[test]
fn a_file_that_can_not_be_written_leaves_nothing_half() {
    let dir = tempfile::tempdir().unwrap();
    let path = dir.path().join("table.csv");
    write_file(&path, b"one").unwrap();
    write_file(&path, b"two").unwrap();
    assert_eq!(std::fs::read(&path).unwrap(), b"two");
    assert!(write_file(&dir.path().join("none").join("table.csv"), b"x").is_err());
    let left: Vec<_> = std::fs::read_dir(dir.path()).unwrap().collect();
    assert_eq!(left.len(), 1, "{left:?}");
}

//! An import of 10,000 drivers from a workbook, half of them known: read, planned, written and queued in one transaction,
//! beside the least that any script would do: read the cells, insert the rows.

use std::collections::HashMap;
use std::io::Cursor;
use std::path::Path;
use std::time::{Duration, Instant};

use calamine::{Data, Reader as _, Xlsx, open_workbook_from_rs};
use cargorun_desk::app::book_tables::{Table, TableColumn, TableFormat, Value};
use cargorun_desk::app::books::Books;
use cargorun_desk::app::import::read::look;
use cargorun_desk::domain::id::RecordKind;
use cargorun_desk::store::Store;
use chrono::Utc;
use rusqlite::{Connection, params};

use crate::measure::{Row, Rows, figure, time};

type Failure = Box<dyn std::error::Error>;

const ROWS: usize = 10_000;
const SAMPLES: usize = 5;

pub(crate) fn rows() -> Rows {
    let dir = tempfile::tempdir()?;
    let table = table();
    let mut files = Vec::new();
    for format in [TableFormat::Xlsx, TableFormat::Csv] {
        let path = dir.path().join(format!("drivers.{}", format.ending()));
        std::fs::write(&path, format.bytes(&table)?)?;
        files.push((format, path));
    }
    let mut rows = Vec::new();
    for (format, path) in &files {
        let (mut preview, mut whole) = (Vec::new(), Vec::new());
        for _ in 0..SAMPLES {
            let (looked, written) = import(path)?;
            preview.push(looked);
            whole.push(looked + written);
        }
        let name = format.ending();
        rows.push(Row::new(
            format!("import of 10,000 rows ({name}), read and planned for the preview"),
            figure(preview),
        ));
        let row =
            Row::new(format!("import of 10,000 rows ({name}), whole: read, planned, written, queued"), figure(whole));
        rows.push(match format {
            TableFormat::Xlsx => {
                let bare = (0..SAMPLES).map(|_| bare(path)).collect::<Result<Vec<_>, _>>()?;
                row.beside("bare calamine and insert", figure(bare))
            }
            TableFormat::Csv => row,
        });
    }
    let write = |format: TableFormat| time(SAMPLES, || format.bytes(&table).map(|bytes| bytes.len()));
    rows.push(
        Row::new("export of 10,000 rows to XLSX", write(TableFormat::Xlsx)).beside("to CSV", write(TableFormat::Csv)),
    );
    Ok(rows)
}

fn driver(number: usize) -> (String, String, String) {
    (format!("Фамилия{number}"), format!("Имя{}", number % 97), format!("9{number:09}"))
}

fn table() -> Table {
    let columns = ["Фамилия", "Имя", "Отчество", "Телефон", "Примечание"];
    let columns = columns.map(|title| TableColumn { title: title.to_owned(), width: 20.0 }).to_vec();
    let rows = (0..ROWS).map(|number| {
        let (last, first, phone) = driver(number);
        let cells = [last, first, "Иванович".to_owned(), format!("+7{phone}"), format!("Из файла, строка {number}")];
        cells.into_iter().map(Value::Text).collect()
    });
    Table { title: "Водители".to_owned(), columns, rows: rows.collect() }
}

/// A desk on disk that knows every second row of the file.
fn desk(dir: &Path) -> Result<(Store, Books), Failure> {
    let store = Store::open(&dir.join("desk.db"))?.store;
    // Known by their phones, with notes that the file changes.
    let rows = table().rows.into_iter().step_by(2).map(|mut row| {
        row.truncate(4);
        row
    });
    let half = Table { rows: rows.collect(), ..table() };
    let path = dir.join("half.csv");
    std::fs::write(&path, TableFormat::Csv.bytes(&half)?)?;
    let none = Books::default();
    let looked = look(RecordKind::Driver, &none, &path, None, &mut || true)?;
    store.import_books(RecordKind::Driver, &looked.plan, Utc::now(), &mut |_| true)?;
    let books = Books::new(store.book_records()?, Vec::new(), Vec::new(), HashMap::new(), HashMap::new());
    Ok((store, books))
}

/// How long until the preview, and how long the writing took.
fn import(path: &Path) -> Result<(Duration, Duration), Failure> {
    let dir = tempfile::tempdir()?;
    let (store, books) = desk(dir.path())?;
    let began = Instant::now();
    let looked = look(RecordKind::Driver, &books, path, None, &mut || true)?;
    let preview = began.elapsed();
    let began = Instant::now();
    let written = store.import_books(RecordKind::Driver, &looked.plan, Utc::now(), &mut |_| true)?;
    let took = began.elapsed();
    let counts = looked.plan.counts;
    if written.map(|records| records.len()) != Some(ROWS) {
        return Err(format!("not all rows were written: {counts:?}").into());
    }
    Ok((preview, took))
}

/// All cells of the sheet, and one insert a row into a table with the same key.
fn bare(path: &Path) -> Result<Duration, Failure> {
    let dir = tempfile::tempdir()?;
    let mut connection = Connection::open(dir.path().join("bare.db"))?;
    connection.pragma_update_and_check(None, "journal_mode", "WAL", |_| Ok(()))?;
    connection.execute(
        "CREATE TABLE driver (phone TEXT PRIMARY KEY, last TEXT, first TEXT, patronymic TEXT, note TEXT)",
        [],
    )?;
    let began = Instant::now();
    let bytes = std::fs::read(path)?;
    let mut book: Xlsx<_> = open_workbook_from_rs(Cursor::new(bytes))?;
    let range = book.worksheet_range_at(0).ok_or("no sheet")??;
    let transaction = connection.transaction()?;
    let mut insert = transaction.prepare("INSERT OR REPLACE INTO driver VALUES (?1, ?2, ?3, ?4, ?5)")?;
    for row in range.rows().skip(1) {
        let text = |place: usize| row.get(place).map_or_else(String::new, |cell: &Data| cell.to_string());
        insert.execute(params![text(3), text(0), text(1), text(2), text(4)])?;
    }
    drop(insert);
    transaction.commit()?;
    Ok(began.elapsed())
}

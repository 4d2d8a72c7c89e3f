//! Tables for files: all fields of a book, the empty sample that people fill in, and the writing of any table.

use std::fs;
use std::io;
use std::path::Path;

use super::book_words::field_key;
use super::books::Books;
use crate::domain::book::CounterpartyStatus;
use crate::domain::book_field::{BookField, FieldRow, FieldValue, Input, fields_of};
use crate::domain::catalog::CatalogKind;
use crate::domain::id::{RecordKind, RemoteId};
pub use crate::files::{FileError, Table, TableColumn, TableFormat, Value, csv_bytes, xlsx_bytes};
use crate::store::model::BookRecord;
use crate::words::Lang;

/// Width of a column before its texts are known, letters.
const WIDTH: f32 = 18.0;

/// A column of this title.
#[must_use]
pub fn column(title: String) -> TableColumn {
    TableColumn { title, width: WIDTH }
}

fn typed_rows(kind: RecordKind) -> impl Iterator<Item = &'static FieldRow> {
    fields_of(kind).iter().filter(|row| row.input.fits_a_cell())
}

/// Every field that a form of the book has, one column each: what an import reads back.
#[must_use]
pub fn all_fields<'a>(
    kind: RecordKind,
    records: impl Iterator<Item = &'a BookRecord>,
    books: &Books,
    lang: Lang,
) -> Table {
    let columns = typed_rows(kind).map(|row| column(lang.text(&field_key(row.field)))).collect();
    let cells = |record: &BookRecord| {
        typed_rows(kind).map(|row| value(*row, record.entry.value(row.field).as_ref(), books, lang)).collect()
    };
    Table { title: lang.text(book_key(kind)), columns, rows: records.map(cells).collect() }.fitted()
}

fn value(row: FieldRow, value: Option<&FieldValue>, books: &Books, lang: Lang) -> Value {
    match (row.input, value) {
        (_, None | Some(FieldValue::Empty)) => Value::Empty,
        (Input::Catalog(kind), Some(FieldValue::Whole(id))) => Value::text(books.item_name(kind, RemoteId(*id))),
        (Input::Employee, Some(FieldValue::Whole(id))) => {
            let known = books.employees().iter().find(|employee| employee.id.0 == *id);
            known.map_or_else(|| Value::Number((*id).into()), |employee| Value::text(&employee.name))
        }
        (Input::Driver, Some(FieldValue::Whole(id))) => {
            let known = books.by_remote(RecordKind::Driver, RemoteId(*id));
            known.map_or_else(|| Value::Number((*id).into()), |record| Value::text(&record.entry.title()))
        }
        (Input::Standing, Some(value)) => Value::text(&lang.text(standing_key(&value.plain()))),
        (_, Some(FieldValue::Number(number))) => Value::Number(*number),
        (_, Some(FieldValue::Whole(number))) => Value::Number((*number).into()),
        (_, Some(FieldValue::Flag(flag))) => Value::text(&lang.text(if *flag { "table-yes" } else { "table-no" })),
        (_, Some(value)) => Value::text(&value.plain()),
    }
}

fn standing_key(name: &str) -> &'static str {
    match CounterpartyStatus::named(name).unwrap_or_default() {
        CounterpartyStatus::None => "status-counterparty-none",
        CounterpartyStatus::Priority => "status-counterparty-priority",
        CounterpartyStatus::Suspended => "status-counterparty-suspended",
    }
}

/// An empty table to be filled in: columns of the book, what is required marked, and beside it the words that its
/// choices are made of.
#[must_use]
pub fn sample(kind: RecordKind, books: &Books, lang: Lang) -> Vec<Table> {
    let title = |row: &FieldRow| {
        let name = lang.text(&field_key(row.field));
        if row.required { format!("{name} *") } else { name }
    };
    let columns = typed_rows(kind).map(|row| column(title(row))).collect();
    let rows = Table { title: lang.text(book_key(kind)), columns, rows: Vec::new() }.fitted();
    let choices: Vec<(BookField, Vec<String>)> =
        typed_rows(kind).filter_map(|row| Some((row.field, choices(row.input, books, lang)?))).collect();
    if choices.is_empty() {
        return vec![rows];
    }
    let longest = choices.iter().map(|(_, words)| words.len()).max().unwrap_or_default();
    let line = |place: usize| {
        choices.iter().map(|(_, words)| words.get(place).map_or(Value::Empty, |word| Value::text(word))).collect()
    };
    let columns = choices.iter().map(|(field, _)| column(lang.text(&field_key(*field)))).collect();
    let words = Table { title: lang.text("table-choices"), columns, rows: (0..longest).map(line).collect() }.fitted();
    vec![rows, words]
}

fn choices(input: Input, books: &Books, lang: Lang) -> Option<Vec<String>> {
    let of_catalog = |kind: CatalogKind| {
        books.catalog(kind).iter().filter(|item| !item.deleted).map(|item| item.name.clone()).collect()
    };
    match input {
        Input::Catalog(kind) => Some(of_catalog(kind)),
        Input::Employee => Some(books.employees().iter().map(|employee| employee.name.clone()).collect()),
        Input::Flag => Some(["table-yes", "table-no"].map(|key| lang.text(key)).to_vec()),
        Input::Standing => Some(CounterpartyStatus::ALL.map(|status| lang.text(standing_key(status.name()))).to_vec()),
        _ => None,
    }
}

/// Key of a book's name.
#[must_use]
pub const fn book_key(kind: RecordKind) -> &'static str {
    match kind {
        RecordKind::Driver => "screen-drivers",
        RecordKind::Car => "screen-cars",
        RecordKind::Trailer => "screen-trailers",
        RecordKind::Counterparty => "screen-counterparties",
        RecordKind::Organisation => "screen-organisations",
        RecordKind::Bid => "screen-bids",
    }
}

/// Writes a file whole or not at all: beside its place first, so that a full disk leaves the former one as it was.
///
/// # Errors
/// What the system says.
pub fn write_file(path: &Path, bytes: &[u8]) -> io::Result<()> {
    let mut name = path.file_name().map(std::ffi::OsStr::to_os_string).unwrap_or_default();
    name.push(".part");
    let part = path.with_file_name(name);
    let written = fs::write(&part, bytes).and_then(|()| fs::rename(&part, path));
    if written.is_err() {
        // What is left of it is of no use; a failure to remove it changes nothing.
        let _gone = fs::remove_file(&part);
    }
    written
}

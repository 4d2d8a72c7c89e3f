//! Files, records and lists of the tests' own. The people, plates and numbers are invented.

use cargorun_desk::domain::book::{BookEntry, Employee};
use cargorun_desk::domain::book_field::{BookField, FieldValue};
use cargorun_desk::domain::catalog::{CatalogItem, CatalogKind};
use cargorun_desk::domain::id::{LocalId, RecordKind, RemoteId};
use cargorun_desk::domain::import::{Grid, Known, KnownRecord, Layout, Plan, plan};
use rust_xlsxwriter::{Workbook, Worksheet};

/// A workbook of one sheet.
pub(crate) fn workbook(fill: impl FnOnce(&mut Worksheet)) -> Vec<u8> {
    let mut book = Workbook::new();
    fill(book.add_worksheet());
    book.save_to_buffer().unwrap()
}

/// A workbook of texts.
pub(crate) fn texts(rows: &[&[&str]]) -> Vec<u8> {
    workbook(|sheet| {
        for (row, cells) in (0_u32..).zip(rows) {
            for (column, text) in (0_u16..).zip(*cells) {
                sheet.write_string(row, column, *text).unwrap();
            }
        }
    })
}

pub(crate) fn grid(bytes: &[u8]) -> Grid {
    cargorun_desk::files::read(bytes, None).unwrap().grid
}

pub(crate) fn entry(kind: RecordKind, fields: &[(BookField, &str)]) -> BookEntry {
    let mut entry = BookEntry::blank(kind).unwrap();
    for (field, text) in fields {
        entry.set_value(*field, &FieldValue::text(text));
    }
    entry
}

pub(crate) fn record(id: &str, entry: BookEntry) -> KnownRecord {
    KnownRecord { id: LocalId::new(id), entry, closed: false, deleted: false }
}

fn item(id: i64, name: &str, deleted: bool) -> CatalogItem {
    CatalogItem { id: RemoteId(id), name: name.to_owned(), deleted }
}

/// Records and the lists that cells name something of.
pub(crate) fn known(records: Vec<KnownRecord>) -> Known {
    let brands = [item(1, "Шварцмюллер", false), item(2, "Крона", false), item(3, "Ретро", true)];
    let twins = [item(7, "Тент", false), item(8, "Тент", false), item(9, "Рефрижератор", false)];
    Known::of(records)
        .with_catalog(CatalogKind::CarBrand, &[item(11, "Вольво", false), item(12, "Скания", false)])
        .with_catalog(CatalogKind::CarType, &[item(21, "Тягач", false)])
        .with_catalog(CatalogKind::TrailerBrand, &brands)
        .with_catalog(CatalogKind::TrailerType, &twins)
        .with_employees(&[
            Employee { id: RemoteId(31), name: "Логистова Анна".to_owned() },
            Employee { id: RemoteId(32), name: "Двойников Пётр".to_owned() },
            Employee { id: RemoteId(33), name: "Двойников Пётр".to_owned() },
        ])
}

/// The plan of a file whose columns are known by their names.
pub(crate) fn plan_of(kind: RecordKind, bytes: &[u8], known: &Known) -> Plan {
    let grid = grid(bytes);
    plan(kind, &grid, &Layout::guess(kind, &grid), known, &mut |_| true).unwrap()
}

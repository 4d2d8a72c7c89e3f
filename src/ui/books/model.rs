//! A book or a catalog as a sheet of texts: made once a change of the books, searched and sorted without the books.

use std::cmp::Ordering;

use crate::app::books::Books;
use crate::domain::book::{BookEntry, Car, Counterparty, CounterpartyStatus, Driver, Trailer};
use crate::domain::catalog::CatalogKind;
use crate::domain::id::{LocalId, RecordKind, RemoteId};
use crate::domain::phone::Phone;
use crate::domain::record::RecordState;
use crate::domain::search_key;
use crate::store::model::BookRecord;
use crate::ui::card::format;
use crate::words::Lang;

/// Which sheet.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Source {
    /// A book.
    Book(RecordKind),
    /// A catalog.
    Catalog(CatalogKind),
}

/// A column of a sheet: key of its title, width (`None`: what the others leave), aligned right.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct SheetColumn {
    /// Key of its title.
    pub key: &'static str,
    /// Width; `None`: what the others leave.
    pub width: Option<f32>,
}

/// A row of texts.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SheetRow {
    /// One text a column.
    pub cells: Vec<String>,
    /// Folded, for the search.
    pub search: String,
    /// Painted faint: no longer in use.
    pub faint: bool,
    /// The record, when it was changed on both sides and waits for a decision.
    pub conflict: Option<LocalId>,
}

/// Texts of a whole book or catalog.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Sheet {
    /// Its columns.
    pub columns: Vec<SheetColumn>,
    /// Its rows, in the order of the platform.
    pub rows: Vec<SheetRow>,
}

const fn column(key: &'static str, width: f32) -> SheetColumn {
    SheetColumn { key, width: Some(width) }
}

const fn filling(key: &'static str) -> SheetColumn {
    SheetColumn { key, width: None }
}

/// Makes a sheet. Deleted rows of a book are left out; deleted items of a catalog stay, faint: old bids refer to them.
#[must_use]
pub fn sheet(source: Source, books: &Books, lang: Lang, own_offset: i32) -> Sheet {
    match source {
        Source::Catalog(kind) => catalog(kind, books, lang),
        Source::Book(kind) => {
            let writer = Writer { books, lang, own_offset };
            let rows = books.of_kind(kind).iter().filter(|record| !record.deleted);
            Sheet { columns: columns(kind), rows: rows.map(|record| writer.row(record)).collect() }
        }
    }
}

fn catalog(kind: CatalogKind, books: &Books, lang: Lang) -> Sheet {
    let rows = books.catalog(kind).iter().map(|item| {
        let state = if item.deleted { lang.text("status-books-deleted") } else { String::new() };
        made(vec![item.id.to_string(), item.name.clone(), state], item.deleted)
    });
    let columns =
        vec![column("books-column-id", 90.0), filling("books-column-title"), column("books-column-state", 180.0)];
    Sheet { columns, rows: rows.collect() }
}

fn columns(kind: RecordKind) -> Vec<SheetColumn> {
    let state = column("books-column-state", 140.0);
    match kind {
        RecordKind::Driver => vec![
            column("books-column-name", 280.0),
            column("books-column-phone", 170.0),
            state,
            filling("books-column-comment"),
        ],
        RecordKind::Car => vec![
            column("books-column-plate", 120.0),
            column("books-column-brand", 140.0),
            column("books-column-type", 170.0),
            column("books-column-tracker", 150.0),
            column("books-column-last-fix", 150.0),
            state,
            filling("books-column-comment"),
        ],
        RecordKind::Trailer => vec![
            column("books-column-plate", 120.0),
            column("books-column-brand", 140.0),
            column("books-column-type", 170.0),
            column("books-column-tracker", 150.0),
            state,
            filling("books-column-comment"),
        ],
        RecordKind::Counterparty => vec![
            column("books-column-title", 300.0),
            column("books-column-inn", 120.0),
            column("books-column-kpp", 110.0),
            column("books-column-standing", 140.0),
            column("books-column-points", 90.0),
            filling("books-column-comment"),
        ],
        RecordKind::Organisation | RecordKind::Bid => {
            vec![filling("books-column-title"), column("books-column-inn", 120.0)]
        }
    }
}

struct Writer<'a> {
    books: &'a Books,
    lang: Lang,
    own_offset: i32,
}

impl Writer<'_> {
    fn row(&self, record: &BookRecord) -> SheetRow {
        let state = if record.active { "status-books-active" } else { "status-books-inactive" };
        let in_conflict = record.meta.state == RecordState::Conflict;
        let state = self.lang.text(if in_conflict { "status-exchange-conflict" } else { state });
        let cells = match &record.entry {
            BookEntry::Driver(found) => driver(found, state),
            BookEntry::Car(car) => self.car(car, state),
            BookEntry::Trailer(trailer) => self.trailer(trailer, state),
            BookEntry::Counterparty(counterparty) => self.counterparty(counterparty),
            BookEntry::Organisation(organisation) => {
                vec![organisation.name.clone(), organisation.inn.clone().unwrap_or_default()]
            }
        };
        SheetRow { conflict: in_conflict.then(|| record.meta.id.clone()), ..made(cells, false) }
    }

    fn car(&self, car: &Car, state: String) -> Vec<String> {
        let last_fix = car.last_fixed_at.map(|at| format::moment(at, self.own_offset));
        vec![
            car.number.as_ref().map(ToString::to_string).unwrap_or_default(),
            self.item(CatalogKind::CarBrand, car.brand_id),
            self.item(CatalogKind::CarType, car.type_id),
            car.tracker.clone().unwrap_or_default(),
            last_fix.unwrap_or_default(),
            state,
            car.comment.clone().unwrap_or_default(),
        ]
    }

    fn trailer(&self, trailer: &Trailer, state: String) -> Vec<String> {
        vec![
            trailer.number.as_ref().map(ToString::to_string).unwrap_or_default(),
            self.item(CatalogKind::TrailerBrand, trailer.brand_id),
            self.item(CatalogKind::TrailerType, trailer.type_id),
            trailer.tracker.clone().unwrap_or_default(),
            state,
            trailer.comment.clone().unwrap_or_default(),
        ]
    }

    fn counterparty(&self, counterparty: &Counterparty) -> Vec<String> {
        let standing = match counterparty.status {
            CounterpartyStatus::None => "status-counterparty-none",
            CounterpartyStatus::Priority => "status-counterparty-priority",
            CounterpartyStatus::Suspended => "status-counterparty-suspended",
        };
        vec![
            counterparty.name.clone(),
            counterparty.inn.clone().unwrap_or_default(),
            counterparty.kpp.clone().unwrap_or_default(),
            self.lang.text(standing),
            counterparty.points.len().to_string(),
            counterparty.comment.clone().unwrap_or_default(),
        ]
    }

    fn item(&self, kind: CatalogKind, id: Option<RemoteId>) -> String {
        id.map(|id| self.books.item_name(kind, id).to_owned()).unwrap_or_default()
    }
}

fn driver(driver: &Driver, state: String) -> Vec<String> {
    let phone = driver.phone.as_ref().map(Phone::shown).unwrap_or_default();
    vec![driver.full_name(), phone, state, driver.comment.clone().unwrap_or_default()]
}

fn made(cells: Vec<String>, faint: bool) -> SheetRow {
    let search = search_key::fold(&cells.join(" "));
    SheetRow { cells, search, faint, conflict: None }
}

/// Places of the rows that a search leaves, sorted by a column when one is chosen. Numbers sort as numbers, empty last.
#[must_use]
pub fn found(sheet: &Sheet, typed: &str, sort: Option<(usize, bool)>) -> Vec<usize> {
    let query = search_key::fold(typed);
    let query = query.trim();
    let hit = |row: &SheetRow| query.is_empty() || search_key::matches(&row.search, query);
    let mut places: Vec<_> = (0..sheet.rows.len()).filter(|place| sheet.rows.get(*place).is_some_and(hit)).collect();
    if let Some((by, descending)) = sort {
        let cell = |place: usize| sheet.rows.get(place).and_then(|row| row.cells.get(by)).map_or("", String::as_str);
        places.sort_by(|a, b| compare(cell(*a), cell(*b), descending));
    }
    places
}

fn compare(a: &str, b: &str, descending: bool) -> Ordering {
    match (a.is_empty(), b.is_empty()) {
        (true, true) => return Ordering::Equal,
        (true, false) => return Ordering::Greater,
        (false, true) => return Ordering::Less,
        (false, false) => {}
    }
    let order = match (a.parse::<i64>(), b.parse::<i64>()) {
        (Ok(a), Ok(b)) => a.cmp(&b),
        _ => a.to_lowercase().cmp(&b.to_lowercase()),
    };
    if descending { order.reverse() } else { order }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn sheet_of(names: &[&str]) -> Sheet {
        let rows = names.iter().map(|name| made(vec![(*name).to_owned()], false)).collect();
        Sheet { columns: vec![filling("books-column-title")], rows }
    }

    #[test]
    fn numbers_sort_as_numbers_and_empty_stays_last_both_ways() {
        let sheet = sheet_of(&["10", "", "9", "100"]);
        assert_eq!(found(&sheet, "", Some((0, false))), [2, 0, 3, 1]);
        assert_eq!(found(&sheet, "", Some((0, true))), [3, 0, 2, 1]);
    }

    #[test]
    fn a_search_leaves_what_holds_every_word_and_keeps_the_order() {
        let sheet = sheet_of(&["ООО «Лазурит» Казань", "АО «Север»", "ИП Лазарев, Казань"]);
        assert_eq!(found(&sheet, "казань лаз", None), [0, 2]);
        assert_eq!(found(&sheet, "  ", None), [0, 1, 2]);
        assert!(found(&sheet, "нет такого", None).is_empty());
    }
}

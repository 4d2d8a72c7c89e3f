//! A book or a catalog as a sheet of texts: made once a change of the books, searched and sorted without the books.

pub mod filter;
mod ready;

use std::cell::RefCell;
use std::cmp::Ordering;
use std::collections::HashMap;

use chrono::{NaiveDate, NaiveDateTime};

use self::filter::{Filter, attention};
pub use self::ready::{BookSheets, Shown};
use super::book_warnings::{absence_key, paper_key};
use super::books::Books;
use crate::domain::book::{BookEntry, Car, Counterparty, CounterpartyStatus, Organisation, Trailer};
use crate::domain::book_field::{BookField, FieldValue};
use crate::domain::catalog::CatalogKind;
use crate::domain::id::{LocalId, RecordKind, RemoteId};
use crate::domain::phone::Phone;
use crate::domain::record::RecordState;
use crate::domain::search_key;
use crate::domain::typed_time;
use crate::domain::upkeep::{PaperStanding, shown_day};
use crate::store::model::BookRecord;
use crate::words::Lang;

/// Which sheet.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Source {
    /// A book.
    Book(RecordKind),
    /// A catalog.
    Catalog(CatalogKind),
    /// The employees.
    Employees,
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
    /// The record, when it is one.
    pub id: Option<LocalId>,
    /// The groups that it stands in.
    pub groups: Vec<Filter>,
    /// Something about it needs a look: a refusal, a paper that ends.
    pub alarm: bool,
    /// One text a column.
    pub cells: Vec<String>,
    /// Folded, for the search.
    pub search: String,
    /// Painted faint: no longer in use.
    pub faint: bool,
}

/// Texts of a whole book or catalog.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Sheet {
    /// Its columns.
    pub columns: Vec<SheetColumn>,
    /// Its rows, in the order of the platform.
    pub rows: Vec<SheetRow>,
    /// How many rows each group has, in the order of [`Filter::ALL`].
    counts: [usize; Filter::ALL.len()],
}

impl Sheet {
    fn of(columns: Vec<SheetColumn>, rows: Vec<SheetRow>) -> Self {
        let counts = Filter::ALL.map(|filter| rows.iter().filter(|row| row.groups.contains(&filter)).count());
        Self { columns, rows, counts }
    }

    /// How many rows a group has.
    #[must_use]
    pub fn count(&self, filter: Filter) -> usize {
        Filter::ALL.into_iter().zip(self.counts).find_map(|(one, count)| (one == filter).then_some(count)).unwrap_or(0)
    }
}

const fn column(key: &'static str, width: f32) -> SheetColumn {
    SheetColumn { key, width: Some(width) }
}

const fn filling(key: &'static str) -> SheetColumn {
    SheetColumn { key, width: None }
}

/// Makes a sheet. Deleted rows stay, faint: the filter leaves them out of a book, and old bids refer to items of catalogs.
#[must_use]
pub fn sheet(source: Source, books: &Books, shown: Shown) -> Sheet {
    let Shown { lang, own_offset, today } = shown;
    match source {
        Source::Catalog(kind) => catalog(kind, books, lang),
        Source::Employees => employees(books),
        Source::Book(kind) => {
            let writer = Writer { books, lang, own_offset, today, words: RefCell::default() };
            let rows = books.of_kind(kind).iter();
            Sheet::of(columns(kind), rows.map(|record| writer.row(record)).collect())
        }
    }
}

fn employees(books: &Books) -> Sheet {
    let rows = books.employees().iter().map(|one| made(vec![one.name.clone(), one.id.to_string()], false));
    Sheet::of(vec![filling("books-column-employee"), column("books-column-id", 120.0)], rows.collect())
}

fn catalog(kind: CatalogKind, books: &Books, lang: Lang) -> Sheet {
    let rows = books.catalog(kind).iter().map(|item| {
        let state = if item.deleted { lang.text("status-books-deleted") } else { String::new() };
        made(vec![item.id.to_string(), item.name.clone(), state], item.deleted)
    });
    let columns =
        vec![column("books-column-id", 90.0), filling("books-column-title"), column("books-column-state", 180.0)];
    Sheet::of(columns, rows.collect())
}

fn columns(kind: RecordKind) -> Vec<SheetColumn> {
    let state = column("books-column-state", 140.0);
    match kind {
        RecordKind::Driver => vec![
            column("books-column-name", 280.0),
            column("books-column-phone", 170.0),
            state,
            column("books-column-upkeep", 200.0),
            column("books-column-exchange", 150.0),
            filling("books-column-comment"),
        ],
        RecordKind::Car => vec![
            column("books-column-plate", 120.0),
            column("books-column-brand", 140.0),
            column("books-column-type", 170.0),
            column("books-column-tracker", 150.0),
            column("books-column-last-fix", 150.0),
            state,
            column("books-column-upkeep", 200.0),
            column("books-column-exchange", 150.0),
            filling("books-column-comment"),
        ],
        RecordKind::Trailer => vec![
            column("books-column-plate", 120.0),
            column("books-column-brand", 140.0),
            column("books-column-type", 170.0),
            column("books-column-tracker", 150.0),
            state,
            column("books-column-upkeep", 200.0),
            column("books-column-exchange", 150.0),
            filling("books-column-comment"),
        ],
        RecordKind::Counterparty => vec![
            column("books-column-title", 300.0),
            column("books-column-inn", 120.0),
            column("books-column-kpp", 110.0),
            column("books-column-standing", 140.0),
            column("books-column-points", 90.0),
            column("books-column-exchange", 150.0),
            filling("books-column-comment"),
        ],
        RecordKind::Organisation | RecordKind::Bid => {
            vec![
                column("books-column-title", 300.0),
                column("books-column-inn", 120.0),
                column("books-column-kpp", 110.0),
                column("books-column-payment-type", 200.0),
                column("books-column-vat-type", 120.0),
                column("books-column-exchange", 150.0),
                filling("books-column-address"),
            ]
        }
    }
}

struct Writer<'a> {
    books: &'a Books,
    lang: Lang,
    own_offset: i32,
    today: NaiveDate,
    /// Texts that thousands of rows have in common.
    words: RefCell<HashMap<&'static str, String>>,
}

impl Writer<'_> {
    fn word(&self, key: &'static str) -> String {
        self.words.borrow_mut().entry(key).or_insert_with(|| self.lang.text(key)).clone()
    }

    fn row(&self, record: &BookRecord) -> SheetRow {
        let exchange = self.exchange(record);
        let cells = match &record.entry {
            BookEntry::Driver(driver) => {
                let phone = driver.phone.as_ref().map(Phone::shown).unwrap_or_default();
                vec![
                    driver.full_name(),
                    phone,
                    self.state(record),
                    self.upkeep(record),
                    exchange,
                    note(driver.comment.as_ref()),
                ]
            }
            BookEntry::Car(car) => self.car(record, car, exchange),
            BookEntry::Trailer(trailer) => self.trailer(record, trailer, exchange),
            BookEntry::Counterparty(counterparty) => self.counterparty(counterparty, exchange),
            BookEntry::Organisation(organisation) => self.organisation(record, organisation, exchange),
        };
        let groups = Filter::ALL.into_iter().filter(|filter| filter.holds(record, self.books, self.today));
        SheetRow {
            id: Some(record.meta.id.clone()),
            groups: groups.collect(),
            alarm: record.meta.error.is_some() || attention(record, self.books, self.today),
            ..made(cells, record.deleted)
        }
    }

    /// In use, or why not: in the platform's words, with the day until which.
    fn state(&self, record: &BookRecord) -> String {
        if record.deleted {
            return self.word("status-exchange-deleted");
        }
        if record.active {
            return self.word("status-books-active");
        }
        let value = |field| record.entry.value(field).map(|value| (value.plain(), value));
        match (value(BookField::InactiveReason), value(BookField::InactiveUntil)) {
            (Some((reason, _)), Some((_, FieldValue::Moment(until)))) if !reason.is_empty() => {
                let day = shown_day((until + chrono::TimeDelta::minutes(i64::from(self.own_offset))).date_naive());
                self.lang.text_with("books-inactive-until", &[("reason", reason.into()), ("day", day.into())])
            }
            (Some((reason, _)), _) if !reason.is_empty() => reason,
            _ => self.word("status-books-inactive"),
        }
    }

    /// What needs a look: repair, change of shift, papers that end, out of work.
    fn upkeep(&self, record: &BookRecord) -> String {
        let id = &record.meta.id;
        let flag = |field, key: &'static str| {
            let set = record.entry.value(field) == Some(FieldValue::Flag(true));
            set.then(|| self.word(key))
        };
        let marks = [
            flag(BookField::UrgentMaintenance, "field-urgent-maintenance"),
            flag(BookField::UrgentShift, "field-urgent-shift"),
        ];
        let mut words: Vec<String> = marks.into_iter().flatten().collect();
        let now = self.books.absences_of(id).iter().filter(|one| one.from <= self.today && self.today <= one.to);
        words.extend(now.map(|one| {
            let name = self.word(absence_key(one.kind));
            self.lang.text_with("books-until", &[("name", name.into()), ("day", shown_day(one.to).into())])
        }));
        let papers = self.books.papers_of(id).iter().filter(|paper| paper.on(self.today) != PaperStanding::Valid);
        words.extend(papers.map(|paper| {
            let name = self.word(paper_key(paper.kind));
            self.lang.text_with("books-until", &[("name", name.into()), ("day", shown_day(paper.until).into())])
        }));
        words.join("; ")
    }

    fn exchange(&self, record: &BookRecord) -> String {
        let key = match record.meta.state {
            RecordState::Clean if !record.meta.queued => return String::new(),
            RecordState::Tombstone if record.meta.queued => "books-exchange-restoring",
            RecordState::Tombstone if record.meta.error.is_some() => "status-exchange-rejected",
            RecordState::Tombstone => return String::new(),
            RecordState::CreateInflight | RecordState::PushInflight => "status-exchange-sending",
            RecordState::CreateUnknown | RecordState::PushUnknown => "status-exchange-unknown",
            RecordState::Rejected => "books-exchange-refused",
            RecordState::DeletePending => "books-exchange-deleting",
            RecordState::RemoteGone => "status-exchange-gone",
            RecordState::Conflict => "status-exchange-conflict",
            RecordState::Quarantine => "status-exchange-quarantine",
            RecordState::LocalNew | RecordState::Dirty | RecordState::Clean => "status-exchange-waiting",
        };
        self.word(key)
    }

    fn car(&self, record: &BookRecord, car: &Car, exchange: String) -> Vec<String> {
        let own = chrono::TimeDelta::minutes(i64::from(self.own_offset));
        let last_fix = car.last_fixed_at.map(|at| typed_time::shown(at.naive_utc() + own));
        vec![
            car.number.as_ref().map(ToString::to_string).unwrap_or_default(),
            self.item(CatalogKind::CarBrand, car.brand_id),
            self.item(CatalogKind::CarType, car.type_id),
            car.tracker.clone().unwrap_or_default(),
            last_fix.unwrap_or_default(),
            self.state(record),
            self.upkeep(record),
            exchange,
            note(car.comment.as_ref()),
        ]
    }

    fn trailer(&self, record: &BookRecord, trailer: &Trailer, exchange: String) -> Vec<String> {
        vec![
            trailer.number.as_ref().map(ToString::to_string).unwrap_or_default(),
            self.item(CatalogKind::TrailerBrand, trailer.brand_id),
            self.item(CatalogKind::TrailerType, trailer.type_id),
            trailer.tracker.clone().unwrap_or_default(),
            self.state(record),
            self.upkeep(record),
            exchange,
            note(trailer.comment.as_ref()),
        ]
    }

    fn counterparty(&self, counterparty: &Counterparty, exchange: String) -> Vec<String> {
        let standing = match counterparty.status {
            CounterpartyStatus::None => "status-counterparty-none",
            CounterpartyStatus::Priority => "status-counterparty-priority",
            CounterpartyStatus::Suspended => "status-counterparty-suspended",
        };
        vec![
            counterparty.name.clone(),
            counterparty.inn.clone().unwrap_or_default(),
            counterparty.kpp.clone().unwrap_or_default(),
            self.word(standing),
            counterparty.points.len().to_string(),
            exchange,
            note(counterparty.comment.as_ref()),
        ]
    }

    fn organisation(&self, record: &BookRecord, organisation: &Organisation, exchange: String) -> Vec<String> {
        vec![
            organisation.name.clone(),
            organisation.inn.clone().unwrap_or_default(),
            organisation.kpp.clone().unwrap_or_default(),
            self.item(CatalogKind::PaymentType, organisation.payment_type),
            self.item(CatalogKind::VatType, organisation.vat_type),
            exchange,
            record.entry.value(BookField::Address).map(|value| value.plain()).unwrap_or_default(),
        ]
    }

    fn item(&self, kind: CatalogKind, id: Option<RemoteId>) -> String {
        id.map(|id| self.books.item_name(kind, id).to_owned()).unwrap_or_default()
    }
}

fn note(comment: Option<&String>) -> String {
    comment.cloned().unwrap_or_default()
}

fn made(cells: Vec<String>, faint: bool) -> SheetRow {
    let search = search_key::fold(&cells.join(" "));
    SheetRow { id: None, groups: Vec::new(), alarm: false, cells, search, faint }
}

/// Places of the rows that a filter and a search leave, sorted by a column when one is chosen. Numbers sort as numbers,
/// days as days, empty last.
#[must_use]
pub fn found(sheet: &Sheet, filter: Option<Filter>, typed: &str, sort: Option<(usize, bool)>) -> Vec<usize> {
    let query = search_key::fold(typed);
    let query = query.trim();
    let hit = |row: &SheetRow| {
        filter.is_none_or(|filter| row.groups.contains(&filter))
            && (query.is_empty() || search_key::matches(&row.search, query))
    };
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
    let moment = |text: &str| NaiveDateTime::parse_from_str(text, "%d.%m.%Y %H:%M").ok();
    let order = match (a.parse::<i64>(), b.parse::<i64>()) {
        (Ok(a), Ok(b)) => a.cmp(&b),
        _ => match moment(a).zip(moment(b)) {
            Some((a, b)) => a.cmp(&b),
            None => a.to_lowercase().cmp(&b.to_lowercase()),
        },
    };
    if descending { order.reverse() } else { order }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn sheet_of(names: &[&str]) -> Sheet {
        let rows = names.iter().map(|name| made(vec![(*name).to_owned()], false)).collect();
        Sheet::of(vec![filling("books-column-title")], rows)
    }

    #[test]
    fn numbers_sort_as_numbers_and_empty_stays_last_both_ways() {
        let sheet = sheet_of(&["10", "", "9", "100"]);
        assert_eq!(found(&sheet, None, "", Some((0, false))), [2, 0, 3, 1]);
        assert_eq!(found(&sheet, None, "", Some((0, true))), [3, 0, 2, 1]);
    }

    #[test]
    fn a_search_leaves_what_holds_every_word_and_keeps_the_order() {
        let sheet = sheet_of(&["ООО «Лазурит» Казань", "АО «Север»", "ИП Лазарев, Казань"]);
        assert_eq!(found(&sheet, None, "казань лаз", None), [0, 2]);
        assert_eq!(found(&sheet, None, "  ", None), [0, 1, 2]);
        assert!(found(&sheet, None, "нет такого", None).is_empty());
    }

    #[test]
    fn what_is_gone_from_a_catalog_stays_faint_and_says_so() {
        use crate::domain::catalog::{Catalog, CatalogItem};
        let item = |id, name: &str, deleted| CatalogItem { id: RemoteId(id), name: name.to_owned(), deleted };
        let items = vec![item(22, "НДС 22%", false), item(29, "НДС 18%", true)];
        let catalogs = vec![Catalog { kind: CatalogKind::VatType, items }];
        let books = Books::new(Vec::new(), catalogs, Vec::new(), HashMap::new(), HashMap::new());
        let sheet = sheet(Source::Catalog(CatalogKind::VatType), &books, Shown::default());
        let shown: Vec<_> = sheet.rows.iter().map(|row| (row.cells.join("|"), row.faint)).collect();
        let gone = Lang::default().text("status-books-deleted");
        assert_eq!(shown, [("22|НДС 22%|".to_owned(), false), (format!("29|НДС 18%|{gone}"), true)]);
    }
}

//! The reference books and catalogs in memory, indexed for pickers, cards and lists.

use std::collections::HashMap;
use std::sync::Arc;

use crate::domain::bid::Contact;
use crate::domain::book::{BookEntry, Car, Counterparty, Driver, Employee, Organisation, Trailer};
use crate::domain::catalog::{CatalogItem, CatalogKind};
use crate::domain::id::{LocalId, RecordKind, RemoteId};
use crate::domain::place::Place;
use crate::store::model::BookRecord;

/// All books and catalogs, read-only; replaced whole when a read brings changes.
#[derive(Debug, Default)]
pub struct Books {
    records: HashMap<LocalId, Arc<BookRecord>>,
    by_kind: HashMap<RecordKind, Vec<Arc<BookRecord>>>,
    catalogs: HashMap<CatalogKind, Vec<CatalogItem>>,
    employees: Vec<Employee>,
    pairings: HashMap<LocalId, Pairing>,
    places: HashMap<LocalId, Vec<KnownPlace>>,
}

/// Driver and trailer that a truck drove with last: proposed when the truck is chosen.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Pairing {
    /// Driver.
    pub driver: Option<LocalId>,
    /// Trailer.
    pub trailer: Option<LocalId>,
}

/// A place a customer has used: offered before the geocoder is asked.
#[derive(Debug, Clone, PartialEq)]
pub struct KnownPlace {
    /// The platform's saved point, when it is one.
    pub saved_point: Option<RemoteId>,
    /// Name of the saved point, or the address.
    pub name: String,
    /// Where, with coordinates.
    pub place: Place,
    /// Whom to call.
    pub contact: Option<Contact>,
    /// Note for the driver that went with it.
    pub comment: Option<String>,
}

impl Books {
    /// Builds the indexes. `pairings` and `places` come from the stored bids.
    #[must_use]
    pub fn new(
        records: Vec<BookRecord>,
        catalogs: Vec<crate::domain::catalog::Catalog>,
        employees: Vec<Employee>,
        pairings: HashMap<LocalId, Pairing>,
        places: HashMap<LocalId, Vec<KnownPlace>>,
    ) -> Self {
        let mut books = Self { employees, pairings, places, ..Self::default() };
        for record in records {
            let record = Arc::new(record);
            books.by_kind.entry(record.entry.kind()).or_default().push(Arc::clone(&record));
            books.records.insert(record.meta.id.clone(), record);
        }
        books.catalogs = catalogs.into_iter().map(|catalog| (catalog.kind, catalog.items)).collect();
        books
    }

    /// All rows of a book, deleted ones too.
    #[must_use]
    pub fn of_kind(&self, kind: RecordKind) -> &[Arc<BookRecord>] {
        self.by_kind.get(&kind).map_or(&[], Vec::as_slice)
    }

    /// One row.
    #[must_use]
    pub fn record(&self, id: &LocalId) -> Option<&Arc<BookRecord>> {
        self.records.get(id)
    }

    /// A driver.
    #[must_use]
    pub fn driver(&self, id: &LocalId) -> Option<&Driver> {
        self.record(id).and_then(|r| if let BookEntry::Driver(x) = &r.entry { Some(x) } else { None })
    }

    /// A truck.
    #[must_use]
    pub fn car(&self, id: &LocalId) -> Option<&Car> {
        self.record(id).and_then(|r| if let BookEntry::Car(x) = &r.entry { Some(x) } else { None })
    }

    /// A trailer.
    #[must_use]
    pub fn trailer(&self, id: &LocalId) -> Option<&Trailer> {
        self.record(id).and_then(|r| if let BookEntry::Trailer(x) = &r.entry { Some(x) } else { None })
    }

    /// A counterparty.
    #[must_use]
    pub fn counterparty(&self, id: &LocalId) -> Option<&Counterparty> {
        self.record(id).and_then(|r| if let BookEntry::Counterparty(x) = &r.entry { Some(x) } else { None })
    }

    /// One of our organisations.
    #[must_use]
    pub fn organisation(&self, id: &LocalId) -> Option<&Organisation> {
        self.record(id).and_then(|r| if let BookEntry::Organisation(x) = &r.entry { Some(x) } else { None })
    }

    /// Items of a catalog, deleted ones too.
    #[must_use]
    pub fn catalog(&self, kind: CatalogKind) -> &[CatalogItem] {
        self.catalogs.get(&kind).map_or(&[], Vec::as_slice)
    }

    /// Name of a catalog item; empty when the catalog doesn't have it.
    #[must_use]
    pub fn item_name(&self, kind: CatalogKind, id: RemoteId) -> &str {
        self.catalog(kind).iter().find(|item| item.id == id).map_or("", |item| item.name.as_str())
    }

    /// Employees of the organisation.
    #[must_use]
    pub fn employees(&self) -> &[Employee] {
        &self.employees
    }

    /// What this truck drove with last.
    #[must_use]
    pub fn pairing(&self, car: &LocalId) -> Option<&Pairing> {
        self.pairings.get(car)
    }

    /// Places of a customer: saved points first, then those of former bids, latest first, none twice.
    #[must_use]
    pub fn places_of(&self, customer: &LocalId) -> &[KnownPlace] {
        self.places.get(customer).map_or(&[], Vec::as_slice)
    }
}

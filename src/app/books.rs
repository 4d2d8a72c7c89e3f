//! The reference books and catalogs in memory, indexed for pickers, cards and lists.

use std::collections::HashMap;
use std::sync::Arc;

use chrono::{DateTime, Utc};

use crate::domain::bid::Contact;
use crate::domain::book::{BookEntry, Car, Counterparty, Driver, Employee, Organisation, Tracker, Trailer};
use crate::domain::catalog::{CatalogItem, CatalogKind};
use crate::domain::id::{LocalId, RecordKind, RemoteId};
use crate::domain::place::Place;
use crate::domain::record::RecordState;
use crate::domain::upkeep::{Absence, Paper};
use crate::store::learned::Learned;
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
    trackers: Vec<Tracker>,
    absences: HashMap<LocalId, Vec<Absence>>,
    papers: HashMap<LocalId, Vec<Paper>>,
    catalogs_read_at: Option<DateTime<Utc>>,
    properties: Vec<String>,
    point_properties: Vec<String>,
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

    /// With the trackers.
    #[must_use]
    pub fn with_trackers(self, trackers: Vec<Tracker>) -> Self {
        Self { trackers, ..self }
    }

    /// With what this desk alone keeps: periods out of work and last days of papers.
    #[must_use]
    pub fn with_upkeep(mut self, absences: Vec<Absence>, papers: Vec<Paper>) -> Self {
        for absence in absences {
            self.absences.entry(absence.record.clone()).or_default().push(absence);
        }
        for paper in papers {
            self.papers.entry(paper.record.clone()).or_default().push(paper);
        }
        self
    }

    /// With what the bids named of the organisation's own making.
    #[must_use]
    pub fn with_learned(mut self, learned: Learned) -> Self {
        let kinds = learned.custom_points.into_iter();
        let kinds = kinds.map(|kind| CatalogItem { id: kind.id, name: kind.name, deleted: false }).collect();
        self.catalogs.insert(CatalogKind::CustomPoint, kinds);
        Self { properties: learned.properties, point_properties: learned.point_properties, ..self }
    }

    /// Names of the properties that bids of the organisation have.
    #[must_use]
    pub fn properties(&self) -> &[String] {
        &self.properties
    }

    /// Names of the properties that its points have.
    #[must_use]
    pub fn point_properties(&self) -> &[String] {
        &self.point_properties
    }

    /// With the moment that the catalogs were read.
    #[must_use]
    pub fn with_catalogs_read_at(self, catalogs_read_at: Option<DateTime<Utc>>) -> Self {
        Self { catalogs_read_at, ..self }
    }

    /// GPS trackers, in the platform's order.
    #[must_use]
    pub fn trackers(&self) -> &[Tracker] {
        &self.trackers
    }

    /// When the catalogs were read; `None` before the first time.
    #[must_use]
    pub fn catalogs_read_at(&self) -> Option<DateTime<Utc>> {
        self.catalogs_read_at
    }

    /// Periods out of work of a record, by first day.
    #[must_use]
    pub fn absences_of(&self, record: &LocalId) -> &[Absence] {
        self.absences.get(record).map_or(&[], Vec::as_slice)
    }

    /// Periods out of work of all records, in no particular order.
    pub fn absences(&self) -> impl Iterator<Item = &Absence> {
        self.absences.values().flatten()
    }

    /// Watched papers of a record.
    #[must_use]
    pub fn papers_of(&self, record: &LocalId) -> &[Paper] {
        self.papers.get(record).map_or(&[], Vec::as_slice)
    }

    /// The record of a platform number.
    #[must_use]
    pub fn by_remote(&self, kind: RecordKind, remote: RemoteId) -> Option<&Arc<BookRecord>> {
        self.of_kind(kind).iter().find(|record| record.meta.remote_id == Some(remote))
    }

    /// Another living record that is the same thing in the world: same phone, plate, or INN with KPP.
    #[must_use]
    pub fn twin(&self, entry: &BookEntry, own: Option<&LocalId>) -> Option<&Arc<BookRecord>> {
        let key = entry.natural_key()?;
        self.of_kind(entry.kind()).iter().find(|record| {
            !record.deleted && Some(&record.meta.id) != own && record.entry.natural_key().as_ref() == Some(&key)
        })
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

    /// All records, in no particular order.
    pub fn records(&self) -> impl Iterator<Item = &BookRecord> {
        self.records.values().map(Arc::as_ref)
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

    /// True for an item that its catalog no longer offers: deleted, or not listed any more. Of a catalog that was never read
    /// nothing is said.
    #[must_use]
    pub fn item_is_gone(&self, kind: CatalogKind, id: RemoteId) -> bool {
        let items = self.catalog(kind);
        !items.is_empty() && !items.iter().any(|item| item.id == id && !item.deleted)
    }

    /// True for a record that is deleted here or there.
    #[must_use]
    pub fn record_is_gone(&self, id: &LocalId) -> bool {
        self.record(id).is_some_and(|record| {
            record.deleted || matches!(record.meta.state, RecordState::RemoteGone | RecordState::Tombstone)
        })
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

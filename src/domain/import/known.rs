//! What the desk knows already: records to be found again, and the lists that a cell may name something of.

use std::collections::{HashMap, HashSet};

use crate::domain::book::{BookEntry, Driver, Employee};
use crate::domain::catalog::{CatalogItem, CatalogKind};
use crate::domain::id::{LocalId, RemoteId};
use crate::domain::search_key::fold;

/// A record of the book.
#[derive(Debug, Clone, PartialEq)]
pub struct KnownRecord {
    /// Our id.
    pub id: LocalId,
    /// Its fields.
    pub entry: BookEntry,
    /// It waits for a decision or for its deletion: nothing can be written into it.
    pub closed: bool,
    /// It was deleted.
    pub deleted: bool,
}

/// A choice of a list: its number, and whether it is no longer offered.
type Item = (RemoteId, bool);

/// Everything that a plan looks things up in.
#[derive(Debug, Default)]
pub struct Known {
    records: Vec<KnownRecord>,
    by_key: HashMap<String, Vec<usize>>,
    by_inn: HashMap<String, Vec<usize>>,
    by_name: HashMap<String, Vec<usize>>,
    gone: HashSet<String>,
    items: HashMap<CatalogKind, HashMap<String, Vec<Item>>>,
    employees: HashMap<String, Vec<RemoteId>>,
    drivers: HashMap<String, Vec<RemoteId>>,
}

impl Known {
    /// Of the records of one book.
    #[must_use]
    pub fn of(records: Vec<KnownRecord>) -> Self {
        let mut known = Self::default();
        for (place, record) in records.iter().enumerate() {
            let key = record.entry.natural_key();
            if record.deleted {
                known.gone.extend(key);
                continue;
            }
            if let BookEntry::Counterparty(_) | BookEntry::Organisation(_) = &record.entry {
                let inn = key.as_deref().and_then(|key| key.split('/').next());
                if let Some(inn) = inn {
                    known.by_inn.entry(inn.to_owned()).or_default().push(place);
                }
                known.by_name.entry(fold(&record.entry.title())).or_default().push(place);
            }
            if let Some(key) = key {
                known.by_key.entry(key).or_default().push(place);
            }
        }
        Self { records, ..known }
    }

    /// With the items of a catalog.
    #[must_use]
    pub fn with_catalog(mut self, kind: CatalogKind, items: &[CatalogItem]) -> Self {
        let known = self.items.entry(kind).or_default();
        for item in items {
            let found = (item.id, item.deleted);
            known.entry(fold(&item.name)).or_default().push(found);
        }
        for item in items {
            // A number means an item only where no item bears it as its name.
            known.entry(item.id.to_string()).or_insert_with(|| vec![(item.id, item.deleted)]);
        }
        self
    }

    /// With the employees.
    #[must_use]
    pub fn with_employees(mut self, employees: &[Employee]) -> Self {
        for employee in employees {
            self.employees.entry(fold(&employee.name)).or_default().push(employee.id);
            self.employees.entry(employee.id.to_string()).or_default().push(employee.id);
        }
        self
    }

    /// With the drivers that the platform knows, for fields that name one.
    #[must_use]
    pub fn with_drivers<'a>(mut self, drivers: impl Iterator<Item = (RemoteId, &'a Driver)>) -> Self {
        for (id, driver) in drivers {
            self.drivers.entry(fold(&driver.full_name())).or_default().push(id);
            if let Some(phone) = &driver.phone {
                self.drivers.entry(fold(&phone.to_string())).or_default().push(id);
            }
            self.drivers.entry(id.to_string()).or_default().push(id);
        }
        self
    }

    pub(super) fn items(&self, kind: CatalogKind, text: &str) -> &[Item] {
        self.items.get(&kind).and_then(|items| items.get(&fold(text))).map_or(&[], Vec::as_slice)
    }

    pub(super) fn employees(&self, text: &str) -> &[RemoteId] {
        self.employees.get(&fold(text)).map_or(&[], Vec::as_slice)
    }

    pub(super) fn drivers(&self, text: &str) -> &[RemoteId] {
        self.drivers.get(&fold(text)).map_or(&[], Vec::as_slice)
    }

    pub(super) fn was_deleted(&self, key: &str) -> bool {
        self.gone.contains(key)
    }

    /// Living records with this key: phone, plate, or INN with KPP.
    pub(super) fn with_key(&self, key: &str) -> Vec<&KnownRecord> {
        self.at(self.by_key.get(key))
    }

    /// Living companies with this INN, whatever their KPP.
    pub(super) fn with_inn(&self, inn: &str) -> Vec<&KnownRecord> {
        self.at(self.by_inn.get(inn))
    }

    /// Living companies of this name, quotes and capitals aside.
    pub(super) fn with_name(&self, name: &str) -> Vec<&KnownRecord> {
        self.at(self.by_name.get(&fold(name)))
    }

    fn at(&self, places: Option<&Vec<usize>>) -> Vec<&KnownRecord> {
        places.into_iter().flatten().filter_map(|place| self.records.get(*place)).collect()
    }
}

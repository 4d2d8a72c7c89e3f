//! Reading the reference books and what the platform lists beside them.

use chrono::{DateTime, Utc};
use rusqlite::{OptionalExtension as _, params};

use super::Store;
use super::book_record::{all, find, find_natural, find_remote};
use super::codec::{Cells, Word as _, instant, micros};
use super::error::{Fault, StoreError};
use super::model::BookRecord;
use crate::domain::book::{Employee, Tracker};
use crate::domain::catalog::{Catalog, CatalogItem, CatalogKind};
use crate::domain::id::{LocalId, RecordKind, RemoteId};

impl Store {
    /// All records of all books, deleted ones too, in the order they came.
    ///
    /// # Errors
    /// [`StoreError`] when the database can't be read.
    pub fn book_records(&self) -> Result<Vec<BookRecord>, StoreError> {
        self.read(|tx| Ok(all(tx, None)?.into_iter().map(|stored| stored.record).collect()))
    }

    /// One record.
    ///
    /// # Errors
    /// [`StoreError`] when the database can't be read.
    pub fn book(&self, id: &LocalId) -> Result<Option<BookRecord>, StoreError> {
        self.read(|tx| Ok(find(tx, id)?.map(|stored| stored.record)))
    }

    /// A record by the platform's number.
    ///
    /// # Errors
    /// [`StoreError`] when the database can't be read.
    pub fn book_by_remote(&self, kind: RecordKind, remote: RemoteId) -> Result<Option<BookRecord>, StoreError> {
        self.read(|tx| Ok(find_remote(tx, kind, remote)?.map(|stored| stored.record)))
    }

    /// The oldest record that isn't deleted with this phone, plate, or INN with KPP
    /// ([`crate::domain::book::BookEntry::natural_key`]).
    ///
    /// # Errors
    /// [`StoreError`] when the database can't be read.
    pub fn book_by_natural_key(&self, kind: RecordKind, key: &str) -> Result<Option<BookRecord>, StoreError> {
        self.read(|tx| Ok(find_natural(tx, kind, key)?.into_iter().next().map(|stored| stored.record)))
    }

    /// The catalogs that have been read, in the order of the seed.
    ///
    /// # Errors
    /// [`StoreError`] when the database can't be read.
    pub fn catalogs(&self) -> Result<Vec<Catalog>, StoreError> {
        self.read(|tx| {
            let mut known = tx.prepare_cached("SELECT 1 FROM catalogs WHERE kind = ?1")?;
            let mut items =
                tx.prepare_cached("SELECT id, name, deleted FROM catalog_items WHERE catalog = ?1 ORDER BY place")?;
            let mut catalogs = Vec::new();
            for kind in CatalogKind::ALL {
                if known.exists([kind.word()])? {
                    let items = items.query_and_then([kind.word()], |row| {
                        let mut cells = Cells::new(row);
                        Ok::<_, Fault>(CatalogItem {
                            id: RemoteId(cells.take()?),
                            name: cells.take()?,
                            deleted: cells.take()?,
                        })
                    })?;
                    catalogs.push(Catalog { kind, items: items.collect::<Result<_, _>>()? });
                }
            }
            Ok(catalogs)
        })
    }

    /// When the catalogs were last read from the platform; `None` before the first time.
    ///
    /// # Errors
    /// [`StoreError`] when the database can't be read.
    pub fn catalogs_read_at(&self) -> Result<Option<DateTime<Utc>>, StoreError> {
        self.read(|tx| {
            let latest: Option<i64> = tx.query_row("SELECT max(read_at) FROM catalogs", [], |row| row.get(0))?;
            latest.map(instant).transpose()
        })
    }

    /// Replaces the given catalogs; the others stay as they are.
    ///
    /// # Errors
    /// [`StoreError`] when the database can't be written.
    pub fn put_catalogs(&self, catalogs: &[Catalog], now: DateTime<Utc>) -> Result<(), StoreError> {
        self.write(|tx| {
            for catalog in catalogs {
                let kind = catalog.kind.word();
                tx.execute("DELETE FROM catalogs WHERE kind = ?1", [kind])?;
                tx.execute("INSERT INTO catalogs (kind, read_at) VALUES (?1, ?2)", params![kind, micros(now)])?;
                let mut insert = tx.prepare_cached(
                    "INSERT INTO catalog_items (catalog, place, id, name, deleted) VALUES (?1, ?2, ?3, ?4, ?5)",
                )?;
                for (place, item) in catalog.items.iter().enumerate() {
                    insert.execute(params![kind, place_number(place), item.id.0, item.name, item.deleted])?;
                }
            }
            Ok(())
        })
    }

    /// Employees of the organisation, in the platform's order.
    ///
    /// # Errors
    /// [`StoreError`] when the database can't be read.
    pub fn employees(&self) -> Result<Vec<Employee>, StoreError> {
        self.read(|tx| {
            let mut statement = tx.prepare_cached("SELECT id, name FROM employees ORDER BY place")?;
            let employees = statement
                .query_map([], |row| Ok(Employee { id: RemoteId(row.get(0)?), name: row.get(1)? }))?
                .collect::<Result<_, _>>()?;
            Ok(employees)
        })
    }

    /// Replaces the employees. When they were read is not kept.
    ///
    /// # Errors
    /// [`StoreError`] when the database can't be written.
    pub fn put_employees(&self, employees: &[Employee], _now: DateTime<Utc>) -> Result<(), StoreError> {
        self.write(|tx| {
            tx.execute("DELETE FROM employees", [])?;
            let mut insert = tx.prepare_cached("INSERT INTO employees (place, id, name) VALUES (?1, ?2, ?3)")?;
            for (place, employee) in employees.iter().enumerate() {
                insert.execute(params![place_number(place), employee.id.0, employee.name])?;
            }
            Ok(())
        })
    }

    /// GPS trackers, in the platform's order.
    ///
    /// # Errors
    /// [`StoreError`] when the database can't be read.
    pub fn trackers(&self) -> Result<Vec<Tracker>, StoreError> {
        self.read(|tx| {
            let mut statement = tx.prepare_cached(
                "SELECT id, device_number, attached_id, attached_kind, last_fixed_at FROM trackers ORDER BY place",
            )?;
            let trackers = statement.query_and_then([], |row| {
                let mut cells = Cells::new(row);
                let id = RemoteId(cells.take()?);
                let device_number = cells.take()?;
                let attached_id = cells.maybe_remote_id()?;
                let kind = cells.take::<Option<String>>()?.map(|word| RecordKind::from_word(&word)).transpose()?;
                let last_fixed_at = cells.maybe_instant()?;
                Ok::<_, Fault>(Tracker { id, device_number, attached_to: kind.zip(attached_id), last_fixed_at })
            })?;
            trackers.collect()
        })
    }

    /// Replaces the trackers. When they were read is not kept.
    ///
    /// # Errors
    /// [`StoreError`] when the database can't be written.
    pub fn put_trackers(&self, trackers: &[Tracker], _now: DateTime<Utc>) -> Result<(), StoreError> {
        self.write(|tx| {
            tx.execute("DELETE FROM trackers", [])?;
            let mut insert = tx.prepare_cached(
                "INSERT INTO trackers (place, id, device_number, attached_kind, attached_id, last_fixed_at)
                 VALUES (?1, ?2, ?3, ?4, ?5, ?6)",
            )?;
            for (place, tracker) in trackers.iter().enumerate() {
                insert.execute(params![
                    place_number(place),
                    tracker.id.0,
                    tracker.device_number,
                    tracker.attached_to.map(|(kind, _)| kind.word()),
                    tracker.attached_to.map(|(_, id)| id.0),
                    tracker.last_fixed_at.map(micros),
                ])?;
            }
            Ok(())
        })
    }

    /// The record as the platform wrote it last, for fields that this version doesn't know.
    ///
    /// # Errors
    /// [`StoreError`] when the database can't be read.
    pub fn book_raw(&self, id: &LocalId) -> Result<Option<String>, StoreError> {
        self.read(|tx| {
            let mut statement = tx.prepare_cached("SELECT raw FROM books WHERE id = ?1")?;
            Ok(statement.query_row([id.as_str()], |row| row.get(0)).optional()?.flatten())
        })
    }
}

fn place_number(place: usize) -> i64 {
    i64::try_from(place).unwrap_or(i64::MAX)
}

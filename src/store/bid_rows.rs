//! Reading bids: whole ones, light rows for a hundred thousand of them, and what follows from them.

use std::collections::{HashMap, HashSet};

use chrono::NaiveDateTime;
use rusqlite::{Connection, Row, ToSql};

use super::Store;
use super::bid_record::{By, ROUTE_SEPARATOR, find, read_meta};
use super::codec::{Cells, instant, money, status_from_word};
use super::error::{Fault, StoreError};
use super::model::{BidRecord, BidRow};
use crate::domain::id::{LocalId, RemoteId};

const SELECT: &str = "SELECT id, remote_id, state, updated_here, updated_there, synced_at, error, error_kind,
    status, deleted, customer, car, trailer, driver, second_driver, price_kopecks, route, first_local, first_offset, first_utc, last_utc,
    plan_mileage_m, empty_run FROM bids";

/// What a truck drove with last: driver, trailer.
pub type Pairing = (Option<LocalId>, Option<LocalId>);

impl Store {
    /// A bid, whole.
    ///
    /// # Errors
    /// [`StoreError`] when the database can't be read.
    pub fn bid(&self, id: &LocalId) -> Result<Option<BidRecord>, StoreError> {
        self.read(|tx| Ok(find(tx, By::Id(id))?.map(|stored| stored.record)))
    }

    /// A bid by the platform's number.
    ///
    /// # Errors
    /// [`StoreError`] when the database can't be read.
    pub fn bid_by_remote(&self, remote: RemoteId) -> Result<Option<BidRecord>, StoreError> {
        self.read(|tx| Ok(find(tx, By::Remote(remote))?.map(|stored| stored.record)))
    }

    /// A bid as a command line names it: our id, or `cr:12345` by the platform's number.
    ///
    /// # Errors
    /// [`StoreError`] when the database can't be read.
    pub fn bid_by_number_or_id(&self, name: &str) -> Result<Option<BidRecord>, StoreError> {
        match name.strip_prefix("cr:") {
            Some(number) => match number.parse() {
                Ok(number) => self.bid_by_remote(RemoteId(number)),
                Err(_not_a_number) => Ok(None),
            },
            None => self.bid(&LocalId::new(name)),
        }
    }

    /// Light rows of all bids, deleted ones too, in the order they came to this desk.
    ///
    /// # Errors
    /// [`StoreError`] when the database can't be read.
    pub fn bid_rows(&self) -> Result<Vec<BidRow>, StoreError> {
        self.read(|tx| rows(tx, "ORDER BY row", &[]))
    }

    /// The light row of one bid.
    ///
    /// # Errors
    /// [`StoreError`] when the database can't be read.
    pub fn bid_row(&self, id: &LocalId) -> Result<Option<BidRow>, StoreError> {
        self.read(|tx| Ok(rows(tx, "WHERE id = ?1", &[&id.as_str()])?.pop()))
    }

    /// Light rows of the bids that use a book record and aren't deleted, latest first.
    ///
    /// # Errors
    /// [`StoreError`] when the database can't be read.
    pub fn bid_rows_of(&self, record: &LocalId) -> Result<Vec<BidRow>, StoreError> {
        let condition = "WHERE deleted = 0 AND state <> 'tombstone' AND ?1 IN (car, trailer, driver, second_driver, customer, organisation)
            ORDER BY first_utc DESC, row DESC";
        self.read(|tx| rows(tx, condition, &[&record.as_str()]))
    }

    /// What each truck drove with in its latest bid that is neither cancelled nor deleted.
    ///
    /// # Errors
    /// [`StoreError`] when the database can't be read.
    pub fn recent_pairings(&self) -> Result<HashMap<LocalId, Pairing>, StoreError> {
        self.read(|tx| {
            let mut statement = tx.prepare_cached(
                "SELECT car, driver, trailer FROM (
                     SELECT car, driver, trailer,
                         row_number() OVER (PARTITION BY car ORDER BY first_utc DESC, row DESC) AS place
                     FROM bids
                     WHERE car IS NOT NULL AND deleted = 0 AND status <> 'cancelled'
                         AND (driver IS NOT NULL OR trailer IS NOT NULL))
                 WHERE place = 1",
            )?;
            let pairings = statement.query_and_then([], |row| {
                let mut cells = Cells::new(row);
                Ok::<_, Fault>((cells.local_id()?, (cells.maybe_local_id()?, cells.maybe_local_id()?)))
            })?;
            pairings.collect()
        })
    }
}

fn rows(connection: &Connection, condition: &str, values: &[&dyn ToSql]) -> Result<Vec<BidRow>, Fault> {
    let queued = queued(connection)?;
    let mut statement = connection.prepare_cached(&format!("{SELECT} {condition}"))?;
    let rows = statement.query_and_then(values, |row| {
        let mut row = read(row)?;
        row.meta.queued = queued.contains(&row.meta.id);
        Ok(row)
    })?;
    rows.collect()
}

/// Light rows of several bids: what waits is asked for once.
pub(super) fn rows_by_id(connection: &Connection, ids: &[LocalId]) -> Result<Vec<BidRow>, Fault> {
    let queued = queued(connection)?;
    let mut statement = connection.prepare_cached(&format!("{SELECT} WHERE id = ?1"))?;
    let mut found = Vec::with_capacity(ids.len());
    for id in ids {
        for row in statement.query_and_then([id.as_str()], read)? {
            let mut row = row?;
            row.meta.queued = queued.contains(&row.meta.id);
            found.push(row);
        }
    }
    Ok(found)
}

/// Bids with an operation that waits or is under way: a small set beside a large table.
fn queued(connection: &Connection) -> Result<HashSet<LocalId>, Fault> {
    let mut statement = connection.prepare_cached(
        "SELECT DISTINCT id FROM outbox WHERE kind = 'bid' AND state <> 'rejected' AND set_aside = 0",
    )?;
    statement.query_and_then([], |row| Cells::new(row).local_id())?.collect()
}

fn read(row: &Row<'_>) -> Result<BidRow, Fault> {
    let mut cells = Cells::new(row);
    let meta = read_meta(&mut cells)?;
    Ok(BidRow {
        meta,
        status: status_from_word(&cells.take::<String>()?),
        deleted: cells.take()?,
        customer: cells.maybe_local_id()?,
        car: cells.maybe_local_id()?,
        trailer: cells.maybe_local_id()?,
        driver: cells.maybe_local_id()?,
        second_driver: cells.maybe_local_id()?,
        price: cells.take::<Option<i64>>()?.map(money),
        route: route(&cells.take::<String>()?),
        first_local: cells.take::<Option<i64>>()?.map(local).transpose()?,
        first_offset_minutes: cells.take()?,
        first_utc: cells.maybe_instant()?,
        last_utc: cells.maybe_instant()?,
        plan_mileage_m: cells.take()?,
        empty_run: cells.take()?,
    })
}

fn route(joined: &str) -> Vec<String> {
    if joined.is_empty() { Vec::new() } else { joined.split(ROUTE_SEPARATOR).map(str::to_owned).collect() }
}

fn local(micros: i64) -> Result<NaiveDateTime, Fault> {
    Ok(instant(micros)?.naive_utc())
}

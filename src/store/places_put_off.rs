//! Places of a first pull, put off until its end.
//!
//! Why: with a thousand customers each batch of pages touches nearly all of them, and with them nearly every page of their
//! table: written batch by batch, the places cost the database as much as all else of a first pull of 100,000 bids.
//! Gathered in memory they are written once.
//!
//! Nothing is lost with the program: the transaction that takes in the first of such bids says behind which row their
//! places may be missing, and the one that writes the places takes the mark away. A pull that finds a mark of a program
//! that has ended goes through those bids first, a few at a time.

use std::sync::PoisonError;

use rusqlite::{Connection, OptionalExtension as _, params};

use super::Store;
use super::bid_record::{self, By};
use super::codec::Cells;
use super::error::{Fault, StoreError};
use super::outside;
use super::place_batch::PlaceBatch;
use crate::domain::id::LocalId;

/// Among the small values: the places of bids of later rows may be missing.
const MARK: &str = "places-behind-row";
/// Places that are held in memory at most, some 700 bytes each.
const MOST: usize = 40_000;

/// Behind which row the places of a page that comes now may be put off; `None`: they may not. `in_hand`: this program has
/// others in hand, and has set the mark.
pub(super) fn behind(connection: &Connection, in_hand: bool) -> Result<Option<i64>, Fault> {
    if outside::is_noted(connection)? || (!in_hand && mark(connection)?.is_some()) {
        return Ok(None);
    }
    let mut statement = connection.prepare_cached("SELECT coalesce(max(row), 0) FROM bids")?;
    Ok(Some(statement.query_row([], |row| row.get(0))?))
}

/// Says behind which row places may be missing; a mark that stands already says more.
pub(super) fn put_mark(connection: &Connection, row: i64) -> Result<(), Fault> {
    connection
        .prepare_cached("INSERT OR IGNORE INTO settings (key, value) VALUES (?1, ?2)")?
        .execute(params![MARK, row.to_string()])?;
    Ok(())
}

/// Whether those that were gathered may wait for a later transaction.
pub(super) const fn may_wait(places: &PlaceBatch) -> bool {
    places.gathered() < MOST
}

fn mark(connection: &Connection) -> Result<Option<i64>, Fault> {
    let mut statement = connection.prepare_cached("SELECT CAST(value AS INTEGER) FROM settings WHERE key = ?1")?;
    Ok(statement.query_row([MARK], |row| row.get(0)).optional()?)
}

fn remove_mark(connection: &Connection) -> Result<(), Fault> {
    connection.prepare_cached("DELETE FROM settings WHERE key = ?1")?.execute([MARK])?;
    Ok(())
}

impl Store {
    /// Writes the places that were put off: at the end of a pull, however it ended.
    ///
    /// # Errors
    /// [`StoreError`] when the database can't be written; the next pull then catches up.
    pub fn settle_places(&self) -> Result<(), StoreError> {
        let Some(mut places) = self.take_places() else { return Ok(()) };
        self.write(|tx| {
            places.write(tx)?;
            remove_mark(tx)
        })
    }

    /// Goes through some of the bids whose places a program that has ended had put off; says whether more are left.
    ///
    /// # Errors
    /// [`StoreError`] when the database can't be read or written.
    pub fn catch_up_places(&self, most: usize) -> Result<bool, StoreError> {
        if self.has_places() || self.read(|tx| mark(tx))?.is_none() {
            return Ok(false);
        }
        self.write(|tx| {
            let Some(behind) = mark(tx)? else { return Ok(false) };
            let mut statement = tx.prepare_cached(
                "SELECT id, row FROM bids WHERE row > ?1 AND remote_id IS NOT NULL ORDER BY row LIMIT ?2",
            )?;
            let limit = i64::try_from(most).unwrap_or(i64::MAX);
            let rows = statement.query_and_then(params![behind, limit], |row| {
                let mut cells = Cells::new(row);
                Ok::<_, Fault>((cells.local_id()?, cells.take()?))
            })?;
            let rows: Vec<(LocalId, i64)> = rows.collect::<Result<_, _>>()?;
            let mut places = PlaceBatch::default();
            for (id, _) in &rows {
                if let Some(stored) = bid_record::find(tx, By::Id(id))? {
                    places.remember(tx, &stored.record.bid, stored.record.meta.updated_here)?;
                }
            }
            places.write(tx)?;
            let Some((_, last)) = rows.last().filter(|_| rows.len() >= most) else {
                remove_mark(tx)?;
                return Ok(false);
            };
            tx.prepare_cached("UPDATE settings SET value = ?2 WHERE key = ?1")?
                .execute(params![MARK, last.to_string()])?;
            Ok(true)
        })
    }

    /// What is in hand: for the one transaction that goes on with it. It comes back when that is committed.
    pub(super) fn take_places(&self) -> Option<PlaceBatch> {
        self.connections().places.lock().unwrap_or_else(PoisonError::into_inner).take()
    }

    pub(super) fn keep_places(&self, places: Option<PlaceBatch>) {
        *self.connections().places.lock().unwrap_or_else(PoisonError::into_inner) = places;
    }

    fn has_places(&self) -> bool {
        self.connections().places.lock().unwrap_or_else(PoisonError::into_inner).is_some()
    }
}

#[cfg(test)]
mod tests {
    use chrono::Utc;

    use crate::domain::bid::{Bid, BidFacts, BidPoint, PointKind};
    use crate::domain::id::{LocalId, RemoteId};
    use crate::domain::place::{GeoPoint, Place};
    use crate::domain::pulled::PulledBid;
    use crate::store::{PageOf, ReadyBid, Store, StoreError};

    fn ready(number: i32, text: &str) -> ReadyBid {
        let location = Some(GeoPoint { longitude: f64::from(number), latitude: 55.0 });
        let place = Place { location, ..Place::default() };
        let bid = Bid {
            customer: Some(LocalId::new("cpt-1")),
            contract_number: Some(text.to_owned()),
            points: vec![BidPoint { place, ..BidPoint::new(PointKind::Unload) }],
            ..Bid::default()
        };
        ReadyBid::new(PulledBid {
            remote_id: RemoteId(number.into()),
            external_id: None,
            updated_at: None,
            list_raw: None,
            edit_raw: None,
            bid,
            facts: BidFacts::default(),
        })
        .unwrap()
    }

    #[test]
    fn a_page_that_was_not_written_takes_no_places_with_it() {
        let dir = tempfile::tempdir().unwrap();
        let store = Store::open(&dir.path().join("desk.db")).unwrap().store;
        store.take_ready(&[ready(1, ""), ready(2, "")], PageOf::default(), Utc::now()).unwrap();
        let pages = |limit: i64| {
            let writer = store.connections().writer();
            writer.pragma_update_and_check(None, "max_page_count", limit, |_| Ok(())).unwrap();
        };
        pages(1);
        let long: String = (0..9_000).map(|number| number.to_string()).collect();
        let refused = store.take_ready(&[ready(3, &long)], PageOf::default(), Utc::now());
        assert_eq!(refused, Err(StoreError::DiskFull));
        pages(1_000_000);
        assert!(!store.catch_up_places(100).unwrap(), "all of them at once");
        assert_eq!(store.known_places().unwrap()[&LocalId::new("cpt-1")].len(), 2);
    }
}

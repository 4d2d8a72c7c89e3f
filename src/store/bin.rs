//! The bin: deleted bids stay for a while, and then go with everything that belonged to them.

use chrono::{DateTime, Utc};
use rusqlite::Connection;

use super::Store;
use super::bid_record::{self, By};
use super::codec::{Cells, Word as _, micros};
use super::error::{Fault, StoreError};
use crate::domain::id::LocalId;
use crate::domain::record::RecordState;

impl Store {
    /// Removes for good the bids that were deleted before this moment; says how many. Their history stays.
    ///
    /// # Errors
    /// [`StoreError`] when the database can't be written.
    pub fn empty_bin(&self, before: DateTime<Utc>) -> Result<usize, StoreError> {
        self.write(|tx| {
            let old = binned_before(tx, before)?;
            for id in &old {
                if let Some(stored) = bid_record::find(tx, By::Id(id))? {
                    bid_record::remove(tx, &stored)?;
                }
            }
            Ok(old.len())
        })
    }
}

/// A deletion is a change: the date of the last one is that of the deletion.
fn binned_before(connection: &Connection, before: DateTime<Utc>) -> Result<Vec<LocalId>, Fault> {
    let mut statement = connection.prepare_cached(
        "SELECT id FROM bids WHERE state = ?1 AND max(updated_here, coalesce(updated_there, 0)) < ?2
             AND NOT EXISTS (SELECT 1 FROM outbox WHERE outbox.kind = 'bid' AND outbox.id = bids.id)",
    )?;
    let values = rusqlite::params![RecordState::Tombstone.word(), micros(before)];
    statement.query_and_then(values, |row| Cells::new(row).local_id())?.collect()
}

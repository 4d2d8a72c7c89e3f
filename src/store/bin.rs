//! The bin: deleted bids stay for a while, and then go with everything that belonged to them.

use std::cmp::Reverse;

use chrono::{DateTime, Utc};
use rusqlite::Connection;

use super::Store;
use super::bid_record::{self, By};
use super::codec::{Cells, Word as _, micros};
use super::edits::{new_bid, set_bid};
use super::error::{Fault, StoreError};
use super::gone::unnumbered;
use super::model::BidRow;
use crate::domain::id::LocalId;
use crate::domain::record::RecordState;

impl Store {
    /// Deleted bids that the bin still keeps, the latest change first.
    ///
    /// # Errors
    /// [`StoreError`] when the database can't be read.
    pub fn bin(&self) -> Result<Vec<BidRow>, StoreError> {
        let mut rows = self.bid_rows()?;
        rows.retain(|row| matches!(row.meta.state, RecordState::Tombstone | RecordState::DeletePending));
        rows.sort_by_key(|row| Reverse(row.meta.updated_there.max(Some(row.meta.updated_here))));
        Ok(rows)
    }

    /// Takes a bid out of the bin and answers its id. A deletion that has not reached the platform is taken back; what is
    /// deleted there comes back as a new draft with its content, for there it can't be revived.
    ///
    /// # Errors
    /// [`StoreError::NotFound`]; [`StoreError::NotEditable`] when it is not in the bin, or its deletion is on its way.
    pub fn take_out_of_bin(&self, id: &LocalId, now: DateTime<Utc>) -> Result<LocalId, StoreError> {
        let record = self.bid(id)?.ok_or(StoreError::NotFound)?;
        let is_in_bin = record.meta.state == RecordState::Tombstone;
        if !(is_in_bin && record.facts.deleted) {
            if !is_in_bin && record.meta.state != RecordState::DeletePending {
                return Err(StoreError::NotEditable(record.meta.state));
            }
            return self.restore_deleted(id, now).map(|()| id.clone());
        }
        self.write(|tx| {
            let mut made = new_bid(now);
            set_bid(tx, &mut made, &unnumbered(&record.bid), now)?;
            Ok(made.record.meta.id)
        })
    }

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

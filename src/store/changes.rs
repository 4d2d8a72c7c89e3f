//! New contents of many bids at once: one transaction for a change of one bid or of a thousand, with what has to be sent
//! queued in the same transaction.

use chrono::{DateTime, Utc};
use rusqlite::Connection;

use super::Store;
use super::bid_record::{self, By, StoredBid};
use super::edits::{new_bid, set_bid, take_content};
use super::error::{Fault, NOT_FOUND, StoreError};
use super::gone::unnumbered;
use super::model::{BidRecord, BidRow};
use super::subject::Subject;
use super::{own_terms, queue};
use crate::domain::bid::Bid;
use crate::domain::id::LocalId;
use crate::domain::record::RecordState;

/// A new content of a bid, worked out from a revision of it.
#[derive(Debug, Clone, PartialEq)]
pub struct BidWrite {
    /// The bid.
    pub id: LocalId,
    /// The revision that the content was worked out from.
    pub from: i64,
    /// The content.
    pub bid: Bid,
    /// Queue its sending.
    pub send: bool,
}

/// What came of one write.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Written {
    /// Stored, and queued where that was asked for.
    Done,
    /// It is equal to what is stored.
    Same,
    /// The bid was changed since that revision: nothing is stored.
    Moved,
    /// It takes no edits as it stands.
    Closed(RecordState),
    /// There is no such bid.
    Gone,
}

impl Store {
    /// Stores new contents of bids, each as [`Store::save_bid_from`] would, all in one transaction. Answers in the order of
    /// the writes; one that can't be made leaves the others.
    ///
    /// # Errors
    /// [`StoreError`] when the database can't be written; then nothing is.
    pub fn write_bids(&self, writes: &[BidWrite], now: DateTime<Utc>) -> Result<Vec<Written>, StoreError> {
        self.write(|tx| writes.iter().map(|write| one(tx, write, now)).collect())
    }

    /// Stores a new draft with the content of a bid, deleted or not: without the platform's numbers, and with a handle of its
    /// own. Answers its id.
    ///
    /// # Errors
    /// [`StoreError::NotFound`].
    pub fn copy_bid(&self, id: &LocalId, now: DateTime<Utc>) -> Result<LocalId, StoreError> {
        self.write(|tx| {
            let original = bid_record::find(tx, By::Id(id))?.ok_or(NOT_FOUND)?;
            let mut made = new_bid(now);
            set_bid(tx, &mut made, &unnumbered(&original.record.bid), now)?;
            own_terms::keep(tx, made.row, &original.record.bid.own)?;
            Ok(made.record.meta.id)
        })
    }

    /// Several bids, whole, in the order asked for; those that aren't stored are left out. One consistent view.
    ///
    /// # Errors
    /// [`StoreError`] when the database can't be read.
    pub fn bids(&self, ids: &[LocalId]) -> Result<Vec<BidRecord>, StoreError> {
        self.read(|tx| {
            let found = ids.iter().map(|id| bid_record::find(tx, By::Id(id)));
            found.filter_map(|one| one.map(|one| one.map(|stored| stored.record)).transpose()).collect()
        })
    }

    /// Light rows of several bids; those that aren't stored are left out. One consistent view.
    ///
    /// # Errors
    /// [`StoreError`] when the database can't be read.
    pub fn bid_rows_by_id(&self, ids: &[LocalId]) -> Result<Vec<BidRow>, StoreError> {
        self.read(|tx| super::bid_rows::rows_by_id(tx, ids))
    }
}

fn one(tx: &Connection, write: &BidWrite, now: DateTime<Utc>) -> Result<Written, Fault> {
    let Some(mut stored) = bid_record::find(tx, By::Id(&write.id))? else { return Ok(Written::Gone) };
    let state = stored.record.meta.state;
    if !state.takes_sending() {
        return Ok(Written::Closed(state));
    }
    if stored.record.bid == write.bid {
        return Ok(Written::Same);
    }
    if stored.record.local_revision != write.from {
        return Ok(Written::Moved);
    }
    take_content(tx, &mut stored, &write.bid, now)?;
    keep(tx, stored, write.send, now)?;
    Ok(Written::Done)
}

fn keep(tx: &Connection, mut stored: StoredBid, send: bool, now: DateTime<Utc>) -> Result<(), Fault> {
    if !send {
        return stored.save(tx);
    }
    let mut subject = Subject::Bid(Box::new(stored));
    queue::send(tx, &subject, now)?;
    subject.save(tx)
}

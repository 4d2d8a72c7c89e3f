//! What a person writes: bids and book records, each saving one transaction with all that follows from it.

use chrono::{DateTime, Utc};
use rusqlite::Connection;
use uuid::{NoContext, Timestamp, Uuid};

use super::Store;
use super::bid_record::{self, By, StoredBid};
use super::book_record::{self, StoredBook};
use super::error::{Fault, NOT_FOUND, StoreError, not_editable};
use super::model::{BidRecord, BookRecord, OpKind, OpState, Operation};
use super::queue::enqueue;
use super::subject::Subject;
use super::{outbox, own_changes, own_terms, revisions};
use crate::domain::bid::{Bid, BidFacts};
use crate::domain::book::BookEntry;
use crate::domain::id::{LocalId, RecordKind};
use crate::domain::record::{RecordMeta, RecordState};
use crate::merge::with_platforms_own;

impl Store {
    /// Stores a bid as a person left it. `None` makes a new one, with our own id and the `externalId` of its future
    /// creation. What the platform refused of the bid is void once it is changed, with all that waited behind it.
    ///
    /// # Errors
    /// [`StoreError::NotFound`]; [`StoreError::NotEditable`] in conflict, deleted or to be deleted.
    pub fn save_bid(&self, id: Option<&LocalId>, bid: &Bid, now: DateTime<Utc>) -> Result<BidRecord, StoreError> {
        self.write(|tx| {
            let mut stored = match id {
                None => new_bid(now),
                Some(id) => bid_record::find(tx, By::Id(id))?.ok_or(NOT_FOUND)?,
            };
            if stored.row.is_some() {
                refuse_closed(stored.record.meta.state)?;
                if stored.record.bid == *bid {
                    return Ok(stored.record);
                }
            }
            set_bid(tx, &mut stored, bid, now)?;
            own_terms::keep(tx, stored.row, &bid.own)?;
            Ok(stored.record)
        })
    }

    /// The same for a content that was worked out from revision `from` of the bid: `None`, and nothing is stored, when a
    /// person has changed the bid since.
    ///
    /// # Errors
    /// As [`Self::save_bid`].
    pub fn save_bid_from(
        &self,
        id: &LocalId,
        from: i64,
        bid: &Bid,
        now: DateTime<Utc>,
    ) -> Result<Option<BidRecord>, StoreError> {
        self.write(|tx| {
            let mut stored = bid_record::find(tx, By::Id(id))?.ok_or(NOT_FOUND)?;
            refuse_closed(stored.record.meta.state)?;
            if stored.record.local_revision != from {
                return Ok(None);
            }
            set_bid(tx, &mut stored, bid, now)?;
            Ok(Some(stored.record))
        })
    }

    /// Stores a book record as a person left it and queues its creation or its change.
    ///
    /// # Errors
    /// [`StoreError::NotFound`], also for a record of another book; [`StoreError::NotEditable`] when it is deleted or to
    /// be deleted.
    pub fn save_book(
        &self,
        id: Option<&LocalId>,
        entry: &BookEntry,
        now: DateTime<Utc>,
    ) -> Result<BookRecord, StoreError> {
        self.write(|tx| {
            let mut stored = match id {
                None => new_book(entry, now),
                Some(id) => book_record::find(tx, id)?.ok_or(NOT_FOUND)?,
            };
            if stored.record.entry.kind() != entry.kind() {
                return Err(NOT_FOUND);
            }
            refuse_closed(stored.record.meta.state)?;
            set_book(tx, &mut stored, entry, now)?;
            let mut subject = Subject::Book(Box::new(stored));
            enqueue(tx, &mut subject, OpKind::Update, now)?;
            book_record::find(tx, subject.id())?.map(|stored| stored.record).ok_or(NOT_FOUND)
        })
    }
}

/// A new content of a bid, by a person's hand.
pub(super) fn set_bid(
    connection: &Connection,
    stored: &mut StoredBid,
    bid: &Bid,
    now: DateTime<Utc>,
) -> Result<(), Fault> {
    take_content(connection, stored, bid, now)?;
    stored.save(connection)
}

/// The same without writing the bid itself: what follows from the content is done, the caller saves.
pub(super) fn take_content(
    connection: &Connection,
    stored: &mut StoredBid,
    bid: &Bid,
    now: DateTime<Utc>,
) -> Result<(), Fault> {
    let is_first = stored.row.is_none();
    let record = &mut stored.record;
    let before = std::mem::replace(&mut record.bid, bid.clone());
    own_changes::note(connection, &record.meta.id, (&before, bid), is_first, now)?;
    record.local_revision = record.local_revision.saturating_add(1);
    record.meta.updated_here = now;
    let id = record.meta.id.clone();
    revisions::keep(connection, RecordKind::Bid, &id, record.local_revision, bid)?;
    if drop_refused(connection, RecordKind::Bid, &id)? | release(connection, RecordKind::Bid, &id)? {
        stored.record.meta.error = None;
    }
    if !stored.is_changed() {
        drop_needless_update(connection, RecordKind::Bid, &id)?;
    }
    Ok(())
}

/// A new content of a book record, by a person's hand.
pub(super) fn set_book(
    connection: &Connection,
    stored: &mut StoredBook,
    entry: &BookEntry,
    now: DateTime<Utc>,
) -> Result<(), Fault> {
    let record = &mut stored.record;
    let (kind, id) = (entry.kind(), record.meta.id.clone());
    let entry = with_platforms_own(entry, &record.entry);
    if record.revision == 0 || record.entry != entry {
        record.revision = record.revision.saturating_add(1);
        record.meta.updated_here = now;
        revisions::keep(connection, kind, &id, record.revision, &entry)?;
        record.entry = entry;
    }
    if drop_refused(connection, kind, &id)? | release(connection, kind, &id)? {
        stored.record.meta.error = None;
    }
    if !stored.is_changed() {
        drop_needless_update(connection, kind, &id)?;
    }
    stored.save(connection)
}

pub(super) fn refuse_closed(state: RecordState) -> Result<(), Fault> {
    if state.takes_edits() { Ok(()) } else { Err(not_editable(state)) }
}

/// What was refused was refused of the old content: it goes, and what waited behind it has lost its ground.
fn drop_refused(connection: &Connection, kind: RecordKind, id: &LocalId) -> Result<bool, Fault> {
    let operations = outbox::of_record(connection, kind, id)?;
    let Some(refused) = operations.iter().find(|operation| operation.state == OpState::Rejected) else {
        return Ok(false);
    };
    let seq = refused.seq;
    outbox::remove_of_record(connection, kind, id, |operation| operation.seq >= seq && operation.may_be_taken_back())?;
    Ok(true)
}

/// What was set aside failed with the old content: with the new one it is tried again.
fn release(connection: &Connection, kind: RecordKind, id: &LocalId) -> Result<bool, Fault> {
    let aside = outbox::of_record(connection, kind, id)?.into_iter().filter(|operation| operation.set_aside);
    let mut any = false;
    for operation in aside {
        outbox::put(connection, &Operation { own_failures: 0, set_aside: false, not_before: None, ..operation })?;
        any = true;
    }
    Ok(any)
}

/// Equal to the platform's again: there is nothing to send.
pub(super) fn drop_needless_update(connection: &Connection, kind: RecordKind, id: &LocalId) -> Result<(), Fault> {
    outbox::remove_of_record(connection, kind, id, |operation| {
        operation.kind == OpKind::Update && operation.may_be_taken_back()
    })
    .map(drop)
}

pub(super) fn new_bid(now: DateTime<Utc>) -> StoredBid {
    let record = BidRecord {
        meta: new_meta(now),
        external_id: new_id(now).to_string(),
        bid: Bid::default(),
        base: None,
        facts: BidFacts::default(),
        local_revision: 0,
        acked_revision: 0,
    };
    StoredBid { row: None, record, deleted_here: false }
}

pub(super) fn new_book(entry: &BookEntry, now: DateTime<Utc>) -> StoredBook {
    let record = BookRecord { meta: new_meta(now), entry: entry.clone(), deleted: false, active: true, revision: 0 };
    StoredBook { record, base: None, raw: None, deleted_here: false, deleted_there: false, acked_revision: 0 }
}

fn new_meta(now: DateTime<Utc>) -> RecordMeta {
    RecordMeta::new(LocalId::new(new_id(now).to_string()), now)
}

/// A fresh UUIDv7: ordered by the moment it was made, unique by 74 random bits.
pub(super) fn new_id(now: DateTime<Utc>) -> Uuid {
    let seconds = u64::try_from(now.timestamp()).unwrap_or_default();
    Uuid::new_v7(Timestamp::from_unix(NoContext, seconds, now.timestamp_subsec_nanos()))
}

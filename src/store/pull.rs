//! The reading side of the exchange: a page of bids and the position behind it, in one transaction.

use chrono::{DateTime, Utc};
use rusqlite::{Connection, OptionalExtension as _, params};

use super::Store;
use super::agree::{Agreed, agree_bid};
use super::bid_record::{By, StoredBid, find};
use super::edits::new_id;
use super::error::{Fault, StoreError};
use super::model::{BidBase, BidRecord, Cursor, OpKind, OpState, PullReport};
use super::receive::{Received, clear_conflict, is_known, note_look, receive};
use super::{outbox, outside};
use crate::domain::bid::BidFacts;
use crate::domain::id::{LocalId, RecordKind};
use crate::domain::pulled::PulledBid;
use crate::domain::record::{RecordMeta, RecordState};

/// The one position that is kept now: that of the bids.
const BIDS: &str = "bids";

impl Store {
    /// Takes in a page of bids and moves the cursor behind it, both or neither.
    ///
    /// A bid is known by its number; one without a number here by the `externalId` we made for it, and is then adopted:
    /// its creation reached the platform after all. Any other is new and gets the id derived from its number.
    ///
    /// # Errors
    /// [`StoreError`] when the database can't be written.
    pub fn apply_bid_page(
        &self,
        page: &[PulledBid],
        cursor: Option<&Cursor>,
        now: DateTime<Utc>,
    ) -> Result<PullReport, StoreError> {
        self.write(|tx| {
            let mut report = PullReport::default();
            for pulled in page {
                report.count(take_in(tx, pulled, now)?);
            }
            if let Some(cursor) = cursor {
                put_cursor(tx, cursor)?;
            }
            Ok(report)
        })
    }

    /// Position of the last committed page of bids.
    ///
    /// # Errors
    /// [`StoreError`] when the database can't be read.
    pub fn cursor(&self) -> Result<Option<Cursor>, StoreError> {
        self.read(|tx| {
            let mut statement = tx.prepare_cached("SELECT updated_at, id FROM cursors WHERE name = ?1")?;
            let read = statement.query_row([BIDS], |row| Ok(Cursor { updated_at: row.get(0)?, id: row.get(1)? }));
            Ok(read.optional()?)
        })
    }

    /// Sets the position; `None` makes the next pull begin anew.
    ///
    /// # Errors
    /// [`StoreError`] when the database can't be written.
    pub fn set_cursor(&self, cursor: Option<&Cursor>) -> Result<(), StoreError> {
        self.write(|tx| match cursor {
            Some(cursor) => put_cursor(tx, cursor),
            None => Ok(tx.execute("DELETE FROM cursors WHERE name = ?1", [BIDS]).map(drop)?),
        })
    }
}

impl PullReport {
    pub(super) fn count(&mut self, received: Received) {
        let count = match received {
            Received::New => &mut self.new,
            Received::Changed => &mut self.changed,
            Received::Same => &mut self.same,
            Received::Conflict => &mut self.conflicts,
        };
        *count = count.saturating_add(1);
    }
}

pub(super) fn put_cursor(connection: &Connection, cursor: &Cursor) -> Result<(), Fault> {
    connection
        .prepare_cached(
            "INSERT INTO cursors (name, updated_at, id) VALUES (?1, ?2, ?3)
             ON CONFLICT (name) DO UPDATE SET updated_at = excluded.updated_at, id = excluded.id",
        )?
        .execute(params![BIDS, cursor.updated_at, cursor.id])?;
    Ok(())
}

pub(super) fn take_in(connection: &Connection, pulled: &PulledBid, now: DateTime<Utc>) -> Result<Received, Fault> {
    let mut known = find(connection, By::Remote(pulled.remote_id))?;
    if let Some(former) = known.as_mut().filter(|former| has_come_again(former, pulled)) {
        part_from_number(connection, former)?;
        known = None;
    }
    if let Some(ours) = ours_without_number(connection, pulled)? {
        return adopt(connection, ours, pulled, now);
    }
    match known {
        Some(stored) if is_known(connection, &stored, pulled)? => {
            note_look(connection, &stored, now)?;
            Ok(Received::Same)
        }
        Some(mut stored) => {
            outside::note_bid(connection, &stored, pulled, now)?;
            receive(connection, &mut stored, pulled, now)
        }
        None => insert(connection, pulled, now),
    }
}

/// The number now stands for another bid: the platform was put back to an earlier copy of itself, and gave the number a
/// second time. A changed handle alone proves nothing: people there may set it.
pub(super) fn has_come_again(former: &StoredBid, pulled: &PulledBid) -> bool {
    let record = &former.record;
    let (before, after) = (record.facts.created_at, pulled.facts.created_at);
    // What was deleted is not called back to life because its number has another owner.
    let is_alive = is_made_here(record) || !(record.facts.deleted || former.deleted_here);
    is_alive
        && pulled.external_id.as_ref() != Some(&record.external_id)
        && before.is_some()
        && after.is_some()
        && before != after
}

/// No row that a pull has made.
pub(super) fn is_made_here(record: &BidRecord) -> bool {
    record.meta.remote_id.is_none_or(|number| record.meta.id != LocalId::of_remote(RecordKind::Bid, number))
}

/// A bid that the platform no longer has: it stays here as it is, to be sent again by a person or left alone.
pub(super) fn part_from_number(connection: &Connection, stored: &mut StoredBid) -> Result<(), Fault> {
    let record = &mut stored.record;
    tracing::warn!(id = %record.meta.id, number = ?record.meta.remote_id, "the platform gave the number to another bid");
    outbox::remove_of_record(connection, RecordKind::Bid, &record.meta.id, |_| true)?;
    clear_conflict(connection, stored.row)?;
    record.meta.remote_id = None;
    record.meta.updated_there = None;
    record.base = None;
    record.facts = BidFacts::default();
    record.acked_revision = 0;
    stored.save(connection)
}

/// A bid of ours that the platform carries, and of which we don't know that it does.
fn ours_without_number(connection: &Connection, pulled: &PulledBid) -> Result<Option<StoredBid>, Fault> {
    let Some(external) = &pulled.external_id else { return Ok(None) };
    // Most rows are known by their number: the whole record is read only where it is one of ours without.
    let sql = "SELECT 1 FROM bids WHERE external_id = ?1 AND remote_id IS NULL";
    if connection.prepare_cached(sql)?.exists([external])? {
        find(connection, By::External(external))
    } else {
        Ok(None)
    }
}

/// The pull found our creation before its answer or its look-up did.
fn adopt(
    connection: &Connection,
    mut ours: StoredBid,
    pulled: &PulledBid,
    now: DateTime<Utc>,
) -> Result<Received, Fault> {
    let operations = outbox::of_record(connection, RecordKind::Bid, &ours.record.meta.id)?;
    let creation = operations.into_iter().find(|operation| operation.kind == OpKind::Create);
    if creation.as_ref().is_some_and(|creation| creation.state == OpState::InFlight) {
        // Its own answer is on the way.
        return Ok(Received::Same);
    }
    let mut sent_revision = None;
    if let Some(creation) = &creation {
        sent_revision = creation.sent_revision;
        outbox::remove(connection, creation.seq)?;
    }
    let agreed = Agreed { remote_id: pulled.remote_id, sent_revision, read_back: Some(pulled) };
    agree_bid(connection, &mut ours, creation.as_ref(), &agreed, now)?;
    Ok(Received::Changed)
}

fn insert(connection: &Connection, pulled: &PulledBid, now: DateTime<Utc>) -> Result<Received, Fault> {
    let record = BidRecord {
        meta: RecordMeta {
            id: free_id(connection, pulled, now)?,
            remote_id: Some(pulled.remote_id),
            state: RecordState::Clean,
            queued: false,
            updated_here: now,
            updated_there: pulled.updated_at,
            synced_at: Some(now),
            error: None,
        },
        external_id: free_external_id(connection, pulled, now)?,
        bid: pulled.bid.clone(),
        base: Some(BidBase {
            list_raw: pulled.list_raw.clone(),
            edit_raw: pulled.edit_raw.clone(),
            bid: pulled.bid.clone(),
        }),
        facts: pulled.facts.clone(),
        local_revision: 0,
        acked_revision: 0,
    };
    if !record.facts.deleted {
        outside::note_new(connection, &record.meta, now)?;
    }
    StoredBid { row: None, record, deleted_here: false }.save(connection)?;
    Ok(Received::New)
}

/// The name that follows from the number, unless a bid that has lost this number still goes by it.
fn free_id(connection: &Connection, pulled: &PulledBid, now: DateTime<Utc>) -> Result<LocalId, Fault> {
    let derived = LocalId::of_remote(RecordKind::Bid, pulled.remote_id);
    let is_taken = connection.prepare_cached("SELECT 1 FROM bids WHERE id = ?1")?.exists([derived.as_str()])?;
    Ok(if is_taken { LocalId::new(new_id(now).to_string()) } else { derived })
}

/// The platform's handle when it is free. A copy made there may carry the handle of its original: then one of its own.
fn free_external_id(connection: &Connection, pulled: &PulledBid, now: DateTime<Utc>) -> Result<String, Fault> {
    let own = || new_id(now).to_string();
    match pulled.external_id.as_ref().filter(|external| !external.is_empty()) {
        Some(external) if is_free(connection, external)? => Ok(external.clone()),
        Some(_) | None => Ok(own()),
    }
}

fn is_free(connection: &Connection, external_id: &str) -> Result<bool, Fault> {
    Ok(!connection.prepare_cached("SELECT 1 FROM bids WHERE external_id = ?1")?.exists([external_id])?)
}

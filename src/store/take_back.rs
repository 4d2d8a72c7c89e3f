//! Taking back: a value that was replaced, by the setting or by a legal change, comes back by one action.

use chrono::{DateTime, Utc};
use rusqlite::{Connection, params};
use serde_json::{Map, Value};

use super::Store;
use super::bid_record::{self, By};
use super::book_record;
use super::codec::{Cells, Word as _, micros};
use super::edits::{set_bid, set_book};
use super::error::{Fault, NOT_FOUND, StoreError, damaged, not_editable};
use super::history;
use super::model::{Cause, HistoryEntry, OpKind};
use super::queue::enqueue;
use super::subject::Subject;
use crate::domain::id::{LocalId, RecordKind};
use crate::domain::record::RecordState;
use crate::merge::{BidField, FieldConflict, Patch, Side, book_fields, with_fields};

/// A conflict that the setting decided, with the record that it is about.
#[derive(Debug, Clone, PartialEq)]
pub struct SettledConflict {
    /// The kind of record.
    pub kind: RecordKind,
    /// The record.
    pub id: LocalId,
    /// What went and what came.
    pub entry: HistoryEntry,
}

impl Store {
    /// Conflicts that the setting decided, newest first, at most `limit`.
    ///
    /// # Errors
    /// [`StoreError`] when the database can't be read.
    pub fn settled_conflicts(&self, limit: usize) -> Result<Vec<SettledConflict>, StoreError> {
        self.read(|tx| {
            let mut statement = tx.prepare_cached(
                "SELECT kind, id, seq, at, cause, field, old, new, updated_here, updated_there, undone_at FROM history
                 WHERE cause IN (?1, ?2) ORDER BY seq DESC LIMIT ?3",
            )?;
            let limit = i64::try_from(limit).unwrap_or(i64::MAX);
            let (ours, theirs) = (Cause::OursFirst.word(), Cause::TheirsFirst.word());
            let settled = statement.query_and_then(params![ours, theirs, limit], |row| {
                let mut cells = Cells::new(row);
                let (kind, id) = (cells.word()?, cells.local_id()?);
                Ok::<_, Fault>(SettledConflict { kind, id, entry: history::read(&mut cells)? })
            })?;
            settled.collect()
        })
    }

    /// Puts the value that went back into its field and queues the change; says of which record. What stands there now
    /// goes to the history in its turn.
    ///
    /// # Errors
    /// [`StoreError::NotFound`] when there is no such entry, or its value is a part that can't be put back by itself;
    /// [`StoreError::NotEditable`] when the record can't be changed, or the entry was taken back already.
    pub fn take_back(&self, seq: i64, now: DateTime<Utc>) -> Result<(RecordKind, LocalId), StoreError> {
        self.write(|tx| {
            let (kind, id, entry) = find(tx, seq)?.ok_or(NOT_FOUND)?;
            if entry.undone_at.is_some() {
                return Err(not_editable(RecordState::Clean));
            }
            match kind {
                RecordKind::Bid => put_back_bid(tx, &id, &entry, now)?,
                RecordKind::Driver
                | RecordKind::Car
                | RecordKind::Trailer
                | RecordKind::Counterparty
                | RecordKind::Organisation => put_back_book(tx, &id, &entry, now)?,
            }
            tx.prepare_cached("UPDATE history SET undone_at = ?2 WHERE seq = ?1")?.execute([seq, micros(now)])?;
            let mut subject = Subject::get(tx, kind, &id)?;
            enqueue(tx, &mut subject, OpKind::Update, now)?;
            Ok((kind, id))
        })
    }
}

fn find(connection: &Connection, seq: i64) -> Result<Option<(RecordKind, LocalId, HistoryEntry)>, Fault> {
    let mut statement = connection.prepare_cached(
        "SELECT kind, id, seq, at, cause, field, old, new, updated_here, updated_there, undone_at FROM history
         WHERE seq = ?1",
    )?;
    let mut rows = statement.query_and_then([seq], |row| {
        let mut cells = Cells::new(row);
        let (kind, id) = (cells.word()?, cells.local_id()?);
        Ok::<_, Fault>((kind, id, history::read(&mut cells)?))
    })?;
    rows.next().transpose()
}

fn put_back_bid(connection: &Connection, id: &LocalId, entry: &HistoryEntry, now: DateTime<Utc>) -> Result<(), Fault> {
    let mut stored = bid_record::find(connection, By::Id(id))?.ok_or(NOT_FOUND)?;
    refuse_closed(stored.record.meta.state)?;
    BidField::from_name(&entry.field).ok_or(NOT_FOUND)?;
    let old: Value = serde_json::from_str(&entry.old).map_err(|error| damaged(error.to_string()))?;
    let one = Value::Object(Map::from_iter([(entry.field.clone(), old)])).to_string();
    let patch = Patch::from_json(&one).map_err(|error| damaged(error.to_string()))?;
    let wanted = patch.apply_to(&stored.record.bid);
    let there = stored.record.meta.updated_there;
    let present = stored.record.bid.clone();
    history::note_bid(connection, &stored.record.meta, there, Cause::Resolved, (&present, &wanted), now)?;
    set_bid(connection, &mut stored, &wanted, now)
}

fn put_back_book(connection: &Connection, id: &LocalId, entry: &HistoryEntry, now: DateTime<Utc>) -> Result<(), Fault> {
    let mut stored = book_record::find(connection, id)?.ok_or(NOT_FOUND)?;
    refuse_closed(stored.record.meta.state)?;
    let present = book_fields(&stored.record.entry).remove(&entry.field).ok_or(NOT_FOUND)?;
    let old: Value = serde_json::from_str(&entry.old).map_err(|error| damaged(error.to_string()))?;
    let (new, was) = (entry.old.clone(), present.to_string());
    let back = FieldConflict { field: entry.field.clone(), base: Value::Null, ours: old, theirs: present };
    let wanted = with_fields(&stored.record.entry, std::slice::from_ref(&back), Side::Ours);
    let replaced = history::Replaced { cause: Cause::Resolved, field: &entry.field, old: was, new };
    history::note(connection, wanted.kind(), &stored.record.meta, None, &replaced, now)?;
    set_book(connection, &mut stored, &wanted, now)
}

/// What comes back is queued at once.
fn refuse_closed(state: RecordState) -> Result<(), Fault> {
    if state.takes_sending() { Ok(()) } else { Err(not_editable(state)) }
}

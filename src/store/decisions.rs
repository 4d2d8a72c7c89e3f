//! The last decision of each record as things stood before it: it can be taken back while nothing of it is on its way.

use chrono::{DateTime, Utc};
use rusqlite::{Connection, OptionalExtension as _, params};
use serde::de::DeserializeOwned;
use serde::{Deserialize, Serialize};

use super::Store;
use super::bid_record::{self, By, StoredBid};
use super::book_conflicts::{self, Stored};
use super::book_record::{self, StoredBook};
use super::codec::{Word as _, instant, micros};
use super::conflicts::{self, StoredConflict};
use super::error::{Fault, NOT_FOUND, StoreError, damaged, not_editable};
use super::model::{BidBase, BidConflict, OpKind};
use super::subject::Subject;
use super::{outbox, revisions};
use crate::domain::bid::Bid;
use crate::domain::book::BookEntry;
use crate::domain::id::{LocalId, RecordKind};
use crate::domain::record::RecordState;
use crate::domain::sync_case::ConflictKind;
use crate::merge::FieldConflict;

/// A bid in conflict, as it stood.
#[derive(Serialize, Deserialize)]
pub(super) struct BeforeBid {
    since: i64,
    fields: Vec<FieldConflict>,
    ours: Bid,
    theirs: Bid,
    list_raw: Option<String>,
    edit_raw: Option<String>,
    base: Option<(Option<String>, Option<String>, Bid)>,
    updated_here: i64,
    queued: bool,
    /// Decisions of older versions were about fields.
    #[serde(default = "of_fields")]
    kind: ConflictKind,
}

const fn of_fields() -> ConflictKind {
    ConflictKind::Fields
}

/// A book record in conflict, as it stood.
#[derive(Serialize, Deserialize)]
pub(super) struct BeforeBook {
    since: i64,
    fields: Vec<FieldConflict>,
    ours: BookEntry,
    theirs: BookEntry,
    raw: String,
    base: Option<BookEntry>,
    base_raw: Option<String>,
    updated_here: i64,
}

impl BeforeBid {
    pub(super) fn of(stored: &StoredBid, conflict: &StoredConflict) -> Self {
        let base = stored.record.base.as_ref();
        Self {
            since: micros(conflict.conflict.since),
            fields: conflict.conflict.fields.clone(),
            ours: stored.record.bid.clone(),
            theirs: conflict.conflict.theirs.clone(),
            list_raw: conflict.list_raw.clone(),
            edit_raw: conflict.edit_raw.clone(),
            base: base.map(|base| (base.list_raw.clone(), base.edit_raw.clone(), base.bid.clone())),
            updated_here: micros(stored.record.meta.updated_here),
            queued: stored.record.meta.queued,
            kind: conflict.kind,
        }
    }
}

impl BeforeBook {
    pub(super) fn of(stored: &StoredBook, row: &Stored) -> Self {
        Self {
            since: micros(row.since),
            fields: row.fields.clone(),
            ours: stored.record.entry.clone(),
            theirs: row.theirs.clone(),
            raw: row.raw.clone(),
            base: stored.base.clone(),
            base_raw: stored.raw.clone(),
            updated_here: micros(stored.record.meta.updated_here),
        }
    }
}

/// Keeps how a bid stood before its decision, which will be its next revision.
pub(super) fn keep_bid(connection: &Connection, stored: &StoredBid, before: &BeforeBid) -> Result<(), Fault> {
    let record = &stored.record;
    keep(connection, RecordKind::Bid, &record.meta.id, record.local_revision.saturating_add(1), before)
}

/// Keeps how a bid stood before its deletion was decided: that is no revision of its content.
pub(super) fn keep_deletion(connection: &Connection, stored: &StoredBid, before: &BeforeBid) -> Result<(), Fault> {
    let record = &stored.record;
    keep(connection, RecordKind::Bid, &record.meta.id, record.local_revision, before)
}

/// The same for a book record. Its revision grows only when the decision changes it.
pub(super) fn keep_book(connection: &Connection, stored: &StoredBook, before: &BeforeBook) -> Result<(), Fault> {
    let record = &stored.record;
    keep(connection, record.entry.kind(), &record.meta.id, record.revision.saturating_add(1), before)
}

fn keep(
    connection: &Connection,
    kind: RecordKind,
    id: &LocalId,
    revision: i64,
    before: &impl Serialize,
) -> Result<(), Fault> {
    let text = serde_json::to_string(before).map_err(|error| damaged(error.to_string()))?;
    connection
        .prepare_cached(
            "INSERT INTO decisions (kind, id, revision, before) VALUES (?1, ?2, ?3, ?4)
             ON CONFLICT (kind, id) DO UPDATE SET revision = excluded.revision, before = excluded.before",
        )?
        .execute(params![kind.word(), id.as_str(), revision, text])?;
    Ok(())
}

impl Store {
    /// Takes back the last decision of a record: it is in conflict again, with all three values as they were.
    ///
    /// # Errors
    /// [`StoreError::NotFound`] when none is known; [`StoreError::NotEditable`] when it has been sent, is on its way, or
    /// the record has been changed since.
    pub fn undo_decision(&self, kind: RecordKind, id: &LocalId, now: DateTime<Utc>) -> Result<(), StoreError> {
        self.write(|tx| {
            let (revision, text) = find(tx, kind, id)?.ok_or(NOT_FOUND)?;
            if kind == RecordKind::Bid {
                reopen_bid(tx, id, revision, read(&text)?)?;
            } else {
                reopen_book(tx, id, revision, read(&text)?)?;
            }
            tracing::info!(%id, at = %now, "a decision was taken back");
            tx.prepare_cached("DELETE FROM decisions WHERE kind = ?1 AND id = ?2")?
                .execute(params![kind.word(), id.as_str()])?;
            Ok(())
        })
    }
}

fn find(connection: &Connection, kind: RecordKind, id: &LocalId) -> Result<Option<(i64, String)>, Fault> {
    let mut statement =
        connection.prepare_cached("SELECT revision, before FROM decisions WHERE kind = ?1 AND id = ?2")?;
    Ok(statement.query_row(params![kind.word(), id.as_str()], |row| Ok((row.get(0)?, row.get(1)?))).optional()?)
}

fn read<T: DeserializeOwned>(text: &str) -> Result<T, Fault> {
    serde_json::from_str(text).map_err(|error| damaged(error.to_string()))
}

/// Nothing of it has left: every operation may still be taken back, and nobody has edited the record since.
fn refuse_begun(connection: &Connection, subject: &Subject, is_last: bool) -> Result<(), Fault> {
    let begun = subject.operations(connection)?.iter().any(|operation| !operation.may_be_taken_back());
    let state = subject.state();
    let is_open =
        matches!(state, RecordState::Clean | RecordState::Dirty | RecordState::Rejected | RecordState::DeletePending);
    if begun || !is_last || !is_open { Err(not_editable(state)) } else { Ok(()) }
}

fn reopen_bid(connection: &Connection, id: &LocalId, revision: i64, before: BeforeBid) -> Result<(), Fault> {
    let mut stored = bid_record::find(connection, By::Id(id))?.ok_or(NOT_FOUND)?;
    // What was sent has made the platform's answer the base.
    let is_unsent = stored.record.base.as_ref().is_some_and(|base| base.bid == before.theirs);
    let is_last = stored.record.local_revision == revision && is_unsent;
    refuse_begun(connection, &Subject::Bid(Box::new(stored.clone())), is_last)?;
    let conflict = StoredConflict {
        conflict: BidConflict {
            id: id.clone(),
            since: instant(before.since)?,
            fields: before.fields,
            theirs: before.theirs,
        },
        list_raw: before.list_raw,
        edit_raw: before.edit_raw,
        kind: before.kind,
    };
    conflicts::insert(connection, stored.row, &conflict)?;
    let record = &mut stored.record;
    record.bid = before.ours;
    record.base = before.base.map(|(list_raw, edit_raw, bid)| BidBase { list_raw, edit_raw, bid });
    record.meta.updated_here = instant(before.updated_here)?;
    revisions::keep(connection, RecordKind::Bid, id, record.local_revision, &record.bid)?;
    let waited = if before.kind == ConflictKind::DeletedHere { OpKind::Delete } else { OpKind::Update };
    if before.queued {
        queue_again(connection, (RecordKind::Bid, id), waited, record.meta.updated_here)?;
    }
    stored.save(connection)
}

fn reopen_book(connection: &Connection, id: &LocalId, revision: i64, before: BeforeBook) -> Result<(), Fault> {
    let mut stored = book_record::find(connection, id)?.ok_or(NOT_FOUND)?;
    let is_last = stored.record.revision <= revision && stored.base.as_ref() == Some(&before.theirs);
    refuse_begun(connection, &Subject::Book(Box::new(stored.clone())), is_last)?;
    let row = Stored {
        id: id.clone(),
        since: instant(before.since)?,
        fields: before.fields,
        theirs: before.theirs,
        raw: before.raw,
    };
    let waited = if row.kind() == ConflictKind::DeletedHere { OpKind::Delete } else { OpKind::Update };
    book_conflicts::insert(connection, &row)?;
    let record = &mut stored.record;
    record.entry = before.ours;
    record.meta.updated_here = instant(before.updated_here)?;
    let kind = record.entry.kind();
    revisions::keep(connection, kind, id, record.revision, &record.entry)?;
    stored.base = before.base;
    stored.raw = before.base_raw;
    queue_again(connection, (kind, id), waited, stored.record.meta.updated_here)?;
    stored.save(connection)
}

/// The change or deletion that waited behind the conflict waits again.
fn queue_again(
    connection: &Connection,
    (kind, id): (RecordKind, &LocalId),
    waited: OpKind,
    at: DateTime<Utc>,
) -> Result<(), Fault> {
    let waits = outbox::of_record(connection, kind, id)?.iter().any(|operation| operation.kind == waited);
    if waits { Ok(()) } else { outbox::add(connection, kind, id, waited, at) }
}

//! Bids changed on both sides: what contradicts what, and a person's decision.

use chrono::{DateTime, Utc};
use rusqlite::{Connection, Row, params};

use super::Store;
use super::bid_record::{self, By};
use super::codec::{Cells, Word as _, document, micros};
use super::decisions::{self, BeforeBid};
use super::deletion_conflicts::drop_deletion;
use super::edits::set_bid;
use super::error::{Fault, NOT_FOUND, StoreError, damaged};
use super::history::note_bid;
use super::model::{BidBase, BidConflict, BidRecord, Cause, OpKind};
use super::queue::enqueue;
use super::receive::clear_conflict;
use super::subject::Subject;
use crate::domain::bid::Bid;
use crate::domain::id::{LocalId, RecordKind};
use crate::domain::sync_case::ConflictKind;

const SELECT: &str = "SELECT b.id, c.since, c.fields, c.theirs, c.list_raw, c.edit_raw, c.kind
    FROM conflicts c JOIN bids b ON b.row = c.row";

/// A row of the table.
pub(super) struct StoredConflict {
    pub(super) conflict: BidConflict,
    pub(super) list_raw: Option<String>,
    pub(super) edit_raw: Option<String>,
    pub(super) kind: ConflictKind,
}

impl Store {
    /// All undecided conflicts, oldest first.
    ///
    /// # Errors
    /// [`StoreError`] when the database can't be read.
    pub fn conflicts(&self) -> Result<Vec<BidConflict>, StoreError> {
        self.read(|tx| {
            let mut statement = tx.prepare_cached(&format!("{SELECT} ORDER BY c.since, c.row"))?;
            let conflicts = statement.query_and_then([], |row| Ok::<_, Fault>(read(row)?.conflict))?;
            conflicts.collect()
        })
    }

    /// The conflict of a bid, if it is in one.
    ///
    /// # Errors
    /// [`StoreError`] when the database can't be read.
    pub fn conflict(&self, id: &LocalId) -> Result<Option<BidConflict>, StoreError> {
        self.read(|tx| Ok(find(tx, id)?.map(|stored| stored.conflict)))
    }

    /// Carries out a person's decision: `decided` is the bid as it shall be on both sides. The platform's version becomes
    /// the base, what differs from it is queued, and what each side loses is kept in the history.
    ///
    /// # Errors
    /// [`StoreError::NotFound`] when the bid is in no conflict.
    pub fn resolve_conflict(&self, id: &LocalId, decided: &Bid, now: DateTime<Utc>) -> Result<BidRecord, StoreError> {
        self.write(|tx| {
            let found = find(tx, id)?.ok_or(NOT_FOUND)?;
            let mut stored = bid_record::find(tx, By::Id(id))?.ok_or(NOT_FOUND)?;
            decisions::keep_bid(tx, &stored, &BeforeBid::of(&stored, &found))?;
            let StoredConflict { conflict, list_raw, edit_raw, .. } = found;
            let there = stored.record.meta.updated_there;
            for lost in [&stored.record.bid, &conflict.theirs] {
                note_bid(tx, &stored.record.meta, there, Cause::Resolved, (lost, decided), now)?;
            }
            clear_conflict(tx, stored.row)?;
            drop_deletion(tx, RecordKind::Bid, id)?;
            let old = stored.record.base.take();
            let (old_list, old_edit) = old.map_or((None, None), |base| (base.list_raw, base.edit_raw));
            stored.record.base = Some(BidBase {
                list_raw: list_raw.or(old_list),
                edit_raw: edit_raw.or(old_edit),
                bid: conflict.theirs,
            });
            set_bid(tx, &mut stored, decided, now)?;
            let mut subject = Subject::Bid(Box::new(stored));
            enqueue(tx, &mut subject, OpKind::Update, now)?;
            bid_record::find(tx, By::Id(id))?.map(|stored| stored.record).ok_or(NOT_FOUND)
        })
    }
}

/// Puts a conflict back as it was.
pub(super) fn insert(connection: &Connection, row: Option<i64>, stored: &StoredConflict) -> Result<(), Fault> {
    let StoredConflict { conflict, list_raw, edit_raw, kind } = stored;
    // Not a compact document: a null side of a conflict means "absent there".
    let fields = serde_json::to_string(&conflict.fields).map_err(|error| damaged(error.to_string()))?;
    connection
        .prepare_cached(
            "INSERT OR REPLACE INTO conflicts (row, since, fields, theirs, list_raw, edit_raw, kind)
             VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7)",
        )?
        .execute(params![
            row,
            micros(conflict.since),
            fields,
            document(&conflict.theirs)?,
            list_raw,
            edit_raw,
            kind.word(),
        ])?;
    Ok(())
}

pub(super) fn find(connection: &Connection, id: &LocalId) -> Result<Option<StoredConflict>, Fault> {
    let mut statement = connection.prepare_cached(&format!("{SELECT} WHERE b.id = ?1"))?;
    statement.query_and_then([id.as_str()], read)?.next().transpose()
}

fn read(row: &Row<'_>) -> Result<StoredConflict, Fault> {
    let mut cells = Cells::new(row);
    Ok(StoredConflict {
        conflict: BidConflict {
            id: cells.local_id()?,
            since: cells.instant()?,
            fields: cells.document()?,
            theirs: cells.document()?,
        },
        list_raw: cells.take()?,
        edit_raw: cells.take()?,
        kind: cells.word()?,
    })
}

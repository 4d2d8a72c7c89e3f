//! A deletion on one side against a change on the other: its own kind of conflict, with its own two ways out.

use chrono::{DateTime, Utc};

use super::Store;
use super::bid_record::{self, By};
use super::book_conflicts::{self, note_fields};
use super::codec::{Cells, Word as _};
use super::conflicts;
use super::decisions::{self, BeforeBid, BeforeBook};
use super::error::{Fault, NOT_FOUND, StoreError};
use super::history::note_bid;
use super::model::{Cause, OpKind};
use super::queue::ensure;
use super::receive::clear_conflict;
use super::subject::Subject;
use super::{book_record, outbox, revisions};
use crate::domain::id::{LocalId, RecordKind};
use crate::domain::record::RecordState;
use crate::domain::sync_case::ConflictKind;

impl Store {
    /// What kind of conflict a bid is in; `None`: in none.
    ///
    /// # Errors
    /// [`StoreError`] when the database can't be read.
    pub fn conflict_kind(&self, id: &LocalId) -> Result<Option<ConflictKind>, StoreError> {
        Ok(self.conflict_kinds()?.into_iter().find(|(known, _)| known == id).map(|(_, kind)| kind))
    }

    /// All bids in conflict, with its kind, oldest record first.
    ///
    /// # Errors
    /// [`StoreError`] when the database can't be read.
    pub fn conflict_kinds(&self) -> Result<Vec<(LocalId, ConflictKind)>, StoreError> {
        self.read(|tx| {
            let mut statement = tx.prepare_cached(
                "SELECT b.id, coalesce(c.kind, ?1) FROM bids b LEFT JOIN conflicts c ON c.row = b.row
                 WHERE c.row IS NOT NULL OR b.state = ?2 ORDER BY b.row",
            )?;
            let gone = [ConflictKind::GoneThere.word(), RecordState::RemoteGone.word()];
            let kinds = statement.query_and_then(gone, |row| {
                let mut cells = Cells::new(row);
                Ok::<_, Fault>((cells.local_id()?, cells.word()?))
            })?;
            kinds.collect()
        })
    }

    /// Decides on a bid that was to be deleted here and was changed there: deleted nevertheless, or kept as it is there.
    /// [`Store::undo_decision`] takes either back.
    ///
    /// # Errors
    /// [`StoreError::NotFound`] when the bid is in no such conflict.
    pub fn decide_deletion(&self, id: &LocalId, delete: bool, now: DateTime<Utc>) -> Result<(), StoreError> {
        if self.conflict_kind(id)? != Some(ConflictKind::DeletedHere) {
            return Err(StoreError::NotFound);
        }
        let theirs = self.conflict(id)?.ok_or(StoreError::NotFound)?.theirs;
        if !delete {
            // The platform's version is taken as it is.
            return self.resolve_conflict(id, &theirs, now).map(drop);
        }
        self.write(|tx| {
            let mut stored = bid_record::find(tx, By::Id(id))?.ok_or(NOT_FOUND)?;
            let found = conflicts::find(tx, id)?.ok_or(NOT_FOUND)?;
            decisions::keep_deletion(tx, &stored, &BeforeBid::of(&stored, &found))?;
            let (meta, there) = (&stored.record.meta, stored.record.meta.updated_there);
            note_bid(tx, meta, there, Cause::Resolved, (&stored.record.bid, &theirs), now)?;
            clear_conflict(tx, stored.row)?;
            if let Some(base) = &mut stored.record.base {
                base.bid = theirs.clone();
            }
            stored.record.bid = theirs;
            stored.save(tx)
        })
    }

    /// The same of a record of a book.
    ///
    /// # Errors
    /// [`StoreError::NotFound`] when the record is in no such conflict.
    pub fn decide_book_deletion(
        &self,
        kind: RecordKind,
        id: &LocalId,
        delete: bool,
        now: DateTime<Utc>,
    ) -> Result<(), StoreError> {
        self.write(|tx| {
            let asked = book_conflicts::find(tx, id)?.filter(|row| row.kind() == ConflictKind::DeletedHere);
            let row = asked.ok_or(NOT_FOUND)?;
            let stored = book_record::find(tx, id)?.filter(|stored| stored.record.entry.kind() == kind);
            let mut stored = stored.ok_or(NOT_FOUND)?;
            decisions::keep_book(tx, &stored, &BeforeBook::of(&stored, &row))?;
            note_fields(tx, &stored, Cause::Resolved, (&stored.record.entry, &row.theirs), now)?;
            book_conflicts::clear(tx, id)?;
            stored.record.entry = row.theirs.clone();
            stored.base = Some(row.theirs);
            stored.raw = Some(row.raw);
            stored.acked_revision = stored.record.revision;
            revisions::forget_through(tx, kind, id, stored.record.revision)?;
            if delete {
                ensure(tx, &Subject::Book(Box::new(stored.clone())), OpKind::Delete, now)?;
            } else {
                drop_deletion(tx, kind, id)?;
                stored.record.meta.error = None;
            }
            stored.save(tx)
        })
    }
}

/// The deletion that waited is given up: the record was decided to stay.
pub(super) fn drop_deletion(connection: &rusqlite::Connection, kind: RecordKind, id: &LocalId) -> Result<(), Fault> {
    outbox::remove_of_record(connection, kind, id, |operation| {
        operation.kind == OpKind::Delete && operation.may_be_taken_back()
    })
    .map(drop)
}

//! Book records changed on both sides: what contradicts what, and a person's decision.

use chrono::{DateTime, Utc};
use rusqlite::{Connection, Row, params};

use super::Store;
use super::book_record::{self, StoredBook};
use super::codec::{Cells, document, micros};
use super::decisions::{self, BeforeBook};
use super::deletion_conflicts::drop_deletion;
use super::edits::set_book;
use super::error::{Fault, NOT_FOUND, StoreError, damaged};
use super::history::{Replaced, note};
use super::model::{BookConflict, BookRecord, Cause, OpKind};
use super::queue::enqueue;
use super::subject::Subject;
use crate::domain::book::BookEntry;
use crate::domain::id::LocalId;
use crate::domain::pulled::PulledBook;
use crate::domain::sync_case::ConflictKind;
use crate::merge::{FieldConflict, book_fields, changed_book_fields, is_platforms_own};

const SELECT: &str = "SELECT id, since, fields, theirs, raw FROM book_conflicts";

/// A row of the table.
pub(super) struct Stored {
    pub(super) id: LocalId,
    pub(super) since: DateTime<Utc>,
    pub(super) fields: Vec<FieldConflict>,
    pub(super) theirs: BookEntry,
    pub(super) raw: String,
}

impl Stored {
    /// A contradiction names its fields: where there are none, a deletion that waits here meets a change there.
    pub(super) fn kind(&self) -> ConflictKind {
        if self.fields.is_empty() { ConflictKind::DeletedHere } else { ConflictKind::Fields }
    }
}

impl Store {
    /// All undecided conflicts of book records, oldest first.
    ///
    /// # Errors
    /// [`StoreError`] when the database can't be read.
    pub fn book_conflicts(&self) -> Result<Vec<BookConflict>, StoreError> {
        self.read(|tx| {
            let mut statement = tx.prepare_cached(&format!("{SELECT} ORDER BY since, id"))?;
            let rows: Vec<Stored> = statement.query_and_then([], read)?.collect::<Result<_, Fault>>()?;
            rows.into_iter().filter_map(|row| whole(tx, row).transpose()).collect()
        })
    }

    /// The conflict of a book record, if it is in one.
    ///
    /// # Errors
    /// [`StoreError`] when the database can't be read.
    pub fn book_conflict(&self, id: &LocalId) -> Result<Option<BookConflict>, StoreError> {
        self.read(|tx| find(tx, id)?.map_or(Ok(None), |row| whole(tx, row)))
    }

    /// Carries out a person's decision of a book record, as [`Self::resolve_conflict`] does of a bid.
    ///
    /// # Errors
    /// [`StoreError::NotFound`] when the record is in no conflict, or `decided` is of another book.
    pub fn resolve_book_conflict(
        &self,
        id: &LocalId,
        decided: &BookEntry,
        now: DateTime<Utc>,
    ) -> Result<BookRecord, StoreError> {
        self.write(|tx| {
            let row = find(tx, id)?.ok_or(NOT_FOUND)?;
            let mut stored = book_record::find(tx, id)?.ok_or(NOT_FOUND)?;
            let kind = stored.record.entry.kind();
            if kind != decided.kind() {
                return Err(NOT_FOUND);
            }
            for lost in [&stored.record.entry, &row.theirs] {
                note_fields(tx, &stored, Cause::Resolved, (lost, decided), now)?;
            }
            decisions::keep_book(tx, &stored, &BeforeBook::of(&stored, &row))?;
            clear(tx, id)?;
            drop_deletion(tx, kind, id)?;
            stored.base = Some(row.theirs);
            stored.raw = Some(row.raw);
            set_book(tx, &mut stored, decided, now)?;
            let mut subject = Subject::Book(Box::new(stored));
            enqueue(tx, &mut subject, OpKind::Update, now)?;
            book_record::find(tx, id)?.map(|stored| stored.record).ok_or(NOT_FOUND)
        })
    }
}

/// Notes the fields of a record that a person would miss.
pub(super) fn note_fields(
    connection: &Connection,
    stored: &StoredBook,
    cause: Cause,
    (old, new): (&BookEntry, &BookEntry),
    now: DateTime<Utc>,
) -> Result<(), Fault> {
    for field in changed_book_fields(old, new).into_iter().filter(|field| !is_platforms_own(field)) {
        let side = |entry| book_fields(entry).remove(&field).unwrap_or_default().to_string();
        let replaced = Replaced { cause, field: &field, old: side(old), new: side(new) };
        note(connection, new.kind(), &stored.record.meta, stored.record.meta.updated_there, &replaced, now)?;
    }
    Ok(())
}

/// Writes down what the platform holds; true when the record was in no conflict before.
pub(super) fn put(
    connection: &Connection,
    id: &LocalId,
    pulled: &PulledBook,
    fields: &[FieldConflict],
    now: DateTime<Utc>,
) -> Result<bool, Fault> {
    let is_new = !has_conflict(connection, id)?;
    let row = Stored {
        id: id.clone(),
        since: now,
        fields: fields.to_vec(),
        theirs: pulled.entry.clone(),
        raw: pulled.raw.clone(),
    };
    insert(connection, &row)?;
    Ok(is_new)
}

pub(super) fn insert(connection: &Connection, row: &Stored) -> Result<(), Fault> {
    // Not a compact document: a null side of a conflict means "empty there".
    let fields = serde_json::to_string(&row.fields).map_err(|error| damaged(error.to_string()))?;
    connection
        .prepare_cached(
            "INSERT INTO book_conflicts (id, since, fields, theirs, raw) VALUES (?1, ?2, ?3, ?4, ?5)
             ON CONFLICT (id) DO UPDATE SET fields = excluded.fields, theirs = excluded.theirs, raw = excluded.raw",
        )?
        .execute(params![row.id.as_str(), micros(row.since), fields, document(&row.theirs)?, row.raw])?;
    Ok(())
}

pub(super) fn clear(connection: &Connection, id: &LocalId) -> Result<(), Fault> {
    connection.prepare_cached("DELETE FROM book_conflicts WHERE id = ?1")?.execute([id.as_str()])?;
    Ok(())
}

pub(super) fn has_conflict(connection: &Connection, id: &LocalId) -> Result<bool, Fault> {
    Ok(connection.prepare_cached("SELECT 1 FROM book_conflicts WHERE id = ?1")?.exists([id.as_str()])?)
}

pub(super) fn find(connection: &Connection, id: &LocalId) -> Result<Option<Stored>, Fault> {
    let mut statement = connection.prepare_cached(&format!("{SELECT} WHERE id = ?1"))?;
    statement.query_and_then([id.as_str()], read)?.next().transpose()
}

fn whole(connection: &Connection, row: Stored) -> Result<Option<BookConflict>, Fault> {
    let Some(stored) = book_record::find(connection, &row.id)? else { return Ok(None) };
    let base = stored.base.unwrap_or_else(|| stored.record.entry.clone());
    let kind = row.kind();
    let Stored { since, fields, theirs, .. } = row;
    Ok(Some(BookConflict { record: stored.record, base, since, kind, fields, theirs }))
}

fn read(row: &Row<'_>) -> Result<Stored, Fault> {
    let mut cells = Cells::new(row);
    Ok(Stored {
        id: cells.local_id()?,
        since: cells.instant()?,
        fields: cells.document()?,
        theirs: cells.document()?,
        raw: cells.take()?,
    })
}

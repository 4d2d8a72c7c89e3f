//! Book records changed on both sides: what contradicts what, and a person's decision.

use chrono::{DateTime, Utc};
use rusqlite::{Connection, Row, params};

use super::Store;
use super::book_record::{self, StoredBook};
use super::codec::{Cells, document, micros};
use super::edits::set_book;
use super::error::{Fault, NOT_FOUND, StoreError, damaged};
use super::history::{Replaced, note};
use super::model::{BookRecord, Cause, OpKind};
use super::queue::enqueue;
use super::subject::Subject;
use crate::domain::book::BookEntry;
use crate::domain::id::LocalId;
use crate::domain::pulled::PulledBook;
use crate::merge::{FieldConflict, book_fields, changed_book_fields, is_platforms_own};

/// A book record changed on both sides, for a person to decide.
#[derive(Debug, Clone, PartialEq)]
pub struct BookConflict {
    /// The record.
    pub id: LocalId,
    /// Since when, UTC.
    pub since: DateTime<Utc>,
    /// Where the two sides contradict each other.
    pub fields: Vec<FieldConflict>,
    /// What the platform holds.
    pub theirs: BookEntry,
}

const SELECT: &str = "SELECT id, since, fields, theirs, raw FROM book_conflicts";

impl Store {
    /// All undecided conflicts of book records, oldest first.
    ///
    /// # Errors
    /// [`StoreError`] when the database can't be read.
    pub fn book_conflicts(&self) -> Result<Vec<BookConflict>, StoreError> {
        self.read(|tx| {
            let mut statement = tx.prepare_cached(&format!("{SELECT} ORDER BY since, id"))?;
            let conflicts = statement.query_and_then([], |row| Ok::<_, Fault>(read(row)?.0))?;
            conflicts.collect()
        })
    }

    /// Carries out a person's decision: `decided` is the record as it shall be on both sides. What each side loses is kept
    /// in the history, and what differs from the platform's is queued.
    ///
    /// # Errors
    /// [`StoreError::NotFound`] when the record is in no conflict.
    pub fn resolve_book_conflict(
        &self,
        id: &LocalId,
        decided: &BookEntry,
        now: DateTime<Utc>,
    ) -> Result<BookRecord, StoreError> {
        self.write(|tx| {
            let (conflict, raw) = find(tx, id)?.ok_or(NOT_FOUND)?;
            let mut stored = book_record::find(tx, id)?.ok_or(NOT_FOUND)?;
            for lost in [&stored.record.entry, &conflict.theirs] {
                note_fields(tx, &stored, Cause::Resolved, (lost, decided), now)?;
            }
            clear(tx, id)?;
            stored.base = Some(conflict.theirs);
            stored.raw = Some(raw);
            set_book(tx, &mut stored, decided, now)?;
            let mut subject = Subject::Book(Box::new(stored));
            enqueue(tx, &mut subject, OpKind::Update, now)?;
            book_record::find(tx, id)?.map(|stored| stored.record).ok_or(NOT_FOUND)
        })
    }
}

fn find(connection: &Connection, id: &LocalId) -> Result<Option<(BookConflict, String)>, Fault> {
    let mut statement = connection.prepare_cached(&format!("{SELECT} WHERE id = ?1"))?;
    statement.query_and_then([id.as_str()], read)?.next().transpose()
}

fn read(row: &Row<'_>) -> Result<(BookConflict, String), Fault> {
    let mut cells = Cells::new(row);
    let conflict = BookConflict {
        id: cells.local_id()?,
        since: cells.instant()?,
        fields: cells.document()?,
        theirs: cells.document()?,
    };
    Ok((conflict, cells.take()?))
}

pub(super) fn put(
    connection: &Connection,
    id: &LocalId,
    pulled: &PulledBook,
    fields: &[FieldConflict],
    now: DateTime<Utc>,
) -> Result<(), Fault> {
    // Not a compact document: a null side of a conflict means "absent there".
    let fields = serde_json::to_string(fields).map_err(|error| damaged(error.to_string()))?;
    connection
        .prepare_cached(
            "INSERT INTO book_conflicts (id, since, fields, theirs, raw) VALUES (?1, ?2, ?3, ?4, ?5)
             ON CONFLICT (id) DO UPDATE SET fields = excluded.fields, theirs = excluded.theirs, raw = excluded.raw",
        )?
        .execute(params![id.as_str(), micros(now), fields, document(&pulled.entry)?, pulled.raw])?;
    Ok(())
}

pub(super) fn clear(connection: &Connection, id: &LocalId) -> Result<(), Fault> {
    connection.prepare_cached("DELETE FROM book_conflicts WHERE id = ?1")?.execute([id.as_str()])?;
    Ok(())
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

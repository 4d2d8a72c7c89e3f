//! One record of a reference book, whole: its fields, what both sides agreed on last, and the platform's own text.

use rusqlite::{Connection, Row, params};

use super::codec::{Cells, Word as _, document, micros};
use super::error::Fault;
use super::model::BookRecord;
use super::standing::{Standing, is_queued, state_of};
use super::{book_conflicts, outbox};
use crate::domain::book::BookEntry;
use crate::domain::id::{LocalId, RecordKind, RemoteId};
use crate::domain::record::{RecordMeta, RecordState};

/// A book record as the store holds it.
#[derive(Debug, Clone)]
pub(super) struct StoredBook {
    pub(super) record: BookRecord,
    /// What both sides agreed on last; `None` until the platform has it.
    pub(super) base: Option<BookEntry>,
    /// The row as the platform wrote it.
    pub(super) raw: Option<String>,
    pub(super) deleted_here: bool,
    pub(super) deleted_there: bool,
    pub(super) acked_revision: i64,
}

const SELECT: &str =
    "SELECT id, remote_id, state, updated_here, updated_there, synced_at, error, error_kind, deleted_here,
    deleted_there, active,
    local_revision, acked_revision, entry, base, raw FROM books WHERE ";

pub(super) fn find(connection: &Connection, id: &LocalId) -> Result<Option<StoredBook>, Fault> {
    Ok(select(connection, "id = ?1", &[&id.as_str()])?.pop())
}

pub(super) fn find_remote(
    connection: &Connection,
    kind: RecordKind,
    remote: RemoteId,
) -> Result<Option<StoredBook>, Fault> {
    Ok(select(connection, "kind = ?1 AND remote_id = ?2", &[&kind.word(), &remote.0])?.pop())
}

/// Records of a book with this phone, plate or INN with KPP, oldest first; deleted ones are left out.
pub(super) fn find_natural(connection: &Connection, kind: RecordKind, key: &str) -> Result<Vec<StoredBook>, Fault> {
    select(
        connection,
        "kind = ?1 AND natural_key = ?2 AND deleted_here = 0 AND deleted_there = 0 ORDER BY row",
        &[&kind.word(), &key],
    )
}

/// All records, of one book or of all, in the order they came.
pub(super) fn all(connection: &Connection, kind: Option<RecordKind>) -> Result<Vec<StoredBook>, Fault> {
    match kind {
        Some(kind) => select(connection, "kind = ?1 ORDER BY row", &[&kind.word()]),
        None => select(connection, "TRUE ORDER BY row", &[]),
    }
}

fn select(connection: &Connection, condition: &str, values: &[&dyn rusqlite::ToSql]) -> Result<Vec<StoredBook>, Fault> {
    let mut statement = connection.prepare_cached(&format!("{SELECT}{condition}"))?;
    let mut found: Vec<_> = statement.query_and_then(values, read)?.collect::<Result<_, _>>()?;
    // Many records, few operations: one look at the outbox for all of them.
    if found.len() > 1 {
        let waiting: std::collections::HashSet<_> = outbox::all(connection)?
            .into_iter()
            .filter(|operation| is_queued(std::slice::from_ref(operation)))
            .map(|operation| operation.id)
            .collect();
        for meta in found.iter_mut().map(|stored| &mut stored.record.meta) {
            meta.queued = waiting.contains(&meta.id);
        }
    } else if let Some(stored) = found.first_mut() {
        let operations = outbox::of_record(connection, stored.record.entry.kind(), &stored.record.meta.id)?;
        stored.record.meta.queued = is_queued(&operations);
    }
    Ok(found)
}

fn read(row: &Row<'_>) -> Result<StoredBook, Fault> {
    let mut cells = Cells::new(row);
    let meta = RecordMeta {
        id: cells.local_id()?,
        remote_id: cells.maybe_remote_id()?,
        state: cells.word()?,
        queued: false,
        updated_here: cells.instant()?,
        updated_there: cells.maybe_instant()?,
        synced_at: cells.maybe_instant()?,
        error: cells.trouble()?,
    };
    let (here, there) = (cells.take()?, cells.take()?);
    let active = cells.take()?;
    let (revision, acked_revision) = (cells.take()?, cells.take()?);
    let entry = cells.document()?;
    let (base, raw) = (cells.maybe_document()?, cells.take()?);
    let deleted = there || meta.state == RecordState::Tombstone;
    let record = BookRecord { meta, entry, deleted, active, revision };
    Ok(StoredBook { record, base, raw, deleted_here: here, deleted_there: there, acked_revision })
}

impl StoredBook {
    /// True when the platform has it, and has it otherwise; or doesn't have it.
    pub(super) fn is_changed(&self) -> bool {
        self.base.as_ref() != Some(&self.record.entry)
    }

    /// Writes the record with the state that follows from what is stored of it.
    pub(super) fn save(&mut self, connection: &Connection) -> Result<(), Fault> {
        let kind = self.record.entry.kind();
        let operations = outbox::of_record(connection, kind, &self.record.meta.id)?;
        let meta = &mut self.record.meta;
        meta.queued = is_queued(&operations);
        let changed = self.base.as_ref() != Some(&self.record.entry);
        meta.state = state_of(Standing {
            on_platform: meta.remote_id.is_some(),
            changed,
            conflict: book_conflicts::has_conflict(connection, &meta.id)?,
            deleted_here: self.deleted_here,
            deleted_there: self.deleted_there,
            operations: &operations,
        });
        self.record.deleted = self.deleted_there || meta.state == RecordState::Tombstone;
        let entry = document(&self.record.entry)?;
        // Mostly the same, and then written once.
        let of_base = if changed { self.base.as_ref().map(document).transpose()? } else { Some(entry.clone()) };
        connection.prepare_cached(UPSERT)?.execute(params![
            meta.id.as_str(),
            kind.word(),
            meta.remote_id.map(|id| id.0),
            meta.state.word(),
            micros(meta.updated_here),
            meta.synced_at.map(micros),
            meta.error.as_ref().map(|trouble| &trouble.detail),
            self.deleted_here,
            self.deleted_there,
            self.record.active,
            self.record.revision,
            self.acked_revision,
            self.record.entry.natural_key(),
            entry,
            of_base,
            self.raw,
            meta.updated_there.map(micros),
            meta.error.as_ref().map(|trouble| trouble.kind.word()),
        ])?;
        Ok(())
    }
}

const UPSERT: &str = "INSERT INTO books (id, kind, remote_id, state, updated_here, synced_at, error, deleted_here,
        deleted_there, active, local_revision, acked_revision, natural_key, entry, base, raw,
        updated_there, error_kind, linked_at)
    VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13, ?14, ?15, ?16, ?17, ?18,
        CASE WHEN ?3 IS NOT NULL THEN coalesce(?6, ?5) END)
    ON CONFLICT (id) DO UPDATE SET remote_id = excluded.remote_id, state = excluded.state,
        updated_here = excluded.updated_here, synced_at = excluded.synced_at, error = excluded.error,
        deleted_here = excluded.deleted_here, deleted_there = excluded.deleted_there, active = excluded.active,
        local_revision = excluded.local_revision, acked_revision = excluded.acked_revision,
        natural_key = excluded.natural_key, entry = excluded.entry, base = excluded.base, raw = excluded.raw,
        updated_there = excluded.updated_there, error_kind = excluded.error_kind,
        linked_at = CASE WHEN excluded.remote_id IS remote_id THEN linked_at ELSE excluded.linked_at END";

/// Removes a record whole: operations, revisions.
pub(super) fn remove(connection: &Connection, stored: &StoredBook) -> Result<(), Fault> {
    let (kind, id) = (stored.record.entry.kind(), &stored.record.meta.id);
    outbox::remove_of_record(connection, kind, id, |_| true)?;
    super::revisions::forget_through(connection, kind, id, i64::MAX)?;
    connection.prepare_cached("DELETE FROM books WHERE id = ?1")?.execute([id.as_str()])?;
    Ok(())
}

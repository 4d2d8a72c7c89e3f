//! The trace of replaced values: what was written here and went, by conflict or by a legal change, can be found again.

use chrono::{DateTime, Utc};
use rusqlite::{Connection, params};

use super::Store;
use super::codec::{Cells, Word as _, micros};
use super::error::{Fault, StoreError};
use super::model::{Cause, HistoryEntry};
use crate::domain::bid::Bid;
use crate::domain::id::{LocalId, RecordKind};
use crate::domain::record::RecordMeta;
use crate::merge::{differing, same_for_people};

/// One replaced value.
pub(super) struct Replaced<'a> {
    pub(super) cause: Cause,
    pub(super) field: &'a str,
    /// As JSON.
    pub(super) old: String,
    /// As JSON.
    pub(super) new: String,
}

pub(super) fn note(
    connection: &Connection,
    kind: RecordKind,
    meta: &RecordMeta,
    updated_there: Option<DateTime<Utc>>,
    replaced: &Replaced<'_>,
    now: DateTime<Utc>,
) -> Result<(), Fault> {
    connection
        .prepare_cached(
            "INSERT INTO history (kind, id, at, cause, field, old, new, updated_here, updated_there)
             VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9)",
        )?
        .execute(params![
            kind.word(),
            meta.id.as_str(),
            micros(now),
            replaced.cause.word(),
            replaced.field,
            replaced.old,
            replaced.new,
            micros(meta.updated_here),
            updated_there.map(micros),
        ])?;
    Ok(())
}

/// Notes every field of a bid whose value a person would miss.
pub(super) fn note_bid(
    connection: &Connection,
    meta: &RecordMeta,
    updated_there: Option<DateTime<Utc>>,
    cause: Cause,
    (old, new): (&Bid, &Bid),
    now: DateTime<Utc>,
) -> Result<(), Fault> {
    for field in differing(old, new).filter(|field| !same_for_people(*field, old, new)) {
        let replaced = Replaced {
            cause,
            field: field.name(),
            old: field.value(old).to_string(),
            new: field.value(new).to_string(),
        };
        note(connection, RecordKind::Bid, meta, updated_there, &replaced, now)?;
    }
    Ok(())
}

/// Reads `seq, at, cause, field, old, new, updated_here, updated_there, undone_at`.
pub(super) fn read(cells: &mut Cells<'_, '_>) -> Result<HistoryEntry, Fault> {
    Ok(HistoryEntry {
        seq: cells.take()?,
        at: cells.instant()?,
        cause: cells.word()?,
        field: cells.take()?,
        old: cells.take()?,
        new: cells.take()?,
        updated_here: cells.instant()?,
        updated_there: cells.maybe_instant()?,
        undone_at: cells.maybe_instant()?,
    })
}

impl Store {
    /// Replaced values of a record, newest first.
    ///
    /// # Errors
    /// [`StoreError`] when the database can't be read.
    pub fn history(&self, kind: RecordKind, id: &LocalId) -> Result<Vec<HistoryEntry>, StoreError> {
        self.read(|tx| {
            let mut statement = tx.prepare_cached(
                "SELECT seq, at, cause, field, old, new, updated_here, updated_there, undone_at FROM history
                 WHERE kind = ?1 AND id = ?2 ORDER BY seq DESC",
            )?;
            let entries =
                statement.query_and_then(params![kind.word(), id.as_str()], |row| read(&mut Cells::new(row)))?;
            entries.collect()
        })
    }
}

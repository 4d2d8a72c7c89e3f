//! The exchange journal: one line a call, without bodies and secrets.

use chrono::{DateTime, Utc};
use rusqlite::{Connection, params};

use super::Store;
use super::codec::micros;
use super::error::{Fault, StoreError};
use super::journal_view::read;
use super::model::JournalEntry;

/// Writes calls in their order.
pub(super) fn write(connection: &Connection, entries: &[JournalEntry]) -> Result<(), Fault> {
    let mut insert = connection.prepare_cached(
        "INSERT INTO journal (at, method, path, status, duration_ms, error) VALUES (?1, ?2, ?3, ?4, ?5, ?6)",
    )?;
    for entry in entries {
        insert.execute(params![
            micros(entry.at),
            entry.method,
            entry.path,
            entry.status,
            i64::try_from(entry.duration_ms).unwrap_or(i64::MAX),
            entry.error,
        ])?;
    }
    Ok(())
}

impl Store {
    /// Appends a call; its number is given by the journal. Nobody waits for it: while something else is being written it
    /// stands in memory, and a death of the program then may take it along, as a power cut may take the last calls.
    ///
    /// # Errors
    /// [`StoreError`] when the database can't be written.
    pub fn journal_append(&self, entry: &JournalEntry) -> Result<(), StoreError> {
        Ok(self.connections().note(entry.clone())?)
    }

    /// The newest calls first, at most `limit`; only failed ones (no answer, 400 and above); only those that began at
    /// `since` or later.
    ///
    /// # Errors
    /// [`StoreError`] when the database can't be read.
    pub fn journal(
        &self,
        limit: usize,
        errors_only: bool,
        since: Option<DateTime<Utc>>,
    ) -> Result<Vec<JournalEntry>, StoreError> {
        self.read(|tx| {
            let mut statement = tx.prepare_cached(
                "SELECT id, at, method, path, status, duration_ms, error FROM journal
                 WHERE at >= ?1 AND (?2 = 0 OR status IS NULL OR status >= 400 OR error IS NOT NULL)
                 ORDER BY id DESC LIMIT ?3",
            )?;
            let since = since.map_or(i64::MIN, micros);
            let limit = i64::try_from(limit).unwrap_or(i64::MAX);
            let entries = statement.query_and_then(params![since, errors_only, limit], read)?;
            entries.collect()
        })
    }

    /// Forgets calls that began before this moment; says how many.
    ///
    /// # Errors
    /// [`StoreError`] when the database can't be written.
    pub fn journal_prune(&self, before: DateTime<Utc>) -> Result<usize, StoreError> {
        self.write(|tx| Ok(tx.execute("DELETE FROM journal WHERE at < ?1", [micros(before)])?))
    }
}

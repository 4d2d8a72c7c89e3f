//! The exchange journal: one line a call, without bodies and secrets.

use chrono::{DateTime, Utc};
use rusqlite::{Connection, OptionalExtension as _, params};

use super::Store;
use super::codec::micros;
use super::error::{Fault, StoreError};
use super::journal_view::{COLUMNS, read};
use super::model::JournalEntry;
use crate::domain::id::{BidKey, LocalId};

/// A call before it is written: what it was, and which bid it was about.
#[derive(Debug)]
pub(super) struct NotedCall {
    pub(super) entry: JournalEntry,
    pub(super) about: Option<BidKey>,
}

/// Writes calls in their order.
pub(super) fn write(connection: &Connection, calls: &[NotedCall]) -> Result<(), Fault> {
    let mut insert = connection.prepare_cached(
        "INSERT INTO journal (at, method, path, status, duration_ms, error, record)
         VALUES (?1, ?2, ?3, ?4, ?5, ?6, (SELECT id FROM bids WHERE remote_id = ?7 OR external_id = ?8))",
    )?;
    for NotedCall { entry, about } in calls {
        let (number, handle) = match about {
            Some(BidKey::Number(number)) => (Some(number.0), None),
            Some(BidKey::Handle(handle)) => (None, Some(handle.as_str())),
            None => (None, None),
        };
        insert.execute(params![
            micros(entry.at),
            entry.method,
            entry.path,
            entry.status,
            i64::try_from(entry.duration_ms).unwrap_or(i64::MAX),
            entry.error,
            number,
            handle,
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
        self.journal_append_of(entry, None)
    }

    /// The same of a call about a bid. A bid that isn't stored by then is no bid of the journal.
    ///
    /// # Errors
    /// [`StoreError`] when the database can't be written.
    pub fn journal_append_of(&self, entry: &JournalEntry, about: Option<BidKey>) -> Result<(), StoreError> {
        Ok(self.connections().note(NotedCall { entry: entry.clone(), about })?)
    }

    /// Calls about a bid, newest first: those that were noted with it, and those whose address names its number.
    ///
    /// # Errors
    /// [`StoreError`] when the database can't be read.
    pub fn journal_of_bid(&self, id: &LocalId, limit: usize) -> Result<Vec<JournalEntry>, StoreError> {
        let limit = i64::try_from(limit).unwrap_or(i64::MAX);
        self.read(|tx| {
            let mut number = tx.prepare_cached("SELECT remote_id FROM bids WHERE id = ?1")?;
            let number: Option<i64> = number.query_row([id.as_str()], |row| row.get(0)).optional()?.flatten();
            // Other records may have the same number, so the address has to be one of bids; the number stands alone in it,
            // and not as the place from which a page is read on.
            let named = number.map(|number| format!("*[^0-9]{number}[^0-9]*"));
            let sql = format!(
                "SELECT {COLUMNS} FROM journal WHERE record = ?1
                     OR (record IS NULL AND path LIKE '%bid%' AND path NOT GLOB '*id[ %]*gt[ %]*'
                         AND (' ' || path || ' ') GLOB ?2)
                 ORDER BY id DESC LIMIT ?3"
            );
            let mut statement = tx.prepare_cached(&sql)?;
            statement.query_and_then(params![id.as_str(), named, limit], read)?.collect()
        })
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

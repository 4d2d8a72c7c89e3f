//! Notes with their reminders: kept here alone, never sent.

use chrono::{DateTime, Utc};
use rusqlite::{Row, params};

use super::Store;
use super::codec::{Cells, micros};
use super::error::{Fault, StoreError};
use crate::domain::id::LocalId;
use crate::domain::notes::{LONGEST, Note};

const COLUMNS: &str = "id, record, at, author, text, remind_at, told, done";

fn read(row: &Row<'_>) -> Result<Note, Fault> {
    let mut cells = Cells::new(row);
    Ok(Note {
        id: cells.take()?,
        record: cells.local_id()?,
        at: cells.instant()?,
        author: cells.take()?,
        text: cells.take()?,
        remind_at: cells.maybe_instant()?,
        told: cells.take()?,
        done: cells.take()?,
    })
}

impl Store {
    /// Notes of a record, the newest first.
    ///
    /// # Errors
    /// [`StoreError`] when the database can't be read.
    pub fn notes_of(&self, record: &LocalId) -> Result<Vec<Note>, StoreError> {
        self.read(|tx| {
            let mut statement =
                tx.prepare_cached(&format!("SELECT {COLUMNS} FROM notes WHERE record = ?1 ORDER BY at DESC, id DESC"))?;
            let notes = statement.query_and_then([record.as_str()], read)?;
            notes.collect()
        })
    }

    /// Writes a note down; what is longer than [`LONGEST`] is cut there.
    ///
    /// # Errors
    /// [`StoreError`] when the database can't be written.
    pub fn add_note(
        &self,
        record: &LocalId,
        (author, text): (&str, &str),
        remind_at: Option<DateTime<Utc>>,
        now: DateTime<Utc>,
    ) -> Result<i64, StoreError> {
        let text: String = text.trim().chars().take(LONGEST).collect();
        self.write(|tx| {
            tx.execute(
                "INSERT INTO notes (record, at, author, text, remind_at) VALUES (?1, ?2, ?3, ?4, ?5)",
                params![record.as_str(), micros(now), author, text, remind_at.map(micros)],
            )?;
            Ok(tx.last_insert_rowid())
        })
    }

    /// Settles a note, or opens it again.
    ///
    /// # Errors
    /// [`StoreError`] when the database can't be written.
    pub fn settle_note(&self, id: i64, done: bool) -> Result<(), StoreError> {
        self.write(|tx| Ok(tx.execute("UPDATE notes SET done = ?2 WHERE id = ?1", params![id, done]).map(drop)?))
    }

    /// Takes a note away.
    ///
    /// # Errors
    /// [`StoreError`] when the database can't be written.
    pub fn drop_note(&self, id: i64) -> Result<(), StoreError> {
        self.write(|tx| Ok(tx.execute("DELETE FROM notes WHERE id = ?1", [id]).map(drop)?))
    }

    /// Notes whose reminder has come: each is given once, whoever asks.
    ///
    /// # Errors
    /// [`StoreError`] when the database can't be written.
    pub fn claim_reminders(&self, now: DateTime<Utc>) -> Result<Vec<Note>, StoreError> {
        let due = |tx: &rusqlite::Connection| {
            let mut statement = tx.prepare_cached(&format!(
                "SELECT {COLUMNS} FROM notes
                 WHERE remind_at IS NOT NULL AND told = 0 AND done = 0 AND remind_at <= ?1 ORDER BY remind_at, id"
            ))?;
            let notes = statement.query_and_then([micros(now)], read)?;
            notes.collect::<Result<Vec<Note>, Fault>>()
        };
        // Asked each minute: the writer is needed only when there is something to claim.
        if self.read(|tx| due(tx))?.is_empty() {
            return Ok(Vec::new());
        }
        self.write(|tx| {
            let notes = due(tx)?;
            for note in &notes {
                tx.execute("UPDATE notes SET told = 1 WHERE id = ?1", [note.id])?;
            }
            Ok(notes)
        })
    }
}

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

#[cfg(test)]
mod tests {
    use chrono::TimeDelta;

    use super::*;

    #[test]
    fn a_note_is_reminded_of_once_and_a_settled_one_never() {
        let dir = tempfile::tempdir().unwrap();
        let store = Store::open(&dir.path().join("desk.db")).unwrap().store;
        let (bid, car) = (LocalId::new("bid-1"), LocalId::new("car-1"));
        let now = DateTime::<Utc>::UNIX_EPOCH + TimeDelta::days(20_000);
        let later = now + TimeDelta::hours(2);
        store.add_note(&bid, ("anna", " позвонить в 15:00 "), Some(later), now).unwrap();
        let settled = store.add_note(&bid, ("anna", "уже не нужно"), Some(later), now).unwrap();
        store.add_note(&car, ("", "без времени"), None, now).unwrap();
        store.settle_note(settled, true).unwrap();
        assert!(store.claim_reminders(now).unwrap().is_empty(), "not before its time");
        let due = store.claim_reminders(later).unwrap();
        assert_eq!(due.iter().map(|note| note.text.as_str()).collect::<Vec<_>>(), ["позвонить в 15:00"]);
        assert!(store.claim_reminders(later + TimeDelta::days(1)).unwrap().is_empty(), "and once only");
        let notes = store.notes_of(&bid).unwrap();
        assert_eq!((notes.len(), notes[1].author.as_str(), notes[1].told), (2, "anna", true));
        store.drop_note(settled).unwrap();
        assert_eq!(store.notes_of(&bid).unwrap().len(), 1);
        assert_eq!(store.notes_of(&car).unwrap()[0].remind_at, None);
    }
}

//! The server's own SQLite file: one document a record, written before a request is answered.
//!
//! Everything is served from memory; the file is only there to survive a restart. It knows documents, not their meaning.

use std::path::Path;

use rusqlite::{Connection, params};
use serde_json::Value;
use thiserror::Error;

use super::model::Record;

/// Version of the documents' shape; a file of another version is not opened.
const VERSION: i64 = 1;

/// The file could not be opened, read or written.
#[derive(Debug, Error)]
pub(crate) enum StorageError {
    #[error("SQLite: {0}")]
    Sqlite(#[from] rusqlite::Error),
    #[error("a stored document can't be read: {0}")]
    Document(#[from] serde_json::Error),
    #[error("the file holds documents of version {0}, this program writes version {VERSION}")]
    Version(i64),
}

/// The open file.
#[derive(Debug)]
pub(crate) struct Storage(Connection);

impl Storage {
    /// Opens the file, makes it when it isn't there.
    pub(crate) fn open(file: &Path) -> Result<Self, StorageError> {
        let connection = Connection::open(file)?;
        // A bid is some two and a half kilobytes: of the usual pages each would hold one.
        connection.pragma_update(None, "page_size", 16 * 1024)?;
        connection.pragma_update(None, "journal_mode", "WAL")?;
        connection.pragma_update(None, "synchronous", "NORMAL")?;
        let version: i64 = connection.pragma_query_value(None, "user_version", |row| row.get(0))?;
        match version {
            0 => connection.execute_batch(&format!(
                "BEGIN;
                 CREATE TABLE record (kind TEXT NOT NULL, id INTEGER NOT NULL, document TEXT NOT NULL,
                                      PRIMARY KEY (kind, id));
                 CREATE TABLE counter (name TEXT PRIMARY KEY, value INTEGER NOT NULL) WITHOUT ROWID;
                 PRAGMA user_version = {VERSION};
                 COMMIT;"
            ))?,
            VERSION => {}
            other => return Err(StorageError::Version(other)),
        }
        Ok(Self(connection))
    }

    /// True until the first record is written.
    pub(crate) fn is_empty(&self) -> Result<bool, StorageError> {
        Ok(self.0.query_row("SELECT NOT EXISTS (SELECT 1 FROM record)", [], |row| row.get(0))?)
    }

    /// All records of a kind.
    pub(crate) fn load<T: Record>(&self) -> Result<Vec<T>, StorageError> {
        let mut statement = self.0.prepare("SELECT document FROM record WHERE kind = ?1 ORDER BY id")?;
        let documents = statement.query_map([T::KIND], |row| row.get::<_, String>(0))?;
        documents.map(|document| Ok(serde_json::from_str(&document?)?)).collect()
    }

    /// A counter; None when it was never written.
    pub(crate) fn counter(&self, name: &str) -> Result<Option<i64>, StorageError> {
        let mut statement = self.0.prepare("SELECT value FROM counter WHERE name = ?1")?;
        let mut rows = statement.query([name])?;
        Ok(rows.next()?.map(|row| row.get(0)).transpose()?)
    }

    /// Does some writing as one transaction.
    pub(crate) fn transaction(&self, work: impl FnOnce(&Self) -> Result<(), StorageError>) -> Result<(), StorageError> {
        let transaction = self.0.unchecked_transaction()?;
        work(self)?;
        Ok(transaction.commit()?)
    }

    /// Removes every record; inside a [`Storage::transaction`].
    pub(crate) fn clear(&self) -> Result<(), StorageError> {
        Ok(self.0.execute("DELETE FROM record", []).map(drop)?)
    }

    /// Writes records of a kind; inside a [`Storage::transaction`].
    pub(crate) fn put<'a, T: Record + 'a>(&self, records: impl Iterator<Item = &'a T>) -> Result<(), StorageError> {
        let mut put =
            self.0.prepare_cached("INSERT OR REPLACE INTO record (kind, id, document) VALUES (?1, ?2, ?3)")?;
        for record in records {
            put.execute(params![T::KIND, record.id(), document(record)?])?;
        }
        Ok(())
    }

    /// Takes all records of a kind away; inside a [`Storage::transaction`].
    pub(crate) fn forget<T: Record>(&self) -> Result<(), StorageError> {
        self.0.execute("DELETE FROM record WHERE kind = ?1", [T::KIND])?;
        Ok(())
    }

    /// Brings what was written from the log into the file and empties the log.
    pub(crate) fn tidy(&self) -> Result<(), StorageError> {
        Ok(self.0.query_row("PRAGMA wal_checkpoint(TRUNCATE)", [], |_| Ok(()))?)
    }

    /// Writes the counters that numbered them; inside a [`Storage::transaction`].
    pub(crate) fn put_counters(&self, counters: [(&str, i64); 3]) -> Result<(), StorageError> {
        let mut put = self.0.prepare_cached("INSERT OR REPLACE INTO counter (name, value) VALUES (?1, ?2)")?;
        for (name, value) in counters {
            put.execute(params![name, value])?;
        }
        Ok(())
    }
}

/// The document of a record, without the nulls that make up half of it: what isn't there is read as none.
fn document<T: Record>(record: &T) -> Result<String, StorageError> {
    let mut document = serde_json::to_value(record)?;
    leave_out_nulls(&mut document);
    Ok(document.to_string())
}

fn leave_out_nulls(value: &mut Value) {
    match value {
        Value::Object(fields) => {
            fields.retain(|_, field| !field.is_null());
            fields.values_mut().for_each(leave_out_nulls);
        }
        Value::Array(items) => items.iter_mut().for_each(leave_out_nulls),
        Value::Null | Value::Bool(_) | Value::Number(_) | Value::String(_) => {}
    }
}

//! The carrier's directories: each as it was last read whole, so that the last good copy stays whatever goes wrong.

use std::fmt::Write as _;

use chrono::{DateTime, Utc};
use rusqlite::{OptionalExtension as _, params};

use super::Store;
use super::codec::{Cells, document, instant, micros};
use super::error::{Fault, StoreError};
use crate::domain::ltl::{Directory, Entry};

/// Entries of one search.
const MOST: usize = 500;

/// How a text is looked for: letter case and ё aside.
fn key_of(text: &str) -> String {
    text.to_lowercase().replace('ё', "е")
}

impl Store {
    /// Puts a directory in the place of the one before, whole.
    ///
    /// # Errors
    /// [`StoreError`] when the database can't be written; then the one before stays.
    pub fn put_directory(
        &self,
        directory: Directory,
        hash: &str,
        entries: &[Entry],
        now: DateTime<Utc>,
    ) -> Result<(), StoreError> {
        self.write_unhurried(|tx| {
            let name = directory.word();
            tx.execute("DELETE FROM carrier_entries WHERE directory = ?1", [name])?;
            let mut put = tx.prepare_cached(
                "INSERT OR REPLACE INTO carrier_entries (directory, key, name, search, facts) VALUES (?1, ?2, ?3, ?4, ?5)",
            )?;
            for entry in entries {
                let search = key_of(&format!("{} {}", entry.name, entry.fact("city").unwrap_or_default()));
                put.execute(params![name, entry.key, entry.name, search, document(&entry.facts)?])?;
            }
            tx.execute(
                "INSERT INTO carrier_directories (name, hash, fetched_at, checked_at) VALUES (?1, ?2, ?3, ?3)
                 ON CONFLICT (name) DO UPDATE SET hash = excluded.hash, fetched_at = excluded.fetched_at,
                     checked_at = excluded.checked_at",
                params![name, hash, micros(now)],
            )?;
            Ok(())
        })
    }

    /// The copy at hand is the present one.
    ///
    /// # Errors
    /// [`StoreError`] when the database can't be written.
    pub fn directory_is_same(&self, directory: Directory, now: DateTime<Utc>) -> Result<(), StoreError> {
        self.write_unhurried(|tx| {
            let sql = "UPDATE carrier_directories SET checked_at = ?2 WHERE name = ?1";
            Ok(tx.execute(sql, params![directory.word(), micros(now)]).map(drop)?)
        })
    }

    /// Hash of the copy at hand and when it was last compared; `None`: there is none.
    ///
    /// # Errors
    /// [`StoreError`] when the database can't be read.
    pub fn directory_state(&self, directory: Directory) -> Result<Option<(String, DateTime<Utc>)>, StoreError> {
        self.read(|tx| {
            let mut statement =
                tx.prepare_cached("SELECT hash, checked_at FROM carrier_directories WHERE name = ?1")?;
            let found: Option<(String, i64)> =
                statement.query_row([directory.word()], |row| Ok((row.get(0)?, row.get(1)?))).optional()?;
            found.map(|(hash, at)| Ok::<_, Fault>((hash, instant(at)?))).transpose()
        })
    }

    /// All entries of a directory; `None`: it was never read.
    ///
    /// # Errors
    /// [`StoreError`] when the database can't be read.
    pub fn directory(&self, directory: Directory) -> Result<Option<Vec<Entry>>, StoreError> {
        if self.directory_state(directory)?.is_none() {
            return Ok(None);
        }
        self.entries("WHERE directory = ?1 ORDER BY key", [directory.word()]).map(Some)
    }

    /// Entries whose name holds every word of a text, the shortest names first; at most so many.
    ///
    /// # Errors
    /// [`StoreError`] when the database can't be read.
    pub fn find_entries(&self, directory: Directory, text: &str, limit: usize) -> Result<Vec<Entry>, StoreError> {
        let escaped = |word: &str| word.replace('\\', "\\\\").replace('%', "\\%").replace('_', "\\_");
        let words: Vec<String> = key_of(text).split_whitespace().map(|word| format!("%{}%", escaped(word))).collect();
        let mut filter = "WHERE directory = ?1".to_owned();
        for at in 0..words.len() {
            let _always_fits =
                write!(filter, " AND (search LIKE ?{0} ESCAPE '\\' OR key LIKE ?{0} ESCAPE '\\')", at + 2);
        }
        let _always_fits = write!(filter, " ORDER BY length(name), name, key LIMIT {}", limit.min(MOST));
        let values = std::iter::once(directory.word().to_owned()).chain(words);
        self.entries(&filter, rusqlite::params_from_iter(values))
    }

    fn entries(&self, filter: &str, values: impl rusqlite::Params) -> Result<Vec<Entry>, StoreError> {
        self.read(|tx| {
            let mut statement = tx.prepare_cached(&format!("SELECT key, name, facts FROM carrier_entries {filter}"))?;
            let entries = statement.query_and_then(values, |row| {
                let mut cells = Cells::new(row);
                Ok::<_, Fault>(Entry { key: cells.take()?, name: cells.take()?, facts: cells.document()? })
            })?;
            entries.collect()
        })
    }
}

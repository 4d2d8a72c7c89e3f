//! Half-typed forms and small settings by key.

use chrono::{DateTime, Utc};
use rusqlite::{OptionalExtension as _, params};

use super::Store;
use super::codec::micros;
use super::error::StoreError;

impl Store {
    /// Keeps a half-typed form, so that a crash doesn't lose it. The text is the panel's own.
    ///
    /// # Errors
    /// [`StoreError`] when the database can't be written.
    pub fn keep_form(&self, key: &str, form: &str, now: DateTime<Utc>) -> Result<(), StoreError> {
        self.write(|tx| {
            tx.prepare_cached(
                "INSERT INTO forms (key, form, kept_at) VALUES (?1, ?2, ?3)
                 ON CONFLICT (key) DO UPDATE SET form = excluded.form, kept_at = excluded.kept_at",
            )?
            .execute(params![key, form, micros(now)])?;
            Ok(())
        })
    }

    /// The kept form.
    ///
    /// # Errors
    /// [`StoreError`] when the database can't be read.
    pub fn kept_form(&self, key: &str) -> Result<Option<String>, StoreError> {
        self.read(|tx| {
            let mut statement = tx.prepare_cached("SELECT form FROM forms WHERE key = ?1")?;
            Ok(statement.query_row([key], |row| row.get(0)).optional()?)
        })
    }

    /// All kept forms whose key begins so, with their keys.
    ///
    /// # Errors
    /// [`StoreError`] when the database can't be read.
    pub fn kept_forms(&self, beginning: &str) -> Result<Vec<(String, String)>, StoreError> {
        self.read(|tx| {
            let mut statement =
                tx.prepare_cached("SELECT key, form FROM forms WHERE substr(key, 1, length(?1)) = ?1 ORDER BY key")?;
            let forms = statement.query_map([beginning], |row| Ok((row.get(0)?, row.get(1)?)))?;
            Ok(forms.collect::<Result<_, _>>()?)
        })
    }

    /// Forgets a kept form.
    ///
    /// # Errors
    /// [`StoreError`] when the database can't be written.
    pub fn drop_form(&self, key: &str) -> Result<(), StoreError> {
        self.write(|tx| Ok(tx.execute("DELETE FROM forms WHERE key = ?1", [key]).map(drop)?))
    }

    /// A small value that outlives the program (a cooldown, say). Never a secret.
    ///
    /// # Errors
    /// [`StoreError`] when the database can't be read.
    pub fn setting(&self, key: &str) -> Result<Option<String>, StoreError> {
        self.read(|tx| {
            let mut statement = tx.prepare_cached("SELECT value FROM settings WHERE key = ?1")?;
            Ok(statement.query_row([key], |row| row.get(0)).optional()?)
        })
    }

    /// Sets a small value.
    ///
    /// # Errors
    /// [`StoreError`] when the database can't be written.
    pub fn set_setting(&self, key: &str, value: &str) -> Result<(), StoreError> {
        self.write(|tx| {
            tx.prepare_cached(
                "INSERT INTO settings (key, value) VALUES (?1, ?2) ON CONFLICT (key) DO UPDATE SET value = excluded.value",
            )?
            .execute([key, value])?;
            Ok(())
        })
    }
}

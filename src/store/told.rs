//! Causes that a person has been told of: each once, or once in a while, over restarts.

use std::collections::HashSet;

use chrono::{DateTime, TimeDelta, Utc};
use rusqlite::{OptionalExtension as _, params};

use super::Store;
use super::codec::{instant, micros};
use super::error::{Fault, StoreError};

impl Store {
    /// Takes causes to be told; gives back those that nobody has been told of (`again`: not within this time). They count
    /// as told from now on: a program that ends in the middle keeps silent rather than telling twice.
    ///
    /// # Errors
    /// [`StoreError`] when the database can't be written.
    pub fn claim_told(
        &self,
        causes: &[String],
        again: Option<TimeDelta>,
        now: DateTime<Utc>,
    ) -> Result<HashSet<String>, StoreError> {
        if causes.is_empty() {
            return Ok(HashSet::new());
        }
        self.write(|tx| {
            let mut fresh = HashSet::new();
            for cause in causes {
                let told: Option<i64> = tx
                    .prepare_cached("SELECT at FROM told WHERE cause = ?1")?
                    .query_row([cause], |row| row.get(0))
                    .optional()?;
                let told = told.map(instant).transpose()?;
                let is_due = match (told, again) {
                    (None, _) => true,
                    (Some(_), None) => false,
                    // A later moment was written by a clock that has been set back since.
                    (Some(told), Some(again)) => now - told >= again || told > now,
                };
                if is_due {
                    tx.prepare_cached(
                        "INSERT INTO told (cause, at) VALUES (?1, ?2) ON CONFLICT (cause) DO UPDATE SET at = excluded.at",
                    )?
                    .execute(params![cause, micros(now)])?;
                    fresh.insert(cause.clone());
                }
            }
            Ok::<_, Fault>(fresh)
        })
    }

    /// What was claimed could not be told after all: it may be claimed again.
    ///
    /// # Errors
    /// [`StoreError`] when the database can't be written.
    pub fn release_told(&self, cause: &str) -> Result<(), StoreError> {
        self.write(|tx| Ok(tx.execute("DELETE FROM told WHERE cause = ?1", [cause]).map(drop)?))
    }

    /// When a person was told of a cause.
    ///
    /// # Errors
    /// [`StoreError`] when the database can't be read.
    pub fn told_at(&self, cause: &str) -> Result<Option<DateTime<Utc>>, StoreError> {
        self.read(|tx| {
            let mut statement = tx.prepare_cached("SELECT at FROM told WHERE cause = ?1")?;
            let at: Option<i64> = statement.query_row([cause], |row| row.get(0)).optional()?;
            at.map(instant).transpose()
        })
    }

    /// Of these causes, those that nobody has been told of; nothing is written.
    ///
    /// # Errors
    /// [`StoreError`] when the database can't be read.
    pub fn untold(&self, causes: &[String]) -> Result<HashSet<String>, StoreError> {
        self.read(|tx| {
            let mut statement = tx.prepare_cached("SELECT EXISTS (SELECT 1 FROM told WHERE cause = ?1)")?;
            let mut fresh = HashSet::new();
            for cause in causes {
                if !statement.query_row([cause], |row| row.get::<_, bool>(0))? {
                    fresh.insert(cause.clone());
                }
            }
            Ok(fresh)
        })
    }
}

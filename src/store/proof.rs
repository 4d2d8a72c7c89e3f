//! What the consistency checker asks of the memory, and what it found last.

use chrono::{DateTime, TimeDelta, Utc};
use rusqlite::params;
use serde::{Deserialize, Serialize};

use super::Store;
use super::codec::{Word as _, micros};
use super::error::StoreError;
use crate::domain::id::RemoteId;
use crate::domain::record::RecordState;

/// What a check found.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(default)]
pub struct Proof {
    /// When, UTC.
    pub at: DateTime<Utc>,
    /// Clean bids that were read again.
    pub sampled: usize,
    /// Of them: were otherwise there. They have been taken in.
    pub differing: usize,
    /// Of them: the platform's list doesn't have them.
    pub missing: usize,
    /// Bids of the window here.
    pub here: u64,
    /// And there; `None` when the platform doesn't count.
    pub there: Option<u64>,
    /// Operations that have waited for more than a day.
    pub old_operations: usize,
}

impl Proof {
    /// Nothing contradicts: both sides are equal as far as was looked.
    #[must_use]
    pub fn is_equal(&self) -> bool {
        self.differing == 0 && self.missing == 0 && self.there.is_none_or(|there| there == self.here)
    }
}

const LAST: &str = "last-check";
const EQUAL: &str = "last-proven-equal";

impl Store {
    /// Numbers of bids that are equal on both sides as far as this desk knows, in an order without meaning: the first
    /// `count` behind the share `from` (0…1) of them.
    ///
    /// # Errors
    /// [`StoreError`] when the database can't be read.
    pub fn clean_sample(&self, from: f64, count: usize) -> Result<Vec<RemoteId>, StoreError> {
        self.read(|tx| {
            let clean = RecordState::Clean.word();
            let known: i64 = tx.query_row("SELECT count(*) FROM bids WHERE state = ?1", [clean], |row| row.get(0))?;
            #[expect(clippy::cast_possible_truncation, clippy::cast_precision_loss, reason = "a place in a list")]
            let skip = ((known as f64) * from.clamp(0.0, 1.0)) as i64;
            let count = i64::try_from(count).unwrap_or(i64::MAX);
            // Neighbours in the order of this hash were not changed together.
            let mut statement = tx.prepare_cached(
                "SELECT remote_id FROM bids WHERE state = ?1 AND remote_id IS NOT NULL
                 ORDER BY (remote_id * 2654435761) % 4294967296 LIMIT ?2 OFFSET ?3",
            )?;
            let skip = skip.min(known.saturating_sub(count)).max(0);
            let ids = statement.query_map(params![clean, count, skip], |row| row.get(0).map(RemoteId))?;
            Ok(ids.collect::<Result<_, _>>()?)
        })
    }

    /// How many bids of the platform this desk has that were changed there at or after this moment, deleted ones too.
    ///
    /// # Errors
    /// [`StoreError`] when the database can't be read.
    pub fn count_changed_since(&self, since: DateTime<Utc>) -> Result<u64, StoreError> {
        self.read(|tx| {
            let sql = "SELECT count(*) FROM bids WHERE remote_id IS NOT NULL AND updated_there >= ?1";
            let count: i64 = tx.query_row(sql, [micros(since)], |row| row.get(0))?;
            Ok(u64::try_from(count).unwrap_or_default())
        })
    }

    /// Operations that were asked for longer ago than this.
    ///
    /// # Errors
    /// [`StoreError`] when the database can't be read.
    pub fn count_old_operations(&self, age: TimeDelta, now: DateTime<Utc>) -> Result<usize, StoreError> {
        let before = now - age;
        Ok(self.operations()?.iter().filter(|operation| operation.queued_at < before).count())
    }

    /// Keeps what a check found; one that found nothing wrong is remembered as the last proof.
    ///
    /// # Errors
    /// [`StoreError`] when the database can't be written.
    pub fn put_proof(&self, proof: &Proof) -> Result<(), StoreError> {
        let text = serde_json::to_string(proof).map_err(|error| StoreError::Other(error.to_string()))?;
        self.set_setting(LAST, &text)?;
        if proof.is_equal() { self.set_setting(EQUAL, &proof.at.to_rfc3339()) } else { Ok(()) }
    }

    /// What the last check found.
    ///
    /// # Errors
    /// [`StoreError`] when the database can't be read.
    pub fn last_proof(&self) -> Result<Option<Proof>, StoreError> {
        Ok(self.setting(LAST)?.and_then(|text| serde_json::from_str(&text).ok()))
    }

    /// When both sides were last proven equal.
    ///
    /// # Errors
    /// [`StoreError`] when the database can't be read.
    pub fn proven_equal_at(&self) -> Result<Option<DateTime<Utc>>, StoreError> {
        let text = self.setting(EQUAL)?;
        Ok(text.and_then(|text| DateTime::parse_from_rfc3339(&text).ok()).map(|at| at.to_utc()))
    }
}

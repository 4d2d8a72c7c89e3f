//! The three dates of the seed (000, chapter 4) and the case of its table that a record is in (4.2).
//!
//! The dates are shown; what is done is decided by contents and counters ([`crate::domain::record`]), because the clock of
//! a desk may be wrong. With right clocks and no race both say the same, and a test of the planner proves it.

use chrono::{DateTime, Utc};
use serde::{Deserialize, Serialize};

use super::record::{RecordMeta, RecordState};

/// The case that a record is in.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum SyncCase {
    /// 4.2.1: changed on neither side.
    Same,
    /// 4.2.2: changed here alone; the platform is to be updated.
    OursToSend,
    /// 4.2.3: changed there alone; this desk is to be updated.
    TheirsToTake,
    /// 4.2.4: changed on both sides.
    Both,
}

impl SyncCase {
    /// The case of what changed where.
    #[must_use]
    pub const fn of(changed_here: bool, changed_there: bool) -> Self {
        match (changed_here, changed_there) {
            (false, false) => Self::Same,
            (true, false) => Self::OursToSend,
            (false, true) => Self::TheirsToTake,
            (true, true) => Self::Both,
        }
    }
}

/// The three dates, UTC.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct SyncDates {
    /// "Дата обновления в Cargo.Run". Books carry none: then when a reading first saw the change.
    pub there: Option<DateTime<Utc>>,
    /// "Дата обновления у нас".
    pub here: DateTime<Utc>,
    /// "Дата последней синхронизации": when both sides were last known to be equal.
    pub synced: Option<DateTime<Utc>>,
}

impl SyncDates {
    /// The seed's table: a side has changed when its date is later than that of the last synchronisation.
    #[must_use]
    pub fn case(&self) -> SyncCase {
        let is_later = |at: DateTime<Utc>| self.synced.is_none_or(|synced| at > synced);
        SyncCase::of(is_later(self.here), self.there.is_some_and(is_later))
    }
}

/// What of two sides can't both be done; a person decides.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum ConflictKind {
    /// The same fields were changed on both sides.
    Fields,
    /// Deleted there, changed here.
    GoneThere,
    /// To be deleted here, changed there.
    DeletedHere,
}

impl RecordMeta {
    /// The three dates of the record.
    #[must_use]
    pub const fn dates(&self) -> SyncDates {
        SyncDates { there: self.updated_there, here: self.updated_here, synced: self.synced_at }
    }

    /// The case it is in, by what is stored of it; its dates only illustrate it. What changed there alone is taken in by
    /// the very transaction that reads it, so a stored record is never seen in [`SyncCase::TheirsToTake`].
    #[must_use]
    pub const fn sync_case(&self) -> SyncCase {
        match self.state {
            RecordState::Clean | RecordState::Tombstone => SyncCase::Same,
            RecordState::Conflict | RecordState::RemoteGone => SyncCase::Both,
            RecordState::LocalNew
            | RecordState::CreateInflight
            | RecordState::CreateUnknown
            | RecordState::Dirty
            | RecordState::PushInflight
            | RecordState::PushUnknown
            | RecordState::Rejected
            | RecordState::DeletePending
            | RecordState::Quarantine => SyncCase::OursToSend,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn at(text: &str) -> DateTime<Utc> {
        DateTime::parse_from_rfc3339(&format!("2019-11-{text}:00Z")).unwrap().to_utc()
    }

    #[test]
    fn the_worked_examples_of_the_seed() {
        // Last synchronisation, changed there, changed here (4.2.1 – 4.2.4). The first example is printed with "here" at
        // 09:10 and "synchronised" at 10:00 of one day.
        for (synced, there, here, expected) in [
            ("12T10:00", "11T09:00", "12T09:10", SyncCase::Same),
            ("12T10:00", "11T16:00", "12T10:05", SyncCase::OursToSend),
            ("12T10:00", "12T10:09", "10T15:00", SyncCase::TheirsToTake),
            ("12T10:00", "12T10:10", "12T10:05", SyncCase::Both),
        ] {
            let dates = SyncDates { there: Some(at(there)), here: at(here), synced: Some(at(synced)) };
            assert_eq!(dates.case(), expected, "{dates:?}");
        }
    }

    #[test]
    fn a_record_that_was_never_synchronised_has_only_changes() {
        let dates = SyncDates { there: None, here: at("12T10:00"), synced: None };
        assert_eq!(dates.case(), SyncCase::OursToSend);
        assert_eq!(SyncDates { there: Some(at("12T09:00")), ..dates }.case(), SyncCase::Both);
    }
}

//! Where a record stands between this desk and the platform.
//!
//! The names are those of the sync design; the words on screen live in the Fluent files.

use chrono::{DateTime, Utc};
use serde::{Deserialize, Serialize};

use super::id::{LocalId, RemoteId};
use super::trouble::Trouble;

/// State of a record in the exchange with the platform.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum RecordState {
    /// Made here; the platform has never heard of it.
    LocalNew,
    /// Its creation is on the wire.
    CreateInflight,
    /// Its creation was sent and no answer came: found out by look-up, never by sending again at once.
    CreateUnknown,
    /// Equal on both sides, as far as we know.
    Clean,
    /// Changed here, not sent yet.
    Dirty,
    /// A change is on the wire.
    PushInflight,
    /// A change was sent and no answer came.
    PushUnknown,
    /// Changed on both sides; a person decides.
    Conflict,
    /// The platform refused it; its sentence is kept beside.
    Rejected,
    /// Gone on the platform while it was changed here.
    RemoteGone,
    /// To be deleted on the platform.
    DeletePending,
    /// Set aside after repeated failures, so that it doesn't block the others.
    Quarantine,
    /// Deleted; kept in the bin.
    Tombstone,
}

impl RecordState {
    /// True when a person may write its content: not while both sides wait for a decision, nor once it is deleted or to be.
    #[must_use]
    pub const fn takes_edits(self) -> bool {
        !matches!(self, Self::Conflict | Self::Tombstone | Self::DeletePending)
    }

    /// True when something of it may be queued for sending: it takes edits, and the platform has not lost it.
    #[must_use]
    pub const fn takes_sending(self) -> bool {
        self.takes_edits() && !matches!(self, Self::RemoteGone)
    }
}

/// What every stored record carries beside its fields: names, state and the three dates of the seed (chapter 4).
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct RecordMeta {
    /// Our id.
    pub id: LocalId,
    /// The platform's number, once known.
    pub remote_id: Option<RemoteId>,
    /// State of the exchange.
    pub state: RecordState,
    /// An operation of this record waits in the outbox.
    pub queued: bool,
    /// "Дата обновления у нас".
    pub updated_here: DateTime<Utc>,
    /// "Дата обновления в Cargo.Run"; of a book record, which carries none, when a reading first saw the change.
    pub updated_there: Option<DateTime<Utc>>,
    /// "Дата последней синхронизации": when both sides were last known to be equal.
    pub synced_at: Option<DateTime<Utc>>,
    /// The last refusal or failure.
    pub error: Option<Trouble>,
}

impl RecordMeta {
    /// Of a record as it is made here: nobody else has seen it.
    #[must_use]
    pub const fn new(id: LocalId, now: DateTime<Utc>) -> Self {
        Self {
            id,
            remote_id: None,
            state: RecordState::LocalNew,
            queued: false,
            updated_here: now,
            updated_there: None,
            synced_at: None,
            error: None,
        }
    }
}

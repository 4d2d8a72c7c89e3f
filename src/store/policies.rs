//! Who decides conflicts, by kind of record: kept in the database, so that every reader of the platform obeys at once.

use chrono::{DateTime, Utc};
use rusqlite::{Connection, OptionalExtension as _};

use super::Store;
use super::bid_record::StoredBid;
use super::codec::{Word as _, read_document};
use super::error::{Fault, StoreError};
use super::model::{Cause, OpKind};
use super::outbox;
use crate::domain::id::{LocalId, RecordKind};
use crate::merge::{Policy, Side};

fn key(kind: RecordKind) -> String {
    format!("policy:{}", kind.word())
}

/// The policy of a kind; a person decides until another is set.
pub(super) fn of(connection: &Connection, kind: RecordKind) -> Result<Policy, Fault> {
    let mut statement = connection.prepare_cached("SELECT value FROM settings WHERE key = ?1")?;
    let text: Option<String> = statement.query_row([key(kind)], |row| row.get(0)).optional()?;
    text.map_or(Ok(Policy::default()), |text| read_document(&text))
}

/// What the history says of a decision by the setting.
pub(super) const fn cause(winner: Side) -> Cause {
    match winner {
        Side::Ours => Cause::OursFirst,
        Side::Theirs => Cause::TheirsFirst,
    }
}

/// With priority here, what differs is sent without a further press.
pub(super) fn send_what_won(
    connection: &Connection,
    policy: Policy,
    stored: &StoredBid,
    now: DateTime<Utc>,
) -> Result<(), Fault> {
    if policy.decider.winner() != Some(Side::Ours) || !stored.is_changed() {
        return Ok(());
    }
    send(connection, RecordKind::Bid, &stored.record.meta.id, now)
}

pub(super) fn send(connection: &Connection, kind: RecordKind, id: &LocalId, now: DateTime<Utc>) -> Result<(), Fault> {
    let waits = outbox::of_record(connection, kind, id)?;
    if waits.iter().any(|operation| matches!(operation.kind, OpKind::Create | OpKind::Update | OpKind::Delete)) {
        return Ok(());
    }
    outbox::add(connection, kind, id, OpKind::Update, now)
}

impl Store {
    /// Who decides conflicts of a kind of record.
    ///
    /// # Errors
    /// [`StoreError`] when the database can't be read.
    pub fn policy(&self, kind: RecordKind) -> Result<Policy, StoreError> {
        self.read(|tx| of(tx, kind))
    }

    /// Sets who decides; what is in conflict already stays so until it is read again.
    ///
    /// # Errors
    /// [`StoreError`] when the database can't be written.
    pub fn set_policy(&self, kind: RecordKind, policy: Policy) -> Result<(), StoreError> {
        if self.policy(kind)? == policy {
            return Ok(());
        }
        let text = serde_json::to_string(&policy).map_err(|error| StoreError::Other(error.to_string()))?;
        self.set_setting(&key(kind), &text)
    }
}

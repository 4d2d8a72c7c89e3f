//! The sending side of the exchange: which operation is next, the mark before the first byte, and the end.

use std::collections::HashSet;

use chrono::{DateTime, TimeDelta, Utc};
use rusqlite::Connection;

use super::Store;
use super::codec::micros;
use super::error::{Fault, NOT_FOUND, StoreError, not_editable};
use super::model::{OpKind, OpState, Operation, Outcome};
use super::references::unsent_references;
use super::subject::Subject;
use super::{link_reviews, outbox, outcome};
use crate::domain::id::{LocalId, RecordKind};
use crate::domain::record::RecordState;

/// No wait is longer: a later moment was written by a clock that has been set back since.
const LONGEST_WAIT: TimeDelta = TimeDelta::hours(1);

impl Store {
    /// All operations, in the order they were asked for.
    ///
    /// # Errors
    /// [`StoreError`] when the database can't be read.
    pub fn operations(&self) -> Result<Vec<Operation>, StoreError> {
        self.read(|tx| outbox::all(tx))
    }

    /// The next operation to try: one that waits and is due, or one whose outcome has to be looked up.
    ///
    /// Operations of one record go in their order: one that is refused, on the wire or in `done` holds back those behind
    /// it, and no other record. A bid waits for the creation of the book records that it refers to. Records in conflict
    /// or deleted are passed over. `done` are those tried in this cycle; `ignore_not_before` is a person's press, which also
    /// tries what was set aside.
    ///
    /// # Errors
    /// [`StoreError`] when the database can't be read.
    pub fn next_operation(
        &self,
        now: DateTime<Utc>,
        ignore_not_before: bool,
        done: &HashSet<i64>,
    ) -> Result<Option<Operation>, StoreError> {
        self.read(|tx| {
            let mut held: HashSet<(RecordKind, LocalId)> = HashSet::new();
            for operation in outbox::all(tx)? {
                let record = (operation.record, operation.id.clone());
                if held.contains(&record) {
                    continue;
                }
                let is_due = ignore_not_before || operation.not_before.is_none_or(|moment| is_over(moment, now));
                let is_shown_again = ignore_not_before || !operation.set_aside;
                let may_go = match operation.state {
                    OpState::Queued | OpState::Unknown => is_due && is_shown_again && !done.contains(&operation.seq),
                    OpState::InFlight | OpState::Rejected => false,
                };
                if may_go && is_open(tx, &operation)? {
                    return Ok(Some(operation));
                }
                held.insert(record);
            }
            Ok(None)
        })
    }

    /// Marks an operation as on the wire; written before its first byte is sent. `sent_revision` is the revision of the
    /// record that is being sent.
    ///
    /// # Errors
    /// [`StoreError::NotFound`] when the operation was taken back meanwhile; [`StoreError::NotEditable`] when it is not
    /// waiting, when its record is in conflict or deleted, or when it is a bid's creation whose outcome isn't known.
    pub fn begin_operation(&self, seq: i64, sent_revision: i64, now: DateTime<Utc>) -> Result<(), StoreError> {
        self.write(|tx| {
            let mut operation = outbox::find(tx, seq)?.ok_or(NOT_FOUND)?;
            let mut subject = Subject::get(tx, operation.record, &operation.id)?;
            let may_begin = match operation.state {
                OpState::Queued => true,
                // Sending a creation again before it is known to have failed is how duplicates are made.
                OpState::Unknown => operation.record != RecordKind::Bid || operation.kind != OpKind::Create,
                OpState::InFlight | OpState::Rejected => false,
            };
            let is_held = link_reviews::is_held(tx, &operation.id)?;
            if !may_begin || is_held || !may_be_sent(&subject, operation.kind) {
                return Err(not_editable(subject.state()));
            }
            operation.state = OpState::InFlight;
            operation.attempts = operation.attempts.saturating_add(1);
            operation.lookups = 0;
            operation.last_lookup_at = None;
            operation.not_before = None;
            outbox::put(tx, &operation)?;
            outbox::set_sent_revision(tx, seq, sent_revision)?;
            tracing::debug!(seq, id = %operation.id, kind = ?operation.kind, at = %now, "operation begins");
            subject.save(tx)
        })
    }

    /// Writes down how an operation ended, with all that follows for its record. An operation that was taken back
    /// before it began is no error.
    ///
    /// # Errors
    /// [`StoreError`] when the database can't be written, or the outcome makes no sense for the record.
    pub fn finish_operation(&self, seq: i64, outcome: &Outcome, now: DateTime<Utc>) -> Result<(), StoreError> {
        self.write(|tx| match outbox::find(tx, seq)? {
            Some(operation) => outcome::finish(tx, operation, outcome, now),
            None => Ok(()),
        })
    }

    /// Before anything is sent: what was on the wire when the program ended has an unknown outcome. Says how many. Waits
    /// that a clock wrote which has been set back since are forgotten, or they would be in force when that hour comes again.
    ///
    /// # Errors
    /// [`StoreError`] when the database can't be written.
    pub fn recover_in_flight(&self, now: DateTime<Utc>) -> Result<usize, StoreError> {
        self.write(|tx| {
            tx.prepare_cached("UPDATE outbox SET not_before = NULL WHERE not_before > ?1")?
                .execute([micros(now + LONGEST_WAIT)])?;
            let on_the_wire: Vec<_> =
                outbox::all(tx)?.into_iter().filter(|operation| operation.state == OpState::InFlight).collect();
            let count = on_the_wire.len();
            for mut operation in on_the_wire {
                operation.state = OpState::Unknown;
                outbox::put(tx, &operation)?;
                if let Some(mut subject) = Subject::find(tx, operation.record, &operation.id)? {
                    subject.save(tx)?;
                }
            }
            if count > 0 {
                tracing::warn!(count, at = %now, "operations were on the wire when the program ended");
            }
            Ok(count)
        })
    }
}

fn is_over(not_before: DateTime<Utc>, now: DateTime<Utc>) -> bool {
    let left = not_before - now;
    left <= TimeDelta::zero() || left > LONGEST_WAIT
}

/// Neither in conflict nor deleted, and every book record that it needs has been sent or can't be waited for.
fn is_open(connection: &Connection, operation: &Operation) -> Result<bool, Fault> {
    let Some(subject) = Subject::find(connection, operation.record, &operation.id)? else { return Ok(false) };
    if !may_be_sent(&subject, operation.kind) {
        return Ok(false);
    }
    match (&subject, operation.kind) {
        (Subject::Bid(bid), OpKind::Create | OpKind::Update) => {
            let unsent = unsent_references(connection, &bid.record.bid)?;
            // A reference that nobody is sending is not waited for: the client says that it is missing.
            Ok(!unsent.iter().any(|book| book.record.meta.queued))
        }
        (
            Subject::Bid(bid),
            OpKind::Start | OpKind::Revert | OpKind::Cancel | OpKind::Delete | OpKind::Restore | OpKind::Complete,
        ) => Ok(bid.record.meta.remote_id.is_some()),
        // A person has been asked whether the platform has the same thing already.
        (Subject::Book(_), _) => Ok(!link_reviews::is_held(connection, &operation.id)?),
    }
}

/// Of a deleted record only its restoring can be sent.
fn may_be_sent(subject: &Subject, kind: OpKind) -> bool {
    kind == OpKind::Restore
        || !matches!(subject.state(), RecordState::Conflict | RecordState::Tombstone | RecordState::RemoteGone)
}

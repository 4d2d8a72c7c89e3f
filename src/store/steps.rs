//! Steps of a bid's life as a person may want them back: what one has put into the outbox, where that stands now, and taking it
//! out again while nothing of it has gone.

use chrono::{DateTime, Utc};
use rusqlite::Connection;

use super::Store;
use super::error::{Fault, StoreError};
use super::model::{OpKind, OpState, Operation};
use super::queue::enqueue;
use super::subject::Subject;
use super::{completion, outbox};
use crate::domain::id::{LocalId, RecordKind};
use crate::domain::undoing::{Queued, Taken};

/// An operation that a step has put into the outbox.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct QueuedOp {
    /// Its sequence number.
    pub seq: i64,
    /// What it asks.
    pub kind: OpKind,
}

impl QueuedOp {
    fn is(self, operation: &Operation) -> bool {
        operation.seq == self.seq && operation.kind == self.kind
    }
}

impl Store {
    /// Queues a sending or a step of a bid's life as [`Self::queue`] does, and answers what that has put into the outbox.
    ///
    /// # Errors
    /// As [`Self::queue`].
    pub fn queue_step(&self, id: &LocalId, op: OpKind, now: DateTime<Utc>) -> Result<Vec<QueuedOp>, StoreError> {
        self.write(|tx| {
            let mut subject = Subject::get(tx, RecordKind::Bid, id)?;
            noting(tx, &mut subject, |subject| enqueue(tx, subject, op, now))
        })
    }

    /// Where stands what a step of a bid has queued. `ops` is what [`Self::queue_step`] has answered; deletions and restorings
    /// are known by their kind.
    ///
    /// # Errors
    /// [`StoreError`] when the database can't be read.
    pub fn where_stands(&self, id: &LocalId, taken: Taken, ops: &[QueuedOp]) -> Result<Queued, StoreError> {
        self.read(|tx| {
            let operations = outbox::of_record(tx, RecordKind::Bid, id)?;
            let own = operations.iter().find(|operation| match taken {
                Taken::Made => false,
                Taken::Deleted => operation.kind == OpKind::Delete,
                Taken::Restored => operation.kind == OpKind::Restore,
                Taken::Sent | Taken::Started | Taken::Reverted | Taken::Cancelled | Taken::Completed => {
                    own(ops).is_some_and(|own| own.is(operation))
                }
            });
            Ok(match own {
                None => Queued::Gone,
                Some(operation) if operation.may_be_taken_back() => Queued::Waits,
                Some(_) => Queued::OnTheWire,
            })
        })
    }

    /// Takes out of the outbox what a step has put there, as far as it has not gone out. False, and nothing is done, when the
    /// step itself has: that is no longer a matter of this desk alone.
    ///
    /// # Errors
    /// [`StoreError::NotFound`].
    pub fn take_back_queued(&self, id: &LocalId, ops: &[QueuedOp]) -> Result<bool, StoreError> {
        self.write(|tx| {
            let mut subject = Subject::get(tx, RecordKind::Bid, id)?;
            let Some(own) = own(ops) else { return Ok(false) };
            let own_waits = |operation: &Operation| own.is(operation) && operation.may_be_taken_back();
            if !subject.operations(tx)?.iter().any(own_waits) {
                return Ok(false);
            }
            subject.drop_operations(tx, |operation| {
                operation.may_be_taken_back() && ops.iter().any(|op| op.is(operation))
            })?;
            if own.kind == OpKind::Complete {
                completion::forget(tx, id)?;
            }
            subject.set_error(None);
            subject.save(tx)?;
            Ok(true)
        })
    }

    /// Takes a queued restoring of a bid out of the outbox: it stays deleted. False when none waits.
    ///
    /// # Errors
    /// [`StoreError::NotFound`].
    pub fn take_back_restoring(&self, id: &LocalId) -> Result<bool, StoreError> {
        self.write(|tx| {
            let mut subject = Subject::get(tx, RecordKind::Bid, id)?;
            let waits = |operation: &Operation| operation.kind == OpKind::Restore && operation.may_be_taken_back();
            let any = subject.drop_operations(tx, waits)? > 0;
            if any {
                subject.set_error(None);
                subject.save(tx)?;
            }
            Ok(any)
        })
    }
}

/// What is put into the outbox of a bid by some work on it.
pub(super) fn noting(
    connection: &Connection,
    subject: &mut Subject,
    work: impl FnOnce(&mut Subject) -> Result<(), Fault>,
) -> Result<Vec<QueuedOp>, Fault> {
    let before = waiting(connection, subject)?;
    work(subject)?;
    let mut after = waiting(connection, subject)?;
    after.retain(|op| !before.contains(op));
    Ok(after)
}

fn waiting(connection: &Connection, subject: &Subject) -> Result<Vec<QueuedOp>, Fault> {
    let waits = |operation: &Operation| operation.state == OpState::Queued && !operation.set_aside;
    let waiting = subject.operations(connection)?.into_iter().filter(waits);
    Ok(waiting.map(|operation| QueuedOp { seq: operation.seq, kind: operation.kind }).collect())
}

/// Of what a step has queued, the step itself: what goes before it or behind it only accompanies it.
fn own(ops: &[QueuedOp]) -> Option<QueuedOp> {
    let is_step =
        |op: &&QueuedOp| matches!(op.kind, OpKind::Start | OpKind::Revert | OpKind::Cancel | OpKind::Complete);
    ops.iter().find(is_step).or_else(|| ops.last()).copied()
}

//! What a person asks of the platform: put into the outbox in the same transaction that changes the record's state.

use chrono::{DateTime, Utc};
use rusqlite::Connection;

use super::Store;
use super::codec::Word as _;
use super::error::{Fault, StoreError, not_editable};
use super::life_steps::{self, NewStep};
use super::model::{Counts, Deletion, OpKind, OpState, Operation};
use super::outbox;
use super::references::unsent_references;
use super::subject::Subject;
use crate::domain::id::{LocalId, RecordKind};
use crate::domain::record::RecordState;

impl Store {
    /// Queues an operation. Asked twice, it is queued once; a refused one is tried again.
    ///
    /// `Create` and `Update` both mean "send": a record the platform doesn't have is created, a changed one updated, an
    /// equal one left alone. `Start` sends first what has to be sent; behind `Revert` and `Cancel` a change that was refused is
    /// tried again. Book records that the bid refers to and that were
    /// never sent are queued too. `Delete` does what [`Self::delete_bid`] does.
    ///
    /// # Errors
    /// [`StoreError::NotFound`]; [`StoreError::NotEditable`] when the record is in conflict, deleted or to be deleted,
    /// or when it isn't on the platform and has to be.
    pub fn queue(&self, kind: RecordKind, id: &LocalId, op: OpKind, now: DateTime<Utc>) -> Result<(), StoreError> {
        self.write(|tx| {
            let mut subject = Subject::get(tx, kind, id)?;
            if op == OpKind::Delete {
                return delete(tx, &mut subject, now).map(drop);
            }
            enqueue(tx, &mut subject, op, now)
        })
    }

    /// Takes back what has not begun, or was refused: the undo of a sending. False when there was nothing to take back.
    ///
    /// # Errors
    /// [`StoreError`] when the database can't be written.
    pub fn unqueue(&self, kind: RecordKind, id: &LocalId) -> Result<bool, StoreError> {
        self.write(|tx| {
            let Some(mut subject) = Subject::find(tx, kind, id)? else { return Ok(false) };
            let taken_back = subject.drop_operations(tx, Operation::may_be_taken_back)?;
            if taken_back > 0 {
                subject.set_error(None);
                subject.save(tx)?;
            }
            Ok(taken_back > 0)
        })
    }

    /// Puts the operations of a record that were refused or set aside back into the queue, as they are. False when there
    /// were none.
    ///
    /// # Errors
    /// [`StoreError::NotFound`] when there is no such record.
    pub fn retry_rejected(&self, kind: RecordKind, id: &LocalId, now: DateTime<Utc>) -> Result<bool, StoreError> {
        self.write(|tx| {
            let mut subject = Subject::get(tx, kind, id)?;
            let stands = |operation: &Operation| operation.state == OpState::Rejected || operation.set_aside;
            let refused = subject.operations(tx)?.into_iter().filter(stands);
            let mut any = false;
            for mut operation in refused {
                requeue(tx, &mut operation, now)?;
                any = true;
            }
            if any {
                subject.set_error(None);
                subject.save(tx)?;
            }
            Ok(any)
        })
    }

    /// Deletes a bid: at once when the platform doesn't have it, else its deletion is queued. What was queued and not
    /// begun is taken back; a change waits behind the deletion.
    ///
    /// # Errors
    /// [`StoreError::NotFound`]; [`StoreError::NotEditable`] in conflict, when it is deleted already, or while its
    /// creation is on the wire or its outcome isn't known.
    pub fn delete_bid(&self, id: &LocalId, now: DateTime<Utc>) -> Result<Deletion, StoreError> {
        self.write(|tx| delete(tx, &mut Subject::get(tx, RecordKind::Bid, id)?, now))
    }

    /// Takes back a deletion made here that has not reached the platform.
    ///
    /// # Errors
    /// [`StoreError::NotFound`]; [`StoreError::NotEditable`] when there is no such deletion.
    pub fn restore_deleted(&self, id: &LocalId, now: DateTime<Utc>) -> Result<(), StoreError> {
        self.write(|tx| {
            let mut subject = Subject::get(tx, RecordKind::Bid, id)?;
            if subject.is_deleted_here() {
                subject.set_deleted_here(false);
                note_here(tx, &subject, OpKind::Restore, now)?;
            } else {
                let is_waiting =
                    |operation: &Operation| operation.kind == OpKind::Delete && operation.may_be_taken_back();
                if subject.drop_operations(tx, is_waiting)? == 0 {
                    return Err(not_editable(subject.state()));
                }
                subject.set_error(None);
            }
            if let Subject::Bid(bid) = &mut subject
                && bid.record.meta.remote_id.is_none()
            {
                bid.record.meta.updated_here = now;
            }
            subject.save(tx)
        })
    }

    /// How much waits.
    ///
    /// # Errors
    /// [`StoreError`] when the database can't be read.
    pub fn counts(&self) -> Result<Counts, StoreError> {
        self.read(|tx| {
            let mut counts = Counts::default();
            for operation in outbox::all(tx)? {
                let count = match operation.state {
                    _ if operation.set_aside => &mut counts.set_aside,
                    OpState::Queued | OpState::InFlight => &mut counts.unsent,
                    OpState::Unknown => &mut counts.unknown,
                    OpState::Rejected => &mut counts.rejected,
                };
                *count = count.saturating_add(1);
            }
            let both = "SELECT (SELECT count(*) FROM conflicts) + (SELECT count(*) FROM book_conflicts)
                + (SELECT count(*) FROM bids WHERE state = ?1) + (SELECT count(*) FROM books WHERE state = ?1)";
            let conflicts: i64 = tx.query_row(both, [RecordState::RemoteGone.word()], |row| row.get(0))?;
            counts.conflicts = usize::try_from(conflicts).unwrap_or_default();
            Ok(counts)
        })
    }
}

/// Queues a sending or a step of a bid's life, with what has to go before it.
pub(super) fn enqueue(
    connection: &Connection,
    subject: &mut Subject,
    op: OpKind,
    now: DateTime<Utc>,
) -> Result<(), Fault> {
    let state = subject.state();
    if !state.takes_sending() {
        return Err(not_editable(state));
    }
    let change_was_refused = refused_change(connection, subject)?;
    drop_superseded(connection, subject, op)?;
    match op {
        OpKind::Create | OpKind::Update => send(connection, subject, now)?,
        OpKind::Start => {
            send(connection, subject, now)?;
            step(connection, subject, op, now)?;
        }
        OpKind::Revert | OpKind::Cancel | OpKind::Complete => {
            let is_coming = subject.operations(connection)?.iter().any(|operation| operation.kind == OpKind::Create);
            if !subject.on_platform() && !is_coming {
                return Err(not_editable(state));
            }
            step(connection, subject, op, now)?;
            // A refused change does not hold the step up, and is not forgotten: it is tried again behind it.
            if change_was_refused {
                send(connection, subject, now)?;
            }
        }
        OpKind::Delete => return delete(connection, subject, now).map(drop),
        OpKind::Restore => return Err(not_editable(state)),
    }
    try_refused_again(connection, subject, now)?;
    subject.set_error(None);
    subject.save(connection)
}

/// What was refused and is still there is asked for again: also where the same step waits farther behind, which alone would
/// be taken for the answer to the request.
fn try_refused_again(connection: &Connection, subject: &Subject, now: DateTime<Utc>) -> Result<(), Fault> {
    let operations = subject.operations(connection)?;
    for mut refused in operations.into_iter().filter(|operation| operation.state == OpState::Rejected) {
        requeue(connection, &mut refused, now)?;
    }
    Ok(())
}

fn refused_change(connection: &Connection, subject: &Subject) -> Result<bool, Fault> {
    let is_refused = |operation: &Operation| operation.kind == OpKind::Update && operation.state == OpState::Rejected;
    Ok(subject.operations(connection)?.iter().any(is_refused))
}

/// A person asked for something else: what the platform refused before is void, unless the new request repeats it.
fn drop_superseded(connection: &Connection, subject: &Subject, op: OpKind) -> Result<(), Fault> {
    let repeats = |refused: OpKind| match op {
        OpKind::Create | OpKind::Update => matches!(refused, OpKind::Create | OpKind::Update),
        OpKind::Start => matches!(refused, OpKind::Create | OpKind::Update | OpKind::Start),
        OpKind::Revert | OpKind::Cancel | OpKind::Complete | OpKind::Delete | OpKind::Restore => refused == op,
    };
    subject
        .drop_operations(connection, |operation| operation.state == OpState::Rejected && !repeats(operation.kind))
        .map(drop)
}

/// Queues the creation or the change, when there is something to send; first the book records that it refers to.
pub(super) fn send(connection: &Connection, subject: &Subject, now: DateTime<Utc>) -> Result<(), Fault> {
    let op = match (subject.on_platform(), subject.is_changed()) {
        (false, _) => OpKind::Create,
        (true, true) => OpKind::Update,
        (true, false) => return Ok(()),
    };
    if let Subject::Bid(bid) = subject {
        for book in unsent_references(connection, &bid.record.bid)? {
            if book.record.meta.state == RecordState::LocalNew && !book.record.meta.queued {
                let mut book = Subject::Book(Box::new(book));
                outbox::add(connection, book.kind(), book.id(), OpKind::Create, now)?;
                book.save(connection)?;
            }
        }
    }
    ensure(connection, subject, op, now)
}

/// Queues an operation unless it waits or is under way already; a refused one waits again.
pub(super) fn ensure(connection: &Connection, subject: &Subject, op: OpKind, now: DateTime<Utc>) -> Result<(), Fault> {
    let known = subject.operations(connection)?.into_iter().find(|operation| operation.kind == op);
    match known {
        Some(mut stopped) if stopped.state == OpState::Rejected || stopped.set_aside => {
            requeue(connection, &mut stopped, now)
        }
        Some(_) => Ok(()),
        None => outbox::add(connection, subject.kind(), subject.id(), op, now),
    }
}

/// Queues a step of a bid's life, unless the last step that waits is the same.
fn step(connection: &Connection, subject: &Subject, op: OpKind, now: DateTime<Utc>) -> Result<(), Fault> {
    if subject.kind() != RecordKind::Bid {
        return Err(StoreError::Other("only bids are started, reverted or cancelled".to_owned()).into());
    }
    let is_step = |kind: OpKind| matches!(kind, OpKind::Start | OpKind::Revert | OpKind::Cancel | OpKind::Complete);
    let last = subject.operations(connection)?.into_iter().rfind(|operation| is_step(operation.kind));
    match last {
        Some(mut same) if same.kind == op => match same.state {
            _ if same.set_aside => requeue(connection, &mut same, now),
            OpState::Rejected => requeue(connection, &mut same, now),
            OpState::Queued | OpState::InFlight | OpState::Unknown => Ok(()),
        },
        Some(_) | None => outbox::add(connection, subject.kind(), subject.id(), op, now),
    }
}

pub(super) fn requeue(connection: &Connection, operation: &mut Operation, now: DateTime<Utc>) -> Result<(), Fault> {
    // What may have gone out before it was set aside is still looked up first.
    if operation.state == OpState::Rejected {
        operation.state = OpState::Queued;
    }
    operation.queued_at = now;
    operation.not_before = None;
    operation.own_failures = 0;
    operation.set_aside = false;
    outbox::put(connection, operation)
}

/// Deletes here, or queues the deletion.
pub(super) fn delete(connection: &Connection, subject: &mut Subject, now: DateTime<Utc>) -> Result<Deletion, Fault> {
    let state = subject.state();
    if state == RecordState::RemoteGone {
        subject.drop_operations(connection, |_| true)?;
        subject.set_deleted_here(true);
        note_here(connection, subject, OpKind::Delete, now)?;
        subject.save(connection)?;
        return Ok(Deletion::AtOnce);
    }
    if state == RecordState::DeletePending {
        return Ok(Deletion::Queued);
    }
    if !state.takes_edits() {
        return Err(not_editable(state));
    }
    if subject.on_platform() {
        let waits = |operation: &Operation| operation.kind == OpKind::Update && operation.state == OpState::Queued;
        let change_waits = subject.operations(connection)?.iter().any(waits);
        // A step back to a draft stays: without it the platform would refuse the deletion.
        subject.drop_operations(connection, |operation| {
            operation.may_be_taken_back()
                && (operation.state == OpState::Rejected || matches!(operation.kind, OpKind::Update | OpKind::Start))
        })?;
        ensure(connection, subject, OpKind::Delete, now)?;
        if change_waits {
            // Behind the deletion it is void, and goes after all when that is refused or taken back.
            ensure(connection, subject, OpKind::Update, now)?;
        }
        subject.set_error(None);
        subject.save(connection)?;
        return Ok(Deletion::Queued);
    }
    if subject.operations(connection)?.iter().any(|operation| !operation.may_be_taken_back()) {
        return Err(not_editable(state));
    }
    subject.drop_operations(connection, |_| true)?;
    subject.set_deleted_here(true);
    subject.set_error(None);
    note_here(connection, subject, OpKind::Delete, now)?;
    subject.save(connection)?;
    Ok(Deletion::AtOnce)
}

/// A step of a bid's life that needed no platform.
fn note_here(connection: &Connection, subject: &Subject, kind: OpKind, now: DateTime<Utc>) -> Result<(), Fault> {
    if subject.kind() != RecordKind::Bid {
        return Ok(());
    }
    let author = super::own_changes::author(connection)?;
    life_steps::note(connection, subject.id(), &NewStep::ours(&author, kind), now)
}

//! How an operation ended, and what follows for its record.

use chrono::{DateTime, Utc};
use rusqlite::Connection;

use super::agree::{Agreed, agree_bid, agree_book};
use super::bid_record::StoredBid;
use super::error::{Fault, StoreError};
use super::life_steps::{self, NewStep};
use super::model::{OpKind, OpState, Operation, Outcome};
use super::receive::receive;
use super::subject::Subject;
use super::{outbox, outside};
use crate::domain::id::RecordKind;
use crate::domain::trouble::{Trouble, TroubleKind};

/// Carries out one outcome.
pub(super) fn finish(
    connection: &Connection,
    operation: Operation,
    outcome: &Outcome,
    now: DateTime<Utc>,
) -> Result<(), Fault> {
    let Some(mut subject) = Subject::find(connection, operation.record, &operation.id)? else {
        return outbox::remove(connection, operation.seq);
    };
    match outcome {
        Outcome::Done { remote_id, sent_revision, read_back } => {
            // The mark on disk knows what went out, whatever the caller has read of the record since.
            let marked = operation.sent_revision;
            let sent_revision = marked.map_or(*sent_revision, |marked| marked.min(*sent_revision));
            let agreed =
                Agreed { remote_id: *remote_id, sent_revision: Some(sent_revision), read_back: read_back.as_deref() };
            return done(connection, &operation, subject, &agreed, now);
        }
        Outcome::Conflict { remote } => {
            let Subject::Bid(mut bid) = subject else {
                return Err(StoreError::Other("book records have no conflicts".to_owned()).into());
            };
            put(connection, &operation, OpState::Queued)?;
            outside::note_bid(connection, &bid, remote, now)?;
            return receive(connection, &mut bid, remote, now).map(drop);
        }
        Outcome::Deleted => {
            if operation.kind == OpKind::Delete && subject.kind() == RecordKind::Bid {
                let author = outbox::author(connection, operation.seq)?;
                life_steps::note(connection, subject.id(), &NewStep::ours(&author, OpKind::Delete), now)?;
            }
            subject.drop_operations(connection, |_| true)?;
            subject.set_deleted_here(true);
            subject.set_deleted_there();
            subject.set_error(None);
        }
        Outcome::Retry { error, .. } | Outcome::Unknown { error, .. } => {
            wait(connection, operation, outcome)?;
            subject.set_error(Some(error.clone()));
        }
        Outcome::NotFoundYet { .. } | Outcome::Requeue => wait(connection, operation, outcome)?,
        Outcome::Rejected { .. } | Outcome::Stopped { .. } => {
            // A refused look-up says nothing of the creation itself: its outcome stays unknown.
            let creation_is_out = operation.state == OpState::Unknown && operation.kind == OpKind::Create;
            put(connection, &operation, if creation_is_out { OpState::Unknown } else { OpState::Rejected })?;
            subject.set_error(Some(match outcome {
                Outcome::Stopped { trouble } => trouble.clone(),
                Outcome::Rejected { text } => Trouble::new(TroubleKind::Refused, text),
                _ => return Ok(()),
            }));
        }
    }
    subject.save(connection)
}

/// Outcomes after which the operation waits on.
fn wait(connection: &Connection, mut operation: Operation, outcome: &Outcome) -> Result<(), Fault> {
    let began = operation.state == OpState::InFlight;
    match outcome {
        Outcome::Retry { not_before, .. } => {
            operation.not_before = Some(*not_before);
            // A failed look-up leaves the outcome of what was sent as unknown as it was.
            if operation.state != OpState::Unknown {
                operation.state = OpState::Queued;
            }
        }
        Outcome::Unknown { not_before, .. } => {
            operation.not_before = Some(*not_before);
            // What never went out has no unknown outcome.
            if began {
                operation.state = OpState::Unknown;
            }
        }
        Outcome::NotFoundYet { at } => {
            operation.state = OpState::Unknown;
            operation.lookups = operation.lookups.saturating_add(1);
            operation.last_lookup_at = *at;
        }
        Outcome::Requeue => {
            operation.state = OpState::Queued;
            operation.lookups = 0;
            operation.last_lookup_at = None;
        }
        Outcome::Done { .. }
        | Outcome::Rejected { .. }
        | Outcome::Stopped { .. }
        | Outcome::Conflict { .. }
        | Outcome::Deleted => {}
    }
    if !began && matches!(outcome, Outcome::Retry { .. } | Outcome::Unknown { .. }) {
        // Failed before it went out: that is a try too, or the waits between tries would never grow.
        operation.attempts = operation.attempts.saturating_add(1);
    }
    outbox::put(connection, &operation)
}

fn put(connection: &Connection, operation: &Operation, state: OpState) -> Result<(), Fault> {
    outbox::put(connection, &Operation { state, ..operation.clone() })
}

/// A step of a bid's life came about. A change of fields is told by its fields.
fn came_through(
    connection: &Connection,
    kind: OpKind,
    bid: &StoredBid,
    (agreed, author): (&Agreed<'_>, &str),
    now: DateTime<Utc>,
) -> Result<(), Fault> {
    if kind == OpKind::Update {
        return Ok(());
    }
    let moves = matches!(kind, OpKind::Start | OpKind::Revert | OpKind::Cancel | OpKind::Complete);
    let before = moves.then_some(&bid.record.facts.status);
    let after = agreed.read_back.filter(|_| moves).map(|read| &read.facts.status);
    life_steps::note(
        connection,
        &bid.record.meta.id,
        &NewStep { before: after.and(before), after, ..NewStep::ours(author, kind) },
        now,
    )
}

/// The platform has it.
fn done(
    connection: &Connection,
    operation: &Operation,
    subject: Subject,
    agreed: &Agreed<'_>,
    now: DateTime<Utc>,
) -> Result<(), Fault> {
    let author = outbox::author(connection, operation.seq)?;
    outbox::remove(connection, operation.seq)?;
    if let Subject::Bid(bid) = &subject {
        came_through(connection, operation.kind, bid, (agreed, &author), now)?;
    }
    let carries_content = matches!(operation.kind, OpKind::Create | OpKind::Update);
    match subject {
        Subject::Bid(mut bid) if carries_content => {
            outside::note_beside_write(connection, &bid, agreed.read_back, now)?;
            agree_bid(connection, &mut bid, Some(operation), agreed, now)
        }
        Subject::Bid(mut bid) => {
            bid.record.meta.error = None;
            if operation.kind == OpKind::Complete {
                super::completion::forget(connection, &operation.id)?;
            }
            if operation.kind == OpKind::Restore {
                bid.deleted_here = false;
                bid.record.facts.deleted = false;
            }
            if operation.kind == OpKind::Delete {
                bid.record.facts.deleted = true;
                bid.deleted_here = true;
                outbox::remove_of_record(connection, RecordKind::Bid, &operation.id, |_| true)?;
            } else if let Some(read_back) = agreed.read_back {
                return receive(connection, &mut bid, read_back, now).map(drop);
            }
            bid.record.meta.synced_at = Some(now);
            bid.save(connection)
        }
        Subject::Book(mut book) if carries_content => agree_book(connection, &mut book, Some(operation), agreed, now),
        Subject::Book(mut book) => {
            book.record.meta.error = None;
            book.record.meta.synced_at = Some(now);
            let gone = operation.kind != OpKind::Restore;
            book.deleted_there = gone;
            book.deleted_here = gone;
            // What waited behind the restoring goes on.
            outbox::remove_of_record(connection, operation.record, &operation.id, |waiting| {
                gone || waiting.kind != OpKind::Update
            })?;
            book.save(connection)
        }
    }
}

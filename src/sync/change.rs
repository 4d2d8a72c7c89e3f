//! Changing what the platform already has: read again right before writing, merge, then send the least that says it.
//!
//! The platform has no lock: a change made there between our read and our write, in the same field, can't be seen. The
//! window is two requests long.

use super::engine::{Engine, Report};
use super::places::{self, Places};
use super::push::{Step, Trouble};
use super::references::References;
use crate::domain::bid::BidStatus;
use crate::domain::id::RemoteId;
use crate::domain::pulled::PulledBid;
use crate::domain::record::RecordState;
use crate::merge;
use crate::store::StoreError;
use crate::store::model::{BidRecord, OpKind, Operation, Outcome};

/// Sends the changed fields of a bid.
pub(super) async fn update(
    engine: &Engine,
    operation: &Operation,
    references: &References,
    report: &mut Report,
) -> Result<Step, Trouble> {
    let (record, number) = known(engine, operation)?;
    let fresh = engine.client.bid_for_edit(number, references).await?;
    if fresh.external_id.as_ref().is_some_and(|handle| *handle != record.external_id) {
        // Another handle: if the number stands for another bid now, its list row says so, and nothing of ours goes there.
        let row = engine.client.bid_row(number, references).await?;
        engine.store.apply_bid_page(row.as_slice(), None, engine.now())?;
        if engine.store.bid(&record.meta.id)?.is_none_or(|record| record.meta.remote_id != Some(number)) {
            return Ok(Step::Leave);
        }
    }
    // What changed there meanwhile is merged first; a crossing of the same fields waits for a person.
    let taken = engine.store.apply_bid_page(std::slice::from_ref(&fresh), None, engine.now())?;
    report.conflicts += taken.conflicts;
    let record = engine.store.bid(&record.meta.id)?.ok_or(StoreError::NotFound)?;
    match record.meta.state {
        RecordState::Conflict | RecordState::RemoteGone | RecordState::Tombstone => return Ok(Step::Leave),
        _ => {}
    }
    let record = match places::confirm(engine, record, &fresh.bid.points).await? {
        Places::Confirmed(record) => record,
        Places::Unknown(address) => return Ok(Step::Waits(Outcome::Stopped { trouble: address })),
        Places::Changed => return Ok(Step::Leave),
    };
    let changed = merge::changed_fields(&fresh.bid, &record.bid);
    if !changed.is_empty() {
        report.merged += taken.changed;
        engine.store.begin_operation(operation.seq, record.local_revision, engine.now())?;
        let sent = engine.client.update_bid(&fresh, &record.bid, &changed, references).await;
        sent.map_err(Trouble::Sending)?;
    }
    Ok(Step::Done(done(engine, number, record.local_revision, references).await))
}

/// Start, revert, cancel, end by hand, delete, restore.
pub(super) async fn step(engine: &Engine, operation: &Operation, references: &References) -> Result<Step, Trouble> {
    let (record, number) = known(engine, operation)?;
    // An earlier try may have come through: a step taken twice would be refused.
    if operation.attempts > 0
        && let Some(row) = engine.client.bid_row(number, references).await?
        && is_reached(operation.kind, &row)
    {
        return Ok(Step::Done(read_back(operation.kind, &record, row)));
    }
    if operation.kind == OpKind::Delete && is_changed_there(engine, number, &record, references).await? {
        return Ok(Step::Leave);
    }
    let completion = if operation.kind == OpKind::Complete { engine.store.completion(&operation.id)? } else { None };
    engine.store.begin_operation(operation.seq, record.acked_revision, engine.now())?;
    let taken = match operation.kind {
        OpKind::Start => engine.client.set_started(number).await,
        OpKind::Revert => engine.client.revert(number).await,
        OpKind::Cancel => engine.client.cancel(number).await,
        OpKind::Delete => engine.client.delete_bid(number).await,
        OpKind::Restore => engine.client.restore_bid(number).await,
        OpKind::Complete => match &completion {
            Some(completion) => engine.client.force_complete(number, completion).await,
            None => return Ok(Step::Leave),
        },
        OpKind::Create | OpKind::Update => return Ok(Step::Leave),
    };
    if let Err(error) = taken {
        // Refused because it has been taken already, by an earlier try or by a colleague: what was asked for is there.
        // A reading that fails leaves that open, and the next try asks first.
        let reached = match error.refusal() {
            Some(_) => engine.client.bid_row(number, references).await.map_err(Trouble::Sending)?,
            None => None,
        };
        return match reached.filter(|row| is_reached(operation.kind, row)) {
            Some(row) => Ok(Step::Done(read_back(operation.kind, &record, row))),
            None => Err(Trouble::Sending(error)),
        };
    }
    if operation.kind == OpKind::Delete {
        return Ok(Step::Done(Outcome::Deleted));
    }
    // A step sends no fields: what was changed here meanwhile stays to be sent.
    Ok(Step::Done(done(engine, number, record.acked_revision, references).await))
}

/// Before a bid is deleted it is read once more: a colleague's change is not deleted unseen, a person is asked.
async fn is_changed_there(
    engine: &Engine,
    number: RemoteId,
    record: &BidRecord,
    references: &References,
) -> Result<bool, Trouble> {
    let Some(row) = engine.client.bid_row(number, references).await? else { return Ok(false) };
    engine.store.apply_bid_page(std::slice::from_ref(&row), None, engine.now())?;
    let state = engine.store.bid(&record.meta.id)?.map(|record| record.meta.state);
    Ok(matches!(state, Some(RecordState::Conflict | RecordState::Tombstone)))
}

fn known(engine: &Engine, operation: &Operation) -> Result<(BidRecord, RemoteId), StoreError> {
    let record = engine.store.bid(&operation.id)?.ok_or(StoreError::NotFound)?;
    let number = record.meta.remote_id.ok_or(StoreError::NotFound)?;
    Ok((record, number))
}

fn is_reached(kind: OpKind, row: &PulledBid) -> bool {
    match kind {
        OpKind::Start => matches!(row.facts.status, BidStatus::Started | BidStatus::Planned),
        OpKind::Revert => row.facts.status == BidStatus::Draft,
        OpKind::Cancel => row.facts.status == BidStatus::Cancelled,
        OpKind::Delete => row.facts.deleted,
        OpKind::Restore => !row.facts.deleted,
        OpKind::Complete => row.facts.status == BidStatus::Done,
        OpKind::Create | OpKind::Update => false,
    }
}

fn read_back(kind: OpKind, record: &BidRecord, row: PulledBid) -> Outcome {
    if kind == OpKind::Delete {
        return Outcome::Deleted;
    }
    Outcome::Done { remote_id: row.remote_id, sent_revision: record.acked_revision, read_back: Some(Box::new(row)) }
}

/// The platform's word after a write; when it can't be read now, the next pull brings it.
async fn done(engine: &Engine, number: RemoteId, sent_revision: i64, references: &References) -> Outcome {
    let read_back = engine.client.bid_row(number, references).await.ok().flatten().map(Box::new);
    Outcome::Done { remote_id: number, sent_revision, read_back }
}

//! Creating once. The in-flight mark is on disk before the first byte; an unanswered creation is looked up by its
//! `externalId` (books: by their natural key) and sent again only when it was not found twice, far enough apart.

use chrono::TimeDelta;

use super::engine::Engine;
use super::places::{self, Places};
use super::push::{Step, Trouble};
use super::references::References;
use crate::domain::id::RemoteId;
use crate::domain::pulled::PulledBid;
use crate::domain::trouble::{Trouble as Reason, TroubleKind};
use crate::store::StoreError;
use crate::store::model::{BidRecord, BookRecord, OpState, Operation, Outcome};

/// Sends a new bid.
pub(super) async fn bid(engine: &Engine, operation: &Operation, references: &References) -> Result<Step, Trouble> {
    let record = engine.store.bid(&operation.id)?.ok_or(StoreError::NotFound)?;
    let record = match places::confirm(engine, record, &[]).await? {
        Places::Confirmed(record) => record,
        Places::Unknown(address) => return Ok(Step::Waits(Outcome::Stopped { trouble: address })),
        Places::Changed => return Ok(Step::Leave),
    };
    engine.store.begin_operation(operation.seq, record.local_revision, engine.now())?;
    let created = engine.client.create_bid(&record.bid, &record.external_id, references).await;
    let created = created.map_err(Trouble::Sending)?;
    Ok(done(engine, &record, created.id, references).await)
}

/// Finds out whether an unanswered creation reached the platform.
pub(super) async fn look_up(engine: &Engine, operation: &Operation, references: &References) -> Result<Step, Trouble> {
    let record = engine.store.bid(&operation.id)?.ok_or(StoreError::NotFound)?;
    let turn = turn(engine, operation);
    if turn == Turn::TooEarly {
        return Ok(Step::Leave);
    }
    let found = engine.client.find_bids_by_external_id(&record.external_id, references).await?;
    Ok(match (found.into_iter().next(), turn) {
        (Some(row), _) => Step::Done(adopted(operation, &record, row)),
        // Once is not enough: the platform may still be finishing what it was sent.
        (None, Turn::First | Turn::TooEarly) => Step::Waits(Outcome::NotFoundYet { at: engine.now() }),
        (None, Turn::Second) => Step::Waits(Outcome::Requeue),
    })
}

/// Sends a new book record, unless the platform already has the same phone, plate or INN with KPP.
pub(super) async fn book(engine: &Engine, operation: &Operation) -> Result<Step, Trouble> {
    let record = engine.store.book(&operation.id)?.ok_or(StoreError::NotFound)?;
    let same = match same_in_the_world(engine, &record).await?.as_slice() {
        // The same thing in the world: adopt its number, then our fields go as a change.
        [only] => Some(*only),
        [] => match turn(engine, operation) {
            _ if operation.state != OpState::Unknown => None,
            Turn::First => return Ok(Step::Waits(Outcome::NotFoundYet { at: engine.now() })),
            Turn::TooEarly => return Ok(Step::Leave),
            Turn::Second => None,
        },
        // Which of them it is, is for a person to decide; a further one would make it worse.
        several => {
            let numbers: Vec<String> = several.iter().map(|number| format!("№{number}")).collect();
            let trouble = Reason::new(TroubleKind::SeveralThere, numbers.join(", "));
            return Ok(Step::Waits(Outcome::Stopped { trouble }));
        }
    };
    engine.store.begin_operation(operation.seq, record.revision, engine.now())?;
    if let Some(number) = same {
        engine.store.note_link_by_key(&operation.id, number)?;
    }
    let id = engine.client.apply_book(&record.entry, same).await.map_err(Trouble::Sending)?;
    Ok(Step::Done(book_done(&record, id)))
}

/// Numbers of the platform's living records that are the same thing.
async fn same_in_the_world(engine: &Engine, record: &BookRecord) -> Result<Vec<RemoteId>, Trouble> {
    let Some(key) = record.entry.natural_key() else { return Ok(Vec::new()) };
    let kind = record.entry.kind();
    let found = engine.client.find_book(kind, &key).await?;
    let mut same: Vec<RemoteId> = found.into_iter().filter(|row| !row.deleted).map(|row| row.remote_id).collect();
    if engine.store.is_kept_apart(&record.meta.id)? {
        // A person knows of those that are known here, and said that this is another one.
        let known: Vec<_> = engine.store.book_numbers()?.into_iter().filter(|(of, ..)| *of == kind).collect();
        same.retain(|number| known.iter().all(|(_, _, other)| other != number));
    }
    Ok(same)
}

fn book_done(record: &BookRecord, id: RemoteId) -> Outcome {
    Outcome::Done { remote_id: id, sent_revision: record.revision, read_back: None }
}

/// Which look-up of an unknown creation it is time for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Turn {
    First,
    TooEarly,
    Second,
}

fn turn(engine: &Engine, operation: &Operation) -> Turn {
    let Some(last) = operation.last_lookup_at.filter(|_| operation.lookups > 0) else { return Turn::First };
    let apart = TimeDelta::from_std(engine.request_timeout.saturating_mul(2)).unwrap_or(TimeDelta::minutes(1));
    let since = engine.now() - last;
    if since < TimeDelta::zero() {
        // The clock went back: how far apart they are can't be said, so the count begins anew.
        Turn::First
    } else if since < apart {
        Turn::TooEarly
    } else {
        Turn::Second
    }
}

/// Reads the new bid back, so that its base is what the platform holds; when that fails, the next pull brings it.
async fn done(engine: &Engine, record: &BidRecord, id: RemoteId, references: &References) -> Step {
    let row = engine.client.find_bids_by_external_id(&record.external_id, references).await;
    let read_back = row.ok().and_then(|rows| rows.into_iter().find(|row| row.remote_id == id)).map(Box::new);
    Step::Done(Outcome::Done { remote_id: id, sent_revision: record.local_revision, read_back })
}

/// What was edited here since the sending is still to be sent.
fn adopted(operation: &Operation, record: &BidRecord, row: PulledBid) -> Outcome {
    let sent_revision = operation.sent_revision.unwrap_or(record.local_revision);
    Outcome::Done { remote_id: row.remote_id, sent_revision, read_back: Some(Box::new(row)) }
}

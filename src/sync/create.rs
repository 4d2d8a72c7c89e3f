//! Creating once. The in-flight mark is on disk before the first byte; an unanswered creation is looked up by its
//! `externalId` (books: by their natural key) and sent again only when it was not found twice, far enough apart
//! ([`super::patience`]).

use super::change_book;
use super::engine::{Engine, Report};
use super::patience::{self, Turn};
use super::places::{self, Places};
use super::push::{Step, Trouble};
use super::references::References;
use crate::api::cargorun::Found;
use crate::domain::id::RemoteId;
use crate::domain::pulled::{PulledBid, PulledBook};
use crate::domain::trouble::{Trouble as Reason, TroubleKind};
use crate::store::StoreError;
use crate::store::model::{BidRecord, BookRecord, OpKind, OpState, Operation, Outcome};

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
    if patience::is_too_early(engine, operation) {
        return Ok(Step::Leave);
    }
    let found = engine.client.find_bids_by_external_id(&record.external_id, references).await?;
    if let Some(row) = found.rows.into_iter().next() {
        return Ok(Step::Done(adopted(operation, &record, row)));
    }
    // Once is not enough: the platform may still be finishing what it was sent.
    Ok(match patience::turn(engine, operation, found.at) {
        Turn::First => Step::Waits(Outcome::NotFoundYet { at: found.at }),
        Turn::TooEarly => Step::Leave,
        Turn::Second => Step::Waits(Outcome::Requeue),
    })
}

/// Sends a new book record, unless the platform already has the same phone, plate or INN with KPP.
pub(super) async fn book(engine: &Engine, operation: &Operation, report: &mut Report) -> Result<Step, Trouble> {
    let record = engine.store.book(&operation.id)?.ok_or(StoreError::NotFound)?;
    let found = same_in_the_world(engine, operation, &record).await?;
    match found.rows.as_slice() {
        // The same thing in the world: our record gets its number.
        [only] => return adopted_book(engine, operation, only, report).await,
        [] if operation.state != OpState::Unknown => {}
        [] => match patience::turn(engine, operation, found.at) {
            Turn::First => return Ok(Step::Waits(Outcome::NotFoundYet { at: found.at })),
            Turn::TooEarly => return Ok(Step::Leave),
            Turn::Second => {}
        },
        // Which of them it is, is for a person to decide; a further one would make it worse.
        several => {
            let numbers: Vec<String> = several.iter().map(|row| format!("№{}", row.remote_id)).collect();
            let trouble = Reason::new(TroubleKind::SeveralThere, numbers.join(", "));
            return Ok(Step::Waits(Outcome::Stopped { trouble }));
        }
    }
    engine.store.begin_operation(operation.seq, record.revision, engine.now())?;
    let id = engine.client.apply_book(&record.entry, None).await.map_err(Trouble::Sending)?;
    Ok(Step::Done(Outcome::Done { remote_id: id, sent_revision: record.revision, read_back: None }))
}

/// What was typed here goes as a change of the record that is there, read and merged right before: a colleague may have
/// worked on it.
async fn adopted_book(
    engine: &Engine,
    operation: &Operation,
    row: &PulledBook,
    report: &mut Report,
) -> Result<Step, Trouble> {
    engine.store.adopt_book(&operation.id, row, engine.now())?;
    let waiting = engine.store.operations()?.into_iter().find(|waiting| waiting.seq == operation.seq);
    match waiting.filter(|waiting| waiting.kind == OpKind::Update) {
        Some(change) => change_book::update(engine, &change, report).await,
        None => Ok(Step::Leave),
    }
}

/// Numbers of the platform's living records that are the same thing.
async fn same_in_the_world(
    engine: &Engine,
    operation: &Operation,
    record: &BookRecord,
) -> Result<Found<PulledBook>, Trouble> {
    let Some(key) = record.entry.natural_key() else {
        // Nothing to look for; how long it was waited for is counted nevertheless.
        let waits = operation.state == OpState::Unknown;
        let at = if waits { engine.client.server_clock().await? } else { None };
        return Ok(Found { rows: Vec::new(), at });
    };
    let kind = record.entry.kind();
    let found = engine.client.find_book(kind, &key).await?;
    let mut same: Vec<PulledBook> = found.rows.into_iter().filter(|row| !row.deleted).collect();
    if engine.store.is_kept_apart(&record.meta.id)? {
        // A person knows of those that are known here, and said that this is another one.
        let known: Vec<_> = engine.store.book_numbers()?.into_iter().filter(|(of, ..)| *of == kind).collect();
        same.retain(|row| known.iter().all(|(_, _, other)| *other != row.remote_id));
    }
    Ok(Found { rows: same, at: found.at })
}

/// Reads the new bid back, so that its base is what the platform holds; when that fails, the next pull brings it.
async fn done(engine: &Engine, record: &BidRecord, id: RemoteId, references: &References) -> Step {
    let row = engine.client.find_bids_by_external_id(&record.external_id, references).await;
    let read_back = row.ok().and_then(|found| found.rows.into_iter().find(|row| row.remote_id == id)).map(Box::new);
    Step::Done(Outcome::Done { remote_id: id, sent_revision: record.local_revision, read_back })
}

/// What was edited here since the sending is still to be sent.
fn adopted(operation: &Operation, record: &BidRecord, row: PulledBid) -> Outcome {
    let sent_revision = operation.sent_revision.unwrap_or(record.local_revision);
    Outcome::Done { remote_id: row.remote_id, sent_revision, read_back: Some(Box::new(row)) }
}

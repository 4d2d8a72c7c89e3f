//! Creating once. The in-flight mark is on disk before the first byte; an unanswered creation is looked up by its
//! `externalId` (books: by their natural key) and sent again only when it was not found twice, far enough apart
//! ([`super::patience`]).

use super::engine::Engine;
use super::patience::{self, Turn};
use super::places::{self, Places};
use super::push::{Step, Trouble};
use super::references::References;
use crate::api::cargorun::Found;
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
pub(super) async fn book(engine: &Engine, operation: &Operation) -> Result<Step, Trouble> {
    let record = engine.store.book(&operation.id)?.ok_or(StoreError::NotFound)?;
    let found = same_in_the_world(engine, operation, &record).await?;
    let same = match found.rows.as_slice() {
        // The same thing in the world: adopt its number, then our fields go as a change.
        [only] => Some(*only),
        [] if operation.state != OpState::Unknown => None,
        [] => match patience::turn(engine, operation, found.at) {
            Turn::First => return Ok(Step::Waits(Outcome::NotFoundYet { at: found.at })),
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
async fn same_in_the_world(
    engine: &Engine,
    operation: &Operation,
    record: &BookRecord,
) -> Result<Found<RemoteId>, Trouble> {
    let Some(key) = record.entry.natural_key() else {
        // Nothing to look for; how long it was waited for is counted nevertheless.
        let waits = operation.state == OpState::Unknown;
        let at = if waits { engine.client.server_clock().await? } else { None };
        return Ok(Found { rows: Vec::new(), at });
    };
    let kind = record.entry.kind();
    let found = engine.client.find_book(kind, &key).await?;
    let mut same: Vec<RemoteId> = found.rows.into_iter().filter(|row| !row.deleted).map(|row| row.remote_id).collect();
    if engine.store.is_kept_apart(&record.meta.id)? {
        // A person knows of those that are known here, and said that this is another one.
        let known: Vec<_> = engine.store.book_numbers()?.into_iter().filter(|(of, ..)| *of == kind).collect();
        same.retain(|number| known.iter().all(|(_, _, other)| other != number));
    }
    Ok(Found { rows: same, at: found.at })
}

fn book_done(record: &BookRecord, id: RemoteId) -> Outcome {
    Outcome::Done { remote_id: id, sent_revision: record.revision, read_back: None }
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

//! Creating once. The in-flight mark is on disk before the first byte; an unanswered creation is looked up by its
//! `externalId` (books: by their natural key) and sent again only when it was not found twice, far enough apart.

use chrono::TimeDelta;

use super::engine::{Engine, SyncError};
use super::push::Step;
use super::references::References;
use crate::domain::bid::Bid;
use crate::domain::id::RemoteId;
use crate::domain::place::Precision;
use crate::domain::pulled::PulledBid;
use crate::geo::zones;
use crate::store::StoreError;
use crate::store::model::{BidRecord, BookRecord, OpState, Operation, Outcome};

/// Sends a new bid.
pub(super) async fn bid(engine: &Engine, operation: &Operation, references: &References) -> Result<Step, SyncError> {
    let record = engine.store.bid(&operation.id)?.ok_or(StoreError::NotFound)?;
    let record = match confirm_places(engine, record).await? {
        Places::Confirmed(record) => record,
        Places::Unknown(address) => return Ok(Step::Waits(Outcome::Rejected { text: address })),
    };
    engine.store.begin_operation(operation.seq, record.local_revision, engine.now())?;
    let created = engine.client.create_bid(&record.bid, &record.external_id, references).await?;
    done(engine, &record, created.id, references).await
}

/// Finds out whether an unanswered creation reached the platform.
pub(super) async fn look_up(
    engine: &Engine,
    operation: &Operation,
    references: &References,
) -> Result<Step, SyncError> {
    let record = engine.store.bid(&operation.id)?.ok_or(StoreError::NotFound)?;
    let now = engine.now();
    if operation.lookups > 0 && !is_far_enough(engine, operation) {
        return Ok(Step::Leave);
    }
    let found = engine.client.find_bids_by_external_id(&record.external_id, references).await?;
    match found.into_iter().next() {
        Some(row) => Ok(Step::Done(adopted(&record, row))),
        // Once is not enough: the platform may still be finishing what it was sent.
        None if operation.lookups == 0 => Ok(Step::Waits(Outcome::NotFoundYet { at: now })),
        None => Ok(Step::Waits(Outcome::Requeue)),
    }
}

/// Sends a new book record, unless the platform already has the same phone, plate or INN with KPP.
pub(super) async fn book(engine: &Engine, operation: &Operation) -> Result<Step, SyncError> {
    let record = engine.store.book(&operation.id)?.ok_or(StoreError::NotFound)?;
    if let Some(same) = same_in_the_world(engine, &record).await? {
        // The same thing in the world: adopt its number, then our fields go as a change.
        let id = engine.client.apply_book(&record.entry, Some(same)).await?;
        return Ok(Step::Done(book_done(&record, id)));
    }
    if operation.state == OpState::Unknown {
        if operation.lookups == 0 {
            return Ok(Step::Waits(Outcome::NotFoundYet { at: engine.now() }));
        }
        if !is_far_enough(engine, operation) {
            return Ok(Step::Leave);
        }
    }
    engine.store.begin_operation(operation.seq, record.revision, engine.now())?;
    let id = engine.client.apply_book(&record.entry, None).await?;
    Ok(Step::Done(book_done(&record, id)))
}

/// The number of the platform's record that is the same thing; more than one is for a person to decide.
async fn same_in_the_world(engine: &Engine, record: &BookRecord) -> Result<Option<RemoteId>, SyncError> {
    let Some(key) = record.entry.natural_key() else { return Ok(None) };
    let found = engine.client.find_book(record.entry.kind(), &key).await?;
    let mut living = found.into_iter().filter(|row| !row.deleted);
    Ok(match (living.next(), living.next()) {
        (Some(only), None) => Some(only.remote_id),
        _ => None,
    })
}

fn book_done(record: &BookRecord, id: RemoteId) -> Outcome {
    Outcome::Done { remote_id: id, sent_revision: record.revision, read_back: None }
}

fn is_far_enough(engine: &Engine, operation: &Operation) -> bool {
    let apart = TimeDelta::from_std(engine.request_timeout.saturating_mul(2)).unwrap_or(TimeDelta::minutes(1));
    operation.last_lookup_at.is_none_or(|last| engine.now() - last >= apart)
}

/// Reads the new bid back, so that its base is what the platform holds; when that fails, the next pull brings it.
async fn done(engine: &Engine, record: &BidRecord, id: RemoteId, references: &References) -> Result<Step, SyncError> {
    let row = engine.client.find_bids_by_external_id(&record.external_id, references).await;
    let read_back = row.ok().and_then(|rows| rows.into_iter().find(|row| row.remote_id == id)).map(Box::new);
    Ok(Step::Done(Outcome::Done { remote_id: id, sent_revision: record.local_revision, read_back }))
}

fn adopted(record: &BidRecord, row: PulledBid) -> Outcome {
    Outcome::Done { remote_id: row.remote_id, sent_revision: record.local_revision, read_back: Some(Box::new(row)) }
}

enum Places {
    Confirmed(Box<BidRecord>),
    /// An address that the geocoder does not know, as typed.
    Unknown(String),
}

/// Invented coordinates are never sent: a place that was only typed, or taken from the embedded list, is asked of the
/// platform's geocoder first.
async fn confirm_places(engine: &Engine, record: BidRecord) -> Result<Places, SyncError> {
    if record.bid.points.iter().all(|point| point.place.precision == Precision::Confirmed) {
        return Ok(Places::Confirmed(Box::new(record)));
    }
    let mut bid: Bid = record.bid.clone();
    for point in &mut bid.points {
        if point.place.precision == Precision::Confirmed {
            continue;
        }
        let asked = point.place.address.clone();
        let Some(mut found) = engine.client.geocode(&asked, 1).await?.into_iter().next() else {
            return Ok(Places::Unknown(asked));
        };
        found.radius_m = point.place.radius_m.or(found.radius_m);
        found.zone = found.location.and_then(zones::zone_at).or(point.place.zone);
        point.place = found;
    }
    let saved = engine.store.save_bid(Some(&record.meta.id), &bid, engine.now())?;
    Ok(Places::Confirmed(Box::new(saved)))
}

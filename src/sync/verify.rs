//! Stage 5, hourly and by hand: is what stands here what stands there? A few clean bids are read again and compared, and
//! the platform's count is compared with ours. What differs is taken in; the last proof is kept and shown.

use chrono::{TimeDelta, Timelike as _};

use super::bids::{instant, started};
use super::deep;
use super::engine::{Cancel, Engine, SyncError};
use super::references::References;
use crate::domain::id::RemoteId;
use crate::domain::record::RecordState;
use crate::merge::{differing, same_for_people};
use crate::store::{PageOf, Proof, StoreError};

/// Bids that are read again.
const SAMPLE: usize = 5;
const EVERY: TimeDelta = TimeDelta::hours(1);
/// An operation that waits for longer deserves a look.
const OLD: TimeDelta = TimeDelta::days(1);
/// The counts are compared for bids changed in this time.
const WINDOW: TimeDelta = TimeDelta::days(14);
/// When a check was last begun, whatever became of it.
const BEGUN: &str = "check-begun-at";

/// True when an hour has passed since the last check.
pub(super) fn is_due(engine: &Engine) -> Result<bool, StoreError> {
    let now = engine.now();
    let Some(begun) = engine.store.setting(BEGUN)?.and_then(|text| instant(&text)) else {
        engine.store.set_setting(BEGUN, &now.to_rfc3339())?;
        return Ok(false);
    };
    Ok(now - begun >= EVERY || begun > now)
}

/// Checks, and keeps what was found.
pub(super) async fn verify(engine: &Engine, cancel: &Cancel) -> Result<Proof, SyncError> {
    let now = engine.now();
    engine.store.set_setting(BEGUN, &now.to_rfc3339())?;
    let references = References::read(&engine.store)?;
    let mut proof = Proof { at: now, old_operations: engine.store.count_old_operations(OLD, now)?, ..Proof::default() };
    for id in engine.store.clean_sample((engine.timing.chance)(), SAMPLE)? {
        cancel.check()?;
        one(engine, id, &references, &mut proof).await?;
    }
    counts(engine, &mut proof).await?;
    if !proof.is_equal() {
        tracing::warn!(?proof, "the check found differences");
        deep::make_due(engine)?;
    }
    engine.store.put_proof(&proof)?;
    Ok(proof)
}

async fn one(engine: &Engine, id: RemoteId, references: &References, proof: &mut Proof) -> Result<(), SyncError> {
    let Some(row) = engine.client.bid_row(id, references).await? else {
        proof.missing += 1;
        return Ok(());
    };
    // Read after the answer: it may have been edited here meanwhile, and is then not ours to judge.
    let Some(record) = engine.store.bid_by_remote(id)?.filter(|record| record.meta.state == RecordState::Clean) else {
        return Ok(());
    };
    proof.sampled += 1;
    // What changed after our last look is no fault of ours: the next pull brings it.
    let is_later = row.updated_at > record.meta.updated_there;
    let differs = differing(&record.bid, &row.bid).any(|field| !same_for_people(field, &record.bid, &row.bid));
    if differs || row.facts.status != record.facts.status {
        proof.differing += usize::from(!is_later);
        engine.store.take_page(&[row], PageOf::default(), engine.now())?;
    }
    Ok(())
}

/// Counts of the same window on both sides. Rows that change while it is counted only move within the window.
async fn counts(engine: &Engine, proof: &mut Proof) -> Result<(), SyncError> {
    let Some(cursor) = engine.store.cursor()?.and_then(|cursor| instant(&cursor.updated_at)) else { return Ok(()) };
    let since = (cursor - WINDOW).max(started(engine)?.unwrap_or(cursor));
    let since = since.with_nanosecond(0).unwrap_or(since);
    let there = engine.client.count_bids_since(since).await?;
    proof.here = engine.store.count_changed_since(since)?;
    // Born there since the last pull: not missed, only not read yet.
    let fresh = engine.client.count_bids_since(cursor).await?;
    let seen = engine.store.count_changed_since(cursor)?;
    let unread = fresh.map_or(0, |fresh| fresh.saturating_sub(seen));
    proof.there = there.map(|there| there.saturating_sub(unread));
    Ok(())
}

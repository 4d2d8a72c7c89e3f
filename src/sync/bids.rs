//! Stage 2: bids that changed on the platform, page by page, each page (or the few that came meanwhile) and its cursor in one transaction.
//!
//! A pass begins a little behind its cursor, for rows may become visible later than their own date says: by five minutes, or
//! by twice as much as one was ever seen to come late. It is closed by comparing what was read with the platform's own count.

use std::collections::HashSet;
use std::sync::Arc;

use chrono::{DateTime, TimeDelta, Utc};
use tokio::runtime::{Handle, RuntimeFlavor};
use tokio::task::block_in_place;

use super::ahead::{Ahead, Batch};
use super::engine::{Cancel, Engine, Report, Stage, SyncError};
use super::references::References;
use crate::api::cargorun::AfterBid;
use crate::domain::pulled::PulledBid;
use crate::store::PageOf;
use crate::store::model::Cursor;

pub(super) const PAGE: usize = 50;
/// The least that a pass looks behind its cursor.
const OVERLAP: TimeDelta = TimeDelta::minutes(5);
/// And the most: what comes later still is for the nightly pass.
const LONGEST_OVERLAP: TimeDelta = TimeDelta::hours(6);
/// Name of the measured overlap among the small values, in seconds.
const OVERLAP_KEY: &str = "bids-overlap-s";
/// From where the first pull read: no slow pass goes further back.
const SINCE_KEY: &str = "bids-since";
/// Until when done bids have been asked for.
const DONE_KEY: &str = "done-bids-since";

/// Bids whose places are caught up with in one transaction: a person's save may wait for it.
const PLACES_AT_ONCE: usize = 1_000;

/// What a pass came to.
struct Closed {
    /// Fewer rows were read than the platform counts.
    is_short: bool,
}

/// Pulls to the end, and puts away what was held back meanwhile.
pub(super) async fn pull(
    engine: &Engine,
    first_pull_days: i64,
    references: &Arc<References>,
    cancel: &Cancel,
    progress: &(dyn Fn(Stage) + Send + Sync),
    report: &mut Report,
) -> Result<(), SyncError> {
    while engine.store.catch_up_places(PLACES_AT_ONCE)? {
        cancel.check()?;
    }
    let ended = pull_to_end(engine, first_pull_days, references, cancel, progress, report).await;
    let settled = engine.store.settle_places();
    ended.and(settled.map_err(SyncError::from))
}

/// A pass that missed rows is made again, once.
async fn pull_to_end(
    engine: &Engine,
    first_pull_days: i64,
    references: &Arc<References>,
    cancel: &Cancel,
    progress: &(dyn Fn(Stage) + Send + Sync),
    report: &mut Report,
) -> Result<(), SyncError> {
    let known = engine.store.cursor()?;
    let reached = known.as_ref().and_then(|cursor| instant(&cursor.updated_at));
    let since = match reached {
        Some(reached) => reached - overlap(engine)?,
        None => first_since(engine, first_pull_days)?,
    };
    let mut closed = pass(engine, since, reached, references, cancel, progress, report).await?;
    if closed.is_short {
        tracing::warn!(%since, "fewer bids came than the platform counts: the pass is made again");
        closed = pass(engine, since, reached, references, cancel, progress, report).await?;
    }
    if closed.is_short {
        // The nightly pass, which compares too, is made at once.
        super::deep::make_due(engine)?;
    }
    report.held_deletions = engine.store.close_pull(engine.now())?.map_or(0, |held| held.gone);
    Ok(())
}

async fn pass(
    engine: &Engine,
    since: DateTime<Utc>,
    reached: Option<DateTime<Utc>>,
    references: &Arc<References>,
    cancel: &Cancel,
    progress: &(dyn Fn(Stage) + Send + Sync),
    report: &mut Report,
) -> Result<Closed, SyncError> {
    let mut seen = HashSet::new();
    let mut total = None;
    let mut pages = 0_usize;
    let mut ahead = Ahead::new(&engine.client, references, since, PAGE);
    loop {
        progress(Stage::Bids(seen.len(), total));
        cancel.check()?;
        let batch = ahead.pages(|| engine.steady()).await?;
        pages = pages.saturating_add(batch.pages);
        seen.extend(batch.rows.iter().map(|row| row.pulled().remote_id));
        // Each page counts what is left from its own position on: the first one counts all.
        total = total.or_else(|| batch.total.and_then(|total| usize::try_from(total).ok()));
        let known = engine.store.cursor()?;
        let cursor = batch.reached.as_ref().filter(|at| is_ahead(at, known.as_ref()));
        let of = PageOf { cursor, pass: None, reached };
        let taken = beside_others(|| engine.store.take_ready(&batch.rows, of, engine.now()))?;
        report.pulled += taken.report.new + taken.report.changed;
        report.conflicts += taken.report.conflicts;
        if let Some(late) = taken.late {
            widen(engine, late)?;
        }
        if !batch.goes_on {
            let is_whole = batch.came < PAGE;
            return Ok(Closed { is_short: is_whole && is_short(engine, &batch, pages == 1, since, &seen).await? });
        }
    }
}

/// Does what takes its time on this thread so that other tasks of the runtime go on, where it has other threads: the pages
/// to come are read meanwhile.
fn beside_others<T>(work: impl FnOnce() -> T) -> T {
    let flavour = Handle::try_current().map(|runtime| runtime.runtime_flavor());
    if matches!(flavour, Ok(RuntimeFlavor::MultiThread)) { block_in_place(work) } else { work() }
}

/// Compares the distinct bids that were read with the platform's count of the same question. Of one page the count came
/// with it.
async fn is_short(
    engine: &Engine,
    batch: &Batch,
    is_only: bool,
    since: DateTime<Utc>,
    seen: &HashSet<crate::domain::id::RemoteId>,
) -> Result<bool, SyncError> {
    let total = if is_only { batch.total } else { engine.client.count_bids_since(since).await? };
    // Rows that can't be read are counted there and not here: they must not make the pass run for ever.
    let read = u64::try_from(seen.len().saturating_add(batch.unreadable)).unwrap_or(u64::MAX);
    Ok(total.is_some_and(|total| read < total))
}

/// Done bids with their fact mileage and the times of their geozones: the seed's own question (000, chapter 4.1), beside
/// the pull that brings them too. It goes back to where it was last asked, but no further than rows come late: a first
/// pull may have brought a hundred thousand, and asked for once more they would cost as much again, in pages that the
/// server has to count off, and stand in memory all at once.
pub(super) async fn done(engine: &Engine, references: &References, report: &mut Report) -> Result<(), SyncError> {
    let Some(cursor) = engine.store.cursor()?.and_then(|cursor| instant(&cursor.updated_at)) else { return Ok(()) };
    let asked = engine.store.setting(DONE_KEY)?.and_then(|text| instant(&text));
    let since = asked.map_or(cursor, |asked| asked.clamp(cursor - LONGEST_OVERLAP, cursor)) - overlap(engine)?;
    let rows = engine.client.done_bids_since(since, references).await?;
    for page in rows.chunks(PAGE) {
        let taken = engine.store.take_page(page, PageOf::default(), engine.now())?;
        report.pulled += taken.report.new + taken.report.changed;
        report.conflicts += taken.report.conflicts;
    }
    Ok(engine.store.set_setting(DONE_KEY, &cursor.to_rfc3339())?)
}

/// How far behind its cursor a pass begins.
pub(super) fn overlap(engine: &Engine) -> Result<TimeDelta, SyncError> {
    let measured = engine.store.setting(OVERLAP_KEY)?.and_then(|text| text.parse().ok()).map(TimeDelta::seconds);
    Ok(measured.unwrap_or(OVERLAP).clamp(OVERLAP, LONGEST_OVERLAP))
}

/// A row came late: from now on twice as far is looked back.
pub(super) fn widen(engine: &Engine, late: TimeDelta) -> Result<(), SyncError> {
    let present = overlap(engine)?;
    let wanted = late.checked_mul(2).unwrap_or(LONGEST_OVERLAP).clamp(present, LONGEST_OVERLAP);
    if wanted > present {
        tracing::info!(late = late.num_seconds(), "a bid became visible late: passes look further back");
        engine.store.set_setting(OVERLAP_KEY, &wanted.num_seconds().to_string())?;
    }
    Ok(())
}

/// Nothing came late for a day: half as far is enough.
pub(super) fn narrow(engine: &Engine) -> Result<(), SyncError> {
    let half = (overlap(engine)? / 2).max(OVERLAP);
    Ok(engine.store.set_setting(OVERLAP_KEY, &half.num_seconds().to_string())?)
}

/// From where the first pull read.
pub(super) fn started(engine: &Engine) -> Result<Option<DateTime<Utc>>, SyncError> {
    let kept = engine.store.setting(SINCE_KEY)?.and_then(|text| instant(&text));
    // A database of before this was kept says it by its oldest bid.
    Ok(match kept {
        Some(kept) => Some(kept),
        None => engine.store.oldest_pulled()?,
    })
}

/// Where a pull without a cursor begins.
fn first_since(engine: &Engine, first_pull_days: i64) -> Result<DateTime<Utc>, SyncError> {
    let usual = TimeDelta::try_days(first_pull_days)
        .and_then(|days| engine.now().checked_sub_signed(days))
        .unwrap_or(DateTime::UNIX_EPOCH);
    // A restored copy may be older than the first pull reaches: then from where the copy stood.
    let copy = engine.store.restored()?.and_then(|position| instant(&position));
    let since = copy.map_or(usual, |reached| usual.min(reached - OVERLAP));
    let known = started(engine)?;
    if known.is_none_or(|known| since < known) {
        engine.store.set_setting(SINCE_KEY, &since.to_rfc3339())?;
    }
    Ok(since)
}

pub(super) fn position(after: Option<&Cursor>) -> Option<AfterBid<'_>> {
    after.map(|cursor| AfterBid { updated_at: &cursor.updated_at, id: cursor.id })
}

pub(super) fn cursor_of(row: &PulledBid) -> Option<Cursor> {
    Some(Cursor { updated_at: row.facts.updated_at_raw.clone()?, id: row.remote_id.0 })
}

/// The committed cursor never goes back: the overlap is read again at each pass.
fn is_ahead(reached: &Cursor, known: Option<&Cursor>) -> bool {
    known.is_none_or(|known| (instant(&reached.updated_at), reached.id) > (instant(&known.updated_at), known.id))
}

pub(super) fn instant(raw: &str) -> Option<DateTime<Utc>> {
    crate::api::cargorun::read_instant(raw)
}

//! Stage 2: bids that changed on the platform, page by page, each page and its cursor in one transaction.

use chrono::{DateTime, TimeDelta, Utc};

use super::engine::{Cancel, Engine, Report, Stage, SyncError};
use super::references::References;
use crate::api::cargorun::AfterBid;
use crate::domain::pulled::PulledBid;
use crate::store::model::Cursor;

const PAGE: usize = 50;
/// Rows may become visible a little later than their own date says: each pass looks this far behind its cursor.
const OVERLAP: TimeDelta = TimeDelta::minutes(5);

/// Pulls to the end.
pub(super) async fn pull(
    engine: &Engine,
    first_pull_days: i64,
    references: &References,
    cancel: &Cancel,
    progress: &(dyn Fn(Stage) + Send + Sync),
    report: &mut Report,
) -> Result<(), SyncError> {
    let known = engine.store.cursor()?;
    let reached = known.as_ref().and_then(|cursor| instant(&cursor.updated_at));
    let since = match reached {
        Some(reached) => reached - OVERLAP,
        None => first_since(engine, first_pull_days)?,
    };
    let mut after: Option<Cursor> = None;
    let mut read = 0;
    let mut total = None;
    loop {
        progress(Stage::Bids(read, total));
        cancel.check()?;
        let position = after.as_ref().map(|cursor| AfterBid { updated_at: &cursor.updated_at, id: cursor.id });
        let page = engine.client.bids_page(position, since, PAGE, references).await?;
        let last = page.came < PAGE;
        read += page.rows.len();
        // Each page counts what is left from its own position on: the first one counts all.
        total = total.or_else(|| page.total.and_then(|total| usize::try_from(total).ok()));
        let reached = page.rows.last().and_then(cursor_of);
        let advance = reached.as_ref().filter(|reached| is_ahead(reached, known.as_ref()));
        let taken = engine.store.apply_bid_page(&page.rows, advance, engine.now())?;
        report.pulled += taken.new + taken.changed;
        report.conflicts += taken.conflicts;
        // A page without a usable position can't be continued: the next pass starts from the committed cursor.
        if last || reached.is_none() || reached == after {
            return Ok(());
        }
        after = reached;
    }
}

/// Where a pull without a cursor begins.
fn first_since(engine: &Engine, first_pull_days: i64) -> Result<DateTime<Utc>, SyncError> {
    let usual = TimeDelta::try_days(first_pull_days)
        .and_then(|days| engine.now().checked_sub_signed(days))
        .unwrap_or(DateTime::UNIX_EPOCH);
    // A restored copy may be older than the first pull reaches: then from where the copy stood.
    let copy = engine.store.restored()?.and_then(|position| instant(&position));
    Ok(copy.map_or(usual, |reached| usual.min(reached - OVERLAP)))
}

fn cursor_of(row: &PulledBid) -> Option<Cursor> {
    Some(Cursor { updated_at: row.facts.updated_at_raw.clone()?, id: row.remote_id.0 })
}

/// The committed cursor never goes back: the overlap is read again at each pass.
fn is_ahead(reached: &Cursor, known: Option<&Cursor>) -> bool {
    known.is_none_or(|known| (instant(&reached.updated_at), reached.id) > (instant(&known.updated_at), known.id))
}

fn instant(raw: &str) -> Option<DateTime<Utc>> {
    crate::api::cargorun::read_instant(raw)
}

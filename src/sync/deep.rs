//! Stage 4: the slow passes that make up for what an ordinary pull may have missed: every night two weeks, every week all
//! that this desk has ever pulled. They go on in slices, a few pages a cycle, so that nothing waits for them.

use chrono::{DateTime, TimeDelta, Timelike as _, Utc};

use super::bids::{PAGE, cursor_of, instant, narrow, position, started, widen};
use super::engine::{Cancel, Engine, Report, SyncError};
use super::references::References;
use crate::store::{PageOf, Pass};

/// Pages of a slow pass in one cycle.
const SLICE: usize = 20;
const NIGHTLY: &str = "nightly";
const WEEKLY: &str = "weekly";
/// How far the nightly pass goes back: the seed's two weeks.
const TWO_WEEKS: TimeDelta = TimeDelta::days(14);
const WEEK: TimeDelta = TimeDelta::days(7);
const DAY: TimeDelta = TimeDelta::days(1);
/// By night it may come somewhat sooner than a whole day later.
const NIGHT: TimeDelta = TimeDelta::hours(18);
/// A mark that asks for the nightly pass at once.
const DUE: &str = "nightly-due";

/// The nightly pass is made in the next cycle, whatever the hour.
pub(super) fn make_due(engine: &Engine) -> Result<(), SyncError> {
    Ok(engine.store.set_setting(DUE, "1")?)
}

/// Goes on with the pass that is under way, or begins the one that is due.
pub(super) async fn slice(
    engine: &Engine,
    references: &References,
    cancel: &Cancel,
    report: &mut Report,
) -> Result<(), SyncError> {
    let Some(reached) = engine.store.cursor()?.and_then(|cursor| instant(&cursor.updated_at)) else { return Ok(()) };
    let Some((name, pass)) = under_way(engine, reached)? else { return Ok(()) };
    let mut after = pass.position.clone();
    for _ in 0..SLICE {
        cancel.check()?;
        let page = engine.client.bids_page(position(after.as_ref()), pass.since, PAGE, references).await?;
        let at = page.rows.last().and_then(cursor_of);
        if let Some(at) = &at {
            let of = PageOf { cursor: None, pass: Some((name, at)), reached: Some(reached) };
            let taken = engine.store.take_page(&page.rows, of, engine.now())?;
            report.pulled += taken.report.new + taken.report.changed;
            report.conflicts += taken.report.conflicts;
            if let Some(late) = taken.late.filter(|late| *late < DAY) {
                widen(engine, late)?;
            }
        }
        if page.came < PAGE || at.is_none() || at == after {
            return close(engine, name, &pass, report).await;
        }
        after = at;
    }
    Ok(())
}

/// Compares the distinct bids that were read with the platform's count, and says how much was missed.
async fn close(engine: &Engine, name: &str, pass: &Pass, report: &mut Report) -> Result<(), SyncError> {
    let total = engine.client.count_bids_since(pass.since).await?;
    let ended = engine.store.pass(name)?.unwrap_or_else(|| pass.clone());
    if total.is_some_and(|total| ended.rows < total) {
        tracing::warn!(name, read = ended.rows, ?total, "a slow pass read fewer bids than the platform counts");
    }
    if ended.late == 0 {
        narrow(engine)?;
    }
    engine.store.end_pass(name, total, engine.now())?;
    report.held_deletions = engine.store.close_pull(engine.now())?.map_or(0, |held| held.gone);
    Ok(())
}

/// The pass to go on with; the weekly one covers the nightly.
fn under_way(engine: &Engine, reached: DateTime<Utc>) -> Result<Option<(&'static str, Pass)>, SyncError> {
    for name in [WEEKLY, NIGHTLY] {
        if let Some(pass) = engine.store.pass(name)?.filter(|pass| pass.ended_at.is_none()) {
            return Ok(Some((name, pass)));
        }
    }
    let oldest = started(engine)?.unwrap_or(reached);
    for (name, since, usual) in [(WEEKLY, oldest, WEEK), (NIGHTLY, (reached - TWO_WEEKS).max(oldest), DAY)] {
        if is_due(engine, name, usual)? {
            engine.store.begin_pass(name, since, engine.now())?;
            engine.store.set_setting(DUE, "")?;
            return Ok(engine.store.pass(name)?.map(|pass| (name, pass)));
        }
    }
    Ok(None)
}

fn is_due(engine: &Engine, name: &str, usual: TimeDelta) -> Result<bool, SyncError> {
    if name == NIGHTLY && engine.store.setting(DUE)?.is_some_and(|mark| !mark.is_empty()) {
        return Ok(true);
    }
    let now = engine.now();
    let Some(last) = engine.store.pass(name)?.and_then(|pass| pass.ended_at) else {
        // The first pull has just read all there is: its day is the first to be checked.
        engine.store.begin_pass(name, now, now)?;
        engine.store.end_pass(name, None, now)?;
        return Ok(false);
    };
    let age = now - last;
    // Between midnight and five in Moscow hardly anybody works.
    let is_night = matches!(now.hour(), 21..=23 | 0 | 1);
    // A clock that went back must not put it off for good.
    Ok(age >= usual || age < -DAY || (name == NIGHTLY && is_night && age >= NIGHT))
}

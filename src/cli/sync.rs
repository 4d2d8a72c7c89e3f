//! `sync --once` and `sync --watch`.

use std::time::{Duration, Instant};

use serde_json::json;

use super::args::SyncArgs;
use super::context::Context;
use super::output::{Exit, Failure, json as answer, words};
use crate::platform::ProfileLock;
use crate::sync::{Cancel, Report, SyncError, Trigger};
use crate::words::Message;

pub(super) fn run(context: &Context, options: &SyncArgs) -> Result<Exit, Failure> {
    let Some(hold) = context.hold()? else {
        return Err(Failure::new(Message::new("cli-profile-held")));
    };
    if options.check {
        return check(context, &hold);
    }
    if options.watch { watch(context, &hold) } else { once(context, &hold) }
}

/// Says what a comparison with the platform found.
fn check(context: &Context, _hold: &ProfileLock) -> Result<Exit, Failure> {
    let connected = context.connect()?;
    let proof = context.block_on(connected.engine.verify(&Cancel::default()))?;
    answer(&json!({
        "equal": proof.is_equal(), "sampled": proof.sampled, "differing": proof.differing, "missing": proof.missing,
        "here": proof.here, "there": proof.there, "old_operations": proof.old_operations,
    }))?;
    Ok(if proof.is_equal() { Exit::Done } else { Exit::Waits })
}

fn once(context: &Context, hold: &ProfileLock) -> Result<Exit, Failure> {
    cycle(context, hold, context.trigger(true, true))
}

/// Cycles until the process is told to end; a failed cycle is said and the next one tried.
fn watch(context: &Context, hold: &ProfileLock) -> Result<Exit, Failure> {
    let every = Duration::from_secs(context.settings.bids_interval_s.max(5));
    let books_every = Duration::from_secs(context.settings.books_interval_s.max(60));
    let mut books_read: Option<Instant> = None;
    loop {
        let books = books_read.is_none_or(|read| read.elapsed() >= books_every);
        match cycle(context, hold, Trigger { person: false, ..context.trigger(books, true) }) {
            Ok(_) if books => books_read = Some(Instant::now()),
            Ok(_) => {}
            Err(failure) => words(&failure.message, context.lang),
        }
        let stopped = context.block_on(async {
            tokio::select! {
                () = tokio::time::sleep(every) => false,
                _ = tokio::signal::ctrl_c() => true,
            }
        });
        if stopped {
            return Ok(Exit::Done);
        }
    }
}

fn cycle(context: &Context, hold: &ProfileLock, trigger: Trigger) -> Result<Exit, Failure> {
    let began = Instant::now();
    let before = last_call(context)?;
    let (report, ended) = context.cycle(hold, trigger)?;
    let requests = last_call(context)?.saturating_sub(before);
    answer(&json!({
        "pulled": report.pulled, "pushed": report.pushed, "merged": report.merged, "conflicts": report.conflicts,
        "rejected": report.rejected, "quarantined": report.quarantined, "unknown": report.unknown,
        "held_deletions": report.held_deletions,
        "errors": report.errors, "requests": requests,
        "duration_ms": u64::try_from(began.elapsed().as_millis()).unwrap_or(u64::MAX),
    }))?;
    finish(context, &report, ended)
}

/// Number of the newest call in the exchange journal.
fn last_call(context: &Context) -> Result<i64, Failure> {
    Ok(context.store.journal(1, false, None)?.first().map_or(0, |call| call.id))
}

fn finish(context: &Context, report: &Report, ended: Result<(), SyncError>) -> Result<Exit, Failure> {
    ended?;
    let counts = context.store.counts()?;
    let is_held = !context.store.held_deletions()?.is_empty();
    let waits = is_held
        || counts.set_aside > 0
        || counts.unknown > 0
        || counts.rejected > 0
        || counts.conflicts > 0
        || report.quarantined > 0;
    Ok(if waits { Exit::Waits } else { Exit::Done })
}

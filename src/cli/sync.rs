//! `sync --once` and `sync --watch`.

use std::time::Duration;

use serde_json::json;
use tokio::time::Instant;

use super::context::{Context, now};
use super::output::{Exit, Failure, json as answer, words};
use super::sync_args::SyncArgs;
use crate::api::cargorun::ApiError;
use crate::app::connect::Connected;
use crate::app::inform::{letter, mail_words};
use crate::app::pace::{Due, Pace};
use crate::app::secrets;
use crate::platform::{self, ProfileLock};
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
    let (began, before) = (Instant::now(), last_call(context)?);
    let (report, ended) = context.cycle(hold, context.trigger(true, true))?;
    tell(context, &report, before, began)?;
    if ended.is_ok() {
        context.store.note_outside_from_now()?;
    }
    finish(context, &report, ended)
}

/// Cycles by the intervals of the settings until the process is told to end: the request on the wire is finished first.
fn watch(context: &Context, _hold: &ProfileLock) -> Result<Exit, Failure> {
    let connected = context.connect()?;
    context.block_on(async {
        let told = platform::told_to_end();
        tokio::pin!(told);
        let began = Instant::now();
        let every = Duration::from_secs(context.settings.bids_interval_s);
        let mut pace = Pace::new(every, (Duration::ZERO, now()));
        let books_every = Duration::from_secs(context.settings.books_interval_s.max(60));
        let mut books_read: Option<Instant> = None;
        loop {
            let books = books_read.is_none_or(|read| read.elapsed() >= books_every);
            let trigger = Trigger { person: false, ..context.trigger(books, true) };
            let (read, go_on) = watched_cycle(context, &connected, trigger, told.as_mut()).await?;
            if read {
                books_read = Some(Instant::now());
            }
            if !go_on {
                return Ok(Exit::Done);
            }
            while let Due::Later(wait) = pace.look((began.elapsed(), now()), chance()) {
                tokio::select! {
                    () = tokio::time::sleep(wait) => {}
                    () = &mut told => return Ok(Exit::Done),
                }
            }
        }
    })
}

/// One cycle with its line and its alerts. Says whether books were read, and whether to go on.
async fn watched_cycle(
    context: &Context,
    connected: &Connected,
    trigger: Trigger,
    mut told: std::pin::Pin<&mut impl Future<Output = ()>>,
) -> Result<(bool, bool), Failure> {
    let (began, before) = (Instant::now(), last_call(context)?);
    let cancel = Cancel::default();
    let silent = |_| {};
    let mut running = std::pin::pin!(connected.engine.cycle(trigger, &cancel, &silent));
    let mut go_on = true;
    let (report, ended) = loop {
        tokio::select! {
            ended = &mut running => break ended,
            () = told.as_mut(), if go_on => {
                go_on = false;
                cancel.cancel();
            }
        }
    };
    tell(context, &report, before, began)?;
    let refused = matches!(&ended, Err(SyncError::Api(ApiError::SignInNeeded { .. })));
    match ended {
        Ok(()) => {
            context.store.note_outside_from_now()?;
        }
        Err(SyncError::Cancelled) => {}
        Err(error) => words(&Failure::from(error).message, context.lang),
    }
    alert(context, refused).await;
    Ok((report.books_read, go_on))
}

/// Writes to the administrator when the settings say so; a failure is said and the watch goes on.
async fn alert(context: &Context, sign_in_refused: bool) {
    let (store, settings) = (context.store.clone(), context.settings.clone());
    let looked = tokio::task::spawn_blocking(move || {
        let alerts = &settings.alerts;
        let kept = || secrets::mail_password(&alerts.smtp_host, &alerts.smtp_user);
        let password = secrets::mail_password_of_environment()
            .or_else(|| (alerts.enabled && secrets::key_store_works()).then(kept).flatten());
        letter::look(&store, &settings, password, sign_in_refused, now())
    });
    match looked.await {
        Ok(Ok(told)) => {
            for alert in told.shown {
                words(&alert.message(), context.lang);
            }
            if let Some(Err(error)) = told.letter {
                let why = context.lang.unwrap_or_default().say(&mail_words::trouble(&error));
                words(&Message::new("mail-not-sent").with("text", why), context.lang);
            }
        }
        Ok(Err(error)) => words(&Failure::from(error).message, context.lang),
        Err(error) => tracing::error!(%error, "the look for alerts was cut off"),
    }
}

fn chance() -> f64 {
    (crate::sync::Timing::system().chance)()
}

fn tell(context: &Context, report: &Report, before: i64, began: Instant) -> Result<(), Failure> {
    let requests = last_call(context)?.saturating_sub(before);
    answer(&json!({
        "pulled": report.pulled, "pushed": report.pushed, "merged": report.merged, "conflicts": report.conflicts,
        "rejected": report.rejected, "quarantined": report.quarantined, "unknown": report.unknown,
        "held_deletions": report.held_deletions, "links_waiting": context.store.links_waiting()?,
        "errors": report.errors, "requests": requests,
        "duration_ms": u64::try_from(began.elapsed().as_millis()).unwrap_or(u64::MAX),
    }))
}

/// Number of the newest call in the exchange journal.
fn last_call(context: &Context) -> Result<i64, Failure> {
    Ok(context.store.journal(1, false, None)?.first().map_or(0, |call| call.id))
}

fn finish(context: &Context, report: &Report, ended: Result<(), SyncError>) -> Result<Exit, Failure> {
    ended?;
    let counts = context.store.counts()?;
    let is_held = !context.store.held_deletions()?.is_empty();
    let links = context.store.links_waiting()?;
    if links > 0 {
        words(&Message::new("cli-links-wait").with("n", links), context.lang);
    }
    let waits = is_held
        || links > 0
        || counts.set_aside > 0
        || counts.unknown > 0
        || counts.rejected > 0
        || counts.conflicts > 0
        || report.quarantined > 0;
    Ok(if waits { Exit::Waits } else { Exit::Done })
}

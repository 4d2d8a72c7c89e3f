//! What the store holds that people should be told of. Nobody is told of what was there before the desk began to look:
//! the first pull, and the one after a restore, only take stock.

use std::collections::HashMap;

use chrono::{DateTime, TimeDelta, Utc};
use serde_json::json;

use super::notices::{Finding, NoticeKind};
use crate::app::settings_inform::NoticeSettings;
use crate::domain::id::{LocalId, RecordKind};
use crate::domain::watch::{late, silent};
use crate::store::model::{BidRecord, OpState};
use crate::store::{Store, StoreError, outside};

/// Changes that are looked through for cancellations.
const LOOKED_THROUGH: usize = 5_000;

/// Everything of the kinds that are switched on, told or not.
///
/// # Errors
/// [`StoreError`] when the database can't be read.
pub fn findings(store: &Store, settings: &NoticeSettings, now: DateTime<Utc>) -> Result<Vec<Finding>, StoreError> {
    let mut found = Vec::new();
    let mut add = |kind: NoticeKind, cause: String, bid: &LocalId| {
        found.push(Finding { kind, cause, bid: bid.clone() });
    };
    if settings.cancelled {
        let cancelled = json!("cancelled");
        for change in store.unseen_changes(LOOKED_THROUGH)? {
            if change.field == outside::STATUS && change.new == cancelled {
                add(NoticeKind::Cancelled, format!("cancelled:{}:{}", change.id, change.seq), &change.id);
            }
        }
    }
    if settings.refused {
        for operation in store.operations()? {
            if operation.state == OpState::Rejected && operation.record == RecordKind::Bid {
                let cause = format!("refused:{}:{}:{}", operation.id, operation.seq, operation.attempts);
                add(NoticeKind::Refused, cause, &operation.id);
            }
        }
    }
    if settings.conflicts {
        for conflict in store.conflicts()? {
            let cause = format!("conflict:{}:{}", conflict.id, conflict.since.timestamp_micros());
            add(NoticeKind::Conflict, cause, &conflict.id);
        }
    }
    if settings.late || settings.gps {
        let started = store.started_bids()?;
        if settings.late {
            late_points(&started, settings, now, &mut add);
        }
        if settings.gps {
            silent_trucks(store, &started, settings, now, &mut add)?;
        }
    }
    Ok(found)
}

fn late_points(
    started: &[BidRecord],
    settings: &NoticeSettings,
    now: DateTime<Utc>,
    add: &mut impl FnMut(NoticeKind, String, &LocalId),
) {
    for record in started {
        if let Some(late) = late(&record.bid, &record.facts, now, minutes(settings.late_minutes)) {
            let cause = format!("late:{}:{}:{}", record.meta.id, late.point, late.planned.timestamp());
            add(NoticeKind::Late, cause, &record.meta.id);
        }
    }
}

fn silent_trucks(
    store: &Store,
    started: &[BidRecord],
    settings: &NoticeSettings,
    now: DateTime<Utc>,
    add: &mut impl FnMut(NoticeKind, String, &LocalId),
) -> Result<(), StoreError> {
    let on_cars: HashMap<_, _> = store
        .trackers()?
        .into_iter()
        .filter_map(|tracker| match tracker.attached_to {
            Some((RecordKind::Car, car)) => Some((car, tracker.last_fixed_at)),
            _ => None,
        })
        .collect();
    if on_cars.is_empty() {
        return Ok(());
    }
    let numbers = store.book_numbers()?;
    let cars: HashMap<_, _> = numbers
        .into_iter()
        .filter(|(kind, _, _)| *kind == RecordKind::Car)
        .map(|(_, id, number)| (id, number))
        .collect();
    for record in started {
        let car = record.bid.car.as_ref().and_then(|car| cars.get(car));
        let Some(last_fix) = car.and_then(|car| on_cars.get(car)).copied().flatten() else { continue };
        if silent(Some(last_fix), now, minutes(settings.gps_minutes)).is_some() {
            let cause = format!("gps:{}:{}", record.meta.id, last_fix.timestamp());
            add(NoticeKind::Gps, cause, &record.meta.id);
        }
    }
    Ok(())
}

fn minutes(count: u64) -> TimeDelta {
    i64::try_from(count).ok().and_then(TimeDelta::try_minutes).unwrap_or(TimeDelta::MAX)
}

/// Those that nobody has been told of. `begun`: the desk has only now read all that there is, so that all of it counts as
/// told.
///
/// # Errors
/// [`StoreError`] when the database can't be read or written.
pub fn fresh(
    store: &Store,
    settings: &NoticeSettings,
    begun: bool,
    now: DateTime<Utc>,
) -> Result<Vec<Finding>, StoreError> {
    if !store.notes_outside()? {
        return Ok(Vec::new());
    }
    // What is switched off now must not come in a heap when it is switched on.
    let mut found = findings(store, &all_on(settings), now)?;
    let causes: Vec<_> = found.iter().map(|finding| finding.cause.clone()).collect();
    let untold = store.untold(&causes)?;
    let new: Vec<_> = causes.into_iter().filter(|cause| untold.contains(cause)).collect();
    let fresh = store.claim_told(&new, None, now)?;
    found.retain(|finding| !begun && finding.kind.is_on(settings) && fresh.contains(&finding.cause));
    Ok(found)
}

fn all_on(settings: &NoticeSettings) -> NoticeSettings {
    NoticeSettings { cancelled: true, refused: true, conflicts: true, late: true, gps: true, ..settings.clone() }
}

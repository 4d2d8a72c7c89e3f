//! `tracker …` and `mileage`: questions to the platform that leave nothing in the outbox.

use chrono::NaiveDate;
use serde_json::{Value, json};

use super::book_args::TrackerVerb;
use super::context::{Context, now};
use super::output::{Exit, Failure, json as answer};
use super::resolve;
use crate::api::cargorun::period_of_days;
use crate::domain::book::Tracker;
use crate::domain::id::{RecordKind, RemoteId};
use crate::sync::SyncError;
use crate::words::Message;

pub(super) fn run(context: &Context, verb: &TrackerVerb) -> Result<Exit, Failure> {
    match verb {
        TrackerVerb::List { device } => list(context, device.as_deref()),
        TrackerVerb::Attach { tracker, kind, id } => {
            context.ensure_books()?;
            let tracker = find(context, tracker)?;
            let number = vehicle(context, kind.record(), id)?;
            change(context, &tracker, kind.record(), Some(number))
        }
        TrackerVerb::Detach { tracker } => {
            context.ensure_books()?;
            let tracker = find(context, tracker)?;
            match tracker.attached_to {
                Some((kind, _)) => change(context, &tracker, kind, None),
                // It is where it should be.
                None => shown(&tracker),
            }
        }
    }
}

fn list(context: &Context, device: Option<&str>) -> Result<Exit, Failure> {
    context.ensure_books()?;
    let trackers = context.store.trackers()?;
    let wanted = trackers.iter().filter(|tracker| device.is_none_or(|device| tracker.device_number == device));
    answer(&wanted.map(record).collect::<Vec<Value>>())?;
    Ok(Exit::Done)
}

fn record(tracker: &Tracker) -> Value {
    let attached = tracker.attached_to.map(|(kind, id)| json!({ "kind": kind, "remote_id": id }));
    json!({
        "id": tracker.id, "device_number": tracker.device_number, "attached_to": attached,
        "last_fixed_at": tracker.last_fixed_at,
    })
}

fn shown(tracker: &Tracker) -> Result<Exit, Failure> {
    answer(&record(tracker))?;
    Ok(Exit::Done)
}

/// Changes it there, reads the trackers anew and answers the changed one.
fn change(context: &Context, tracker: &Tracker, kind: RecordKind, entity: Option<RemoteId>) -> Result<Exit, Failure> {
    let client = context.connect()?.client;
    let read = context.block_on(async {
        client.attach_tracker(tracker.id, kind, entity).await?;
        client.trackers(None).await
    });
    let trackers = read.map_err(SyncError::from)?;
    context.store.put_trackers(&trackers, now())?;
    match trackers.iter().find(|one| one.id == tracker.id) {
        Some(tracker) => shown(tracker),
        None => Err(no_tracker(&tracker.device_number)),
    }
}

fn find(context: &Context, name: &str) -> Result<Tracker, Failure> {
    let number = name.strip_prefix("cr:").and_then(|number| number.parse().ok()).map(RemoteId);
    let trackers = context.store.trackers()?;
    let is_it = |tracker: &Tracker| number.map_or(tracker.device_number == name, |number| tracker.id == number);
    trackers.into_iter().find(is_it).ok_or_else(|| no_tracker(name))
}

fn no_tracker(name: &str) -> Failure {
    Failure::usage(Message::new("cli-no-tracker").with("text", name))
}

/// The platform's number of a truck or trailer, named by id or plate.
fn vehicle(context: &Context, kind: RecordKind, name: &str) -> Result<RemoteId, Failure> {
    let records = context.store.book_records()?;
    let id = resolve::book_by_name(&records, kind, name)?;
    let record = records.into_iter().find(|record| record.meta.id == id);
    let number = record.and_then(|record| record.meta.remote_id);
    number.ok_or_else(|| Failure::new(Message::new("mileage-not-sent")))
}

pub(super) fn mileage(context: &Context, car: &str, from: NaiveDate, to: NaiveDate) -> Result<Exit, Failure> {
    context.ensure_books()?;
    let number = vehicle(context, RecordKind::Car, car)?;
    let offset = chrono::Local::now().offset().local_minus_utc() / 60;
    let period = period_of_days(from, to, offset).ok_or_else(|| Failure::usage(Message::new("mileage-bad-period")))?;
    let client = context.connect()?.client;
    let kilometres = context.block_on(client.car_mileage(number, period)).map_err(SyncError::from)?;
    answer(
        &json!({ "car": number, "from": from, "to": to, "from_utc": period.0, "to_utc": period.1, "km": kilometres }),
    )?;
    Ok(Exit::Done)
}

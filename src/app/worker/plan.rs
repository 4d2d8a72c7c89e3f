//! Slow work of planning: where the trucks of started bids are, and when they will arrive.

use std::collections::{HashMap, HashSet};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use chrono::{DateTime, TimeDelta, Utc};

use super::{Desk, blocking, map, task, words};
use crate::app::event::Event;
use crate::app::plan::ask::{PlanEffect, PlanEvent};
use crate::app::plan::board::{Board, PlanData};
use crate::app::plan::desk::{Expectations, Found, RunKey, run_key};
use crate::app::plan::details::Details;
use crate::app::plan::expected::{Expected, Position, Terms, expected};
use crate::domain::id::{LocalId, RecordKind, RemoteId};
use crate::domain::place::GeoPoint;
use crate::geo::roads::{Exactness, Roads};
use crate::store::StoreError;
use crate::store::model::BidRecord;

/// Positions are asked for no more often than this.
const ASKED_EVERY: TimeDelta = TimeDelta::minutes(3);
/// Positions older than this are let go of; so many are kept a truck.
const KEPT_FOR: TimeDelta = TimeDelta::days(2);
const KEPT_A_TRUCK: usize = 600;
/// Ways whose minutes are remembered.
const WAYS_KEPT: usize = 8_192;
/// Bars and runs that are told at a time.
const DETAILS_AT_ONCE: usize = 100;
const RUNS_AT_ONCE: usize = 12;

/// What the worker remembers of trucks on the road.
#[derive(Debug, Default)]
pub(super) struct Watch {
    turn: Mutex<Turn>,
    seen: Mutex<Seen>,
    ways: Mutex<HashMap<RunKey, Option<Found>>>,
}

/// One count at a time; a wish that comes meanwhile is remembered, not doubled.
#[derive(Debug, Default)]
struct Turn {
    running: bool,
    again: bool,
}

#[derive(Debug, Default)]
struct Seen {
    asked: Option<DateTime<Utc>>,
    by_car: HashMap<LocalId, Vec<Position>>,
}

/// One line an effect.
pub(super) fn carry_out(desk: &Desk, effect: PlanEffect) {
    match effect {
        PlanEffect::Forecast => task(desk, forecast),
        PlanEffect::Load => blocking(desk, load),
        PlanEffect::Build(data, shown, wanted) => blocking(desk, move |desk| {
            let board = Board::build(data, &shown, &desk.model().books(), &wanted, desk.now());
            told(desk, PlanEvent::Board(Arc::new(board)));
        }),
        PlanEffect::Details(ids) => blocking(desk, move |desk| details(desk, &ids)),
        PlanEffect::Runs(places) => blocking(desk, move |desk| runs(desk, &places)),
    }
}

fn told(desk: &Desk, event: PlanEvent) {
    desk.out.tell(Event::Plan(event));
}

fn load(desk: &Desk) {
    told(
        desk,
        match desk.store.plan_rows() {
            Ok(rows) => PlanEvent::Data(Arc::new(PlanData::of(rows))),
            Err(error) => PlanEvent::NoData(words::store_error(&error)),
        },
    );
}

fn details(desk: &Desk, ids: &[LocalId]) {
    let expected = desk.model().expected();
    for some in ids.chunks(DETAILS_AT_ONCE) {
        let Ok(records) = desk.store.bids(some) else { return };
        let found = records.iter().map(|record| {
            let expected = expected.get(&record.meta.id).map(AsRef::as_ref);
            (record.meta.id.clone(), Arc::new(Details::of(record, expected)))
        });
        told(desk, PlanEvent::Details(found.collect()));
    }
}

fn runs(desk: &Desk, places: &[[GeoPoint; 2]]) {
    for some in places.chunks(RUNS_AT_ONCE) {
        let found = some.iter().map(|places| (run_key(*places), desk.watch.way(*places)));
        told(desk, PlanEvent::Runs(found.collect()));
    }
}

fn locked<T>(what: &Mutex<T>) -> MutexGuard<'_, T> {
    what.lock().unwrap_or_else(PoisonError::into_inner)
}

impl Watch {
    /// True when nobody counts yet.
    fn begins(&self) -> bool {
        let mut turn = locked(&self.turn);
        turn.again = turn.running;
        !std::mem::replace(&mut turn.running, true)
    }

    /// True when the count is to be made again.
    fn goes_on(&self) -> bool {
        let mut turn = locked(&self.turn);
        turn.running = std::mem::take(&mut turn.again);
        turn.running
    }

    /// Positions are to be asked for.
    fn is_due(&self, now: DateTime<Utc>) -> bool {
        let mut seen = locked(&self.seen);
        let is_due = seen.asked.is_none_or(|asked| now - asked >= ASKED_EVERY || asked > now);
        if is_due {
            seen.asked = Some(now);
        }
        is_due
    }

    fn take(&self, found: Vec<(LocalId, Vec<Position>)>, now: DateTime<Utc>) {
        let mut seen = locked(&self.seen);
        for (car, positions) in found {
            let known = seen.by_car.entry(car).or_default();
            known.extend(positions);
            known.sort_by_key(|one| one.at);
            known.dedup_by_key(|one| one.at);
            known.retain(|one| now - one.at <= KEPT_FOR);
            let old = known.len().saturating_sub(KEPT_A_TRUCK);
            known.drain(..old);
        }
    }

    fn way(&self, places: [GeoPoint; 2]) -> Option<Found> {
        let key = run_key(places);
        if let Some(known) = locked(&self.ways).get(&key) {
            return *known;
        }
        let found = Roads::shared().route(places[0], places[1]).map(|way| Found {
            km: way.km,
            minutes: way.minutes,
            estimated: way.exactness == Exactness::Estimated,
        });
        let mut ways = locked(&self.ways);
        if ways.len() >= WAYS_KEPT {
            ways.clear();
        }
        ways.insert(key, found);
        found
    }
}

async fn forecast(desk: Desk) {
    if !desk.watch.begins() {
        return;
    }
    loop {
        if let Err(error) = count(&desk).await {
            tracing::warn!(%error, "arrivals were not counted");
        }
        if !desk.watch.goes_on() {
            break;
        }
    }
}

async fn count(desk: &Desk) -> Result<(), StoreError> {
    let store = desk.store.clone();
    let started = tokio::task::spawn_blocking(move || store.started_bids());
    let started = started.await.map_err(|error| StoreError::Other(error.to_string()))??;
    if !started.is_empty() && desk.watch.is_due(desk.now()) {
        ask(desk, &started).await;
    }
    let desk = desk.clone();
    let told = tokio::task::spawn_blocking(move || tell(&desk, &started));
    told.await.map_err(|error| StoreError::Other(error.to_string()))
}

/// Asks where the trucks of these bids are. Without a network what was heard last stands.
async fn ask(desk: &Desk, started: &[BidRecord]) {
    let Some(connected) = desk.connected() else { return };
    let books = desk.model().books();
    let cars: HashSet<RemoteId> =
        started.iter().filter_map(|one| books.record(one.bid.car.as_ref()?)?.meta.remote_id).collect();
    let Ok(found) = map::last_fixes(desk, &connected, Some(&cars)).await else { return };
    let positions = found.into_iter().filter_map(|(car, fixes)| {
        let car = books.by_remote(RecordKind::Car, car)?.meta.id.clone();
        Some((car, fixes.into_iter().map(|fix| Position { at: fix.at, place: fix.location }).collect()))
    });
    desk.watch.take(positions.collect(), desk.now());
}

fn tell(desk: &Desk, started: &[BidRecord]) {
    let settings = desk.settings().plan;
    let road_min = |from, to| desk.watch.way([from, to]).map(|way| way.minutes);
    let terms = Terms { road_min: &road_min, rest: settings.rest(), stay_min: settings.stay_min(), now: desk.now() };
    let of = |record: &BidRecord| -> (LocalId, Arc<Expected>) {
        let positions = record.bid.car.as_ref().and_then(|car| locked(&desk.watch.seen).by_car.get(car).cloned());
        let found = expected(&record.bid, &record.facts, &positions.unwrap_or_default(), &terms);
        (record.meta.id.clone(), Arc::new(found))
    };
    let all: Expectations = Arc::new(started.iter().map(of).collect());
    desk.model().take_expected(&all);
    desk.out.tell(Event::Plan(PlanEvent::Expected(all)));
}

//! What a truck's tracker told last: it speaks twice a minute, and now and then it doesn't.

use chrono::{DateTime, DurationRound as _, TimeDelta, Utc};

use super::super::model::book::{Car, Tracker};
use super::super::model::truck::{Doing, Truck};
use super::super::world::World;
use crate::domain::place::GeoPoint;

/// A tracker tells its place this often.
const EVERY: TimeDelta = TimeDelta::seconds(30);

/// Where a truck was seen, and when by the server's clock.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Fix {
    pub(crate) at: DateTime<Utc>,
    pub(crate) place: GeoPoint,
}

/// Since when (road time) the tracker of a truck says nothing; None while it speaks.
pub(super) fn silence(world: &World, truck: &Truck, at: DateTime<Utc>) -> Option<DateTime<Utc>> {
    let in_repair = world.cars.get(truck.id).and_then(|car| car.inactivity.as_ref()).map(|why| why.since);
    let known = truck.silent.filter(|(since, until)| *since <= at && at < *until).map(|(since, _)| since);
    in_repair.or(known).or_else(|| {
        let is_out = !matches!(truck.doing, Doing::Idle { .. });
        world.life.chances.silent_since(truck.id, at).filter(|_| is_out)
    })
}

/// The last place that the tracker of a truck told. In a world that stands still it is what the tracker's record says.
pub(crate) fn last_fix(world: &World, car: &Car, tracker: &Tracker) -> Fix {
    let clock = world.life.clock;
    let now = world.clock.now();
    let road = clock.road(now);
    let truck = world.trucks.get(car.id);
    let place = |at| truck.map_or(GeoPoint { longitude: 0.0, latitude: 0.0 }, |truck| truck.position(at));
    if clock.stands() {
        let silent = truck.and_then(|truck| truck.silent).map_or(road, |(since, _)| since);
        return Fix { at: tracker.last_fixed_at, place: place(silent) };
    }
    match truck.and_then(|truck| silence(world, truck, road)) {
        Some(since) => Fix { at: clock.server(since), place: place(since) },
        None => Fix { at: now.duration_trunc(EVERY).unwrap_or(now), place: place(road) },
    }
}

//! Where a truck has been: its visits to points, whoever noted them, and the ways between. Mileage of a period and trails
//! on the map both come from here.

use chrono::{DateTime, TimeDelta, Utc};

use super::super::life::signal::last_fix;
use super::super::life::way::{self, Way};
use super::super::model::book::{Car, Tracker};
use super::super::model::truck::{Doing, Leg};
use super::super::world::World;
use super::route::way_m;
use crate::domain::place::GeoPoint;

/// A truck was at a point.
#[derive(Debug, Clone, Copy)]
struct Visit {
    place: GeoPoint,
    entered: DateTime<Utc>,
    left: Option<DateTime<Utc>>,
    /// Metres driven to it from the point before, where that is known.
    driven_m: Option<f64>,
}

/// A truck was on its way.
#[derive(Debug, Clone)]
pub(crate) struct Drive {
    pub(crate) from: GeoPoint,
    pub(crate) to: GeoPoint,
    pub(crate) depart: DateTime<Utc>,
    pub(crate) arrive: DateTime<Utc>,
    pub(crate) way_m: f64,
    /// The way that isn't ended yet, in road time.
    present: Option<Leg>,
}

/// Ways of a truck that touch a period, by the server's clock; the present one too.
pub(crate) fn drives(world: &World, car: i64, (from, to): (DateTime<Utc>, DateTime<Utc>)) -> Vec<Drive> {
    let visits = visits(world, car);
    let mut drives: Vec<Drive> = visits.windows(2).filter_map(between).collect();
    drives.extend(present(world, car));
    drives.retain(|drive| drive.depart < to && from < drive.arrive);
    drives
}

fn visits(world: &World, car: i64) -> Vec<Visit> {
    let bids = world.by_car.of(car).filter_map(|bid| world.bids.get(bid)).filter(|bid| !bid.life.deleted);
    let mut visits: Vec<Visit> = bids
        .flat_map(|bid| &bid.points)
        .filter_map(|point| {
            let facts = &point.facts;
            let (place, driven_m) = (point.geozone.location, facts.fact_distance_m);
            Some(Visit { place, entered: facts.entered()?, left: facts.left(), driven_m })
        })
        .collect();
    visits.sort_by_key(|visit| visit.entered);
    visits
}

fn between(pair: &[Visit]) -> Option<Drive> {
    let [before, after] = pair else { return None };
    let arrive = after.entered;
    let straight = way_m(before.place, after.place);
    let way_m = after.driven_m.filter(|driven| *driven > straight * 0.5 && *driven < straight * 2.0);
    // Between two bids a truck stands for days, then drives as long as the way is.
    let longest = Leg::duration(straight) * 2 + TimeDelta::hours(1);
    // Where what was noted leaves no time to drive, the truck had left before that was noted.
    let quickest = Leg::driving(straight);
    let depart = before.left?.max(arrive - longest).min(arrive - quickest).max(before.entered);
    let drive =
        Drive { from: before.place, to: after.place, depart, arrive, way_m: way_m.unwrap_or(straight), present: None };
    (depart < arrive && straight > 500.0).then_some(drive)
}

fn present(world: &World, car: i64) -> Option<Drive> {
    let Doing::Driving(leg) = &world.trucks.get(car)?.doing else { return None };
    let clock = world.life.clock;
    let (depart, arrive) = (clock.server(leg.depart), clock.server(leg.arrive));
    let (from, to, way_m) = (leg.from, leg.to, leg.way_m);
    Some(Drive { from, to, depart, arrive, way_m, present: Some(leg.clone()) })
}

impl Drive {
    /// The part of the way that was behind the truck at a moment.
    fn part(&self, world: &World, at: DateTime<Utc>) -> f64 {
        if let Some(leg) = &self.present {
            return leg.driven_part(world.life.clock.road_then(at.min(world.clock.now())));
        }
        let whole = self.arrive.signed_duration_since(self.depart).as_seconds_f64().max(1.0);
        (at.signed_duration_since(self.depart).as_seconds_f64() / whole).clamp(0.0, 1.0)
    }
}

/// Kilometres that a truck drove in a period.
pub(crate) fn mileage_km(world: &World, car: i64, period: (DateTime<Utc>, DateTime<Utc>)) -> f64 {
    let driven = drives(world, car, period);
    driven.iter().map(|d| d.way_m * (d.part(world, period.1) - d.part(world, period.0)).max(0.0)).sum::<f64>() / 1000.0
}

/// Places of a truck in a period, so often; nothing after the last word of its tracker.
pub(crate) fn trail(
    world: &World,
    (car, tracker): (&Car, &Tracker),
    period: (DateTime<Utc>, DateTime<Utc>),
    every: TimeDelta,
) -> Vec<(DateTime<Utc>, GeoPoint)> {
    let last = last_fix(world, car, tracker);
    let until = period.1.min(last.at);
    let drives = drives(world, car.id, period);
    let ways: Vec<Way> = drives.iter().map(|drive| way::way(drive.from, drive.to)).collect();
    let mut trail = Vec::new();
    let mut place = visits(world, car.id).iter().rfind(|visit| visit.entered <= period.0).map(|visit| visit.place);
    let mut at = period.0;
    while at <= until {
        let under_way = drives.iter().zip(&ways).rfind(|(drive, _)| drive.depart <= at);
        if let Some((drive, way)) = under_way {
            place = Some(way.at(drive.part(world, at)));
        }
        trail.extend(place.map(|place| (at, place)));
        at += every.max(TimeDelta::seconds(1));
    }
    if (period.0..=period.1).contains(&last.at) {
        trail.push((last.at, last.place));
    }
    trail
}

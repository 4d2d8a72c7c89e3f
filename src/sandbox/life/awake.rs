//! Where every truck stands when the server starts: by its record when it has one, else by what its bids tell.

use chrono::{DateTime, TimeDelta, Utc};

use super::super::http::answer::Refusal;
use super::super::model::bid::Bid;
use super::super::model::names::BidStatus;
use super::super::model::truck::{Doing, Truck};
use super::super::world::World;
use super::super::world::active::Resource;
use super::agenda::Happening;
use super::chances::Chances;
use super::clock::RoadClock;
use super::journey::{self, Stage};
use super::{Phrases, Reached};
use crate::domain::place::GeoPoint;

/// Minutes from one turn of repairs and leaves to the next, and from one edit of a colleague to the next.
pub(super) const FLEET_PAUSE: (i64, i64) = (240, 420);
pub(super) const COLLEAGUE_PAUSE: (i64, i64) = (30, 90);

/// Sets the clock of the road, and every truck to its place.
pub(crate) fn settle_in(
    world: &mut World,
    seed: u64,
    speed: f64,
    phrases: Phrases,
    reached: Option<&Reached>,
) -> Result<(), Refusal> {
    let now = world.clock.now();
    let stood = reached.map_or(now, |reached| reached.road);
    world.life.clock = RoadClock::new(speed, now, stood);
    world.life.chances = Chances(seed);
    world.life.phrases = phrases;
    world.life.reached = stood;
    place_trucks(world, stood)
}

/// Lets the life of a world begin, or go on.
pub(crate) fn awake(world: &mut World) {
    if world.life.clock.stands() {
        return;
    }
    for (truck, at) in world.trucks.iter().map(|truck| (truck.id, truck.next_at())).collect::<Vec<_>>() {
        world.life.agenda.set(Happening::Truck(truck), at);
    }
    let reached = world.life.reached;
    world.life.schedule_after(Happening::Fleet, reached, FLEET_PAUSE.0, FLEET_PAUSE.1);
    world.life.schedule_after(Happening::Colleague, reached, 5, COLLEAGUE_PAUSE.0);
}

fn place_trucks(world: &mut World, now: DateTime<Utc>) -> Result<(), Refusal> {
    let unplaced: Vec<i64> =
        world.cars.iter().filter(|car| world.trucks.get(car.id).is_none()).map(|car| car.id).collect();
    for car in unplaced {
        let started = world.active.of(Resource::Car(car)).filter(|hold| hold.started).min_by_key(|hold| hold.from);
        let bid = started.and_then(|hold| world.bids.get(hold.bid)).cloned();
        let Some((place, since)) = last_place(world, car, bid.as_ref()).or_else(|| home(world, car, now)) else {
            continue;
        };
        let doing = match &bid {
            None => Doing::Idle { at: place, since },
            Some(bid) => on_the_way(world.life.chances, bid, (place, since), now),
        };
        let expected = if let Doing::Driving(leg) = &doing { Some(leg.arrive) } else { None };
        world.save(Truck::new(car, doing))?;
        if let (Some(mut bid), Some(expected)) = (bid, expected) {
            bid.figures.estimated_at = Some(expected);
            world.amend_bid(bid)?;
        }
    }
    Ok(())
}

/// What a truck is in the middle of. It stood at a place since a moment before.
fn on_the_way(chances: Chances, bid: &Bid, (place, since): (GeoPoint, DateTime<Utc>), now: DateTime<Utc>) -> Doing {
    let mut rng = chances.of("now", bid.id);
    let soon = now + TimeDelta::minutes(rng.between(12, 75));
    match journey::stage(bid) {
        Stage::To(point) => {
            let mut leg = journey::leg(chances, bid, point, place, since.max(bid.life.started_at.unwrap_or(since)));
            leg.arrive = if leg.arrive <= now { soon } else { leg.arrive };
            Doing::Driving(leg)
        }
        Stage::At(point) => {
            let entered = point.facts.entered().unwrap_or(now);
            let until = entered + chances.standing(bid.id, point.id, point.kind);
            let (bid, at) = (bid.id, point.geozone.location);
            Doing::AtPoint { bid, point: point.id, at, since: entered, until: until.max(soon) }
        }
        Stage::Over => Doing::Ending { bid: bid.id, at: place, until: soon },
    }
}

/// Where a truck was seen last: at a point of the bid it carries, else where it ended the one before.
fn last_place(world: &World, car: i64, carried: Option<&Bid>) -> Option<(GeoPoint, DateTime<Utc>)> {
    let seen = |bid: &Bid| {
        let route = bid.route();
        let point = route.into_iter().rfind(|point| point.facts.entered().is_some())?;
        Some((point.geozone.location, point.facts.left().or(point.facts.entered())?))
    };
    carried.and_then(seen).or_else(|| {
        let done = world.by_car.of(car).filter_map(|bid| world.bids.get(bid));
        let done = done.filter(|bid| bid.life.status == BidStatus::Done && !bid.life.deleted);
        done.filter_map(seen).max_by_key(|(_, at)| *at)
    })
}

/// A truck without a history waits at one of the places where customers load.
fn home(world: &World, car: i64, now: DateTime<Utc>) -> Option<(GeoPoint, DateTime<Utc>)> {
    let places: Vec<GeoPoint> =
        world.counterparties.iter().flat_map(|customer| &customer.points).map(|point| point.geozone.location).collect();
    world.life.chances.of("home", car).pick(&places).map(|place| (*place, now))
}

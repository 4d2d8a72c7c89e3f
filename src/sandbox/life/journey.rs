//! A truck and its bid: it sets out, arrives, stands, leaves, ends the bid and takes the next one of its queue.
//!
//! What a truck does follows from its bid as it is now, whoever changed it: a moved point turns the truck round, a
//! cancelled bid leaves it where it is.

use chrono::{DateTime, Utc};

use super::super::http::answer::Refusal;
use super::super::model::bid::Bid;
use super::super::model::names::{BidStatus, LoadUnloadStatus, PointKind};
use super::super::model::point::Point;
use super::super::model::truck::{Doing, Leg, Truck};
use super::super::rules::route::{self, way_m};
use super::super::world::World;
use super::super::world::active::Resource;
use super::agenda::Happening;
use super::chances::Chances;
use super::signal::silence;
use crate::domain::place::GeoPoint;

/// Where a bid stands on its route.
pub(super) enum Stage<'a> {
    /// The truck has still to come to this point.
    To(&'a Point),
    /// It is at this point.
    At(&'a Point),
    /// All points are behind.
    Over,
}

/// Where a bid stands, by what is known of its points, whoever said it.
pub(super) fn stage(bid: &Bid) -> Stage<'_> {
    let route: Vec<&Point> = bid.route().into_iter().filter(|point| point.kind != PointKind::StartPoint).collect();
    let Some(last) = route.iter().rposition(|point| point.facts.entered().is_some()) else {
        return route.first().map_or(Stage::Over, |first| Stage::To(first));
    };
    match (route.get(last), route.get(last + 1)) {
        (Some(here), _) if here.facts.left().is_none() => Stage::At(here),
        (_, Some(next)) => Stage::To(next),
        _ => Stage::Over,
    }
}

/// Brings the trucks of a written bid in line with it.
pub(super) fn follow_bid(world: &mut World, bid: i64, at: DateTime<Utc>) -> Result<(), Refusal> {
    let Some(written) = world.bids.get(bid) else { return Ok(()) };
    let is_waiting = written.is_active() && written.life.accepted_by_driver_at.is_none();
    let accepting = Happening::Accepting(bid);
    if is_waiting && written.life.status == BidStatus::Started && world.life.agenda.time_of(accepting).is_none() {
        let delay = world.life.chances.until_accepting(bid);
        world.life.agenda.set(accepting, Some(at + delay));
    }
    let own = written.terms.car_id;
    let carrying = world.trucks.iter().filter(|truck| truck.bid() == Some(bid)).map(|truck| truck.id);
    let mut cars: Vec<i64> = carrying.chain(own).collect();
    cars.sort_unstable();
    cars.dedup();
    cars.into_iter().try_for_each(|car| follow(world, car, at))
}

/// Brings a truck in line with its bid; a truck without one takes the next of its queue.
pub(super) fn follow(world: &mut World, car: i64, at: DateTime<Utc>) -> Result<(), Refusal> {
    let Some(bid) = on_the_road(world, car).and_then(|bid| world.bids.get(bid)).cloned() else {
        rest(world, car, at)?;
        return start_next(world, car, at);
    };
    let place = || bid.route().first().map_or(GeoPoint { longitude: 0.0, latitude: 0.0 }, |p| p.geozone.location);
    let mut truck = world.trucks.get(car).cloned().unwrap_or_else(|| {
        // Nobody knows where a new truck stands: where it is needed.
        Truck::new(car, Doing::Idle { at: place(), since: at })
    });
    if !fits(&truck.doing, &bid) {
        let doing = next_doing(world.life.chances, &bid, truck.position(at), at);
        truck.driven_km = truck.driven_km_at(at);
        truck.turn_to(doing);
        keep(world, truck)?;
        foresee(world, bid)?;
    }
    Ok(())
}

/// The bid that a truck is on the road with: of several the one that begins first.
fn on_the_road(world: &World, car: i64) -> Option<i64> {
    let started = world.active.of(Resource::Car(car)).filter(|hold| hold.started);
    started.min_by_key(|hold| (hold.from, hold.bid)).map(|hold| hold.bid)
}

/// A truck without a bid stands where it is.
fn rest(world: &mut World, car: i64, at: DateTime<Utc>) -> Result<(), Refusal> {
    let Some(mut truck) = world.trucks.get(car).filter(|truck| truck.bid().is_some()).cloned() else { return Ok(()) };
    let place = truck.position(at);
    truck.driven_km = truck.driven_km_at(at);
    truck.turn_to(Doing::Idle { at: place, since: at });
    keep(world, truck)
}

/// The first waiting bid of a free truck starts; in repair it doesn't.
fn start_next(world: &mut World, car: i64, at: DateTime<Utc>) -> Result<(), Refusal> {
    if world.cars.get(car).is_none_or(|car| car.inactivity.is_some()) {
        return Ok(());
    }
    let waiting = world.active.of(Resource::Car(car)).min_by_key(|hold| (hold.from, hold.bid)).map(|hold| hold.bid);
    let Some(mut bid) = waiting.and_then(|bid| world.bids.get(bid)).cloned() else { return Ok(()) };
    let moment = world.life.clock.server(at);
    bid.life.status = BidStatus::Started;
    bid.life.started_at = Some(moment);
    bid.life.first_started_at = bid.life.first_started_at.or(Some(moment));
    route::work_out(world, &mut bid);
    world.save_bid(bid)
}

/// True when a truck already does what its bid asks for.
fn fits(doing: &Doing, bid: &Bid) -> bool {
    match (doing, stage(bid)) {
        (Doing::Driving(leg), Stage::To(point)) => {
            leg.bid == bid.id
                && leg.point == point.id
                && leg.plan == point.plan.enter_utc()
                && leg.to == point.geozone.location
        }
        (Doing::AtPoint { bid: own, point: here, .. }, Stage::At(point)) => *own == bid.id && *here == point.id,
        (Doing::Ending { bid: own, .. }, Stage::Over) => *own == bid.id,
        _ => false,
    }
}

/// What a truck at a place does next for a bid.
pub(super) fn next_doing(chances: Chances, bid: &Bid, place: GeoPoint, at: DateTime<Utc>) -> Doing {
    match stage(bid) {
        Stage::To(point) => Doing::Driving(leg(chances, bid, point, place, at)),
        Stage::At(point) => Doing::AtPoint {
            bid: bid.id,
            point: point.id,
            at: point.geozone.location,
            since: at,
            until: at + chances.standing(bid.id, point.id, point.kind),
        },
        Stage::Over => Doing::Ending { bid: bid.id, at: place, until: at + chances.papers(bid.id) },
    }
}

/// The way to a point: aimed at its plan, as early as the road allows.
pub(super) fn leg(chances: Chances, bid: &Bid, point: &Point, from: GeoPoint, ready: DateTime<Utc>) -> Leg {
    let to = point.geozone.location;
    let way_m = way_m(from, to);
    let duration = Leg::duration(way_m);
    let plan = point.plan.enter_utc();
    let arrive = (plan + chances.off_plan(bid.id, point.id)).max(ready + duration);
    Leg { bid: bid.id, point: point.id, plan, from, to, depart: ready.max(arrive - duration), arrive, way_m }
}

/// Keeps a truck and when it will do something else.
fn keep(world: &mut World, truck: Truck) -> Result<(), Refusal> {
    world.life.agenda.set(Happening::Truck(truck.id), truck.next_at());
    world.save(truck)
}

/// Writes down when the truck of a bid is to be expected.
fn foresee(world: &mut World, mut bid: Bid) -> Result<(), Refusal> {
    let expected = forecast(world, &bid);
    if bid.figures.estimated_at == expected {
        return Ok(());
    }
    bid.figures.estimated_at = expected;
    world.save_bid(bid)
}

/// When the truck of a bid will be at the point ahead, or null.
fn forecast(world: &World, bid: &Bid) -> Option<DateTime<Utc>> {
    let truck = world.trucks.get(bid.terms.car_id?).filter(|truck| truck.bid() == Some(bid.id))?;
    match &truck.doing {
        Doing::Driving(leg) => Some(leg.arrive),
        Doing::AtPoint { point, at, until, .. } => {
            let route = bid.route();
            let here = route.iter().position(|p| p.id == *point)?;
            let next = route.get(here + 1)?;
            let earliest = *until + Leg::duration(way_m(*at, next.geozone.location));
            Some(earliest.max(next.plan.enter_utc()))
        }
        Doing::Idle { .. } | Doing::Ending { .. } => None,
    }
}

/// A truck has come to the end of what it was doing.
pub(super) fn step(world: &mut World, car: i64, at: DateTime<Utc>) -> Result<(), Refusal> {
    let Some(mut truck) = world.trucks.get(car).cloned() else { return Ok(()) };
    let Some(mut bid) = truck.bid().and_then(|bid| world.bids.get(bid)).cloned() else { return Ok(()) };
    match truck.doing.clone() {
        Doing::Idle { .. } => return Ok(()),
        Doing::Driving(leg) => {
            truck.driven_km += leg.way_m / 1000.0;
            arrive(world, &truck, &mut bid, &leg, at);
        }
        Doing::AtPoint { point, .. } => leave(world, &truck, &mut bid, point, at),
        Doing::Ending { .. } => {
            bid.life.status = BidStatus::Done;
            bid.life.ended_at = Some(world.life.clock.server(at));
            bid.figures.estimated_at = None;
            world.save_bid(bid)?;
            return follow(world, car, at);
        }
    }
    let place = truck.position(at);
    let doing = next_doing(world.life.chances, &bid, place, at);
    truck.turn_to(doing);
    keep(world, truck)?;
    bid.figures.estimated_at = forecast(world, &bid);
    world.save_bid(bid)
}

/// The truck is at a point: the tracker notes it if it speaks, the driver if he presses his button.
fn arrive(world: &World, truck: &Truck, bid: &mut Bid, leg: &Leg, at: DateTime<Utc>) {
    let chances = world.life.chances;
    let moment = world.life.clock.server(at);
    let is_seen = silence(world, truck, at).is_none();
    let from_start = is_first(bid, leg.point);
    let Some(point) = bid.points.iter_mut().find(|point| point.id == leg.point) else { return };
    let driven = (point.facts.plan_distance_m.unwrap_or(leg.way_m) * chances.detour(leg.bid, leg.point)).round();
    point.facts.auto_entered_at = is_seen.then_some(moment);
    point.facts.entered_at =
        (!is_seen || chances.presses(leg.bid, leg.point)).then_some(point.facts.entered_at.unwrap_or(moment));
    point.facts.fact_distance_m = Some(driven);
    let status = match point.kind {
        PointKind::LoadPoint => Some(LoadUnloadStatus::AtLoading),
        PointKind::UnloadPoint => Some(LoadUnloadStatus::AtUnloading),
        PointKind::StartPoint | PointKind::CustomPoint | PointKind::ServicePoint => None,
    };
    if from_start {
        bid.figures.fact_empty_m += driven;
    } else {
        bid.figures.fact_mileage_m += driven;
    }
    bid.figures.load_status = status.or(bid.figures.load_status);
}

/// True for the point that a truck comes to without a cargo.
fn is_first(bid: &Bid, point: i64) -> bool {
    bid.route().into_iter().find(|point| point.kind != PointKind::StartPoint).is_some_and(|first| first.id == point)
}

/// The truck leaves a point.
fn leave(world: &World, truck: &Truck, bid: &mut Bid, id: i64, at: DateTime<Utc>) {
    let moment = world.life.clock.server(at);
    let is_seen = silence(world, truck, at).is_none();
    let Some(point) = bid.points.iter_mut().find(|point| point.id == id) else { return };
    let is_pressed = !is_seen || point.facts.entered_at.is_some();
    point.facts.auto_left_at = is_seen.then_some(moment);
    point.facts.load_unloaded_at = point.facts.load_unloaded_at.or(is_pressed.then_some(moment));
    let status = match point.kind {
        PointKind::LoadPoint => Some(LoadUnloadStatus::Loaded),
        PointKind::UnloadPoint => Some(LoadUnloadStatus::Unloaded),
        PointKind::StartPoint | PointKind::CustomPoint | PointKind::ServicePoint => None,
    };
    bid.figures.load_status = status.or(bid.figures.load_status);
}

/// The driver of a bid says that he saw it.
pub(super) fn accept(world: &mut World, bid: i64, at: DateTime<Utc>) -> Result<(), Refusal> {
    let Some(mut bid) = world.bids.get(bid).filter(|bid| bid.life.status == BidStatus::Started).cloned() else {
        return Ok(());
    };
    if bid.life.deleted || bid.life.accepted_by_driver_at.is_some() || bid.terms.driver_id.is_none() {
        return Ok(());
    }
    bid.life.accepted_by_driver_at = Some(world.life.clock.server(at));
    world.save_bid(bid)
}

//! The working day that a person meets who opens the demo: whatever the seed drew, one truck is late, one has stood at a
//! gate for hours, one can't be heard, one on the road asks for a workshop.

use chrono::{DateTime, TimeDelta, Utc};

use super::super::model::book::{Car, Tracker};
use super::super::model::names::{LoadUnloadStatus, PointKind, TrackerRelation};
use super::super::model::truck::{Doing, Leg, Truck};
use super::super::world::World;
use super::assets::Assets;
use super::put;

/// A truck that comes so much after its plan is plainly late.
const LATE: TimeDelta = TimeDelta::minutes(170);
/// So long at a gate is too long.
const STOOD: TimeDelta = TimeDelta::minutes(395);
/// Nothing was heard for so long, and won't be for as long again.
const SILENT: TimeDelta = TimeDelta::minutes(290);

/// Makes a working day of what the trips left on the road.
pub(super) fn make(world: &mut World, assets: &Assets, now: DateTime<Utc>) {
    let mut driving: Vec<(DateTime<Utc>, i64)> = world.trucks.iter().filter_map(way_ahead).collect();
    driving.sort_unstable();
    // The nearest to its end is late, the farthest from it is out of hearing.
    if let Some((_, car)) = driving.first().filter(|_| driving.len() > 1) {
        be_late(world, *car, now);
    }
    if let Some((_, car)) = driving.last().filter(|_| driving.len() > 2) {
        be_silent(world, *car, now);
    }
    if let Some((_, car)) = driving.get(driving.len() / 2).filter(|_| driving.len() > 3) {
        be_in_trouble(world, *car, assets);
    }
    stand_long(world, now);
}

/// When a driving truck will arrive.
fn way_ahead(truck: &Truck) -> Option<(DateTime<Utc>, i64)> {
    if let Doing::Driving(leg) = &truck.doing { Some((leg.arrive, truck.id)) } else { None }
}

fn be_late(world: &mut World, car: i64, now: DateTime<Utc>) {
    let Some(mut truck) = world.trucks.get(car).cloned() else { return };
    let Doing::Driving(leg) = truck.doing.clone() else { return };
    let arrive = leg.arrive.max(leg.plan + LATE).max(now + TimeDelta::minutes(50));
    let bid = leg.bid;
    truck.turn_to(Doing::Driving(Leg { arrive, ..leg }));
    put(world, truck);
    if let Some(mut bid) = world.bids.get(bid).cloned() {
        bid.figures.estimated_at = Some(arrive);
        world.put_bid(bid);
    }
}

fn be_silent(world: &mut World, car: i64, now: DateTime<Utc>) {
    let is_of = |tracker: &&Tracker| {
        tracker.attachment.as_ref().is_some_and(|a| a.relation == TrackerRelation::Car && a.entity_id == car)
    };
    let tracker = world.trackers.iter().find(is_of).cloned();
    let (Some(mut truck), Some(tracker)) = (world.trucks.get(car).cloned(), tracker) else { return };
    truck.silent = Some((now - SILENT, now + SILENT));
    put(world, truck);
    put(world, Tracker { last_fixed_at: now - SILENT, ..tracker });
}

fn be_in_trouble(world: &mut World, car: i64, assets: &Assets) {
    let Some(car) = world.cars.get(car).cloned() else { return };
    let maintenance_comment = assets.names.troubles.first().cloned();
    put(world, Car { urgent_maintenance: true, maintenance_comment, ..car });
}

/// Of the trucks at a gate, the one that has been there longest was there long before; when none is, the one that left a
/// gate last is still there.
fn stand_long(world: &mut World, now: DateTime<Utc>) {
    let at_gate = world.trucks.iter().filter_map(|truck| match truck.doing {
        Doing::AtPoint { since, bid, point, .. } => Some((since, truck.id, bid, point)),
        Doing::Idle { .. } | Doing::Driving(_) | Doing::Ending { .. } => None,
    });
    let Some((since, car, bid, point)) = at_gate.min() else { return still_stand(world, now) };
    let (Some(mut truck), Some(mut bid)) = (world.trucks.get(car).cloned(), world.bids.get(bid).cloned()) else {
        return;
    };
    let entered = since.min(now - STOOD);
    if let Doing::AtPoint { since, until, .. } = &mut truck.doing {
        *since = entered;
        *until = (*until).max(now + TimeDelta::minutes(75));
    }
    let before = bid.route().into_iter().filter(|other| other.id != point).filter_map(|other| other.facts.left()).max();
    let entered = before.map_or(entered, |left| entered.max(left + TimeDelta::minutes(30)));
    if let Some(point) = bid.points.iter_mut().find(|other| other.id == point) {
        point.facts.auto_entered_at = Some(entered);
        point.facts.entered_at = point.facts.entered_at.map(|_| entered + TimeDelta::minutes(4));
    }
    put(world, truck);
    world.put_bid(bid);
}

fn still_stand(world: &mut World, now: DateTime<Utc>) {
    let is_plain = |truck: &&Truck| truck.silent.is_none();
    let left = world.trucks.iter().filter(is_plain).filter_map(|truck| {
        let bid = world.bids.get(truck.bid()?)?;
        let is_late =
            bid.figures.estimated_at.zip(way_plan(truck)).is_some_and(|(at, plan)| at > plan + TimeDelta::hours(1));
        let last =
            bid.points.iter().filter(|point| point.facts.left().is_some()).max_by_key(|point| point.facts.left())?;
        (!is_late).then_some((last.facts.left()?, truck.id, bid.id, last.id))
    });
    let Some((_, car, bid, point)) = left.max() else { return };
    let (Some(mut truck), Some(mut bid)) = (world.trucks.get(car).cloned(), world.bids.get(bid).cloned()) else {
        return;
    };
    let Some(here) = bid.points.iter_mut().find(|other| other.id == point) else { return };
    let since = here.facts.entered().unwrap_or(now);
    here.facts.auto_left_at = None;
    here.facts.load_unloaded_at = None;
    bid.figures.load_status = Some(match here.kind {
        PointKind::UnloadPoint => LoadUnloadStatus::AtUnloading,
        PointKind::LoadPoint | PointKind::StartPoint | PointKind::CustomPoint | PointKind::ServicePoint => {
            LoadUnloadStatus::AtLoading
        }
    });
    let (at, until) = (here.geozone.location, now + TimeDelta::minutes(75));
    truck.turn_to(Doing::AtPoint { bid: bid.id, point, at, since, until });
    put(world, truck);
    world.put_bid(bid);
}

/// The plan of the point that a truck drives to.
fn way_plan(truck: &Truck) -> Option<DateTime<Utc>> {
    if let Doing::Driving(leg) = &truck.doing { Some(leg.plan) } else { None }
}

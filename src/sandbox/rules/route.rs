//! What the platform works out by itself some seconds after a write: the route and its mileage, the zero point of a
//! started bid, the forecast. Each time `updatedAt` moves, though nobody has edited the bid.

use chrono::{DateTime, TimeDelta, Utc};

use super::super::http::answer::Refusal;
use super::super::model::bid::Bid;
use super::super::model::geozone::Geozone;
use super::super::model::names::{BidStatus, MapObjectKind, PointKind};
use super::super::model::point::{Point, PointFacts, PointPlan};
use super::super::world::World;
use super::bid_points::zone_of;
use crate::domain::place::GeoPoint;

/// Roads are longer than the crow flies: 1.25 times, 1.35 on short ways.
const DETOUR: f64 = 1.25;
const SHORT_DETOUR: f64 = 1.35;
const SHORT_WAY_M: f64 = 50_000.0;
/// Mean radius of the Earth, metres.
const EARTH_M: f64 = 6_371_008.8;
/// A truck that stood nearer than this to its loading drives no empty run worth a point.
const NO_EMPTY_RUN_M: f64 = 30_000.0;
/// An empty truck covers this much of road in a minute, metres.
const EMPTY_RUN_SPEED: f64 = 1_000.0;

/// Lands that no truck reaches by road: west, south, east, north.
const ROADLESS: [(f64, f64, f64, f64); 4] = [
    (141.6, 45.8, 144.8, 54.5), // Sakhalin
    (155.5, 50.8, 164.0, 61.0), // Kamchatka
    (84.0, 68.5, 91.0, 73.5),   // Norilsk, Dudinka
    (160.0, 64.0, 190.0, 71.5), // Chukotka
];

/// Way by road between two places, metres.
pub(crate) fn way_m(from: GeoPoint, to: GeoPoint) -> f64 {
    let straight = great_circle_m(from, to);
    (straight * if straight < SHORT_WAY_M { SHORT_DETOUR } else { DETOUR }).round()
}

fn great_circle_m(from: GeoPoint, to: GeoPoint) -> f64 {
    let (lat1, lat2) = (from.latitude.to_radians(), to.latitude.to_radians());
    let (dlat, dlon) = (lat2 - lat1, (to.longitude - from.longitude).to_radians());
    let chord = (dlat / 2.0).sin().powi(2) + lat1.cos() * lat2.cos() * (dlon / 2.0).sin().powi(2);
    2.0 * EARTH_M * chord.sqrt().min(1.0).asin()
}

/// True when all points can be joined by road.
pub(crate) fn can_be_built(bid: &Bid) -> bool {
    bid.points.windows(2).all(|pair| matches!(pair, [a, b] if is_joined(a.geozone.location, b.geozone.location)))
}

/// True when a truck can drive from the one place to the other.
pub(crate) fn is_joined(a: GeoPoint, b: GeoPoint) -> bool {
    let land = |GeoPoint { longitude, latitude }| {
        ROADLESS.iter().position(|(west, south, east, north)| {
            (*west..=*east).contains(&longitude) && (*south..=*north).contains(&latitude)
        })
    };
    land(a) == land(b)
}

/// Works out a bid anew and keeps it.
pub(crate) fn recalculate(world: &mut World, id: i64) -> Result<(), Refusal> {
    let Some(mut bid) = world.bids.get(id).filter(|bid| !bid.life.deleted).cloned() else { return Ok(()) };
    work_out(world, &mut bid);
    world.save_bid(bid)
}

/// The zero point of a started bid, its ways and their mileage.
pub(crate) fn work_out(world: &mut World, bid: &mut Bid) {
    if bid.life.status == BidStatus::Started {
        add_start_point(world, bid);
    }
    measure(bid);
}

/// Fills the way to each point, the mileage of the route and the forecast.
pub(crate) fn measure(bid: &mut Bid) {
    let route: Vec<(i64, PointKind, GeoPoint)> =
        bid.route().into_iter().map(|point| (point.id, point.kind, point.geozone.location)).collect();
    let (mut planned, mut empty) = (0.0, 0.0);
    for pair in route.windows(2) {
        let [(_, from_kind, from), (id, _, to)] = pair else { continue };
        let way = way_m(*from, *to);
        if *from_kind == PointKind::StartPoint {
            empty += way;
        } else {
            planned += way;
        }
        if let Some(point) = bid.points.iter_mut().find(|point| point.id == *id) {
            point.facts.plan_distance_m = Some(way);
        }
    }
    bid.figures.route_is_known = can_be_built(bid);
    bid.figures.plan_mileage_m = if bid.figures.route_is_known { planned } else { 0.0 };
    bid.figures.plan_empty_mileage_m = empty;
    bid.figures.estimated_at = next_arrival(bid);
}

fn next_arrival(bid: &Bid) -> Option<DateTime<Utc>> {
    let ahead = |point: &&Point| point.kind != PointKind::StartPoint && point.facts.auto_entered_at.is_none();
    let next = bid.route().into_iter().find(ahead)?;
    let plan = next.plan.enter_utc();
    // A truck that is known to come late doesn't come earlier because somebody wrote a note.
    let known = bid.figures.estimated_at.filter(|known| *known > plan);
    (bid.life.status == BidStatus::Started).then(|| known.unwrap_or(plan))
}

/// The zero point: where the truck stood before, when that is far from where it loads.
fn add_start_point(world: &mut World, bid: &mut Bid) {
    if bid.points.iter().any(|point| point.kind == PointKind::StartPoint) {
        return;
    }
    let Some((before_id, stood_until, stood)) = last_place(world, bid) else { return };
    let Some(first) = bid.route().into_iter().next().cloned() else { return };
    let way = way_m(stood.location, first.geozone.location);
    if way < NO_EMPTY_RUN_M {
        return;
    }
    #[expect(clippy::cast_possible_truncation, reason = "a way on the Earth is a few hundred thousand minutes at most")]
    let minutes = (way / EMPTY_RUN_SPEED).ceil() as i64;
    let leave = (first.plan.enter_utc() - TimeDelta::minutes(minutes)).max(stood_until + TimeDelta::minutes(1));
    let zone = zone_of(stood.location);
    tracing::debug!(bid = bid.id, before = before_id, "an empty run was added");
    let start = Point {
        id: world.numbers.part(),
        order: first.order.saturating_sub(1),
        kind: PointKind::StartPoint,
        plan: PointPlan { enter: zone.to_local(leave), enter_until: None, leave: None, zone },
        geozone: Geozone { id: world.numbers.part(), kind: MapObjectKind::StartBidPoint, ..stood },
        custom_type_id: None,
        counterparty_id: None,
        saved_point_id: None,
        scenario_id: None,
        int_options: None,
        external_id: None,
        client: None,
        comment: None,
        contact: None,
        created_by: bid.life.created_by,
        extras: serde_json::Map::new(),
        facts: PointFacts::default(),
    };
    bid.points.push(start);
    for (order, id) in (0..).zip(bid.route().into_iter().map(|point| point.id).collect::<Vec<_>>()) {
        if let Some(point) = bid.points.iter_mut().find(|point| point.id == id) {
            point.order = order;
        }
    }
}

/// Where the truck ended its last bid before this one, and when.
fn last_place(world: &World, bid: &Bid) -> Option<(i64, DateTime<Utc>, Geozone)> {
    let (from, _) = bid.period()?;
    let others = world.by_car.of(bid.terms.car_id?).filter(|id| *id != bid.id).filter_map(|id| world.bids.get(id));
    let driven =
        others.filter(|other| matches!(other.life.status, BidStatus::Done | BidStatus::Started) && !other.life.deleted);
    let ended = driven.filter_map(|other| Some((other.id, other.period()?.1, other)));
    let (id, until, last) = ended.filter(|(_, until, _)| *until < from).max_by_key(|(_, until, _)| *until)?;
    Some((id, until, last.route().last()?.geozone.clone()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ways_are_like_those_of_real_roads() {
        let moscow = GeoPoint { longitude: 37.6173, latitude: 55.7558 };
        let kazan = GeoPoint { longitude: 49.1221, latitude: 55.7887 };
        let podolsk = GeoPoint { longitude: 37.5547, latitude: 55.4297 };
        let km = |from, to| way_m(from, to) / 1000.0;
        assert!((850.0..950.0).contains(&km(moscow, kazan)), "{}", km(moscow, kazan));
        assert!((45.0..55.0).contains(&km(moscow, podolsk)), "{}", km(moscow, podolsk));
        assert!(way_m(moscow, moscow).abs() < 1.0);
    }
}

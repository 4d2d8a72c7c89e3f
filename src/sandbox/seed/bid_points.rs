//! Points of the demo's bids.

use chrono::TimeDelta;

use super::super::model::book::Counterparty;
use super::super::model::geozone::Geozone;
use super::super::model::names::{MapObjectKind, PointKind};
use super::super::model::point::{Point, PointContact, PointFacts, PointPlan};
use super::super::world::World;
use super::bids::Maker;
use super::rng::Rng;
use super::trips::Stop;

/// A point of a stop: a saved point of the customer's when it has one in this town, a warehouse of the town otherwise.
pub(super) fn point(
    maker: &Maker<'_>,
    world: &mut World,
    order: i32,
    stop: Stop,
    customer: &Counterparty,
    rng: &mut Rng,
) -> Option<Point> {
    let town = maker.places.towns.get(stop.town)?;
    let in_town = |geozone: &Geozone| geozone.city.as_deref() == Some(town.name.as_str());
    let saved = customer.points.iter().find(|point| !stop.unloads && in_town(&point.geozone));
    let warehouse = rng.pick(&town.warehouses)?;
    let geozone = saved.map_or(&warehouse.geozone, |point| &point.geozone);
    let enter = town.zone.to_local(stop.enter);
    Some(Point {
        id: world.numbers.part(),
        order,
        kind: if stop.unloads { PointKind::UnloadPoint } else { PointKind::LoadPoint },
        custom_type_id: None,
        plan: PointPlan {
            enter,
            enter_until: rng.chance(0.2).then(|| enter + TimeDelta::hours(2)),
            leave: rng.chance(0.15).then(|| enter + TimeDelta::hours(4)),
            zone: town.zone,
        },
        geozone: Geozone { id: world.numbers.part(), kind: MapObjectKind::BidPoint, ..geozone.clone() },
        counterparty_id: (!stop.unloads).then_some(customer.id),
        saved_point_id: saved.map(|point| point.id),
        scenario_id: None,
        int_options: None,
        external_id: None,
        client: None,
        comment: rng.chance(0.25).then(|| rng.pick(&maker.assets.names.bid_notes).cloned()).flatten(),
        contact: contact(maker, world, rng),
        created_by: maker.employees.first().copied()?,
        extras: serde_json::Map::new(),
        facts: PointFacts::default(),
    })
}

fn contact(maker: &Maker<'_>, world: &mut World, rng: &mut Rng) -> Option<PointContact> {
    if !rng.chance(0.5) {
        return None;
    }
    let name = rng.pick(&maker.assets.names.forenames).cloned();
    let phone = format!("+7900{:07}", rng.between(2_000_000, 9_999_999));
    Some(PointContact { id: world.numbers.part(), name, phone: Some(phone) })
}

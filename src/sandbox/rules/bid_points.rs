//! Reading the points of a bid, and the rules of a route: the array always comes whole, a point is told apart by its
//! number, plan times are local at the address, and the order of the route is the order in absolute time.

use chrono_tz::Tz;
use serde_json::Map;

use super::super::http::answer::{Refusal, refuse};
use super::super::http::fields::Fields;
use super::super::model::bid::Bid;
use super::super::model::names::PointKind;
use super::super::model::point::{Point, PointContact, PointFacts, PointPlan};
use super::super::sentences;
use super::super::world::{Numbers, World};
use super::geozones;
use super::references::Reference;
use crate::domain::place::{GeoPoint, Zone};
use crate::geo::zones::zone_at;

/// Points of a request; None when it has none. Numbers and fact times are kept, new points get new numbers.
pub(crate) fn read(
    world: &World,
    fields: &Fields<'_>,
    before: &Bid,
    numbers: &mut Numbers,
) -> Result<Option<Vec<Point>>, Refusal> {
    let Some(items) = fields.objects("bidPoints")? else { return Ok(None) };
    let mut points = Vec::with_capacity(items.len());
    for (place, item) in items.iter().enumerate() {
        points.push(point(world, item, place, before, numbers)?);
    }
    put_in_order(&mut points);
    keep_start_point(&mut points, before);
    Ok(Some(points))
}

fn point(
    world: &World,
    fields: &Fields<'_>,
    index: usize,
    before: &Bid,
    numbers: &mut Numbers,
) -> Result<Point, Refusal> {
    let place = sentences::point(index + 1);
    let id = fields.reference("id")?;
    let old = before.points.iter().find(|point| Some(point.id) == id);
    if let (Some(id), None) = (id, old) {
        return refuse(sentences::unknown_id(&fields.name("id"), id));
    }
    let Some(kind) = fields.name_of("type")? else { return refuse(sentences::is_required(&fields.name("type"))) };
    let Some(zone_fields) = fields.object("geozone")? else { return refuse(sentences::address_is_missing(&place)) };
    let geozone_id = old.map_or_else(|| numbers.part(), |old| old.geozone.id);
    let geozone = geozones::read(&zone_fields, &place, geozone_id)?;
    Ok(Point {
        id: old.map_or_else(|| numbers.part(), |old| old.id),
        order: fields.small_integer("order")?.unwrap_or(i32::MAX),
        kind,
        custom_type_id: custom_type(fields)?,
        plan: plan(fields, &place, geozone.location)?,
        geozone,
        counterparty_id: counterparty(world, fields, old)?,
        saved_point_id: saved_point(world, fields)?,
        scenario_id: fields.reference("scenarioId")?,
        int_options: fields.small_integer("intOptions")?,
        external_id: fields.words("externalId")?,
        client: fields.text("client")?,
        comment: fields.text("comment")?,
        contact: contact(fields, old, numbers)?,
        created_by: old.map_or_else(|| world.user_id(), |old| old.created_by),
        extras: extras(fields)?,
        facts: old.map_or_else(PointFacts::default, |old| old.facts.clone()),
    })
}

fn plan(fields: &Fields<'_>, place: &str, location: GeoPoint) -> Result<PointPlan, Refusal> {
    let Some(enter) = fields.local_time("planEnterDate")? else { return refuse(sentences::plan_is_missing(place)) };
    let plan = PointPlan {
        enter,
        enter_until: fields.local_time("secondaryPlanEnterDate")?,
        leave: fields.local_time("planLeaveDate")?,
        zone: zone_of(location),
    };
    let backwards = [plan.enter_until, plan.leave].into_iter().flatten().any(|time| time < plan.enter);
    if backwards { refuse(sentences::plan_is_backwards(place)) } else { Ok(plan) }
}

/// The zone of an address; where no boundary says it, the organisation's own.
pub(crate) fn zone_of(location: GeoPoint) -> Zone {
    zone_at(location).unwrap_or(Zone::Named(Tz::Europe__Moscow))
}

fn custom_type(fields: &Fields<'_>) -> Result<Option<i64>, Refusal> {
    let now = fields.reference("customPointTypeId")?;
    let known = |id| sentences::CUSTOM_POINT_TYPES.iter().any(|(known, _)| *known == id).then_some(false);
    Reference { field: &fields.name("customPointTypeId"), now, before: None }.check(known)?;
    Ok(now)
}

fn counterparty(world: &World, fields: &Fields<'_>, old: Option<&Point>) -> Result<Option<i64>, Refusal> {
    let now = fields.reference("cargoOwnerDictionaryItemId")?;
    let before = old.and_then(|old| old.counterparty_id);
    Reference { field: &fields.name("cargoOwnerDictionaryItemId"), now, before }.check_counterparty(world)?;
    Ok(now)
}

fn saved_point(world: &World, fields: &Fields<'_>) -> Result<Option<i64>, Refusal> {
    let now = fields.reference("counterpartyPointId")?;
    let known = |id| {
        let mut points = world.counterparties.iter().flat_map(|counterparty| &counterparty.points);
        points.any(|point| point.id == id).then_some(false)
    };
    Reference { field: &fields.name("counterpartyPointId"), now, before: None }.check(known)?;
    Ok(now)
}

fn contact(fields: &Fields<'_>, old: Option<&Point>, numbers: &mut Numbers) -> Result<Option<PointContact>, Refusal> {
    let Some(contact) = fields.object("contactPerson")? else { return Ok(None) };
    let (name, phone) = (contact.words("name")?, contact.words("phoneNumber")?);
    if name.is_none() && phone.is_none() {
        return Ok(None);
    }
    let old = old.and_then(|old| old.contact.as_ref());
    Ok(Some(PointContact { id: old.map_or_else(|| numbers.part(), |old| old.id), name, phone }))
}

fn extras(fields: &Fields<'_>) -> Result<Map<String, serde_json::Value>, Refusal> {
    let mut extras = Map::new();
    for name in ["loadOptions", "typeOptions", "extendedProperties"] {
        if let Some(part) = fields.list(name)? {
            extras.insert(name.to_owned(), part);
        }
    }
    if let Some(part) = fields.document("servicePoint")? {
        extras.insert("servicePoint".to_owned(), part);
    }
    Ok(extras)
}

/// Where the given places in the route tell nothing (missing or repeated), the places in the array count.
fn put_in_order(points: &mut [Point]) {
    let mut orders: Vec<i32> = points.iter().map(|point| point.order).collect();
    orders.sort_unstable();
    let tell = orders.windows(2).all(|pair| matches!(pair, [a, b] if a < b)) && !orders.contains(&i32::MAX);
    if !tell {
        for (order, point) in (0..).zip(points.iter_mut()) {
            point.order = order;
        }
    }
}

/// The zero point is the server's: leaving it out of a request doesn't remove it.
fn keep_start_point(points: &mut Vec<Point>, before: &Bid) {
    let is_start = |point: &&Point| point.kind == PointKind::StartPoint;
    if points.iter().any(|point| is_start(&point)) {
        return;
    }
    if let Some(start) = before.points.iter().find(is_start) {
        let first = points.iter().map(|point| point.order).min().unwrap_or_default();
        points.push(Point { order: first.saturating_sub(1), ..start.clone() });
    }
}

/// Two points, a loading and an unloading, one after the other in absolute time.
pub(crate) fn check_route(bid: &Bid) -> Result<(), Refusal> {
    let route = bid.route();
    let planned: Vec<&Point> = route.into_iter().filter(|point| point.kind != PointKind::StartPoint).collect();
    if planned.len() < 2 {
        return refuse(sentences::too_few_points());
    }
    let has = |kind| planned.iter().any(|point| point.kind == kind);
    if !bid.terms.empty_run && !has(PointKind::LoadPoint) {
        return refuse(sentences::no_loading());
    }
    if !bid.terms.empty_run && !has(PointKind::UnloadPoint) {
        return refuse(sentences::no_unloading());
    }
    for (number, pair) in (1..).zip(planned.windows(2)) {
        if let [before, after] = pair
            && before.plan.enter_utc() >= after.plan.enter_utc()
        {
            return refuse(sentences::points_out_of_order(number, number + 1));
        }
    }
    Ok(())
}

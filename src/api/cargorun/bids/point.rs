//! Points and cargos of a bid, as all three of the platform's models have them.

use crate::api::cargorun::json::{Fields, plan_date};
use crate::api::cargorun::places;
use crate::api::cargorun::session::References;
use crate::domain::bid::{BidPoint, Cargo, Contact, PointFacts, PointKind};
use crate::domain::bid_more::{CustomType, Property};
use crate::domain::id::{RecordKind, RemoteId};
use crate::domain::place::Place;

/// The points in the order of the route: the array may come in any order.
pub(crate) fn points(bid: Fields<'_>, refs: &dyn References) -> Vec<BidPoint> {
    in_order(bid).into_iter().map(|point| read(point, refs)).collect()
}

/// What the platform saw at each point.
pub(crate) fn facts(bid: Fields<'_>) -> Vec<PointFacts> {
    in_order(bid).into_iter().filter_map(point_facts).collect()
}

/// The cargos.
pub(crate) fn cargos(bid: Fields<'_>) -> Vec<Cargo> {
    bid.objects(&["cargos"]).into_iter().map(cargo).collect()
}

fn in_order(bid: Fields<'_>) -> Vec<Fields<'_>> {
    let mut points = bid.objects(&["bidPoints"]);
    // A stable sort: points without an order stay where they were, after those that have one.
    points.sort_by_key(|point| point.integer(&["order"]).unwrap_or(i64::MAX));
    points
}

fn read(point: Fields<'_>, refs: &dyn References) -> BidPoint {
    let date = |local: &str, offset: &str| plan_date(point.written(&[local]), point.written(&[offset]));
    let (plan_enter, enter_zone) = date("planEnterDate", "planEnterDateOffset");
    let (window_end, window_zone) = date("secondaryPlanEnterDate", "secondaryPlanEnterDateOffset");
    let (plan_leave, leave_zone) = date("planLeaveDate", "planLeaveDateOffset");
    let place = point.object(&["geozone"]).map(places::read).unwrap_or_default();
    BidPoint {
        remote_id: point.id(&["id"]).map(|id| id.0),
        kind: kind(point.text(&["type"]).as_deref()),
        place: Place { zone: enter_zone.or(window_zone).or(leave_zone), ..place },
        plan_enter,
        window_end,
        plan_leave,
        comment: point.text(&["comment"]),
        contact: point.object(&["contactPerson"]).and_then(contact),
        counterparty: point
            .id(&["counterparty.id", "cargoOwnerDictionaryItemId", "counterpartyId"])
            .map(|id| refs.local(RecordKind::Counterparty, id)),
        saved_point: point.id(&["counterpartyPointId"]),
        custom_type: custom_type(point),
        load_options: numbers(point.ids(&["loadOptions"])),
        options: options(point),
        properties: properties(point),
    }
}

fn custom_type(point: Fields<'_>) -> Option<CustomType> {
    let id = point.id(&["customPointType.id", "customPointTypeId"])?;
    Some(CustomType { id, name: point.text(&["customPointType.name"]).unwrap_or_default() })
}

/// `typeOptions`: which options are set, whatever numbers their own rows have.
pub(crate) fn options(fields: Fields<'_>) -> Vec<RemoteId> {
    let rows = fields.objects(&["typeOptions"]);
    numbers(rows.into_iter().filter_map(|row| row.id(&["entityOptionId"])).collect())
}

/// `extendedProperties` that have a name.
pub(crate) fn properties(fields: Fields<'_>) -> Vec<Property> {
    let rows = fields.objects(&["extendedProperties"]);
    let named = rows.into_iter().filter_map(|row| {
        Some(Property { name: row.text(&["propertyName"])?, value: row.text(&["value"]).unwrap_or_default() })
    });
    named.collect()
}

/// Each once and in one order: the platform promises none.
fn numbers(mut ids: Vec<RemoteId>) -> Vec<RemoteId> {
    ids.sort_unstable();
    ids.dedup();
    ids
}

/// A point of a kind that this version doesn't know is shown as one of the organisation's own kinds; its real kind goes
/// back as it came, since what was not changed here is not written anew.
fn kind(name: Option<&str>) -> PointKind {
    match name.map(str::to_ascii_lowercase).as_deref() {
        Some("startpoint") => PointKind::Start,
        Some("loadpoint") => PointKind::Load,
        Some("unloadpoint") => PointKind::Unload,
        Some("servicepoint") => PointKind::Service,
        _ => PointKind::Custom,
    }
}

/// The platform's name of a kind.
pub(crate) const fn kind_name(kind: PointKind) -> &'static str {
    match kind {
        PointKind::Start => "StartPoint",
        PointKind::Load => "LoadPoint",
        PointKind::Unload => "UnloadPoint",
        PointKind::Custom => "CustomPoint",
        PointKind::Service => "ServicePoint",
    }
}

/// A contact that has a name or a phone.
pub(crate) fn contact(fields: Fields<'_>) -> Option<Contact> {
    let split = [fields.text(&["lastName"]), fields.text(&["firstName"]), fields.text(&["patronymic"])];
    let split = split.into_iter().flatten().collect::<Vec<_>>().join(" ");
    let name = fields.text(&["name"]).unwrap_or(split);
    let phone = fields.text(&["phoneNumber"]).unwrap_or_default();
    (!name.is_empty() || !phone.is_empty()).then_some(Contact { name, phone })
}

fn point_facts(point: Fields<'_>) -> Option<PointFacts> {
    let facts = PointFacts {
        point: point.id(&["id"])?.0,
        auto_entered_at: point.instant(&["autoEnteredAt"]),
        auto_left_at: point.instant(&["autoLeavedAt", "autoLeftAt"]),
        driver_entered_at: point.instant(&["enteredAt"]),
        logist_entered_at: point.instant(&["enteredAtByLogist"]),
    };
    let empty = PointFacts { point: facts.point, ..PointFacts::default() };
    (facts != empty).then_some(facts)
}

fn cargo(fields: Fields<'_>) -> Cargo {
    Cargo {
        remote_id: fields.id(&["id"]).map(|id| id.0),
        name: fields.text(&["name"]).unwrap_or_default(),
        type_id: fields.id(&["typeId", "type.id"]),
        weight_t: fields.float(&["weight"]),
        volume_m3: fields.float(&["volume"]),
        length_m: fields.float(&["length"]),
        width_m: fields.float(&["width"]),
        height_m: fields.float(&["height"]),
        packing: fields.text(&["packType"]),
        loading_type: fields.id(&["loadingTypeId"]),
        unloading_type: fields.id(&["unloadingTypeId"]),
        comment: fields.text(&["comment"]),
    }
}

//! Shapes of trucks, trailers and trackers.

use chrono::{DateTime, Utc};
use serde_json::{Value, json};

use super::super::life::signal::last_fix;
use super::super::model::book::{Car, Kept, Tracker, Trailer};
use super::super::model::names::{Named as _, TrackerRelation};
use super::super::world::{ORGANISATION_ID, World};
use super::Shape;
use super::drivers::inactivity;
use super::value;

/// `CarListViewModel`.
pub(crate) const CAR_LIST: &Shape<Car> = &[
    ("id", |_, car| json!(car.id)),
    ("typeId", |_, car| json!(car.type_id)),
    ("number", |_, car| json!(car.number)),
    ("brandTypeId", |_, car| json!(car.brand_id)),
    ("logistId", |_, car| json!(car.logist_id)),
    ("logistFullNameOrEmail", |world, car| json!(logist_name(world, car))),
    ("mechanic", |_, car| named_person(&car.kept, "mechanic")),
    ("columnDispatcher", |_, car| named_person(&car.kept, "columnDispatcher")),
    ("trackerDeviceNumber", |world, car| json!(tracker_of_car(world, car).map(|tracker| &tracker.device_number))),
    ("firstFixedAt", |world, car| value::utc(tracker_of_car(world, car).map(|tracker| tracker.first_fixed_at))),
    ("lastFixedAt", |world, car| value::utc(last_fixed_at(world, car))),
    ("isDeleted", |_, car| json!(car.deleted_at.is_some())),
    ("deletedAt", |_, car| value::utc(car.deleted_at)),
    ("comment", |_, car| json!(car.comment)),
    ("carFuelTank", |_, _| Value::Null),
    ("lastDieselSensorValueFixedAt", |_, _| Value::Null),
    ("transportColumn", |_, _| Value::Null),
    ("isActive", |_, car| json!(car.inactivity.is_none())),
    ("resourceInactivityInfo", |_, car| inactivity(car.inactivity.as_ref())),
    ("isInRefuelingSyncList", |_, car| car.kept.get("isInRefuelingSyncList", json!(false))),
    ("accessPermitIds", |_, car| car.kept.get("accessPermitIds", json!([]))),
];

/// `CarGetModel`, as `GetForEdit` gives it.
pub(crate) const CAR_FORM: &Shape<Car> = &[
    ("id", |_, car| json!(car.id)),
    ("typeId", |_, car| json!(car.type_id)),
    ("number", |_, car| json!(car.number)),
    ("brandTypeId", |_, car| json!(car.brand_id)),
    ("comment", |_, car| json!(car.comment)),
    ("winterFuelMode", |_, car| json!(car.winter_fuel)),
    ("summerFuelMode", |_, car| json!(car.summer_fuel)),
    ("trackerId", |world, car| json!(tracker_of_car(world, car).map(|tracker| tracker.id))),
    ("logistId", |_, car| json!(car.logist_id)),
    ("fuelTanks", |_, car| car.kept.get("fuelTanks", json!([]))),
    ("transportColumnId", |_, _| Value::Null),
    ("mechanic", |_, car| person(&car.kept, "mechanic")),
    ("columnDispatcher", |_, car| person(&car.kept, "columnDispatcher")),
    ("needsMaintenanceComment", |_, car| json!(car.maintenance_comment)),
    ("needsUrgentMaintenance", |_, car| json!(car.urgent_maintenance)),
    ("isActive", |_, car| json!(car.inactivity.is_none())),
    ("resourceInactivityInfo", |_, car| inactivity(car.inactivity.as_ref())),
    ("fuelCards", |_, _| json!([])),
    ("isInRefuelingSyncList", |_, car| car.kept.get("isInRefuelingSyncList", json!(false))),
    ("isDeleted", |_, car| json!(car.deleted_at.is_some())),
    ("accessPermitIds", |_, car| car.kept.get("accessPermitIds", json!([]))),
];

/// `TrailerListViewModel`: no sizes in it.
pub(crate) const TRAILER_LIST: &Shape<Trailer> = &[
    ("id", |_, trailer| json!(trailer.id)),
    ("trackerId", |world, trailer| json!(tracker_of_trailer(world, trailer).map(|tracker| tracker.id))),
    ("typeId", |_, trailer| json!(trailer.type_id)),
    ("brandTypeId", |_, trailer| json!(trailer.brand_id)),
    ("number", |_, trailer| json!(trailer.number)),
    ("trackerDeviceNumber", |world, trailer| {
        json!(tracker_of_trailer(world, trailer).map(|tracker| &tracker.device_number))
    }),
    ("comment", |_, trailer| json!(trailer.comment)),
    ("loadUnloadOptions", |_, trailer| trailer.kept.get("loadUnloadOptions", json!([]))),
    ("isActive", |_, _| json!(true)),
    ("resourceInactivityInfo", |_, _| Value::Null),
    ("transportColumn", |_, _| Value::Null),
    ("mechanic", |_, trailer| named_person(&trailer.kept, "mechanic")),
    ("isDeleted", |_, trailer| json!(trailer.deleted)),
    ("isInRefuelingSyncList", |_, trailer| trailer.kept.get("isInRefuelingSyncList", json!(false))),
    ("fuelTank", |_, _| Value::Null),
    ("lastDieselSensorValueFixedAt", |_, _| Value::Null),
    ("accessPermitIds", |_, trailer| trailer.kept.get("accessPermitIds", json!([]))),
];

/// `TrailerGetModel`, as `GetForEdit` gives it: the only place with the sizes.
pub(crate) const TRAILER_FORM: &Shape<Trailer> = &[
    ("id", |_, trailer| json!(trailer.id)),
    ("typeId", |_, trailer| json!(trailer.type_id)),
    ("number", |_, trailer| json!(trailer.number)),
    ("carrying", |_, trailer| json!(trailer.sizes.carrying)),
    ("volume", |_, trailer| json!(trailer.sizes.volume)),
    ("length", |_, trailer| json!(trailer.sizes.length)),
    ("height", |_, trailer| json!(trailer.sizes.height)),
    ("width", |_, trailer| json!(trailer.sizes.width)),
    ("brandTypeId", |_, trailer| json!(trailer.brand_id)),
    ("containerCount", |_, trailer| json!(trailer.sizes.container_count)),
    ("wheelsDescription", |_, trailer| json!(trailer.sizes.wheels_description)),
    ("wheelBase", |_, trailer| json!(trailer.sizes.wheel_base)),
    ("wheelFormula", |_, trailer| json!(trailer.sizes.wheel_formula)),
    ("axesDistance", |_, trailer| json!(trailer.sizes.axes_distance)),
    ("axleLoad", |_, trailer| json!(trailer.sizes.axle_load)),
    ("fifthWheelLoad", |_, trailer| json!(trailer.sizes.fifth_wheel_load)),
    ("grossWeight", |_, trailer| json!(trailer.sizes.gross_weight)),
    ("curbWeight", |_, trailer| json!(trailer.sizes.curb_weight)),
    ("comment", |_, trailer| json!(trailer.comment)),
    ("isActive", |_, _| json!(true)),
    ("trackerId", |world, trailer| json!(tracker_of_trailer(world, trailer).map(|tracker| tracker.id))),
    ("transportColumnId", |_, _| Value::Null),
    ("mechanic", |_, trailer| person(&trailer.kept, "mechanic")),
    ("resourceInactivityInfo", |_, _| Value::Null),
    ("loadUnloadOptions", |_, trailer| trailer.kept.get("loadUnloadOptions", json!([]))),
    ("fuelTanks", |_, trailer| trailer.kept.get("fuelTanks", json!([]))),
    ("isDeleted", |_, trailer| json!(trailer.deleted)),
    ("isInRefuelingSyncList", |_, trailer| trailer.kept.get("isInRefuelingSyncList", json!(false))),
    ("accessPermitIds", |_, trailer| trailer.kept.get("accessPermitIds", json!([]))),
];

/// `TrackerViewModel`.
pub(crate) const TRACKER_LIST: &Shape<Tracker> = &[
    ("id", |_, tracker| json!(tracker.id)),
    ("type", |_, _| json!("Wialon")),
    ("deviceNumber", |_, tracker| json!(tracker.device_number)),
    ("organizationId", |_, _| json!(ORGANISATION_ID)),
    ("organizationName", |_, _| Value::Null),
    ("activeTrackerPeriod", attachment),
    ("lastTrackerLogFixedAt", |world, tracker| value::utc(Some(told_at(world, tracker)))),
    ("lastCorrectOdometerValue", odometer),
    ("createdAt", |_, tracker| value::utc(Some(tracker.created_at))),
    ("isDeleted", |_, tracker| json!(tracker.deleted)),
];

/// Somebody who cares for a truck or a trailer, as its form shows them: by name and phone.
fn person(kept: &Kept, role: &str) -> Value {
    match kept.get(role, Value::Null) {
        Value::Object(person) => json!({ "name": person.get("name"), "phoneNumber": person.get("phoneNumber") }),
        _ => Value::Null,
    }
}

/// The same as lists show them: by number and name.
fn named_person(kept: &Kept, role: &str) -> Value {
    match kept.get(role, Value::Null) {
        Value::Object(person) => json!({ "id": 1, "name": person.get("name") }),
        _ => Value::Null,
    }
}

/// When the tracker of a truck was heard last.
fn last_fixed_at(world: &World, car: &Car) -> Option<DateTime<Utc>> {
    tracker_of_car(world, car).map(|tracker| last_fix(world, car, tracker).at)
}

/// The truck that a tracker is fixed to.
fn car_of<'w>(world: &'w World, tracker: &Tracker) -> Option<&'w Car> {
    let attachment = tracker.attachment.as_ref().filter(|attachment| attachment.relation == TrackerRelation::Car)?;
    world.cars.get(attachment.entity_id)
}

fn told_at(world: &World, tracker: &Tracker) -> DateTime<Utc> {
    car_of(world, tracker).map_or(tracker.last_fixed_at, |car| last_fix(world, car, tracker).at)
}

fn odometer(world: &World, tracker: &Tracker) -> Value {
    let road = world.life.clock.road(world.clock.now());
    let truck = car_of(world, tracker).and_then(|car| world.trucks.get(car.id));
    let driven = truck.map_or(0.0, |truck| truck.driven_km_at(road));
    json!({
        "value": (tracker.odometer_km + driven).round(),
        "fixedAt": value::utc(Some(told_at(world, tracker))),
        "isCorrect": true,
    })
}

fn attachment(world: &World, tracker: &Tracker) -> Value {
    let Some(attachment) = &tracker.attachment else { return Value::Null };
    let number = match attachment.relation {
        TrackerRelation::Car => world.cars.get(attachment.entity_id).map(|car| &car.number),
        TrackerRelation::Trailer => world.trailers.get(attachment.entity_id).map(|trailer| &trailer.number),
        TrackerRelation::Default | TrackerRelation::Mobile => None,
    };
    json!({
        "entityId": attachment.entity_id,
        "type": attachment.relation.name(),
        "startedAt": value::utc(Some(attachment.since)),
        "endedAt": null,
        "number": number,
    })
}

/// The tracker of a truck.
pub(crate) fn tracker_of_car<'w>(world: &'w World, car: &Car) -> Option<&'w Tracker> {
    tracker_of(world, TrackerRelation::Car, car.id)
}

/// The tracker of a trailer.
pub(crate) fn tracker_of_trailer<'w>(world: &'w World, trailer: &Trailer) -> Option<&'w Tracker> {
    tracker_of(world, TrackerRelation::Trailer, trailer.id)
}

fn tracker_of(world: &World, relation: TrackerRelation, id: i64) -> Option<&Tracker> {
    world.trackers.iter().find(|tracker| {
        let attached = tracker.attachment.as_ref();
        !tracker.deleted && attached.is_some_and(|a| a.relation == relation && a.entity_id == id)
    })
}

/// The dispatcher of a truck.
pub(crate) fn logist_name<'w>(world: &'w World, car: &Car) -> Option<&'w str> {
    Some(world.employees.get(car.logist_id?)?.full_name.as_str())
}

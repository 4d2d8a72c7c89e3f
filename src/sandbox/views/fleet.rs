//! Shapes of trucks, trailers and trackers.

use chrono::{DateTime, Utc};

use serde_json::Value;

use super::super::life::signal::last_fix;
use super::super::model::book::{Car, Kept, Tracker, Trailer};
use super::super::model::names::{Named as _, TrackerRelation};
use super::super::world::{ORGANISATION_ID, World};
use super::Shape;
use super::drawn::{Drawn, drawn};
use super::drivers::inactivity;
use super::value;

/// `CarListViewModel`.
pub(crate) const CAR_LIST: &Shape<Car> = &[
    ("id", |_, car| drawn!(car.id)),
    ("typeId", |_, car| drawn!(car.type_id)),
    ("number", |_, car| drawn!(&car.number)),
    ("brandTypeId", |_, car| drawn!(car.brand_id)),
    ("logistId", |_, car| drawn!(car.logist_id)),
    ("logistFullNameOrEmail", |world, car| drawn!(logist_name(world, car))),
    ("mechanic", |_, car| named_person(&car.kept, "mechanic")),
    ("columnDispatcher", |_, car| named_person(&car.kept, "columnDispatcher")),
    ("trackerDeviceNumber", |world, car| drawn!(tracker_of_car(world, car).map(|tracker| &tracker.device_number))),
    ("firstFixedAt", |world, car| value::utc(tracker_of_car(world, car).map(|tracker| tracker.first_fixed_at))),
    ("lastFixedAt", |world, car| value::utc(last_fixed_at(world, car))),
    ("isDeleted", |_, car| drawn!(car.deleted_at.is_some())),
    ("deletedAt", |_, car| value::utc(car.deleted_at)),
    ("comment", |_, car| drawn!(&car.comment)),
    ("carFuelTank", |_, _| Drawn::Null),
    ("lastDieselSensorValueFixedAt", |_, _| Drawn::Null),
    ("transportColumn", |_, _| Drawn::Null),
    ("isActive", |_, car| drawn!(car.inactivity.is_none())),
    ("resourceInactivityInfo", |_, car| inactivity(car.inactivity.as_ref())),
    ("isInRefuelingSyncList", |_, car| value::kept(&car.kept, "isInRefuelingSyncList", drawn!(false))),
    ("accessPermitIds", |_, car| value::kept(&car.kept, "accessPermitIds", Drawn::EMPTY)),
];

/// `CarGetModel`, as `GetForEdit` gives it.
pub(crate) const CAR_FORM: &Shape<Car> = &[
    ("id", |_, car| drawn!(car.id)),
    ("typeId", |_, car| drawn!(car.type_id)),
    ("number", |_, car| drawn!(&car.number)),
    ("brandTypeId", |_, car| drawn!(car.brand_id)),
    ("comment", |_, car| drawn!(&car.comment)),
    ("winterFuelMode", |_, car| drawn!(car.winter_fuel)),
    ("summerFuelMode", |_, car| drawn!(car.summer_fuel)),
    ("trackerId", |world, car| drawn!(tracker_of_car(world, car).map(|tracker| tracker.id))),
    ("logistId", |_, car| drawn!(car.logist_id)),
    ("fuelTanks", |_, car| value::kept(&car.kept, "fuelTanks", Drawn::EMPTY)),
    ("transportColumnId", |_, _| Drawn::Null),
    ("mechanic", |_, car| person(&car.kept, "mechanic")),
    ("columnDispatcher", |_, car| person(&car.kept, "columnDispatcher")),
    ("needsMaintenanceComment", |_, car| drawn!(&car.maintenance_comment)),
    ("needsUrgentMaintenance", |_, car| drawn!(car.urgent_maintenance)),
    ("isActive", |_, car| drawn!(car.inactivity.is_none())),
    ("resourceInactivityInfo", |_, car| inactivity(car.inactivity.as_ref())),
    ("fuelCards", |_, _| Drawn::EMPTY),
    ("isInRefuelingSyncList", |_, car| value::kept(&car.kept, "isInRefuelingSyncList", drawn!(false))),
    ("isDeleted", |_, car| drawn!(car.deleted_at.is_some())),
    ("accessPermitIds", |_, car| value::kept(&car.kept, "accessPermitIds", Drawn::EMPTY)),
];

/// `TrailerListViewModel`: no sizes in it.
pub(crate) const TRAILER_LIST: &Shape<Trailer> = &[
    ("id", |_, trailer| drawn!(trailer.id)),
    ("trackerId", |world, trailer| drawn!(tracker_of_trailer(world, trailer).map(|tracker| tracker.id))),
    ("typeId", |_, trailer| drawn!(trailer.type_id)),
    ("brandTypeId", |_, trailer| drawn!(trailer.brand_id)),
    ("number", |_, trailer| drawn!(&trailer.number)),
    ("trackerDeviceNumber", |world, trailer| {
        drawn!(tracker_of_trailer(world, trailer).map(|tracker| &tracker.device_number))
    }),
    ("comment", |_, trailer| drawn!(&trailer.comment)),
    ("loadUnloadOptions", |_, trailer| value::kept(&trailer.kept, "loadUnloadOptions", Drawn::EMPTY)),
    ("isActive", |_, _| drawn!(true)),
    ("resourceInactivityInfo", |_, _| Drawn::Null),
    ("transportColumn", |_, _| Drawn::Null),
    ("mechanic", |_, trailer| named_person(&trailer.kept, "mechanic")),
    ("isDeleted", |_, trailer| drawn!(trailer.deleted)),
    ("isInRefuelingSyncList", |_, trailer| value::kept(&trailer.kept, "isInRefuelingSyncList", drawn!(false))),
    ("fuelTank", |_, _| Drawn::Null),
    ("lastDieselSensorValueFixedAt", |_, _| Drawn::Null),
    ("accessPermitIds", |_, trailer| value::kept(&trailer.kept, "accessPermitIds", Drawn::EMPTY)),
];

/// `TrailerGetModel`, as `GetForEdit` gives it: the only place with the sizes.
pub(crate) const TRAILER_FORM: &Shape<Trailer> = &[
    ("id", |_, trailer| drawn!(trailer.id)),
    ("typeId", |_, trailer| drawn!(trailer.type_id)),
    ("number", |_, trailer| drawn!(&trailer.number)),
    ("carrying", |_, trailer| drawn!(trailer.sizes.carrying)),
    ("volume", |_, trailer| drawn!(trailer.sizes.volume)),
    ("length", |_, trailer| drawn!(trailer.sizes.length)),
    ("height", |_, trailer| drawn!(trailer.sizes.height)),
    ("width", |_, trailer| drawn!(trailer.sizes.width)),
    ("brandTypeId", |_, trailer| drawn!(trailer.brand_id)),
    ("containerCount", |_, trailer| drawn!(trailer.sizes.container_count)),
    ("wheelsDescription", |_, trailer| drawn!(&trailer.sizes.wheels_description)),
    ("wheelBase", |_, trailer| drawn!(trailer.sizes.wheel_base)),
    ("wheelFormula", |_, trailer| drawn!(&trailer.sizes.wheel_formula)),
    ("axesDistance", |_, trailer| drawn!(trailer.sizes.axes_distance)),
    ("axleLoad", |_, trailer| drawn!(trailer.sizes.axle_load)),
    ("fifthWheelLoad", |_, trailer| drawn!(trailer.sizes.fifth_wheel_load)),
    ("grossWeight", |_, trailer| drawn!(trailer.sizes.gross_weight)),
    ("curbWeight", |_, trailer| drawn!(trailer.sizes.curb_weight)),
    ("comment", |_, trailer| drawn!(&trailer.comment)),
    ("isActive", |_, _| drawn!(true)),
    ("trackerId", |world, trailer| drawn!(tracker_of_trailer(world, trailer).map(|tracker| tracker.id))),
    ("transportColumnId", |_, _| Drawn::Null),
    ("mechanic", |_, trailer| person(&trailer.kept, "mechanic")),
    ("resourceInactivityInfo", |_, _| Drawn::Null),
    ("loadUnloadOptions", |_, trailer| value::kept(&trailer.kept, "loadUnloadOptions", Drawn::EMPTY)),
    ("fuelTanks", |_, trailer| value::kept(&trailer.kept, "fuelTanks", Drawn::EMPTY)),
    ("isDeleted", |_, trailer| drawn!(trailer.deleted)),
    ("isInRefuelingSyncList", |_, trailer| value::kept(&trailer.kept, "isInRefuelingSyncList", drawn!(false))),
    ("accessPermitIds", |_, trailer| value::kept(&trailer.kept, "accessPermitIds", Drawn::EMPTY)),
];

/// `TrackerViewModel`.
pub(crate) const TRACKER_LIST: &Shape<Tracker> = &[
    ("id", |_, tracker| drawn!(tracker.id)),
    ("type", |_, _| drawn!("Wialon")),
    ("deviceNumber", |_, tracker| drawn!(&tracker.device_number)),
    ("organizationId", |_, _| drawn!(ORGANISATION_ID)),
    ("organizationName", |_, _| Drawn::Null),
    ("activeTrackerPeriod", attachment),
    ("lastTrackerLogFixedAt", |world, tracker| value::utc(Some(told_at(world, tracker)))),
    ("lastCorrectOdometerValue", odometer),
    ("createdAt", |_, tracker| value::utc(Some(tracker.created_at))),
    ("isDeleted", |_, tracker| drawn!(tracker.deleted)),
];

/// Somebody who cares for a truck or a trailer, as its form shows them: by name and phone.
fn person(kept: &Kept, role: &str) -> Drawn {
    match kept.0.get(role) {
        Some(Value::Object(person)) => drawn!({ "name": person.get("name"), "phoneNumber": person.get("phoneNumber") }),
        _ => Drawn::Null,
    }
}

/// The same as lists show them: by number and name.
fn named_person(kept: &Kept, role: &str) -> Drawn {
    match kept.0.get(role) {
        Some(Value::Object(person)) => drawn!({ "id": 1, "name": person.get("name") }),
        _ => Drawn::Null,
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

fn odometer(world: &World, tracker: &Tracker) -> Drawn {
    let road = world.life.clock.road(world.clock.now());
    let truck = car_of(world, tracker).and_then(|car| world.trucks.get(car.id));
    let driven = truck.map_or(0.0, |truck| truck.driven_km_at(road));
    drawn!({
        "value": (tracker.odometer_km + driven).round(),
        "fixedAt": value::utc(Some(told_at(world, tracker))),
        "isCorrect": true,
    })
}

fn attachment(world: &World, tracker: &Tracker) -> Drawn {
    let Some(attachment) = &tracker.attachment else { return Drawn::Null };
    let number = match attachment.relation {
        TrackerRelation::Car => world.cars.get(attachment.entity_id).map(|car| &car.number),
        TrackerRelation::Trailer => world.trailers.get(attachment.entity_id).map(|trailer| &trailer.number),
        TrackerRelation::Default | TrackerRelation::Mobile => None,
    };
    drawn!({
        "entityId": attachment.entity_id,
        "type": attachment.relation.name(),
        "startedAt": value::utc(Some(attachment.since)),
        "endedAt": Drawn::Null,
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

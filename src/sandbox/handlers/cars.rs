//! `Car/*`.

use super::super::http::answer::{Answer, Outcome, Refusal, refuse};
use super::super::http::request::Call;
use super::super::model::book::{Car, Kept};
use super::super::model::names::CatalogKind;
use super::super::rules::references::Reference;
use super::super::rules::uniqueness::{check_car_plate, read_plate};
use super::super::sentences;
use super::super::views::fleet::{CAR_FORM, CAR_LIST};
use super::super::views::{draw, listing};
use super::super::world::World;
use super::{changeable, comment, kept, launched_bid, named, record_id, required, required_id, restorable};

/// `GET Car/GetList`: deleted trucks too, the method has no `withDeleted`.
pub(crate) fn list(world: &World, call: &Call) -> Outcome {
    listing::list(world, call, &world.cars, CAR_LIST, |_| true)
}

/// `GET Car/GetForEdit?Id=`.
pub(crate) fn form(world: &World, call: &Call) -> Outcome {
    let id = call.integer_param("id")?.unwrap_or_default();
    let car = world.cars.get(id).map_or_else(|| refuse(sentences::record_not_found(id)), Ok)?;
    Ok(Answer::Document(draw(world, car, CAR_FORM)))
}

/// `POST Car/Apply`.
pub(crate) fn apply(world: &mut World, call: &Call) -> Outcome {
    let id = record_id(call)?;
    let before = match id {
        0 => None,
        _ => Some(changeable(id, world.cars.get(id).cloned(), |car| car.deleted_at.is_some())?),
    };
    let mut car = read(world, call, before)?;
    let others = ["mechanic", "columnDispatcher", "isInRefuelingSyncList"];
    car.kept = kept(world, call, &["fuelTanks", "accessPermitIds"], &others)?;
    if car.id == 0 {
        car.id = world.numbers.record();
    }
    let id = car.id;
    world.save(car)?;
    Ok(named(id))
}

fn read(world: &World, call: &Call, before: Option<Car>) -> Result<Car, Refusal> {
    let fields = call.fields();
    let number = read_plate(&required(&fields, "number")?)?;
    let own_id = before.as_ref().map_or(0, |car| car.id);
    check_car_plate(world, &number, own_id)?;
    let brand_id = required_id(&fields, "brandTypeId")?;
    let type_id = fields.reference("typeId")?;
    let old = |pick: fn(&Car) -> Option<i64>| before.as_ref().and_then(pick);
    Reference { field: "brandTypeId", now: Some(brand_id), before: old(|car| Some(car.brand_id)) }
        .check_item(world, CatalogKind::CarBrandType)?;
    Reference { field: "typeId", now: type_id, before: old(|car| car.type_id) }
        .check_item(world, CatalogKind::CarType)?;
    let logist_id = fields.reference("logistId")?;
    Reference { field: "logistId", now: logist_id, before: old(|car| car.logist_id) }.check_employee(world)?;
    let is_logist_removed = fields.flag("isLogistRemoval")?.unwrap_or_default();
    let (old_comment, old_maintenance) =
        before.as_ref().map_or((None, None), |car| (car.comment.clone(), car.maintenance_comment.clone()));
    Ok(Car {
        id: own_id,
        number,
        type_id,
        brand_id,
        comment: comment(old_comment, fields.text("comment")?),
        maintenance_comment: comment(old_maintenance, fields.text("needsMaintenanceComment")?),
        urgent_maintenance: fields.flag("needsUrgentMaintenance")?.unwrap_or_default(),
        logist_id: if is_logist_removed { None } else { logist_id.or(old(|car| car.logist_id)) },
        winter_fuel: fields.small_integer("winterFuelMode")?,
        summer_fuel: fields.small_integer("summerFuelMode")?,
        inactivity: before.and_then(|car| car.inactivity),
        kept: Kept::default(),
        deleted_at: None,
    })
}

/// `POST Car/Delete`.
pub(crate) fn delete(world: &mut World, call: &Call) -> Outcome {
    let id = record_id(call)?;
    let car = changeable(id, world.cars.get(id).cloned(), |car| car.deleted_at.is_some())?;
    if let Some(bid) = launched_bid(world, |bid| bid.terms.car_id == Some(id)) {
        return refuse(sentences::car_is_used(bid));
    }
    let now = world.clock.now();
    world.save(Car { deleted_at: Some(now), ..car })?;
    Ok(Answer::Done)
}

/// `POST Car/Restore`.
pub(crate) fn restore(world: &mut World, call: &Call) -> Outcome {
    let id = record_id(call)?;
    let car = restorable(id, world.cars.get(id).cloned(), |car| car.deleted_at.is_some())?;
    check_car_plate(world, &car.number, id)?;
    world.save(Car { deleted_at: None, ..car })?;
    Ok(Answer::Done)
}

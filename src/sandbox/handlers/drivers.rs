//! `Driver/*`.

use super::super::http::answer::{Answer, Outcome, Refusal, refuse};
use super::super::http::request::Call;
use super::super::model::book::{Driver, Kept};
use super::super::rules::uniqueness::check_phone;
use super::super::sentences;
use super::super::views::drivers::{FORM, LIST};
use super::super::views::{draw, listing};
use super::super::world::World;
use super::{changeable, comment, kept, launched_bid, named, record_id, required, restorable};

/// `GET Driver/GetList?withDeleted=`.
pub(crate) fn list(world: &World, call: &Call) -> Outcome {
    let with_deleted = call.flag_param("withDeleted");
    listing::list(world, call, &world.drivers, LIST, |driver| with_deleted || !driver.deleted)
}

/// `GET Driver/GetForEdit?Id=`.
pub(crate) fn form(world: &World, call: &Call) -> Outcome {
    let id = call.integer_param("id")?.unwrap_or_default();
    let driver = world.drivers.get(id).map_or_else(|| refuse(sentences::record_not_found(id)), Ok)?;
    Ok(Answer::Document(draw(world, driver, FORM)))
}

/// `POST Driver/Apply`.
pub(crate) fn apply(world: &mut World, call: &Call) -> Outcome {
    let id = record_id(call)?;
    let before = match id {
        0 => None,
        _ => Some(changeable(id, world.drivers.get(id).cloned(), |driver| driver.deleted)?),
    };
    let mut driver = read(world, call, before)?;
    driver.kept = kept(world, call, &["fuelCards", "accessPermitIds"], &[])?;
    let id = driver.id;
    world.save(driver)?;
    Ok(named(id))
}

fn read(world: &mut World, call: &Call, before: Option<Driver>) -> Result<Driver, Refusal> {
    let fields = call.fields();
    let last_name = required(&fields, "lastName")?;
    let first_name = required(&fields, "firstName")?;
    let phone = required(&fields, "phoneNumber")?;
    check_phone(world, &phone, before.as_ref().map_or(0, |driver| driver.id))?;
    if let Some(column) = fields.reference("transportColumnId")? {
        return refuse(sentences::unknown_id("transportColumnId", column));
    }
    let old_comment = before.as_ref().and_then(|driver| driver.comment.clone());
    let old_shift_comment = before.as_ref().and_then(|driver| driver.shift_comment.clone());
    let (patronymic, given) = (fields.words("patronymic")?, fields.text("comment")?);
    let (shift, urgent) = (fields.text("needsShiftChangeComment")?, fields.flag("needsUrgentShiftChange")?);
    let (id, user_id, pin) = if let Some(driver) = &before {
        (driver.id, driver.user_id, driver.pin.clone())
    } else {
        let id = world.numbers.record();
        (id, world.numbers.record(), pin_of(id))
    };
    Ok(Driver {
        id,
        user_id,
        last_name,
        first_name,
        patronymic,
        phone,
        pin,
        comment: comment(old_comment, given),
        shift_comment: comment(old_shift_comment, shift),
        urgent_shift: urgent.unwrap_or_default(),
        inactivity: before.and_then(|driver| driver.inactivity),
        kept: Kept::default(),
        deleted: false,
    })
}

/// Four digits that a driver signs in with.
pub(crate) fn pin_of(id: i64) -> String {
    format!("{:04}", id.wrapping_mul(7919).rem_euclid(10_000))
}

/// `POST Driver/Delete`.
pub(crate) fn delete(world: &mut World, call: &Call) -> Outcome {
    let id = record_id(call)?;
    let driver = changeable(id, world.drivers.get(id).cloned(), |driver| driver.deleted)?;
    if let Some(bid) = launched_bid(world, |bid| bid.drivers().any(|driver| driver == id)) {
        return refuse(sentences::driver_is_used(bid));
    }
    world.save(Driver { deleted: true, ..driver })?;
    Ok(Answer::Done)
}

/// `POST Driver/Restore`.
pub(crate) fn restore(world: &mut World, call: &Call) -> Outcome {
    let id = record_id(call)?;
    let driver = restorable(id, world.drivers.get(id).cloned(), |driver| driver.deleted)?;
    check_phone(world, &driver.phone, id)?;
    world.save(Driver { deleted: false, ..driver })?;
    Ok(Answer::Done)
}

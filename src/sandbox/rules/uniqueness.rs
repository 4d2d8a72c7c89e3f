//! One driver a phone, one truck or trailer a plate, among those that aren't deleted; and the forms of both.

use super::super::http::answer::{Refusal, refuse};
use super::super::sentences;
use super::super::world::World;
use crate::domain::plate::Plate;

/// The phone of a driver: `+7` and ten digits, of no other driver.
pub(crate) fn check_phone(world: &World, phone: &str, own_id: i64) -> Result<(), Refusal> {
    let digits = phone.strip_prefix("+7").unwrap_or_default();
    if digits.chars().count() != 10 || !digits.chars().all(|c| c.is_ascii_digit()) {
        return refuse(sentences::phone_format());
    }
    let taken = world.drivers.iter().find(|other| !other.deleted && other.id != own_id && other.phone == phone);
    taken.map_or(Ok(()), |other| refuse(sentences::phone_is_taken(phone, &other.full_name())))
}

/// A plate in the platform's form, whatever alphabet and separators it came in.
pub(crate) fn read_plate(typed: &str) -> Result<String, Refusal> {
    Plate::parse(typed).map(|plate| plate.wire()).or_else(|_no_plate| refuse(sentences::plate_format(typed)))
}

/// A truck's plate must be no other truck's.
pub(crate) fn check_car_plate(world: &World, plate: &str, own_id: i64) -> Result<(), Refusal> {
    let taken = world.cars.iter().any(|car| car.deleted_at.is_none() && car.id != own_id && car.number == plate);
    if taken { refuse(sentences::car_plate_is_taken(plate)) } else { Ok(()) }
}

/// A trailer's plate must be no other trailer's.
pub(crate) fn check_trailer_plate(world: &World, plate: &str, own_id: i64) -> Result<(), Refusal> {
    let taken = world.trailers.iter().any(|other| !other.deleted && other.id != own_id && other.number == plate);
    if taken { refuse(sentences::trailer_plate_is_taken(plate)) } else { Ok(()) }
}

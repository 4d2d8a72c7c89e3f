//! Reading a place: an address without coordinates is no place.

use super::super::http::answer::{Refusal, refuse};
use super::super::http::fields::Fields;
use super::super::model::geozone::Geozone;
use super::super::sentences;
use crate::domain::place::GeoPoint;

/// `MapObjectEditModel`. `place` names it in sentences ("Точка №2").
pub(crate) fn read(fields: &Fields<'_>, place: &str, id: i64) -> Result<Geozone, Refusal> {
    let geozone = Geozone {
        id,
        kind: fields.name_of("type")?.unwrap_or_default(),
        address: fields.words("address")?,
        city: fields.words("city")?,
        village: fields.words("village")?,
        state: fields.words("state")?,
        county: fields.words("county")?,
        street: fields.words("street")?,
        house_number: fields.words("houseNumber")?,
        federal_district: fields.words("federalDistrict")?,
        radius: fields.float("radius")?,
        outline: fields.list("coordinates")?,
        location: location(fields, place)?,
    };
    if geozone.address.is_none() || (geozone.city.is_none() && geozone.village.is_none()) {
        return refuse(sentences::address_is_missing(place));
    }
    Ok(geozone)
}

fn location(fields: &Fields<'_>, place: &str) -> Result<GeoPoint, Refusal> {
    let coordinates = fields.object("location")?.map_or(Ok(None), |location| location.floats("coordinates"))?;
    let Some(&[longitude, latitude]) = coordinates.as_deref() else {
        return refuse(sentences::coordinates_are_missing(place));
    };
    let point = GeoPoint { longitude, latitude };
    if point.is_usable() { Ok(point) } else { refuse(sentences::coordinates_are_wrong(place)) }
}

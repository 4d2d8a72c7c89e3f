//! A settlement, a street and a house → a place with its line and its coordinates. There is no map of streets behind it:
//! a street lies somewhere near the centre, always at the same spot, and houses follow one another along it.

use std::f64::consts::TAU;

use crate::domain::place::{GeoPoint, Place, Precision};
use crate::geo::places::{Kind, Settlement};
use crate::geo::{sphere, zones};

use super::house;
use super::streets::Street;

const RADIUS_M: f64 = 500.0;
/// Between neighbouring house numbers.
const STEP_M: f64 = 15.0;

/// A place with all its parts; the line begins with the country, as maps write it.
pub(super) fn confirmed(
    settlement: &Settlement,
    street: Option<&Street>,
    house: Option<String>,
    typed_district: Option<&str>,
) -> Place {
    let district = settlement.district.or(typed_district.filter(|_| settlement.kind != Kind::Quarter));
    let location = located(settlement, street, house.as_deref());
    let full = street.map(Street::full);
    let mut place = Place {
        address: line(settlement, district, full.as_deref(), house.as_deref()),
        street: full,
        house,
        location: Some(location),
        zone: zones::zone_at(location),
        precision: Precision::Confirmed,
        ..town(settlement)
    };
    place.district = place.district.or_else(|| district.map(str::to_owned));
    place
}

/// A settlement offered without a geocoder.
pub(super) fn approximate(settlement: &Settlement) -> Place {
    Place {
        address: line(settlement, settlement.district, None, None),
        location: Some(settlement.location),
        zone: zones::zone_at(settlement.location),
        ..town(settlement)
    }
}

/// The parts that follow from the settlement alone.
fn town(settlement: &Settlement) -> Place {
    let name = Some(settlement.name.to_owned());
    let region = settlement.region;
    let (city, village, district) = match settlement.kind {
        Kind::Quarter => (Some(region.name.to_owned()), None, name),
        _ if settlement.is_city() => (name, None, settlement.district.map(str::to_owned)),
        _ => (None, name, settlement.district.map(str::to_owned)),
    };
    Place {
        city,
        village,
        district,
        region: Some(region.name.to_owned()),
        federal_district: region.federal_district.map(str::to_owned),
        radius_m: Some(RADIUS_M),
        precision: Precision::Approximate,
        ..Place::default()
    }
}

/// Country, region, district of a village, settlement, street, house.
fn line(settlement: &Settlement, district: Option<&str>, street: Option<&str>, house: Option<&str>) -> String {
    let region = settlement.region;
    let own_region = (!settlement.is_region()).then_some(region.name);
    let district = district.filter(|_| !settlement.is_city() && settlement.kind != Kind::Quarter);
    let parts = [Some(region.country), own_region, district, Some(settlement.name), street, house];
    parts.into_iter().flatten().collect::<Vec<_>>().join(", ")
}

fn located(settlement: &Settlement, street: Option<&Street>, house: Option<&str>) -> GeoPoint {
    if street.is_none() && house.is_none() {
        return settlement.location;
    }
    let radius = town_radius_m(settlement.population);
    let key = street.map_or_else(String::new, Street::key);
    let mut dice = Dice::of(&[settlement.region.name, settlement.name, &key]);
    let (direction, course) = (dice.roll() * TAU, dice.roll() * TAU);
    let away = if street.is_some() { radius * dice.roll().sqrt() } else { 0.0 };
    let (mut east, mut north) = (away * direction.sin(), away * direction.cos());
    if let Some(house) = house {
        // A street has an end: far houses crowd towards it, and each still lies beyond the one before.
        let along = radius * (1.0 - (-house::steps(house) * STEP_M / radius).exp());
        let aside = Dice::of(&[house]).roll() * STEP_M;
        east += along * course.sin() + aside * course.cos();
        north += along * course.cos() - aside * course.sin();
    }
    let point = sphere::moved(settlement.location, east, north);
    GeoPoint { longitude: rounded(point.longitude), latitude: rounded(point.latitude) }
}

/// How far from the centre streets lie: 3.5 km in a city of a million, half a kilometre in a village.
fn town_radius_m(population: u32) -> f64 {
    ((f64::from(population) / 1000.0).sqrt() * 100.0).clamp(500.0, 12_000.0)
}

/// To a tenth of a metre, so that a place reads the same after a trip through JSON.
fn rounded(degrees: f64) -> f64 {
    (degrees * 1e6).round() / 1e6
}

/// Numbers that follow from words: the same on every machine and in every release.
struct Dice(u64);

impl Dice {
    fn of(words: &[&str]) -> Self {
        let bytes = words.iter().flat_map(|word| word.bytes().chain([0]));
        // FNV-1a.
        Self(
            bytes
                .fold(0xcbf2_9ce4_8422_2325, |hash, byte| (hash ^ u64::from(byte)).wrapping_mul(0x0000_0100_0000_01b3)),
        )
    }

    /// From 0 up to 1 (SplitMix64).
    fn roll(&mut self) -> f64 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mixed = (self.0 ^ (self.0 >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        let mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        let top = u32::try_from((mixed ^ (mixed >> 31)) >> 32).unwrap_or(0);
        f64::from(top) / (f64::from(u32::MAX) + 1.0)
    }
}

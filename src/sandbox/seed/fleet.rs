//! The demo's trucks, trailers and trackers.

use std::collections::BTreeSet;

use chrono::{DateTime, TimeDelta, Utc};
use serde_json::{Map, json};

use super::super::model::book::{Attachment, Car, Inactivity, Kept, Tracker, Trailer, TrailerSizes};
use super::super::model::names::{CatalogKind, TrackerRelation};
use super::super::world::World;
use super::assets::Assets;
use super::rng::Rng;
use super::{days_before, items_of, put};

/// Truck and trailer of the example in the command line's manual, the tracker of the one in the integration document.
const FIRST_TRUCK: &str = "А123ВС/77";
const FIRST_TRAILER: &str = "АВ1234/77";
const FIRST_TRACKER: &str = "1234567890";
/// Letters of Russian plates.
const LETTERS: [char; 12] = ['А', 'В', 'Е', 'К', 'М', 'Н', 'О', 'Р', 'С', 'Т', 'У', 'Х'];

/// Adds trucks, trailers and a tracker for each truck.
pub(crate) fn add(world: &mut World, assets: &Assets, trucks: usize, rng: &mut Rng, now: DateTime<Utc>) {
    let mut plates = BTreeSet::from([FIRST_TRUCK.to_owned(), FIRST_TRAILER.to_owned()]);
    for number in 0..trucks {
        let plate = if number == 0 { FIRST_TRUCK.to_owned() } else { new_plate(assets, rng, &mut plates, "LDDDLL") };
        let is_last = number + 1 == trucks;
        let car = truck(world, assets, rng, plate, is_last, now);
        let tracker = tracker(world, rng, (number, is_last), car.id, now);
        put(world, car);
        put(world, tracker);
    }
    for number in 0..trucks {
        let plate = if number == 0 { FIRST_TRAILER.to_owned() } else { new_plate(assets, rng, &mut plates, "LLDDDD") };
        let trailer = trailer(world, rng, number, plate);
        put(world, trailer);
    }
}

fn truck(world: &mut World, assets: &Assets, rng: &mut Rng, plate: String, in_repair: bool, now: DateTime<Utc>) -> Car {
    let logists: Vec<i64> = world.employees.iter().map(|employee| employee.id).collect();
    let brands = items_of(world, CatalogKind::CarBrandType);
    let types = items_of(world, CatalogKind::CarType);
    // Brands stand in the catalog by how often they are bought; tractors come first among the types.
    let brand = rng.below(brands.len()).min(rng.below(brands.len()));
    let kind = if rng.chance(0.85) { 0 } else { rng.below(types.len()) };
    let id = world.numbers.record();
    Car {
        id,
        number: plate,
        type_id: types.get(kind).map(|(id, _)| *id),
        brand_id: brands.get(brand).map_or(0, |(id, _)| *id),
        comment: None,
        maintenance_comment: None,
        urgent_maintenance: in_repair,
        logist_id: rng.pick(&logists).copied(),
        winter_fuel: None,
        summer_fuel: None,
        inactivity: in_repair.then(|| Inactivity {
            reason: assets.names.inactivity.clone(),
            since: now - TimeDelta::days(5),
            until: now + TimeDelta::days(9),
        }),
        kept: tank(id),
        deleted_at: None,
    }
}

/// One tank, as most trucks of the demo have. Its number is made of the truck's, so that no other number moves.
fn tank(car: i64) -> Kept {
    let tank = json!({
        "id": 10 * car + 1, "name": null, "currentVolume": null, "totalVolume": 600.0, "fuelConsumption": 30.0,
        "minimumVolume": 40.0, "type": "Diesel",
    });
    Kept(Map::from_iter([("fuelTanks".to_owned(), json!([tank]))]))
}

fn tracker(world: &mut World, rng: &mut Rng, (number, silent): (usize, bool), car: i64, now: DateTime<Utc>) -> Tracker {
    let since = if number == 0 { now - TimeDelta::days(400) } else { days_before(rng, now, 120, 900) };
    let device = if number == 0 { FIRST_TRACKER.to_owned() } else { format!("86{:08}", rng.between(0, 99_999_999)) };
    Tracker {
        id: world.numbers.record(),
        device_number: device,
        attachment: Some(Attachment { relation: TrackerRelation::Car, entity_id: car, since }),
        first_fixed_at: since,
        last_fixed_at: now - if silent { TimeDelta::days(5) } else { TimeDelta::seconds(rng.between(5, 900)) },
        odometer_km: rng.real(40_000.0, 900_000.0).round(),
        created_at: since - TimeDelta::hours(2),
        deleted: false,
    }
}

fn trailer(world: &mut World, rng: &mut Rng, number: usize, plate: String) -> Trailer {
    let brands = items_of(world, CatalogKind::TrailerBrandType);
    let types = items_of(world, CatalogKind::TrailerType);
    let kind = if number == 0 || rng.chance(0.6) { 0 } else { rng.below(types.len()) };
    let (carrying, volume) = if kind == 1 { (18.0, 78.0) } else { (20.0 + rng.real(0.0, 2.5).round(), 86.0) };
    Trailer {
        id: world.numbers.record(),
        number: plate,
        type_id: types.get(kind).map_or(0, |(id, _)| *id),
        brand_id: rng.pick(&brands).map_or(0, |(id, _)| *id),
        comment: None,
        sizes: TrailerSizes {
            carrying: Some(carrying),
            volume: Some(volume),
            length: Some(13.6),
            height: Some(2.6),
            width: Some(2.45),
            ..TrailerSizes::default()
        },
        kept: Kept::default(),
        deleted: false,
    }
}

/// A plate that nothing of the demo has yet: `L` a letter, `D` a digit, then a region.
fn new_plate(assets: &Assets, rng: &mut Rng, taken: &mut BTreeSet<String>, pattern: &str) -> String {
    loop {
        let shape = pattern.chars().map(|kind| match kind {
            'L' => rng.pick(&LETTERS).copied().unwrap_or('А'),
            _ => char::from_digit(u32::try_from(rng.below(10)).unwrap_or(0), 10).unwrap_or('0'),
        });
        let number: String = shape.collect();
        let region = rng.pick(&assets.names.region_of_plates).map_or("77", String::as_str);
        let plate = format!("{number}/{region}");
        // A number of zeros alone is never given out.
        let is_possible = number.chars().any(|c| c.is_ascii_digit() && c != '0');
        if is_possible && taken.insert(plate.clone()) {
            return plate;
        }
    }
}

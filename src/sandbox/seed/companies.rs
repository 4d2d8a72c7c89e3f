//! The demo's customers, with the places they load at, and the carrier's own organisations.

use std::collections::BTreeSet;

use chrono::{DateTime, Utc};

use super::super::model::book::{ContactPerson, Contract, Counterparty, SavedPoint};
use super::super::model::catalog::LegalPerson;
use super::super::model::geozone::Geozone;
use super::super::model::names::{CatalogKind, CounterpartyStatus, MapObjectKind};
use super::super::world::World;
use super::assets::Assets;
use super::people::new_phone;
use super::places::Places;
use super::rng::Rng;
use super::taxpayer::{company_inn, ogrn, person_inn};
use super::{days_before, item, put};

/// Serial numbers of the carrier's own organisations begin here; the customers' begin with one.
const CARRIER_SERIAL: u32 = 901;

/// Adds the carrier's organisations: one with VAT, one without.
pub(crate) fn add_legal_persons(world: &mut World, assets: &Assets) {
    let usual = &assets.catalogs.usual;
    let terms = [(&usual.payment, &usual.vat), (&usual.payment_without_vat, &usual.no_vat)];
    for (serial, (name, (payment, vat))) in (CARRIER_SERIAL..).zip(assets.names.carriers.iter().zip(terms)) {
        let person = LegalPerson {
            id: world.numbers.record(),
            name: format!("{} «{name}»", assets.names.legal_form),
            inn: company_inn(serial),
            kpp: "999901001".to_owned(),
            ogrn: ogrn(serial),
            city: assets.cities.first().map(|city| city.name.clone()).unwrap_or_default(),
            main: serial == CARRIER_SERIAL,
            payment_type_id: item(world, CatalogKind::PaymentType, payment),
            vat_type_id: item(world, CatalogKind::NDSType, vat),
            deleted: false,
            extras: serde_json::Map::new(),
        };
        put(world, person);
    }
}

/// Adds the customers. The first is the one of the example in the command line's manual.
pub(crate) fn add_counterparties(
    world: &mut World,
    assets: &Assets,
    places: &Places,
    (count, rng): (usize, &mut Rng),
    now: DateTime<Utc>,
) {
    let mut phones = BTreeSet::new();
    for number in 0..count {
        let serial = u32::try_from(number + 1).unwrap_or(u32::MAX);
        let is_person = number % 15 == 14;
        let id = world.numbers.record();
        let (points, contracts) = (saved_points(world, places, rng, now), contracts(world, rng));
        let counterparty = Counterparty {
            id,
            name: name(assets, rng, number, is_person),
            inn: Some(if is_person { person_inn(serial) } else { company_inn(serial) }),
            kpp: (!is_person).then(|| "999901001".to_owned()),
            status: match number {
                3 | 11 => CounterpartyStatus::Priority,
                20 => CounterpartyStatus::Suspended,
                _ => CounterpartyStatus::None,
            },
            insolvent: number == 20,
            insolvency_comment: None,
            comment: None,
            note_for_drivers: None,
            settlement_account: None,
            correspondent_account: None,
            bank_name: None,
            bank_id: None,
            strict_offset_hours: None,
            contact: Some(contact(assets, rng, &mut phones)),
            documents: None,
            platforms: None,
            points,
            contracts,
            deleted: false,
        };
        put(world, counterparty);
    }
}

fn name(assets: &Assets, rng: &mut Rng, number: usize, is_person: bool) -> String {
    let names = &assets.names;
    if is_person {
        let pick = |rng: &mut Rng, list: &[String]| rng.pick(list).cloned().unwrap_or_default();
        let (surname, first, second) =
            (pick(rng, &names.surnames), pick(rng, &names.forenames), pick(rng, &names.patronymics));
        format!("{} {surname} {first} {second}", names.sole_trader)
    } else {
        let stem = names.companies.get(number % names.companies.len().max(1)).map_or("", String::as_str);
        format!("{} «{stem}»", names.legal_form)
    }
}

fn contact(assets: &Assets, rng: &mut Rng, phones: &mut BTreeSet<String>) -> ContactPerson {
    ContactPerson {
        first_name: rng.pick(&assets.names.forenames).cloned(),
        last_name: rng.pick(&assets.names.surnames).cloned(),
        patronymic: rng.pick(&assets.names.patronymics).cloned(),
        phone: Some(new_phone(rng, phones)),
        email: None,
    }
}

fn saved_points(world: &mut World, places: &Places, rng: &mut Rng, now: DateTime<Utc>) -> Vec<SavedPoint> {
    let mut points = Vec::new();
    for _ in 0..rng.between(1, 3) {
        let town = places.any(rng);
        let Some(warehouse) = places.towns.get(town).and_then(|town| rng.pick(&town.warehouses)) else { continue };
        points.push(SavedPoint {
            id: world.numbers.part(),
            name: format!("{}, {}", warehouse.gate, warehouse.geozone.city.as_deref().unwrap_or_default()),
            client: None,
            geozone: Geozone {
                id: world.numbers.part(),
                kind: MapObjectKind::CounterpartyPoint,
                ..warehouse.geozone.clone()
            },
            last_used_at: days_before(rng, now, 1, 40),
        });
    }
    points
}

fn contracts(world: &mut World, rng: &mut Rng) -> Vec<Contract> {
    if !rng.chance(0.4) {
        return Vec::new();
    }
    let number = format!("{}/{}", rng.between(11, 480), rng.between(23, 26));
    let payment_days = rng.pick(&[5, 10, 15, 30]).copied().unwrap_or(10);
    vec![Contract { id: world.numbers.part(), number, payment_days, main: true }]
}

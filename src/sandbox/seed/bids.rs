//! The demo's bids: a trip with its customer, terms and cargo.

use std::collections::BTreeMap;

use chrono::{DateTime, Datelike as _, TimeDelta, Utc};
use rust_decimal::Decimal;
use uuid::Builder;

use super::super::model::bid::{Bid, Cargo, Figures, Life, Terms};
use super::super::model::book::Counterparty;
use super::super::model::names::{CatalogKind, CounterpartyStatus, PaymentPeriod};
use super::super::rules::route;
use super::super::world::World;
use super::assets::Assets;
use super::bid_facts;
use super::bid_points::point;
use super::places::Places;
use super::rng::Rng;
use super::trips::Trip;
use super::{item, items_of, own_kinds};

/// Trips longer than this are driven by two, kilometres.
const LONG_TRIP_KM: f64 = 1_500.0;

/// From the first to the last planned arrival.
type Period = (DateTime<Utc>, DateTime<Utc>);

/// What every bid is made with.
pub(super) struct Maker<'a> {
    pub(super) assets: &'a Assets,
    pub(super) places: &'a Places,
    pub(super) employees: Vec<i64>,
    cars: Vec<i64>,
    drivers: Vec<i64>,
    trailers: Vec<i64>,
    customers: Vec<Counterparty>,
    /// Number, payment type, VAT type.
    legal_persons: Vec<(i64, Option<i64>, Option<i64>)>,
    old_vat: Option<i64>,
    cargo_types: Vec<(i64, String)>,
    /// Trips that a second driver is on already, by driver.
    second_drivers: BTreeMap<i64, Vec<Period>>,
}

/// Adds a bid for each trip, numbered in the order in which they were made.
pub(crate) fn add(
    world: &mut World,
    assets: &Assets,
    places: &Places,
    trips: Vec<Trip>,
    rng: &mut Rng,
    now: DateTime<Utc>,
) {
    let mut maker = Maker::new(world, assets, places);
    let mut made: Vec<(DateTime<Utc>, Trip)> =
        trips.into_iter().filter_map(|trip| Some((made_at(trip.from()?, now, rng), trip))).collect();
    made.sort_by_key(|(created_at, trip)| (*created_at, trip.truck));
    for (serial, (created_at, trip)) in (0_u32..).zip(made) {
        let Some(mut bid) = maker.bid(world, &trip, created_at, rng) else { continue };
        route::measure(&mut bid);
        bid_facts::live(&mut bid, serial, now, rng);
        own_kinds::dress(&mut bid, world, serial);
        world.put_bid(bid);
    }
}

/// Made two to nine days before the loading, but not in the future.
fn made_at(from: DateTime<Utc>, now: DateTime<Utc>, rng: &mut Rng) -> DateTime<Utc> {
    let before = from - TimeDelta::minutes(rng.between(2 * 1440, 9 * 1440));
    before.min(now - TimeDelta::minutes(rng.between(60, 3 * 1440)))
}

impl<'a> Maker<'a> {
    fn new(world: &World, assets: &'a Assets, places: &'a Places) -> Self {
        let usual = |customer: &&Counterparty| customer.status != CounterpartyStatus::Suspended;
        Self {
            assets,
            places,
            employees: world.employees.iter().map(|employee| employee.id).collect(),
            cars: world.cars.iter().map(|car| car.id).collect(),
            drivers: world
                .drivers
                .iter()
                .filter(|driver| !driver.deleted && driver.inactivity.is_none())
                .map(|driver| driver.id)
                .collect(),
            trailers: world.trailers.iter().map(|trailer| trailer.id).collect(),
            customers: world.counterparties.iter().filter(usual).cloned().collect(),
            legal_persons: world.legal_persons.iter().map(|p| (p.id, p.payment_type_id, p.vat_type_id)).collect(),
            old_vat: item(world, CatalogKind::NDSType, &assets.catalogs.usual.vat_until_2025),
            cargo_types: items_of(world, CatalogKind::CargoType),
            second_drivers: BTreeMap::new(),
        }
    }

    fn bid(&mut self, world: &mut World, trip: &Trip, created_at: DateTime<Utc>, rng: &mut Rng) -> Option<Bid> {
        let customer = self.customer(trip.stops.first()?.town, rng)?.clone();
        let mut points = Vec::with_capacity(trip.stops.len());
        for (order, stop) in (0..).zip(&trip.stops) {
            points.push(point(self, world, order, *stop, &customer, rng)?);
        }
        let life = Life {
            status: trip.status,
            deleted: false,
            created_at,
            created_by: rng.pick(&self.employees).copied()?,
            updated_at: created_at,
            version: Builder::from_random_bytes(rng.bytes()).into_uuid().to_string(),
            started_at: None,
            first_started_at: None,
            ended_at: None,
            accepted_by_driver_at: None,
            forced: None,
        };
        let terms = self.terms(trip, &customer, rng);
        let cargos = vec![self.cargo(world, rng)?];
        Some(Bid { id: world.numbers.bid(), terms, points, cargos, life, figures: Figures::default() })
    }

    /// Somebody who loads in this town, where there is such a one.
    fn customer(&self, town: usize, rng: &mut Rng) -> Option<&Counterparty> {
        let name = self.places.towns.get(town).map(|town| town.name.as_str());
        let loads_here =
            |customer: &&Counterparty| customer.points.iter().any(|point| point.geozone.city.as_deref() == name);
        let near: Vec<&Counterparty> = self.customers.iter().filter(loads_here).collect();
        let found = if rng.chance(0.7) { rng.pick(&near).copied() } else { None };
        found.or_else(|| rng.pick(&self.customers))
    }

    fn terms(&mut self, trip: &Trip, customer: &Counterparty, rng: &mut Rng) -> Terms {
        let without_vat = rng.chance(0.15);
        let legal_person = self.legal_persons.get(usize::from(without_vat)).copied();
        let vat_type_id = legal_person.and_then(|(_, _, vat)| vat);
        let was_before_2026 = trip.from().is_some_and(|from| from.year() < 2026);
        let contract = customer.contracts.first();
        let usual_days = rng.pick(&[5, 7, 10, 15, 30]).copied();
        Terms {
            counterparty_id: Some(customer.id),
            contract_id: contract.map(|contract| contract.id),
            contract_number: contract.map(|contract| contract.number.clone()),
            legal_person_id: legal_person.map(|(id, _, _)| id),
            responsible_id: rng.pick(&self.employees).copied(),
            car_id: self.cars.get(trip.truck).copied(),
            trailer_id: self.trailers.get(trip.truck).copied(),
            driver_id: self.drivers.get(trip.truck).copied(),
            second_driver_id: self.second_driver(trip),
            payment_type_id: legal_person.and_then(|(_, payment, _)| payment),
            vat_type_id: if was_before_2026 && !without_vat { self.old_vat } else { vat_type_id },
            price: Some(price(trip.way_km, rng)),
            vat_on_top: Some(!without_vat && rng.chance(0.1)),
            payment_days: contract.map(|contract| contract.payment_days).or(usual_days),
            payment_period: Some(PaymentPeriod::InBankingDays),
            show_draft: true,
            ..Terms::default()
        }
    }

    /// The second driver of a long trip: one of those who have no truck of their own and are free.
    fn second_driver(&mut self, trip: &Trip) -> Option<i64> {
        if trip.way_km < LONG_TRIP_KM {
            return None;
        }
        let (from, to) = (trip.from()?, trip.to()?);
        let spare = self.drivers.get(self.cars.len()..)?;
        let is_free = |driver: &&i64| {
            let trips = self.second_drivers.get(*driver).map_or(&[][..], Vec::as_slice);
            let rest = TimeDelta::hours(8);
            trips.iter().all(|(other_from, other_to)| to + rest < *other_from || *other_to + rest < from)
        };
        let driver = *spare.iter().find(is_free)?;
        self.second_drivers.entry(driver).or_default().push((from, to));
        Some(driver)
    }

    fn cargo(&self, world: &mut World, rng: &mut Rng) -> Option<Cargo> {
        let (type_id, name) = if rng.chance(0.3) { self.cargo_types.first() } else { rng.pick(&self.cargo_types) }?;
        Some(Cargo {
            id: world.numbers.part(),
            name: name.clone(),
            type_id: Some(*type_id),
            weight: Some((rng.real(2.0, 21.5) * 10.0).round() / 10.0),
            volume: rng.chance(0.6).then(|| rng.real(20.0, 86.0).round()),
            length: None,
            height: None,
            width: None,
            comment: None,
            description: None,
            loading_type_id: None,
            unloading_type_id: None,
            pack_type: None,
            unit: None,
            extras: serde_json::Map::new(),
        })
    }
}

/// Roubles by the kilometre and something for standing; round to five hundred, one in seven with kopecks.
fn price(way_km: f64, rng: &mut Rng) -> Decimal {
    let roubles = 18_000.0 + way_km * rng.real(62.0, 98.0);
    let round = Decimal::from_f64_retain((roubles / 500.0).round() * 500.0).unwrap_or_default().round_dp(0);
    let kopecks = if rng.chance(0.15) { rng.between(1, 49_999) } else { 0 };
    let mut price = round + Decimal::new(kopecks, 2);
    price.rescale(2);
    price
}

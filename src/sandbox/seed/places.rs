//! Warehouses of the demo's cities: addresses that look right, with coordinates near the city's centre.

use super::super::model::geozone::Geozone;
use super::super::model::names::MapObjectKind;
use super::super::rules::bid_points::zone_of;
use super::super::rules::route::way_m;
use super::assets::Assets;
use super::rng::Rng;
use crate::domain::place::{GeoPoint, Zone};

/// Warehouses of a city.
const WAREHOUSES: usize = 8;

/// A warehouse.
#[derive(Debug, Clone)]
pub(crate) struct Warehouse {
    pub(crate) geozone: Geozone,
    pub(crate) gate: String,
}

/// A city with its warehouses.
#[derive(Debug, Clone)]
pub(crate) struct Town {
    pub(crate) name: String,
    pub(crate) location: GeoPoint,
    pub(crate) zone: Zone,
    pub(crate) warehouses: Vec<Warehouse>,
}

/// All cities, and the ways between them.
#[derive(Debug)]
pub(crate) struct Places {
    pub(crate) towns: Vec<Town>,
    lanes: Vec<u32>,
    /// Ways from each city to each, kilometres: trips of 100,000 bids ask for them tens of millions of times.
    ways_km: Vec<Vec<f64>>,
}

impl Places {
    pub(crate) fn new(assets: &Assets, rng: &mut Rng) -> Self {
        let towns = assets.cities.iter().map(|city| {
            let warehouses = (0..WAREHOUSES).map(|number| {
                let street = rng.pick(&assets.names.streets).cloned().unwrap_or_default();
                let house = rng.between(1, 160).to_string();
                let (east, north) = (rng.real(-0.11, 0.11), rng.real(-0.06, 0.06));
                let place = |degrees: f64| (degrees * 1e6).round() / 1e6;
                let gate = rng.pick(&assets.names.gates).map_or("", String::as_str);
                Warehouse {
                    geozone: Geozone {
                        id: 0,
                        kind: MapObjectKind::BidPoint,
                        address: Some(format!("{}, {street}, {house}", city.name)),
                        city: Some(city.name.clone()),
                        village: None,
                        state: Some(city.region.clone()),
                        county: None,
                        street: Some(street),
                        house_number: Some(house),
                        federal_district: Some(city.federal_district.clone()),
                        radius: Some(500.0),
                        outline: None,
                        location: GeoPoint {
                            longitude: place(city.location.longitude + east),
                            latitude: place(city.location.latitude + north),
                        },
                    },
                    gate: gate.replace("{}", &(number + 1).to_string()),
                }
            });
            let warehouses = warehouses.collect();
            Town { name: city.name.clone(), location: city.location, zone: zone_of(city.location), warehouses }
        });
        let towns: Vec<Town> = towns.collect();
        let ways_from =
            |from: &Town| towns.iter().map(|to| way_m(from.location, to.location) / 1000.0).collect::<Vec<f64>>();
        let ways_km = towns.iter().map(ways_from).collect();
        Self { towns, lanes: assets.cities.iter().map(|city| city.lanes).collect(), ways_km }
    }

    /// A city, likelier where there is more freight.
    pub(crate) fn any(&self, rng: &mut Rng) -> usize {
        rng.weighted(&self.lanes)
    }

    /// A city whose way from another one is within a range of kilometres, likelier where there is more freight; the
    /// nearest other city when none is.
    pub(crate) fn within(&self, rng: &mut Rng, from: usize, least_km: f64, most_km: f64) -> usize {
        let fits = |place: usize| place != from && (least_km..=most_km).contains(&self.way_km(from, place));
        let weights: Vec<u32> =
            self.lanes.iter().enumerate().map(|(place, lanes)| if fits(place) { *lanes } else { 0 }).collect();
        if weights.iter().any(|weight| *weight > 0) {
            return rng.weighted(&weights);
        }
        let others = (0..self.towns.len()).filter(|place| *place != from);
        others.min_by(|a, b| self.way_km(from, *a).total_cmp(&self.way_km(from, *b))).unwrap_or(from)
    }

    /// Way by road between two cities.
    pub(crate) fn way_km(&self, from: usize, to: usize) -> f64 {
        self.ways_km.get(from).and_then(|ways| ways.get(to)).copied().unwrap_or_default()
    }
}

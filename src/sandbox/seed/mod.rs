//! The demo data: a small carrier with its fleet, people, customers and two months of work, decided by a seed.
//!
//! Nothing here names a real person or company: names are put together from lists, taxpayer numbers begin with 9999
//! and have right check digits, phones begin with +7900.

mod assets;
mod bid_facts;
mod bid_points;
mod bids;
mod companies;
mod day;
mod fleet;
mod own_kinds;
mod people;
mod places;
pub(crate) mod rng;
mod taxpayer;
mod trips;

use chrono::{DateTime, Utc};

use super::clock::Clock;
use super::life::Phrases;
use super::life::awake::{awake, settle_in};
use super::model::catalog::{Catalog, CatalogItem, Employee};
use super::model::names::CatalogKind;
use super::options::Options;
use super::running::SandboxError;
use super::world::World;
use assets::Assets;
use places::Places;
use rng::Rng;

/// Drivers without a truck of their own.
const SPARE_DRIVERS: usize = 5;
/// Fewer trucks leave none that drive beside the example's and the one in repair.
const FEWEST_TRUCKS: usize = 4;

/// A world with the demo data of a seed, as of now.
pub(crate) fn world(clock: Clock, options: &Options) -> Result<World, SandboxError> {
    let assets = Assets::read().map_err(|error| SandboxError::DemoData(error.to_string()))?;
    let now = clock.now();
    let trucks = options.trucks.max(FEWEST_TRUCKS);
    let mut world = World::new(clock);
    let places = Places::new(&assets, &mut Rng::new(options.seed, "places"));
    add_catalogs(&mut world, &assets);
    for full_name in &assets.names.employees {
        let employee = Employee { id: world.numbers.record(), full_name: full_name.clone() };
        put(&mut world, employee);
    }
    let drivers = (trucks + SPARE_DRIVERS, &mut Rng::new(options.seed, "people"));
    people::add_drivers(&mut world, &assets, drivers, now);
    fleet::add(&mut world, &assets, trucks, &mut Rng::new(options.seed, "fleet"), now);
    companies::add_legal_persons(&mut world, &assets);
    let companies = (options.counterparties.max(1), &mut Rng::new(options.seed, "companies"));
    companies::add_counterparties(&mut world, &assets, &places, companies, now);
    add_own_catalogs(&mut world, &assets);
    let trips = trips::plan(&places, (trucks, options.bids), &mut Rng::new(options.seed, "trips"), now);
    bids::add(&mut world, &assets, &places, trips, &mut Rng::new(options.seed, "bids"), now);
    let broken = |_refusal| SandboxError::DemoData("the trucks could not be put on the road".to_owned());
    settle_in(&mut world, options.seed, options.speed, phrases(&assets), None).map_err(broken)?;
    day::make(&mut world, &assets, now);
    awake(&mut world);
    Ok(world)
}

/// What the people of the demo write into bids and books.
pub(crate) fn demo_phrases() -> Result<Phrases, SandboxError> {
    let assets = Assets::read().map_err(|error| SandboxError::DemoData(error.to_string()))?;
    Ok(phrases(&assets))
}

fn phrases(assets: &Assets) -> Phrases {
    let names = &assets.names;
    Phrases {
        notes: names.bid_notes.clone(),
        repair: names.inactivity.clone(),
        leave: names.leave.clone(),
        troubles: names.troubles.clone(),
    }
}

fn add_catalogs(world: &mut World, assets: &Assets) {
    for description in &assets.catalogs.catalog {
        let id = world.numbers.record();
        let current = description.items.iter().map(|name| (name, false));
        let withdrawn = description.withdrawn.iter().map(|name| (name, true));
        let items = current
            .chain(withdrawn)
            .map(|(name, deleted)| CatalogItem { id: world.numbers.record(), name: name.clone(), deleted })
            .collect();
        let (kind, name) = (description.kind, description.name.clone());
        put(world, Catalog { id, kind, name, items, entity: None, options: Vec::new() });
    }
}

/// Lists of the organisation's own making come last: what was numbered before keeps its numbers.
fn add_own_catalogs(world: &mut World, assets: &Assets) {
    for own in &assets.catalogs.own {
        let id = world.numbers.record();
        let mut numbered = |names: &[String]| -> Vec<CatalogItem> {
            let named = names.iter().map(|name| (world.numbers.record(), name.clone()));
            named.map(|(id, name)| CatalogItem { id, name, deleted: false }).collect()
        };
        let (items, options) = (numbered(&own.items), numbered(&own.options));
        let (kind, name, entity) = (own.kind, own.name.clone(), Some(own.entity.clone()));
        put(world, Catalog { id, kind, name, items, entity, options });
    }
}

/// Puts a record on its shelf; the storage gets all of them at once, later.
fn put<T: super::world::Shelved>(world: &mut World, record: T) {
    T::shelf(world).put(record);
}

/// Numbers of a catalog's items that are still offered.
fn items_of(world: &World, kind: CatalogKind) -> Vec<(i64, String)> {
    let items = world.catalogs.iter().filter(|catalog| catalog.kind == kind).flat_map(|catalog| &catalog.items);
    items.filter(|item| !item.deleted).map(|item| (item.id, item.name.clone())).collect()
}

/// The number of one item of a catalog, by its name.
fn item(world: &World, kind: CatalogKind, name: &str) -> Option<i64> {
    items_of(world, kind).into_iter().find(|(_, known)| known == name).map(|(id, _)| id)
}

/// Some days before a moment, by the seed.
fn days_before(rng: &mut Rng, moment: DateTime<Utc>, from: i64, to: i64) -> DateTime<Utc> {
    let minutes = rng.between(from * 24 * 60, to * 24 * 60);
    moment - chrono::TimeDelta::minutes(minutes)
}

//! Trucks go to repair and drivers on leave, when they are free, and come back; a truck on the road asks for a workshop.

use chrono::{DateTime, TimeDelta, Utc};

use super::super::http::answer::Refusal;
use super::super::model::book::{Car, Driver, Inactivity};
use super::super::seed::rng::Rng;
use super::super::world::World;
use super::super::world::active::Resource;
use super::agenda::Happening;
use super::awake::FLEET_PAUSE;
use super::journey;

/// So many are out of work at most; the others carry the company.
const MOST_IN_REPAIR: usize = 3;
const MOST_ON_LEAVE: usize = 3;
/// So many trucks ask for a workshop at most.
const MOST_IN_TROUBLE: usize = 2;

/// Lets the fleet change a little.
pub(super) fn turn(world: &mut World, at: DateTime<Utc>) -> Result<(), Refusal> {
    let mut rng = world.life.chances.of("turn", at.timestamp());
    come_back(world, at)?;
    trouble(world, &mut rng)?;
    to_repair(world, &mut rng, at)?;
    on_leave(world, &mut rng, at)?;
    world.life.schedule_after(Happening::Fleet, at, FLEET_PAUSE.0, FLEET_PAUSE.1);
    Ok(())
}

fn come_back(world: &mut World, at: DateTime<Utc>) -> Result<(), Refusal> {
    let is_over = |why: &Option<Inactivity>| why.as_ref().is_some_and(|why| why.until <= at);
    let cars: Vec<Car> = world.cars.iter().filter(|car| is_over(&car.inactivity)).cloned().collect();
    for car in cars {
        let id = car.id;
        world.save(Car { inactivity: None, urgent_maintenance: false, maintenance_comment: None, ..car })?;
        journey::follow(world, id, at)?;
    }
    let drivers: Vec<Driver> = world.drivers.iter().filter(|driver| is_over(&driver.inactivity)).cloned().collect();
    drivers.into_iter().try_for_each(|driver| world.save(Driver { inactivity: None, ..driver }))
}

fn trouble(world: &mut World, rng: &mut Rng) -> Result<(), Refusal> {
    let asking = world.cars.iter().filter(|car| car.urgent_maintenance && car.inactivity.is_none()).count();
    let on_the_road: Vec<i64> =
        world.trucks.iter().filter(|truck| truck.bid().is_some()).map(|truck| truck.id).collect();
    let car = rng.pick(&on_the_road).and_then(|car| world.cars.get(*car)).cloned();
    let what = rng.pick(&world.life.phrases.troubles).cloned();
    match car {
        Some(car) if rng.chance(0.3) && asking < MOST_IN_TROUBLE && !car.urgent_maintenance => {
            world.save(Car { urgent_maintenance: true, maintenance_comment: what, ..car })
        }
        Some(_) | None => Ok(()),
    }
}

/// A free truck that asks for it goes at once, another one now and then.
fn to_repair(world: &mut World, rng: &mut Rng, at: DateTime<Utc>) -> Result<(), Refusal> {
    let out = world.cars.iter().filter(|car| car.inactivity.is_some()).count();
    let is_free = |car: &&Car| {
        car.deleted_at.is_none()
            && car.inactivity.is_none()
            && world.active.of(Resource::Car(car.id)).next().is_none()
            && world.trucks.get(car.id).is_some()
    };
    let free: Vec<Car> = world.cars.iter().filter(is_free).cloned().collect();
    let asking = free.iter().find(|car| car.urgent_maintenance);
    let by_chance = if rng.chance(0.12) { rng.pick(&free) } else { None };
    let Some(car) = asking.or(by_chance).filter(|_| out < MOST_IN_REPAIR).cloned() else { return Ok(()) };
    let reason = world.life.phrases.repair.clone();
    let inactivity = Some(away(world, reason, at, rng.between(20, 72)));
    world.save(Car { inactivity, urgent_maintenance: true, ..car })
}

fn on_leave(world: &mut World, rng: &mut Rng, at: DateTime<Utc>) -> Result<(), Refusal> {
    let out = world.drivers.iter().filter(|driver| driver.inactivity.is_some()).count();
    let is_free = |driver: &&Driver| {
        !driver.deleted && driver.inactivity.is_none() && world.active.of(Resource::Driver(driver.id)).next().is_none()
    };
    let free: Vec<Driver> = world.drivers.iter().filter(is_free).cloned().collect();
    let Some(driver) = rng.pick(&free).filter(|_| out < MOST_ON_LEAVE).cloned() else { return Ok(()) };
    if !rng.chance(0.15) {
        return Ok(());
    }
    let reason = world.life.phrases.leave.clone();
    let inactivity = Some(away(world, reason, at, rng.between(48, 240)));
    world.save(Driver { inactivity, ..driver })
}

/// Out of work for so many hours.
fn away(world: &World, reason: String, at: DateTime<Utc>, hours: i64) -> Inactivity {
    Inactivity { reason, since: world.life.clock.server(at), until: at + TimeDelta::hours(hours) }
}

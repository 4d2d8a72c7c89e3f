//! One truck and one driver can't be in two launched bids at the same time.

use chrono::{DateTime, Utc};

use super::super::http::answer::{Refusal, refuse};
use super::super::model::bid::Bid;
use super::super::sentences;
use super::super::world::World;
use super::super::world::active::{Hold, Resource, resources_of};

/// Refuses a bid whose plan dates cross another launched bid of its truck or of one of its drivers; names that bid.
pub(crate) fn check(world: &World, bid: &Bid) -> Result<(), Refusal> {
    let Some(period) = bid.period() else { return Ok(()) };
    for resource in resources_of(bid) {
        if let Some(other) = crossing(world, resource, period).find(|hold| hold.bid != bid.id) {
            return refuse(match resource {
                Resource::Car(_) => sentences::car_is_busy(other.bid),
                Resource::Driver(_) => sentences::driver_is_busy(other.bid),
            });
        }
    }
    Ok(())
}

/// Launched bids of a truck or driver at any moment of a period, both ends included.
pub(crate) fn crossing(
    world: &World,
    resource: Resource,
    (from, to): (DateTime<Utc>, DateTime<Utc>),
) -> impl Iterator<Item = &Hold> {
    world.active.of(resource).filter(move |hold| hold.from <= to && from <= hold.to)
}

/// True when the truck of a bid is on the road with another one.
pub(crate) fn car_is_on_the_road(world: &World, bid: &Bid) -> bool {
    let car = bid.terms.car_id.map(Resource::Car);
    car.is_some_and(|car| world.active.of(car).any(|hold| hold.started && hold.bid != bid.id))
}

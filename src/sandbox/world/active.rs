//! Which launched bids hold a truck or a driver, and when: the index behind the platform's overlap check.

use std::collections::{BTreeMap, BTreeSet};

use chrono::{DateTime, Utc};

use super::super::model::bid::Bid;
use super::super::model::names::BidStatus;

/// What a bid holds.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Resource {
    Car(i64),
    Driver(i64),
}

/// The hold of one launched bid.
#[derive(Debug, Clone)]
pub(crate) struct Hold {
    pub(crate) bid: i64,
    pub(crate) from: DateTime<Utc>,
    pub(crate) to: DateTime<Utc>,
    pub(crate) started: bool,
    pub(crate) empty_run: bool,
}

/// Launched bids by what they hold.
#[derive(Debug, Clone, Default)]
pub(crate) struct ActiveBids {
    holds: BTreeMap<i64, Hold>,
    by_resource: BTreeMap<Resource, BTreeSet<i64>>,
    resources: BTreeMap<i64, Vec<Resource>>,
}

impl ActiveBids {
    /// Takes note of a bid as it is now.
    pub(crate) fn note(&mut self, bid: &Bid) {
        for resource in self.resources.remove(&bid.id).unwrap_or_default() {
            if let Some(bids) = self.by_resource.get_mut(&resource) {
                bids.remove(&bid.id);
            }
        }
        self.holds.remove(&bid.id);
        let Some((from, to)) = bid.period().filter(|_| bid.is_active()) else { return };
        let started = bid.life.status == BidStatus::Started;
        self.holds.insert(bid.id, Hold { bid: bid.id, from, to, started, empty_run: bid.terms.empty_run });
        let resources = resources_of(bid);
        for resource in &resources {
            self.by_resource.entry(*resource).or_default().insert(bid.id);
        }
        self.resources.insert(bid.id, resources);
    }

    /// Launched bids that hold a resource, by number.
    pub(crate) fn of(&self, resource: Resource) -> impl Iterator<Item = &Hold> {
        self.by_resource.get(&resource).into_iter().flatten().filter_map(|bid| self.holds.get(bid))
    }

    /// All launched bids, by number.
    pub(crate) fn all(&self) -> impl Iterator<Item = i64> {
        self.holds.keys().copied()
    }
}

/// Truck and drivers of a bid.
pub(crate) fn resources_of(bid: &Bid) -> Vec<Resource> {
    let car = bid.terms.car_id.map(Resource::Car);
    car.into_iter().chain(bid.drivers().map(Resource::Driver)).collect()
}

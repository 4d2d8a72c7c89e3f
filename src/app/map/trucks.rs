//! Where trucks were last, and where one has been.

use chrono::{DateTime, TimeDelta, Utc};

use super::ways::Line;
use crate::domain::id::LocalId;

/// A position older than this says little of where a truck is.
const STALE: TimeDelta = TimeDelta::hours(1);

/// Where a truck was last.
#[derive(Debug, Clone, PartialEq)]
pub struct TruckPlace {
    /// Which.
    pub car: LocalId,
    /// Its plate.
    pub plate: String,
    /// Where, grid units.
    pub at: [f64; 2],
    /// When.
    pub fixed_at: DateTime<Utc>,
}

impl TruckPlace {
    /// Silent for so long that it may be anywhere.
    #[must_use]
    pub fn is_stale(&self, now: DateTime<Utc>) -> bool {
        now - self.fixed_at > STALE
    }
}

/// Where the truck of a started bid has been since the bid began.
#[derive(Debug, Clone, PartialEq)]
pub struct Trail {
    /// The bid.
    pub bid: LocalId,
    /// Positions that there are.
    pub fixes: usize,
    /// What to draw.
    pub line: Line,
}

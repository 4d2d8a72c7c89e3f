//! The part of the settings that is about the map.

use serde::{Deserialize, Serialize};

/// The map.
#[derive(Debug, Clone, PartialEq, Default, Serialize, Deserialize)]
#[serde(default)]
pub struct MapSettings {
    /// What of it was looked at last; `None`: never yet, all bids are shown then.
    pub place: Option<MapPlace>,
}

/// What of the map is looked at.
#[derive(Debug, Clone, Copy, PartialEq, Serialize, Deserialize)]
pub struct MapPlace {
    /// Degrees east of the middle.
    pub longitude: f64,
    /// Degrees north of the middle.
    pub latitude: f64,
    /// Zoom; the world is 256 · 2^zoom points wide.
    pub zoom: f64,
}

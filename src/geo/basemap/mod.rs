//! The map without a network: tiles drawn from embedded outlines and roads, and which names stand on it. It knows no
//! window: a tile is a buffer of pixels, a label is a text and a place for it.
//!
//! Outlines: Natural Earth, public domain. Roads: © OpenStreetMap contributors, ODbL (`assets/map/README.md`).

mod asset;
mod clip;
mod colours;
mod labels;
mod placing;
mod tile;
mod view;

pub use asset::warm;
pub use colours::Theme;
pub use labels::{Label, PlacedLabel, labels, place_labels};
pub use placing::{Anchor, Size, Taken};
pub use tile::{Tile, draw_tile};
pub use view::{GridBox, LEAST_ZOOM, MOST_ZOOM, Projection, View};

/// What stands in the corner of the map.
pub const ATTRIBUTION: &str = "© OpenStreetMap contributors, Natural Earth, GeoNames";
/// Where the licence of the road data stands.
pub const ATTRIBUTION_URL: &str = super::roads::ATTRIBUTION_URL;
/// What the window "About" says besides: one line a source.
pub const SOURCES: [&str; 3] =
    ["© OpenStreetMap contributors (ODbL)", "Made with Natural Earth", "Place names: GeoNames, CC BY 4.0"];
/// Nearer than this the outlines have no more detail to show.
pub const MAX_ZOOM: u8 = 12;

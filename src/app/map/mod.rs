//! The map without pixels: points of bids and trucks as they are drawn, ways along roads, tiles, addresses of clicked places.
//!
//! [`points`] and [`scene`] are the read model, [`ways`] what is drawn between points, [`desk`] what the screen knows, [`ask`] what
//! it may ask; [`handle`] and [`apply`] are pure. What the window needs of `geo` goes through here.

mod apply;
pub mod ask;
mod clusters;
pub mod desk;
mod handle;
pub mod points;
pub mod scene;
pub mod tiles;
pub mod trucks;
pub mod ways;
pub mod web;

pub(in crate::app) use self::apply::stops;
pub use self::apply::{apply, came};
pub use self::handle::{changed, handle, left, opened, synced};
pub use crate::geo::basemap::{
    ATTRIBUTION, ATTRIBUTION_URL, Label, MOST_ZOOM, PlacedLabel, Projection, Size, Taken, Theme, Tile, View, labels,
    place_labels,
};
pub use crate::geo::grid::{WORLD, from_geo, to_geo};

#[cfg(test)]
mod tests;

//! Planning without pixels: when started bids will arrive, and the board of trucks over time.
//!
//! [`expected`] is the forecast of one bid. The board: [`board`] is the read model, [`time`] and [`layout`] say where things stand and what
//! lies under the pointer, [`drag`] what would come of a move, [`details`] what a bar says. [`desk`] is what is known, [`ask`] what may be
//! asked and told; [`handle`] and [`apply`] are pure.

mod apply;
pub mod ask;
pub mod board;
pub mod desk;
pub mod details;
pub mod drag;
pub mod expected;
mod handle;
mod lane;
pub mod layout;
pub mod short;
pub mod time;

pub use self::apply::{apply, moved};
pub use self::handle::{changed, handle, shown_changed};

#[cfg(test)]
mod tests;

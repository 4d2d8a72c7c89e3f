//! Planning without pixels: when started bids will arrive, and the board of trucks over time.
//!
//! [`expected`] is the forecast of one bid, [`desk`] what is known, [`ask`] what may be asked and told; [`apply`] is pure.

mod apply;
pub mod ask;
pub mod desk;
pub mod expected;

pub use self::apply::{apply, moved};

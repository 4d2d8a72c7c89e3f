//! Who can take a bid that has no truck: trucks by free time and empty kilometres, each with what stands against it.

pub mod ask;
pub mod find;

pub use ask::{Taker, Takers, TakersDesk, apply, needs_truck, wanted};

//! Reports over bids that are done: kilometres, time at points, lateness, money. Pure: bids, facts and days come in.
//!
//! [`period`] is which days, [`trip`] what one bid says, [`figures`] sums of many, [`columns`] what is told of
//! them, [`table`] their rows.

pub mod columns;
pub mod figures;
pub mod period;
pub mod table;
pub mod trip;

pub use columns::{Column, Grouping, Measure};
pub use figures::Figures;
pub use period::{Period, PeriodKind};
pub use table::{Row, Subject, Table, Wanted, arrange};
pub use trip::{Told, Trip, trip};

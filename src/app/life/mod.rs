//! The life of bids as a person leads it: changes in place, bulk actions with preview and a result a row, and steps that
//! can be taken back and made again.
//!
//! [`plan`] works out what a wish would do, row by row, without doing it; the worker does it in one transaction;
//! [`step`] is what was done, as a value that is its own way back.

pub mod ask;
pub mod desk;
pub(crate) mod handle;
pub mod in_place;
pub mod marks;
pub mod plan;
pub mod step;
pub mod views;
pub mod wish;
pub mod words;

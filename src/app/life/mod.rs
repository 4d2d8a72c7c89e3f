//! The life of bids as a person leads it: changes in place, bulk actions with preview and a result a row, and steps that
//! can be taken back and made again.
//!
//! [`plan`] works out what a wish would do, row by row, without doing it; the worker does it in one transaction;
//! [`step`] is what was changed, as a value that is its own way back; [`back`] is what was done with whole bids, and how the window
//! takes that back.

pub mod ask;
pub mod back;
#[cfg(test)]
mod back_tests;
pub mod desk;
pub(crate) mod handle;
pub mod in_place;
pub mod marks;
pub mod plan;
pub mod step;
pub mod views;
pub mod wish;
pub mod words;

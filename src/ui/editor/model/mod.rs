//! The bid editor without pixels: the form as typed, what it means, what it lacks, and what a person does to it.
//!
//! Nothing here knows egui. [`session::Session`] is the whole of an open editor; paint code shows it and hands it
//! [`session::Intent`]s.

pub mod addresses;
pub mod busy;
pub mod choices;
pub mod clocks;
pub mod edit;
pub mod form;
pub mod intent;
pub mod more;
pub mod notes;
pub mod pace;
pub mod reading;
pub mod report;
pub mod rows;
pub mod session;
pub mod spot;

#[cfg(test)]
mod tests;

//! The first hour: a page that asks where to work, and a short tour that is never in the way.

pub mod tour;
pub mod welcome;

//! Tables in and out: files as people hand them in, with every kind of wrong cell, through plan and store and back.

#![expect(clippy::unwrap_used, clippy::panic, reason = "a test that meets the unexpected has failed")]

mod made;
mod names;
mod planning;
mod reading;
mod store;
mod writing;
mod wrong;

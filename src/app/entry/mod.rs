//! New bids without a form: a lane repeated, a line of text, rows of a spreadsheet. What is read is shown first; drafts are made
//! on a press, and one press takes them back.

pub mod ask;
mod handle;
pub mod known;

pub use ask::{EntryCommand, EntryDesk, EntryEffect, EntryEvent};
pub use handle::{apply, handle};

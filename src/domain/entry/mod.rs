//! New bids without a form: a lane repeated with other dates, a line of text, rows of a spreadsheet.
//!
//! Pure: what towns, customers and trucks there are is asked of [`Names`]; what day it is comes with the call.

mod line;
mod repeat;
mod rows;
mod template;
mod values;

#[cfg(test)]
mod tests;

use super::id::LocalId;
use super::place::Place;

pub use line::{Quick, read_line};
pub use repeat::{Every, MOST, days, first_plan, moved, repeated};
pub use rows::{Column, Pasted, PastedRow, Unread, read_rows};
pub use template::template_of;

/// What the desk knows by name.
pub trait Names {
    /// The town that some words name, in any of its cases; `None`: they name none, or hardly.
    fn town(&self, words: &str) -> Option<Place>;
    /// A place by a whole address.
    fn address(&self, text: &str) -> Option<Place>;
    /// A customer by name or taxpayer number.
    fn customer(&self, words: &str) -> Option<LocalId>;
    /// A truck by its plate.
    fn car(&self, plate: &str) -> Option<LocalId>;
    /// A trailer by its plate.
    fn trailer(&self, plate: &str) -> Option<LocalId>;
    /// A driver by name or phone.
    fn driver(&self, words: &str) -> Option<LocalId>;
}

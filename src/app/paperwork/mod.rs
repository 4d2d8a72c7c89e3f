//! Papers of bids: which templates there are, what they are filled with, what may be asked of them.
//!
//! A template is a text file of the profile (`templates`); the shipped ones are embedded and stand in for files that aren't
//! there. Pages are `files::pages`, the language of templates `domain::paperwork`.

pub mod ask;
mod handle;
pub mod templates;
pub mod values;

pub use ask::{PaperCommand, PaperDesk, PaperEffect, PaperEvent};
pub use handle::{apply, handle};

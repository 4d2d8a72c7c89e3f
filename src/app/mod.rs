//! The application without pixels: state, commands, what they do, and the worker that does the slow part.
//!
//! `app` knows nothing of egui. Panels and the command line send a [`command::Command`]; [`handle`](self) turns it into
//! a new state and effects; the worker carries effects out and answers with events.

pub mod bid_list;
pub mod books;
pub mod command;
pub mod finding_words;
pub mod settings;
pub mod state;

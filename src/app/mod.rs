//! The application without pixels: state, commands, what they do, and the worker that does the slow part.
//!
//! `app` knows nothing of egui. Panels and the command line send a [`command::Command`]; [`handle`] turns it into a new
//! state and effects; the [`worker`] carries effects out and answers with events, which [`apply`] takes in.

pub mod apply;
pub mod backups;
pub mod bid_list;
pub mod book_desk;
mod book_handle;
pub mod book_warnings;
pub mod books;
pub mod command;
pub mod connect;
pub mod connect_words;
pub mod crossing;
pub mod desk;
pub mod effect;
pub mod event;
pub mod finding_words;
pub mod handle;
pub mod lines;
pub mod profile;
pub mod secrets;
pub mod setting_text;
pub mod settings;
pub mod start_words;
pub mod state;
pub mod switch;
pub mod view;
pub mod worker;

//! The application without pixels: state, commands, what they do, and the worker that does the slow part.
//!
//! `app` knows nothing of egui. Panels and the command line send a [`command::Command`]; [`handle`] turns it into a new
//! state and effects; the [`worker`] carries effects out and answers with events, which [`apply`] takes in.

pub mod apply;
pub mod backups;
pub mod bid_list;
pub mod book_desk;
mod book_handle;
pub mod book_items;
pub mod book_tables;
pub mod book_warnings;
pub mod book_words;
pub mod books;
pub mod command;
pub mod conflicts;
pub mod connect;
pub mod connect_words;
pub mod crash;
pub mod crossing;
mod deciding;
pub mod desk;
pub mod diagnostics;
pub mod effect;
pub mod event;
pub mod exchange_rules;
pub mod finding_words;
pub mod folders;
pub mod fonts;
pub mod groupage;
pub mod handle;
pub mod import;
pub mod inform;
pub mod invites;
pub mod journal;
pub mod lines;
pub mod links;
pub mod log;
pub mod map;
pub mod pace;
pub mod paperwork;
pub mod profile;
pub mod secrets;
pub mod setting_text;
pub mod settings;
pub mod settings_ati;
pub mod settings_dellin;
pub mod settings_inform;
pub mod settings_map;
pub mod settings_paperwork;
pub mod start_words;
pub mod state;
pub mod switch;
pub mod training;
pub mod trouble;
pub mod trouble_words;
pub mod view;
pub mod worker;

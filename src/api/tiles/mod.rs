//! The client of a tile server of the user's own: one picture of the map, asked for politely.
//!
//! [`Template`] is the address with its places for the numbers of a tile, [`Keep`] how long an answer stands. What is kept where,
//! how many are asked for at a time and when to try again is decided by whoever asks. It knows no disk, no picture, no words.

mod client;
mod freshness;
mod template;

pub use client::{Answer, Client, Config, TileError, Validators};
pub use freshness::Keep;
pub use template::{Template, TemplateError};

//! **Cargo.Run Desk**: the dispatcher's desktop for carriers on the Cargo.Run platform.
//!
//! The code map. Arrows point from what is known to who knows it; `tests/architecture.rs` fails on any other arrow.
//!
//! ```text
//! domain ← merge ← sync ← app ← ui, cli ← main
//! domain ← geo ← app, sandbox          words ← app, ui, cli
//! domain ← api, store ← sync, app      platform ← store, cli, ui, main
//! ```
//!
//! - [`domain`]: the trade itself, pure.
//! - [`words`]: texts in Russian and English, by key.

pub mod api;
pub mod app;
pub mod cli;
pub mod domain;
pub mod geo;
pub mod merge;
pub mod platform;
pub mod sandbox;
pub mod store;
pub mod sync;
pub mod ui;
pub mod words;

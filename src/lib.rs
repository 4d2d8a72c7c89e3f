//! **Cargo.Run Desk**: the dispatcher's desktop for carriers on the Cargo.Run platform.
//!
//! The code map. Arrows point from what is known to who knows it; `tests/architecture.rs` fails on any other arrow.
//!
//! ```text
//! domain ← merge ← store, sync ← app ← ui, cli ← main      words ← app, ui, cli
//! domain ← api ← sync, app                                 platform ← store, app, cli, ui, main
//! domain ← geo ← sync, app, sandbox                        sandbox ← cli, main, tests
//! domain ← api ← receiver                                  receiver ← app, cli, tests
//! domain ← files ← app, cli
//! ```
//!
//! - [`domain`]: the trade itself, pure: bids, books, places; the minimal set, overlaps, what may be done.
//! - [`words`]: every text a person reads, by key, in Russian and English.
//! - [`merge`]: three-way merge by field, conflict as a value.
//! - [`files`]: tables in and out: XLSX and CSV, no cell a formula.
//! - [`geo`]: settlements, the training server's geocoder, zones by coordinates.
//! - [`api`]: one client a server: Cargo.Run, ATI.SU, the groupage carrier, the mail server.
//! - [`store`]: SQLite behind whole operations.
//! - [`sync`]: the exchange, one stage a file.
//! - [`app`]: state, commands, events and the worker; no pixels.
//! - [`ui`]: the window.
//! - [`cli`]: the headless verbs.
//! - [`receiver`]: keeps ATI.SU's webhooks until the desk asks for them.
//! - [`sandbox`]: the training server.
//! - [`platform`]: what differs by operating system.

pub mod api;
pub mod app;
pub mod cli;
pub mod domain;
pub mod files;
pub mod geo;
pub mod merge;
pub mod platform;
pub mod receiver;
pub mod sandbox;
pub mod store;
pub mod sync;
pub mod ui;
pub mod words;

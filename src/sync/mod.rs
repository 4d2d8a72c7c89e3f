//! The exchange with the platform, as a numbered story: read catalogs and books, pull bids, send what waits, then a slice of
//! the slow passes ([`deep`]) and, each hour, a check ([`verify`]).
//!
//! One stage a file. The engine knows neither screen nor words; clock, chance, HTTP and store come in as parameters,
//! so that it can be run against the training server with a clock of the test's own.
//!
//! Rules and their reasons: an unanswered creation is a state and not a retry ([`create`]); a bid is read again right
//! before it is changed ([`change`]); nothing is sent before its in-flight mark is on disk; the client's clock decides
//! nothing but when to try again ([`backoff`]). A record that keeps failing is set aside, and a server that keeps failing
//! is left alone ([`breaker`]).

mod ahead;
pub mod backoff;
mod bids;
mod book_pages;
mod books;
mod breaker;
mod change;
mod change_book;
mod create;
mod deep;
pub mod engine;
mod look;
mod patience;
mod places;
mod push;
mod references;
mod trouble;
mod verify;

pub use engine::{Cancel, Engine, Report, Stage, SyncError, Timing, Trigger};
pub use references::References;

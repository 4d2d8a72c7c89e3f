//! The Cargo.Run client: what a carrier's dispatcher needs of the platform's API, in the trade's own types.
//!
//! Sources: seed 000 (which methods), the vendor's OpenAPI file (their shapes), seed 001 (formats). Where these disagree
//! the client **reads every spelling and writes one**: reading never fails for a field that came in another form, and
//! what it can't read survives in the raw text that travels beside each record; writing follows the OpenAPI file.
//!
//! What is where:
//! - [`Client`]: one connection to one server, cheap to clone; its methods are in `catalogs`, `books`, `bids`, `places`, `map`.
//! - `transport`: one exchange over the wire, the journal of calls, tokens and their single flight.
//! - `json`: tolerant reading of fields, dates, raw texts without passwords.
//! - `shape`: what of a record that was read goes back when it is written.
//! - `odata`: queries of the platform's lists.
//!
//! It knows nothing of the store, of queues and retries: it repeats a call only once, after a 401 with a fresh token.
//! Everything else about trying again is for the caller, who is told what is known of the outcome
//! ([`ApiError::outcome_unknown`]).

mod bids;
mod books;
mod catalogs;
mod client;
mod config;
mod error;
mod json;
mod map;
mod odata;
mod places;
mod session;
mod shape;
mod transport;

pub use bids::{AfterBid, BidPage, BidRows, BidView, CollisionQuery, Created, Updated, WriteMethod, told, version_of};
pub use books::{BookForm, BookPage, Reading, period_of_days};
pub use client::{Client, Found};
pub(crate) use config::Base;
pub use config::Config;
pub use error::{ApiError, SignInReason};
pub use json::read_instant;
pub use map::{CarPlace, Fix};
pub use session::{Call, CallLog, Clock, Credentials, References, Session, Tokens};
pub use transport::{HttpWire, Incoming, Method, Outgoing, Shortfall, Wire, WireError, WireFuture};

//! One exchange with the server: the wire, the journal of calls, what an answer means, and the tokens.
//!
//! It knows no method of the platform but the two that give tokens.

mod account;
mod error_text;
mod flight;
mod http;
mod line;
mod wire;

pub(crate) use flight::Flight;
pub use http::HttpWire;
pub(crate) use line::{Answer, Line, Request};
pub use wire::{Incoming, Method, Outgoing, Shortfall, Wire, WireError, WireFuture};

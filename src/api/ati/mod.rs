//! ATI.SU: personal invitations as its webhooks bring them, its subscriptions and dictionaries, and our own receiver that
//! keeps what came while the desk was closed.
//!
//! What is officially known: the model of both topics (seed 003), the signing string, twenty seconds to answer, HTTPS.
//! Everything else comes from notes of others and is a parameter here ([`config`]); reading is tolerant to the last field:
//! whatever is not understood is kept and written back as it came ([`field`]).
//!
//! ```text
//! field      a record whose every field is optional, with the rest kept
//! model      both topics, field by field
//! envelope   a webhook's body → events
//! signature  what is signed, and whether it was signed right
//! trade      the wire → the trade's own invitation
//! leftovers  what of it has no place in a bid: a table of every field
//! client     subscriptions, missed events, cities, firms
//! relay      the receiver, asked by the desk
//! ```

pub mod client;
pub mod config;
pub mod envelope;
mod error;
pub mod field;
mod http;
mod leftovers;
pub mod model;
pub mod relay;
pub mod signature;
pub mod trade;

pub use error::AtiError;

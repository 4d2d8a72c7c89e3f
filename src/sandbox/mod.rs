//! The training server: Cargo.Run as its document and its OpenAPI file describe it, over real HTTP on 127.0.0.1.
//!
//! It has its own model and draws its own JSON: it shares no wire type with the desk's client, so each is a witness
//! of the other. It must not know the store, the sync, the windows or the desk's texts; its Russian sentences
//! ([`sentences`]) are the platform's own voice.
//!
//! ```text
//! http      one connection, one request: routes, bodies, answers, faults
//! handlers  what each method does
//! dellin    the training carrier under /dellin: prices, orders, directories
//! mishaps   what befalls the world around a request: other people, a lagging copy, a wrong clock, a restored server
//! rules     what the platform refuses, and what it works out by itself
//! views     the shapes that go out: tables of named fields
//! model     the records as the server keeps them
//! life      what happens by itself as time passes
//! world     all records, their indexes, the clock, the storage behind them
//! seed      the demo data
//! ati       ATI.SU beside it: subscriptions, and signed events to a receiver on this machine
//! ```

mod ati;
mod auth;
mod clock;
mod dellin;
mod fault;
mod faults;
mod handlers;
mod http;
mod inside;
mod life;
mod mishaps;
mod model;
pub mod odata;
mod options;
mod rules;
mod running;
mod seed;
mod sentences;
mod server;
mod storage;
mod views;
mod world;

use std::fmt::Write as _;

pub use ati::{ATI_TOKEN, AtiFault, AtiPanel, Delivered};
pub use dellin::GroupageOrder;
pub use fault::{Fault, UnknownFault};
pub use faults::FaultPanel;
pub use inside::{Inside, Told};
pub use mishaps::Deed;
pub use options::{LoginLimit, Options};
pub use running::{Running, SandboxError, start};

/// SHA-256 in hexadecimal digits, by the hash of a cipher suite: the server has no other need of one.
fn digest(bytes: &[u8]) -> String {
    let suite = rustls::crypto::ring::cipher_suite::TLS13_AES_128_GCM_SHA256.tls13();
    let sum = suite.map(|suite| suite.common.hash_provider.hash(bytes));
    let mut text = String::with_capacity(64);
    for byte in sum.iter().flat_map(AsRef::as_ref) {
        let _always_fits = write!(text, "{byte:02x}");
    }
    text
}

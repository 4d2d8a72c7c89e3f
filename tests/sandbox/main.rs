//! The training server over real HTTP: every method, every refusal, its memory, its faults, and the vendor's contract
//! as the judge of every answer.

#![allow(
    clippy::unwrap_used,
    clippy::panic,
    clippy::missing_panics_doc,
    reason = "a helper of a test may fail as loudly as the test"
)]

mod accounts;
mod bids;
mod books;
mod demo;
mod desk;
mod faults;
mod life;
mod lists;
mod living;
mod memory;
mod mishaps;
mod movement;
#[path = "../support/witness.rs"]
mod witness;

//! Clients of the services that the desk talks to: one module each, wire shapes apart from the trade's types.
//!
//! `api` sees only `domain`. It knows no store, no screen and no words for people: errors are kinds, and the sentences
//! that a person reads are made from them elsewhere.

pub mod ati;
pub mod cargorun;
pub mod dellin;
pub mod smtp;

//! How the desk keeps people informed: what changed outside, what to tell the dispatcher, what to write to the
//! administrator. Rules are pure; what touches the disk takes a store, what touches the network is called by the worker and
//! by `sync --watch` alike.

pub mod alerts;
pub mod ask;
pub mod change_words;
pub mod gather;
pub mod letter;
pub mod mail_words;
pub mod notices;
pub mod quiet;
pub mod state;

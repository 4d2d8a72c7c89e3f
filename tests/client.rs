//! The Cargo.Run client over real HTTP, against small servers that behave well or badly on purpose.

#[cfg(test)]
#[path = "client/answers.rs"]
mod answers;
#[cfg(test)]
#[path = "client/contract.rs"]
mod contract;
#[cfg(test)]
#[path = "client/desk.rs"]
mod desk;
#[cfg(test)]
#[path = "client/journal.rs"]
mod journal;
#[cfg(test)]
#[path = "client/lists.rs"]
mod lists;
#[cfg(test)]
#[path = "client/server.rs"]
mod server;
#[cfg(test)]
#[path = "client/tokens.rs"]
mod tokens;
#[cfg(test)]
#[path = "client/training.rs"]
mod training;
#[cfg(test)]
#[path = "support/witness.rs"]
mod witness;

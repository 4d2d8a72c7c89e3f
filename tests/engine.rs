//! The real engine and a real database file against the training server over real HTTP, in a time of the test's own.
//!
//! Nothing here sleeps: the clock of both sides is one number that the test moves.

#![cfg(test)]

#[path = "engine/books.rs"]
mod books;
#[path = "engine/colleague.rs"]
mod colleague;
#[path = "engine/desk.rs"]
mod desk;
#[path = "engine/directed.rs"]
mod directed;
#[path = "engine/lots.rs"]
mod lots;
#[path = "engine/seeds.rs"]
mod seeds;
#[path = "engine/time.rs"]
mod time;
#[path = "engine/two_sides.rs"]
mod two_sides;
#[path = "engine/wire.rs"]
mod wire;

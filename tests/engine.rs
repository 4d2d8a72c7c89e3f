//! The real engine and a real database file against the training server in this process, in a time of the test's own.
//!
//! Nothing here sleeps: the clock of both sides is one number that the test moves. Stories run one a thread, so that a
//! seed goes the same way every time.

#![cfg(test)]

#[path = "engine/book_sides.rs"]
mod book_sides;
#[path = "engine/books.rs"]
mod books;
#[path = "engine/clocks.rs"]
mod clocks;
#[path = "engine/colleague.rs"]
mod colleague;
#[path = "engine/crash.rs"]
mod crash;
#[path = "engine/desk.rs"]
mod desk;
#[path = "engine/directed.rs"]
mod directed;
#[path = "engine/judge.rs"]
mod judge;
#[path = "engine/lots.rs"]
mod lots;
#[path = "engine/planted.rs"]
mod planted;
#[path = "engine/profile.rs"]
mod profile;
#[path = "engine/seeds.rs"]
mod seeds;
#[path = "engine/story.rs"]
mod story;
#[path = "engine/template.rs"]
mod template;
#[path = "engine/time.rs"]
mod time;
#[path = "engine/two_sides.rs"]
mod two_sides;
#[path = "engine/upkeep.rs"]
mod upkeep;
#[path = "engine/watch.rs"]
mod watch;
#[path = "engine/wire.rs"]
mod wire;

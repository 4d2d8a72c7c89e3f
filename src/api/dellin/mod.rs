//! The client of Деловые Линии: a price with terms (`v2/calculator`, seed 004), an order (`v2/request`, seed 002), the
//! sign-in, the search of orders and the directories. JSON only: the XML twins are not spoken.
//!
//! **Reads every spelling and writes one** (`partners.md` §1.7): duplicate keys, a Cyrillic letter in a key, one or two `r`
//! in `derival`, prices as numbers, texts or nothing, `errors` as a list or a sentence.
//!
//! Reads may be repeated. **An order never is**: one request, with a session, or an error that says what is known of it
//! ([`DellinError::outcome_unknown`]). It knows no store and no words.

mod answers;
mod client;
mod directories;
mod error;
mod fields;
mod pace;
mod shipment;
#[cfg(test)]
mod tests;
mod write;

pub use client::{Account, Client, Config, KeptSession, Keys, Sent};
pub use directories::Fetched;
pub use error::{Complaint, DellinError};
pub use pace::Pace;
pub use shipment::{Typed, read_shipment};
pub use write::write_shipment;

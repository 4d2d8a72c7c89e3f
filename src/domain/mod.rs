//! The trade itself: bids, points, cargos, the four reference books, and the rules a dispatcher works by.
//!
//! Everything here is pure: values in, values out. `domain` knows nothing of the wire shapes of any server, of SQL,
//! HTTP, files, the clock, threads or egui. The `serde` derives serve the desk's own documents (store, form drafts),
//! never a server's JSON.
//!
//! Units, unless an item says otherwise: money in roubles, distances in metres, weights in tonnes, coordinates in
//! degrees, plan times in the local time of the point's address, everything called `…_utc` or `…_at` in UTC.

pub mod action;
#[cfg(test)]
pub(crate) mod any_json;
pub mod bid;
pub mod bid_change;
pub mod bid_more;
pub mod book;
pub mod book_check;
pub mod book_field;
pub mod catalog;
pub mod code128;
pub mod completion;
pub mod empty_run;
pub mod entry;
pub mod forecast;
pub mod id;
pub mod import;
pub mod inn;
pub mod invite;
pub mod ltl;
pub mod minimal_set;
pub mod money;
pub mod notes;
pub mod overlap;
pub mod paperwork;
pub mod payment;
pub mod phone;
pub mod place;
pub mod plate;
pub mod pulled;
pub mod recognise;
pub mod record;
pub mod report;
pub mod search_key;
pub mod sync_case;
pub mod takers;
pub mod triage;
pub mod trouble;
pub mod typed_time;
pub mod undoing;
pub mod upkeep;
pub mod visits;
pub mod watch;

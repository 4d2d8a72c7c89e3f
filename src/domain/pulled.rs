//! Records as the platform gives them, already in our own terms: what a client hands over and a store takes in.
//!
//! The raw texts travel along, so that fields this version doesn't know survive a later write.

use chrono::{DateTime, Utc};

use super::bid::{Bid, BidFacts};
use super::book::BookEntry;
use super::id::RemoteId;

/// A bid as a pull or a read-back brings it, references already local.
#[derive(Debug, Clone, PartialEq)]
pub struct PulledBid {
    /// The platform's number.
    pub remote_id: RemoteId,
    /// Our handle, when the bid was born at a desk.
    pub external_id: Option<String>,
    /// Its `updatedAt`, for the dates on screen.
    pub updated_at: Option<DateTime<Utc>>,
    /// Row of `GetListForExternal`, when it came from there.
    pub list_raw: Option<String>,
    /// Answer of `TruckingBids/Get/{id}`, when it came from there.
    pub edit_raw: Option<String>,
    /// Projection on the fields a person sets.
    pub bid: Bid,
    /// What only the platform knows.
    pub facts: BidFacts,
}

/// A row of a book as a full read brings it.
#[derive(Debug, Clone, PartialEq)]
pub struct PulledBook {
    /// The platform's number.
    pub remote_id: RemoteId,
    /// The row as the server wrote it (the driver's password already dropped).
    pub raw: String,
    /// Its fields.
    pub entry: BookEntry,
    /// Deleted there.
    pub deleted: bool,
    /// Active there.
    pub active: bool,
}

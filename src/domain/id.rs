//! Names of records: ours, which never change, and the platform's numbers, which appear after the first sending.

use std::fmt;

use serde::{Deserialize, Serialize};

/// The kinds of record that both sides keep.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum RecordKind {
    /// A transport bid ("заявка").
    Bid,
    /// A driver ("водитель").
    Driver,
    /// A truck or tractor ("машина").
    Car,
    /// A trailer ("прицеп").
    Trailer,
    /// A counterparty ("контрагент").
    Counterparty,
    /// An organisation of the carrier itself ("организация", `LegalPersons`).
    Organisation,
}

impl RecordKind {
    /// The reference books.
    pub const BOOKS: [Self; 5] = [Self::Driver, Self::Car, Self::Trailer, Self::Counterparty, Self::Organisation];
    /// All of them.
    pub const ALL: [Self; 6] =
        [Self::Bid, Self::Driver, Self::Car, Self::Trailer, Self::Counterparty, Self::Organisation];

    /// A short stable prefix, used in local ids of records that were born on the platform and in the store.
    #[must_use]
    pub const fn prefix(self) -> &'static str {
        match self {
            Self::Bid => "bid",
            Self::Driver => "drv",
            Self::Car => "car",
            Self::Trailer => "trl",
            Self::Counterparty => "cpt",
            Self::Organisation => "org",
        }
    }
}

/// Our own id of a record: text, given once, never reused.
///
/// Records born here carry a UUIDv7; records born on the platform carry a name derived from their number
/// (`bid-48213`), so that a bid may refer to a driver that has not been read yet.
#[derive(Debug, Clone, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(transparent)]
pub struct LocalId(String);

impl LocalId {
    /// Wraps text that already is a local id (from the store, the command line, a fresh UUID).
    #[must_use]
    pub fn new(text: impl Into<String>) -> Self {
        Self(text.into())
    }

    /// The local id of a record that was born on the platform.
    #[must_use]
    pub fn of_remote(kind: RecordKind, remote: RemoteId) -> Self {
        Self(format!("{}-{}", kind.prefix(), remote.0))
    }

    /// The id as text.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl fmt::Display for LocalId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

/// What a call of the platform names a bid by.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub enum BidKey {
    /// The platform's number.
    Number(RemoteId),
    /// Our handle (`externalId`): before the platform has given a number.
    Handle(String),
}

/// The platform's number of a record or of a catalog item: a positive integer.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(transparent)]
pub struct RemoteId(pub i64);

impl fmt::Display for RemoteId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.fmt(f)
    }
}

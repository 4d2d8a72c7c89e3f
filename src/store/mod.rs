//! The desk's memory: SQLite behind whole operations. SQL lives nowhere else, and no SQLite type leaves this module, so
//! that another engine can stand behind the same functions later.
//!
//! Every public function is one transaction: it happened whole or not at all, and a commit that returned survives a
//! power cut. Functions block for as long as the disk takes; call them from a worker, not while painting. Clocks come in
//! as parameters; moments are kept to the microsecond.
//!
//! What stands where: [`Store::save_bid`] and its neighbours are a person's edits (`edits`, `queue`, `conflicts`),
//! [`Store::apply_bid_page`] and [`Store::apply_book`] take in what the platform has (`pull`, `pull_books`, `receive`),
//! [`Store::begin_operation`] and [`Store::finish_operation`] frame each sending (`exchange`, `outcome`, `agree`). The state
//! of a record is never set: it is worked out from facts at each writing (`standing`).
//!
//! The module knows neither servers nor words nor the screen.

mod agree;
mod aside;
mod backup;
mod bid_record;
mod bid_rows;
mod bid_templates;
mod bin;
mod book_conflicts;
mod book_import;
mod book_record;
mod books;
mod changes;
mod checking;
mod codec;
mod completion;
mod conflicts;
mod connection;
mod customer_places;
mod decisions;
mod deletion_conflicts;
mod directories;
pub mod dispatch_days;
mod done_bids;
mod edits;
mod error;
mod exchange;
mod gone;
pub mod groupage;
mod held;
mod history;
pub mod invites;
mod journal;
mod journal_view;
mod kept;
pub mod learned;
mod life_steps;
mod link_reviews;
mod link_table;
pub mod map_points;
pub mod model;
mod notes;
mod nulls;
pub mod offers;
mod open;

mod outbox;
mod outcome;
pub mod outside;
mod outside_books;
mod own_changes;
mod own_terms;
mod packed;
mod passes;
mod place_batch;
mod places_put_off;
pub mod plan_rows;
mod policies;
mod proof;
mod pull;
mod pull_books;
mod queue;
mod ready;
mod receive;
mod references;
mod restore;
mod revisions;
mod standing;
mod steps;
mod subject;
mod take_back;
pub mod tile_shelf;
mod told;
mod unseen;
mod upkeep;
mod watched;

use std::path::{Path, PathBuf};
use std::sync::Arc;

use rusqlite::Transaction;

pub use self::bid_rows::Pairing;
pub use self::book_import::{ImportUndone, Imported};
pub use self::changes::{BidWrite, Written};
pub use self::completion::Restored;
pub use self::done_bids::DoneBid;
pub use self::error::StoreError;
pub use self::held::HeldDeletions;
pub use self::life_steps::{LifeStep, LifeStepKind};
pub use self::link_reviews::{LinkCandidate, LinkCase, LinkChoice, LinkDecision, LinkReport, Meeting};
pub use self::link_table::{Link, LinkHow};
pub use self::own_changes::OwnChange;
pub use self::passes::{PageOf, Pass, TakenPage};
pub use self::proof::Proof;
pub use self::ready::ReadyBid;
pub use self::restore::BackupSummary;
pub use self::steps::QueuedOp;
pub use self::take_back::SettledConflict;

use self::connection::Connections;
use self::error::Fault;

/// The open memory of a profile. Clones share it; any thread may call it.
#[derive(Debug, Clone)]
pub struct Store {
    connections: Arc<Connections>,
}

/// An opened store, and what had to be done to open it.
#[derive(Debug)]
pub struct Opened {
    /// The store.
    pub store: Store,
    /// Where a damaged database was moved to, with its log beside it; a new one was made in its place.
    pub moved_aside: Option<PathBuf>,
}

impl Store {
    /// Opens the database of a file, or makes it with its folder. A damaged one is moved aside, never overwritten.
    ///
    /// # Errors
    /// [`StoreError::NewerVersion`] when a newer program wrote it: it is left untouched. [`StoreError::NotWritable`] when
    /// the file or its folder can't be written. [`StoreError::Other`] when the file is another program's database.
    pub fn open(path: &Path) -> Result<Opened, StoreError> {
        Ok(Self::opened(open::open(path)?, path))
    }

    /// A store that lives as long as its last clone.
    ///
    /// # Errors
    /// [`StoreError::Other`] when there is no memory for it.
    pub fn open_in_memory() -> Result<Self, StoreError> {
        let connections = Arc::new(Connections::new(open::open_in_memory()?, None));
        Ok(Self { connections })
    }

    fn connections(&self) -> &Connections {
        &self.connections
    }

    fn write<T>(&self, work: impl FnOnce(&Transaction<'_>) -> Result<T, Fault>) -> Result<T, StoreError> {
        Ok(self.connections.write(work)?)
    }

    fn write_unhurried<T>(&self, work: impl FnOnce(&Transaction<'_>) -> Result<T, Fault>) -> Result<T, StoreError> {
        Ok(self.connections.write_unhurried(work)?)
    }

    fn read<T>(&self, work: impl FnOnce(&Transaction<'_>) -> Result<T, Fault>) -> Result<T, StoreError> {
        Ok(self.connections.read(work)?)
    }
}

//! What the worker tells: results, progress, failures in words.

use std::collections::HashSet;
use std::path::PathBuf;
use std::sync::Arc;

use chrono::{DateTime, Utc};

use super::backups::BackupFile;
use super::bid_list::BidLine;
use super::book_desk::BookEvent;
use super::books::Books;
use super::command::AfterSave;
use super::connect_words::Check;
use super::state::{AddressAnswer, Collisions, EditorStart, Link, ToastLevel};
use crate::domain::id::LocalId;
use crate::domain::overlap::OverlapIndex;
use crate::store::BackupSummary;
use crate::store::model::{BidRecord, JournalEntry};
use crate::words::Message;

/// Counts of what waits, from the store.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Waiting {
    /// Operations to be sent.
    pub unsent: usize,
    /// Operations that the platform refused.
    pub rejected: usize,
    /// Records changed on both sides.
    pub conflicts: usize,
}

/// Occupations as the background knows them now.
#[derive(Debug, Clone)]
pub struct Crossings {
    /// The index.
    pub index: Arc<OverlapIndex>,
    /// Bids that cross another.
    pub bids: Arc<HashSet<LocalId>>,
}

/// Something that happened.
#[derive(Debug, Clone)]
pub enum Event {
    /// The books and catalogs, whole.
    Books(Arc<Books>),
    /// The bids, whole.
    Bids {
        /// Lines of all that are listed.
        lines: Vec<BidLine>,
        /// Occupations.
        crossings: Crossings,
    },
    /// One bid changed.
    Bid {
        /// Which.
        id: LocalId,
        /// Its line; `None` when it is no longer listed.
        line: Option<Box<BidLine>>,
        /// The whole record, for an open card.
        record: Option<Arc<BidRecord>>,
        /// Occupations.
        crossings: Crossings,
    },
    /// A card's record.
    Card(Arc<BidRecord>),
    /// What the editor starts from.
    Editor {
        /// The stored bid, or `None` for a new one.
        id: Option<LocalId>,
        /// The start.
        start: EditorStart,
    },
    /// A form was stored.
    Saved {
        /// What was asked for: `None` was a new bid.
        asked: Option<LocalId>,
        /// The record.
        record: Arc<BidRecord>,
        /// What follows.
        then: AfterSave,
    },
    /// A form could not be stored; nothing typed is lost.
    NotSaved(Message),
    /// A bid was deleted here; it can be taken back.
    Deleted(LocalId),
    /// An answer of the geocoder.
    Addresses(String, AddressAnswer),
    /// The platform's own overlap check.
    Collisions(Collisions),
    /// The exchange began a stage.
    SyncStage(Message),
    /// A cycle ended.
    SyncEnded {
        /// When it ended well.
        at: DateTime<Utc>,
        /// Why it failed, if it did.
        error: Option<Message>,
    },
    /// Counts of what waits.
    Waiting(Waiting),
    /// The link changed.
    Link(Link),
    /// Who is signed in.
    User(String),
    /// Whether secrets live in the OS key store.
    KeyStore(bool),
    /// Entries of the exchange journal.
    Journal(Arc<Vec<JournalEntry>>),
    /// A start was refused here because of another bid.
    StartBlocked {
        /// The other bid.
        other: LocalId,
        /// The sentence.
        message: Message,
    },
    /// The connection was made anew, perhaps to another server.
    Connected {
        /// Address.
        server: String,
        /// Who signs in.
        user: Option<String>,
    },
    /// Where a test of the connection stands.
    Check(Check),
    /// The backups, newest first.
    Backups(Vec<BackupFile>),
    /// What a backup holds, or why it can't be used.
    BackupPreview(PathBuf, Result<BackupSummary, Message>),
    /// A backup took the place of the database.
    Restored,
    /// Something about the reference books.
    Book(BookEvent),
    /// Something to tell.
    Notice(ToastLevel, Message),
}

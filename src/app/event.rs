//! What the worker tells: results, progress, failures in words.

use std::collections::HashSet;
use std::path::PathBuf;
use std::sync::Arc;

use chrono::{DateTime, Utc};

use super::backups::BackupFile;
use super::bid_list::BidLine;
use super::book_desk::BookEvent;
use super::book_sheet::BookSheets;
use super::command::AfterSave;
use super::conflicts::{Case, Choices};
use super::connect_words::Check;
use super::entry::EntryEvent;
use super::folders::Folder;
use super::fonts::{FontFile, LoadedFont};
use super::groupage::desk::GroupageEvent;
use super::inform::ask::InformEvent;
use super::invites::ask::InviteEvent;
use super::life::ask::LifeEvent;
use super::map::ask::MapEvent;
use super::paperwork::PaperEvent;
use super::plan::ask::PlanEvent;
use super::report::desk::ReportEvent;
use super::state::{AddressAnswer, Collisions, EditorStart, Link, ToastLevel};
use super::takers::Takers;
use super::trail::{Stamp, Trail};
use crate::domain::id::LocalId;
use crate::domain::overlap::OverlapIndex;
use crate::store::model::{BidRecord, HourCount, JournalPage};
use crate::store::{BackupSummary, HeldDeletions, SettledConflict};
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

/// Where the engine stands beside its cycles.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct EngineNews {
    /// Deletions that wait for a person: the exchange is stopped.
    pub held: Vec<HeldDeletions>,
    /// When both sides were last proven equal.
    pub proven_equal_at: Option<DateTime<Utc>>,
    /// Conflicts that the setting decided, newest first.
    pub settled: Arc<[SettledConflict]>,
}

/// Occupations as the background knows them now.
#[derive(Debug, Clone)]
pub struct Crossings {
    /// The index.
    pub index: Arc<OverlapIndex>,
    /// Bids that cross another, or a time out of work.
    pub bids: Arc<HashSet<LocalId>>,
}

/// Something that happened.
#[derive(Debug, Clone)]
pub enum Event {
    /// The books and catalogs, whole, with their sheets.
    Books(Arc<BookSheets>),
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
    /// Occupations changed, and no bid: something is out of work, or is back.
    Crossings(Crossings),
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
    /// All undecided conflicts.
    Conflicts {
        /// The cases, oldest first.
        cases: Arc<Vec<Case>>,
        /// Choices kept on disk.
        kept: Vec<(LocalId, Choices)>,
        /// Records whose choices are no longer needed.
        settled: Vec<LocalId>,
    },
    /// A decision was written down: the case as it was, and what was picked.
    Decided(Box<Case>, Box<Choices>),
    /// A decision was not written down, and why.
    NotDecided(LocalId, Message),
    /// The platform changed a record again while it was being decided: nothing was written.
    ConflictMoved(LocalId),
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
    /// Where the engine stands.
    Engine(EngineNews),
    /// The link changed.
    Link(Link),
    /// Who is signed in.
    User(String),
    /// Whether secrets live in the OS key store.
    KeyStore(bool),
    /// A page of the exchange journal; with the first one, the counts by hour.
    Journal(Box<JournalPage>, Option<Vec<HourCount>>),
    /// What people are informed of.
    Inform(InformEvent),
    /// A start was refused here because of another bid.
    StartBlocked {
        /// The other bid.
        other: LocalId,
        /// The sentence.
        message: Message,
    },
    /// Another database is about to be opened, of another server or user: nothing of the present one is to be seen or
    /// pressed any more.
    Leaving,
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
    /// A folder proved to be writable, or why not.
    FolderTried(Folder, Result<String, Message>),
    /// A font that was asked for, or why it can't be used.
    Font(String, Result<Arc<LoadedFont>, Message>),
    /// Fonts of the system that could be used.
    Fonts(Vec<FontFile>),
    /// The diagnostics are written here.
    Diagnostics(PathBuf),
    /// Something to tell.
    Notice(ToastLevel, Message),
    /// Something about personal invitations.
    Invites(InviteEvent),
    /// Something about the map.
    Map(MapEvent),
    /// Something about groupage shipments.
    Groupage(GroupageEvent),
    /// Something about papers of bids.
    Paperwork(PaperEvent),
    /// Something about new bids without a form.
    Entry(EntryEvent),
    /// Who can take a bid.
    Takers(Box<Takers>),
    /// Notes of a record, the newest first.
    Notes(LocalId, Vec<crate::domain::notes::Note>),
    /// Something about planning.
    Plan(PlanEvent),
    /// Something about the life of bids.
    Life(LifeEvent),
    /// Something about reports.
    Report(ReportEvent),
    /// The trace of a bid.
    Trail(Stamp, Box<Trail>),
}

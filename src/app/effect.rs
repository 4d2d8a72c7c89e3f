//! What a handler asks the worker to do: everything that touches disk or network.

use std::path::PathBuf;

use crate::domain::bid::Bid;
use crate::domain::id::LocalId;
use crate::store::model::{JournalFilter, OpKind};

use super::book_desk::BookEffect;
use super::command::{AfterSave, Secret};
use super::entry::EntryEffect;
use super::folders::Folder;
use super::groupage::desk::GroupageEffect;
use super::inform::ask::InformEffect;
use super::invites::ask::InviteEffect;
use super::journal::JournalFormat;
use super::life::ask::LifeEffect;
use super::map::ask::MapEffect;
use super::notes::NotesEffect;
use super::paperwork::PaperEffect;
use super::plan::ask::PlanEffect;
use super::report::desk::ReportEffect;
use super::settings::Settings;
use super::trail::TrailEffect;
use super::training::Wish;

/// A piece of slow work.
#[derive(Debug, Clone, PartialEq)]
pub enum Effect {
    /// Read everything the screen needs from the store.
    LoadAll,
    /// Read one bid for its card.
    LoadCard(LocalId),
    /// Read one bid for the editor.
    LoadForEditor(LocalId),
    /// Look for a form that a crash interrupted; answers with the editor's start.
    LoadKeptForm,
    /// Store a form.
    SaveBid {
        /// The stored bid, or `None` for a new one.
        id: Option<LocalId>,
        /// The form.
        bid: Box<Bid>,
        /// What follows.
        then: AfterSave,
    },
    /// Put an operation on a bid into the outbox and exchange.
    Queue(LocalId, OpKind),
    /// Delete a bid.
    Delete(LocalId),
    /// Takes a bid out of the bin.
    TakeOutOfBin(LocalId),
    /// Keep a half-typed form.
    KeepForm {
        /// The stored bid that it edits.
        id: Option<LocalId>,
        /// The panel's own JSON.
        form: String,
    },
    /// Forget the kept form.
    DropForm,
    /// Keep half-made choices of a conflict.
    KeepChoices(LocalId, Box<super::conflicts::Choices>),
    /// Read the server, then carry a decision out.
    Resolve(crate::domain::id::RecordKind, LocalId, Box<super::conflicts::Choices>),
    /// Take a decision back. True: of a record that was deleted on the platform.
    UndoDecision(crate::domain::id::RecordKind, LocalId, bool),
    /// Ask the geocoder.
    SuggestAddress(String),
    /// Ask the platform's own overlap check.
    AskCollisions {
        /// The stored bid, when there is one.
        id: Option<LocalId>,
        /// The form.
        bid: Box<Bid>,
    },
    /// Run a cycle of the exchange.
    Sync {
        /// A person asked for it: everything that waits is tried at once.
        person: bool,
    },
    /// Compare with the platform now.
    Verify,
    /// Carry out the deletions that wait for a person.
    AcceptDeletions,
    /// Take back a decision of the setting.
    TakeBack(i64),
    /// Stop the running cycle after the request that is on the wire.
    CancelSync,
    /// Sign in with a typed password.
    SignIn {
        /// E-mail or phone.
        user: String,
        /// Password.
        password: Secret,
    },
    /// Write the settings to the profile.
    SaveSettings(Box<Settings>),
    /// Connect anew, as the settings say, with a typed password when there is one.
    Connect {
        /// The password.
        password: Option<Secret>,
    },
    /// Try a server, a user and a password.
    Check {
        /// Address.
        server: String,
        /// E-mail or phone.
        user: String,
        /// Password.
        password: Secret,
    },
    /// The daily backup and the length of the journal.
    Upkeep,
    /// List the backups.
    ListBackups,
    /// Make a backup now.
    MakeBackup,
    /// Read a backup and say what it holds.
    LookIntoBackup(PathBuf),
    /// Put a backup in the place of the database.
    Restore(PathBuf),
    /// Show a folder.
    OpenFolder(Folder),
    /// Find out whether a folder can be written.
    TryFolder(Folder, String),
    /// Read a font and find out whether it has the signs that are needed.
    TryFont(String),
    /// Look for fonts of the system that could be used.
    ListFonts,
    /// Write the diagnostics.
    MakeDiagnostics,
    /// Change the training server. Carried out by the desk itself: it holds the server.
    Train(Wish),
    /// Read the exchange journal: its first page and the counts.
    LoadJournal(JournalFilter),
    /// Read another page of it, from this place on.
    JournalPage(JournalFilter, usize),
    /// Ask for a file and write the journal into it.
    ExportJournal(JournalFilter, JournalFormat),
    /// What people are informed of.
    Inform(InformEffect),
    /// Something about the reference books.
    Book(BookEffect),
    /// Something about personal invitations.
    Invites(InviteEffect),
    /// Something about the map.
    Map(MapEffect),
    /// Something about groupage shipments.
    Groupage(GroupageEffect),
    /// Slow work on papers of bids.
    Paperwork(PaperEffect),
    /// Slow work on new bids without a form.
    Entry(EntryEffect),
    /// Look for trucks that can take a bid.
    Takers(LocalId),
    /// Work on notes.
    Notes(NotesEffect),
    /// Something about planning.
    Plan(PlanEffect),
    /// Something about the life of bids.
    Life(LifeEffect),
    /// Slow work on reports.
    Report(ReportEffect),
    /// Work on the trace of a bid.
    Trail(TrailEffect),
}

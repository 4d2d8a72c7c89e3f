//! Everything a person can ask of the program, as values: what panels, keys, menus and the palette send.

use std::path::PathBuf;

use super::book_desk::BookCommand;
use super::entry::EntryCommand;
use super::exchange_rules::PlatformBids;
use super::folders::Folder;
use super::groupage::desk::GroupageCommand;
use super::inform::ask::InformCommand;
use super::invites::ask::InviteCommand;
use super::journal::JournalFormat;
use super::life::ask::LifeCommand;
use super::map::ask::MapCommand;
use super::notes::NotesCommand;
use super::paperwork::PaperCommand;
use super::plan::ask::PlanCommand;
use super::report::desk::ReportCommand;
use super::trail::TrailCommand;
use crate::domain::bid::Bid;
use crate::domain::id::{LocalId, RecordKind};
use crate::merge::Policy;
use crate::store::model::JournalFilter;
use crate::words::Lang;

/// A wish of the person at the desk. Handled after drawing, never in the middle of it.
#[derive(Debug, Clone, PartialEq)]
pub enum Command {
    /// Show a screen.
    Open(Screen),
    /// Select a bid and open its card.
    SelectBid(LocalId),
    /// Close the card.
    CloseCard,
    /// Open the editor on a new bid.
    NewBid,
    /// Open the editor on a stored bid.
    EditBid(LocalId),
    /// Close the editor; its form has been saved or is thrown away.
    CloseEditor,
    /// Store the form as a draft. `id` is `None` for a new bid; `then` says what follows.
    SaveBid {
        /// The stored bid, or `None` for a new one.
        id: Option<LocalId>,
        /// The form.
        bid: Box<Bid>,
        /// What follows the saving.
        then: AfterSave,
    },
    /// Keep a half-typed form, so that a crash doesn't lose it.
    KeepForm {
        /// The stored bid that it edits, or `None` for a new one.
        id: Option<LocalId>,
        /// The panel's own JSON.
        form: String,
    },
    /// Forget the kept form.
    DropForm,
    /// Queue the bid for sending.
    SendBid(LocalId),
    /// Queue its start.
    StartBid(LocalId),
    /// Queue its return to a draft.
    RevertBid(LocalId),
    /// Queue its cancellation.
    CancelBid(LocalId),
    /// Delete it (a draft of ours at once, a draft of the platform's through the queue).
    DeleteBid(LocalId),
    /// Take back the last local deletion or edit.
    Undo,
    /// Ask for address suggestions. Answers land in [`super::state::AppState::addresses`] under the same text.
    SuggestAddress(String),
    /// Ask the platform for its own overlap check of this bid.
    AskCollisions {
        /// The stored bid, when there is one.
        id: Option<LocalId>,
        /// The form.
        bid: Box<Bid>,
    },
    /// Show the conflicts, at this record.
    OpenConflict(LocalId),
    /// Pick a value of a unit of a record in conflict; `None` takes the pick back.
    PickConflict {
        /// The record.
        id: LocalId,
        /// The unit's name.
        unit: String,
        /// The pick.
        pick: Option<crate::merge::Pick>,
    },
    /// Pick one side for everything that has to be decided of a record.
    PickConflictSide {
        /// The record.
        id: LocalId,
        /// The side.
        pick: crate::merge::Pick,
    },
    /// Pick the same side for the same field of all other records in conflict.
    PickConflictAlike {
        /// The record that it was picked of.
        id: LocalId,
        /// The unit's name.
        unit: String,
    },
    /// Carry out what was picked of a record.
    ResolveConflict(LocalId),
    /// Change what the bids list shows.
    View(super::bid_list::BidView),
    /// Exchange with the platform now.
    SyncNow,
    /// Stop the exchange that is running.
    CancelSync,
    /// Compare with the platform now.
    Verify,
    /// Believe that so much was deleted there, and delete it here.
    AcceptDeletions,
    /// Take a deleted bid out of the bin.
    TakeOutOfBin(LocalId),
    /// Take back a decision of the setting, by its number in the history.
    TakeBack(i64),
    /// Sign in with a typed password (kept in memory; in the key store when there is one).
    SignIn {
        /// E-mail or phone.
        user: String,
        /// Password.
        password: Secret,
    },
    /// Change the language.
    SetLang(Lang),
    /// Change the theme.
    SetTheme(super::settings::Theme),
    /// Change the size of text: 1.0 is 100 %.
    SetScale(f32),
    /// Change the density of tables.
    SetDensity(super::settings::Density),
    /// Change the pilot start: bids planned before it are warned of.
    SetPilotStart(Option<chrono::NaiveDate>),
    /// Change one of the other settings.
    Change(Change),
    /// Use this server as this user from now on.
    Connect {
        /// Address.
        server: String,
        /// E-mail or phone.
        user: String,
        /// Password.
        password: Secret,
    },
    /// Try a server, a user and a password without using them yet.
    CheckConnection {
        /// Address.
        server: String,
        /// E-mail or phone.
        user: String,
        /// Password.
        password: Secret,
    },
    /// What a test of the connection said is out of date.
    ForgetCheck,
    /// Another desk in this window: training, or the real server.
    Switch(Way),
    /// A step of the tour; `None`: it is over.
    Tour(Option<usize>),
    /// Make a backup now.
    MakeBackup,
    /// Say what a backup holds.
    LookIntoBackup(PathBuf),
    /// Put a backup in the place of the database.
    Restore(PathBuf),
    /// Show a folder in the file manager.
    OpenFolder(Folder),
    /// Use another folder for something; empty: the usual one. Taken once it proved to be writable.
    SetFolder(Folder, String),
    /// Use another font: a file or the name of one of the system; empty: the program's own. Taken once it was read.
    SetFont(String),
    /// Read which fonts of the system could be used.
    ListFonts,
    /// Write what helps to find a fault into one file without secrets.
    MakeDiagnostics,
    /// Change the weather of the training server.
    Train(super::training::Wish),
    /// Show these calls of the exchange journal.
    LoadJournal(JournalFilter),
    /// The page of this place of the journal is in sight.
    JournalPage(usize),
    /// Write the shown journal to a file chosen by the person.
    ExportJournal(JournalFormat),
    /// What people are informed of.
    Inform(InformCommand),
    /// Close a toast.
    DismissToast(u64),
    /// Something about the reference books.
    Book(BookCommand),
    /// Quit.
    Quit,
    /// Something about personal invitations.
    Invites(InviteCommand),
    /// Something about the map.
    Map(MapCommand),
    /// Something about the planning board.
    Plan(PlanCommand),
    /// Something about groupage shipments.
    Groupage(GroupageCommand),
    /// Something about papers of bids.
    Paperwork(PaperCommand),
    /// Something about new bids without a form.
    Entry(EntryCommand),
    /// Something about notes.
    Notes(NotesCommand),
    /// Something about the life of bids: changes, undo, bulk actions.
    Life(LifeCommand),
    /// Something about reports.
    Report(ReportCommand),
    /// Something about the trace of the open bid.
    Trail(TrailCommand),
}

/// Which desk to open.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Way {
    /// The embedded training server, with a folder of its own.
    Training,
    /// The same with new demo data; the former training data are deleted.
    TrainingAfresh,
    /// The real server.
    Real,
}

/// A setting that is only a value.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Change {
    /// Seconds between pulls of bids.
    BidsInterval(u64),
    /// Seconds between reads of books and catalogs.
    BooksInterval(u64),
    /// Time limit of one request, seconds.
    Timeout(u64),
    /// How far back the first pull goes, days.
    FirstPullDays(u64),
    /// Days that the journal goes back.
    JournalDays(u64),
    /// Daily backups that are kept.
    BackupsKept(u64),
    /// Address of a proxy; empty: as the system says.
    Proxy(String),
    /// Who decides conflicts of a kind of record.
    Conflicts(RecordKind, Policy),
    /// What may be done with bids that were made in Cargo.Run.
    PlatformBids(PlatformBids),
    /// Complete drafts go at once.
    SendDrafts(bool),
}

/// What follows the saving of a form.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum AfterSave {
    /// Nothing: the form stays open.
    Stay,
    /// The editor closes and the card opens.
    Close,
    /// The bid is queued for sending, the editor closes and the card opens.
    Send,
}

/// The screens of the shell.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default)]
pub enum Screen {
    /// The bids.
    #[default]
    Bids,
    /// Drivers.
    Drivers,
    /// Trucks.
    Cars,
    /// Trailers.
    Trailers,
    /// Counterparties.
    Counterparties,
    /// The carrier's own organisations.
    Organisations,
    /// Trackers.
    Trackers,
    /// Employees.
    Employees,
    /// Mileage of trucks over a period.
    Mileage,
    /// Catalogs.
    Catalogs,
    /// Links with records of the platform: first meetings, and the table of ids.
    Links,
    /// What changed on the platform since a person last looked.
    Changes,
    /// Records changed on both sides.
    Conflicts,
    /// The exchange journal.
    Journal,
    /// Settings.
    Settings,
    /// Personal invitations of ATI.SU.
    Invites,
    /// Points of bids and trucks on the map.
    Map,
    /// Trucks over time.
    Plan,
    /// Prices and orders of the groupage carrier.
    Groupage,
    /// Reports over done bids.
    Reports,
}

impl Screen {
    /// All of them, in the order of the navigation.
    pub const ALL: [Self; 20] = [
        Self::Bids,
        Self::Changes,
        Self::Drivers,
        Self::Cars,
        Self::Trailers,
        Self::Counterparties,
        Self::Organisations,
        Self::Trackers,
        Self::Employees,
        Self::Mileage,
        Self::Catalogs,
        Self::Links,
        Self::Conflicts,
        Self::Journal,
        Self::Settings,
        Self::Invites,
        Self::Map,
        Self::Plan,
        Self::Groupage,
        Self::Reports,
    ];

    /// True for the reference books and the lists beside them, which share one panel. A new screen decides for itself.
    #[must_use]
    pub const fn is_of_books(self) -> bool {
        match self {
            Self::Drivers
            | Self::Cars
            | Self::Trailers
            | Self::Counterparties
            | Self::Organisations
            | Self::Trackers
            | Self::Employees
            | Self::Mileage
            | Self::Catalogs
            | Self::Links => true,
            Self::Bids
            | Self::Changes
            | Self::Conflicts
            | Self::Journal
            | Self::Settings
            | Self::Invites
            | Self::Map
            | Self::Plan
            | Self::Groupage
            | Self::Reports => false,
        }
    }

    /// Its name for `--screen` and the key of its title (`screen-…`).
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Bids => "bids",
            Self::Drivers => "drivers",
            Self::Cars => "cars",
            Self::Trailers => "trailers",
            Self::Counterparties => "counterparties",
            Self::Organisations => "organisations",
            Self::Trackers => "trackers",
            Self::Employees => "employees",
            Self::Mileage => "mileage",
            Self::Catalogs => "catalogs",
            Self::Links => "links",
            Self::Changes => "changes",
            Self::Conflicts => "conflicts",
            Self::Journal => "journal",
            Self::Settings => "settings",
            Self::Invites => "invites",
            Self::Map => "map",
            Self::Plan => "plan",
            Self::Groupage => "groupage",
            Self::Reports => "reports",
        }
    }
}

/// A password on its way to the worker: never printed, not even by `Debug`.
#[derive(Clone)]
pub struct Secret(pub secrecy::SecretString);

impl std::fmt::Debug for Secret {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("Secret(…)")
    }
}

/// Two secrets are never compared: commands that carry them are never equal.
impl PartialEq for Secret {
    fn eq(&self, _: &Self) -> bool {
        false
    }
}

//! Everything the screen shows, in one place without pixels. Panels read it; only [`super::handle`] changes it.

use std::collections::HashMap;
use std::path::PathBuf;
use std::sync::Arc;

use chrono::{DateTime, Utc};

use super::backups::Backups;
use super::bid_list::BidList;
use super::book_desk::BookDesk;
use super::book_sheet::BookSheets;
use super::books::Books;
use super::command::Screen;
use super::conflicts::{Choices, Conflicts};
use super::connect_words::Check;
use super::entry::EntryDesk;
use super::event::EngineNews;
use super::fonts::{FontFile, LoadedFont};
use super::groupage::desk::GroupageDesk;
use super::inform::state::Informed;
use super::invites::state::InviteDesk;
use super::journal::JournalView;
use super::life::back::StepTaken;
use super::life::desk::LifeDesk;
use super::life::step::Step;
use super::map::desk::MapDesk;
use super::notes::NotesDesk;
use super::paperwork::PaperDesk;
use super::plan::desk::PlanDesk;
use super::report::desk::ReportDesk;
use super::settings::Settings;
use super::takers::TakersDesk;
use super::trail::TrailDesk;
use super::training::Training;
use crate::domain::bid::Bid;
use crate::domain::id::{LocalId, RecordKind};
use crate::domain::overlap::OverlapIndex;
use crate::domain::place::Place;
use crate::store::model::BidRecord;
use crate::words::Message;

/// The whole state of the window.
#[derive(Debug, Clone, Default)]
pub struct AppState {
    /// What the person has set; applied at once, kept in the profile.
    pub settings: Settings,
    /// Which server this is, and whether it answers.
    pub connection: Connection,
    /// Where the exchange stands.
    pub sync: SyncStatus,
    /// Where the engine stands beside its cycles.
    pub engine: EngineNews,
    /// The screen that is open.
    pub screen: Screen,
    /// The bids list: rows, view, and what the view leaves of them.
    pub bids: BidList,
    /// Reference books and catalogs.
    pub books: Arc<Books>,
    /// The same books as sheets of texts.
    pub sheets: Arc<BookSheets>,
    /// The book screens: the open form, what went on, mileage.
    pub book: BookDesk,
    /// The bid whose card is open.
    pub card: Option<Arc<BidRecord>>,
    /// The editor: what it is open on.
    pub editor: Option<EditorTarget>,
    /// All planned occupations of trucks, drivers and trailers. Absent until the background has built it.
    pub overlaps: Option<Arc<OverlapIndex>>,
    /// Answers of the geocoder by the text that was asked.
    pub addresses: HashMap<String, AddressAnswer>,
    /// The platform's own overlap check of the open form.
    pub collisions: Collisions,
    /// The exchange journal.
    pub journal: JournalView,
    /// What people are informed of.
    pub inform: Informed,
    /// No server has been chosen: the page of the first start is shown.
    pub first_start: bool,
    /// Another desk is being opened in this window.
    pub switching: bool,
    /// The step of the tour that is shown.
    pub tour: Option<usize>,
    /// The profile's folder, to be shown.
    pub folder: PathBuf,
    /// The backups.
    pub backups: Backups,
    /// Where a test of the connection stands.
    pub check: Check,
    /// The font in force; `None`: the program's own.
    pub font: Option<Arc<LoadedFont>>,
    /// Fonts of the system that could be used; `None` until they were looked for.
    pub fonts: Option<Arc<Vec<FontFile>>>,
    /// Where the diagnostics were written last.
    pub diagnostics: Option<PathBuf>,
    /// The training server's faults and pace; `None` on a real server.
    pub training: Option<Training>,
    /// Short notices, newest last.
    pub toasts: Vec<Toast>,
    /// What can be taken back, latest last.
    pub undo: Vec<Undo>,
    /// Records changed on both sides.
    pub conflicts: Conflicts,
    /// Number of the next toast.
    pub next_toast: u64,
    /// How often the editor was opened.
    pub editor_sessions: u64,
    /// The clock of this frame, UTC; panels never ask the system.
    pub now: DateTime<Utc>,
    /// Minutes east of UTC of the dispatcher's own clock.
    pub own_offset_minutes: i32,
    /// Personal invitations of ATI.SU.
    pub invites: InviteDesk,
    /// The map.
    pub map: MapDesk,
    /// Groupage shipments.
    pub groupage: GroupageDesk,
    /// Papers of bids.
    pub paperwork: PaperDesk,
    /// New bids without a form.
    pub entry: EntryDesk,
    /// Who can take the open bid.
    pub takers: TakersDesk,
    /// Notes.
    pub notes: NotesDesk,
    /// Planning: expected arrivals, the board.
    pub plan: PlanDesk,
    /// The trace of the open bid.
    pub trail: TrailDesk,
    /// Reports over done bids.
    pub report: ReportDesk,
    /// The life of bids: redo and results.
    pub life: LifeDesk,
}

/// Something that can be taken back.
#[derive(Debug, Clone, PartialEq)]
pub enum Undo {
    /// A step of the life of one bid or of many.
    Step(Arc<StepTaken>),
    /// Changes of one bid or of many.
    Edits(Arc<Step>),
    /// The decision of a conflict.
    Decision {
        /// The kind of record.
        kind: RecordKind,
        /// The record.
        id: LocalId,
        /// It was deleted on the platform.
        gone: bool,
        /// What had been picked.
        choices: Box<Choices>,
    },
}

/// What the editor is open on.
#[derive(Debug, Clone, PartialEq)]
pub struct EditorTarget {
    /// Grows each time the editor is opened, so that the panel knows to start afresh.
    pub session: u64,
    /// The stored bid, or `None` for a new one. Becomes `Some` when a new bid is saved and the form stays open.
    pub id: Option<LocalId>,
    /// What the form starts from.
    pub start: EditorStart,
    /// The last saving: revision that is stored, or why it failed.
    pub saved: Option<Result<i64, Message>>,
}

/// What the form starts from.
#[derive(Debug, Clone, PartialEq)]
pub enum EditorStart {
    /// An empty form.
    Blank,
    /// A new bid that is like this one.
    Like(Box<Bid>),
    /// A stored bid.
    Record(Arc<BidRecord>),
    /// A form that a crash interrupted: the panel's own JSON.
    Kept(String),
}

/// Which server, and does it answer.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Connection {
    /// The embedded training server: an unmistakable band is shown.
    pub training: bool,
    /// Address without a path, for the band and the settings.
    pub server: String,
    /// Signed-in user, once known.
    pub user: Option<String>,
    /// Does it answer.
    pub link: Link,
    /// Secrets live in the OS key store; `false`: in memory only, and the screen says so.
    pub key_store: bool,
}

/// Does the server answer.
#[derive(Debug, Clone, Default, PartialEq)]
pub enum Link {
    /// Not asked yet.
    #[default]
    Unknown,
    /// The last call was answered.
    Online,
    /// No answer; the reason in words.
    Offline(Message),
    /// A password is needed; the reason in words.
    SignIn(Message),
}

/// Where the exchange stands.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct SyncStatus {
    /// A cycle is running: what it does now, in words.
    pub running: Option<Message>,
    /// When the last whole cycle ended well.
    pub last_ok: Option<DateTime<Utc>>,
    /// Operations that wait to be sent.
    pub unsent: usize,
    /// Operations that the platform refused.
    pub rejected: usize,
    /// Records changed on both sides.
    pub conflicts: usize,
    /// Why the last cycle failed.
    pub error: Option<Message>,
}

/// An answer of the geocoder.
#[derive(Debug, Clone, PartialEq)]
pub enum AddressAnswer {
    /// On its way.
    Waiting,
    /// The platform's suggestions.
    Found(Vec<Place>),
    /// The server can't be reached: towns of the embedded list, marked approximate.
    Offline(Vec<Place>),
    /// Refused or broken; the reason in words.
    Failed(Message),
}

/// The platform's own overlap check.
#[derive(Debug, Clone, Default, PartialEq)]
pub enum Collisions {
    /// Not asked.
    #[default]
    NotAsked,
    /// On its way.
    Waiting,
    /// The platform's answer: numbers of the bids that cross.
    Answered(Vec<crate::domain::id::RemoteId>),
    /// No answer; the reason in words.
    Failed(Message),
}

/// A short notice.
#[derive(Debug, Clone, PartialEq)]
pub struct Toast {
    /// Its number.
    pub id: u64,
    /// How serious.
    pub level: ToastLevel,
    /// What to say.
    pub message: Message,
    /// A command behind its button, with the key of the button's text.
    pub action: Option<(&'static str, super::command::Command)>,
    /// When it appeared.
    pub at: DateTime<Utc>,
}

/// How serious a notice is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ToastLevel {
    /// Done.
    Ok,
    /// To know.
    Info,
    /// To look at.
    Warn,
    /// Failed.
    Error,
}

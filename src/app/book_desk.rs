//! The reference books as a person works on them: what may be asked, what follows, what has come of it.

use std::sync::Arc;

use chrono::{DateTime, NaiveDate, Utc};

use super::bid_list::BidLine;
use super::command::Screen;
use super::links::{LinkLine, LinksView};
use crate::domain::book::BookEntry;
use crate::domain::id::{LocalId, RecordKind, RemoteId};
use crate::domain::upkeep::{Absence, PaperKind};
use crate::store::{LinkChoice, LinkReport};
use crate::words::Message;

/// A wish about the reference books.
#[derive(Debug, Clone, PartialEq)]
pub enum BookCommand {
    /// Open a record's form; `None` for a new record.
    Open(RecordKind, Option<LocalId>),
    /// Close the form; what was typed has been saved or is thrown away.
    Close,
    /// Store the form and queue it for sending.
    Save {
        /// The record, or `None` for a new one.
        id: Option<LocalId>,
        /// The form.
        entry: Box<BookEntry>,
    },
    /// Keep a half-typed form, so that a crash doesn't lose it.
    KeepForm {
        /// The book.
        kind: RecordKind,
        /// The record that it edits, or `None` for a new one.
        id: Option<LocalId>,
        /// The panel's own JSON.
        form: String,
    },
    /// Forget the kept form of a book.
    DropForm(RecordKind),
    /// Delete records, one or many.
    Delete(Vec<LocalId>),
    /// Bring deleted records back.
    Restore(Vec<LocalId>),
    /// Send again what the platform refused.
    Retry(LocalId),
    /// Take the last change or deletion back.
    Undo,
    /// Close the list of what came of each record.
    ForgetOutcomes,
    /// Attach a tracker to a truck or a trailer of this kind; `None` detaches it.
    Attach {
        /// The tracker.
        tracker: RemoteId,
        /// Truck or trailer.
        kind: RecordKind,
        /// Its platform number.
        entity: Option<RemoteId>,
    },
    /// Write a period out of work down.
    PutAbsence(Absence),
    /// Take one away.
    DropAbsence(i64),
    /// Set or take away the last day of a paper.
    PutPaper(LocalId, PaperKind, Option<NaiveDate>),
    /// Ask the mileage of trucks over whole days.
    Mileage {
        /// The trucks.
        cars: Vec<LocalId>,
        /// First day.
        first: NaiveDate,
        /// Last day.
        last: NaiveDate,
    },
    /// Stop asking.
    StopMileage,
    /// A person's word on a first meeting of a book.
    DecideLinks {
        /// The book.
        kind: RecordKind,
        /// What was said of which record.
        choices: Vec<(LocalId, LinkChoice)>,
    },
    /// Write the table of ids to a file: of a kind or of all, what a search leaves.
    ExportLinks(Option<RecordKind>, String),
}

/// Slow work about the reference books.
#[derive(Debug, Clone, PartialEq)]
pub enum BookEffect {
    /// Read what a form needs: a kept text, the platform's edit shape, trips.
    Open(RecordKind, Option<LocalId>),
    /// Store and queue.
    Save {
        /// The record.
        id: Option<LocalId>,
        /// The form.
        entry: Box<BookEntry>,
    },
    /// Keep a half-typed form.
    KeepForm {
        /// The book.
        kind: RecordKind,
        /// The record that it edits.
        id: Option<LocalId>,
        /// The panel's own JSON.
        form: String,
    },
    /// Forget it.
    DropForm(RecordKind),
    /// Delete records.
    Delete(Vec<LocalId>),
    /// Bring deleted records back.
    Restore(Vec<LocalId>),
    /// Put what was refused back into the queue.
    Retry(LocalId),
    /// Attach or detach a tracker.
    Attach {
        /// The tracker.
        tracker: RemoteId,
        /// Truck or trailer.
        kind: RecordKind,
        /// Its platform number.
        entity: Option<RemoteId>,
    },
    /// Read the trackers anew.
    ReadTrackers,
    /// Read the table of ids.
    LoadLinks,
    /// Write a period down.
    PutAbsence(Absence),
    /// Take one away.
    DropAbsence(i64),
    /// Set the last day of a paper.
    PutPaper(LocalId, PaperKind, Option<NaiveDate>),
    /// Ask the mileage of trucks: numbers of the run, their records, first and last day.
    Mileage {
        /// Number of this run.
        run: u64,
        /// The trucks.
        cars: Vec<LocalId>,
        /// First day.
        first: NaiveDate,
        /// Last day.
        last: NaiveDate,
    },
    /// Stop asking.
    StopMileage,
    /// A person's word on a first meeting of a book.
    DecideLinks {
        /// The book.
        kind: RecordKind,
        /// What was said of which record.
        choices: Vec<(LocalId, LinkChoice)>,
    },
    /// Write the table of ids to a file: of a kind or of all, what a search leaves.
    ExportLinks(Option<RecordKind>, String),
}

/// What happened to the reference books.
#[derive(Debug, Clone)]
pub enum BookEvent {
    /// A half-typed form was found for what is open.
    Kept {
        /// The book.
        kind: RecordKind,
        /// The record.
        id: Option<LocalId>,
        /// The panel's own JSON.
        form: String,
    },
    /// What the card side of a record shows.
    Trips(LocalId, Trips),
    /// The platform's edit shape of a record has been read, or why not.
    FormRead(LocalId, Result<(), Message>),
    /// A form was stored.
    Saved {
        /// What was asked for: `None` was a new record.
        asked: Option<LocalId>,
        /// The record.
        id: LocalId,
        /// What it was before; `None` for a new one.
        before: Option<Box<BookEntry>>,
    },
    /// A form could not be stored.
    NotSaved(Message),
    /// What came of each record of a deletion or restoring.
    Outcomes(Outcomes),
    /// How far the mileage is.
    Mileage(u64, MileageStep),
    /// Books that wait for a person's word.
    LinkReports(Arc<Vec<LinkReport>>),
    /// The table of ids.
    Links(Arc<Vec<LinkLine>>),
}

/// Trips of a truck, driver, trailer or counterparty.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Trips {
    /// The last three that have begun, latest first.
    pub last: Vec<BidLine>,
    /// Those that hold it on the platform: launched and not done.
    pub active: Vec<BidLine>,
    /// From when on it is free; `None`: now.
    pub free_at: Option<DateTime<Utc>>,
}

/// What came of a deletion or restoring of several records.
#[derive(Debug, Clone, PartialEq)]
pub struct Outcomes {
    /// True for a deletion.
    pub deletion: bool,
    /// Title of each record, and why it could not be done.
    pub rows: Vec<(LocalId, String, Result<(), Message>)>,
}

/// A step of the mileage.
#[derive(Debug, Clone, PartialEq)]
pub enum MileageStep {
    /// Kilometres of one truck, or why not.
    Car(LocalId, Result<f64, Message>),
    /// All have been asked, or it was stopped.
    Ended,
}

/// The mileage as far as it is known.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Mileage {
    /// Number of the run.
    pub run: u64,
    /// How many trucks were asked of.
    pub asked: usize,
    /// It is going on.
    pub running: bool,
    /// First and last day.
    pub days: Option<(NaiveDate, NaiveDate)>,
    /// What has come.
    pub rows: Vec<(LocalId, Result<f64, Message>)>,
}

/// Something that can be taken back.
#[derive(Debug, Clone, PartialEq)]
pub enum BookUndo {
    /// Records were deleted.
    Deleted(Vec<LocalId>),
    /// A record was changed; this is what it was.
    Changed(LocalId, Box<BookEntry>),
    /// A record was made.
    Made(LocalId),
}

/// The form that is open.
#[derive(Debug, Clone, PartialEq)]
pub struct OpenForm {
    /// Grows each time a form is opened.
    pub session: u64,
    /// The book.
    pub kind: RecordKind,
    /// The record; `None` for a new one until it is saved.
    pub id: Option<LocalId>,
    /// A half-typed form that was kept.
    pub kept: Option<String>,
    /// The last saving: how many there have been, or why it failed.
    pub saved: Option<Result<u64, Message>>,
    /// Reading of the platform's edit shape: `None` while it goes on or was not asked.
    pub read: Option<Result<(), Message>>,
    /// Trips, once read.
    pub trips: Option<Trips>,
}

/// The book screens.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct BookDesk {
    /// The open form.
    pub form: Option<OpenForm>,
    /// How often a form was opened.
    pub sessions: u64,
    /// How often a form was saved.
    pub savings: u64,
    /// What can be taken back, latest last.
    pub undo: Vec<BookUndo>,
    /// What came of each record of the last deletion or restoring, while it is shown.
    pub outcomes: Option<Outcomes>,
    /// Mileage.
    pub mileage: Mileage,
    /// Links with records of the platform.
    pub links: LinksView,
}

/// The book of a screen.
#[must_use]
pub const fn book_of(screen: Screen) -> Option<RecordKind> {
    match screen {
        Screen::Drivers => Some(RecordKind::Driver),
        Screen::Cars => Some(RecordKind::Car),
        Screen::Trailers => Some(RecordKind::Trailer),
        Screen::Counterparties => Some(RecordKind::Counterparty),
        Screen::Organisations => Some(RecordKind::Organisation),
        _ => None,
    }
}

/// The screen of a book; bids have their own.
#[must_use]
pub const fn screen_of(kind: RecordKind) -> Screen {
    match kind {
        RecordKind::Driver => Screen::Drivers,
        RecordKind::Car => Screen::Cars,
        RecordKind::Trailer => Screen::Trailers,
        RecordKind::Counterparty => Screen::Counterparties,
        RecordKind::Organisation => Screen::Organisations,
        RecordKind::Bid => Screen::Bids,
    }
}

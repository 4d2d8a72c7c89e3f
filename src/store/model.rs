//! What goes in and out of the store: whole records and the operations that wait for the network. No SQLite here.

use chrono::{DateTime, NaiveDateTime, Utc};
use serde::{Deserialize, Serialize};

use crate::domain::bid::{Bid, BidFacts, BidStatus, Contact};
use crate::domain::book::BookEntry;
use crate::domain::id::{LocalId, RecordKind, RemoteId};
use crate::domain::money::Money;
use crate::domain::place::Place;
use crate::domain::pulled::PulledBid;
use crate::domain::record::RecordMeta;
use crate::domain::sync_case::ConflictKind;
use crate::domain::trouble::Trouble;
use crate::merge::FieldConflict;

/// The last state of a bid that both sides agreed on.
///
/// The raw texts are kept so that fields this version doesn't know survive; only the projection `bid` is compared.
#[derive(Debug, Clone, PartialEq)]
pub struct BidBase {
    /// Row of `GetListForExternal`, as the server wrote it.
    pub list_raw: Option<String>,
    /// Answer of `TruckingBids/Get/{id}`, as the server wrote it, once a write was near.
    pub edit_raw: Option<String>,
    /// Projection of the raw text on the fields a person sets.
    pub bid: Bid,
}

/// A stored bid, whole.
#[derive(Debug, Clone, PartialEq)]
pub struct BidRecord {
    /// Names, state and the three dates.
    pub meta: RecordMeta,
    /// Idempotency handle: made with the record, sent with its creation, never reused by a copy.
    pub external_id: String,
    /// The bid as this desk sees it: base with our changes.
    pub bid: Bid,
    /// What both sides agreed on last; `None` until the platform has it.
    pub base: Option<BidBase>,
    /// What only the platform knows.
    pub facts: BidFacts,
    /// Grows with each edit here.
    pub local_revision: i64,
    /// The revision that the platform is known to have.
    pub acked_revision: i64,
}

/// A bid as lists, the board and the overlap index need it: one light row, no documents.
#[derive(Debug, Clone, PartialEq)]
pub struct BidRow {
    /// Names, state and the three dates.
    pub meta: RecordMeta,
    /// Status on the platform ([`BidStatus::Draft`] for what only this desk has).
    pub status: BidStatus,
    /// Deleted on the platform or here.
    pub deleted: bool,
    /// Customer.
    pub customer: Option<LocalId>,
    /// Truck.
    pub car: Option<LocalId>,
    /// Trailer.
    pub trailer: Option<LocalId>,
    /// Driver.
    pub driver: Option<LocalId>,
    /// Second driver.
    pub second_driver: Option<LocalId>,
    /// Price in roubles.
    pub price: Option<Money>,
    /// Settlements of the points in the order of the route.
    pub route: Vec<String>,
    /// Planned arrival at the first point, local time of its address.
    pub first_local: Option<NaiveDateTime>,
    /// Offset of that time, minutes east of UTC.
    pub first_offset_minutes: Option<i32>,
    /// First planned moment, UTC.
    pub first_utc: Option<DateTime<Utc>>,
    /// Last planned moment, UTC.
    pub last_utc: Option<DateTime<Utc>>,
    /// Planned mileage in metres.
    pub plan_mileage_m: Option<f64>,
    /// An empty run.
    pub empty_run: bool,
}

/// A row of a reference book.
#[derive(Debug, Clone, PartialEq)]
pub struct BookRecord {
    /// Names, state and dates (the platform gives books no date of change: `updated_there` is `None`).
    pub meta: RecordMeta,
    /// Its fields.
    pub entry: BookEntry,
    /// Deleted on the platform or here.
    pub deleted: bool,
    /// On the platform's own list of active resources.
    pub active: bool,
    /// Grows with each edit here.
    pub revision: i64,
}

/// What a queued operation asks of the platform.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum OpKind {
    /// Create the record (bids: `Apply` with id 0 and our `externalId`).
    Create,
    /// Send changed fields.
    Update,
    /// Start the bid (`SetStatus Started`).
    Start,
    /// Bring the bid back to a draft.
    Revert,
    /// Cancel the bid.
    Cancel,
    /// Delete the record.
    Delete,
    /// Restore a deleted record.
    Restore,
    /// End the bid by hand, with what was said of it.
    Complete,
}

/// How far a queued operation got.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum OpState {
    /// Waits.
    Queued,
    /// Its request may be on the wire (written before the first byte is sent).
    InFlight,
    /// Its request was sent and the answer never came.
    Unknown,
    /// The platform refused it; waits for a person.
    Rejected,
}

/// A queued operation.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Operation {
    /// Sequence number: operations of one record go in this order.
    pub seq: i64,
    /// The kind of record.
    pub record: RecordKind,
    /// The record.
    pub id: LocalId,
    /// What is asked.
    pub kind: OpKind,
    /// How far it got.
    pub state: OpState,
    /// Tries so far.
    pub attempts: u32,
    /// Look-ups of an unknown outcome that found nothing and are counted from.
    pub lookups: u32,
    /// When the last of them was, by the server's own clock; `None` when it didn't tell.
    pub last_lookup_at: Option<DateTime<Utc>>,
    /// Not before this moment; survives a restart, so that a crash loop can't hammer the server.
    pub not_before: Option<DateTime<Utc>>,
    /// When it was queued.
    pub queued_at: DateTime<Utc>,
    /// Which revision of the record went out last; `None` while none has.
    pub sent_revision: Option<i64>,
    /// Failures so far for reasons of the record's own.
    pub own_failures: u32,
    /// Set aside because of them: only a person tries it again.
    pub set_aside: bool,
}

/// How an operation ended, for [`super::Store::finish_operation`].
#[derive(Debug, Clone, PartialEq)]
pub enum Outcome {
    /// The platform has it. For bids: its number and, when it was read back, the new base and facts.
    Done {
        /// The platform's number of the record.
        remote_id: RemoteId,
        /// The revision that was sent (the record stays dirty when it has grown since).
        sent_revision: i64,
        /// What the platform holds now, when it was read back.
        read_back: Option<Box<PulledBid>>,
    },
    /// Nothing was sent or the platform surely did not take it: try again not before this moment.
    Retry {
        /// Not before.
        not_before: DateTime<Utc>,
        /// Why, for the row.
        error: Trouble,
    },
    /// The answer never came: look up before anything else.
    Unknown {
        /// Not before.
        not_before: DateTime<Utc>,
        /// Why, for the row.
        error: Trouble,
    },
    /// A look-up of an unknown creation found nothing: the first, or the first that can be counted from.
    NotFoundYet {
        /// When it was looked up, by the server's own clock; `None` when the server doesn't tell.
        at: Option<DateTime<Utc>>,
    },
    /// Surely not created (not found twice, far enough apart): back to the queue.
    Requeue,
    /// The platform refused: its sentence, kept and shown.
    Rejected {
        /// The platform's sentence.
        text: String,
    },
    /// It can't go on without a person, for a reason that the platform did not give.
    Stopped {
        /// The reason.
        trouble: Trouble,
    },
    /// Changed on both sides; a person decides.
    Conflict {
        /// What the platform holds now.
        remote: Box<PulledBid>,
    },
    /// The record is deleted on both sides.
    Deleted,
}

/// What a page of pulled records did here.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct PullReport {
    /// Rows new here.
    pub new: usize,
    /// Rows changed.
    pub changed: usize,
    /// Rows that brought nothing.
    pub same: usize,
    /// Rows changed on both sides.
    pub conflicts: usize,
}

/// Position of a pull: raw `updatedAt` and id of the last committed row, server values only.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct Cursor {
    /// `updatedAt` as the server wrote it.
    pub updated_at: String,
    /// The bid's number.
    pub id: i64,
}

/// One call of a server, for the exchange journal. Never holds a body, a header or a secret.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct JournalEntry {
    /// Its number in the journal; 0 until stored.
    pub id: i64,
    /// When it began, UTC.
    pub at: DateTime<Utc>,
    /// `GET` or `POST`.
    pub method: String,
    /// Path, with the query but without host.
    pub path: String,
    /// HTTP code; `None` when no answer came.
    pub status: Option<u16>,
    /// How long it took, milliseconds.
    pub duration_ms: u64,
    /// The server's error text or the reason why no answer came.
    pub error: Option<String>,
}

/// Which calls of the journal to show.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct JournalFilter {
    /// Only failed ones: no answer, 400 and above, or with an error text.
    pub errors_only: bool,
    /// Only this verb.
    pub method: Option<String>,
    /// Only those with this text in the address or the error, or with this code.
    pub text: String,
    /// Only those with this number of a record in the address.
    pub record: Option<i64>,
    /// Only those that began at this moment or later.
    pub since: Option<DateTime<Utc>>,
    /// Only those that began before this moment.
    pub until: Option<DateTime<Utc>>,
    /// Only those with this number or a smaller one.
    pub up_to: Option<i64>,
}

/// A page of the journal, newest first.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct JournalPage {
    /// What was asked for, with `up_to` set.
    pub filter: JournalFilter,
    /// Place of the first entry among all.
    pub first: usize,
    /// How many there are in all.
    pub total: usize,
    /// The entries.
    pub entries: Vec<JournalEntry>,
}

/// Calls of an hour.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct HourCount {
    /// The beginning of the hour, UTC.
    pub hour: DateTime<Utc>,
    /// All calls.
    pub calls: usize,
    /// Those that failed.
    pub failed: usize,
}

/// What waits, by how it stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Counts {
    /// Operations that wait to be sent or are on the wire.
    pub unsent: usize,
    /// Operations that the platform refused.
    pub rejected: usize,
    /// Records changed on both sides.
    pub conflicts: usize,
    /// Operations whose outcome isn't known.
    pub unknown: usize,
    /// Operations set aside after repeated failures.
    pub set_aside: usize,
}

/// How a deletion was carried out.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Deletion {
    /// The platform does not have the record: it is deleted.
    AtOnce,
    /// The platform has it: the deletion is queued.
    Queued,
}

/// A bid changed on both sides, for a person to decide.
#[derive(Debug, Clone, PartialEq)]
pub struct BidConflict {
    /// The bid.
    pub id: LocalId,
    /// Since when, UTC.
    pub since: DateTime<Utc>,
    /// Where the two sides contradict each other.
    pub fields: Vec<FieldConflict>,
    /// What the platform holds.
    pub theirs: Bid,
}

/// A book record changed on both sides, for a person to decide.
#[derive(Debug, Clone, PartialEq)]
pub struct BookConflict {
    /// The record as this desk has it.
    pub record: BookRecord,
    /// What both sides agreed on last.
    pub base: BookEntry,
    /// Since when, UTC.
    pub since: DateTime<Utc>,
    /// What of the two sides can't both be done.
    pub kind: ConflictKind,
    /// Where the two sides contradict each other; none when one of them deletes.
    pub fields: Vec<FieldConflict>,
    /// What the platform holds.
    pub theirs: BookEntry,
}

/// A value that was replaced, so that nothing written here disappears without a trace.
#[derive(Debug, Clone, PartialEq)]
pub struct HistoryEntry {
    /// Its number.
    pub seq: i64,
    /// When it was replaced, UTC.
    pub at: DateTime<Utc>,
    /// Who replaced it.
    pub cause: Cause,
    /// The field.
    pub field: String,
    /// The value that went, as the desk's own JSON.
    pub old: String,
    /// The value that came.
    pub new: String,
    /// Date of the last edit here at that moment.
    pub updated_here: DateTime<Utc>,
    /// Date of the platform's change, when it was known.
    pub updated_there: Option<DateTime<Utc>>,
    /// When it was taken back.
    pub undone_at: Option<DateTime<Utc>>,
}

/// Who replaced a value.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Cause {
    /// A change that was read from the platform.
    Pulled,
    /// The platform's own form of what was sent.
    Sent,
    /// The platform's change lost against one made here.
    Outvoted,
    /// A person's decision of a conflict.
    Resolved,
    /// The record turned out to be the same as another one.
    Adopted,
    /// A conflict that the setting "ours first" decided: the platform's value went.
    OursFirst,
    /// A conflict that the setting "Cargo.Run first" decided: this desk's value went.
    TheirsFirst,
}

/// A place that a customer's bids went to.
#[derive(Debug, Clone, PartialEq)]
pub struct CustomerPlace {
    /// Where, with coordinates.
    pub place: Place,
    /// Whom to call.
    pub contact: Option<Contact>,
    /// Note for the driver that went with it.
    pub comment: Option<String>,
    /// The platform's saved point it was taken from.
    pub saved_point: Option<RemoteId>,
    /// Planned arrival of the latest bid there, UTC.
    pub last_used_at: DateTime<Utc>,
}

/// A change that was made on the platform, field by field.
#[derive(Debug, Clone, PartialEq)]
pub struct OutsideChange {
    /// Its number.
    pub seq: i64,
    /// The kind of record.
    pub kind: RecordKind,
    /// The record.
    pub id: LocalId,
    /// When it was read, UTC.
    pub at: DateTime<Utc>,
    /// When it was made there, as far as the platform says.
    pub there_at: Option<DateTime<Utc>>,
    /// A field of the form, or `new`, `status`, `deleted`, `accepted`.
    pub field: String,
    /// What was known before, as the desk's own JSON.
    pub old: serde_json::Value,
    /// What is there now.
    pub new: serde_json::Value,
    /// When a person looked at it.
    pub seen_at: Option<DateTime<Utc>>,
}

/// A template as a list shows it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct TemplateName {
    /// Its number.
    pub id: i64,
    /// Its name.
    pub name: String,
}

//! The bids list as the screen needs it: rows with their texts made once, and what the view leaves of them.

use std::collections::HashSet;
use std::sync::Arc;

use chrono::{DateTime, Utc};
use serde::{Deserialize, Serialize};

use super::list_order::Order;
use crate::domain::bid::BidStatus;
use crate::domain::id::LocalId;
use crate::domain::record::RecordState;
use crate::domain::triage::Watched;
use crate::domain::trouble::Trouble;

/// A row with its texts ready: nothing is formatted while painting.
#[derive(Debug, Clone, PartialEq)]
pub struct BidLine {
    /// Our id.
    pub id: LocalId,
    /// The platform's number as text; empty while it has none.
    pub number: String,
    /// The platform's number, for sorting.
    pub remote: Option<i64>,
    /// Status on the platform.
    pub status: BidStatus,
    /// State of the exchange.
    pub state: RecordState,
    /// An operation of it waits in the outbox.
    pub queued: bool,
    /// Why it is not where it should be.
    pub error: Option<Trouble>,
    /// `Казань → Уфа`.
    pub route: String,
    /// Plate.
    pub car: String,
    /// Trailer's plate.
    pub trailer: String,
    /// Short name of the driver.
    pub driver: String,
    /// Name of the customer.
    pub customer: String,
    /// `01.12.2026 10:00`, local time of the first point.
    pub load_time: String,
    /// `(+05:00)` where it differs from the dispatcher's own, else empty.
    pub load_zone: String,
    /// For sorting: first planned moment.
    pub first_utc: Option<DateTime<Utc>>,
    /// Last planned moment.
    pub last_utc: Option<DateTime<Utc>>,
    /// `120 000,00 ₽`.
    pub price: String,
    /// For sorting: kopecks.
    pub price_kopecks: i64,
    /// Planned metres.
    pub plan_mileage_m: Option<f64>,
    /// Minutes that its truck will be late at the worst of the points ahead ([`crate::domain::forecast`]); `None`: in time, or
    /// nothing is known.
    pub late_min: Option<u32>,
    /// What the triage strip watches of a bid in work.
    pub watched: Option<Watched>,
    /// The truck.
    pub car_id: Option<LocalId>,
    /// Everything a search may find, folded ([`crate::domain::search_key::fold`]).
    pub search: String,
}

impl BidLine {
    /// A line with nothing but an id.
    #[must_use]
    pub const fn blank(id: LocalId) -> Self {
        Self {
            id,
            number: String::new(),
            remote: None,
            status: BidStatus::Draft,
            state: RecordState::Clean,
            queued: false,
            error: None,
            route: String::new(),
            car: String::new(),
            trailer: String::new(),
            driver: String::new(),
            customer: String::new(),
            load_time: String::new(),
            load_zone: String::new(),
            first_utc: None,
            last_utc: None,
            price: String::new(),
            price_kopecks: 0,
            plan_mileage_m: None,
            late_min: None,
            watched: None,
            car_id: None,
            search: String::new(),
        }
    }

    /// Deleted, and kept for a while.
    #[must_use]
    pub fn is_binned(&self) -> bool {
        self.state == RecordState::Tombstone
    }
}

/// What the person wants to see.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct BidView {
    /// Only this group.
    pub filter: BidFilter,
    /// Typed search text, as typed.
    pub search: String,
    /// Sorted by.
    pub sort: BidSort,
    /// Descending.
    pub descending: bool,
    /// Only bids of my trucks.
    pub mine: bool,
    /// Only these: what a report has led to.
    pub picked: Option<Arc<Picked>>,
}

/// Bids that something else has picked out.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Picked {
    /// What they are, in the words of the screen.
    pub name: String,
    /// Which.
    pub ids: HashSet<LocalId>,
}

/// Groups of bids that a click shows.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum BidFilter {
    /// Drafts, waiting and started: the dispatcher's work.
    #[default]
    Active,
    /// All.
    All,
    /// Drafts.
    Drafts,
    /// Waiting.
    Planned,
    /// In work.
    Started,
    /// Done.
    Done,
    /// Cancelled.
    Cancelled,
    /// In work, and not where they should be, or won't be.
    Late,
    /// In work, and standing at a point for long.
    Standing,
    /// In work, and the tracker is silent.
    NoGps,
    /// In work, and the driver has not accepted.
    NotAccepted,
    /// Active ones that cross another bid of the same truck, driver or trailer.
    Overlapping,
    /// Active ones without a truck.
    NoCar,
    /// Ours that the platform doesn't have yet, and changes that wait.
    Unsent,
    /// Refused by the platform, or changed on both sides.
    Attention,
    /// Deleted ones that are still kept; no other group holds them.
    Bin,
}

/// Columns to sort by.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum BidSort {
    /// First planned moment.
    #[default]
    LoadTime,
    /// The platform's number.
    Number,
    /// Status.
    Status,
    /// Route.
    Route,
    /// Plate.
    Car,
    /// Driver.
    Driver,
    /// Customer.
    Customer,
    /// Price.
    Price,
}

/// How many bids each group of the triage strip holds.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct BidCounts {
    /// Active.
    pub active: usize,
    /// All.
    pub all: usize,
    /// Drafts.
    pub drafts: usize,
    /// Waiting.
    pub planned: usize,
    /// In work.
    pub started: usize,
    /// Done.
    pub done: usize,
    /// Cancelled.
    pub cancelled: usize,
    /// Late.
    pub late: usize,
    /// Standing.
    pub standing: usize,
    /// Without a fix.
    pub no_gps: usize,
    /// Not accepted.
    pub not_accepted: usize,
    /// Crossing another bid.
    pub overlapping: usize,
    /// Without a truck.
    pub no_car: usize,
    /// Not sent.
    pub unsent: usize,
    /// Refused or in conflict.
    pub attention: usize,
    /// Deleted and still kept.
    pub bin: usize,
}

/// The list: all lines, the view, and what the view leaves.
#[derive(Debug, Clone, Default)]
pub struct BidList {
    /// All lines, those of the bin among them. `None` until the store has been read.
    pub lines: Option<Arc<Vec<BidLine>>>,
    /// What the person wants to see.
    pub view: BidView,
    /// Indexes into `lines`, filtered and sorted.
    pub shown: Arc<Vec<u32>>,
    /// All lines in the order that was asked for last, while the lines stay the same.
    pub order: Option<Order>,
    /// Bids that cross another bid of the same truck, driver or trailer.
    pub crossing: Arc<HashSet<LocalId>>,
    /// My trucks.
    pub mine: Arc<HashSet<LocalId>>,
    /// When the groups that go by the clock were counted last.
    pub counted_at: Option<DateTime<Utc>>,
    /// Counts of the groups.
    pub counts: BidCounts,
    /// The selected bid.
    pub selected: Option<LocalId>,
}

impl BidList {
    /// Lets go of all that belongs to a database that was open; what the person wants to see stays.
    pub fn let_go(&mut self) {
        let view = BidView { picked: None, ..std::mem::take(&mut self.view) };
        *self = Self { view, ..Self::default() };
    }

    /// The first bid of the view that is on the road.
    #[must_use]
    pub fn first_started(&self) -> Option<LocalId> {
        let mut shown = (0..self.shown.len()).filter_map(|place| self.shown_line(place));
        shown.find(|line| line.status == BidStatus::Started).map(|line| line.id.clone())
    }

    /// The line at a place of the view.
    #[must_use]
    pub fn shown_line(&self, place: usize) -> Option<&BidLine> {
        let index = usize::try_from(*self.shown.get(place)?).ok()?;
        self.lines.as_ref()?.get(index)
    }
}

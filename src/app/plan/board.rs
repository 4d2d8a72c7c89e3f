//! The board: what each truck, driver or trailer does over time. Built on the worker from the rows of all bids; pure.
//!
//! A frame asks for the bars of the rows in sight and of the time in sight, and costs what is on the screen: bars of a row stand in the
//! order of their beginnings, with the farthest end so far beside each, so both edges are found by halving.

use std::collections::HashMap;
use std::sync::Arc;

use chrono::{DateTime, TimeDelta, Utc};

use serde::{Deserialize, Serialize};

use super::lane::{kind_of, lanes};
use crate::app::books::Books;
use crate::domain::bid::BidStatus;
use crate::domain::book::BookEntry;
use crate::domain::catalog::CatalogKind;
use crate::domain::id::{LocalId, RecordKind};
use crate::domain::search_key::{self, Query};
use crate::store::plan_rows::PlanRow;

pub use super::lane::{Away, Bar, Lane, Run, crosses, run};

/// The shortest bar: a bid whose plan has one moment lasts an hour on the screen.
const SHORTEST: TimeDelta = TimeDelta::hours(1);

/// All bids of the board.
#[derive(Debug, Default)]
pub struct PlanData {
    bids: Vec<PlanRow>,
    by_id: HashMap<LocalId, u32>,
}

impl PlanData {
    /// From the rows of the store.
    #[must_use]
    pub fn of(bids: Vec<PlanRow>) -> Self {
        let by_id = bids.iter().zip(0..).map(|(bid, place)| (bid.id.clone(), place)).collect();
        Self { bids, by_id }
    }

    /// All bids.
    #[must_use]
    pub fn bids(&self) -> &[PlanRow] {
        &self.bids
    }

    /// The bid at a place.
    #[must_use]
    pub fn bid(&self, place: u32) -> Option<&PlanRow> {
        self.bids.get(usize::try_from(place).ok()?)
    }

    /// The place of a bid.
    #[must_use]
    pub fn place_of(&self, id: &LocalId) -> Option<u32> {
        self.by_id.get(id).copied()
    }
}

/// What the rows are.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum RowsBy {
    /// Trucks.
    #[default]
    Cars,
    /// Drivers.
    Drivers,
    /// Trailers.
    Trailers,
}

impl RowsBy {
    /// All of them.
    pub const ALL: [Self; 3] = [Self::Cars, Self::Drivers, Self::Trailers];

    /// The book of the rows.
    #[must_use]
    pub const fn kind(self) -> RecordKind {
        match self {
            Self::Cars => RecordKind::Car,
            Self::Drivers => RecordKind::Driver,
            Self::Trailers => RecordKind::Trailer,
        }
    }

    /// The row of a bid; `None`: it waits in the tray.
    #[must_use]
    pub fn row_of(self, bid: &PlanRow) -> Option<&LocalId> {
        match self {
            Self::Cars => bid.car.as_ref(),
            Self::Drivers => bid.driver.as_ref(),
            Self::Trailers => bid.trailer.as_ref(),
        }
    }
}

/// How rows are gathered.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Grouping {
    /// Not at all: by name.
    #[default]
    None,
    /// By what they do now.
    Now,
    /// By the kind that the catalog gives them.
    Kind,
}

impl Grouping {
    /// All of them.
    pub const ALL: [Self; 3] = [Self::None, Self::Now, Self::Kind];
}

/// What to build.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Wanted {
    /// What the rows are.
    pub by: RowsBy,
    /// How they are gathered.
    pub grouping: Grouping,
    /// Only rows of this search, as typed; rows whose bids are found stay too.
    pub search: String,
    /// Minutes east of UTC of the dispatcher's own clock.
    pub own_offset_minutes: i32,
}

/// What stands in a line of the board.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Item {
    /// The title of a group, its place in [`Board::groups`].
    Group(usize),
    /// A row, its place in [`Board::lanes`].
    Lane(usize),
}

/// A group of rows.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Group {
    /// What it is.
    pub of: GroupOf,
    /// How many rows.
    pub rows: usize,
}

/// What a group is.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub enum GroupOf {
    /// Free now.
    Free,
    /// At work now.
    Busy,
    /// Out of work now.
    Away,
    /// A kind of the catalog; empty: none.
    Kind(String),
}

/// The board.
#[derive(Debug, Default)]
pub struct Board {
    /// All bids.
    pub data: Arc<PlanData>,
    /// What it was built of.
    pub wanted: Wanted,
    /// Rows in their order.
    pub lanes: Vec<Lane>,
    /// Groups in their order; none without a grouping.
    pub groups: Vec<Group>,
    /// Lines in their order.
    pub items: Vec<Item>,
    /// Bids of the view without a row, by beginning; places in the data.
    pub tray: Vec<u32>,
    /// Bids that cross another of their row, counted once.
    pub crossing: usize,
    /// The row of each bid that has one.
    lane_of: HashMap<u32, usize>,
    by_id: HashMap<LocalId, usize>,
}

impl Board {
    /// Builds it. `shown`: by place in the data, is the bid in the view of the list. `now` decides what groups of "now" are.
    #[must_use]
    pub fn build(data: Arc<PlanData>, shown: &[bool], books: &Books, wanted: &Wanted, now: DateTime<Utc>) -> Self {
        let is_shown =
            |place: u32| usize::try_from(place).ok().and_then(|place| shown.get(place)).copied().unwrap_or(false);
        let mut bars: HashMap<&LocalId, Vec<Bar>> = HashMap::new();
        let mut tray = Vec::new();
        for (bid, place) in data.bids.iter().zip(0_u32..) {
            let shown = is_shown(place);
            if bid.status == BidStatus::Cancelled && !shown {
                continue;
            }
            match (wanted.by.row_of(bid), bid.from) {
                (Some(row), Some(from)) => {
                    let to = bid.to.unwrap_or(from).max(from + SHORTEST);
                    let bar = Bar { bid: place, from, to, track: 0, shown, crosses: false };
                    bars.entry(row).or_default().push(bar);
                    if let Some(second) = bid.second_driver.as_ref().filter(|_| wanted.by == RowsBy::Drivers) {
                        bars.entry(second).or_default().push(bar);
                    }
                }
                _ if shown => tray.push(place),
                _ => {}
            }
        }
        tray.sort_by_key(|place| data.bid(*place).map(|bid| (bid.from.is_none(), bid.from, *place)));
        let mut lanes = lanes(&data, &mut bars, books, wanted);
        lanes.retain(|lane| is_wanted(lane, &wanted.search));
        let (groups, items) = gathered(&mut lanes, books, wanted, now);
        let crossing: std::collections::HashSet<u32> =
            lanes.iter().flat_map(|lane| lane.bars.iter().filter(|bar| bar.crosses).map(|bar| bar.bid)).collect();
        let mut board = Self {
            wanted: wanted.clone(),
            groups,
            items,
            tray,
            crossing: crossing.len(),
            lane_of: HashMap::new(),
            by_id: lanes.iter().enumerate().map(|(place, lane)| (lane.id.clone(), place)).collect(),
            lanes,
            data,
        };
        for (place, lane) in board.lanes.iter().enumerate().rev() {
            board.lane_of.extend(lane.bars.iter().map(|bar| (bar.bid, place)));
        }
        board
    }

    /// The row of a bid.
    #[must_use]
    pub fn lane_of(&self, bid: u32) -> Option<usize> {
        self.lane_of.get(&bid).copied()
    }

    /// The row of a truck, driver or trailer.
    #[must_use]
    pub fn lane_named(&self, id: &LocalId) -> Option<usize> {
        self.by_id.get(id).copied()
    }

    /// The bar of a bid on its row.
    #[must_use]
    pub fn bar_of(&self, bid: u32) -> Option<&Bar> {
        self.lanes.get(self.lane_of(bid)?)?.bars.iter().find(|bar| bar.bid == bid)
    }
}

/// A row stays in a search when it is named by it, or a bid on it was found.
fn is_wanted(lane: &Lane, search: &str) -> bool {
    let query = search.trim();
    query.is_empty()
        || lane.bars.iter().any(|bar| bar.shown)
        || Query::new(query).matches(&search_key::fold(&format!("{} {}", lane.title, lane.note)))
}

fn gathered(lanes: &mut Vec<Lane>, books: &Books, wanted: &Wanted, now: DateTime<Utc>) -> (Vec<Group>, Vec<Item>) {
    if wanted.grouping == Grouping::None {
        return (Vec::new(), (0..lanes.len()).map(Item::Lane).collect());
    }
    let mut keyed: Vec<(GroupOf, Lane)> =
        std::mem::take(lanes).into_iter().map(|lane| (group_of(&lane, books, wanted, now), lane)).collect();
    keyed.sort_by(|a, b| a.0.cmp(&b.0));
    let (mut groups, mut items): (Vec<Group>, Vec<Item>) = (Vec::new(), Vec::new());
    for (of, lane) in keyed {
        if let Some(group) = groups.last_mut().filter(|group| group.of == of) {
            group.rows += 1;
        } else {
            items.push(Item::Group(groups.len()));
            groups.push(Group { of, rows: 1 });
        }
        items.push(Item::Lane(lanes.len()));
        lanes.push(lane);
    }
    (groups, items)
}

fn group_of(lane: &Lane, books: &Books, wanted: &Wanted, now: DateTime<Utc>) -> GroupOf {
    if wanted.grouping == Grouping::Kind {
        let kind = books.record(&lane.id).map(|record| match &record.entry {
            BookEntry::Car(car) => kind_of(car.type_id, CatalogKind::CarType, books),
            BookEntry::Trailer(trailer) => kind_of(trailer.type_id, CatalogKind::TrailerType, books),
            _ => String::new(),
        });
        return GroupOf::Kind(kind.unwrap_or_default());
    }
    if lane.away.iter().any(|away| away.from <= now && now < away.to) {
        return GroupOf::Away;
    }
    let is_busy = lane.between(now, now).iter().any(|bar| bar.from <= now && now < bar.to);
    if is_busy { GroupOf::Busy } else { GroupOf::Free }
}

//! The board: what each truck, driver or trailer does over time. Built on the worker from the rows of all bids; pure.
//!
//! A frame asks for the bars of the rows in sight and of the time in sight, and costs what is on the screen: bars of a row stand in the
//! order of their beginnings, with the farthest end so far beside each, so both edges are found by halving.

use std::collections::HashMap;
use std::sync::Arc;

use chrono::{DateTime, FixedOffset, NaiveTime, TimeDelta, TimeZone as _, Utc};

use serde::{Deserialize, Serialize};

use crate::app::books::Books;
use crate::domain::bid::BidStatus;
use crate::domain::book::BookEntry;
use crate::domain::catalog::CatalogKind;
use crate::domain::id::{LocalId, RecordKind};
use crate::domain::place::GeoPoint;
use crate::domain::search_key::{self, Query};
use crate::domain::upkeep::AbsenceKind;
use crate::geo::sphere;
use crate::store::model::BookRecord;
use crate::store::plan_rows::PlanRow;

/// A way that nobody has worked out yet is so many times the great circle, at so many kilometres an hour.
const FACTOR: f64 = 1.25;
const KMH: f64 = 60.0;
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

/// A bid on its row.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Bar {
    /// The bid's place in the data.
    pub bid: u32,
    /// First planned moment.
    pub from: DateTime<Utc>,
    /// Last planned moment, at least an hour later.
    pub to: DateTime<Utc>,
    /// On which line of its row: bids that cross stand under each other.
    pub track: u16,
    /// The view of the list shows it.
    pub shown: bool,
    /// It crosses another of the row.
    pub crosses: bool,
}

/// The way from the end of a bid to the beginning of the next.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Run {
    /// The bid before and the bid after, places in the data.
    pub bids: [u32; 2],
    /// The end of the one and the beginning of the other.
    pub between: [DateTime<Utc>; 2],
    /// From where to where.
    pub places: [GeoPoint; 2],
    /// Kilometres, guessed.
    pub km: f64,
    /// Minutes at the wheel, guessed.
    pub minutes: f64,
}

/// A stretch out of work.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Away {
    /// From.
    pub from: DateTime<Utc>,
    /// To.
    pub to: DateTime<Utc>,
    /// Why.
    pub kind: AbsenceKind,
    /// Note.
    pub note: String,
}

/// A row.
#[derive(Debug, Clone, PartialEq)]
pub struct Lane {
    /// The truck, driver or trailer.
    pub id: LocalId,
    /// Plate or name.
    pub title: String,
    /// Driver of the truck, phone of the driver; may be empty.
    pub note: String,
    /// Bids, by beginning.
    pub bars: Vec<Bar>,
    /// The farthest end of this and all bars before it.
    reach: Vec<DateTime<Utc>>,
    /// Stretches where more than one bid holds it.
    pub clashes: Vec<[DateTime<Utc>; 2]>,
    /// Empty runs.
    pub runs: Vec<Run>,
    /// Out of work.
    pub away: Vec<Away>,
    /// How many lines its bars need, at least one.
    pub tracks: u16,
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

impl Lane {
    /// The bars that touch a stretch of time.
    #[must_use]
    pub fn between(&self, from: DateTime<Utc>, to: DateTime<Utc>) -> &[Bar] {
        let first = self.reach.partition_point(|reach| *reach < from);
        let end = self.bars.partition_point(|bar| bar.from <= to).max(first);
        self.bars.get(first..end).unwrap_or_default()
    }

    /// The empty runs that touch a stretch of time.
    #[must_use]
    pub fn runs_between(&self, from: DateTime<Utc>, to: DateTime<Utc>) -> &[Run] {
        let first = self.runs.partition_point(|run| run.between[1] < from);
        let end = self.runs.partition_point(|run| run.between[0] <= to).max(first);
        self.runs.get(first..end).unwrap_or_default()
    }

    /// The stretches of a clash that touch a stretch of time.
    pub fn clashes_between(&self, from: DateTime<Utc>, to: DateTime<Utc>) -> impl Iterator<Item = &[DateTime<Utc>; 2]> {
        self.clashes.iter().skip_while(move |clash| clash[1] < from).take_while(move |clash| clash[0] <= to)
    }
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

/// All rows: of every record that works, and of every other that has bids.
fn lanes(data: &PlanData, bars: &mut HashMap<&LocalId, Vec<Bar>>, books: &Books, wanted: &Wanted) -> Vec<Lane> {
    let mut lanes = Vec::new();
    for record in books.of_kind(wanted.by.kind()) {
        let own = bars.remove(&record.meta.id).unwrap_or_default();
        if own.is_empty() && (record.deleted || !record.active) {
            continue;
        }
        let title = title(record);
        let note = note(record, books);
        lanes.push(lane(data, record.meta.id.clone(), (title, note), own, books, wanted));
    }
    // What no book has been read of yet.
    let mut unknown: Vec<_> = bars.drain().collect();
    unknown.sort_by(|a, b| a.0.cmp(b.0));
    for (id, own) in unknown {
        lanes.push(lane(data, id.clone(), (id.to_string(), String::new()), own, books, wanted));
    }
    lanes.sort_by(|a, b| a.title.cmp(&b.title).then_with(|| a.id.cmp(&b.id)));
    lanes
}

fn title(record: &BookRecord) -> String {
    match &record.entry {
        BookEntry::Driver(driver) => driver.short_name(),
        _ => record.entry.title(),
    }
}

fn note(record: &BookRecord, books: &Books) -> String {
    match &record.entry {
        BookEntry::Car(_) => {
            let driver = books.pairing(&record.meta.id).and_then(|pair| books.driver(pair.driver.as_ref()?));
            driver.map(crate::domain::book::Driver::short_name).unwrap_or_default()
        }
        BookEntry::Driver(driver) => driver.phone.as_ref().map(crate::domain::phone::Phone::shown).unwrap_or_default(),
        BookEntry::Trailer(trailer) => kind_of(trailer.type_id, CatalogKind::TrailerType, books),
        _ => String::new(),
    }
}

fn kind_of(id: Option<crate::domain::id::RemoteId>, kind: CatalogKind, books: &Books) -> String {
    id.map(|id| books.item_name(kind, id).to_owned()).unwrap_or_default()
}

fn lane(
    data: &PlanData,
    id: LocalId,
    (title, note): (String, String),
    mut bars: Vec<Bar>,
    books: &Books,
    wanted: &Wanted,
) -> Lane {
    bars.sort_by_key(|bar| (bar.from, bar.to, bar.bid));
    let holds = |bar: &Bar| {
        let bid = data.bid(bar.bid).filter(|bid| bid.status.occupies_resources())?;
        // A bar is drawn an hour long at least; what crosses goes by the plan.
        Some([bar.from, bid.to.unwrap_or(bar.from).max(bar.from)])
    };
    let tracks = stack(&mut bars);
    let clashes = clashes(&mut bars, holds);
    let mut reach = Vec::with_capacity(bars.len());
    let mut far = DateTime::<Utc>::MIN_UTC;
    for bar in &bars {
        far = far.max(bar.to);
        reach.push(far);
    }
    let runs = runs(data, &bars, holds);
    let away = away(&id, books, wanted.own_offset_minutes);
    Lane { id, title, note, bars, reach, clashes, runs, away, tracks }
}

/// Puts bars that meet under each other; says how many lines that takes.
fn stack(bars: &mut [Bar]) -> u16 {
    let mut ends: Vec<DateTime<Utc>> = Vec::new();
    for bar in bars.iter_mut() {
        let free = ends.iter().position(|end| *end <= bar.from);
        let track = free.unwrap_or(ends.len());
        match ends.get_mut(track) {
            Some(end) => *end = bar.to,
            None => ends.push(bar.to),
        }
        bar.track = u16::try_from(track).unwrap_or(u16::MAX);
    }
    u16::try_from(ends.len()).unwrap_or(u16::MAX).max(1)
}

/// The stretches where two or more hold the row, and who is in them.
fn clashes(bars: &mut [Bar], holds: impl Fn(&Bar) -> Option<[DateTime<Utc>; 2]>) -> Vec<[DateTime<Utc>; 2]> {
    let mut found: Vec<[DateTime<Utc>; 2]> = Vec::new();
    let mut far: Option<([DateTime<Utc>; 2], usize)> = None;
    for place in 0..bars.len() {
        let Some(span) = bars.get(place).and_then(&holds) else { continue };
        if let Some((held, other)) = far.filter(|(held, _)| crosses(*held, span)) {
            for crossing in [place, other] {
                if let Some(bar) = bars.get_mut(crossing) {
                    bar.crosses = true;
                }
            }
            let clash = [span[0], held[1].min(span[1])];
            match found.last_mut().filter(|last| last[1] >= clash[0]) {
                Some(last) => last[1] = last[1].max(clash[1]),
                None => found.push(clash),
            }
        }
        far = match far {
            Some((held, other)) if held[1] > span[1] => Some((held, other)),
            // Of two with one end the later goes on: a moment at that end holds it, what ended there does not.
            _ => Some((span, place)),
        };
    }
    found
}

/// Two stretches meet, by the rule of [`crate::domain::overlap`]: the end of the one is no part of it.
#[must_use]
pub fn crosses(a: [DateTime<Utc>; 2], b: [DateTime<Utc>; 2]) -> bool {
    let holds = |span: [DateTime<Utc>; 2], at: DateTime<Utc>| span[0] <= at && at < span[1];
    match (a[0] == a[1], b[0] == b[1]) {
        (true, true) => a[0] == b[0],
        (true, false) => holds(b, a[0]),
        (false, true) => holds(a, b[0]),
        (false, false) => a[0] < b[1] && b[0] < a[1],
    }
}

/// Empty runs between bids that follow each other.
fn runs(data: &PlanData, bars: &[Bar], holds: impl Fn(&Bar) -> Option<[DateTime<Utc>; 2]>) -> Vec<Run> {
    let holding: Vec<&Bar> = bars.iter().filter(|bar| holds(bar).is_some()).collect();
    let mut found = Vec::new();
    for pair in holding.windows(2) {
        let &[before, after] = pair else { continue };
        let (Some(a), Some(b)) = (data.bid(before.bid), data.bid(after.bid)) else { continue };
        let Some(places) = a.places.zip(b.places).map(|(a, b)| [a[1], b[0]]) else { continue };
        let end = a.to.unwrap_or(before.to);
        found.push(run([before.bid, after.bid], [end.min(after.from), after.from], places));
    }
    found
}

/// A run with its guess.
#[must_use]
pub fn run(bids: [u32; 2], between: [DateTime<Utc>; 2], places: [GeoPoint; 2]) -> Run {
    let km = sphere::distance_m(places[0], places[1]) / 1000.0 * FACTOR;
    Run { bids, between, places, km, minutes: km / KMH * 60.0 }
}

fn away(id: &LocalId, books: &Books, own_offset_minutes: i32) -> Vec<Away> {
    let Some(zone) = FixedOffset::east_opt(own_offset_minutes.saturating_mul(60)) else { return Vec::new() };
    let moment = |day: chrono::NaiveDate| zone.from_local_datetime(&day.and_time(NaiveTime::MIN)).single();
    let absences = books.absences_of(id).iter().filter_map(|absence| {
        let (from, to) = (moment(absence.from)?, moment(absence.to.succ_opt()?)?);
        Some(Away { from: from.to_utc(), to: to.to_utc(), kind: absence.kind, note: absence.note.clone() })
    });
    absences.collect()
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

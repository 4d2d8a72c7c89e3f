//! A row of the board: bars by beginning, what crosses, empty runs, stretches out of work.
//!
//! Bars stand in the order of their beginnings, with the farthest end so far beside each, so what is in sight is found by halving.

use std::collections::HashMap;

use chrono::{DateTime, FixedOffset, NaiveTime, TimeZone as _, Utc};

use super::board::{PlanData, Wanted};
use crate::app::books::Books;
use crate::domain::book::BookEntry;
use crate::domain::catalog::CatalogKind;
use crate::domain::id::LocalId;
use crate::domain::place::GeoPoint;
use crate::domain::upkeep::AbsenceKind;
use crate::geo::sphere;
use crate::store::model::BookRecord;

/// A way that nobody has worked out yet is so many times the great circle, at so many kilometres an hour.
const FACTOR: f64 = 1.25;
const KMH: f64 = 60.0;
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

/// All rows: of every record that works, and of every other that has bids.
pub(super) fn lanes(
    data: &PlanData,
    bars: &mut HashMap<&LocalId, Vec<Bar>>,
    books: &Books,
    wanted: &Wanted,
) -> Vec<Lane> {
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

pub(super) fn kind_of(id: Option<crate::domain::id::RemoteId>, kind: CatalogKind, books: &Books) -> String {
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

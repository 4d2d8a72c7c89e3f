//! Trips gathered into rows, sorted, with their sum and the bars of a chart. Values, not texts: the language is the screen's.

use std::cmp::Ordering;
use std::collections::BTreeMap;

use chrono::{DateTime, Days, NaiveDate, TimeDelta, Utc};
use rust_decimal::Decimal;

use super::columns::{Column, Grouping, Measure};
use super::figures::Figures;
use super::period::Period;
use super::trip::Trip;
use crate::domain::id::LocalId;
use crate::domain::payment::PaymentState;

/// Bars of a chart at most: more of them say nothing.
pub const MOST_BARS: usize = 24;
/// A longer period is shown by weeks.
const MOST_DAYS: i64 = 45;

/// What is asked of a report.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Wanted {
    /// The days.
    pub period: Period,
    /// What one row is.
    pub grouping: Grouping,
    /// Sorted by.
    pub sort: Column,
    /// Descending.
    pub descending: bool,
    /// What the chart shows.
    pub measure: Measure,
    /// Minutes east of UTC of the dispatcher's own clock.
    pub own_offset_minutes: i32,
}

impl Wanted {
    /// The column that it is sorted by: one that this grouping has.
    #[must_use]
    pub fn order(&self) -> (Column, bool) {
        if self.grouping.columns().contains(&self.sort) {
            return (self.sort, self.descending);
        }
        match self.grouping {
            Grouping::None => (Column::Ended, true),
            Grouping::Car | Grouping::Driver | Grouping::Customer => (Column::Price, true),
        }
    }
}

/// A value of a cell.
#[derive(Debug, Clone, PartialEq)]
pub enum Datum {
    /// Nothing is known, or it has no sense here.
    Nothing,
    /// Text.
    Text(String),
    /// A number with its decimals.
    Number(Decimal),
    /// A count of something.
    Count(u64),
    /// A day; true: it was counted here and may be another in truth.
    Day(NaiveDate, bool),
    /// How it is paid.
    State(PaymentState),
}

/// What a row is about.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Subject {
    /// All trips.
    Total,
    /// A truck, a driver, a customer that has a name.
    Named,
    /// Trips without one.
    Nobody,
    /// A trip.
    Trip,
}

/// A row.
#[derive(Debug, Clone, PartialEq)]
pub struct Row {
    /// What it is about.
    pub subject: Subject,
    /// Its cells, one a column of the grouping. The first one of [`Subject::Total`] and [`Subject::Nobody`] is for the screen to say.
    pub cells: Vec<Datum>,
    /// Its sums.
    pub figures: Figures,
    /// Its trips.
    pub trips: Vec<LocalId>,
}

/// What stands under a bar.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Under {
    /// The name of a row; empty: of trips without one.
    Name(String),
    /// The first day of what it covers.
    Day(NaiveDate),
}

/// A bar of the chart.
#[derive(Debug, Clone, PartialEq)]
pub struct Bar {
    /// What stands under it.
    pub under: Under,
    /// How high.
    pub value: Decimal,
}

/// A report.
#[derive(Debug, Clone, PartialEq)]
pub struct Table {
    /// What was asked.
    pub wanted: Wanted,
    /// All trips together.
    pub total: Row,
    /// Its rows, sorted.
    pub rows: Vec<Row>,
    /// Bars: of the first rows, or of days and weeks where a row is a trip.
    pub bars: Vec<Bar>,
    /// Days that a bar covers where bars are of time.
    pub bar_days: u64,
}

/// Gathers, sums and sorts. `name`: how a truck, a driver or a customer is called.
#[must_use]
pub fn arrange(trips: &[Trip], wanted: Wanted, name: &dyn Fn(&LocalId) -> String) -> Table {
    let mut groups: BTreeMap<Option<&LocalId>, Vec<&Trip>> = BTreeMap::new();
    for trip in trips {
        groups.entry(wanted.grouping.key(trip)).or_default().push(trip);
    }
    let make = |(key, trips): (Option<&LocalId>, Vec<&Trip>)| {
        let subject = match (wanted.grouping, key) {
            (Grouping::None, _) => Subject::Trip,
            (Grouping::Car | Grouping::Driver | Grouping::Customer, Some(_)) => Subject::Named,
            (Grouping::Car | Grouping::Driver | Grouping::Customer, None) => Subject::Nobody,
        };
        row(subject, key.filter(|_| subject == Subject::Named), &trips, wanted, name)
    };
    let mut rows: Vec<Row> = groups.into_iter().map(make).collect();
    sort(&mut rows, wanted);
    let all: Vec<&Trip> = trips.iter().collect();
    let bar_days = if wanted.period.days() > MOST_DAYS { 7 } else { 1 };
    let bars = match wanted.grouping {
        Grouping::None => bars_of_time(trips, wanted, bar_days),
        Grouping::Car | Grouping::Driver | Grouping::Customer => bars_of_rows(&rows, wanted.measure),
    };
    Table { total: row(Subject::Total, None, &all, wanted, name), wanted, rows, bars, bar_days }
}

fn row(
    subject: Subject,
    key: Option<&LocalId>,
    trips: &[&Trip],
    wanted: Wanted,
    name: &dyn Fn(&LocalId) -> String,
) -> Row {
    let mut figures = Figures::default();
    for trip in trips {
        figures += trip.figures;
    }
    let one = if subject == Subject::Trip { trips.first().copied() } else { None };
    let cell = |column: &Column| match (column, one) {
        (Column::Subject, Some(trip)) => {
            trip.remote.map_or(Datum::Nothing, |remote| u64::try_from(remote.0).map_or(Datum::Nothing, Datum::Count))
        }
        (Column::Subject, None) => key.map_or(Datum::Nothing, |key| Datum::Text(name(key))),
        (column, Some(trip)) => {
            of_trip(*column, trip, wanted.own_offset_minutes, name).unwrap_or_else(|| of_figures(*column, &figures))
        }
        (column, None) => of_figures(*column, &figures),
    };
    let cells = wanted.grouping.columns().iter().map(cell).collect();
    Row { subject, cells, figures, trips: trips.iter().map(|trip| trip.id.clone()).collect() }
}

/// What only one trip has; `None` where the column is a figure, or the trip's own name.
fn of_trip(column: Column, trip: &Trip, offset: i32, name: &dyn Fn(&LocalId) -> String) -> Option<Datum> {
    let named = |id: Option<&LocalId>| id.map_or(Datum::Nothing, |id| text(name(id)));
    Some(match column {
        Column::Route => text(trip.route.join(" → ")),
        Column::Ended => Datum::Day(local_day(trip.ended, offset), false),
        Column::Car => named(trip.car.as_ref()),
        Column::Driver => named(trip.driver.as_ref()),
        Column::Customer => named(trip.customer.as_ref()),
        Column::Payment => trip.payment.map_or(Datum::Nothing, Datum::State),
        Column::Due => trip.due.map_or(Datum::Nothing, |due| Datum::Day(due.day, due.counted)),
        _figure_or_name => return None,
    })
}

fn of_figures(column: Column, figures: &Figures) -> Datum {
    let number = |value: Option<Decimal>| value.map_or(Datum::Nothing, Datum::Number);
    let count = |value: Option<u64>| value.map_or(Datum::Nothing, Datum::Count);
    match column {
        Column::Bids => Datum::Count(figures.bids),
        Column::Driven => number(figures.driven_km()),
        Column::Empty => number(figures.empty_km()),
        Column::Stay => number(figures.stay_hours()),
        Column::StayMean => count(figures.stay_mean_min()),
        Column::LateBids => count((figures.judged > 0).then_some(figures.late)),
        Column::Late => count(figures.late_minutes()),
        Column::Price => number(figures.roubles()),
        Column::PerKm => number(figures.per_km()),
        Column::Unpaid => number(figures.unpaid()),
        Column::Overdue => count((figures.payment_known > 0).then_some(figures.overdue)),
        _of_one_trip => Datum::Nothing,
    }
}

fn text(words: String) -> Datum {
    if words.is_empty() { Datum::Nothing } else { Datum::Text(words) }
}

fn local_day(at: DateTime<Utc>, offset_minutes: i32) -> NaiveDate {
    let local = at.checked_add_signed(TimeDelta::minutes(i64::from(offset_minutes))).unwrap_or(at);
    local.date_naive()
}

/// What is not known stands last in either order; of equals the first column decides.
fn sort(rows: &mut [Row], wanted: Wanted) {
    let (column, descending) = wanted.order();
    let place = wanted.grouping.columns().iter().position(|one| *one == column).unwrap_or_default();
    rows.sort_by(|one, other| {
        let order = match (one.cells.get(place), other.cells.get(place)) {
            (Some(one), Some(other)) => compare(one, other, descending),
            _ => Ordering::Equal,
        };
        order.then_with(|| match (one.cells.first(), other.cells.first()) {
            (Some(one), Some(other)) => compare(one, other, false),
            _ => Ordering::Equal,
        })
    });
}

fn compare(one: &Datum, other: &Datum, descending: bool) -> Ordering {
    let order = match (one, other) {
        (Datum::Nothing, Datum::Nothing) => return Ordering::Equal,
        (Datum::Nothing, _) => return Ordering::Greater,
        (_, Datum::Nothing) => return Ordering::Less,
        (Datum::Text(one), Datum::Text(other)) => one.to_lowercase().cmp(&other.to_lowercase()),
        (Datum::Number(one), Datum::Number(other)) => one.cmp(other),
        (Datum::Count(one), Datum::Count(other)) => one.cmp(other),
        (Datum::Day(one, _), Datum::Day(other, _)) => one.cmp(other),
        (Datum::State(one), Datum::State(other)) => one.cmp(other),
        // A column holds values of one kind.
        (Datum::Text(_) | Datum::Number(_) | Datum::Count(_) | Datum::Day(..) | Datum::State(_), _) => Ordering::Equal,
    };
    if descending { order.reverse() } else { order }
}

fn bars_of_rows(rows: &[Row], measure: Measure) -> Vec<Bar> {
    let bar = |row: &Row| {
        let name = if let Some(Datum::Text(name)) = row.cells.first() { name.clone() } else { String::new() };
        Bar { under: Under::Name(name), value: measure.of(&row.figures) }
    };
    rows.iter().take(MOST_BARS).map(bar).collect()
}

/// A bar for each day or week of the period, those without a trip too.
fn bars_of_time(trips: &[Trip], wanted: Wanted, each: u64) -> Vec<Bar> {
    let Period { first, last } = wanted.period;
    let mut sums: BTreeMap<u64, Figures> = BTreeMap::new();
    for trip in trips {
        let since = local_day(trip.ended, wanted.own_offset_minutes).signed_duration_since(first).num_days();
        let place = u64::try_from(since).unwrap_or(0).checked_div(each).unwrap_or(0);
        *sums.entry(place).or_default() += trip.figures;
    }
    let days = u64::try_from(last.signed_duration_since(first).num_days()).unwrap_or(0);
    let bar = |place: u64| {
        let day = first.checked_add_days(Days::new(place.saturating_mul(each))).unwrap_or(last);
        let value = sums.get(&place).map(|figures| wanted.measure.of(figures)).unwrap_or_default();
        Bar { under: Under::Day(day), value }
    };
    (0..=days.checked_div(each).unwrap_or(0)).map(bar).collect()
}

#[cfg(test)]
#[path = "table_tests.rs"]
mod tests;

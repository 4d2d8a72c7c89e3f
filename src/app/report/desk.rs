//! What is known of reports, what may be asked of them, what is slow of it, and what is told.

use std::sync::Arc;

use chrono::NaiveDate;

use crate::app::books::Books;
use crate::app::in_turn::InTurn;
use crate::domain::report::{Column, Grouping, Measure, Period, PeriodKind, Table, Trip, Wanted};
use crate::words::Message;

/// Reports. Only [`super::handle`] and [`super::apply`] change them.
#[derive(Debug, Clone, Default)]
pub struct ReportDesk {
    /// Done bids of the period that was read last.
    pub trips: Option<Trips>,
    /// The report; stays until the next one is there.
    pub table: Option<Arc<Table>>,
    /// Why there is none.
    pub trouble: Option<Message>,
    /// It is read and arranged.
    pub turn: InTurn,
}

/// Done bids of a period.
#[derive(Debug, Clone, PartialEq)]
pub struct Trips {
    /// The days.
    pub period: Period,
    /// The bids, the earliest first.
    pub trips: Arc<Vec<Trip>>,
}

/// A wish of the person at a report.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum ReportCommand {
    /// Other days.
    Period(PeriodKind),
    /// Days that were typed, both counted in.
    Days(NaiveDate, NaiveDate),
    /// Other rows.
    Group(Grouping),
    /// Sort by this column; by the same one again: the other way round.
    Sort(Column),
    /// Show the chart, or not.
    Chart(bool),
    /// Another measure in the chart.
    Measure(Measure),
    /// Show the bids of a row in the list; `None`: all of them. The name says where they come from.
    Drill(Option<usize>, String),
}

/// Slow work on reports.
#[derive(Debug, Clone)]
pub enum ReportEffect {
    /// Read the done bids of the days and arrange them.
    Read(Wanted),
    /// Arrange what was read.
    Arrange(Trips, Wanted, Arc<Books>),
}

/// Effects are compared by tests: what was read is the same when it is the very same.
impl PartialEq for ReportEffect {
    fn eq(&self, other: &Self) -> bool {
        match (self, other) {
            (Self::Read(wanted), Self::Read(others)) => wanted == others,
            (Self::Arrange(trips, wanted, _), Self::Arrange(others, other, _)) => {
                Arc::ptr_eq(&trips.trips, &others.trips) && wanted == other
            }
            (Self::Read(_) | Self::Arrange(..), _) => false,
        }
    }
}

/// What the worker tells of reports.
#[derive(Debug, Clone)]
pub enum ReportEvent {
    /// A report, and what it was made of.
    Made(Trips, Arc<Table>),
    /// The bids could not be read.
    Failed(Message),
}

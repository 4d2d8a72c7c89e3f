//! The minimal set of fields without which the platform does not take a bid (seed 000 chapter 2.3), and the wrong ones.
//!
//! Source: the list of the seed; for the points also the rules of the platform itself (at least two, one to load and one
//! to unload, strictly one after another in absolute time, coordinates that are not `[0, 0]`). A field has one finding
//! at most, the list of points as many as apply; the warning may stand beside another.
//!
//! Two readings that the documents leave open:
//! - **An empty run** carries nothing, so nothing is asked of its cargo. The rest applies: the platform's own form sends
//!   a price and a payment type with it.
//! - **Where the truck stood before the bid** ([`PointKind::Start`](super::bid::PointKind::Start)) is a point that the platform adds by itself. Nobody
//!   can fill it in, so it is neither checked nor counted.

mod points;

#[cfg(test)]
mod tests;

use chrono::{DateTime, NaiveDate, NaiveTime, TimeDelta, Utc};
use serde::{Deserialize, Serialize};

use super::bid::{Bid, Cargo};

/// A field of the bid form, for naming a miss beside it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Field {
    /// Payment type.
    PaymentType,
    /// VAT type.
    VatType,
    /// Price.
    Price,
    /// Driver.
    Driver,
    /// Truck.
    Car,
    /// Name of the cargo at this place of the list.
    CargoName(usize),
    /// Type of the cargo at this place of the list.
    CargoType(usize),
    /// The list of points as a whole.
    Points,
    /// Address of the point at this place of the list.
    PointAddress(usize),
    /// City of the point.
    PointCity(usize),
    /// Coordinates of the point.
    PointCoordinates(usize),
    /// Planned arrival at the point.
    PointPlanEnter(usize),
    /// End of the arrival window of the point.
    PointWindow(usize),
}

/// What is wrong with a field.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Problem {
    /// Empty.
    Missing,
    /// The price must be above zero.
    NotPositive,
    /// Fewer than two points.
    TooFewPoints,
    /// No loading point.
    NoLoad,
    /// No unloading point.
    NoUnload,
    /// Not later than the point before it, in absolute time.
    OutOfOrder,
    /// The coordinates are approximate: the geocoder must confirm them before sending.
    NotConfirmed,
    /// The window ends before it begins.
    WindowBackwards,
    /// Planned before the pilot start or before the truck's first fix, whichever is later: can't be tracked. A warning.
    BeforeTracking,
}

/// A finding.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct Finding {
    /// Where.
    pub field: Field,
    /// What.
    pub problem: Problem,
}

impl Finding {
    /// True when the bid can't be sent with it; false for a warning.
    #[must_use]
    pub const fn blocks_sending(self) -> bool {
        !matches!(self.problem, Problem::BeforeTracking)
    }
}

/// What the check must know beside the bid.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Tracking {
    /// Pilot start (setting): a date on the dispatcher's calendar, taken as the start of that day in UTC+3.
    pub pilot_start: Option<NaiveDate>,
    /// First fix of the chosen truck's tracker.
    pub first_fixed_at: Option<DateTime<Utc>>,
}

impl Tracking {
    /// The moment from which on a bid can be tracked: the later of the two, as far as they are known.
    #[must_use]
    pub fn starts_at(self) -> Option<DateTime<Utc>> {
        let pilot_start = self.pilot_start.and_then(|date| {
            date.and_time(NaiveTime::MIN).checked_sub_signed(PILOT_OFFSET).map(|midnight| midnight.and_utc())
        });
        pilot_start.max(self.first_fixed_at)
    }
}

/// The pilot start is a date of the platform's own clock, Moscow time.
const PILOT_OFFSET: TimeDelta = TimeDelta::hours(3);

/// All findings of a bid, in the order of the form.
#[must_use]
pub fn check(bid: &Bid, tracking: Tracking) -> Vec<Finding> {
    let mut findings: Vec<Finding> = [
        missing(Field::PaymentType, bid.payment_type.is_none()),
        missing(Field::VatType, bid.vat_type.is_none()),
        match bid.price {
            None => missing(Field::Price, true),
            Some(price) => finding(Field::Price, Problem::NotPositive, !price.is_positive()),
        },
        missing(Field::Driver, bid.driver.is_none()),
        missing(Field::Car, bid.car.is_none()),
    ]
    .into_iter()
    .flatten()
    .collect();
    if !bid.empty_run {
        findings.extend(cargos(&bid.cargos));
    }
    findings.extend(points::check(&bid.points, tracking.starts_at()));
    findings
}

/// A bid carries at least one cargo: a list without any lacks its first.
fn cargos(cargos: &[Cargo]) -> Vec<Finding> {
    let lacking = [Cargo::default()];
    let cargos = if cargos.is_empty() { &lacking } else { cargos };
    let of_cargo = |(place, cargo): (usize, &Cargo)| {
        [
            missing(Field::CargoName(place), is_blank(&cargo.name)),
            missing(Field::CargoType(place), cargo.type_id.is_none()),
        ]
    };
    cargos.iter().enumerate().flat_map(of_cargo).flatten().collect()
}

fn missing(field: Field, is_missing: bool) -> Option<Finding> {
    finding(field, Problem::Missing, is_missing)
}

fn finding(field: Field, problem: Problem, is_so: bool) -> Option<Finding> {
    is_so.then_some(Finding { field, problem })
}

fn is_blank(text: &str) -> bool {
    text.trim().is_empty()
}

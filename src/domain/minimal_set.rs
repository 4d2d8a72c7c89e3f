//! The minimal set of fields without which the platform does not take a bid (seed 000 chapter 2.3), and the wrong ones.

use chrono::{DateTime, NaiveDate, Utc};
use serde::{Deserialize, Serialize};

use super::bid::Bid;

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
    /// Earlier than the point before it.
    OutOfOrder,
    /// The place is approximate: the geocoder must confirm it before sending.
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

/// All findings of a bid, in the order of the form.
#[must_use]
pub fn check(bid: &Bid, tracking: Tracking) -> Vec<Finding> {
    let _ = (bid, tracking);
    Vec::new()
}

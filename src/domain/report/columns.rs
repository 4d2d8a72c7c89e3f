//! Columns and measures of reports: what a row is, what stands in it, what a chart shows.

use rust_decimal::Decimal;
use serde::{Deserialize, Serialize};

use super::figures::Figures;
use super::trip::Trip;
use crate::domain::id::LocalId;

/// What one row is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Grouping {
    /// A truck.
    #[default]
    Car,
    /// A driver.
    Driver,
    /// A customer.
    Customer,
    /// A trip.
    None,
}

/// A column.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Column {
    /// Name of the group, or the platform's number of the bid.
    Subject,
    /// Settlements of the route.
    Route,
    /// Day the trip counts as done.
    Ended,
    /// Plate.
    Car,
    /// Driver.
    Driver,
    /// Customer.
    Customer,
    /// How many trips.
    Bids,
    /// Driven kilometres.
    Driven,
    /// Kilometres without cargo.
    Empty,
    /// Hours at points.
    Stay,
    /// Minutes at a point in the mean.
    StayMean,
    /// Trips that were late.
    LateBids,
    /// Minutes late.
    Late,
    /// Roubles.
    #[default]
    Price,
    /// Roubles a kilometre.
    PerKm,
    /// How it is paid.
    Payment,
    /// Day it is to be paid by.
    Due,
    /// Roubles still to be paid.
    Unpaid,
    /// Trips whose payment is overdue.
    Overdue,
}

impl Column {
    /// A figure, which groups and the total have too.
    #[must_use]
    pub const fn is_figure(self) -> bool {
        use Column::{Car, Customer, Driver, Due, Ended, Payment, Route, Subject};
        !matches!(self, Subject | Route | Ended | Car | Driver | Customer | Payment | Due)
    }
}

/// What a chart shows.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Measure {
    /// Driven kilometres.
    Driven,
    /// Roubles.
    #[default]
    Price,
    /// Roubles a kilometre.
    PerKm,
    /// Hours at points.
    Stay,
    /// Minutes late.
    Late,
    /// Trips.
    Bids,
}

impl Measure {
    /// All, in the order of their choice.
    pub const ALL: [Self; 6] = [Self::Price, Self::Driven, Self::PerKm, Self::Stay, Self::Late, Self::Bids];

    /// The column that says the same.
    #[must_use]
    pub const fn column(self) -> Column {
        match self {
            Self::Driven => Column::Driven,
            Self::Price => Column::Price,
            Self::PerKm => Column::PerKm,
            Self::Stay => Column::Stay,
            Self::Late => Column::Late,
            Self::Bids => Column::Bids,
        }
    }

    pub(super) fn of(self, figures: &Figures) -> Decimal {
        let value = match self {
            Self::Driven => figures.driven_km(),
            Self::Price => figures.roubles(),
            Self::PerKm => figures.per_km(),
            Self::Stay => figures.stay_hours(),
            Self::Late => figures.late_minutes().map(Decimal::from),
            Self::Bids => Some(Decimal::from(figures.bids)),
        };
        value.unwrap_or_default()
    }
}

impl Grouping {
    /// All, in the order of their choice.
    pub const ALL: [Self; 4] = [Self::Car, Self::Driver, Self::Customer, Self::None];

    /// The columns of its table, in their order.
    #[must_use]
    pub const fn columns(self) -> &'static [Column] {
        match self {
            Self::None => &[
                Column::Subject,
                Column::Route,
                Column::Ended,
                Column::Car,
                Column::Driver,
                Column::Customer,
                Column::Driven,
                Column::Price,
                Column::PerKm,
                Column::Empty,
                Column::Stay,
                Column::Late,
                Column::Payment,
                Column::Due,
                Column::Unpaid,
            ],
            Self::Car | Self::Driver | Self::Customer => &[
                Column::Subject,
                Column::Bids,
                Column::Driven,
                Column::Price,
                Column::PerKm,
                Column::Empty,
                Column::Stay,
                Column::StayMean,
                Column::LateBids,
                Column::Late,
                Column::Unpaid,
                Column::Overdue,
            ],
        }
    }

    pub(super) fn key(self, trip: &Trip) -> Option<&LocalId> {
        match self {
            Self::Car => trip.car.as_ref(),
            Self::Driver => trip.driver.as_ref(),
            Self::Customer => trip.customer.as_ref(),
            Self::None => Some(&trip.id),
        }
    }
}

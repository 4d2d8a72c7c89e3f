//! The same lane again: all dates move together, coordinates stay, nothing of the platform's own goes along.

use chrono::{Datelike as _, NaiveDate, NaiveDateTime, TimeDelta, Weekday};

use crate::domain::bid::{Bid, PointKind};

/// Most bids that are made in one go.
pub const MOST: usize = 62;

/// Which days of a series.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Every {
    /// Mondays to Fridays.
    #[default]
    Weekday,
    /// All days.
    Day,
    /// The same day of each week.
    Week,
}

/// The first planned moment of the route, local time of its address.
#[must_use]
pub fn first_plan(bid: &Bid) -> Option<NaiveDateTime> {
    bid.points.iter().filter(|point| point.kind != PointKind::Start).find_map(|point| point.plan_enter)
}

/// The bid again, its first planned moment at `first`; without dates of its own it gets none. `crew`: truck, trailer and drivers go
/// along.
#[must_use]
pub fn repeated(bid: &Bid, first: NaiveDateTime, crew: bool) -> Bid {
    let by = first_plan(bid).map_or(TimeDelta::zero(), |was| first - was);
    let mut copy = moved(bid, by);
    if !crew {
        (copy.car, copy.trailer, copy.driver, copy.second_driver) = (None, None, None, None);
    }
    copy
}

/// The bid as a new one, all its dates later by so much.
#[must_use]
pub fn moved(bid: &Bid, by: TimeDelta) -> Bid {
    let later = |time: Option<NaiveDateTime>| time.and_then(|time| time.checked_add_signed(by));
    let mut copy = bid.clone();
    // Where the truck stood before is the platform's own point, and another truck's place.
    copy.points.retain(|point| point.kind != PointKind::Start);
    for point in &mut copy.points {
        point.remote_id = None;
        point.place.geozone_id = None;
        point.plan_enter = later(point.plan_enter);
        point.window_end = later(point.window_end);
        point.plan_leave = later(point.plan_leave);
    }
    for cargo in &mut copy.cargos {
        cargo.remote_id = None;
    }
    copy
}

/// The days of a series, the first one whatever it is; at most [`MOST`].
#[must_use]
pub fn days(first: NaiveDate, until: Option<NaiveDate>, every: Every) -> Vec<NaiveDate> {
    let wanted = |day: NaiveDate| match every {
        Every::Day => true,
        Every::Weekday => !matches!(day.weekday(), Weekday::Sat | Weekday::Sun),
        Every::Week => day.weekday() == first.weekday(),
    };
    let rest = first.iter_days().skip(1).take_while(|day| until.is_some_and(|until| *day <= until));
    std::iter::once(first).chain(rest.filter(|day| wanted(*day))).take(MOST).collect()
}

//! When a truck will be at the points that are ahead of it, and how late that is.
//!
//! [`ahead`] says what of the route is still to be driven, [`arrivals`] counts: from where the truck was last, along minutes of road
//! that somebody else measured, with the driver's rests ([`Rest`]), or from the platform's own forecast of the next point when it has
//! one. Pure: no clock, no roads, no positions of its own. Moments are UTC.

mod wheel;

use chrono::{DateTime, TimeDelta, Utc};

pub use self::wheel::{Rest, Wheel};
use super::bid::{Bid, BidFacts, BidPoint, PointFacts, PointKind};
use super::visits::Visit;

/// What a forecast rests on.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Basis {
    /// The platform's own forecast of the next point.
    Platform,
    /// Where the truck was last, and the roads.
    Roads,
    /// Only the clock: nobody knows where the truck is, and the plan has passed. Arrivals are not earlier than said.
    Clock,
}

/// An arrival that is expected.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Arrival {
    /// The point's place in the route ([`Bid::points`]).
    pub point: usize,
    /// When.
    pub at: DateTime<Utc>,
    /// When the truck is to be there at the latest: end of the window, else the plan; `None` while that isn't known.
    pub due: Option<DateTime<Utc>>,
}

impl Arrival {
    /// Whole minutes after the due moment; 0 in time.
    #[must_use]
    pub fn late_min(&self) -> u32 {
        let late = self.due.map_or(0, |due| self.at.signed_duration_since(due).num_minutes());
        u32::try_from(late.max(0)).unwrap_or(u32::MAX)
    }
}

/// The forecast of a bid.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Forecast {
    /// What it rests on.
    pub basis: Basis,
    /// Arrivals at the points ahead, in the order of the route; never empty.
    pub arrivals: Vec<Arrival>,
}

impl Forecast {
    /// Minutes late at the worst of the points ahead; `None` when the truck will be everywhere in time.
    #[must_use]
    pub fn late_min(&self) -> Option<u32> {
        self.arrivals.iter().map(Arrival::late_min).max().filter(|late| *late > 0)
    }

    /// The arrival at a point of the route.
    #[must_use]
    pub fn at(&self, point: usize) -> Option<&Arrival> {
        self.arrivals.iter().find(|arrival| arrival.point == point)
    }
}

/// What of a route is done and what is still to be driven.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Ahead {
    /// The last point where the truck was seen: its place in the route.
    pub last: Option<usize>,
    /// When it came there, where that was told.
    pub entered: Option<DateTime<Utc>>,
    /// When it left there; `None` while it stands there, or nobody told.
    pub left: Option<DateTime<Utc>>,
    /// Places of the points that are still to be reached.
    pub next: Vec<usize>,
}

/// What lies ahead. A point counts as reached when anybody saw the truck there, or at any later one. `seen`: what positions told of
/// the points, by place in the route ([`super::visits`]); the platform's own facts come first.
#[must_use]
pub fn ahead(bid: &Bid, facts: &BidFacts, seen: impl Fn(usize) -> Option<Visit>) -> Ahead {
    let stays: Vec<Stay> =
        bid.points.iter().enumerate().map(|(place, point)| stay(point, facts, seen(place))).collect();
    let last = bid
        .points
        .iter()
        .zip(&stays)
        .rposition(|(point, stay)| is_stop(point) && (stay.entered.is_some() || stay.left.is_some()));
    let from = last.map_or(0, |place| place.saturating_add(1));
    let next = bid.points.iter().enumerate().skip(from).filter(|(_, point)| is_stop(point)).map(|(place, _)| place);
    let stay = last.and_then(|place| stays.get(place)).copied().unwrap_or_default();
    Ahead { last, entered: stay.entered, left: stay.left, next: next.collect() }
}

#[derive(Debug, Clone, Copy, Default)]
struct Stay {
    entered: Option<DateTime<Utc>>,
    left: Option<DateTime<Utc>>,
}

/// True for points that a truck has to be at in time.
#[must_use]
pub fn is_stop(point: &BidPoint) -> bool {
    match point.kind {
        PointKind::Load | PointKind::Unload | PointKind::Custom => true,
        PointKind::Start | PointKind::Service => false,
    }
}

fn stay(point: &BidPoint, facts: &BidFacts, seen: Option<Visit>) -> Stay {
    let told = facts.points.iter().find(|facts| Some(facts.point) == point.remote_id);
    let by_facts = |facts: &PointFacts| {
        [facts.logist_entered_at, facts.auto_entered_at, facts.driver_entered_at].into_iter().flatten().next()
    };
    Stay {
        entered: told.and_then(by_facts).or(seen.map(|visit| visit.entered)),
        left: told.and_then(|facts| facts.auto_left_at).or(seen.and_then(|visit| visit.left)),
    }
}

/// A point that is still to be reached.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Stop {
    /// Its place in the route.
    pub point: usize,
    /// Minutes at the wheel from the stop before, from the start for the first.
    pub road_min: f64,
    /// Work doesn't begin before.
    pub plan: Option<DateTime<Utc>>,
    /// To be there at the latest.
    pub due: Option<DateTime<Utc>>,
    /// Minutes of work there.
    pub stay_min: u32,
}

impl Stop {
    /// Of a point. `usual_stay`: minutes of work where the plan doesn't say how long it takes.
    #[must_use]
    pub fn of(point: usize, of: &BidPoint, road_min: f64, usual_stay: u32) -> Self {
        let due = of.place.zone.zip(of.window_end.or(of.plan_enter)).map(|(zone, local)| zone.to_utc(local));
        Self { point, road_min, plan: of.plan_enter_utc(), due, stay_min: stay_min(of, usual_stay) }
    }
}

/// Minutes of work at a point: from the planned arrival to the planned departure, where both are known.
#[must_use]
pub fn stay_min(point: &BidPoint, usual: u32) -> u32 {
    let planned = point.plan_leave.zip(point.plan_enter).map(|(leave, enter)| (leave - enter).num_minutes());
    planned.and_then(|minutes| u32::try_from(minutes).ok()).filter(|minutes| *minutes > 0).unwrap_or(usual)
}

/// Where and how the way begins.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Start {
    /// When the truck was there, or will leave from there.
    pub at: DateTime<Utc>,
    /// The driver then.
    pub wheel: Wheel,
}

/// The forecast over the stops ahead; `None` when there is nothing to say: no stop, or neither a place of the truck nor the
/// platform's forecast, and no plan that has passed.
#[must_use]
pub fn arrivals(
    start: Option<Start>,
    platform: Option<DateTime<Utc>>,
    stops: &[Stop],
    rest: &Rest,
    now: DateTime<Utc>,
) -> Option<Forecast> {
    let (first, later) = stops.split_first()?;
    let wheel = start.map_or_else(Wheel::default, |start| start.wheel);
    let (basis, at, wheel) = match (platform, start) {
        (Some(told), _) => (Basis::Platform, told, wheel.drive(first.road_min, rest).1),
        (None, Some(start)) => {
            let (passed, wheel) = wheel.drive(first.road_min, rest);
            (Basis::Roads, start.at + span(passed), wheel)
        }
        (None, None) => (Basis::Clock, now, wheel),
    };
    // Not there yet: whatever was thought before, it won't be earlier than now.
    let mut truck = Truck { at: at.max(now), wheel };
    let mut found = vec![Arrival { point: first.point, at: truck.at, due: first.due }];
    let mut before = first;
    for stop in later {
        truck = truck.worked(before, rest).driven(stop.road_min, rest);
        found.push(Arrival { point: stop.point, at: truck.at, due: stop.due });
        before = stop;
    }
    let forecast = Forecast { basis, arrivals: found };
    (basis != Basis::Clock || forecast.late_min().is_some()).then_some(forecast)
}

/// A truck on its way.
#[derive(Debug, Clone, Copy)]
struct Truck {
    at: DateTime<Utc>,
    wheel: Wheel,
}

impl Truck {
    /// Waits for the plan where it came early, and works. Waiting is rest, work is not.
    fn worked(self, stop: &Stop, rest: &Rest) -> Self {
        let begins = stop.plan.map_or(self.at, |plan| plan.max(self.at));
        let waited = begins.signed_duration_since(self.at).num_minutes();
        let wheel = self.wheel.stood(minutes(waited), rest);
        Self { at: begins + TimeDelta::minutes(i64::from(stop.stay_min)), wheel }
    }

    fn driven(self, road_min: f64, rest: &Rest) -> Self {
        let (passed, wheel) = self.wheel.drive(road_min, rest);
        Self { at: self.at + span(passed), wheel }
    }
}

#[expect(clippy::cast_possible_truncation, reason = "minutes of a way, held in bounds: a century")]
fn span(minutes: f64) -> TimeDelta {
    TimeDelta::seconds((minutes.clamp(0.0, 52_560_000.0) * 60.0).round() as i64)
}

#[expect(clippy::cast_precision_loss, reason = "minutes")]
fn minutes(whole: i64) -> f64 {
    whole as f64
}

#[cfg(test)]
mod tests;

//! Ending a bid by hand ("ручное закрытие"): the reason, the mileage and the times at the points, as the dispatcher knows them.
//!
//! Source: `BidForceCompleteModel` of the OpenAPI file; the API notes §6: the mileage is written in kilometres while every
//! mileage that is read is in metres.

use chrono::{DateTime, TimeDelta, Utc};
use serde::{Deserialize, Serialize};

use super::bid::{Bid, BidFacts, PointKind};

/// Signs that a reason may have on the platform.
pub const REASON_LENGTH: usize = 1_000;
/// Kilometres that no run of a truck is longer than: a slip of the keyboard.
pub const LONGEST_RUN_KM: f64 = 50_000.0;
/// Clocks of desks and servers differ a little.
const CLOCKS_DIFFER: TimeDelta = TimeDelta::minutes(5);

/// What a person says of a run that is over.
#[derive(Debug, Clone, PartialEq, Default, Serialize, Deserialize)]
#[serde(default)]
pub struct Completion {
    /// Why it is ended by hand.
    pub reason: String,
    /// Driven kilometres; not looked at when the odometer is believed.
    pub mileage_km: Option<f64>,
    /// The mileage is that of the tracker.
    pub odometer: bool,
    /// Times at the points, in the order of the route.
    pub points: Vec<PointTimes>,
}

/// When the truck was at a point, UTC.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct PointTimes {
    /// The platform's id of the point.
    pub point: i64,
    /// What is done there.
    pub kind: PointKind,
    /// Came.
    pub entered: Option<DateTime<Utc>>,
    /// Left, loaded or unloaded.
    pub left: Option<DateTime<Utc>>,
}

/// What is wrong with it. Points are counted from zero, in the order of [`Completion::points`].
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum CompletionFault {
    /// No reason.
    NoReason,
    /// The reason is longer than the platform takes.
    LongReason,
    /// No mileage, and the odometer is not believed.
    NoMileage,
    /// Below zero, or more than any run.
    WrongMileage,
    /// A time lies in the future.
    Future(usize),
    /// Left before it came.
    LeftBefore(usize),
    /// Came before it had left the point before.
    OutOfOrder(usize),
}

impl Completion {
    /// What is known of a bid: planned kilometres rounded up, and the times that were seen.
    #[must_use]
    pub fn of(bid: &Bid, facts: &BidFacts) -> Self {
        let metres = facts.fact_mileage_m.filter(|metres| *metres > 0.0).or(facts.plan_mileage_m);
        let points = bid.points.iter().filter(|point| point.kind != PointKind::Start).filter_map(|point| {
            let id = point.remote_id?;
            let seen = facts.points.iter().find(|seen| seen.point == id);
            let entered =
                seen.and_then(|seen| seen.logist_entered_at.or(seen.auto_entered_at).or(seen.driver_entered_at));
            let left = seen.and_then(|seen| seen.auto_left_at);
            Some(PointTimes { point: id, kind: point.kind, entered, left })
        });
        Self {
            reason: String::new(),
            mileage_km: metres.map(|metres| (metres / 1_000.0).ceil()),
            odometer: false,
            points: points.collect(),
        }
    }

    /// Everything that is wrong with it; empty when it may be sent.
    #[must_use]
    pub fn check(&self, now: DateTime<Utc>) -> Vec<CompletionFault> {
        let mut faults = Vec::new();
        if self.reason.trim().is_empty() {
            faults.push(CompletionFault::NoReason);
        } else if self.reason.chars().count() > REASON_LENGTH {
            faults.push(CompletionFault::LongReason);
        }
        match self.mileage_km {
            _ if self.odometer => {}
            None => faults.push(CompletionFault::NoMileage),
            Some(km) if !(0.0..=LONGEST_RUN_KM).contains(&km) => faults.push(CompletionFault::WrongMileage),
            Some(_) => {}
        }
        let latest = now.checked_add_signed(CLOCKS_DIFFER).unwrap_or(now);
        let mut before: Option<DateTime<Utc>> = None;
        for (place, times) in self.points.iter().enumerate() {
            let (came, left) = (times.entered, times.left);
            if [came, left].into_iter().flatten().any(|at| at > latest) {
                faults.push(CompletionFault::Future(place));
            } else if came.zip(left).is_some_and(|(came, left)| left < came) {
                faults.push(CompletionFault::LeftBefore(place));
            } else if came.or(left).zip(before).is_some_and(|(came, before)| came < before) {
                faults.push(CompletionFault::OutOfOrder(place));
            }
            before = left.or(came).or(before);
        }
        faults
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::bid::{BidPoint, PointFacts};

    fn at(minutes: i64) -> DateTime<Utc> {
        DateTime::UNIX_EPOCH + TimeDelta::minutes(minutes)
    }

    fn whole() -> Completion {
        let point = |point, entered, left| PointTimes {
            point,
            kind: PointKind::Load,
            entered: Some(at(entered)),
            left: Some(at(left)),
        };
        Completion {
            reason: "Геозона не сработала".into(),
            mileage_km: Some(712.0),
            odometer: false,
            points: vec![point(1, 10, 20), point(2, 100, 120)],
        }
    }

    #[test]
    fn every_fault_is_found_and_a_whole_one_has_none() {
        let now = at(1_000);
        assert_eq!(whole().check(now), []);
        let with = |change: fn(&mut Completion)| {
            let mut completion = whole();
            change(&mut completion);
            completion.check(now)
        };
        assert_eq!(with(|it| it.reason = "  ".into()), [CompletionFault::NoReason]);
        assert_eq!(with(|it| it.reason = "я".repeat(1_001)), [CompletionFault::LongReason]);
        assert_eq!(with(|it| it.mileage_km = None), [CompletionFault::NoMileage]);
        assert_eq!(with(|it| (it.mileage_km, it.odometer) = (None, true)), []);
        assert_eq!(with(|it| it.mileage_km = Some(-1.0)), [CompletionFault::WrongMileage]);
        assert_eq!(with(|it| it.mileage_km = Some(f64::NAN)), [CompletionFault::WrongMileage]);
        assert_eq!(with(|it| it.points[1].left = Some(at(2_000))), [CompletionFault::Future(1)]);
        assert_eq!(with(|it| it.points[0].left = Some(at(5))), [CompletionFault::LeftBefore(0)]);
        assert_eq!(with(|it| it.points[1].entered = Some(at(15))), [CompletionFault::OutOfOrder(1)]);
        assert_eq!(with(|it| it.points[0].entered = None), [], "a time may be missing");
    }

    #[test]
    fn what_is_known_is_filled_in() {
        let mut bid = Bid::blank();
        bid.points.insert(0, BidPoint { remote_id: Some(7), ..BidPoint::new(PointKind::Start) });
        bid.points[1].remote_id = Some(8);
        let facts = BidFacts {
            plan_mileage_m: Some(711_200.0),
            points: vec![PointFacts { point: 8, auto_entered_at: Some(at(3)), ..PointFacts::default() }],
            ..BidFacts::default()
        };
        let filled = Completion::of(&bid, &facts);
        assert_eq!((filled.mileage_km, filled.points.len()), (Some(712.0), 1), "no zero point, none without a number");
        assert_eq!(filled.points[0].entered, Some(at(3)));
    }
}

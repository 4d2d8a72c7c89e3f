//! What a bar says beyond its row: every point with its plan and what happened there. Read from the bid itself, for bars in sight.

use chrono::{DateTime, NaiveDateTime, Utc};

use super::expected::Expected;
use crate::domain::bid::PointKind;
use crate::domain::forecast::is_stop;
use crate::store::model::BidRecord;

/// A point of a bar.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Stop {
    /// What is done there.
    pub kind: PointKind,
    /// Settlement.
    pub name: String,
    /// Planned arrival.
    pub plan: Option<DateTime<Utc>>,
    /// The same on the clock of the place.
    pub local: Option<NaiveDateTime>,
    /// Minutes east of UTC of that clock.
    pub offset_minutes: Option<i32>,
    /// The truck came.
    pub entered: Option<DateTime<Utc>>,
    /// The truck left.
    pub left: Option<DateTime<Utc>>,
}

/// What a bar says.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Details {
    /// Its points, those that a truck has to be at.
    pub stops: Vec<Stop>,
    /// The last planned moment on the clock of its place, and its offset.
    pub ends: Option<(NaiveDateTime, i32)>,
}

impl Details {
    /// Of a bid, with what positions told of its points while it is in work.
    #[must_use]
    pub fn of(record: &BidRecord, expected: Option<&Expected>) -> Self {
        let stops = record.bid.points.iter().enumerate().filter(|(_, point)| is_stop(point)).map(|(place, point)| {
            let facts = record.facts.points.iter().find(|facts| Some(facts.point) == point.remote_id);
            let seen = expected.and_then(|expected| expected.seen.get(place).copied().flatten());
            let told =
                facts.and_then(|facts| facts.logist_entered_at.or(facts.auto_entered_at).or(facts.driver_entered_at));
            Stop {
                kind: point.kind,
                name: point.place.settlement().to_owned(),
                plan: point.plan_enter_utc(),
                local: point.plan_enter,
                offset_minutes: point.place.zone.zip(point.plan_enter).map(|(zone, at)| zone.offset_minutes(at)),
                entered: told.or(seen.map(|visit| visit.entered)),
                left: facts.and_then(|facts| facts.auto_left_at).or(seen.and_then(|visit| visit.left)),
            }
        });
        let last = record.bid.points.iter().filter_map(|point| Some((point.plan_last_utc()?, point.place.zone?)));
        let ends = last.max_by_key(|(at, _)| *at).map(|(at, zone)| {
            let local = zone.to_local(at);
            (local, zone.offset_minutes(local))
        });
        Self { stops: stops.collect(), ends }
    }

    /// From when to when the truck was really on the bid; `None` before it came to the first point. `now` while it goes on.
    #[must_use]
    pub fn fact(&self, is_over: bool, now: DateTime<Utc>) -> Option<[DateTime<Utc>; 2]> {
        let began = self.stops.iter().filter_map(|stop| stop.entered.or(stop.left)).min()?;
        let last = self.stops.iter().filter_map(|stop| stop.left.max(stop.entered)).max()?;
        Some([began, if is_over { last } else { now.max(last) }])
    }
}

//! What is burning among the bids in work: late, standing, without a fix, not accepted. Each rule is a function of what was
//! seen, of the moment, and of one limit. Pure: the moment comes in.

use chrono::{DateTime, TimeDelta, Utc};

use super::bid::{Bid, BidFacts, BidStatus, PointKind};
use super::watch;

/// What the rules look at, worked out once from a bid in work.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Watched {
    /// When the truck is to be at its next point at the latest, UTC: the end of the window, where it has one.
    pub due: Option<DateTime<Utc>>,
    /// Since when it stands at the point that it has entered last and not left.
    pub standing_since: Option<DateTime<Utc>>,
    /// The last fix of the truck's tracker.
    pub last_fix: Option<DateTime<Utc>>,
    /// Since when the bid is known to be started and not accepted by the driver.
    pub waits_since: Option<DateTime<Utc>>,
}

/// After how long each rule speaks. The settings of the desk, with their defaults.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Limits {
    /// A point's plan passed without an entry, or is forecast to.
    pub late: TimeDelta,
    /// Entered and not left.
    pub standing: TimeDelta,
    /// The last fix is older.
    pub gps: TimeDelta,
    /// Started, and the driver has not accepted.
    pub accept: TimeDelta,
}

impl Default for Limits {
    fn default() -> Self {
        Self {
            late: TimeDelta::minutes(30),
            standing: TimeDelta::hours(4),
            gps: TimeDelta::minutes(60),
            accept: TimeDelta::minutes(30),
        }
    }
}

/// What there is to watch of a bid; `None` when it is not in work.
///
/// `last_fix`: of its truck's tracker. `started_at`: since when it is known to be started, at the earliest.
#[must_use]
pub fn watched(
    bid: &Bid,
    facts: &BidFacts,
    last_fix: Option<DateTime<Utc>>,
    started_at: Option<DateTime<Utc>>,
) -> Option<Watched> {
    if facts.status != BidStatus::Started || facts.deleted {
        return None;
    }
    Some(Watched {
        due: watch::next_due(bid, facts).map(|(_, due)| due),
        standing_since: standing_since(bid, facts),
        last_fix,
        waits_since: started_at.filter(|_| facts.accepted_by_driver_at.is_none()),
    })
}

/// The truck is not where it should have been for so long, or will not be: `forecast` is the minutes that it will be late by
/// ([`super::forecast`]).
#[must_use]
pub fn is_late(watched: &Watched, forecast: Option<u32>, now: DateTime<Utc>, after: TimeDelta) -> bool {
    let has_passed = watched.due.is_some_and(|due| {
        let behind = now.signed_duration_since(due);
        behind >= after && behind <= watch::OLD_NEWS
    });
    has_passed || forecast.is_some_and(|minutes| minutes > 0 && i64::from(minutes) >= after.num_minutes())
}

/// The truck has stood at a point for so long.
#[must_use]
pub fn is_standing(watched: &Watched, now: DateTime<Utc>, after: TimeDelta) -> bool {
    watched.standing_since.is_some_and(|since| now.signed_duration_since(since) >= after)
}

/// The tracker has been silent for so long. One that never told a place tells nothing.
#[must_use]
pub fn is_silent(watched: &Watched, now: DateTime<Utc>, after: TimeDelta) -> bool {
    watch::silent(watched.last_fix, now, after).is_some()
}

/// The driver has not accepted for so long.
#[must_use]
pub fn is_not_accepted(watched: &Watched, now: DateTime<Utc>, after: TimeDelta) -> bool {
    watched.waits_since.is_some_and(|since| now.signed_duration_since(since) >= after)
}

/// When it entered the last point that anybody saw it at, unless it was seen to leave.
fn standing_since(bid: &Bid, facts: &BidFacts) -> Option<DateTime<Utc>> {
    let stops = bid.points.iter().filter(|point| point.kind != PointKind::Start);
    let mut seen = stops.filter_map(|point| {
        let id = point.remote_id?;
        facts.points.iter().find(|seen| seen.point == id)
    });
    let last = seen.rfind(|seen| seen.entered_at().is_some() || seen.auto_left_at.is_some())?;
    if last.auto_left_at.is_some() { None } else { last.entered_at() }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::bid::{BidPoint, PointFacts};
    use crate::domain::place::{Place, Zone};
    use proptest::prelude::*;

    fn at(minutes: i64) -> DateTime<Utc> {
        DateTime::UNIX_EPOCH + TimeDelta::minutes(minutes)
    }

    /// Two points, planned at minute 100 and 500.
    fn bid() -> Bid {
        let point = |id, minute| BidPoint {
            remote_id: Some(id),
            place: Place { zone: Some(Zone::Fixed(0)), ..Place::default() },
            plan_enter: Some(at(minute).naive_utc()),
            ..BidPoint::new(PointKind::Load)
        };
        Bid { points: vec![point(1, 100), point(2, 500)], ..Bid::default() }
    }

    fn facts(points: Vec<PointFacts>) -> BidFacts {
        BidFacts { status: BidStatus::Started, points, ..BidFacts::default() }
    }

    fn came(point: i64, minute: i64) -> PointFacts {
        PointFacts { point, auto_entered_at: Some(at(minute)), ..PointFacts::default() }
    }

    fn of(points: Vec<PointFacts>) -> Watched {
        watched(&bid(), &facts(points), None, None).unwrap()
    }

    #[test]
    fn only_bids_in_work_are_watched() {
        for status in [BidStatus::Draft, BidStatus::Planned, BidStatus::Done, BidStatus::Cancelled] {
            assert_eq!(watched(&bid(), &BidFacts { status, ..BidFacts::default() }, None, None), None);
        }
    }

    #[test]
    fn late_is_what_nobody_came_to_or_what_a_forecast_says() {
        let half_an_hour = TimeDelta::minutes(30);
        let late = |of: &Watched, minute| is_late(of, None, at(minute), half_an_hour);
        let nobody = of(vec![]);
        assert!(!late(&nobody, 129) && late(&nobody, 130));
        assert!(!late(&nobody, 100 + 4 * 1_440), "nobody waits for it any more");
        let came_once = of(vec![came(1, 90)]);
        assert!(!late(&came_once, 300) && late(&came_once, 530));
        assert!(is_late(&came_once, Some(45), at(300), half_an_hour));
        assert!(!is_late(&came_once, Some(20), at(300), half_an_hour));
    }

    #[test]
    fn a_truck_stands_from_its_entry_until_it_leaves_or_is_seen_farther_on() {
        let hours = TimeDelta::hours(4);
        assert_eq!(of(vec![]).standing_since, None);
        let stands = of(vec![came(1, 100)]);
        assert!(!is_standing(&stands, at(339), hours) && is_standing(&stands, at(340), hours));
        let left = PointFacts { auto_left_at: Some(at(200)), ..came(1, 100) };
        assert_eq!(of(vec![left.clone()]).standing_since, None);
        assert_eq!(of(vec![left, came(2, 480)]).standing_since, Some(at(480)));
        let said = PointFacts { logist_entered_at: Some(at(110)), ..came(1, 100) };
        assert_eq!(of(vec![said]).standing_since, Some(at(110)), "the dispatcher's word counts");
    }

    #[test]
    fn a_driver_who_accepted_is_not_waited_for() {
        let limit = TimeDelta::minutes(30);
        let waits = watched(&bid(), &facts(vec![]), None, Some(at(10))).unwrap();
        assert!(!is_not_accepted(&waits, at(39), limit) && is_not_accepted(&waits, at(40), limit));
        let accepted = BidFacts { accepted_by_driver_at: Some(at(12)), ..facts(vec![]) };
        assert!(!is_not_accepted(&watched(&bid(), &accepted, None, Some(at(10))).unwrap(), at(500), limit));
    }

    proptest! {
        /// What burns goes on burning while nothing new is seen (a late plan until it is old news), and a longer limit
        /// never makes more burn.
        #[test]
        fn time_and_limits_only_go_one_way(
            fix in 0_i64..2_000, now in 0_i64..3_000, more in 0_i64..500, limit in 0_i64..600, longer in 0_i64..600,
        ) {
            let watched = Watched { last_fix: Some(at(fix)), standing_since: Some(at(fix)), waits_since: Some(at(fix)), ..of(vec![]) };
            for rule in [is_standing, is_silent, is_not_accepted] {
                let burns = |minute, limit| rule(&watched, at(minute), TimeDelta::minutes(limit));
                prop_assert!(!burns(now, limit) || burns(now + more, limit));
                prop_assert!(!burns(now, limit + longer) || burns(now, limit));
            }
            let late = |limit| is_late(&watched, None, at(now), TimeDelta::minutes(limit));
            prop_assert!(!late(limit + longer) || late(limit));
        }
    }
}

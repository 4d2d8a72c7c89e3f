//! When a bid in work is late and when a truck's tracker has fallen silent. Pure: the moment comes in.

use chrono::{DateTime, TimeDelta, Utc};

use super::bid::{Bid, BidFacts, PointFacts, PointKind};

/// A plan that passed longer ago than this is an unfinished paper, not a late truck.
pub(super) const OLD_NEWS: TimeDelta = TimeDelta::days(3);

/// A point that the truck should have reached.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Late {
    /// Its place in the route.
    pub point: usize,
    /// When the truck was to be there at the latest, UTC.
    pub planned: DateTime<Utc>,
    /// Whole minutes since.
    pub minutes: i64,
}

/// The first point not reached whose plan (the end of its window, where it has one) passed at least `after` ago.
///
/// A point counts as reached when anybody saw the truck there, or at any later point: a geozone that missed an entry is
/// no lateness.
#[must_use]
pub fn late(bid: &Bid, facts: &BidFacts, now: DateTime<Utc>, after: TimeDelta) -> Option<Late> {
    let (point, planned) = next_due(bid, facts)?;
    let behind = now.signed_duration_since(planned);
    (behind >= after && behind <= OLD_NEWS).then(|| Late { point, planned, minutes: behind.num_minutes() })
}

/// The first point that nobody has reached and when the truck is to be there at the latest, UTC: the end of its window, where
/// it has one.
#[must_use]
pub fn next_due(bid: &Bid, facts: &BidFacts) -> Option<(usize, DateTime<Utc>)> {
    let was_there = |id: Option<i64>| facts.points.iter().any(|facts| Some(facts.point) == id && is_reached(facts));
    let reached = bid.points.iter().rposition(|point| point.remote_id.is_some() && was_there(point.remote_id));
    let next = reached.map_or(0, |place| place.saturating_add(1));
    let (point, ahead) = bid
        .points
        .iter()
        .enumerate()
        .skip(next)
        .find(|(_, point)| !matches!(point.kind, PointKind::Start | PointKind::Service))?;
    Some((point, ahead.place.zone?.to_utc(ahead.window_end.or(ahead.plan_enter)?)))
}

fn is_reached(facts: &PointFacts) -> bool {
    [facts.auto_entered_at, facts.auto_left_at, facts.driver_entered_at, facts.logist_entered_at]
        .iter()
        .any(Option::is_some)
}

/// Whole minutes since the last fix when that is at least `after` ago. A tracker that never told a place tells nothing.
#[must_use]
pub fn silent(last_fix: Option<DateTime<Utc>>, now: DateTime<Utc>, after: TimeDelta) -> Option<i64> {
    let quiet = now.signed_duration_since(last_fix?);
    (quiet >= after).then(|| quiet.num_minutes())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::bid::BidPoint;
    use crate::domain::place::{Place, Zone};
    use chrono::NaiveDate;

    /// Three points in Уфа (UTC+5): 10:00, a window 14:00–16:00, 20:00.
    fn bid() -> Bid {
        let at = |hour| NaiveDate::from_ymd_opt(2026, 12, 1).unwrap().and_hms_opt(hour, 0, 0);
        let point = |id, enter, end| BidPoint {
            remote_id: Some(id),
            place: Place { zone: Some(Zone::Fixed(300)), ..Place::default() },
            plan_enter: at(enter),
            window_end: at(end).filter(|_| end > enter),
            ..BidPoint::new(PointKind::Load)
        };
        Bid { points: vec![point(1, 10, 0), point(2, 14, 16), point(3, 20, 0)], ..Bid::default() }
    }

    fn utc(hour: u32, minute: u32) -> DateTime<Utc> {
        NaiveDate::from_ymd_opt(2026, 12, 1).unwrap().and_hms_opt(hour, minute, 0).unwrap().and_utc()
    }

    fn reached(points: &[i64]) -> BidFacts {
        let facts =
            |point: &i64| PointFacts { point: *point, auto_entered_at: Some(utc(0, 0)), ..PointFacts::default() };
        BidFacts { points: points.iter().map(facts).collect(), ..BidFacts::default() }
    }

    #[test]
    fn a_plan_that_passed_is_late_once_the_patience_is_over() {
        let after = TimeDelta::minutes(30);
        // (reached points, hour and minute UTC) → the late point and by how much.
        for (points, (hour, minute), expected) in [
            (&[][..], (5, 29), None),
            (&[], (5, 30), Some((0, 30))),
            (&[], (15, 0), Some((0, 600))),
            (&[1], (11, 29), None),
            (&[1], (11, 30), Some((1, 30))),
            (&[2], (11, 30), None),
            (&[2], (15, 45), Some((2, 45))),
            (&[1, 2, 3], (23, 0), None),
        ] {
            let found = late(&bid(), &reached(points), utc(hour, minute), after);
            assert_eq!(found.map(|late| (late.point, late.minutes)), expected, "{points:?} at {hour}:{minute}");
        }
        let weeks_later = utc(5, 0) + TimeDelta::days(14);
        assert_eq!(late(&bid(), &reached(&[]), weeks_later, after), None, "nobody waits for it any more");
    }

    #[test]
    fn without_a_time_or_a_zone_nothing_is_said() {
        let mut bid = bid();
        bid.points[0].plan_enter = None;
        assert_eq!(late(&bid, &reached(&[]), utc(20, 0), TimeDelta::zero()), None);
        bid.points[1].place.zone = None;
        assert_eq!(late(&bid, &reached(&[1]), utc(20, 0), TimeDelta::zero()), None);
        assert_eq!(late(&Bid::default(), &reached(&[]), utc(20, 0), TimeDelta::zero()), None);
    }

    #[test]
    fn a_tracker_is_silent_only_when_it_has_spoken_before() {
        let after = TimeDelta::minutes(60);
        assert_eq!(silent(None, utc(12, 0), after), None);
        assert_eq!(silent(Some(utc(11, 1)), utc(12, 0), after), None);
        assert_eq!(silent(Some(utc(11, 0)), utc(12, 0), after), Some(60));
        assert_eq!(silent(Some(utc(13, 0)), utc(12, 0), after), None, "a clock ahead of ours is no silence");
    }
}

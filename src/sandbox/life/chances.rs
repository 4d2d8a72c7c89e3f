//! What chance brings: each draw is decided by the seed and by what it is about, not by when it is asked for, so that the
//! same deeds at the same moments always give the same world.

use chrono::{DateTime, TimeDelta, Utc};

use super::super::model::names::PointKind;
use super::super::seed::rng::Rng;

/// A tracker may fall silent once in so long.
const SILENCE_EVERY: TimeDelta = TimeDelta::hours(10);

/// The draws of a seed.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Chances(pub(crate) u64);

impl Chances {
    /// The stream of something by its name and number.
    pub(crate) fn of(self, what: &str, number: i64) -> Rng {
        Rng::new(self.0, &format!("{what} {number}"))
    }

    /// How long after the start of a bid its driver accepts it; one in ten takes hours.
    pub(crate) fn until_accepting(self, bid: i64) -> TimeDelta {
        let mut rng = self.of("accepting", bid);
        let minutes = if rng.chance(0.1) { rng.between(150, 420) } else { rng.between(2, 25) };
        TimeDelta::minutes(minutes)
    }

    /// How far from its plan a truck aims to come; one in nine is held up on the road.
    pub(crate) fn off_plan(self, bid: i64, point: i64) -> TimeDelta {
        let mut rng = self.of("arrival", bid.wrapping_mul(31).wrapping_add(point));
        let minutes = if rng.chance(0.11) { rng.between(80, 280) } else { rng.between(-45, 30) };
        TimeDelta::minutes(minutes)
    }

    /// How long a truck stands at a point.
    pub(crate) fn standing(self, bid: i64, point: i64, kind: PointKind) -> TimeDelta {
        let mut rng = self.of("standing", bid.wrapping_mul(31).wrapping_add(point));
        let minutes = match kind {
            PointKind::LoadPoint | PointKind::UnloadPoint if rng.chance(0.12) => rng.between(300, 540),
            PointKind::LoadPoint | PointKind::UnloadPoint => rng.between(55, 220),
            PointKind::StartPoint | PointKind::CustomPoint | PointKind::ServicePoint => rng.between(20, 90),
        };
        TimeDelta::minutes(minutes)
    }

    /// From the last point to the end of the papers.
    pub(crate) fn papers(self, bid: i64) -> TimeDelta {
        TimeDelta::minutes(self.of("papers", bid).between(8, 45))
    }

    /// True when the driver presses his buttons at a point.
    pub(crate) fn presses(self, bid: i64, point: i64) -> bool {
        self.of("pressing", bid.wrapping_mul(31).wrapping_add(point)).chance(0.85)
    }

    /// What is driven against what is planned.
    pub(crate) fn detour(self, bid: i64, point: i64) -> f64 {
        self.of("detour", bid.wrapping_mul(31).wrapping_add(point)).real(0.985, 1.05)
    }

    /// When a tracker fell silent, if it is silent at a moment.
    pub(crate) fn silent_since(self, car: i64, at: DateTime<Utc>) -> Option<DateTime<Utc>> {
        let span = SILENCE_EVERY.num_seconds();
        let block = at.timestamp().div_euclid(span);
        [block, block - 1].into_iter().find_map(|block| {
            let mut rng = self.of("silence", car.wrapping_mul(1_000_003).wrapping_add(block));
            if !rng.chance(0.12) {
                return None;
            }
            let since = DateTime::from_timestamp(block * span + rng.between(0, span - 1), 0)?;
            let until = since + TimeDelta::minutes(rng.between(15, 170));
            (since <= at && at < until).then_some(since)
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_draw_follows_from_what_it_is_about() {
        let (one, other) = (Chances(1), Chances(2));
        assert_eq!(one.off_plan(48_001, 5), one.off_plan(48_001, 5));
        let draws = |chances: Chances| (0..50).map(|bid| chances.off_plan(bid, 5)).collect::<Vec<_>>();
        assert_ne!(draws(one), draws(other));
        let late = draws(one).iter().filter(|off| **off > TimeDelta::minutes(60)).count();
        assert!((1..=14).contains(&late), "{late} of 50 are late");
    }

    #[test]
    fn trackers_fall_silent_now_and_then() {
        let start: DateTime<Utc> = "2026-11-21T00:00:00Z".parse().unwrap();
        let silent =
            (0..1_000).filter(|hour| Chances(3).silent_since(1_100, start + TimeDelta::hours(*hour)).is_some()).count();
        assert!((5..=60).contains(&silent), "{silent} hours of 1000");
        for hour in 0..1_000 {
            let at = start + TimeDelta::hours(hour);
            assert!(Chances(3).silent_since(1_100, at).is_none_or(|since| since <= at));
        }
    }
}

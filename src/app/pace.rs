//! When the next exchange is due. Pure: both clocks come in, so that a night of sleep can be tried in a test.
//!
//! The monotonic clock stands still while a laptop sleeps, the wall clock goes on: the gap between them is the sleep. After
//! it one cycle is due, a few seconds later (the network needs a moment) and not at the same second on every desk.

use std::time::Duration;

use chrono::{DateTime, Utc};

/// How often both clocks are compared. A sleep is noticed at the latest after this.
pub const HEARTBEAT: Duration = Duration::from_secs(5);
/// A gap of this size between the clocks is a sleep (or a clock that was set: then one cycle more does no harm).
const SLEPT: i64 = 20;
/// After a sleep: not before this, and spread over as much again.
const AWAKE: Duration = Duration::from_secs(3);

/// The schedule of the exchanges.
#[derive(Debug, Clone)]
pub struct Pace {
    every: Duration,
    /// On the monotonic clock.
    next: Duration,
    /// Both clocks at the last look.
    last: (Duration, DateTime<Utc>),
}

/// What a look at the clocks says.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Due {
    /// Look again after this.
    Later(Duration),
    /// A cycle.
    Now,
}

impl Pace {
    /// The first cycle is due one interval from now: that of the start is asked for by itself.
    #[must_use]
    pub fn new(every: Duration, (mono, wall): (Duration, DateTime<Utc>)) -> Self {
        let every = every.max(Duration::from_secs(5));
        Self { every, next: mono.saturating_add(every), last: (mono, wall) }
    }

    /// Another interval, from now on.
    pub fn change(&mut self, every: Duration, clocks: (Duration, DateTime<Utc>)) {
        if every != self.every {
            *self = Self::new(every, clocks);
        }
    }

    /// Looks at the clocks. `chance` (0…1) spreads desks that woke at the same moment.
    pub fn look(&mut self, (mono, wall): (Duration, DateTime<Utc>), chance: f64) -> Due {
        let (last_mono, last_wall) = std::mem::replace(&mut self.last, (mono, wall));
        let worked = i64::try_from(mono.saturating_sub(last_mono).as_secs()).unwrap_or(i64::MAX);
        let passed = wall.signed_duration_since(last_wall).num_seconds();
        if passed.saturating_sub(worked) >= SLEPT {
            let spread = AWAKE.mul_f64(chance.clamp(0.0, 1.0));
            self.next = mono.saturating_add(AWAKE).saturating_add(spread);
        }
        if mono >= self.next {
            // From now, not from when it was due: what was missed is missed.
            self.next = mono.saturating_add(self.every);
            return Due::Now;
        }
        Due::Later(self.next.saturating_sub(mono).min(HEARTBEAT))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const MINUTE: Duration = Duration::from_mins(1);

    fn wall(seconds: u64) -> DateTime<Utc> {
        DateTime::from_timestamp(1_800_000_000 + i64::try_from(seconds).unwrap(), 0).unwrap()
    }

    /// Looks every heartbeat from `from` to `to` (monotonic seconds) with the wall `ahead`; says when cycles were due.
    fn cycles(pace: &mut Pace, from: u64, to: u64, ahead: u64) -> Vec<u64> {
        let looks = (from..=to).step_by(5);
        looks.filter(|at| pace.look((Duration::from_secs(*at), wall(at + ahead)), 0.5) == Due::Now).collect()
    }

    #[test]
    fn a_cycle_each_interval() {
        let mut pace = Pace::new(MINUTE, (Duration::ZERO, wall(0)));
        assert_eq!(cycles(&mut pace, 0, 300, 0), [60, 120, 180, 240, 300]);
        assert_eq!(pace.look((Duration::from_secs(301), wall(301)), 0.0), Due::Later(HEARTBEAT));
        assert_eq!(pace.look((Duration::from_secs(358), wall(358)), 0.0), Due::Later(Duration::from_secs(2)));
    }

    #[test]
    fn a_night_of_sleep_is_one_cycle_soon_after() {
        let mut pace = Pace::new(MINUTE, (Duration::ZERO, wall(0)));
        assert_eq!(cycles(&mut pace, 0, 65, 0), [60]);
        // The monotonic clock stood still for eight hours, as on Linux.
        assert_eq!(cycles(&mut pace, 70, 200, 8 * 3_600), [75, 135, 195], "3 s and half of 3 s, at the next look");
    }

    #[test]
    fn a_monotonic_clock_that_counts_the_sleep_makes_no_burst_either() {
        let mut pace = Pace::new(MINUTE, (Duration::ZERO, wall(0)));
        assert_eq!(cycles(&mut pace, 0, 65, 0), [60]);
        // On some systems both clocks go on: all that was missed is one cycle.
        assert_eq!(cycles(&mut pace, 30_000, 30_100, 0), [30_000, 30_060]);
    }

    #[test]
    fn desks_that_wake_together_do_not_ask_together() {
        let due = |chance| {
            let mut pace = Pace::new(MINUTE, (Duration::ZERO, wall(0)));
            pace.look((Duration::from_secs(1), wall(4_000)), chance)
        };
        assert_eq!(due(0.0), Due::Later(Duration::from_secs(3)));
        assert_eq!(due(1.0), Due::Later(HEARTBEAT.min(Duration::from_secs(6))));
        assert_ne!(due(0.2), due(0.6));
    }

    #[test]
    fn a_clock_set_back_stops_nothing() {
        let mut pace = Pace::new(MINUTE, (Duration::ZERO, wall(100_000)));
        let looks = (0..=120).step_by(5);
        let due = looks.filter(|at| pace.look((Duration::from_secs(*at), wall(*at)), 0.0) == Due::Now).count();
        assert_eq!(due, 2);
    }
}

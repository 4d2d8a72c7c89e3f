//! Road time: the clock that trucks and people of the world live by.
//!
//! It runs `speed` times as fast as the server's clock. What happens on the road is written down by the server's clock,
//! so that no fact lies in the future. While the server is off road time stands until the server's clock has caught up.

use chrono::{DateTime, TimeDelta, Utc};

/// Road time against the server's clock.
#[derive(Debug, Clone, Copy)]
pub(crate) struct RoadClock {
    speed: f64,
    /// The two clocks when the server was started.
    server: DateTime<Utc>,
    road: DateTime<Utc>,
}

impl RoadClock {
    /// Starts at a moment of the server's clock. `reached` is the road time at which the world stood before; at speed
    /// zero it stays there.
    pub(crate) fn new(speed: f64, now: DateTime<Utc>, reached: DateTime<Utc>) -> Self {
        let speed = if speed.is_finite() { speed.max(0.0) } else { 0.0 };
        Self { speed, server: now, road: if speed > 0.0 { reached.max(now) } else { reached } }
    }

    /// Goes on at another speed from this moment of the server's clock.
    pub(crate) fn run_at(&mut self, speed: f64, now: DateTime<Utc>) {
        self.road = self.road(now);
        self.server = now.max(self.server);
        self.speed = if speed.is_finite() { speed.max(0.0) } else { 0.0 };
    }

    /// How many times as fast as the server's clock.
    pub(crate) fn speed(&self) -> f64 {
        self.speed
    }

    /// True when nothing ever moves.
    pub(crate) fn stands(&self) -> bool {
        self.speed <= 0.0
    }

    /// Road time at a moment of the server's clock.
    pub(crate) fn road(&self, now: DateTime<Utc>) -> DateTime<Utc> {
        let passed = now.signed_duration_since(self.server).max(TimeDelta::zero());
        self.road.checked_add_signed(times(passed, self.speed)).unwrap_or(self.road)
    }

    /// Road time at a moment that has passed, also one before the server was started.
    pub(crate) fn road_then(&self, at: DateTime<Utc>) -> DateTime<Utc> {
        if at < self.server { at.min(self.road) } else { self.road(at) }
    }

    /// When something happens that is due at a road time, by the server's clock. What lay before the start happened at
    /// its own moment.
    pub(crate) fn server(&self, road: DateTime<Utc>) -> DateTime<Utc> {
        let ahead = road.signed_duration_since(self.road);
        if ahead <= TimeDelta::zero() || self.stands() {
            return road.min(self.server);
        }
        self.server.checked_add_signed(times(ahead, 1.0 / self.speed)).unwrap_or(road)
    }
}

#[expect(clippy::cast_possible_truncation, clippy::cast_precision_loss, reason = "microseconds of some years")]
fn times(duration: TimeDelta, factor: f64) -> TimeDelta {
    let micros = duration.num_microseconds().unwrap_or(i64::MAX);
    if (factor - 1.0).abs() < f64::EPSILON {
        return TimeDelta::microseconds(micros);
    }
    TimeDelta::microseconds((micros as f64 * factor) as i64)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn at(text: &str) -> DateTime<Utc> {
        text.parse().unwrap()
    }

    #[test]
    fn road_time_runs_ahead_and_facts_do_not() {
        let noon = at("2026-11-21T12:00:00Z");
        let clock = RoadClock::new(10.0, noon, noon);
        assert_eq!(clock.road(at("2026-11-21T12:06:00Z")), at("2026-11-21T13:00:00Z"));
        assert_eq!(clock.server(at("2026-11-21T13:00:00Z")), at("2026-11-21T12:06:00Z"));
        assert_eq!(clock.server(at("2026-11-21T09:00:00Z")), at("2026-11-21T09:00:00Z"));
        assert_eq!(clock.road(at("2026-11-21T11:00:00Z")), noon, "a clock that is put back moves nobody");
        assert_eq!(clock.road_then(at("2026-11-21T11:00:00Z")), at("2026-11-21T11:00:00Z"));
    }

    #[test]
    fn what_the_world_ran_ahead_is_waited_out_while_the_server_is_off() {
        let (stood, later) = (at("2026-11-21T20:00:00Z"), at("2026-11-21T15:00:00Z"));
        assert_eq!(RoadClock::new(1.0, later, stood).road(later), stood);
        let tomorrow = at("2026-11-22T09:00:00Z");
        assert_eq!(RoadClock::new(1.0, tomorrow, stood).road(tomorrow), tomorrow);
        assert_eq!(RoadClock::new(0.0, tomorrow, stood).road(tomorrow), stood, "at speed zero it stands");
    }
}

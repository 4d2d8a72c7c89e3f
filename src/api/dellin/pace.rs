//! How often the carrier is asked. It publishes no limits; one client reports 45 a minute and 1,600 an hour.

use std::collections::VecDeque;
use std::sync::{Mutex, PoisonError};
use std::time::Duration;

use chrono::{DateTime, TimeDelta, Utc};

/// Limits of requests, and when the last ones were.
#[derive(Debug)]
pub struct Pace {
    per_minute: usize,
    per_hour: usize,
    past: Mutex<VecDeque<DateTime<Utc>>>,
}

impl Pace {
    /// So many requests in any minute and in any hour.
    #[must_use]
    pub const fn new(per_minute: usize, per_hour: usize) -> Self {
        Self { per_minute, per_hour, past: Mutex::new(VecDeque::new()) }
    }

    /// Takes a turn now, or says how long to wait for one.
    ///
    /// # Errors
    /// The time until a turn is free.
    pub fn take(&self, now: DateTime<Utc>) -> Result<(), Duration> {
        let mut past = self.past.lock().unwrap_or_else(PoisonError::into_inner);
        let hour_ago = now - TimeDelta::hours(1);
        // A clock that was set back must not hold anybody for longer than an hour.
        past.retain(|at| *at > hour_ago && *at <= now);
        let wait = |limit: usize, span: TimeDelta| {
            let since = now - span;
            let recent = past.iter().filter(|at| **at > since).count();
            let oldest = past.iter().find(|at| **at > since).filter(|_| recent >= limit)?;
            (*oldest + span - now).to_std().ok()
        };
        let waits = [wait(self.per_minute, TimeDelta::minutes(1)), wait(self.per_hour, TimeDelta::hours(1))];
        if let Some(wait) = waits.into_iter().flatten().max() {
            return Err(wait);
        }
        past.push_back(now);
        Ok(())
    }
}

impl Default for Pace {
    /// Well below what is reported: 30 a minute, 1,000 an hour.
    fn default() -> Self {
        Self::new(30, 1_000)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn turns_are_free_up_to_the_limit_and_again_when_the_oldest_is_past() {
        let at = |seconds: i64| DateTime::from_timestamp(1_800_000_000 + seconds, 0).unwrap();
        let pace = Pace::new(2, 3);
        assert_eq!((pace.take(at(0)), pace.take(at(10))), (Ok(()), Ok(())));
        assert_eq!(pace.take(at(20)), Err(Duration::from_secs(40)));
        assert_eq!(pace.take(at(60)), Ok(()));
        assert_eq!(pace.take(at(130)), Err(Duration::from_secs(3_470)), "three in an hour");
        assert_eq!(pace.take(at(3_600)), Ok(()));
        assert_eq!(pace.take(at(-9_000)), Ok(()), "a clock that was set back holds nobody");
    }
}

//! When to say something to the rest of the program: not at every keystroke, and never twice the same.

use chrono::{DateTime, TimeDelta, Utc};

/// Lets a changing value through only now and then: the latest value, at most once a period.
#[derive(Debug, Clone)]
pub struct Pace<T> {
    period: TimeDelta,
    rest: TimeDelta,
    latest: Option<T>,
    changed_at: DateTime<Utc>,
    passed: Option<T>,
    passed_at: Option<DateTime<Utc>>,
}

impl<T: Clone + PartialEq> Pace<T> {
    /// At most one value a `period`.
    #[must_use]
    pub fn every(period: TimeDelta) -> Self {
        let epoch = DateTime::UNIX_EPOCH;
        Self { period, rest: TimeDelta::zero(), latest: None, changed_at: epoch, passed: None, passed_at: None }
    }

    /// Only values that have stood unchanged for a `rest`.
    #[must_use]
    pub fn after_rest(rest: TimeDelta) -> Self {
        Self { rest, ..Self::every(TimeDelta::zero()) }
    }

    /// A value that the others already know: it isn't let through until it changes.
    pub fn known(&mut self, value: T) {
        self.latest = Some(value.clone());
        self.passed = Some(value);
    }

    /// Offers the value of this frame; gives it back when it is time to say it.
    pub fn offer(&mut self, value: &T, now: DateTime<Utc>) -> Option<T> {
        if self.latest.as_ref() != Some(value) {
            self.latest = Some(value.clone());
            self.changed_at = now;
        }
        if self.passed.as_ref() == Some(value) || self.wait(now) > TimeDelta::zero() {
            return None;
        }
        self.passed = Some(value.clone());
        self.passed_at = Some(now);
        Some(value.clone())
    }

    /// How long until the offered value may pass; `None` when it has passed.
    #[must_use]
    pub fn pending(&self, now: DateTime<Utc>) -> Option<TimeDelta> {
        (self.latest != self.passed).then(|| self.wait(now))
    }

    /// What was said last.
    #[must_use]
    pub fn passed(&self) -> Option<&T> {
        self.passed.as_ref()
    }

    fn wait(&self, now: DateTime<Utc>) -> TimeDelta {
        let since = |at: DateTime<Utc>| now.signed_duration_since(at);
        let by_period = self.passed_at.map_or(TimeDelta::zero(), |at| self.period - since(at));
        let by_rest = self.rest - since(self.changed_at);
        by_period.max(by_rest).max(TimeDelta::zero())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn at(millis: i64) -> DateTime<Utc> {
        DateTime::UNIX_EPOCH + TimeDelta::hours(1) + TimeDelta::milliseconds(millis)
    }

    #[test]
    fn a_burst_passes_once_a_period_and_ends_with_the_latest() {
        let mut pace = Pace::every(TimeDelta::milliseconds(150));
        assert_eq!(pace.offer(&"каз", at(0)), Some("каз"), "the first at once");
        assert_eq!(pace.offer(&"каза", at(50)), None);
        assert_eq!(pace.pending(at(50)), Some(TimeDelta::milliseconds(100)));
        assert_eq!(pace.offer(&"казан", at(100)), None);
        assert_eq!(pace.offer(&"казань", at(160)), Some("казань"));
        assert_eq!(pace.offer(&"казань", at(900)), None, "never twice the same");
        assert_eq!(pace.pending(at(900)), None);
    }

    #[test]
    fn a_value_must_rest_before_it_passes() {
        let mut pace = Pace::after_rest(TimeDelta::milliseconds(600));
        assert_eq!(pace.offer(&1, at(0)), None);
        assert_eq!(pace.offer(&2, at(500)), None);
        assert_eq!(pace.offer(&2, at(1000)), None);
        assert_eq!(pace.offer(&2, at(1100)), Some(2));
    }

    #[test]
    fn what_is_known_is_not_said() {
        let mut pace = Pace::every(TimeDelta::seconds(1));
        pace.known("as stored");
        assert_eq!(pace.offer(&"as stored", at(0)), None);
        assert_eq!(pace.offer(&"changed", at(10)), Some("changed"));
    }
}

//! The circuit breaker: a server that fails again and again is left alone for a while, longer each time. It is kept on disk,
//! so that a crash loop can't hammer the server; a person may ask nevertheless.

use chrono::{DateTime, TimeDelta, Utc};
use serde::{Deserialize, Serialize};

use super::engine::Engine;
use crate::api::cargorun::ApiError;
use crate::store::StoreError;

/// Failures in a row that open it.
const FAILURES: u32 = 5;
const FIRST_REST: TimeDelta = TimeDelta::seconds(30);
const LONGEST_REST: TimeDelta = TimeDelta::minutes(5);
/// One database speaks with one server, so this is per host.
const KEY: &str = "breaker";

#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(default)]
struct Breaker {
    /// Failures since the last success.
    failures: u32,
    /// Until when the server is left alone.
    open_until: Option<DateTime<Utc>>,
}

impl Breaker {
    fn after_failure(self, now: DateTime<Utc>) -> Self {
        let failures = self.failures.saturating_add(1);
        let opened = failures.checked_sub(FAILURES);
        let rest = |times: u32| FIRST_REST.checked_mul(1_i32 << times.min(8)).unwrap_or(LONGEST_REST).min(LONGEST_REST);
        Self { failures, open_until: opened.map(|times| now + rest(times)) }
    }

    fn rest(self, now: DateTime<Utc>) -> Option<TimeDelta> {
        let left = self.open_until? - now;
        (left > TimeDelta::zero() && left <= LONGEST_REST).then_some(left)
    }

    /// A later moment was written by a clock that has been set back since.
    fn is_of_another_clock(self, now: DateTime<Utc>) -> bool {
        self.open_until.is_some_and(|until| until - now > LONGEST_REST)
    }
}

/// The failure is the server's, or of the way to it after something was sent. No network at all spares the server anyway.
fn is_of_the_host(error: &ApiError) -> bool {
    matches!(error, ApiError::Timeout | ApiError::Server { .. } | ApiError::Offline { sent: true, .. })
}

fn read(engine: &Engine) -> Result<Breaker, StoreError> {
    let text = engine.store.setting(KEY)?;
    Ok(text.and_then(|text| serde_json::from_str(&text).ok()).unwrap_or_default())
}

fn write(engine: &Engine, breaker: Breaker) -> Result<(), StoreError> {
    let text = serde_json::to_string(&breaker).map_err(|error| StoreError::Other(error.to_string()))?;
    engine.store.set_setting(KEY, &text)
}

/// How long the server is still left alone.
pub(super) fn rest(engine: &Engine) -> Result<Option<TimeDelta>, StoreError> {
    let (breaker, now) = (read(engine)?, engine.now());
    if breaker.is_of_another_clock(now) {
        // Forgotten, or it would be in force when that moment comes again.
        write(engine, Breaker { open_until: None, ..breaker })?;
    }
    Ok(breaker.rest(now))
}

/// The server did what it was asked, or said why not.
pub(super) fn answered(engine: &Engine) -> Result<(), StoreError> {
    let known = read(engine)?;
    if known == Breaker::default() { Ok(()) } else { write(engine, Breaker::default()) }
}

/// A call failed; true when that opens the breaker.
pub(super) fn failed(engine: &Engine, error: &ApiError) -> Result<bool, StoreError> {
    if !is_of_the_host(error) {
        return Ok(false);
    }
    let next = read(engine)?.after_failure(engine.now());
    write(engine, next)?;
    Ok(next.open_until.is_some())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_fifth_failure_in_a_row_opens_it_and_each_further_one_doubles_the_rest() {
        let now = DateTime::UNIX_EPOCH;
        let mut breaker = Breaker::default();
        let mut rests = Vec::new();
        for _ in 0..10 {
            breaker = breaker.after_failure(now);
            rests.push(breaker.rest(now).map_or(0, |rest| rest.num_seconds()));
        }
        assert_eq!(rests, [0, 0, 0, 0, 30, 60, 120, 240, 300, 300]);
        assert_eq!(breaker.rest(now + LONGEST_REST), None, "then it is tried again");
        assert_eq!(breaker.rest(now - TimeDelta::days(1)), None, "a clock that was wrong does not last");
        let of_another = [TimeDelta::zero(), TimeDelta::minutes(1), TimeDelta::days(1)]
            .map(|back| breaker.is_of_another_clock(now - back));
        assert_eq!(of_another, [false, true, true]);
    }

    #[test]
    fn only_what_the_server_can_be_spared_counts() {
        for (error, expected) in [
            (ApiError::Timeout, true),
            (ApiError::Server { status: 503, text: String::new() }, true),
            (ApiError::Offline { reason: String::new(), sent: true }, true),
            (ApiError::Offline { reason: String::new(), sent: false }, false),
            (ApiError::Refused { text: String::new() }, false),
            (ApiError::NotFound, false),
        ] {
            assert_eq!(is_of_the_host(&error), expected, "{error:?}");
        }
    }
}

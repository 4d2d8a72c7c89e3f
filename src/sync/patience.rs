//! How long an unanswered creation is waited for: until two look-ups that found nothing stand so far apart that what was
//! sent can't be on its way any more.
//!
//! The desk's own clock has no say: a person may set it between the two. What counts is the server's clock (the `Date` of
//! its answers), which survives a restart, and a clock of this process that nobody can set. Each that knows both ends
//! has to have gone on by the whole wait; where neither knows, the count begins anew.

use std::collections::HashMap;
use std::sync::{Mutex, PoisonError};
use std::time::Duration;

use chrono::{DateTime, TimeDelta, Utc};

use super::engine::Engine;
use crate::store::model::Operation;

/// `Date` is written in whole seconds: two of them may stand almost one second further apart than what they date.
const ROUNDING: TimeDelta = TimeDelta::seconds(1);

/// What a look-up that found nothing means.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Turn {
    /// It is the first, or the first that can be counted from.
    First,
    /// It is not the first, and too close to it.
    TooEarly,
    /// Nothing was found twice, far enough apart: it was not created.
    Second,
}

/// When this process made the first look-up of each operation, by the clock that nobody sets.
#[derive(Debug, Default)]
pub(super) struct FirstLooks(Mutex<HashMap<i64, FirstLook>>);

#[derive(Debug, Clone, Copy)]
struct FirstLook {
    /// Tries of the operation by then: once another process has tried, this look is of no account.
    attempts: u32,
    at: Duration,
}

impl FirstLooks {
    fn of(&self, operation: &Operation) -> Option<Duration> {
        let looks = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        let look = looks.get(&operation.seq).filter(|look| look.attempts == operation.attempts);
        look.filter(|_| operation.lookups > 0).map(|look| look.at)
    }

    fn note(&self, operation: &Operation, at: Duration) {
        let look = FirstLook { attempts: operation.attempts, at };
        self.0.lock().unwrap_or_else(PoisonError::into_inner).insert(operation.seq, look);
    }
}

/// True when a look-up can't be the second yet, whatever the server's clock says: then nothing is asked.
pub(super) fn is_too_early(engine: &Engine, operation: &Operation) -> bool {
    let since = engine.first_looks.of(operation).and_then(|first| engine.steady().checked_sub(first));
    since.is_some_and(|since| since < apart(engine))
}

/// What a look-up that has just found nothing means; `there`: the server's clock in its answer.
pub(super) fn turn(engine: &Engine, operation: &Operation, there: Option<DateTime<Utc>>) -> Turn {
    let here = engine.steady();
    let by_process = engine.first_looks.of(operation).map(|first| signed(here) - signed(first));
    let first_there = operation.last_lookup_at.filter(|_| operation.lookups > 0);
    let by_server = first_there.zip(there).map(|(first, second)| second - first);
    let turn = told_by(by_process, by_server, signed(apart(engine)));
    if turn == Turn::First {
        engine.first_looks.note(operation, here);
    }
    turn
}

/// The rule itself: how far apart the look-ups stand by each clock that knows, against the wait.
fn told_by(by_process: Option<TimeDelta>, by_server: Option<TimeDelta>, wait: TimeDelta) -> Turn {
    let went_back = [by_process, by_server].into_iter().flatten().any(|apart| apart < TimeDelta::zero());
    if went_back || (by_process.is_none() && by_server.is_none()) {
        // How far apart they are can't be said.
        return Turn::First;
    }
    let is_over = by_process.is_none_or(|apart| apart >= wait)
        && by_server.is_none_or(|apart| apart >= wait.checked_add(&ROUNDING).unwrap_or(wait));
    if is_over { Turn::Second } else { Turn::TooEarly }
}

fn signed(duration: Duration) -> TimeDelta {
    TimeDelta::from_std(duration).unwrap_or(TimeDelta::MAX)
}

fn apart(engine: &Engine) -> Duration {
    engine.request_timeout.saturating_mul(2)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_wait_is_over_when_every_clock_that_knows_says_so() {
        let (wait, seconds) = (TimeDelta::seconds(60), |count| Some(TimeDelta::seconds(count)));
        for (by_process, by_server, expected) in [
            (None, None, Turn::First),
            (seconds(60), None, Turn::Second),
            (seconds(59), None, Turn::TooEarly),
            (None, seconds(60), Turn::TooEarly),
            (None, seconds(61), Turn::Second),
            (seconds(59), seconds(3600), Turn::TooEarly),
            (seconds(3600), seconds(60), Turn::TooEarly),
            (seconds(60), seconds(61), Turn::Second),
            (seconds(3600), seconds(-1), Turn::First),
            (seconds(-1), seconds(3600), Turn::First),
        ] {
            assert_eq!(told_by(by_process, by_server, wait), expected, "{by_process:?} {by_server:?}");
        }
    }
}

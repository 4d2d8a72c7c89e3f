//! What is wanted of the own server, who is at it, and how long it is left alone after a failure. Pure: the clock comes in.

use std::collections::{HashSet, VecDeque};
use std::time::{Duration, Instant};

use crate::api::tiles::{TileError, Validators};
use crate::app::map::web::WebKey;

/// After the first failure in a row, and the longest pause; twice as long each time.
const FIRST_PAUSE: Duration = Duration::from_secs(1);
const LONGEST_PAUSE: Duration = Duration::from_mins(5);
/// A server that refuses us will not think otherwise soon.
const REFUSED_PAUSE: Duration = Duration::from_mins(2);

#[derive(Debug, Default)]
pub(super) struct Wanted {
    /// The address that is asked (its mark): another one begins anew.
    pub(super) source: u64,
    /// To be looked for on the disk, the most wanted first.
    pub(super) look: VecDeque<WebKey>,
    pub(super) reading: bool,
    /// To be asked for, the most wanted first, with what the server gave before.
    pub(super) fetch: VecDeque<(WebKey, Option<Validators>)>,
    pub(super) under_way: HashSet<WebKey>,
    pub(super) fetchers: usize,
    /// Failures in a row, and until when nothing is asked for.
    pub(super) failures: u32,
    pub(super) pause_until: Option<Instant>,
    /// The person was told of a failure.
    pub(super) told: bool,
}

/// What a fetcher does next.
pub(super) enum Step {
    Ask(WebKey, Option<Validators>),
    Wait(Duration),
    Done,
}

impl Wanted {
    pub(super) fn pause(&self, now: Instant) -> Option<Duration> {
        self.pause_until.and_then(|until| until.checked_duration_since(now)).filter(|pause| !pause.is_zero())
    }

    pub(super) fn next(&mut self, now: Instant) -> Step {
        let pause = self.pause(now);
        // One waits for all.
        let is_idle = self.fetch.is_empty() || (pause.is_some() && self.fetchers > 1);
        if is_idle {
            self.fetchers = self.fetchers.saturating_sub(1);
            return Step::Done;
        }
        if let Some(pause) = pause {
            return Step::Wait(pause);
        }
        match self.fetch.pop_front() {
            Some((key, known)) => {
                self.under_way.insert(key);
                Step::Ask(key, known)
            }
            None => Step::Wait(Duration::ZERO),
        }
    }

    /// A failure: nobody is asked for a while, and then for this tile again. True when a person is to be told.
    pub(super) fn failed(&mut self, key: WebKey, known: Option<Validators>, error: &TileError, now: Instant) -> bool {
        if self.source != key.source {
            return false;
        }
        self.failures = self.failures.saturating_add(1);
        self.pause_until = now.checked_add(pause_after(self.failures, error));
        self.fetch.push_front((key, known));
        !std::mem::replace(&mut self.told, true)
    }
}

/// How long the server is left alone after so many failures in a row.
fn pause_after(failures: u32, error: &TileError) -> Duration {
    let doubled = FIRST_PAUSE.saturating_mul(2_u32.saturating_pow(failures.saturating_sub(1)));
    let least = match error {
        TileError::Patience { wait, .. } => wait.unwrap_or_default(),
        TileError::Refused { .. } => REFUSED_PAUSE,
        _ => Duration::ZERO,
    };
    doubled.max(least).min(LONGEST_PAUSE)
}

#[cfg(test)]
mod tests {
    use super::*;

    const OFFLINE: TileError = TileError::Timeout;

    #[test]
    fn pauses_grow_and_a_server_that_says_how_long_is_heard() {
        let seconds = |failures, error: &TileError| pause_after(failures, error).as_secs();
        assert_eq!([1, 2, 3, 4, 9, 10, 90].map(|failures| seconds(failures, &OFFLINE)), [1, 2, 4, 8, 256, 300, 300]);
        let wait = |seconds| TileError::Patience { status: 429, wait: Some(Duration::from_secs(seconds)) };
        assert_eq!((seconds(1, &wait(60)), seconds(1, &wait(100_000))), (60, 300));
        assert_eq!(seconds(1, &TileError::Refused { status: 403 }), 120);
    }

    #[test]
    fn one_waits_for_all_and_a_failed_tile_is_asked_for_again() {
        let key = |x| WebKey { source: 3, z: 5, x, y: 9 };
        let now = Instant::now();
        let mut wanted = Wanted { source: 3, fetchers: 2, ..Wanted::default() };
        wanted.fetch.extend([(key(1), None), (key(2), None)]);
        assert!(matches!(wanted.next(now), Step::Ask(asked, None) if asked == key(1)));
        assert!(wanted.failed(key(1), None, &OFFLINE, now), "the first failure is told");
        assert!(matches!(wanted.next(now), Step::Done), "the other one goes");
        assert!(matches!(wanted.next(now), Step::Wait(pause) if pause == FIRST_PAUSE));
        let later = now + FIRST_PAUSE;
        assert!(matches!(wanted.next(later), Step::Ask(asked, None) if asked == key(1)));
        assert!(!wanted.failed(key(1), None, &OFFLINE, later), "told once");
        assert_eq!(wanted.pause(later), Some(FIRST_PAUSE * 2));
        wanted.fetch.clear();
        assert!(matches!(wanted.next(later), Step::Done), "nobody wants anything: nobody waits");
        assert_eq!(wanted.fetchers, 0);
        let other = WebKey { source: 4, ..key(1) };
        assert!(!wanted.failed(other, None, &OFFLINE, later) && wanted.fetch.is_empty(), "of another address");
    }
}

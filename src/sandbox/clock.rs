//! Moments as the platform writes them: UTC, seven fractional digits, and no two changes at the same one.

use std::sync::Arc;

use chrono::{DateTime, Duration, FixedOffset, NaiveDateTime, SecondsFormat, Timelike as _, Utc};

/// Nanoseconds in the platform's smallest step.
const STEP_NANOS: u32 = 100;

/// The server's clock, and the last moment it gave to a change.
#[derive(Clone)]
pub(crate) struct Clock {
    now: Arc<dyn Fn() -> DateTime<Utc> + Send + Sync>,
    last: DateTime<Utc>,
    wrong: Option<Wrong>,
}

/// How the clock is wrong, while it is.
#[derive(Debug, Clone, Copy)]
enum Wrong {
    /// It goes ahead or behind.
    By(Duration),
    /// It shows one moment all the time.
    Stands(DateTime<Utc>),
}

impl Clock {
    pub(crate) fn new(now: Arc<dyn Fn() -> DateTime<Utc> + Send + Sync>) -> Self {
        Self { now, last: DateTime::<Utc>::MIN_UTC, wrong: None }
    }

    /// What the clock shows.
    pub(crate) fn now(&self) -> DateTime<Utc> {
        match self.wrong {
            None => self.true_now(),
            Some(Wrong::By(by)) => self.true_now() + by,
            Some(Wrong::Stands(at)) => at,
        }
    }

    /// What it would show if nothing were wrong with it.
    pub(crate) fn true_now(&self) -> DateTime<Utc> {
        (self.now)()
    }

    /// The clock goes ahead (or behind) by so much from now on.
    pub(crate) fn go_wrong_by(&mut self, by: Duration) {
        self.wrong = Some(Wrong::By(by));
    }

    /// The clock stands from now on.
    pub(crate) fn stand(&mut self) {
        self.wrong = Some(Wrong::Stands(self.now()));
    }

    /// The clock is right again.
    pub(crate) fn correct(&mut self) {
        self.wrong = None;
    }

    /// A moment for a change: now, but always after the change before, even on a clock that was put back. A clock that is
    /// wrong knows no such care: then changes may share a moment or stand before earlier ones.
    pub(crate) fn tick(&mut self) -> DateTime<Utc> {
        let now = whole_steps(self.now());
        if self.wrong.is_some() {
            self.last = self.last.max(now);
            return now;
        }
        let next = self.last.checked_add_signed(Duration::nanoseconds(i64::from(STEP_NANOS))).unwrap_or(now);
        self.last = now.max(next);
        self.last
    }

    /// The last moment that was given to a change.
    pub(crate) fn newest(&self) -> DateTime<Utc> {
        self.last
    }

    /// Takes note of a change that was read from the storage.
    pub(crate) fn seen(&mut self, moment: DateTime<Utc>) {
        self.last = self.last.max(moment);
    }
}

/// The moment without what stands behind its seventh digit.
pub(crate) fn whole_steps(moment: DateTime<Utc>) -> DateTime<Utc> {
    let nanos = moment.nanosecond() % 1_000_000_000;
    moment.with_nanosecond(nanos - nanos % STEP_NANOS).unwrap_or(moment)
}

/// `2026-11-21T21:30:16.1234567Z`.
pub(crate) fn utc_text(moment: DateTime<Utc>) -> String {
    format!("{}.{:07}Z", seconds_text(moment.naive_utc()), steps(moment.nanosecond()))
}

/// `2026-11-21T21:30:16`, of whatever zone; a third of the time that a format string takes.
pub(crate) fn seconds_text(time: NaiveDateTime) -> String {
    let mut text = time.and_utc().to_rfc3339_opts(SecondsFormat::Secs, true);
    text.pop();
    text
}

/// `2026-11-22T00:30:16.1234567+03:00`: creation times come in the organisation's zone.
pub(crate) fn organisation_text(moment: DateTime<Utc>) -> String {
    let moscow =
        FixedOffset::east_opt(3 * 3600).map_or_else(|| moment.fixed_offset(), |zone| moment.with_timezone(&zone));
    let whole = moscow.to_rfc3339_opts(SecondsFormat::Secs, false);
    let (clock, zone) = whole.split_at_checked(19).unwrap_or((&whole, ""));
    format!("{clock}.{:07}{zone}", steps(moment.nanosecond()))
}

fn steps(nanos: u32) -> u32 {
    (nanos % 1_000_000_000) / STEP_NANOS
}

#[cfg(test)]
mod tests {
    use super::*;

    fn moment(text: &str) -> DateTime<Utc> {
        text.parse().unwrap()
    }

    #[test]
    fn changes_never_share_a_moment_even_when_the_clock_stands() {
        let frozen = moment("2026-11-21T10:00:00.123456789Z");
        let mut clock = Clock::new(Arc::new(move || frozen));
        let ticks: Vec<String> = (0..3).map(|_| utc_text(clock.tick())).collect();
        assert_eq!(
            ticks,
            ["2026-11-21T10:00:00.1234567Z", "2026-11-21T10:00:00.1234568Z", "2026-11-21T10:00:00.1234569Z"]
        );
    }

    #[test]
    fn a_wrong_clock_stands_or_goes_back_and_is_right_again() {
        let frozen = moment("2026-11-21T10:00:00Z");
        let mut clock = Clock::new(Arc::new(move || frozen));
        clock.stand();
        assert_eq!(clock.tick(), clock.tick(), "changes share a moment");
        clock.go_wrong_by(Duration::minutes(-1));
        assert_eq!(clock.tick(), frozen - Duration::minutes(1));
        clock.correct();
        assert!(clock.tick() > frozen, "after all that came before");
    }

    #[test]
    fn creation_is_told_in_the_organisations_zone() {
        assert_eq!(organisation_text(moment("2026-11-21T21:30:16.5Z")), "2026-11-22T00:30:16.5000000+03:00");
    }
}

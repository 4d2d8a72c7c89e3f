//! The time that the board shows, and how it is moved, zoomed and marked. Pure: moments are UTC, lengths points of the screen; the
//! marks stand on the dispatcher's own clock.

use chrono::{DateTime, Datelike as _, NaiveDate, NaiveDateTime, NaiveTime, TimeDelta, Timelike as _, Utc, Weekday};

/// The nearest and the farthest zoom: a view of a day, and one of six weeks.
pub const NEAREST: TimeDelta = TimeDelta::hours(12);
/// The longest stretch that is shown at once.
pub const FARTHEST: TimeDelta = TimeDelta::days(42);
/// Marks stand no nearer to each other than this.
const APART: f64 = 54.0;
/// Steps between marks, minutes.
const STEPS: [i64; 5] = [60, 120, 180, 360, 720];

/// A stretch of time on the screen.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct TimeView {
    /// At the left edge.
    pub from: DateTime<Utc>,
    /// How long it is.
    pub span: TimeDelta,
    /// Width of the surface.
    pub width: f64,
}

/// A mark of the axis.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Mark {
    /// Where.
    pub x: f64,
    /// The moment on the dispatcher's own clock.
    pub local: NaiveDateTime,
}

/// A day of the axis.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Day {
    /// Its left edge; may lie outside the surface.
    pub left: f64,
    /// Its right edge.
    pub right: f64,
    /// Which.
    pub date: NaiveDate,
    /// Saturday or Sunday.
    pub is_weekend: bool,
}

impl TimeView {
    /// Of so long, with `at` a quarter from the left: what comes is looked at more than what was.
    #[must_use]
    pub fn about(at: DateTime<Utc>, span: TimeDelta, width: f64) -> Self {
        let span = span.clamp(NEAREST, FARTHEST);
        Self { from: at - span / 4, span, width }
    }

    /// At the right edge.
    #[must_use]
    pub fn to(&self) -> DateTime<Utc> {
        self.from + self.span
    }

    /// Points a minute.
    #[must_use]
    pub fn scale(&self) -> f64 {
        self.width.max(1.0) / minutes(self.span).max(1.0)
    }

    /// Where a moment stands; far away ones are held at a distance that a screen can bear.
    #[must_use]
    pub fn x(&self, at: DateTime<Utc>) -> f64 {
        (minutes(at - self.from) * self.scale()).clamp(-1e6, 1e6)
    }

    /// The moment at a place.
    #[must_use]
    pub fn at(&self, x: f64) -> DateTime<Utc> {
        self.from + length(x / self.scale())
    }

    /// Moved by points: what is under the pointer stays there.
    #[must_use]
    pub fn panned(self, by: f64) -> Self {
        Self { from: self.from - length(by / self.scale()), ..self }
    }

    /// Zoomed by a factor (2: twice as near) about a place.
    #[must_use]
    pub fn zoomed(self, factor: f64, about: f64) -> Self {
        let fixed = self.at(about);
        let span = length(minutes(self.span) / factor.clamp(0.01, 100.0)).clamp(NEAREST, FARTHEST);
        let part = (about / self.width.max(1.0)).clamp(0.0, 1.0);
        Self { from: fixed - length(minutes(span) * part), span, ..self }
    }

    /// The step of a drag and of an arrow key: a quarter of an hour near, an hour far.
    #[must_use]
    pub fn step(&self) -> TimeDelta {
        TimeDelta::minutes(if self.span > TimeDelta::days(8) { 60 } else { 15 })
    }

    /// Marks between the days, on the clock of an offset (minutes east of UTC).
    #[must_use]
    pub fn marks(&self, offset_minutes: i32) -> Vec<Mark> {
        let step = STEPS.into_iter().find(|step| minutes(TimeDelta::minutes(*step)) * self.scale() >= APART);
        // Farther away the days are marks enough.
        let Some(step) = step.map(TimeDelta::minutes) else { return Vec::new() };
        let own = TimeDelta::minutes(i64::from(offset_minutes));
        let first = (self.from + own).naive_utc();
        let mut local = first.date().and_time(NaiveTime::MIN);
        let end = (self.to() + own).naive_utc();
        let mut marks = Vec::new();
        while local <= end {
            if local >= first - step {
                marks.push(Mark { x: self.x((local - own).and_utc()), local });
            }
            local += step;
        }
        marks
    }

    /// The days that are seen, on the clock of an offset.
    #[must_use]
    pub fn days(&self, offset_minutes: i32) -> Vec<Day> {
        let own = TimeDelta::minutes(i64::from(offset_minutes));
        let mut date = (self.from + own).naive_utc().date();
        let last = (self.to() + own).naive_utc().date();
        let mut days = Vec::new();
        while date <= last {
            let begins = date.and_time(NaiveTime::MIN) - own;
            let Some(next) = date.succ_opt() else { break };
            days.push(Day {
                left: self.x(begins.and_utc()),
                right: self.x((begins + TimeDelta::days(1)).and_utc()),
                date,
                is_weekend: matches!(date.weekday(), Weekday::Sat | Weekday::Sun),
            });
            date = next;
        }
        days
    }
}

/// True for a mark at midnight: the days say it already.
#[must_use]
pub fn is_midnight(local: NaiveDateTime) -> bool {
    (local.hour(), local.minute()) == (0, 0)
}

/// A stretch rounded to a step.
#[must_use]
pub fn snapped(by: TimeDelta, step: TimeDelta) -> TimeDelta {
    let step = step.num_minutes().max(1);
    let steps = (by.num_seconds() + by.num_seconds().signum() * step * 30) / (step * 60);
    TimeDelta::minutes(steps * step)
}

#[expect(clippy::cast_precision_loss, reason = "seconds of some weeks")]
fn minutes(span: TimeDelta) -> f64 {
    span.num_milliseconds() as f64 / 60_000.0
}

#[expect(clippy::cast_possible_truncation, reason = "held in bounds")]
fn length(minutes: f64) -> TimeDelta {
    TimeDelta::milliseconds((minutes.clamp(-1e9, 1e9) * 60_000.0).round() as i64)
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn noon() -> DateTime<Utc> {
        // A Friday.
        NaiveDate::from_ymd_opt(2026, 12, 4).unwrap().and_hms_opt(12, 0, 0).unwrap().and_utc()
    }

    #[test]
    fn days_and_weekends_stand_on_the_dispatchers_clock() {
        let view = TimeView { from: noon(), span: TimeDelta::days(3), width: 900.0 };
        let days = view.days(180);
        let seen: Vec<_> = days.iter().map(|day| (day.date.day(), day.is_weekend)).collect();
        assert_eq!(seen, [(4, false), (5, true), (6, true), (7, false)]);
        // Midnight in Moscow is 21:00 UTC: nine hours after noon.
        assert!((days[1].left - 9.0 / 72.0 * 900.0).abs() < 1e-6);
        assert!(days.windows(2).all(|pair| (pair[0].right - pair[1].left).abs() < 1e-6));
    }

    #[test]
    fn marks_are_as_dense_as_they_can_be_read() {
        for (days, expected) in [(1, 2 * 60), (3, 360), (7, 720)] {
            let view = TimeView { from: noon(), span: TimeDelta::days(days), width: 1_100.0 };
            let marks = view.marks(180);
            let steps: Vec<_> = marks.windows(2).map(|pair| (pair[1].local - pair[0].local).num_minutes()).collect();
            assert!(steps.iter().all(|step| *step == expected), "{days} days: {steps:?}");
            assert!(marks.iter().all(|mark| mark.local.minute() == 0) && !steps.is_empty());
        }
        let month = TimeView { from: noon(), span: TimeDelta::days(31), width: 1_100.0 };
        assert_eq!(month.marks(180), [], "the days are marks enough");
    }

    #[test]
    fn a_drag_goes_by_steps() {
        let quarter = TimeDelta::minutes(15);
        let of = |minutes| snapped(TimeDelta::minutes(minutes), quarter).num_minutes();
        assert_eq!([0, 7, 8, 22, 23, -7, -8, -23].map(of), [0, 0, 15, 15, 30, 0, -15, -30]);
    }

    proptest! {
        #[test]
        fn what_is_under_the_pointer_stays_there(x in 0.0..1_000.0_f64, factor in 0.3..3.0_f64, by in -500.0..500.0_f64) {
            let view = TimeView::about(noon(), TimeDelta::days(7), 1_000.0);
            let zoomed = view.zoomed(factor, x);
            prop_assert!((zoomed.x(view.at(x)) - x).abs() < 0.1);
            prop_assert!((NEAREST..=FARTHEST).contains(&zoomed.span));
            let panned = view.panned(by);
            prop_assert!((panned.x(view.at(x)) - x - by).abs() < 0.1);
        }

        #[test]
        fn screen_and_time_agree(x in -200.0..1_200.0_f64) {
            let view = TimeView::about(noon(), TimeDelta::days(30), 1_000.0);
            prop_assert!((view.x(view.at(x)) - x).abs() < 0.01);
        }
    }
}

//! Which days a report is about, on the dispatcher's own clock.

use chrono::{DateTime, Datelike as _, Days, Months, NaiveDate, NaiveTime, TimeDelta, Utc};
use serde::{Deserialize, Serialize};

/// Periods that a click chooses.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum PeriodKind {
    /// Monday to Sunday of this week.
    ThisWeek,
    /// The week before.
    LastWeek,
    /// This month.
    #[default]
    ThisMonth,
    /// The month before.
    LastMonth,
    /// Days that were typed.
    Own,
}

/// Whole days, both counted in.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Period {
    /// The first day.
    pub first: NaiveDate,
    /// The last day; never before the first.
    pub last: NaiveDate,
}

impl Period {
    /// The days of a kind, seen from `today`. `own`: the days that were typed; without sound ones it is this month.
    #[must_use]
    pub fn of(kind: PeriodKind, today: NaiveDate, own: Option<(NaiveDate, NaiveDate)>) -> Self {
        let found = match kind {
            PeriodKind::ThisWeek => week(today),
            PeriodKind::LastWeek => today.checked_sub_days(Days::new(7)).and_then(week),
            PeriodKind::ThisMonth => month(today),
            PeriodKind::LastMonth => today.checked_sub_months(Months::new(1)).and_then(month),
            PeriodKind::Own => own.filter(|(first, last)| first <= last).map(|(first, last)| Self { first, last }),
        };
        found.or_else(|| month(today)).unwrap_or(Self { first: today, last: today })
    }

    /// From this moment on, and up to but without the other. `offset_minutes`: east of UTC, of the dispatcher's own clock.
    #[must_use]
    pub fn moments(self, offset_minutes: i32) -> (DateTime<Utc>, DateTime<Utc>) {
        let offset = TimeDelta::minutes(i64::from(offset_minutes));
        let midnight = |day: NaiveDate| {
            let local = day.and_time(NaiveTime::MIN).and_utc();
            local.checked_sub_signed(offset).unwrap_or(local)
        };
        let after = self.last.succ_opt().unwrap_or(self.last);
        (midnight(self.first), midnight(after))
    }

    /// How many days.
    #[must_use]
    pub fn days(self) -> i64 {
        (self.last - self.first).num_days().saturating_add(1)
    }
}

fn week(day: NaiveDate) -> Option<Period> {
    let first = day.checked_sub_days(Days::new(u64::from(day.weekday().num_days_from_monday())))?;
    Some(Period { first, last: first.checked_add_days(Days::new(6))? })
}

fn month(day: NaiveDate) -> Option<Period> {
    let first = day.with_day(1)?;
    Some(Period { first, last: first.checked_add_months(Months::new(1))?.pred_opt()? })
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn day(text: &str) -> NaiveDate {
        text.parse().unwrap()
    }

    #[test]
    fn periods_are_those_of_a_calendar_on_the_wall() {
        let own = Some((day("2026-02-03"), day("2026-02-03")));
        for (kind, today, first, last) in [
            (PeriodKind::ThisWeek, "2026-11-22", "2026-11-16", "2026-11-22"),
            (PeriodKind::ThisWeek, "2026-11-23", "2026-11-23", "2026-11-29"),
            (PeriodKind::LastWeek, "2026-11-22", "2026-11-09", "2026-11-15"),
            (PeriodKind::LastWeek, "2027-01-01", "2026-12-21", "2026-12-27"),
            (PeriodKind::ThisMonth, "2028-02-10", "2028-02-01", "2028-02-29"),
            (PeriodKind::LastMonth, "2026-03-31", "2026-02-01", "2026-02-28"),
            (PeriodKind::LastMonth, "2026-01-05", "2025-12-01", "2025-12-31"),
            (PeriodKind::Own, "2026-01-05", "2026-02-03", "2026-02-03"),
        ] {
            let found = Period::of(kind, day(today), own);
            assert_eq!(found, Period { first: day(first), last: day(last) }, "{kind:?} on {today}");
        }
        let month = Period { first: day("2026-01-01"), last: day("2026-01-31") };
        for own in [None, Some((day("2026-02-03"), day("2026-02-01")))] {
            assert_eq!(Period::of(PeriodKind::Own, day("2026-01-05"), own), month, "no sound days");
        }
    }

    #[test]
    fn midnight_is_that_of_the_dispatcher() {
        let period = Period { first: day("2026-12-01"), last: day("2026-12-02") };
        let (from, until) = period.moments(180);
        assert_eq!(from.to_rfc3339(), "2026-11-30T21:00:00+00:00");
        assert_eq!(until.to_rfc3339(), "2026-12-02T21:00:00+00:00");
        assert_eq!(period.days(), 2);
    }

    proptest! {
        /// No day between this period and the one before it, and today is in this one.
        #[test]
        fn one_period_ends_where_the_next_begins(number in 0_u64..20_000) {
            let today = day("1990-01-01") + Days::new(number);
            for (this, last) in [
                (PeriodKind::ThisWeek, PeriodKind::LastWeek),
                (PeriodKind::ThisMonth, PeriodKind::LastMonth),
            ] {
                let (this, last) = (Period::of(this, today, None), Period::of(last, today, None));
                prop_assert!(this.first <= today && today <= this.last);
                prop_assert_eq!(last.last.succ_opt(), Some(this.first));
                prop_assert_eq!(last.moments(300).1, this.moments(300).0);
            }
        }
    }
}

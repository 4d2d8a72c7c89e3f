//! What a desk keeps of drivers, trucks and trailers itself: when they are out of work, and when their papers end.
//!
//! The platform has no place for either; they never leave this machine. Days are days of the carrier's own calendar.

use chrono::{DateTime, Datelike as _, Days, FixedOffset, NaiveDate, NaiveTime, Utc};
use serde::{Deserialize, Serialize};

use super::id::{LocalId, RecordKind};

/// Days ahead of its end that a paper is warned of.
pub const WARN_DAYS: u64 = 30;

/// Why something is out of work.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum AbsenceKind {
    /// Repair.
    Repair,
    /// Leave.
    Leave,
    /// Illness.
    Illness,
    /// Rest.
    Rest,
}

impl AbsenceKind {
    /// All of them.
    pub const ALL: [Self; 4] = [Self::Repair, Self::Leave, Self::Illness, Self::Rest];

    /// Its name in documents and keys.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Repair => "repair",
            Self::Leave => "leave",
            Self::Illness => "illness",
            Self::Rest => "rest",
        }
    }

    /// The kinds that make sense for a book.
    #[must_use]
    pub const fn of(kind: RecordKind) -> &'static [Self] {
        match kind {
            RecordKind::Driver => &[Self::Leave, Self::Illness, Self::Rest],
            RecordKind::Car | RecordKind::Trailer => &[Self::Repair],
            RecordKind::Bid | RecordKind::Counterparty | RecordKind::Organisation => &[],
        }
    }
}

/// A period out of work, both days included.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Absence {
    /// Its number; 0 until stored.
    pub id: i64,
    /// Of which record.
    pub record: LocalId,
    /// Why.
    pub kind: AbsenceKind,
    /// First day.
    pub from: NaiveDate,
    /// Last day.
    pub to: NaiveDate,
    /// Note.
    pub note: String,
}

impl Absence {
    /// True when a stretch of time (UTC) touches it, by the carrier's clock.
    #[must_use]
    pub fn meets(&self, from: DateTime<Utc>, to: DateTime<Utc>, own_offset_minutes: i32) -> bool {
        self.span(own_offset_minutes).is_some_and(|(start, end)| from < end && to >= start)
    }

    /// From its first midnight up to the one behind its last day, UTC; `None` at the end of the calendar.
    #[must_use]
    pub fn span(&self, own_offset_minutes: i32) -> Option<(DateTime<Utc>, DateTime<Utc>)> {
        let zone = FixedOffset::east_opt(own_offset_minutes.saturating_mul(60))?;
        let midnight = |day: NaiveDate| day.and_time(NaiveTime::MIN).and_local_timezone(zone).single();
        let (start, end) = (midnight(self.from)?, midnight(self.to.checked_add_days(Days::new(1))?)?);
        Some((start.to_utc(), end.to_utc()))
    }
}

/// A paper that ends.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum PaperKind {
    /// Driving licence.
    Licence,
    /// Medical certificate.
    Medical,
    /// Card of the tachograph.
    TachographCard,
    /// Compulsory insurance ("ОСАГО").
    Insurance,
    /// Technical inspection.
    Inspection,
    /// Pass.
    Pass,
}

impl PaperKind {
    /// All of them.
    pub const ALL: [Self; 6] =
        [Self::Licence, Self::Medical, Self::TachographCard, Self::Insurance, Self::Inspection, Self::Pass];

    /// Its name in documents and keys.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Licence => "licence",
            Self::Medical => "medical",
            Self::TachographCard => "tachograph_card",
            Self::Insurance => "insurance",
            Self::Inspection => "inspection",
            Self::Pass => "pass",
        }
    }

    /// The papers of a book.
    #[must_use]
    pub const fn of(kind: RecordKind) -> &'static [Self] {
        match kind {
            RecordKind::Driver => &[Self::Licence, Self::Medical, Self::TachographCard, Self::Pass],
            RecordKind::Car | RecordKind::Trailer => &[Self::Insurance, Self::Inspection, Self::Pass],
            RecordKind::Bid | RecordKind::Counterparty | RecordKind::Organisation => &[],
        }
    }
}

/// The last day of a paper.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Paper {
    /// Of which record.
    pub record: LocalId,
    /// Which.
    pub kind: PaperKind,
    /// Last day that it is valid.
    pub until: NaiveDate,
}

/// How a paper stands on a day.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum PaperStanding {
    /// Valid for longer than the warning.
    Valid,
    /// Ends within the warning.
    Ends,
    /// Has ended.
    Ended,
}

impl Paper {
    /// How it stands on a day.
    #[must_use]
    pub fn on(&self, day: NaiveDate) -> PaperStanding {
        if self.until < day {
            PaperStanding::Ended
        } else if day.checked_add_days(Days::new(WARN_DAYS)).is_some_and(|ahead| self.until <= ahead) {
            PaperStanding::Ends
        } else {
            PaperStanding::Valid
        }
    }
}

/// Reads a day as people type it: `01.12.2026`, `1.12.26`, `01.12` (the nearest that is not long past), `2026-12-01`.
#[must_use]
pub fn parse_day(text: &str, today: NaiveDate) -> Option<NaiveDate> {
    let text = text.trim();
    if let Ok(day) = text.parse::<NaiveDate>() {
        return Some(day);
    }
    let parts: Option<Vec<u32>> = text.split(['.', '/', ' ']).map(|part| part.parse().ok()).collect();
    let whole = |day: u32, month: u32, year: i32| NaiveDate::from_ymd_opt(year, month, day);
    match parts?.as_slice() {
        [day, month, year @ 0..=99] => whole(*day, *month, i32::try_from(*year).ok()?.checked_add(2000)?),
        [day, month, year @ 1900..=2999] => whole(*day, *month, i32::try_from(*year).ok()?),
        [day, month] => {
            let year = today.year();
            let this = whole(*day, *month, year)?;
            // Half a year back is still this year; what lies further back is meant for the next.
            let is_past = this.checked_add_days(Days::new(183)).is_some_and(|later| later < today);
            if is_past { whole(*day, *month, year.checked_add(1)?) } else { Some(this) }
        }
        _ => None,
    }
}

/// `01.12.2026`.
#[must_use]
pub fn shown_day(day: NaiveDate) -> String {
    day.format("%d.%m.%Y").to_string()
}

#[cfg(test)]
mod tests {
    use chrono::TimeDelta;
    use proptest::prelude::*;

    use super::*;

    fn day(number: i64) -> NaiveDate {
        NaiveDate::from_ymd_opt(2026, 1, 1).unwrap() + TimeDelta::days(number)
    }

    #[test]
    fn a_paper_is_warned_of_thirty_days_ahead_and_on_its_last_day_is_still_valid() {
        let paper = Paper { record: LocalId::new("drv-1"), kind: PaperKind::Medical, until: day(100) };
        for (today, expected) in [
            (69, PaperStanding::Valid),
            (70, PaperStanding::Ends),
            (100, PaperStanding::Ends),
            (101, PaperStanding::Ended),
        ] {
            assert_eq!(paper.on(day(today)), expected, "{today}");
        }
    }

    #[test]
    fn days_are_read_as_people_type_them() {
        let today = NaiveDate::from_ymd_opt(2026, 11, 22).unwrap();
        for (typed, read) in [
            ("01.12.2026", Some("2026-12-01")),
            ("1.12.26", Some("2026-12-01")),
            ("2026-12-01", Some("2026-12-01")),
            ("01.12", Some("2026-12-01")),
            ("15.01", Some("2027-01-15")),
            ("01.10", Some("2026-10-01")),
            ("31.02.2026", None),
            ("завтра", None),
            ("", None),
        ] {
            assert_eq!(parse_day(typed, today).map(|day| day.to_string()).as_deref(), read, "{typed}");
        }
    }

    proptest! {
        #[test]
        fn a_shown_day_is_read_back(number in 0_i64..20_000) {
            prop_assert_eq!(parse_day(&shown_day(day(number)), day(0)), Some(day(number)));
        }

        #[test]
        fn a_trip_meets_a_period_when_any_of_its_hours_lies_in_it(
            first in 0_i64..60, length in 0_i64..10, start in 0_i64..1500, hours in 0_i64..240, offset in -4_i32..=12,
        ) {
            let absence = Absence {
                id: 0, record: LocalId::new("car-1"), kind: AbsenceKind::Repair,
                from: day(first), to: day(first + length), note: String::new(),
            };
            let from = day(0).and_time(NaiveTime::MIN).and_utc() + TimeDelta::hours(start);
            let to = from + TimeDelta::hours(hours);
            let local = |at: DateTime<Utc>| (at + TimeDelta::hours(i64::from(offset))).date_naive();
            let expected = (0..=hours).any(|hour| {
                let day = local(from + TimeDelta::hours(hour));
                absence.from <= day && day <= absence.to
            });
            prop_assert_eq!(absence.meets(from, to, offset * 60), expected);
        }
    }
}

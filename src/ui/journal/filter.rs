//! What the journal shows, as a person types and clicks it. Pure.

use chrono::{DateTime, TimeDelta, Utc};

use crate::store::model::JournalFilter;

/// How far back.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(super) enum Period {
    /// The last hour.
    Hour,
    /// The last day.
    #[default]
    Day,
    /// The last week.
    Week,
    /// All that is kept.
    All,
}

impl Period {
    pub(super) const ALL: [(Self, &'static str); 4] = [
        (Self::Hour, "journal-period-hour"),
        (Self::Day, "journal-period-day"),
        (Self::Week, "journal-period-week"),
        (Self::All, "journal-period-all"),
    ];

    fn since(self, now: DateTime<Utc>) -> Option<DateTime<Utc>> {
        let back = match self {
            Self::Hour => TimeDelta::hours(1),
            Self::Day => TimeDelta::hours(24),
            Self::Week => TimeDelta::days(7),
            Self::All => return None,
        };
        now.checked_sub_signed(back)
    }
}

/// What is typed and chosen.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub(super) struct Form {
    pub(super) errors_only: bool,
    pub(super) method: Method,
    pub(super) period: Period,
    pub(super) text: String,
}

/// Which verbs.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(super) enum Method {
    /// All.
    #[default]
    All,
    /// Reads.
    Get,
    /// Writes.
    Post,
}

impl Form {
    /// The filter at a moment. `№ 48213` is a record; anything else is text.
    pub(super) fn filter(&self, now: DateTime<Utc>) -> JournalFilter {
        let typed = self.text.trim();
        let record = typed.strip_prefix('№').or_else(|| typed.strip_prefix('#')).map(str::trim);
        let record: Option<i64> = record.and_then(|number| number.parse().ok());
        JournalFilter {
            errors_only: self.errors_only,
            method: match self.method {
                Method::All => None,
                Method::Get => Some("GET".to_owned()),
                Method::Post => Some("POST".to_owned()),
            },
            text: if record.is_some() { String::new() } else { typed.to_owned() },
            record,
            since: self.period.since(now),
            ..JournalFilter::default()
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_number_behind_its_mark_is_a_record_and_the_rest_is_text() {
        let now = DateTime::from_timestamp(1_800_000_000, 0).unwrap();
        let filter = |text: &str| Form { text: text.to_owned(), ..Form::default() }.filter(now);
        for (typed, record, text) in [
            ("№ 48213", Some(48213), ""),
            ("#7", Some(7), ""),
            (" 500 ", None, "500"),
            ("№ семь", None, "№ семь"),
            ("Apply", None, "Apply"),
        ] {
            let made = filter(typed);
            assert_eq!((made.record, made.text.as_str()), (record, text), "{typed}");
        }
        assert_eq!(filter("").since, Some(now - TimeDelta::hours(24)));
        let all = Form { period: Period::All, method: Method::Post, ..Form::default() }.filter(now);
        assert_eq!((all.since, all.method.as_deref()), (None, Some("POST")));
    }
}

//! Quiet hours: from a time of day to another, over midnight too.

use chrono::NaiveTime;

/// `22:00`, `7:30`.
#[must_use]
pub fn time_of_day(text: &str) -> Option<NaiveTime> {
    NaiveTime::parse_from_str(text.trim(), "%H:%M").ok()
}

/// True within the quiet hours. Without both ends, or with both the same, it is never quiet.
#[must_use]
pub fn is_quiet(from: &str, to: &str, now: NaiveTime) -> bool {
    match (time_of_day(from), time_of_day(to)) {
        (Some(from), Some(to)) if from < to => from <= now && now < to,
        (Some(from), Some(to)) if from > to => now >= from || now < to,
        _ => false,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn quiet_hours_may_cross_midnight() {
        for (from, to, now, quiet) in [
            ("22:00", "07:00", "23:30", true),
            ("22:00", "07:00", "06:59", true),
            ("22:00", "07:00", "07:00", false),
            ("22:00", "07:00", "21:59", false),
            ("13:00", "14:00", "13:00", true),
            ("13:00", "14:00", "14:00", false),
            ("", "07:00", "03:00", false),
            ("22:00", "", "23:00", false),
            ("08:00", "08:00", "08:00", false),
        ] {
            assert_eq!(is_quiet(from, to, time_of_day(now).unwrap()), quiet, "{now} in {from}–{to}");
        }
        assert_eq!(time_of_day("24:00"), None);
        assert_eq!(time_of_day(" 7:30 "), NaiveTime::from_hms_opt(7, 30, 0));
    }
}

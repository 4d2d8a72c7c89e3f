//! How numbers and moments are written on the card.

use chrono::{DateTime, NaiveDateTime, TimeDelta, Utc};

use crate::domain::typed_time::shown;
use crate::words::{Arg, Lang};

/// `01.12.2026 10:00` on the clock of an offset (minutes east of UTC).
#[must_use]
pub fn moment(at: DateTime<Utc>, offset_minutes: i32) -> String {
    shown(at.naive_utc() + TimeDelta::minutes(i64::from(offset_minutes)))
}

/// The later one without its date when both are of one day: `10:12`.
#[must_use]
pub fn beside(local: NaiveDateTime, before: Option<NaiveDateTime>) -> String {
    if before.is_some_and(|before| before.date() == local.date()) {
        local.format("%H:%M").to_string()
    } else {
        local.format("%d.%m %H:%M").to_string()
    }
}

/// Metres as kilometres: `560 км`, and with one decimal below ten.
#[must_use]
pub fn kilometres(metres: f64, lang: Lang) -> String {
    let km = metres / 1000.0;
    let text = decimal(km, usize::from(km.abs() < 10.0), lang);
    lang.text_with("card-km", &[("km", Arg::Text(text))])
}

/// A number with at most so many decimals, no trailing zeros, and the comma or point of the language.
#[must_use]
pub fn decimal(value: f64, places: usize, lang: Lang) -> String {
    let text = format!("{value:.places$}");
    let text = if text.contains('.') { text.trim_end_matches('0').trim_end_matches('.') } else { text.as_str() };
    let (whole, part) = text.split_once('.').map_or((text, None), |(whole, part)| (whole, Some(part)));
    let digits = whole.trim_start_matches('-');
    let count = digits.chars().count();
    let mut spaced = String::from(if whole.starts_with('-') { "−" } else { "" });
    for (place, digit) in digits.chars().enumerate() {
        if place > 0 && count.saturating_sub(place).is_multiple_of(3) {
            spaced.push('\u{a0}');
        }
        spaced.push(digit);
    }
    match (part, lang) {
        (None, _) => spaced,
        (Some(part), Lang::Ru) => format!("{spaced},{part}"),
        (Some(part), Lang::En) => format!("{spaced}.{part}"),
    }
}

/// `2 ч 05 мин`; under an hour `12 мин`.
#[must_use]
pub fn duration(length: TimeDelta, lang: Lang) -> String {
    let minutes = length.num_minutes().unsigned_abs();
    let count = |key, value: String| lang.text_with(key, &[("n", Arg::Text(value))]);
    if minutes < 60 {
        count("card-minutes", minutes.to_string())
    } else {
        let rest = format!("{:02}", minutes % 60);
        format!("{} {}", count("card-hours", (minutes / 60).to_string()), count("card-minutes", rest))
    }
}

/// Minutes late, short: `+1:20`.
#[must_use]
pub fn late(minutes: u32) -> String {
    format!("+{}:{:02}", minutes / 60, minutes % 60)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_are_written_as_the_language_does() {
        assert_eq!(decimal(20.0, 3, Lang::Ru), "20");
        assert_eq!(decimal(1.50, 3, Lang::Ru), "1,5");
        assert_eq!(decimal(1.5, 3, Lang::En), "1.5");
        assert_eq!(decimal(100.0, 0, Lang::Ru), "100");
        assert_eq!(decimal(-12_345.25, 2, Lang::Ru), "−12\u{a0}345,25");
        assert_eq!(kilometres(560_400.0, Lang::Ru), "560\u{a0}км");
        assert_eq!(kilometres(4_210.0, Lang::En), "4.2\u{a0}km");
        assert_eq!(duration(TimeDelta::minutes(12), Lang::Ru), "12\u{a0}мин");
        assert_eq!([late(7), late(80), late(7_385)], ["+0:07", "+1:20", "+123:05"]);
        assert_eq!(duration(TimeDelta::minutes(125), Lang::Ru), "2\u{a0}ч 05\u{a0}мин");
    }

    #[test]
    fn a_second_moment_of_the_same_day_needs_no_date() -> Result<(), chrono::ParseError> {
        let at = |text: &str| NaiveDateTime::parse_from_str(text, "%Y-%m-%d %H:%M");
        let plan = at("2026-12-01 10:00")?;
        assert_eq!(beside(at("2026-12-01 10:12")?, Some(plan)), "10:12");
        assert_eq!(beside(at("2026-12-02 01:00")?, Some(plan)), "02.12 01:00");
        Ok(())
    }
}

//! Dates and times as lists and filters spell them. Fractions, seconds and the zone may be missing, a space may stand
//! for `T`; all of it occurs in the platform's answers (cargorun-api.md, chapter 8).

use chrono::{DateTime, NaiveDate, TimeDelta, Utc};

/// Reads `2019-11-20`, `2019-11-20T06:00`, `2019-11-20 06:00:00.1234567+03:00`, `2019-11-20T06:00:00Z` … as an instant.
/// Without a zone it counts as UTC, without a time as midnight. Digits beyond the nanosecond are dropped.
///
/// `None` when the text is anything else, or names a day or time that doesn't exist.
pub(super) fn parse(text: &str) -> Option<DateTime<Utc>> {
    let mut rest = Rest(text.as_bytes());
    let year = i32::try_from(rest.number(4)?).ok()?;
    rest.one_of(b"-")?;
    let month = rest.number(2)?;
    rest.one_of(b"-")?;
    let day = NaiveDate::from_ymd_opt(year, month, rest.number(2)?)?;
    if rest.0.is_empty() {
        return Some(day.and_hms_opt(0, 0, 0)?.and_utc());
    }
    rest.one_of(b"Tt ")?;
    let hour = rest.number(2)?;
    rest.one_of(b":")?;
    let minute = rest.number(2)?;
    let (mut second, mut nanosecond) = (0, 0);
    if rest.one_of(b":").is_some() {
        second = rest.number(2)?;
        if rest.one_of(b".").is_some() {
            nanosecond = rest.fraction()?;
        }
    }
    let local = day.and_hms_nano_opt(hour, minute, second, nanosecond)?;
    let east = rest.zone()?;
    rest.0.is_empty().then_some(())?;
    Some(local.checked_sub_signed(east)?.and_utc())
}

struct Rest<'t>(&'t [u8]);

impl Rest<'_> {
    fn one_of(&mut self, wanted: &[u8]) -> Option<u8> {
        let (first, rest) = self.0.split_first()?;
        wanted.contains(first).then(|| {
            self.0 = rest;
            *first
        })
    }

    fn digit(&mut self) -> Option<u32> {
        self.one_of(b"0123456789").map(|byte| u32::from(byte - b'0'))
    }

    fn number(&mut self, width: usize) -> Option<u32> {
        (0..width).try_fold(0, |number, _| Some(number * 10 + self.digit()?))
    }

    /// Nanoseconds of the digits after the point; at least one must be there.
    fn fraction(&mut self) -> Option<u32> {
        let mut unit = 100_000_000;
        let mut nanoseconds = self.digit()? * unit;
        while let Some(digit) = self.digit() {
            unit /= 10;
            nanoseconds += digit * unit;
        }
        Some(nanoseconds)
    }

    /// How far the zone lies to the east of UTC.
    fn zone(&mut self) -> Option<TimeDelta> {
        if self.0.is_empty() || self.one_of(b"Zz").is_some() {
            return Some(TimeDelta::zero());
        }
        let sign = self.one_of(b"+-")?;
        let hours = self.number(2)?;
        self.one_of(b":")?;
        let minutes = self.number(2)?;
        let east = TimeDelta::minutes(i64::from(hours * 60 + minutes));
        // Fourteen hours is the farthest that any country keeps its clocks.
        (minutes < 60 && east <= TimeDelta::hours(14)).then_some(if sign == b'-' { -east } else { east })
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn one_instant_has_many_spellings() {
        let six = parse("2019-11-20T06:00:00Z");
        assert!(six.is_some());
        for text in [
            "2019-11-20T06:00:00.000Z",
            "2019-11-20t06:00:00z",
            "2019-11-20 06:00",
            "2019-11-20T06:00:00",
            "2019-11-20T09:00:00+03:00",
            "2019-11-20T09:00+03:00",
            "2019-11-19T23:30:00.0-06:30",
        ] {
            assert_eq!(parse(text), six, "{text}");
        }
        assert_eq!(parse("2019-11-20"), parse("2019-11-20T00:00:00Z"));
    }

    #[test]
    fn parts_of_a_second_count_to_the_last_digit() {
        assert!(parse("2019-11-20T06:00:00.0000001Z") > parse("2019-11-20T06:00:00Z"));
        assert!(parse("2019-11-20T06:00:00.9999999Z") < parse("2019-11-20T06:00:01Z"));
        assert_eq!(parse("2019-11-20T06:00:00.5Z"), parse("2019-11-20T06:00:00.500000000999Z"));
    }

    #[test]
    fn what_is_no_date_is_none() {
        for text in [
            "",
            "2019",
            "2019-11",
            "2019-13-01",
            "2019-02-29",
            "2019-11-20T",
            "2019-11-20T24:00",
            "2019-11-20T6:00",
            "2019-11-20T06:00:60Z",
            "2019-11-20T06:00:00.Z",
            "2019-11-20T06:00+0300",
            "2019-11-20T06:00+15:00",
            "2019-11-20T06:00+03:60",
            "2019-11-20T06:00ZZ",
            "20.11.2019",
            "А123ВС/45",
            "2019-11-20Z",
        ] {
            assert_eq!(parse(text), None, "{text}");
        }
    }

    proptest! {
        #[test]
        fn any_text_is_answered(text in ".*", near in "[0-9]{4}-[0-9]{2}-[0-9]{2}[T ][0-9:.+Z-]{0,20}") {
            let _ = (parse(&text), parse(&near));
        }

        #[test]
        fn a_printed_instant_is_read_back(seconds in 0_i64..4_000_000_000, nanoseconds in 0_u32..1_000_000_000) {
            let instant = DateTime::from_timestamp(seconds, nanoseconds);
            prop_assert_eq!(instant.and_then(|instant| parse(&instant.to_rfc3339())), instant);
        }
    }
}

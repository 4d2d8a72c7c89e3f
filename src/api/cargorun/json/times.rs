//! Dates of the wire: seven fractional digits, no seconds, a space for the `T`, with a zone or without; all of it occurs.

use chrono::{DateTime, FixedOffset, NaiveDate, NaiveDateTime, NaiveTime, TimeDelta, TimeZone as _, Utc};

use crate::domain::place::Zone;

/// A date as it was written: what the clock showed, and the zone where one was named.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Written {
    /// What the clock showed.
    pub(crate) wall: NaiveDateTime,
    /// The zone it was written in.
    pub(crate) offset: Option<FixedOffset>,
}

impl Written {
    /// Reads a date. `None` for what is none, and for the year 1 that the platform's language writes for "never".
    pub(crate) fn parse(text: &str) -> Option<Self> {
        let text = text.trim();
        let (date, rest) = text.split_once(['T', 't', ' ']).unwrap_or((text, ""));
        let date = parse_date(date)?;
        let (time, offset) = split_zone(rest.trim())?;
        let time = if time.is_empty() { NaiveTime::MIN } else { parse_time(time)? };
        let never = date < NaiveDate::from_ymd_opt(1900, 1, 1)?;
        (!never).then_some(Self { wall: date.and_time(time), offset })
    }

    /// The moment; a date without a zone is in UTC, as the formats document says of all of them but the plan dates.
    pub(crate) fn instant(self) -> DateTime<Utc> {
        let offset =
            self.offset.map_or(TimeDelta::zero(), |zone| TimeDelta::seconds(i64::from(zone.local_minus_utc())));
        Utc.from_utc_datetime(&self.wall.checked_sub_signed(offset).unwrap_or(self.wall))
    }
}

/// The moment of a date as the server writes it; `None` for what is no date.
#[must_use]
pub fn read_instant(text: &str) -> Option<DateTime<Utc>> {
    Written::parse(text).map(Written::instant)
}

/// `2026-07-15`. The usual form is read without the general reader, which a pull of many dates would wait for.
fn parse_date(text: &str) -> Option<NaiveDate> {
    let usual = || {
        let [y1, y2, y3, y4, b'-', m1, m2, b'-', d1, d2] = text.as_bytes() else { return None };
        let year = digits(&[*y1, *y2, *y3, *y4])?;
        NaiveDate::from_ymd_opt(i32::try_from(year).ok()?, digits(&[*m1, *m2])?, digits(&[*d1, *d2])?)
    };
    usual().or_else(|| NaiveDate::parse_from_str(text, "%Y-%m-%d").ok())
}

/// The number that digits alone make.
fn digits(text: &[u8]) -> Option<u32> {
    text.iter().try_fold(0_u32, |number, byte| {
        let digit = byte.is_ascii_digit().then(|| u32::from(*byte & 0x0f))?;
        number.checked_mul(10)?.checked_add(digit)
    })
}

/// Splits `10:00:00+03:00` into time and zone. `None` when the zone can't be read.
fn split_zone(text: &str) -> Option<(&str, Option<FixedOffset>)> {
    if let Some(time) = text.strip_suffix(['Z', 'z']) {
        return Some((time.trim_end(), FixedOffset::east_opt(0)));
    }
    let Some((time, zone)) = text.split_once(['+', '-']) else {
        return Some((text, None));
    };
    let digits: Vec<i32> = zone.chars().filter_map(|c| c.to_digit(10)).filter_map(|d| i32::try_from(d).ok()).collect();
    let minutes = match digits.as_slice() {
        [h1, h2] => (h1 * 10 + h2) * 60,
        [h1, h2, m1, m2] => (h1 * 10 + h2) * 60 + m1 * 10 + m2,
        _ => return None,
    };
    let signed = if text.contains('-') { -minutes } else { minutes };
    Some((time.trim_end(), Some(FixedOffset::east_opt(signed * 60)?)))
}

/// `10:58`, `10:58:00`, `10:58:00.5000000`.
fn parse_time(text: &str) -> Option<NaiveTime> {
    let general = || ["%H:%M:%S%.f", "%H:%M"].iter().find_map(|format| NaiveTime::parse_from_str(text, format).ok());
    usual_time(text).or_else(general)
}

fn usual_time(text: &str) -> Option<NaiveTime> {
    let [h1, h2, b':', m1, m2, b':', s1, s2, fraction @ ..] = text.as_bytes() else { return None };
    let nanos = match fraction {
        [] => 0,
        [b'.', parts @ ..] if (1..=9).contains(&parts.len()) => {
            (parts.len()..9).try_fold(digits(parts)?, |nanos, _| nanos.checked_mul(10))?
        }
        _ => return None,
    };
    NaiveTime::from_hms_nano_opt(digits(&[*h1, *h2])?, digits(&[*m1, *m2])?, digits(&[*s1, *s2])?, nanos)
}

/// A plan date: local time of the point and its zone, from the local field and the `…Offset` field beside it.
///
/// The zone is the difference of the two, so that an `…Offset` that the server turned into UTC gives the right one too.
/// A local field that itself names a zone is no wall clock to rely on: then the `…Offset` field's own clock counts.
pub(crate) fn plan_date(local: Option<Written>, offset: Option<Written>) -> (Option<NaiveDateTime>, Option<Zone>) {
    match (local, offset) {
        (Some(local), Some(offset)) if local.offset.is_none() => {
            let minutes = local.wall.signed_duration_since(offset.instant().naive_utc()).num_minutes();
            let zone = fixed_zone(minutes).or_else(|| zone_of(offset));
            (Some(local.wall), zone)
        }
        (Some(local), Some(offset)) => {
            let own_clock = offset.offset.is_some_and(|zone| zone.local_minus_utc() != 0);
            if own_clock { (Some(offset.wall), zone_of(offset)) } else { (Some(local.wall), zone_of(local)) }
        }
        (Some(local), None) => (Some(local.wall), None),
        (None, Some(offset)) => (Some(offset.wall), zone_of(offset)),
        (None, None) => (None, None),
    }
}

fn zone_of(written: Written) -> Option<Zone> {
    Some(Zone::Fixed(written.offset?.local_minus_utc() / 60))
}

/// A difference that can be a zone: quarters of an hour, within the ±14 hours that exist.
fn fixed_zone(minutes: i64) -> Option<Zone> {
    let exists = minutes % 15 == 0 && minutes.abs() <= 14 * 60;
    exists.then(|| i32::try_from(minutes).ok().map(Zone::Fixed)).flatten()
}

/// A plan date on the wire: local, without a zone.
pub(crate) fn local_text(local: NaiveDateTime) -> String {
    local.format("%Y-%m-%dT%H:%M:%S").to_string()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn instant(text: &str) -> Option<String> {
        Written::parse(text).map(|written| written.instant().to_rfc3339_opts(chrono::SecondsFormat::AutoSi, true))
    }

    #[test]
    fn every_written_moment_is_read() {
        for (text, meant) in [
            ("2026-07-15T07:58:00Z", "2026-07-15T07:58:00Z"),
            ("2026-07-15T07:58:00.1234567Z", "2026-07-15T07:58:00.123456700Z"),
            ("2026-07-15T10:58:00+03:00", "2026-07-15T07:58:00Z"),
            ("2026-07-15T10:58:00.5000000+0300", "2026-07-15T07:58:00.500Z"),
            ("2026-07-15 04:58-03:00", "2026-07-15T07:58:00Z"),
            ("2026-07-15T07:58:00", "2026-07-15T07:58:00Z"),
            ("2026-07-15 07:58", "2026-07-15T07:58:00Z"),
            (" 2026-07-15 ", "2026-07-15T00:00:00Z"),
        ] {
            assert_eq!(instant(text).as_deref(), Some(meant), "{text}");
        }
        for text in
            ["", "вчера", "2026-13-01T00:00:00Z", "2026-07-15T25:00", "0001-01-01T00:00:00", "2026-07-15T10:00+3"]
        {
            assert_eq!(instant(text), None, "{text}");
        }
    }

    #[test]
    fn the_quick_readers_read_what_the_general_ones_do() {
        let times =
            ["00:00:00", "23:59:59.9999999", "10:58:00.5", "24:00:00", "10:60:00", "10:58:60", "1:2:3", "10:58:00."];
        for text in times {
            if let Some(quick) = usual_time(text) {
                assert_eq!(Some(quick), NaiveTime::parse_from_str(text, "%H:%M:%S%.f").ok(), "{text}");
            }
        }
        for text in ["2026-07-15", "2026-02-30", "0001-01-01", "2026-7-5", "+2026-07-15", "20-26-07-15", "٢026-07-15"]
        {
            assert_eq!(parse_date(text), NaiveDate::parse_from_str(text, "%Y-%m-%d").ok(), "{text}");
        }
        assert!(usual_time("10:58:00.123456789").is_some() && usual_time("10:58:00.1234567890").is_none());
    }

    #[test]
    fn a_plan_date_keeps_the_clock_of_the_point() {
        let read = |local: Option<&str>, offset: Option<&str>| {
            let (time, zone) = plan_date(local.and_then(Written::parse), offset.and_then(Written::parse));
            (time.map(local_text), zone)
        };
        let ten = Some("2026-07-15T10:58:00".to_owned());
        let local = Some("2026-07-15T10:58:00");
        assert_eq!(read(local, Some("2026-07-15T10:58:00+03:00")), (ten.clone(), Some(Zone::Fixed(180))));
        assert_eq!(read(local, Some("2026-07-15T05:58:00Z")), (ten.clone(), Some(Zone::Fixed(300))), "Offset in UTC");
        assert_eq!(read(local, Some("2026-07-15T10:58:00-03:00")), (ten.clone(), Some(Zone::Fixed(-180))));
        assert_eq!(read(local, None), (ten.clone(), None));
        assert_eq!(read(None, Some("2026-07-15T10:58:00+05:00")), (ten.clone(), Some(Zone::Fixed(300))));
        assert_eq!(
            read(Some("2026-07-15T07:58:00Z"), Some("2026-07-15T10:58:00+03:00")),
            (ten.clone(), Some(Zone::Fixed(180))),
            "a local field in UTC"
        );
        assert_eq!(read(Some("2026-07-15 10:58"), None), (ten, None));
        assert_eq!(read(None, None), (None, None));
        assert_eq!(read(local, Some("2026-01-01T00:00:00+03:00")).1, Some(Zone::Fixed(180)), "disagreeing dates");
    }
}

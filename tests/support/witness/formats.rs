//! The string formats of the contract, each as strict as the field's documents allow. `local-date-time` and `any-date-time` are not the
//! vendor's: exceptions put them where the file says only `date-time`.

use chrono::{DateTime, NaiveDate, NaiveDateTime};

type Check = fn(&str) -> bool;

/// All of them by name.
pub(super) const ALL: [(&str, Check); 6] = [
    ("date-time", is_zoned),
    ("local-date-time", is_local),
    ("any-date-time", |text| is_zoned(text) || is_local(text)),
    ("date", is_date),
    ("date-span", is_span),
    ("uuid", is_uuid),
];

pub(super) fn check(name: &str) -> Option<Check> {
    ALL.into_iter().find(|(known, _)| *known == name).map(|(_, check)| check)
}

/// `2026-12-01T10:00:00+03:00`, `2026-12-01T07:00:00.123Z`: RFC 3339, the zone said.
fn is_zoned(text: &str) -> bool {
    text.contains('T') && DateTime::parse_from_rfc3339(text).is_ok()
}

/// `2026-12-01T10:00:00` or `2026-12-01T10:00`: the clock on the wall, no zone.
fn is_local(text: &str) -> bool {
    let reads = |form: &str| NaiveDateTime::parse_from_str(text, form).is_ok();
    let padded = text.char_indices().filter(|(_, character)| *character == 'T').map(|(at, _)| at).eq([10]);
    padded && text.len() >= 16 && (reads("%Y-%m-%dT%H:%M") || reads("%Y-%m-%dT%H:%M:%S%.f"))
}

/// `2026-12-01`.
fn is_date(text: &str) -> bool {
    text.len() == 10 && NaiveDate::parse_from_str(text, "%Y-%m-%d").is_ok()
}

/// The span of .NET, `[-][d.]hh:mm:ss[.fffffff]`: `-1.02:30:00`, `00:15:00`.
fn is_span(text: &str) -> bool {
    let span = text.strip_prefix('-').unwrap_or(text);
    let Some((days_and_hours, rest)) = span.split_once(':') else { return false };
    let (days, hours) = days_and_hours.split_once('.').unwrap_or(("0", days_and_hours));
    let Some((minutes, rest)) = rest.split_once(':') else { return false };
    let (seconds, part) = rest.split_once('.').unwrap_or((rest, "0"));
    let two = |text: &str, limit: u32| text.len() == 2 && number(text).is_some_and(|number| number < limit);
    number(days).is_some() && two(hours, 24) && two(minutes, 60) && two(seconds, 60) && number(part).is_some()
}

fn number(digits: &str) -> Option<u32> {
    digits.bytes().all(|byte| byte.is_ascii_digit()).then(|| digits.parse().ok()).flatten()
}

/// With its hyphens.
fn is_uuid(text: &str) -> bool {
    text.len() == 36 && uuid::Uuid::try_parse(text).is_ok()
}
